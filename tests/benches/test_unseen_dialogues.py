"""The dialogues that measure redaction were not used to build it. No failure quotes them."""

import json
import re
from pathlib import Path

import pytest

from compliance.redaction.training import seeds
from compliance.redaction.training.atoms import render
from tests.benches.redaction.dialogues import UNSEEN, load

ROOT = Path(__file__).parents[2]
LEAST_WORDS = 5  # shorter answers are said by everybody


def said(texts):
    """The longer ones of what callers say, in words only."""
    words = (re.findall(r"[^\W_]+(?:'[^\W_]+)?", text.lower()) for text in texts)
    return {" ".join(w) for w in words if len(w) >= LEAST_WORDS}


@pytest.fixture(scope="module")
def unseen():
    """What callers say in the dialogues that are measured."""
    return said(turn.text for dialogue in load() for turn in dialogue.answers)


def test_no_answer_is_among_the_training_seeds(unseen):
    """The tagger was not trained on what it is measured by."""
    turns = (turn for seed in seeds.load() for turn in seed.turns if turn.caller)
    assert len(unseen & said(render(turn.atoms)[0] for turn in turns)) == 0


def test_no_answer_is_among_the_dialogues_of_the_rules(unseen):
    """Nor were the rules written by it."""
    lines = (ROOT / "tests/compliance/redaction/dialogues.jsonl").read_text("utf-8").splitlines()
    turns = (turn for line in lines for turn in json.loads(line)["turns"])
    assert len(unseen & said(turn["text"] for turn in turns if turn["role"] == "caller")) == 0


def test_no_code_of_redaction_names_the_folder():
    """Neither the rules nor the training can read it without naming it."""
    names = re.compile(rf"benches|[\"'/]{UNSEEN.name}\b")
    for file in (ROOT / "compliance/redaction").rglob("*.py"):
        assert names.search(file.read_text("utf-8")) is None, file.name

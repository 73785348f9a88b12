"""The training examples: marks never slip, everything repeats from one seed, every type occurs."""

import json
import random
from itertools import islice, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.redaction.training import examples, seeds
from compliance.redaction.training.atoms import render
from compliance.redaction.training.questions import Pool
from compliance.redaction.training.refill import refill
from compliance.redaction.training.vary import vary
from compliance.redaction.types import PhiType

FORMS = seeds.load([seeds.SEEDS / "forms.txt"])
POOL = Pool.of(FORMS)


def drawn(seed, count):
    """Some examples."""
    return list(islice(examples.generate(FORMS, random.Random(seed)), count))


@given(st.integers(), st.sampled_from(FORMS))
@settings(max_examples=300, deadline=None)
def test_spans_stand_on_whole_words_after_every_variation(seed, dialogue):
    """A span begins and ends at a word, has no outer space, and overlaps no other."""
    rng = random.Random(seed)
    for turn in vary(refill(dialogue, rng), POOL, rng).turns:
        text, spans = render(turn.atoms)
        assert all(atom.text and not any(c.isspace() for c in atom.text) for atom in turn.atoms)
        assert all(before.end <= after.start for before, after in pairwise(spans))
        for span in spans:
            assert text[span.start : span.end].strip()
            assert text[span.start : span.end] == text[span.start : span.end].strip()
            assert span.start == 0 or not (text[span.start - 1] + text[span.start]).isalnum()
            assert span.end == len(text) or not (text[span.end - 1] + text[span.end]).isalnum()
        assert turn.caller or not spans


@given(st.integers())
@settings(max_examples=100, deadline=None)
def test_a_refill_keeps_the_form(seed):
    """Numbers stay numbers of their kind, and as many; "apartment" and "as in" stay."""
    made = refill(FORMS[1], random.Random(seed))
    words = [atom.word for atom in made.turns[1].atoms if atom.mark and not atom.mark.optional]
    assert len(words) == 11
    assert words[3] == "double"
    assert words[7:9] == [words[7], "as"]
    assert words[-1].startswith(words[-4])


@given(st.integers())
@settings(max_examples=100, deadline=None)
def test_a_spelled_name_and_the_agent_follow_the_new_name(seed):
    """What is spelled is the new surname, and the agent says the new name or a placeholder."""
    made = refill(FORMS[0], random.Random(seed))
    atoms = [atom.word for atom in made.turns[1].atoms if atom.mark]
    spelled = "".join(_letters(atoms[2:]))
    assert spelled == atoms[1].replace("'", "").replace("-", "") or not atoms[1].isalpha()
    assert atoms[0] in made.turns[2].text or "[NAME_1]" in made.turns[2].text
    read_back = "".join(atom.word for atom in made.turns[6].atoms)
    said = "".join(atom.word for atom in made.turns[5].atoms)
    assert read_back in (said, "[phone_1]")


def _letters(words):
    times = 1
    for word in words:
        if word == "double":
            times = 2
        else:
            yield word * times
            times = 1


def test_the_same_seed_gives_the_same_examples():
    """Nothing random comes from elsewhere."""
    assert drawn(5, 200) == drawn(5, 200)
    assert drawn(5, 200) != drawn(6, 200)


def test_every_type_and_style_occurs_and_nearly_half_of_the_turns_are_free_of_phi():
    """A tagger sees what it must learn, and what it must leave alone."""
    made = drawn(1, 1500)
    assert {span.type for example in made for span in example.spans} == set(PhiType)
    assert {example.style for example in made} == set(seeds.STYLES)
    free = sum(not example.spans for example in made) / len(made)
    assert 0.43 < free < 0.47
    assert all(len(example.context) <= 200 for example in made)
    assert any(span.optional for example in made for span in example.spans)


def test_an_age_over_89_stays_one():
    """No number that becomes an age of 90 is left without its mark, nor the other way round."""
    for seed in range(50):
        made = refill(FORMS[3], random.Random(seed))
        ages = [atom.word for atom in made.turns[3].atoms if atom.mark]
        assert ages[0] == "ninety"
        assert ages[2] == "nineteen"
        assert ages[3] in ("twenty", "thirty")


def test_the_command_writes_lines_of_json(tmp_path):
    """One example a line, with the context, the text and the spans."""
    out = tmp_path / "examples.jsonl"
    examples.main(["--seed", "3", "--count", "20", "--out", str(out)])
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert len(lines) == 20
    assert all({"context", "text", "spans"} <= set(line) for line in lines)


@pytest.mark.parametrize(
    "text",
    [
        "# id: a | style: loud | category: x\nA: hello\nC: hi",
        "# id: a | style: raw | category: x\nA: hello\nC: [[NOBODY|jane]]",
        "# id: a | style: raw | category: x\nA: hello\nC: [[NAME|jane",
        "# id: a | style: raw | category: x\nA: hello [[NAME|jane]]\nC: hi",
        "# id: a | style: raw | category: x\nhello\nC: hi",
    ],
)
def test_a_broken_seed_is_refused(text):
    """A seed file that breaks the format says where."""
    with pytest.raises(seeds.SeedError):
        list(seeds.parse(text))

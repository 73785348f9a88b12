"""Every rule proves itself on its own examples."""

import re

import pytest

from compliance.redaction import Redactor
from compliance.redaction.rules import RULES, WITHOUT_RULE

_MASKED = [example for rule in RULES for example in rule.masks]
_LEFT = [example for rule in RULES for example in rule.leaves]


def _said(question, text):
    redactor = Redactor()
    if question:
        redactor.agent(question)
    return redactor.caller(text)


@pytest.mark.parametrize(("question", "marked"), _MASKED)
def test_what_a_rule_is_for_is_masked(question, marked):
    """Every character between an example's braces is masked, and nothing else."""
    text = re.sub(r"[{}]", "", marked)
    wanted = "".join(
        "x" * len(piece[1]) if piece[1] is not None else piece[2]
        for piece in re.finditer(r"\{([^}]*)\}|([^{]+)", marked)
    )
    shown = list(text)
    for span in _said(question, text).spans:
        shown[span.start : span.end] = "x" * (span.end - span.start)
    assert "".join(shown) == wanted


@pytest.mark.parametrize(("question", "text"), _LEFT)
def test_what_a_rule_must_leave_is_left(question, text):
    """An example of what is no PHI passes unchanged."""
    assert _said(question, text).redacted == text


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_names_its_identifier_and_carries_examples(rule):
    """A rule says which identifiers of 164.514(b)(2)(i) it serves, and shows both sides."""
    assert re.fullmatch("[A-R]+", rule.identifiers)
    assert rule.masks
    assert rule.leaves


def test_each_of_the_eighteen_identifiers_has_a_rule_or_a_reason():
    """None of (A) to (R) is forgotten, and none has both."""
    served = {letter for rule in RULES for letter in rule.identifiers}
    assert served | WITHOUT_RULE.keys() == set("ABCDEFGHIJKLMNOPQR")
    assert not served & WITHOUT_RULE.keys()
    assert all(WITHOUT_RULE.values())

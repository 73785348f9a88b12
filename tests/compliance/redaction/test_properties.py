"""What holds for any text at all."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.redaction import Redactor
from compliance.redaction.placeholders import PLACEHOLDER

_QUESTIONS = st.sampled_from(
    (
        "",
        "What is your date of birth?",
        "What number can we reach you at?",
        "Could you spell your last name for me?",
        "May I have your name?",
        "What is your e-mail address?",
        "What is your home address?",
        "Which city are you in?",
        "What is the member number on your card?",
        "And your zip code?",
    )
)
_WORDS = st.lists(
    st.sampled_from(
        "nine one oh twenty third may march double l a w s o n as in sam at dot com the of and "
        "rebecca lawson street road 61 919-555-0145 . , ? no wait it's in cary hundred thousand "
        "61/2 1988 m d k [NAME_1] [PHONE_2 incomplete] é ß İ ٣ \u200b".split(" ")
    ),
    max_size=14,
).map(" ".join)
_TEXTS = st.one_of(_WORDS, st.text(max_size=60))


@settings(max_examples=150, deadline=None)
@given(_QUESTIONS, _TEXTS)
def test_spans_match_the_text(question, text):
    """Spans are sorted, disjoint, inside the text, and the redaction puts placeholders there."""
    redactor = Redactor()
    redactor.agent(question)
    redaction = redactor.caller(text)
    ends = [0, *(edge for s in redaction.spans for edge in (s.start, s.end)), len(text)]
    assert ends == sorted(ends)
    assert all(s.start < s.end for s in redaction.spans)
    kept = [text[a:b] for a, b in zip(ends[::2], ends[1::2], strict=True)]
    pattern = r"\[[A-Z][A-Z0-9_]*_\d+(?: incomplete)?\]".join(map(re.escape, kept))
    assert re.fullmatch(pattern, redaction.redacted, re.DOTALL)


@settings(max_examples=150, deadline=None)
@given(_QUESTIONS, _TEXTS)
def test_no_rule_fails_on_any_text(question, text):
    """No text makes a rule raise: the whole turn is never masked for that reason."""
    redactor = Redactor()
    redactor.agent(question)
    redactor._all_masked = None
    redactor.caller(text)


@settings(max_examples=150, deadline=None)
@given(_QUESTIONS, _TEXTS)
def test_redacting_again_changes_nothing(question, text):
    """What one redactor has redacted, it gives back as it is."""
    redactor = Redactor()
    redactor.agent(question)
    once = redactor.caller(text).redacted
    if PLACEHOLDER.search(once) and not PLACEHOLDER.search(text):
        assert redactor.caller(once).redacted == once


@settings(max_examples=100, deadline=None)
@given(_QUESTIONS, _TEXTS)
def test_what_was_redacted_is_left_alone(question, text):
    """Scrubbing is idempotent, and its placeholders are all known to the vault."""
    redactor = Redactor()
    redactor.agent(question)
    redacted = redactor.caller(text).redacted
    once = redactor.scrub(redacted)
    assert redactor.scrub(once) == once
    new = set(PLACEHOLDER.findall(once)) - set(PLACEHOLDER.findall(text))
    assert all(redactor.vault.knows(f"[{kind}_{n}]") for kind, n, _ in new)


@settings(max_examples=100, deadline=None)
@given(_QUESTIONS, _TEXTS)
def test_a_look_ahead_sees_what_the_final_transcript_will(question, text):
    """`peek` returns what `caller` returns, and leaves no trace."""
    redactor = Redactor()
    redactor.agent(question)
    ahead = redactor.peek(text)
    assert not redactor.vault.entities
    assert redactor.caller(text) == ahead

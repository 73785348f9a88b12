"""What a question can be about, and how to tell that from its words.

The wording may be the policy's own, another model's, or cut short by the caller speaking over it.
"""

import re
from enum import StrEnum, auto

from providers.llm.intake_policy.placeholders import placeholders


class Topic(StrEnum):
    """One thing the line asks for."""

    CONSENT = auto()
    NAME = auto()
    SPELLING = auto()
    BIRTH = auto()
    BIRTH_CHECK = auto()
    PHONE = auto()
    PHONE_CHECK = auto()
    REASON = auto()
    ONSET = auto()
    SEVERITY = auto()
    MEDICATIONS = auto()
    ALLERGIES = auto()
    MEMBER = auto()
    MEMBER_CHECK = auto()
    WISH = auto()
    CHOICE = auto()
    MORE = auto()  # anything else?
    FOLLOW_UP = auto()  # no slot fits: shall our staff get in touch?
    PERSON = auto()  # shall I hand you to a person?


# Read-backs, each with the value it confirms.
CHECKS = {
    Topic.BIRTH_CHECK: Topic.BIRTH,
    Topic.PHONE_CHECK: Topic.PHONE,
    Topic.MEMBER_CHECK: Topic.MEMBER,
}
# Without these nobody can be booked.
ESSENTIAL = frozenset({Topic.NAME, Topic.BIRTH, Topic.PHONE, Topic.BIRTH_CHECK, Topic.PHONE_CHECK})
# Answered in the caller's own words; when the caller goes on talking, the answer grows.
OPEN = frozenset({Topic.REASON, Topic.ONSET, Topic.MEDICATIONS, Topic.ALLERGIES})

_CHECK_TYPES = {
    "PHONE": Topic.PHONE_CHECK,
    "FAX": Topic.PHONE_CHECK,
    "DOB": Topic.BIRTH_CHECK,
    "DATE": Topic.BIRTH_CHECK,
    "INSURANCE_ID": Topic.MEMBER_CHECK,
    "NAME": Topic.SPELLING,
}
_READ_BACK = re.compile(r"\bis th(at|is)$|\bright\b|\bcorrect", re.I)
_YES_OR_NO = re.compile(r"\byes or no\b", re.I)
# The first that matches wins, so the particular stands before the general.
_WORDS = tuple(
    (topic, re.compile(words, re.I))
    for topic, words in (
        (Topic.CONSENT, r"\brecord(ed|ing)?\b|\bconsent\b"),
        (Topic.MORE, r"(any|some)thing else|what else can"),
        (
            Topic.PERSON,
            r"(speak|talk|connect|transfer|put you|hand you).*(person|human|someone|team|staff)",
        ),
        (Topic.FOLLOW_UP, r"follows? up|other times"),
        (Topic.SPELLING, r"\bspell|letter by letter"),
        (Topic.BIRTH, r"\bbirth|\bborn\b"),
        (Topic.MEMBER, r"insurance|\bmember\b"),
        (Topic.PHONE, r"\bphone\b|\bnumber\b(?!.{0,20}zero)|reach you"),
        (Topic.ALLERGIES, r"\ballerg"),
        (Topic.MEDICATIONS, r"medic(ation|ine)|prescri|\bpills?\b"),
        (Topic.SEVERITY, r"\bscale\b|zero to ten|0 to 10|how (bad|severe|strong)|severity"),
        (Topic.ONSET, r"when did|how long|\bsince when|\b(start|beg[ai]n)"),
        (Topic.CHOICE, r"which (one|time|of)|\bor\b.*prefer|\bwork for you|\bsuits? you\?.*\bor\b"),
        (Topic.WISH, r"what (day|time)|which day|when would you"),
        (Topic.NAME, r"\bname\b"),
        (Topic.REASON, r"\breason\b|brings you|help you|going on|about\?"),
    )
)


def topic_of(said: str) -> Topic | None:
    """The topic of the last question in what the agent said; None if there is none."""
    for sentence in reversed(re.split(r"(?<=[.?!])\s+", said.strip())):
        for topic, words in _WORDS:
            if words.search(sentence) and not (placeholders(sentence) and topic in CHECKS.values()):
                return topic
        if _YES_OR_NO.search(sentence) and (named := _named(said)):
            return named
        if _READ_BACK.search(sentence) and (checked := _named(said) or _typed(said)):
            return checked
    return None


def _named(said: str) -> Topic | None:
    """The read-back whose value is named beside a placeholder ("your phone number as [PHONE_1]").

    It counts before the placeholder's type: redaction may type a number by its looks.
    """
    for sentence in reversed(re.split(r"(?<=[.?!])\s+", said)):
        if placeholders(sentence):
            for check, value in CHECKS.items():
                if dict(_WORDS)[value].search(sentence):
                    return check
    return None


def _typed(said: str) -> Topic | None:
    kinds = [found.kind for found in placeholders(said)]
    return next((_CHECK_TYPES[kind] for kind in reversed(kinds) if kind in _CHECK_TYPES), None)

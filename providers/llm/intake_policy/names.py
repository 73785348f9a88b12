"""Whose name was said: the caller's own, or the patient's for whom they call."""

import re

from providers.llm.intake_policy.placeholders import NAMES
from providers.llm.intake_policy.stance import plain

_NAME = f"({NAMES.pattern.lower()})"
_KIN = (
    r"(son|daughter|child|kid|baby|boy|girl|husband|wife|partner|mother|mom|mum|father|dad"
    r"|grandmother|grandfather|grandma|grandpa|brother|sister|friend|aunt|uncle|grandson"
    r"|granddaughter|nephew|niece|toddler)"
)
_FOR_OTHER = re.compile(
    rf"\b(for|about|behalf of) (my|our) (\w+ ){{0,2}}{_KIN}\b"
    rf"|\b(my|our) (\w+ ){{0,2}}{_KIN}('s got| has| is\b(?! (driving|here|with)))"
    r"|\bnot for me\b"
    r"|\b(i'm|i am) (his|her|their) (mother|mom|mum|father|dad|parent|guardian|wife|husband|son"
    r"|daughter|caregiver)\b"
)
_OTHERS_NAME = re.compile(
    rf"(?<!her )(?<!his )(?<!their )\b({_KIN}|patient)"
    rf"('s name( is|'s)?|'s| is| named| called)?,?( is)? {_NAME}"
    rf"|\b(his|her|their) name( is|'s) {_NAME}"
)
_OWN_NAME = re.compile(
    r"((?<!her )(?<!his )(?<!their )(?<!'s )\bname( is|'s)|\b(this is|i'm|i am|it's|it is))"
    rf"( actually)? {_NAME}|{_NAME} (here|speaking|calling)\b"
)


def for_other(text: str) -> bool:
    """Whether the caller calls on behalf of somebody."""
    return _FOR_OTHER.search(plain(text)) is not None


def others_name(text: str) -> str:
    """The patient's name where the caller says whose it is ("my daughter [NAME_2]")."""
    return _last_name(_OTHERS_NAME, text)


def own_name(text: str) -> str:
    """The caller's own name where it is announced ("this is [NAME_1]")."""
    return _last_name(_OWN_NAME, text)


def any_name(text: str) -> str:
    """A name as the plain answer to the question for it; the last one if it is corrected."""
    found = [match[0] for match in NAMES.finditer(text)]
    if not found:
        return ""
    return found[-1] if re.search(r"\b(no|actually|sorry|i mean)\b", plain(text)) else found[0]


def _last_name(pattern: re.Pattern[str], text: str) -> str:
    found = [NAMES.search(match[0].upper()) for match in pattern.finditer(plain(text))]
    return found[-1][0] if found and found[-1] else ""

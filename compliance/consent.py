"""Consent to recording, read from the caller's own words: the second key beside the LLM's.

It is read clause by clause, as answers to "this call may be recorded, is that okay?". A refusal
anywhere wins, except in phrases that only sound like one ("no problem", "I don't mind", "no,
that's fine"). Questions, doubts and other talk are unclear: nobody has agreed yet.
"""

import re
from enum import StrEnum


def _any(*phrases: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(phrases)})")


_GOOD = (
    r"(?:(?:totally|perfectly|absolutely|completely|quite|very|really|just|all|so) )?"
    r"(?:fine|okay|ok|alright|all right|right|good|great|cool|acceptable|comfortable|happy)\b"
)
_IT_IS = r"(?:(?:that|it|this)(?: ?is|s|ll be| will be| would be|d be)|(?:that )?sounds)"
_DONT = r"(?:(?:do|does|did|ca|wo|would|should|must|may|could)(?:nt| not)|can ?not|cant|wont|never)"
_RECORD = r"(?:being |be |to be |the |a |any |this |it being )?(?:record|tap(?:e|ing))"

# "No" and "don't" in these grant.
_HARMLESS = _any(
    rf"no(?: no)*,? (?:{_IT_IS} {_GOOD}|(?:please )?go ahead|of course|by all means)",
    rf"no(?: no)*,? (?:you can\b(?! ?not)|(?:im|i am) {_GOOD} with)",
    rf"(?:really )?{_DONT} (?:really )?(?:mind|care|object)",
    r"(?:not? (?:a |an |any |my )?|(?:dont have|havent|do not have) (?:a|any) )"
    r"(?:problems?|worries|objections?|issues?|bother|concerns?|trouble|reason why not)",
    rf"(?:{_DONT} see )?why not\b",
)
_REFUSED = _any(
    r"(?:rather|prefer) (?:not|no\b|without)",
    r"(?:rather|prefer) (?:(?:if|that) )?(?:you|we|it|this|that) (?:\w+nt|(?:did |do )?not|off)\b",
    rf"{_DONT} (?:you )?(?:really )?(?:want|wish|like|agree|consent|think so|feel|do\b|allow)",
    rf"{_DONT} (?:authorize|approve|accept|permit|work|love|keep|give|have (?:my|your|the))",
    rf"{_DONT} {_RECORD}|(?:guess|think|suppose|hope) not\b",
    r"(?:please|pls) (?:dont|do not|no|stop)\b|^(?:you )?(?:dont|do not|may not|cant|cannot)$",
    rf"(?:not|isnt|aint|arent|never|wo(?:nt|uldnt) be) (?:{_GOOD}|agree|consent|willing|want)",
    rf"(?:not|never) (?:{_RECORD}|with me|really|at all|keen|allow|giving|today|for me|on board)",
    rf"no (?:thank|consent|permission|way|sir|maam|please|{_RECORD}|i (?:{_DONT}|did not))",
    r"(?:absolutely|definitely|certainly|of course|preferably|probably|maybe|hopefully|id say) not",
    r"(?:nope|nah|never|nuh uh|uh uh|negative|refuse|decline|disagree|unrecorded|uncomfortable)\b",
    rf"(?:i object|opt(?:ing)? out|off the record|without {_RECORD})",
    rf"(?:stop|quit|end|skip|against|hate) (?:{_RECORD}|that\b|it\b)",
    r"(?:turn|switch|shut|leave) (?:(?:it|that|this|the \w+) )?off\b",
    r"(?:do|i|would) mind\b|(?:have|got) (?:a|some) (?:problem|concern|issue)",
    r"withdraw|take (?:that|it) back|changed my mind|forbid",
)
_BARE_NO = re.compile(
    r"(?:no|know|not|non)(?: (?:no|sorry|sir|maam|please|thanks?|you|not))*|.* no"
)
_QUESTION = re.compile(
    r"(?:(?:okay|ok|well|so|but|and|wait|hold on|right|alright) )*"
    r"(?:why|whats?|whos?|how|where|when|which|do i|does|did|is|are|am i|can|could|will|would"
    r"|must|should|may i|have i)\b"
)
_GRANTED = _any(
    r"(?:i|we) (?:do |can |will |would )?(?:agree|consent|accept|approve|allow|permit)|agreed\b",
    r"go (?:right )?ahead|go for it|by all means|be my guest|feel free|please do\b|granted\b|yes\b",
    rf"(?:im|i am|id be|i would be|ill be) {_GOOD}(?: with| for| to)|{_IT_IS} {_GOOD}",
    r"(?:fine|okay|ok|good|works) (?:by|with|for) me|happy (?:for you )?to\b",
    r"(?:you|they) (?:can|may|could|have my|are (?:allowed|welcome|free))\b(?! ?not)",
    r"(?:suppose|guess|think) so|if you (?:must|have to|need to|want|like)\b",
    r"(?:record|tape) (?:it|me|away|the call|this|all)\b|do (?:it|so)\b",
)
_YES = re.compile(
    r"(?:yeah|yep|yup|yea|yah|ya|sure|certainly|absolutely|definitely|(?:of )?course|surely"
    r"|affirmative|uh huh|m+ ?hm+|aye|totally|naturally|gladly|happily|indeed|you bet|very well"
    r"|whatever)\b"
)
# "I do not think that is fine": agreement after a denial is none.
_DENIED = re.compile(
    r"\b(?:not|never|cannot|cant|wont|(?:do|does|did|is|are|was|would|should|could|have|has)nt)\b.*"
    rf"(?:{_GRANTED.pattern}|\b{_GOOD})"
)
_BARE_YES = re.compile(
    rf"(?:{_GOOD}|kay|k|perfect|sounds good|fair enough|please|thanks|(?:with|by|for) (?:me|that)"
    r"|okey dokey|then|so|sure|thank you| )+"
)
_FILLER = re.compile(
    r"^(?:(?:um+|uh+(?! (?:huh|uh))|er+|ah+|oh|hm+(?! hm)|well|like|actually|honestly|look|listen"
    r"|sorry|hello|hi|hey|thanks|thank you|i mean|i think|you know|and|then)\b ?)+"
)
_CORRECTS_SELF = re.compile(r"\b(?:i mean|i meant|wait|scratch that|correction)\b")
_CLAUSES = re.compile(rf"[.,;!?]+|\b(?:but|and|because|although|though)\b|{_CORRECTS_SELF.pattern}")


class Consent(StrEnum):
    """What an answer to "may we record?" means."""

    GRANTED = "granted"
    REFUSED = "refused"
    UNCLEAR = "unclear"


def understand_consent(text: str) -> Consent:
    """Read an answer in any wording; in doubt it is UNCLEAR, in conflict REFUSED.

    Who corrects a slip of the tongue ("no, i mean yes") is asked again.
    """
    plain = re.sub(r"['’‘`]", "", text.lower())
    plain = re.sub(r"[^\w,.;!?]+|_", " ", plain)
    plain = re.sub(
        r"\bno[.,]\s*(?=thats|that |its|it |go ahead|of course|i dont mind)", "no ", plain
    )
    plain = _HARMLESS.sub(" yes ", plain)
    clauses = [_FILLER.sub("", " ".join(clause.split())) for clause in _CLAUSES.split(plain)]
    corrected = _CORRECTS_SELF.search(plain) is not None
    found = {_read(clause, first=n == 0) for n, clause in enumerate(filter(None, clauses))}
    if corrected and found >= {Consent.REFUSED, Consent.GRANTED}:
        return Consent.UNCLEAR
    return next((c for c in (Consent.REFUSED, Consent.GRANTED) if c in found), Consent.UNCLEAR)


def _read(clause: str, *, first: bool) -> Consent:
    if any((_REFUSED.search(clause), _DENIED.search(clause), _BARE_NO.fullmatch(clause))):
        return Consent.REFUSED
    if first and clause.startswith("no ") and not _GRANTED.search(clause):
        return Consent.REFUSED
    if _QUESTION.match(clause):
        return Consent.UNCLEAR
    granted = _GRANTED.search(clause) or _YES.match(clause) or _BARE_YES.fullmatch(clause)
    return Consent.GRANTED if granted else Consent.UNCLEAR

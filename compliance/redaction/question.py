"""What the agent asked for: the type that a bare answer will have.

A question holds over acknowledgements ("mm hmm", "go on", "take your time", "could you repeat
that?") until another question takes its place.
"""

import re
from dataclasses import dataclass, replace

from compliance.redaction.dates import MONTHS
from compliance.redaction.placeholders import PLACEHOLDER
from compliance.redaction.spoken import tokens
from compliance.redaction.types import PhiType

_ANY = r"[^.?!]{0,40}"
_ASKS: tuple[tuple[PhiType, str], ...] = (
    (PhiType.EMAIL, r"\be-?mail"),
    (PhiType.DOB, r"date of birth|\bbirth ?-?(da(y|te)|year)|\bborn\b|\bd\.? ?o\.? ?b\b"
                  r"|year of birth|birth"),
    (PhiType.SSN, r"social security|\bssn\b|\bsocial\b"),
    (PhiType.MRN, r"record number|chart (number|id)|\bm\.?r\.?n\b|patient (number|id)\b|"
                  r"number on your chart"),
    (PhiType.LICENSE, r"licen[sc]e|\bnpi\b|\bdea\b|passport"),
    (PhiType.VEHICLE, r"licen[sc]e plate|\bplates?\b|\bvin\b"),
    (PhiType.DEVICE, r"serial|device (id|number)"),
    (PhiType.ACCOUNT, r"\baccount\b|card number|routing|(credit|debit) card|expir|\bcvv\b|"
                      r"security code|billing number"),
    (PhiType.INSURANCE_ID, rf"\b(member|subscriber|policy|group|plan|medicare|medicaid|insurance|"
                           rf"beneficiary|coverage|membership|enrollee)\b|(\bid\b|number){_ANY}\bcard|\bcard\b{_ANY}\bid\b"),
    (PhiType.OTHER_ID, rf"(confirmation|reference|prescription|\brx|case|employee|ticket|order|"
                       rf"study|claim|referral|authorization|tracking|\bid)\b{_ANY}(number|code|\bid\b)|"
                       rf"\bpin\b|passcode"),
    (PhiType.FAX, r"\bfax"),
    (PhiType.PHONE, rf"\b(tele)?phone|\bcell|\bmobile\b|landline|call ?-?back|"
                    rf"\b(reach|contact|text|get hold of|get a hold of) (you|him|her|them)\b|"
                    rf"\bcall (you|him|her|them)( back)? (at|on)\b|"
                    rf"\b(best|good|contact|what|which|your|the|whole) (\w+ )?(number|digits)\b|"
                    rf"number{_ANY}(reach|call|contact|dial)|area code|"
                    rf"(last|first|next|remaining) (\w+ )?digits|"
                    r"^\W*((and|the|your|a|best|good) )*number\W*$|"
                    r"rest of (it|the number)"),
    (PhiType.ZIP, r"\bzip|post(al)? ?code"),
    (PhiType.ADDRESS, rf"\baddress(?! (you|him|her|them)\b)|\bstreet|residence|"
                      r"where do(es)? (you|he|she|they) live|"
                      rf"\b(mail|send|ship|deliver)\b{_ANY}\bto\b|where{_ANY}\b(mail|send|sent|ship|deliver)|"
                      r"where (are|is) (you|he|she|they) (living|staying)"),
    (PhiType.CITY, r"\bcity\b|\btown\b|\bcounty\b|where do(es)? (you|he|she|they) live|"
                   r"\blocat(ed|ion)\b|where (are|is) (you|he|she|they|the patient)\b|"
                   r"where (are )?you('re)? calling|what part of|which state|what state"),
    (PhiType.AGE_OVER_89, r"how old|\b(your|his|her|their|patient'?s?) age\b|what age"),
    (PhiType.ORG, r"where do(es)? (you|he|she|they) work|employer|who do you work for|"
                  r"(which|what) (school|hospital|clinic|pharmacy|company|facility)|"
                  r"name of (the|your) (school|hospital|clinic|pharmacy|company|facility)"),
    (PhiType.NAME, r"\bnames?\b|\bwho('?s|m)?\b|\bspell|letter by letter|"
                   r"how (do|would) (you|i) (write|pronounce)|emergency contact|"
                   r"\b(address|call) (you|him|her|them)\b(?! (back|at|on)\b)|"
                   r"\b(you|patient|he|she) called\b|^\W*(and )?you are\W*$|"
                   r"\b(appointment|chart|file|it|that|be|listed) under\b|"
                   r"\b(some|any)(one|body)\b[^.?!]{0,40}\b(notify|contact|with you|drive|care)"),
    (PhiType.DATE, r"\bwhat(?:'s| is| was)? (the )?(exact )?date|on (what|which) date|"
                   r"when (was|were|is|did|had) (your|the|his|her|you|he|she) "
                   r"(last|surgery|procedure|operation|admission|discharge|visit|due|"
                   r"wedding|anniversary|accident|fall|get discharged|have)"),
)  # fmt: skip
_COMPILED = tuple((type, re.compile(pattern, re.IGNORECASE)) for type, pattern in _ASKS)
_NOT_PHI = re.compile(
    r"\bscale\b|number of (days|times|pills|tablets)|(zero|0|one|1) (to|and|through) (ten|10)|"
    r"name (of )?(the |your |that |any |those )?(\w+ )?(medic|drug|pill|prescription\b(?! number)|"
    r"condition)|"
    r"which (medic|drug|pill)|(medic|drug|pill)\w* name|"
    r"(reason|purpose)[^.?!]*(call|visit)|\bsuit|prefer|"
    r"how (can|may) (i|we) help|(day|time)s? (or|and|works?|would|is good|are)|anything else",
    re.IGNORECASE,
)
_CLINICAL = re.compile(
    r"\b(medic(ation|ine)s?|drugs?|pills?|tablets?|allerg\w+|symptoms?|conditions?|diagnos\w+|"
    r"taking any|do you take|does the patient take)\b",
    re.IGNORECASE,
)
_SPELL = re.compile(r"\bspell|letter by letter|how (do|would) you write", re.IGNORECASE)
_CONFIRM = re.compile(
    r"\b(right|correct|correctly|accurate)\b(?! (now|away|here|side))|did i (get|hear|catch)|"
    r"(please|can you|could you) confirm|^(is|was|does) (that|this|it)\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"\b(repeat|again|once more|one more time|go (on|ahead)|continue|the rest|slowly|slower|"
    r"take your time|still there|hear me|are you there|didn'?t (quite )?(catch|get|hear)|"
    r"keep going|what was that|say that)\b|"
    r"^\W*(and )?((what|which) )?((is|was|about) )?the (year|month|day)\W*$",
    re.IGNORECASE,
)
_QUESTION_LIKE = re.compile(
    r"^\W*((and|so|okay|ok|now|thanks?|thank you|great|perfect|alright|all right)\W+)*"
    r"(what|when|how|which|where|who|why|do|does|did|are|is|can|could|would|will|have|has|may|"
    r"tell|describe|shall|should)\b",
    re.IGNORECASE,
)
_ASKS_LATER = re.compile(
    r"\b(what|when|where|who|which|how)('s| is| are| do| does| was| were| can| should| number)\b",
    re.IGNORECASE,
)
_STATES = re.compile(
    r"\b(i|we)('ve| have| see| got| noted| updated)\b|\bthank(s| you)( so much)? for\b|"
    r"^\W*(got|noted|updated) (your|the|that)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.?!])\s+")


@dataclass(frozen=True)
class Asked:
    """What is expected of the caller's next answer; nothing by default."""

    types: tuple[PhiType, ...] = ()
    spelling: bool = False
    confirming: bool = False
    part: str = ""
    clinical: bool = False
    """Drugs, allergies or the like: an unknown word is rather one of these than a name."""

    def wants(self, *types: PhiType) -> bool:
        """Whether one of the types was asked for."""
        return any(type in self.types for type in types)


class Question:
    """Follows the agent's utterances; `asked` is what a bare answer would be.

    `heard` is the last question that the caller heard to its end. Those that the agent has begun
    may be answered, too: callers speak over what they can foresee.
    """

    def __init__(self) -> None:
        self.heard = Asked()
        self._begun: tuple[str, ...] = ()
        self._since_caller = ""

    @property
    def asked(self) -> Asked:
        """What is expected: the question heard last, and those that were cut short."""
        types = list(self.heard.types)
        for sentence in self._begun:
            begun = _asked(sentence)
            types += [t for t in (begun.types if begun else ()) if t not in types]
        return replace(self.heard, types=tuple(types))

    @property
    def begun(self) -> tuple[str, ...]:
        """What the agent has begun to say and nobody has heard yet."""
        return self._begun

    def begin(self, agent: str) -> None:
        """Take what the agent is about to say and may not get to say."""
        self._begun = (*self._begun, agent.strip())

    def answered(self) -> None:
        """The caller spoke: what the agent says next is a new utterance."""
        self._since_caller = ""

    def hear(self, agent: str) -> bool:
        """Take an utterance of the agent, or the next piece of one; returns whether it asks."""
        self._since_caller = f"{self._since_caller} {agent}".strip()
        self._begun = _still_begun(self._begun, agent.strip())
        found = _asked(self._since_caller)
        if found is not None:
            self.heard = found
        return found is not None


def _still_begun(begun: tuple[str, ...], heard: str) -> tuple[str, ...]:
    """What is left to be heard: what comes behind, and a sentence of which a piece was heard.

    What was begun before and not heard was cut short, and the agent has gone on since.
    """
    for n, sentence in enumerate(begun):
        if sentence.startswith(heard):
            return begun[n + (sentence == heard) :]
    return ()


def _asked(utterance: str) -> Asked | None:
    """What the utterance asks; None if it is no question and leaves an earlier one standing."""
    heard = PLACEHOLDER.sub(lambda m: f"your {_SPOKEN_TYPES.get(m[1], 'it')}", utterance)
    confirming = False
    untyped = False
    for sentence in reversed([s for s in _SENTENCE.split(heard) if s]):
        types = _types(sentence)
        asks = "?" in sentence or any(p.search(sentence) for p in (_QUESTION_LIKE, _ASKS_LATER))
        if types and (asks or confirming or not _STATES.match(sentence)):
            part = re.search(r"\b(first|given|last|family|sur)[ -]?name\b", sentence, re.I)
            confirmed = confirming or bool(asks and _CONFIRM.search(sentence))
            return Asked(types, bool(_SPELL.search(sentence)), confirmed,
                         part[1].lower() if part else "")  # fmt: skip
        if asks and _CONFIRM.search(sentence):
            confirming = True
        elif asks and not _AGAIN.search(sentence):
            untyped = True
            break
    return Asked(clinical=_CLINICAL.search(heard) is not None) if untyped else None


def _types(sentence: str) -> tuple[PhiType, ...]:
    if _NOT_PHI.search(sentence):
        return ()
    found = [t for t, pattern in _COMPILED if pattern.search(sentence)] or _read_back(sentence)
    if PhiType.EMAIL in found and not re.search(r"(?<!mail )(?<!email )\baddress", sentence, re.I):
        found = [t for t in found if t is not PhiType.ADDRESS]
    for sure, doubtful in _SHADOWS:
        if sure in found:
            found = [t for t in found if t not in doubtful]
    return tuple(found)


def _read_back(sentence: str) -> list[PhiType]:
    """The type of a value that the agent reads back in clear."""
    said = [t for t in tokens(sentence) if t.digits or t.word in MONTHS]
    if any(t.word in MONTHS for t in said) and len("".join(t.digits or "" for t in said)) >= 4:
        return [PhiType.DOB]
    if len("".join(t.digits or "" for t in said)) >= 9:
        return [PhiType.PHONE]
    return [PhiType.EMAIL] if re.search(r"@|\bat \S+ dot ", sentence) else []


_SPOKEN_TYPES = {
    "NAME": "name", "DOB": "date of birth", "PHONE": "phone number", "EMAIL": "email",
    "MRN": "record number", "INSURANCE_ID": "member id", "SSN": "social security number",
    "ADDRESS": "home address", "CITY": "city", "ZIP": "zip code", "FAX": "fax",
    "ACCOUNT": "account",
}  # fmt: skip
_NUMBERED = (PhiType.SSN, PhiType.MRN, PhiType.LICENSE, PhiType.VEHICLE, PhiType.DEVICE,
             PhiType.ACCOUNT, PhiType.INSURANCE_ID, PhiType.OTHER_ID, PhiType.FAX)  # fmt: skip
# A "number" of something else is no phone, a "card" no member number when it is a credit card.
_SHADOWS = (
    *((type, (PhiType.PHONE,)) for type in _NUMBERED),
    (PhiType.ACCOUNT, (PhiType.INSURANCE_ID,)),
    (PhiType.VEHICLE, (PhiType.LICENSE,)),
    (PhiType.MRN, (PhiType.OTHER_ID,)),
    (PhiType.INSURANCE_ID, (PhiType.OTHER_ID,)),
    (PhiType.EMAIL, (PhiType.PHONE,)),
    (PhiType.ORG, (PhiType.NAME,)),
    (PhiType.CITY, (PhiType.NAME,)),
    (PhiType.ADDRESS, (PhiType.NAME,)),
    (PhiType.DOB, (PhiType.DATE,)),
)

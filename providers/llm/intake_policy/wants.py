"""What the caller wants apart from answering: a person, a nurse's call, others' data, the end."""

import re

from providers.llm.intake_policy.asides import asks_if_automated
from providers.llm.intake_policy.placeholders import placeholders
from providers.llm.intake_policy.stance import plain, stance
from providers.llm.intake_policy.topics import Topic

_STAFF = (
    r"(person|human|human being|someone|somebody|agent|operator|representative|receptionist"
    r"|nurse|staff|manager|people|front desk|reception|employee|team)"
)
_PERSON = re.compile(
    rf"\b(speak|talk|chat)(ing)? (to|with) (?!my\b)(\w+ ){{0,3}}{_STAFF}\b"
    rf"|\b(get|give|put|transfer|connect|pass|switch|hand|want|need|prefer|like)( me)?"
    rf"( (to|through|on|over|with|for|a|an|the|some|your|another|real|live|actual|to have))*"
    r" (human|operator|representative|receptionist|front desk|real (person|human)|live (person|"
    r"agent)|person|human being)\b"
    rf"|\b(transfer|connect|put|pass) me (\w+ ){{0,4}}{_STAFF}\b"
    r"|^\W*(a |an |the )?(operator|representative|agent|human|(real|live) (person|human)|person)"
    r"\W*(please)?\W*$"
    rf"|\b(is|are) there (a |an |any )?(real |live |actual |other )?{_STAFF}\b.{{0,30}}(i|we) can"
)
_REASON_FOR_VISIT = re.compile(r"\b(speak|talk) (to|with) [\w ]{1,25} (about|regarding)\b")
_NOT_THAT = re.compile(
    r"\b(keep going|carry on|continue|go on|finish|no need|no thank|no thanks"
    r"|(don't|do not|needn't) (need|want|have) (to )?(speak|talk|a person|a human))"
)
_NO_MACHINE = re.compile(r"\b(don't|do not|not|won't|hate) .{0,30}(machine|robot|computer|bot)\b")
_CALL_BACK = re.compile(
    r"\b(nurse|doctor|someone|somebody|clinician|person|they)\b.{0,25}\b(call|ring|phone)(s|ing)?"
    r" (me|us)\b|\b(call|ring|phone)(s|ing|ed)? (me|us) back\b|\bcall from (the|a) nurse\b"
    r"|\b(want|like|need|prefer|request|have|get|get) (a |the )?call[- ]?back\b(?! number)"
)
_DATA = (
    r"(phone|number|address|birth|birthday|appointment|records?|e-?mail|insurance|results?"
    r"|medications?|charts?|details|information|names?|diagnosis|said|told)"
)
_TELL = (
    r"\b(what is|what's|whats|what are|what did|tell me|give me|read me|read out|look up|show me"
    r"|share|list|i need|i want|can i (have|get|know)|you have|spell me|find me)\b"
)
_OTHERS_DATA = re.compile(
    r"\b(ignore|disregard|forget|override|bypass)\b.{0,40}\b(instructions?|rules?|prompts?|told"
    r"|guidelines|policy|policies)\b|\b(system|developer) (prompt|mode|message)\b|\byou are now\b"
    r"|\bpretend (to be|you)\b|\bjailbreak"
    rf"|{_TELL}.*\b(another|other|last|previous|next|all|any|different|someone else's|every)"
    rf" (patient|caller|person|people)s?\b|{_TELL}.*\bsome(one|body) else's {_DATA}"
    rf"|{_TELL}.*(\[name_\d+\](\W*s)?|\b(her|his|their))\W+(\w+\W+){{0,2}}{_DATA}\b"
    rf"|{_TELL}.*\b{_DATA}\b (of|for|from|does) \[name_\d+\]"
    rf"|{_TELL}.*\b{_DATA}\b.{{0,20}}\bon (file|record)\b"
    r"|\b(behind|reveal|unmask|decode)\b.*\bplaceholders?\b|\bwho (called|was) .*before me\b"
)
_LEAVES = re.compile(
    r"\b(good ?bye|bye|((have|got|need) to|gotta) go( now)?(?=\W*$)|(?<!don't )hang(ing)? up"
    r"|changed my mind|forget (it|about it|the appointment)|cancel (this|the) call"
    r"|i('ll| will) call (back|again))\b"
)
_FEW_WORDS = 12


def wants_person(text: str, asked: Topic | None) -> bool:
    """Whether the caller asks for a person, not for a visit or a nurse's call."""
    said = plain(text)
    if _NO_MACHINE.search(said):
        return True
    if not _PERSON.search(said) or asks_if_automated(text) or _NOT_THAT.search(said):
        return False
    if asked is Topic.REASON and _REASON_FOR_VISIT.search(said):
        return False
    return not wants_call_back(text)


def leaves(text: str) -> bool:
    """Whether the caller ends the call; only a short turn can mean that."""
    return len(text.split()) <= _FEW_WORDS and _LEAVES.search(plain(text)) is not None


def goes_on(text: str) -> bool:
    """Whether the caller would rather go on with the line than with a person."""
    return _NOT_THAT.search(plain(text)) is not None or stance(text) is False


def wants_call_back(text: str) -> bool:
    """Whether the caller wishes that a nurse calls."""
    said = plain(text)
    found = _CALL_BACK.search(said)
    return found is not None and not re.search(r"\b(don't|no|not)\b[^,.]*$", said[: found.start()])


def wants_others_data(text: str) -> bool:
    """Whether the caller wants another patient's data, or to give the agent new orders.

    A turn that hands over a value ("I can tell you her date of birth, it's …") is an answer.
    """
    gives = any(found.kind not in ("NAME", "CITY", "ORG") for found in placeholders(text))
    return not gives and _OTHERS_DATA.search(plain(text)) is not None

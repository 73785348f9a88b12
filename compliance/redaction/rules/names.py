"""(A) Names: answers to a name question, names behind a cue, known given name and surname."""

import re
from collections.abc import Iterator

from compliance.redaction.clinical import is_eponym
from compliance.redaction.gazetteer import (
    PARTICLES,
    cities,
    drugs,
    given_names,
    is_clinical,
    is_function,
    is_given_name,
    is_ordinary,
    is_surname,
)
from compliance.redaction.letters import spelled_runs
from compliance.redaction.rules.places import STATE_WORDS
from compliance.redaction.rules.rule import Rule
from compliance.redaction.spelling import distance
from compliance.redaction.turn import Turn
from compliance.redaction.types import PhiType, Span

_JOINTS = PARTICLES | {"hyphen", "dash"}
_CUE = re.compile(
    r"\b(?:name(?:'s| is| was|:)|named|called|this (?:is|was)|i am|i'm|it's|speaking (?:with|to)|"
    r"speak (?:with|to)|talk (?:with|to)|spoke (?:with|to)|number (?:of|for)|calling (?:for|about)|"
    r"on behalf of|appointment (?:for|with)|booking for|ask(?:ed)? for|see|saw|seeing|"
    r"records? (?:of|for)|information (?:of|for|on|about)|address of|"
    r"(?:my|his|her|our|the|your|their|a) (?:\w+ )?(?:wife|husband|son|daughter|"
    r"mother|mom|mum|father|dad|brother|sister|partner|friend|neighbor|boss|aunt|uncle|cousin|niece|nephew|grandson|granddaughter|"
    r"grandmother|grandfather|grandma|grandpa|baby|boy|girl|kid|child|fiance|fiancee|boyfriend|"
    r"girlfriend|roommate|caregiver|doctor|nurse|dentist|surgeon|pediatrician|therapist|"
    r"cardiologist|provider|patient|counselor|teacher)(?: is| was|'s name is)?)[,:]?\s+$",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"\b(?:dr\.?|doctor|mr\.?|mrs\.?|ms\.?|miss|mister|nurse|professor|sister|father|pastor|"
    r"aunt|uncle|doc|sergeant|officer)\s+$",
    re.IGNORECASE,
)
_LEADS = frozenset(
    "yes yeah yep sure okay ok um uh hi hello hey well so oh it's it is its my the his her "
    "their name name's names first last full middle surname and this that's i'm i am "
    "me no not call speaking with of course patient patient's that would be for".split()
)
_CLOSES = frozenset(
    "please thanks thank you speaking here sir ma'am is my name the patient calling "
    "and uh um".split()
)
_COMMON = 1_500
_LOOK_BACK = 45
_MOST_WORDS = 4
_LINKS = re.compile(r"[\s,\-–.]*(?:(?:that'?s|that is|it'?s|its|it is|is|his|spelled|spelt|and|"
                    r"s|so|the last name is|uh|um)[\s,:]+)*", re.I)  # fmt: skip


def find(turn: Turn) -> Iterator[Span]:
    """Yield names, and spellings where a name is asked for or stands before."""
    found = [*_answers(turn), *_cued(turn), *_pairs(turn), *_alone(turn)]
    yield from _spellings(turn, found)
    yield from found


def _spellings(turn: Turn, names: list[Span]) -> Iterator[Span]:
    cued = re.search(r"\bspell|\bspelt|letters?\b", turn.text, re.I)
    for first, last, letters in spelled_runs(turn):
        if letters in drugs():
            continue
        span = turn.span(first, last, PhiType.NAME)
        before = next((n for n in names if n.end <= span.start
                       and _LINKS.fullmatch(turn.text[n.end : span.start])), None)  # fmt: skip
        if before is not None:
            yield Span(before.start, span.end, PhiType.NAME)
        elif (said := _spelled_word(turn, first, letters)) is not None:
            yield turn.span(said, last, PhiType.NAME)
        elif turn.asked.wants(PhiType.NAME) or (cued and len(letters) >= 3) or len(letters) >= 4:
            yield span


def _spelled_word(turn: Turn, first: int, letters: str) -> int | None:
    """The place of the word that is spelled behind it, any word ("grace is g r a c e")."""
    for at in range(first - 1, max(-1, first - 5), -1):
        word = turn.word(at)
        linked = _LINKS.fullmatch(turn.text[turn.tokens[at].end : turn.tokens[first].start])
        same_start = len(word) > 2 and word[0] == letters[0]
        near = same_start and distance(word, letters) <= len(letters) / 3
        if linked and near:
            return at
    return None


def _answers(turn: Turn) -> Iterator[Span]:
    """Words that can be names, when a name was asked for."""
    if not turn.asked.wants(PhiType.NAME):
        return
    yield from _bare(turn)
    runs = _runs(turn)
    content = [n for n, t in enumerate(turn.tokens)
               if not is_function(t.word) and t.digits is None and t.letter is None]  # fmt: skip
    for first, last in runs:
        sure = any(_sure(turn, n) for n in range(first, last + 1))
        alone = len(content) <= last - first + 1 <= 3 and _stands_alone(turn, first, last)
        if sure or (alone and any(_may_be(turn, n) for n in range(first, last + 1))):
            yield turn.span(first, last, PhiType.NAME)


def _bare(turn: Turn) -> Iterator[Span]:
    """A clause of a given name and a surname that are ordinary words ("will may, that's me")."""
    ends = [at for at in range(len(turn.tokens) - 1)
            if re.search(r"[,.;]", turn.gap(at)) or turn.word(at + 1) in ("but", "and", "i", "i'm")
            ]  # fmt: skip
    starts = [0, *(at + 1 for at in ends)]
    for first, last in zip(starts, [*ends, len(turn.tokens) - 1], strict=True):
        yield from _bare_clause(turn, first, last)


def _bare_clause(turn: Turn, first: int, last: int) -> Iterator[Span]:
    while first <= last and turn.word(first) in _LEADS:
        first += 1
    while last >= first and turn.word(last) in _CLOSES:
        last -= 1
    # A question of more words is no name ("will driving hurt?"); two can sound like one.
    most = 2 if "?" in turn.text else _MOST_WORDS
    given = not is_function(turn.word(first)) or turn.word(first) in ("will", "may")
    full = given and 1 <= last - first < most
    # "rose like the flower" explains a name.
    full = full and not any(is_function(word) for word in turn.words(first + 1, last))
    if full and is_given_name(turn.word(first)) and is_surname(turn.word(last)):
        yield turn.span(first, last, PhiType.NAME)


def _stands_alone(turn: Turn, first: int, last: int) -> bool:
    """Whether all else is a lead-in ("yes, it's") or a close ("please")."""
    before, after = turn.words(0, first), turn.words(last + 1, len(turn.tokens))
    return "?" not in turn.text and set(before) <= _LEADS and set(after) <= _CLOSES


def _runs(turn: Turn) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(turn.tokens):
        last = _run_end(turn, at)
        if last >= at:
            found.append((at, last))
        at = max(last, at) + 1
    return found


def _run_end(turn: Turn, first: int) -> int:
    """The last token of the words from `first` that can form one name."""
    last, at = first - 1, first
    if turn.word(first) in ("hyphen", "dash"):
        return last
    while at < len(turn.tokens) and at - first < _MOST_WORDS + 1:
        if (
            at > first
            and re.search(r"[.?!;:]\s|[\[\]]", turn.gap(at - 1))
            and not _initial(turn, at - 1)
        ):
            break
        if _may_be(turn, at) or (at > first and _initial(turn, at) and _may_be(turn, at + 1)):
            last = at
        elif not (turn.word(at) in _JOINTS and _may_be(turn, at + 1)):
            break
        at += 1
    return last


def _initial(turn: Turn, at: int) -> bool:
    return turn.tokens[at].letter is not None and len(turn.word(at)) == 1


def _may_be(turn: Turn, at: int) -> bool:
    """Whether a word can be part of a name at all."""
    if not 0 <= at < len(turn.tokens):
        return False
    token, word = turn.tokens[at], turn.word(at)
    if token.digits is not None or token.ordinal is not None or len(word) < 2:
        return False
    if is_function(word) or is_function(word.removesuffix("'s")):
        return word in ("will", "mark", "may", "young", "long", "love") and turn.capital(at) and (
            not turn.sentence_start(at))  # fmt: skip
    if is_clinical(word) or _in_state(turn, at):
        return False
    if not is_ordinary(word):
        return True
    known = is_given_name(word) or is_surname(word)
    return known or (turn.capital(at) and not turn.sentence_start(at))


def _in_state(turn: Turn, at: int) -> bool:
    """Whether a word belongs to a state such as North Carolina."""
    sides = ("north", "south", "west", "new")
    begins = turn.word(at) in sides and turn.word(at + 1) in STATE_WORDS
    return begins or (turn.word(at) in STATE_WORDS and turn.word(at - 1) in sides)


def _sure(turn: Turn, at: int) -> bool:
    return not is_ordinary(turn.word(at)) and len(turn.word(at)) > 1


def _cued(turn: Turn) -> Iterator[Span]:
    for at, token in enumerate(turn.tokens):
        lead = turn.text[max(0, token.start - _LOOK_BACK) : token.start]
        titled, cued = _TITLE.search(lead), _CUE.search(lead)
        if not (titled or cued):
            continue
        last = _run_end(turn, at)
        if last >= at and _named(turn, at, last, titled is not None):
            yield turn.span(at, last, PhiType.NAME)


def _named(turn: Turn, first: int, last: int, titled: bool) -> bool:
    """Whether the words behind a cue are a name and no complaint or drug ("i'm sore")."""
    if titled:
        return True
    word = turn.word(first)
    if not is_ordinary(word):
        return is_given_name(word) or is_surname(word) or turn.capital(first)
    two = last > first and _sure(turn, last) and is_given_name(word)
    capital = turn.capital(first) and not turn.sentence_start(first) and is_given_name(word)
    return two or capital


def _pairs(turn: Turn) -> Iterator[Span]:
    """A known given name with a known surname behind it, neither of them an ordinary word."""
    for at in range(len(turn.tokens) - 1):
        first, second = turn.word(at), turn.word(at + 1)
        if not (is_given_name(first) and is_surname(second)):
            continue
        if re.search(r"[^\s\-]", turn.gap(at)) or is_clinical(first) or is_clinical(second):
            continue
        if not is_ordinary(first) and not is_ordinary(second):
            yield turn.span(at, _run_end(turn, at), PhiType.NAME)


def _alone(turn: Turn) -> Iterator[Span]:
    """A common given name that is no other word needs no cue."""
    for at in range(len(turn.tokens)):
        word = turn.word(at)
        common = given_names().get(word.removesuffix("'s"), _COMMON) < _COMMON
        plain = is_ordinary(word) or word in cities() or word in STATE_WORDS
        if common and len(word) > 3 and not plain and not is_eponym(turn, at):
            yield turn.span(at, _run_end(turn, at), PhiType.NAME)


RULE = Rule(
    "A",
    find,
    masks=(
        ("Could I have your name, please?", "{fiona bennett}"),
        ("Could I have your name, please?", "yes it's {marcus del vado}"),
        ("Could I have your name, please?", "My name's {Xiomara Okonkwo}, and I have an earache."),
        ("who am i speaking with?", "{rose king}"),
        ("Could you spell your last name for me?", "sure it's {l a w s o n}"),
        ("Could you spell your last name for me?", "{grace is g r a c e} and {hope is h o p e}"),
        ("Could I have your name, please?", "it's {will may}"),
        ("Could I have your name, please?", "{will smith} but i need a minute"),
        ("And who looks after you?", "my son {chase}"),
        ("Could you spell your last name for me?", "{B as in boy, e, n, n, e, double t}"),
        ("", "this is {marcus delgado, that's d e l g a d o}"),
        ("", "my wife {Anna} drives me"),
        ("", "tell me the phone number of {rebecca lawson}"),
        ("", "i saw doctor {patel} yesterday"),
    ),
    leaves=(
        ("Could I have your name, please?", "why do you need that"),
        ("Could I have your name, please?", "can i speak to a real person please"),
        ("", "i'm sore and tired"),
        ("", "this is about my parkinson's"),
        ("", "i need to see a doctor about my pills"),
        ("", "my son is sick"),
    ),
)

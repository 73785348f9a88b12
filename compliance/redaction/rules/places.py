"""(B) Cities and towns; a state or a country is not PHI."""

import re
from collections.abc import Iterator

from compliance.redaction.gazetteer import cities, is_clinical, is_function, is_ordinary
from compliance.redaction.rules.rule import Rule
from compliance.redaction.turn import Turn
from compliance.redaction.types import PhiType, Span

STATES = frozenset(
    """alabama alaska arizona arkansas california colorado connecticut delaware florida georgia
    hawaii idaho illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts
    michigan minnesota mississippi missouri montana nebraska nevada ohio oklahoma oregon
    pennsylvania tennessee texas utah vermont virginia washington wisconsin wyoming""".split()
)
STATE_WORDS = STATES | {"carolina", "dakota", "jersey", "hampshire", "york", "rhode"}
STATE_CODES = frozenset(
    """AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM
    NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC""".split()
)
_TWO_WORD_STATES = frozenset(
    {"new hampshire", "new jersey", "new mexico", "new york", "north carolina", "north dakota",
     "rhode island", "south carolina", "south dakota", "west virginia"}
)  # fmt: skip
_LIVES = re.compile(
    r"\b(?:live|lives|living|lived|stay|stays|staying|reside|resides|based|located|born|grew up|"
    r"moved|moving|house|home|apartment|friends|family|visiting|calling|driving|going|headed|"
    r"flew|came)\b[^.?!]{0,25}\b(?:in|to|near|from|outside|around|by)\s+$"
    r"|\b(?:i'm|i am|we're)\b[^.?!]{0,25}\b(?:in|near|from|outside|around|by)\s+$"
    r"|\b(?:over|down|up|out|here|back) (?:in|to|near|from|at|by)\s+$"
    r"|\b(?:city|town|county|village|suburb) (?:of|is|called)\s+$"
    r"|\b(?:from|near|outside of)\s+$",
    re.IGNORECASE,
)
STREETS = frozenset(
    "street avenue boulevard lane terrace parkway highway st rd ave blvd ln pkwy hwy turnpike "
    "road alley crescent".split()
)
_IN = frozenset("in near from at around outside by".split())
_LONGEST = 3
_LEADS = frozenset(
    """it's it is i'm in i that's that city the town of near well uh um yes sure outside just from
    right now we're we live am at my is called""".split()
)


def find(turn: Turn) -> Iterator[Span]:
    """Yield cities: known ones in a place's position, any word behind "live in", bare answers."""
    covered = -1
    for at in range(len(turn.tokens)):
        if at <= covered:
            continue
        last = _city(turn, at)
        if last is not None:
            covered = last
            yield turn.span(at, last, PhiType.CITY)


def _city(turn: Turn, first: int) -> int | None:
    known = _known(turn, first)
    before_state = _before_state(turn, first)
    led = _LIVES.search(turn.text[max(0, turn.tokens[first].start - 60) : turn.tokens[first].start])
    asked = turn.asked.wants(PhiType.CITY, PhiType.ADDRESS)
    sure = (
        known is not None
        and known > first
        and not all(map(is_ordinary, turn.words(first, known + 1)))
    )
    placed = asked or led or _in_place(turn, first) or _behind_street(turn, first)
    if known is not None and (sure or before_state or placed):
        return known
    if asked and (turn.word(first - 1) in _IN or led or _bare(turn, first)):
        return _unknown(turn, first, eager=True)
    if before_state and not turn.asked.confirming:
        fits = _nameable(turn, first) or (asked and not _ruled_out(turn, first))
        return before_state - 1 if fits else None
    if led:
        return _unknown(turn, first, eager=False)
    return None


def _known(turn: Turn, first: int) -> int | None:
    for last in range(min(first + _LONGEST, len(turn.tokens)) - 1, first - 1, -1):
        if " ".join(turn.words(first, last + 1)) in cities():
            state = _state_length(turn, first)
            return None if state == last - first + 1 and not _before_state(turn, first) else last
    return None


def _in_place(turn: Turn, first: int) -> bool:
    word = turn.word(first)
    return turn.word(first - 1) in _IN and (turn.capital(first) or not is_ordinary(word))


def _behind_street(turn: Turn, first: int) -> bool:
    """Whether a street ends right before ("oak avenue raleigh")."""
    return turn.word(first - 1) in STREETS and not is_function(turn.word(first))


def _state_length(turn: Turn, at: int) -> int:
    if " ".join(turn.words(at, at + 2)) in _TWO_WORD_STATES:
        return 2
    return int(turn.word(at) in STATES)


def _before_state(turn: Turn, first: int) -> int:
    """The token where a state begins right behind the words from `first`; 0 if none does."""
    for at in range(first + 1, min(first + _LONGEST + 1, len(turn.tokens))):
        if _state_length(turn, at):
            return at
        if is_function(turn.word(at)) and not (
            turn.word(at) == "in" and _state_length(turn, at + 1)
        ):
            break
    return 0


def _nameable(turn: Turn, at: int) -> bool:
    word = turn.word(at)
    if is_function(word) or is_clinical(word) or turn.tokens[at].digits is not None:
        return False
    return _state_length(turn, at) == 0 and (turn.capital(at) or not is_ordinary(word))


def _unknown(turn: Turn, first: int, *, eager: bool) -> int | None:
    """The last token of an unknown place name at `first`."""
    last = first - 1
    while last + 1 < len(turn.tokens) and last - first + 1 < _LONGEST:
        at = last + 1
        if at > first and re.search(r"[,.?!;]", turn.gap(at - 1)):
            break
        fits = _nameable(turn, at) or (eager and _loosely(turn, at))
        if not fits:
            break
        last = at
    return last if last >= first else None


def _ruled_out(turn: Turn, at: int) -> bool:
    word = turn.word(at)
    return is_function(word) or is_clinical(word) or turn.tokens[at].digits is not None


def _loosely(turn: Turn, at: int) -> bool:
    """An ordinary word can name a town when a town was asked for ("apex", "reading")."""
    word = turn.word(at)
    return not _ruled_out(turn, at) and (
        turn.word(at - 1) in ("in", "from", "near", "") and len(turn.tokens) - at <= 6
        and not word.endswith(("ing", "ed", "ly")))  # fmt: skip


def _bare(turn: Turn, first: int) -> bool:
    if turn.asked.confirming or not turn.asked.wants(PhiType.CITY):
        return False
    lead = all(turn.word(at) in _LEADS for at in range(first))
    return lead and len(turn.tokens) - first <= 5 and "?" not in turn.text


RULE = Rule(
    "B",
    find,
    masks=(
        ("Which city are you in right now?", "{cary}, north carolina"),
        (
            "Which city are you in right now?",
            "I'm staying with friends in {Boulder} at the moment.",
        ),
        ("What is your home address?", "I am staying in {Carrie}"),
        ("", "i live in {san antonio}, the zip code is on file"),
        ("", "we moved here from {wauwatosa} last year"),
        ("", "i'm in {boulder}, in colorado"),
    ),
    leaves=(
        ("Which city are you in right now?", "could you repeat that?"),
        ("", "i live in texas"),
        ("", "i'm in a lot of pain"),
        ("", "i live in a small house with my dog"),
        ("", "it came from nowhere"),
        ("Do you have any allergies?", "I'm allergic to Keflex and Iodine."),
        ("Which city are you in right now?", "i'd rather not say"),
    ),
)

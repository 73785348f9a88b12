"""Letters said one by one: "d e l g a d o", "b as in boy", "double t", "L-A-W", "mike delta"."""

from compliance.redaction.turn import Turn

# What recognisers print for a letter's name.
HEARD_AS = {
    "our": "r", "are": "r", "ar": "r", "see": "c", "sea": "c", "cee": "c", "you": "u", "ewe": "u",
    "why": "y", "wye": "y", "be": "b", "bee": "b", "jay": "j", "kay": "k", "okay": "k", "tea": "t",
    "tee": "t", "pea": "p", "pee": "p", "em": "m", "en": "n", "ex": "x", "queue": "q", "cue": "q",
    "eye": "i", "oh": "o", "gee": "g", "dee": "d", "el": "l", "ell": "l", "ess": "s", "es": "s",
    "ef": "f", "eff": "f", "less": "s", "vee": "v", "zee": "z", "zed": "z", "aitch": "h",
    "ay": "a", "hey": "a",
    "this": "s", "is": "s", "and": "n", "end": "n", "at": "h", "he": "e", "in": "n", "any": "ne",
}  # fmt: skip
# Of those, the ones that stand for a letter only between two letters.
_ONLY_INSIDE = frozenset(
    "less this is and end at he in any okay hey you why be see are our".split()
)
NATO = {
    "alpha": "a", "alfa": "a", "bravo": "b", "charlie": "c", "delta": "d", "echo": "e",
    "foxtrot": "f", "golf": "g", "hotel": "h", "india": "i", "juliet": "j", "juliett": "j",
    "kilo": "k", "lima": "l", "mike": "m", "november": "n", "oscar": "o", "papa": "p",
    "quebec": "q", "romeo": "r", "sierra": "s", "tango": "t", "uniform": "u", "victor": "v",
    "whiskey": "w", "whisky": "w", "xray": "x", "yankee": "y", "zulu": "z",
}  # fmt: skip
_BY_EXAMPLE = (("as", "in"), ("like", "in"), ("is", "in"), ("for",), ("like",), ("as",))
_BETWEEN = frozenset("then dash hyphen uh um er capital letter space apostrophe and".split())


def letter_at(turn: Turn, at: int) -> str:
    """The letter that token `at` is by itself, or empty."""
    if not 0 <= at < len(turn.tokens):
        return ""
    token = turn.tokens[at]
    return token.letter or ""


def heard_letter(turn: Turn, at: int) -> str:
    """The letter that a word stands for between letters ("see" for c), or empty."""
    word = turn.word(at)
    return HEARD_AS.get(word, "") or NATO.get(word, "")


def example_length(turn: Turn, at: int) -> int:
    """How many tokens "as in boy" behind the letter at `at` takes, 0 if there is none."""
    letter = letter_at(turn, at) or heard_letter(turn, at)
    if letter == "x" and turn.word(at + 1) == "ray":
        return 1
    for words in _BY_EXAMPLE:
        if tuple(turn.words(at + 1, at + 1 + len(words))) == words:
            example = turn.word(at + 1 + len(words))
            if example == "x" and turn.word(at + 2 + len(words)) == "ray":
                return len(words) + 2
            if len(example) > 1 and (example[0] == letter[:1] or words[-1] == "in"):
                return len(words) + 1
    return 0


def spelled_runs(turn: Turn) -> list[tuple[int, int, str]]:
    """Runs of letters as (first token, last token, letters); two letters at least."""
    found: list[tuple[int, int, str]] = []
    at = 0
    while at < len(turn.tokens):
        run = _run(turn, at)
        if run is not None:
            found.append(run)
            at = run[1] + 1
        else:
            at += 1
    return found


def _run(turn: Turn, first: int) -> tuple[int, int, str] | None:
    if not _starts(turn, first):
        return None
    letters, last, sure, at = "", first, 0, first
    while at < len(turn.tokens):
        tied = _chained(turn, at) if at == first else _glued(turn, at)
        letter = letter_at(turn, at) or tied
        examples = example_length(turn, at)
        if not letter and (examples or _between_letters(turn, at, last)):
            letter = heard_letter(turn, at)
        if letter:
            sure += letter_at(turn, at) != "" or examples > 0 or turn.word(at) in NATO
            letters, last = letters + letter, at + examples
            at = last + 1
        elif turn.word(at) in _BETWEEN and at == last + 1 and _letterish(turn, at + 1):
            at += 1
        else:
            break
    return (first, last, letters) if sure >= 2 and len(letters) >= 2 else None


def _starts(turn: Turn, at: int) -> bool:
    if _chained(turn, at):
        return True
    if letter_at(turn, at):
        article = turn.word(at) in ("a", "i") and not _letterish(turn, at + 1)
        return not article or example_length(turn, at) > 0
    nato = turn.word(at) in NATO and (turn.word(at + 1) in NATO or letter_at(turn, at + 1) != "")
    heard = turn.word(at) in HEARD_AS and turn.word(at) not in _ONLY_INSIDE
    return nato or (heard and _two_letters_follow(turn, at)) or (
        heard_letter(turn, at) != "" and example_length(turn, at) > 1)  # fmt: skip


def _chained(turn: Turn, at: int) -> str:
    """The first letter of a word that hyphens tie to letters behind it ("Bay-E-N-N")."""
    tied = at + 2 < len(turn.tokens) and turn.gap(at) == turn.gap(at + 1) == "-"
    return turn.word(at)[0] if tied and _two_letters_follow(turn, at) else ""


def _glued(turn: Turn, at: int) -> str:
    """Letters in one piece at the end of a chain ("w-i-l-l-i-a-ms")."""
    word = turn.word(at)
    letters = 1 < len(word) < 4 and word.isalpha() and not set(word) & set("aeiouy")
    return word if letters and turn.gap(at - 1) == "-" else ""


def _two_letters_follow(turn: Turn, at: int) -> bool:
    return bool(letter_at(turn, at + 1) and letter_at(turn, at + 2))


def _letterish(turn: Turn, at: int) -> bool:
    return bool(letter_at(turn, at) or heard_letter(turn, at))


def _between_letters(turn: Turn, at: int, last: int) -> bool:
    """Whether a word heard for a letter is one here: letters before it, and behind unless rare."""
    if not heard_letter(turn, at) or at - last > 2:
        return False
    if turn.word(at) in _BETWEEN:
        return False
    inside = letter_at(turn, at + 1) != "" or (
        heard_letter(turn, at + 1) != "" and letter_at(turn, at + 2) != ""
    )
    return inside or turn.word(at) not in _ONLY_INSIDE

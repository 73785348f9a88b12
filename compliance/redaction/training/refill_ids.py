"""New identifiers of the same form: figure for figure, letter for letter, "teen" for "teen"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from compliance.redaction.training import alphabet, numbers
from compliance.redaction.training.atoms import Atom, like
from compliance.redaction.training.plan import Plan
from compliance.redaction.types import PhiType

_CLEARS = ("as in", "like in", "like", "for", "is for")


def identifier(atoms: Sequence[Atom], plan: Plan) -> Iterator[Atom]:
    """The atoms of an identifier with new figures and letters."""
    before, letter = "", ""
    for at, atom in enumerate(atoms):
        clear = letter and _clears(atoms, at)
        new = alphabet.clear_word(letter, plan.rng) if clear else _word(atoms, at, before, plan)
        made = replace(atom, text=like(atom.text, new))
        letter = made.word if len(made.word) == 1 and made.word.isalpha() else letter
        before = atom.word
        yield made


def _clears(atoms: Sequence[Atom], at: int) -> bool:
    """Whether the word only makes the letter before it clear."""
    word = atoms[at].word
    if len(word) < 2 or not word.isalpha() or numbers.is_number(word):
        return False
    behind = [atom.word for atom in atoms[max(0, at - 2) : at]]
    if not behind or behind[-1] not in ("in", "like", "for"):
        return False
    return behind[-1] != "in" or behind[0] in ("as", "like")


def _word(atoms: Sequence[Atom], at: int, before: str, plan: Plan) -> str:
    word = atoms[at].word
    if word in numbers.UNIT and (len(word) > 1 or _amid(atoms, at)):
        return _unit(word, before, plan)
    if word in numbers.HOMOPHONES and not _is_link(atoms, at):
        return _unit(numbers.UNITS[numbers.HOMOPHONES[word]], before, plan)
    if word in numbers.TEEN:
        return numbers.TEENS[int(_teen(word, plan))]
    if word in numbers.TEN:
        return numbers.TENS[int(plan.figure(str(numbers.TEN[word] // 10), low="2"))]
    if word in alphabet.NATO_WORDS and not _is_link(atoms, at):
        return alphabet.NATO[plan.letter(alphabet.NATO_WORDS[word])]
    if word.isalpha() and (len(word) == 1 or atoms[at].text.isupper()):
        return "".join(plan.letter(c) if c.isascii() else c for c in word)
    if any(c.isdecimal() for c in word):
        return _mixed(word, plan, atoms[at])
    return word


def _teen(word: str, plan: Plan) -> str:
    n = numbers.TEEN[word]
    if plan.figures:
        return plan.figure(str(n % 10))
    return str(plan.rng.randint(0, 9))


def _unit(word: str, before: str, plan: Plan) -> str:
    old = numbers.UNIT[word]
    low = "1" if before in numbers.TEN else "0"
    new = int(plan.figure(str(old), low=low))
    if new == 0:
        return word if old == 0 else plan.rng.choice(("oh", "oh", "zero"))
    if new in numbers.SOUND and plan.rng.random() < 0.04:
        return plan.rng.choice(numbers.SOUND[new])
    return numbers.UNITS[new]


def _mixed(word: str, plan: Plan, atom: Atom) -> str:
    hexadecimal = atom.mark is not None and atom.mark.type is PhiType.IP
    ordinal = hexadecimal or word[-2:] in ("st", "nd", "rd", "th")
    made = [plan.figure(c) if c.isdecimal() else c for c in word]
    if not ordinal:
        made = [plan.letter(c) if c.isascii() and c.isalpha() else c for c in made]
    return "".join(made)


def _amid(atoms: Sequence[Atom], at: int) -> bool:
    """Whether an "o" stands among figures rather than letters."""
    near = [atoms[i].word for i in (at - 1, at + 1) if 0 <= i < len(atoms)]
    return any(numbers.is_number(word) and word != "o" for word in near)


def _is_link(atoms: Sequence[Atom], at: int) -> bool:
    """Whether "for" or a word of the radio alphabet links a letter to its word."""
    if atoms[at].word != "for":
        return _clears(atoms, at)
    after = atoms[at + 1].word if at + 1 < len(atoms) else ""
    letter = at > 0 and len(atoms[at - 1].word) == 1 and atoms[at - 1].word.isalpha()
    return letter and len(after) > 1 and not numbers.is_number(after)

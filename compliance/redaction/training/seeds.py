"""Hand-written dialogues: the text format, and what is wrong with it.

    # id: a-1 | style: raw | category: phone_split
    A: what number can we reach you at
    C: sure it's [[PHONE|six oh two]] i'm at [[ORG?|cvs]]

`A:` is the agent, `C:` the caller; a question mark behind the type says that masking is optional.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from compliance.redaction.training.atoms import Atom, Dialogue, Mark, Turn
from compliance.redaction.types import PhiType

STYLES = ("raw", "rawdigits", "mixed", "smart")
SEEDS = Path(__file__).parent / "seeds"
HEARD = Path(__file__).parent / "heard"
"""Seeds read aloud by synthetic voices, as a recogniser printed them; they are used as they are."""
_HEAD = re.compile(r"#\s*id:\s*(\S+)\s*\|\s*style:\s*(\w+)\s*\|\s*category:\s*(\w+)\s*")
_MARK = re.compile(r"\[\[([A-Z_0-9]+)(\??)\|([^\[\]|]+)\]\]")


class SeedError(ValueError):
    """A seed file breaks the format."""


def heard() -> tuple[Dialogue, ...]:
    """The dialogues of every file in `heard/`."""
    return load(sorted(HEARD.glob("*.txt"))) if HEARD.is_dir() else ()


def load(paths: Iterable[Path] = ()) -> tuple[Dialogue, ...]:
    """The dialogues of `paths`, or of every file in `seeds/`."""
    files = tuple(paths) or tuple(sorted(SEEDS.glob("*.txt")))
    return tuple(seed for file in files for seed in parse(file.read_text("utf-8"), file.name))


def parse(text: str, source: str = "seeds") -> Iterator[Dialogue]:
    """The dialogues of a seed file; `source` names it in errors."""
    seen: set[str] = set()
    for block in re.split(r"\n\s*(?=#)", text.strip()):
        lines = [line.strip() for line in block.splitlines() if line.strip()]
        if not lines:
            continue
        head = _HEAD.fullmatch(lines[0])
        if not head or head[2] not in STYLES or head[1] in seen:
            raise SeedError(f"{source}: no good header: {lines[0]!r}")
        seen.add(head[1])
        turns = tuple(_turn(line, number, f"{source}: {head[1]}")
                      for number, line in enumerate(lines[1:]))  # fmt: skip
        if not any(turn.caller for turn in turns):
            raise SeedError(f"{source}: {head[1]} has no caller")
        yield Dialogue(head[1], head[2], head[3], turns)


def _turn(line: str, number: int, source: str) -> Turn:
    role, text = line[:2], line[2:].strip()
    if role not in ("A:", "C:") or not text:
        raise SeedError(f"{source}: no turn: {line!r}")
    atoms = tuple(_atoms(text, number * 100, source))
    if role == "A:" and any(atom.mark for atom in atoms):
        raise SeedError(f"{source}: a marked agent: {line!r}")
    return Turn(role == "C:", (replace(atoms[0], space=True), *atoms[1:]))


def _atoms(text: str, number: int, source: str) -> Iterator[Atom]:
    at = 0
    for found in _MARK.finditer(text):
        yield from _words(text, at, found.start(), None, source)
        if found[1] not in PhiType.__members__:
            raise SeedError(f"{source}: no such type: {found[1]}")
        mark = Mark(number := number + 1, PhiType[found[1]], bool(found[2]))
        space = text[: found.start()][-1:].isspace()
        for index, word in enumerate(found[3].split()):
            yield Atom(word, mark, space or index > 0)
        at = found.end()
    yield from _words(text, at, len(text), None, source)


def _words(text: str, start: int, end: int, mark: Mark | None, source: str) -> Iterator[Atom]:
    if "[[" in text[start:end] or "]]" in text[start:end]:
        raise SeedError(f"{source}: a broken mark: {text!r}")
    for found in re.finditer(r"\S+", text[start:end]):
        at = start + found.start()
        yield Atom(found[0], mark, at > 0 and text[at - 1].isspace())

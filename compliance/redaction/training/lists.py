"""The lists values are drawn from."""

import random
from functools import cache
from importlib.resources import files

from compliance.redaction import gazetteer

_FOLDER = "compliance.redaction.training"


@cache
def lines(name: str, package: str = _FOLDER) -> tuple[str, ...]:
    """The entries of a list, one a line; lines that start with # are left out."""
    text = (files(package) / "data" / f"{name}.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def groups(name: str) -> dict[str, tuple[str, ...]]:
    """A list of lines such as "korean: minji jiwon": the words of each group."""
    made: dict[str, tuple[str, ...]] = {}
    for line in lines(name):
        group, _, words = line.partition(":")
        made[group] = made.get(group, ()) + tuple(words.split())
    return made


@cache
def drugs() -> tuple[str, ...]:
    """Drug names, brand and generic."""
    return lines("drugs", "compliance.redaction")


@cache
def eponyms() -> tuple[str, ...]:
    """Diseases, signs and tests that are named after people."""
    return lines("eponyms", "compliance.redaction")


@cache
def _towns() -> tuple[str, ...]:
    return lines("towns") + tuple(sorted(gazetteer.cities()))


@cache
def _census(kind: str) -> tuple[str, ...]:
    ranked = gazetteer.given_names() if kind == "given" else gazetteer.surnames()
    return tuple(ranked)[: 2_500 if kind == "given" else 12_000]


def origin(rng: random.Random) -> str:
    """An origin of names; "census" and "words" are origins, too."""
    draw = rng.random()
    if draw < 0.3:
        return "census"
    if draw < 0.42:
        return "words"
    return rng.choice([name for name in groups("surnames") if name != "words"])


def name(kind: str, of: str, rng: random.Random) -> str:
    """A name of a `kind` ("given", "surnames") and an origin."""
    if of == "census" or of not in groups(kind):
        return rng.choice(_census(kind))
    return rng.choice(groups(kind)[of])


def town(rng: random.Random) -> str:
    """A US town or county seat, of any size."""
    return rng.choice(_towns())


def street(rng: random.Random) -> str:
    """A street's name without its type; now and then a surname."""
    return name("surnames", "census", rng) if rng.random() < 0.1 else rng.choice(lines("streets"))

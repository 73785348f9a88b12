"""A surname as heard and as spelled: recognisers slip on both, so weigh them together.

Noisy channel: of the spelling, the name heard, and known surnames near both, take the one with
the best log P(name) + log P(spelled | name) + log P(heard | name). Letters that sound alike are
cheap to confuse.
"""

import math
from functools import cache

from compliance.redaction.gazetteer import given_names, surnames

_ALIKE = (
    "bdeptvgcz3",
    "mn",
    "fsx",
    "ajk8h",
    "iy",
    "qu",
    "ra",
    "ck",
    "td",
    "kg",
    "ei",
    "ou",
    "zs",
    "sh",
)
_VOWELS = frozenset("aeiouy")
_GAP = 1.0
_ALIKE_COST = 0.35
_DOUBLE_COST = 0.4
_WEIGHT_SPELLED = 4.0
_WEIGHT_HEARD = 1.6
_RARE = 60_000
_UNKNOWN = 6.0
_KNOWN = 20_000
_UNRANKED = 10**6
_OTHER_LETTERS = 3
_NEAR = 2.0
_FAR = 3.2


def settle(heard: str, spelled: str) -> str:
    """Return the surname meant, lower-case."""
    if spelled == "".join(letter for letter in heard if letter not in _VOWELS):
        return heard  # "ptrsn" is what is left of a "peterson" spelled fast
    return min(
        {heard, spelled, *_near(heard, spelled)}, key=lambda n: (_cost(n, heard, spelled), n)
    )


def distance(a: str, b: str) -> float:
    """Weighted edit distance; letters that sound alike and doubled letters are cheap."""
    row = [float(n) for n in range(len(b) + 1)]
    for i, x in enumerate(a, 1):
        previous, row[0] = row[0], float(i)
        for j, y in enumerate(b, 1):
            drop = _DOUBLE_COST if i > 1 and a[i - 2] == x else _GAP
            add = _DOUBLE_COST if j > 1 and b[j - 2] == y else _GAP
            best = min(row[j] + drop, row[j - 1] + add, previous + _swap(x, y))
            previous, row[j] = row[j], best
    return row[-1]


def _cost(name: str, heard: str, spelled: str) -> float:
    rank = min(surnames().get(name, _UNRANKED), given_names().get(name, _UNRANKED))
    prior = math.log(rank + 10) if rank < _UNRANKED else math.log(_RARE) + _UNKNOWN
    if not set(name) & _VOWELS:
        prior += _UNKNOWN
    far_heard = min(distance(name, heard), _FAR)
    return 0.55 * prior + _WEIGHT_SPELLED * distance(name, spelled) + _WEIGHT_HEARD * far_heard


def _swap(x: str, y: str) -> float:
    if x == y:
        return 0.0
    return _ALIKE_COST if any(x in group and y in group for group in _ALIKE) else _GAP


def _near(heard: str, spelled: str) -> list[str]:
    sizes = range(len(spelled) - 2, len(spelled) + 3)
    close = (known for size in sizes for known in _by_size().get(size, ()))
    wanted = _letters(spelled)
    few = [n for mask, n in close if (mask ^ wanted).bit_count() <= _OTHER_LETTERS]
    return [n for n in few if distance(n, spelled) <= _NEAR and distance(n, heard) <= _FAR]


@cache
def _by_size() -> dict[int, list[tuple[int, str]]]:
    sizes: dict[int, list[tuple[int, str]]] = {}
    for name, rank in surnames().items():
        if rank < _KNOWN:
            sizes.setdefault(len(name), []).append((_letters(name), name))
    return sizes


def _letters(name: str) -> int:
    """Which letters a name has, as bits: a quick look before the distance is measured."""
    mask = 0
    for letter in name:
        mask |= 1 << (ord(letter) % 32)
    return mask

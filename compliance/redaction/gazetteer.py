"""Names of the US Census (public domain): surnames by frequency, given names.

`surnames.txt.gz` and `given_names.txt.gz` hold one lower-case name a line, the commonest first,
from the Census Bureau's 1990 frequency lists (dist.all.last, dist.female.first, dist.male.first).
"""

import gzip
from functools import cache
from importlib.resources import files


@cache
def surnames() -> dict[str, int]:
    """Surname to its rank, 0 the commonest."""
    return _ranked("surnames.txt.gz")


@cache
def given_names() -> dict[str, int]:
    """Given name to its rank."""
    return _ranked("given_names.txt.gz")


def _ranked(name: str) -> dict[str, int]:
    packed = (files("compliance.redaction") / "data" / name).read_bytes()
    return {word: rank for rank, word in enumerate(gzip.decompress(packed).decode().split())}


def settle_surname(heard: str, spelled: str) -> str:
    """Choose between a surname as heard and as spelled; recognisers slip on both.

    The commoner of two that differ by at most two letters wins; if neither is known, the spelling.
    """
    if heard == spelled or distance(heard, spelled) > 2:
        return spelled
    ranks = surnames()
    known = [name for name in (spelled, heard) if name in ranks]
    return min(known, key=ranks.__getitem__) if known else spelled


def distance(a: str, b: str) -> int:
    """Levenshtein distance."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (x != y))
    return row[-1]

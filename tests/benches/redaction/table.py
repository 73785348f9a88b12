"""The figures side by side, a column for each system."""

from collections.abc import Iterator, Mapping
from functools import reduce
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from tests.benches.redaction.report import Figures
from tests.benches.redaction.systems import SYSTEMS

_WIDTH = 132
_QUALITY = (
    ("leaked characters", "leaked_characters.all", ".1%"),
    ("spans leaked", "spans_leaked.all", ".1%"),
    ("other words masked", "other_words_masked.all", ".1%"),
    ("  in hard negatives", "other_words_masked.hard_negatives", ".1%"),
    ("typed F1", "f1.typed", ".3f"),
    ("any F1", "f1.any", ".3f"),
    ("dialogues without a leak", "without_leak", ".1%"),
)
_OF_A_FILE = tuple(row for row in _QUALITY if row[0] not in ("spans leaked", "any F1"))
_COST = (
    ("latency of a turn, p50, ms", "latency_ms.p50", ".1f"),
    ("latency of a turn, p95, ms", "latency_ms.p95", ".1f"),
    ("load, seconds", "load_seconds", ".1f"),
    ("peak memory, MiB", "peak_rss_mib", ".0f"),
)


class Row(NamedTuple):
    """A line of the table: where its values stand in the figures, and how each is written."""

    title: str
    paths: tuple[str, ...] = ()
    form: str = ""


def show(results: Mapping[str, Figures], versions: Mapping[str, str]) -> None:
    """Print one table with a section for each kind of measure."""
    console = Console()
    if not console.is_terminal:
        console = Console(width=_WIDTH)
    first = next(iter(results.values()))
    counted = first["counted"]
    table = Table(
        title=f"{counted['dialogues']} dialogues, {counted['spans']} spans of PHI, "
        f"{counted['other_words']} other words",
        caption=", ".join(f"{package} {version}" for package, version in versions.items()),
    )
    table.add_column("measure", no_wrap=True)
    for name in results:
        table.add_column(SYSTEMS[name].title, justify="right")
    for section in (_overall(first), _files(first), _types(first), _rows(_COST)):
        for row in section:
            table.add_row(row.title, *(_shown(row, figures) for figures in results.values()))
        table.add_section()
    console.print(table)


def _shown(row: Row, figures: Figures) -> str:
    return " · ".join(format(_at(figures, path), row.form) for path in row.paths)


def _at(figures: Figures, path: str) -> float:
    value = reduce(lambda inner, key: inner[key], path.split("."), figures)
    return float(value)  # type: ignore[arg-type]  # a path ends at a number


def _rows(rows: tuple[tuple[str, str, str], ...], within: str = "", indent: str = "") -> list[Row]:
    return [Row(f"{indent}{title}", (f"{within}{path}",), form) for title, path, form in rows]


def _overall(first: Figures) -> Iterator[Row]:
    leaked, *others = _rows(_QUALITY)
    yield leaked
    for style in first["leaked_characters"]["style"]:
        yield Row(f"  {style}", (f"leaked_characters.style.{style}",), ".1%")
    yield from others


def _files(first: Figures) -> Iterator[Row]:
    for file, figures in first["files"].items():
        yield Row(f"{file} ({figures['counted']['dialogues']} dialogues)")
        yield from _rows(_OF_A_FILE, f"files.{file}.", "  ")


def _types(first: Figures) -> Iterator[Row]:
    yield Row("characters · spans leaked")
    for kind, spans in first["counted"]["spans_by_type"].items():
        paths = (f"leaked_characters.type.{kind}", f"spans_leaked.type.{kind}")
        yield Row(f"  {kind} ({spans} spans)", paths, ".0%")

"""Prints what came of a recorded call."""

from typing import Any

from rich.console import Console


def print_summary(console: Console, summary: dict[str, Any]) -> None:
    """Print the summary of a call (`intakeline call --json` holds the same)."""
    expected = summary["outcome"] == summary["expected"]
    _line(console, "outcome", f"{summary['outcome']} ({'' if expected else 'NOT '}as expected)")
    for field, value in (summary["booked"] or {}).items():
        if value:
            _line(console, "", f"{field}: {value}")
    spoken = summary["voice_to_voice_ms"]
    _line(console, "voice to voice", f"p50 {spoken['p50']} ms, p95 {spoken['p95']} ms")
    _line(console, "of which (p50)", _stages(summary["stages_ms"]))
    _line(console, "words wrong", str(summary["wer"]))
    _line(console, "leaks", str(summary["leaks"]))
    _line(console, "sealed", _sealed(summary["sealed"]))
    for loss in _losses(summary):
        console.print(f"[bold red]{'LOST':<15}[/][red]{loss}[/]")


def _line(console: Console, name: str, text: str) -> None:
    console.print(f"[bold]{name:<15}[/]", end="")
    console.print(text, markup=False, highlight=False)


def _stages(stages: dict[str, Any]) -> str:
    parts = ((name, part["p50"]) for name, part in stages.items() if part["p50"])
    return ", ".join(f"{name.replace('_', ' ')} {ms} ms" for name, ms in parts)


def _sealed(sealed: dict[str, Any]) -> str:
    size = sum(stream["bytes"] for stream in sealed["streams"].values())
    if not size:
        return "nothing was recorded"
    return f"{sealed['session']}: {len(sealed['streams'])} streams, {size / 1e6:.1f} MB"


def _losses(summary: dict[str, Any]) -> list[str]:
    """What was to be kept and is not, one line each."""
    sealed = summary["sealed"]
    streams = sealed["streams"]
    lost = {name: sizes["lost_bytes"] for name, sizes in streams.items() if sizes["lost_bytes"]}
    told = [f"{count} bytes of {name}: the disk did not take them" for name, count in lost.items()]
    if not told and not sealed["complete"] and any(sizes["bytes"] for sizes in streams.values()):
        told.append("the end of the sealed session: the next start closes it")
    if summary["unaudited"]:
        told.append(f"{summary['unaudited']} audit records: the disk did not take them")
    return told

"""The command line: `intakeline`."""

import asyncio
import json
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import asdict
from enum import StrEnum
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any

import typer

app = typer.Typer(
    help="A telehealth intake line that must not leak: two zones, spoken PHI behind placeholders.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


class LogLevel(StrEnum):
    """How much is logged."""

    DEBUG = "DEBUG"
    INFO = "INFO"
    WARNING = "WARNING"
    ERROR = "ERROR"


_BROWSER = ("aiortc", "fastapi", "uvicorn")  # what the extra `browser` brings


@app.command()
def call(
    scenario: Annotated[Path, typer.Option(help="Folder of a recorded caller (call.yaml, audio).")],
    config: Annotated[Path | None, typer.Option(help="The line's TOML file.")] = None,
    noise_db: Annotated[
        float, typer.Option(help="Noise on the caller's line, in dBFS (for instance -45).")
    ] = float("-inf"),
    telephone: Annotated[bool, typer.Option(help="8 kHz mu-law, as a telephone.")] = False,
    json_file: Annotated[
        Path | None, typer.Option("--json", help="Write the summary to this file.")
    ] = None,
    record_model_zone: Annotated[
        Path | None, typer.Option(help="Write what every request handed to the LLM (JSON lines).")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Keep the agent's audio in this folder.")] = None,
    trace: Annotated[
        Path | None, typer.Option(help="Write OpenTelemetry spans (JSON lines, no content).")
    ] = None,
    log_level: Annotated[LogLevel, typer.Option(help="What is logged, without content.")] = (
        LogLevel.WARNING
    ),
) -> None:
    """Place one whole call from recorded audio through the real pipeline, in real time.

    It books in a fresh sample schedule, unless the configuration names one.

    Exit code 0: the call ended as the scenario expects and nothing leaked.
    1: it did not. 2: it could not be placed.
    """
    from compliance.logging import configure_logging, refuse_unsafe_environment

    try:
        refuse_unsafe_environment()
        configure_logging(log_level)
        _can_be_written(json_file, record_model_zone, trace)
        with _traced(trace):
            summary = _place(scenario, config, noise_db, telephone, record_model_zone, out)
        if json_file:
            json_file.write_text(json.dumps(summary, indent=1), encoding="utf-8")
    except KeyboardInterrupt:
        raise typer.Exit(130) from None
    except Exception as error:
        raise typer.Exit(_explain(error)) from None
    raise typer.Exit(0 if summary["outcome"] == summary["expected"] and not summary["leaks"] else 1)


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="127.0.0.1, localhost or ::1.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="0 takes any free port.")] = 8080,
    config: Annotated[Path | None, typer.Option(help="The line's TOML file.")] = None,
    log_level: Annotated[LogLevel, typer.Option(help="What is logged, without content.")] = (
        LogLevel.WARNING
    ),
) -> None:
    """Serve a page on this machine from which a person talks to the line. Ctrl-C ends it.

    Exit code 0: it was stopped, and every call ended and sealed. 2: it could not be served.
    """
    from compliance.logging import configure_logging, refuse_unsafe_environment

    if not all(find_spec(package) for package in _BROWSER):
        print(
            "intakeline: the browser line needs: pip install 'intakeline[browser]'", file=sys.stderr
        )
        raise typer.Exit(2)
    try:
        refuse_unsafe_environment()
        configure_logging(log_level)
        _serve(host, port, config)
    except KeyboardInterrupt:
        raise typer.Exit(0) from None
    except Exception as error:
        raise typer.Exit(_explain(error)) from None


@app.command()
def redact(
    source: Annotated[Path, typer.Option("--in", help="Dialogues, one JSON object a line.")],
    out: Annotated[Path, typer.Option(help="The same lines, with spans and redacted text.")],
    report: Annotated[
        Path | None, typer.Option(help="Draw a page (HTML) that shows what was masked.")
    ] = None,
    config: Annotated[Path | None, typer.Option(help="The line's TOML file: [redaction].")] = None,
    json_summary: Annotated[
        bool, typer.Option("--json", help="Print what was found as JSON.")
    ] = False,
) -> None:
    """Redact dialogues turn by turn, with the very code that the live call uses.

    A line in: {"id": ..., "turns": [{"role": "agent" or "caller", "text": ...}]}.
    A line out: the same, and on the caller's turns "spans": [{"start", "end", "type"}], in
    characters of the text, and "redacted". The text itself stays: both files, and the report,
    are PHI. What may leave is the redacted text alone.

    Exit code 0: all is redacted. 1: a turn failed and was masked whole. 2: nothing was written.
    """
    from compliance.logging import configure_logging

    try:
        configure_logging(LogLevel.WARNING)
        found = _redact(source, out, report, config)
    except KeyboardInterrupt:
        raise typer.Exit(130) from None
    except Exception as error:
        raise typer.Exit(_explain(error)) from None
    _print_found(found, out, json_summary)
    raise typer.Exit(1 if found["failed_turns"] else 0)


def _redact(source: Path, out: Path, report: Path | None, config: Path | None) -> dict[str, Any]:
    from rich.console import Console
    from rich.progress import Progress

    from pipelines.configuration import load_configuration
    from pipelines.transcripts.dialogues import TranscriptError

    generalise = load_configuration(config).redaction.generalise
    if not source.is_file():
        raise TranscriptError(f"cannot read {source}: no such file")
    if out.resolve() == source.resolve():
        raise OutputError(f"{out} is the file that is read; name another file")
    _can_be_written(report)
    console = Console(stderr=True)
    with console.status("Loading the models ...") if console.is_terminal else nullcontext():
        from pipelines.transcripts.redact import redact_file
        from pipelines.transcripts.report import Report
    page = Report()
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("Redacting", total=source.stat().st_size)
        found = redact_file(
            source,
            out,
            generalise=generalise,
            on_dialogue=page.add if report else lambda _: None,
            on_progress=lambda read: progress.update(task, completed=read),
        )
    if report:
        page.write(report)
    return asdict(found)


def _print_found(found: dict[str, Any], out: Path, as_json: bool) -> None:
    if as_json:
        print(json.dumps(found))
        return
    spans = ", ".join(f"{n} {name}" for name, n in Counter(found["spans"]).most_common())
    print(
        f"{found['dialogues']} dialogues, {found['caller_turns']} caller turns: {spans or 'no PHI'}"
    )
    if found["failed_turns"]:
        print(f"{found['failed_turns']} turns failed and are masked whole", file=sys.stderr)
    print(f"written to {out}")


def _serve(host: str, port: int, config: Path | None) -> None:
    from pipelines.configuration import load_configuration
    from pipelines.server.loopback import address, listen

    configuration = load_configuration(config)
    with listen(host, port) as listening:
        url = address(listening)
        print(f"Loading the models; {url} can be opened already.", flush=True)
        from pipelines.server.serving import serve

        ready = partial(print, f"Ready: call from {url} (Ctrl-C ends the line).", flush=True)
        asyncio.run(serve(listening, configuration, on_ready=ready))


def _place(
    scenario: Path,
    config: Path | None,
    noise_db: float,
    telephone: bool,
    record_model_zone: Path | None,
    out: Path | None,
) -> dict[str, Any]:
    from rich.console import Console

    from pipelines.configuration import load_configuration
    from pipelines.rehearsal.line_quality import LineQuality
    from pipelines.rehearsal.scenario import load

    caller = load(scenario)
    configuration = load_configuration(config)
    console = Console()
    with console.status("Loading the models ..."):
        from pipelines.rehearsal.rehearse import Rehearsal
        from pipelines.rehearsal.summary_view import print_summary
        from pipelines.rehearsal.zones_view import ZonesView
    rehearsal = Rehearsal(caller, LineQuality(noise_db, telephone), ZonesView(console))
    summary = asyncio.run(rehearsal.place(configuration))
    if record_model_zone:
        record_model_zone.write_text("".join(f"{row}\n" for row in rehearsal.model_zone), "utf-8")
    if out:
        rehearsal.save_audio(out)
    print_summary(console, summary)
    return summary


class OutputError(Exception):
    """A file that was asked for cannot be written."""


def _can_be_written(*files: Path | None) -> None:
    """Find that out before the call, not after it. Raises OutputError."""
    for file in filter(None, files):
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.touch()
        except OSError:
            raise OutputError(f"cannot write {file}; name another file") from None


@contextmanager
def _traced(file: Path | None) -> Iterator[None]:
    if file is None:
        yield
        return
    from compliance.tracing import trace_to

    with file.open("w", encoding="utf-8") as spans:
        provider = trace_to(spans)
        try:
            yield
        finally:
            provider.shutdown()


def _explain(error: Exception) -> int:
    """Say in one line what to do; an unforeseen error shows its type only (it may quote PHI)."""
    from compliance.audit import AuditError
    from compliance.key_file import KeyFileError
    from compliance.logging import UnsafeEnvironmentError
    from compliance.sealing import SealError
    from pipelines.configuration import ConfigurationError
    from pipelines.intake.schedule_file import ScheduleError
    from pipelines.rehearsal.scenario import ScenarioError
    from pipelines.server.loopback import ListenError
    from pipelines.transcripts.dialogues import TranscriptError
    from providers.registry import UnknownProviderError

    known = (
        AuditError,
        ConfigurationError,
        KeyFileError,
        ListenError,
        OutputError,
        ScheduleError,
        ScenarioError,
        SealError,
        TranscriptError,
        UnknownProviderError,
        UnsafeEnvironmentError,
    )
    text = str(error) if isinstance(error, known) else f"failed: {type(error).__name__}"
    print(f"intakeline: {text}", file=sys.stderr)
    return 2


def main() -> None:
    """The console script."""
    app()

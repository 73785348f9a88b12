"""Whole calls on real audio, through the real command, in real time, all at once."""

import asyncio
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipelines.rehearsal import leaks
from pipelines.rehearsal.scenario import Phi, load

CALLS = Path(__file__).parents[1] / "calls"
CALLERS = ("lawson-earache", "ramos-chest", "voss-rathernot", "castellano-athuman")
AT_MOST_S = 240


@dataclass(frozen=True)
class Placed:
    """One call that was placed: its summary and every file and line it left behind.

    Log lines, spans and audit records come without times, hashes and random ids.
    """

    code: int
    summary: dict
    logs: str
    spans: str
    audit: str
    model_zone: str
    sealed: list[Path]
    phi: list[Phi]


def _configuration(folder: Path) -> Path:
    folder.mkdir()
    file = folder / "line.toml"
    file.write_text(
        f'[session]\nfolder = "{folder}/sessions"\nkey_file = "{folder}/keys/line.key"\n'
        f'audit = "{folder}/audit"\n',
        encoding="utf-8",
    )
    return file


async def _place(caller: str, folder: Path) -> Placed:
    config = _configuration(folder)
    words = ["call", "--scenario", str(CALLS / caller), "--config", str(config)]
    words += ["--log-level", "DEBUG", "--trace", str(folder / "spans")]
    words += ["--json", str(folder / "summary"), "--record-model-zone", str(folder / "zone")]
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", "from pipelines.command import main; main()", *words),
        env={**os.environ, "PYTHONPATH": str(CALLS.parents[1])},
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    _, logs = await asyncio.wait_for(process.communicate(), AT_MOST_S)
    return _left_behind(caller, folder, process.returncode, logs)


_DRAWN = {"context", "parent_id", "start_time", "end_time", "at", "hash", "previous", "session_id"}


def _content(records: str) -> str:
    """JSON lines without times, hashes and random ids: their digits can equal a ZIP code's."""
    read = (json.loads(line) for line in records.splitlines())
    return "\n".join(json.dumps({k: v for k, v in r.items() if k not in _DRAWN}) for r in read)


def _left_behind(caller: str, folder: Path, code: int, logs: bytes) -> Placed:
    return Placed(
        code=code,
        summary=json.loads((folder / "summary").read_text("utf-8")),
        logs="\n".join(line.partition(" ")[2] for line in logs.decode().splitlines()),
        spans=_content((folder / "spans").read_text("utf-8")),
        audit=_content("".join(file.read_text("utf-8") for file in (folder / "audit").iterdir())),
        model_zone=(folder / "zone").read_text("utf-8"),
        sealed=sorted((folder / "sessions").rglob("*.sealed")),
        phi=load(CALLS / caller).scenario.phi,
    )


@pytest.fixture(scope="module")
def calls(tmp_path_factory) -> dict[str, Placed]:
    """Every caller of CALLERS on the line at the same time."""
    folder = tmp_path_factory.mktemp("calls")

    async def all_at_once() -> list[Placed]:
        return await asyncio.gather(*(_place(caller, folder / caller) for caller in CALLERS))

    return dict(zip(CALLERS, asyncio.run(all_at_once()), strict=True))


@pytest.mark.parametrize("caller", CALLERS)
def test_every_caller_comes_to_the_expected_end(calls, caller):
    """Booked, an emergency, a refused recording, a wish for a person: each ends as it should."""
    assert calls[caller].code == 0
    assert calls[caller].summary["outcome"] == calls[caller].summary["expected"]


def test_the_tools_get_the_true_values(calls):
    """What is booked is what the caller said, although no model ever saw it."""
    booked = calls["lawson-earache"].summary["booked"]
    assert booked["patient_name"] == "Rebecca Lawson"
    assert booked["date_of_birth"] == "1988-05-17"
    assert booked["phone"] == "+19195550145"


@pytest.mark.parametrize("caller", CALLERS)
@pytest.mark.parametrize("place", ["model_zone", "logs", "spans", "audit"])
def test_no_identifier_shows_in_the_model_zone(calls, caller, place):
    """Not in a request to the LLM, a log line at DEBUG, a span or the audit trail."""
    text = getattr(calls[caller], place)
    assert text
    assert leaks.count(calls[caller].phi, text) == 0


def test_the_zones_are_really_recorded(calls):
    """The proof above is no proof if nothing was written: placeholders, debug lines, spans."""
    booked = calls["lawson-earache"]
    assert "[NAME_1]" in booked.model_zone
    assert "\nDEBUG " in booked.logs
    assert {"llm", "stt", "tts", "turn"} <= {
        json.loads(line)["name"] for line in booked.spans.splitlines()
    }


def test_what_was_agreed_to_is_sealed_whole(calls):
    """Audio of both sides and both transcripts, nothing lost."""
    sealed = calls["lawson-earache"].summary["sealed"]
    assert sealed["complete"]
    assert not sealed["lost"]
    assert all(stream["bytes"] for stream in sealed["streams"].values())
    assert len(sealed["streams"]) == 4


def test_a_refused_recording_leaves_nothing(calls):
    """Who does not agree is not recorded."""
    assert calls["voss-rathernot"].sealed == []


def test_the_summary_says_where_the_time_went(calls):
    """Every answer's time is attributed to stages."""
    stages = calls["lawson-earache"].summary["stages_ms"]
    assert {"endpointing_wait", "transcription", "speech_synthesis"} <= set(stages)

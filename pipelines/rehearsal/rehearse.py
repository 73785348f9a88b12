"""Places one recorded call through the real pipeline and says what came of it."""

import asyncio
import json
import re
import wave
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from time import monotonic
from typing import Any

import jiwer

from compliance.redaction.spoken import tokens
from pipelines.call import IntakeCall, warm
from pipelines.call_record import CallRecord, Watch
from pipelines.configuration import ClinicSchedule, LineConfiguration
from pipelines.rehearsal import leaks
from pipelines.rehearsal.caller import CallerOnTheLine
from pipelines.rehearsal.line_quality import LineQuality
from pipelines.rehearsal.scenario import RecordedCaller
from pipelines.rehearsal.zones_view import ZonesView
from providers.telephony.recorded_line import RecordedLine


@dataclass
class Rehearsal:
    """One recorded call: what was observed on the line, and what left for the LLM."""

    caller: RecordedCaller
    quality: LineQuality
    view: ZonesView | None = None
    model_zone: list[str] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    agent_audio: bytearray = field(default_factory=bytearray)

    async def place(
        self, configuration: LineConfiguration, *, seconds_limit: float = 600.0
    ) -> dict[str, Any]:
        """Hold the call, at most so long; returns the summary (`intakeline call --json`)."""
        if "schedule" not in configuration.model_fields_set:
            # Repeatable, and no time of the line is given away to a recording.
            own = ClinicSchedule(file=None)
            configuration = configuration.model_copy(update={"schedule": own})
        await warm(configuration)
        far_end = CallerOnTheLine(self.caller, self.quality)
        line = RecordedLine(speak=far_end.speak, hear=lambda pcm: self._hear(far_end, pcm))
        call = IntakeCall(line, configuration, self._watch(far_end))
        running = asyncio.create_task(call.run())
        hang_up_at = monotonic() + seconds_limit
        while not running.done():
            await asyncio.wait([running], timeout=1.0)
            if (far_end.gave_up or monotonic() > hang_up_at) and not running.done():
                await call.hang_up()
        return self._summary(await running, far_end)

    def _hear(self, far_end: CallerOnTheLine, pcm: bytes) -> None:
        self.agent_audio += pcm
        far_end.hear(pcm)

    def _watch(self, far_end: CallerOnTheLine) -> Watch:
        view = self.view

        def spoken(text: str) -> None:
            far_end.hear_words(text)
            if view:
                view.spoken(text)

        def heard(text: str) -> None:
            self.heard.append(text)
            if view:
                view.heard(text)

        def egress(messages: list[Any]) -> None:
            self.model_zone.append(json.dumps(messages, ensure_ascii=False))

        watch = Watch(spoken=spoken, heard=heard, egress=egress)
        if view is None:
            return watch
        return Watch(
            spoken=spoken,
            heard=heard,
            egress=egress,
            caller_placeholders=view.caller_placeholders,
            agent_placeholders=view.agent_placeholders,
        )

    def _summary(self, record: CallRecord, far_end: CallerOnTheLine) -> dict[str, Any]:
        found = leaks.count(self.caller.scenario.phi, "\n".join(self.model_zone))
        sealed = record.sealed
        return {
            "scenario": self.caller.scenario.id,
            "expected": self.caller.scenario.expect.outcome,
            "outcome": str(record.outcome.value),
            "turns": record.turns,
            "booked": record.booked,
            "tools": record.tools,
            "voice_to_voice_ms": _latency(far_end.voice_to_voice_ms),
            "stages_ms": _stages(record.stages),
            "wer": _word_error_rate(far_end.said, self.heard),
            "leaks": found + record.egress_leaks,
            "sealed": {
                "session": record.session_id,
                "streams": {k: dict(v) for k, v in sealed.streams.items()} if sealed else {},
                "complete": bool(sealed and sealed.complete),
                "lost": bool(sealed and sealed.lost),
            },
            "unaudited": record.unaudited,
        }

    def save_audio(self, folder: Path) -> None:
        """Write what the caller heard to `agent.wav` (16-bit, mono, 24 kHz)."""
        folder.mkdir(parents=True, exist_ok=True)
        with wave.open(str(folder / "agent.wav"), "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(24_000)
            out.writeframes(bytes(self.agent_audio))


def _latency(values: list[float]) -> dict[str, Any]:
    ordered = [round(value) for value in values]
    if len(values) < 2:
        return {"p50": ordered[0] if ordered else None, "p95": None, "all": ordered}
    cuts = quantiles(values, n=20, method="inclusive")
    return {"p50": round(cuts[9]), "p95": round(cuts[18]), "all": ordered}


def _stages(parts: list[tuple[str, float]]) -> dict[str, Any]:
    """Each stage's share of the answer times, in the order met."""
    by_stage: dict[str, list[float]] = {}
    for stage, seconds in parts:
        by_stage.setdefault(stage, []).append(seconds * 1000)
    return {stage: _latency(values) for stage, values in by_stage.items()}


def _word_error_rate(said: list[str], heard: list[str]) -> float | None:
    """Word error, with numbers and letters in one form ("oh one" and "01" are the same)."""
    if not said or not heard:
        return None
    return round(float(jiwer.wer(_normal(" ".join(said)), _normal(" ".join(heard)))), 3)


def _normal(text: str) -> str:
    words = (str(t.ordinal) if t.ordinal else t.digits or t.word for t in tokens(text))
    return re.sub(r"(?<=\d)(?=\d)", " ", " ".join(words))

"""Reads a recorded caller: `call.yaml` and its audio files (16 kHz mono FLAC or WAV)."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import soundfile
import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipelines.rehearsal.voice import synthesised

RATE = 16_000
OPENING_AUDIO = "opens-1.flac"
"""The recording of `opens_with`, if there is one; without it the words are synthesised."""


class ScenarioError(Exception):
    """The scenario cannot be played; one line says what to do."""


class Phi(BaseModel):
    """One identifier the caller utters, canonical."""

    type: str
    value: str


class Rule(BaseModel):
    """When the agent's words match `when`, the next of `say` is spoken; the last one repeats."""

    when: str
    say: list[str] = Field(min_length=1)
    audio: list[str] = []

    def clip(self, turn: int) -> str:
        """The recording of a line, or the line itself if it has none."""
        return self.audio[turn] if turn < len(self.audio) else self.say[turn]


class Expect(BaseModel):
    """How the call should end."""

    model_config = ConfigDict(extra="ignore")
    outcome: Literal["booked", "escalated", "emergency", "declined_consent", "no_match"]


class Scenario(BaseModel):
    """One recorded caller."""

    model_config = ConfigDict(extra="ignore")
    id: str
    phi: list[Phi] = []
    rules: list[Rule]
    opens_with: str | None = None
    expect: Expect


@dataclass(frozen=True)
class RecordedCaller:
    """A scenario with its audio: PCM (16-bit, mono, 16 kHz) by file name, or by the line said."""

    scenario: Scenario
    audio: dict[str, bytes]

    @property
    def opening(self) -> str | None:
        """What the caller says before the agent says anything; usually nothing."""
        return self.scenario.opens_with


def load(folder: Path) -> RecordedCaller:
    """Read and check a scenario folder.

    Raises:
        ScenarioError: a file is missing or malformed.
    """
    script = folder / "call.yaml"
    try:
        scenario = Scenario.model_validate(yaml.safe_load(script.read_text(encoding="utf-8")))
        for rule in scenario.rules:
            re.compile(rule.when)
    except OSError:
        raise ScenarioError(f"no readable call.yaml in {folder}; name a scenario folder") from None
    except (yaml.YAMLError, ValidationError, UnicodeDecodeError) as error:
        raise ScenarioError(f"{script} is not a scenario: {_first_line(error)}") from None
    except re.error:
        raise ScenarioError(f"{script}: a rule's 'when' is not a regular expression") from None
    files = {name for rule in scenario.rules for name in rule.audio[: len(rule.say)]}
    unrecorded = {line for rule in scenario.rules for line in rule.say[len(rule.audio) :]}
    if scenario.opens_with and (folder / OPENING_AUDIO).exists():
        files.add(OPENING_AUDIO)
    elif scenario.opens_with:
        unrecorded.add(scenario.opens_with)
    recorded = {name: _pcm(folder / name) for name in sorted(files)}
    return RecordedCaller(scenario, recorded | synthesised(unrecorded))


def _first_line(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    return str(error).splitlines()[0] if str(error) else type(error).__name__


def _pcm(path: Path) -> bytes:
    try:
        samples, rate = soundfile.read(path, dtype="int16", always_2d=True)
    except (OSError, RuntimeError):
        raise ScenarioError(f"{path} is missing or no audio file") from None
    if rate != RATE or samples.shape[1] != 1:
        raise ScenarioError(
            f"{path} must be 16 kHz mono, not {rate} Hz with {samples.shape[1]} channels"
        )
    return bytes(samples.tobytes())

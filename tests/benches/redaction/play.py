"""Plays dialogues to one system: what the process of `measure.py` runs."""

import pickle
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.benches.redaction.dialogues import Dialogue
from tests.benches.redaction.found import Found, Talk
from tests.benches.redaction.measure import Measured
from tests.benches.redaction.systems import SYSTEMS

_PROGRESS_SECONDS = 5


def play(name: str, dialogues: Sequence[Dialogue]) -> Measured:
    """Load a system and hold every dialogue with it."""
    _say(name, "loading")
    start = time.perf_counter()
    begin = SYSTEMS[name].load()
    first = begin()
    first.agent("hello, who is calling?")
    first.caller("hello, my name is john")
    load_seconds = time.perf_counter() - start
    milliseconds: list[float] = []
    found = [_held(begin(), dialogue, milliseconds) for dialogue in _noted(name, dialogues)]
    return Measured(found, milliseconds, load_seconds, _peak_mib())


def _held(talk: Talk, dialogue: Dialogue, milliseconds: list[float]) -> list[list[Found]]:
    answers = []
    for turn in dialogue.turns:
        if not turn.caller:
            talk.agent(turn.text)
            continue
        start = time.perf_counter()
        answers.append(talk.caller(turn.text))
        milliseconds.append((time.perf_counter() - start) * 1000)
    return answers


def _noted(name: str, dialogues: Sequence[Dialogue]) -> Iterator[Dialogue]:
    """The dialogues, with a line of progress now and then."""
    said = time.monotonic()
    for number, dialogue in enumerate(dialogues):
        if time.monotonic() - said > _PROGRESS_SECONDS:
            said = time.monotonic()
            _say(name, f"{number} of {len(dialogues)} dialogues")
        yield dialogue
    _say(name, f"{len(dialogues)} dialogues, done")


def _say(name: str, what: str) -> None:
    print(f"{SYSTEMS[name].title}: {what}", file=sys.stderr, flush=True)


def _peak_mib() -> float:
    status = Path("/proc/self/status")
    if status.exists():  # ru_maxrss would also count the process that started this one
        peak = next(x for x in status.read_text().splitlines() if x.startswith("VmHWM"))
        return int(peak.split()[1]) / 1024
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (1024 * 1024 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    exchanged = Path(sys.argv[2])
    exchanged.write_bytes(pickle.dumps(play(sys.argv[1], pickle.loads(exchanged.read_bytes()))))

"""A turn ends when the caller has ended it, and its words come once."""

import threading
from collections.abc import Callable
from time import monotonic

import pytest
from loguru import logger
from pipecat.audio.turn.base_turn_analyzer import EndOfTurnState
from pipecat.frames.frames import (
    ErrorFrame,
    InputAudioRawFrame,
    InterimTranscriptionFrame,
    ProposedUserStoppedSpeakingFrame,
    TranscriptionFrame,
    VADUserStartedSpeakingFrame,
    VADUserStoppedSpeakingFrame,
)
from pipecat.tests.utils import SleepFrame, run_test

from compliance.redaction import Continuation
from providers.stt import turn_stt
from providers.stt.turn_stt import PADDING, PREROLL_BYTES, Patience, TurnSTTService

PATIENCE = Patience(finished=0.15, unfinished=0.45, open_ended=0.8, inside_identifier=1.2)
ENDED = SleepFrame(0.35)
CHUNK = 3200  # 0.1 s


class Ending:
    """Stands in for the turn model: what it says is set."""

    finished = True

    def __init__(self, **_: object) -> None:
        self.heard = bytearray()

    def set_sample_rate(self, _: int) -> None: ...

    def update_vad_start_secs(self, _: float) -> None: ...

    def append_audio(self, audio: bytes, _: bool) -> None: ...

    def clear(self) -> None: ...

    async def cleanup(self) -> None: ...

    async def analyze_end_of_turn(self) -> tuple[EndOfTurnState, None]:
        return EndOfTurnState.COMPLETE if self.finished else EndOfTurnState.INCOMPLETE, None


class Recogniser(TurnSTTService):
    """Hears as many words as there are tenths of a second of sound."""

    def __init__(
        self,
        says: Callable[[str], Continuation] = lambda _: Continuation.NONE,
        hears_voice: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__(continuation=says, hears_voice=hears_voice, patience=PATIENCE)
        self.asked: list[bytes] = []
        self.threads: set[int] = set()
        self.stopped_at = self.ended_at = 0.0

    def recognise(self, pcm: bytes) -> str:
        self.threads.add(threading.get_ident())
        self.asked.append(pcm)
        sound = sum(pcm[at] != 0 for at in range(0, len(pcm), CHUNK))
        return " ".join(["one", "two", "three", "four"][:sound])

    async def process_frame(self, frame, direction):
        if isinstance(frame, VADUserStoppedSpeakingFrame):
            self.stopped_at = monotonic()
        await super().process_frame(frame, direction)

    async def push_frame(self, frame, *args, **kwargs):
        if isinstance(frame, ProposedUserStoppedSpeakingFrame):
            self.ended_at = monotonic()
        await super().push_frame(frame, *args, **kwargs)


@pytest.fixture(autouse=True)
def ending(monkeypatch):
    """No turn model is loaded."""
    monkeypatch.setattr(turn_stt, "LocalSmartTurnAnalyzerV3", Ending)
    monkeypatch.setattr(Ending, "finished", True)
    return Ending


def _audio(seconds=0.1, sample=b"\1\1"):
    return InputAudioRawFrame(sample * int(seconds * 16_000), 16_000, 1)


def _speech():
    """One word, and the detector's word that it began and ended."""
    return (
        *(VADUserStartedSpeakingFrame(), SleepFrame(0.02), _audio(), SleepFrame(0.02)),
        VADUserStoppedSpeakingFrame(),
    )


async def _hear(service, *frames):
    down, up = await run_test(service, frames_to_send=list(frames))
    return [
        (type(frame), getattr(frame, "text", None))
        for frame in down
        if isinstance(
            frame,
            TranscriptionFrame | InterimTranscriptionFrame | ProposedUserStoppedSpeakingFrame,
        )
    ], up


INTERIM = InterimTranscriptionFrame
FINAL = TranscriptionFrame
END = (ProposedUserStoppedSpeakingFrame, None)


async def test_a_turn_is_heard_while_its_pause_is_judged():
    """While the line waits there is an interim transcript; then the final one, then the end."""
    seen, up = await _hear(Recogniser(), *_speech(), ENDED)
    assert seen == [(INTERIM, "one"), (FINAL, "one"), END]
    assert any(isinstance(frame, ProposedUserStoppedSpeakingFrame) for frame in up)


async def test_a_commas_pause_parts_no_turn():
    """Who goes on is heard whole: one transcript of all of it, and one end."""
    pause = SleepFrame(0.12)
    seen, _ = await _hear(Recogniser(), *_speech(), pause, *_speech(), ENDED)
    assert seen == [(INTERIM, "one"), (INTERIM, "one two"), (FINAL, "one two"), END]


async def test_a_very_short_pause_is_not_recognised():
    """Recognising at every breath would hold up the engine when it is needed."""
    service = Recogniser()
    await _hear(service, *_speech(), SleepFrame(0.02), *_speech(), ENDED)
    assert len(service.asked) == 1


async def test_the_next_turn_is_a_turn_of_its_own():
    """Nothing of the turn before is heard again."""
    seen, _ = await _hear(Recogniser(), *_speech(), ENDED, *_speech(), ENDED)
    assert [text for kind, text in seen if kind is FINAL] == ["one", "one"]


async def test_a_turn_does_not_end_while_a_voice_is_heard():
    """The detector takes a moment to be sure that the caller goes on: until then nothing ends."""
    answers = iter([True] * 10)
    asked = []

    def hears_voice():
        asked.append(monotonic())
        return next(answers, False)

    service = Recogniser(hears_voice=hears_voice)
    seen, _ = await _hear(service, *_speech(), SleepFrame(0.8))
    assert len(asked) == 11
    assert service.ended_at >= asked[-1]
    assert seen[-2:] == [(FINAL, "one"), END]


async def test_a_voice_that_turns_out_to_be_the_caller_goes_on_with_the_turn():
    """Though the patience is over, the words before it were not the whole turn."""
    quiet = []
    service = Recogniser(hears_voice=lambda: not quiet)
    frames = [*_speech(), SleepFrame(0.4), *_speech(), SleepFrame(0.3)]

    def says(_):
        if len(service.asked) == 2:
            quiet.append(True)
        return Continuation.NONE

    service._continuation = says
    seen, _ = await _hear(service, *frames)
    assert [text for kind, text in seen if kind is FINAL] == ["one two"]
    assert seen.count(END) == 1


@pytest.mark.parametrize(
    ("more", "finished", "least", "most"),
    [
        (Continuation.NONE, True, PATIENCE.finished, PATIENCE.unfinished),
        (Continuation.NONE, False, PATIENCE.unfinished, PATIENCE.open_ended),
        (Continuation.POSSIBLE, True, PATIENCE.open_ended, PATIENCE.inside_identifier),
        (Continuation.CERTAIN, True, PATIENCE.inside_identifier, 2.0),
        (Continuation.CERTAIN, False, PATIENCE.inside_identifier, 2.0),
    ],
)
async def test_patience_depends_on_what_was_said(ending, more, finished, least, most):
    """What the words promise outweighs how they sound; the words are those heard so far."""
    ending.finished = finished
    told = []
    service = Recogniser(says=lambda text: told.append(text) or more)
    await _hear(service, *_speech(), SleepFrame(least + 0.3))
    assert told == ["one"]
    assert least <= service.ended_at - service.stopped_at < most


async def test_the_detectors_own_wait_is_part_of_the_patience():
    """Silence counts from the last word, not from when the detector was sure."""
    service = Recogniser(says=lambda _: Continuation.POSSIBLE)
    *speech, _ = _speech()
    stopped = VADUserStoppedSpeakingFrame(stop_secs=0.5)
    await _hear(service, *speech, stopped, SleepFrame(0.7))
    assert 0.28 <= service.ended_at - service.stopped_at < 0.7


async def test_a_noise_ends_without_words():
    """There is no transcript, and the turn ends all the same."""
    service = Recogniser()
    service.recognise = lambda _: "  "
    seen, _ = await _hear(service, *_speech(), SleepFrame(0.6))
    assert seen == [END]


async def test_only_a_little_from_before_the_turn_is_heard():
    """The first consonant is kept, a minute of silence is not."""
    service = Recogniser()
    silence = [_audio(1.0, b"\0\0") for _ in range(5)]
    await _hear(service, *silence, SleepFrame(0.05), *_speech(), ENDED)
    assert [len(pcm) for pcm in service.asked] == [PREROLL_BYTES + CHUNK + len(PADDING)]


async def test_recognition_blocks_no_event_loop():
    """It runs in a thread of its own."""
    service = Recogniser()
    await _hear(service, *_speech(), ENDED)
    assert service.threads.isdisjoint({threading.get_ident()})


async def test_a_recogniser_that_fails_tells_nothing_of_what_was_said():
    """The turn ends, the error is reported, and neither its text nor the log quotes the caller."""

    def fails(_):
        raise RuntimeError("cannot decode: rebecca lawson")

    service = Recogniser()
    service.recognise = fails
    logged = []
    sink = logger.add(logged.append, level="TRACE", format="{message}")
    try:
        seen, up = await _hear(service, *_speech(), ENDED)
    finally:
        logger.remove(sink)
    (error,) = [frame for frame in up if isinstance(frame, ErrorFrame)]
    assert error.error == "recognition failed"
    assert seen == [END]
    assert "rebecca" not in "".join(logged).lower()
    assert "rebecca" not in error.error

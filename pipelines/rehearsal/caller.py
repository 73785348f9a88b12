"""The recorded caller on the line: listens, waits for the agent, answers by rule, keeps time.

Audio in: 16-bit mono PCM at 24 kHz as the agent is heard; out: 640 bytes (20 ms at 16 kHz).
"""

import re
from collections.abc import Callable
from time import monotonic

import numpy as np

from pipelines.rehearsal.line_quality import LineQuality
from pipelines.rehearsal.scenario import OPENING_AUDIO, RATE, RecordedCaller, Rule

FRAME_BYTES = 640
_AUDIBLE = 330  # of 32767: about -40 dBFS
_PAUSE_BEFORE_ANSWER = 0.8
_PATIENCE = 20.0


class CallerOnTheLine:
    """Plays one scenario; every time it answers, the agent's reaction time is measured."""

    def __init__(
        self, caller: RecordedCaller, quality: LineQuality, clock: Callable[[], float] = monotonic
    ) -> None:
        self._rules = caller.scenario.rules
        self._audio = caller.audio
        self._quality = quality
        self._clock = clock
        self._used: dict[int, int] = {}
        self._words: list[str] = []
        self._playing = b""
        self._agent_last_audible: float | None = None
        self._last_word_at: float | None = None
        self._quiet_since = clock()
        self._opening = caller.opening
        self.voice_to_voice_ms: list[float] = []
        self.said: list[str] = []
        self.gave_up = False

    def hear_words(self, text: str) -> None:
        """Take a sentence of the agent's that was heard to its end (restored)."""
        self._words.append(text)

    def hear(self, pcm: bytes) -> None:
        """Take 20 ms of the agent's audio, at the moment it is heard."""
        loud = np.flatnonzero(np.abs(np.frombuffer(pcm, "<i2").astype(np.int32)) > _AUDIBLE)
        if not loud.size:
            return
        now = self._clock()
        if self._last_word_at is not None and not self._playing:
            heard_at = now + float(loud[0]) / 24_000
            self.voice_to_voice_ms.append((heard_at - self._last_word_at) * 1000)
            self._last_word_at = None
        self._agent_last_audible = now
        self._quiet_since = now

    def speak(self) -> bytes:
        """Give the next 20 ms of the caller's side of the line."""
        now = self._clock()
        if self._opening is not None:
            self._open()
        elif not self._playing and self._is_my_turn(now):
            self._answer()
        frame, self._playing = self._playing[:FRAME_BYTES], self._playing[FRAME_BYTES:]
        if frame:
            self._quiet_since = now
            self._agent_last_audible = None  # whoever has spoken waits for the agent's answer
            loud = np.flatnonzero(np.abs(np.frombuffer(frame, "<i2").astype(np.int32)) > _AUDIBLE)
            if loud.size:
                self._last_word_at = now + float(loud[-1]) / RATE
        if now - self._quiet_since > _PATIENCE:
            self.gave_up = True
        return self._quality.degrade(frame.ljust(FRAME_BYTES, b"\0"))

    def _is_my_turn(self, now: float) -> bool:
        heard = self._agent_last_audible
        return bool(self._words) and heard is not None and now - heard > _PAUSE_BEFORE_ANSWER

    def _open(self) -> None:
        """Speak before the agent does."""
        text, self._opening = self._opening or "", None
        self.said.append(text)
        self._playing = self._audio[OPENING_AUDIO if OPENING_AUDIO in self._audio else text]

    def _answer(self) -> None:
        words = " ".join(self._words)
        self._words.clear()
        for index, rule in enumerate(self._rules):
            if re.search(rule.when, words, re.IGNORECASE):
                self._say(index, rule)
                return

    def _say(self, index: int, rule: Rule) -> None:
        turn = min(self._used.get(index, 0), len(rule.say) - 1)
        self._used[index] = turn + 1
        self.said.append(rule.say[turn])
        self._playing = self._audio[rule.clip(turn)]
        self._last_word_at = None

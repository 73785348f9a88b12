"""A line whose far end is a program: 20 ms frames in real time, both ways.

In: 16-bit mono PCM at 16 kHz. Out: 16-bit mono PCM at 24 kHz, paced as a telephone would play it.
"""

import asyncio
from collections.abc import Callable
from time import monotonic

from pipecat.frames.frames import InputAudioRawFrame, OutputAudioRawFrame, StartFrame
from pipecat.processors.frame_processor import FrameProcessor
from pipecat.transports.base_input import BaseInputTransport
from pipecat.transports.base_output import BaseOutputTransport
from pipecat.transports.base_transport import BaseTransport, TransportParams

IN_RATE = 16_000
OUT_RATE = 24_000
FRAME_SECONDS = 0.02


class _FarEndSpeaks(BaseInputTransport):
    """Asks the far end for its next 20 ms, every 20 ms."""

    def __init__(self, params: TransportParams, speak: Callable[[], bytes]) -> None:
        super().__init__(params)
        self._speak = speak
        self._clock: asyncio.Task[None] | None = None

    async def start(self, frame: StartFrame) -> None:
        """Connect the line."""
        await super().start(frame)
        await self.set_transport_ready(frame)
        self._clock = self.create_task(self._run(), "far_end_speaks")

    async def cleanup(self) -> None:
        """Hang up."""
        await super().cleanup()
        if self._clock is not None:
            await self.cancel_task(self._clock)
            self._clock = None

    async def _run(self) -> None:
        due = monotonic()
        while True:
            await self.push_audio_frame(
                InputAudioRawFrame(audio=self._speak(), sample_rate=IN_RATE, num_channels=1)
            )
            due += FRAME_SECONDS
            await asyncio.sleep(max(0.0, due - monotonic()))


class _FarEndHears(BaseOutputTransport):
    """Hands each frame to the far end at the moment it would be heard."""

    def __init__(self, params: TransportParams, hear: Callable[[bytes], None]) -> None:
        super().__init__(params)
        self._hear = hear
        self._due = 0.0

    async def start(self, frame: StartFrame) -> None:
        """Connect the line."""
        await super().start(frame)
        await self.set_transport_ready(frame)

    async def write_audio_frame(self, frame: OutputAudioRawFrame) -> bool:
        """Play one frame; returns when the next one may follow."""
        self._due = max(self._due, monotonic())
        self._hear(frame.audio)
        self._due += len(frame.audio) / 2 / OUT_RATE
        await asyncio.sleep(max(0.0, self._due - monotonic()))
        return True


class RecordedLine(BaseTransport):
    """`speak` gives the far end's next 640 bytes; `hear` takes what the agent said."""

    def __init__(self, *, speak: Callable[[], bytes], hear: Callable[[bytes], None]) -> None:
        super().__init__()
        params = TransportParams(
            audio_in_enabled=True,
            audio_in_sample_rate=IN_RATE,
            audio_out_enabled=True,
            audio_out_sample_rate=OUT_RATE,
            audio_out_10ms_chunks=2,
            audio_out_end_silence_secs=0,
        )
        self._input_end = _FarEndSpeaks(params, speak)
        self._output_end = _FarEndHears(params, hear)

    def input(self) -> FrameProcessor:
        """The caller's audio."""
        return self._input_end

    def output(self) -> FrameProcessor:
        """The agent's audio."""
        return self._output_end

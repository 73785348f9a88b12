"""A line to a browser: WebRTC to one page, captions and endings over its data channel.

In: Opus, resampled to 16-bit mono PCM at 16 kHz. Out: 16-bit mono PCM at 24 kHz, paced by the
peer's clock. Rules:

1. From the browser comes audio, nothing else. What it sends over a data channel is dropped before
   it is read, so it can reach neither the pipeline nor a log.
2. No STUN, no TURN: the two ends are on one machine. A browser that hides its addresses behind
   mDNS names is therefore looked for at this machine's own address.
3. The peer outlives the pipeline, so that the page can still be told how the call ended.
"""

import asyncio
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from aioice.ice import get_host_addresses
from aiortc import RTCDataChannel
from pipecat.frames.frames import BotStartedSpeakingFrame, BotStoppedSpeakingFrame, Frame
from pipecat.processors.frame_processor import FrameDirection
from pipecat.transports.base_transport import TransportParams
from pipecat.transports.smallwebrtc.connection import SmallWebRTCConnection
from pipecat.transports.smallwebrtc.transport import (
    SmallWebRTCClient,
    SmallWebRTCInputTransport,
    SmallWebRTCOutputTransport,
    SmallWebRTCTransport,
)

IN_RATE = 16_000
OUT_RATE = 24_000
_MEDIA = ["audio", "application"]
_HIDDEN = re.compile(r"\b[0-9a-f-]{36}\.local\b")


class OfferError(ValueError):
    """The offer is not one audio line and one data channel; the message quotes nothing of it."""


class _Peer(SmallWebRTCConnection):
    """The connection to the page; the pipeline's end does not close it (rule 3)."""

    def __init__(self) -> None:
        super().__init__()
        self.up, self.gone = asyncio.Event(), asyncio.Event()
        # Registered after Pipecat's own listener, so that this one undoes what that one did.
        self.pc.on("datachannel", _deafen)
        self.pc.on("connectionstatechange", self._note_state)

    async def disconnect(self) -> None:
        """Do nothing: the pipeline calls this when it ends."""

    def video_input_track(self) -> None:
        """There is none; Pipecat's own would warn of it in every call."""

    def screen_video_input_track(self) -> None:
        """There is none."""

    async def close(self) -> None:
        """Close the connection for good."""
        await self._close()
        self.gone.set()

    def _note_state(self) -> None:
        if self.pc.connectionState == "connected":
            self.up.set()
        elif self.pc.connectionState in ("closed", "failed"):
            self.gone.set()


def _deafen(channel: RTCDataChannel) -> None:
    channel.remove_all_listeners("message")


class _BrowserSpeaks(SmallWebRTCInputTransport):
    async def push_app_message(self, message: Any) -> None:  # noqa: ANN401 - Pipecat's signature
        """Drop it (rule 1, a second time)."""


class _BrowserHears(SmallWebRTCOutputTransport):
    def __init__(
        self, client: SmallWebRTCClient, params: TransportParams, speaking: Callable[[bool], None]
    ) -> None:
        super().__init__(client, params)
        self._speaking = speaking

    async def push_frame(
        self, frame: Frame, direction: FrameDirection = FrameDirection.DOWNSTREAM
    ) -> None:
        """Tell the page when the agent starts and stops to speak."""
        if direction is FrameDirection.DOWNSTREAM:
            if isinstance(frame, BotStartedSpeakingFrame):
                self._speaking(True)
            elif isinstance(frame, BotStoppedSpeakingFrame):
                self._speaking(False)
        await super().push_frame(frame, direction)


class BrowserLine(SmallWebRTCTransport):
    """The transport of one call from a page. `answer` makes it; `close` must end it."""

    def __init__(self, peer: _Peer) -> None:
        params = TransportParams(
            audio_in_enabled=True,
            audio_in_sample_rate=IN_RATE,
            audio_out_enabled=True,
            audio_out_sample_rate=OUT_RATE,
            audio_out_10ms_chunks=2,
            audio_out_end_silence_secs=1,  # the page's buffer plays the last words meanwhile
        )
        super().__init__(peer, params)
        self._peer = peer
        self._input = _BrowserSpeaks(self._client, self._params)
        self._output = _BrowserHears(self._client, self._params, self._agent_speaking)

    @classmethod
    async def answer(cls, offer: str) -> tuple["BrowserLine", str]:
        """Answer an SDP offer; returns the line, still connecting, and the SDP answer.

        Raises:
            OfferError: it is no SDP, or not exactly one audio line and one data channel.
        """
        if [_medium(row) for row in offer.splitlines() if row.startswith("m=")] != _MEDIA:
            raise OfferError("the offer must be one audio line and one data channel")
        peer = _Peer()
        try:
            await peer.initialize(_HIDDEN.sub(_own_address(), offer), "offer")
            answer = peer.get_answer()
        except Exception:
            await peer.close()
            raise OfferError("the offer cannot be answered") from None
        if answer is None:
            raise OfferError("the offer cannot be answered")
        return cls(peer), str(answer["sdp"])

    async def connected(self, within_s: float) -> bool:
        """Wait for the page's audio path; False if it is not there in time."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._peer.up.wait(), within_s)
        return self._peer.up.is_set() and not self._peer.gone.is_set()

    async def gone(self, within_s: float | None = None) -> None:
        """Wait until the page has left, at most so long."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._peer.gone.wait(), within_s)

    def show(self, message: Mapping[str, str | bool]) -> None:
        """Send the page a JSON message. Model zone: placeholders only, never what was heard."""
        if not self._peer.gone.is_set():
            self._peer.send_app_message(dict(message))

    async def close(self) -> None:
        """Close the connection; may be called twice."""
        await self._peer.close()

    def _agent_speaking(self, speaking: bool) -> None:
        self.show({"type": "agent_speaking", "speaking": speaking})


def _own_address() -> str:
    return next(iter(get_host_addresses(use_ipv4=True, use_ipv6=False)), "127.0.0.1")


def _medium(row: str) -> str:
    return row[2:].partition(" ")[0]

"""One chained call, from top to bottom. The list in `_chain` is the path of every word.

caller -> transport -> VAD -> STT -> recorder tap -> emergency gate -> transcript redactor
       -> user aggregator -> egress guard -> LLM with tools -> egress guard -> TTS (restores)
       -> transport -> recorder tap -> context redactor -> assistant aggregator
"""

import asyncio
import re
from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from typing import Any
from uuid import uuid4

from pipecat.adapters.llm.schemas.function_schema import FunctionSchema
from pipecat.frames.frames import EndWorkerFrame, LLMMessagesAppendFrame, TTSSpeakFrame
from pipecat.observers.user_bot_latency_observer import LatencyBreakdown, UserBotLatencyObserver
from pipecat.pipeline.pipeline import Pipeline
from pipecat.pipeline.worker import PipelineParams, PipelineWorker
from pipecat.processors.aggregators.llm_context import LLMContext
from pipecat.processors.aggregators.llm_response_universal import (
    LLMContextAggregatorPair,
    LLMUserAggregator,
    LLMUserAggregatorParams,
)
from pipecat.processors.audio.vad_processor import VADProcessor
from pipecat.processors.frame_processor import FrameProcessor
from pipecat.services.llm_service import FunctionCallParams
from pipecat.transports.base_transport import BaseTransport
from pipecat.turns.empty_user_turn import EmptyUserTurnConfig
from pipecat.turns.user_start import VADUserTurnStartStrategy
from pipecat.turns.user_turn_strategies import UserTurnStrategies
from pipecat.workers.runner import WorkerRunner

from compliance.audit import AuditTrail, EventKind
from compliance.audit_queue import AuditQueue
from compliance.emergency import Emergency
from compliance.key_file import load_or_create_key
from compliance.redaction import Redactor
from compliance.sealing import SealError
from compliance.session_store import SessionStore, SessionWriter, Stream
from compliance.tool_boundary import ToolBoundary
from compliance.tracing import spans_are_phi_safe
from compliance.vault import UnknownPlaceholderError
from pipelines.call_record import CallRecord, Watch
from pipelines.configuration import LineConfiguration
from pipelines.intake.desk import Desk
from pipelines.intake.outcome import CallOutcome
from pipelines.intake.schedule import Schedule, open_schedule
from pipelines.intake.tools import TOOLS
from processors.agent_recorder_tap import AgentRecorderTap
from processors.caller_recorder_tap import CallerRecorderTap
from processors.context_redactor import ContextRedactor
from processors.egress_guard import EgressGuard
from processors.emergency_gate import EmergencyGate
from processors.transcript_redactor import TranscriptRedactor
from processors.turn_stop import ProposedTurnStopStrategy
from providers import registry
from providers.llm.intake_policy import OPENING, SILENCE, SYSTEM_PROMPT, UNHEARD
from providers.vad.silero import SileroVAD

STILL_WORKING = "One moment, please."
NOT_SPOKEN = "Sorry, could you say that again?"
"""Takes the place of a sentence with a placeholder that the LLM invented."""
LONGEST_CALL_S = 600.0
PATIENCE_S = 8.0
"""So long the line waits for the caller before it asks whether somebody is there."""


async def warm(configuration: LineConfiguration) -> None:
    """Load every model once per process, off the event loop, before a call is accepted."""
    chosen, clinic = configuration.providers, configuration.schedule
    await asyncio.to_thread(open_schedule, clinic.file, clinic.zone)
    await asyncio.to_thread(registry.warm, "stt", chosen.stt)
    await asyncio.to_thread(registry.warm, "llm", chosen.llm)
    await asyncio.to_thread(registry.warm, "tts", chosen.tts)
    await asyncio.to_thread(lambda: Redactor().caller("my name is ready"))


class IntakeCall:
    """The composition root of one call: builds every part, runs it, closes it."""

    def __init__(
        self,
        line: BaseTransport,
        configuration: LineConfiguration,
        watch: Watch | None = None,
        *,
        schedule: Schedule | None = None,
    ) -> None:
        self._line, self._configuration, self._watch = line, configuration, watch or Watch()
        kept, clinic = configuration.session, configuration.schedule
        self.record = CallRecord(f"call-{uuid4().hex[:12]}")
        self._started = monotonic()
        trail = kept.audit / f"{self.record.session_id}.jsonl"
        self._audit = AuditQueue(AuditTrail(trail, self.record.session_id))
        store = SessionStore(kept.folder, load_or_create_key(kept.key_file))
        self._writer: SessionWriter = store.open_session(
            self.record.session_id, audit=self._audit, agent_rate=24_000
        )
        self._redactor = Redactor()
        self._desk = Desk(
            schedule=schedule or open_schedule(clinic.file, clinic.zone),
            start_recording=self._writer.start,
            continue_without_recording=kept.continue_without_recording,
            on_consent=self._consent,
            call_id=self.record.session_id,
        )
        self._boundary = ToolBoundary(
            TOOLS,
            desk=self._desk,
            vault=self._redactor.vault,
            scrub=self._redactor.scrub,
            audit=self._audit,
        )
        self._closing = self._recorded = self._withdrawn = self._hung_up = False
        self._running: PipelineWorker | None = None

    async def run(self) -> CallRecord:
        """Hold the call until it ends; returns what it left behind.

        Whatever ends it, what was recorded is sealed and the trail is closed.
        """
        try:
            await asyncio.to_thread(self._audit.record, EventKind.CALL_STARTED)
            await self._hold(await asyncio.to_thread(self._worker))
        finally:
            await self._close()
        return self.record

    async def _hold(self, worker: PipelineWorker) -> None:
        runner = WorkerRunner(handle_sigint=False)
        await runner.add_workers(worker)
        self._redactor.agent(OPENING)
        # Sentence by sentence: the first is heard at once, and captions follow the voice.
        for sentence in re.split(r"(?<=[.?!])\s+", OPENING):
            await worker.queue_frame(TTSSpeakFrame(sentence, append_to_context=True))
        self._running = worker
        try:
            if not self._hung_up:
                await asyncio.wait_for(runner.run(auto_end=True), LONGEST_CALL_S)
        except TimeoutError:
            await worker.cancel()

    async def hang_up(self) -> None:
        """End the call from the caller's side, at any moment of it."""
        self._hung_up = True
        if self._running:
            await self._running.cancel()

    async def _close(self) -> None:
        await self._boundary.close()
        self.record.outcome = self._desk.outcome or CallOutcome.INCOMPLETE
        self.record.booked = self._desk.booked
        outcome = str(self.record.outcome.value)
        sealed = self.record.sealed = await asyncio.to_thread(self._writer.close, outcome)
        self._audit.note(EventKind.CALL_ENDED, outcome=outcome, turns=self.record.turns)
        self.record.unaudited = sealed.unaudited + await asyncio.to_thread(self._audit.close)

    def _worker(self) -> PipelineWorker:
        return PipelineWorker(
            Pipeline(self._chain()),
            params=PipelineParams(
                audio_in_sample_rate=16_000, audio_out_sample_rate=24_000, enable_metrics=True
            ),
            # RTVI would carry raw transcripts to the client and messages past the redactor.
            enable_rtvi=False,
            idle_timeout_secs=120,
            observers=[self._latency_observer()],
            # Pipecat writes transcripts into spans: only our provider may see them.
            enable_tracing=spans_are_phi_safe(),
            conversation_id=self.record.session_id,
        )

    def _latency_observer(self) -> UserBotLatencyObserver:
        async def attribute(_: object, breakdown: LatencyBreakdown) -> None:
            parts = breakdown.contributions
            self.record.stages += [(part.key, part.duration_secs) for part in parts]

        observer = UserBotLatencyObserver()
        observer.add_event_handler("on_latency_breakdown", attribute)
        return observer

    def _chain(self) -> list[FrameProcessor]:
        chosen = self._configuration.providers
        vad = SileroVAD()
        stt = registry.build(
            "stt",
            chosen.stt,
            continuation=lambda text: self._redactor.peek(text).continuation,
            hears_voice=lambda: vad.hears_voice,
        )
        llm = registry.build("llm", chosen.llm, system_instruction=SYSTEM_PROMPT)
        tts = registry.build("tts", chosen.tts)
        tts.add_text_transformer(self._restore, "*")
        self._register_tools(llm)
        context = LLMContext(tools=self._schemas())
        aggregators = LLMContextAggregatorPair(
            context,
            user_params=LLMUserAggregatorParams(
                user_turn_strategies=UserTurnStrategies(
                    start=[VADUserTurnStartStrategy()], stop=[ProposedTurnStopStrategy()]
                ),
                user_idle_timeout=PATIENCE_S,
                empty_user_turn=EmptyUserTurnConfig(UNHEARD, UNHEARD, max_consecutive_recoveries=2),
            ),
        )
        aggregators.user().add_event_handler("on_user_turn_idle", self._nobody_speaks)
        return [
            self._line.input(),
            VADProcessor(vad_analyzer=vad),
            stt,
            CallerRecorderTap(audio=self._keep_caller_audio, transcript=self._heard),
            EmergencyGate(on_emergency=self._emergency),
            TranscriptRedactor(
                self._redactor, on_turn=self._redacted_turn, on_failure=self._redaction_failed
            ),
            aggregators.user(),
            self._guard(),
            llm,
            self._guard(),
            tts,
            self._line.output(),
            AgentRecorderTap(audio=self._keep_agent_audio),
            ContextRedactor(self._redactor, on_spoken=self._agent_spoke),
            aggregators.assistant(),
        ]

    def _guard(self) -> EgressGuard:
        return EgressGuard(
            scrub=self._redactor.scrub,
            is_closed=lambda: self._closing,
            on_egress=self._leaves,
            on_leak=self._egress_leak,
            on_block=lambda: self._audit.note(EventKind.EGRESS_BLOCKED),
        )

    async def _nobody_speaks(self, aggregator: LLMUserAggregator) -> None:
        await aggregator.queue_frame(
            LLMMessagesAppendFrame([{"role": "user", "content": SILENCE}], run_llm=True)
        )

    # --- tools -------------------------------------------------------------------------------

    def _schemas(self) -> list[FunctionSchema | Callable[..., Any]]:
        return [
            FunctionSchema(
                name=tool.name,
                description=tool.description,
                properties=dict(tool.properties),
                required=list(tool.required),
            )
            for tool in self._boundary.schemas
        ]

    def _register_tools(self, llm: Any) -> None:  # noqa: ANN401 - any vendor's service
        for tool in self._boundary.schemas:
            llm.register_function(tool.name, self._call_tool)

    async def _call_tool(self, params: FunctionCallParams) -> None:
        async def still_working() -> None:
            await params.llm.push_frame(TTSSpeakFrame(STILL_WORKING, append_to_context=False))

        self.record.tools.append(params.function_name)
        result = await self._boundary.call(
            params.function_name,
            dict(params.arguments),
            call_id=params.tool_call_id,
            still_working=still_working,
        )
        await params.result_callback(result)
        if self._desk.ended:
            self._closing = True
            await params.llm.push_frame(EndWorkerFrame())

    # --- what passes -------------------------------------------------------------------------

    async def _restore(self, text: str, _: str) -> str:
        self._redactor.agent_begins(text)
        try:
            return self._redactor.vault.speak(text)
        except Exception:
            # Never raise here: Pipecat's error would quote the sentence. An invented
            # placeholder is not spoken.
            self._audit.note(EventKind.PLACEHOLDER_REFUSED)
            return NOT_SPOKEN

    def _at_ms(self) -> int:
        return int((monotonic() - self._started) * 1000)

    def _heard(self, text: str) -> None:
        self._desk.hear(text)
        self.record.turns += 1
        self._writer.transcript(Stream.RAW_TRANSCRIPT, text, self._at_ms())
        self._watch.heard(text)

    def _redacted_turn(self, _: str, redacted: str) -> None:
        self._writer.transcript(Stream.REDACTED_TRANSCRIPT, redacted, self._at_ms())
        self._watch.caller_placeholders(redacted)

    def _agent_spoke(self, text: str) -> None:
        self._writer.transcript(Stream.REDACTED_TRANSCRIPT, f"agent: {text}", self._at_ms())
        with suppress(UnknownPlaceholderError):
            self._watch.spoken(self._redactor.vault.speak(text))
        self._watch.agent_placeholders(text)

    def _keep_caller_audio(self, pcm: bytes) -> None:
        self._writer.audio(Stream.CALLER_AUDIO, pcm)

    def _keep_agent_audio(self, pcm: bytes) -> None:
        self._writer.audio(Stream.AGENT_AUDIO, pcm)

    def _redaction_failed(self) -> None:
        self._audit.note(EventKind.REDACTION_FAILED_CLOSED)

    def _leaves(self, messages: list[Any]) -> None:
        # What every request consists of: the service puts its instruction before the messages.
        self._watch.egress([{"role": "system", "content": SYSTEM_PROMPT}, *messages])

    def _egress_leak(self) -> None:
        self.record.egress_leaks += 1

    def _consent(self, granted: bool) -> None:
        if granted and self._withdrawn:
            raise SealError("a session that was discarded is not begun again")
        if granted:
            self._audit.record(EventKind.CONSENT_GRANTED)
            self._recorded = True
            return
        self._audit.note(EventKind.CONSENT_DECLINED)
        if self._recorded:
            self._withdrawn = True
            self._writer.discard()

    def _emergency(self, emergency: Emergency) -> None:
        self._closing = True
        self._desk.settle(CallOutcome.EMERGENCY)
        self._audit.note(EventKind.EMERGENCY, category=str(emergency.value))

"""One chained call, from top to bottom. The list in `_chain` is the path of every word.

caller -> transport -> VAD -> STT -> recorder tap -> emergency gate -> transcript redactor
       -> user aggregator -> egress guard -> LLM with tools -> egress guard -> TTS (restores)
       -> transport -> recorder tap -> context redactor -> assistant aggregator
"""

import asyncio
import re
from functools import cache
from pathlib import Path
from uuid import uuid4

from pipecat.frames.frames import LLMMessagesAppendFrame, TTSSpeakFrame
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
from compliance.redaction.vault import Vault
from compliance.session_store import SessionStore, SessionWriter
from compliance.tool_boundary import ToolBoundary
from compliance.tracing import spans_are_phi_safe
from pipelines.call_journal import CallJournal
from pipelines.call_record import CallRecord, Watch
from pipelines.call_tools import CallTools
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

LONGEST_CALL_S = 600.0
PATIENCE_S = 8.0
"""So long the line waits for the caller before it asks whether somebody is there."""


async def warm(configuration: LineConfiguration) -> None:
    """Load every model once per process, off the event loop, before a call is accepted."""
    chosen, clinic = configuration.providers, configuration.schedule
    await asyncio.to_thread(open_schedule, clinic.file, clinic.zone)
    await asyncio.to_thread(
        open_store, configuration.session.folder, configuration.session.key_file
    )
    await asyncio.to_thread(registry.warm, "stt", chosen.stt)
    await asyncio.to_thread(registry.warm, "llm", chosen.llm)
    await asyncio.to_thread(registry.warm, "tts", chosen.tts)
    await asyncio.to_thread(lambda: Redactor().caller("my name is ready"))


@cache
def open_store(folder: Path, key_file: Path) -> SessionStore:
    """This process's store; opening it closes what a crash left open. Blocks the first time.

    Raises SealError, KeyFileError.
    """
    return SessionStore(folder, load_or_create_key(key_file))


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
        self._line, self._configuration = line, configuration
        kept, clinic = configuration.session, configuration.schedule
        self.record = CallRecord(f"call-{uuid4().hex[:12]}")
        trail = kept.audit / f"{self.record.session_id}.jsonl"
        self._audit = AuditQueue(AuditTrail(trail, self.record.session_id))
        self._writer: SessionWriter = open_store(kept.folder, kept.key_file).open_session(
            self.record.session_id, audit=self._audit, agent_rate=24_000
        )
        self._redactor = Redactor(Vault(configuration.redaction.generalise))
        self._journal = CallJournal(
            self.record,
            writer=self._writer,
            audit=self._audit,
            redactor=self._redactor,
            watch=watch or Watch(),
        )
        self._desk = Desk(
            schedule=schedule or open_schedule(clinic.file, clinic.zone),
            start_recording=self._writer.start,
            continue_without_recording=kept.continue_without_recording,
            on_consent=self._journal.consent,
            call_id=self.record.session_id,
        )
        self._boundary = ToolBoundary(
            TOOLS,
            desk=self._desk,
            vault=self._redactor.vault,
            scrub=self._redactor.scrub,
            audit=self._audit,
        )
        self._tools = CallTools(self._boundary, self.record, has_ended=self._has_ended)
        self._closing = self._hung_up = False
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
        tts.add_text_transformer(self._journal.speakable, "*")
        self._tools.register(llm)
        context = LLMContext(tools=self._tools.schemas())
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
            CallerRecorderTap(audio=self._journal.caller_audio, transcript=self._heard),
            EmergencyGate(on_emergency=self._emergency),
            TranscriptRedactor(
                self._redactor,
                on_turn=self._journal.redacted,
                on_failure=self._journal.redaction_failed,
            ),
            aggregators.user(),
            self._guard(),
            llm,
            self._guard(),
            tts,
            self._line.output(),
            AgentRecorderTap(audio=self._journal.agent_audio),
            ContextRedactor(self._redactor, on_spoken=self._journal.spoken),
            aggregators.assistant(),
        ]

    def _guard(self) -> EgressGuard:
        return EgressGuard(
            scrub=self._redactor.scrub,
            is_closed=lambda: self._closing,
            on_egress=self._journal.leaves,
            on_leak=self._journal.leaked,
            on_block=self._journal.held_back,
        )

    async def _nobody_speaks(self, aggregator: LLMUserAggregator) -> None:
        await aggregator.queue_frame(
            LLMMessagesAppendFrame([{"role": "user", "content": SILENCE}], run_llm=True)
        )

    def _heard(self, text: str) -> None:
        self._desk.hear(text)
        self._journal.heard(text)

    def _emergency(self, emergency: Emergency) -> None:
        self._closing = True
        self._desk.settle(CallOutcome.EMERGENCY)
        self._journal.emergency(emergency)

    def _has_ended(self) -> bool:
        self._closing = self._closing or self._desk.ended
        return self._desk.ended

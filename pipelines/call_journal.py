"""What passes in one call, written down: sealed streams, the audit trail, the record, the watch."""

from contextlib import suppress
from time import monotonic
from typing import Any

from compliance.audit import EventKind
from compliance.audit_queue import AuditQueue
from compliance.emergency import Emergency
from compliance.redaction import Redactor
from compliance.redaction.vault import UnknownPlaceholderError
from compliance.sealing import SealError
from compliance.session_store import SessionWriter, Stream
from pipelines.call_record import CallRecord, Watch
from providers.llm.intake_policy import SYSTEM_PROMPT

NOT_SPOKEN = "Sorry, could you say that again?"
"""Takes the place of a sentence with a placeholder that the LLM invented."""


class CallJournal:
    """The processors of one call report here; nothing here decides what happens next.

    The caller's words and all audio are clear zone and go to the sealed streams alone; the audit
    trail, the record's counts and the watch's placeholders are model zone.
    """

    def __init__(
        self,
        record: CallRecord,
        *,
        writer: SessionWriter,
        audit: AuditQueue,
        redactor: Redactor,
        watch: Watch,
    ) -> None:
        self._record, self._writer, self._audit = record, writer, audit
        self._redactor, self._watch = redactor, watch
        self._started = monotonic()
        self._recorded = self._withdrawn = False

    # --- clear zone --------------------------------------------------------------------------

    def caller_audio(self, pcm: bytes) -> None:
        """Keep what the caller's line brings (16-bit mono PCM, 16 kHz)."""
        self._writer.audio(Stream.CALLER_AUDIO, pcm)

    def agent_audio(self, pcm: bytes) -> None:
        """Keep what the caller has heard (16-bit mono PCM, 24 kHz)."""
        self._writer.audio(Stream.AGENT_AUDIO, pcm)

    def heard(self, text: str) -> None:
        """Keep what the caller said, as recognised."""
        self._record.turns += 1
        self._writer.transcript(Stream.RAW_TRANSCRIPT, text, self._at_ms())
        self._watch.heard(text)

    async def speakable(self, text: str, _: str) -> str:
        """Restore a sentence just before synthesis. Pipecat's text transform: it never raises."""
        self._redactor.agent_begins(text)
        try:
            return self._redactor.vault.speak(text)
        except Exception:
            # Pipecat's error would quote the sentence.
            self._audit.note(EventKind.PLACEHOLDER_REFUSED)
            return NOT_SPOKEN

    # --- model zone --------------------------------------------------------------------------

    def redacted(self, _: str, text: str) -> None:
        """Keep the caller's turn in placeholders."""
        self._writer.transcript(Stream.REDACTED_TRANSCRIPT, text, self._at_ms())
        self._watch.caller_placeholders(text)

    def spoken(self, text: str) -> None:
        """Keep what the agent has said to its end, in placeholders."""
        self._writer.transcript(Stream.REDACTED_TRANSCRIPT, f"agent: {text}", self._at_ms())
        with suppress(UnknownPlaceholderError):
            self._watch.spoken(self._redactor.vault.speak(text))
        self._watch.agent_placeholders(text)

    def leaves(self, messages: list[Any]) -> None:
        """Show what a request to the LLM consists of: the instruction, then the messages."""
        self._watch.egress([{"role": "system", "content": SYSTEM_PROMPT}, *messages])

    def leaked(self) -> None:
        """Count what the egress guard had to take out."""
        self._record.egress_leaks += 1

    def held_back(self) -> None:
        """Note a request that the egress guard did not let out."""
        self._audit.note(EventKind.EGRESS_BLOCKED)

    def redaction_failed(self) -> None:
        """Note a turn that was masked whole."""
        self._audit.note(EventKind.REDACTION_FAILED_CLOSED)

    def emergency(self, emergency: Emergency) -> None:
        """Note an emergency."""
        self._audit.note(EventKind.EMERGENCY, category=str(emergency.value))

    def consent(self, granted: bool) -> None:
        """Note the answer about recording before it takes effect; a later "no" destroys.

        Raises SealError: a session that was discarded is not begun again.
        """
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

    def _at_ms(self) -> int:
        return int((monotonic() - self._started) * 1000)

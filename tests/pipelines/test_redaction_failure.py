"""A turn that could not be judged is masked, and the trail of its call says so."""

import json

from pipecat.frames.frames import TranscriptionFrame
from pipecat.processors.frame_processor import FrameDirection

from compliance.redaction import redactor
from pipelines.call import IntakeCall
from pipelines.configuration import ClinicSchedule, LineConfiguration, Session
from processors.transcript_redactor import TranscriptRedactor
from providers.telephony.recorded_line import RecordedLine


class Failing:
    """A rule that raises, quoting what it was given."""

    def find(self, turn):
        raise RuntimeError(turn.text)


async def test_a_rule_that_raises_is_audited_and_its_turn_masked(tmp_path, monkeypatch):
    """Nothing of the turn passes, in the trail neither, and the failure is on record."""
    monkeypatch.setattr(redactor, "RULES", (*redactor.RULES, Failing()))
    kept = Session(folder=tmp_path / "kept", key_file=tmp_path / "k/line.key", audit=tmp_path / "a")
    call = IntakeCall(
        RecordedLine(speak=lambda: bytes(640), hear=lambda _: None),
        LineConfiguration(session=kept, schedule=ClinicSchedule(file=None)),
    )
    (border,) = [part for part in call._chain() if isinstance(part, TranscriptRedactor)]
    frame = TranscriptionFrame("it is Rebecca Lawson, on a nice day", "", "")
    await border.process_frame(frame, FrameDirection.DOWNSTREAM)
    await call._close()
    (trail,) = kept.audit.iterdir()
    kinds = [json.loads(line)["kind"] for line in trail.read_text().splitlines()]
    assert frame.text == "[OTHER_ID_1]"
    assert kinds == ["redaction_failed_closed", "call_ended"]
    assert "Rebecca" not in trail.read_text()

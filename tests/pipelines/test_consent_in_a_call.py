"""Consent governs what one call keeps."""

import pytest

from pipelines.call import IntakeCall
from pipelines.configuration import ClinicSchedule, LineConfiguration, Session
from providers.telephony.recorded_line import RecordedLine


@pytest.fixture
def call(tmp_path):
    """A call that has been built and not begun."""
    kept = Session(folder=tmp_path / "kept", key_file=tmp_path / "k/line.key", audit=tmp_path / "a")
    line = RecordedLine(speak=lambda: bytes(640), hear=lambda _: None)
    return IntakeCall(line, LineConfiguration(session=kept, schedule=ClinicSchedule(file=None)))


async def _answer(call, words, *, granted):
    call._desk.hear(words)
    return await call._boundary.call("record_consent", {"granted": granted}, call_id=words)


def _kept(call):
    folder = call._configuration.session.folder / call.record.session_id
    return sorted(path.name for path in folder.glob("*.sealed"))


async def test_nothing_is_kept_of_a_caller_who_refuses(call):
    """A refusal leaves no file."""
    assert not (await _answer(call, "no, please don't", granted=False))["recording"]
    call._journal.caller_audio(bytes(640))
    await call._close()
    assert _kept(call) == []


async def test_a_caller_who_refuses_and_then_agrees_is_recorded(call):
    """A clear yes after a no begins the recording."""
    await _answer(call, "no", granted=False)
    assert (await _answer(call, "oh, yes, that's fine", granted=True))["recording"]
    call._journal.caller_audio(bytes(640))
    await call._close()
    assert "caller_audio.sealed" in _kept(call)


async def test_withdrawn_consent_destroys_what_was_kept_and_cannot_be_renewed(call):
    """Withdrawal removes the session; a later yes does not claim to record."""
    assert (await _answer(call, "yes", granted=True))["recording"]
    call._journal.caller_audio(bytes(640))
    assert not (await _answer(call, "stop, I don't want this", granted=False))["recording"]
    assert not (await _answer(call, "yes, okay then", granted=True))["ok"]
    await call._close()
    assert _kept(call) == []


async def test_a_withdrawal_counts_though_it_cannot_be_audited(call):
    """A trail that fails keeps nobody's voice on record against their will; the loss is counted."""
    assert (await _answer(call, "yes", granted=True))["recording"]
    call._journal.caller_audio(bytes(640))
    call._audit._trail.close()
    assert not (await _answer(call, "stop, I don't want this", granted=False))["recording"]
    await call._close()
    record = call.record
    assert _kept(call) == []
    assert record.unaudited > 0


async def test_an_agreement_that_cannot_be_audited_records_nothing(call):
    """No record, no recording."""
    call._audit._trail.close()
    assert not (await _answer(call, "yes", granted=True))["ok"]
    call._journal.caller_audio(bytes(640))
    await call._close()
    assert _kept(call) == []

"""Recording needs two keys: the LLM's reading and the caller's own words."""

import pytest

from pipelines.intake.outcome import CallOutcome
from pipelines.intake.tools.record_consent import record_consent

YES = {"ok": True, "recording": True, "continue": True}
NO = {"ok": True, "recording": False, "continue": False}


async def test_an_agreement_starts_the_recording(desk):
    """It is noted before it takes effect, and both happen once."""
    desk.hear("yes, that's okay")
    assert await record_consent(desk, True) == YES
    desk.hear("no, no allergies")
    assert await record_consent(desk, True) == YES
    assert desk.heard == [True, "start"]


@pytest.mark.parametrize("said", ["no", "I'd rather not", "yes but please don't record me"])
async def test_a_refusal_outweighs_the_models_reading(desk, said):
    """The model says yes, the caller said no: nothing is recorded and the call is handed over."""
    desk.hear(said)
    assert await record_consent(desk, True) == NO
    assert desk.heard == [False]
    assert desk.outcome is CallOutcome.DECLINED_CONSENT


async def test_a_refusal_stands_through_what_is_said_after_it(desk):
    """A recogniser cuts turns where it likes: "no" and then "sorry" is still a no."""
    desk.hear("no, I don't want that")
    desk.hear("sorry")
    assert await record_consent(desk, True) == NO


async def test_the_model_alone_can_refuse(desk):
    """One key is enough to stay closed."""
    desk.hear("yes")
    assert await record_consent(desk, False) == NO


async def test_an_unclear_answer_is_the_models_to_read(desk):
    """Words that are neither yes nor no do not stand against the model's reading."""
    desk.hear("my ear hurts so much, whatever you need to do")
    assert await record_consent(desk, True) == YES


async def test_a_clinic_may_go_on_unrecorded(desk):
    """The refusal is honoured, and the call goes on."""
    desk.continue_without_recording = True
    desk.hear("no thanks")
    assert await record_consent(desk, False) == {**NO, "continue": True}
    assert desk.outcome is None


async def test_who_refused_must_agree_in_clear_words(desk):
    """After a refusal the model's yes needs the caller's."""
    desk.hear("no")
    await record_consent(desk, False)
    desk.hear("well it hurts")
    assert await record_consent(desk, True) == NO
    desk.hear("all right, you can record it")
    assert await record_consent(desk, True) == YES
    assert desk.outcome is None


async def test_consent_can_be_withdrawn(desk):
    """Whoever records is told at once."""
    desk.hear("sure")
    await record_consent(desk, True)
    desk.hear("stop recording, please")
    assert await record_consent(desk, False) == NO
    assert desk.heard == [True, "start", False]
    assert not desk.recording


async def test_nothing_is_recorded_if_the_consent_cannot_be_noted(desk):
    """A trail that fails keeps the recorder closed."""

    def broken(_):
        raise RuntimeError

    desk.on_consent = broken
    desk.hear("yes")
    with pytest.raises(RuntimeError):
        await record_consent(desk, True)
    assert desk.heard == []
    assert not desk.recording

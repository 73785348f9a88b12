"""What callers say to "this call may be recorded, is that okay?"."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.consent import Consent, understand_consent

GRANTED = """
yes that's okay | i'm happy with that | go ahead | sure | fine by me | no problem | ok. | Yeah.
no, that's fine | no that's fine | i don't mind | yes, i agree | yes of course | why not | okay
yes, you can record this | that's fine | Yep, go ahead. | um, yes | absolutely | if you must
i guess so | I guess that is ok | i suppose so | no objection | no worries | not a problem
No, I don't mind at all. | i have no problem with that | sounds good | alright | all right then
mm hmm | mm-hmm | uh huh | Yes please. | I consent to that | you may | you can record | please do
that'd be fine | i'd be fine with that | it's okay with me | works for me | by all means | mhm
no, go ahead | yes. That's okay. | yeah no that's fine | I don't have a problem with that
it's not a problem | i see no reason why not | Yes, I'm happy with that | record away
That is perfectly fine. | okay, thank you | yes, and no allergies by the way | sure no problem
hi, yes that's okay | yes that's ok, my name is john | you have my permission | I do not mind
I’m OK with being recorded | yes, I'm okay with it
"""
REFUSED = """
i'd rather not | no thanks | i don't want to be recorded | please don't | um, no | not really
i do not consent | no | No. | nope | nah | no thank you | I'd prefer not to | never | no way
i would rather you didn't | don't record me | absolutely not | I refuse | i decline | I object
I'm not comfortable with that | that's not okay | that is not fine | no, that's not okay
I'd prefer without recording | can you turn it off | please stop recording | I don't agree
I don't think so | i mind | yes i mind | no i'd rather you didn't | uh uh | of course not
can you not record | you can't record me | you may not | no no no | well no | not today
no, please don't | I'd rather this wasn't recorded | sorry no | okay but don't record it
yes but i don't want to be recorded | i'm against it | is it possible without recording
without being recorded please | I have a problem with that | leave it off | thanks but no thanks
i don’t want that | i dont want it | I don't give my consent | you do not have my consent
I won't agree to that | no sir | that doesn't work for me | I'm not okay with being recorded
I can't agree to that | that isn't okay | I do not think that is fine | it would not be okay
it's not alright | I guess not | I'm not sure that's okay
no i have an earache and don't want that | off the record please
"""
UNCLEAR = """
do i have to? | why are you recording | what for | what? | hello? | who is this | um | maybe
can you repeat that | i have an earache | my chest hurts | I'm calling about my blood pressure
i'm not sure | not sure | hmm let me think | what do you mean by recorded | is that necessary
who listens to it | okay why are you recording | my right ear hurts | I need an appointment
how long do you keep it | what happens if i say nothing | can i think about it | it depends
okay so i have a bad earache | I do have a question | Rebecca Lawson
"""


def _each(lines):
    return [words.strip() for line in lines.strip().splitlines() for words in line.split("|")]


@pytest.mark.parametrize("words", _each(GRANTED))
def test_agreement_is_heard_in_any_wording(words):
    """A caller who agrees is understood, also where "no" and "don't" agree."""
    assert understand_consent(words) is Consent.GRANTED


@pytest.mark.parametrize("words", _each(REFUSED))
def test_a_refusal_is_heard_in_any_wording(words):
    """A caller who refuses is understood, also beside words of agreement."""
    assert understand_consent(words) is Consent.REFUSED


@pytest.mark.parametrize("words", ["", *_each(UNCLEAR)])
def test_questions_and_other_talk_are_no_answer(words):
    """Who asks back, hesitates or speaks of something else has not agreed yet."""
    assert understand_consent(words) is Consent.UNCLEAR


@pytest.mark.parametrize(
    "words",
    [
        *("no, i mean, yes, sure", "no i mean yes", "Yes. Wait, no.", "yes, i mean, no"),
        *("no, scratch that, yes", "no correction yes", "no wait yes", "yeah, i meant no"),
    ],
)
def test_a_slip_of_the_tongue_is_asked_again(words):
    """Who corrects a yes or a no to its opposite has answered neither, in doubt of the words."""
    assert understand_consent(words) is Consent.UNCLEAR


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("yes, i mean it", Consent.GRANTED),
        ("wait, yes", Consent.GRANTED),
        ("i mean, no", Consent.REFUSED),
        ("no, i mean no", Consent.REFUSED),
        ("no, actually, yes", Consent.REFUSED),
        ("yes but no", Consent.REFUSED),
    ],
)
def test_words_of_correction_alone_change_nothing(words, read):
    """Without one, or without an opposite, an answer stands, and a refusal wins."""
    assert understand_consent(words) is read


@settings(deadline=None)
@given(st.sampled_from(_each(REFUSED)), st.sampled_from(_each(GRANTED)))
def test_a_refusal_outweighs_agreement_in_the_same_breath(refusal, agreement):
    """Whoever says both has not agreed."""
    assert understand_consent(f"{agreement}. But {refusal}") is Consent.REFUSED


@settings(deadline=None)
@given(st.text())
def test_any_text_has_a_reading(words):
    """No text raises."""
    assert understand_consent(words) in Consent

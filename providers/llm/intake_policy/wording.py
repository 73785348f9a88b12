"""Every sentence the policy can say: short, plain, made to be heard.

Callers answer the last question they hear, so each turn ends in one question, and words that
belong to another question ("right", "record", "number" beside "is there") stay out of it.
"""

from collections.abc import Sequence

from providers.llm.intake_policy.asides import Aside
from providers.llm.intake_policy.intake import MOST_PARTS, Intake
from providers.llm.intake_policy.topics import CHECKS, Topic

OPENING = (
    "Thank you for calling the clinic. I'm an automated assistant. "
    "This call may be recorded for your care. Is that okay?"
)

# The first wording, then those for when it was not understood; the last one stays.
QUESTIONS: dict[Topic, tuple[str, ...]] = {
    Topic.CONSENT: (OPENING, "May this call be recorded for your care? Please say yes or no."),
    Topic.NAME: (
        "May I have your first and last name?",
        "Please tell me your first and last name.",
    ),
    Topic.SPELLING: ("Could you spell your last name for me?",),
    Topic.BIRTH: (
        "What is your date of birth?",
        "Please tell me the month, the day and the year of your date of birth.",
    ),
    Topic.BIRTH_CHECK: (
        "I have your date of birth as {value}. Is that right?",
        "Is your date of birth {value}? Please say yes or no.",
    ),
    Topic.PHONE: (
        "What is the best phone number to reach you?",
        "Please say the whole phone number, one digit at a time.",
    ),
    Topic.PHONE_CHECK: (
        "I have your phone number as {value}. Is that right?",
        "Is your phone number {value}? Please say yes or no.",
    ),
    Topic.REASON: (
        "What is the reason for your call today?",
        "In a few words, what is the reason for your call?",
    ),
    Topic.ONSET: ("When did it start?", "About how long has this been going on?"),
    Topic.SEVERITY: (
        "On a scale from zero to ten, how bad is it?",
        "From zero to ten, how severe is it?",
    ),
    Topic.MEDICATIONS: ("Are you taking any medications?", "Which medications do you take?"),
    Topic.ALLERGIES: ("Do you have any allergies?", "What are you allergic to?"),
    Topic.MEMBER: (
        "If you have your insurance card, what is the member ID?",
        "Please read me the member ID on the insurance card.",
    ),
    Topic.MEMBER_CHECK: (
        "I have the member ID as {value}. Is that right?",
        "Is the member ID {value}? Please say yes or no.",
    ),
    Topic.WISH: ("What day or time would suit you?",),
    Topic.MORE: ("Is there anything else I can help you with?", "What else can I help you with?"),
    Topic.FOLLOW_UP: ("Is it okay if our staff follow up with other times?",),
    Topic.PERSON: ("Would you like me to connect you with a person?",),
}
FOR_OTHER = {
    Topic.NAME: ("What is the patient's first and last name?",),
    Topic.SPELLING: ("Could you spell the patient's last name?",),
    Topic.BIRTH: (
        "What is the patient's date of birth?",
        "Please tell me the month, the day and the year of the date of birth.",
    ),
    Topic.BIRTH_CHECK: ("I have the date of birth as {value}. Is that right?",),
    Topic.MEDICATIONS: (
        "Is the patient taking any medications?",
        "Which medications does the patient take?",
    ),
    Topic.ALLERGIES: (
        "Does the patient have any allergies?",
        "Which allergies does the patient have?",
    ),
}
# A value that stopped short: the rest is asked for in the question's own words.
GO_ON = {
    Topic.BIRTH: "I have the first part. Please go on with the date of birth.",
    Topic.PHONE: "I have the first part. Please go on with the phone number.",
    Topic.MEMBER: "I have the first part. Please go on with the member ID.",
}

ASIDES = {
    Aside.REPEAT: "Of course.",
    Aside.WAIT: "Of course, take your time.",
    Aside.BEGUN: "Please go on.",
    Aside.HERE: "Thank you.",
    Aside.OTHERS_DATA: "I'm sorry. I can only talk about your own visit.",
    Aside.AUTOMATED: "I'm the clinic's automated assistant.",
    Aside.QUESTION: "I'm sorry. I can't help with that, but our staff can.",
    Aside.SILENCE: "Are you still there?",
    Aside.UNHEARD: "Sorry, I didn't hear that.",
}
THANKS = {
    Topic.NAME: "Thank you.",
    Topic.SPELLING: "Thank you, {name}.",
    Topic.BIRTH: "Thank you.",
    Topic.BIRTH_CHECK: "Okay.",
    Topic.PHONE: "Thank you.",
    Topic.PHONE_CHECK: "Okay.",
    Topic.REASON: "Thank you.",
    Topic.ONSET: "I see.",
    Topic.SEVERITY: "Okay.",
    Topic.MEDICATIONS: "Thank you.",
    Topic.ALLERGIES: "Okay.",
    Topic.MEMBER: "Thank you.",
    Topic.MEMBER_CHECK: "Thank you.",
    Topic.CHOICE: "Thank you.",
    Topic.WISH: "No problem.",
    Topic.FOLLOW_UP: "I'm sorry that I have no better time.",
}
MISSED = "Sorry, I didn't get that."
WRONG = "Sorry about that."
PROBLEM = "Sorry, that didn't work yet."
OTHER_TIMES = "No problem."
LOST = "Sorry, that time was just taken."
UNRECORDED = "That's fine. We can go on all the same."
AT_THE_VISIT = "Please bring that up at your visit."
TROUBLE = "I'm having trouble with this."

HANDED_OVER = "Of course. A member of our team will take over. Thank you for calling. Goodbye."
UNREACHED = "I'm sorry, nobody is free just now. Please call again soon. Goodbye."
LEFT = "That's fine. Thank you for calling. Goodbye."
DONE = "You're all set. Thank you for calling. Goodbye."
WILL_FOLLOW_UP = "Thank you. Our staff will be in touch. Goodbye."
NO_FOLLOW_UP = "That's fine. Please call again any time. Goodbye."
GONE_SILENT = "I can't hear you. Please call again any time. Goodbye."


def question(topic: Topic, intake: Intake) -> str:
    """The question for `topic`, reworded the more often it was not understood."""
    parts = intake.parts.get(topic, 0)
    if topic in GO_ON and 0 < parts <= MOST_PARTS:
        return GO_ON[topic]
    wordings = FOR_OTHER.get(topic) if intake.for_other else None
    wordings = wordings or QUESTIONS[topic]
    again = max(intake.missed(topic), min(parts, 1))
    value = intake.get(CHECKS[topic]) if topic in CHECKS else ""
    return wordings[min(again, len(wordings) - 1)].format(value=value)


def offer(times: Sequence[str], *, further: bool) -> str:
    """One or two times to choose from (more are not kept in mind by ear)."""
    have = "I also have" if further else "I have"
    if len(times) == 1:
        return f"{have} {times[0]}. Does that work for you?"
    return f"{have} {times[0]}, or {times[1]}. Which one would you like?"


def booked(name: str, when: str, *, call_back: bool) -> str:
    """The read-back of what was booked."""
    noted = " I noted your wish for a nurse to call." if call_back else ""
    return f"You're booked. That is {name}, {when}.{noted}"

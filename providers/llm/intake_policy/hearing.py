"""One caller turn, folded into the intake: who they want, what they answer, what they volunteer."""

from dataclasses import replace

from providers.llm.intake_policy import answers
from providers.llm.intake_policy.asides import Aside, aside
from providers.llm.intake_policy.intake import MOST_OFFERS, Intake
from providers.llm.intake_policy.readers import READERS
from providers.llm.intake_policy.topics import CHECKS, ESSENTIAL, OPEN, Topic
from providers.llm.intake_policy.volunteered import volunteered
from providers.llm.intake_policy.wants import leaves, wants_others_data, wants_person

_PATIENCE = 3  # asides on one question before each counts as no answer
_MOST_MISSES = {Topic.CONSENT: 3, Topic.CHOICE: 3}


def hear(intake: Intake, text: str) -> Intake:
    """Fold in what the caller said since the agent's last question."""
    asked = intake.asked
    heard = replace(
        intake,
        asked=None,
        standing=None,
        answered=asked or intake.answered,
        aside=None,
        silences=0,
        problem=False,
    )
    if wants_person(text, asked):
        return replace(heard, person="caller_asked")
    if leaves(text):
        return replace(heard, leaving=True)
    if wants_others_data(text):
        heard = replace(heard, standing=asked)
        return _put_aside(heard, asked or heard.next_topic(), Aside.OTHERS_DATA, text)
    taken = volunteered(heard, text, asked)
    return _continued(taken, text) if asked is None else _answer(heard, taken, asked, text)


def _answer(heard: Intake, taken: Intake, asked: Topic, text: str) -> Intake:
    answered = READERS[asked](taken, text)
    if answered is not None:
        half = answered.parts.get(asked, 0) > 0
        return replace(answered, standing=asked if half else None)
    # Whatever the line says next, the question stands until it is answered.
    taken = replace(taken, standing=asked)
    if kind := aside(text, asked):
        return _put_aside(taken, asked, kind, text)
    volunteers = taken.answers != heard.answers and asked is not Topic.CONSENT
    return taken if volunteers else _missed(taken, asked, text)


def _continued(intake: Intake, text: str) -> Intake:
    """The caller spoke on before the next question was heard: the last answer grows."""
    topic = intake.answered
    if topic not in OPEN or not intake.get(topic) or not answers.says_something(text):
        return intake
    if aside(text, topic):
        return replace(intake, aside=Aside.REPEAT)
    return intake.answer(topic, f"{intake.get(topic)} {text}")


def _put_aside(intake: Intake, topic: Topic, kind: Aside, text: str) -> Intake:
    count = intake.asides.get(topic, 0) + 1
    intake = replace(intake, aside=kind, asides={**intake.asides, topic: count})
    return intake if count <= _PATIENCE else _missed(intake, topic, text)


def _missed(intake: Intake, topic: Topic, text: str) -> Intake:
    """Count it, and stop asking where the call can go on without an answer."""
    intake = intake.miss(topic)
    if topic in ESSENTIAL or intake.missed(topic) < _MOST_MISSES.get(topic, 2):
        return intake
    if topic is Topic.CONSENT:  # what is not granted is refused
        return intake.answer(topic, "no")
    if topic is Topic.CHOICE:
        return replace(intake, schedule=replace(intake.schedule, refusals=MOST_OFFERS))
    if topic is Topic.PERSON:
        return replace(intake, person="not_understood")
    # Not understood twice: the clinic reads the caller's own words, unless they were about else.
    own_words = topic in OPEN or topic is Topic.SEVERITY
    value = text.strip() if own_words and not intake.aside else ""
    return intake.answer(CHECKS.get(topic, topic), value)

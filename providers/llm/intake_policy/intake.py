"""What is known of one intake: folded from the context, never kept between requests."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from providers.llm.intake_policy.asides import Aside
from providers.llm.intake_policy.slot_choice import Slot
from providers.llm.intake_policy.topics import CHECKS, Topic

AGENDA = (
    Topic.CONSENT,
    Topic.NAME,
    Topic.SPELLING,
    Topic.BIRTH,
    Topic.BIRTH_CHECK,
    Topic.PHONE,
    Topic.PHONE_CHECK,
    Topic.REASON,
    Topic.ONSET,
    Topic.SEVERITY,
    Topic.MEDICATIONS,
    Topic.ALLERGIES,
    Topic.MEMBER,
    Topic.MEMBER_CHECK,
)
MOST_OFFERS = 3
MOST_PARTS = 2  # of one number: an area code, a prefix, then the rest


@dataclass(frozen=True)
class Scheduling:
    """Slots found, refused and booked."""

    slots: tuple[Slot, ...] = ()  # on offer now
    last_seen: str = ""  # id of the last slot ever offered
    wish: str = ""
    refusals: int = 0
    empty: int = 0  # searches in a row that found nothing
    lost: bool = False  # the chosen slot went to somebody else
    chosen: str = ""
    when: str = ""  # the booked time, as the schedule says it
    booked: bool = False
    told: bool = False  # the caller heard the booked time

    @property
    def exhausted(self) -> bool:
        """Whether there is nothing left to offer."""
        return not self.booked and (self.refusals >= MOST_OFFERS or self.empty > 1)


@dataclass(frozen=True)
class Intake:
    """Facts by topic, with how the conversation stands.

    An answer of "" means that the caller was asked and has nothing to give.
    """

    answers: Mapping[Topic, str] = field(default_factory=dict)
    misses: Mapping[Topic, int] = field(default_factory=dict)  # turns that gave no answer
    asides: Mapping[Topic, int] = field(default_factory=dict)  # turns that were about else
    parts: Mapping[Topic, int] = field(default_factory=dict)  # turns that gave half a value
    checked: frozenset[Topic] = frozenset()  # read back and confirmed
    asked: Topic | None = None  # what the caller has been asked since last speaking
    standing: Topic | None = None  # what the last turn left unanswered
    answered: Topic | None = None  # what the caller's last turn was about
    aside: Aside | None = None
    silences: int = 0
    for_other: bool = False
    caller_name: str = ""  # of one who calls for the patient
    email: str = ""
    call_back: bool = False
    leaving: bool = False  # the caller ends the call
    person: str = ""  # why a person must take over; "" while none must
    keeps_to_line: frozenset[Topic] = frozenset()  # where a person was offered and declined
    problem: bool = False  # the booking was refused for the value asked next
    consent_noted: bool = False  # by record_consent
    schedule: Scheduling = Scheduling()
    working: bool = False  # a tool is at work
    failures: int = 0  # of tools
    handed_over: bool = False
    unreached: int = 0  # vain tries to hand over
    ended: bool = False

    def answer(self, topic: Topic, value: str) -> "Intake":
        """Take an answer; a changed value has to be read back again."""
        checked = self.checked if self.answers.get(topic) == value else self.checked - {topic}
        return replace(
            self,
            answers={**self.answers, topic: value},
            parts={**self.parts, topic: 0},
            checked=checked,
        )

    def forget(self, *topics: Topic) -> "Intake":
        """Drop answers, so that they are asked for again."""
        kept = {topic: value for topic, value in self.answers.items() if topic not in topics}
        return replace(self, answers=kept, checked=self.checked - set(topics))

    def miss(self, topic: Topic) -> "Intake":
        """Count a turn that did not answer `topic`."""
        return replace(self, misses={**self.misses, topic: self.missed(topic) + 1})

    def missed(self, topic: Topic) -> int:
        """How often `topic` was asked in vain."""
        return self.misses.get(topic, 0)

    def get(self, topic: Topic) -> str:
        """The answer, or "" where there is none."""
        return self.answers.get(topic, "")

    def settled(self, topic: Topic) -> bool:
        """Whether `topic` needs no question any more."""
        if value := CHECKS.get(topic):
            return value in self.checked or self.answers.get(value) == ""
        return topic in self.answers

    def next_topic(self) -> Topic:
        """The first open question of the agenda, then the appointment, then the good-bye."""
        for topic in AGENDA:
            if not self.settled(topic):
                return topic
        if self.schedule.booked:
            return Topic.MORE
        return Topic.FOLLOW_UP if self.schedule.exhausted else Topic.CHOICE

"""Turns that are about something else than the answer."""

import pytest

from providers.llm.intake_policy.asides import Aside, aside
from providers.llm.intake_policy.topics import Topic


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("sorry, could you say that again?", Aside.REPEAT),
        ("sorry, can you say that again?", Aside.REPEAT),
        ("i'm sorry, could you repeat that?", Aside.REPEAT),
        ("could you say that in another way, please?", Aside.REPEAT),
        ("i didn't understand, could you say it differently?", Aside.REPEAT),
        ("i didn't understand the question", Aside.REPEAT),
        ("what was it you needed?", Aside.REPEAT),
        ("which answer do you want me to repeat?", Aside.REPEAT),
        ("sure, what would you like me to repeat?", Aside.REPEAT),
        ("pardon?", Aside.REPEAT),
        ("hello?", Aside.REPEAT),
        ("hold on, let me get my card", Aside.WAIT),
        ("yes, i'm still here", Aside.HERE),
        ("yes, i'm on the line", Aside.HERE),
        ("okay, i'll wait", Aside.HERE),
        ("that's all right, i'll hold", Aside.HERE),
        ("are you a robot?", Aside.AUTOMATED),
        ("how much does it cost?", Aside.QUESTION),
        ("is it going to hurt?", Aside.QUESTION),
        ("my number is", Aside.BEGUN),
        ("[PHONE_1]", None),
        ("since tuesday night", None),
        ("when i lifted a box", None),
        ("a week ago", None),
    ],
)
def test_asides(text: str, kind: Aside | None) -> None:
    """Each is met in its own way, and an answer is none."""
    assert aside(text, Topic.PHONE) is kind


@pytest.mark.parametrize(
    "text",
    [
        *("i can't hear on my left side", "i need a repeat prescription"),
        *("can i see someone about my knee?", "the pain comes again and again"),
    ],
)
def test_a_reason_may_sound_like_an_aside(text: str) -> None:
    """At the reason for the call, complaints and requests are answers."""
    assert aside(text, Topic.REASON) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("when is it again?", Aside.REPEAT),
        ("i have a question about parking", Aside.QUESTION),
        ("yes", None),
    ],
)
def test_asides_at_the_end(text: str, kind: Aside | None) -> None:
    """Once booked, the time is repeated, and other wishes are for the visit."""
    assert aside(text, Topic.MORE) is kind


def test_a_choice_is_no_wait() -> None:
    """ "A second one" is what recognisers make of "the second one", not a plea for time."""
    assert aside("A second one, please.", Topic.CHOICE) is None

"""Yes and no in the ways callers say them."""

import pytest

from providers.llm.intake_policy.stance import stance

YES = [
    *("Yes.", "yeah that's right", "Yep.", "sure", "Okay.", "That's correct.", "mm-hmm", "it is"),
    *("yes, all correct", "no problem", "No, no, that's right.", "of course", "yes, that's it"),
    *("I don\u2019t mind", "yes, now it's right", "Right.", "uh-huh", "that's fine with me"),
    *("dead on", "Spot on.", "bingo", "you got it", "You've got it.", "that's me"),
    *("that's the one",),
    *("precisely", "that's true", "affirmative", "Yet.", "Yahoo!", "Ye", "yas"),
]
NO = [
    *("No.", "nope", "that's not right", "No, that's wrong.", "it isn\u2019t", "not quite"),
    *("no, it ends in [PHONE_1 incomplete]", "incorrect", "yeah, no, that's wrong"),
    *("no, nothing else, thank you", "none", "that's not okay", "well, no"),
    *("that's not true", "not that one", "not accurate", "Know.", "Non", "not yet"),
]
NEITHER = ["", "[PHONE_1]", "what was that", "my shoulder is stiff", "um"]
NEITHER += ["i know", "is it ready yet", "you know"]


@pytest.mark.parametrize("text", YES)
def test_yes(text: str) -> None:
    """A yes in any of its forms is one, even where it begins with no."""
    assert stance(text) is True


@pytest.mark.parametrize("text", NO)
def test_no(text: str) -> None:
    """A no in any of its forms is one, even where it names what would be right."""
    assert stance(text) is False


@pytest.mark.parametrize("text", NEITHER)
def test_neither(text: str) -> None:
    """What is neither yes nor no decides nothing."""
    assert stance(text) is None

"""Taking, refusing and asking for other slots."""

import pytest

from providers.llm.intake_policy.slot_choice import Choice, choose, wish_in

TWO = (
    {"slot_id": "s-1", "when": "Thursday at 9:30 AM"},
    {"slot_id": "s-2", "when": "Friday at 2:00 PM"},
)


@pytest.mark.parametrize(
    ("text", "slot_id"),
    [
        *(("The first one, please.", "s-1"), ("the first one is good", "s-1"), ("first", "s-1")),
        *(("the second one, please", "s-2"), ("I'll take the 2nd", "s-2"), ("the latter", "s-2")),
        *(("Thursday works", "s-1"), ("friday please", "s-2"), ("the one at nine thirty", "s-1")),
        *(("half past nine", "s-1"), ("2 p.m.", "s-2"), ("at two o'clock", "s-2")),
        *(("either", "s-1"), ("either one works for me", "s-1"), ("any of those", "s-1")),
        *(("not the first one, the second", "s-2"), ("no the second one please", "s-2")),
        *(("the first one doesn't work but the second does", "s-2"), ("the last one", "s-2")),
        *(("I can't do Thursday, Friday at two is good", "s-2"), ("the soonest", "s-1")),
        *(
            ("the morning one", "s-1"),
            ("in the afternoon please", "s-2"),
            ("the earlier one", "s-1"),
        ),
        *(
            ("yes, the first one", "s-1"),
            ("number two", "s-2"),
            ("how about the friday one", "s-2"),
        ),
    ],
)
def test_a_slot_is_taken(text: str, slot_id: str) -> None:
    """By place, by day, by time, by what is left, or by not minding."""
    assert choose(text, TWO) == Choice(slot_id=slot_id)


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("no, neither of those works for me, what else do you have?", ""),
        ("neither of those work for me what else do you have", ""),
        ("No.", ""),
        ("do you have any other times", ""),
        ("Do you have anything sooner?", "sooner"),
        ("no, something later in the week", "later in the week"),
        ("no, that one doesn't work for me, do you have another?", ""),
        ("I'd prefer next tuesday", "next tuesday"),
        ("neither, is there anything on monday morning", "on monday morning"),
        ("I can't do either of those", ""),
    ],
)
def test_an_offer_is_refused(text: str, wish: str) -> None:
    """A refusal carries the wish that came with it."""
    assert choose(text, TWO) == Choice(refused=True, wish=wish)


@pytest.mark.parametrize("text", ["yes", "sure, that works", "hmm", "okay", "which ones?"])
def test_an_unclear_choice_takes_nothing(text: str) -> None:
    """A yes to two slots names neither."""
    assert choose(text, TWO) == Choice()


@pytest.mark.parametrize("text", ["yes", "that works", "yes, that one works", "okay"])
def test_one_slot_is_taken_with_a_yes(text: str) -> None:
    """A yes to one slot takes it."""
    assert choose(text, TWO[:1]) == Choice(slot_id="s-1")


def test_a_day_that_both_slots_share_names_neither() -> None:
    """Ambiguous is not refused."""
    same = tuple({**slot, "when": slot["when"].replace("Friday", "Thursday")} for slot in TWO)
    assert choose("thursday", same) == Choice()


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("the soonest you have, please", "the soonest"),
        ("later in the week would be better", "later in the week"),
        ("any day this week", "any day this week"),
        ("next tuesday", "next tuesday"),
        ("tomorrow morning if possible", "tomorrow morning"),
        ("not tomorrow, next week", "next week"),
        ("i don't mind", ""),
    ],
)
def test_a_wish_is_heard(text: str, wish: str) -> None:
    """The words for a time are kept, what is denied is not."""
    assert wish_in(text) == wish

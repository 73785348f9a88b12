"""The line's own notes in a context: the caller is silent, or was not understood."""

import json
from typing import Any

import pytest

from providers.llm.intake_policy import OPENING, SILENCE, SYSTEM_PROMPT, UNHEARD, Reply, reply

TOOLS = ("record_consent", "find_slots", "book_appointment", "escalate_to_human", "end_call")
QUESTION = "May I have your first and last name?"


def agent(text: str) -> dict[str, Any]:
    """An assistant message."""
    return {"role": "assistant", "content": text}


def note(text: str) -> dict[str, Any]:
    """What the line adds by itself."""
    return {"role": "system", "content": text}


def noted() -> list[dict[str, Any]]:
    """A call whose consent is recorded."""
    function = {"name": "record_consent", "arguments": '{"granted": true}'}
    call = {"id": "c", "type": "function", "function": function}
    result = json.dumps({"ok": True, "recording": True, "continue": True})
    return [
        *(agent(OPENING), {"role": "user", "content": "yes"}),
        {"role": "assistant", "tool_calls": [call]},
        {"role": "tool", "tool_call_id": "c", "content": result},
    ]


ASKED = [*noted(), agent(QUESTION)]


@pytest.mark.parametrize(
    ("words", "met"), [(UNHEARD, "Sorry, I didn't hear that."), (SILENCE, "Are you still there?")]
)
@pytest.mark.parametrize("role", ["system", "developer", "user"])
def test_a_note_is_met_and_the_question_is_asked_again(role: str, words: str, met: str) -> None:
    """In whichever role the line's note comes."""
    answer = reply([*ASKED, {"role": role, "content": words}], TOOLS)
    assert answer == Reply(f"{met} {QUESTION}")


@pytest.mark.parametrize("words", [UNHEARD, SILENCE])
def test_an_answer_behind_a_note_counts(words: str) -> None:
    """The question stood all the while."""
    context = [*ASKED, note(words), agent(reply([*ASKED, note(words)], TOOLS).text)]
    context.append({"role": "user", "content": "[NAME_1]"})
    assert reply(context, TOOLS).text == (
        "Thank you, [NAME_1]. Could you spell your last name for me?"
    )


@pytest.mark.parametrize("words", [UNHEARD, SILENCE])
def test_a_note_is_no_consent(words: str) -> None:
    """Who says nothing has not agreed: nothing is recorded, the question is asked again."""
    answer = reply([agent(OPENING), note(words)], TOOLS)
    assert answer.calls == ()
    assert "recorded" in answer.text


def _after(*notes: str) -> Reply:
    context = list(ASKED)
    for words in notes:
        context += [note(words), agent(f"Are you there? {QUESTION}")]
    return reply(context[:-1], TOOLS)


def test_a_caller_who_stays_silent_is_let_go() -> None:
    """The line does not wait for ever."""
    answer = _after(*[SILENCE] * 4)
    assert [call.name for call in answer.calls] == ["end_call"]
    assert answer.text.endswith("Goodbye.")


def test_a_noise_breaks_the_silence() -> None:
    """Somebody is there: silence is counted from then."""
    assert _after(SILENCE, SILENCE, UNHEARD, SILENCE).text == f"Are you still there? {QUESTION}"
    assert _after(SILENCE, SILENCE, SILENCE).calls


def test_a_real_model_knows_the_notes() -> None:
    """The prompt says what to do about each."""
    assert UNHEARD in SYSTEM_PROMPT
    assert SILENCE in SYSTEM_PROMPT

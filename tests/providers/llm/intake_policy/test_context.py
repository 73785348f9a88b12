"""The policy reads any context: fragments, interruptions, tools at work, another model's words."""

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from providers.llm.intake_policy import OPENING, SYSTEM_PROMPT, Reply, reply

TOOLS = ("record_consent", "find_slots", "book_appointment", "escalate_to_human", "end_call")


def agent(text: str) -> dict[str, Any]:
    """An assistant message."""
    return {"role": "assistant", "content": text}


def caller(text: str) -> dict[str, Any]:
    """A user message."""
    return {"role": "user", "content": text}


def tool(name: str, result: object, **arguments: object) -> list[dict[str, Any]]:
    """A tool call and its result, as Pipecat writes them into a context."""
    function = {"name": name, "arguments": json.dumps(arguments)}
    content = result if isinstance(result, str) else json.dumps(result)
    call = {"id": f"call-{name}", "type": "function", "function": function}
    return [
        {"role": "assistant", "tool_calls": [call]},
        {"role": "tool", "tool_call_id": f"call-{name}", "content": content},
    ]


CONSENTED = [
    agent(OPENING),
    caller("yes"),
    *tool("record_consent", {"ok": True, "recording": True, "continue": True}, granted=True),
]
NAMED = [*CONSENTED, agent("May I have your name?"), caller("[NAME_1]")]
IDENTIFIED = [
    *(*NAMED, agent("Could you spell that?"), caller("it's [NAME_1]")),
    *(agent("What is your date of birth?"), caller("[DOB_1]")),
    *(agent("You were born on [DOB_1], is that right?"), caller("yes")),
    *(agent("What is the best phone number?"), caller("[PHONE_1]")),
    *(agent("So [PHONE_1], correct?"), caller("that's correct")),
]


def test_a_real_model_is_told_of_the_same_tools_and_outcomes() -> None:
    """The prompt names every tool, the outcomes and the rules of placeholders."""
    for word in (
        *TOOLS,
        "declined_consent",
        "caller_asked",
        "no_match",
        "incomplete]",
        "(silence)",
    ):
        assert word in SYSTEM_PROMPT
    assert "Never invent one" in SYSTEM_PROMPT


def test_an_empty_context_is_opened() -> None:
    """With nothing said, the opening is due."""
    assert reply([{"role": "system", "content": SYSTEM_PROMPT}], TOOLS) == Reply(OPENING)


def test_another_models_call_is_taken_over() -> None:
    """In other words than its own, the policy finds its place."""
    assert reply(IDENTIFIED, TOOLS).text == "Thank you. What is the reason for your call today?"


def test_fragments_are_one_answer() -> None:
    """User messages with no word of the agent between them belong together."""
    fragments = [agent("What is your phone number?"), caller("[PHONE_1 incomplete]")]
    assert (
        "[PHONE_1]. Is that right?"
        in reply([*IDENTIFIED[:-4], *fragments, caller("[PHONE_1]")], TOOLS).text
    )


def test_content_in_parts_is_read() -> None:
    """OpenAI's content parts are text, too."""
    parts = {"role": "user", "content": [{"type": "text", "text": "[NAME_1]"}]}
    assert "[NAME_1]" in reply([*NAMED[:-1], parts], TOOLS).text


def test_an_answer_over_the_next_question_adds_to_the_last() -> None:
    """Who speaks on before the next question is heard goes on with the story."""
    context = [
        *(*IDENTIFIED, agent("What is the reason for your call?"), caller("my ear hurts")),
        *(agent("I see. Wh"), caller("and i have a fever since monday")),
        *(agent("How bad is it?"), caller("six")),
        *(agent("Any medications?"), caller("no"), agent("Any allergies?"), caller("no")),
        *(agent("What is the member ID on your card?"), caller("i don't have it")),
        *tool(
            "find_slots", {"ok": True, "slots": [{"slot_id": "s-1", "when": "Monday at 9:00 AM"}]}
        ),
        *(agent("I have Monday at 9:00 AM. Does that work for you?"), caller("yes")),
    ]
    (call,) = reply(context, TOOLS).calls
    assert call.arguments["reason"] == "my ear hurts and i have a fever since monday"


def test_a_yes_to_an_unheard_question_is_none() -> None:
    """A read-back that was cut before its question confirms nothing."""
    context = [*IDENTIFIED[:-2], agent("So I have [PHO"), caller("yes")]
    assert "[PHONE_1]. Is that right?" in reply(context, TOOLS).text


def test_consent_to_an_unheard_question_is_none() -> None:
    """Nobody consents to what they have not heard."""
    answer = reply([agent("Thank you for calling the cli"), caller("yes hello")], TOOLS)
    assert not answer.calls
    assert "recorded" in answer.text


def test_a_tool_at_work_is_waited_for() -> None:
    """While a tool works the policy says nothing and calls nothing."""
    context = [*CONSENTED[:2], *tool("record_consent", "IN_PROGRESS", granted=True)]
    assert reply(context, TOOLS) == Reply()
    assert reply([*context, caller("okay, i'll wait")], TOOLS) == Reply()


def test_a_cancelled_tool_is_called_again() -> None:
    """A call that an interruption stopped has not happened."""
    context = [*CONSENTED[:2], *tool("record_consent", "CANCELLED", granted=True), caller("hello?")]
    assert [call.name for call in reply(context, TOOLS).calls] == ["record_consent"]


def test_a_tool_that_fails_twice_is_not_called_for_ever() -> None:
    """Failures end with a person."""
    failed = tool("record_consent", "Error executing function call", granted=True)
    context = [*CONSENTED[:2], *failed, *failed]
    assert [call.name for call in reply(context, TOOLS).calls] == ["escalate_to_human"]


def test_a_standing_question_is_not_said_again() -> None:
    """Run without a new word of the caller, the policy keeps silent."""
    assert reply([*CONSENTED, agent("May I have your name?")], TOOLS) == Reply()


def test_nothing_follows_the_end() -> None:
    """After end_call there is nothing to say, whatever the caller adds."""
    context = [*NAMED, agent("Goodbye."), *tool("end_call", {"ok": True}, outcome="booked")]
    assert reply(context, TOOLS) == Reply()
    assert reply([*context, caller("bye bye")], TOOLS) == Reply()


def test_a_caller_may_leave() -> None:
    """Who has to go is not kept."""
    answer = reply([*NAMED, agent("Could you spell that?"), caller("sorry i have to go")], TOOLS)
    assert answer.calls[0].arguments == {"outcome": "caller_done"}


def test_without_tools_the_call_still_ends_politely() -> None:
    """A context without tools gets words alone."""
    answer = reply([agent(OPENING), caller("no")], ())
    assert not answer.calls


def test_a_caller_who_looks_for_the_card_is_given_time() -> None:
    """The question stands while the caller looks, and the answer counts."""
    context = [
        *(*IDENTIFIED, agent("What is the reason?"), caller("my ear hurts since monday")),
        *(agent("How bad is it?"), caller("six"), agent("Any medications?"), caller("no")),
        *(agent("Any allergies?"), caller("no"), agent("What is the member ID?")),
        caller("hold on, let me get my card"),
    ]
    waiting = reply(context, TOOLS)
    assert waiting.text == "Of course, take your time."
    context += [agent(waiting.text), caller("it's [INSURANCE_ID_1]")]
    assert "[INSURANCE_ID_1]. Is that right?" in reply(context, TOOLS).text


@pytest.mark.parametrize("name", ["[DATE_1]", "[DOB_1 incomplete] [DOB_1]", "no, sorry, [DOB_1]"])
def test_a_date_of_birth_is_taken_as_it_was_typed(name: str) -> None:
    """A date given to the question for the date of birth is one."""
    answer = reply([*IDENTIFIED[:-8], agent("What is your date of birth?"), caller(name)], TOOLS)
    assert re.search(r"date of birth as \[(DATE|DOB)_1\]", answer.text)


_WORDS = st.sampled_from(
    [
        *("yes", "no", "[NAME_1]", "[NAME_2]", "[PHONE_1]", "[PHONE_2 incomplete]", "[DOB_1]"),
        *(
            "[DATE_1]",
            "[INSURANCE_ID_1]",
            "(silence)",
            "person",
            "nurse",
            "call me back",
            "neither",
        ),
        *("the first", "second", "thursday", "what", "repeat", "earache since", "two weeks", "bye"),
        *("recorded?", "Is that right?", "your name?", "phone number?", "Which one?", "hold on"),
    ]
)
_TEXTS = st.lists(_WORDS, max_size=8).map(" ".join)
_RESULTS = st.sampled_from(
    [
        *("IN_PROGRESS", "CANCELLED", "COMPLETED", "null", "{}", '{"ok": false}', "oops"),
        '{"ok": true, "slots": [{"slot_id": "s-1", "when": "Monday at 9:00 AM"}]}',
        '{"ok": false, "problems": [{"argument": "phone", "problem": "invalid"}]}',
        '{"ok": true, "slots": []}',
    ]
)
_MESSAGES = st.lists(
    st.one_of(
        _TEXTS.map(agent).map(lambda message: [message]),
        _TEXTS.map(caller).map(lambda message: [message]),
        st.builds(tool, st.sampled_from(TOOLS), _RESULTS),
    ),
    max_size=25,
).map(lambda groups: [message for group in groups for message in group])


@given(_MESSAGES)
def test_no_context_breaks_the_policy(messages: list[dict[str, Any]]) -> None:
    """Any context is answered, the same way each time, with placeholders that stand in it."""
    answer = reply(messages, TOOLS)
    assert answer == reply(messages, TOOLS)
    said = answer.text + json.dumps([call.arguments for call in answer.calls])
    assert set(re.findall(r"\[[A-Z_]+_\d+\]", said)) <= set(
        re.findall(r"\[[A-Z_]+_\d+\]", json.dumps(messages).replace(" incomplete]", "]"))
    )

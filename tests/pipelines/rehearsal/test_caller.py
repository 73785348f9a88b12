"""The recorded caller on the line: hears, waits, answers by rule, keeps time."""

import numpy as np
import pytest

from pipelines.rehearsal.caller import FRAME_BYTES, CallerOnTheLine
from pipelines.rehearsal.line_quality import LineQuality
from pipelines.rehearsal.scenario import OPENING_AUDIO, RecordedCaller, Rule, Scenario

FRAME = 0.02
LOUD = np.full(480, 8000, "<i2").tobytes()  # 20 ms of the agent at 24 kHz
QUIET = bytes(960)
WORD = np.full(3 * FRAME_BYTES // 2, 8000, "<i2").tobytes()  # 60 ms of the caller


class Line:
    """A line whose time passes frame by frame."""

    def __init__(self, *rules: Rule, opens_with: str | None = None, **audio: bytes) -> None:
        self.now = 0.0
        lines = {line: WORD for rule in rules for line in rule.say}
        scenario = Scenario.model_validate(
            {
                "id": "x",
                "rules": [rule.model_dump() for rule in rules],
                "opens_with": opens_with,
                "expect": {"outcome": "booked"},
            }
        )
        opening = {opens_with: WORD} if opens_with else {}
        self.caller = CallerOnTheLine(
            RecordedCaller(scenario, {**lines, **opening, **audio}), LineQuality(), self.clock
        )

    def clock(self) -> float:
        return self.now

    def pass_time(self, seconds: float, agent: bytes = QUIET) -> bytes:
        """Both sides are heard for so long; returns what the caller's side sent."""
        sent = b""
        for _ in range(round(seconds / FRAME)):
            self.caller.hear(agent)
            sent += self.caller.speak()
            self.now += FRAME
        return sent

    def agent_says(self, words: str | None, seconds: float = 1.0) -> None:
        """The agent is audible; `words` None when it was cut short."""
        self.pass_time(seconds, LOUD)
        if words is not None:
            self.caller.hear_words(words)


NAME = Rule(when="name", say=["rebecca lawson"])
AGAIN = Rule(when="birth", say=["may seventeenth", "may the seventeenth, nineteen eighty eight"])


def test_an_answer_comes_after_the_agent_has_paused():
    """Not while the agent speaks, nor right behind its last word."""
    line = Line(NAME)
    line.agent_says("May I have your name?")
    assert not any(line.pass_time(0.7))
    assert WORD in line.pass_time(0.4)
    assert line.caller.said == ["rebecca lawson"]


def test_only_a_sentence_heard_to_its_end_is_answered():
    """Sound whose words were cut short gives no cause to speak; nor do words without sound."""
    cut, unheard = Line(Rule(when=".*", say=["yes"])), Line(NAME)
    cut.agent_says(None)
    unheard.caller.hear_words("May I have your name?")
    assert not any(cut.pass_time(3.0))
    assert not any(unheard.pass_time(3.0))


def test_sentences_are_answered_together():
    """All that was heard since the last answer is one question."""
    line = Line(NAME)
    line.agent_says("Could I have your last")
    line.agent_says("name?")
    line.pass_time(1.5)
    assert line.caller.said == ["rebecca lawson"]


def test_whoever_has_spoken_waits_for_the_agent():
    """Words that arrive late belong to the answer that is coming, which is heard first."""
    line = Line(NAME, AGAIN)
    line.agent_says("May I have your name?")
    line.pass_time(1.0)
    line.caller.hear_words("What is your date of birth?")
    line.pass_time(3.0)
    assert line.caller.said == ["rebecca lawson"]
    line.agent_says("And your name?")
    line.pass_time(1.5)
    assert len(line.caller.said) == 2


def test_lines_come_in_turn_and_the_last_repeats():
    """A rule that is met again says its next line."""
    line = Line(AGAIN)
    for _ in range(3):
        line.agent_says("What is your date of birth?")
        line.pass_time(1.5)
    assert line.caller.said == [AGAIN.say[0], AGAIN.say[1], AGAIN.say[1]]


def test_the_first_rule_that_matches_speaks_and_none_keeps_silent():
    """Rules are tried in order, in any case of letters."""
    line = Line(Rule(when="DATE of", say=["first"]), Rule(when="birth", say=["second"]))
    line.agent_says("What is your Date of birth?")
    line.pass_time(1.5)
    line.agent_says("What day would suit you?")
    line.pass_time(1.5)
    assert line.caller.said == ["first"]


@pytest.mark.parametrize("recorded", [True, False])
def test_a_caller_may_open_the_call(recorded):
    """The opening is spoken at once, its recording if there is one, and only once."""
    opening = np.full(2 * FRAME_BYTES // 2, 5000, "<i2").tobytes()
    audio = {OPENING_AUDIO: opening} if recorded else {}
    line = Line(NAME, opens_with="hello?", **audio)
    sent = line.pass_time(2.0)
    assert sent.startswith(opening if recorded else WORD)
    assert line.caller.said == ["hello?"]
    line.agent_says("May I have your name?")
    line.pass_time(1.5)
    assert line.caller.said == ["hello?", "rebecca lawson"]


def test_a_line_that_stays_silent_is_given_up():
    """After twenty seconds without a sound from either side."""
    line = Line(NAME)
    line.pass_time(15.0)
    line.agent_says("Hold on.")
    line.pass_time(19.0)
    assert not line.caller.gave_up
    line.pass_time(1.5)
    assert line.caller.gave_up


def test_the_time_to_the_agents_answer_is_measured():
    """From the caller's last audible sample to the agent's first."""
    line = Line(NAME, **{"rebecca lawson": WORD + bytes(10 * FRAME_BYTES)})
    line.agent_says("May I have your name?")
    line.pass_time(2.0)
    line.agent_says("Thank you.")
    (measured,) = line.caller.voice_to_voice_ms
    # The word begins 0.82 s after the agent's and lasts 60 ms: 1.12 s of the two are left.
    assert measured == pytest.approx(1120, abs=45)


def test_an_agent_that_speaks_first_is_not_measured():
    """The opening answers nobody."""
    line = Line(NAME)
    line.agent_says("Thank you for calling.")
    assert line.caller.voice_to_voice_ms == []

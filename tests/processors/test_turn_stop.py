"""The caller's turn ends when the recogniser proposes it, with words or without."""

from pipecat.frames.frames import (
    LLMContextFrame,
    ProposedUserStoppedSpeakingFrame,
    TranscriptionFrame,
    UserStartedSpeakingFrame,
    UserStoppedSpeakingFrame,
    VADUserStartedSpeakingFrame,
    VADUserStoppedSpeakingFrame,
)
from pipecat.processors.aggregators.llm_context import LLMContext
from pipecat.processors.aggregators.llm_response_universal import (
    LLMContextAggregatorPair,
    LLMUserAggregatorParams,
)
from pipecat.tests.utils import SleepFrame, run_test
from pipecat.turns.user_start import VADUserTurnStartStrategy
from pipecat.turns.user_turn_strategies import UserTurnStrategies

from processors.turn_stop import ProposedTurnStopStrategy


async def _turns(*frames):
    """Let the frames reach the caller's side of the context; return what it makes of them."""
    strategies = UserTurnStrategies(
        start=[VADUserTurnStartStrategy()], stop=[ProposedTurnStopStrategy()]
    )
    user = LLMContextAggregatorPair(
        LLMContext(), user_params=LLMUserAggregatorParams(user_turn_strategies=strategies)
    ).user()
    down, _ = await run_test(user, frames_to_send=[*frames, SleepFrame(0.1)])
    kinds = (UserStartedSpeakingFrame, UserStoppedSpeakingFrame, LLMContextFrame)
    return [frame for frame in down if isinstance(frame, kinds)]


def _sound():
    return VADUserStartedSpeakingFrame(), SleepFrame(), VADUserStoppedSpeakingFrame(), SleepFrame()


def _proposal():
    return ProposedUserStoppedSpeakingFrame(), SleepFrame()


async def test_a_turn_with_words_goes_to_the_llm_when_its_end_is_proposed():
    """Start, end, and the words in the context."""
    words = TranscriptionFrame("it is [NAME_1]", "", "")
    seen = await _turns(*_sound(), words, SleepFrame(), *_proposal())
    started, *_ = seen
    assert isinstance(started, UserStartedSpeakingFrame)
    (context,) = [frame.context for frame in seen if isinstance(frame, LLMContextFrame)]
    assert context.get_messages() == [{"role": "user", "content": "it is [NAME_1]"}]
    assert any(isinstance(frame, UserStoppedSpeakingFrame) for frame in seen)


async def test_a_pause_is_no_end():
    """The voice detector alone ends no turn: the caller may be looking for a number."""
    words = TranscriptionFrame("it is", "", "")
    seen = await _turns(*_sound(), words, SleepFrame(), *_sound())
    assert not any(isinstance(frame, UserStoppedSpeakingFrame) for frame in seen)


async def test_a_cough_ends_as_a_turn_without_words():
    """Else the turn would stay open, and the next words would come too late."""
    started, stopped = (await _turns(*_sound(), *_proposal()))[:2]
    assert isinstance(started, UserStartedSpeakingFrame)
    assert isinstance(stopped, UserStoppedSpeakingFrame)


async def test_after_a_cough_the_next_turn_is_heard():
    """The strategy ends every turn, not only the first."""
    words = TranscriptionFrame("hello", "", "")
    seen = await _turns(*_sound(), *_proposal(), *_sound(), words, SleepFrame(), *_proposal())
    assert sum(isinstance(frame, UserStoppedSpeakingFrame) for frame in seen) == 2
    (*_, last) = [frame.context for frame in seen if isinstance(frame, LLMContextFrame)]
    assert last.get_messages()[-1] == {"role": "user", "content": "hello"}

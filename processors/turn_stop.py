"""Ends the caller's turn when a speech-to-text service with its own end of turn proposes it."""

from pipecat.frames.frames import Frame, ProposedUserStoppedSpeakingFrame
from pipecat.turns.types import ProcessFrameResult
from pipecat.turns.user_stop import BaseUserTurnStopStrategy


class ProposedTurnStopStrategy(BaseUserTurnStopStrategy):
    """Takes every proposal, also one after which no words were recognised (a cough).

    Pipecat's own external strategy waits for a transcript and would leave such a turn open.
    """

    @property
    def resolves_proposed_turn_stop_frames(self) -> bool:
        """The proposal ends here."""
        return True

    async def process_frame(self, frame: Frame) -> ProcessFrameResult:
        """End the turn on a proposal."""
        if isinstance(frame, ProposedUserStoppedSpeakingFrame):
            await self.trigger_user_turn_stopped()
        return ProcessFrameResult.CONTINUE

"""How a call can end."""

from enum import StrEnum


class CallOutcome(StrEnum):
    """The outcomes, the weightiest first: a heavier one is never replaced by a lighter one."""

    EMERGENCY = "emergency"
    DECLINED_CONSENT = "declined_consent"
    BOOKED = "booked"
    ESCALATED = "escalated"
    NO_MATCH = "no_match"
    INCOMPLETE = "incomplete"

    def outweighs(self, other: "CallOutcome | None") -> bool:
        """Whether this one takes the other's place."""
        order = list(CallOutcome)
        return other is None or order.index(self) < order.index(other)

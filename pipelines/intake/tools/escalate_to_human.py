"""escalate_to_human."""

from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Field

from compliance.tool import Result
from pipelines.intake.desk import Desk
from pipelines.intake.outcome import CallOutcome
from pipelines.intake.tools.fields import SpareNumber

Reason = Literal[
    "caller_asked", "declined_consent", "emergency", "identity", "not_understood", "other"
]
_OUTCOMES = {
    "emergency": CallOutcome.EMERGENCY,
    "declined_consent": CallOutcome.DECLINED_CONSENT,
}


def _known(reason: Any) -> Any:  # noqa: ANN401 - whatever an LLM sends
    # A caller is never kept from a person because the model named its reason badly.
    return reason if isinstance(reason, str) and reason in get_args(Reason) else "other"


async def escalate_to_human(
    desk: Desk,
    reason: Annotated[
        Reason, BeforeValidator(_known), Field(description="Why a person should take over.")
    ] = "other",
    callback_number: SpareNumber = "",
) -> Result:
    """Hand the call over to a person of the clinic."""
    desk.callback_number = callback_number or desk.callback_number
    desk.settle(_OUTCOMES.get(reason, CallOutcome.ESCALATED))
    return {"ok": True}

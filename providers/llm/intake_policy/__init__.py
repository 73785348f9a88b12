"""The embedded line's intake conversation: a pure function from the context to the next reply.

It keeps no state of its own, so it can also take over a call in which another model fails.
"""

from collections.abc import Collection, Sequence

from providers.llm.intake_policy.dialogue import SILENCE, UNHEARD, Message
from providers.llm.intake_policy.fold import intake_from
from providers.llm.intake_policy.plan import Reply, ToolCall, decide
from providers.llm.intake_policy.prompt import SYSTEM_PROMPT
from providers.llm.intake_policy.wording import OPENING

__all__ = ["OPENING", "SILENCE", "SYSTEM_PROMPT", "UNHEARD", "Reply", "ToolCall", "reply"]


def reply(messages: Sequence[Message], tools: Collection[str]) -> Reply:
    """Answer `messages` (OpenAI chat shape, placeholders only) using the tools named in `tools`."""
    return decide(intake_from(messages), tools)

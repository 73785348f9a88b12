"""The register of tools: a new tool is one file and one line here."""

from compliance.tool import Tool
from pipelines.intake.tools.book_appointment import book_appointment
from pipelines.intake.tools.end_call import end_call
from pipelines.intake.tools.escalate_to_human import escalate_to_human
from pipelines.intake.tools.find_slots import find_slots
from pipelines.intake.tools.record_consent import record_consent

TOOLS = (
    Tool(record_consent, in_any_case=True),  # a "yes" has a record of its own, or does not count
    Tool(find_slots),
    Tool(book_appointment, once=True),
    Tool(escalate_to_human, in_any_case=True),
    Tool(end_call, in_any_case=True),
)

"""Shows a call while it happens: the clear zone on the left, the model zone on the right."""

from rich.console import Console
from rich.table import Table


class ZonesView:
    """Prints each turn as it comes, in both zones."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._raw = ""
        self._spoken = ""
        width = max(20, (console.width - 10) // 2)
        self._width = width
        console.print(
            f"[bold]{'clear zone: heard and spoken':<{width}}   model zone: all the LLM sees"
        )

    def heard(self, text: str) -> None:
        """The caller, as recognised."""
        self._raw = text

    def spoken(self, text: str) -> None:
        """The agent, as heard."""
        self._spoken = text

    def caller_placeholders(self, text: str) -> None:
        """The caller, as the model sees it."""
        self._row("caller", self._raw, text, "cyan")

    def agent_placeholders(self, text: str) -> None:
        """The agent, as the model wrote it."""
        self._row("agent", self._spoken, text, "green")

    def _row(self, who: str, clear: str, model: str, colour: str) -> None:
        table = Table.grid(padding=(0, 1))
        table.add_column(width=6, style=f"bold {colour}")
        table.add_column(width=self._width)
        table.add_column(width=self._width, style="dim")
        table.add_row(who, clear.replace("[", "\\["), model.replace("[", "\\["))
        self._console.print(table)

"""Draws redacted dialogues as one self-contained HTML page: what is masked, in colours by type."""

from collections import Counter
from collections.abc import Iterator
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import IO, Any

from compliance.redaction import PhiType
from pipelines.transcripts.dialogues import Dialogue, TranscriptError

_GOLDEN_ANGLE = 137.5
_HEAD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Redaction report</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>
body { font: 15px/1.6 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem;
       color: #1b1f24; background: #fff }
h1 { font-size: 1.4rem } h2 { font-size: .95rem; margin: 1.6rem 0 .3rem; color: #57606a }
p { margin: .15rem 0 } .agent { color: #57606a } .agent::before { content: "agent " }
.caller::before { content: "caller "; color: #57606a }
.agent::before, .caller::before { display: inline-block; width: 4rem; font-size: .8rem }
.model { margin-left: 4rem; font: 13px/1.6 ui-monospace, monospace; color: #57606a }
mark { border-radius: .25rem; padding: 0 .2rem; color: inherit }
mark::after { content: attr(data-type); font-size: .6rem; margin-left: .25rem; opacity: .75 }
.warn { background: #fff8c5; padding: .6rem .8rem; border-radius: .4rem }
td { padding: .1rem 1rem .1rem 0 }
"""


class Report:
    """Collects dialogues and writes the page.

    The page quotes what was masked: it is PHI itself, for those who may read the transcripts.
    """

    def __init__(self) -> None:
        self._dialogues: list[str] = []
        self._spans: Counter[str] = Counter()

    def add(self, dialogue: Dialogue) -> None:
        """Take one redacted dialogue."""
        self._dialogues.append("".join(self._drawn(dialogue)))

    def write(self, file: Path) -> None:
        """Write the page (0600). Raises TranscriptError."""
        try:
            file.touch(mode=0o600)
            file.chmod(0o600)
            with file.open("w", encoding="utf-8", errors="backslashreplace") as page:
                self._write(page)
        except OSError as error:
            raise TranscriptError(f"cannot write {file}: {error.strerror}") from None

    def _write(self, page: IO[str]) -> None:
        page.write(_HEAD)
        for number, kind in enumerate(PhiType):
            hue = number * _GOLDEN_ANGLE % 360
            page.write(f'mark[data-type="{kind}"] {{ background: hsl({hue:.0f} 85% 85%) }}\n')
        page.write("</style></head><body><h1>Redaction report</h1>\n")
        page.write('<p class="warn">This page shows what was masked: it is PHI. The grey line '
                   "below each turn is all that the language model sees.</p>\n<table>")  # fmt: skip
        for name, count in self._spans.most_common():
            page.write(f'<tr><td><mark data-type="{name}"></mark></td><td>{count}</td></tr>')
        page.write("</table>\n")
        page.writelines(self._dialogues)
        page.write("</body></html>\n")

    def _drawn(self, dialogue: Dialogue) -> Iterator[str]:
        yield f"<h2>{escape(str(dialogue.id))}</h2>\n"
        for turn in dialogue.turns:
            if turn.role == "agent":
                yield f'<p class="agent">{escape(turn.text)}</p>\n'
                continue
            extra: dict[str, Any] = turn.model_extra or {}
            self._spans.update(span["type"] for span in extra["spans"])
            yield f'<p class="caller">{_marked(turn.text, extra["spans"])}</p>\n'
            if extra["spans"]:
                yield f'<p class="model">{escape(extra["redacted"])}</p>\n'


def _marked(text: str, spans: list[dict[str, Any]]) -> str:
    edges = [0, *(edge for s in spans for edge in (s["start"], s["end"])), len(text)]
    types = [None, *(kind for s in spans for kind in (s["type"], None))]
    return "".join(
        escape(text[a:b])
        if kind is None
        else f'<mark data-type="{kind}">{escape(text[a:b])}</mark>'
        for (a, b), kind in zip(pairwise(edges), types, strict=True)
    )

"""The figures of a system, as `build/bench/redaction.json` holds them."""

from collections.abc import Sequence
from typing import Any

from tests.benches.redaction.dialogues import Dialogue
from tests.benches.redaction.measure import Measured
from tests.benches.redaction.score import Score, Shares, percentile

Figures = dict[str, Any]


def figures(dialogues: Sequence[Dialogue], measured: Measured) -> Figures:
    """All measures over all dialogues, the quality of each file's, and what it took."""
    files = {dialogue.file for dialogue in dialogues}
    return {
        **_quality(dialogues, measured, files),
        "files": {file: _quality(dialogues, measured, {file}) for file in sorted(files)},
        "latency_ms": {
            "p50": percentile(measured.milliseconds, 0.5),
            "p95": percentile(measured.milliseconds, 0.95),
        },
        "load_seconds": measured.load_seconds,
        "peak_rss_mib": measured.peak_mib,
    }


def _quality(dialogues: Sequence[Dialogue], measured: Measured, files: set[str]) -> Figures:
    score = Score()
    for dialogue, found in zip(dialogues, measured.found, strict=True):
        if dialogue.file in files:
            score.add(dialogue, found)
    return {
        "leaked_characters": {
            "all": float(score.leaked),
            "style": _each(score.leaked_by_style),
            "type": _each(score.leaked_by_type),
        },
        "spans_leaked": {
            "all": float(score.spans_leaked),
            "type": _each(score.spans_leaked_by_type),
        },
        "other_words_masked": {
            "all": float(score.masked),
            "hard_negatives": float(score.masked_in_hard_negatives),
        },
        "f1": {"typed": score.typed.f1, "any": score.any.f1},
        "without_leak": float(score.without_leak),
        "counted": {
            "dialogues": score.without_leak.whole,
            "spans": score.spans_leaked.whole,
            "other_words": score.masked.whole,
            "spans_by_type": {
                kind: share.whole for kind, share in sorted(score.spans_leaked_by_type.items())
            },
        },
    }


def _each(shares: Shares) -> dict[str, float]:
    return {key: float(share) for key, share in sorted(shares.items())}

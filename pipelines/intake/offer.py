"""Which of the free slots to offer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from pipelines.intake.slot import Slot
from pipelines.intake.wishes import Wish

_APART = timedelta(hours=4)  # a morning and an afternoon leave more choice than two mornings
_FITS = (0, 0, 0)


@dataclass(frozen=True)
class Offer:
    """Slots for a wish, the best first; `exact`: the first one fits it."""

    slots: tuple[Slot, ...]
    exact: bool


def best(slots: Sequence[Slot], wish: Wish, after: datetime | None, limit: int) -> Offer:
    """Choose up to `limit` slots: fitting before near, those after `after` first, then sooner."""
    ranked = sorted(
        slots,
        key=lambda slot: (
            wish.distance(slot.starts),
            after is not None and slot.starts <= after,
            slot.starts,
        ),
    )
    chosen: list[Slot] = []
    for slot in ranked:
        as_good = wish.distance(slot.starts) == wish.distance(ranked[0].starts)
        if as_good and all(abs(slot.starts - other.starts) >= _APART for other in chosen):
            chosen.append(slot)
    chosen += [slot for slot in ranked if slot not in chosen]
    exact = bool(chosen) and wish.distance(chosen[0].starts) == _FITS
    return Offer(tuple(chosen[:limit]), exact)

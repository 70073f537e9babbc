"""The moments of a repetition that are phases of its move, and how many there are a minute."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from hiphinge.moves.move import moves
from hiphinge.report.model import EventInfo, Measured
from hiphinge.reps.power import POWER_MEASURES

if TYPE_CHECKING:
    from hiphinge.judgement.judge import Judgement
    from hiphinge.moves.move import Move
    from hiphinge.reps.rep import Rep

CADENCE_REPS = 3
"""Fewer repetitions have no cadence."""
PERIOD_SD_S = 0.03
"""A period is no surer than this [s]: each of its two bottoms is known to a frame."""
CADENCE_GAP = 1.5
"""Nor have repetitions of which one comes after more than this many usual periods."""


def phases(rep: Rep, move: Move | None) -> list[EventInfo]:
    """Return a repetition's phases in the order of time; those not seen are left out."""
    if move is None:
        return []
    named = {one.event: one for one in move.phases}
    order = list(named)
    # Moments of one frame come in the order of the move.
    mine = (one for one in rep.events if one.name in named)
    seen = sorted(mine, key=lambda one: (one.time_s, order.index(one.name)))
    return [
        EventInfo(
            event=one.name,
            name=named[one.name].name,
            what=named[one.name].what,
            time_s=round(one.time_s, 6),
            sd_s=one.sd_s,
        )
        for one in seen
    ]


def unseen(rep: Rep, move: Move | None) -> list[str]:
    """Return the names of the move's phases that a repetition does not show."""
    seen = {one.name for one in rep.events}
    return [one.name for one in move.phases if one.event not in seen] if move is not None else []


def is_of(move: Move | None, measure: str) -> bool:
    """Tell whether a measure belongs into the report of a move.

    What a fast move measures on its way is known for any of them, and means something only where
    the move has a rule for it; a flight is one in any.
    """
    if measure not in POWER_MEASURES or measure == "flight_s":
        return True
    return move is not None and any(row["measure"] == measure for row in move.rules)


def title_of(name: str) -> str:
    """Return the name of a move for a reader; empty for ``other``."""
    return moves()[name].title if name in moves() else ""


def hinge_s(rep: Rep, move: Move | None) -> float:
    """Return when the hinge of a repetition is held [s]."""
    at_s = rep.at(move.hinge_at) if move is not None else float("nan")
    return round(at_s if np.isfinite(at_s) else rep.bottom_s, 6)


def cadence(judgement: Judgement) -> Measured | None:
    """Return repetitions a minute of a ballistic set done in a row; None for any other.

    A time in which a repetition was left out counts where it is one period, as when that one was
    counted wrongly, and is passed over where it is longer.
    """
    at_s = np.array([one.rep.bottom_s for one in judgement.reps])
    if not judgement.named.ballistic or len(at_s) < CADENCE_REPS:
        return None
    period_s = np.diff(at_s)
    whole = np.diff([one.number for one in judgement.reps]) == 1
    if not whole.any():
        return None
    usual_s = float(np.median(period_s[whole]))
    period_s = period_s[whole | (period_s <= CADENCE_GAP * usual_s)]
    if len(period_s) < CADENCE_REPS - 1 or float(period_s.max()) > CADENCE_GAP * usual_s:
        return None
    usual_s = float(np.median(period_s))
    spread_s = max(float(np.std(period_s, ddof=1)), PERIOD_SD_S)
    doubt_s = spread_s / float(np.sqrt(len(period_s)))
    per_min = 60 / usual_s
    return Measured(
        value=round(per_min, 6), sd=round(per_min * doubt_s / usual_s, 6), unit="per min"
    )

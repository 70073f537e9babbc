"""The phases of each repetition as a terminal shows them: a table, or a line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiphinge.report.words import INDENT, columns, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hiphinge.report.model import RepInfo

USUAL = {"start", "bottom", "lockout"}
"""A move with no other phase has nothing to show that the repetitions do not say already."""


def phase_lines(reps: Sequence[RepInfo], width: int) -> list[str]:
    """Return when each repetition passes the phases of its move; nothing for a plain lift.

    Parameters
    ----------
    reps : sequence of RepInfo
        The repetitions, with their events.
    width : int
        Columns of the terminal.
    """
    names = phase_names(reps)
    if not {one.event for rep in reps for one in rep.events} - USUAL:
        return []
    rows = [(str(rep.rep), *_times(rep, names)) for rep in reps if rep.events]
    lines = columns([("rep", *names), *rows])
    if max(map(len, lines)) > width:
        lines = [line for row in rows for line in _told(row, names, width)]
    return ["Phases", *lines, *wrap(_doubt(reps), width, INDENT, "- ")]


def phase_names(reps: Sequence[RepInfo]) -> list[str]:
    """Return the phases that any repetition shows, in the order in which they usually come."""
    places: dict[str, list[float]] = {}
    for rep in reps:
        for one in rep.events:
            places.setdefault(one.name, []).append(one.time_s - rep.bottom_s)
    return sorted(places, key=lambda name: sum(places[name]) / len(places[name]))


def _times(rep: RepInfo, names: Sequence[str]) -> list[str]:
    when = {one.name: f"{one.time_s:.2f} s" for one in rep.events}
    return [when.get(name, "not seen") for name in names]


def _told(row: tuple[str, ...], names: Sequence[str], width: int) -> list[str]:
    number, *times = row
    said = ", ".join(f"{name} {time}" for name, time in zip(names, times, strict=True))
    return wrap(f"Rep {number}: {said}", width, INDENT, "- ")


def _doubt(reps: Sequence[RepInfo]) -> str:
    doubts = [one.sd_s for rep in reps for one in rep.events]
    low, high = min(doubts), max(doubts)
    much = f"±{low:.2f} s" if low == high else f"±{low:.2f} s to ±{high:.2f} s"
    return f"Each moment is {much} sure (one standard deviation)."

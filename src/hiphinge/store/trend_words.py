"""Trends in sentences: what changed, by how much, how sure that is, or what it would have taken."""

from __future__ import annotations

import math
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Final

from hiphinge.numerals import decimal, load
from hiphinge.report.compare.difference import REPS_LEAST, SETUP_SD
from hiphinge.report.compare.words import MORE, NAMES, short_of, together
from hiphinge.report.signed import unit_of
from hiphinge.report.words import sentence
from hiphinge.store.measures import CADENCE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hiphinge.store.change import Change, Side
    from hiphinge.store.trends import Lifted

TITLES: Final[Mapping[str, str]] = {
    **NAMES,
    "hip_deg": "bend of the hip itself",
    "spine_deg": "back against standing",
    "hip_part_deg": "hip's part of the fold",
    "spine_share_frac": "back's share of the fold",
    "hip_kept_frac": "hips tall",
    "eccentric_s": "way down",
    "pause_s": "stay at the bottom",
    "concentric_s": "way up",
    CADENCE: "cadence",
}
"""Each measure that is kept of a set as a page calls it."""
CHANGES: Final[Mapping[str, tuple[str, str]]] = {
    **MORE,
    "hip_deg": ("the hip bends {by} more", "the hip bends {by} less"),
    "spine_deg": (
        "the back is {by} more rounded at the bottom against standing",
        "the back is {by} less rounded at the bottom against standing",
    ),
    "hip_part_deg": (
        "the hip gives {by} more to the fold",
        "the hip gives {by} less to the fold",
    ),
    "spine_share_frac": (
        "the back's share of the fold is {by} larger",
        "the back's share of the fold is {by} smaller",
    ),
    "hip_kept_frac": ("the hips stay {by} taller", "the hips sink {by} farther"),
    "eccentric_s": ("the way down takes {by} longer", "the way down is {by} shorter"),
    "pause_s": ("the stay at the bottom is {by} longer", "the stay at the bottom is {by} shorter"),
    "concentric_s": ("the way up takes {by} longer", "the way up is {by} shorter"),
    CADENCE: ("it is {by} faster", "it is {by} slower"),
}
"""What is said of the late sets where their value is larger, and where it is smaller."""
SAID: Final[Mapping[str, tuple[float, int, str, str]]] = {
    "deg": (1, 0, "°", ""),
    "frac": (100, 0, "%", ""),
    "leg": (1, 2, "", " leg lengths"),
    "deg/s": (1, 0, "°", " a second"),
    "s": (1, 1, " s", ""),
    "min": (1, 0, "", " a minute"),
}
"""Of each unit: what it is multiplied by, its decimals, its sign, and what is said behind it."""
MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)


def how_sure(among: int) -> tuple[str, ...]:
    """Return what a reader should know of all changes alike.

    Parameters
    ----------
    among : int
        How many measures are looked at together.
    """
    return (
        f"± is one standard deviation. {sentence(together(among))}",
        f"Setting up the phone anew shifts an angle by about {SETUP_SD['deg']:g}° by itself. More "
        "repetitions do not average that out, more days do. So many days tell smaller changes than "
        "two sets that are compared; the rule is the same.",
        "The first third of the days is held against the last third; of fewer than six days, the "
        "first half against the last.",
        "That all sets are of the same person is taken on trust.",
    )


def amount(name: str, value: float, sd: float | None = None) -> str:
    """Say a measure with its doubt, which is never rounded away."""
    factor, places, sign, after = _said(name)
    step = 10.0**-places
    doubt = "" if sd is None else f" ±{decimal(max(factor * sd, step), places)}{sign}"
    return f"{decimal(factor * value, places)}{sign}{doubt}{after}"


def difference(name: str, value: float, sd: float | None = None) -> str:
    """Say a difference with its doubt; between two shares it is counted in points."""
    return amount(name, value, sd).replace("% ±", " ±").replace("%", " points")


def least(name: str, change: Change) -> str:
    """Say from which difference on a change is told, rounded away from what it is."""
    if not math.isfinite(change.least):
        return f"{REPS_LEAST} reps on each side"
    factor, places = _said(name)[:2]
    told = change.verdict != "no_change"
    return difference(name, short_of(factor * change.least, places, told=told) / factor)


def told(name: str, change: Change | None, units: str = "kg", *, with_load: bool = True) -> str:
    """Say what may be told of a measure's course.

    Parameters
    ----------
    name : str
        The measure.
    change : Change or None
        None where there are no two days yet.
    units : {"kg", "lb"}
        What loads are said in.
    with_load : bool
        Whether it is said that the load differs as well.
    """
    title = TITLES[name]
    if change is None:
        return sentence(f"{title}: a change can be told from the second filmed day on")
    shown = f"at first {_side(name, change.early)}, lately {_side(name, change.late)}"
    beside = _loads(change, units) if with_load else ""
    if change.verdict == "no_change":
        by = difference(name, change.value, change.sd)
        wanted = least(name, change)
        wants = (
            f"have to be more than ±{wanted}" if math.isfinite(change.least) else f"take {wanted}"
        )
        return (
            f"{sentence(title + ': no change that the measurement could tell')} It would {wants}; "
            f"it is {by}. {sentence(shown)}{beside}"
        )
    more, less = CHANGES[name]
    by = difference(name, abs(change.value), change.sd)
    said = (more if change.verdict == "more" else less).format(by=by)
    return f"{sentence(f'{said} than at first')} {sentence(shown)}{beside}"


def loads(lifted: Sequence[Lifted], units: str = "kg") -> str:
    """Say how the heaviest set of a day went; what is logged has no doubt of measurement."""
    tops = [
        (day, max(one.load_kg for one in sets))
        for day, sets in groupby(lifted, key=lambda one: one.day)
    ]
    if not tops:
        return "No load was logged yet."
    (first_day, first), (last_day, last) = tops[0], tops[-1]
    if len(tops) == 1:
        return f"The heaviest set was {load(first, units)} on {day_words(first_day)}, as logged."
    change = last - first
    way = (
        "was the same"
        if change == 0
        else f"went {'up' if change > 0 else 'down'} by {load(abs(change), units)}"
    )
    best_day, best = max(tops, key=lambda top: (top[1], top[0]))
    most = "" if best == last else f" The most was {load(best, units)} on {day_words(best_day)}."
    return (
        f"The heaviest set of a day {way}, from {load(first, units)} on {day_words(first_day)} "
        f"to {load(last, units)} on {day_words(last_day)}, as logged.{most}"
    )


def day_words(day: str) -> str:
    """Say a day, such as 27 November 2026."""
    found = date.fromisoformat(day)
    return f"{found.day} {MONTHS[found.month - 1]} {found.year}"


def _said(name: str) -> tuple[float, int, str, str]:
    return SAID["leg" if name == "hips_back_frac" else unit_of(name)]


def _side(name: str, side: Side) -> str:
    reps = "1 rep" if side.reps == 1 else f"{side.reps} reps"
    days = "1 day" if side.days == 1 else f"{side.days} days"
    return f"{amount(name, side.value, side.sd)} ({reps} on {days})"


def _loads(change: Change, units: str) -> str:
    early, late = change.early.load_kg, change.late.load_kg
    if early is None or late is None:
        return ""
    first, lately = (load(mean, units, places=1) for mean in (early, late))
    if first == lately:
        return ""
    return f" The load differs as well: {first} on average at first, {lately} lately."

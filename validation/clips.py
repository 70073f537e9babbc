"""Counts and events of labelled real clips."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hiphinge import ClipError, analyze
from validation.labels import Label, distance_s

if TYPE_CHECKING:
    from hiphinge.report.model import Report

EVENT_S = 0.15
"""A labelled event is met within this [s]; the labels themselves are 0.1 to 0.2 s sure."""
LABEL_S = 0.1
"""The labels are surer than this in no case [s]."""
TOPS = ("top", "catch", "reach", "take_off", "landing", "landing_bottom")
"""Events that a label may call a top, in moves that have one of a moment; others have a stand."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What hiphinge made of one labelled clip.

    Attributes
    ----------
    label : Label
    refused : str
        The sentence with which it was refused; empty where it was judged.
    counted : int
        Complete repetitions.
    kinds, exercise : str
    yaw_deg : float or None
    bottom_s : tuple of float
        Distance of each repetition's bottom from the nearest labelled one [s].
    top_s : tuple of float
        Distance of each labelled top from the nearest such event, or where the move has none,
        from the nearest stand between repetitions [s].
    noticed : tuple of str
        What was said of the camera and of stretches left out.
    """

    label: Label
    refused: str
    counted: int = 0
    kinds: tuple[str, ...] = ()
    exercise: str = ""
    yaw_deg: float | None = None
    bottom_s: tuple[float, ...] = ()
    top_s: tuple[float, ...] = ()
    noticed: tuple[str, ...] = ()


def outcome(label: Label) -> Outcome:
    """Judge one labelled clip and hold it against its label."""
    try:
        report = analyze(label.path).report
    except ClipError as error:
        return Outcome(label, str(error))
    reps = [rep for rep in report.reps if rep.complete]
    return Outcome(
        label=label,
        refused="",
        counted=len(reps),
        kinds=tuple(rep.kind for rep in reps),
        exercise=report.exercise,
        yaw_deg=report.view.yaw_deg,
        bottom_s=tuple(_nearest(rep.bottom_s, label.bottoms_s) for rep in reps),
        top_s=_tops(report, label),
        noticed=tuple(gap.why for gap in report.gaps),
    )


def _nearest(time_s: float, stretches: tuple[tuple[float, float], ...]) -> float:
    return min((distance_s(time_s, stretch) for stretch in stretches), default=float("nan"))


def _tops(report: Report, label: Label) -> tuple[float, ...]:
    """Return how far each labelled top lies from an event or a stand [s].

    A label names some moment of a stand that may last seconds; a stand runs from the end of one
    repetition to the start of the next.
    """
    named = [one.time_s for rep in report.reps for one in rep.events if one.event in TOPS]
    if named:
        return tuple(min(distance_s(one, top) for one in named) for top in label.tops_s)
    ends = [0.0, *(rep.end_s for rep in report.reps)]
    starts = [*(rep.start_s for rep in report.reps), report.clip.duration_s]
    stands = [(low, max(low, high)) for low, high in zip(ends, starts, strict=True)]
    return tuple(
        min(max(low - stand[1], stand[0] - high, 0.0) for stand in stands)
        for low, high in label.tops_s
    )

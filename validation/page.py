"""The page of measured accuracy, written from what was measured."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from validation.clips import EVENT_S
from validation.labels import FOLDER_VARIABLE
from validation.markdown import table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from validation.clips import Outcome
    from validation.renders import Bottom, Errors

HEAD = f"""# Measured accuracy

Rebuilt by `make validate`. Nothing here is written by hand.

Three kinds of clips: films of made-up people whose joints, spine and camera are known exactly
(`validation/people` makes them; what was measured in them is kept in `validation/films.npz`), a few
rendered clips that come along with the package and its tests, and real clips that a person counted
and timed, in a folder that `{FOLDER_VARIABLE}` names. Real clips are named by file only.
"""


def page(
    errors: Mapping[str, Errors],
    bottoms: Sequence[Bottom],
    outcomes: Sequence[Outcome],
    films: str,
    power: str,
) -> str:
    """Return the page as Markdown."""
    parts = [
        HEAD,
        films,
        power,
        "# Other clips\n",
        _angles(errors),
        _bottoms(bottoms),
        _real(outcomes),
    ]
    return "\n".join(parts)


def _angles(errors: Mapping[str, Errors]) -> str:
    rows = [
        (
            name,
            f"{one.bias:+.1f}",
            f"{one.mae:.1f}",
            f"{one.p95:.1f}",
            f"{one.coverage:.0%}",
            f"{one.plain_mae:.1f}",
        )
        for name, one in errors.items()
    ]
    return (
        "## Angles of a rendered person, every frame of the example\n\n"
        "One body, five reps, side view. Errors in degrees: measured minus true. *Covered* is the "
        "share of frames whose truth lies within 1.96 of the stated standard deviations (95% if "
        "the doubt is right; errors of one body are alike, so one body cannot settle it). *Plain* "
        "is what the same landmarks give with three-point angles and no correction.\n\n"
        + table(
            (
                "angle",
                "mean error",
                "mean absolute",
                "95% of frames within",
                "covered",
                "plain, mean absolute",
            ),
            rows,
        )
    )


def _bottoms(bottoms: Sequence[Bottom]) -> str:
    rows = [
        (
            one.clip,
            str(one.rep),
            one.true_kind,
            one.kind,
            f"{one.bottom_error_s:+.2f}",
            *(f"{one.error_deg[a]:+.1f}" for a in ("trunk_deg", "shin_deg", "knee_deg")),
        )
        for one in bottoms
    ]
    return (
        "## Bottoms of rendered people\n\n"
        "Errors at the bottom of each rep: time in seconds, angles in degrees.\n\n"
        + table(("clip", "rep", "rendered as", "judged", "bottom", "trunk", "shin", "knee"), rows)
    )


def _real(outcomes: Sequence[Outcome]) -> str:
    title = "## Real clips, counted and timed by a person\n\n"
    if not outcomes:
        return (
            f"{title}Not measured in this run: {FOLDER_VARIABLE} names no folder with a "
            "labels.csv.\n"
        )
    rows = [
        (
            one.label.path.stem,
            one.label.exercise,
            one.exercise.replace("_", " ") or "-",
            "yes" if one.label.side else "no",
            "-" if one.label.reps is None else str(one.label.reps),
            "refused" if one.refused else str(one.counted),
            "-" if one.yaw_deg is None else f"{one.yaw_deg:.0f}",
            _worst(one.bottom_s),
            _worst(one.top_s),
            ", ".join(sorted(set(one.kinds))) or "-",
        )
        for one in outcomes
    ]
    side = [one for one in outcomes if one.label.side]
    exact = sum(one.counted == one.label.reps for one in side)
    events = [time for one in side for time in (*one.bottom_s, *one.top_s) if math.isfinite(time)]
    met = sum(time <= EVENT_S for time in events)
    told = [f"* {one.label.path.stem}: {one.refused}" for one in outcomes if one.refused]
    told += [
        f"* {one.label.path.stem}: {why}"
        for one in outcomes
        for why in one.noticed
        if "another view" in why or "camera" in why.lower() or "fades" in why
    ]
    return (
        title + f"Side and near-side clips: {exact} of {len(side)} counted exactly; {met} of "
        f"{len(events)} events within {EVENT_S} s (the labels are 0.1 to 0.2 s sure). A bottom is "
        "held against the nearest labelled one, a labelled top against the nearest such event of "
        "the move, or the nearest stand between two reps; the worst of a clip is shown, in "
        "seconds. From other views reps are counted as far as they can be.\n\n"
        + table(
            (
                "clip",
                "exercise",
                "called",
                "side view",
                "labelled",
                "counted",
                "yaw, deg",
                "worst bottom",
                "worst top",
                "kinds",
            ),
            rows,
        )
        + "\nRefused, or left out in part:\n\n"
        + "\n".join(told)
        + "\n"
    )


def _worst(times: Sequence[float]) -> str:
    known = [time for time in times if math.isfinite(time)]
    return f"{max(known):.2f}" if known else "-"

"""Tables of measured accuracy in Markdown, with plain landmarks beside each figure.

Where ours is not better than plain landmarks the cell says so in words.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from validation.agreement import BODIES_FEW, against_plain, agreement, worst_body

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from validation.agreement import Agreement, Estimate, Frames

SIDE_DEG = 15.0
"""The aims hold for cameras turned at most so far from the side [deg]."""
YAW_EDGES_DEG = (0.0, 5.0, 10.0, 15.0, 20.0, 30.0, math.inf)
MARGIN_DEG = 0.1
"""A mean absolute error larger than plain landmarks' by more than this is worse [deg]."""
PHASES = ("standing", "moving", "bottom")
CLOTHING = ("fitted", "loose")
IMPLEMENTS = ("nothing", "barbell", "kettlebell", "dumbbell", "bar on back")
SIDE = f"fitted clothes, camera at most {SIDE_DEG:g}° from the side"
Parts: TypeAlias = "dict[str, Frames]"


@dataclass(frozen=True, slots=True)
class Aim:
    """The mean absolute error to stay within, over all frames and at bottoms [deg]."""

    every: float
    bottom: float


AIMS = {
    "trunk_deg": Aim(0.8, 1.0),
    "thigh_deg": Aim(1.0, 1.2),
    "shin_deg": Aim(1.0, 1.2),
    "knee_deg": Aim(1.6, 2.0),
    "thigh_trunk_deg": Aim(1.5, 1.8),
    "hip_deg": Aim(2.5, 3.0),
    "spine_deg": Aim(2.5, 3.0),
}


@dataclass(frozen=True, slots=True)
class Worse:
    """A group of rows where plain landmarks do better; both errors are of the same frames."""

    table: str
    group: str
    measure: str
    bodies: int
    ours_deg: float
    plain_deg: float


def worse_than_plain(frames: Frames) -> list[Worse]:
    """Return the groups of the tables where ours is worse than plain by more than the margin.

    Single bodies are no groups here; `worst_bodies` shows them.
    """
    every: dict[str, Parts] = {"headline": {"all": _side_on(frames)}, "phase": _phases(frames)}
    every |= {"yaw": _yaws(frames), "clothing": _clothing(frames)}
    every |= {"implement": _implements(frames)}
    found = []
    for name, parts in every.items():
        for group, part in parts.items():
            for measure in _measures(part):
                rows = part.where(measure=measure)
                ours, plain = against_plain(rows)
                if ours - plain > MARGIN_DEG:
                    bodies = len(set(rows.body.tolist()))
                    found.append(Worse(name, group, measure, bodies, ours, plain))
    return found


def tables(frames: Frames, aims: Mapping[str, Aim] = AIMS) -> str:
    """Return all tables under their headings, with how to read them."""
    return "\n".join(
        (
            f"## Angles: {SIDE}\n\n{_how_to_read(frames)}\n\n{headline(frames, aims)}",
            f"## By phase: {SIDE}\n\n{by_phase(frames)}",
            f"## By turn of the camera: fitted clothes\n\n{by_yaw(frames)}",
            f"## By clothing and implement\n\n{by_clothing_and_implement(frames)}",
            f"## The worst body of each angle: {SIDE}\n\n{worst_bodies(frames)}",
        )
    )


def headline(frames: Frames, aims: Mapping[str, Aim] = AIMS) -> str:
    """Return one row per measure, against its aim; what was not measured has a row too."""
    rows = []
    side = _side_on(frames)
    for measure in _ordered(side.measure.tolist(), tuple(aims)):
        every = agreement(side.where(measure=measure))
        bottom = agreement(side.where(measure=measure, phase="bottom"))
        cells = {"angle": _title(measure), **_counts(every), **_figures(every)}
        cells |= {"plain, bottoms": _number(bottom.plain_mae), "ours, bottoms": _error(bottom)}
        rows.append({**cells, "aim, all / bottoms": _met(aims.get(measure), every, bottom)})
    return table(rows)


def by_phase(frames: Frames) -> str:
    """Return one row per measure and phase, of the headline's frames."""
    return _grouped("phase", _phases(frames))


def by_yaw(frames: Frames) -> str:
    """Return one row per measure and turn of the camera, for fitted clothes."""
    return _grouped("camera, ° from the side", _yaws(frames))


def by_clothing_and_implement(frames: Frames) -> str:
    """Return one row per measure and clothing, and per measure and implement."""
    return _grouped("worn or held", _clothing(frames) | _implements(frames))


def worst_bodies(frames: Frames) -> str:
    """Return each measure's body with the largest error, and plain landmarks' on that body."""
    rows = []
    side = _side_on(frames)
    for measure in _measures(side):
        every = side.where(measure=measure)
        body = worst_body(every)
        if body is not None:
            one = agreement(every.where(body=body))
            counts = {"clips / frames": f"{one.clips} / {one.frames}"}
            cells = {"angle": _title(measure), "worst body": body, **counts, **_figures(one)}
            del cells["limits of agreement"]  # These are of several bodies.
            rows.append(cells)
    return table(rows)


def table(rows: Sequence[Mapping[str, str]]) -> str:
    """Return rows, whose keys are the header, as a table in Markdown."""
    if not rows:
        return "No frames.\n"
    lines = [list(rows[0]), ["---"] * len(rows[0]), *(list(row.values()) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _how_to_read(frames: Frames) -> str:
    return (
        f"{len(set(frames.body.tolist()))} bodies in all. *Ours* and *plain* are mean absolute "
        "errors in degrees; *plain* is what three-point angles of plain landmarks give on the "
        "frames that both have. Bias is measured minus true. In brackets are 95% intervals for "
        "which whole bodies were resampled; with fewer than "
        f"{BODIES_FEW} bodies, marked *few*, they are too narrow. 95% of errors are expected "
        "within the *limits of agreement*, which hold the variance between and within bodies "
        "(Bland and Altman 2007). *Covered* is the share of frames whose truth lies within 1.96 "
        "of the stated standard deviations: 95% if the doubt is right. *Silent* is the share of "
        "frames without a figure; errors are of the others. *Worse than plain* means by more than "
        f"{MARGIN_DEG:g}°. An aim is met if the mean absolute error itself is within it, whatever "
        "its interval."
    )


def _grouped(name: str, parts: Parts) -> str:
    rows = []
    for measure in _measures(*parts.values()):
        for group, part in parts.items():
            one = agreement(part.where(measure=measure))
            if one.frames:
                cells = {"angle": _title(measure), name: group, **_counts(one), **_figures(one)}
                rows.append(cells)
    empty = ", ".join(group for group, part in parts.items() if not len(part))
    return table(rows) + (f"\nNo frames: {empty}.\n" if empty and rows else "")


def _side_on(frames: Frames) -> Frames:
    return _near_side(frames).where(clothing="fitted")


def _near_side(frames: Frames) -> Frames:
    return frames.take(np.abs(frames.yaw_deg) <= SIDE_DEG)


def _phases(frames: Frames) -> Parts:
    side = _side_on(frames)
    names = _ordered(side.phase.tolist(), PHASES)
    return {name: side.where(phase=name) for name in names}


def _yaws(frames: Frames) -> Parts:
    """Part by turn; an edge belongs to the part below it, as the headline's limit does."""
    fitted = frames.where(clothing="fitted")
    at = np.searchsorted(YAW_EDGES_DEG[1:], np.abs(fitted.yaw_deg))
    parts = {}
    for which, (low, high) in enumerate(pairwise(YAW_EDGES_DEG)):
        name = f"{low:g} to {high:g}" if math.isfinite(high) else f"over {low:g}"
        parts[name] = fitted.take(at == which)
    return parts


def _clothing(frames: Frames) -> Parts:
    """Part by clothing near the side; what is neither fitted nor near the side comes last."""
    near = _near_side(frames)
    names = _ordered(near.clothing.tolist(), CLOTHING)
    parts = {f"{name} clothes": near.where(clothing=name) for name in names}
    rest = (np.abs(frames.yaw_deg) > SIDE_DEG) & (frames.clothing != "fitted")
    return parts | {f"not fitted, camera over {SIDE_DEG:g}°": frames.take(rest)}


def _implements(frames: Frames) -> Parts:
    side = _side_on(frames)
    names = _ordered(side.implement.tolist(), IMPLEMENTS)
    return {f"{name}, fitted clothes": side.where(implement=name) for name in names}


def _measures(*parts: Frames) -> list[str]:
    """Return the measures that are there, in the order of the aims."""
    there = {name for part in parts for name in part.measure.tolist()}
    return [name for name in _ordered(there, tuple(AIMS)) if name in there]


def _ordered(names: Iterable[str], known: tuple[str, ...]) -> list[str]:
    """Return the known names, then all others, so that none drops out unseen."""
    return [*known, *sorted(set(names) - set(known))]


def _title(measure: str) -> str:
    return measure.removesuffix("_deg").replace("_", "-")


def _counts(one: Agreement) -> dict[str, str]:
    few = " (few)" if 0 < one.bodies < BODIES_FEW else ""
    return {"bodies / clips / frames": f"{one.bodies}{few} / {one.clips} / {one.frames}"}


def _figures(one: Agreement) -> dict[str, str]:
    low, high = one.limits
    return {
        "plain": _number(one.plain_mae),
        "ours": _error(one),
        "bias": _interval(one.bias, "+.2f"),
        "limits of agreement": f"{low:+.1f} to {high:+.1f}" if math.isfinite(low) else "-",
        "covered": _interval(one.coverage, ".0%"),
        "silent": _number(one.silent, ".1%"),
    }


def _error(one: Agreement) -> str:
    """Return the error, and say where it is not below plain landmarks' (NaN: there are none)."""
    text = _interval(one.mae)
    worse = one.mae_beside - one.plain_mae
    if worse > MARGIN_DEG:
        return f"{text}, **worse than plain by {worse:.2f}**"
    return f"{text}, no better than plain" if worse >= 0 else text


def _met(aim: Aim | None, every: Agreement, bottom: Agreement) -> str:
    if aim is None:
        return "no aim"
    said = []
    for name, one, limit in (("all", every, aim.every), ("bottoms", bottom, aim.bottom)):
        met = "met" if one.mae.value <= limit else "missed"
        said.append(f"{name} {met if math.isfinite(one.mae.value) else 'not measured'}")
    return f"{aim.every:g} / {aim.bottom:g}: {', '.join(said)}"


def _interval(one: Estimate, form: str = ".2f") -> str:
    if not math.isfinite(one.low):
        return _number(one.value, form)
    return f"{one.value:{form}} ({one.low:{form}} to {one.high:{form}})"


def _number(value: float, form: str = ".2f") -> str:
    return f"{value:{form}}" if math.isfinite(value) else "-"

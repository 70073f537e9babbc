"""Differences between two sets, each in one sentence."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from hiphinge.numerals import decimal, percent
from hiphinge.report.compare.difference import REPS_LEAST, told_sds
from hiphinge.report.words import sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hiphinge.report.compare.difference import Apart
    from hiphinge.report.compare.model import ComparedSet

NAMES: Final[Mapping[str, str]] = {
    "trunk_deg": "depth",
    "hip_share_frac": "hip share",
    "knee_deg": "knees",
    "shin_deg": "shins",
    "hips_back_frac": "hips back",
    "hip_speed_deg_per_s": "hip speed",
    "lockout_deg": "lockout",
}
"""Each measure of the signature as the page calls it."""
MORE: Final[Mapping[str, tuple[str, str]]] = {
    "trunk_deg": (
        "the trunk leans {by} more at the bottom",
        "the trunk leans {by} less at the bottom",
    ),
    "hip_share_frac": (
        "the hip's part of the bend is {by} larger",
        "the hip's part of the bend is {by} smaller",
    ),
    "knee_deg": ("the knees bend {by} more", "the knees bend {by} less"),
    "shin_deg": ("the shins tip {by} farther forward", "the shins tip {by} less far forward"),
    "hips_back_frac": ("the hips go {by} farther back", "the hips go {by} less far back"),
    "hip_speed_deg_per_s": ("the hip opens {by} faster", "the hip opens {by} slower"),
    "lockout_deg": (
        "the hips stay {by} more bent at the lockout",
        "the hips open {by} farther at the lockout",
    ),
}
"""What is said of the second set where its value is larger, and where it is smaller."""


def together(among: int) -> str:
    """Say when a difference is told of so many that are looked at together."""
    if among <= 1:
        return f"a difference is told when it is 95% sure: {told_sds(1):.1f} standard deviations"
    return (
        f"a difference is told when it is 95% sure that none of the {among} looked at here is "
        f"told by chance alone: each must be more than {told_sds(among):.1f} standard deviations"
    )


def amount(name: str, value: float, sd: float | None, *, whole: bool = True) -> str:
    """Say a number with its doubt; where not `whole`, a part of a leg without its "leg lengths"."""
    if name == "hip_share_frac":
        return percent(value) + ("" if sd is None else f" ±{percent(max(sd, 0.01))}")
    places = 2 if name == "hips_back_frac" else 0
    sign = "" if name == "hips_back_frac" else "°"
    doubt = "" if sd is None else f" ±{decimal(max(sd, 10.0**-places), places)}{sign}"
    after = {"hip_speed_deg_per_s": " a second"}.get(name, "")
    if whole and name == "hips_back_frac":
        after = " leg lengths"
    return f"{decimal(value, places)}{sign}{doubt}{after}"


def differs(name: str, first: ComparedSet, second: ComparedSet, found: Apart) -> str:
    """Say by how much the second set differs from the first."""
    more, less = MORE[name]
    by = amount(name, abs(found.value), found.sd)
    if name == "hip_share_frac":
        by = by.replace("%", "", 1).replace("%", " points")
    said = (more if found.value > 0 else less).format(by=by)
    one, other = (_told(name, told, whole=False) for told in (second, first))
    return sentence(f"in {second.subject} {said} than in {first.subject} ({one} against {other})")


def alike(name: str, first: ComparedSet, second: ComparedSet, found: Apart) -> str:
    """Say that two sets cannot be told apart, and what it would take."""
    one, other = (_told(name, told, whole=False) for told in (first, second))
    places = 2 if name.endswith("_frac") else 0
    least = f"{REPS_LEAST} repetitions of each"
    if math.isfinite(found.least):
        least = f"more than {amount(name, short_of(found.least, places), None)}"
    if name == "hip_share_frac":
        least = least.replace("%", " points")
    return sentence(
        f"{NAMES[name]}: {one} in {first.subject} and {other} in {second.subject} cannot be told "
        f"apart; it would take {least}"
    )


def short_of(least: float, places: int, *, told: bool = False) -> float:
    """Return what a difference would take as it is shown: no number that is short of it reaches it.

    Parameters
    ----------
    least : float
    places : int
        Decimals that are shown.
    told : bool
        True for a difference that was told: then it is rounded so that this one is beyond it.
    """
    steps = least * 10.0**places
    return float(math.floor(steps) if told else math.ceil(steps)) / 10.0**places


def left_out(name: str, first: ComparedSet, second: ComparedSet, why: str) -> str:
    """Say why a measure of two sets is not compared, or not known."""
    return sentence(f"{NAMES[name]} of {first.subject} and {second.subject}: {why}")


def _told(name: str, one: ComparedSet, *, whole: bool) -> str:
    told = one.signature[name]
    return amount(name, told.value or 0.0, told.sd, whole=whole)

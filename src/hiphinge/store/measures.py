"""Which measures of a judged set are kept, and how sure each of them is.

A value is the median over the judged repetitions. Its doubt has two parts. What is constant in a
clip (this body's own error, how the camera stood) is the same in each repetition: it is the doubt
that a single one has, and more repetitions do not make it smaller. What differs between
repetitions, the lifter's own unevenness and noise, goes with the root of their number; it is never
taken to be less than the noise of one measurement. The whole doubt is both; the second part alone
is kept beside it, because that one is averaged out over several sets.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import median, stdev
from typing import TYPE_CHECKING, Final

from hiphinge.report.compare.own import own_sd
from hiphinge.report.signed import MEDIAN_SD, unit_of
from hiphinge.reps.signature import SIGNATURE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hiphinge.report.model import Measured, RepInfo, Report

AT_BOTTOM: Final = ("hip_deg", "spine_deg", "hip_part_deg", "spine_share_frac", "hip_kept_frac")
"""Of the hinge's bottom, beyond what the signature has: what hip and spine do each, where they are
told apart, and how tall the hips stay."""
TEMPO: Final = ("eccentric_s", "pause_s", "concentric_s")
CADENCE: Final = "cadence_per_min"
KEPT: Final = (*SIGNATURE, *AT_BOTTOM, *TEMPO, CADENCE)
"""Names of all measures that are kept of a set, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class KeptMeasure:
    """One measure of a judged set.

    Attributes
    ----------
    name : str
        Of `KEPT`.
    value, sd, own_sd : float
        Median over the repetitions, its whole doubt, and the part of it that differs between them.
    unit : str
    reps : int
        How many repetitions it is the median of.
    """

    name: str
    value: float
    sd: float
    own_sd: float
    unit: str
    reps: int


def measures_of(report: Report) -> list[KeptMeasure]:
    """Return what is kept of a set, of the repetitions that were judged.

    Parameters
    ----------
    report : Report

    Returns
    -------
    list of KeptMeasure
        Those that are known, in the order of `KEPT`; none where no repetition was judged.
    """
    judged = [rep for rep in report.reps if rep.kind != "unjudged"]
    if not judged:
        return []  # a cadence is known of swings that were only counted, but says nothing of form
    found = (_median(name, _known(name, judged)) for name in KEPT if name != CADENCE)
    return [one for one in (*found, _cadence(report, len(judged))) if one is not None]


def _known(name: str, reps: Iterable[RepInfo]) -> list[tuple[float, float]]:
    """Return value and doubt of a measure in each repetition that has it."""
    found = (_read(name, rep) for rep in reps)
    return [
        (one.value, one.sd)
        for one in found
        if one is not None and one.value is not None and one.sd is not None
    ]


def _read(name: str, rep: RepInfo) -> Measured | None:
    if name in TEMPO:
        found: Measured = getattr(rep, name)
        return found
    source: Mapping[str, Measured] = rep.signature if name in SIGNATURE else rep.bottom
    return source.get(name)


def _median(name: str, known: Sequence[tuple[float, float]]) -> KeptMeasure | None:
    if not known:
        return None
    values = [value for value, _ in known]
    middle = median(values)
    spread = stdev(values) if len(values) > 1 else 0.0
    each = MEDIAN_SD / math.sqrt(len(values))
    shared = median(sd for _, sd in known)
    return KeptMeasure(
        name=name,
        value=round(middle, 6) + 0.0,
        sd=round(math.hypot(shared, each * spread), 6),
        own_sd=round(own_sd(name, middle, spread, len(values)), 6),
        unit=unit_of(name),
        reps=len(values),
    )


def _cadence(report: Report, reps: int) -> KeptMeasure | None:
    told = report.set.cadence
    if told is None or told.value is None or told.sd is None:
        return None
    return KeptMeasure(CADENCE, told.value, told.sd, told.sd, told.unit, reps)

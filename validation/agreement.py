"""How measured angles agree with true ones: bias, error, limits of agreement, coverage.

A row is one measure of one frame. Frames of a body are alike, so the body is the independent
unit: intervals resample whole bodies, and limits of agreement add the variance between bodies to
the variance within them. Every heard frame counts once.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from poseaudit.agreement import repeated_limits
from poseaudit.confidence import clustered_bootstrap, wilson
from scipy.stats import rankdata

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hiphinge.quantities import Bools, Floats

Strings: TypeAlias = NDArray[np.str_]
Indices: TypeAlias = NDArray[np.intp]

HALF_WIDTH_SD = 1.96
"""Half of a 95% interval of a normal error, in standard deviations."""
RESAMPLES = 2000
SEED = 0
BODIES_FEW = 20
"""Of fewer bodies a percentile bootstrap gives intervals that are too narrow; poseaudit warns
below the same number."""


@dataclass(frozen=True, slots=True)
class Frames:
    """Columns of equal length: what is true, what was measured, and under which conditions.

    Attributes
    ----------
    body, clip : (N,) str
        Who is seen, and in which clip of them.
    measure, phase : (N,) str
        Such as `trunk_deg`; `standing`, `moving` or `bottom`.
    yaw_deg : (N,) float
        True turn of the camera from the side.
    clothing, implement : (N,) str
        Such as `fitted`; `barbell`.
    truth, ours, sd : (N,) float
        The true angle, the measured one and its standard deviation [deg]; the last two are NaN
        where it is silent.
    plain : (N,) float
        The three-point angle of plain landmarks [deg]; NaN where there is none.
    """

    body: Strings
    clip: Strings
    measure: Strings
    phase: Strings
    yaw_deg: Floats
    clothing: Strings
    implement: Strings
    truth: Floats
    ours: Floats
    sd: Floats
    plain: Floats

    def __post_init__(self) -> None:
        if len({getattr(self, one.name).shape for one in fields(self)}) != 1:
            msg = "the columns differ in length"
            raise ValueError(msg)
        if not np.isfinite([self.truth, self.yaw_deg]).all():
            msg = "every row needs its truth and its yaw"
            raise ValueError(msg)
        if not np.isfinite([self.ours[self.heard], self.sd[self.heard]]).all():
            msg = "every measured angle needs its standard deviation"
            raise ValueError(msg)

    def __len__(self) -> int:
        return len(self.truth)

    @property
    def heard(self) -> Bools:
        """Where it is not silent."""
        known: Bools = ~np.isnan(self.ours)
        return known

    def take(self, rows: Bools | Indices) -> Frames:
        """Return some of the rows."""
        return Frames(**{one.name: getattr(self, one.name)[rows] for one in fields(self)})

    def where(self, **wanted: str) -> Frames:
        """Return the rows whose columns have these values: `where(phase="bottom")`."""
        keep = np.ones(len(self), dtype=np.bool_)
        for column, value in wanted.items():
            keep &= getattr(self, column) == value
        return self.take(keep)


def joined(parts: Sequence[Frames]) -> Frames:
    """Return the rows of all parts, in order."""
    return Frames(
        **{
            one.name: np.concatenate([getattr(part, one.name) for part in parts])
            for one in fields(Frames)
        }
    )


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value and its 95% interval by body; bounds are NaN where bodies are too few to tell."""

    value: float
    low: float = math.nan
    high: float = math.nan


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a selection of rows shows; errors are measured minus true [deg].

    `bodies`, `clips`, `frames` and the share `silent` are of all rows; the rest is of heard rows.
    `limits` are the 95% limits of agreement. `mae_beside` and `plain_mae` are the mean absolute
    errors on the same rows, those that plain landmarks have as well.
    """

    bodies: int
    clips: int
    frames: int
    bias: Estimate
    mae: Estimate
    limits: tuple[float, float]
    coverage: Estimate
    silent: float
    mae_beside: float
    plain_mae: float


def agreement(frames: Frames) -> Agreement:
    """Measure the agreement of a selection of rows, which should be of one measure."""
    told = frames.take(frames.heard)
    error = told.ours - told.truth
    body = _numbered(told.body)
    covered = np.where(np.abs(error) <= HALF_WIDTH_SD * told.sd, 1.0, 0.0)
    bodies = len(set(body.tolist()))
    bias, mae, coverage = _means(body, error, np.abs(error), covered)
    beside, plain = against_plain(frames)
    return Agreement(
        bodies=len(set(frames.body.tolist())),
        clips=len(set(zip(frames.body.tolist(), frames.clip.tolist(), strict=True))),
        frames=len(frames),
        bias=bias,
        mae=mae,
        # One body shows nothing of the spread between bodies.
        limits=repeated_limits(error, body) if bodies > 1 else (math.nan, math.nan),
        coverage=_share(coverage, bodies),
        silent=1 - len(told) / len(frames) if len(frames) else math.nan,
        mae_beside=beside,
        plain_mae=plain,
    )


def against_plain(frames: Frames) -> tuple[float, float]:
    """Return the mean absolute errors of ours and of plain landmarks on the rows with both."""
    both = frames.take(frames.heard & np.isfinite(frames.plain))
    if not len(both):
        return math.nan, math.nan
    ours = float(np.abs(both.ours - both.truth).mean())
    return ours, float(np.abs(both.plain - both.truth).mean())


def worst_body(frames: Frames) -> str | None:
    """Return the body with the largest mean absolute error; None where all is silent."""
    told = frames.take(frames.heard)
    if not len(told):
        return None
    body = _numbered(told.body)
    mae = np.bincount(body, np.abs(told.ours - told.truth)) / np.bincount(body)
    return str(told.body[body == mae.argmax()][0])


def auc(rounded: Floats, unrounded: Floats) -> float:
    """Return the chance that a rounded back scores above one that is not; ties count half.

    This is the Mann-Whitney statistic over its largest value: the area under the ROC curve.
    """
    most = len(rounded) * len(unrounded)
    if not most:
        return math.nan
    ranks = rankdata(np.concatenate([rounded, unrounded]))
    least = len(rounded) * (len(rounded) + 1) / 2
    return float((ranks[: len(rounded)].sum() - least) / most)


def auc_by_body(
    rounded: Floats, unrounded: Floats, rounded_body: Strings, unrounded_body: Strings
) -> Estimate:
    """Return the AUC with its interval by body.

    Scores are finite. An AUC of 0 or 1 is the same in every draw of bodies, which tells nothing
    of its doubt: it has no interval.
    """
    score = np.concatenate([rounded, unrounded])
    round_ = np.arange(len(score)) < len(rounded)
    if not np.isfinite(score).all():
        msg = "a score is missing: leave such rows out and say how many"
        raise ValueError(msg)

    def of(rows: Any) -> Any:
        drawn, is_round = score[rows], round_[rows]
        return np.array([auc(drawn[is_round], drawn[~is_round])])

    found = auc(rounded, unrounded)
    if not 0 < found < 1:
        return Estimate(found)
    return _resampled(_numbered(np.concatenate([rounded_body, unrounded_body])), of)[0]


def _numbered(body: Strings) -> Indices:
    """Number bodies by first appearance."""
    names = body.tolist()
    number = {name: at for at, name in enumerate(dict.fromkeys(names))}
    return np.array([number[name] for name in names], dtype=np.intp)


def _means(body: Indices, *columns: Floats) -> list[Estimate]:
    """Return each column's mean over all rows, resampling bodies.

    A mean is a sum over a count, so sums by body are all that a draw needs.
    """
    if not len(body):
        return [Estimate(math.nan) for _ in columns]
    sums = np.column_stack([np.bincount(body, one) for one in (np.ones(len(body)), *columns)])

    def of(bodies: Any) -> Any:
        total = sums[bodies].sum(axis=0)
        return total[1:] / total[0]

    return _resampled(np.arange(len(sums)), of)


def _resampled(body: Indices, statistic: Callable[[Any], Any]) -> list[Estimate]:
    """Return the statistics of all rows, with their intervals over draws of whole bodies."""
    values = statistic(np.arange(len(body)))
    if body.max() == 0:
        return [Estimate(float(value)) for value in values]
    low, high = clustered_bootstrap(body, statistic, resamples=RESAMPLES, seed=SEED)
    return [Estimate(*map(float, one)) for one in zip(values, low, high, strict=True)]


def _share(share: Estimate, bodies: int) -> Estimate:
    """Widen the interval of none or all, which every draw repeats, to Wilson's of the bodies."""
    if 0 < share.value < 1 or not math.isfinite(share.low):
        return share
    return Estimate(share.value, *wilson(round(share.value * bodies), bodies))

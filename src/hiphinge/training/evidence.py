"""One training day of one exercise held against the gate: met, broken, or not to be told."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from hiphinge.judgement.doubt import below
from hiphinge.quantities import Quantity
from hiphinge.training.rules import group, limit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hiphinge.training.happening import Form
    from hiphinge.training.model import Gate
    from hiphinge.training.rules import Limit
    from hiphinge.training.state import Seen

Standing = Literal["met", "broken", "cannot_tell", "unknown"]
"""``met`` within the threshold; ``broken`` surely beyond it; ``cannot_tell`` beyond it, but the
doubt covers that; ``unknown`` where nothing was measured."""

LEAST_TOGETHER = 2
"""Films that say more together than each alone."""
SLACK = 1e-9
"""Four of five are 80 %, whatever the arithmetic of fractions leaves."""


@dataclass(frozen=True, slots=True)
class Day:
    """What one day counts for.

    Attributes
    ----------
    seen : Seen
    filmed : bool
        Whether enough repetitions could be judged for the day to count.
    green, back, growth, knee, pain : Standing
        Share of green repetitions, shape of the back, its growth within the set, the knee's drift,
        and pain with that of the next day.
    """

    seen: Seen
    filmed: bool
    green: Standing
    back: Standing
    growth: Standing
    knee: Standing
    pain: Standing

    @property
    def form(self) -> Standing:
        """The form as a whole; what the doubt covers is not held against anybody."""
        each = (self.green, self.back, self.growth, self.knee)
        if "broken" in each:
            return "broken"
        return "met" if self.filmed else "unknown"

    @property
    def counts(self) -> bool:
        """Whether it is a day of the gate's row: form and pain as wanted."""
        return self.form == "met" and self.pain != "broken"


def held_against(size: float | None, sd: float | None, most: float) -> Standing:
    """Hold a size with its doubt against the most that is wanted.

    Parameters
    ----------
    size, sd : float or None
        The value and its standard deviation.
    most : float
        In the same unit.
    """
    if size is None:
        return "unknown"
    if size <= most:
        return "met"
    beyond = 1 - below(Quantity(size, sd or 0.0), most)
    return "broken" if beyond >= limit("doubt.sure").value else "cannot_tell"


def surely_within(size: float, sd: float | None, most: float) -> bool:
    """Tell whether a size is within the most that is wanted for almost certain."""
    return below(Quantity(size, sd or 0.0), most) >= limit("doubt.sure").value


def together(days: Sequence[Day]) -> tuple[float, float] | None:
    """Return the change of the back's shape over some days as one, with its doubt [deg].

    What differs at random between the films averages out; what the set-up adds does not. None where
    fewer than two of them show it.
    """
    known = [
        (one.seen.form.spine_deg, one.seen.form.spine_sd_deg or 0.0)
        for one in days
        if one.seen.form is not None and one.seen.form.spine_deg is not None
    ]
    if len(known) < LEAST_TOGETHER:
        return None
    mean = sum(value for value, _ in known) / len(known)
    sd = math.sqrt(sum(sd**2 for _, sd in known)) / len(known)
    return mean, max(sd, limit("doubt.between").value)


def day_of(seen: Seen, gate: Gate) -> Day:
    """Hold one day against a gate.

    Parameters
    ----------
    seen : Seen
    gate : {"tight", "normal", "loose"}
    """
    wanted = group(f"gate.{gate}")
    form, pain = seen.form, _pain(seen, wanted["pain"])
    if form is None:
        return Day(seen, False, "unknown", "unknown", "unknown", "unknown", pain)
    return Day(
        seen=seen,
        filmed=form.reps >= wanted["reps"].value,
        green=_green(form, wanted["green"].value, wanted["reps"].value),
        back=held_against(_size(form.spine_deg), form.spine_sd_deg, wanted["back"].value),
        growth=held_against(
            form.spine_drift_deg, form.spine_drift_sd_deg, limit("within.spine").value
        ),
        knee=held_against(
            _size(form.knee_drift_deg), form.knee_drift_sd_deg, limit("within.knee").value
        ),
        pain=pain,
    )


def _green(form: Form, wanted: float, least: float) -> Standing:
    """Share of green repetitions; of a short film, whether the missing ones could still mend it."""
    if form.reps >= least:
        return "met" if form.green >= wanted * form.reps - SLACK else "broken"
    best = form.green + least - form.reps
    return "unknown" if best >= wanted * least - SLACK else "broken"


def _pain(seen: Seen, most: Limit) -> Standing:
    told = [one for one in (seen.pain, seen.next_pain) if one is not None]
    if seen.rose or any(one > most.value for one in told):
        return "broken"
    return "met" if told else "unknown"


def _size(value: float | None) -> float | None:
    return None if value is None else abs(value)

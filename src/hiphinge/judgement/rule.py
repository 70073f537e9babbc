"""One rule held against one repetition: how probable it is that the value is in, near or out."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from hiphinge.judgement.doubt import below, inside

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hiphinge.judgement.standard import Dial, Rule
    from hiphinge.quantities import Quantity
    from hiphinge.reps.rep import Rep


@dataclass(frozen=True, slots=True)
class Check:
    """A rule's answer for one repetition.

    Attributes
    ----------
    rule : Rule
        The rule.
    rep : int
        Number of the repetition.
    time_s : float
        The moment to look at [s].
    quantity : Quantity
        What was measured.
    good : float
        Probability that the true value is in the wanted zone.
    low, high : float
        Probability that it lies below, or above, the wanted zone.
    low_off, high_off : float
        Probability that it lies clearly below, or clearly above.
    """

    rule: Rule
    rep: int
    time_s: float
    quantity: Quantity
    good: float
    low: float
    high: float
    low_off: float
    high_off: float

    @property
    def side(self) -> Literal["low", "high"]:
        """The side on which the value is likelier to be out."""
        return "low" if self.low >= self.high else "high"

    def out(self, side: Literal["low", "high"]) -> float:
        """Return the probability of being outside the wanted zone on a side."""
        return self.low if side == "low" else self.high

    def off(self, side: Literal["low", "high"]) -> float:
        """Return the probability of being clearly out on a side."""
        return self.low_off if side == "low" else self.high_off

    def told(self, side: Literal["low", "high"], dial: Dial) -> bool:
        """Return whether the strictness chosen has this said as a fault."""
        advice = self.rule.low if side == "low" else self.rule.high
        return advice is not None and (self.off(side) >= dial.off or self.out(side) >= dial.out)


def moment_s(rule: Rule, rep: Rep, hinge_at: str = "bottom") -> float:
    """Return the moment of a repetition that a rule looks at [s].

    Parameters
    ----------
    rule : Rule
        With the named moment that it is measured at, or none.
    rep : Rep
        The repetition, with its events.
    hinge_at : str
        The event at which the move's hinge is held; where it was not seen, the bottom counts.

    Returns
    -------
    float
        NaN where the rule's own moment was not seen: then it has nothing to say.
    """
    if rule.at:
        return rep.at(rule.at)
    at_s = rep.at(hinge_at)
    return at_s if math.isfinite(at_s) else rep.bottom_s


def check(rule: Rule, rep: int, time_s: float, measures: Mapping[str, Quantity]) -> Check | None:
    """Hold a rule against a repetition; None where it has nothing to say."""
    quantity = measures.get(rule.measure)
    trunk = measures.get("trunk_deg")
    if math.isnan(time_s):
        return None
    if quantity is None or trunk is None or trunk.value < rule.needs_trunk_deg:
        return None
    return Check(
        rule=rule,
        rep=rep,
        time_s=time_s,
        quantity=quantity,
        good=inside(quantity, rule.good),
        low=below(quantity, rule.good.low),
        high=1 - below(quantity, rule.good.high),
        low_off=below(quantity, rule.off.low),
        high_off=1 - below(quantity, rule.off.high),
    )

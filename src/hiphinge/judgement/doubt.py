"""From a number and its standard deviation to a probability, and from that to words."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hiphinge.quantities import Quantity

ALMOST_CERTAIN = 0.95
LIKELY = 0.80
MORE_LIKELY = 0.60
"""Probabilities from which the words below are used. Below the last one it is said that it
cannot be told."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of values; a missing edge is infinite."""

    low: float = -math.inf
    high: float = math.inf


def below(quantity: Quantity, edge: float) -> float:
    """Return the probability that the true value lies below an edge (normal error)."""
    if math.isinf(edge):
        return 1.0 if edge > 0 else 0.0
    if quantity.sd <= 0:
        return float(quantity.value < edge)
    return 0.5 * math.erfc((quantity.value - edge) / (quantity.sd * math.sqrt(2)))


def inside(quantity: Quantity, zone: Zone) -> float:
    """Return the probability that the true value lies in a zone."""
    return below(quantity, zone.high) - below(quantity, zone.low)


def certainty(probability: float) -> str:
    """Say how sure that is."""
    if probability >= ALMOST_CERTAIN:
        return "almost certain"
    if probability >= LIKELY:
        return "likely"
    if probability >= MORE_LIKELY:
        return "more likely than not"
    return "cannot tell"

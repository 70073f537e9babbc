"""Words that every stage shares: sides, facing, a quantity with its doubt, a series of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Bools: TypeAlias = NDArray[np.bool_]
Bytes: TypeAlias = NDArray[np.uint8]


class Side(StrEnum):
    """A side of the lifter's own body."""

    LEFT = "left"
    RIGHT = "right"


class Facing(IntEnum):
    """Where the lifter looks in the picture; the value is the factor `f` of the sign convention."""

    LEFT = -1
    RIGHT = 1


class Missing(IntEnum):
    """Why a frame has no measurement. Zero means that it has one."""

    NO = 0
    NOBODY = 1
    LOST = 2
    OUT_OF_PICTURE = 3
    IMPLAUSIBLE = 4
    OTHER_VIEW = 5

    @property
    def words(self) -> str:
        """The reason as a person reads it."""
        return {
            Missing.NO: "measured",
            Missing.NOBODY: "nobody was found",
            Missing.LOST: "the lifter was lost",
            Missing.OUT_OF_PICTURE: "hips or legs were out of the picture",
            Missing.IMPLAUSIBLE: "the pose found was not a possible body",
            Missing.OTHER_VIEW: "another view: the picture cut, or the lifter turned",
        }[self]


@dataclass(frozen=True, slots=True)
class Quantity:
    """One measured value with its standard deviation, both in the unit that the name carries."""

    value: float
    sd: float


UNKNOWN = Quantity(float("nan"), float("nan"))
"""A quantity of which nothing is known."""


@dataclass(frozen=True, slots=True)
class Series:
    """A quantity over the frames of a clip.

    Attributes
    ----------
    value : (T,) float
        The values; NaN where there is none.
    sd : (T,) float
        Their standard deviations in the same unit; NaN where `value` is.
    """

    value: Floats
    sd: Floats

    def at(self, index: int) -> Quantity:
        """Return the quantity at a frame."""
        return Quantity(float(self.value[index]), float(self.sd[index]))

"""How sure a measure is: noise, the body's own constant error, and the camera's turn."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from hiphinge.quantities import Floats, Quantity

TABLE = Path(__file__).with_name("doubt.toml")


@dataclass(frozen=True, slots=True)
class Error:
    """Error of one measure [deg]: `bias` is taken off, `noise` and `body` are doubt."""

    noise: float
    body: float
    bias: float = 0.0


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


def source_name(network: str) -> str:
    """Return the row of the table that a network's landmarks fall under."""
    return "blazepose" if network.casefold().startswith("blazepose") else "unknown"


def error_of(network: str, measure: str) -> Error:
    """Return the error of an angle, by what found the landmarks."""
    return Error(**_table()[source_name(network)][measure])


def error_source(network: str) -> str:
    """Say where the errors come from."""
    return str(_table()[source_name(network)]["source"])


def angle_sd_deg(error: Error, angle_deg: Floats, yaw_deg: Quantity) -> Floats:
    """Standard deviation of an angle in each frame [deg].

    Noise is kept whole though smoothing lowers it: a network's noise is coloured. The camera's
    turn is not corrected; what it may hide, ``|atan(tan(theta)/cos(yaw)) - theta|``, is doubt.

    Parameters
    ----------
    error : Error
        Noise and constant error [deg].
    angle_deg : (T,) float
        The angle [deg].
    yaw_deg : Quantity
        Turn of the camera from the side view [deg].
    """
    yaw = np.radians(min(60.0, float(np.hypot(yaw_deg.value, yaw_deg.sd))))
    theta = np.radians(angle_deg)
    hidden = np.arctan2(np.sin(theta), np.cos(theta) * np.cos(yaw)) - theta
    turned = np.degrees(np.abs((hidden + np.pi) % (2 * np.pi) - np.pi))
    total: Floats = np.sqrt(error.noise**2 + error.body**2 + turned**2)
    return total

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

TURN_LEAST_DEG = 12.0
"""Smaller turns of the camera are not corrected [deg]: at 10 a lean is hidden by under 0.5."""
TURN_MOST_DEG = 40.0
"""Nor are larger ones, whose angles are not judged: near the front the rule runs away [deg]."""
TABLE = Path(__file__).with_name("doubt.toml")


@dataclass(frozen=True, slots=True)
class Error:
    """Error of one measure [deg]; see the table for what each part is."""

    noise: float
    body: float
    turn: float
    bias: float = 0.0


@dataclass(frozen=True, slots=True)
class Fitted:
    """What was fitted for one network, and how sure it is; see the table for each part."""

    file: str
    turn_sd_deg: float
    silent_sd_deg: float
    roll_sd_deg: float
    source: str
    factor: dict[str, float]


def fitted(network: str) -> Fitted | None:
    """Return what was fitted for a network; None where nothing was."""
    row = _table()["fitted"].get(source_name(network))
    return None if row is None else Fitted(**row)


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


def source_name(network: str) -> str:
    """Return the row of the table that a network's landmarks fall under."""
    name = network.casefold()
    if not name.startswith("blazepose"):
        return "unknown"
    return "blazepose full" if name.endswith("full") else "blazepose"


def error_of(network: str, measure: str) -> Error:
    """Return the error of an angle, by what found the landmarks."""
    return Error(**_table()[source_name(network)][measure])


def roll_sd_deg(network: str, roll_deg: Quantity) -> float:
    """Return the doubt of the camera's roll [deg].

    Where nothing in the picture tells the roll, it is the spread of people's phones.
    """
    if np.isfinite(roll_deg.sd):
        return roll_deg.sd
    row = fitted(network)
    return 0.0 if row is None else row.roll_sd_deg


def landmark_leg(network: str) -> float:
    """Return the leg's length between landmarks over that between joint centres."""
    return float(_table()[source_name(network)]["leg"])


def error_source(network: str, *, corrected: bool) -> str:
    """Say where the errors come from, of corrected joints or of plain landmarks."""
    row = fitted(network) if corrected else None
    if row is not None:
        return row.source
    return str(_table()[source_name(network)]["source"])


def is_turned(yaw_deg: float) -> bool:
    """Tell whether a turn of the camera is corrected for."""
    return TURN_LEAST_DEG <= yaw_deg <= TURN_MOST_DEG


def turned_deg(angle_deg: Floats, yaw_deg: float) -> Floats:
    """Return a lean as it is in the body's own plane, from how a turned camera shows it [deg].

    ``theta = atan2(sin(theta'), cos(theta') * cos(yaw))``, parallel rays.
    """
    if not is_turned(yaw_deg):
        return angle_deg
    seen, turn = np.radians(angle_deg), np.radians(yaw_deg)
    return np.asarray(np.degrees(np.arctan2(np.sin(seen), np.cos(seen) * np.cos(turn))))


def angle_sd_deg(error: Error, angle_deg: Floats, yaw_deg: Quantity) -> Floats:
    """Standard deviation of an angle in each frame [deg].

    Noise is kept whole though smoothing lowers it: a network's noise is coloured.

    Parameters
    ----------
    error : Error
        Parts of the error [deg].
    angle_deg : (T,) float
        The angle [deg]; there is no doubt where there is no angle.
    yaw_deg : Quantity
        Turn of the camera from the side view [deg].
    """
    turn = error.turn * yaw_deg.value if np.isfinite(yaw_deg.value) else 0.0
    total = float(np.sqrt(error.noise**2 + error.body**2 + turn**2))
    return np.where(np.isfinite(angle_deg), total, np.nan)

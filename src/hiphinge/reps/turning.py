"""Where a signal turns: a step function that confirms each top and bottom once it is past.

A turn counts when the signal has come back from it by `TURN_DEG`: the dual-threshold, or
zigzag, detector. It keeps a few numbers, whatever the length of the signal.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

TURN_DEG = 20.0
"""A turn is confirmed when the signal has come back by this much [deg]: five times the noise of
the thigh-trunk angle, and under half of the smallest rep."""
BOTTOM_BAND_DEG = 8.0
"""The stay at a bottom is the time spent within this of its extreme [deg]: lifters shift about
over the bar by as much."""
TOP_BAND_DEG = 5.0
"""The stay at a top likewise [deg]: more than twice the noise of one frame."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A top or a bottom.

    Attributes
    ----------
    bottom : bool
        True for a maximum of flexion.
    value_deg : float
        The extreme [deg].
    time_s : float
        When the extreme was reached [s].
    start_s, end_s : float
        The stay within the band of it [s].
    """

    bottom: bool
    value_deg: float
    time_s: float
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class Turning:
    """State of the detector.

    Attributes
    ----------
    sign : int
        1 while flexion rises toward a bottom, -1 while it falls toward a top, 0 at the start.
    high, low : Turn or None
        The extreme of the present run; both are kept until the first direction is known.
    trail : tuple of (float, float)
        First times [s] at which the run came to each new level [deg], one for each degree.
    """

    sign: int = 0
    high: Turn | None = None
    low: Turn | None = None
    high_trail: tuple[tuple[float, float], ...] = ()
    low_trail: tuple[tuple[float, float], ...] = ()


def step(state: Turning, time_s: float, value_deg: float) -> tuple[Turning, Turn | None]:
    """Take one sample; return the turn that it confirms, if any."""
    if state.sign >= 0:
        high, trail = _extended(state.high, state.high_trail, time_s, value_deg, 1)
        state = replace(state, high=high, high_trail=trail)
    if state.sign <= 0:
        low, trail = _extended(state.low, state.low_trail, time_s, value_deg, -1)
        state = replace(state, low=low, low_trail=trail)
    if state.sign >= 0 and state.high and state.high.value_deg - value_deg >= TURN_DEG:
        return _turned(state.high, time_s, value_deg)
    if state.sign <= 0 and state.low and value_deg - state.low.value_deg >= TURN_DEG:
        return _turned(state.low, time_s, value_deg)
    return state, None


def _turned(turn: Turn, time_s: float, value_deg: float) -> tuple[Turning, Turn]:
    """Start the run away from a confirmed turn."""
    sign = -1 if turn.bottom else 1
    begun = Turn(not turn.bottom, value_deg, time_s, time_s, time_s)
    trail = ((time_s, value_deg),)
    if sign > 0:
        return Turning(sign, high=begun, high_trail=trail), turn
    return Turning(sign, low=begun, low_trail=trail), turn


def _extended(
    turn: Turn | None,
    trail: tuple[tuple[float, float], ...],
    time_s: float,
    value_deg: float,
    sign: int,
) -> tuple[Turn, tuple[tuple[float, float], ...]]:
    """Carry the running extreme on by one sample."""
    band = BOTTOM_BAND_DEG if sign > 0 else TOP_BAND_DEG
    if turn is None:
        return Turn(sign > 0, value_deg, time_s, time_s, time_s), ((time_s, value_deg),)
    if sign * (value_deg - turn.value_deg) > 0:
        if sign * (value_deg - trail[-1][1]) >= 1:
            trail = (*trail, (time_s, value_deg))
        edge = value_deg - sign * band
        trail = tuple(entry for entry in trail if sign * (entry[1] - edge) >= 0) or (
            (time_s, value_deg),
        )
        return Turn(turn.bottom, value_deg, time_s, trail[0][0], time_s), trail
    if sign * (value_deg - turn.value_deg) >= -band:
        return replace(turn, end_s=time_s), trail
    return turn, trail

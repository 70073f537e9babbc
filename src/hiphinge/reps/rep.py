"""A repetition and its moments."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Event:
    """A named moment of a repetition, with its standard deviation [s]."""

    name: str
    time_s: float
    sd_s: float


@dataclass(frozen=True, slots=True)
class Rep:
    """One repetition: down, bottom, up to the lockout. A pull from the floor begins at the bottom.

    Attributes
    ----------
    start_s : float
        The lifter leaves the standing position; a pull that begins at the bottom starts there
        [s].
    bottom_start_s, bottom_s, bottom_end_s : float
        The stay at the bottom: its begin, middle and end [s].
    lockout_s : float
        Standing is reached again [s]; NaN for a rep that is cut.
    end_s : float
        The lifter stands: the middle of the stay at the top, at most `machine.STAY_S` after the
        lockout [s]; for a rep that is cut, the last moment seen of it.
    depth_deg : float
        Thigh-trunk flexion at the bottom [deg].
    top_deg : float
        Thigh-trunk flexion at the end [deg].
    from_bottom : bool
        True where no way down was seen: a pull from the floor, or a clip that begins late.
    complete : bool
        Whether bottom and lockout were both seen.
    cut : str
        Why it is not complete; empty where it is.
    events : tuple of Event
        Its named moments in the order of time.
    """

    start_s: float
    bottom_start_s: float
    bottom_s: float
    bottom_end_s: float
    lockout_s: float
    end_s: float
    depth_deg: float
    top_deg: float
    from_bottom: bool
    complete: bool
    cut: str = ""
    events: tuple[Event, ...] = ()

    def at(self, event: str) -> float:
        """Return the time of a named moment [s]; NaN where it was not seen."""
        return next((one.time_s for one in self.events if one.name == event), float("nan"))

    @property
    def eccentric_s(self) -> float:
        """Time on the way down [s]; NaN where none was seen."""
        return float("nan") if self.from_bottom else self.bottom_start_s - self.start_s

    @property
    def pause_s(self) -> float:
        """Time at the bottom [s]; NaN where the clip may have begun after it."""
        return float("nan") if self.from_bottom else self.bottom_end_s - self.bottom_start_s

    @property
    def concentric_s(self) -> float:
        """Time on the way up [s]; NaN where the lockout was not seen."""
        return self.lockout_s - self.bottom_end_s

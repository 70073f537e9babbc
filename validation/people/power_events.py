"""When each event of a repetition truly was, from the joints' own courses.

Every rule looks near the key times that the script marked, and reads the time from the joints.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from validation.people.power_rig import AT, grip

if TYPE_CHECKING:
    from collections.abc import Callable

    from validation.people.power_course import Moment, Script
    from validation.people.power_rig import Rig

LEFT_DEG = 5.0
"""Standing is left when the thigh-trunk flexion is so much more than standing's [deg]."""
LOCKOUT_DEG = 8.0
"""Standing is reached when the thigh-trunk flexion is within so much of standing's [deg]."""
CONNECT_DEG = 10.0
"""The falling arm has met the body when the hips have closed by so much since the top [deg]."""
LIFT_M = 0.01
"""What lies on the floor has left it when it is so much higher [m]."""
LEVEL_M = 0.04
"""Wrists that stay within so much of their highest are held up [m]; their highest moment is then
the middle of the stay."""
PICKED_M = 0.01
"""The same of hands that are lowest at a ball [m]."""


@dataclass(frozen=True)
class Courses:
    """The joints' courses that tell events, one entry a sample; degrees and metres."""

    time_s: np.ndarray
    flexion: np.ndarray
    knee: np.ndarray
    hip_z: np.ndarray
    wrist_z: np.ndarray
    knee_z: np.ndarray
    grip_z: np.ndarray

    @property
    def standing(self) -> float:
        """The thigh-trunk flexion of the first frame's standing [deg]."""
        return float(self.flexion[0])


def courses(rig: Rig, moments: list[Moment], sides: str) -> Courses:
    """Return the courses, hands of the sides that hold something."""

    def each(value: Callable[[Moment], float]) -> np.ndarray:
        return np.array([value(moment) for moment in moments])

    def flexion(moment: Moment) -> float:
        posture = rig.posture(moment.state)
        return posture.trunk_deg - float(np.mean([leg.thigh_deg for leg in posture.legs.values()]))

    def height(bone: str, which: str) -> np.ndarray:
        return each(lambda m: float(np.mean([m.joints[f"{bone}.{side}"][2] for side in which])))

    return Courses(
        time_s=each(lambda m: m.time_s),
        flexion=each(flexion),
        knee=each(lambda m: float(np.mean([m.state[AT["knee_R"]], m.state[AT["knee_L"]]]))),
        hip_z=height("upperleg01", "RL"),
        wrist_z=height("wrist", sides),
        knee_z=height("lowerleg01", "RL"),
        grip_z=each(lambda m: float(grip(m.joints, sides)[2])),
    )


class _Finder:
    """Finds extremes and crossings between two times."""

    def __init__(self, of: Courses) -> None:
        self._of = of

    def _window(self, first: float, last: float) -> np.ndarray:
        return np.flatnonzero((self._of.time_s >= first) & (self._of.time_s <= last))

    def most(self, values: np.ndarray, first: float, last: float) -> float:
        window = self._window(first, last)
        return float(self._of.time_s[window[int(values[window].argmax())]])

    def least(self, values: np.ndarray, first: float, last: float) -> float:
        return self.most(-values, first, last)

    def first(self, above: np.ndarray, first: float, last: float) -> float | None:
        """Return when a course first is above 0, between two samples by the straight line."""
        window = self._window(first, last)
        over = np.flatnonzero(above[window] > 0)
        if not len(over):
            return None
        i = int(window[over[0]])
        if over[0] == 0:
            return float(self._of.time_s[i])
        part = above[i] / (above[i] - above[i - 1])
        return float(self._of.time_s[i] - part * (self._of.time_s[i] - self._of.time_s[i - 1]))

    def stay(self, values: np.ndarray, first: float, last: float, within: float) -> float:
        """Return the middle of the stay of a course within so much of its highest in a window."""
        time_s = self._of.time_s
        highest = int(np.searchsorted(time_s, self.most(values, first, last)))
        away = values < values[highest] - within
        before, after = np.flatnonzero(away[:highest]), np.flatnonzero(away[highest:])
        begin = before[-1] + 1 if len(before) else 0
        end = highest + after[0] - 1 if len(after) else len(values) - 1
        return float(time_s[begin] + time_s[end]) / 2

    def at(self, values: np.ndarray, time_s: float) -> float:
        return float(np.interp(time_s, self._of.time_s, values))


def events(move: str, script: Script, of: Courses) -> list[dict[str, float]]:
    """Return each repetition's events: seconds by name; what a move has not is left out."""
    find = _Finder(of)
    rule = {
        "kettlebell_swing": _bell,
        "kettlebell_snatch": _bell,
        "box_jump": _jump,
        "slam": _slam,
    }.get(move, _lift)
    found: list[dict[str, float]] = []
    for marks in script.reps:
        rep = rule(find, of, marks, found[-1] if found else None)
        found.append({name: round(t, 4) for name, t in rep.items() if t is not None})
    return found


def _lift(
    find: _Finder, of: Courses, marks: dict[str, float], _: dict[str, float] | None
) -> dict[str, float | None]:
    power = marks["power_position"]
    rep: dict[str, float | None] = {}
    if "floor" in marks:
        floor = find.at(of.grip_z, marks["floor"])
        rep["lift_off"] = find.first(of.grip_z - floor - LIFT_M, marks["floor"], power)
        rep["start"] = rep["bottom"] = rep["lift_off"]
        rep["knee_pass"] = find.first(of.wrist_z - of.knee_z, marks["floor"], power)
    else:
        rep["start"] = find.first(of.flexion - of.standing - LEFT_DEG, marks["start"], power)
        low = rep["bottom"] = find.most(of.flexion, marks["start"], power)
        if find.at(of.wrist_z - of.knee_z, low) < 0:
            rep["knee_pass"] = find.first(of.wrist_z - of.knee_z, low, power)
    rep["power_position"] = find.most(of.knee, power - 0.12, power + 0.1)
    rep["extension"] = find.least(of.flexion, power, marks["catch"] - 0.1)
    rep["catch"] = find.most(of.knee, marks["extension"] + 0.1, marks["catch"] + 0.15)
    rep["top"] = find.stay(of.wrist_z, marks["extension"], marks["stand"], LEVEL_M)
    within = of.standing + LOCKOUT_DEG - of.flexion
    rep["lockout"] = find.first(within, marks["catch"], marks["stand"])
    rep["stand"] = marks["stand"]
    return rep


def _bell(
    find: _Finder, of: Courses, marks: dict[str, float], last: dict[str, float] | None
) -> dict[str, float | None]:
    top = marks["top"]
    rep: dict[str, float | None] = {}
    if "bottom" not in marks or "floor" in marks or "pick_up" in marks:
        floor = marks.get("floor", marks.get("pick_up", 0.0))
        height = find.at(of.grip_z, floor)
        rep["start"] = find.first(of.grip_z - height - LIFT_M, floor, top)
        rep["lift_off"] = rep["start"]
    elif last is not None:
        rep["start"] = last["connect"]
    if "bottom" in marks:
        first = marks["bottom"] - 0.15
        deepest = find.most(of.flexion, first, marks["tall"])
        # A hike from the floor only opens the hips: its bottom is where the bell turns.
        rep["bottom"] = deepest if deepest > first + 0.01 else marks["bottom"]
    else:
        rep["bottom"] = rep["lift_off"]
        rep["knee_pass"] = find.first(of.wrist_z - of.knee_z, marks["floor"], top)
    begin = float(rep["bottom"] or 0.0)
    rep["lockout"] = find.first(of.standing + LOCKOUT_DEG - of.flexion, begin, top)
    rep["extension"] = find.least(of.flexion, begin, marks["tall"] + 0.1)
    rep["top"] = find.stay(of.wrist_z, marks["tall"], marks["back"], LEVEL_M)
    closed = of.flexion - find.at(of.flexion, rep["top"]) - CONNECT_DEG
    rep["connect"] = rep["stand"] = find.first(closed, rep["top"], marks["back"])
    return rep


def _jump(
    find: _Finder, of: Courses, marks: dict[str, float], _: dict[str, float] | None
) -> dict[str, float | None]:
    low = find.most(of.flexion, marks["start"], marks["take_off"])
    within = of.standing + LOCKOUT_DEG - of.flexion
    return {
        "start": find.first(of.flexion - of.standing - LEFT_DEG, marks["start"], low),
        "bottom": low,
        "extension": find.least(of.flexion, low, marks["landing"] - 0.2),
        "take_off": marks["take_off"],
        "landing": marks["landing"],
        "landing_bottom": find.most(of.flexion, marks["landing"], marks["stand"]),
        "top": find.most(of.hip_z, marks["take_off"], marks["landing"]),
        "lockout": find.first(within, marks["landing_bottom"], marks["stand"]),
        "stand": marks["stand"],
    }


def _slam(
    find: _Finder, of: Courses, marks: dict[str, float], _: dict[str, float] | None
) -> dict[str, float | None]:
    rest = find.at(of.wrist_z, marks["start"])
    within = of.standing + LOCKOUT_DEG - of.flexion
    return {
        "start": find.first(of.wrist_z - rest - LIFT_M, marks["start"], marks["reach"]),
        "reach": find.most(of.wrist_z, marks["start"], marks["release"]),
        "release": marks["release"],
        "follow_through": find.most(of.flexion, marks["release"], marks["follow_through"] + 0.15),
        "pick_up": find.stay(-of.wrist_z, marks["follow_through"] + 0.4, marks["stand"], PICKED_M),
        "lockout": find.first(within, marks["pick_up"], marks["stand"]),
        "stand": marks["stand"],
    }

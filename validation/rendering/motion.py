"""What the rendered person does, as data: repetitions, sets and their course in time.

Angles are in degrees in the convention of the whole project: a segment's lean is the forward
lean of its upper end from vertical, and knee flexion is shin minus thigh. Times are in seconds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

import numpy as np

Kind = Literal["hinge", "squatting", "squat", "stiff", "bow", "deadlift"]
View = Literal["right", "left", "front"]
Arms = Literal["thighs", "hang", "forward", "bar", "back", "swing"]


@dataclass(frozen=True)
class Build:
    """A body: anny's phenotype values (each 0 to 1) and the colours it wears.

    Parameters
    ----------
    gender
        0 is male, 1 is female.
    height, weight, muscle, age
        anny's own dimensionless scales; 0.5 is its middle.
    shirt, shorts, hair, shoes, skin
        Red, green and blue, 0 to 255.
    bun
        Whether the hair is tied in a bun.
    proportions
        anny's own dimensionless scale from long to short limbs; 0.5 is its middle.
    shape
        anny's local changes by name, each -1 to 1.
    adduction_deg
        How far the legs are brought together from anny's wide stance.
    toe_out_deg
        How far the feet point outward.
    sleeve_end, leg_end
        How far sleeves and trouser legs reach, as parts of upper arm and thigh.
    loose_m
        How far the shirt stands off the body, metres; 0 for fitted clothes.
    """

    gender: float
    height: float
    weight: float = 0.5
    muscle: float = 0.6
    age: float = 0.6
    shirt: tuple[int, int, int] = (38, 110, 150)
    shorts: tuple[int, int, int] = (44, 46, 58)
    hair: tuple[int, int, int] = (62, 42, 30)
    shoes: tuple[int, int, int] = (196, 70, 48)
    skin: tuple[int, int, int] = (214, 164, 132)
    bun: bool = False
    proportions: float = 0.5
    shape: tuple[tuple[str, float], ...] = ()
    adduction_deg: float = 3.0
    toe_out_deg: float = 0.0
    sleeve_end: float = 0.62
    leg_end: float = 0.60
    loose_m: float = 0.0


@dataclass(frozen=True)
class Repetition:
    """One repetition: the bottom posture and the tempo.

    Parameters
    ----------
    kind
        What the repetition is meant to be.
    trunk_deg, knee_deg
        Trunk lean and knee flexion at the bottom.
    shin_deg
        Shin lean at the bottom; None lets balance over the mid-foot decide it.
    spine_deg
        Flexion of the spine at the bottom relative to standing.
    pressure
        Where the weight is on the foot at the bottom, from 0 (heel) to 1 (toe tip).
    descent_s, pause_s, ascent_s, stand_s
        Tempo: going down, held at the bottom, coming up, standing afterwards.
    """

    kind: Kind
    trunk_deg: float
    knee_deg: float
    shin_deg: float | None = None
    spine_deg: float = 0.0
    pressure: float = 0.34
    descent_s: float = 1.3
    pause_s: float = 0.2
    ascent_s: float = 0.9
    stand_s: float = 0.7


@dataclass(frozen=True)
class Clip:
    """A whole clip: who, seen from where, doing which repetitions.

    Parameters
    ----------
    lead_s, tail_s
        Standing still before the first and after the last repetition.
    stand_knee_deg
        Knee flexion when standing.
    from_floor
        The set begins at the bottom and each repetition goes up and down again.
    walk_s
        If positive, the person walks for so long and then stands; no repetitions.
    size
        Width and height in pixels.
    centre_m
        Where the camera aims, forward of the ankles.
    quality
        Constant rate factor of the H.264 encoder (lower is better and larger).
    """

    name: str
    build: Build
    reps: tuple[Repetition, ...]
    view: View = "right"
    arms: Arms = "thighs"
    lead_s: float = 1.0
    tail_s: float = 1.0
    stand_knee_deg: float = 5.0
    from_floor: bool = False
    walk_s: float = 0.0
    size: tuple[int, int] = (480, 640)
    centre_m: float = 0.1
    quality: int = 25
    seed: int = 0


@dataclass(frozen=True)
class Event:
    """When one repetition starts, is deepest and ends, in seconds."""

    rep: int
    kind: str
    start_s: float
    bottom_s: float
    end_s: float


@dataclass(frozen=True)
class Course:
    """A clip's course in time: one entry a frame."""

    time_s: np.ndarray
    depth: np.ndarray
    rep: np.ndarray
    events: list[Event] = field(default_factory=list)


def minimum_jerk(progress: np.ndarray) -> np.ndarray:
    """Return the minimum-jerk position (0 to 1) at a progress of 0 to 1.

    The polynomial 10 p^3 - 15 p^4 + 6 p^5 of Flash and Hogan (1985, J Neurosci 5:1688).
    """
    p = np.clip(progress, 0.0, 1.0)
    return p**3 * (10 - 15 * p + 6 * p**2)


def course(clip: Clip, fps: int) -> Course:
    """Lay the clip's repetitions out in time.

    Returns
    -------
    Course
        Depth is 0 standing and 1 at the bottom; rep is 0 outside the repetitions, else 1, 2...
    """
    # Key times with the depth there and the repetition (index) of the stretch that ends there.
    keys: list[tuple[float, float, int]] = [(0.0, float(clip.from_floor), 0)]
    events: list[Event] = []
    now = clip.walk_s + clip.lead_s
    keys.append((now, float(clip.from_floor), 0))
    for number, rep in enumerate(clip.reps, start=1):
        start = now
        first_s, second_s = rep.descent_s, rep.ascent_s
        if clip.from_floor:
            first_s, second_s = second_s, first_s
        turn = start + first_s
        now = turn + rep.pause_s + second_s
        held = 0.0 if clip.from_floor else 1.0
        keys += [(turn, held, number), (turn + rep.pause_s, held, number)]
        keys.append((now, 1.0 - held, number))
        bottom = start if clip.from_floor else turn + rep.pause_s / 2
        events.append(Event(number, rep.kind, round(start, 3), round(bottom, 3), round(now, 3)))
        now += rep.stand_s if number < len(clip.reps) else 0.0
        keys.append((now, 1.0 - held, 0))
    end = now + clip.tail_s
    keys.append((end, keys[-1][1], 0))

    time_s = np.arange(round(end * fps)) / fps
    depth = np.zeros_like(time_s)
    rep_of = np.zeros(len(time_s), dtype=int)
    for (t0, d0, _), (t1, d1, number) in pairwise(keys):
        inside = (time_s >= t0) & (time_s < t1) if t1 < end else time_s >= t0
        depth[inside] = d0 + (d1 - d0) * minimum_jerk((time_s[inside] - t0) / max(t1 - t0, 1e-9))
        rep_of[inside] = number
    return Course(time_s, depth, rep_of, events)

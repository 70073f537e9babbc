"""Who the lifter is: the one who bends, not a passer-by, a spotter or a mirror image.

A few frames spread over the clip are searched for people. People who stay in about the same
place are one candidate; each is scored by how large and central they are, how often they are
seen, and how much they bend. The frame to start from is one that shows the lifter upright.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from hiphinge.errors import ClipError
from hiphinge.pose.people import (
    NOBODY,
    Person,
    Point,
    Sight,
    people_of,
    place,
    pointed_at,
    size_px,
    together,
)
from hiphinge.pose.skeleton import Landmark
from hiphinge.pose.tracker import PRESENCE_LEAST, settle

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hiphinge.pose.estimator import Estimate, Estimator
    from hiphinge.source.frame import Frame

TWIN_SIZE = 0.75
"""A second person who bends counts as a second lifter from this size, against the first; a
mirror behind the lifter shows a smaller one."""
BEND_DEG = 25.0
"""Change of trunk lean that counts as bending [deg]."""
UPRIGHT_DEG = 20.0
"""A frame to start from shows the body within this lean [deg]."""
SINK_DEG = 150.0
"""Degrees of trunk range that a sinking of the hips by one whole square would be worth."""
LOOKS_LEAST = 3
"""Somebody seen in fewer frames than this is not known to move."""


@dataclass(frozen=True, slots=True)
class Start:
    """A frame that shows the lifter well, and the landmarks there."""

    frame: Frame
    estimate: Estimate


@dataclass(frozen=True, slots=True)
class Choice:
    """The lifter: where to start following, in rising time, and who it is in words."""

    starts: tuple[Start, ...]
    words: str


def choose(frames: Iterable[Frame], estimator: Estimator, at: Point | None = None) -> Choice:
    """Find the lifter in frames spread over a clip.

    Parameters
    ----------
    frames : iterable of Frame
        In rising time.
    estimator : Estimator
    at : (float, float) or None
        A point on the lifter, as fractions of the picture's width and height; None to see for
        itself. Who is pointed at is the lifter, whoever else lifts.

    Raises
    ------
    ClipError
        When nobody is found, nobody is near the point, or two people lift side by side and
        nobody was pointed at.
    """
    looks = [[Sight(frame, seen) for seen in estimator.detect(frame)] for frame in frames]
    people = people_of([sight for look in looks for sight in look])
    times_s = [look[0].frame.time_s for look in looks if look]
    movements: dict[int, float] = {}
    if at is not None:
        ranked = pointed_at(people, at)
    else:
        movements = _movements(people, estimator)
        ranked = sorted(
            people, key=lambda one: _score(one, len(looks), movements[id(one)]), reverse=True
        )
    for lifter in ranked:
        starts = _starts(lifter, times_s, estimator)
        if not starts:
            continue
        if at is None:
            _refuse_two(lifter, people, movements)
        others = sum(together(lifter, one) >= max(2, len(looks) // 4) for one in people)
        return Choice(starts, _words(lifter, others, pointed=at is not None))
    raise ClipError(NOBODY)


def _movements(people: list[Person], estimator: Estimator) -> dict[int, float]:
    """Return how much each person moves; that is only asked where there is a choice."""
    if len(people) == 1:
        return {id(people[0]): 0.0}
    return {id(person): _movement(person, estimator) for person in people}


def _refuse_two(lifter: Person, people: list[Person], movements: dict[int, float]) -> None:
    """Refuse a clip in which a second person of about the lifter's size bends as well.

    Raises
    ------
    ClipError
        When there is one; the message says where both are.
    """
    for other in people:
        bend = all(movements[id(one)] >= BEND_DEG for one in (lifter, other))
        alike = size_px(other) >= TWIN_SIZE * size_px(lifter)
        if bend and alike and together(lifter, other) >= LOOKS_LEAST:
            one, two = ("{:.2f},{:.2f}".format(*at) for at in sorted(map(place, (lifter, other))))
            raise ClipError(
                "Two people lift side by side in this clip: point at the one who is meant, "
                f"--lifter-at {one} or --lifter-at {two}, or film one lifter at a time."
            )


def _movement(person: Person, estimator: Estimator) -> float:
    """Return how much the person bends or sinks: trunk range [deg] and hip travel, as one number.

    A squat lowers the hips by a fifth of the body's square while the trunk leans 30 degrees less
    than in a hinge; `SINK_DEG` makes the two worth about the same.
    """
    leans, heights = [], []
    for sight in person:
        estimate = estimator.estimate(sight.frame, sight.detection.roi)
        if estimate.presence < PRESENCE_LEAST:
            continue
        hip, shoulder, ankle = (
            (estimate.xy_px[left] + estimate.xy_px[left + 1]) / 2
            for left in (Landmark.LEFT_HIP, Landmark.LEFT_SHOULDER, Landmark.LEFT_ANKLE)
        )
        step = shoulder - hip
        leans.append(float(np.degrees(np.arctan2(abs(step[0]), -step[1]))))
        heights.append(float(ankle[1] - hip[1]))
    if len(leans) < LOOKS_LEAST:
        return 0.0
    return max(float(np.ptp(leans)), SINK_DEG * float(np.ptp(heights)) / size_px(person))


def _score(person: Person, looked: int, movement: float) -> float:
    """Return how likely this is the lifter; only the order matters."""
    height, width = person[0].frame.rgb.shape[:2]
    centre, _ = place(person)
    size = size_px(person) / max(width, height)
    central = 1 - abs(centre - 0.5)
    bending = 1 + min(movement, 2 * BEND_DEG) / BEND_DEG
    return float(size * central * bending * len(person) / max(looked, 1))


def _starts(lifter: Person, times_s: list[float], estimator: Estimator) -> tuple[Start, ...]:
    """Return where to start from: one good frame in each half of the clip, or the best one.

    Good is surely seen and upright, and near the middle of its half: from there the ways in both
    directions are equally long, so that they can run side by side.
    """
    first_s, last_s = min(times_s), max(times_s)
    quarter = (last_s - first_s) / 4

    def quality(sight: Sight, middle_s: float, reach_s: float) -> float:
        upright = 1.0 if sight.lean_deg < UPRIGHT_DEG else 0.4
        off = abs(sight.frame.time_s - middle_s) / max(reach_s, 1e-9)
        return sight.detection.score * upright * (1 - 0.4 * off)

    def best(sights: Person, middle_s: float, reach_s: float) -> Sight:
        return max(sights, key=lambda sight: quality(sight, middle_s, reach_s))

    upright = [sight for sight in lifter if sight.lean_deg < UPRIGHT_DEG]
    halves = [
        [sight for sight in upright if sight.frame.time_s <= first_s + 2 * quarter],
        [sight for sight in upright if sight.frame.time_s > first_s + 2 * quarter],
    ]
    middles = (first_s + quarter, last_s - quarter)
    chosen = [best(half, at, quarter) for half, at in zip(halves, middles, strict=True) if half]
    starts = [_settled(sight, estimator) for sight in chosen]
    if len(starts) == len(halves) and all(map(_stands, starts)):
        return tuple(starts)
    # Else one start for the whole clip: of the three most promising the first that stands.
    ranked = sorted(lifter, key=lambda one: -quality(one, first_s + 2 * quarter, 2 * quarter))
    settled = [_settled(sight, estimator) for sight in ranked[:LOOKS_LEAST]]
    seen = [start for start in settled if start.estimate.presence >= PRESENCE_LEAST]
    return tuple([*filter(_stands, seen), *seen][:1])


def _settled(sight: Sight, estimator: Estimator) -> Start:
    return Start(sight.frame, settle(sight.frame, sight.detection.roi, estimator))


def _stands(start: Start) -> bool:
    """Tell whether the landmarks show a body that stands; a detector's box may only seem to."""
    xy = start.estimate.xy_px
    hip, shoulder = (
        (xy[left] + xy[left + 1]) / 2 for left in (Landmark.LEFT_HIP, Landmark.LEFT_SHOULDER)
    )
    step = shoulder - hip
    lean_deg = float(np.degrees(np.arctan2(abs(step[0]), -step[1])))
    return start.estimate.presence >= PRESENCE_LEAST and lean_deg < UPRIGHT_DEG


def _words(lifter: Person, others: int, *, pointed: bool) -> str:
    """Say who was chosen, and against how many."""
    centre, _ = place(lifter)
    third = "left" if centre < 1 / 3 else "right" if centre > 2 / 3 else "middle"
    more = "one other person" if others == 1 else f"{others} other people"
    if pointed:
        aside = f"; {more} left aside" if others else ""
        return f"the person you pointed at, in the {third} of the picture{aside}"
    who = f"the person in the {third} of the picture"
    if not others:
        return f"{who}, the only one there for long"
    return f"{who}, who is large, central and bends the most; {more} left aside"

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
from hiphinge.pose.skeleton import Landmark
from hiphinge.pose.tracker import PRESENCE_LEAST, settle

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hiphinge.pose.estimator import Detection, Estimate, Estimator
    from hiphinge.source.frame import Frame

SAME_PLACE = 0.45
"""Two sightings closer than this part of their squares are of one person who lifts in place."""
TWIN_SIZE = 0.75
"""A second person who bends counts as a second lifter from this size, against the first; a
mirror behind the lifter shows a smaller one."""
BEND_DEG = 25.0
"""Change of trunk lean that counts as bending [deg]."""
UPRIGHT_DEG = 20.0
"""A frame to start from shows the body within this lean [deg]."""
APART = 0.2
"""Two people stand at least this part of a square apart: 40 cm."""
SAME_SIZE = 1.7
"""Two sightings of one person differ in size by less than this factor: bending over shrinks the
square by up to a third."""
SINK_DEG = 150.0
"""Degrees of trunk range that a sinking of the hips by one whole square would be worth."""
LOOKS_LEAST = 3
"""Somebody seen in fewer frames than this is not known to move."""


@dataclass(frozen=True, slots=True)
class Sight:
    """One person in one frame."""

    frame: Frame
    detection: Detection

    @property
    def lean_deg(self) -> float:
        """Turn of the body's axis away from upright, as the detector saw it [deg]."""
        return float(np.degrees(abs(self.detection.roi.turn)))


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


def choose(frames: Iterable[Frame], estimator: Estimator) -> Choice:
    """Find the lifter in frames spread over a clip.

    Raises
    ------
    ClipError
        When nobody is found, or two people lift side by side.
    """
    looks = [[Sight(frame, seen) for seen in estimator.detect(frame)] for frame in frames]
    sights = [sight for look in looks for sight in look]
    people = _people(sights)
    movements = {id(person): 0.0 for person in people}
    if len(people) > 1:  # who moves how is only asked where there is a choice
        movements = {id(person): _movement(person, estimator) for person in people}

    def score(person: list[Sight]) -> float:
        return _score(person, len(looks), movements[id(person)])

    people.sort(key=score, reverse=True)
    for lifter in people:
        starts = _starts(lifter, [look[0].frame.time_s for look in looks if look], estimator)
        if not starts:
            continue
        for other in people:
            bend = all(movements[id(one)] >= BEND_DEG for one in (lifter, other))
            alike = _size(other) >= TWIN_SIZE * _size(lifter)
            if bend and alike and _together(lifter, other) >= LOOKS_LEAST:
                raise ClipError(
                    "Two people lift side by side in this clip: film one lifter at a time, "
                    "or cut the picture to one of them."
                )
        others = sum(_together(lifter, one) >= max(2, len(looks) // 4) for one in people)
        return Choice(starts, _words(lifter, others))
    raise ClipError(
        "Nobody was found in this clip: film the whole body from the side, "
        "in good light, with the camera 3 to 5 m away."
    )


def _people(sights: list[Sight]) -> list[list[Sight]]:
    """Group sightings by place and size; each group is one person."""
    people: list[list[Sight]] = []
    for sight in sights:
        for person in people:
            known, seen = person[-1].detection.roi, sight.detection.roi
            near = np.hypot(known.x - seen.x, known.y - seen.y) < SAME_PLACE * known.side
            free = person[-1].frame is not sight.frame
            if near and free and max(known.side / seen.side, seen.side / known.side) < SAME_SIZE:
                person.append(sight)
                break
        else:
            people.append([sight])
    return people


def _size(person: list[Sight]) -> float:
    """Return the median size of the person's square [px]."""
    return float(np.median([sight.detection.roi.side for sight in person]))


def _together(one: list[Sight], other: list[Sight]) -> int:
    """Return in how many frames both are seen, apart from each other.

    One person whose square jumps, as when the arms go overhead, makes two groups, but these are
    not seen together.
    """
    pairs = [(a, b) for a in one for b in other if a is not b and a.frame is b.frame]
    gaps = [
        np.hypot(a.detection.roi.x - b.detection.roi.x, a.detection.roi.y - b.detection.roi.y)
        / a.detection.roi.side
        for a, b in pairs
    ]
    return sum(gap > APART for gap in gaps)


def _movement(person: list[Sight], estimator: Estimator) -> float:
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
    return max(float(np.ptp(leans)), SINK_DEG * float(np.ptp(heights)) / _size(person))


def _score(person: list[Sight], looked: int, movement: float) -> float:
    """Return how likely this is the lifter; only the order matters."""
    height, width = person[0].frame.rgb.shape[:2]
    centre = float(np.median([sight.detection.roi.x for sight in person])) / width
    size = _size(person) / max(width, height)
    central = 1 - abs(centre - 0.5)
    bending = 1 + min(movement, 2 * BEND_DEG) / BEND_DEG
    return float(size * central * bending * len(person) / max(looked, 1))


def _starts(lifter: list[Sight], times_s: list[float], estimator: Estimator) -> tuple[Start, ...]:
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

    def best(sights: list[Sight], middle_s: float, reach_s: float) -> Sight:
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


def _words(lifter: list[Sight], others: int) -> str:
    """Say who was chosen, and against how many."""
    width = lifter[0].frame.rgb.shape[1]
    centre = float(np.median([sight.detection.roi.x for sight in lifter])) / width
    third = "left" if centre < 1 / 3 else "right" if centre > 2 / 3 else "middle"
    place = f"the person in the {third} of the picture"
    if not others:
        return f"{place}, the only one there for long"
    more = "one other person" if others == 1 else f"{others} other people"
    return f"{place}, who is large, central and bends the most; {more} left aside"

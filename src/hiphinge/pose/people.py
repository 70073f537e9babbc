"""Who was seen where: sightings grouped into people, and the one that a finger points at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from hiphinge.errors import ClipError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hiphinge.pose.estimator import Detection
    from hiphinge.source.frame import Frame

Point: TypeAlias = tuple[float, float]
"""A place in the picture as fractions of its width and height, from the upper left corner."""

SAME_PLACE = 0.45
"""Two sightings closer than this part of their squares are of one person who lifts in place."""
SAME_SIZE = 1.7
"""Two sightings of one person differ in size by less than this factor: bending over shrinks the
square by up to a third."""
APART = 0.2
"""Two people stand at least this part of a square apart: 40 cm."""
ON_BODY = 0.5
"""A point farther from the middle of a person's square than this part of its side is not on that
person: the square is centred on the hips and reaches a little beyond head and feet."""

NAMED_MOST = 3
"""So many places where somebody was seen are named."""
NOBODY = (
    "Nobody was found in this clip: film the whole body from the side, in good light, with the "
    "camera 3 to 5 m away."
)


@dataclass(frozen=True, slots=True)
class Sight:
    """One person in one frame."""

    frame: Frame
    detection: Detection

    @property
    def lean_deg(self) -> float:
        """Turn of the body's axis away from upright, as the detector saw it [deg]."""
        return float(np.degrees(abs(self.detection.roi.turn)))

    def off(self, at: Point) -> float:
        """Return how far a point is from the middle of the person's square, in its sides."""
        height, width = self.frame.rgb.shape[:2]
        roi = self.detection.roi
        return float(np.hypot(at[0] * width - roi.x, at[1] * height - roi.y)) / roi.side


Person: TypeAlias = list[Sight]
"""The sightings of one person, in the order of time."""


def people_of(sights: Sequence[Sight]) -> list[Person]:
    """Group sightings by place and size; each group is one person."""
    people: list[Person] = []
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


def size_px(person: Person) -> float:
    """Return the median size of the person's square [px]."""
    return float(np.median([sight.detection.roi.side for sight in person]))


def place(person: Person) -> Point:
    """Return where the person usually is, as fractions of the picture."""
    height, width = person[0].frame.rgb.shape[:2]
    xy = np.array([(sight.detection.roi.x, sight.detection.roi.y) for sight in person])
    x, y = np.median(xy, axis=0)
    return float(x) / width, float(y) / height


def together(one: Person, other: Person) -> int:
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


def check_point(at: Point) -> None:
    """Refuse a point that is not in the picture.

    Raises
    ------
    UsageError
        When one of its two numbers is not from 0 to 1.
    """
    if not all(0 <= part <= 1 for part in at):
        raise UsageError(
            "Where the lifter is must be said by two parts of the picture's width and height, each "
            "from 0 to 1 and counted from the upper left corner, such as 0.3,0.5."
        )


def pointed_at(people: Sequence[Person], at: Point) -> list[Person]:
    """Return the people that a point may mean, the nearest first; ties go to who is seen more.

    Parameters
    ----------
    people : sequence of Person
        Everybody who was seen.
    at : (float, float)
        The point, as fractions of the picture.

    Raises
    ------
    ClipError
        When nobody was usually seen there.
    """
    off = {id(person): float(np.median([one.off(at) for one in person])) for person in people}
    near = [person for person in people if off[id(person)] <= ON_BODY]
    if not near:
        raise ClipError(_nobody_there(people, at))
    return sorted(near, key=lambda person: (off[id(person)], -len(person)))


def _nobody_there(people: Sequence[Person], at: Point) -> str:
    """Say that nobody is at a point, and where somebody is."""
    most = sorted(people, key=len, reverse=True)[:NAMED_MOST]
    where = " or ".join("{:.2f},{:.2f}".format(*place(one)) for one in most)
    if not where:
        return NOBODY
    return (
        f"Nobody was seen at {at[0]:.2f},{at[1]:.2f} of the picture; somebody is at {where}: point "
        "at the hips of the one who lifts, or leave the point out."
    )

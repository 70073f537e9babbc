"""How far the model behind the body's own target is off, on bodies whose truth is known.

``python -m validation.people.own_body`` prints two tables. The first holds the centre of mass of
rigid sticks against the centre of volume of made-up bodies (the flesh as one stuff, lungs and all);
`motion.rigid_body.CENTRE_SD` is its root mean square. The second holds the lengths that the program
measures in the rendered clips against those of the bodies in them; `motion.proportions` has its
standard deviations from there.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

import hiphinge
from hiphinge.motion.measure import measure
from hiphinge.motion.proportions import proportions
from hiphinge.motion.rigid_body import Body, Hold, centre_of_mass
from hiphinge.motion.segments import masses
from hiphinge.pipeline import look
from hiphinge.source.probe import probe
from validation.people.subject import TEST, subject
from validation.rendering.body import Person
from validation.rendering.clips import CLIPS
from validation.rendering.posture import Arm, Leg, Posture

BODIES = 40
POSTURES = ((5.0, 3.0, 0.0), (17.5, 45.0, -1.0), (17.5, 60.0, -2.0), (17.5, 75.0, -4.0),
            (60.0, 60.0, 15.0))  # fmt: skip
"""Knee, trunk and shin of a stand, three hinges and the start of a pull [deg]; arms hang."""
FROM_THE_SIDE = ("example", "bow", "deadlift", "squat", "stiff")
ENDS = {
    "shank": ("lowerleg01.R", "foot.R"),
    "thigh": ("upperleg01.R", "lowerleg01.R"),
    "trunk": ("upperleg01.R", "upperarm01.R"),
    "upper_arm": ("upperarm01.R", "lowerarm01.R"),
    "forearm": ("lowerarm01.R", "wrist.R"),
    "hand": ("wrist.R", "finger3-1.R"),
}
ROOT = Path(__file__).parents[2]


def lengths_of(person: Person) -> dict[str, float]:
    """Return a body's own lengths, and where heel and toes are, in leg lengths."""
    heads = person.base_heads
    long = {
        name: float(np.linalg.norm((heads[one] - heads[other])[1:]))
        for name, (one, other) in ENDS.items()
    }
    leg = long["shank"] + long["thigh"]
    heel, toe = (-end / leg for end in person.foot_y)
    feet = {"heel": heel, "foot": toe - heel, "mid_foot": (heel + toe) / 2}
    return {name: one / leg for name, one in long.items()} | feet | {"leg_m": leg}


def volume_centre_m(person: Person, knee: float, trunk: float, shin: float) -> float:
    """Return how far the centre of volume is ahead of the ankles [m]."""
    leg, arm = Leg(shin, shin - knee), Arm(0.0, 0.0, 0.0)
    turns = person.rotations(Posture({"L": leg, "R": leg}, {"L": arm, "R": arm}, trunk))
    skin = person.vertices(turns, person.joints(turns))
    faces = person.faces
    if faces.shape[1] > 3:  # noqa: PLR2004 (two triangles to a square)
        faces = np.concatenate([faces[:, [0, 1, 2]], faces[:, [0, 2, 3]]])
    a, b, c = (skin[faces[:, corner]] for corner in range(3))
    # A closed skin is a sum of tetrahedra from the origin.
    volume = np.einsum("ij,ij->i", a, np.cross(b, c)) / 6
    return -float(np.sum(volume * (a + b + c)[:, 1] / 4) / np.sum(volume))


def weigh() -> None:
    """Hold the model's centre of mass against the centre of volume."""
    off = []
    for number in TEST[:BODIES]:
        person = Person(subject(number).build)
        own = lengths_of(person)
        sticks = {name: np.array(own[name]) for name in (*ENDS, "heel", "foot")}
        body = Body(**sticks, masses=masses(np.array(0.5)))
        hold = Hold("hanging")
        off.append([
            volume_centre_m(person, *angles) / own["leg_m"]
            - float(centre_of_mass(body, hold, np.array(angles[1]), np.array(angles[0]),
                                   np.array(angles[2])))
            for angles in POSTURES
        ])  # fmt: skip
    table = np.array(off)
    print("volume ahead of the model's centre of mass, in leg lengths")
    for (knee, trunk, _), column in zip(POSTURES, table.T, strict=True):
        print(f"knee {knee:g}, trunk {trunk:g}: {column.mean():+.3f}, sd {column.std():.3f}")
    print(f"root mean square {np.sqrt(np.mean(table**2)):.3f}, {BODIES} bodies")


def look_back() -> None:
    """Hold measured lengths against true ones."""
    print("measured less true, in leg lengths")
    off: dict[str, list[float]] = {}
    for name in FROM_THE_SIDE:
        folder = Path(hiphinge.__file__).parent / "example" if name == "example" else None
        video = (folder or ROOT / "tests" / "clips") / f"{name}.mp4"
        found = proportions(measure(look(probe(video))))
        if found is None:
            print(f"{name}: not measured")
            continue
        true = lengths_of(Person(CLIPS[name].build))
        for part in ("thigh", "trunk", "upper_arm", "forearm", "mid_foot", "foot"):
            one = getattr(found, part)
            off.setdefault(part, []).append(one.value - true[part])
            print(f"{name} {part}: {off[part][-1]:+.3f}, said ±{one.sd:.3f}")
    for part, values in off.items():
        print(f"{part}: root mean square {np.sqrt(np.mean(np.square(values))):.3f}")


if __name__ == "__main__":
    weigh()
    look_back()

"""Who is filmed: bodies, clothes and hair drawn at random from a seed.

Every body has a number. Bodies for fitting, for setting the doubt and for testing are ranges of
numbers that do not meet.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from validation.rendering.motion import Build

FIT, DOUBT, TEST = range(100_000, 200_000), range(200_000, 300_000), range(300_000, 400_000)
"""Numbers of the bodies for fitting, for setting the doubt, and for testing."""

# Local changes of anny (MakeHuman's measures) that alter a side view; standard deviations.
SHAPE_SD = {
    "buttocks-volume-incr": 0.5,
    "hip-scale-depth-incr": 0.35,
    "hip-scale-vert-incr": 0.3,
    "torso-scale-depth-incr": 0.35,
    "torso-scale-vert-incr": 0.25,
    "stomach-tone-incr": 0.4,
    "bulge-incr": 0.3,
    "torso-muscle-dorsi-incr": 0.35,
    "torso-muscle-pectoral-incr": 0.3,
    "breast-trans-up": 0.3,
    "measure-calf-circ-incr": 0.3,
    "measure-thigh-circ-incr": 0.3,
    "measure-knee-circ-incr": 0.25,
    "upperlegs-height-incr": 0.25,
    "lowerlegs-height-incr": 0.25,
    "l-upperleg-scale-depth-incr": 0.3,
    "r-upperleg-scale-depth-incr": 0.3,
    "neck-trans-forward": 0.35,
    "head-scale-depth-incr": 0.3,
}
_PAIRED = ("l-upperleg-scale-depth-incr", "r-upperleg-scale-depth-incr")
PLAIN_SEX = 0.85
"""Share of bodies of one sex; the others lie between."""
SKINS = ((238, 200, 176), (214, 164, 132), (190, 138, 104), (150, 100, 72), (96, 62, 46))
HAIRS = ((40, 28, 24), (110, 104, 98), (62, 42, 30), (190, 150, 90), (20, 18, 18), (150, 80, 40))


@dataclass(frozen=True)
class Subject:
    """A body with its clothes.

    Parameters
    ----------
    number
        The body's number.
    build
        Shape, colours and cut of the clothes.
    """

    number: int
    build: Build

    @property
    def female(self) -> bool:
        """Whether the body's masses are a woman's."""
        return self.build.gender > 0.5  # noqa: PLR2004


def _colour(rng: np.random.Generator) -> tuple[int, int, int]:
    """Return a cloth's colour: grey to black for half of them."""
    if rng.random() < 0.5:  # noqa: PLR2004
        grey = rng.uniform(12, 235)
        red, green, blue = np.clip(grey + rng.normal(0, 6, 3), 0, 255)
    else:
        red, green, blue = rng.uniform(15, 235, 3)
    return int(red), int(green), int(blue)


def subject(number: int, loose: bool | None = None) -> Subject:
    """Return the body of a number; `loose` overrides what its clothes would be."""
    rng = np.random.default_rng(number)
    gender = float(rng.choice([0.0, 1.0])) if rng.random() < PLAIN_SEX else float(rng.uniform())
    shape = {name: float(np.clip(rng.normal(0, sd), -0.9, 0.9)) for name, sd in SHAPE_SD.items()}
    shape[_PAIRED[1]] = shape[_PAIRED[0]]
    skin = SKINS[int(rng.integers(len(SKINS)))]
    shirt = skin if rng.random() < 0.1 * (1 - gender) else _colour(rng)
    wide = float(rng.uniform(0.012, 0.055)) if rng.random() < 0.25 else 0.0  # noqa: PLR2004
    if loose is not None:
        wide = max(wide, float(rng.uniform(0.012, 0.055))) if loose else 0.0
    build = Build(
        gender=gender,
        height=float(np.clip(rng.normal(0.5, 0.14), 0.15, 0.85)),
        weight=float(np.clip(rng.normal(0.52, 0.18), 0.15, 1.0)),
        muscle=float(np.clip(rng.normal(0.58, 0.17), 0.25, 1.0)),
        age=float(np.clip(rng.normal(0.69, 0.08), 0.55, 0.95)),
        shirt=shirt,
        shorts=_colour(rng),
        hair=HAIRS[int(rng.integers(len(HAIRS)))],
        shoes=_colour(rng),
        skin=(int(skin[0]), int(skin[1]), int(skin[2])),
        bun=bool(rng.random() < 0.4 * gender),
        proportions=float(np.clip(rng.normal(0.5, 0.2), 0.05, 0.95)),
        shape=tuple(shape.items()),
        adduction_deg=float(rng.uniform(-4, 5)),
        toe_out_deg=float(rng.uniform(0, 14)),
        sleeve_end=float(rng.choice([0.1, 0.4, 0.62, 0.9])),
        leg_end=float(rng.choice([0.3, 0.6, 0.95, 1.9])),
        loose_m=wide,
    )
    return Subject(number, build)

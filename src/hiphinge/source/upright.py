"""How the camera was held, from what stands upright in the background: its roll and its pitch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from hiphinge.quantities import UNKNOWN, Quantity
from hiphinge.source.lines import LONG_SIDE_PX, MIN_ROWS, REACH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from hiphinge.quantities import Floats
    from hiphinge.source.lines import LineReading

SAME_PLACE: Final = 0.03
SAME_LEAN: Final = 0.026
"""Lines closer [of the longer side] and more alike in lean [1] than this are one thing's."""
SHARED: Final = 0.7
"""n lines of one thing tell as much as ``n ** (1 - SHARED)`` things [1]: one for both edges of a
post, n for the slats of a wall. With 0.7 the two halves of real gyms differ by no more than their
sds say, and so does a drawn room whose posts are off plumb."""
FOCAL: Final = Quantity(0.8, 0.12)
"""A phone's focal length [of the longer side]: 24 to 28 mm for 36 mm of film, longer by what
steadying crops."""
PRIOR_ROLL_DEG: Final = 5.0
PRIOR_PITCH_DEG: Final = 8.0
"""Standard deviations of how phones are set up, before anything is seen [degrees]; assumed."""
SCATTER_DEG: Final = (0.3, 0.6, 1.2)
"""How far upright things are from upright [degrees], each as likely: walls, racks, posts."""
STRAY_LONG: Final = 0.15
STRAY_SHORT: Final = 0.75
STRAY_LENGTH: Final = 0.1
"""Share of strays among long lines and among the shortest [1], and by how much longer a line is a
stray e times less often [of the longer side]; judged by eye on 34 gyms, gardens and rooms."""
FLOOR_DEG: Final = 0.15
"""What a lens's distortion leaves however many lines there are [degrees]; assumed."""
MAX_ROLL_SD_DEG: Final = 1.2
MAX_PITCH_SD_DEG: Final = 4.0
"""An angle less certain than this is not known [degrees]: two families of lines, 5 degrees apart,
of which either might be the upright one, give 1.2 and more."""
ROLLS_DEG: Final = np.linspace(-15, 15, 121)
PITCHES_DEG: Final = np.linspace(-24, 24, 65)
"""The grid on which both are sought [degrees]."""


@dataclass(frozen=True, slots=True)
class Lines:
    """How the camera was held; NaN with an sd of NaN where the background does not tell.

    Attributes
    ----------
    roll_deg : Quantity
        Turn about the optical axis [degrees]; positive if the picture's content is turned
        clockwise.
    pitch_deg : Quantity
        Tilt of the optical axis [degrees]; positive if the camera looks up.
    """

    roll_deg: Quantity
    pitch_deg: Quantity


def roll_and_pitch(readings: Sequence[LineReading], focal: Quantity = FOCAL) -> Lines:
    """Return how a fixed camera was held, from the lines of its pictures.

    Parameters
    ----------
    readings : sequence of LineReading
        Some pictures of one fixed camera, of one size; more than about eight tell nothing more.
    focal : Quantity
        Focal length [of the longer side].

    Notes
    -----
    All plumb lines meet where gravity's direction is seen, which makes a line's lean
    ``tan(roll) - place * tan(pitch) / (focal * cos(roll))`` (after Hartley and Zisserman 2004,
    section 8.6; the cosine is left out). Each line is either upright within a scatter or a stray
    of any lean; the posterior is summed over a grid. Strays come in families, such as the slanted
    posts of racks, so what remains beside the likeliest family is tried as the upright one too,
    e times less likely for each thing that it has less. Two ways to see a scene thus make a large
    sd. Pictures of a fixed camera show the same things, so that more of them add no certainty.
    """
    lean, place, length, sd = (
        np.concatenate([np.zeros(0), *(getattr(reading, name) for reading in readings)])
        for name in ("lean", "place", "length", "sd")
    )
    alike = np.abs(place[:, None] - place) < SAME_PLACE
    alike &= np.abs(lean[:, None] - lean) < SAME_LEAN
    # A thing in all pictures counts as one, what shows in one of many counts little.
    count = max(1, len(readings))
    weight = 1 / count / np.maximum(1, alike.sum(axis=1) / count) ** SHARED
    short = np.exp(np.minimum(0, MIN_ROWS / LONG_SIDE_PX - length) / STRAY_LENGTH)
    stray = STRAY_LONG + (STRAY_SHORT - STRAY_LONG) * short
    stray_density = stray / (1 - stray) / (2 * REACH)
    tilt = np.tan(np.radians(ROLLS_DEG))[:, None, None]
    slope = np.tan(np.radians(PITCHES_DEG))[:, None] / focal.value
    off = (lean - tilt + slope * place).astype(np.float32)
    chance, member = _family(off, sd, stray_density, weight)
    other, rest = _family(off, sd, stray_density, weight * (1 - member))
    chance += other * np.exp(weight @ ((1 - member) * rest - member))
    roll = _mean(ROLLS_DEG, chance.sum(axis=1), 0.0)
    pitch = _mean(PITCHES_DEG, chance.sum(axis=0), focal.sd / focal.value)
    if roll.sd > MAX_ROLL_SD_DEG:
        return Lines(UNKNOWN, UNKNOWN)
    return Lines(roll, pitch if pitch.sd <= MAX_PITCH_SD_DEG else UNKNOWN)


def _family(
    off: NDArray[np.float32], sd: Floats, stray_density: Floats, weight: Floats
) -> tuple[Floats, Floats]:
    """Return the posterior over roll and pitch, and each line's chance to be upright at its top."""
    prior = (ROLLS_DEG[:, None] / PRIOR_ROLL_DEG) ** 2 + (PITCHES_DEG / PRIOR_PITCH_DEG) ** 2
    total, best, member = np.zeros(prior.shape), -np.inf, np.zeros(sd.shape)
    for scatter in np.radians(SCATTER_DEG):
        spread = np.hypot(scatter, sd)
        ratio = (1 / (np.sqrt(2 * np.pi) * spread * stray_density)).astype(np.float32)
        odds = np.exp((off / spread.astype(np.float32)) ** 2 * np.float32(-0.5)) * ratio
        score = np.log1p(odds) @ weight.astype(np.float32) - prior / 2
        top = np.unravel_index(int(score.argmax()), score.shape)
        if score[top] > best:
            total *= np.exp(best - score[top])
            best, member = score[top], odds[top].astype(np.float64) / (1 + odds[top])
        total += np.exp(score - best)
    return total / total.sum(), member


def _mean(angle_deg: Floats, chance: Floats, relative_sd: float) -> Quantity:
    share = chance / chance.sum()
    mean = float(share @ angle_deg)
    variance = share @ (angle_deg - mean) ** 2 + FLOOR_DEG**2 + (relative_sd * mean) ** 2
    return Quantity(mean, float(np.sqrt(variance)))

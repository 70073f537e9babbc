"""What a whole clip's camera readings amount to: cuts, fades, a camera that moved or shook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np

from hiphinge.numerals import percent
from hiphinge.source.camera import CUT_SHARE, FADE_LAG_S

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hiphinge.quantities import Bools, Floats
    from hiphinge.source.camera import CameraReading

Stretch: TypeAlias = tuple[float, float]
"""Start and end of a part of the clip [s]."""

CUT_SPIKE: Final = 3.0
"""A cut stands out this many times above its surroundings [1]; a whipped camera does not."""
SURROUNDINGS_S: Final = 0.5
"""What counts as the surroundings of a moment, to either side [s]."""
FADE_SHARE: Final = 0.025
"""Share of the picture that must be fading [1]; a lifter from the side covers 5 to 15 %."""
FADE_CONTRAST: Final = 0.15
"""Share by which a fade changes the picture's contrast [1]: two pictures mixed half and half lose
about 30 %, a camera's own exposure control changes a few percent."""
MIN_FADE_S: Final = 0.3
"""A steady change shorter than this is a gust or a flash [s]."""
FADE_PAUSE_S: Final = 0.4
"""Two fading parts no farther apart than this are one, as from one picture through black [s]."""
BLANK_CONTRAST: Final = 4.0
"""A picture with less contrast than this shows nothing, as in a fade's middle [grey levels]."""
MOVING_DRIFT_FRAC: Final = 0.04
"""A camera that wanders farther than this has moved [of the picture's longer side].

It is about a sixth of a leg, for a lifter who fills half of the picture. A tripod gives below
0.013, a phone that settles against its support 0.03.
"""
MOVING_JITTER_FRAC: Final = 0.005
"""A camera that shakes more than this is moving [of the longer side, root mean square].

It is one fiftieth of a leg, which is as good as landmarks are; a tripod gives below 0.001.
"""
TOLD_DRIFT_FRAC: Final = 0.02
"""A drift above this is tolerated and told [of the longer side]."""
TREMOR_FRAC: Final = 0.001
"""A shake above this is that of a hand; it is tolerated and told [of the longer side]."""
SMOOTH_S: Final = 1.0
"""Slower than this is drift, faster is shake [s]: hands tremble at 1 to 10 Hz."""
MIN_KNOWN: Final = 0.5
"""Share of the readings that must know the shift to say that the camera stood still [1]."""


@dataclass(frozen=True, slots=True)
class CameraVerdict:
    """What the camera did during a clip.

    Attributes
    ----------
    cuts_s : tuple of float
        Times of the first frames after a cut to another view [s].
    fades : tuple of (float, float)
        Starts and ends of fades and cross-fades [s].
    moving : bool
        Whether the camera moved or shook more than can be allowed for.
    drift_frac : float
        Largest distance between two places of the picture within one shot
        [fraction of the picture's longer side].
    jitter_frac : float
        Root mean square of the shake about the drift [fraction of the longer side].
    known_frac : float
        Share of the frames whose background was textured enough to tell.
    words : tuple of str
        Sentences for the lifter, the most important first; none for a camera that stood still.
    """

    cuts_s: tuple[float, ...]
    fades: tuple[Stretch, ...]
    moving: bool
    drift_frac: float
    jitter_frac: float
    known_frac: float
    words: tuple[str, ...]


def judge_camera(readings: Sequence[CameraReading]) -> CameraVerdict:
    """Return what a clip's readings say about its camera.

    Parameters
    ----------
    readings : sequence of CameraReading
        In any order, such as a forward and a backward half.
    """
    ordered = sorted(readings, key=lambda reading: reading.time_s)
    if not ordered:
        return CameraVerdict((), (), False, 0.0, 0.0, 0.0, ())
    time_s = np.array([reading.time_s for reading in ordered])
    score = np.array([reading.cut_score for reading in ordered])
    moves = np.array([(reading.shift_x_frac, reading.shift_y_frac) for reading in ordered])
    cut = _cuts(time_s, score)
    fades = _fades(ordered)
    drift_frac, jitter_frac = 0.0, 0.0
    for shot in np.split(np.arange(time_s.size), np.flatnonzero(cut)):
        drift, jitter = _wander(time_s[shot], np.cumsum(moves[shot], axis=0))
        drift_frac, jitter_frac = max(drift_frac, drift), max(jitter_frac, jitter)
    known_frac = float(np.mean([reading.shift_known for reading in ordered]))
    moving = drift_frac > MOVING_DRIFT_FRAC or jitter_frac > MOVING_JITTER_FRAC
    cuts_s = tuple(float(moment) for moment in time_s[cut])
    words = (
        *_view_words(cuts_s, fades),
        *_motion_words(drift_frac, jitter_frac, known_frac),
    )
    return CameraVerdict(cuts_s, fades, moving, drift_frac, jitter_frac, known_frac, words)


def _cuts(time_s: Floats, score: Floats) -> Bools:
    cut = np.zeros(time_s.size, dtype=np.bool_)
    for index in np.flatnonzero(score > CUT_SHARE):
        near = np.abs(time_s - time_s[index]) <= SURROUNDINGS_S
        near[index] = False
        usual = float(np.median(score[near])) if near.any() else 0.0
        cut[index] = score[index] > CUT_SPIKE * usual
    return cut


def _fades(readings: Sequence[CameraReading]) -> tuple[Stretch, ...]:
    fading = np.sort(
        [r.fade_time_s for r in readings if r.fade_score > FADE_SHARE]
        + [r.time_s for r in readings if r.contrast < BLANK_CONTRAST]
    )
    if fading.size == 0:
        return ()
    time_s = np.array([reading.time_s for reading in readings])
    contrast = np.array([reading.contrast for reading in readings])
    found = []
    for run in np.split(fading, np.flatnonzero(np.diff(fading) > FADE_PAUSE_S) + 1):
        start_s = max(0.0, float(run[0]) - FADE_LAG_S)
        end_s = min(float(time_s.max()), float(run[-1]) + FADE_LAG_S)
        within = contrast[(time_s >= start_s) & (time_s <= end_s)]
        changes = within.min() < (1 - FADE_CONTRAST) * within.max()
        if run[-1] - run[0] >= MIN_FADE_S and changes:
            found.append((start_s, end_s))
    return tuple(found)


def _wander(time_s: Floats, path: Floats) -> tuple[float, float]:
    """Return how far a path (T, 2) goes when smoothed, and the shake about it."""
    if time_s.size < 2:  # noqa: PLR2004  (one place is no path)
        return 0.0, 0.0
    first = np.searchsorted(time_s, time_s - SMOOTH_S / 2)
    last = np.searchsorted(time_s, time_s + SMOOTH_S / 2, side="right")
    total = np.vstack([np.zeros(2), np.cumsum(path, axis=0)])
    smooth = (total[last] - total[first]) / (last - first)[:, None]
    angle = np.deg2rad(np.arange(0, 180, 15))
    drift = np.ptp(smooth @ np.stack([np.cos(angle), np.sin(angle)]), axis=0).max()
    # Near its ends a path has no two sides to take a mean over, so a steady pan would look bent.
    inner = (time_s - time_s[0] >= SMOOTH_S / 2) & (time_s[-1] - time_s >= SMOOTH_S / 2)
    if not inner.any():
        return float(drift), 0.0
    jitter = np.sqrt(np.mean(np.sum((path - smooth)[inner] ** 2, axis=1)))
    return float(drift), float(jitter)


def _view_words(cuts_s: tuple[float, ...], fades: tuple[Stretch, ...]) -> tuple[str, ...]:
    words: list[str] = []
    if cuts_s:
        listed = ", ".join(f"{moment:.1f} s" for moment in cuts_s)
        words.append(f"The picture cuts to another view at {listed}: film the set in one go.")
    if fades:
        listed = ", ".join(f"{start:.1f} to {end:.1f} s" for start, end in fades)
        words.append(f"The picture fades at {listed}: what happens there cannot be judged.")
    return tuple(words)


def _motion_words(drift_frac: float, jitter_frac: float, known_frac: float) -> tuple[str, ...]:
    advice = "stand the phone on something firm."
    if drift_frac > MOVING_DRIFT_FRAC:
        return (f"The camera moved by {percent(drift_frac)} of the picture: {advice}",)
    if jitter_frac > MOVING_JITTER_FRAC:
        return (f"The camera shook by {percent(jitter_frac, 1)} of the picture: {advice}",)
    if known_frac < MIN_KNOWN:
        return ("The background is too plain to tell whether the camera moved.",)
    if drift_frac > TOLD_DRIFT_FRAC:
        return (f"The camera moved a little ({percent(drift_frac)} of the picture); {advice}",)
    if jitter_frac > TREMOR_FRAC:
        return (
            f"The camera trembled a little ({percent(jitter_frac, 1)} of the picture); {advice}",
        )
    return ()

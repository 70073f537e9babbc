"""Does the camera cut, fade, pan or shake? Watched frame by frame, live and from a file alike."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np

from hiphinge.source.registration import UNKNOWN_SHIFT, Shift, register
from hiphinge.source.thumbnail import background, changed_share, faded_share, thumbnail

if TYPE_CHECKING:
    from hiphinge.source.frame import Frame
    from hiphinge.source.thumbnail import Grey, Mask

Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right and bottom of the person as fractions of the picture."""

KNOWN_SD_PX: Final = 0.05
"""A shift less certain than this is not known [thumbnail px, one percent of the picture each]."""
ANCHOR_S: Final = 5.0
"""A new picture to measure against is taken after this long, as light and shadows change [s]."""
ANCHOR_REACH: Final = 0.12
"""... or once the camera has moved this far from it, as the overlap gets small [of the side]."""
CUT_SHARE: Final = 0.25
"""Share of the picture's structure that goes at a cut [1]. Fast swings and gusts reach 0.12 from
one frame to the next, a cut to a closer or mirrored view of the same place 0.36 and more."""
FADE_LAG_S: Final = 0.2
"""Distance of the three pictures between which a fade is steady [s]; fades take 0.5 to 2 s."""
BOX_MARGIN: Final = 0.04
"""Widening of the person's box on each side [of the picture], as hands and bar reach out of it."""


@dataclass(frozen=True, slots=True)
class CameraReading:
    """What one frame says about the camera, against the frame before it in time.

    Attributes
    ----------
    time_s : float
        Time of the later of the two frames [s], whichever was fed first.
    cut_score : float
        Share of the picture's structure that is gone from one to the other, 0 to 1.
    shift_x_frac, shift_y_frac : float
        How far the background moved in ascending time, right and down positive
        [fraction of the picture's longer side].
    shift_known : bool
        Whether the background has texture enough to tell; if not, the shift is 0.
    fade_score : float
        Share of the picture that is fading into something else, 0 to 1.
    fade_time_s : float
        Moment to which the fade's score belongs [s]: the middle of the pictures compared.
    contrast : float
        Standard deviation of the picture [grey levels of 255].
    """

    time_s: float
    cut_score: float
    shift_x_frac: float
    shift_y_frac: float
    shift_known: bool
    fade_score: float = 0.0
    fade_time_s: float = math.nan
    contrast: float = 0.0


@dataclass(frozen=True, slots=True)
class _Look:
    """A thumbnail, where its background is, and when it was seen."""

    time_s: float
    grey: Grey
    mask: Mask


@dataclass(frozen=True, slots=True)
class CameraWatch:
    """What is remembered between frames; a new one knows nothing.

    To watch a clip from its middle in both directions, feed the first frame to a new watch and
    start both directions from the state that this gives.

    Attributes
    ----------
    recent : tuple
        Looks at the last frames, back to twice the fade's lag; the newest last.
    anchor : _Look or None
        The look against which shifts are measured, so that their errors do not add up.
    shift : Shift
        Move of the background from the anchor to the newest look [thumbnail px].
    """

    recent: tuple[_Look, ...] = ()
    anchor: _Look | None = None
    shift: Shift = UNKNOWN_SHIFT


def step(
    state: CameraWatch, frame: Frame, person_box: Box | None
) -> tuple[CameraWatch, CameraReading]:
    """Take in one frame; frames may come in ascending or in descending time.

    Parameters
    ----------
    state : CameraWatch
        What the frames before gave.
    frame : Frame
        The next frame.
    person_box : tuple of float or None
        Left, top, right and bottom of the lifter as fractions of the picture, who is then left
        out when the background's move is measured.
    """
    grey = thumbnail(frame.rgb)
    look = _Look(frame.time_s, grey, background(grey.shape, _widened(person_box)))
    contrast = float(grey.std())
    if state.anchor is None or not state.recent or state.anchor.grey.shape != grey.shape:
        return CameraWatch((look,), look), CameraReading(
            frame.time_s, 0.0, 0.0, 0.0, shift_known=False, contrast=contrast
        )
    last = state.recent[-1]
    shift = register(
        state.anchor.grey, grey, state.anchor.mask & look.mask, (state.shift.x_px, state.shift.y_px)
    )
    known = shift.sd_px < KNOWN_SD_PX
    move = Shift(
        shift.x_px - state.shift.x_px if known else 0.0,
        shift.y_px - state.shift.y_px if known else 0.0,
        shift.sd_px,
        shift.residual,
    )
    cut_score = changed_share(last.grey, grey, (move.x_px, move.y_px))
    known = known and cut_score < CUT_SHARE
    reading = _reading(state, look, move, cut_score, known)
    return _remembered(state, look, shift, known), reading


def _reading(
    state: CameraWatch, look: _Look, move: Shift, cut_score: float, known: bool
) -> CameraReading:
    last = state.recent[-1]
    forward = 1 if look.time_s >= last.time_s else -1
    side_px = max(look.grey.shape)
    fade_score, fade_time_s = _fade(state, look)
    return CameraReading(
        time_s=max(look.time_s, last.time_s),
        cut_score=cut_score,
        shift_x_frac=forward * move.x_px / side_px if known else 0.0,
        shift_y_frac=forward * move.y_px / side_px if known else 0.0,
        shift_known=known,
        fade_score=fade_score,
        fade_time_s=fade_time_s,
        contrast=float(look.grey.std()),
    )


def _fade(state: CameraWatch, look: _Look) -> tuple[float, float]:
    """Return the fading share and its moment, from the newest, a middle and the oldest look."""
    ages_s = [abs(look.time_s - past.time_s) for past in state.recent]
    if ages_s[0] < 2 * FADE_LAG_S * 0.9:
        return 0.0, look.time_s
    middle = state.recent[int(np.argmin([abs(age_s - ages_s[0] / 2) for age_s in ages_s]))]
    return faded_share(state.recent[0].grey, middle.grey, look.grey), middle.time_s


def _remembered(state: CameraWatch, look: _Look, shift: Shift, known: bool) -> CameraWatch:
    """Return the next state, with a new anchor where the old one serves no longer."""
    recent = (*state.recent, look)
    while len(recent) > 2 and abs(look.time_s - recent[1].time_s) >= 2 * FADE_LAG_S:  # noqa: PLR2004
        recent = recent[1:]
    assert state.anchor is not None  # noqa: S101  (tells the type checker; `step` made sure)
    reach_px = ANCHOR_REACH * max(look.grey.shape)
    old = abs(look.time_s - state.anchor.time_s) > ANCHOR_S
    if not known or old or max(abs(shift.x_px), abs(shift.y_px)) > reach_px:
        return CameraWatch(recent, look)
    return CameraWatch(recent, state.anchor, shift)


def _widened(box: Box | None) -> Box | None:
    if box is None:
        return None
    left, top, right, bottom = box
    return left - BOX_MARGIN, top - BOX_MARGIN, right + BOX_MARGIN, bottom + BOX_MARGIN

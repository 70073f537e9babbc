"""One body in one picture: found, settled, and looked at several times.

A film has many frames, whose errors partly cancel and whose spread shows. A picture has one; so
the landmark network looks at it repeatedly through squares that differ a little. What changes from
look to look is noise of this very picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from hiphinge.errors import ClipError
from hiphinge.pose.crop import Roi
from hiphinge.pose.skeleton import Landmark
from hiphinge.pose.track import PoseTrack
from hiphinge.pose.tracker import PRESENCE_LEAST
from hiphinge.quantities import Missing
from hiphinge.source.frame import Frame
from hiphinge.source.lines import read_lines
from hiphinge.source.upright import roll_and_pitch

if TYPE_CHECKING:
    from collections.abc import Callable

    from hiphinge.pose.estimator import Detection, Estimate, Estimator
    from hiphinge.quantities import Bytes, Floats

WHOLE_PX = 1280
"""Longest side of the picture in which people are sought [px], as for films."""
SQUARE_PX = 768
"""The body's square is looked at with at most so many pixels a side: the network makes 256 of
them, and more only takes time [px]."""
PASSES_LEAST, PASSES_MOST = 4, 10
"""Passes through the body's own next square: a cold look at a bent body reads it 20 degrees too
upright and needs three or four to settle."""
SETTLED = 0.03
"""It has settled when no joint moves by more than this part of the leg: the noise of one look."""
LOOKS = 8
"""Looks that are averaged; their spread is then known to a quarter of itself."""
SHIFT, GROW, TURN = 0.03, 0.05, 0.06
"""Standard deviations of how the squares differ: shift [of the side], size [natural log], turn
[rad]; about what the next square of a film's frame differs from the last one's."""
APART = 0.3
"""Two detections whose squares' middles are nearer than this part of a side are one person."""
LINES_MARGIN = 0.04
"""Hair, clothes and what is held reach so far beyond the landmarks [of the picture]."""
JOINTS = tuple(
    Landmark[f"{side}_{part}"]
    for side in ("LEFT", "RIGHT")
    for part in ("SHOULDER", "HIP", "KNEE", "ANKLE")
)
NOBODY = (
    "Nobody was found in this picture: take a sharp one from the side with the whole body in it, "
    "in good light, 3 to 5 m away."
)


@dataclass(frozen=True, slots=True)
class Still:
    """What the networks saw in one picture.

    Attributes
    ----------
    looks : tuple of PoseTrack
        Tracks of one frame each, in pixels of the whole picture: the same body through squares
        that differ a little.
    words : str
        Who was chosen, in words.
    people : int
        How many people were found.
    square_px : float
        Side of the body's square in the picture [px]: about 1.3 times the body's height.
    """

    looks: tuple[PoseTrack, ...]
    words: str
    people: int
    square_px: float


def see_still(
    rgb: Bytes, estimator: Estimator, on_look: Callable[[float], None] = lambda _part: None
) -> Still:
    """Find the body in a picture and look at it several times.

    Parameters
    ----------
    rgb : (H, W, 3) uint8
        The upright picture.
    estimator : Estimator
        What finds bodies and landmarks.
    on_look : callable
        Told the share that is done, 0 to 1.

    Raises
    ------
    ClipError
        When nobody is found.
    """
    height, width = rgb.shape[:2]
    whole = min(1.0, WHOLE_PX / max(height, width))
    frame = _scaled(rgb, whole)
    people = _apart(estimator.detect(frame))
    if not people:
        raise ClipError(NOBODY)
    chosen = max(people, key=lambda one: _worth(one, frame))
    # Who is small in a large photo is looked at in more of its own pixels.
    scale = min(1.0, whole * max(1.0, SQUARE_PX / chosen.roi.side))
    near = frame if scale <= whole else _scaled(rgb, scale)
    settled = _settled(near, _resized(chosen.roi, scale / whole), estimator, on_look)
    jitter = np.random.default_rng(0).standard_normal((LOOKS, 4))
    looks = []
    for number, steps in enumerate(jitter, start=1):
        looks.append(estimator.estimate(near, _moved(settled.next_roi, steps)))
        on_look((PASSES_MOST + number) / (PASSES_MOST + LOOKS))
    looks = [one for one in looks if one.presence >= PRESENCE_LEAST]
    if settled.presence < PRESENCE_LEAST or len(looks) < LOOKS / 2:
        raise ClipError(NOBODY)
    return Still(
        looks=_tracks(looks, frame, scale, (width, height), estimator.name),
        words=_words(chosen.roi.x / frame.rgb.shape[1], len(people)),
        people=len(people),
        square_px=chosen.roi.side / whole,
    )


def _scaled(rgb: Bytes, scale: float) -> Frame:
    if scale >= 1.0:
        return Frame(0.0, rgb)
    picture = Image.fromarray(rgb)
    size = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
    smaller = picture.resize(size, Image.Resampling.BOX, reducing_gap=2.0)
    return Frame(0.0, np.ascontiguousarray(smaller))


def _apart(found: list[Detection]) -> list[Detection]:
    """Return detections of different people, the surest first."""
    people: list[Detection] = []
    for one in found:
        near = [
            np.hypot(one.roi.x - other.roi.x, one.roi.y - other.roi.y) < APART * other.roi.side
            for other in people
        ]
        if not any(near):
            people.append(one)
    return people


def _worth(one: Detection, frame: Frame) -> float:
    """Return how likely this is who is meant: large and central, as for films."""
    central = 1 - abs(one.roi.x / frame.rgb.shape[1] - 0.5)
    return float(one.roi.side * central * one.score)


def _settled(
    frame: Frame, roi: Roi, estimator: Estimator, on_look: Callable[[float], None]
) -> Estimate:
    """Return the estimate that its own next square no longer changes."""
    estimate = estimator.estimate(frame, roi)
    for number in range(1, PASSES_MOST):
        if estimate.presence < PRESENCE_LEAST:
            break
        before, estimate = estimate, estimator.estimate(frame, estimate.next_roi)
        on_look(number / (PASSES_MOST + LOOKS))
        moved = np.abs(estimate.xy_px - before.xy_px)[list(JOINTS)].max()
        if number + 1 >= PASSES_LEAST and moved < SETTLED * _leg_px(estimate.xy_px):
            break
    return estimate


def _leg_px(xy_px: Floats) -> float:
    hip, knee, ankle = (
        (xy_px[Landmark[f"LEFT_{part}"]] + xy_px[Landmark[f"RIGHT_{part}"]]) / 2
        for part in ("HIP", "KNEE", "ANKLE")
    )
    return float(np.hypot(*(hip - knee)) + np.hypot(*(knee - ankle)))


def _resized(roi: Roi, by: float) -> Roi:
    return Roi(roi.x * by, roi.y * by, roi.side * by, roi.turn)


def _moved(roi: Roi, steps: Floats) -> Roi:
    right, down, grow, turn = (float(one) for one in steps)
    return Roi(
        roi.x + SHIFT * roi.side * right,
        roi.y + SHIFT * roi.side * down,
        roi.side * float(np.exp(GROW * grow)),
        roi.turn + TURN * turn,
    )


def _tracks(
    looks: list[Estimate], frame: Frame, scale: float, size_px: tuple[int, int], network: str
) -> tuple[PoseTrack, ...]:
    """Return each look as a track of one frame, levelled by the picture's upright lines."""
    middle = np.mean([one.xy_px for one in looks], axis=0) / scale / size_px
    low, high = middle.min(axis=0) - LINES_MARGIN, middle.max(axis=0) + LINES_MARGIN
    box = (float(low[0]), float(low[1]), float(high[0]), float(high[1]))
    held = roll_and_pitch([read_lines(frame.rgb, box)])
    return tuple(
        PoseTrack(
            time_s=np.zeros(1),
            xy_px=one.xy_px[None] / scale,
            depth_px=one.depth_px[None] / scale,
            visibility=one.visibility[None],
            missing=np.full(1, Missing.NO, dtype=np.uint8),
            width_px=size_px[0],
            height_px=size_px[1],
            network=network,
            outline_px=one.outline_px[None] / scale,
            roll_deg=held.roll_deg,
            pitch_deg=held.pitch_deg,
        )
        for one in looks
    )


def _words(place: float, people: int) -> str:
    """Say who was chosen, and of how many."""
    third = "left" if place < 1 / 3 else "right" if place > 2 / 3 else "middle"
    who = f"the person in the {third} of the picture"
    if people == 1:
        return f"{who}, the only one found"
    return f"{who}, who is the largest and most central of {people}; the others were left aside"

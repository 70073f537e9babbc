"""The annotated video: skeleton, back, angles with their doubt, two strings, where we are."""

from __future__ import annotations

import itertools
import math
from contextlib import closing
from typing import TYPE_CHECKING

from hiphinge.errors import ClipError
from hiphinge.pose.skeleton import BONES
from hiphinge.report.pen import GAP, WHITE, Pen, Words, mixed
from hiphinge.report.scene import scene
from hiphinge.source.encode import Encoder
from hiphinge.source.video import frames

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hiphinge.motion.motion import Motion
    from hiphinge.quantities import Bytes
    from hiphinge.report.model import Report
    from hiphinge.report.pen import Colour, Point
    from hiphinge.report.scene import Body, Scene
    from hiphinge.source.frame import Clip

# Okabe and Ito 2008, "Color Universal Design": told apart by colour-blind eyes too. The violet of
# the spine is the page's; it is the only line that bends.
YELLOW: Colour = (240, 228, 66)
ORANGE: Colour = (230, 159, 0)
LIGHT_ORANGE: Colour = (255, 205, 110)
BLUE: Colour = (86, 180, 233)
GREY: Colour = (170, 170, 170)
VIOLET: Colour = (220, 170, 250)

MEASURED_BONES = {("shoulder", "hip"), ("hip", "knee"), ("knee", "ankle")}
"""The segments whose leans are measured; the others are drawn thin."""

STRING_LEG = 0.62
"""Length of the hip string above the hip, in legs: clear of the trunk when it is bent."""

LEVEL_LEG = 0.6
"""Length of the line at the hip's height in standing, in legs."""


def draw(rgb: Bytes, shown: Scene) -> Bytes:
    """Draw one frame.

    Parameters
    ----------
    rgb : (H, W, 3) uint8
        The upright picture; it is not changed.
    shown : Scene
        What to draw on it, in its pixels.

    Returns
    -------
    (H, W, 3) uint8
        The annotated picture.
    """
    pen = Pen(rgb)
    if shown.body is not None:
        _strings(pen, shown.body)
        if shown.body.back:
            pen.lines(shown.body.back, mixed(WHITE, VIOLET, shown.body.back_ink), 0.8)
        _skeleton(pen, shown.body)
        _angles(pen, shown.body)
    middle = pen.width / 2
    line = pen.letter_px
    if shown.banner:
        pen.words(Words(shown.banner, (middle, line), (0, 0)))
    if shown.note:
        pen.words(Words(shown.note, (middle, 2.6 * line), (0, 0), YELLOW))
    _time_line(pen, shown)
    return pen.finish()


def write_overlay(
    clip: Clip,
    motion: Motion,
    report: Report,
    target: Path,
    on_progress: Callable[[float], None],
) -> None:
    """Write the annotated video, whole or not at all, with the clip's own times.

    Parameters
    ----------
    clip : Clip
        The video.
    motion : Motion
        What was measured in it.
    report : Report
        What was said about it.
    target : Path
        The ``.mp4`` to write.
    on_progress : callable
        Is told how much is done, from 0 to 1.

    Raises
    ------
    ClipError
        Where the clip has no frame.
    UsageError
        Where the place cannot be written.
    """
    with closing(frames(clip)) as pictures:
        first = next(pictures, None)
        if first is None:
            message = f"{clip.path.name} has no picture to draw on: check that it plays."
            raise ClipError(message)
        height, width = first.rgb.shape[:2]
        with Encoder(target, width, height) as encoder:
            for frame in itertools.chain([first], pictures):
                shown = scene(motion, report, frame.time_s, clip.working_scale)
                encoder.write(draw(frame.rgb, shown), frame.time_s)
                on_progress(min(frame.time_s / shown.duration_s, 1.0) if shown.duration_s else 1.0)
    on_progress(1.0)


def _skeleton(pen: Pen, body: Body) -> None:
    known = [bone for bone in BONES if all(part in body.places for part in bone)]
    for bones, colour, thick in (
        ([bone for bone in known if bone not in MEASURED_BONES], WHITE, 0.6),
        ([bone for bone in known if bone in MEASURED_BONES], YELLOW, 1.0),
    ):
        pen.lines([[body.places[part] for part in bone] for bone in bones], colour, thick)
    for part in ("ankle", "knee", "hip", "shoulder"):
        if part in body.places:
            pen.dot(body.places[part], YELLOW)


def _strings(pen: Pen, body: Body) -> None:
    """Draw the string that holds the hips up, from its level in standing, and the chest's, down."""
    if "hip" in body.places:
        x, y = body.places["hip"]
        top = y - STRING_LEG * body.leg_px
        pen.lines([[(x, y), (x, top)]], ORANGE, 0.5)
        pen.arrow((x, top), -1, ORANGE)
        if body.hip_level_px is not None:
            dashes = _level(x, body.hip_level_px, body)
            pen.lines(dashes, ORANGE, 0.5)
            pen.words(Words("standing", dashes[-1][-1], (body.facing, 0), LIGHT_ORANGE))
        if body.hips:
            # Above the arrow: beside it, the trunk's angle is written when the lifter stands.
            pen.words(Words(body.hips, (x, top - pen.letter_px), (0, -1), LIGHT_ORANGE))
    if {"shoulder", "hip", "ankle"} <= set(body.places) and math.isfinite(body.trunk_deg):
        x, y = _chest(body)
        ground = body.places["ankle"][1]
        pen.lines([[(x, y), (x, ground)]], BLUE, 0.5)
        pen.dot((x, y), BLUE, 0.6)
        pen.arrow((x, ground), 1, BLUE)


def _chest(body: Body) -> Point:
    """Return a place on the chest, clear of the arm that hangs from the shoulder."""
    (x, y), (back_x, back_y) = _along_trunk(body, 0.8), _back(body)
    ahead = 0.1 * body.leg_px
    return x - ahead * back_x, y - ahead * back_y


def _along_trunk(body: Body, share: float) -> Point:
    (x1, y1), (x2, y2) = body.places["hip"], body.places["shoulder"]
    return x1 + share * (x2 - x1), y1 + share * (y2 - y1)


def _back(body: Body) -> Point:
    """Return the way out of the lifter's back, as a vector of length 1 in the picture."""
    lean = math.radians(body.trunk_deg)
    return -body.facing * math.cos(lean), -math.sin(lean)


def _level(x: float, y: float, body: Body) -> list[list[Point]]:
    """Return a level dashed line from the hip forward; its angle is written behind it."""
    dash = body.facing * LEVEL_LEG / 9 * body.leg_px
    return [[(x + 2 * i * dash, y), (x + (2 * i + 1) * dash, y)] for i in range(5)]


def _angles(pen: Pen, body: Body) -> None:
    """Write each angle behind its joint, where a hinging body leaves the picture free."""
    behind = (-body.facing, 0.0)
    for name, part in (
        ("thigh_trunk_deg", "hip"),
        ("hip_deg", "hip"),
        ("knee_deg", "knee"),
        ("shin_deg", "ankle"),
    ):
        if name in body.angles and part in body.places:
            pen.words(Words(body.angles[name], body.places[part], behind))
    if not {"shoulder", "hip"} <= set(body.places) or not math.isfinite(body.trunk_deg):
        return
    x, y = _back(body)
    # Where the back is drawn, its own angle is written behind it, and the trunk's before.
    way, share = ((-x, -y), 0.5) if body.back else ((x, y), 0.7)
    if "trunk_deg" in body.angles:
        pen.words(Words(body.angles["trunk_deg"], _along_trunk(body, share), way))
    if "spine_deg" in body.angles and body.back:
        line = max(body.back, key=len)
        pen.words(Words(body.angles["spine_deg"], line[len(line) // 2], (x, y), VIOLET))


def _time_line(pen: Pen, shown: Scene) -> None:
    """Draw the clip's time along the lower edge, repetitions thick, bottoms dotted."""
    y = pen.height - pen.letter_px
    left, right = pen.letter_px, pen.width - pen.letter_px

    def at(time_s: float) -> Point:
        done = time_s / shown.duration_s if shown.duration_s else 1.0
        return left + (right - left) * min(max(done, 0.0), 1.0), y

    pen.lines([[(left, y), (right, y)]], GREY, 0.4)
    if shown.reps:
        pen.lines([[at(rep.start_s), at(rep.end_s)] for rep in shown.reps], BLUE, 0.9)
    for rep in shown.reps:
        pen.dot(at(rep.bottom_s), WHITE, 0.6)
    pen.dot(at(shown.time_s), YELLOW, 1.2)
    above = (left - GAP * pen.letter_px, y - 1.5 * pen.letter_px)
    pen.words(Words(f"{shown.time_s:.2f} s", above, (1, 0)))

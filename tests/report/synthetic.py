"""A set that never happened: five hinges of a drawn body, whose every angle is known.

Rep 3 is a squat, rep 4 is close to stiff, the clip's end cuts rep 5, and for a moment between
reps 2 and 3 the body is lost. Frame times are uneven, as a phone's are.
"""

from __future__ import annotations

import dataclasses
import io
from fractions import Fraction
from typing import Any, NamedTuple

import av
import numpy as np
from PIL import Image, ImageDraw

from hiphinge.motion.motion import Motion, Standing, View
from hiphinge.pose.skeleton import LANDMARK_COUNT, sided
from hiphinge.quantities import Facing, Missing, Quantity, Series, Side

WIDTH, HEIGHT = 720, 1280
SHRINK = 2  # the video is smaller than the picture that was measured, as a re-encoded one may be
TICKS = 600  # of the video's clock in a second
TICK = Fraction(1, TICKS)
SHANK, THIGH, TRUNK = 250.0, 245.0, 290.0
LEG = SHANK + THIGH
ANKLE = (330.0, 1120.0)
LOST = (6.2, 6.55)
DOUBT = {"trunk": 4.0, "thigh": 4.0, "shin": 3.0, "knee": 5.0, "thigh_trunk": 5.6}


class Rep(NamedTuple):
    """One repetition of the drawn body: when, and its posture at the bottom [deg]."""

    start: float
    down: float
    pause: float
    up: float
    kind: str
    shin: float
    knee: float
    trunk: float


REPS = (
    Rep(1.0, 1.3, 0.2, 0.9, "hinge", -3.0, 17.0, 62.0),
    Rep(3.8, 1.4, 0.2, 0.9, "hinge", -2.0, 19.0, 64.0),
    Rep(7.0, 1.3, 0.1, 1.0, "squat", 27.0, 92.0, 40.0),
    Rep(10.0, 1.5, 0.3, 0.9, "hinge", -6.0, 9.0, 70.0),
    Rep(13.4, 1.8, 0.1, 0.9, "unjudged", -3.0, 16.0, 60.0),
)


def frame_times() -> np.ndarray[Any, np.dtype[np.float64]]:
    """Return about thirty uneven times a second, on the video's own ticks."""
    ticks = np.arange(450) * 20 + np.tile([0, 3, -2, 1, -4, 2], 75)
    ticks[0] = 0
    return ticks / TICKS


def share_down(time_s: np.ndarray[Any, np.dtype[np.float64]], rep: Rep) -> Any:
    """Return how far down a rep is at each time, from 0 standing to 1 at the bottom."""
    knots = np.cumsum([rep.start, rep.down, rep.pause, rep.up])
    return 0.5 - 0.5 * np.cos(np.pi * np.interp(time_s, knots, [0, 1, 1, 0]))


def angles(time_s: Any) -> dict[str, Any]:
    """Return the segment and joint angles at each time [deg]."""
    shin, knee, trunk = 1.0, 4.0, 3.0
    for rep in REPS:
        share = share_down(time_s, rep)
        shin = shin + (rep.shin - 1.0) * share
        knee = knee + (rep.knee - 4.0) * share
        trunk = trunk + (rep.trunk - 3.0) * share
    thigh = shin - knee
    return {
        "trunk": trunk, "thigh": thigh, "shin": shin, "knee": knee, "thigh_trunk": trunk - thigh,
    }  # fmt: skip


def landmarks(posture: dict[str, Any], facing: int = 1) -> Any:
    """Return the landmarks of the drawn body, both sides alike [px]."""
    xy = np.full((len(posture["trunk"]), LANDMARK_COUNT, 2), np.nan)

    def beyond(start: Any, degrees: Any, length: float) -> Any:
        lean = np.radians(degrees)
        step = np.stack([facing * np.sin(lean), -np.cos(lean)], axis=-1)
        return start + length * step

    ankle = np.broadcast_to(np.array(ANKLE), xy[:, 0].shape)
    knee = beyond(ankle, posture["shin"], SHANK)
    hip = beyond(knee, posture["thigh"], THIGH)
    shoulder = beyond(hip, posture["trunk"], TRUNK)
    down = np.full_like(posture["trunk"], 180.0)
    elbow = beyond(shoulder, down, 150.0)
    parts = {
        "ankle": ankle, "knee": knee, "hip": hip, "shoulder": shoulder, "elbow": elbow,
        "wrist": beyond(elbow, down - 4.0, 140.0), "ear": beyond(shoulder, posture["trunk"], 95.0),
        "heel": ankle + np.array([-42.0 * facing, 34.0]),
        "foot_index": ankle + np.array([112.0 * facing, 38.0]),
    }  # fmt: skip
    for part, place in parts.items():
        for side in Side:
            xy[:, sided(side, part)] = place
    return xy


def make_motion(facing: int = 1) -> Motion:
    """Return the movement as the motion stage would hand it on."""
    time_s = frame_times()
    posture = angles(time_s)
    xy = landmarks(posture, facing)
    lost = (time_s >= LOST[0]) & (time_s <= LOST[1])
    xy[lost] = np.nan
    hip, ankle = (xy[:, sided(Side.RIGHT, part)] for part in ("hip", "ankle"))
    wobble = 0.6 * np.sin(9 * time_s)

    def series(values: Any, sd: float) -> Series:
        known = np.where(lost, np.nan, values)
        return Series(known, np.where(lost, np.nan, sd))

    measured = {f"{name}_deg": series(posture[name] + wobble, DOUBT[name]) for name in posture}
    nothing = np.full_like(time_s, np.nan)
    measured |= {
        "hip_deg": Series(nothing, nothing),
        "spine_deg": Series(nothing, nothing),
        "hip_height_frac": series((ankle[:, 1] - hip[:, 1]) / LEG, 0.02),
        "hips_back_frac": series(facing * (ankle[:, 0] - hip[:, 0]) / LEG, 0.02),
    }
    standing = {name: one.at(10) for name, one in measured.items()}
    return Motion(
        time_s=time_s,
        xy_px=xy,
        missing=np.where(lost, Missing.LOST, Missing.NO).astype(np.uint8),
        view=View(Facing(facing), Side.RIGHT, Quantity(8.0, 4.0), True, ""),
        standing=Standing(0.1, 0.9, standing, True),
        leg_px=Quantity(LEG, 8.0),
        scale=None,
        series=measured,
        repairs=(),
        cutoff_hz=4.0,
    )


def nobody() -> Motion:
    """Return the same clip with nobody in it."""
    motion = make_motion()
    empty = np.full_like(motion.time_s, np.nan)
    return dataclasses.replace(
        motion,
        xy_px=np.full_like(motion.xy_px, np.nan),
        missing=np.full_like(motion.missing, Missing.NOBODY),
        standing=None,
        leg_px=Quantity(float("nan"), float("nan")),
        series={name: Series(empty, empty) for name in motion.series},
    )


def draw_body(xy: Any, scale: float) -> Image.Image:
    """Return a picture of the body: thick limbs before a plain wall."""
    image = Image.new("RGB", (int(WIDTH * scale), int(HEIGHT * scale)), (128, 134, 136))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 1160 * scale, image.width, image.height), fill=(74, 68, 64))
    for x in range(0, WIDTH, 120):
        draw.line((x * scale, 0, x * scale, 1160 * scale), fill=(118, 124, 126), width=2)

    def limb(one: str, two: str, wide: float, colour: tuple[int, int, int]) -> None:
        ends = [tuple(xy[sided(Side.RIGHT, part)] * scale) for part in (one, two)]
        draw.line([*ends[0], *ends[1]], fill=colour, width=int(wide * scale))
        for x, y in ends:
            r = wide * scale / 2
            draw.ellipse((x - r, y - r, x + r, y + r), fill=colour)

    limb("heel", "foot_index", 30, (30, 32, 36))
    limb("ankle", "knee", 62, (176, 128, 104))
    limb("knee", "hip", 88, (42, 54, 76))
    limb("hip", "shoulder", 104, (150, 62, 58))
    limb("shoulder", "elbow", 44, (140, 56, 54))
    limb("elbow", "wrist", 38, (176, 128, 104))
    limb("ear", "ear", 110, (176, 128, 104))
    x, y = xy[sided(Side.RIGHT, "wrist")] * scale
    r = 96 * scale
    draw.ellipse((x - r, y - r, x + r, y + r), outline=(24, 26, 30), width=int(26 * scale))
    return image


def make_video(facing: int = 1) -> bytes:
    """Return an H.264 video of the set with its uneven frame times."""
    time_s = frame_times()
    xy = landmarks(angles(time_s), facing)
    buffer = io.BytesIO()
    with av.open(buffer, "w", format="mp4") as container:
        stream = container.add_stream("libx264", rate=30)
        stream.width, stream.height = WIDTH // SHRINK, HEIGHT // SHRINK
        stream.pix_fmt = "yuv420p"
        stream.time_base = stream.codec_context.time_base = TICK
        stream.codec_context.options = {"preset": "ultrafast", "crf": "26", "bf": "0"}
        for when, body in zip(time_s, xy, strict=True):
            frame = av.VideoFrame.from_image(draw_body(body, 1 / SHRINK))
            frame.pts, frame.time_base = round(when * TICKS), TICK
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return buffer.getvalue()


def make_key_frames(facing: int = 1) -> dict[tuple[int, Any], bytes]:
    """Return small pictures of each rep's start, bottom and lockout, but for the rep cut off."""
    found = {}
    for number, rep in enumerate(REPS[:4], 1):
        ends = np.cumsum([rep.start, rep.down, rep.pause + rep.up])
        for moment, when in zip(("start", "bottom", "lockout"), ends, strict=True):
            buffer = io.BytesIO()
            posture = angles(np.array([when]))
            draw_body(landmarks(posture, facing)[0], 0.3).save(buffer, "JPEG", quality=75)
            found[number, moment] = buffer.getvalue()
    return found

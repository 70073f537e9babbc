"""A synthetic lifter: forward kinematics from chosen angles, filmed by a chosen camera.

Body axes are ISB's: X forward, Y up, Z to the lifter's right; the origin is between the ankles.
A `Course` gives the leans over time, a `Body` its lengths, a `Camera` the picture. All that a
test wants to know is put in, so all of it is known exactly.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from hiphinge.pose.outline import SHANK_AT, THIGH_AT, TRUNK_AT
from hiphinge.pose.skeleton import LANDMARK_COUNT, Landmark
from hiphinge.pose.track import PoseTrack
from hiphinge.quantities import Missing
from hiphinge.source.frame import Frame

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from courses import Course

    from hiphinge.quantities import Bools, Floats


HEEL, TOE = np.array([-0.05, -0.07, 0.0]), np.array([0.1795, -0.07, 0.0])
"""From the ankle [m]."""


@dataclass(frozen=True)
class Body:
    """Lengths [m]: thigh + shank 0.491 of a stature of 1.73 (Drillis & Contini 1966)."""

    shank: float = 0.425
    thigh: float = 0.425
    trunk: float = 0.50
    shoulders: float = 0.42 * 0.85
    hips: float = 0.26 * 0.85
    arm: float = 0.54

    @property
    def leg(self) -> float:
        return self.shank + self.thigh

    def pose(self, course: Floats) -> Floats:
        """Return (T, 33, 3) landmarks in body axes [m] for the rows of `Course.at`."""
        trunk, thigh, shin = np.radians(course[:3])
        zero = np.zeros_like(trunk)

        def way(lean: Floats, length: float) -> Floats:
            return length * np.stack([np.sin(lean), np.cos(lean), zero], axis=1)

        ankle = np.stack([course[3], course[4], zero], axis=1)
        knee = ankle + way(shin, self.shank)
        hip = knee + way(thigh, self.thigh)
        shoulder = hip + way(trunk, self.trunk)
        ear = shoulder + way(trunk, 0.20)
        nose = ear + way(trunk + np.pi / 2, 0.11)
        wrist = shoulder - way(-np.radians(course[5]), self.arm)
        middle = {
            "EAR": ear, "EYE": nose, "EYE_INNER": nose, "EYE_OUTER": nose, "MOUTH": nose,
            "NOSE": nose, "SHOULDER": shoulder, "ELBOW": (shoulder + wrist) / 2, "WRIST": wrist,
            "PINKY": wrist, "INDEX": wrist, "THUMB": wrist, "HIP": hip, "KNEE": knee,
            "ANKLE": ankle, "HEEL": ankle + HEEL, "FOOT_INDEX": ankle + TOE,
        }  # fmt: skip
        wide = {"SHOULDER", "ELBOW", "WRIST", "PINKY", "INDEX", "THUMB"}
        points = np.empty((len(zero), LANDMARK_COUNT, 3))
        for landmark in Landmark:
            side = -1 if "LEFT" in landmark.name else 1 if "RIGHT" in landmark.name else 0
            part = landmark.name.removeprefix("LEFT_").removeprefix("RIGHT_")
            part = part.removesuffix("_LEFT").removesuffix("_RIGHT")
            width = self.shoulders if part in wide else 0.15 if part == "EAR" else self.hips
            width = 0.06 if part.startswith(("EYE", "MOUTH")) else width
            points[:, landmark] = middle[part] + [0, 0, side * width / 2]
        return points


@dataclass(frozen=True)
class Camera:
    """Where the lifter faces in the picture, and how the picture is made.

    heading_deg: 0 faces right and shows the right side, 90 faces the camera, 180 faces left.
    distance_m: infinite for parallel rays; else a pinhole at this distance from the ankles.
    """

    heading_deg: float = 0.0
    distance_m: float = math.inf
    height_m: float = 0.9
    px_per_m: float = 400.0
    feet_px: tuple[float, float] = (640.0, 900.0)
    size_px: tuple[int, int] = (1280, 1000)

    def film(self, points: Floats) -> tuple[Floats, Floats]:
        """Return picture points (T, 33, 2) and depths behind the hips (T, 33), both [px]."""
        turn = math.radians(self.heading_deg)
        cos, sin = math.cos(turn), math.sin(turn)
        right = points[..., 0] * cos - points[..., 2] * sin
        nearer = points[..., 0] * sin + points[..., 2] * cos
        zoom = 1.0 if math.isinf(self.distance_m) else 1 / (1 - nearer / self.distance_m)
        x = self.feet_px[0] + self.px_per_m * right * zoom
        up = self.height_m + (points[..., 1] - self.height_m) * zoom
        depth = -self.px_per_m * nearer
        hips = depth[:, [Landmark.LEFT_HIP, Landmark.RIGHT_HIP]].mean(axis=1)
        return np.stack([x, self.feet_px[1] - self.px_per_m * up], axis=-1), depth - hips[:, None]


BODY, CAMERA = Body(), Camera()


def even_times(end_s: float, fps: float = 30.0) -> Floats:
    return np.arange(math.floor(end_s * fps) + 1) / fps


def uneven_times(end_s: float, fps: float = 30.0, seed: int = 0) -> Floats:
    """Return frame times whose steps vary by up to 60 %, as a phone's in bad light."""
    steps = np.random.default_rng(seed).uniform(0.4, 1.6, math.ceil(end_s * fps * 2)) / fps
    times = np.concatenate([[0.0], np.cumsum(steps)])
    return times[times <= end_s]


def coloured(time_s: Floats, sd: float, seed: int, rows: int, corner_hz: float = 1.5) -> Floats:
    """Return (rows, T) noise of a first-order low-pass: a network's errors last for a while."""
    random = np.random.default_rng(seed)
    keep = np.exp(-2 * np.pi * corner_hz * np.diff(time_s, prepend=time_s[0]))
    noise = random.standard_normal((rows, len(time_s)))
    for index in range(1, len(time_s)):
        fresh = math.sqrt(1 - keep[index] ** 2)
        noise[:, index] = keep[index] * noise[:, index - 1] + fresh * noise[:, index]
    return sd * noise


def film(
    course: Course,
    time_s: Floats | None = None,
    *,
    body: Body = BODY,
    camera: Camera = CAMERA,
    network: str = "unknown",
    noise_deg: float = 0.0,
    noise_px: float = 0.0,
    dropped: Iterable[tuple[float, float]] = (),
    seed: int = 0,
) -> PoseTrack:
    """Return the pose track of a course: exact, but for the noise and the drop-outs asked for."""
    time_s = even_times(course.end_s) if time_s is None else time_s
    leans = course.at(time_s)
    if noise_deg:
        leans[:3] += coloured(time_s, noise_deg, seed, 3)
    xy, depth = camera.film(body.pose(leans))
    xy += noise_px * np.random.default_rng(seed).standard_normal(xy.shape)
    missing = np.zeros(len(time_s), dtype=np.uint8)
    for start_s, end_s in dropped:
        missing[(time_s >= start_s) & (time_s < end_s)] = Missing.LOST
    gone = missing != Missing.NO
    xy[gone], depth[gone] = np.nan, np.nan
    seen = np.where(gone[:, None], 0.0, np.ones((1, LANDMARK_COUNT)))
    return PoseTrack(time_s, xy, depth, seen, missing, *camera.size_px, network)


def outlined(track: PoseTrack, left_px: Floats | float, right_px: Floats | float) -> PoseTrack:
    """Return the track with an outline this far to the left and right of the way up the body.

    A distance may be one for all rays or (RAY_COUNT,) of them, from the pelvis up the trunk, then
    up the thigh, then up the shank.
    """
    starts, left = [], []
    for lower, upper, at in (
        ("HIP", "SHOULDER", TRUNK_AT),
        ("KNEE", "HIP", THIGH_AT),
        ("ANKLE", "KNEE", SHANK_AT),
    ):
        low, high = (
            (track.xy_px[:, Landmark[f"LEFT_{one}"]] + track.xy_px[:, Landmark[f"RIGHT_{one}"]]) / 2
            for one in (lower, upper)
        )
        up = (high - low) / np.hypot(*(high - low).T)[:, None]
        starts += [low + part * (high - low) for part in at]
        left += [np.stack([up[:, 1], -up[:, 0]], axis=1)] * len(at)
    away = np.broadcast_to(np.array([left_px, -np.asarray(right_px)]).T, (len(starts), 2))
    ends = np.array(starts)[:, :, None] + away[:, None, :, None] * np.array(left)[:, :, None]
    return replace(track, outline_px=ends.swapaxes(0, 1))


def part(track: PoseTrack, shown: Bools) -> PoseTrack:
    """Return only those frames of a track, as of a clip that was cut."""
    return replace(
        track,
        time_s=track.time_s[shown],
        xy_px=track.xy_px[shown],
        depth_px=track.depth_px[shown],
        visibility=track.visibility[shown],
        missing=track.missing[shown],
        outline_px=None if track.outline_px is None else track.outline_px[shown],
    )


def scripted(
    course: Course, camera: Camera = CAMERA, body: Body = BODY
) -> Callable[[float], Floats]:
    """Return the landmarks as a function of time, for a `ScriptedEstimator`."""
    return lambda time_s: camera.film(body.pose(course.at(np.array([time_s]))))[0][0]


def blank_frames(
    time_s: Iterable[float], size_px: tuple[int, int] = (1280, 1000)
) -> Iterator[Frame]:
    """Yield frames with a picture that holds nothing and costs nothing."""
    nothing = np.broadcast_to(np.uint8(0), (size_px[1], size_px[0], 3))
    return (Frame(float(moment_s), nothing) for moment_s in time_s)

"""A made-up clip, seen by the real networks: landmarks, masks, and what is true.

A clip is a body in a room before a camera, standing and in many bends.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from hiphinge.pose.estimator import body_roi
from hiphinge.pose.skeleton import LANDMARK_COUNT
from hiphinge.pose.tracker import settle
from hiphinge.source.frame import Frame
from validation.people.camera import camera
from validation.people.lens import lens, through
from validation.people.moves import IMPLEMENTS, MOVES, move_set
from validation.people.studio import Studio
from validation.people.subject import subject

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hiphinge.pose.blazepose import BlazePose
    from hiphinge.pose.crop import Roi
    from validation.people.moves import MoveSet
    from validation.people.studio import Shot

STANDS, BENDS = 3, 19
SWAY_DEG = 0.7
MASK_STEP = 16
"""A mask's logit is kept as a whole number of this part of one, within a byte."""


def shots(studio: Studio, plan: MoveSet, rng: np.random.Generator) -> list[tuple[Shot, float]]:
    """Pose standing frames, then bends that have nothing in common but the body and what it holds.

    Each bend draws its lean, knees, rounding and the place of the rounding anew, so that a few
    frames of a body show much; they come in the order of the lean, so that a network can follow.
    With each comes its depth, 0 standing.
    """
    stands = [(studio.shot(0.0, 0, float(rng.normal(0, SWAY_DEG))), 0.0) for _ in range(STANDS)]
    bends = []
    for _ in range(BENDS):
        fresh = move_set(rng, 1, plan.move)
        depth = float(rng.uniform(0.15, 1.0))
        part = 0.4 + 0.6 * depth
        spine = float(rng.uniform(-14 * part, 50 * part))
        bottom = replace(fresh.reps[0], spine_deg=spine / depth ** fresh.reps[0].onset)
        own = replace(plan, reps=(bottom,), spine_shares=fresh.spine_shares)
        bends.append((studio.shot(depth, 0, plan=own), depth))
    return stands + sorted(bends, key=lambda one: one[0].posture.trunk_deg)


def see(number: int, networks: Mapping[str, BlazePose]) -> dict[str, np.ndarray]:
    """Draw the clip of a body's number and look at it with each network.

    Returns
    -------
    dict of str to array
        For T frames: `truth` (T, 10) [deg], `joints` (T, 2, 4, 2) [px], `depth` (T,), and for
        each network `<name>_xy` (T, 33, 2) [px], `<name>_seen` (T, 33), `<name>_z` (T, 33) [px],
        `<name>_roi` (T, 4) and `<name>_mask` (T, 256, 256) int8; `about` holds the clip's facts.
    """
    rng = np.random.default_rng(number + 7)
    who, plan, place, glass = subject(number), move_set(rng, 2), camera(rng), lens(rng)
    studio = Studio(who, plan, place, number)
    rows: dict[str, list[np.ndarray]] = {}
    rois: dict[str, Roi] = {}

    def keep(name: str, value: object) -> None:
        rows.setdefault(name, []).append(np.asarray(value))

    for index, (shot, depth) in enumerate(shots(studio, plan, rng)):
        rgb = through(studio.picture(shot), glass, rng)
        joints = studio.joints_px(shot) * glass.scale
        keep("truth", studio.truth(shot))
        keep("joints", joints)
        keep("depth", depth)
        frame = Frame(index / 30, np.ascontiguousarray(rgb))
        for name, network in networks.items():
            roi = rois.get(name) or settle(frame, _first_roi(joints[0]), network).next_roi
            estimate, mask = network.look(frame, roi)
            rois[name] = estimate.next_roi
            keep(f"{name}_xy", estimate.xy_px)
            keep(f"{name}_seen", estimate.visibility)
            keep(f"{name}_z", estimate.depth_px)
            keep(f"{name}_roi", (roi.x, roi.y, roi.side, roi.turn))
            keep(f"{name}_mask", np.clip(np.round(mask * MASK_STEP), -127, 127).astype(np.int8))
    studio.close()
    found = {name: np.stack(values) for name, values in rows.items()}
    found["about"] = np.array(
        [
            *(number, who.build.gender, who.build.loose_m, MOVES.index(plan.move)),
            *(IMPLEMENTS.index(plan.implement), int(place.facing == "right"), place.turn_deg),
            *(place.roll_deg, place.pitch_deg, place.size_px * glass.scale, glass.blur_px),
        ]
    )
    return found


def _first_roi(joints: np.ndarray) -> Roi:
    """Return a square around a standing body from its shoulder, hip, knee and ankle [px]."""
    body = np.tile(joints[1], (LANDMARK_COUNT, 1))
    shoulder, hip, _, ankle = joints
    body[11:13], body[23:25], body[27:33] = shoulder, hip, ankle
    body[:11] = hip + 1.75 * (shoulder - hip)
    return body_roi(body)

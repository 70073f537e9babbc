"""What the correction looks at: free of place and size, the same in the mirror."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from bodies import Body, Camera, film, outlined
from courses import HINGE, TALL, Course, Key, Posture, lifts
from hypothesis import given
from hypothesis import strategies as st

from hiphinge.motion.features import (
    BACK_COLUMNS,
    FEATURE_COUNT,
    LEANS,
    OUTLINE,
    PARTS,
    features,
    reference,
)
from hiphinge.pose.outline import RAY_COUNT, TRUNK_AT
from hiphinge.pose.skeleton import Landmark, mirror_order, sided
from hiphinge.quantities import Facing, Side

if TYPE_CHECKING:
    from hiphinge.pose.track import PoseTrack
    from hiphinge.quantities import Floats

COURSE, _ = lifts([HINGE])
WIDE_PX = (np.linspace(30.0, 55.0, RAY_COUNT), np.linspace(50.0, 20.0, RAY_COUNT))
LEG_PX = 0.85 * 400
TRACK = outlined(film(COURSE, camera=Camera(12.0, 4.0), noise_px=1.0), *WIDE_PX)
"""Facing right, turned a little, so that no two landmarks lie on each other."""


def _ends(track: PoseTrack) -> Floats:
    assert track.outline_px is not None
    return track.outline_px


def _table(
    track: PoseTrack, near: Side = Side.RIGHT, facing: Facing = Facing.RIGHT, leg_px: float = LEG_PX
) -> Floats:
    return features(track.xy_px, _ends(track), near, facing, leg_px)


TABLE = _table(TRACK)


def test_there_are_as_many_columns_as_are_said() -> None:
    assert TABLE.shape == (len(TRACK.time_s), FEATURE_COUNT)
    assert np.isfinite(TABLE).all()
    assert OUTLINE.stop - OUTLINE.start == 2 * RAY_COUNT
    assert OUTLINE.start == 2 * (2 * len(PARTS) + 1)
    assert (LEANS.start, LEANS.stop) == (OUTLINE.stop, FEATURE_COUNT)


@given(scale=st.floats(0.1, 5.0), x=st.floats(-2000, 2000), y=st.floats(-2000, 2000))
def test_place_and_size_do_not_matter(scale: float, x: float, y: float) -> None:
    moved = features(
        (TRACK.xy_px + [x, y]) * scale,
        (_ends(TRACK) + [x, y]) * scale,
        Side.RIGHT,
        Facing.RIGHT,
        LEG_PX * scale,
    )
    assert moved == pytest.approx(TABLE, abs=1e-9)


def test_the_mirror_shows_the_same() -> None:
    """Facing and sides are exchanged there, and what was left of the axis is right of it."""
    mirrored = features(
        TRACK.xy_px[:, mirror_order()] * [-1, 1] + [1280, 0],
        _ends(TRACK)[:, :, ::-1] * [-1, 1] + [1280, 0],
        Side.LEFT,
        Facing.LEFT,
        LEG_PX,
    )
    assert mirrored == pytest.approx(TABLE, abs=1e-9)


def test_the_mirror_without_exchanged_ends_shows_another_body() -> None:
    mirrored = features(
        TRACK.xy_px[:, mirror_order()] * [-1, 1],
        _ends(TRACK) * [-1, 1],
        Side.LEFT,
        Facing.LEFT,
        LEG_PX,
    )
    assert np.abs(mirrored - TABLE)[:, OUTLINE].max() > 0.02


def test_widths_are_the_outlines_distances_behind_and_ahead() -> None:
    # Facing right, the back is on the left of the way up.
    widths = TABLE[:, OUTLINE].reshape(-1, RAY_COUNT, 2) * LEG_PX
    expected = np.broadcast_to(np.stack(WIDE_PX, axis=1), widths.shape)
    assert widths == pytest.approx(expected, abs=1e-9)
    facing_left = outlined(film(COURSE, camera=Camera(180.0)), *WIDE_PX)
    other = _table(facing_left, Side.LEFT, Facing.LEFT)[:, OUTLINE].reshape(-1, RAY_COUNT, 2)
    assert other * LEG_PX == pytest.approx(expected[..., ::-1], abs=1e-9)


def test_places_are_forward_and_up_from_the_hips_in_leg_lengths() -> None:
    still = film(Course((Key(0.0, TALL), Key(1.0, TALL))), np.array([0.0, 0.5]))
    places = _table(outlined(still, 40.0, 40.0))[:, : OUTLINE.start].reshape(2, -1, 2)
    body, names = Body(), [*PARTS, *PARTS, "nose"]
    lean = np.radians(TALL.trunk)
    shoulder = np.array([np.sin(lean), np.cos(lean)]) * body.trunk / body.leg
    near, far = names.index("shoulder"), names.index("shoulder", len(PARTS))
    assert places[0, near] == pytest.approx(shoulder)
    # From the pure side both shoulders lie on each other.
    assert places[0, far] == pytest.approx(shoulder)
    assert places[0, names.index("hip")] == pytest.approx([0.0, 0.0], abs=1e-12)
    assert places[0, -1, 0] > shoulder[0], "the nose is ahead of the shoulder"


def test_the_near_side_comes_first() -> None:
    xy = TRACK.xy_px.copy()
    xy[:, sided(Side.LEFT, "knee")] += [7.0, 0.0]
    by_near = {
        near: features(xy, _ends(TRACK), near, Facing.RIGHT, LEG_PX)[:, : OUTLINE.start]
        for near in Side
    }
    sides = {near: table.reshape(len(xy), -1, 2) for near, table in by_near.items()}
    count = len(PARTS)
    assert np.array_equal(sides[Side.LEFT][:, :count], sides[Side.RIGHT][:, count : 2 * count])
    assert not np.array_equal(sides[Side.LEFT][:, :count], sides[Side.RIGHT][:, :count])


@pytest.mark.parametrize("heading", [0.0, 180.0])
@pytest.mark.parametrize("posture", [TALL, HINGE, Posture(95.0, -30.0, -6.0)])
def test_leans_close_the_table(posture: Posture, heading: float) -> None:
    facing, near = (Facing.RIGHT, Side.RIGHT) if heading == 0 else (Facing.LEFT, Side.LEFT)
    still = film(
        Course((Key(0.0, posture), Key(1.0, posture))), np.array([0.0]), camera=Camera(heading)
    )
    leans = np.degrees(_table(outlined(still, 40.0, 40.0), near, facing)[0, LEANS])
    trunk, thigh, shin = posture
    assert leans == pytest.approx([trunk, thigh, shin, trunk, trunk - thigh], abs=1e-9)


def test_what_is_unseen_stays_unseen_and_only_that() -> None:
    xy, ends = TRACK.xy_px.copy(), _ends(TRACK).copy()
    xy[4, Landmark.RIGHT_WRIST] = np.nan
    ends[5, 3, 1] = np.nan
    xy[6], ends[6] = np.nan, np.nan
    ends[7] = np.nan
    table = features(xy, ends, Side.RIGHT, Facing.RIGHT, LEG_PX)
    unknown = np.isnan(table)
    wrist = 2 * PARTS.index("wrist")
    assert np.flatnonzero(unknown[4]).tolist() == [wrist, wrist + 1]
    assert np.flatnonzero(unknown[5]).tolist() == [OUTLINE.start + 2 * 3 + 1]
    assert unknown[6].all()
    assert np.flatnonzero(unknown[7]).tolist() == list(range(OUTLINE.start, OUTLINE.stop))
    rest = np.delete(np.arange(len(table)), [4, 5, 6, 7])
    assert np.array_equal(table[rest], TABLE[rest])


def test_of_the_back_only_what_is_behind_the_trunk_tells() -> None:
    assert len(set(BACK_COLUMNS)) == len(BACK_COLUMNS)
    assert set(BACK_COLUMNS) <= set(range(FEATURE_COUNT))
    behind = {OUTLINE.start + 2 * ray for ray in range(len(TRUNK_AT))}
    assert set(BACK_COLUMNS) & set(range(OUTLINE.start, OUTLINE.stop)) == behind
    # What arms, feet and the belly do changes none of them.
    xy, ends = TRACK.xy_px.copy(), _ends(TRACK).copy()
    for part in ("elbow", "wrist", "ankle", "heel", "foot_index"):
        for side in Side:
            xy[:, sided(side, part)] += [9.0, 5.0]
    ends[:, :, 1] += 9.0
    moved = features(xy, ends, Side.RIGHT, Facing.RIGHT, LEG_PX)
    shin = LEANS.start + 2
    told = [column for column in BACK_COLUMNS if column != shin]
    assert np.array_equal(moved[:, told], TABLE[:, told])
    assert not np.array_equal(moved, TABLE)


def test_the_reference_is_the_median_of_the_standing_frames() -> None:
    table = np.array([[1.0, 2.0, np.nan], [3.0, np.nan, np.nan], [8.0, 6.0, np.nan], [99.0] * 3])
    standing = np.array([True, True, True, False])
    assert reference(table, standing) == pytest.approx([3.0, 4.0, np.nan], nan_ok=True)
    assert np.isnan(reference(table, np.zeros(4, dtype=bool))).all()
    assert reference(table, np.zeros(4, dtype=bool)).shape == (3,)

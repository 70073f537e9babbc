from __future__ import annotations

from dataclasses import replace

import exportbodies
import numpy as np
import pytest

from hiphinge.pose.skeleton import sided
from hiphinge.quantities import Side
from hiphinge.report.places import (
    BACK_POINTS_MOST,
    FULL_INK_DEG,
    STEPS,
    back_runs,
    ink,
    near_side,
    smooth_line,
)

TOLD = exportbodies.apart(exportbodies.motion())
KNEE = sided(Side.RIGHT, "knee")


def test_joint_centres_where_known_else_landmarks() -> None:
    assert TOLD.joints_px is not None
    joints = TOLD.joints_px.copy()
    joints[5, 1] = np.nan
    motion = replace(TOLD, joints_px=joints)
    knee = near_side(motion)["knee"]
    off = knee - TOLD.xy_px[:, KNEE]
    assert off[5] == pytest.approx([0, 0])
    assert np.delete(off, 5, axis=0) == pytest.approx(np.tile(exportbodies.JOINT_OFF_PX, (79, 1)))
    assert near_side(motion, 5)["knee"] == pytest.approx(knee[5])
    assert near_side(motion, 6)["knee"] == pytest.approx(knee[6])
    assert near_side(motion)["heel"] == pytest.approx(TOLD.xy_px[:, sided(Side.RIGHT, "heel")])


def test_without_joint_centres_the_landmarks_are_drawn() -> None:
    plain = exportbodies.motion()
    assert near_side(plain)["knee"] == pytest.approx(plain.xy_px[:, KNEE])


def test_the_outline_breaks_where_it_is_not_seen() -> None:
    assert TOLD.back_px is not None
    back = TOLD.back_px.copy()
    back[20, [0, 7, 13]] = np.nan
    runs = back_runs(replace(TOLD, back_px=back), 20)
    assert [len(run) for run in runs] == [6, 5]
    assert runs[0] == pytest.approx(back[20, 1:7])
    assert back_runs(replace(TOLD, back_px=np.full_like(back, np.nan)), 20) == []
    assert back_runs(exportbodies.motion(), 20) == []


def test_a_dense_outline_is_thinned_to_its_ends() -> None:
    dense = np.stack([np.linspace(0, 99, 100), np.zeros(100)], axis=1)[None]
    (run,) = back_runs(replace(TOLD, back_px=dense), 0)
    assert len(run) == BACK_POINTS_MOST
    assert (run[0, 0], run[-1, 0]) == (0, 99)


def test_the_line_goes_through_every_point_without_a_corner() -> None:
    turn = np.radians(np.linspace(0, 90, 7))
    arc = 100 * np.stack([np.cos(turn), np.sin(turn)], axis=1)
    line = smooth_line(arc)
    assert line[::STEPS] == pytest.approx(arc)
    assert np.hypot(*line.T) == pytest.approx(100, abs=1.0)
    way = np.degrees(np.unwrap(np.arctan2(*np.diff(line, axis=0).T)))
    assert np.abs(np.diff(way)).max() < 8  # in place of 15 at each corner


def test_a_straight_line_stays_straight() -> None:
    straight = np.stack([np.arange(5.0), 2 * np.arange(5.0)], axis=1)
    line = smooth_line(straight)
    assert line[:, 1] == pytest.approx(2 * line[:, 0])
    assert (np.diff(line[:, 0]) > 0).all()


@pytest.mark.parametrize(
    ("rounding", "share"),
    [(np.nan, 0), (-10, 0), (0, 0), (FULL_INK_DEG / 2, 0.5), (FULL_INK_DEG, 1), (90, 1)],
)
def test_the_rounder_the_more_ink(rounding: float, share: float) -> None:
    assert ink(rounding) == share

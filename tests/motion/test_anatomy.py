"""Joints, hip and spine from a correction that is known: sums, signs and doubts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from answers import AHEAD_PX, BEHIND_PX, HEAVY, PARTED, answering, fold_deg, seen
from bodies import film, outlined
from courses import HINGE, TALL, lifts

from hiphinge.motion.anatomy import BACK, BETWEEN
from hiphinge.motion.doubt import fitted, roll_sd_deg
from hiphinge.motion.features import JOINTS
from hiphinge.motion.measure import measure
from hiphinge.pose.skeleton import sided
from hiphinge.quantities import UNKNOWN, Side

if TYPE_CHECKING:
    from hiphinge.motion.doubt import Fitted

COURSE, _ = lifts([HINGE] * 2)
LEG_PX = 340.0
SMOOTHED_DEG = 0.1
"""What the 4 Hz filter takes off these lifts."""
JOINT_MEASURES = ("trunk_deg", "thigh_deg", "shin_deg", "knee_deg", "thigh_trunk_deg")


def _row() -> Fitted:
    row = fitted(HEAVY)
    assert row is not None
    return row


def test_hip_and_spine_add_up_to_the_fold(monkeypatch: pytest.MonkeyPatch) -> None:
    standing = TALL.closing
    answering(
        monkeypatch,
        trunk_deg_off=-3.0,
        thigh_deg_off=2.0,
        spine_part_deg=lambda table: 0.2 * (fold_deg(table) - standing),
        spine_deg=lambda table: 0.5 * (fold_deg(table) - standing),
    )
    motion = measure(seen(COURSE))
    assert motion.silence == ""
    value = {name: one.value for name, one in motion.series.items()}
    assert motion.standing is not None
    upright = motion.standing.posture["trunk_deg"].value
    assert upright == pytest.approx(TALL.trunk - 3.0, abs=SMOOTHED_DEG)
    parts = value["hip_deg"] + value["spine_part_deg"]
    assert parts == pytest.approx(value["thigh_trunk_deg"] - upright, abs=1e-9)
    # And each is what it should be, not only their sum.
    fold = COURSE.at(motion.time_s)[0] - COURSE.at(motion.time_s)[1]
    assert value["spine_part_deg"] == pytest.approx(0.2 * (fold - standing), abs=SMOOTHED_DEG)
    assert value["spine_deg"] == pytest.approx(0.5 * (fold - standing), abs=SMOOTHED_DEG)
    hip = 0.8 * (fold - standing) - (TALL.thigh + 2.0)
    assert value["hip_deg"] == pytest.approx(hip, abs=2 * SMOOTHED_DEG)


def test_corrected_leans_are_the_plain_ones_and_what_is_added(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answering(monkeypatch, trunk_deg_off=-3.0, thigh_deg_off=2.0, shin_deg_off=0.5)
    motion = measure(seen(COURSE))
    trunk, thigh, shin, *_ = COURSE.at(motion.time_s)
    wanted = {
        "trunk_deg": trunk - 3.0,
        "thigh_deg": thigh + 2.0,
        "shin_deg": shin + 0.5,
        "knee_deg": shin - thigh - 1.5,
        "thigh_trunk_deg": trunk - thigh - 5.0,
    }
    for name, expected in wanted.items():
        assert motion.series[name].value == pytest.approx(expected, abs=SMOOTHED_DEG), name
    # Fractions of the leg and the stand follow the corrected leans.
    phi, theta = np.radians(shin + 0.5), np.radians(thigh + 2.0)
    back = -(np.sin(phi) + np.sin(theta)) / 2
    assert motion.series["hips_back_frac"].value == pytest.approx(back, abs=0.003)
    assert motion.standing is not None
    stood = motion.standing.posture["thigh_deg"].value
    assert stood == pytest.approx(TALL.thigh + 2.0, abs=SMOOTHED_DEG)


@pytest.mark.parametrize(("heading", "side"), [(0.0, Side.RIGHT), (180.0, Side.LEFT)])
def test_joints_lie_ahead_of_and_above_their_landmarks(
    monkeypatch: pytest.MonkeyPatch, heading: float, side: Side
) -> None:
    answering(monkeypatch, hip_ahead=-4.0, hip_up=3.0, knee_ahead=1.0)
    motion = measure(seen(COURSE, heading))
    assert motion.joints_px is not None
    own = motion.xy_px[:, [int(sided(side, part)) for part in JOINTS]]
    moved = (motion.joints_px - own) / LEG_PX * 100
    forward = 1 if side is Side.RIGHT else -1
    expected = {"shoulder": (0, 0), "hip": (-4 * forward, -3), "knee": (forward, 0)}
    for place, part in enumerate(JOINTS):
        wanted = np.broadcast_to(expected.get(part, (0, 0)), moved[:, place].shape)
        assert moved[:, place] == pytest.approx(wanted, abs=0.02), part


@pytest.mark.parametrize("heading", [0.0, 180.0])
def test_the_back_is_the_trunks_outline_on_its_own_side(
    monkeypatch: pytest.MonkeyPatch, heading: float
) -> None:
    answering(monkeypatch)
    track = seen(COURSE, heading)
    motion = measure(track)
    assert track.outline_px is not None
    assert motion.back_px is not None
    own = track.outline_px[:, BACK, 0 if heading == 0 else 1]
    assert motion.back_px == pytest.approx(own)
    hip = track.xy_px[:, [23, 24]].mean(axis=1)
    standing_back = (motion.back_px[0, :, 0] - hip[0, 0]) * (1 if heading == 0 else -1)
    assert (standing_back < -30).all(), "behind the hips of somebody who stands"


def test_doubts_are_the_fitted_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    errors = {name: 1.0 + 0.25 * place for place, name in enumerate((*JOINT_MEASURES, *PARTED))}
    answering(monkeypatch, error_deg=dict(errors))
    motion, factor = measure(seen(COURSE)), _row().factor
    roll_sd = roll_sd_deg(HEAVY, UNKNOWN)
    for name, error in errors.items():
        expected = factor[name] * error
        if name in BETWEEN:  # never surer than the two leans that it lies between
            both = (factor[part] * errors[part] for part in BETWEEN[name])
            expected = max(expected, float(np.hypot(*both)))
        if name in ("trunk_deg", "thigh_deg", "shin_deg", "hip_deg"):
            expected = float(np.hypot(expected, roll_sd))
        assert motion.series[name].sd == pytest.approx(expected), name


def test_frames_without_the_lifter_stay_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, spine_part_deg=4.0, spine_deg=8.0)
    track = film(COURSE, network=HEAVY, dropped=[(3.0, 3.6)])
    motion = measure(outlined(track, BEHIND_PX, AHEAD_PX))
    hole = (motion.time_s >= 3.0) & (motion.time_s < 3.6)
    for name in (*JOINT_MEASURES, *PARTED):
        assert np.array_equal(np.isnan(motion.series[name].value), hole), name
        assert np.array_equal(np.isnan(motion.series[name].sd), hole), name
    assert motion.joints_px is not None
    assert np.isnan(motion.joints_px[hole]).all()
    assert motion.back_px is not None
    assert np.isnan(motion.back_px[hole]).all()

from __future__ import annotations

from typing import TYPE_CHECKING

import exportbodies
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiphinge.errors import ClipError
from hiphinge.pose.skeleton import Landmark
from hiphinge.quantities import Facing, Series
from hiphinge.report.export import mot, trc

if TYPE_CHECKING:
    from pathlib import Path

    from hiphinge.motion.motion import Motion
    from hiphinge.quantities import Floats

RIGHT_HIP, RIGHT_ANKLE = Landmark.RIGHT_HIP, Landmark.RIGHT_ANKLE


def read_trc(text: str) -> tuple[dict[str, str], Floats, dict[str, Floats], str]:
    """Read a TRC file: its header values, times, and (frames, 3) places by marker."""
    lines = text.split("\n")
    head = dict(zip(lines[1].split("\t"), lines[2].split("\t"), strict=True))
    cells = lines[3].split("\t")
    names = cells[2::3]
    body = np.array([[float(cell) for cell in line.split("\t")] for line in lines[6:-1]])
    assert cells[:2] == ["Frame#", "Time"]
    assert lines[5] == ""
    assert lines[4].split("\t")[2:] == [f"{a}{i + 1}" for i in range(len(names)) for a in "XYZ"]
    assert list(body[:, 0]) == list(range(1, len(body) + 1))
    places = {name: body[:, 2 + 3 * i : 5 + 3 * i] for i, name in enumerate(names)}
    return head, body[:, 1], places, lines[0]


def read_mot(text: str) -> tuple[dict[str, str], dict[str, Floats]]:
    """Read a motion file: its header values and its columns."""
    head, body = text.split("endheader\n")
    facts = dict(line.split("=", 1) for line in head.split("\n") if "=" in line)
    names, *lines = body.rstrip("\n").split("\n")
    numbers = np.array([[float(cell) for cell in line.split("\t")] for line in lines])
    numbers = numbers.reshape(-1, len(names.split("\t")))
    return facts, dict(zip(names.split("\t"), numbers.T, strict=True))


def with_angle(motion: Motion, name: str, value: Floats) -> Motion:
    series = dict(motion.series)
    series[name] = Series(value, np.where(np.isnan(value), np.nan, 4.0))
    fields = {field: getattr(motion, field) for field in motion.__slots__}
    return type(motion)(**fields | {"series": series})


def test_trc_header() -> None:
    head, _, places, first = read_trc(trc.render(exportbodies.motion()))
    assert first.startswith("PathFileType\t4\t(X/Y/Z)\t")
    assert (head["NumFrames"], head["NumMarkers"], head["Units"]) == ("80", "18", "m")
    assert float(head["DataRate"]) == pytest.approx(10)
    assert {"RHip", "LHip", "RShoulder", "LAnkle", "RBigToe", "LHeel", "REar"} <= set(places)


@pytest.mark.parametrize("facing", list(Facing))
def test_trc_looks_forward_and_up_whichever_way_the_lifter_faces(facing: Facing) -> None:
    _, _, places, _ = read_trc(trc.render(exportbodies.motion(facing=facing)))
    near, far = ("R", "L") if facing is Facing.RIGHT else ("L", "R")
    bottom = 20
    assert places[f"{near}Ankle"][bottom] == pytest.approx([0, 0, 0], abs=1e-5)
    assert places[f"{near}BigToe"][bottom, 0] > 0
    shin, thigh = np.radians([-3, -20])
    hip = [(np.sin(shin) + np.sin(thigh)) / 2, (np.cos(shin) + np.cos(thigh)) / 2, 0]
    assert places[f"{near}Hip"][bottom] == pytest.approx(hip, abs=1e-5)
    assert places[f"{far}Hip"][bottom, 1] < places[f"{near}Hip"][bottom, 1]


def test_trc_in_metres_when_the_scale_is_known() -> None:
    motion = exportbodies.motion(metre_per_px=0.002)
    _, _, places, first = read_trc(trc.render(motion))
    assert places["RHip"][0] == pytest.approx([0, 0.8, 0], abs=1e-4)
    assert "metres, from stature" in first


def test_trc_without_a_scale_says_that_a_metre_is_a_leg() -> None:
    _, _, places, first = read_trc(trc.render(exportbodies.motion()))
    assert places["RHip"][0] == pytest.approx([0, 1.0, 0], abs=1e-4)
    assert "1 m here is the lifter's leg" in first


def test_trc_origin_is_the_ankle_while_standing() -> None:
    motion = exportbodies.motion(metre_per_px=0.001)
    motion.xy_px[4:, :, 0] += 300  # a walk forward after the standing stretch
    _, _, places, _ = read_trc(trc.render(motion))
    assert places["RAnkle"][0] == pytest.approx([0, 0, 0], abs=1e-5)
    assert places["RAnkle"][-1] == pytest.approx([0.3, 0, 0], abs=1e-5)


def test_trc_gaps_are_nan_and_times_stay_true() -> None:
    time_s = np.array([0, 0.03, 0.1, 0.13, 0.17])
    _, times, places, _ = read_trc(trc.render(exportbodies.motion(time_s=time_s, gone=[2])))
    assert times == pytest.approx(time_s, abs=1e-6)
    assert np.isnan(places["RHip"][2]).all()
    assert np.isfinite(places["RHip"][[0, 1, 3, 4]]).all()


def test_trc_leaves_out_a_marker_that_is_never_seen() -> None:
    motion = exportbodies.motion()
    motion.xy_px[:, Landmark.LEFT_EAR] = np.nan
    head, _, places, _ = read_trc(trc.render(motion))
    assert "LEar" not in places
    assert head["NumMarkers"] == "17"


def test_trc_of_one_frame() -> None:
    head, times, _, _ = read_trc(trc.render(exportbodies.motion(time_s=[0.5])))
    assert (head["DataRate"], list(times)) == ("1.0000", [0.5])


def test_trc_without_any_ankle_is_refused() -> None:
    with pytest.raises(ClipError, match="ankle is never seen"):
        trc.render(exportbodies.motion(time_s=[0, 0.1], gone=[0, 1]))


@given(
    st.floats(0.0005, 0.01),
    st.sampled_from(list(Facing)),
    st.tuples(st.floats(-500, 500), st.floats(-500, 500)),
)
def test_trc_round_trip(metre_per_px: float, facing: Facing, shift: tuple[float, float]) -> None:
    """Places do not depend on where in the picture the lifter stands, and scale with the scale."""
    motion = exportbodies.motion(
        time_s=[0, 1, 2, 3], facing=facing, metre_per_px=metre_per_px, gone=[1]
    )
    motion.xy_px[...] += shift
    _, _, places, _ = read_trc(trc.render(motion))
    for side in "RL":
        name = "RIGHT" if side == "R" else "LEFT"
        hip, shoulder = (
            motion.xy_px[:, Landmark[f"{name}_{part}"]] for part in ("HIP", "SHOULDER")
        )
        truth = (shoulder - hip) * [int(facing), -1] * metre_per_px
        read = (places[f"{side}Shoulder"] - places[f"{side}Hip"])[:, :2]
        assert np.allclose(read, truth, rtol=0, atol=1.1e-5, equal_nan=True)


def test_mot_header_and_columns() -> None:
    facts, columns = read_mot(mot.render(exportbodies.motion()))
    assert facts["inDegrees"] == "yes"
    assert (facts["nRows"], facts["nColumns"]) == ("80", "6")
    assert list(columns) == [
        "time",
        "trunk_deg",
        "thigh_deg",
        "shin_deg",
        "knee_deg",
        "thigh_trunk_deg",
    ]


def test_mot_angles_come_back() -> None:
    motion = exportbodies.motion()
    _, columns = read_mot(mot.render(motion))
    assert columns["time"] == pytest.approx(motion.time_s, abs=1e-6)
    assert columns["knee_deg"] == pytest.approx(motion.series["knee_deg"].value, abs=1e-4)
    assert columns["trunk_deg"][20] == pytest.approx(62)


@given(st.sets(st.integers(0, 79)))
def test_mot_leaves_out_exactly_the_frames_that_were_not_measured(gone: set[int]) -> None:
    motion = exportbodies.motion(gone=sorted(gone))
    text = mot.render(motion)
    facts, columns = read_mot(text)
    kept = sorted(set(range(80)) - gone)
    assert facts["nRows"] == str(len(kept))
    assert "nan" not in text.lower().split("endheader")[1]
    assert columns["time"] == pytest.approx(motion.time_s[kept], abs=1e-6)
    assert columns["thigh_deg"] == pytest.approx(motion.series["thigh_deg"].value[kept], abs=1e-4)


def test_mot_holds_the_hip_angle_when_it_was_mostly_measured() -> None:
    hip_deg = np.linspace(0, 70, 80)
    hip_deg[:10] = np.nan
    _, columns = read_mot(mot.render(with_angle(exportbodies.motion(), "hip_deg", hip_deg)))
    assert columns["hip_deg"] == pytest.approx(hip_deg[10:], abs=1e-4)
    assert len(columns["trunk_deg"]) == 70


def test_mot_leaves_out_a_hip_angle_that_would_cost_most_rows() -> None:
    hip_deg = np.full(80, np.nan)
    hip_deg[:10] = 5.0
    _, columns = read_mot(mot.render(with_angle(exportbodies.motion(), "hip_deg", hip_deg)))
    assert "hip_deg" not in columns
    assert len(columns["time"]) == 80


def test_both_are_written(tmp_path: Path) -> None:
    motion = exportbodies.motion()
    trc.write(motion, tmp_path / "markers.trc")
    mot.write(motion, tmp_path / "angles.mot")
    assert (tmp_path / "markers.trc").read_text(encoding="utf-8") == trc.render(motion)
    assert (tmp_path / "angles.mot").read_text(encoding="utf-8") == mot.render(motion)

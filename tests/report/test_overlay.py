from __future__ import annotations

from pathlib import Path
from typing import Self

import av
import exportbodies
import numpy as np
import pytest
from overlays import BOTTOM_S, REPORT, drawn, near, picture, place

from hiphinge.errors import ClipError, UsageError
from hiphinge.motion.motion import Motion, Repair
from hiphinge.quantities import Bytes, Facing
from hiphinge.report import overlay
from hiphinge.report.overlay import ORANGE, YELLOW, draw, write_overlay
from hiphinge.report.scene import NOT_LOOKED_AT, Scene, scene
from hiphinge.source.frame import Clip, Frame


def test_the_scene_says_what_was_measured() -> None:
    shown = scene(exportbodies.motion(), REPORT, BOTTOM_S, 1.0)
    assert shown.body is not None
    assert dict(shown.body.angles) == {
        "trunk_deg": "trunk 62° ±4°",
        "thigh_trunk_deg": "thigh-trunk 82° ±4°",
        "knee_deg": "knee 17° ±4°",
        "shin_deg": "shin −3° ±4°",
    }
    # (cos 3 deg + cos 20 deg) / 2 = 0.969 of a straight leg
    assert shown.body.hips == "hips 97% ±2%"
    assert shown.body.hip_level_px == pytest.approx(exportbodies.ANKLE_PX[1] - exportbodies.LEG_PX)
    assert (shown.banner, shown.note) == ("rep 1 of 2: hinge", "")


def test_places_scale_with_the_picture() -> None:
    motion = exportbodies.motion()
    full, half = (scene(motion, REPORT, BOTTOM_S, scale).body for scale in (1.0, 0.5))
    assert full is not None
    assert half is not None
    for part, (x, y) in full.places.items():
        assert half.places[part] == pytest.approx((x / 2, y / 2))
    assert half.leg_px == pytest.approx(full.leg_px / 2)
    assert half.hips == full.hips


def test_a_lost_frame_says_so_and_has_no_body() -> None:
    motion = exportbodies.motion(gone=[20])
    shown = scene(motion, REPORT, BOTTOM_S, 1.0)
    assert shown.body is None
    assert shown.note == "not measured: the lifter was lost"
    changed = (draw(picture(), shown) != picture()).any(axis=(1, 2))
    assert changed[: 1280 // 10].any()
    assert not changed[1280 // 10 : 9 * 1280 // 10].any()


def test_a_moment_that_was_not_looked_at_says_so() -> None:
    motion = exportbodies.motion()
    assert scene(motion, REPORT, 9.5, 1.0).note == NOT_LOOKED_AT
    assert scene(motion, REPORT, 2.04, 1.0).note == ""


def test_a_filled_gap_says_so() -> None:
    motion = exportbodies.motion()
    fields = {field: getattr(motion, field) for field in motion.__slots__}
    mended = Motion(**fields | {"repairs": (Repair("gap", 1.9, 2.1, 3),)})
    assert scene(mended, REPORT, BOTTOM_S, 1.0).note == "filled in from the moments around"
    assert scene(mended, REPORT, 3.0, 1.0).note == ""


def test_between_repetitions_there_is_no_banner() -> None:
    late = exportbodies.report(reps=[exportbodies.rep(1).model_copy(update={"start_s": 1.0})])
    assert scene(exportbodies.motion(), late, 0.5, 1.0).banner == ""
    assert scene(exportbodies.motion(), late, 1.0, 1.0).banner == "rep 1 of 1: hinge"


def test_without_a_standing_reference_the_hips_have_no_number() -> None:
    motion = exportbodies.motion()
    fields = {field: getattr(motion, field) for field in motion.__slots__}
    body = scene(Motion(**fields | {"standing": None}), REPORT, BOTTOM_S, 1.0).body
    assert body is not None
    assert (body.hips, body.hip_level_px) == ("", None)


@pytest.mark.parametrize("facing", list(Facing))
@pytest.mark.parametrize("grey", [0, 120, 255])
def test_the_skeleton_lies_on_the_joints(facing: Facing, grey: int) -> None:
    motion = exportbodies.motion(facing=facing)
    rgb = drawn(motion, grey=grey)
    for part in ("ankle", "knee", "hip", "shoulder"):
        assert near(rgb, *place(motion, part), YELLOW)
    knee, hip = (np.array(place(motion, part)) for part in ("knee", "hip"))
    assert near(rgb, *((knee + hip) / 2), YELLOW)


def test_the_two_strings_go_up_from_the_hip_and_down_from_the_chest() -> None:
    motion = exportbodies.motion()
    rgb = drawn(motion)
    x, y = place(motion, "hip")
    assert near(rgb, x, y - 0.4 * exportbodies.LEG_PX, ORANGE)
    assert not near(rgb, x, y + 0.4 * exportbodies.LEG_PX, ORANGE)
    (_, shoulder_y), (_, ankle_y) = place(motion, "shoulder"), place(motion, "ankle")
    middle = rgb[round((shoulder_y + ankle_y) / 2)].astype(int)
    blue = np.flatnonzero(np.abs(middle - overlay.BLUE).sum(axis=-1) < 30)
    assert len(blue)
    assert (blue > x).all()  # forward of the hip, where the chest is


@pytest.mark.parametrize("grey", [0, 255])
def test_words_can_be_read_on_black_and_on_white(grey: int) -> None:
    motion = exportbodies.motion()
    x, y = place(motion, "knee")
    behind = drawn(motion, grey=grey)[round(y) - 12 : round(y) + 12, round(x) - 150 : round(x) - 20]
    brightness = behind.mean(axis=-1)
    assert (brightness > 240).sum() > 50
    assert (brightness < 15).sum() > 50


def test_the_picture_given_is_not_changed() -> None:
    given = picture()
    draw(given, scene(exportbodies.motion(), REPORT, BOTTOM_S, 1.0))
    assert (given == 120).all()


@pytest.mark.parametrize(("width", "height"), [(31, 17), (321, 571), (1080, 1920), (1920, 1080)])
def test_any_size_is_drawn(width: int, height: int) -> None:
    shown = scene(exportbodies.motion(), REPORT, BOTTOM_S, width / 720)
    rgb = draw(picture(width, height), shown)
    assert (rgb.shape, rgb.dtype) == ((height, width, 3), np.uint8)
    assert (rgb != 120).any()


def test_a_larger_picture_is_drawn_alike() -> None:
    """Widths and letters grow with the picture, so they cover the same share of it.

    Widths of fixed size would cover half as much: up to 0.18 less of a row of words.
    """
    motion = exportbodies.motion()
    rows, columns = [], []
    for scale in (1, 2):
        rgb = draw(picture(720 * scale, 1280 * scale), scene(motion, REPORT, BOTTOM_S, scale))
        inked = (rgb != 120).any(axis=-1)
        rows.append(inked.reshape(64, -1).mean(axis=1))
        columns.append(inked.T.reshape(36, -1).mean(axis=1))
    assert rows[1] == pytest.approx(rows[0], abs=0.06)
    assert columns[1] == pytest.approx(columns[0], abs=0.06)


def test_a_body_half_out_of_the_picture_is_drawn() -> None:
    motion = exportbodies.motion()
    motion.xy_px[...] += [600.0, -700.0]
    motion.xy_px[:, 16] = np.nan
    assert drawn(motion).shape == (1280, 720, 3)


class FakeFrames:
    """Frames of a clip that was never filmed."""

    def __init__(self, times_s: list[float]) -> None:
        self._run = iter([Frame(time_s, picture(64, 48)) for time_s in times_s])
        self.closed = False

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Frame:
        return next(self._run)

    def close(self) -> None:
        self.closed = True


CLIP = Clip(Path("set.mp4"), 128, 96, 10.0, 8.0, "h264", "yuv420p", 0, 0.5)


def write(monkeypatch: pytest.MonkeyPatch, target: Path, times_s: list[float]) -> list[float]:
    """Write the overlay of pictures that were never filmed, and return the progress told."""
    pictures, progress = FakeFrames(times_s), []
    monkeypatch.setattr(overlay, "frames", lambda _clip: pictures)
    try:
        write_overlay(CLIP, exportbodies.motion(), REPORT, target, progress.append)
    finally:
        assert pictures.closed
    return progress


def test_the_video_keeps_size_and_times(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    times_s = [0.0, 0.033, 0.1, 4.0, 8.0]
    progress = write(monkeypatch, tmp_path / "overlay.mp4", times_s)
    with av.open(str(tmp_path / "overlay.mp4")) as file:
        shown = list(file.decode(video=0))
    assert {(frame.width, frame.height) for frame in shown} == {(64, 48)}
    assert [frame.time for frame in shown] == pytest.approx(times_s, abs=1e-4)
    assert progress == sorted(progress)
    assert progress[-1] == 1.0
    assert [path.name for path in tmp_path.iterdir()] == ["overlay.mp4"]


def test_the_body_is_drawn_at_working_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    legs_px = []

    def look(rgb: Bytes, shown: Scene) -> Bytes:
        assert shown.body is not None
        legs_px.append(shown.body.leg_px)
        return rgb

    monkeypatch.setattr(overlay, "draw", look)
    write(monkeypatch, tmp_path / "overlay.mp4", [0.0, 0.1])
    assert legs_px == [exportbodies.LEG_PX * CLIP.working_scale] * 2


def test_a_failure_half_way_leaves_no_video(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_rgb: Bytes, shown: Scene) -> Bytes:
        if shown.time_s > 0:
            raise KeyboardInterrupt
        return picture(64, 48)

    monkeypatch.setattr(overlay, "draw", fail)
    with pytest.raises(KeyboardInterrupt):
        write(monkeypatch, tmp_path / "overlay.mp4", [0.0, 0.1])
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UsageError, match=r"no folder .*none to write overlay\.mp4"):
        write(monkeypatch, tmp_path / "none" / "overlay.mp4", [0.0])


def test_a_clip_without_a_picture_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ClipError, match=r"set\.mp4 has no picture"):
        write(monkeypatch, tmp_path / "overlay.mp4", [])
    assert list(tmp_path.iterdir()) == []

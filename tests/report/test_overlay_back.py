"""The annotated video where hip and spine are told apart."""

from __future__ import annotations

import exportbodies
import pytest
from overlays import BOTTOM_S, REPORT, drawn, near, place

from hiphinge.report.overlay import VIOLET, YELLOW
from hiphinge.report.pen import WHITE, mixed
from hiphinge.report.places import FULL_INK_DEG
from hiphinge.report.scene import scene

TOLD = exportbodies.apart(exportbodies.motion())


def back_at(share: float, index: int = 20) -> tuple[float, float]:
    """Return a place on the back's outline, at the bottom where nothing else is said."""
    assert TOLD.back_px is not None
    x, y = TOLD.back_px[index][round(share * 14)]
    return float(x), float(y)


def test_where_told_apart_hip_and_rounding_are_written() -> None:
    body = scene(TOLD, REPORT, BOTTOM_S, 1.0).body
    assert body is not None
    assert body.angles["hip_deg"] == "hip 67° ±4°"
    assert body.angles["spine_deg"] == "rounding 25° ±4°"
    assert "thigh_trunk_deg" not in body.angles
    quiet = exportbodies.apart(exportbodies.motion(), quiet=[20])
    silent = scene(quiet, REPORT, BOTTOM_S, 1.0).body
    assert silent is not None
    assert silent.angles["thigh_trunk_deg"] == "thigh-trunk 82° ±4°"
    assert not {"hip_deg", "spine_deg"} & set(silent.angles)
    assert silent.back == ()


def test_the_back_is_drawn_along_its_outline_in_the_ink_of_the_spine() -> None:
    shade = mixed(WHITE, VIOLET, 24.6 / FULL_INK_DEG)
    rgb, plain = drawn(TOLD), drawn(exportbodies.motion())
    for share in (0.15, 0.3, 0.85):
        assert near(rgb, *back_at(share), shade)
        assert not near(plain, *back_at(share), shade)
    assert near(drawn(TOLD, 0.0), *back_at(0.85, 0), mixed(WHITE, VIOLET, 0.6 / FULL_INK_DEG))


def test_an_outline_without_a_measured_spine_stays_white() -> None:
    silent = exportbodies.apart(exportbodies.motion(), silence="a bar lies on the back")
    assert near(drawn(silent), *back_at(0.15), WHITE)


def test_the_skeleton_lies_on_the_joint_centres_where_they_are_known() -> None:
    x, y = place(exportbodies.motion(), "knee")
    off_x, off_y = exportbodies.JOINT_OFF_PX
    assert place(TOLD, "knee") == pytest.approx((x + off_x, y + off_y))
    assert near(drawn(TOLD), x + off_x, y + off_y, YELLOW)

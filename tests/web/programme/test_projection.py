"""The weeks ahead: drawn and told as the simulation has them."""

from __future__ import annotations

import pytest

from hiphinge.training.model import Profile
from hiphinge.training.simulate import SCENARIOS, simulate
from hiphinge.web.programme.drawing import EDGE, WIDTH
from hiphinge.web.programme.projection import projected

HOME = Profile("learn", "beginner", 3, frozenset({"stick", "kettlebell"}), body_mass_kg=70.0)


@pytest.fixture(scope="module")
def courses() -> dict[str, object]:
    return {one.key: one for one in projected(HOME, "kg")}


def test_each_way_is_told_week_by_week(courses: dict[str, object]) -> None:
    assert tuple(courses) == SCENARIOS
    for key in SCENARIOS:
        weeks, cells = simulate(HOME, key), courses[key].cells  # type: ignore[attr-defined]
        assert len(cells) == len(weeks) == 12
        assert [cell.special == "missed" for cell in cells] == [one.missed for one in weeks]
        assert [bool(cell.load) for cell in cells] == [one.load_kg is not None for one in weeks]


def test_nothing_opens_that_is_never_filmed(courses: dict[str, object]) -> None:
    assert "no rung opened" in courses["never_filmed"].ends  # type: ignore[attr-defined]
    assert "no rung opened" not in courses["all_well"].ends  # type: ignore[attr-defined]
    steps = courses["never_filmed"].drawing.steps.split()  # type: ignore[attr-defined]
    assert len({point.split(",")[1] for point in steps}) == 1


def test_the_pictures_share_their_scale_and_stay_inside(courses: dict[str, object]) -> None:
    drawings = [one.drawing for one in courses.values()]  # type: ignore[attr-defined]
    assert len({(one.height, one.lines) for one in drawings}) == 1
    for one in drawings:
        xs = [float(point.split(",")[0]) for point in one.steps.split()]
        assert xs == sorted(xs)
        assert xs[0] >= EDGE
        assert xs[-1] == pytest.approx(WIDTH - EDGE, abs=0.2)
        for box in one.boxes:
            assert box.height > 0
            assert 0 <= box.x <= box.x + box.width <= WIDTH
            assert 0 <= box.y <= box.y + box.height <= one.height
        assert sum(box.kind == "missed" for box in one.boxes) == (one is drawings[2])


def test_a_picture_is_told_in_words(courses: dict[str, object]) -> None:
    said = courses["all_well"].drawing.said  # type: ignore[attr-defined]
    assert said.startswith("Rung by week: week 1: wall tap; week ")

"""The signature in the report: of the reps, of the set, its best and its worst, and its ghost."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pytest
from bodies import BODY, Camera, film
from courses import BOW, HINGE, SQUAT, TALL, Posture, Tempo, lifts, pulls

from hiphinge import Options, analyze
from hiphinge.motion.measure import measure
from hiphinge.pose import trackfile
from hiphinge.report.export import report_json
from hiphinge.report.ghost import ghost
from hiphinge.report.model import Report
from hiphinge.report.signature_zones import hinge_zones, signature_zones
from hiphinge.reps.course import BOTTOM
from hiphinge.reps.signature import SIGNATURE

if TYPE_CHECKING:
    from pathlib import Path

    from courses import Course

PAUSED = Tempo(1.3, 0.3, 1.0, 1.0)
SINKING = Posture(52.0, -45.0, 12.0)


def reported(course: Course, tmp_path: Path, exercise: str | None = None) -> Report:
    path = tmp_path / "set.json"
    path.write_text(trackfile.render(film(course)), encoding="utf-8")
    return analyze(path, Options(exercise=exercise)).report


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """Return the report of three hinges, the second of which sinks."""
    return reported(lifts([HINGE, SINKING, HINGE], PAUSED)[0], tmp_path_factory.mktemp("mixed"))


def test_the_set_has_the_median_of_its_reps_and_a_doubt_no_smaller_than_theirs(
    mixed: Report,
) -> None:
    told = mixed.set
    assert set(told.signature) | set(told.signature_unknown) == set(SIGNATURE)
    for name, one in told.signature.items():
        reps = [rep.signature[name] for rep in mixed.reps]
        assert one.value == pytest.approx(float(np.median([rep.value for rep in reps])))
        assert one.sd is not None
        assert one.sd >= float(np.median([rep.sd for rep in reps])) - 1e-9
    assert told.signature_spread["knee_deg"].value == pytest.approx(
        float(np.std([HINGE.knee, SINKING.knee, HINGE.knee], ddof=1)), rel=0.05
    )
    assert told.signature["hip_speed_deg_per_s"].unit == "deg/s"


def test_a_course_says_of_the_bottom_what_the_repetition_says_of_it(mixed: Report) -> None:
    for rep in mixed.reps:
        assert rep.course is not None
        told = {name: values[BOTTOM] for name, values in rep.course.series.items()}
        assert told == {name: rep.bottom[name].value for name in told}


def test_best_and_worst_are_named_with_what_sets_them_apart(mixed: Report) -> None:
    assert mixed.set.best_rep in {1, 3}
    assert mixed.set.worst_rep == 2
    assert "rep 2 least" in mixed.set.best_why
    assert "±" in mixed.set.best_why


def test_reps_that_are_alike_have_no_best(tmp_path: Path) -> None:
    told = reported(lifts([HINGE] * 4, PAUSED)[0], tmp_path).set
    assert (told.best_rep, told.worst_rep) == (None, None)
    assert told.best_why == "the repetitions differ by less than their doubt"


def test_one_rep_has_no_best(tmp_path: Path) -> None:
    told = reported(lifts([HINGE], PAUSED)[0], tmp_path).set
    assert told.best_rep is None
    assert "fewer than two" in told.best_why
    assert told.signature_spread == {}


def test_nothing_is_held_against_a_squat_that_was_named(tmp_path: Path) -> None:
    told = reported(lifts([SQUAT, HINGE], PAUSED)[0], tmp_path, "squat").set
    assert told.best_rep is None
    assert "not held against" in told.best_why
    assert "knee_deg" in told.signature


def test_the_worst_is_the_one_farther_out_even_where_all_are(tmp_path: Path) -> None:
    deeper = Posture(40.0, -58.0, 26.0)
    told = reported(lifts([SINKING, deeper, SINKING], PAUSED)[0], tmp_path).set
    assert told.worst_rep == 2


def test_a_report_comes_back_as_it_was_and_its_courses_stay_short(mixed: Report) -> None:
    text = report_json.render(mixed)
    assert Report.model_validate_json(text) == mixed
    assert json.loads(text) == json.loads(mixed.model_dump_json(by_alias=True))
    knee = next(line for line in text.splitlines() if line.strip().startswith('"knee_deg": ['))
    assert knee.count(",") >= 50
    course = text[text.index('"course": {') :]
    assert len(course[: course.index("\n      }")]) < 9000


def test_brackets_within_a_sentence_are_left_alone(mixed: Report) -> None:
    odd = mixed.model_copy(update={"lifter": 'the one [ 1, 2 ] and "[\n 3\n ]"'})
    assert Report.model_validate_json(report_json.render(odd)).lifter == odd.lifter


def test_an_older_report_without_signatures_is_still_read(mixed: Report) -> None:
    raw = json.loads(report_json.render(mixed))
    for part in (raw["set"], *raw["reps"]):
        for name in [one for one in part if one.startswith(("signature", "course", "best_"))]:
            del part[name]
    assert Report.model_validate(raw).set.signature == {}


@pytest.mark.parametrize("heading_deg", [0.0, 180.0])
def test_the_ghost_is_the_body_on_its_own_ankle(heading_deg: float) -> None:
    course, (truth,) = lifts([HINGE], PAUSED)
    motion = measure(film(course, camera=Camera(heading_deg=heading_deg, px_per_m=330.0)))
    parts = ghost(motion, np.array([0.5, truth.bottom_s, np.nan]), truth.bottom_s)
    leg = BODY.leg

    def at(posture: Posture) -> np.ndarray:
        way = [(posture.shin, BODY.shank), (posture.thigh, BODY.thigh), (posture.trunk, BODY.trunk)]
        steps = [
            length * np.array([np.sin(np.radians(lean)), np.cos(np.radians(lean))]) / leg
            for lean, length in way
        ]
        return np.cumsum(steps, axis=0)

    for index, posture in enumerate((TALL, HINGE)):
        for part, place in zip(("knee", "hip", "shoulder"), at(posture), strict=True):
            np.testing.assert_allclose(parts[part][index], place, atol=0.01)
    assert np.isnan(parts["hip"][2]).all()
    np.testing.assert_allclose(parts["ankle"][1], [0, 0], atol=0.01)
    assert parts["foot_index"][1][0] > parts["heel"][1][0], "forward is positive"


def test_zones_are_those_of_the_standard(mixed: Report, tmp_path: Path) -> None:
    zones = signature_zones(mixed)
    assert zones["knee_deg"] == (12.0, 30.0)
    low, high = zones["hip_share_frac"]
    assert low == pytest.approx(1 / 1.32)
    assert high == pytest.approx(1 / 0.8)
    assert zones == hinge_zones()
    assert signature_zones(reported(pulls(2)[0], tmp_path)) == {}


def test_a_fast_move_says_how_to_film_its_speed(tmp_path: Path) -> None:
    quick = reported(lifts([HINGE] * 3, Tempo(0.7, 0.0, 0.45, 0.6))[0], tmp_path)
    (said,) = [one for one in quick.not_measured if one.what == "speed of the hip"]
    assert said.advice == "film it at 60"
    assert "hip_speed_deg_per_s" in quick.set.signature_unknown
    slow = reported(lifts([BOW] * 2, PAUSED)[0], tmp_path)
    assert not any(one.what == "speed of the hip" for one in slow.not_measured)

"""Sets laid over each other: the headline, what differs beyond doubt, and what cannot be told."""

from __future__ import annotations

import json
import math
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bodies import film
from courses import HINGE, SQUAT, Course, Posture, Tempo, lifts, pulls

from hiphinge import ClipError, Options, UsageError, analyze
from hiphinge.comparison import compare
from hiphinge.pose import trackfile
from hiphinge.report.compare import build, model, text, words
from hiphinge.report.compare.difference import Apart
from hiphinge.report.export import report_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hiphinge.report.compare.model import Comparison, Difference
    from hiphinge.report.model import Report

PAUSED = Tempo(1.3, 0.3, 1.0, 1.0)
DOC = (Path(__file__).parents[2] / "docs" / "data.md").read_text(encoding="utf-8")


def reported(course: Course, folder: Path, exercise: str | None = None) -> Report:
    path = folder / "set.json"
    path.write_text(trackfile.render(film(course)), encoding="utf-8")
    return analyze(path, Options(exercise=exercise)).report


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sets")


@pytest.fixture(scope="module")
def hinges(folder: Path) -> Report:
    return reported(lifts([HINGE] * 3, PAUSED)[0], folder)


@pytest.fixture(scope="module")
def squats(folder: Path) -> Report:
    return reported(lifts([SQUAT] * 3, PAUSED)[0], folder)


@pytest.fixture(scope="module")
def pulled(folder: Path) -> Report:
    return reported(pulls(3)[0], folder)


def told(comparison: Comparison, verdict: str) -> dict[str, Difference]:
    (pair,) = comparison.pairs
    return {one.measure: one for one in pair.differences if one.verdict == verdict}


def test_your_swing_hinges_your_clean_squats(hinges: Report, squats: Report) -> None:
    found = build.compare([hinges, squats], ["kettlebell swing", "clean"])
    assert re.fullmatch(
        r"“kettlebell swing” hinges \((over )?[89]\d%\), “clean” squats \((over )?[89]\d%\)\.",
        found.headline,
    )
    assert found.detail == (
        "Of all the bending at hip and knee the hip makes "
        + ", ".join(
            f"{100 * one.signature['hip_share_frac'].value:.0f}% "
            f"±{100 * one.signature['hip_share_frac'].sd:.0f}% in {one.subject}"
            for one in found.sets
        )
        + "."
    )


def test_named_moves_are_called_yours(folder: Path) -> None:
    rdl = reported(lifts([HINGE] * 2, PAUSED)[0], folder, "rdl")
    bow = reported(lifts([SQUAT] * 2, PAUSED)[0], folder, "good_morning")
    squat = reported(lifts([SQUAT] * 2, PAUSED)[0], folder, "squat")
    said = build.compare([rdl, bow, squat]).headline
    assert re.search(rf"[Yy]our {re.escape(rdl.exercise_title)} hinges \(", said)
    assert re.search(rf"your {re.escape(bow.exercise_title)} squats \(", said)
    assert "your squat is a squat as it should be (" in said


def test_hinge_and_squat_differ_by_what_was_put_in(hinges: Report, squats: Report) -> None:
    found = told(build.compare([hinges, squats], ["one", "other"]), "differs")
    for name, wanted in (
        ("trunk_deg", SQUAT.trunk - HINGE.trunk),
        ("knee_deg", SQUAT.knee - HINGE.knee),
        ("shin_deg", SQUAT.shin - HINGE.shin),
    ):
        assert found[name].value == pytest.approx(wanted, abs=1.0)
        assert found[name].probability > 0.975
    assert "the knees bend 85° ±" in found["knee_deg"].sentence
    assert found["knee_deg"].sentence.startswith("In “other”")


def test_two_equal_sets_differ_in_nothing(hinges: Report) -> None:
    found = build.compare([hinges, hinges], ["one", "other"])
    assert told(found, "differs") == {}
    assert found.headline.startswith("Both sets hinge (")
    assert all(one.value == 0 for one in told(found, "cannot_tell").values())
    assert "Nothing differs beyond doubt." in text.told(found, None, 80)


def test_a_small_difference_cannot_be_told(hinges: Report, folder: Path) -> None:
    near = Posture(HINGE.trunk + 4, HINGE.thigh - 2, HINGE.shin + 2)
    other = reported(lifts([near] * 3, PAUSED)[0], folder)
    found = told(build.compare([hinges, other], ["one", "other"]), "cannot_tell")
    assert {"trunk_deg", "knee_deg", "shin_deg"} <= set(found)
    assert "cannot be told apart; it would take" in found["knee_deg"].sentence


def test_where_no_size_is_large_by_itself_it_takes_repetitions(hinges: Report) -> None:
    sets = build.compare([hinges, hinges], ["one", "other"]).sets
    said = words.alike("hip_speed_deg_per_s", *sets, Apart(0.0, 1.0, math.inf))
    assert said.endswith("cannot be told apart; it would take 5 repetitions of each.")


def test_a_pull_from_the_floor_is_compared_only_in_what_the_bar_leaves_free(
    hinges: Report, pulled: Report
) -> None:
    left_out = told(build.compare([hinges, pulled]), "not_compared")
    assert set(left_out) == {
        "trunk_deg", "hip_share_frac", "knee_deg", "shin_deg", "hip_speed_deg_per_s",
    }  # fmt: skip
    assert "from the floor" in left_out["knee_deg"].why
    assert told(build.compare([pulled, pulled]), "not_compared") == {}


def test_a_set_between_two_kinds_is_said_to_be(folder: Path) -> None:
    mixed = reported(lifts([HINGE, SQUAT], PAUSED)[0], folder)
    said = build.compare([mixed, mixed], ["Monday", "Friday"]).headline
    assert "“Monday” lies between a hinge and a squat (1 hinge, 1 squat)" in said


def test_days_tell_files_of_one_name_apart(hinges: Report) -> None:
    dated = [
        hinges.model_copy(
            update={"clip": hinges.clip.model_copy(update={"recorded": f"2024-05-0{day}T10:00:00"})}
        )
        for day in (1, 9)
    ]
    labels = [one.label for one in build.compare(dated).sets]
    assert labels == ["set, 2024-05-01", "set, 2024-05-09"]
    assert [one.label for one in build.compare([hinges, hinges]).sets] == ["set (1)", "set (2)"]


def test_a_comparison_comes_back_as_it_was(hinges: Report, squats: Report, pulled: Report) -> None:
    found = build.compare([hinges, squats, pulled])
    assert model.Comparison.model_validate_json(report_json.render(found)) == found
    assert [(pair.first, pair.second) for pair in found.pairs] == [
        ("A", "B"), ("A", "C"), ("B", "C"),
    ]  # fmt: skip
    json.loads(report_json.render(found), parse_constant=pytest.fail)


PARTS = [
    part
    for part in vars(model).values()
    if isinstance(part, type) and part.__module__ == model.__name__
]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_every_field_is_documented(part: type[model.Comparison]) -> None:
    found = re.search(rf"^#+ {part.__name__}\n(.*?)(?=^#|\Z)", DOC, re.M | re.S)
    assert found is not None
    rows = dict(re.findall(r"^\| `(\w+)` \| [^|]+ \| (.+) \|$", found[1], re.M))
    fields = {field.alias or name: field for name, field in part.model_fields.items()}
    assert list(rows) == list(fields)
    for name, field in fields.items():
        assert (field.description or "") in rows[name]


def saved(report: Report, folder: Path) -> Path:
    folder.mkdir()
    report_json.write(report, folder / "report.json")
    return folder


def test_folders_files_and_tracks_are_taken_alike(
    hinges: Report, squats: Report, tmp_path: Path
) -> None:
    place = saved(hinges, tmp_path / "a")
    track = tmp_path / "squat.json"
    track.write_text(trackfile.render(film(lifts([SQUAT] * 3, PAUSED)[0])), encoding="utf-8")
    stages: list[str] = []
    found = compare(
        [place, place / "report.json", track], on_progress=lambda what, _part: stages.append(what)
    )
    direct = build.compare([hinges, hinges, squats])
    assert [one.signature for one in found.sets] == [one.signature for one in direct.sets]


def refused(sources: Sequence[Path], error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        compare(sources)


def test_what_cannot_be_compared_is_one_sentence(hinges: Report, tmp_path: Path) -> None:
    good = saved(hinges, tmp_path / "good")
    refused([good], UsageError, "takes 2 to 8 sets")
    refused([good] * 9, UsageError, "takes 2 to 8 sets")
    refused([good, tmp_path / "absent"], UsageError, "There is no file")
    empty = tmp_path / "empty"
    empty.mkdir()
    refused([good, empty], UsageError, "holds no report.json")
    with pytest.raises(UsageError, match="3 labels for 2 sets"):
        compare([good, good], ["a", "b", "c"])


def test_a_report_of_an_older_version_is_to_be_made_anew(hinges: Report, tmp_path: Path) -> None:
    good = saved(hinges, tmp_path / "good")
    raw = json.loads((good / "report.json").read_text())
    for part in (raw["set"], *raw["reps"]):
        for name in [one for one in part if one.startswith(("signature", "course", "best_"))]:
            del part[name]
    old = tmp_path / "old"
    old.mkdir()
    (old / "report.json").write_text(json.dumps(raw))
    refused([good, old], ClipError, "older hiphinge.*analyse its video anew")
    raw["schema"] = "hiphinge.report/9"
    (old / "report.json").write_text(json.dumps(raw))
    refused([good, old], ClipError, "cannot be read by this version.*analyse its video anew")


def test_a_set_without_a_judged_rep_is_refused(hinges: Report, tmp_path: Path) -> None:
    good = saved(hinges, tmp_path / "good")
    reps = [
        rep.model_copy(update={"kind": "unjudged", "reason": "the camera looks away"})
        for rep in hinges.reps
    ]
    none = saved(hinges.model_copy(update={"reps": reps}), tmp_path / "none")
    refused([good, none], ClipError, r"no judged repetition to compare \(the camera looks away\)")

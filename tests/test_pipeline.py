"""The whole way: real frames with scripted bodies, the public face, and the golden report."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from bodies import Camera, film, scripted
from courses import HINGE, SQUAT, lifts

import hiphinge
from hiphinge import Options, UsageError, analyze
from hiphinge.motion.judgeable import TOO_FAR
from hiphinge.pose import trackfile
from hiphinge.pose.estimator import ScriptedEstimator
from hiphinge.report import seen as seenfile
from hiphinge.report.export import report_json

if TYPE_CHECKING:
    from hiphinge import Analysis
    from hiphinge.pose.track import PoseTrack

EXAMPLE = Path(hiphinge.__file__).parent / "example" / "example.mp4"
PORTRAIT = Camera(px_per_m=300.0, feet_px=(220.0, 600.0), size_px=(480, 640))
GOLDEN = Path(__file__).parent / "golden" / "report.json"


def test_the_public_face_is_all_there() -> None:
    assert all(hasattr(hiphinge, name) for name in hiphinge.__all__)
    assert sorted(hiphinge.__all__) == hiphinge.__all__
    with pytest.raises(AttributeError, match="nothing_of_that_name"):
        _ = hiphinge.nothing_of_that_name


def test_scripted_bodies_through_real_frames() -> None:
    """Every stage but the networks: decoding, choosing, following both ways, judging, building."""
    course, truths = lifts([HINGE, SQUAT, HINGE])
    done: list[float] = []
    analysis = analyze(
        EXAMPLE,
        make_estimator=lambda: ScriptedEstimator([scripted(course, PORTRAIT)]),
        on_progress=lambda _stage, part: done.append(part),
    )
    assert [rep.kind for rep in analysis.report.reps] == ["hinge", "squat", "hinge"]
    found_s = [rep.bottom_s for rep in analysis.report.reps]
    # One frame and the settling of the smoothing.
    assert found_s == pytest.approx([truth.bottom_s for truth in truths], abs=0.06)
    assert np.all(np.diff(analysis.track.time_s) > 0)
    assert analysis.report.clip.frames == len(analysis.track.time_s)
    assert max(done) == pytest.approx(1.0, abs=0.02)


def test_a_track_stands_in_for_the_networks(hinge_track: PoseTrack, tmp_path: Path) -> None:
    path = tmp_path / "track.json"
    path.write_text(trackfile.render(hinge_track))
    with pytest.raises(UsageError, match=r"not of example\.mp4"):
        analyze(EXAMPLE, track=path)
    course, _ = lifts([HINGE, SQUAT, HINGE])
    path.write_text(trackfile.render(film(course, camera=PORTRAIT)))
    by_track = analyze(EXAMPLE, track=path)
    alone = analyze(path)
    assert by_track.clip is not None
    assert alone.clip is None
    assert by_track.report.reps == alone.report.reps


@pytest.fixture(scope="module")
def first() -> Analysis:
    """Return what the networks' stand-in saw of a file that is damaged in its second half."""
    course, _ = lifts([HINGE, SQUAT, HINGE, HINGE])
    with tempfile.TemporaryDirectory() as folder:
        clip = Path(folder) / "damaged.mp4"
        clip.write_bytes(EXAMPLE.read_bytes()[:150_000])
        return analyze(
            clip,
            Options(lifter_at=(0.5, 0.5)),
            make_estimator=lambda: ScriptedEstimator([scripted(course, PORTRAIT)]),
        )


def _again(folder: Path, **said: Any) -> Analysis:
    """Judge the same file from what was seen of it."""
    clip = folder / "damaged.mp4"
    clip.write_bytes(EXAMPLE.read_bytes()[:150_000])
    return analyze(clip, Options(**said.pop("options", {})), **said)


def test_what_was_seen_gives_the_report_again(first: Analysis, tmp_path: Path) -> None:
    assert [gap.why[:18] for gap in first.seen.gaps] == ["the file is damage"]
    assert first.report.lifter.startswith("the person you pointed at")
    noted = replace(first.seen, notes=("The camera shakes.",))
    again = _again(tmp_path, track=first.seen)
    assert again.report == first.report
    assert again.seen == first.seen
    told = _again(tmp_path, track=noted).report
    assert told.view.advice.endswith("The camera shakes.")
    bare = _again(tmp_path, track=first.track).report
    assert not any("damaged" in gap.why for gap in bare.gaps), "landmarks alone do not know it"


def test_the_file_that_is_saved_gives_the_report_again(first: Analysis, tmp_path: Path) -> None:
    path = tmp_path / "track.json"
    noted = replace(first.seen, notes=("The camera shakes.",))
    path.write_text(seenfile.render(noted), encoding="utf-8")
    told = _again(tmp_path, track=path).report
    assert told.gaps == first.report.gaps
    assert told.view.advice.endswith("The camera shakes.")
    path.write_text(seenfile.render(first.seen), encoding="utf-8")
    assert _again(tmp_path, track=path).report == first.report, "to the last digit"


def test_a_rep_that_is_left_out_is_in_no_number_of_the_report(
    first: Analysis, tmp_path: Path
) -> None:
    report = _again(tmp_path, track=first.seen, options={"leave_out": (2,)}).report
    whole = first.report
    assert [rep.rep for rep in report.reps] == [rep.rep for rep in whole.reps if rep.rep != 2]
    assert report.left_out == [2]
    assert report.set.counts.get("squat", 0) == whole.set.counts["squat"] - 1
    assert not any(2 in one.reps for one in report.findings)
    (step,) = [one for one in report.provenance if one.stage == "reps"]
    assert step.parameters == {"found": len(whole.reps), "left_out": "2"}
    # Said of the same clip again, the same number is the same repetition.
    other = _again(tmp_path, track=first.seen, options={"leave_out": (2, 3)}).report
    assert {rep.rep: rep.bottom_s for rep in other.reps} == {
        rep.rep: rep.bottom_s for rep in whole.reps if rep.rep not in {2, 3}
    }


@pytest.mark.parametrize("at", [(1.5, 0.5), (0.2, -0.1)])
def test_a_point_outside_of_the_picture_is_refused_before_any_work(at: Any, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="from 0 to 1"):
        analyze(tmp_path / "not-there.mp4", Options(lifter_at=at))


@pytest.mark.parametrize("strictness", ["lenient", "normal", "strict"])
def test_options_reach_the_report(hinge_track: PoseTrack, tmp_path: Path, strictness: Any) -> None:
    path = tmp_path / "track.json"
    path.write_text(trackfile.render(hinge_track))
    report = analyze(
        path, Options(exercise="Good Morning", height_cm=178, load_kg=60, strictness=strictness)
    ).report
    assert (report.exercise, report.exercise_source) == ("good_morning", "given")
    assert (report.height_cm, report.load_kg, report.strictness) == (178, 60, strictness)
    assert not any("metres" in one.what for one in report.not_measured)


def test_an_unknown_exercise_is_refused_before_any_work(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="juggling"):
        analyze(tmp_path / "not-there.mp4", Options(exercise="juggling"))


def test_the_report_is_the_golden_one(hinge_track: PoseTrack, tmp_path: Path) -> None:
    """A change of any word or number of the report is seen; rewrite with `GOLDEN=1 pytest`."""
    path = tmp_path / "set.json"
    path.write_text(trackfile.render(hinge_track))
    found = json.loads(report_json.render(analyze(path).report))
    found.pop("version")
    if _rewrite():
        GOLDEN.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    _same(found, json.loads(GOLDEN.read_text(encoding="utf-8")), "report")


def _rewrite() -> bool:
    return os.environ.get("GOLDEN") == "1"


def _same(found: Any, golden: Any, place: str) -> None:
    """Compare; numbers to a millionth, which is arithmetic's share and not measurement's."""
    if isinstance(golden, dict):
        assert found.keys() == golden.keys(), place
        for key in golden:
            _same(found[key], golden[key], f"{place}.{key}")
    elif isinstance(golden, list):
        assert len(found) == len(golden), place
        for index, (one, other) in enumerate(zip(found, golden, strict=True)):
            _same(one, other, f"{place}[{index}]")
    elif isinstance(golden, float):
        assert found == pytest.approx(golden, rel=1e-6, abs=1e-9), place
    else:
        assert found == golden, place


def test_from_too_far_off_the_side_only_times_are_told(tmp_path: Path) -> None:
    """What is read there is foreshortened by an angle that is not known well enough."""
    path = tmp_path / "track.json"
    path.write_text(trackfile.render(film(lifts([HINGE] * 3)[0], camera=Camera(52.0))))
    analysis = analyze(path)
    report = analysis.report
    assert [rep.kind for rep in report.reps] == ["unjudged"] * 3
    assert all(rep.concentric_s.value is not None for rep in report.reps)
    assert {name for rep in report.reps for name in rep.bottom if not name.endswith("_s")} == set()
    assert not any(np.isfinite(one.value).any() for one in analysis.motion.series.values())
    assert report.not_measured[0].what.startswith("angles")
    rows = (analysis.save(tmp_path / "out").parent / "frames.csv").read_text().splitlines()
    assert all(set(row.split(",")[1:-1]) == {""} for row in rows[1:10]), rows[1]
    assert {row.rsplit(",", 1)[1] for row in rows[1:10]} == {TOO_FAR}

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import exportbodies
import pytest

from hiphinge.motion.motion import EXTRA_MEASURES, FRAME_MEASURES
from hiphinge.pose import trackfile
from hiphinge.quantities import Missing
from hiphinge.report import model, seen
from hiphinge.report.export import frames_csv, report_json, reps_csv, trc

if TYPE_CHECKING:
    from hiphinge.pose.track import PoseTrack

DOC = (Path(__file__).parents[2] / "docs" / "data.md").read_text(encoding="utf-8")
PARTS = [
    part
    for part in vars(model).values()
    if isinstance(part, type) and part.__module__ == model.__name__ and part is not model.Part
]


def section(name: str) -> str:
    """Return what stands under a heading, up to the next one."""
    found = re.search(rf"^#+ {re.escape(name)}\n(.*?)(?=^#|\Z)", DOC, re.M | re.S)
    assert found is not None, f"docs/data.md has no heading {name}"
    return found[1]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_every_field_of_the_report_is_documented(part: type[model.Part]) -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| [^|]+ \| (.+) \|$", section(part.__name__), re.M))
    fields = {field.alias or name: field for name, field in part.model_fields.items()}
    assert list(rows) == list(fields)
    for name, field in fields.items():
        assert (field.description or "") in rows[name]


def test_every_column_is_documented() -> None:
    measures = (*FRAME_MEASURES, *EXTRA_MEASURES)
    for name in measures:
        assert f"`{name}`" in section("The measures")
    for heading, columns in (
        ("frames.csv", frames_csv.COLUMNS),
        ("reps.csv", reps_csv.columns(exportbodies.report().reps)),
    ):
        for name in columns:
            if heading == "frames.csv" or name.removesuffix("_sd") not in measures:
                assert f"`{name.removesuffix('_sd')}`" in section(heading)


def test_every_marker_and_every_reason_is_documented() -> None:
    for name in trc.PARTS.values():
        assert f"`R{name}`" in section("markers.trc")
    for reason in Missing:
        if reason is not Missing.NO:
            assert f"`{reason.words}`" in section("frames.csv")


def test_every_field_of_the_track_is_documented(hinge_track: PoseTrack) -> None:
    said = section("track.json")
    rows = re.findall(r"^\| `(\w+)` \| [^|]+ \| .+ \|$", said, re.M)
    assert rows == list(json.loads(seen.render(seen.Seen(hinge_track))))
    assert f'"{trackfile.SCHEMA}"' in said
    for reason in Missing:
        assert re.search(rf"\b{int(reason)}\s+`{re.escape(reason.words)}`", said)
    assert "`track.json`" in section("The files that hiphinge writes")


def test_the_other_shape_of_track_is_documented() -> None:
    said = section("Frames of named keypoints")
    rows = set(re.findall(r"^\| `([\w.\[\]]+)` \| [^|]+ \| .+ \|$", said, re.M))
    point = {f"frames[].keypoints[].{name}" for name in ("name", "x", "y", "z", "score")}
    about = {f"metadata.{name}" for name in ("videoWidth", "videoHeight", "model")}
    frame = {f"frames[].{name}" for name in ("videoTime", "timestamp", "keypoints")}
    assert rows == point | about | frame


def test_json_comes_back_as_it_was(tmp_path: Path) -> None:
    report = exportbodies.report()
    report_json.write(report, tmp_path / "report.json")
    text = (tmp_path / "report.json").read_text(encoding="utf-8")
    assert model.Report.model_validate_json(text) == report
    raw = json.loads(text)
    assert raw["schema"] == model.SCHEMA
    assert list(raw) == [field.alias or name for name, field in model.Report.model_fields.items()]
    assert text.startswith('{\n  "schema"')
    assert "4° ±5°" in text


def test_json_holds_what_later_tools_rely_on() -> None:
    raw = json.loads(report_json.render(exportbodies.report()))
    assert {"schema", "exercise", "view", "reps", "findings", "not_measured"} <= set(raw)
    assert {"yaw_deg", "usable", "advice"} <= set(raw["view"])
    wanted = {"rule", "rep", "time_s", "value", "sd", "zone", "certainty", "cue"}
    assert wanted <= set(raw["findings"][0])
    assert {"what", "why", "advice"} == set(raw["not_measured"][0])


def test_an_unknown_number_is_null_and_never_nan() -> None:
    report = exportbodies.report(findings=[exportbodies.finding(value=float("nan"))])
    raw = json.loads(report_json.render(report), parse_constant=pytest.fail)
    assert raw["findings"][0]["value"] is None


def test_schema_names_every_field() -> None:
    schema = json.loads(report_json.schema_json())
    assert set(schema["properties"]) == set(json.loads(report_json.render(exportbodies.report())))
    assert "schema" in schema["properties"]
    assert set(schema["$defs"]["Finding"]["properties"]) == set(model.Finding.model_fields)

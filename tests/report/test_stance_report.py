"""What is said of a stance: in JSON, in a terminal, on a page; and that the three agree."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from postures import posture

from hiphinge.errors import UsageError
from hiphinge.judgement.stance.judge import judge_stance
from hiphinge.pose.still import Still
from hiphinge.pose.track import PoseTrack
from hiphinge.report.export.report_json import render as render_json
from hiphinge.report.model import Part
from hiphinge.report.stance import model as stance_model
from hiphinge.report.stance.build import Picture, build_stance
from hiphinge.report.stance.page import StancePage, render
from hiphinge.report.stance.save import FILES, save_stance
from hiphinge.report.stance.sketch import sketches
from hiphinge.report.stance.text import stance_text
from hiphinge.report.stance.words import torso_and_shin

if TYPE_CHECKING:
    from pages import Opened

    from hiphinge.motion.posture import Posture
    from hiphinge.report.stance.model import StanceReport

DOC = (Path(__file__).parents[2] / "docs" / "data.md").read_text(encoding="utf-8")
RGB = np.full((1000, 1280, 3), 120, dtype=np.uint8)
READY = posture(37.0, 47.0)
KINDS = {
    "athletic": READY,
    "stiff_and_tall": posture(1.0, 4.0),
    "tall_squat": posture(12.0, 60.0),
    "hinge": posture(75.0, 18.0),
    "driving": posture(44.0, 58.0, 40.0),
    "unjudged": posture(15.0, 20.0, sd=9.0),
}
PARTS = [
    part
    for part in vars(stance_model).values()
    if isinstance(part, type)
    and issubclass(part, Part)
    and part.__module__ == stance_model.__name__
]


def report_of(one: Posture, file: str = "me.jpg", people: int = 1) -> StanceReport:
    nothing = np.zeros((1, 33, 2))
    look = PoseTrack(
        np.zeros(1), nothing, nothing[..., 0], nothing[..., 0], np.zeros(1, np.uint8),
        1280, 1000, "BlazePose heavy",
    )  # fmt: skip
    still = Still((look,) * 8, "the person in the middle", people, 500.0)
    picture = Picture(file, 1280, 1000, None)
    return build_stance(picture, still, one, judge_stance(one), "0.0")


def page_of(one: Posture, file: str = "me.jpg") -> StancePage:
    return StancePage(report_of(one, file), one, RGB)


@pytest.mark.parametrize("kind", KINDS)
def test_json_text_and_page_say_the_same(kind: str) -> None:
    report = report_of(KINDS[kind])
    raw = json.loads(render_json(report), parse_constant=pytest.fail)
    assert raw["schema"] == "hiphinge.stance/1"
    assert raw["kind"] == kind
    assert stance_model.StanceReport.model_validate_json(render_json(report)) == report
    text = " ".join(stance_text(report).split())
    page = " ".join(re.sub(r"<[^>]+>", " ", render(page_of(KINDS[kind]))).split())
    for said in (report.verdict, *report.torso_and_shin.sentences):
        assert said in text
        assert said in page
    for fix in report.findings:
        if fix.role == "fix":
            assert fix.cue in text
            assert fix.cue in page


def test_the_articles_angle_is_given_beside_the_lean() -> None:
    report = report_of(posture(37.0, 47.0, 18.0, sd=2.0))
    pair = report.torso_and_shin
    assert pair.ground_deg.value == pytest.approx(72.0)
    assert "72° ±2° with the ground in front" in pair.sentences[0]
    assert "18° ±2° from vertical" in pair.sentences[0]
    # Standing still and starting go opposite ways, and both are said.
    assert "Standing still" in pair.sentences[1]
    assert "smaller angle" in pair.sentences[1]
    assert "other way round" in pair.sentences[2]
    assert "torso down too" in pair.sentences[2]
    assert "72° ±2°" in render(page_of(posture(37.0, 47.0, 18.0, sd=2.0)))


def test_balance_says_nothing_of_who_is_out_of_it() -> None:
    said = " ".join(report_of(KINDS["driving"]).torso_and_shin.sentences)
    assert "Standing still" not in said
    assert report_of(KINDS["driving"]).findings == []


def test_where_no_shin_balances_none_is_told() -> None:
    """Doubled up over folded knees, no lean of the shin brings the weight over the foot."""
    one = posture(85.0, 170.0, 0.0)
    report = report_of(one)
    pair = json.loads(render_json(report), parse_constant=pytest.fail)["torso_and_shin"]
    assert pair["still_low_deg"] is pair["still_high_deg"] is None
    said = " ".join(torso_and_shin(judge_stance(one).pair, "crouch"))
    assert "Standing still" not in said
    assert "nan" not in said
    crouched = sketches(report.model_copy(update={"kind": "crouch"}), one.body, 1)
    assert "nan" not in crouched


def test_what_one_side_view_does_not_tell_is_said() -> None:
    report = report_of(READY)
    missing = {one.what: one for one in report.not_measured}
    assert any("width" in what for what in missing)
    assert any("chest out" in what for what in missing)
    assert all(one.why and one.advice for one in missing.values())
    assert "cut the picture" in " ".join(report_of(READY, people=2).how_sure)


@pytest.mark.parametrize("width", [24, 40, 80, 200])
@pytest.mark.parametrize("kind", KINDS)
def test_text_keeps_to_the_width(kind: str, width: int) -> None:
    for line in stance_text(report_of(KINDS[kind]), width=width).splitlines():
        assert len(line) <= width or " " not in line.strip()


def test_nothing_is_called_safe_or_dangerous() -> None:
    for one in KINDS.values():
        said = render_json(report_of(one)).lower()
        assert not re.search(r"\bsafe|danger|injur|diagnos", said)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_every_field_is_documented(part: type[Part]) -> None:
    found = re.search(rf"^#+ {part.__name__}\n(.*?)(?=^#|\Z)", DOC, re.M | re.S)
    assert found is not None
    rows = dict(re.findall(r"^\| `(\w+)` \| [^|]+ \| (.+) \|$", found[1], re.M))
    fields = {field.alias or name: field for name, field in part.model_fields.items()}
    assert list(rows) == list(fields)
    for name, field in fields.items():
        assert (field.description or "") in rows[name]


def test_every_measure_is_documented() -> None:
    for name in READY.measures:
        assert f"`{name}`" in DOC


def test_both_files_are_written_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = save_stance(page_of(READY), tmp_path / "new" / "out")
    assert {one.name for one in page.parent.iterdir()} == set(FILES)
    with pytest.raises(UsageError, match="--overwrite"):
        save_stance(page_of(READY), page.parent)
    before = page.read_bytes()

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(UsageError, match="disk is full"):
        save_stance(page_of(KINDS["hinge"]), page.parent, overwrite=True)
    assert page.read_bytes() == before
    assert {one.name for one in page.parent.iterdir()} == set(FILES)
    with pytest.raises(UsageError, match="disk is full"):
        save_stance(page_of(READY), tmp_path / "other")
    assert not (tmp_path / "other").exists()


def test_a_file_in_the_folders_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(UsageError, match="is a file"):
        save_stance(page_of(READY), tmp_path / "out")


@pytest.fixture
def shown(opened: Opened, tmp_path: Path) -> tuple[Opened, Any]:
    path = tmp_path / "stance.html"
    path.write_text(render(page_of(posture(1.0, 4.0), "<b>&\"me'.jpg")), encoding="utf-8")
    opened.page.goto(path.as_uri())
    return opened, opened.page


def test_the_page_opens_offline_without_a_complaint(shown: tuple[Opened, Any]) -> None:
    opened, page = shown
    assert opened.complaints == []
    assert len(opened.requests) == 1  # the page itself
    assert page.locator("h1").inner_text().startswith("Stiff-legged and too tall")
    assert page.locator(".clip-name").inner_text() == "<b>&\"me'.jpg"
    assert page.locator(".fix").count() == 2
    assert page.locator("script").count() == 0


def test_the_picture_and_the_drawing_are_seen(shown: tuple[Opened, Any]) -> None:
    _, page = shown
    box = page.locator("svg.photo").bounding_box()
    assert min(box["width"], box["height"]) > 200
    for words in page.locator("svg.photo text").all():
        inner = words.bounding_box()
        assert inner["x"] >= box["x"] - 1
        assert inner["x"] + inner["width"] <= box["x"] + box["width"] + 1
        assert inner["y"] + inner["height"] <= box["y"] + box["height"] + 1
    assert page.locator("svg.photo .wedge.ground").count() == 1
    assert page.locator(".sketch svg").count() == 3


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_the_page_fits_any_screen(shown: tuple[Opened, Any], width: int) -> None:
    _, page = shown
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_wedge_is_drawn_in_front_of_the_ankle_and_as_wide_as_told() -> None:
    """The drawn angle is the article's: from the ground ahead up to the shin."""
    for one in (posture(37.0, 47.0, 18.0), posture(60.0, 15.0, -3.0)):
        found = re.search(r'class="wedge ground" points="([^"]+)"', render(page_of(one)))
        assert found is not None
        points = np.array([pair.split(",") for pair in found[1].split()], dtype=float)
        first, last = points[1] - points[0], points[-1] - points[0]
        assert first[0] > 0
        assert first[1] == pytest.approx(0.0, abs=0.2)
        drawn = np.degrees(np.arctan2(-last[1], last[0]))
        assert drawn == pytest.approx(90.0 - one.measures["shin_deg"].value, abs=0.5)

"""`hiphinge stance` as a person calls it, through the real networks."""

from __future__ import annotations

import csv
import json
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image
from pillow_heif import register_heif_opener

import hiphinge
from hiphinge.cli import main
from hiphinge.source.photo import read_photo

if TYPE_CHECKING:
    from hiphinge.quantities import Bytes

register_heif_opener()
ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "src" / "hiphinge" / "example" / "example.mp4"
CLIPS = ROOT / "tests" / "clips"
TRUTH = [
    {name: float(value) for name, value in row.items()}
    for row in csv.DictReader(EXAMPLE.with_name("truth.csv").read_text().splitlines())
]
ANGLES = ("trunk_deg", "thigh_deg", "shin_deg", "knee_deg", "thigh_trunk_deg")
BOTTOM_S, STAND_S, BETWEEN_S = 2.4, 0.5, 1.65
ORIENTATION = 0x0112


def run(*words: object, monkeypatch: pytest.MonkeyPatch) -> int:
    """Call the command line in this process; return its exit code."""
    monkeypatch.setattr(sys, "argv", ["hiphinge", "stance", *map(str, words)])
    try:
        main()
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def truth_at(time_s: float) -> dict[str, float]:
    return min(TRUTH, key=lambda row: abs(row["time_s"] - time_s))


def still(path: Path, time_s: float = BOTTOM_S, **options: object) -> Path:
    Image.fromarray(read_photo(EXAMPLE, time_s).rgb).save(path, **options)  # type: ignore[arg-type]
    return path


@pytest.fixture(scope="module")
def upright(tmp_path_factory: pytest.TempPathFactory) -> hiphinge.StanceAnalysis:
    return hiphinge.stance(still(tmp_path_factory.mktemp("stills") / "me.png"))


@pytest.mark.parametrize("time_s", [STAND_S, BETWEEN_S, BOTTOM_S])
def test_a_rendered_person_is_measured_within_the_doubt(time_s: float) -> None:
    """The truth of the example's joints lies within twice the stated standard deviation."""
    found = hiphinge.stance(EXAMPLE, time_s)
    measures, truth = found.report.measures, truth_at(found.photo.at_s or 0.0)
    for name in ANGLES:
        one = measures[name]
        assert one.value is not None
        assert one.sd is not None
        assert abs(one.value - truth[name]) < 2 * one.sd, name
        assert one.sd < 5
    assert found.report.view.facing == "right"


def test_the_example_is_named_for_what_it_does() -> None:
    assert hiphinge.stance(EXAMPLE, STAND_S).report.kind == "stiff_and_tall"
    assert hiphinge.stance(EXAMPLE, BOTTOM_S).report.kind == "hinge"


def test_jpeg_and_heic_give_what_png_gives(
    upright: hiphinge.StanceAnalysis, tmp_path: Path
) -> None:
    for suffix in ("jpg", "heic"):
        found = hiphinge.stance(still(tmp_path / f"me.{suffix}", quality=92))
        assert found.report.kind == upright.report.kind
        for name in ANGLES:
            one, other = found.report.measures[name], upright.report.measures[name]
            assert one.value is not None
            assert other.value is not None
            assert other.sd is not None
            assert abs(one.value - other.value) < other.sd


def test_a_turned_phone_changes_nothing(upright: hiphinge.StanceAnalysis, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    turned: Bytes = np.ascontiguousarray(np.rot90(upright.photo.rgb, 1))
    Image.fromarray(turned).save(tmp_path / "me.png", exif=exif)
    report = hiphinge.stance(tmp_path / "me.png").report
    assert report == upright.report


def test_mirrored_it_is_the_same_within_the_doubt(
    upright: hiphinge.StanceAnalysis, tmp_path: Path
) -> None:
    Image.fromarray(np.ascontiguousarray(upright.photo.rgb[:, ::-1])).save(tmp_path / "me.png")
    report = hiphinge.stance(tmp_path / "me.png").report
    assert (report.kind, report.view.facing) == (upright.report.kind, "left")
    for name in ANGLES:
        one, other = report.measures[name], upright.report.measures[name]
        assert one.value is not None
        assert one.sd is not None
        assert other.value is not None
        assert abs(one.value - other.value) < 2 * one.sd


def test_words_json_and_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    photo = still(tmp_path / "me.jpg", STAND_S, quality=92)
    monkeypatch.chdir(tmp_path)
    assert run(photo, "--fast", monkeypatch=monkeypatch) == 0
    said = capsys.readouterr()
    assert "Stiff-legged and too tall" in said.out
    assert "with the ground in front" in said.out
    assert said.err == ""
    folder = tmp_path / "me-stance"
    assert {one.name for one in folder.iterdir()} == {"stance.html", "stance.json"}
    assert run(photo, "--fast", monkeypatch=monkeypatch) == 2
    assert "--overwrite" in capsys.readouterr().err
    assert run(photo, "--fast", "--overwrite", "--json", monkeypatch=monkeypatch) == 0
    printed = capsys.readouterr().out
    assert printed == (folder / "stance.json").read_text(encoding="utf-8")
    assert json.loads(printed)["kind"] == "stiff_and_tall"


def _legs_cut(path: Path) -> None:
    rgb = read_photo(EXAMPLE, STAND_S).rgb
    Image.fromarray(rgb[: len(rgb) * 6 // 10]).save(path)


def _front(path: Path) -> None:
    Image.fromarray(read_photo(CLIPS / "front.mp4", 1.0).rgb).save(path)


def _blurred(path: Path) -> None:
    small = Image.fromarray(read_photo(EXAMPLE, STAND_S).rgb).reduce(40)
    small.resize((480, 640), Image.Resampling.BICUBIC).save(path)


def _tiny(path: Path) -> None:
    canvas = Image.new("RGB", (160, 130), (150, 150, 145))
    canvas.paste(Image.fromarray(read_photo(EXAMPLE, STAND_S).rgb).reduce(6), (40, 12))
    canvas.save(path)


BAD = {
    "nobody.png": (lambda path: Image.new("RGB", (640, 480), "grey").save(path), 3, "Nobody"),
    "blurred.png": (_blurred, 3, "Nobody"),
    "front.png": (_front, 3, "from the front"),
    "legs.png": (_legs_cut, 3, "out of this picture"),
    "tiny.png": (_tiny, 3, "too small"),
    "text.jpg": (lambda path: path.write_text("no picture"), 3, "not a picture"),
    "film.mp4": (lambda path: shutil.copy(EXAMPLE, path), 2, "--at"),
    "absent.jpg": (lambda _path: None, 2, "no file"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_judged_is_one_sentence_and_leaves_nothing(
    name: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    make, code, words = BAD[name]
    make(tmp_path / name)
    before = set(tmp_path.iterdir())
    got = run(tmp_path / name, "--fast", "--out", tmp_path / "out", monkeypatch=monkeypatch)
    error = capsys.readouterr().err
    assert got == code, error
    assert error.startswith("hiphinge: ")
    assert error.count("\n") == 1
    assert words in error
    assert set(tmp_path.iterdir()) == before


def test_help_is_there(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--help", monkeypatch=monkeypatch) == 0
    said = capsys.readouterr().out
    assert "Usage" in said
    assert "--at" in said

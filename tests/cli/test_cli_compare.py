"""`hiphinge compare` as a person calls it: words, files, exit codes, nothing half-written."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest
from bodies import film
from courses import HINGE, SQUAT, Tempo, lifts

from hiphinge.cli import main
from hiphinge.pose import trackfile

if TYPE_CHECKING:
    from pathlib import Path

    from hiphinge.pose.track import PoseTrack

FILES = {"compare.html", "compare.json"}


def run(*words: object, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(sys, "argv", ["hiphinge", *map(str, words)])
    try:
        main()
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def written(track: PoseTrack, path: Path) -> Path:
    path.write_text(trackfile.render(track), encoding="utf-8")
    return path


@pytest.fixture
def hinges(tmp_path: Path) -> Path:
    return written(film(lifts([HINGE] * 2, Tempo(1.3, 0.3, 1.0, 1.0))[0]), tmp_path / "swing.json")


@pytest.fixture
def squats(tmp_path: Path) -> Path:
    return written(film(lifts([SQUAT] * 2, Tempo(1.3, 0.3, 1.0, 1.0))[0]), tmp_path / "clean.json")


def one_sentence(text: str) -> bool:
    return text.count("\n") == 1 and text.startswith("hiphinge: ") and "Traceback" not in text


def test_folders_and_tracks_are_compared_and_written(
    hinges: Path,
    squats: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    report = tmp_path / "report"
    assert run("analyze", hinges, "--out", report, monkeypatch=monkeypatch) == 0
    capsys.readouterr()
    monkeypatch.chdir(tmp_path)
    assert run("compare", report, squats, monkeypatch=monkeypatch) == 0
    said = capsys.readouterr().out
    assert "“swing” hinges" in said
    assert "“clean” squats" in said
    assert "the knees bend" in " ".join(said.split())
    assert {path.name for path in (tmp_path / "compare-hiphinge").iterdir()} == FILES
    raw = json.loads((tmp_path / "compare-hiphinge" / "compare.json").read_text())
    assert raw["schema"] == "hiphinge.compare/1"
    assert [one["file"] for one in raw["sets"]] == ["swing.json", "clean.json"]


def test_json_is_all_that_is_printed_and_labels_are_taken(
    hinges: Path,
    squats: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = ["--out", tmp_path / "o", "--json", "--label", "Monday", "--label", "Friday"]
    assert run("compare", hinges, squats, *words, monkeypatch=monkeypatch) == 0
    captured = capsys.readouterr()
    raw = json.loads(captured.out)
    assert [one["label"] for one in raw["sets"]] == ["Monday", "Friday"]
    assert raw == json.loads((tmp_path / "o" / "compare.json").read_text())
    assert captured.err == ""


def test_results_are_not_overwritten_unasked(
    hinges: Path,
    squats: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = tmp_path / "o"
    out.mkdir()
    (out / "compare.json").write_text("mine")
    assert run("compare", hinges, squats, "--out", out, monkeypatch=monkeypatch) == 2
    assert one_sentence(error := capsys.readouterr().err)
    assert "--overwrite" in error
    assert (out / "compare.json").read_text() == "mine"
    (out / "report.html").write_text("another's")
    words = ["--out", out, "--overwrite"]
    assert run("compare", hinges, squats, *words, monkeypatch=monkeypatch) == 0
    assert (out / "report.html").read_text() == "another's", "only its own files are touched"


def test_what_cannot_be_compared_ends_with_its_code_and_leaves_nothing(
    hinges: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    old = tmp_path / "old"
    old.mkdir()
    (old / "report.json").write_text('{"schema": "hiphinge.report/1", "version": "0.1.0"}')
    still = written(film(lifts([], lead_s=3.0)[0]), tmp_path / "still.json")
    out = tmp_path / "o"
    for sources, code, words in (
        ([hinges], 2, "2 to 8 sets"),
        ([hinges, tmp_path / "absent.mp4"], 2, "no file"),
        ([hinges, old], 3, "analyse its video anew"),
        ([hinges, still], 3, "no judged repetition"),
    ):
        assert run("compare", *sources, "--out", out, monkeypatch=monkeypatch) == code
        assert one_sentence(error := capsys.readouterr().err), error
        assert words in error
        assert not out.exists()


def test_help_is_there(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("compare", "--help", monkeypatch=monkeypatch) == 0
    said = capsys.readouterr().out
    assert "--label" in said
    assert "beyond doubt" in said

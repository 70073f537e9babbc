"""The page as an app writes it: its video beside it, or inside it to be shared."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence  # noqa: TC003 (pytest asks for it)
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
from bodies import Camera, film
from courses import HINGE, lifts
from test_html import Elements

import hiphinge
from hiphinge import analyze
from hiphinge.errors import UsageError
from hiphinge.report import keyframes, page_video
from hiphinge.report.app_page import Written, write_page
from hiphinge.report.notes import Note
from hiphinge.source.probe import probe

if TYPE_CHECKING:
    from hiphinge.report.whole import Whole
    from hiphinge.source.frame import Clip

EXAMPLE = Path(hiphinge.__file__).parent / "example" / "example.mp4"
PORTRAIT = Camera(px_per_m=300.0, feet_px=(220.0, 600.0), size_px=(480, 640))


@pytest.fixture(scope="module")
def whole() -> Whole:
    return analyze(EXAMPLE, track=film(lifts([HINGE] * 2)[0], camera=PORTRAIT)).whole


def _data(page: Path, name: str = "page-data") -> Any:
    text = page.read_text(encoding="utf-8")
    body = next(body for attrs, body in Elements(text).of("script") if attrs.get("id") == name)
    return json.loads(body)


def _write(whole: Whole, folder: Path, **said: Any) -> tuple[Written, Any]:
    """Write the page of a folder that holds nothing else; return what was told, and its data."""
    target = folder / "report.html"
    told = write_page(whole, target, **{"video_name": None, "embed": False} | said)
    assert [path.name for path in folder.iterdir()] == ["report.html"]
    return told, _data(target)


def test_the_video_is_named_and_not_touched(whole: Whole, tmp_path: Path) -> None:
    told, data = _write(whole, tmp_path, video_name="video")
    assert told == Written("beside", "not_needed")
    assert (data["video"]["kind"], data["video"]["url"]) == ("file", "./video")
    assert {(rep, moment) for rep, moment, _ in data["key_frames"]} >= {(1, "start"), (2, "bottom")}


def test_the_clock_of_the_clip_as_it_is_goes_along(whole: Whole, tmp_path: Path) -> None:
    assert whole.clip is not None
    late = replace(whole, clip=replace(whole.clip, player_offset_s=0.25))
    assert _write(late, tmp_path, video_name="video")[1]["video"]["start"] == -0.25


def test_what_browsers_do_not_play_has_to_be_made_anew(whole: Whole, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    shutil.copy(EXAMPLE, other := tmp_path / "in" / "set.mkv")
    clip = replace(probe(other), player_offset_s=0.25)
    (tmp_path / "out").mkdir()
    told, data = _write(replace(whole, clip=clip), tmp_path / "out", video_name="video.mp4")
    assert told == Written("beside", "needed")
    assert data["video"]["start"] == 0, "what is made anew starts with the clip"


def test_without_a_name_there_is_no_video(whole: Whole, tmp_path: Path) -> None:
    told, data = _write(whole, tmp_path)
    assert told == Written("none")
    assert (data["video"]["kind"], data["video"]["why"]) == ("none", "")


def test_to_be_shared_the_video_goes_inside(whole: Whole, tmp_path: Path) -> None:
    told, data = _write(whole, tmp_path, embed=True)
    assert told == Written("inside", "not_needed")
    assert data["video"]["kind"] == "embedded"
    assert (tmp_path / "report.html").stat().st_size > EXAMPLE.stat().st_size * 4 / 3


def _encodes(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    """Let a video of this size come out of the encoder, and 1000 bytes be the most."""

    def made(_clip: Clip, target: Path, **_said: Any) -> None:
        target.write_bytes(b"\0" * size)

    monkeypatch.setattr(page_video, "EMBED_MOST_BYTES", 1000)
    monkeypatch.setattr(page_video, "reencode", made)


def test_a_large_one_is_made_smaller(
    whole: Whole, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _encodes(monkeypatch, 1000)
    told, data = _write(whole, tmp_path, embed=True)
    assert told == Written("inside", "done")
    assert data["video"]["start"] == 0


def test_one_that_stays_too_large_is_left_out_and_that_is_said(
    whole: Whole, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _encodes(monkeypatch, 1001)
    told, data = _write(whole, tmp_path, embed=True)
    assert told == Written("too_large", "done")
    assert (data["video"]["kind"], data["video"]["why"]) == ("none", page_video.TOO_LARGE)
    assert data["key_frames"]


def test_pictures_are_decoded_once(
    whole: Whole, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, first, again = (tmp_path / name for name in ("kept", "first", "again"))
    for folder in (kept, first, again):
        folder.mkdir()
    _write(whole, first, pictures=kept)
    moments = keyframes.moments

    def none(clip: Clip, times_s: Sequence[float]) -> Any:
        assert list(times_s) == [], "every picture is there already"
        return moments(clip, times_s)

    monkeypatch.setattr(keyframes, "moments", none)
    _write(whole, again, pictures=kept)
    assert (first / "report.html").read_bytes() == (again / "report.html").read_bytes()


def test_notes_are_written_along(whole: Whole, tmp_path: Path) -> None:
    _write(whole, tmp_path, notes=[Note(2.0, "later"), Note(1.0, "first", "Anna", "2026-01-02")])
    assert [note["text"] for note in _data(tmp_path / "report.html", "notes-data")] == [
        "first",
        "later",
    ]


@pytest.mark.parametrize("embed", [True, False])
def test_a_place_that_is_none_is_said(whole: Whole, tmp_path: Path, embed: bool) -> None:
    with pytest.raises(UsageError, match="nowhere"):
        write_page(whole, tmp_path / "nowhere" / "r.html", video_name="video", embed=embed)


def test_a_failure_leaves_nothing(
    whole: Whole, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any, **__: Any) -> NoReturn:
        raise UsageError("the disk is full")

    monkeypatch.setattr(page_video, "EMBED_MOST_BYTES", 1000)
    monkeypatch.setattr(page_video, "reencode", full)
    with pytest.raises(UsageError, match="disk is full"):
        write_page(whole, tmp_path / "report.html", video_name=None, embed=True)
    assert list(tmp_path.iterdir()) == []

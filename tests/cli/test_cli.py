"""The command line as a person calls it: words, files, exit codes, nothing half-written."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import numpy as np
import pytest
from PIL import Image

from hiphinge.cli import main
from hiphinge.pose import trackfile
from hiphinge.report.save import FILES
from hiphinge.source.encode import Encoder
from hiphinge.source.probe import probe
from hiphinge.source.video import frames

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hiphinge.pose.track import PoseTrack

ROOT = Path(__file__).parents[2]
PROC = Path("/proc")
EXAMPLE = ROOT / "src" / "hiphinge" / "example" / "example.mp4"
CLIPS = ROOT / "tests" / "clips"


@pytest.fixture
def track_file(tmp_path: Path, hinge_track: PoseTrack) -> Path:
    path = tmp_path / "set.json"
    path.write_text(trackfile.render(hinge_track), encoding="utf-8")
    return path


def run(*words: object, monkeypatch: pytest.MonkeyPatch) -> int:
    """Call the command line in this process; return its exit code."""
    monkeypatch.setattr(sys, "argv", ["hiphinge", *map(str, words)])
    try:
        main()
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def one_sentence(text: str) -> bool:
    """Tell whether an error is one line for a person, without a traceback."""
    return text.count("\n") == 1 and text.startswith("hiphinge: ") and "Traceback" not in text


def test_help_does_not_load_what_it_does_not_need() -> None:
    code = (
        "import sys; from hiphinge.cli import app; "
        "sys.exit(any(name in sys.modules for name in ('numpy', 'av', 'pydantic', 'PIL')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("verb", [[], ["analyze"], ["example"]])
def test_help_is_there(
    verb: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*verb, "--help", monkeypatch=monkeypatch) == 0
    assert "Usage" in capsys.readouterr().out


def test_version(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--version", monkeypatch=monkeypatch) == 0
    assert capsys.readouterr().out.startswith("hiphinge 0.")


def test_a_track_is_judged_and_everything_is_written(
    track_file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = tmp_path / "out"
    assert run("analyze", track_file, "--out", out, monkeypatch=monkeypatch) == 0
    assert {path.name for path in out.iterdir()} == set(FILES)
    said = capsys.readouterr().out
    assert "3 repetitions" in said
    assert "rounding of the back" in said
    assert str(out / "report.html") in said.replace("\n", "")
    report = json.loads((out / "report.json").read_text())
    assert report["schema"] == "hiphinge.report/1"
    assert any("rounding" in one["what"] for one in report["not_measured"])
    # Read back, the written track gives the same verdict without the networks.
    again = tmp_path / "again"
    assert run("analyze", out / "track.json", "--out", again, monkeypatch=monkeypatch) == 0
    assert json.loads((again / "report.json").read_text())["reps"] == report["reps"]


def test_results_are_not_overwritten_unasked(
    track_file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = tmp_path / "out"
    assert run("analyze", track_file, "--out", out, monkeypatch=monkeypatch) == 0
    (out / "reps.csv").write_text("mine")
    capsys.readouterr()
    assert run("analyze", track_file, "--out", out, monkeypatch=monkeypatch) == 2
    assert one_sentence(error := capsys.readouterr().err)
    assert "--overwrite" in error
    assert (out / "reps.csv").read_text() == "mine"
    assert run("analyze", track_file, "--out", out, "--overwrite", monkeypatch=monkeypatch) == 0
    assert (out / "reps.csv").read_text().startswith("rep,start_s,bottom_s,end_s,complete,kind")


def test_json_is_all_that_is_printed(
    track_file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert (
        run("analyze", track_file, "--out", tmp_path / "o", "--json", monkeypatch=monkeypatch) == 0
    )
    captured = capsys.readouterr()
    assert json.loads(captured.out)["schema"] == "hiphinge.report/1"
    assert captured.err == ""


def test_several_files_go_on_after_one_that_fails(
    track_file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    other = tmp_path / "elsewhere" / "set.json"
    other.parent.mkdir()
    shutil.copy(track_file, other)
    empty = tmp_path / "empty.mp4"
    empty.touch()
    code = run(
        "analyze", track_file, empty, other, "--out", tmp_path / "o", monkeypatch=monkeypatch
    )
    assert code == 3
    captured = capsys.readouterr()
    assert one_sentence(captured.err)
    assert "empty.mp4" in captured.err
    assert (tmp_path / "o" / "set" / "report.html").is_file()
    assert (tmp_path / "o" / "set-2" / "report.html").is_file()
    assert not (tmp_path / "o" / "empty").exists()


def _picture(path: Path) -> None:
    Image.fromarray(np.zeros((48, 64, 3), dtype=np.uint8)).save(path)


def _nobody(path: Path) -> None:
    with Encoder(path, 160, 120) as encoder:
        for index in range(45):
            encoder.write(np.full((120, 160, 3), 90 + index % 3, dtype=np.uint8), index / 30)


def _two_lifters(path: Path) -> None:
    clip = probe(EXAMPLE)
    width, height = clip.working_size_px
    with Encoder(path, 2 * width, height) as encoder:
        for index, frame in enumerate(frames(clip)):
            if index % 3 == 0:
                encoder.write(np.concatenate([frame.rgb, frame.rgb[:, ::-1]], axis=1), frame.time_s)


def _moved(path: Path) -> None:
    clip = probe(EXAMPLE)
    width, height = clip.working_size_px
    with Encoder(path, width - 100, height) as encoder:
        for index, frame in enumerate(frames(clip)):
            if index % 4 == 0 and frame.time_s < 8:
                left = round(100 * frame.time_s / 8)
                encoder.write(frame.rgb[:, left : left + width - 100], frame.time_s)


def _legs_cut(path: Path) -> None:
    clip = probe(EXAMPLE)
    width, height = clip.working_size_px
    with Encoder(path, width, height * 6 // 10) as encoder:
        for index, frame in enumerate(frames(clip)):
            if index % 3 == 0:
                encoder.write(frame.rgb[: height * 6 // 10], frame.time_s)


def _cut_short(path: Path) -> None:
    data = EXAMPLE.read_bytes()
    # A phone that stops while filming leaves pictures (mdat) without the index (moov).
    path.write_bytes(data[: data.index(b"moov") - 4] + data[data.index(b"mdat") - 4 : 60_000])


BAD = {
    "text.mp4": (lambda path: path.write_text("no video"), 3, "not a video"),
    "empty.mp4": (lambda path: path.touch(), 3, "empty"),
    "short.mp4": (_cut_short, 3, "cut short"),
    "picture.jpg": (_picture, 3, "image"),
    "nobody.mp4": (_nobody, 3, "Nobody was found"),
    "two.mp4": (_two_lifters, 3, "Two people"),
    "moved.mp4": (_moved, 3, "camera"),
    "legs.mp4": (_legs_cut, 3, "out of the picture"),
    "front.mp4": (lambda path: shutil.copy(CLIPS / "front.mp4", path), 3, "front or back"),
    "absent.mp4": (lambda _path: None, 2, "no file"),
    "folder.mp4": (lambda path: path.mkdir(), 2, "folder"),
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
    out = tmp_path / "out"
    got = run("analyze", tmp_path / name, "--fast", "--out", out, monkeypatch=monkeypatch)
    error = capsys.readouterr().err
    assert (got, one_sentence(error)) == (code, True), error
    assert words in error
    assert set(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--exercise", "juggling"], "juggling"),
        (["--height", "20"], "--height"),
        (["--strictness", "fierce"], "--strictness"),
        (["--no-such-option"], "No such option"),
        (["--leave-out", "4"], "reps 1 to 3"),
        (["--leave-out", "first"], "--leave-out"),
        (["--lifter-at", "0.3,0.5"], "of one person already"),
    ],
)
def test_wrong_use_ends_with_two(
    words: list[str],
    said: str,
    track_file: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run("analyze", track_file, *words, monkeypatch=monkeypatch) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("point", ["0.3", "0.3,0.5,0.1", "left", "30,50", "nan,0.5"])
def test_a_point_that_is_none_is_refused_before_any_work(
    point: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("analyze", tmp_path / "not-there.mp4", "--lifter-at", point)
    assert run(*words, monkeypatch=monkeypatch) == 2
    assert one_sentence(error := capsys.readouterr().err)
    assert "0.3,0.5" in error


def test_what_is_said_of_one_video_is_not_said_of_two(
    track_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("analyze", track_file, track_file, "--leave-out", "1")
    assert run(*words, monkeypatch=monkeypatch) == 2
    assert "--leave-out belongs to one video" in capsys.readouterr().err


def test_reps_are_left_out_and_keep_their_numbers(
    track_file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = ("analyze", track_file, "--out", tmp_path / "o", "--leave-out", 1, "--leave-out", 2)
    assert run(*words, monkeypatch=monkeypatch) == 0
    assert "Reps 1 and 2 were left out by you." in capsys.readouterr().out
    report = json.loads((tmp_path / "o" / "report.json").read_text())
    assert (report["left_out"], [rep["rep"] for rep in report["reps"]]) == ([1, 2], [3])


def test_a_full_disk_leaves_nothing(
    track_file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def full(_descriptor: int) -> NoReturn:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    out = tmp_path / "out"
    assert run("analyze", track_file, "--out", out, monkeypatch=monkeypatch) == 2
    assert one_sentence(error := capsys.readouterr().err)
    assert "disk is full" in error
    assert not out.exists()


def has_open(pid: int, path: Path) -> bool:
    """Tell whether a process has a file open."""
    for one in (PROC / str(pid) / "fd").iterdir():
        with suppress(OSError):
            if one.readlink() == path:
                return True
    return False


@pytest.fixture
def _interrupts() -> Iterator[None]:
    """What is started hears interrupts, also where the tests run behind a shell that does not."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_interrupts")
def test_an_interrupt_is_clean(tmp_path: Path) -> None:
    out = tmp_path / "out"
    process = subprocess.Popen(
        [sys.executable, "-m", "hiphinge", "analyze", str(EXAMPLE), "--out", str(out)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while PROC.is_dir() and not has_open(process.pid, EXAMPLE):
        assert process.poll() is None
        time.sleep(0.05)
    time.sleep(3)  # by now it looks at frames; an end before that would be clean as well
    process.send_signal(signal.SIGINT)
    _, error = process.communicate(timeout=300)
    assert process.returncode == 130
    assert "Traceback" not in error
    assert "stopped" in error
    assert not out.exists()

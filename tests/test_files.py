from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING, NoReturn

import pytest

from hiphinge import files
from hiphinge.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_writes_utf8_with_plain_line_ends(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    files.write_text(target, "knee 18°\nß\n")
    assert target.read_bytes() == "knee 18°\nß\n".encode()
    assert names(tmp_path) == ["a.csv"]


def test_partial_file_keeps_folder_and_suffix(tmp_path: Path) -> None:
    with files.replacing(tmp_path / "overlay.mp4") as partial:
        assert partial.parent == tmp_path
        assert partial.suffix == ".mp4"
        partial.write_bytes(b"new")
        assert not (tmp_path / "overlay.mp4").exists()
    assert (tmp_path / "overlay.mp4").read_bytes() == b"new"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.ENOSPC, "disk is full"),
        (errno.EDQUOT, "disk is full"),
        (errno.EACCES, "may not be written"),
        (errno.EPERM, "may not be written"),
        (errno.EROFS, "read-only"),
    ],
)
def test_failing_disk_is_one_sentence_and_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, said: str
) -> None:
    target = tmp_path / "report.json"
    target.write_text("old")

    def fail(_descriptor: int) -> NoReturn:
        raise OSError(code, os.strerror(code))

    # By now the text lies in the partial file, as on a disk that fills up.
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(UsageError, match=said) as caught:
        files.write_text(target, "new")
    assert target.name in str(caught.value)
    assert "\n" not in str(caught.value)
    assert target.read_text() == "old"
    assert names(tmp_path) == ["report.json"]


def test_other_disk_errors_are_not_given_a_wrong_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_descriptor: int) -> NoReturn:
        raise OSError(errno.EIO, "broken")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(UsageError, match="broken"):
        files.write_text(tmp_path / "a", "new")
    assert names(tmp_path) == []


def test_an_interrupted_block_leaves_nothing(tmp_path: Path) -> None:
    def interrupted() -> NoReturn:
        with files.replacing(tmp_path / "a.mp4") as partial:
            partial.write_bytes(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert names(tmp_path) == []


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="There is no folder"):
        files.write_text(tmp_path / "none" / "a.csv", "x")


def test_a_folder_in_the_place_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(UsageError, match="a folder of that name"):
        files.write_text(tmp_path / "a.csv", "x")
    assert names(tmp_path) == ["a.csv"]


def test_a_file_that_vanished_while_reading_is_not_blamed_on_the_folder(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), files.replacing(tmp_path / "a.mp4"):
        (tmp_path / "clip.mp4").read_bytes()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
def test_a_folder_without_the_right_to_write(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(UsageError, match="may not be written"):
        files.write_text(tmp_path / "a.csv", "x")

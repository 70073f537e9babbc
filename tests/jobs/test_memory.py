"""A film that asks for more memory than a worker may have ends with a sentence, once."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import av
import numpy as np
import pytest
from workplace import apart, do_with, ended, estimator, row, send, take, until

from hiphinge.errors import ClipError
from hiphinge.jobs import memory
from hiphinge.jobs.check import check
from hiphinge.jobs.hold import Hold
from hiphinge.jobs.memory import (
    ALONE,
    MOST_BYTES,
    OUT,
    PART,
    TOO_MUCH,
    hold_to,
    is_out,
    most,
    sentence,
)
from hiphinge.jobs.probing import Facts
from hiphinge.jobs.reaper import Reaper
from hiphinge.jobs.supervisor import Supervisor
from hiphinge.jobs.trouble import sentence_of
from hiphinge.jobs.worker import run
from hiphinge.source.probe import probe
from hiphinge.source.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hiphinge.store.database import Database

SIDE_PX = 5000
"""A picture of one colour, 400 kB in the file and 37 MB decoded; a decoder holds several."""
ROOM_BYTES = 60_000_000
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="no other system holds to it")


@pytest.fixture(scope="module")
def huge(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound film whose pictures are as large as no phone makes them."""
    path = tmp_path_factory.mktemp("huge") / "huge.mp4"
    picture = np.full((SIDE_PX * 3 // 2, SIDE_PX), 128, np.uint8)
    frame = av.VideoFrame.from_ndarray(picture, format="yuv420p")
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mjpeg", rate=10)
        stream.width = stream.height = SIDE_PX
        stream.pix_fmt, stream.codec_context.color_range = "yuv420p", 2
        frame.pts = 0
        (first,) = [*stream.encode(frame), *stream.encode(None)]
        for index in range(12):  # each picture stands for itself: one is drawn for all
            packet = av.Packet(bytes(first))
            packet.stream, packet.time_base = stream, first.time_base
            packet.pts = packet.dts = index
            container.mux(packet)
    return path


def _own_bytes() -> int:
    told = Path("/proc/self/status").read_text()
    return int(told.partition("VmData:")[2].split()[0]) * 1024


def _with_little(root: Path) -> None:
    """Be a worker that has little more memory than it has taken already."""
    hold_to(_own_bytes() + ROOM_BYTES)
    run(root, threading.Event(), do=do_with(estimator))


@LINUX
def test_a_film_made_to_fill_the_memory_ends_with_a_sentence(db: Database, huge: Path) -> None:
    assert huge.stat().st_size < 10_000_000
    send(db, huge, {"exercise": "rdl"}, name="huge.mp4")
    job = take(db)
    assert job is not None
    with Hold(db, job, threading.Event()) as hold:
        check(db, job, hold, probe=lambda *_: Facts(1.2, 10, SIDE_PX, SIDE_PX, "mjpeg", ""))
    process = apart(_with_little, db.folder.root)
    assert ended(process) == 0  # in order, to give back what is left of it
    film = row(db)
    assert film.state == "failed"
    assert film.error.startswith(TOO_MUCH.partition("{")[0])
    assert film.attempts == 0
    Reaper(db).look()
    assert take(db) is None


@LINUX
def test_each_worker_is_held_to_its_memory(db: Database) -> None:
    supervisor = Supervisor(db, 1)
    supervisor.start()
    try:
        until(lambda: len(supervisor.pids) == 2)
        pids = supervisor.pids
        until(lambda: [_limit(pid) for pid in pids] == [str(most())] * 2)
        for pid in pids:
            told = Path(f"/proc/{pid}/environ").read_text().split("\0")
            assert {f"{name}={value}" for name, value in ALONE.items()} <= set(told)
    finally:
        supervisor.stop()


def _limit(pid: int) -> str:
    told = Path(f"/proc/{pid}/limits").read_text()
    return told.partition("Max data size")[2].split()[0]


@LINUX
def test_a_limit_is_never_raised(db: Database) -> None:
    assert ended(apart(_hold_twice, db.folder.root)) == 0


def _hold_twice(_: Path) -> None:
    hold_to(1_000_000_000)
    hold_to()
    assert _limit(os.getpid()) == "1000000000"
    assert sentence() == TOO_MUCH.format(1.0)


class _Packets:
    """Stands for a container whose film is sound, where no memory is given for its pictures."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def demux(self, _: object) -> Iterator[_Packets]:
        yield self

    def decode(self) -> None:
        raise self._error


@pytest.mark.parametrize("kind", [av.error.MemoryError, av.error.BlockingIOError])
def test_want_of_memory_is_not_taken_for_damage(
    film: Path, monkeypatch: pytest.MonkeyPatch, kind: type[Exception]
) -> None:
    with Reader(probe(film)) as reader:
        monkeypatch.setattr(reader, "_container", _Packets(kind(12, "no")))
        monkeypatch.setattr(reader, "close", lambda: None)
        with pytest.raises(kind) as raised:
            next(reader.pictures_from(0.0))
    assert is_out(raised.value)


def test_what_memory_led_to_is_known_as_well() -> None:
    error = ClipError("set.mp4 can no longer be read.")
    assert sentence_of(error) == str(error)
    error.__cause__ = av.error.MemoryError(12, "no")
    assert sentence_of(error) == OUT
    assert not is_out(RuntimeError("no"))


def test_the_limit_is_a_part_of_what_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = {"SC_PAGE_SIZE": 4096, "SC_PHYS_PAGES": 500_000}
    monkeypatch.setattr(memory.os, "sysconf", pages.__getitem__, raising=False)
    assert most() == int(PART * 4096 * 500_000)
    pages["SC_PHYS_PAGES"] = 50_000_000
    assert most() == MOST_BYTES

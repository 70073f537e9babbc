"""Files from outside are opened by a child that may break, hang, or say what it likes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from workplace import PATIENCE_S

from hiphinge.errors import ClipError
from hiphinge.jobs import probe_child
from hiphinge.jobs.probing import Unreadable, describes_file, probe_apart

if TYPE_CHECKING:
    from pathlib import Path

SLEEP_S = 900
"""A child that hangs would end by itself after so long [s]."""


def test_a_film(film: Path) -> None:
    facts = probe_apart(film, "mine.mp4")
    assert (facts.width_px, facts.height_px, facts.codec) == (120, 160, "h264")
    assert facts.duration_s == pytest.approx(5.8, abs=0.1)  # how long the last one stays
    assert facts.frames == 58


def test_a_name_that_is_no_utf8(film: Path, tmp_path: Path) -> None:
    odd = tmp_path / os.fsdecode(b"s\xe9t.mp4")
    odd.write_bytes(film.read_bytes())
    assert probe_apart(odd, "set.mp4").frames == 58


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "mine.mov is empty"),
        (os.urandom(50_000), "mine.mov is not a video"),
        (b"\xff\xd8\xff\xe0" + bytes(5_000), "mine.mov is"),
        (
            b"#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nfile:///etc/passwd\n",
            "mine.mov is not a video",
        ),
        (b"ffconcat version 1.0\nfile /etc/passwd\n", "mine.mov is not a video"),
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", "mine.mov"),
    ],
)
def test_what_is_no_film(tmp_path: Path, content: bytes, why: str) -> None:
    path = tmp_path / "x.part"
    path.write_bytes(content)
    with pytest.raises(ClipError, match=why) as refused:
        probe_apart(path, "mine.mov")
    assert describes_file(refused.value)
    assert "x.part" not in str(refused.value)


def test_a_film_that_was_cut_short(film: Path, tmp_path: Path) -> None:
    """Its index at the end is gone, as when a phone dies while filming."""
    data = film.read_bytes()
    at = data.index(b"moov")
    path = tmp_path / "x.part"
    path.write_bytes(data[: at - 4] + data[at + 4 :][2000:] if at < 1000 else data[:at])
    with pytest.raises(ClipError) as refused:
        probe_apart(path, "mine.mov")
    assert str(refused.value).startswith("mine.mov")


def test_damaged_anywhere(film: Path, tmp_path: Path) -> None:
    """Whatever is broken in it: an answer, or one sentence."""
    data, path = bytearray(film.read_bytes()), tmp_path / "x.part"
    for start in range(0, len(data), len(data) // 6):
        broken = data.copy()
        broken[start : start + 300] = b"\xff" * 300
        path.write_bytes(broken)
        assert "mine.mov" in _answer(path)


def _answer(path: Path) -> str:
    try:
        return f"mine.mov has {probe_apart(path, 'mine.mov').frames} frames"
    except ClipError as refusal:
        return str(refusal)


def says(code: str) -> tuple[str, ...]:
    return (sys.executable, "-c", f"import os, signal, sys, time\n{code}")


@pytest.mark.parametrize(
    "code",
    [
        "os.kill(os.getpid(), signal.SIGKILL)",
        "os.kill(os.getpid(), signal.SIGSEGV)",
        "sys.exit(3)",
        "",
        "print('nonsense')",
        "print('{}')",
        "print('[1, 2]')",
        """print('{"facts": {"duration_s": 1}}')""",
        """print('{"refused": "' + 'x' * 5000 + '"}')""",
        """print('{"refused": "a\\\\u0000b"}')""",
        "sys.stdout.buffer.write(os.urandom(30_000))",
        "while True: sys.stdout.write('x' * 10_000)",
    ],
)
def test_whatever_the_child_does(film: Path, code: str) -> None:
    with pytest.raises(Unreadable, match=r"^mine\.mov could not be opened: ") as broke:
        probe_apart(film, "mine.mov", child=says(code))
    assert not describes_file(broke.value)


def test_a_child_that_hangs_is_ended_with_all_it_started(film: Path, tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    code = (
        f"import subprocess; one = subprocess.Popen([sys.executable, '-c', "
        f"'import time; time.sleep({SLEEP_S})']); "
        f"open({str(pids)!r}, 'w').write(f'{{os.getpid()}} {{one.pid}}'); time.sleep({SLEEP_S})"
    )
    told: list[str] = []
    for wall_s in (1, 10, 60):  # a slow machine may end it before it has started anything
        began_s = time.monotonic()
        with pytest.raises(Unreadable, match=rf"was not open after {wall_s} s"):
            probe_apart(film, "mine.mov", child=says(code), wall_s=wall_s)
        assert time.monotonic() - began_s < SLEEP_S - 100, "nobody waited for it to end by itself"
        told = pids.read_text().split() if pids.exists() else []
        if len(told) == 2:
            break
    assert len(told) == 2
    assert all(_gone(int(pid)) for pid in told)


def _gone(pid: int) -> bool:
    """Tell whether a process has ended; one that nobody counts off may stay as a name."""
    end_s = time.monotonic() + PATIENCE_S
    while time.monotonic() < end_s:
        try:
            with open(f"/proc/{pid}/stat") as file:  # noqa: PTH123
                if file.read().rpartition(")")[2].split()[0] == "Z":
                    return True
        except OSError:
            return True
        time.sleep(0.02)
    return False


@pytest.mark.skipif(sys.platform != "linux", reason="limits as Linux has them")
def test_the_child_is_limited(tmp_path: Path) -> None:
    """It may write nothing, take no more memory than is set, and compute no longer."""
    code = f"""
import resource, sys
from hiphinge.jobs import probe_child
probe_child._limit()
try:
    with open({str(tmp_path / "out")!r}, "w") as file:
        file.write("x")
    print("wrote")
except OSError as error:
    print("write", error.errno)
try:
    bytearray(probe_child.MEMORY_BYTES)
    print("took")
except MemoryError:
    print("memory")
print(resource.getrlimit(resource.RLIMIT_CPU)[0], resource.getrlimit(resource.RLIMIT_CORE)[0])
"""
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split("\n")
    assert said[:3] == ["write 27", "memory", f"{probe_child.CPU_S} 0"]

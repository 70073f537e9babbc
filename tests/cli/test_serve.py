"""`hiphinge serve` as a person starts and stops it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from real_server import PATIENCE_S, PROC, kept_port

from hiphinge.cli import main
from hiphinge.cli.serve import told
from hiphinge.web.settings import WebSettings

if TYPE_CHECKING:
    from collections.abc import Iterator

ADDRESS = re.compile(r"hiphinge runs at (http://127\.0\.0\.1:\d+)\n")


@pytest.fixture
def port() -> Iterator[str]:
    """Return a port that nobody else is given."""
    with kept_port() as one:
        yield str(one.getsockname()[1])


def started(folder: Path, port: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "hiphinge", "serve", "--folder", str(folder), "--no-browser"]
    return subprocess.Popen(
        [*command, "--port", port], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip


@pytest.fixture
def server(tmp_path: Path, port: str) -> Iterator[subprocess.Popen[str]]:
    with started(tmp_path / "kept", port) as process:
        yield process
        process.kill()


def processes_of(folder: Path) -> list[str]:
    """Return the command lines of all processes that name a folder."""
    found = []
    for one in PROC.glob("[0-9]*/cmdline"):
        try:
            line = one.read_text(errors="replace").replace("\0", " ")
        except OSError:
            continue
        if str(folder) in line:
            found.append(line)
    return found


def until(truth: object, wanted: bool = True) -> None:
    assert callable(truth)
    ends_s = time.monotonic() + PATIENCE_S
    while bool(truth()) is not wanted:
        assert time.monotonic() < ends_s
        time.sleep(0.05)


def test_it_serves_says_where_and_stops_with_its_workers(
    server: subprocess.Popen[str], tmp_path: Path
) -> None:
    assert server.stdout is not None
    found = ADDRESS.fullmatch(server.stdout.readline())
    assert found is not None
    assert str(tmp_path / "kept") in server.stdout.readline()
    with urllib.request.urlopen(found[1]) as answer:  # noqa: S310 (our own server)
        assert b"Film a set" in answer.read()
        assert "server" not in {name.lower() for name in answer.headers}
    if PROC.is_dir():
        until(lambda: any("jobs.worker" in line for line in processes_of(tmp_path)))
    server.send_signal(signal.SIGINT)
    out, err = server.communicate(timeout=PATIENCE_S)
    assert (server.returncode, err) == (0, "")
    assert "Stopped." in out
    assert processes_of(tmp_path) == []


def test_a_port_in_use_and_a_folder_that_is_served(
    server: subprocess.Popen[str], tmp_path: Path, port: str
) -> None:
    assert server.stdout is not None
    found = ADDRESS.fullmatch(server.stdout.readline())
    assert found is not None
    assert found[1].rpartition(":")[2] == port
    for folder, sentence in (("kept", f"already serves .* at {found[1]}"), ("new", "is in use")):
        second = started(tmp_path / folder, port)
        _, err = second.communicate(timeout=PATIENCE_S)
        assert second.returncode == 2
        assert re.search(sentence, err)
        assert err.count("\n") == 1
    # What could not begin leaves nothing behind.
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--certificate", "a.pem"], "--certificate and --key belong together"),
        (["--certificate", "a.pem", "--key", "b.pem"], "no certificate and key in PEM form"),
        (["--folder", __file__], "is a file, not a folder"),
    ],
)
def test_wrong_use_is_said(
    options: list[str], sentence: str, tmp_path: Path, port: str,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    command = ["hiphinge", "serve", "--folder", "kept", "--port", port, *options]
    monkeypatch.setattr(sys, "argv", command)
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 2
    assert sentence in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_in_a_network_it_says_what_that_means() -> None:
    open_to_all = WebSettings(port=8750, lan=True, names=("192.168.1.5", "den.local"))
    text = told(open_to_all, Path("kept"), "ABCD2345")
    assert "http://192.168.1.5:8750 or http://den.local:8750" in text
    assert "ABCD-2345" in text
    assert "can see all films" in text
    assert "not encrypted" in text
    kept = told(WebSettings(lan=True, names=("192.168.1.5",), secure=True), Path("x"), "ABCD2345")
    assert "not encrypted" not in kept
    assert "https://192.168.1.5:8750" in kept
    assert "this computer only" in told(WebSettings(), Path("x"), None)

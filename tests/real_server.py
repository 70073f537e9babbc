"""`hiphinge serve` as a process of its own, with its workers; its power can be cut."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import TracebackType

PROC = Path("/proc")
PATIENCE_S = 300.0
"""Something that has not happened by then never will [s]."""
HIPHINGE = (sys.executable, "-m", "hiphinge")
TOKEN = re.compile(r'name="csrf-token" content="([^"]+)"')


def kept_port() -> socket.socket:
    """Return a socket that keeps a port: nobody is given it but a server that asks for this one."""
    one = socket.socket()
    one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    one.bind(("127.0.0.1", 0))
    return one


def until(true: Any, said: str = "it", patience_s: float = PATIENCE_S) -> Any:
    """Return what is true, once something is."""
    end_s = time.monotonic() + patience_s
    while not (found := true()):
        assert time.monotonic() < end_s, f"{said} never came"
        time.sleep(0.01)
    return found


def lives(pid: int) -> bool:
    """Tell whether a process is more than a line that nobody has counted off yet."""
    return _state(pid) not in "ZX"


def runs(pid: int) -> bool:
    """Tell whether a process lives and was not stopped."""
    return _state(pid) not in "ZXTt"


def _state(pid: int) -> str:
    try:
        return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return "X"


class RealServer:
    """A server process on a folder, on one port through all of its lives.

    Parameters
    ----------
    folder : Path
    command : tuple of str
        What to run in place of `hiphinge`.
    """

    def __init__(self, folder: Path, command: tuple[str, ...] = HIPHINGE) -> None:
        self.folder, self.command, self._kept = folder, command, kept_port()
        self.port: int = self._kept.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[str] | None = None
        self._cookie = self._token = ""

    def __enter__(self) -> RealServer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self.cut_power()
        self._kept.close()

    def start(self, workers: int = 1) -> None:
        """Start it as a person does; return once it answers."""
        self._process = subprocess.Popen(
            [*self.command, "serve", "--no-browser", "--folder", str(self.folder),
             "--port", str(self.port), "--workers", str(workers)],
            stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )  # fmt: skip
        assert self._process.stdout is not None
        assert f"runs at {self.url}\n" in self._process.stdout.readline()
        if not self._token:
            self._greet()

    def cut_power(self) -> None:
        """End the server and all that it started, at one and the same moment."""
        if self._process is None:
            return
        # Stopped before they are killed, none of them sees another one end, nor begins one more.
        pids, new = [], [self._process.pid]
        while new:
            pids += new
            for pid in new:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGSTOP)
            until(lambda now=tuple(pids): not any(map(runs, now)), "a stop")
            new = [pid for pid in self.children() if pid not in pids]
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._process.communicate()
        self._process = None
        until(lambda: not any(map(lives, pids)), "the end")

    def children(self) -> list[int]:
        """Return the processes that work on the folder, but for the server."""
        found = []
        for one in PROC.glob("[0-9]*/cmdline"):
            with suppress(OSError):
                if str(self.folder) in one.read_text(errors="replace"):
                    found.append(int(one.parent.name))
        return [pid for pid in found if self._process is None or pid != self._process.pid]

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """Return the answer, JSON where it is; `body` is JSON, or bytes as they are."""
        status, _, data = self.asked(method, path, body, **headers)
        assert status < 400, data
        return json.loads(data or b"null") if path.startswith("/api/") else data

    def asked(
        self, method: str, path: str, body: Any = None, **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """Return status, headers and body of an answer, whatever it is."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        plain = isinstance(body, bytes) or body is None
        data = body if plain else json.dumps(body).encode()
        headers = headers if plain else {"content_type": "application/json"} | headers
        try:
            connection.request(method, path, data, self.head(**headers))
            answer = connection.getresponse()
            return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def half(self, method: str, path: str, data: bytes, part: int, **headers: str) -> socket.socket:
        """Send a request whose body stops after a part of its bytes; return its open connection."""
        said = self.head(**headers) | {
            "host": f"127.0.0.1:{self.port}", "content-length": str(len(data)),
        }  # fmt: skip
        lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {text}" for name, text in said.items())]
        one = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE_S)
        one.sendall("\r\n".join([*lines, "", ""]).encode() + data[:part])
        return one

    def head(self, **headers: str) -> dict[str, str]:
        told = {name.replace("_", "-"): text for name, text in headers.items()}
        return {"cookie": self._cookie, "x-hiphinge-token": self._token} | told

    def _greet(self) -> None:
        with urllib.request.urlopen(self.url) as answer:  # noqa: S310 (our own server)
            found = TOKEN.search(answer.read().decode())
            self._cookie = answer.headers["set-cookie"].split(";")[0]
        assert found is not None
        self._token = found[1]

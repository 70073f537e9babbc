"""Measure the window under load: `python -m benchmarks.window [UPLOADS]`.

A real server on the loopback, with its worker, in a folder that goes away again. Films arrive all
at once, each its own (the example with a few bytes more), while pages are asked for one after the
other. Told are the pages' times before and meanwhile, their ratio, and whether every film arrived
once and whole.
"""

from __future__ import annotations

import hashlib
import http.client
import json
import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.clips import EXAMPLE
from hiphinge.store.database import open_database
from hiphinge.store.folder import open_folder
from hiphinge.store.tables import Upload, Video

UPLOADS = 50
PADDING_BYTES = 4_000_000
"""A free box of this size makes a film as large as a short set from a phone."""
CHUNK_BYTES = 1_000_000
PAGES = ("/", "/athletes", "/search", "/film")
BEFORE_S = 5.0
START_S = 60.0


@dataclass(frozen=True, slots=True)
class Visitor:
    """A browser's way to the server: where it is, its cookie and its token."""

    port: int
    cookie: str
    token: str

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> bytes:
        """Return the body of one answer, on a connection of its own.

        Raises
        ------
        SystemExit
            When the server did not do what it was asked.
        """
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        own = {"Cookie": self.cookie, "X-Hiphinge-Token": self.token}
        connection.request(method, path, body, own | headers)
        answer = connection.getresponse()
        found = answer.read()
        connection.close()
        if answer.status >= http.HTTPStatus.MULTIPLE_CHOICES:
            raise SystemExit(f"{method} {path}: {answer.status} {found[:200]!r}")
        return found


def visitor(port: int) -> Visitor:
    """Open the first page, as a browser does, and keep what it gives."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/")
    answer = connection.getresponse()
    page = answer.read().decode()
    cookies = [value.split(";")[0] for value in answer.headers.get_all("Set-Cookie") or ()]
    token = re.search(r'name="csrf-token" content="([^"]+)"', page)
    return Visitor(port, "; ".join(cookies), token.group(1) if token else "")


def film(number: int) -> bytes:
    """Return the example clip with a free box of its own at the end."""
    box = (8 + PADDING_BYTES).to_bytes(4, "big") + b"free"
    seed = hashlib.sha256(str(number).encode()).digest()
    return EXAMPLE.read_bytes() + box + seed * (PADDING_BYTES // len(seed))


def send(who: Visitor, number: int) -> None:
    """Send one film in pieces."""
    data = film(number)
    body = json.dumps({"name": f"set {number}.mp4", "size": len(data)}).encode()
    told = who.ask("POST", "/api/uploads", body, **{"Content-Type": "application/json"})
    uid: str = json.loads(told)["uid"]
    for start in range(0, len(data), CHUNK_BYTES):
        piece = data[start : start + CHUNK_BYTES]
        who.ask("PATCH", f"/api/uploads/{uid}", piece, **{"Upload-Offset": str(start)})


def visit(who: Visitor, until: threading.Event, seconds: list[float]) -> None:
    """Ask for pages one after the other until told to stop."""
    turn = 0
    while not until.is_set():
        began = time.perf_counter()
        who.ask("GET", PAGES[turn % len(PAGES)])
        seconds.append(time.perf_counter() - began)
        turn += 1
        until.wait(0.05)


def measured(who: Visitor, work: Any) -> list[float]:
    """Return the seconds of every page asked for while something works."""
    until, seconds = threading.Event(), list[float]()
    looker = threading.Thread(target=visit, args=(who, until, seconds))
    looker.start()
    work()
    until.set()
    looker.join()
    return seconds


def all_at_once(who: Visitor, uploads: int) -> None:
    """Send all films at the same time and wait for the last."""
    senders = [threading.Thread(target=send, args=(who, number)) for number in range(uploads)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()


def arrived(root: Path, uploads: int) -> str:
    """Wait until every film was looked at, and say how many there are of what."""
    db = open_database(open_folder(root))
    deadline = time.monotonic() + 10 * START_S
    while time.monotonic() < deadline:
        with db.read() as session:
            states = [state for (state,) in session.query(Upload.state)]
            films = session.query(Video).count()
        if states.count("checked") == uploads:
            break
        time.sleep(0.5)
    db.close()
    counts = {state: states.count(state) for state in sorted(set(states))}
    return f"{films} different films kept, uploads by state: {counts}"


def said(name: str, seconds: list[float]) -> float:
    """Print a row of times and return their median [s]."""
    ordered = sorted(seconds)
    median = statistics.median(ordered)
    late = ordered[int(0.95 * len(ordered))]
    print(
        f"  {name}: {len(ordered)} pages, median {1000 * median:.0f} ms, 95% {1000 * late:.0f} ms"
    )
    return median


def main() -> None:
    """Run it."""
    uploads = int(sys.argv[1]) if len(sys.argv) > 1 else UPLOADS
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as place:
        root = Path(place) / "window"
        command = [sys.executable, "-m", "hiphinge", "serve", "--no-browser", "--port", str(port)]
        server = subprocess.Popen(
            [*command, "--folder", str(root)], stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT
        )
        try:
            who = _once_up(port)
            idle = said("before", measured(who, lambda: time.sleep(BEFORE_S)))
            began = time.perf_counter()
            busy = said(
                f"{uploads} uploads at once", measured(who, lambda: all_at_once(who, uploads))
            )
            megabytes = uploads * len(film(0)) / 1e6
            took = time.perf_counter() - began
            print(f"  {megabytes:.0f} MB in {took:.1f} s; the worker looks at films meanwhile")
            print(f"meanwhile / before: {busy / idle:.1f} (wanted: a median under 200 ms)")
            after = said("while films are judged", measured(who, lambda: time.sleep(2 * BEFORE_S)))
            print(f"judging / before: {after / idle:.1f}")
            print(arrived(root, uploads))
        finally:
            os.kill(server.pid, signal.SIGTERM)
            server.wait(60)


def _once_up(port: int) -> Visitor:
    """Wait until the server answers."""
    deadline = time.monotonic() + START_S
    while True:
        try:
            return visitor(port)
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


if __name__ == "__main__":
    main()

"""A server for tests: the real app in a thread, on a folder of its own, judging nothing."""

from __future__ import annotations

import atexit
import re
import shutil
import socket
import tempfile
import threading
import time
import warnings
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes

import uvicorn
from awaited import awaited
from fastapi import Request  # noqa: TC002 (the route's types are read)
from fastapi.responses import HTMLResponse  # noqa: TC002
from jinja2 import FileSystemLoader

from hiphinge.store.database import open_database
from hiphinge.store.folder import open_folder
from hiphinge.web.app import make_app
from hiphinge.web.listen import config_of
from hiphinge.web.render import page
from hiphinge.web.settings import WebSettings
from hiphinge.web.templating import FOLDER, environment

with warnings.catch_warnings():
    # It recommends another HTTP client; both do.
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fastapi import FastAPI

    from hiphinge.store.database import Database
    from hiphinge.store.folder import Folder

BASE = "http://127.0.0.1:8750"
HERE = ("127.0.0.1", 50000)
PHONE = ("192.168.1.30", 50000)
TOKEN = re.compile(r'name="csrf-token" content="([^"]+)"')
START_S = 180.0
"""A server that has not started, or ended, by then never will [s]."""


class Client(TestClient):
    """A browser without pictures: `token` is what its pages carry."""

    @property
    def token(self) -> str:
        return token_in(self.get("/").text)

    @property
    def db(self) -> Database:
        database: Database = self.app.state.db  # type: ignore[attr-defined]
        return database


class Served:
    """A server that listens: `url`, its `db`, its `folder`."""

    def __init__(self, app: FastAPI, url: str, folder: Folder) -> None:
        self.app = app
        self.url = url
        self.folder = folder

    @property
    def db(self) -> Database:
        database: Database = self.app.state.db
        return database


def with_kitchen(app: FastAPI) -> FastAPI:
    """Add a page that shows every piece; it is for tests alone."""
    environment().loader = FileSystemLoader([FOLDER, Path(__file__).parent])

    @app.get("/kitchen", include_in_schema=False)
    def kitchen(request: Request) -> HTMLResponse:
        return page(request, "kitchen.html")

    return app


def token_in(html: str) -> str:
    found = TOKEN.search(html)
    assert found is not None, "the page carries no token"
    return found[1]


@cache
def _empty() -> str:
    """Return a folder without rows, made once; it goes when the process does."""
    place = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    open_database(open_folder(Path(place))).close()
    return place


def _place(folder: Path) -> Folder:
    """Return a folder; a new one is a copy of an empty one, which is there at once."""
    if not folder.exists():
        shutil.copytree(_empty(), folder)
    return open_folder(folder)


def client_on(folder: Path, peer: tuple[str, int] = HERE, **settings: Any) -> Client:
    """Return a client that has no token yet; a context manager starts its app."""
    app = make_app(_place(folder), settings=WebSettings(workers=0, **settings))
    return Client(app, base_url=BASE, client=peer)


@contextmanager
def served(folder: Path, **settings: Any) -> Iterator[Served]:
    """Serve a folder from a thread until the end of the block."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        place = open_folder(folder)
        app = with_kitchen(make_app(place, settings=WebSettings(port=port, workers=0, **settings)))
        server = uvicorn.Server(config_of(app))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        try:
            ends_s = time.monotonic() + START_S
            while not server.started and time.monotonic() < ends_s and thread.is_alive():
                time.sleep(0.01)
            assert server.started, "the server did not start"
            yield Served(app, f"http://127.0.0.1:{port}", place)
        finally:
            server.should_exit = True
            thread.join(START_S)


def asked(app: FastAPI, path: str, method: str = "GET", **headers: str) -> tuple[int, bytes]:
    """Ask an app for a path exactly as it is written, which no HTTP client would do."""
    said = {"host": "127.0.0.1:8750"} | {
        name.replace("_", "-"): text for name, text in headers.items()
    }
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method,
        "scheme": "http", "path": unquote_to_bytes(path).decode(errors="replace"),
        "raw_path": path.encode(), "query_string": b"", "root_path": "", "client": HERE,
        "server": ("127.0.0.1", 8750),
        "headers": [(name.encode(), text.encode()) for name, text in said.items()],
    }  # fmt: skip
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    awaited(app(scope, receive, send))
    return sent[0]["status"], b"".join(one.get("body", b"") for one in sent[1:])

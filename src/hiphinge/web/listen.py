"""Listen, and serve until stopped."""

from __future__ import annotations

import errno
import socket
import ssl
from typing import TYPE_CHECKING

import uvicorn

from hiphinge.errors import UsageError
from hiphinge.web.app import make_app
from hiphinge.web.impatient import Impatient
from hiphinge.web.one_server import only_server

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from fastapi import FastAPI

    from hiphinge.store.folder import Folder
    from hiphinge.web.settings import WebSettings

WAITING_MOST = 128
"""Connections that may wait to be taken."""
CONNECTIONS_MOST = 200
"""Connections at once; browsers open six each."""
KEPT_OPEN_S = 15
"""A connection that asks nothing is closed after so long [s]."""
GOODBYE_S = 3
"""What is under way when the server stops has so long [s]."""
HEADERS_MOST = 32_000
"""Longest head of a request [bytes]."""


class Announcing(uvicorn.Server):
    """A server that says when it listens.

    Parameters
    ----------
    config : uvicorn.Config
    ready : callable
        Called once it listens.
    """

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start as ever, then say so."""
        await super().startup(sockets)
        if self.started:
            self._ready()


def listen(settings: WebSettings) -> socket.socket:
    """Return a socket that takes connections: of this computer only, or of its network too.

    Raises
    ------
    UsageError
        When the port is taken, or may not be used.
    """
    address, port = ("0.0.0.0" if settings.lan else "127.0.0.1"), settings.port  # noqa: S104
    one = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        one.bind((address, port))
        one.listen(WAITING_MOST)
    except OSError as error:
        one.close()
        if error.errno == errno.EADDRINUSE:
            said = f"Port {port} is in use by another program: name another one with --port."
        else:
            said = f"Port {port} cannot be used ({error.strerror}): name another one with --port."
        raise UsageError(said) from error
    return one


def serve(
    folder: Folder,
    settings: WebSettings,
    ready: Callable[[FastAPI], None],
    certificate: tuple[Path, Path] | None = None,
) -> None:
    """Serve a folder until the process is told to stop.

    Parameters
    ----------
    folder : Folder
    settings : WebSettings
    ready : callable
        Told once it listens.
    certificate : (Path, Path) or None
        Files of the certificate and its key; None to serve without TLS.

    Raises
    ------
    UsageError
        When another server has the folder, or the port or the certificate cannot be used.
    """
    check_certificate(certificate)
    with only_server(folder.root, settings.address()), listen(settings) as listening:
        app = make_app(folder, settings=settings)
        config = config_of(app, certificate)
        Announcing(config, lambda: ready(app)).run(sockets=[listening])


def can_serve(settings: WebSettings, certificate: tuple[Path, Path] | None = None) -> None:
    """See that it could be served, before anything is made on the disk.

    Raises
    ------
    UsageError
        When the port or the certificate cannot be used.
    """
    check_certificate(certificate)
    listen(settings).close()


def config_of(app: FastAPI, certificate: tuple[Path, Path] | None = None) -> uvicorn.Config:
    """Return how an app is served; see `serve`."""
    return uvicorn.Config(
        app, http=Impatient, ws="none", lifespan="on", access_log=False, log_level="warning",
        server_header=False, proxy_headers=False, backlog=WAITING_MOST,
        limit_concurrency=CONNECTIONS_MOST, timeout_keep_alive=KEPT_OPEN_S,
        timeout_graceful_shutdown=GOODBYE_S, h11_max_incomplete_event_size=HEADERS_MOST,
        ssl_certfile=certificate[0] if certificate else None,
        ssl_keyfile=certificate[1] if certificate else None,
    )  # fmt: skip


def check_certificate(certificate: tuple[Path, Path] | None) -> None:
    """See that a certificate and its key can be used, before anything is begun.

    Raises
    ------
    UsageError
        When they cannot.
    """
    if certificate is None:
        return
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(*certificate)
    except OSError as error:
        raise UsageError(
            f"{certificate[0]} and {certificate[1]} are no certificate and key in PEM form that "
            f"belong together ({error.strerror or error})."
        ) from error

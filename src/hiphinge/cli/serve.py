"""`hiphinge serve`: the window, in a browser, on this machine."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from fastapi import FastAPI

    from hiphinge.web.settings import WebSettings

HOME = Path("~/hiphinge")
FolderOption = Annotated[
    Path,
    typer.Option(
        "--folder", envvar="HIPHINGE_FOLDER", help="Where films, sets and results are kept."
    ),
]
Port = Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")]
Lan = Annotated[
    bool,
    typer.Option(
        "--lan",
        help="Let phones and other devices in this network in, each with a code that works once.",
    ),
]  # fmt: skip
NoBrowser = Annotated[bool, typer.Option("--no-browser", help="Do not open a browser.")]
Workers = Annotated[
    int,
    typer.Option(min=0, max=8, help="Films judged at the same time; 0 to judge none for now."),
]
Certificate = Annotated[
    Path | None,
    typer.Option(help="Certificate in PEM form, to encrypt what is sent.", show_default=False),
]
Key = Annotated[
    Path | None, typer.Option(help="Key of the certificate in PEM form.", show_default=False)
]


def serve(
    folder: FolderOption = HOME,
    port: Port = 8750,
    lan: Lan = False,
    no_browser: NoBrowser = False,
    workers: Workers = 1,
    certificate: Certificate = None,
    key: Key = None,
) -> None:
    """Open the window: drop films, keep athletes and sets, follow a programme.

    It answers this computer only, unless --lan is given; nothing leaves it either way.
    """
    from hiphinge.errors import UsageError  # noqa: PLC0415 (a second to import, with the rest)
    from hiphinge.store.folder import open_folder  # noqa: PLC0415
    from hiphinge.web.lan import lan_names  # noqa: PLC0415
    from hiphinge.web.listen import can_serve  # noqa: PLC0415
    from hiphinge.web.listen import serve as serve_until_stopped  # noqa: PLC0415
    from hiphinge.web.settings import WebSettings  # noqa: PLC0415

    if (certificate is None) != (key is None):
        raise UsageError("--certificate and --key belong together: give both.")
    pair = (certificate, key) if certificate is not None and key is not None else None
    names = lan_names() if lan else ()
    if lan and not names:
        raise UsageError("This computer is in no network: start it without --lan.")
    settings = WebSettings(port, lan, names, secure=pair is not None, workers=workers)
    root = folder.expanduser().resolve()
    if not root.exists():
        can_serve(settings, pair)  # a folder that is new is not left behind for nothing
    place = open_folder(root)

    def ready(app: FastAPI) -> None:
        typer.echo(told(settings, place.root, app.state.pairing.new() if lan else None))
        if not no_browser:
            open_browser(settings.address())

    with suppress(KeyboardInterrupt):
        serve_until_stopped(place, settings, ready, pair)
    typer.echo("\nStopped. What was not judged yet goes on when it is started again.")


def told(settings: WebSettings, root: Path, code: str | None) -> str:
    """Return what a person reads once it listens.

    Parameters
    ----------
    settings : WebSettings
    root : Path
        The folder.
    code : str or None
        The pairing code, where other devices may come in.
    """
    lines = [
        f"hiphinge runs at {settings.address()}",
        f"It keeps everything in {root}. Stop it with Ctrl-C.",
    ]
    if code is None:
        lines.append("It answers this computer only; --lan lets your phone in.")
    else:
        lines += paired_lines(settings, code)
    return "\n".join(lines)


def paired_lines(settings: WebSettings, code: str) -> list[str]:
    """Return how a phone comes in, and what that means."""
    from hiphinge.web.pages.devices import pairing_address  # noqa: PLC0415
    from hiphinge.web.security.pairing import spoken  # noqa: PLC0415
    from hiphinge.web.security.qr import terminal  # noqa: PLC0415

    reached = [settings.address(name) for name in settings.names]
    kept = (
        "What is sent is encrypted with your certificate."
        if settings.secure
        else "What is sent is not encrypted: somebody in the same network with the skill can read "
        "along. Do it in a network you trust, or give --certificate and --key."
    )
    return [
        "",
        f"Devices in this network reach it at {' or '.join(reached)}",
        f"  Pairing code  {spoken(code)}   good for one device, for ten minutes",
        f"  Another code  {settings.address()}/devices",
        "",
        terminal(pairing_address(settings, code)) if can_draw() else "",
        "Whoever in this network shows a code can see all films and change everything here.",
        kept,
    ]


def can_draw() -> bool:
    """Tell whether the terminal can show the squares of a QR code."""
    try:
        "▀▄█".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return sys.stdout.isatty()


def open_browser(address: str) -> None:
    """Open the browser, where there is a screen to show it on; the server does not wait for it."""
    import threading  # noqa: PLC0415
    import webbrowser  # noqa: PLC0415

    screen = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if sys.platform.startswith("linux") and not screen:
        return  # a browser of letters would take the terminal
    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()

"""`/devices`: let a phone in, see who is in, send one away."""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from hiphinge.errors import UsageError
from hiphinge.store import devices
from hiphinge.store.missing import NotFound
from hiphinge.web.render import page, see_other
from hiphinge.web.security import qr
from hiphinge.web.security.pairing import spoken
from hiphinge.web.security.peer import from_here
from hiphinge.web.settings import WebSettings
from hiphinge.web.toast import SeeOther

router = APIRouter()


@router.get("/devices")
def show(request: Request) -> HTMLResponse:
    """Show the code that is good now, and the devices that are in."""
    state = request.app.state
    with state.db.read() as session:
        listed = devices.listed(session)
    here = from_here(request.scope)
    code = state.pairing.current() if here and state.settings.lan else None
    return page(
        request, "devices.html",
        devices=listed, lan=state.settings.lan, secure=state.settings.secure, here=here,
        code=spoken(code) if code else None, minutes=max(1, round(state.pairing.left_s() / 60)),
        address=lan_address(state.settings),
    )  # fmt: skip


@router.post("/devices/code")
def new_code(request: Request) -> SeeOther:
    """Make a new code; the one before it is no longer good."""
    at_the_computer(request)
    if not request.app.state.settings.lan:
        raise UsageError("Start hiphinge with --lan to let other devices in.")
    request.app.state.pairing.new()
    return see_other("/devices")


@router.get("/devices/code.svg")
def picture(request: Request) -> Response:
    """Send the pairing address as a QR code."""
    state = request.app.state
    code = state.pairing.current()
    if code is None or not from_here(request.scope):
        raise NotFound("There is no code now: make one under Devices.")
    address = pairing_address(state.settings, code)
    return Response(
        qr.svg(address), headers={"cache-control": "no-store"}, media_type="image/svg+xml"
    )


@router.post("/devices/{uid}/revoke")
def revoke(request: Request, uid: str) -> SeeOther:
    """Send a device away."""
    at_the_computer(request)
    with request.app.state.db.write() as session:
        device = devices.revoke(session, uid)
    return see_other("/devices", said=f"{device.name} is no longer let in.")


def at_the_computer(request: Request) -> None:
    """Go on only for the computer itself: who is let in is decided there.

    Raises
    ------
    UsageError
        For any other device.
    """
    if not from_here(request.scope):
        raise UsageError("Do that on the computer that runs hiphinge.")


def lan_address(settings: WebSettings) -> str:
    """Return the address for other devices."""
    return settings.address(settings.names[0]) if settings.names else settings.address()


def pairing_address(settings: WebSettings, code: str) -> str:
    """Return the address that a phone opens to be paired."""
    return f"{lan_address(settings)}/pair?{urlencode({'code': code})}"

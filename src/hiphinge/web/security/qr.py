"""Addresses as squares that a phone's camera reads."""

from __future__ import annotations

import io

import segno

QUIET_ZONE = 4
"""White modules round the code: the standard asks for four."""


def svg(text: str) -> bytes:
    """Return a text as a QR code: an SVG file, black on white whatever the page's colours."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        out, kind="svg", border=QUIET_ZONE, scale=8, dark="#000", light="#fff", omitsize=True
    )
    return out.getvalue()


def terminal(text: str) -> str:
    """Return a text as a QR code of half blocks for a terminal."""
    out = io.StringIO()
    segno.make(text, error="l", micro=False).terminal(out, border=QUIET_ZONE, compact=True)
    return out.getvalue()

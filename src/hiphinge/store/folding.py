"""Text as a search sees it: without capitals and accents."""

from __future__ import annotations

import unicodedata


def folded(text: str | None) -> str:
    """Return a text in small letters without accents: Jürgen is found by jurgen."""
    if not text:
        return ""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(one for one in parts if not unicodedata.combining(one))

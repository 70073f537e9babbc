"""JSON that may stand inside a page."""

from __future__ import annotations

import json
from typing import Any


def safe_json(data: Any) -> str:
    """Return data as JSON in ASCII that cannot end the element it stands in."""
    text = json.dumps(data, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")

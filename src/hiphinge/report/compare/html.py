"""Write `compare.html`: one page that opens offline, made of the report page's own parts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hiphinge.numerals import load
from hiphinge.report.html import joined_script, joined_style, page_file, policy
from hiphinge.report.json_block import safe_json
from hiphinge.report.signature_zones import hinge_zones

if TYPE_CHECKING:
    from hiphinge.report.compare.model import ComparedSet, Comparison

STYLES = ("tokens", "base", "parts", "signature", "compare")
"""Style sheets in the order they are joined."""
SCRIPTS = ("dom", "words", "controls", "axes", "phase", "ghost", "compare")
"""Scripts in the order they are joined: each uses only what stands before it."""


def render(comparison: Comparison) -> str:
    """Return the page.

    Parameters
    ----------
    comparison : Comparison
        What to show.
    """
    script, style = joined_script(SCRIPTS), joined_style(STYLES)
    hinges = any(not one.from_floor for one in comparison.sets)
    texts = {
        "policy": policy(None, (script,), style),
        "style": style,
        "script": script,
        "data": safe_json(
            {
                "comparison": comparison.model_dump(mode="json", by_alias=True),
                "loads": [_load(one) for one in comparison.sets],
                "zones": hinge_zones() if hinges else {},
            }
        ),
    }
    return re.sub(r"\{\{(\w+)\}\}", lambda found: texts[found[1]], page_file("compare.html"))


def _load(one: ComparedSet) -> str:
    return "" if one.load_kg is None else load(one.load_kg, one.load_units)

"""Read back from a written report page where the body was: the page is where that is kept."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from hiphinge.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

OPENS: Final = '<script type="application/json" id="page-data">'
"""What the block of the page's data begins with, as the page's template has it."""
CLOSES: Final = "</script>"
PART_PX: Final = 1
"""Decimals of a place [px]: a tenth, as the page keeps them."""


def page_data(html_text: str) -> dict[str, Any]:
    """Return the data of a report page, as `page_data.page_json` wrote them.

    Raises
    ------
    UsageError
        When it is no report page.
    """
    _, opens, rest = html_text.partition(OPENS)
    text, closes, _ = rest.partition(CLOSES)
    try:
        data = json.loads(text) if opens and closes else None
    except ValueError:
        data = None
    if not isinstance(data, dict) or "frames" not in data:
        raise UsageError("This report page is of another version of hiphinge: judge the clip anew.")
    return data


def places_at(
    data: Mapping[str, Any], times_s: Sequence[float | None]
) -> dict[str, list[tuple[float, float] | None]]:
    """Return where each part of the body's near side was at some moments.

    Parameters
    ----------
    data : mapping
        Of the page.
    times_s : sequence of float or None
        Moments on the clip's clock [s]; None for none.

    Returns
    -------
    dict
        By the part's name a place [px] for each moment, in a straight line between two frames;
        None where either was not measured.
    """
    frames = data["frames"]
    clock_s = np.array(frames["time"], dtype=float) / frames["per"]["s"]
    asked_s = np.array([np.nan if one is None else one for one in times_s], dtype=float)
    after = np.clip(np.searchsorted(clock_s, asked_s), 1, len(clock_s) - 1)
    step_s = clock_s[after] - clock_s[after - 1]
    part = np.clip((asked_s - clock_s[after - 1]) / step_s, 0.0, 1.0)
    found = {}
    for name, axes in frames["points"].items():
        xy = np.array(axes, dtype=float) / frames["per"]["px"]
        before, beyond = xy[:, after - 1], xy[:, after]
        # A moment that is a frame's own asks nothing of the frame beside it.
        between = before + (beyond - before) * part
        at = np.where(part == 0.0, before, np.where(part == 1.0, beyond, between))
        found[name] = [
            (round(x, PART_PX), round(y, PART_PX)) if np.isfinite(x + y) else None
            for x, y in at.T.tolist()
        ]
    return found

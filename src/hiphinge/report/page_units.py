"""The units that a report page shows loads in: its athlete may choose others once it is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hiphinge.numerals import Units

PLACE = re.compile(r'(<html\b[^>]* data-units=")(?:kg|lb)(?=")')
"""Where the page's template says them."""


def with_units(html_text: str, units: Units) -> str:
    """Return a report page that shows loads in these units.

    Parameters
    ----------
    html_text : str
        The whole page, as it was written; one of a version that had no units stays as it is.
    units : {"kg", "lb"}
    """
    return PLACE.sub(rf"\g<1>{units}", html_text, count=1)

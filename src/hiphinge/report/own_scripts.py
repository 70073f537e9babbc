"""The scripts in a report page: which they are, and whether all of them are this version's own."""

from __future__ import annotations

import re

from hiphinge.report.html import own_scripts

SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL | re.I)
DATA = re.compile(r"type=[\"']?application/json", re.I)
"""A block of data is no script: it needs no leave to run."""


def scripts_of(html: str) -> list[str]:
    """Return the code of each script in a page.

    Who gives these leave to run, and no others, gives it to none that this overlooks.
    """
    return [
        found["code"] for found in SCRIPT.finditer(html) if not DATA.search(found["attributes"])
    ]


def runs_only_ours(html: str) -> bool:
    """Tell whether a page has no script but those that this version writes into its pages."""
    return {code for code in scripts_of(html) if code.strip()} <= set(own_scripts())

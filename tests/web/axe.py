"""Ask axe-core what is wrong with a page for people who do not see, hear or point as others do.

axe runs from outside the page (Playwright's `evaluate`), which the page's own policy does not
bar, so a page is checked under the very policy that it is served with.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).parents[1] / "vendor" / "axe.min.js"
RULES = [
    "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice",
]  # fmt: skip
RUN = """([type, values]) => axe.run(document, {
  runOnly: { type, values }, resultTypes: ["violations"],
})"""


@cache
def source() -> str:
    if not SCRIPT.is_file():
        pytest.fail("axe-core is not here: run `python -m building tests` once.")
    return SCRIPT.read_text(encoding="utf-8")


def violations(page: Any) -> list[str]:
    """Return a sentence for each element that breaks WCAG 2 (A, AA) or good practice.

    `page` is a Playwright page that shows what is to be checked. Nothing that moves is waited
    for: open the page with `reduced_motion="reduce"`, or colours in between are judged.
    """
    return _told_by("tag", RULES, page)


def contrast(page: Any) -> list[str]:
    """Return the same of colours alone, for a page that was looked at in another scheme."""
    return _told_by("rule", ["color-contrast"], page)


def _told_by(kind: str, names: list[str], page: Any) -> list[str]:
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(source())
    found = page.evaluate(RUN, [kind, names])
    return [
        f"{one['id']} ({one['impact']}): {one['help']}: {node['html']}\n  {told(node)}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


def told(node: Any) -> str:
    """Return what axe says about one element, on one line."""
    return " ".join(str(node["failureSummary"]).split())

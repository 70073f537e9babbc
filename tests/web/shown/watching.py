"""Wait for what a page will show."""

from __future__ import annotations

from typing import Any

import pytest

PATIENCE_MS = 180_000


def until(page: Any, truth: str) -> None:
    """Wait for a truth without `eval`, which the policies bar; the page may change meanwhile."""
    from playwright.sync_api import Error  # noqa: PLC0415 (it need not be installed)

    said = ""
    for _ in range(PATIENCE_MS // 50):
        try:
            if page.evaluate(truth):
                return
        except Error as error:  # the page is just being left, or is not whole yet
            said = f" ({error})"
        page.wait_for_timeout(50)
    pytest.fail(f"never came true: {truth}{said}")


def near(media: str, time_s: float, by_s: float = 0.15) -> str:
    """Return the truth that a film, or what is told of it, is at a moment."""
    return f"Math.abs({media} - {time_s}) < {by_s}"

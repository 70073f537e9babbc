"""Wait for what a page will show."""

from __future__ import annotations

from typing import Any

import pytest

PATIENCE_MS = 30_000


def until(page: Any, truth: str) -> None:
    """Wait for a truth without `eval`, which the pages' policies bar."""
    for _ in range(PATIENCE_MS // 50):
        if page.evaluate(truth):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never came true: {truth}")


def near(media: str, time_s: float, by_s: float = 0.15) -> str:
    """Return the truth that a film, or what is told of it, is at a moment."""
    return f"Math.abs({media} - {time_s}) < {by_s}"

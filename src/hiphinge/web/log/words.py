"""Effort and pain in words, and when to stop: what the log says at once, without the network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from hiphinge.training.rules import limit
from hiphinge.training.screen import stop_rules

if TYPE_CHECKING:
    from collections.abc import Mapping

EFFORT: Final = (
    "hardly any effort",
    "very light",
    "light",
    "light to moderate",
    "moderate: five or more were left",
    "four more were left",
    "three more were left",
    "two more were left",
    "one more was left",
    "nothing was left",
)
"""What each effort from 1 to 10 means: from 6 on, 10 less the repetitions that were left."""
PAIN: Final = (
    "none",
    "barely there",
    "a little",
    "clearly there",
    "hard to ignore",
    "strong",
    "stronger",
    "very strong",
    "severe",
    "almost the worst",
    "the worst there is",
)
"""What each number from 0 to 10 means to most people who are asked."""


def words() -> Mapping[str, Any]:
    """Return the words and the thresholds that belong to them."""
    stops = {one.key: one for one in stop_rules()}
    stop, rising = limit("pain.stop"), limit("pain.rising")
    return {
        "effort": EFFORT,
        "pain": PAIN,
        "pain_stop": int(stop.value),
        "pain_rising": int(rising.value),
        "stop": {
            "rule": stops["pain"].said.text,
            "today": [one.said.text for one in stops.values() if one.today],
            "source": "Our judgement",
        },
    }

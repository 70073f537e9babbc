"""Numbers, loads and times as a person reads them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from hiphinge.web import words

NB = "\N{NO-BREAK SPACE}"
NOW = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kilograms", "units", "said"),
    [
        (62.5, "kg", "62.5 kg"), (100.0, "kg", "100 kg"), (0.0, "kg", "0 kg"),
        (1.25, "kg", "1.25 kg"), (102.0582833, "lb", "225 lb"), (100.0, "lb", "220.5 lb"),
        (None, "kg", "not said"),
    ],
)  # fmt: skip
def test_loads(kilograms: float | None, units: str, said: str) -> None:
    assert words.load(kilograms, units).replace(NB, " ") == said


@pytest.mark.parametrize(
    ("value", "sd", "unit", "said"),
    [
        (41.26, 3.2, "deg", "41° ±3°"), (-7.2, 3.0, "deg", "−7° ±3°"),
        (1.84, 0.12, "s", "1.8 s ±0.1 s"),
        (None, 1.0, "deg", "unknown"), (float("nan"), 1.0, "deg", "unknown"),
        (5.0, None, "deg", "5°"),
    ],
)  # fmt: skip
def test_measures(value: float | None, sd: float | None, unit: str, said: str) -> None:
    assert words.num(value, sd, unit).replace(NB, " ") == said


@pytest.mark.parametrize(
    ("stamp", "said"),
    [
        ("2026-11-27T11:59:30.000Z", "just now"),
        ("2026-11-27T11:59:00.000Z", "1 minute ago"),
        ("2026-11-27T11:01:00.000Z", "59 minutes ago"),
        ("2026-11-27T10:00:00.000Z", "2 hours ago"),
        ("2026-11-25T12:00:00.000Z", "2 days ago"),
        ("2026-10-01T12:00:00.000Z", "Thu 1 Oct 2026"),
        ("2026-11-27T12:05:00.000Z", "just now"),
        (None, "never"),
    ],
)
def test_ages(stamp: str | None, said: str) -> None:
    assert words.ago(stamp, NOW).replace(NB, " ") == said


def test_days_and_sizes() -> None:
    assert words.day("2026-11-27") == "Fri 27 Nov 2026"
    assert words.day("no day") == "no day"
    assert words.day(None) == "not said"
    assert words.size(43_400_000) == f"43{NB}MB"
    assert words.size(230_000) == f"0.2{NB}MB"
    assert words.size(83_898_000_000) == f"83.9{NB}GB"
    assert words.clock(65.2) == "1:05"
    assert words.plural(1, "set") == f"1{NB}set"
    assert words.plural(2, "body", "bodies") == f"2{NB}bodies"

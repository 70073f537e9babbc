"""Scales and the chart: every value lies where it should, in the order in which it should."""

from __future__ import annotations

import pytest

from hiphinge.store.change import change
from hiphinge.store.trends import Lifted, Point
from hiphinge.web.scale import Scale, around, day_ticks, days_between
from hiphinge.web.trend_chart import Course, charts


def point(day: str, value: float, sd: float = 3.0, load_kg: float | None = 60.0) -> Point:
    return Point(day, value, sd, 1.0, "deg", 5, f"set-{day}", load_kg)


def test_a_scale_writes_round_values_within_its_edges() -> None:
    scale = Scale(51.0, 72.0, 200.0, 0.0)
    ticks = scale.ticks("°")
    assert [tick.label for tick in ticks] == ["55°", "60°", "65°", "70°"]
    assert [tick.at for tick in ticks] == [scale(value) for value in (55, 60, 65, 70)]
    assert scale(51.0) == 200.0
    assert scale(72.0) == 0.0


def test_negative_and_small_values_are_written_with_their_sign_and_places() -> None:
    assert [tick.label for tick in Scale(-3.0, 3.0, 0.0, 1.0).ticks()] == [
        "\N{MINUS SIGN}2", "0", "2",
    ]  # fmt: skip
    assert [tick.label for tick in Scale(0.0, 0.031, 0.0, 1.0).ticks()] == [
        "0.00", "0.01", "0.02", "0.03",
    ]  # fmt: skip


@pytest.mark.parametrize("values", [[5.0], [0.0], [-2.0, -2.0], [1e-6, 2e-6], [1.0, 900.0]])
def test_all_values_lie_inside(values: list[float]) -> None:
    scale = around(values, 100.0, 0.0)
    assert all(0.0 < scale(value) < 100.0 for value in values)
    assert 1 <= len(scale.ticks()) <= 6


def test_days_are_written_where_there_is_room() -> None:
    days = ["2026-10-01", "2026-10-02", "2026-10-20", "2026-10-31"]
    scale = days_between(days, 0.0, 300.0)
    assert [tick.label for tick in day_ticks(days, scale, 60.0)] == ["1 Oct", "20 Oct", "31 Oct"]
    years = ["2025-12-30", "2026-01-02"]
    assert [tick.label for tick in day_ticks(years, days_between(years, 0, 300), 60.0)] == [
        "30 Dec 25", "2 Jan 26",
    ]  # fmt: skip
    alone = days_between(["2026-10-01"], 0.0, 300.0)
    assert [tick.at for tick in day_ticks(["2026-10-01"], alone, 60.0)] == [150.0]


def test_marks_lie_by_day_and_value_with_their_bars() -> None:
    points = [point("2026-10-01", 60), point("2026-10-01", 58), point("2026-10-05", 66, 6.0)]
    lifted = [Lifted("2026-10-01", 60.0, 5, 7.0, "a"), Lifted("2026-12-01", 90.0, 5, 7.0, "b")]
    for chart in charts(Course("trunk_deg", points, change(points), lifted, "kg")):
        first, beside, last = chart.measure.marks
        assert first.x < beside.x < last.x
        assert beside.x - first.x < 10 < last.x - beside.x
        assert last.y < first.y < beside.y, "larger lies higher"
        assert last.low - last.high == pytest.approx(2 * (first.low - first.high), abs=0.3)
        assert all(chart.left < mark.x < chart.right for mark in chart.measure.marks)
        assert all(mark.high < mark.y < mark.low for mark in chart.measure.marks)
        assert "60° ±3°" in first.said
        early, late = chart.measure.spans
        assert late.y < early.y
        assert early.x2 < late.x1
        assert chart.load is not None
        assert [mark.said[-5:-3] for mark in chart.load.marks] == ["60"], "only within these days"
        assert chart.load.top > chart.measure.bottom


def test_a_share_is_drawn_in_percent_and_a_load_in_pounds() -> None:
    points = [Point("2026-10-01", 0.74, 0.02, 0.01, "frac", 5, "a", None)]
    lifted = [Lifted("2026-10-01", 102.058, 5, None, "a")]
    chart = charts(Course("hip_share_frac", points, None, lifted, "lb"))[0]
    assert all(tick.label.endswith("%") for tick in chart.measure.ticks)
    assert "74" in [tick.label.rstrip(" %") for tick in chart.measure.ticks]
    assert chart.load is not None
    assert "225\N{NO-BREAK SPACE}lb" in chart.load.marks[0].said
    assert chart.measure.spans == []

"""Places read back from a written page are where the drawn body was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import synthetic
import synthetic_report
from synthetic import ANKLE, LOST, THIGH, TRUNK

from hiphinge.errors import UsageError
from hiphinge.report.html import render
from hiphinge.report.page_places import page_data, places_at

if TYPE_CHECKING:
    from typing import Any


@pytest.fixture(scope="module")
def data() -> dict[str, Any]:
    return page_data("".join(render(synthetic_report.make_page("video"))))


def test_a_frames_own_moment_is_its_own_place(data: dict[str, Any]) -> None:
    at_s = synthetic.frame_times()[[40, 70]]
    truth = synthetic.landmarks(synthetic.angles(at_s))
    places = places_at(data, at_s.tolist())
    for part in ("hip", "shoulder", "knee"):
        where = truth[:, synthetic.sided(synthetic.Side.RIGHT, part)]
        assert np.array(places[part]) == pytest.approx(where, abs=0.11)  # kept to a tenth [px]


def test_between_frames_it_is_between_their_places(data: dict[str, Any]) -> None:
    before_s, after_s = synthetic.frame_times()[[45, 46]]
    places = places_at(data, [before_s, before_s + 0.25 * (after_s - before_s), after_s])["hip"]
    one, between, other = (np.array(place) for place in places)
    assert between == pytest.approx(0.75 * one + 0.25 * other, abs=0.1)


def test_lengths_stay_what_they_are(data: dict[str, Any]) -> None:
    places = places_at(data, [2.3, 8.35])
    hip, knee, shoulder = (np.array(places[part]) for part in ("hip", "knee", "shoulder"))
    assert np.hypot(*(hip - knee).T) == pytest.approx(THIGH, abs=1.0)
    assert np.hypot(*(shoulder - hip).T) == pytest.approx(TRUNK, abs=1.0)


def test_what_was_not_measured_has_no_place(data: dict[str, Any]) -> None:
    assert places_at(data, [(LOST[0] + LOST[1]) / 2, None])["hip"] == [None, None]
    assert places_at(data, [0.0])["ankle"] == [pytest.approx(ANKLE, abs=0.11)]


@pytest.mark.parametrize(
    "text",
    ["", "<html></html>", '<script type="application/json" id="page-data">{</script>',
     '<script type="application/json" id="page-data">[]</script>'],
)  # fmt: skip
def test_what_is_no_page_is_said(text: str) -> None:
    with pytest.raises(UsageError, match="judge the clip anew"):
        page_data(text)

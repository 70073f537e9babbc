"""What is told to differ: beyond what set-up, body and repetitions do, and seldom by chance."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest

from hiphinge.report.compare import build
from hiphinge.report.compare.difference import (
    LARGE_SETUPS,
    SETUP_SD,
    TOLD_SDS,
    OfSet,
    apart,
    setup_sd,
    told_sds,
)
from hiphinge.report.compare.own import own_sd
from hiphinge.report.model import Report
from hiphinge.report.signed import MEDIAN_SD

GOLDEN = Path(__file__).parents[1] / "golden" / "report.json"


@pytest.fixture(scope="module")
def hinges() -> Report:
    raw = json.loads(GOLDEN.read_text(encoding="utf-8"))
    return Report.model_validate({"version": "0", **raw})


def of_set(value: float, own: float, shared: float, unit: str, reps: int = 5) -> OfSet:
    return OfSet(value, math.hypot(own, shared), own, unit, reps)


@pytest.mark.parametrize("unit", ["deg", "frac"])
@pytest.mark.parametrize("among", [1, 7])
def test_a_difference_is_told_from_its_95_percent_on(unit: str, among: int) -> None:
    setup = SETUP_SD[unit]
    sd = setup * math.sqrt(1 + 1 + 1 + 9)
    for part, sure in ((0.99, False), (1.01, True)):
        one = of_set(0.0, setup, 0.5 * setup, unit)
        other = of_set(part * told_sds(among) * sd, setup, 3 * setup, unit)
        found = apart(one, other, among)
        assert found.sd == pytest.approx(sd), "a set-up counts, or the clip's own doubt"
        assert found.sure is sure
        assert apart(other, one, among).value == -found.value
    assert told_sds(1) == pytest.approx(TOLD_SDS)


def test_few_repetitions_tell_a_large_difference_only() -> None:
    sets = [(of_set(0, 0, 0, "frac", reps), of_set(0.084, 0, 0, "frac", 5)) for reps in (5, 4)]
    assert [apart(*pair, 1).sure for pair in sets] == [True, False]
    assert apart(*sets[1], 1).least == pytest.approx(LARGE_SETUPS * SETUP_SD["frac"])


def test_between_two_people_what_is_constant_in_a_body_counts_as_well() -> None:
    one = of_set(20, 1, 3, "deg")
    assert apart(one, one, 7).sd == pytest.approx(math.sqrt(2 * (1 + SETUP_SD["deg"] ** 2)))
    two = apart(one, one, 7, one_lifter=False)
    assert two.sd == pytest.approx(math.sqrt(2 * (1 + 9 + SETUP_SD["deg"] ** 2)))


@pytest.mark.parametrize("count", [2, 4])
def test_a_page_without_a_difference_seldom_tells_one(hinges: Report, count: int) -> None:
    """Sets of one hinge: each shifted by its own set-up, each repetition by its own noise."""
    rng = np.random.default_rng(count)
    pages, wrong = 300, 0
    for _ in range(pages):
        found = build.compare([shifted(hinges, rng) for _ in range(count)])
        wrong += any(one.verdict == "differs" for pair in found.pairs for one in pair.differences)
    assert wrong / pages < 0.05 + 2 * math.sqrt(0.05 * 0.95 / pages)


def shifted(report: Report, rng: np.random.Generator) -> Report:
    """Return a report whose signature is as another set-up and other repetitions give it."""
    told = report.set
    medians, spreads = dict(told.signature), dict(told.signature_spread)
    for name, one in told.signature.items():
        value, reps = one.value or 0.0, sum(name in rep.signature for rep in report.reps)
        # Half as uneven again as the noise of one measurement.
        each = 1.5 * own_sd(name, value, 0.0, 1) / MEDIAN_SD
        values = value + rng.normal(0, setup_sd(one.unit, value)) + rng.normal(0, each, reps)
        spread, median = float(np.std(values, ddof=1)), float(np.median(values))
        # A clip that has no doubt of its own: then all hangs on set-up and repetitions.
        own = own_sd(name, median, spread, reps)
        medians[name] = one.model_copy(update={"value": median, "sd": own})
        spreads[name] = one.model_copy(update={"value": spread})
    changed = told.model_copy(update={"signature": medians, "signature_spread": spreads})
    return report.model_copy(update={"set": changed})

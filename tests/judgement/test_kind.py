"""Kinds: the balance model's own postures, and what doubt makes of them."""

from __future__ import annotations

import math

import pytest
from bodies import film
from courses import BOW, FLOOR, HINGE, SQUAT, STIFF, TALL, Posture, Tempo, lifts, pulls
from hypothesis import given
from hypothesis import strategies as st

from hiphinge.judgement.judge import Judgement, judge
from hiphinge.judgement.kind import judge_kind
from hiphinge.judgement.standard import load
from hiphinge.motion.measure import measure
from hiphinge.quantities import Quantity
from hiphinge.reps.count import count

LIMITS = load().kinds
MODEL = {
    # science B.3, "posture knee/trunk": the kind that its shin and thigh make it
    (5, 60): (Posture(60.0, -12.5, -7.5), "stiff_legged"),
    (15, 45): (Posture(45.0, -15.5, -0.5), "hinge"),
    (15, 60): (Posture(60.0, -18.2, -3.2), "hinge"),
    (15, 75): (Posture(75.0, -19.9, -4.9), "hinge"),
    (20, 60): (Posture(60.0, -21.1, -1.1), "hinge"),
    (30, 70): (Posture(70.0, -28.2, 1.8), "hinge"),
    (60, 60): (Posture(60.0, -45.2, 14.8), "squat"),
    (90, 45): (Posture(45.0, -62.0, 28.0), "squat"),
    (100, 35): (Posture(35.0, -66.0, 34.0), "squat"),
}
PAUSED = Tempo(1.3, 0.3, 1.0, 0.8)


def judged(bottom: Posture, network: str = "BlazePose heavy", number: int = 2) -> Judgement:
    """Judge a set; the landmarks are exact, so the network's bias is added that will go off."""
    biased = {"BlazePose heavy": (-3.0, 3.0, 0.0), "unknown": (0.0, 0.0, 0.0)}[network]

    def seen(posture: Posture) -> Posture:
        return Posture(*(lean + bias for lean, bias in zip(posture, biased, strict=True)))

    course, _ = lifts([seen(bottom)] * number, PAUSED, tops=[seen(TALL)] * number)
    motion = measure(film(course, network=network))
    return judge(motion, count(motion))


@pytest.mark.parametrize(("posture", "kind"), MODEL.values(), ids=[str(key) for key in MODEL])
def test_the_balance_models_postures_are_what_they_are(posture: Posture, kind: str) -> None:
    found = {one.verdict.kind for one in judged(posture).reps}
    assert found == {kind}


@pytest.mark.parametrize("network", ["BlazePose heavy", "unknown"])
@pytest.mark.parametrize(
    ("posture", "kind"), [(HINGE, "hinge"), (SQUAT, "squat"), (STIFF, "stiff_legged"), (BOW, "bow")]
)
def test_clear_cases_are_told_whatever_found_the_landmarks(
    posture: Posture, kind: str, network: str
) -> None:
    judgement = judged(posture, network)
    assert [one.verdict.kind for one in judgement.reps] == [kind] * 2
    for one in judgement.reps:
        assert one.verdict.probability is not None
        assert 0.5 <= one.verdict.probability <= 1
        assert "trunk" in one.verdict.reason
        assert "±" in one.verdict.reason


def test_no_squat_passes_for_a_hinge_and_no_hinge_for_a_squat() -> None:
    for (knee, _), (posture, _) in MODEL.items():
        kinds = {one.verdict.kind for one in judged(posture).reps}
        assert ("squat" in kinds) == (knee >= 60)


def test_a_pull_from_the_floor_is_no_squat_though_its_knee_bends() -> None:
    motion = measure(film(pulls(3)[0]))
    judgement = judge(motion, count(motion))
    assert judgement.exercise == "deadlift"
    assert [one.verdict.kind for one in judgement.reps] == ["hinge"] * 3
    assert "above the knees" in judgement.reps[0].verdict.reason
    assert "from the floor" in judgement.verdict
    assert not {finding.rule for finding in judgement.findings} & {"soft_knee", "shin", "hips_tall"}


def test_a_start_below_the_knees_is_a_squat_even_from_the_floor() -> None:
    low = {"trunk_deg": 45.0, "thigh_deg": -105.0, "shin_deg": 35.0}
    found = {name: Quantity(value, 3.0) for name, value in low.items()}
    assert judge_kind(found, LIMITS, from_floor=True).kind == "squat"
    high = {**found, "thigh_deg": Quantity(FLOOR.thigh, 3.0)}
    assert judge_kind(high, LIMITS, from_floor=True).kind == "hinge"


def _quantities(posture: Posture, sd: float) -> dict[str, Quantity]:
    shin, thigh = math.radians(posture.shin), math.radians(posture.thigh)
    return {
        "trunk_deg": Quantity(posture.trunk, sd),
        "thigh_deg": Quantity(posture.thigh, sd),
        "shin_deg": Quantity(posture.shin, sd),
        "knee_deg": Quantity(posture.knee, sd * math.sqrt(2)),
        "hips_back_frac": Quantity(-(math.sin(shin) + math.sin(thigh)) / 2, sd / 100),
        "knee_share_frac": Quantity(posture.knee / posture.closing, sd / posture.closing),
    }


@pytest.mark.parametrize(
    ("share", "sd", "kind"),
    [
        (0.17, 0.05, "hinge"),  # coached bends
        (0.30, 0.05, "hinge"),
        (0.50, 0.05, "bow"),
        (0.60, 0.15, "bow"),
        (math.nan, 0.0, "hinge"),  # not told apart
    ],
)
def test_a_fold_that_the_spine_makes_is_a_bow(share: float, sd: float, kind: str) -> None:
    measures = _quantities(HINGE, 2.0)
    if not math.isnan(share):
        measures["spine_share_frac"] = Quantity(share, sd)
    verdict = judge_kind(measures, LIMITS, from_floor=False)
    assert verdict.kind == kind
    assert ("of the fold from the spine" in verdict.reason) == (kind == "bow")


def test_a_share_at_the_limit_is_as_unsure_as_it_gets() -> None:
    measures = {name: _quantities(HINGE, 0.5)[name] for name in _quantities(HINGE, 0.5)}
    limit = LIMITS.bow_spine_share
    sure = []
    for share in (limit - 0.15, limit - 0.05, limit + 0.05, limit + 0.15):
        measures["spine_share_frac"] = Quantity(share, 0.06)
        verdict = judge_kind(measures, LIMITS, from_floor=False)
        assert verdict.kind == ("hinge" if share < limit else "bow")
        assert verdict.probability is not None
        sure.append(verdict.probability)
    # 0.05 / 0.06 is 80 %, 0.15 / 0.06 is 99 %; drawn, so good to a hundredth or two.
    assert sure == pytest.approx([0.994, 0.798, 0.798, 0.994], abs=0.02)


def test_the_spines_share_makes_no_bow_of_a_squat_a_pull_or_a_small_lean() -> None:
    share = {"spine_share_frac": Quantity(0.6, 0.05)}
    squat = {**_quantities(SQUAT, 2.0), **share}
    assert judge_kind(squat, LIMITS, from_floor=False).kind == "squat"
    pull = {**_quantities(FLOOR, 2.0), **share}
    assert judge_kind(pull, LIMITS, from_floor=True).kind == "hinge"
    small = {**_quantities(Posture(26.0, -18.0, -2.0), 0.5), **share}
    assert judge_kind(small, LIMITS, from_floor=False).kind != "bow"


@given(st.floats(0.5, 10.0))
def test_a_surer_measurement_is_surer_of_its_kind(sd: float) -> None:
    for posture in (HINGE, SQUAT, STIFF, BOW):
        surely = judge_kind(_quantities(posture, sd), LIMITS, from_floor=False)
        less = judge_kind(_quantities(posture, 2 * sd), LIMITS, from_floor=False)
        if less.kind != surely.kind:
            continue  # so unsure that another kind, or none, is named
        assert surely.probability is not None
        assert less.probability is not None
        # 4000 draws are good to a hundredth; the same draws are used for both.
        assert surely.probability >= less.probability - 0.01


@given(st.floats(1.0, 6.0))
def test_the_farther_from_a_limit_the_surer(sd: float) -> None:
    last = 0.0
    for knee in (12.0, 18.0, 24.0):
        posture = Posture(60.0, -knee - 2.0, -2.0)
        verdict = judge_kind(_quantities(posture, sd), LIMITS, from_floor=False)
        if verdict.kind != "hinge":
            continue
        assert verdict.probability is not None
        assert verdict.probability >= last - 0.01
        last = verdict.probability
    assert last > 0


def test_what_cannot_be_told_is_not_named() -> None:
    wide = judge_kind(_quantities(Posture(60.0, -30.0, 8.0), 20.0), LIMITS, from_floor=False)
    assert wide.kind == "unjudged"
    assert wide.probability is None
    assert "a hinge" in wide.reason
    assert "a squat" in wide.reason
    assert "cannot tell them apart" in wide.reason
    unseen = judge_kind({"trunk_deg": Quantity(60.0, 3.0)}, LIMITS, from_floor=False)
    assert unseen.kind == "unjudged"
    assert "not seen" in unseen.reason
    upright = judge_kind(_quantities(Posture(10.0, -20.0, 10.0), 3.0), LIMITS, from_floor=False)
    assert upright.kind == "unjudged"
    assert "hardly bent" in upright.reason


def test_the_same_set_is_judged_the_same_twice() -> None:
    assert judged(HINGE) == judged(HINGE)

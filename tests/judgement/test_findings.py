"""What is told: at most two fixes, one for each root, never blame and praise at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from bodies import film
from courses import BOW, HINGE, SQUAT, STIFF, Posture, Tempo, lifts
from hypothesis import given
from hypothesis import strategies as st
from test_kind import judged

from hiphinge.judgement.doubt import Zone, below, certainty, inside
from hiphinge.judgement.finding import MOST_FIXES, MOST_PRAISE, find
from hiphinge.judgement.judge import judge
from hiphinge.judgement.rule import check
from hiphinge.judgement.standard import load
from hiphinge.motion.measure import measure
from hiphinge.quantities import Quantity
from hiphinge.reps.count import count

if TYPE_CHECKING:
    from hiphinge.judgement.finding import Finding
    from hiphinge.judgement.judge import Judgement

STANDARD = load()
RULES = {rule.name: rule for rule in STANDARD.rules}
SHALLOW = Posture(33.0, -12.0, -1.0)
LOCKED_AND_BACK = Posture(88.0, -24.0, -24.0)
FAULTS = {
    "squat": SQUAT,
    "stiff": STIFF,
    "bow": BOW,
    "shallow": SHALLOW,
    "too deep": Posture(98.0, -22.0, -4.0),
    "falling back": LOCKED_AND_BACK,
}


def _fixes(judgement: Judgement) -> list[Finding]:
    return [one for one in judgement.findings if one.role == "fix"]


def _theme(finding: Finding) -> str:
    side = finding.zone_name.removeprefix("clearly ")
    advice = getattr(RULES[finding.rule], side)
    return str(advice.theme)


def test_probabilities_are_the_normal_ones() -> None:
    one = Quantity(10.0, 2.0)
    assert below(one, 10.0) == 0.5
    assert below(one, 12.0) == pytest.approx(0.8413, abs=1e-4)
    assert inside(one, Zone(8.0, 12.0)) == pytest.approx(0.6827, abs=1e-4)
    assert inside(one, Zone()) == 1.0
    assert below(Quantity(10.0, 0.0), 10.5) == 1.0


@given(st.floats(-50, 50), st.floats(0.1, 20))
def test_being_out_grows_with_distance_and_certainty_shrinks_with_doubt(
    value: float, sd: float
) -> None:
    rule = RULES["soft_knee"]

    def at(knee: float, doubt: float) -> float:
        answer = check(
            rule, 1, 0.0, {"knee_deg": Quantity(knee, doubt), "trunk_deg": Quantity(60.0, 2.0)}
        )
        assert answer is not None
        assert 0 <= answer.good <= 1
        assert answer.good + answer.low + answer.high == pytest.approx(1)
        assert answer.low_off <= answer.low
        assert answer.high_off <= answer.high
        return answer.high

    assert at(value + 5, sd) >= at(value, sd)
    if value > rule.good.high:
        assert at(value, sd) >= at(value, 2 * sd), "a surer value beyond the edge is surer out"
    else:
        assert at(value, sd) <= at(value, 2 * sd)


def test_a_rule_is_silent_where_it_has_nothing_to_say() -> None:
    upright = {"hips_back_frac": Quantity(0.02, 0.02), "trunk_deg": Quantity(35.0, 3.0)}
    assert check(RULES["hips_back"], 1, 0.0, upright) is None
    assert check(RULES["soft_knee"], 1, 0.0, upright) is None
    assert check(RULES["chest_down"], 1, 0.0, upright) is not None


@pytest.mark.parametrize(
    ("fault", "rules"),
    [
        ("squat", {"soft_knee", "shin", "hips_tall", "knee_share"}),
        ("stiff", {"soft_knee"}),
        ("bow", {"hips_back"}),
        ("too deep", {"chest_down"}),
        ("falling back", {"shin", "soft_knee", "hips_back"}),
    ],
)
def test_each_fault_is_found_for_what_it_is(fault: str, rules: set[str]) -> None:
    first = _fixes(judged(FAULTS[fault]))[0]
    assert first.rule in rules
    assert first.cue
    assert first.why
    assert first.rep in first.reps
    assert first.time_s is not None
    assert first.probability is not None
    assert first.probability > 0.5
    assert not inside(Quantity(first.quantity.value, 0.0), first.zone), "the number is outside"


def test_a_good_hinge_is_praised_and_not_blamed() -> None:
    judgement = judged(HINGE, number=4)
    assert _fixes(judgement) == []
    kept = [one.rule for one in judgement.findings if one.role == "keep"]
    assert "hips_back" in kept
    assert "Nothing to fix" in judgement.detail


@pytest.mark.parametrize("network", ["BlazePose heavy", "unknown"])
@pytest.mark.parametrize("posture", [HINGE, *FAULTS.values()])
def test_few_things_are_told_and_none_twice(posture: Posture, network: str) -> None:
    judgement = judged(posture, network, number=3)
    fixes = _fixes(judgement)
    assert len(fixes) <= MOST_FIXES
    assert len({_theme(one) for one in fixes}) == len(fixes), "one for each root"
    of_reps = [one for one in judgement.findings if one.rep is not None]
    praised = {one.rule for one in of_reps if one.role == "keep"}
    blamed = {one.rule for one in of_reps if one.role in {"fix", "watch"}}
    assert len(praised) <= MOST_PRAISE
    assert not praised & blamed
    told = [one.rule for one in of_reps if one.role in {"keep", "cannot_tell"}]
    assert len(told) == len(set(told))
    roles = [one.role for one in of_reps]
    assert roles == sorted(roles, key=["fix", "keep", "watch", "cannot_tell"].index), "fixes first"


@pytest.mark.parametrize("network", ["BlazePose heavy", "unknown"])
@pytest.mark.parametrize("posture", [HINGE, *FAULTS.values(), Posture(60.0, -29.0, 4.0)])
def test_strictness_only_adds(posture: Posture, network: str) -> None:
    course, _ = lifts([posture] * 3, Tempo(1.3, 0.3, 1.0, 0.8))
    motion = measure(film(course, network=network))
    reps = count(motion)
    blamed = []
    for strictness in ("lenient", "normal", "strict"):
        findings = judge(motion, reps, strictness=strictness).findings
        of_reps = [one for one in findings if one.rep is not None]
        blamed.append({_theme(one) for one in of_reps if one.role in {"fix", "watch"}})
    assert blamed[0] <= blamed[1] <= blamed[2]


def test_a_fault_of_one_rep_names_that_rep() -> None:
    course, truths = lifts([HINGE, HINGE, SQUAT, HINGE], Tempo(1.3, 0.3, 1.0, 0.8))
    motion = measure(film(course))
    judgement = judge(motion, count(motion))
    first = _fixes(judgement)[0]
    assert first.reps == (3,)
    assert first.time_s == pytest.approx(truths[2].bottom_s, abs=0.15)
    assert "(rep 3)" in judgement.verdict


def _told(*reps: dict[str, float]) -> tuple[Finding, ...]:
    """Findings of reps with these measures, each surely known, all of them hinges."""
    checks = [
        answer
        for number, measures in enumerate(reps, start=1)
        for rule in STANDARD.rules
        if "hinge" in rule.applies
        and (
            answer := check(
                rule, number, 0.0, {name: Quantity(one, 0.01) for name, one in measures.items()}
            )
        )
    ]
    return find(checks, STANDARD.dials["normal"], dict.fromkeys(range(1, len(reps) + 1), "hinge"))


def test_of_many_faults_two_are_told_and_the_others_watched() -> None:
    bad = {"trunk_deg": 100.0, "knee_deg": 2.0, "shin_deg": -25.0, "hips_back_frac": 0.02}
    findings = _told({**bad, "hips_lead_s": -0.5})
    # Bow 10, stiff 9, falling back 7, too deep 6, knees first 4: by importance, all as sure.
    assert [(one.rule, one.role) for one in findings] == [
        ("hips_back", "fix"),
        ("soft_knee", "fix"),
        ("shin", "watch"),
        ("chest_down", "watch"),
        ("hips_lead", "watch"),
    ]


def test_a_rule_that_one_rep_breaks_is_not_praised_for_the_others() -> None:
    good = {"trunk_deg": 60.0, "knee_deg": 20.0}
    findings = _told(good, good, {**good, "knee_deg": 60.0}, good)
    assert [(one.rule, one.role, one.reps) for one in findings] == [
        ("soft_knee", "fix", (3,)),
        ("chest_down", "keep", (1, 2, 3, 4)),
    ]


def test_what_a_squat_shares_with_a_hinge_is_not_praised() -> None:
    kept = [one for one in judged(SQUAT).findings if one.role == "keep" and one.rep is not None]
    assert kept == []


def test_words_of_certainty() -> None:
    edges = {0.97: 0, 0.95: 0, 0.85: 1, 0.8: 1, 0.7: 2, 0.6: 2, 0.5: 3, 0.0: 3}
    words = ("almost certain", "likely", "more likely than not", "cannot tell")
    for probability, index in edges.items():
        assert certainty(probability) == words[index]

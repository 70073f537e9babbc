"""The standard itself: complete, sourced, in order, and free of words that frighten."""

from __future__ import annotations

import math
import re
import tomllib
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from bodies import film
from courses import Posture, Tempo, lifts, pulls
from spines import parted

from hiphinge.judgement.judge import judge
from hiphinge.judgement.standard import FILE, Advice, Rule, load
from hiphinge.motion.measure import measure
from hiphinge.reps.count import count

if TYPE_CHECKING:
    from pathlib import Path

    from hiphinge.judgement.standard import SetRule

STANDARD = load()
PAUSED = Tempo(1.3, 0.3, 1.0, 1.0)
RULES = {rule.name: rule for rule in STANDARD.rules}
LABELS = re.compile(r"^[QDRA]( on [QDRA]( and [QDRA])?)?$")
"""Q read at its source, D derived, R our judgement, A the article's words."""
SCARES = re.compile(r"\b(un)?safe(ly|ty)?\b|\bdanger(ous|ously)?\b|\brisky?\b", re.IGNORECASE)


def _advices() -> list[tuple[str, Advice]]:
    return [
        (f"{rule.name}.{side}", advice)
        for rule in STANDARD.rules
        for side, advice in (("low", rule.low), ("high", rule.high))
        if advice is not None
    ]


def test_the_rules_of_the_article_are_all_there() -> None:
    assert {
        "hips_back", "hips_tall", "chest_down", "soft_knee", "shin", "hips_lead",
        "start_hips", "rise_together", "rounding",
    } <= RULES.keys()  # fmt: skip
    assert set(STANDARD.set_rules) == {
        "drift_knee", "drift_trunk", "drift_spine", "consistency", "tempo",
    }  # fmt: skip
    assert len(RULES) == len(STANDARD.rules), "no name is used twice"


@pytest.mark.parametrize("rule", STANDARD.rules, ids=lambda rule: rule.name)
def test_a_rule_is_complete(rule: Rule) -> None:
    assert len(rule.source) > 10
    assert LABELS.match(rule.label), rule.label
    assert rule.praise.endswith(".")
    assert rule.title
    assert set(rule.applies) <= {"hinge", "floor"}
    assert rule.applies
    assert 1 <= rule.weight <= 10
    assert 1 <= rule.statement <= 12
    assert rule.low or rule.high, "a rule that can never speak is none"
    # The far edges enclose the wanted zone, so that a value passes it on its way out.
    assert rule.off.low <= rule.good.low < rule.good.high <= rule.off.high
    # Who can be told has an edge to be told by, and who has an edge of meaning has words.
    assert (rule.low is None) or math.isfinite(rule.good.low)
    assert (rule.high is None) or math.isfinite(rule.good.high)
    if rule.low:
        assert rule.off.low < rule.good.low
    if rule.high:
        assert rule.off.high > rule.good.high


@pytest.mark.parametrize(("name", "advice"), _advices())
def test_advice_has_a_cue_and_a_reason(name: str, advice: Advice) -> None:
    for words in (advice.cue, advice.why):
        assert words.endswith("."), name
        assert len(words) > 20, name
    assert advice.title
    assert not advice.title.endswith(".")
    assert advice.theme


@pytest.mark.parametrize("rule", STANDARD.set_rules.values(), ids=lambda rule: rule.name)
def test_a_rule_of_the_set_is_complete(rule: SetRule) -> None:
    for field in ("measure", "unit", "title", "cue", "why", "source", "label"):
        assert getattr(rule, field), field
    assert LABELS.match(rule.label)
    assert rule.limit > 0


def test_nothing_is_called_safe_or_dangerous() -> None:
    # The evidence tells movements apart, not harm; and fear of bending does harm (science J.5).
    words = FILE.read_text(encoding="utf-8")
    assert SCARES.findall(words) == []


def test_every_measure_that_is_named_exists() -> None:
    measured: set[str] = set()
    # Hinges whose knee bends enough to be timed, enough of them to be compared, and pulls; of the
    # hinges, hip and spine are told apart.
    hinges, truths = lifts([Posture(60.0, -25.0, 0.0)] * 4, PAUSED)
    for motion in (
        parted(measure(film(hinges)), truths, [10.0] * 4),
        measure(film(pulls(2)[0])),
    ):
        for one in judge(motion, count(motion)).reps:
            measured |= one.measures.keys()
    named = {rule.measure for rule in STANDARD.rules}
    named |= {rule.measure for rule in STANDARD.set_rules.values()}
    assert named <= measured


def test_one_theme_speaks_to_one_root() -> None:
    by_theme: dict[str, set[str]] = {}
    for name, advice in _advices():
        by_theme.setdefault(advice.theme, set()).add(name)
    # Squatting shows in four numbers at once, which are one fault.
    assert by_theme["sinking"] == {
        "hips_tall.low",
        "soft_knee.high",
        "shin.high",
        "knee_share.high",
    }


def test_the_dial_goes_from_lenient_to_strict() -> None:
    dials = [STANDARD.dials[name] for name in ("lenient", "normal", "strict")]
    for kinder, harder in pairwise(dials):
        assert kinder.off > harder.off
        assert kinder.out > harder.out
    assert dials[-1].out > 0.5, "even strictly, what is likelier good than not is not blamed"


def test_zones_are_the_sciences() -> None:
    knee = RULES["soft_knee"]
    assert (knee.good.low, knee.good.high) == (12, 30)
    assert (knee.off.low, knee.off.high) == (8, 45)
    assert (RULES["hips_tall"].good.low, RULES["hips_tall"].off.low) == (0.93, 0.88)
    assert (RULES["hips_back"].good.low, RULES["hips_back"].off.low) == (0.12, 0.08)
    # Coached lifting changes the low back by 17 to 25 degrees, stooping by 36.
    rounding = RULES["rounding"]
    assert rounding.good.high == 20
    assert 25 < rounding.off.high < 36
    assert (rounding.good.low, rounding.off.low) == (-20, -30)
    assert set(rounding.applies) == {"hinge", "floor"}
    # Coached bends 0.16 to 0.18 of the fold, uncoached toe-touching 0.37.
    assert 0.37 < STANDARD.kinds.bow_spine_share <= 0.5


def test_an_unknown_key_is_an_error(tmp_path: Path) -> None:
    words = FILE.read_text(encoding="utf-8")
    misspelt = tmp_path / "standard.toml"
    misspelt.write_text(words.replace('label = "R on A"', 'lable = "R on A"'), encoding="utf-8")
    with pytest.raises(TypeError):
        load(misspelt)
    incomplete = tmp_path / "incomplete.toml"
    incomplete.write_text(words.split("[[rule]]")[0], encoding="utf-8")
    with pytest.raises(KeyError):
        load(incomplete)
    assert tomllib.loads(words)["strictness"].keys() == {"lenient", "normal", "strict"}

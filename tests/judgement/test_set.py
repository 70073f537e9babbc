"""What a set shows together, and the names of exercises."""

from __future__ import annotations

import pytest
from bodies import film, part
from courses import HINGE, SQUAT, Posture, Tempo, lifts, pulls
from spines import about, rounded

from hiphinge.errors import UsageError
from hiphinge.judgement.exercise import is_slow, pulled_from_floor
from hiphinge.judgement.judge import Judgement, judge
from hiphinge.judgement.set_rules import SHOWN, WITHIN_BACK_SD_DEG, summarize
from hiphinge.motion.measure import measure
from hiphinge.moves.move import move_named, moves
from hiphinge.quantities import Quantity
from hiphinge.reps.count import count
from hiphinge.reps.measure import measure_rep


def _judged(bottoms: list[Posture], tempo: Tempo = Tempo(1.3, 0.3, 1.0, 0.8)) -> Judgement:  # noqa: B008
    motion = measure(film(lifts(bottoms, tempo)[0], network="BlazePose heavy"))
    return judge(motion, count(motion))


def _roles(judgement: Judgement) -> dict[str, str]:
    return {one.rule: one.role for one in judgement.findings if one.rep is None}


def test_reps_that_are_alike_are_told_so() -> None:
    judgement = _judged([HINGE] * 5)
    assert _roles(judgement)["consistency"] == "keep"
    assert judgement.summary.spread["trunk_deg"].value < 0.5, "only smoothing tells them apart"
    assert abs(judgement.summary.drift["knee_deg"].value) < 0.1


def test_uneven_depths_are_told() -> None:
    depths = [60.0, 42.0, 64.0, 40.0, 62.0, 41.0]
    judgement = _judged([_leaning(lean) for lean in depths])
    assert _roles(judgement)["consistency"] == "watch"


def _leaning(lean: float) -> Posture:
    return Posture(lean, HINGE.thigh, HINGE.shin)


def test_a_knee_that_bends_ever_more_is_told_and_measured() -> None:
    bottoms = [Posture(60.0, -18.0 - 3 * step, -3.0 + step) for step in range(6)]
    judgement = _judged(bottoms)
    # 4 deg of knee a rep went in, 20 over the set: twice what the rule lets pass.
    drift = judgement.summary.drift["knee_deg"]
    assert drift.value == pytest.approx(4.0, abs=0.2)
    assert _roles(judgement)["drift_knee"] == "watch"


def test_a_back_that_rounds_ever_more_is_told_and_measured() -> None:
    judgement = rounded([4.0 + 5.0 * step for step in range(6)])
    # 25 degrees over the set, two and a half times what the rule lets pass.
    assert judgement.summary.drift["spine_deg"].value == pytest.approx(5.0, abs=0.2)
    told = about(judgement, "drift_spine")
    assert told is not None
    assert (told.role, told.unit) == ("watch", "deg/rep")
    assert told.title == "Your back rounds more as the set goes on"
    assert told.zone.high == pytest.approx(10.0 / 5)


@pytest.mark.parametrize(
    "most_deg",
    [
        [12.0] * 6,
        [29.0 - 5.0 * step for step in range(6)],  # less and less is no drift to speak of
        [10.0 + 1.5 * step for step in range(6)],  # 7.5 degrees over the set
        [5.0, 30.0],  # two reps are no trend
    ],
    ids=["even", "shrinking", "little", "two"],
)
def test_other_backs_do_not_drift(most_deg: list[float]) -> None:
    assert about(rounded(most_deg), "drift_spine") is None


def test_a_back_told_in_a_few_reps_alone_has_their_spread() -> None:
    nan = float("nan")
    summary = rounded([10.0, nan, 14.0, nan, 18.0]).summary
    assert summary.spread["spine_deg"].value == pytest.approx(4.0, abs=0.2)
    assert "spine_deg" not in rounded([10.0, nan, 14.0, nan]).summary.spread


def test_hip_and_spine_are_shown_and_less_sure_than_leans() -> None:
    assert {"hip_deg", "spine_deg"} <= set(SHOWN)
    reps = [{"trunk_deg": Quantity(60.0, 3.0), "spine_deg": Quantity(12.0, 3.0)}] * 4
    summary = summarize(reps)
    for name in ("spread", "drift"):
        doubts = getattr(summary, name)
        assert doubts["spine_deg"].sd > doubts["trunk_deg"].sd, name
    # The slope of four points, -1.5 to 1.5: their sum of squares is 5.
    assert summary.drift["spine_deg"].sd == pytest.approx(WITHIN_BACK_SD_DEG / 5**0.5)


def test_two_reps_show_neither_spread_nor_drift() -> None:
    summary = summarize([{"trunk_deg": Quantity(60.0, 3.0)}] * 2)
    assert summary.spread == {}
    assert summary.drift == {}
    assert summarize([]).spread == {}


def test_spread_and_slope_are_the_textbooks() -> None:
    reps = [{"trunk_deg": Quantity(value, 3.0)} for value in (58.0, 60.0, 62.0, 64.0)]
    summary = summarize(reps)
    assert summary.drift["trunk_deg"].value == pytest.approx(2.0)
    assert summary.spread["trunk_deg"].value == pytest.approx(2.5820, abs=1e-4)


def test_only_like_reps_are_compared() -> None:
    mixed = _judged([HINGE, HINGE, SQUAT, HINGE, HINGE])
    assert mixed.summary.spread["trunk_deg"].value < 0.5


@pytest.mark.parametrize(("down_s", "role"), [(2.0, "keep"), (0.55, "watch")])
def test_tempo_is_told_of_slow_lifts(down_s: float, role: str) -> None:
    judgement = _judged([HINGE] * 3, Tempo(down_s, 0.3, 1.2, 0.8))
    assert _roles(judgement).get("tempo") == role


def test_the_tempo_of_swings_is_nobodys_business() -> None:
    swings = lifts([HINGE] * 5, Tempo(0.5, 0.0, 0.5, 0.2))[0]
    motion = measure(film(swings))
    for given in (None, "kettlebell_swing"):
        rules = {one.rule for one in judge(motion, count(motion), given).findings}
        assert "tempo" not in rules


@pytest.mark.parametrize("given", ["RDL", " good-morning ", "Kettlebell Swing", "hinge"])
def test_names_are_understood_as_people_write_them(given: str) -> None:
    assert move_named(given).name in moves()


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match="choose one of box_jump, deadlift") as raised:
        move_named("bench press")
    assert raised.value.exit_code == 2


def test_a_pull_from_the_floor_needs_the_hands_down_there() -> None:
    motion = measure(film(pulls(2)[0]))
    reps = count(motion)
    measures = [measure_rep(motion, rep) for rep in reps]
    assert pulled_from_floor(reps, measures)
    # A clip of hinges that begins at the bottom has its hands at the knees.
    track = film(lifts([HINGE] * 3)[0])
    motion = measure(part(track, track.time_s >= 2.8))
    reps = count(motion)
    assert reps[0].from_bottom
    assert not pulled_from_floor(reps, [measure_rep(motion, rep) for rep in reps])
    assert judge(motion, reps).exercise == "hinge"
    assert not pulled_from_floor([], [])


def test_slow_is_known_from_the_reps() -> None:
    rep = {"eccentric_s": Quantity(0.5, 0.1), "concentric_s": Quantity(0.5, 0.1)}
    assert not is_slow([rep])
    assert is_slow([{**rep, "eccentric_s": Quantity(1.0, 0.1)}])
    assert not is_slow([])

"""Only loads that exist are planned; where the next one is missing, something else grows."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from films import form
from hypothesis import given
from hypothesis import strategies as st
from lifters import FIRST, asked, day, decided, filmed, work
from profiles import GOALS, LEVELS

from hiphinge.errors import UsageError
from hiphinge.numerals import kg_of, lb_of
from hiphinge.training.exercises import exercises
from hiphinge.training.happening import Geared, Overruled, SetDone
from hiphinge.training.made_up import Person
from hiphinge.training.model import Own, Profile, Weights
from hiphinge.training.plan import next_session, start, week
from hiphinge.training.rack import rack
from hiphinge.training.raising import lowered, missing_next, raised
from hiphinge.training.rungs import opening
from hiphinge.training.step import step

if TYPE_CHECKING:
    from hiphinge.training.state import State

RDL, SWING = "kettlebell_rdl", "two_hand_swing"
BELL = Weights({"kettlebell": (16.0,)})
GYM = frozenset({"stick", "blocks", "bench", "sliders", "kettlebell", "dumbbells", "barbell"})
GREEN = form(reps=9, green=9)


def owner(weights: Weights = BELL, *more: str, **other: Any) -> Profile:
    given = {"goal": "muscle", "level": "intermediate", "days": 3, "body_mass_kg": 75.0, **other}
    gear = frozenset({"stick", "blocks", "bench", "sliders", "kettlebell", *more})
    return Profile(equipment=gear, weights=weights, **given)


def there(key: str, profile: Profile) -> tuple[float, ...] | None:
    return rack(exercises()[key], profile)


def trained(state: State, sessions: int, key: str, effort: float = 8.0) -> State:
    """Train the sessions as asked, filming what is to be filmed; `key` with this effort."""
    person = Person(state.profile, "all_well")
    for number in range(sessions):
        done = person.trained(next_session(state), FIRST + timedelta(days=2 * number), 1, {})
        sets = tuple(replace(s, rpe=effort) if s.exercise == key else s for s in done.sets)
        state = step(state, replace(done, sets=sets))
    return state


def test_pieces_pairs_bars_and_plates_make_these_loads_and_no_others() -> None:
    one = owner(
        Weights(
            {"kettlebell": (24.0, 16.0), "dumbbells": (10.0, 12.5)},
            {"barbell": 15.0},
            ((10.0, 1), (5.0, 2)),
        ),
        "dumbbells", "barbell",
    )  # fmt: skip
    assert there(RDL, one) == (16.0, 24.0)
    assert there("dumbbell_rdl", one) == (20.0, 25.0)
    # Bar alone, then each sum of two tens and up to four fives.
    assert there("barbell_rdl", one) == (15.0, 25.0, 35.0, 45.0, 55.0)
    # One hand takes either of a pair, or a bell; body weight alone does as well.
    assert there("single_leg_rdl", one) == (0.0, 10.0, 12.5, 16.0, 24.0)
    assert there("plank", one) is None


def test_of_what_nothing_is_said_every_usual_step_is_there() -> None:
    silent = owner(Weights(), "barbell")
    assert there(RDL, silent) is None
    assert there("barbell_rdl", silent) is None
    told = owner(BELL, "barbell")
    assert there("barbell_rdl", told) is None
    assert raised(40.0, 0.05, "barbell_rdl", told) == 42.5
    # A bar that is lighter, with the usual plates.
    light = owner(Weights(bars={"barbell": 10.0}), "barbell")
    assert (there("barbell_rdl", light) or ())[:3] == (10.0, 12.5, 15.0)


def test_pound_bells_stay_whole_pounds() -> None:
    bells = Weights({"kettlebell": (kg_of(18.0), kg_of(35.0), kg_of(53.0))})
    one = owner(bells, units="lb")
    assert [round(lb_of(load), 9) for load in there(RDL, one) or ()] == [18.0, 35.0, 53.0]
    plates = tuple((kg_of(each), 1) for each in (25.0, 10.0, 2.5))
    bar = owner(Weights(bars={"barbell": kg_of(35.0)}, plates=plates), "barbell", units="lb")
    loads = [round(lb_of(load), 9) for load in there("barbell_rdl", bar) or ()]
    assert loads == [35.0, 40.0, 55.0, 60.0, 85.0, 90.0, 105.0, 110.0]


def test_up_and_down_go_from_one_that_is_there_to_the_next() -> None:
    one = owner(Weights({"kettlebell": (8.0, 12.0, 20.0)}))
    assert raised(12.0, 0.05, RDL, one) == 20.0
    assert raised(20.0, 0.05, RDL, one) is None
    assert lowered(20.0, 0.1, RDL, one) == 12.0
    assert lowered(8.0, 0.2, RDL, one) is None
    # Small plates: the most that a rise may be, not the least that can be put on.
    fine = owner(Weights(plates=((10.0, None), (1.25, 1), (0.5, 1))), "barbell")
    assert raised(60.0, 0.05, "barbell_rdl", fine) == 62.5


weights = st.builds(
    Weights,
    st.fixed_dictionaries(
        {
            "kettlebell": st.lists(st.sampled_from([8.0, 12.0, 16.0, 24.0, 32.0]), min_size=1).map(
                lambda some: tuple(sorted(set(some)))
            ),
            "dumbbells": st.just((5.0, 12.5)),
        }
    ),
    st.sampled_from([{}, {"barbell": 15.0}]),
    st.sampled_from([(), ((20.0, 1), (5.0, 2)), ((10.0, None),)]),
)


@given(goal=st.sampled_from(GOALS), told=weights, level=st.sampled_from(LEVELS))
def test_whatever_is_planned_in_eight_weeks_can_be_loaded(
    goal: str, told: Weights, level: str
) -> None:
    profile = Profile(goal, level, 2, GYM, body_mass_kg=70.0, weights=told,
                      loads_kg={"barbell_rdl": 50.0, RDL: 20.0})  # type: ignore[arg-type]  # fmt: skip
    state, person = start(profile), Person(profile, "some_reps_fail")
    for number in range(16):
        plan = next_session(state)
        for one in plan.prescriptions:
            loads = there(one.exercise, profile)
            assert one.load_kg is None or loads is None or one.load_kg in loads, one
        on = FIRST + timedelta(days=7 * (number // 2) + 3 * (number % 2))
        state = step(state, person.trained(plan, on, number // 2 + 1, {}))


def test_with_one_bell_there_is_nothing_to_find_and_repetitions_stand_for_load() -> None:
    state = start(owner(rung="rdl"))
    assert work(state, RDL).load_kg == 16.0
    top = replace(work(state, RDL), reps=15)
    state = replace(state, works={**state.works, RDL: top})
    state = step(state, day(0, *filmed(asked(state, RDL), form(reps=15, green=15))))
    text = decided(state, RDL)
    assert text.startswith("more: Romanian deadlift with a kettlebell")
    assert "You have nothing heavier than 16 kg for it" in text
    assert "repetitions stand for load, up to 23 a set" in text
    assert (work(state, RDL).reps, work(state, RDL).load_kg) == (16, 16.0)


def at_the_end(state: State, reps: int, **of_work: Any) -> State:
    """The state after a session in which the hinge was done with so many repetitions."""
    end = replace(work(state, RDL), reps=reps, **of_work)
    state = replace(state, works={**state.works, RDL: end})
    return step(state, day(0, *filmed(asked(state, RDL), form(reps=reps, green=reps))))


def test_then_it_is_lowered_slowly_and_then_a_harder_one_is_named() -> None:
    state = at_the_end(start(owner(rung="swing")), 23)
    assert "each lowered over 4 s" in decided(state, RDL)
    assert (work(state, RDL).reps, work(state, RDL).lower_s) == (8, 4)
    plans = [one for one in week(state) for one in one.prescriptions if one.exercise == RDL]
    assert [one.lower_s for one in plans] == [4]
    state = at_the_end(start(owner(rung="swing")), 23, lower_s=4)
    assert decided(state, RDL).startswith("hold")
    assert "Single-leg Romanian deadlift makes the same weight harder" in decided(state, RDL)


def test_a_next_bell_that_is_far_away_comes_after_that() -> None:
    two = owner(Weights({"kettlebell": (12.0, 20.0)}), loads_kg={RDL: 12.0}, rung="swing")
    state = at_the_end(start(two), 23)
    assert "The next load that you have is 20 kg, 67% more" in decided(state, RDL)
    assert work(state, RDL).lower_s == 4
    state = at_the_end(start(two), 23, lower_s=4)
    assert decided(state, RDL).startswith("up")
    assert (work(state, RDL).load_kg, work(state, RDL).lower_s) == (20.0, 0)


def test_no_load_rises_by_more_than_half_and_by_more_than_eight_kilograms() -> None:
    two = owner(Weights({"kettlebell": (8.0, 24.0)}), loads_kg={RDL: 8.0}, rung="swing")
    state = at_the_end(start(two), 23, lower_s=4)
    assert "200% more: too far for one step, so a set more comes first" in decided(state, RDL)
    full = replace(start(two), profile=replace(two, own={RDL: Own(sets=3)}))
    state = at_the_end(full, 23, lower_s=4)
    said = decided(state, RDL)
    assert "Single-leg Romanian deadlift makes the same weight harder" in said
    assert "get one between, of 16 kg at most. 24 kg is asked for only if you choose it" in said
    assert work(state, RDL).load_kg == 8.0
    # Practice never goes that far either, and says what there is to do about it.
    swings = replace(work(state, SWING), load_kg=8.0, sets=8, reps=12)
    state = replace(full, works={**full.works, SWING: swings})
    said = decided(step(state, day(0, *filmed(asked_easily(state), GREEN))), SWING)
    assert "24 kg is asked for only if you choose it yourself. Or get one between, of 16 kg" in said
    assert work(step(state, Overruled(FIRST, "load", RDL, "24")), RDL).load_kg == 24.0


def test_a_first_weight_is_a_fifth_of_the_body_at_most_and_none_far_over_what_was_meant() -> None:
    one_leg = "single_leg_rdl"
    for bell, rises in ((12.0, True), (16.0, False)):
        mine = owner(Weights({"kettlebell": (bell,)}), loads_kg={one_leg: 0.0}, rung="swing")
        assert missing_next(0.0, one_leg, mine) != rises
    # 17 kg are nearer to 24 than to 8, and 24 are two fifths more than what was meant.
    two = owner(Weights({"kettlebell": (8.0, 24.0)}), loads_kg={RDL: 17.0}, rung="swing")
    assert work(start(two), RDL).load_kg == 8.0


def test_swings_grow_by_sets_that_the_week_has_room_for() -> None:
    state = start(owner(rung="swing"))
    for number in range(12):
        state = step(state, day(number, *filmed(asked_easily(state), GREEN)))
    # Twelve a set on two days: more than eight sets are more than 200 a week.
    assert work(state, SWING).sets == 8
    assert "nothing heavier than 16 kg" in decided(state, SWING)


def asked_easily(state: State) -> tuple[SetDone, ...]:
    plans = [one for plan in week(state) for one in plan.prescriptions]
    one = next(one for one in plans if one.exercise == SWING)
    return (SetDone(SWING, one.reps_high, one.load_kg, 5.0, 0),) * one.sets


def test_pain_takes_repetitions_where_no_load_is_lighter() -> None:
    state = start(owner(rung="rdl"))
    state = replace(state, works={**state.works, RDL: replace(work(state, RDL), reps=12)})
    sets = tuple(replace(one, pain=5) for one in asked(state, RDL))
    assert work(step(state, day(0, *sets)), RDL).reps == 8


def test_the_gate_to_the_swing_says_that_its_load_is_not_there_and_opens_otherwise() -> None:
    state = start(owner(rung="rdl"))
    gate = opening(state)
    assert gate is not None
    said = " ".join(one.text for one in gate.why)
    # 0.35 of 75 kg are 26.25 kg; ten of them are the work of seventeen with 16 kg.
    assert "26 kg would be wanted here" in said
    assert "the heaviest that you have for it is 16 kg: so 17 green" in said
    assert "you decide yourself" in said
    state = trained(state, 3, RDL)
    assert state.rung == "rdl"
    assert trained(state, 3, RDL).rung == "dead_stop_swing"
    heavy = opening(start(owner(Weights({"kettlebell": (16.0, 28.0)}), rung="rdl")))
    assert heavy is not None
    assert "26 kg or more" in heavy.why[0].text
    assert all("would be wanted" not in one.text for one in heavy.why)


def test_a_load_that_is_not_there_is_obeyed_all_the_same() -> None:
    state = step(start(owner(rung="rdl")), Overruled(FIRST, "load", RDL, "20"))
    assert work(state, RDL).load_kg == 20.0
    assert next_session(state).prescriptions[0].load_kg == 20.0


def test_a_carry_is_no_heavier_than_the_hinge_that_is_practised() -> None:
    one = Profile("return", "beginner", 3, frozenset({"stick", "kettlebell"}), body_mass_kg=70.0,
                  rung="rdl", loads_kg={RDL: 30.0, "suitcase_carry": 40.0})  # fmt: skip
    state = start(one)
    assert work(state, RDL).load_kg == 12.0
    carry = replace(work(state, "suitcase_carry"), reps=30, sets=3)
    state = replace(state, works={**state.works, "suitcase_carry": carry})
    sets = (SetDone("suitcase_carry", 30, carry.load_kg, 4.0, 0),) * 3
    state = replace(state, day=2)
    assert "picked up with a hinge" in decided(step(state, day(0, *sets)), "suitcase_carry")


def geared(state: State, weights: Weights, *more: str) -> State:
    gear = tuple(sorted(state.profile.equipment | {*more}))
    return step(
        state, Geared(FIRST, gear, dict(weights.pieces), dict(weights.bars), weights.plates)
    )


def test_a_bell_that_was_bought_is_planned_with_and_one_that_is_gone_is_not() -> None:
    state = start(owner(Weights({"kettlebell": (16.0, 20.0)}), rung="swing", loads_kg={RDL: 20.0}))
    assert work(state, RDL).load_kg == 20.0
    less = geared(state, Weights({"kettlebell": (12.0, 16.0)}))
    assert work(less, RDL).load_kg == 16.0
    said = decided(less)
    assert "Romanian deadlift with a kettlebell: 16 kg instead of 20 kg." in said
    more = at_the_end(geared(state, Weights({"kettlebell": (20.0, 24.0)})), 15)
    assert "next time 16 repetitions" in decided(more, RDL)
    assert "The next load is a big step" in decided(more, RDL)
    # Nothing said any more: every usual step is there again.
    assert there(RDL, geared(less, Weights()).profile) is None


def test_equipment_that_comes_opens_nothing_by_itself_and_what_goes_takes_its_rung() -> None:
    state = start(owner(rung="rdl"))
    more = geared(state, BELL, "barbell")
    assert more.rung == "rdl"
    after = opening(more)
    assert after is not None
    assert after.rung.key == "bar_rdl"
    # Without a bell no swing; one leg still makes a Romanian deadlift out of body weight.
    none = step(start(owner(rung="swing")), Geared(FIRST, ("stick",), {}, {}))
    assert none.rung == "rdl"
    assert "cannot be done with it" in decided(none)
    with pytest.raises(UsageError, match="No equipment"):
        step(state, Geared(FIRST, ("anvil",), {}, {}))

"""Who needs the coach first: each reason with its link, and the order of them all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations

import pytest

from hiphinge.report.compare.difference import told_sds
from hiphinge.store.overview import LastFilm
from hiphinge.store.refused import Refused
from hiphinge.training.rules import limit
from hiphinge.web.need.kinds import kinds, limits
from hiphinge.web.need.order import in_order, needs_of, told
from hiphinge.web.need.signs import Drift, Look, Signs

TODAY = date(2026, 11, 27)
WORSE = Drift("rdl", "Romanian deadlift", "knee_deg", "knees", 20.0, 2.0, 4.0)
WELL = Signs("ada", "2026-11-26", 0, "d", (LastFilm("s", "done", 5, False),))


def days_ago(count: int) -> str:
    return (TODAY - timedelta(days=count)).isoformat()


def first(signs: Signs, among: int = 1) -> tuple[str, str, str]:
    """Return key, words and link of the first need."""
    one = needs_of(signs, TODAY, among)[0]
    return one.key, one.text, one.url


SIGNS = {
    "stopped": replace(WELL, look=Look(stopped=True)),
    "pain": replace(WELL, pain=3),
    "back": replace(WELL, look=Look(back="wall tap", held="wall tap")),
    "held": replace(WELL, look=Look(held="wall tap")),
    "failed": replace(WELL, films=(LastFilm("bad", "failed", 0, False),)),
    "asks": replace(WELL, films=(LastFilm("what", "done", 0, True),)),
    "worse": replace(WELL, look=Look(drifts=(WORSE,), measures=1)),
    "unseen": replace(WELL, last_day=days_ago(11)),
}


def test_who_is_well_needs_nobody() -> None:
    assert needs_of(WELL, TODAY, 1) == ()
    assert needs_of(Signs("new"), TODAY, 1) == ()
    assert needs_of(replace(WELL, pain=2, look=Look(after=2)), TODAY, 1) == ()
    assert needs_of(replace(WELL, films=(LastFilm("s", "queued", 0, False),)), TODAY, 1) == ()


@pytest.mark.parametrize(
    ("key", "words", "url"),
    [
        ("stopped", "Training is stopped", "/programme/ada"),
        ("pain", "Pain 3 of 10 in the last session", "/days/d"),
        ("back", "Stepped back by form: wall tap", "/programme/ada"),
        ("held", "Gate held by form: wall tap", "/programme/ada"),
        ("failed", "A film could not be judged", "/sets/bad"),
        ("asks", "A film asks which exercise it was", "/sets/what"),
        (
            "worse",
            "Romanian deadlift changed, now out of the zone: knees",
            "/trends/ada?exercise=rdl&measure=knee_deg#course",
        ),
        ("unseen", "Not seen for 11 days", "/athletes/ada#sessions"),
    ],
)
def test_each_reason_is_said_in_few_words_and_leads_to_the_very_thing(
    key: str, words: str, url: str
) -> None:
    assert len(needs_of(SIGNS[key], TODAY, 1)) == 1
    assert first(SIGNS[key]) == (key, words, url)


def test_pain_on_the_day_after_counts_and_so_does_that_it_rose() -> None:
    one = replace(WELL, look=Look(after=4))
    assert first(one) == ("pain", "Pain 4 of 10 on the day after", "/programme/ada")
    rose = replace(WELL, look=Look(after=1, rose=True))
    assert first(rose)[1] == "Pain 1 of 10 on the day after, more than before"


def test_a_film_without_a_judged_repetition_is_one_that_could_not_be_judged() -> None:
    none = replace(WELL, films=(LastFilm("a", "done", 5, False), LastFilm("b", "done", 0, False)))
    assert first(none) == ("failed", "Nothing in a film could be judged", "/sets/b")


def test_a_film_that_was_refused_is_a_reason_also_before_the_first_session() -> None:
    one = replace(WELL, refused=(Refused("squat.mov", days_ago(0)),))
    assert first(one) == ("failed", "A film was refused", "/#under-way")
    assert first(replace(one, last_day=None))[1] == "A film was refused"
    two = replace(one, refused=one.refused * 2)
    assert first(two)[1] == "2 films were refused"
    old = replace(one, refused=(Refused("squat.mov", days_ago(int(limits()["gone"].value) + 1)),))
    assert needs_of(old, TODAY, 1) == ()


def test_a_film_that_was_done_again_well_is_no_reason() -> None:
    bad, none = LastFilm("bad", "failed", 0, False, "rdl"), LastFilm("n", "done", 0, False, "rdl")
    good = LastFilm("good", "done", 5, False, "rdl")
    for film in (bad, none, replace(bad, exercise="")):
        assert needs_of(replace(WELL, films=(film, good)), TODAY, 1) == ()
        assert first(replace(WELL, films=(good, film)))[0] == "failed"
    other = replace(good, exercise="squat")
    assert first(replace(WELL, films=(bad, other)))[2] == "/sets/bad"
    assert first(replace(WELL, films=(bad, replace(good, state="running"))))[0] == "failed"


def test_a_change_must_be_surer_the_more_measures_are_looked_at() -> None:
    just = replace(WORSE, size=told_sds(50) * WORSE.sd + 0.01)
    assert told(just, 50)
    assert not told(just, 60)
    assert not told(replace(WORSE, least=21.0), 1), "few repetitions tell a large change only"
    assert needs_of(replace(WELL, look=Look(drifts=(just,))), TODAY, 60) == ()


def test_all_that_changed_in_an_exercise_is_told_at_once_and_leads_to_the_surest() -> None:
    shins = replace(WORSE, measure="shin_deg", name="shins", size=30.0)
    other = replace(WORSE, exercise="squat", title="Squat")
    found = needs_of(replace(WELL, look=Look(drifts=(WORSE, other, shins))), TODAY, 1)
    assert [(one.text, one.url) for one in found] == [
        ("Romanian deadlift changed, now out of the zone: shins, knees",
         "/trends/ada?exercise=rdl&measure=shin_deg#course"),
        ("Squat changed, now out of the zone: knees",
         "/trends/ada?exercise=squat&measure=knee_deg#course"),
    ]  # fmt: skip


def test_the_order_is_that_of_the_kinds_whatever_came_first() -> None:
    keys = [one.key for one in kinds()]
    assert set(keys) == set(SIGNS)
    needs = {key: needs_of(one, TODAY, 1) for key, one in SIGNS.items()} | {"well": ()}
    days = {key: one.last_day for key, one in SIGNS.items()} | {"well": "2026-11-27"}
    for three in permutations(days, 3):
        found = in_order(needs, {key: days[key] for key in three})
        assert found == sorted(three, key=[*keys, "well"].index)


def test_within_a_kind_who_has_more_of_it_comes_first_then_the_latest_day() -> None:
    ones = {
        "mild": replace(WELL, pain=3),
        "worst": replace(WELL, pain=8, last_day=days_ago(5)),
        "late": replace(SIGNS["held"], last_day=days_ago(1)),
        "early": replace(SIGNS["held"], last_day=days_ago(4)),
        "well": WELL,
        "older": replace(WELL, last_day=days_ago(3)),
        "new": Signs("new"),
    }
    for start in (list(ones), list(reversed(ones))):
        found = in_order(
            {key: needs_of(ones[key], TODAY, 1) for key in start},
            {key: ones[key].last_day for key in start},
        )
        assert found == ["worst", "mild", "late", "early", "well", "older", "new"]


def test_all_reasons_of_one_athlete_are_told_the_most_urgent_first() -> None:
    many = replace(
        WELL, pain=5, last_day=days_ago(20), films=SIGNS["failed"].films,
        look=Look(held="wall tap", drifts=(WORSE,)),
    )  # fmt: skip
    assert [one.key for one in needs_of(many, TODAY, 1)] == [
        "pain", "held", "failed", "worse", "unseen",
    ]  # fmt: skip


def test_who_left_is_not_waited_for() -> None:
    gone = int(limits()["gone"].value)
    assert needs_of(replace(SIGNS["pain"], last_day=days_ago(gone)), TODAY, 1)
    assert needs_of(replace(SIGNS["pain"], last_day=days_ago(gone + 1)), TODAY, 1) == ()


def test_every_limit_has_its_unit_its_source_and_is_our_judgement() -> None:
    for one in limits().values():
        assert one.unit
        assert one.label == "R"
        assert one.source.startswith("Our judgement")
    assert limits()["pain"] == limit("gate.normal.pain")

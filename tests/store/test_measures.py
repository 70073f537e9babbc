"""What is kept of a report: the same numbers as it tells, their doubt in two parts, a summary."""

from __future__ import annotations

import json
import math
from statistics import stdev
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from hiphinge.errors import UsageError
from hiphinge.store import analyses, athletes, days, sets
from hiphinge.store.measures import CADENCE, KEPT, measures_of
from hiphinge.store.missing import NotFound
from hiphinge.store.summary import kept_form, summary_of
from hiphinge.store.tables import SetMeasure, Video
from hiphinge.training.form import form_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from hiphinge.report.model import Report
    from hiphinge.store.database import Database
    from hiphinge.store.tables import Analysis

SHA = "ab" * 32


def film(session: Session, sha: str = SHA) -> Analysis:
    """Make a set with a film."""
    session.add(Video(sha256=sha, name="a.mp4", suffix=".mp4", size=3, created_at="2026"))
    day = days.create(session, athletes.create(session, name="Ada"), "2026-11-27")
    return analyses.create(session, sets.create(session, day), sha)


def test_what_is_kept_is_what_the_report_tells(report: Report) -> None:
    kept = {one.name: one for one in measures_of(report)}
    assert set(report.set.signature) <= set(kept)
    for name, told in report.set.signature.items():
        assert kept[name].value == pytest.approx(told.value, abs=2e-6)
        assert kept[name].sd == pytest.approx(told.sd, abs=2e-6)
        assert kept[name].unit == told.unit
    assert [one.name for one in measures_of(report)] == [name for name in KEPT if name in kept]
    assert kept["eccentric_s"].reps == 3


def test_more_repetitions_never_hide_what_is_constant_in_a_clip(report: Report) -> None:
    many = report.model_copy(update={"reps": report.reps * 50})
    few = {one.name: one for one in measures_of(report)}
    for one in measures_of(many):
        shared = sorted(
            rep.signature[one.name].sd for rep in report.reps if one.name in rep.signature
        )
        if shared:
            assert one.sd >= shared[len(shared) // 2] - 1e-6
        assert one.own_sd < few[one.name].own_sd
        assert one.own_sd <= one.sd + 1e-6


def test_the_own_part_is_never_less_than_the_noise_of_one_measurement(report: Report) -> None:
    alike = report.model_copy(update={"reps": [report.reps[0]] * 4})
    one = next(one for one in measures_of(alike) if one.name == "trunk_deg")
    assert one.own_sd == pytest.approx(math.sqrt(math.pi / 2) * 2.0 / 2)
    values = [rep.signature["knee_deg"].value for rep in report.reps]
    knee = next(one for one in measures_of(report) if one.name == "knee_deg")
    assert knee.own_sd == pytest.approx(
        math.sqrt(math.pi / 2) * stdev(values) / math.sqrt(3), abs=1e-5
    )


def test_a_set_without_a_judged_repetition_keeps_nothing(report: Report) -> None:
    none = [rep.model_copy(update={"kind": "unjudged"}) for rep in report.reps]
    blind = report.model_copy(update={"reps": none})
    assert measures_of(blind) == []
    summary = summary_of(blind)
    assert (summary["kind"], summary["kind_probability"], summary["judged"]) == ("", None, 0)
    assert measures_of(report.model_copy(update={"reps": []})) == []


def test_cadence_is_kept_as_it_is_told(report: Report) -> None:
    told = report.reps[0].eccentric_s.model_copy(
        update={"value": 41.0, "sd": 1.5, "unit": "per min"}
    )
    swing = report.model_copy(update={"set": report.set.model_copy(update={"cadence": told})})
    one = measures_of(swing)[-1]
    assert (one.name, one.value, one.sd, one.unit) == (CADENCE, 41.0, 1.5, "per min")
    counted = [rep.model_copy(update={"kind": "unjudged"}) for rep in report.reps]
    assert measures_of(swing.model_copy(update={"reps": counted})) == []


def test_the_summary_is_what_lists_show_and_survives_json(report: Report) -> None:
    summary = summary_of(report)
    assert json.loads(json.dumps(summary)) == summary
    assert summary["counts"] == {"hinge": 3}
    assert summary["kind"] == "hinge"
    assert summary["fix"] is not None
    assert summary["fix"]["title"] == "Less knee, more hip"
    assert "Hips back" in summary["keeps"]
    assert summary["best_rep"] == 3
    assert kept_form(json.loads(json.dumps(summary))) == form_of(report)
    assert kept_form(None) is None


def test_keeping_twice_leaves_the_same_as_once(db: Database, report: Report) -> None:
    with db.write() as session:
        analysis = film(session)
        for _ in range(2):
            analyses.keep(session, analysis, report)
        fewer = report.model_copy(update={"reps": report.reps[:2]})
        analyses.keep(session, analysis, fewer)
        analyses.keep(session, analysis, report)
    with db.read() as session:
        kept = session.scalars(select(SetMeasure)).all()
        assert {one.name for one in kept} == {one.name for one in measures_of(report)}
        found = analyses.get(session, analysis.uid)
        assert found.verdict == report.set.verdict
        assert found.summary == summary_of(report)
        assert found.exercise_seen == report.exercise == "hinge"
        assert found.lift_set.training_day.athlete.name == "Ada"


def test_a_move_is_kept_as_seen_only_where_it_is_sure(db: Database, report: Report) -> None:
    with db.write() as session:
        analysis = film(session)
        seen = {"exercise": "rdl", "exercise_title": "Romanian deadlift"}
        for source, kept in (("seen", "rdl"), ("unsure", None), ("given", "rdl")):
            analyses.keep(
                session, analysis, report.model_copy(update={**seen, "exercise_source": source})
            )
            assert analysis.exercise_seen == kept


def test_a_set_has_one_film(db: Database) -> None:
    with db.write() as session:
        analysis = film(session)
        session.add(Video(sha256="cd" * 32, name="b", suffix=".mp4", size=1, created_at="2026"))
        session.flush()
        assert analyses.create(session, analysis.lift_set, SHA) is analysis
        with pytest.raises(UsageError, match="a film already"):
            analyses.create(session, analysis.lift_set, "cd" * 32)
        assert session.scalar(select(func.count()).select_from(Video)) == 2


def test_work_is_listed_until_it_is_over_and_a_while_after(db: Database) -> None:
    with db.write() as session:
        made = [film(session, f"{n:064x}") for n in range(4)]
        made[1].state, made[1].finished_at = "done", "2026-11-27T10:00:00.000Z"
        made[2].state, made[2].finished_at = "failed", "2026-11-27T12:00:00.000Z"
        made[3].priority = 0
        session.flush()
        found = analyses.at_work(session, "2026-11-27T11:00:00.000Z")
        assert [one.id for one in found] == [made[3].id, made[0].id, made[2].id]
        sets.delete(session, made[0].lift_set.uid)
        assert made[0] not in analyses.at_work(session, "2026")
        with pytest.raises(NotFound):
            analyses.get(session, made[0].uid)

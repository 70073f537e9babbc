"""Tables for a spreadsheet: one row a set, numbers with units and doubt, no formulas of others."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from hiphinge.store import athletes, csvs, days, sets
from hiphinge.store.csvs import log_csv, sets_csv, text_cell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hiphinge.report.model import Report
    from hiphinge.store.database import Database


def read(pieces: Iterator[str]) -> list[dict[str, str]]:
    text = "".join(pieces)
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:])))


def test_the_log_has_one_row_a_set_oldest_first(db: Database) -> None:
    with db.write() as session:
        ada, bob = (athletes.create(session, name=name) for name in ("Ada", "Bob"))
        late, early = (days.create(session, ada, f"2024-11-{n}", title="T") for n in (20, 10))
        sets.create(session, late, load_kg=62.5, reps=5, rpe=7.5, pain=0, exercise="rdl")
        lift = sets.create(session, early, note='two "words",\nlines; ü')
        sets.set_tags(session, lift, ["b", "a"])
        sets.delete(session, sets.create(session, early).uid)
        sets.create(session, days.create(session, bob, "2024-11-15"))
    with db.read() as session:
        rows = read(log_csv(session))
        assert [row["day"] for row in rows] == ["2024-11-10", "2024-11-15", "2024-11-20"]
        assert rows[0]["note"] == 'two "words",\nlines; ü'
        assert rows[0]["tags"] == "a, b"
        assert rows[0]["load_kg"] == rows[0]["pain"] == ""
        last = rows[2]
        assert (last["load_kg"], last["reps"], last["rpe"], last["pain"]) == (
            "62.5",
            "5",
            "7.5",
            "0",
        )
        assert (last["exercise"], last["athlete"], last["session"]) == ("rdl", "Ada", "T")
        assert len(read(log_csv(session, athletes.get(session, bob.uid)))) == 1


def test_films_add_what_they_show_with_its_doubt(
    room: Database, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csvs, "BATCH", 2)
    with room.read() as session:
        rows = read(sets_csv(session))
    assert len(rows) == 5
    film, logged = rows[0], rows[3]
    assert (film["kind"], film["reps_hinge"], film["reps_squat"]) == ("hinge", "3", "0")
    told = report.set.signature["shin_deg"]
    assert float(film["shin_deg"]) == pytest.approx(told.value, abs=0.005)
    assert float(film["shin_deg_sd"]) == pytest.approx(told.sd, abs=0.005)
    assert film["shin_deg"].startswith("-"), "a number stays a number"
    places = {name: len(film[name].partition(".")[2]) for name in film if film[name]}
    assert (places["shin_deg"], places["shin_deg_sd"], places["hips_back_frac"]) == (2, 2, 3)
    assert (places["eccentric_s"], places["eccentric_s_sd"]) == (2, 2)
    assert places["hip_speed_deg_per_s"] == places["hip_speed_deg_per_s_sd"] == 1
    assert film["first_fix"] == "Less knee, more hip"
    assert logged["load_kg"] == "60.5"
    assert logged["kind"] == logged["knee_deg"] == ""


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+49 123", "-2", "@SUM(A1)", "\t=1", " =1", "＝1", '=HYPERLINK("http://x","y")'],
)
def test_nobodys_text_becomes_a_formula(db: Database, text: str) -> None:
    assert text_cell(text).startswith("'")
    with db.write() as session:
        day = days.create(session, athletes.create(session, name=text), "2024-11-27", title=text)
        lift = sets.create(session, day, note=text)
        sets.set_tags(session, lift, [text])
        (row,) = read(log_csv(session))
    assert all(row[name].startswith("'") for name in ("athlete", "session", "note", "tags"))


def test_plain_text_stays_as_it_is() -> None:
    for text in ("", "Ada", "5 = five", "1-2", "a@b"):
        assert text_cell(text) == text

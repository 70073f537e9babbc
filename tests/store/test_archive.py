"""What goes out comes back the same, into an empty folder or among other things, once or often."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rooms import names
from sqlalchemy import func, select

from hiphinge.errors import UsageError
from hiphinge.store import athletes, days, notes, programmes, sets
from hiphinge.store.archive import words
from hiphinge.store.archive.incoming import import_archive
from hiphinge.store.archive.outgoing import archive_chunks, export_archive
from hiphinge.store.archive.reading import RENAMED
from hiphinge.store.archive.rows import REFERENCES, TABLES, MeasureRow
from hiphinge.store.database import open_database
from hiphinge.store.folder import open_folder
from hiphinge.store.missing import NotFound
from hiphinge.store.tables import Analysis, Base, CoachNote, Device, LiftSet, SetMeasure

if TYPE_CHECKING:
    from pathlib import Path

    from hiphinge.store.database import Database

SHARED = hashlib.sha256(b"shared film").hexdigest()


def held(path: Path) -> dict[str, bytes]:
    """Return what is in an archive that is data: not when it was made, not what is made anew."""
    with zipfile.ZipFile(path) as archive:
        return {
            name: archive.read(name)
            for name in archive.namelist()
            if name.startswith(("rows/", "videos/", "seen/"))
        }


def rows(path: Path, table: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in held(path)[f"rows/{table}.jsonl"].splitlines()]


def counts(db: Database) -> dict[str, int]:
    with db.read() as session:
        return {
            table.name: session.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
        }


def test_out_and_in_and_out_again_is_the_same(
    room: Database, other: Database, tmp_path: Path
) -> None:
    first, second = tmp_path / "first.zip", tmp_path / "second.zip"
    export_archive(room, first)
    taken = import_archive(other, first)
    assert taken.counts["lift_set"].added == 5
    assert (taken.films, taken.seen) == (2, 2)
    export_archive(other, second)
    assert held(second) == held(first)
    assert names(other, "uploads") == set()
    mine, theirs = counts(room), counts(other)
    for table in ("athlete", "lift_set", "tag", "coach_note", "analysis", "set_measure", "video"):
        assert theirs[table] == mine[table] > 0
    assert theirs["upload"] == theirs["device"] == 0


HERE_ONLY = {
    "analysis": {
        "id", "state", "priority", "stage", "progress", "attempts", "wanted", "judged", "cancel",
        "worker", "heartbeat_at", "error", "result", "started_at",
    },
}  # fmt: skip
"""The work on a film is this machine's alone."""


def test_every_column_goes_along_or_is_known_to_stay() -> None:
    for name, model in TABLES.items():
        references = {column for column, _ in REFERENCES[name].values()}
        gone = {RENAMED.get(one, one) for one in model.model_fields} | references
        stays = HERE_ONLY.get(name, {"id", "deleted_at"})
        assert set(Base.metadata.tables[name].columns.keys()) - gone <= stays, name
    inside = {"tag", "set_measure"}
    assert set(Base.metadata.tables) - set(TABLES) - inside == {"upload", "device", "gone"}
    assert set(MeasureRow.model_fields) | {"analysis_id"} == set(
        SetMeasure.__table__.columns.keys()
    )


def test_taken_in_twice_is_once(room: Database, other: Database, tmp_path: Path) -> None:
    out = tmp_path / "a.zip"
    export_archive(room, out)
    import_archive(other, out)
    before = counts(other)
    for overwrite in (False, True):
        again = import_archive(other, out, overwrite=overwrite)
        assert counts(other) == before
        assert {(one.added, one.differing) for one in again.counts.values()} == {(0, 0)}
        assert (again.films, again.seen) == (0, 0)
    assert words.told(again)[0] == "Nothing in it is new here."
    import_archive(room, out)
    assert import_archive(room, out).counts["analysis"].same == 4
    # Judged anew here, with the same outcome: the moment of it is no difference.
    with room.write() as session:
        session.query(Analysis).update({"finished_at": "2030-01-01T00:00:00.000Z"})
    assert import_archive(room, out).counts["analysis"].same == 4


def test_reports_are_made_anew_and_no_page_is_taken_in(
    room: Database, other: Database, tmp_path: Path
) -> None:
    out = tmp_path / "a.zip"
    export_archive(room, out)
    with zipfile.ZipFile(out) as archive:
        assert not [name for name in archive.namelist() if name.endswith(".html")]
        assert "reports/film-Ada-set-1/report.json" in archive.namelist()
    import_archive(other, out)
    assert names(other, "results") == set()
    with other.read() as session:
        film = sets.get(session, "Ada-set-1").analysis
        assert film is not None
        assert (film.state, film.priority, film.result) == ("queued", 0, None)
        assert (film.judged, film.wanted) == (1, 2)
        assert film.verdict
        assert film.summary is not None


def test_without_films_what_was_judged_stays_known(
    room: Database, other: Database, tmp_path: Path
) -> None:
    with room.write() as session:
        film = sets.get(session, "Ada-set-3").analysis
        film.summary, film.seen, film.state = None, None, "queued"
    out = tmp_path / "a.zip"
    export_archive(room, out, videos=False)
    import_archive(other, out)
    assert names(other, "videos") == set()
    with other.read() as session:
        judged, other_film = (sets.get(session, uid).analysis for uid in ("Ada-set-1", "Ada-set-3"))
    assert (judged.state, judged.judged, judged.wanted) == ("done", 1, 1)
    assert judged.seen is not None
    assert other_film.state == "cancelled"
    assert "send it to this set" in other_film.error
    export_archive(room, out)
    import_archive(other, out)
    assert SHARED + ".mov" in names(other, "videos"), "the films may come later"


def test_one_athlete_goes_alone(room: Database, other: Database, tmp_path: Path) -> None:
    out = tmp_path / "bob.zip"
    export_archive(room, out, athlete="uid-of-Bob")
    assert [row["name"] for row in rows(out, "athlete")] == ["Bob"]
    assert [row["uid"] for row in rows(out, "lift_set")] == ["Bob-set-1"]
    assert len(rows(out, "video")) == len(rows(out, "programme_event")) == 1
    assert b"Ada" not in b"".join(
        held(out)[f"rows/{name}.jsonl"] for name in TABLES if name != "video"
    )
    import_archive(other, out)
    assert counts(other)["lift_set"] == 1
    with pytest.raises(NotFound):
        archive_chunks(room, athlete="nobody-here")


def test_what_is_in_the_bin_does_not_go_along(room: Database, tmp_path: Path) -> None:
    with room.write() as session:
        athletes.delete(session, "uid-of-Bob")
        sets.delete(session, "Ada-set-1")
        notes.delete(session, "note-Ada-set-2")
        programmes.delete(session, "plan-of-Ada")
    out = tmp_path / "a.zip"
    export_archive(room, out)
    assert [row["uid"] for row in rows(out, "lift_set")] == ["Ada-set-2", "Ada-set-3", "Ada-set-4"]
    assert [row["uid"] for row in rows(out, "coach_note")] == ["note-Ada-set-3"]
    assert rows(out, "programme") == rows(out, "programme_event") == []
    assert [row["programme"] for row in rows(out, "training_day")] == [None]
    with room.write() as session:
        days.delete(session, "day-of-Ada")
        programmes.restore(session, "plan-of-Ada")
    export_archive(room, out)
    assert rows(out, "programme_event") == rows(out, "lift_set") == []


def test_what_is_here_stays_unless_the_archive_is_to_win(
    room: Database, other: Database, tmp_path: Path
) -> None:
    out = tmp_path / "a.zip"
    export_archive(room, out)
    import_archive(other, out)
    with other.write() as session:
        lift = sets.get(session, "Ada-set-4")
        sets.change(session, "Ada-set-4", load_kg=99, note="mine")
        sets.set_tags(session, lift, ["mine"])
        sets.delete(session, "Bob-set-1")
        sets.get(session, "Ada-set-2").analysis.verdict = "mine"
    kept = import_archive(other, out)
    assert (kept.counts["lift_set"].differing, kept.counts["lift_set"].hidden) == (1, 1)
    assert kept.counts["analysis"].differing == 1
    assert "Different here: 1 set and 1 judged film; those here were kept." in words.told(kept)
    assert "In the bin here, and left there: 1 set." in words.told(kept)
    with other.read() as session:
        lift = sets.get(session, "Ada-set-4")
        assert (lift.load_kg, lift.note, [tag.word for tag in lift.tags]) == (99, "mine", ["mine"])
        with pytest.raises(NotFound):
            sets.get(session, "Bob-set-1")
    won = import_archive(other, out, overwrite=True)
    assert "Brought back from the bin: 1 set." in words.told(won)
    export_archive(other, tmp_path / "b.zip")
    assert {**held(tmp_path / "b.zip"), "rows/analysis.jsonl": b""} == {
        **held(out), "rows/analysis.jsonl": b""
    }  # fmt: skip
    by_uid = {row["uid"]: row for row in rows(tmp_path / "b.zip", "analysis")}
    assert by_uid == {row["uid"]: row for row in rows(out, "analysis")}


def test_another_film_of_the_same_set_is_not_lost(
    room: Database, other: Database, tmp_path: Path
) -> None:
    out = tmp_path / "a.zip"
    export_archive(room, out)
    import_archive(other, out)
    with other.write() as session:
        sets.get(session, "Ada-set-1").analysis.uid = "another-analysis"
    assert import_archive(other, out).counts["analysis"].differing == 1
    with other.read() as session:
        assert sets.get(session, "Ada-set-1").analysis.uid == "another-analysis"
    import_archive(other, out, overwrite=True)
    with other.read() as session:
        assert sets.get(session, "Ada-set-1").analysis.uid == "film-Ada-set-1"
        assert session.scalar(select(func.count()).select_from(Analysis)) == 4


def test_an_archive_comes_piece_by_piece_and_is_the_same_file(
    room: Database, tmp_path: Path
) -> None:
    whole = b"".join(archive_chunks(room))
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        assert archive.testzip() is None
        assert archive.getinfo(f"videos/{SHARED}.mov").compress_type == zipfile.ZIP_STORED
    told: list[float] = []
    export_archive(room, tmp_path / "a.zip", on_progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_a_file_that_goes_meanwhile_is_left_out(room: Database, tmp_path: Path) -> None:
    pieces = archive_chunks(room)
    first = next(pieces)
    for path in (room.folder.root / "seen").iterdir():
        path.unlink()
    (tmp_path / "a.zip").write_bytes(first + b"".join(pieces))
    assert not [name for name in held(tmp_path / "a.zip") if name.startswith("seen/")]


def test_a_place_that_cannot_be_written_is_said(room: Database, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no folder"):
        export_archive(room, tmp_path / "not" / "there.zip")


TEXT = st.text(max_size=30)
NUMBER = st.none() | st.floats(0, 1000, allow_nan=False)


@given(
    st.lists(
        st.tuples(TEXT, NUMBER, st.none() | st.integers(0, 10), st.lists(TEXT, max_size=3)),
        max_size=4,
    )
)
def test_whatever_a_person_writes_comes_back(
    tmp_path_factory: pytest.TempPathFactory,
    empty_folder: Path,
    made: list[tuple[str, float | None, int | None, list[str]]],
) -> None:
    place = tmp_path_factory.mktemp("any")
    copies = [shutil.copytree(empty_folder, place / name) for name in ("one", "two")]
    one, two = (open_database(open_folder(copy)) for copy in copies)
    try:
        with one.write() as session:
            day = days.create(session, athletes.create(session, name="A"), "2024-02-29")
            for text, load_kg, pain, tags in made:
                lift = sets.create(session, day, note=text, load_kg=load_kg, pain=pain)
                sets.set_tags(session, lift, tags)
        export_archive(one, place / "a.zip")
        import_archive(two, place / "a.zip")
        export_archive(two, place / "b.zip")
        assert held(place / "a.zip") == held(place / "b.zip")
        with two.read() as session:
            assert session.scalar(select(func.count()).select_from(LiftSet)) == len(made)
            assert session.scalar(select(func.count()).select_from(CoachNote)) == 0
            assert session.scalar(select(func.count()).select_from(Device)) == 0
            assert session.scalar(select(func.count()).select_from(SetMeasure)) == 0
    finally:
        one.close()
        two.close()

"""What becomes of an upload: a set with its film, or a sentence."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import func, select
from workplace import account, as_worker, do, do_all, estimator, near, row, send, take

from hiphinge.jobs.check import check as check_upload
from hiphinge.jobs.check import suffix_of
from hiphinge.jobs.hold import Lost
from hiphinge.jobs.intake import Intake
from hiphinge.jobs.probing import Unreadable
from hiphinge.store import athletes, days, sets
from hiphinge.store.tables import Analysis, Athlete, LiftSet, TrainingDay, Upload, Video

if TYPE_CHECKING:
    from pathlib import Path

    from hiphinge.store.database import Database


def check(db: Database, path: Path, said: dict[str, Any] | None = None, name: str = "") -> Upload:
    """Send a file and look at it; return its row."""
    uid = send(db, path, said, name)
    look_at_all(db)
    with db.read() as session:
        found = session.scalars(select(Upload).where(Upload.uid == uid)).one()
        session.expunge(found)
    return found


def look_at_all(db: Database) -> None:
    """Check all uploads, as a worker does, and leave the films."""
    while (job := take(db, quick=True)) is not None:
        as_worker(db, job, partial(check_upload, probe=near))


def count(db: Database, *tables: type[Any]) -> tuple[int, ...]:
    with db.read() as session:
        return tuple(session.scalar(select(func.count()).select_from(one)) or 0 for one in tables)


def test_a_first_film(db: Database, film: Path) -> None:
    """Nothing was said: it makes an athlete, a day, a set."""
    upload = check(db, film, name="IMG 1.MP4")
    assert (upload.state, upload.error) == ("checked", "")
    assert row(db, Athlete).name == "Me"
    assert row(db, TrainingDay).day == upload.created_at[:10]
    assert upload.lift_set_id == row(db, LiftSet).id
    video = row(db, Video)
    assert (video.name, video.suffix, video.size) == ("IMG 1.MP4", ".mp4", film.stat().st_size)
    assert db.folder.video_path(video.sha256, ".mp4").read_bytes() == film.read_bytes()
    assert not db.folder.upload_path(upload.uid).exists()
    assert (row(db).state, row(db).frames, row(db).priority) == ("queued", 58, 1)


def test_all_that_was_said_is_kept(db: Database, film: Path) -> None:
    with db.write() as session:
        ann = athletes.create(session, name="Ann").uid
        athletes.create(session, name="Ben")
    check(
        db,
        film,
        {
            "athlete": ann,
            "day": "2026-11-20",
            "exercise": "rdl",
            "implement": "barbell",
            "load_kg": 80,
            "reps": 5,
            "rpe": 7.5,
            "note": "felt fine",
            "tags": ["Belt"],
            "fast": True,
            "strictness": "strict",
            "leave_out": [2],
            "lifter_at": [0.25, 0.5],
        },
    )
    with db.read() as session:
        made = sets.get(session, row(db, LiftSet).uid)
        assert made.training_day.athlete.uid == ann
        assert made.training_day.day == "2026-11-20"
        assert (made.exercise, made.implement, made.load_kg) == ("rdl", "barbell", 80)
        assert (made.reps, made.rpe, made.note) == (5, 7.5, "felt fine")
        assert [tag.word for tag in made.tags] == ["belt"]
    assert row(db).options == {
        "fast": True,
        "strictness": "strict",
        "plate_px": None,
        "leave_out": [2],
        "lifter_at": [0.25, 0.5],
    }


def test_the_same_film_twice_is_nothing_new(db: Database, film: Path) -> None:
    first = check(db, film, {"day": "2026-11-27"})
    second = check(db, film, {"day": "2026-11-27"}, name="copy.mov")
    assert second.state == "checked"
    assert second.lift_set_id == first.lift_set_id
    assert count(db, Video, LiftSet, Analysis) == (1, 1, 1)
    assert row(db).wanted == 1
    assert len(list((db.folder.root / "videos").iterdir())) == 1
    assert not list((db.folder.root / "uploads").iterdir())


def test_the_same_film_for_another_day_is_seen_once(db: Database, film: Path) -> None:
    for day in ("2026-11-26", "2026-11-27"):
        send(db, film, {"day": day})
    asked = 0

    def network() -> Any:
        nonlocal asked
        asked += 1
        return estimator()

    while (job := take(db)) is not None:
        do(db, job, make_estimator=network)
    assert asked <= 2  # one for each of the threads of one look
    assert count(db, Video, LiftSet, Analysis) == (1, 2, 2)
    first, second = account(db)["films"]
    assert first == second


def test_a_set_that_was_logged_gets_its_film(db: Database, film: Path) -> None:
    with db.write() as session:
        day = days.find_or_make(session, athletes.create(session, name="Ann"), "2026-11-20")
        uid = sets.create(session, day, exercise="rdl", load_kg=60.0).uid
    check(db, film, {"set": uid, "exercise": "squat", "reps": 5})
    check(db, film, {"set": uid})
    kept = row(db, LiftSet)
    assert (kept.exercise, kept.load_kg, kept.reps) == ("rdl", 60.0, 5)
    assert count(db, LiftSet, Analysis) == (1, 1)


def test_a_set_that_the_phone_has_yet_to_tell_of(db: Database, film: Path) -> None:
    """The film comes before the log does: the set has its name already."""
    check(db, film, {"set": "made-up-on-a-phone"})
    assert row(db, LiftSet).uid == "made-up-on-a-phone"


def test_another_film_of_a_set_takes_the_place(db: Database, film: Path, other_film: Path) -> None:
    send(db, film, {"set": "made-up-on-a-phone"})
    do_all(db)
    before = row(db)
    check(db, other_film, {"set": "made-up-on-a-phone"})
    between = row(db)
    assert (between.state, between.result, between.verdict) == ("queued", None, "")
    assert between.video_sha256 != before.video_sha256
    do_all(db)
    after = row(db)
    assert (after.state, after.judged, after.wanted) == ("done", 2, 2)
    assert account(db)["films"][0][-1]["clip"]["file"] == "other.mov"


def test_who_judges_a_film_that_was_replaced_finds_it_lost(
    db: Database, film: Path, other_film: Path
) -> None:
    check(db, film, {"set": "made-up-on-a-phone"})
    job = take(db)
    assert job is not None

    def replace_it(moment: str) -> None:
        if moment == "judged":
            send(db, other_film, {"set": "made-up-on-a-phone"})
            look_at_all(db)

    with pytest.raises(Lost):
        do(db, job, replace_it)
    assert (row(db).state, row(db).result) == ("queued", None)
    do_all(db)
    assert account(db)["films"][0][-1]["clip"]["file"] == "other.mov"
    assert len(list((db.folder.root / "results").iterdir())) == 1


def test_a_set_that_was_deleted(db: Database, film: Path) -> None:
    """The film is kept until it is said what is to become of it."""
    with db.write() as session:
        day = days.find_or_make(session, athletes.create(session, name="Ann"), "2026-11-20")
        uid = sets.delete(session, sets.create(session, day).uid).uid
    upload = check(db, film, {"set": uid})
    assert upload.state == "refused"
    assert "was deleted: restore it" in upload.error
    with db.write() as session:
        sets.restore(session, uid)
    Intake(db).retry(upload.uid)
    look_at_all(db)
    assert row(db, Upload).state == "checked"


def test_what_is_no_film_is_refused_and_dropped(db: Database, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("no film at all\n" * 50)
    send(db, path, name="my film.mp4")
    job = take(db)
    assert job is not None
    as_worker(db, job)  # the real thing, with a child process
    upload = row(db, Upload)
    assert upload.state == "refused"
    assert upload.error.startswith("my film.mp4 is not a video")
    assert not db.folder.upload_path(upload.uid).exists()
    assert count(db, Video, LiftSet) == (0, 0)
    assert Intake(db).retry(upload.uid).state == "receiving"


def test_what_could_not_be_opened_is_kept(db: Database, film: Path) -> None:
    def broken(_path: Path, called: str) -> Any:
        raise Unreadable(f"{called} could not be opened.")

    uid = send(db, film)
    job = take(db)
    assert job is not None
    as_worker(db, job, partial(check_upload, probe=broken))
    assert row(db, Upload).error == "set.mp4 could not be opened."
    assert Intake(db).retry(uid).state == "whole"
    look_at_all(db)
    assert row(db, Upload).state == "checked"


@pytest.mark.parametrize("moment", ["begun", "probed", "hashed", "rows"])
def test_cancelled_while_it_is_looked_at(db: Database, film: Path, moment: str) -> None:
    uid = send(db, film)
    job = take(db)
    assert job is not None

    def stop(reached: str) -> None:
        if reached == moment != "rows":
            Intake(db).cancel(uid)

    if moment == "rows":  # too late: whoever comes first is kept
        do(db, job, stop)
        assert Intake(db).cancel(uid).state == "checked"
        return
    with pytest.raises(Lost):
        do(db, job, stop)
    assert row(db, Upload).state == "cancelled"
    assert count(db, Video, LiftSet) == (0, 0)
    assert not list((db.folder.root / "uploads").iterdir())


def test_bytes_that_are_gone(db: Database, film: Path) -> None:
    uid = send(db, film)
    db.folder.upload_path(uid).write_bytes(film.read_bytes()[:100])
    look_at_all(db)
    assert row(db, Upload).error == "Not all of set.mp4 is on the disk: send what is missing."
    intake = Intake(db)
    assert intake.retry(uid).received == 100
    receiver = intake.open(uid, 100)
    receiver.write(film.read_bytes()[100:])
    receiver.close()
    db.folder.upload_path(uid).unlink()
    look_at_all(db)
    assert "is no longer on the disk: send it again" in row(db, Upload).error
    assert intake.retry(uid).received == 0


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        ("IMG_1.MOV", ".mov"),
        ("a.b.webm", ".webm"),
        ("film", ".mp4"),
        ("x.php%00.mp4", ".mp4"),
        ("x./../y", ".mp4"),
        (".mp4", ".mp4"),
        ("x.verylong", ".mp4"),
        ("x.м4", ".mp4"),
    ],
)
def test_how_names_on_disk_end(name: str, suffix: str) -> None:
    assert suffix_of(name) == suffix


def test_a_film_that_is_sent_again_is_tried_again(db: Database, film: Path) -> None:
    """It is what the person is told to do where it is gone."""
    check(db, film, {"day": "2026-11-27"})
    path = next((db.folder.root / "videos").iterdir())
    path.unlink()
    with db.write() as session:
        found = session.scalars(select(Analysis)).one()
        found.state, found.error = "failed", "It is no longer here: send it again."
    check(db, film, {"day": "2026-11-27"})
    assert path.exists()
    assert (row(db).state, row(db).error, row(db).wanted) == ("queued", "", 1)

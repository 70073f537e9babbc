"""A folder with athletes, sets, films and everything that belongs to them, as the app leaves it."""

from __future__ import annotations

import hashlib
import os
import time
from dataclasses import asdict
from typing import TYPE_CHECKING

from hiphinge.report.export import report_json
from hiphinge.report.html import own_scripts
from hiphinge.store import analyses, athletes, days, notes, programmes, sets
from hiphinge.store.profiles import profile_json
from hiphinge.store.tables import Upload, Video
from hiphinge.training.model import Profile, SessionPlan

if TYPE_CHECKING:
    from pathlib import Path

    from hiphinge.report.model import Report
    from hiphinge.store.database import Database
    from hiphinge.store.tables import Analysis, LiftSet, TrainingDay

DAY = 86_400.0
PROFILE = Profile("learn", "beginner", 2, frozenset({"barbell", "band"}), loads_kg={"rdl": 40.5})
PLAN = SessionPlan(1, 1, "Hüfte", deload=False, prescriptions=())


def fill(db: Database, report: Report) -> None:
    """Make two athletes; Ada has three sets, two of them of one film, Bob one of that film, too."""
    with db.write() as session:
        for name in ("Ada", "Bob"):
            who = athletes.create(session, name=name, uid=f"uid-of-{name}", mass_kg=70)
            plan = programmes.create(
                session,
                who,
                profile=profile_json(PROFILE),
                screen={"pain": 0},
                starts_on="2024-11-23",
                weekdays=[0, 3],
                uid=f"plan-of-{name}",
            )
            day = days.create(
                session,
                who,
                "2024-11-27",
                uid=f"day-of-{name}",
                title=f"{name}s tag",
                programme=plan,
                planned=asdict(PLAN),
            )
            programmes.add_event(
                session, plan, "missed", "2024-11-27", {}, training_day=day, uid=f"event-{name}"
            )
            add_film(db, day, f"{name}-set-1", b"shared film", report)
            if name == "Ada":
                add_film(db, day, "Ada-set-2", b"shared film", report)
                add_film(db, day, "Ada-set-3", b"a film of Ada alone", report)
                lift = sets.create(session, day, uid="Ada-set-4", load_kg=60.5, reps=5, pain=2)
                sets.set_tags(session, lift, ["pr", "gürtel"])
                stamps = {"reps": [1_732_700_000_000, 3, "a-phone"]}
                lift.log, day.log = {"stamps": stamps}, {"stamps": {}, "choices": {"count.0": 2}}


def add_film(
    db: Database, day: TrainingDay, uid: str, content: bytes, report: Report
) -> tuple[LiftSet, Analysis]:
    """Make a set with a film that was judged, as the work leaves it."""
    from sqlalchemy.orm import object_session  # noqa: PLC0415

    session = object_session(day)
    assert session is not None
    folder, sha256 = db.folder, hashlib.sha256(content).hexdigest()
    if session.get(Video, sha256) is None:
        session.add(
            Video(
                sha256=sha256,
                name=f"{uid}.MOV",
                suffix=".mov",
                size=len(content),
                duration_s=12.5,
                recorded_at="2024-11-27T10:00:00",
                created_at="2024-11-27T10:00:00.000Z",
            )
        )
    lift = sets.create(session, day, uid=uid, exercise="rdl", load_kg=40)
    notes.add(session, lift, 1.25, f"note of {uid}", author="Coach", uid=f"note-{uid}")
    analysis = analyses.create(
        session, lift, sha256, uid=f"film-{uid}", options={"fast": False, "leave_out": [2]}
    )
    analyses.keep(session, analysis, report)
    analysis.state, analysis.judged, analysis.progress = "done", 1, 1.0
    analysis.finished_at = "2024-11-27T10:05:00.000Z"
    analysis.seen, analysis.result = f"{sha256}-heavy.json", f"film-{uid}-1"
    session.add(
        Upload(
            uid=f"upload-{uid}",
            name=f"{uid}.MOV",
            size=len(content),
            received=len(content),
            state="checked",
            about={"athlete": day.athlete.uid, "set": None},
            lift_set_id=lift.id,
            sha256=sha256,
            created_at="2024-11-27T10:00:00.000Z",
        )
    )
    session.flush()
    folder.video_path(sha256, ".mov").write_bytes(content)
    folder.video_path(sha256, ".web.mp4").write_bytes(b"for browsers")
    folder.seen_path(analysis.seen).write_text('{"landmarks": []}')
    result = folder.result_path(analysis.result)
    result.mkdir()
    report_json.write(report, result / "report.json")
    (result / "page.html").write_text(f"<script>{own_scripts()[1]}</script>")
    return lift, analysis


def names(db: Database, part: str) -> set[str]:
    return {path.name for path in (db.folder.root / part).iterdir()}


def make_old(path: Path, days_old: float = 2.0) -> None:
    when = time.time() - days_old * DAY
    for one in (*path.rglob("*"), path):
        os.utime(one, (when, when))

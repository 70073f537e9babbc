"""A folder with uploads and films to work on, and processes that work on them and may die."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from bodies import Camera, scripted
from courses import HINGE, Tempo, lifts
from sqlalchemy import select

from hiphinge.jobs.check import check
from hiphinge.jobs.checkpoint import go_on
from hiphinge.jobs.hold import Hold
from hiphinge.jobs.identity import this_worker
from hiphinge.jobs.intake import Intake
from hiphinge.jobs.probing import Facts
from hiphinge.jobs.queue import claim
from hiphinge.jobs.work import work
from hiphinge.jobs.worker import do_job, do_one, prepare, run
from hiphinge.pose.estimator import ScriptedEstimator
from hiphinge.source.encode import Encoder
from hiphinge.source.probe import probe
from hiphinge.store.database import Database, open_database
from hiphinge.store.folder import open_folder
from hiphinge.store.tables import Analysis, LiftSet, SetMeasure, TrainingDay, Upload, Video

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hiphinge.jobs.checkpoint import Checkpoint
    from hiphinge.jobs.queue import Job
    from hiphinge.pose.crop import Roi
    from hiphinge.pose.estimator import Estimate
    from hiphinge.source.frame import Frame

EXAMPLE = Path(__file__).parents[2] / "src" / "hiphinge" / "example" / "example.mp4"
CAMERA = Camera(px_per_m=75.0, feet_px=(55.0, 150.0), size_px=(120, 160))
COURSE, _ = lifts([HINGE, HINGE], Tempo(1.0, 0, 0.8, 0.4), lead_s=1.0)
FPS = 10
QUICK_FRAMES = 8
"""More than a tenth of the small film."""
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["hiphinge.jobs.work", "hiphinge.jobs.check", "hiphinge.jobs.worker"])
PATIENCE_S = 600.0
"""Something that has not happened by then never will [s]."""


def estimator() -> ScriptedEstimator:
    """Return what sees the lifter of the small film, in no time."""
    return ScriptedEstimator([scripted(COURSE, CAMERA)])


class Slow:
    """The same, but slow enough that a worker can be ended meanwhile; first frames may be quick."""

    name = "scripted"

    def __init__(self, frame_s: float = 0.03, quick: int = 0) -> None:
        self._inner, self._frame_s, self._quick = estimator(), frame_s, quick
        self.detect = self._inner.detect

    def estimate(self, frame: Frame, roi: Roi) -> Estimate:
        self._quick -= 1
        if self._quick < 0:
            time.sleep(self._frame_s)
        return self._inner.estimate(frame, roi)


def write_film(path: Path, seed: int = 0) -> None:
    """Write a film of two hinges whose bodies `estimator` knows; each seed is another file."""
    wall = np.random.default_rng(seed).integers(60, 180, (160, 120, 1), dtype=np.uint8)
    with Encoder(path, 120, 160) as encoder:
        for index in range(int(COURSE.end_s * FPS)):
            encoder.write(wall.repeat(3, axis=2), index / FPS)


def send(db: Database, path: Path, said: Mapping[str, Any] | None = None, name: str = "") -> str:
    """Upload a file in two requests; return the upload's uid."""
    intake, data = Intake(db), path.read_bytes()
    uid = intake.create(name or path.name, len(data), said or {}).uid
    for start, end in ((0, len(data) // 2), (len(data) // 2, len(data))):
        receiver = intake.open(uid, start)
        receiver.write(data[start:end])
        receiver.close()
    return uid


def take(db: Database, *, quick: bool = False) -> Job | None:
    return claim(db, this_worker(), quick=quick)


def near(path: Path, called: str) -> Facts:
    """Say what a good film holds, without a child process; `test_check` asks one."""
    del called
    clip = probe(path)
    return Facts(
        *(clip.duration_s, clip.fps, clip.width_px, clip.height_px, clip.codec, clip.recorded)
    )


def do(
    db: Database,
    job: Job,
    checkpoint: Checkpoint = go_on,
    make_estimator: Callable[[], Any] = estimator,
) -> None:
    """Do one piece of work, as the worker does, with a scripted body for a network."""
    with Hold(db, job, threading.Event()) as hold:
        if job.kind == "check":
            check(db, job, hold, checkpoint=checkpoint, probe=near)
        else:
            work(db, job, hold, make_estimator=make_estimator, checkpoint=checkpoint)


def as_worker(
    db: Database,
    job: Job,
    do_it: Callable[[Database, Job, Hold], None] = do_job,
    stop: threading.Event | None = None,
) -> None:
    """Do one piece of work as the worker does, with its end written down whatever that is."""
    do_one(db, job, stop or threading.Event(), do_it)


def do_all(db: Database) -> int:
    """Do what there is to do; return how many pieces that was."""
    count = 0
    while (job := take(db)) is not None:
        do(db, job)
        count += 1
    return count


def apart(target: Callable[..., None], *arguments: object) -> Any:
    """Start a process that does something; it may be killed."""
    process = FORKS.Process(target=target, args=arguments)
    process.start()
    return process


def ended(process: Any) -> int | None:
    """Return what a process ended with, once it has; one that never would is killed."""
    process.join(PATIENCE_S)
    if process.is_alive():
        process.kill()
        process.join()
        raise AssertionError("it never ended")
    code: int | None = process.exitcode
    return code


def die_at(root: Path, moment: str) -> None:
    """Take the next piece of work and be killed when it has come to a moment of it."""

    def checkpoint(reached: str) -> None:
        if reached == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    db = open_database(open_folder(root))
    job = take(db)
    assert job is not None
    do(db, job, checkpoint)


def do_with(make_estimator: Callable[[], Any]) -> Callable[[Database, Job, Hold], None]:
    """Return what does one piece of work in a worker, with another thing for a network."""

    def do_it(db: Database, job: Job, hold: Hold) -> None:
        if job.kind == "check":
            check(db, job, hold)
        else:
            work(db, job, hold, make_estimator=make_estimator)

    return do_it


def work_on(root: Path, frame_s: float, with_parent: bool = False, quick: bool = False) -> None:
    """Be a worker for whom each frame takes so long, but for those that show that it has begun."""
    stop = prepare(with_parent=with_parent)
    run(root, stop, do=do_with(lambda: Slow(frame_s, QUICK_FRAMES)), quick=quick)


def worker_command(frame_s: float) -> tuple[str, ...]:
    """Return the command of a worker for whom each frame takes so long, for the supervisor."""
    here = Path(__file__).parent
    said = (
        f"import sys; sys.path[:0] = {[str(here), str(here.parent)]!r}; import pathlib, workplace; "
        f"workplace.work_on(pathlib.Path(sys.argv[2]), {frame_s}, True, '--quick' in sys.argv)"
    )
    return (sys.executable, "-c", said)


def until(true: Callable[[], Any], patience_s: float = PATIENCE_S) -> Any:
    """Return what is true, once something is."""
    end_s = time.monotonic() + patience_s
    while not (found := true()):
        assert time.monotonic() < end_s, "it never came"
        time.sleep(0.02)
    return found


def row(db: Database, table: type[Any] = Analysis) -> Any:
    """Return the only row of a table, as it is now."""
    with db.read() as session:
        found = session.scalars(select(table)).one()
        session.expunge_all()
    return found


def account(db: Database) -> dict[str, Any]:
    """Return everything that is kept, but for names and times that differ each time."""
    with db.read() as session:
        sets = session.scalars(select(LiftSet).order_by(LiftSet.id)).all()
        films = session.scalars(select(Analysis).order_by(Analysis.id)).all()
        return {
            "uploads": [
                (one.name, one.state, one.received, one.error, one.worker, one.lift_set_id)
                for one in session.scalars(select(Upload).order_by(Upload.id))
            ],
            "videos": [
                (one.sha256, one.name, one.suffix, one.size, one.duration_s)
                for one in session.scalars(select(Video).order_by(Video.sha256))
            ],
            "days": [one.day for one in session.scalars(select(TrainingDay))],
            "sets": [(one.exercise, one.load_kg, one.position) for one in sets],
            "films": [
                (
                    *(one.state, one.judged, one.wanted, one.verdict, one.exercise_seen),
                    *(one.summary, one.error, one.worker, one.cancel, one.seen, one.progress),
                    _report(db, one.result),
                )
                for one in films
            ],
            "measures": [
                (one.analysis_id, one.name, one.value, one.sd, one.unit, one.reps)
                for one in session.scalars(
                    select(SetMeasure).order_by(SetMeasure.analysis_id, SetMeasure.name)
                )
            ],
            "files": _files(db, {one.uid: str(one.id) for one in films}),
        }


def _report(db: Database, result: str | None) -> Any:
    if result is None:
        return None
    return json.loads((db.folder.result_path(result) / "report.json").read_text())


def _files(db: Database, uids: Mapping[str, str]) -> list[str]:
    """Return all files but the database's, with the films' names in place of their uids."""
    found = []
    for path in sorted(db.folder.root.rglob("*")):
        name = str(path.relative_to(db.folder.root))
        if path.is_file() and not name.startswith(("hiphinge.", "backups")):
            for uid, number in uids.items():
                name = name.replace(uid, number)
            found.append(name)
    return sorted(found)

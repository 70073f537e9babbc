"""Films that are judged for real, from scripted landmarks: what the app shows of them is true."""

from __future__ import annotations

import hashlib
import struct
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bodies import Camera, film
from courses import HINGE, SQUAT, lifts

import hiphinge
from hiphinge.errors import HingeError
from hiphinge.jobs.check import check
from hiphinge.jobs.endings import fail
from hiphinge.jobs.hold import Hold
from hiphinge.jobs.identity import this_worker
from hiphinge.jobs.queue import claim
from hiphinge.jobs.seen_name import seen_name
from hiphinge.jobs.work import work
from hiphinge.report import seen as seenfile
from hiphinge.report.seen import Seen
from hiphinge.store import analyses, sets
from hiphinge.store.clock import now
from hiphinge.store.tables import Analysis, Video

if TYPE_CHECKING:
    from collections.abc import Sequence

    from courses import Posture, Tempo, Truth

    from hiphinge.store.database import Database
    from hiphinge.store.tables import LiftSet, TrainingDay

EXAMPLE = Path(hiphinge.__file__).parent / "example" / "example.mp4"
CAMERA = Camera(px_per_m=300.0, feet_px=(220.0, 600.0), size_px=(480, 640))
"""Of the size of the example's picture."""
BOTTOMS = (HINGE, SQUAT, HINGE)


class Judged:
    """Makes sets whose films are judged, and does the work that edits leave to do.

    `truths` holds the exact moments of the repetitions of each film, by the set's uid.
    """

    def __init__(self, db: Database) -> None:
        self.db = db
        self.truths: dict[str, Sequence[Truth]] = {}
        self._made = 0

    def film(
        self,
        day: TrainingDay,
        bottoms: Sequence[Posture] = BOTTOMS,
        tempo: Tempo | None = None,
        **fields: Any,
    ) -> LiftSet:
        """Make a set whose film shows these bottoms, and judge it."""
        sha256, data, truths = self.seen(bottoms, tempo)
        path = self.db.folder.video_path(sha256, ".mp4")
        path.write_bytes(data)
        with self.db.write() as session:
            lift = sets.create(session, session.merge(day), **fields)
            session.add(
                Video(sha256=sha256, name="tuesday.mp4", suffix=".mp4", size=len(data),
                      duration_s=16.8, created_at=now())
            )  # fmt: skip
            session.flush()
            analyses.create(session, lift, sha256, frames=500)
        self.truths[lift.uid] = truths
        assert self.work() == 1
        return lift

    def seen(
        self, bottoms: Sequence[Posture] = BOTTOMS, tempo: Tempo | None = None
    ) -> tuple[str, bytes, Sequence[Truth]]:
        """Make a film that the networks have seen before it comes: its hash, bytes and moments."""
        course, truths = lifts(bottoms, *([tempo] if tempo else []))
        sha256, data = self._video()
        path = self.db.folder.seen_path(seen_name(sha256, fast=False, lifter_at=None))
        path.write_text(seenfile.render(Seen(film(course, camera=CAMERA))), encoding="utf-8")
        return sha256, data, truths

    def work(self) -> int:
        """Do what waits, as workers do; return how many uploads and films that were."""
        count = 0
        while (job := claim(self.db, this_worker())) is not None:
            count += 1
            try:
                with Hold(self.db, job, threading.Event()) as hold:
                    (check if job.kind == "check" else work)(self.db, job, hold)
            except HingeError as error:
                fail(self.db, job, str(error))
        return count

    def analysis(self, uid: str) -> Analysis:
        """Return the row of a set's analysis as it is now."""
        with self.db.read() as session:
            found = sets.get(session, uid).analysis
        assert found is not None
        return found

    def lift(self, uid: str) -> LiftSet:
        with self.db.read() as session:
            return sets.get(session, uid)

    def _video(self) -> tuple[str, bytes]:
        """Return the example with an empty box more, so that each film is another file."""
        self._made += 1
        data = EXAMPLE.read_bytes() + struct.pack(">I4s", 8, b"free") * self._made
        sha256 = hashlib.sha256(data).hexdigest()
        with self.db.read() as session:
            there = session.get(Video, sha256) is not None
        return self._video() if there else (sha256, data)

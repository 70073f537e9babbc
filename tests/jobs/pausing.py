"""The server and its workers, who stand still at the moment that a test names: `pausing.py serve`.

A test writes the moment into the file `pause` beside the folder; who comes to it makes `paused`
and waits there until it is killed, its heart beating on. Bodies are scripted, the rest is real.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

HERE = Path(__file__).resolve()
sys.path[:0] = [str(HERE.parent), str(HERE.parents[1])]

# They lie beside this, also for a process of its own.
from workplace import Slow  # noqa: E402

from hiphinge.cli import main  # noqa: E402
from hiphinge.jobs.check import check  # noqa: E402
from hiphinge.jobs.supervisor import Supervisor  # noqa: E402
from hiphinge.jobs.work import work  # noqa: E402
from hiphinge.jobs.worker import prepare, run  # noqa: E402
from hiphinge.store.archive import incoming  # noqa: E402

if TYPE_CHECKING:
    from hiphinge.jobs.hold import Hold
    from hiphinge.jobs.queue import Job
    from hiphinge.pose.crop import Roi
    from hiphinge.pose.estimator import Estimate
    from hiphinge.source.frame import Frame
    from hiphinge.store.database import Database

SERVER = (sys.executable, str(HERE))
WORKER = (sys.executable, str(HERE), "worker")
FOREVER_S = 600.0
FRAMES = 10
"""So many frames are seen before one is stood still over."""


def arm(root: Path, moment: str) -> None:
    """Say at which moment to stand still from now on; empty for none."""
    (root.parent / "paused").unlink(missing_ok=True)
    (root.parent / "pause").write_text(moment)


def stands_still(root: Path) -> bool:
    return (root.parent / "paused").exists()


def pause(root: Path, moment: str) -> None:
    """Stand still, if this is the moment."""
    if (root.parent / "pause").read_text() == moment:
        (root.parent / "paused").touch()
        time.sleep(FOREVER_S)


def serve() -> None:
    """Be `hiphinge serve`."""
    sync = incoming.sync_folder

    def pausing(folder: Path) -> None:
        # The files of an import are in their places, and its rows are not kept yet.
        pause(folder.parent, "import:moved")
        sync(folder)

    incoming.sync_folder = pausing
    Supervisor.__init__.__defaults__ = (1, WORKER)
    main()


class Pausing(Slow):
    """Sees the lifter of the small film in no time, and may stand still over a frame."""

    def __init__(self, root: Path) -> None:
        super().__init__(frame_s=0.0)
        self._root, self._frames = root, 0

    def estimate(self, frame: Frame, roi: Roi) -> Estimate:
        self._frames += 1
        if self._frames > FRAMES:
            pause(self._root, "judge:frame")
        return super().estimate(frame, roi)


def worker() -> None:
    """Be `hiphinge.jobs.worker`."""
    root, quick = Path(sys.argv[sys.argv.index("--folder") + 1]), "--quick" in sys.argv

    def sees() -> Slow:
        return Pausing(root)

    def do_it(db: Database, job: Job, hold: Hold) -> None:
        def checkpoint(reached: str) -> None:
            pause(root, f"{job.kind}:{reached}")

        if job.kind == "check":
            check(db, job, hold, checkpoint=checkpoint)
        else:
            work(db, job, hold, make_estimator=sees, checkpoint=checkpoint)

    run(root, prepare(with_parent=True, quick=quick), do=do_it, quick=quick)


if __name__ == "__main__":
    worker() if sys.argv[1] == "worker" else serve()

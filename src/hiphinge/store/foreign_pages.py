"""Pages in a backup that this version did not write: their scripts could do all that ours may.

A report's page may run the scripts inside it. One from an older version, or from somebody else, is
let go of; the set is judged anew from what the networks saw, and its page made here.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from sqlalchemy import select

from hiphinge.report.own_scripts import runs_only_ours
from hiphinge.store.tables import Analysis

if TYPE_CHECKING:
    from pathlib import Path

    from hiphinge.store.database import Database


def let_go_of_foreign_pages(db: Database) -> int:
    """Take away each result with a page that is not ours, and ask for it anew; return how many."""
    results = db.folder.root / "results"
    foreign = [one for one in sorted(results.iterdir()) if not _is_ours(one)]
    names = {one.name for one in foreign}
    with db.write() as session:
        for analysis in session.scalars(select(Analysis).where(Analysis.result.is_not(None))):
            if analysis.result not in names:
                continue
            analysis.result, analysis.state = None, "queued"
            analysis.wanted += 1
            analysis.priority = int(analysis.seen is None)
            analysis.stage, analysis.progress, analysis.attempts = "", 0.0, 0
            analysis.error, analysis.cancel = "", False
            analysis.worker = analysis.heartbeat_at = analysis.finished_at = None
    for one in foreign:
        shutil.rmtree(one)
    return len(foreign)


def _is_ours(result: Path) -> bool:
    return all(
        runs_only_ours(page.read_text(encoding="utf-8", errors="replace"))
        for page in result.iterdir()
        if page.suffix == ".html"
    )

"""The way out and in again: everything in one file, and from it into a second empty folder."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from way_film import PATIENCE_MS, report_of

if TYPE_CHECKING:
    from pathlib import Path

    from visit import Visit


def export(visit: Visit, target: Path) -> None:
    page = visit.page
    page.goto("/data")
    with page.expect_download() as started:
        page.get_by_role("button", name="Export", exact=True).click()
    started.value.save_as(target)


def take_in(visit: Visit, archive: Path) -> str:
    """Take an archive in; return what is said of it."""
    page = visit.page
    page.goto("/data")
    page.get_by_label("Exported file (.zip)").set_input_files(archive)
    page.get_by_role("button", name="Import", exact=True).click()
    page.get_by_role("heading", name="Taken in").wait_for(timeout=PATIENCE_MS)
    said: str = page.get_by_role("main").inner_text()
    return said


def see_a_report(visit: Visit) -> str:
    """Open the latest set's report where nobody has looked at its film; return its verdict."""
    page = visit.page
    page.goto("/search")
    page.get_by_role("list").get_by_role("link", name="Squat").first.click()
    report_of(page)
    verdict: str = page.locator("#set-verdict").inner_text()
    return verdict


def held(path: Path) -> dict[str, Any]:
    """Return what an archive says: its rows, read, and the bytes of films and landmarks.

    When a film was judged is left out: that is done anew where an archive is taken in.
    """
    found: dict[str, Any] = {}
    with ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith("rows/"):
                found[name] = [json.loads(line) for line in archive.read(name).splitlines()]
                for row in found[name]:
                    row.pop("finished_at" if "verdict" in row else "", None)
            elif name.startswith(("videos/", "seen/")):
                found[name] = archive.read(name)
    return found

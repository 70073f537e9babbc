"""The way of the training: a programme, a session logged without the network, what it decides."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from way_film import PATIENCE_MS

from hiphinge.store.tables import LiftSet

if TYPE_CHECKING:
    from pathlib import Path

    from visit import Visit

    from hiphinge.store.database import Database

EFFORT, PAIN = "6", "1"
DONE, NEXT = re.compile("^Done"), re.compile("^Next")


def ago(count: int) -> str:
    """Return the day so many days before today."""
    return (date.today() - timedelta(days=count)).isoformat()


def make_programme(visit: Visit, athlete: str) -> None:
    """Answer what is asked, screen and all, look twelve weeks ahead, and begin."""
    page = visit.page
    page.goto("/athletes")
    page.get_by_role("link", name=athlete, exact=True).first.click()
    page.get_by_role("link", name="Make a programme").click()
    page.get_by_label("Learn the hinge").check()
    page.get_by_label("New to it").check()
    for title in ("On which days do you train?", "What is in a home", "Body mass"):
        page.get_by_role("button", name="Next").click()
        page.get_by_text(title, exact=True).first.wait_for()
    page.get_by_role("button", name="Next").click()
    for question in page.get_by_role("group").filter(has=page.locator("legend")).all():
        question.get_by_label("No", exact=True).check()
    page.get_by_role("button", name="Next").click()
    page.get_by_role("heading", name="12 weeks ahead").wait_for()
    assert page.locator("main").get_by_role("img").count() == 4
    page.get_by_role("button", name="Begin this programme").click()
    page.get_by_role("heading", name="The next session").wait_for()


def begin_session(visit: Visit) -> str:
    """Begin the session that is asked; return the address of its log."""
    page = visit.page
    page.get_by_role("button", name="Begin day 1").click()
    page.wait_for_url("**/log/*")
    url: str = page.url
    return url


def log_without_network(visit: Visit, log: str, film: Path) -> int:
    """Log all sets on a phone that has lost the network, one with a film; return how many."""
    page = visit.page
    page.goto(log)
    page.get_by_text("All sent", exact=True).wait_for()
    page.get_by_text("This page also opens without the network").wait_for()
    count = 0
    with visit.without_network():
        while (done := page.get_by_role("button", name=DONE)).count():
            done.click()
            count += 1
            opened = page.get_by_role("group", name="Set ")
            for legend, number in (("How hard", EFFORT), ("Pain", PAIN)):
                box = page.get_by_role("radio", name=f"{number}: ")
                opened.get_by_role("group", name=legend).locator("label").filter(has=box).click()
            if count == 1:
                opened.get_by_label("Choose a film").set_input_files(film)
                page.get_by_text("It is kept on this phone.").first.wait_for()
            opened.get_by_role("button", name=NEXT).click()
        page.get_by_text("waiting to be sent").wait_for()
        # Even the page itself opens anew, and knows what was logged.
        page.reload()
        page.get_by_text("waiting to be sent").wait_for()
        assert page.get_by_role("button", name=DONE).count() == 0
    page.get_by_text("All sent", exact=True).wait_for(timeout=PATIENCE_MS)
    return count


def finish(visit: Visit) -> None:
    """Finish the session once its film is judged; read what the programme made of it."""
    page = visit.page
    page.get_by_role("link", name="See the report").wait_for(timeout=PATIENCE_MS)
    page.get_by_role("button", name="Finish the session").click()
    page.get_by_role("heading", name="The session is finished").wait_for()
    page.get_by_role("heading", name="What the programme decided").wait_for()
    page.get_by_text("as it is.").wait_for()
    page.get_by_text("All sent", exact=True).wait_for()


def logged(db: Database, uid: str) -> list[tuple[Any, ...]]:
    """Return exercise, repetitions, effort and pain of the sets of a session, in their order."""
    with db.read() as session:
        rows = session.query(LiftSet).order_by(LiftSet.position, LiftSet.id)
        return [
            (one.exercise, one.reps, one.rpe, one.pain)
            for one in rows
            if one.training_day.uid == uid and one.deleted_at is None
        ]


def decided(visit: Visit, athlete: str, words: str) -> str:
    """Read on the programme's page what was decided last; it says these words."""
    page = visit.page
    page.goto("/athletes")
    page.get_by_role("link", name=athlete, exact=True).first.click()
    page.get_by_role("link", name="What comes next").click()
    latest = page.get_by_role("region", name="What was decided last")
    latest.wait_for()
    page.evaluate("document.querySelectorAll('main details').forEach((one) => one.open = true)")
    latest.get_by_text(words).first.wait_for()
    told: str = latest.inner_text()
    return told

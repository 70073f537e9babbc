"""The whole way in a real browser with a real server: from an empty folder to a second one.

One film of ours is seen by the networks, once: two squats. All else rests on what they saw of it.
"""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import way_data as data
import way_film as film
import way_training as training
from real_server import HIPHINGE, PROC, RealServer
from trained import BAD, GOOD, train
from visit import Visit

from hiphinge.store.database import open_database
from hiphinge.store.folder import open_folder
from hiphinge.store.tables import Programme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from listened import Ear

CLIP = Path(__file__).parents[1] / "clips" / "squat.mp4"
FRAMES = 207
COACH = "Hips back here, not down"
PROCESSES = [
    ("hiphinge", "serve"),
    ("hiphinge", "analyze"),
    ("hiphinge.jobs.worker",),
    ("hiphinge.jobs.worker", "--quick"),
    ("hiphinge.jobs.probe_child",),
    ("hiphinge.web.shown.hand_on_child",),
]
"""What works on a film, by words of its command."""

pytestmark = pytest.mark.skipif(not PROC.is_dir(), reason="only Linux tells of its processes so")


@pytest.fixture
def server(tmp_path: Path, ear: Ear) -> Iterator[RealServer]:
    """Return a server that is listened to, with all that it starts."""
    del ear
    with RealServer(tmp_path / "kept") as one:
        one.start()
        yield one


def test_from_an_empty_folder_to_a_second_one(
    browser: Any, server: RealServer, ear: Ear, tmp_path: Path
) -> None:
    visit = Visit(browser, server.url)
    seen = a_film_is_judged_changed_and_handed_on(visit, server, browser, tmp_path)
    another_set_is_laid_over_it(visit)
    a_session_is_logged_without_the_network(visit, browser, server)
    all_of_it_goes_into_a_second_folder(visit, browser, tmp_path)
    the_gate_opens_and_is_held(visit, server)
    assert film.seen_files(server) == seen, "the networks looked at the film once"
    visit.end()
    the_terminal_judges_it_as_well(server, tmp_path)
    nothing_left_this_machine(ear)


def the_terminal_judges_it_as_well(server: RealServer, tmp_path: Path) -> None:
    (seen,) = (server.folder / "seen").iterdir()
    told = subprocess.run(
        [*HIPHINGE, "analyze", str(CLIP), "--track", str(seen), "--out", str(tmp_path / "out")],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "2 repetitions: all squats." in told.stdout


def nothing_left_this_machine(ear: Ear) -> None:
    """Neither did the browser ask anybody: that ended each visit."""
    for words in PROCESSES:
        assert ear.heard(*words), f"{words} was not listened to"
    assert ear.left == []


def a_film_is_judged_changed_and_handed_on(
    visit: Visit, server: RealServer, browser: Any, tmp_path: Path
) -> dict[str, int]:
    page = visit.page
    film.make_athlete(visit, "Anna")
    film.drop_film(visit, CLIP, "2026-11-20")
    film.follow_to_the_verdict(visit, FRAMES)
    film.report_of(page)
    assert "2 repetitions: all squats." in page.locator("#set-verdict").inner_text()
    seen = film.seen_files(server)
    assert len(seen) == 1
    page.get_by_label("Rep 1").uncheck()
    assert "1 repetition: a squat." in film.judged_anew(visit)
    page.locator("#change-form").get_by_label("Exercise").select_option(label="Squat")
    assert "1 repetition: a squat as you said." in film.judged_anew(visit)
    assert film.seen_files(server) == seen
    # The second repetition's bottom is in its sixth second.
    assert 4.5 < film.note_at_a_moment(visit, COACH) < 6
    film.hand_on(visit, browser, tmp_path / "shared.html", COACH)
    return seen


def another_set_is_laid_over_it(visit: Visit) -> None:
    first = visit.page.url
    film.drop_film(visit, CLIP, "2026-11-27")
    visit.page.get_by_role("link", name="See the report").click(timeout=film.PATIENCE_MS)
    film.report_of(visit.page)
    assert visit.page.url != first, "the same film on another day shows another set"
    film.compare_in_step(visit, visit.page.url)
    film.find_it_again(visit, "Anna", COACH, 2)


def a_session_is_logged_without_the_network(visit: Visit, browser: Any, server: RealServer) -> None:
    training.make_programme(visit, "Anna")
    log = training.begin_session(visit)
    phone = Visit(browser, server.url, width=390, height=844)
    count = training.log_without_network(phone, log, CLIP)
    db = open_database(open_folder(server.folder))
    rows = training.logged(db, log.rpartition("/")[2])
    db.close()
    assert len(rows) == count == 6
    assert [exercise for exercise, *_ in rows[:3]] == ["wall_tap", "wall_tap", "glute_bridge"]
    assert {(rpe, pain) for *_, rpe, pain in rows} == {(float(training.EFFORT), int(training.PAIN))}
    training.finish(phone)
    phone.end()
    told = training.decided(visit, "Anna", "0 of 2 repetitions green")
    assert "it stays as it is until a film passes" in told, "two squats are no wall tap"


def all_of_it_goes_into_a_second_folder(visit: Visit, browser: Any, tmp_path: Path) -> None:
    data.export(visit, tmp_path / "all.zip")
    with RealServer(tmp_path / "second") as other:
        other.start()
        there = Visit(browser, other.url)
        assert "New here: 1 athlete" in data.take_in(there, tmp_path / "all.zip")
        # Its report is made there anew, from what was seen here.
        assert "squat" in data.see_a_report(there)
        data.export(there, tmp_path / "again.zip")
        assert data.held(tmp_path / "again.zip") == data.held(tmp_path / "all.zip")
        there.end()


def the_gate_opens_and_is_held(visit: Visit, server: RealServer) -> None:
    """No film of ours shows good wall taps: what films said is put into the store by hand."""
    db = open_database(open_folder(server.folder))
    with db.read() as session:
        programme = session.query(Programme).one()
    for days in (5, 3):
        train(db, programme, training.ago(days), GOOD)
    told = training.decided(visit, "Anna", "Next rung open")
    assert "32 of 32 repetitions green (100%" in told
    train(db, programme, training.ago(0), BAD)
    told = training.decided(visit, "Anna", "first to mend: less knee, more hip")
    assert "6 of 16 repetitions green" in told
    db.close()

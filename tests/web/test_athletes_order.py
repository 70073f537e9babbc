"""The list of athletes: who needs the coach first, sorted otherwise, and kept true."""

from __future__ import annotations

import html
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import update
from trained import BAD, HOME, begun, train

from hiphinge.store import analyses, days, happenings, programmes, sets
from hiphinge.store.clock import new_uid, now
from hiphinge.store.prints import prints
from hiphinge.store.tables import SetMeasure, Upload
from hiphinge.training.happening import NextDay
from hiphinge.web.need import looks
from hiphinge.web.need.looks import Looks

if TYPE_CHECKING:
    import pytest
    from seeds import Seeds
    from serving import Client
    from sqlalchemy.orm import Session

    from hiphinge.store.tables import Athlete
    from hiphinge.web.need.signs import Look

TODAY = date.today()


def ago(count: int) -> str:
    return (TODAY - timedelta(days=count)).isoformat()


def listed(client: Client, address: str = "/athletes") -> dict[str, str]:
    """Return the cards of the list by the names on them, in their order."""
    with client.db.read() as session:
        _, waiting = client.app.state.looks.found(session, patience_s=600.0)  # type: ignore[attr-defined]
    assert waiting == 0
    page = client.get(address).text.split('id="athletes">')[1]
    cards = [html.unescape(" ".join(one.split())) for one in page.split('<li class="card"')[1:]]
    return {re.sub("<.*?>", "", one.split("<h2>")[1].split("</h2>")[0]): one for one in cards}


def well(rows: Seeds, name: str, day: str) -> Athlete:
    """Make an athlete whose last film is good."""
    one = rows.athlete(name)
    rows.judged(rows.day(one, day), exercise="rdl", pain=0)
    return one


def test_who_needs_the_coach_comes_first_with_the_reason_and_its_link(
    client: Client, rows: Seeds
) -> None:
    well(rows, "Well", ago(0))
    hurts = well(rows, "Hurts", ago(3))
    day = rows.day(hurts, ago(2))
    rows.lift(day, exercise="rdl", pain=6)
    failed = rows.film(rows.day(rows.athlete("Failed"), ago(1)))
    with rows.db.write() as session:
        analyses.get(session, failed.uid).state = "failed"
    asks = rows.judged(
        rows.day(rows.athlete("Asks"), ago(1)), summary={"question": "Was it a squat?"}
    )
    held = rows.athlete("Held")
    train(rows.db, begun(rows.db, held, HOME, ago(20)), ago(2), BAD)
    well(rows, "Away", ago(30))
    rows.athlete("New")

    cards = listed(client)
    assert list(cards) == ["Hurts", "Held", "Failed", "Asks", "Away", "Well", "New"]
    for name, words, url in (
        ("Hurts", "Pain 6 of 10 in the last session", f"/days/{day.uid}"),
        ("Held", "Gate held by form: wall tap", f"/programme/{held.uid}"),
        ("Failed", "A film could not be judged", f"/sets/{failed.lift_set.uid}"),
        ("Asks", "A film asks which exercise it was", f"/sets/{asks.lift_set.uid}"),
        ("Away", "Not seen for 30 days", "#sessions"),
    ):
        assert re.search(rf'<a href="[^"]*{re.escape(url)}">{words}</a>', cards[name]), name
        assert "Look at next" not in cards[name]
    assert "Look at next" in cards["Well"]
    page = client.get("/athletes").text
    assert "our judgement" in page
    assert "5 of 7\N{NO-BREAK SPACE}athletes need you first" in page


def reasons(text: str) -> list[str]:
    """Return the reasons in a piece of a page, each with its link, as they stand there."""
    return re.findall(r'<li class="need[^"]*"><a href="[^"]+">[^<]+</a></li>', text)


def test_the_page_of_an_athlete_tells_the_same_reasons(client: Client, rows: Seeds) -> None:
    hurts, fine = rows.athlete("Hurts"), well(rows, "Fine", ago(1))
    rows.lift(rows.day(hurts, ago(12)), exercise="rdl", pain=6)
    refuse(rows, "a.mov", "2020-01-01T00:00:00Z", athlete=fine.uid)
    refuse(rows, "b.mov", now(), athlete=hurts.uid)
    refuse(rows, "c.mov", now())
    cards = listed(client)
    assert len(reasons(cards["Hurts"])) == 3
    # A good film came after what was refused; of whom a film is that names nobody is not guessed.
    assert reasons(cards["Fine"]) == []
    for one, name in ((hurts, "Hurts"), (fine, "Fine")):
        own = html.unescape(client.get(f"/athletes/{one.uid}").text)
        assert reasons(own) == reasons(cards[name])
        assert ("To look at first" in own) == (name == "Hurts")
    assert '<a href="/#under-way">A film was refused</a>' in cards["Hurts"]


def refuse(rows: Seeds, name: str, when: str, **about: str) -> None:
    """Have a film refused, as the check of a file does."""
    with rows.db.write() as session:
        session.add(
            Upload(uid=new_uid(), name=name, size=9, received=9, state="refused", about=about,
                   error="No film.", created_at=when)
        )  # fmt: skip


def test_the_person_sorts_by_name_or_day_instead(client: Client, rows: Seeds) -> None:
    for name, back in (("Cleo", 1), ("anna", 3), ("Bert", 2)):
        well(rows, name, ago(back))
    rows.lift(rows.day(rows.athlete("Dora"), ago(5)), pain=9)
    assert list(listed(client)) == ["Dora", "Cleo", "Bert", "anna"]
    assert list(listed(client, "/athletes?by=name")) == ["anna", "Bert", "Cleo", "Dora"]
    assert list(listed(client, "/athletes?by=day")) == ["Cleo", "Bert", "anna", "Dora"]
    page = client.get("/athletes?by=day&q=o").text
    assert 'href="/athletes?by=name&amp;q=o"' in page
    assert 'aria-current="true">Day' in page
    assert list(listed(client, "/athletes?by=day&q=o")) == ["Cleo", "Dora"]
    assert client.get("/athletes?by=shoe").status_code == 422


def test_a_change_for_the_worse_beyond_doubt_is_told_and_its_trend_says_so_too(
    client: Client, rows: Seeds
) -> None:
    def course(name: str, late: float) -> Athlete:
        one = rows.athlete(name)
        for back in range(6):
            film = rows.judged(rows.day(one, ago(back)), exercise="rdl")
            with rows.db.write() as session:
                session.execute(
                    update(SetMeasure)
                    .where(SetMeasure.analysis_id == film.id, SetMeasure.name == "shin_deg")
                    .values(value=late if back < 2 else 2.0)
                )
        return one

    worse, _better, _within = course("Worse", 24.0), course("Better", -10.0), course("Within", 5.0)
    cards = listed(client)
    address = f"/trends/{worse.uid}?exercise=rdl&measure=shin_deg"
    assert (
        f'<a href="{address}#course">Romanian deadlift changed, now out of the zone: shins</a>'
        in cards["Worse"]
    )
    assert "the zone" not in cards["Better"] + cards["Within"], "a shin that is upright is no worse"
    assert "farther forward" in client.get(address).text


def test_what_changes_is_seen_and_what_does_not_is_not_looked_at_again(
    client: Client, rows: Seeds
) -> None:
    one, other = rows.athlete("One"), rows.athlete("Other")
    programme = begun(rows.db, one, HOME, ago(20))
    uid = train(rows.db, programme, ago(2), BAD)
    well(rows, "Third", ago(1))

    def told_now() -> dict[str, int]:
        with rows.db.read() as session:
            return prints(session)

    def changed() -> set[str]:
        nonlocal before
        after = told_now()
        found = {key for key, told in after.items() if before.get(key) != told}
        before = after
        return found

    before = told_now()
    assert changed() == set()
    with rows.db.write() as session:
        day = days.get(session, uid)
        lift = day.sets[0].uid
    for fields in ({"pain": 5}, {"reps": 3}, {"load_kg": 9.0}, {"rpe": 7}, {"exercise": "rdl"}):
        with rows.db.write() as session:
            sets.change(session, lift, **fields)
        assert changed() == {one.uid}, fields
    with rows.db.write() as session:
        days.change(session, uid, day=ago(3))
    assert changed() == {one.uid}

    def say(pain: int, *, rose: bool) -> str:
        with rows.db.write() as session:
            own = programmes.get(session, programme.uid)
            said = NextDay(TODAY - timedelta(days=1), pain, rose)
            return happenings.note(session, own, said).uid

    event = say(0, rose=False)
    assert changed() == {one.uid}
    with rows.db.write() as session:
        programmes.remove_event(session, programmes.get(session, programme.uid), event)
    say(5, rose=True)
    assert changed() == {one.uid}, "taken back and said anew, in a row of the same number"
    assert "Pain 5 of 10 on the day after, more than before" in listed(client)["One"]
    with rows.db.write() as session:
        sets.delete(session, lift)
    assert changed() == {one.uid}
    with rows.db.write() as session:
        programmes.end(session, programmes.get(session, programme.uid))
    assert changed() == {one.uid}
    rows.judged(rows.day(other))
    assert changed() == {other.uid}


def test_a_list_does_not_wait_for_looks_that_take_long(rows: Seeds) -> None:
    for number in range(12):
        well(rows, f"Athlete {number}", ago(1))
    looks = Looks(rows.db)
    try:
        with rows.db.read() as session:
            found, waiting = looks.found(session, patience_s=0.0)
        assert waiting == 12
        assert {one.measures for one in found.values()} == {0}
        thread = looks._thread
        assert thread is not None
        thread.join(600)
        with rows.db.read() as session:
            found, waiting = looks.found(session, patience_s=0.0)
        assert waiting == 0
        assert {one.measures for one in found.values()} == {1}
    finally:
        looks.close()


def test_one_who_cannot_be_looked_at_hides_no_other(
    client: Client, rows: Seeds, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, hurts = well(rows, "Broken", ago(1)), rows.athlete("Hurts")
    rows.lift(rows.day(hurts, ago(2)), exercise="rdl", pain=6)
    real = looks.look_at

    def look_at(session: Session, athlete: Athlete) -> Look:
        if athlete.uid == broken.uid:
            raise KeyError("nobody thought of that")
        return real(session, athlete)

    monkeypatch.setattr(looks, "look_at", look_at)
    assert list(listed(client)) == ["Hurts", "Broken"]
    assert "nobody thought of that" in (client.db.folder.root / "hiphinge.log").read_text()

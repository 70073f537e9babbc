"""An athlete who lifts pounds reads pounds everywhere; what is kept stays kilograms."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date, timedelta
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest
from trained import BAD, BAR, GOOD, begun, train

from hiphinge.numerals import kept
from hiphinge.store import athletes, course, programmes

if TYPE_CHECKING:
    from judged import Judged
    from seeds import Seeds
    from serving import Client

    from hiphinge.store.tables import Athlete, LiftSet

UNSEEN = re.compile(
    r"<(script|style|select)\b.*?</\1>|<(?!/)[^>]*?\b(?:value|data-\w+)=[^>]*>", re.S
)
SPACES = re.compile(r"\s+")


def ago(count: int) -> str:
    return (date.today() - timedelta(days=count)).isoformat()


def read(html: str) -> str:
    """Return what is read or heard of a page: its texts and names, without scripts and choices."""
    named = re.findall(r'(?:aria-label|title|placeholder)="([^"]*)"', html)
    bare = re.sub(r"<[^>]*>", " ", UNSEEN.sub(" ", html))
    return SPACES.sub(" ", unescape(" ".join([bare, *named])))


@pytest.fixture
def pounds(client: Client, judged: Judged, rows: Seeds, lift: LiftSet) -> Athlete:
    """Return Anna, who lifts pounds, with films, a log and a programme."""
    uid = lift.training_day.athlete.uid
    with client.db.write() as session:
        anna = athletes.change(session, uid, units="lb", mass_kg=kept(155, "lb"))
    judged.film(rows.day(anna, ago(3)), uid="second-film", exercise="rdl", load_kg=kept(155, "lb"))
    known = replace(
        BAR, units="lb", loads_kg={"barbell_rdl": kept(175, "lb")}, body_mass_kg=kept(155, "lb")
    )
    programme = begun(client.db, anna, known, ago(20))
    for back, form in ((17, GOOD), (12, BAD), (10, GOOD)):
        train(client.db, programme, ago(back), form)
    with client.db.write() as session:
        course.begin_day(session, programmes.get(session, programme.uid), ago(0), None)
    return anna


def test_no_page_speaks_of_kilograms(client: Client, pounds: Athlete, lift: LiftSet) -> None:
    one, uid = f"/sets/{lift.uid}", pounds.uid
    both = f"first={lift.uid}&second=second-film"
    for address, shown in {
        "/": "lb", f"/athletes/{uid}": "155 lb", f"/days/{lift.training_day.uid}": "132.3 lb",
        one: "132.3 lb", f"{one}/edit": "132.3 lb", f"/trends/{uid}?exercise=rdl": "155 lb",
        "/search": "155 lb", f"/compare?{both}": "132.3 lb", f"/programme/{uid}": "lb",
        f"/programme/{uid}/decisions": "Decisions", f"/programme/{uid}/new": "New programme",
        f"/week/{uid}": "lb", "/plates": "45 lb",
    }.items():  # fmt: skip
        answer = client.get(address)
        assert answer.status_code == 200, address
        said = read(answer.text)
        assert shown in said, address
        assert not re.search(r"\bkg\b", said), (address, re.findall(r".{40}\bkg\b", said))


def test_what_is_made_of_two_sets_and_of_a_programme(
    client: Client, pounds: Athlete, lift: LiftSet
) -> None:
    page = client.get(f"/compare/page?first={lift.uid}&second=second-film").text
    assert '"loads":["132.3\\u00a0lb","155\\u00a0lb"]' in page
    calendar = client.get(f"/programme/{pounds.uid}/calendar.ics").text.replace("\r\n ", "")
    assert re.search(r"\d.lb\b", calendar)
    assert "kg" not in calendar
    rules = read(client.get(f"/programme/{pounds.uid}/rules").text)
    assert "1102.3 lb" in rules


def test_the_report_follows_who_changes_to_pounds(client: Client, lift: LiftSet) -> None:
    address, uid = f"/sets/{lift.uid}/report", lift.training_day.athlete.uid
    before = client.get(address)
    assert '<html lang="en" data-units="kg">' in before.text
    with client.db.write() as session:
        athletes.change(session, uid, units="lb")
    after = client.get(address, headers={"if-none-match": before.headers["etag"]})
    assert after.status_code == 200, "what was kept of the page in a browser is out of date"
    assert '<html lang="en" data-units="lb">' in after.text
    assert after.text.replace('data-units="lb"', 'data-units="kg"') == before.text
    assert page_data(after.text)["load"] == {"kg": "60\xa0kg", "lb": "132.3\xa0lb"}


def test_tables_and_data_keep_kilograms_and_say_so(
    client: Client, pounds: Athlete, lift: LiftSet
) -> None:
    table = client.get("/data/sets.csv").text.lstrip("\ufeff")
    loads = {row["load_kg"] for row in csv.DictReader(io.StringIO(table))}
    assert {"60", "70.307"} <= loads
    report = client.get(f"/sets/{lift.uid}/files/report.json").json()
    assert report["load_kg"] == 60.0
    assert pounds.units == "lb"


def page_data(html: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(
        html.partition('id="page-data">')[2].partition("</script>")[0]
    )
    return data

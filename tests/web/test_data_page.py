"""Data: taken along and put back, whole or not at all, and never through a path from outside."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from serving import PHONE, client_on, token_in

from hiphinge.store import athletes, days
from hiphinge.store import bin as deleted
from hiphinge.store.restore import restore
from hiphinge.web.form_to_disk import GARBLED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from seeds import Seeds
    from serving import Client

BROKEN = b'--x\r\nContent-Disposition: form-data; name="file"\r\n\r\nabc'


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Client]:
    """Return a client of another folder."""
    with client_on(tmp_path / "other") as client:
        client.headers["x-hiphinge-token"] = client.token
        client.follow_redirects = False
        yield client


def taken(client: Client, archive: bytes, **fields: str) -> str:
    """Send an archive through the form; return the page that says what came of it."""
    answer = client.post(
        "/data/import",
        data={"csrf_token": client.token, **fields},
        files={"file": ("../../../etc/evil.zip", archive, "application/zip")},
    )
    assert answer.status_code == 303, answer.text
    page: str = client.get(answer.headers["location"]).text
    return page


def test_it_says_where_everything_lies_and_how_large_it_is(client: Client) -> None:
    page = client.get("/data").text
    assert str(client.app.state.folder.root) in page  # type: ignore[attr-defined]
    assert "Free on this disk" in page
    assert "nothing to export yet" in page


def test_another_device_is_not_told_the_path(tmp_path: Path) -> None:
    with client_on(tmp_path / "kept", peer=PHONE, lan=True, names=("192.168.1.2",)) as phone:
        phone.base_url = "http://192.168.1.2:8750"
        form = {"csrf_token": token_in(phone.get("/pair").text), "name": "Phone"}
        form["code"] = phone.app.state.pairing.new()  # type: ignore[attr-defined]
        phone.post("/pair", data=form)
        page = phone.get("/data").text
        assert "It lies on the computer that runs hiphinge" in page
        assert str(tmp_path) not in page


def test_what_is_exported_is_taken_in_elsewhere_once(
    client: Client, rows: Seeds, other: Client
) -> None:
    one = rows.athlete("Athlete A")
    rows.lift(rows.day(one), exercise="rdl", load_kg=60.0)
    answer = client.get("/data/export?films=yes")
    assert answer.headers["content-disposition"].startswith('attachment; filename="hiphinge-')
    assert zipfile.ZipFile(io.BytesIO(answer.content)).testzip() is None

    page = taken(other, answer.content)
    assert "Taken in" in page
    assert "New here: 1 athlete, 1 session and 1 set." in page
    with other.db.read() as session:
        (listed,) = athletes.listed(session)
        assert (listed.athlete.uid, listed.sets) == (one.uid, 1)
    page = taken(other, answer.content)
    assert "Nothing in it is new here." in page
    assert "Here already: 1 athlete, 1 session and 1 set." in page


def test_one_athlete_alone(client: Client, rows: Seeds, other: Client) -> None:
    one, _ = rows.athlete("Athlete A"), rows.athlete("Athlete B")
    taken(other, client.get(f"/data/export?athlete={one.uid}").content)
    with other.db.read() as session:
        assert [row.athlete.name for row in athletes.listed(session)] == ["Athlete A"]
    assert client.get("/data/export?athlete=nobody-here").status_code == 404


@pytest.mark.parametrize(("overwrite", "title"), [("no", "Here"), ("yes", "There")])
def test_what_differs_is_kept_or_replaced_as_was_said(
    client: Client, rows: Seeds, other: Client, overwrite: str, title: str
) -> None:
    day = rows.day(rows.athlete(), title="There")
    archive = client.get("/data/export").content
    taken(other, archive)
    other.post(f"/days/{day.uid}", data={"day": day.day, "title": "Here"})
    assert "Different here: 1 session" in taken(other, archive, overwrite=overwrite)
    with other.db.read() as session:
        assert days.get(session, day.uid).title == title


def test_what_is_no_archive_is_refused_and_nothing_stays(client: Client) -> None:
    left = client.app.state.folder.root / "uploads"  # type: ignore[attr-defined]
    for archive in (b"no zip at all", b"", b"PK\x03\x04" + b"\0" * 200):
        page = taken(client, archive)
        assert "Not taken in" in page
        assert 'class="notice off"' in page
        assert list(left.iterdir()) == []


def test_no_name_in_an_archive_leads_out(client: Client, tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("../../../evil.txt", "x")
        archive.writestr("/evil.txt", "x")
    assert "Not taken in" in taken(client, made.getvalue())
    assert not list(tmp_path.rglob("evil*"))


def test_a_form_that_breaks_off_is_refused(client: Client) -> None:
    for body, kind in (
        (BROKEN, "multipart/form-data; boundary=x"),
        (b"abc", "multipart/form-data; boundary=x"),
        (b"file=abc", "application/x-www-form-urlencoded"),
        (b"abc", "multipart/form-data"),
    ):
        answer = client.post("/data/import", content=body, headers={"content-type": kind})
        assert GARBLED in client.get(answer.headers["location"]).text, body


def test_a_result_that_is_gone_is_404(client: Client) -> None:
    assert client.get("/data/import/nothing-here").status_code == 404


def test_a_backup_is_saved_and_nothing_of_it_stays_here(
    client: Client, rows: Seeds, tmp_path: Path
) -> None:
    lift = rows.lift(rows.day(rows.athlete()))
    client.post(f"/sets/{lift.uid}/delete")
    answer = client.post("/data/backup")
    assert int(answer.headers["content-length"]) == len(answer.content)
    assert "hiphinge-backup-" in answer.headers["content-disposition"]
    assert list((client.app.state.folder.root / "uploads").iterdir()) == []  # type: ignore[attr-defined]
    saved = tmp_path / "saved.zip"
    saved.write_bytes(answer.content)
    restore(saved, tmp_path / "back")
    with client_on(tmp_path / "back") as back, back.db.read() as session:
        assert [one.uid for one in deleted.listed(session)] == [lift.uid]


def test_sets_are_tables_of_everybody_or_of_one(client: Client, rows: Seeds) -> None:
    one, other = rows.athlete("Athlete A"), rows.athlete("=HYPERLINK(1)")
    rows.judged(rows.day(one), exercise="rdl", load_kg=61.0, note="Two\nlines")
    rows.lift(rows.day(other), load_kg=93.0)
    answer = client.get("/data/sets.csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert 'attachment; filename="hiphinge-sets-' in answer.headers["content-disposition"]
    table = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["load_kg"] for row in table] == ["61", "93"]
    assert [row["shin_deg"] for row in table] == ["7.00", ""]
    assert table[1]["athlete"] == "'=HYPERLINK(1)"
    log = client.get(f"/data/log.csv?athlete={other.uid}").content.decode("utf-8-sig")
    assert [row["load_kg"] for row in csv.DictReader(io.StringIO(log))] == ["93"]
    assert client.get("/data/log.csv?athlete=nobody-here").status_code == 404

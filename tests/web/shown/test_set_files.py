"""What is sent of a set: its page under its scripts' policy, its film in stretches, tables."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import re
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest
from judged import EXAMPLE
from PIL import Image
from real_server import PATIENCE_S

from hiphinge.jobs.result import watchable_path
from hiphinge.store import notes, sets
from hiphinge.web.shown import child

if TYPE_CHECKING:
    from judged import Judged
    from serving import Client

    from hiphinge.store.tables import LiftSet

SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
NASTY = "</script><script>alert(1)</script> <!-- & \u2028 “fine”"


def note(judged: Judged, uid: str, text: str, time_s: float = 2.0) -> None:
    with judged.db.write() as session:
        notes.add(session, sets.get(session, uid), time_s, text, author="Kim")


def noted(html: str) -> list[dict[str, object]]:
    told: list[dict[str, object]] = json.loads(block(html, "notes-data"))
    return told


def block(html: str, name: str) -> str:
    return html.partition(f'id="{name}">')[2].partition("</script>")[0]


def test_the_page_may_run_its_own_scripts_and_no_others(client: Client, lift: LiftSet) -> None:
    answer = client.get(f"/sets/{lift.uid}/report")
    rules = dict(
        rule.split(" ", 1) for rule in answer.headers["content-security-policy"].split("; ")
    )
    wanted = {
        f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"
        for code in SCRIPT.findall(answer.text)
    }
    assert len(wanted) == 2
    assert wanted <= set(rules["script-src"].split())
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert (rules["default-src"], rules["frame-ancestors"]) == ("'none'", "'self'")
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_notes_stand_in_the_page_and_cannot_break_out(
    client: Client, judged: Judged, lift: LiftSet
) -> None:
    bare = client.get(f"/sets/{lift.uid}/report")
    note(judged, lift.uid, NASTY)
    page = client.get(f"/sets/{lift.uid}/report")
    assert page.headers["content-security-policy"] == bare.headers["content-security-policy"]
    assert page.text.count("<script") == bare.text.count("<script")
    (told,) = noted(page.text)
    assert (told["text"], told["author"], told["time_s"]) == (NASTY, "Kim", 2.0)


def test_a_page_is_sent_again_only_when_it_changed(
    client: Client, judged: Judged, lift: LiftSet
) -> None:
    url = f"/sets/{lift.uid}/report"
    whole = client.get(url)
    tag = whole.headers["etag"]
    assert whole.headers["content-encoding"] == "gzip"
    again = client.get(url, headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    plain = client.get(url, headers={"accept-encoding": "identity", "if-none-match": tag})
    assert (plain.status_code, plain.text) == (200, whole.text), "other bytes have another name"
    assert int(whole.headers["content-length"]) < len(plain.content) / 2
    note(judged, lift.uid, "look here")
    assert client.get(url, headers={"if-none-match": tag}).status_code == 200


def test_the_film_is_sent_in_stretches(client: Client, lift: LiftSet) -> None:
    url = f"/sets/{lift.uid}/video"
    whole = client.get(url)
    assert whole.content.startswith(EXAMPLE.read_bytes())
    assert whole.headers["content-type"] == "video/mp4"
    assert whole.headers["x-content-type-options"] == "nosniff"
    assert whole.headers["accept-ranges"] == "bytes"
    part = client.get(url, headers={"range": "bytes=1000-1999"})
    assert (part.status_code, part.content) == (206, whole.content[1000:2000])
    assert part.headers["content-range"] == f"bytes 1000-1999/{len(whole.content)}"
    beyond = client.get(url, headers={"range": "bytes=999999999-"})
    assert beyond.status_code == 416


def test_a_film_encoded_anew_is_sent_instead(client: Client, judged: Judged, lift: LiftSet) -> None:
    sha256 = judged.analysis(lift.uid).video_sha256
    watchable_path(judged.db.folder, sha256).write_bytes(b"made anew")
    assert client.get(f"/sets/{lift.uid}/video").content == b"made anew"


@pytest.mark.parametrize("what", ["report", "video", "still", "share", "files/report.json"])
def test_what_is_not_there_is_404(client: Client, what: str) -> None:
    assert client.get(f"/sets/no-such-set/{what}").status_code == 404


def test_a_deleted_set_sends_nothing(client: Client, judged: Judged, lift: LiftSet) -> None:
    with judged.db.write() as session:
        sets.delete(session, lift.uid)
    for what in ("", "/report", "/video", "/files/report.json"):
        assert client.get(f"/sets/{lift.uid}{what}").status_code == 404


@pytest.mark.parametrize(
    "name",
    ["page.html", "..%2freport.json", "%2e%2e", "share.html", "report.json%00", "track.json"],
)
def test_no_other_file_can_be_named(client: Client, lift: LiftSet, name: str) -> None:
    assert client.get(f"/sets/{lift.uid}/files/{name}").status_code == 404


def test_tables_have_names_of_ours(client: Client, judged: Judged, lift: LiftSet) -> None:
    answer = client.get(f"/sets/{lift.uid}/files/reps.csv")
    assert answer.headers["content-disposition"] == (
        'attachment; filename="romanian-deadlift-2026-11-27-1-reps.csv"'
    )
    assert len(list(csv.DictReader(io.StringIO(answer.text)))) == 3
    report = client.get(f"/sets/{lift.uid}/files/report.json").json()
    assert report["set"]["verdict"] == judged.analysis(lift.uid).verdict


def test_a_still_is_a_picture_of_the_film(client: Client, lift: LiftSet) -> None:
    answer = client.get(f"/sets/{lift.uid}/still")
    assert answer.headers["content-type"] == "image/jpeg"
    assert Image.open(io.BytesIO(answer.content)).size == (480, 640)


def test_what_is_handed_on_is_made_once_and_takes_todays_notes(
    client: Client, judged: Judged, lift: LiftSet
) -> None:
    url = f"/api/sets/{lift.uid}/share"
    assert client.get(url).json() == {"ready": False, "size": 0, "video": "inside"}
    made = client.post(url).json()
    assert (made["ready"], made["video"]) == (True, "inside")
    page = client.get(f"/sets/{lift.uid}/share")
    assert len(page.content) == made["size"]
    note(judged, lift.uid, NASTY)
    again = client.get(f"/sets/{lift.uid}/share")
    assert [one["text"] for one in noted(again.text)] == [NASTY]
    assert len(again.content) == client.get(url).json()["size"]
    assert again.headers["content-disposition"] == (
        'attachment; filename="romanian-deadlift-2026-11-27-1.html"'
    )
    film = block(again.text, "video-data")
    assert base64.b64decode(film).startswith(EXAMPLE.read_bytes())
    shown = client.get(f"/sets/{lift.uid}/report").text
    assert data(again.text)["report"] == data(shown)["report"], "what is shared is what is shown"


def data(html: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(block(html, "page-data"))
    return found


def test_markers_are_made_when_they_are_asked_for(
    client: Client, judged: Judged, lift: LiftSet
) -> None:
    folder = judged.db.folder.result_path(judged.analysis(lift.uid).result or "")
    assert not (folder / "markers.trc").exists()
    assert client.get(f"/sets/{lift.uid}/files/markers.trc").text.startswith("PathFileType")
    assert "endheader" in client.get(f"/sets/{lift.uid}/files/angles.mot").text


def test_nothing_is_handed_on_while_it_is_judged_anew(client: Client, lift: LiftSet) -> None:
    client.patch(f"/api/sets/{lift.uid}", json={"load_kg": 70})
    answer = client.post(f"/api/sets/{lift.uid}/share")
    assert answer.status_code == 400
    assert answer.json()["error"] == "This set is being judged anew: try again when that is done."


def test_the_server_does_not_wait_for_a_child_when_it_ends(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = threading.Event()
    real = subprocess.Popen

    def sleeper(_command: object, **said: Any) -> Any:
        process = real([sys.executable, "-c", "import time; time.sleep(900)"], **said)
        started.set()
        return process

    monkeypatch.setattr(subprocess, "Popen", sleeper)
    said: list[str] = []

    def wait() -> None:
        try:
            child.ask(client.db.folder, "any", {}, 900.0)
        except child.Broken as error:
            said.append(str(error))

    waiting = threading.Thread(target=wait)
    waiting.start()
    assert started.wait(PATIENCE_S)
    while not child.RUNNING:
        time.sleep(0.01)
    child.end_all()
    waiting.join(PATIENCE_S)
    assert said == [child.BROKE]
    assert not child.RUNNING

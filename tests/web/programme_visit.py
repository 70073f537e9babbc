"""A programme's pages as a test visits them: look, send a form, press Undo, see where it stands."""

from __future__ import annotations

import html
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from hiphinge.store import course, programmes
from hiphinge.store.clock import new_uid

if TYPE_CHECKING:
    from serving import Client

    from hiphinge.store.tables import Athlete, Programme
    from hiphinge.training.state import State

NASTY = "<script>alert(1)</script>\"'&"
TODAY = date.today()


def ago(count: int) -> str:
    return (TODAY - timedelta(days=count)).isoformat()


def page_of(client: Client, athlete: Athlete, more: str = "") -> str:
    answer = client.get(f"/programme/{athlete.uid}{more}")
    assert answer.status_code == 200, answer.text
    return answer.text


def send(client: Client, athlete: Athlete, form_name: str, /, **fields: Any) -> Any:
    """Send one of the page's forms, as of today."""
    form = {"day": TODAY.isoformat(), "row": new_uid()} | fields
    return client.post(f"/programme/{athlete.uid}/{form_name}", data=form)


def state_of(client: Client, programme: Programme) -> State:
    with client.db.read() as session:
        return course.standing(session, programmes.get(session, programme.uid)).state


def undo(client: Client, athlete: Athlete) -> None:
    """Press the Undo of the page that comes now."""
    found = re.search(r'class="toast".*?action="([^"]+)"', page_of(client, athlete), re.DOTALL)
    assert found is not None, "the page offers no undo"
    assert client.post(html.unescape(found[1])).status_code == 303

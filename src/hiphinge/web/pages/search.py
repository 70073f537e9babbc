"""`/search`: find sets by words and by what they are; choose two of them to compare."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from sqlalchemy.orm import Session

from hiphinge.errors import HingeError
from hiphinge.report.words import PLURALS
from hiphinge.store import sets
from hiphinge.store.search import Filters, Found, search
from hiphinge.store.used import exercises_used
from hiphinge.web.exercise_names import title_of
from hiphinge.web.render import page, see_other
from hiphinge.web.set_lines import lines_of
from hiphinge.web.toast import SeeOther

router = APIRouter()

SIZE = 30
"""Sets on one page."""
FILMS = {"yes": True, "no": False}
KINDS = {kind: words.capitalize() for kind, words in PLURALS.items()}
CHOOSE = "Choose exactly two judged sets, then compare them"
TAGS = 12
"""Tags that are offered, the most used ones."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person searches for, as typed; empty for whatever it is."""

    q: str = ""
    athlete: str = ""
    exercise: str = ""
    tag: str = ""
    kind: str = ""
    since: str = ""
    until: str = ""
    film: str = ""

    @property
    def said(self) -> dict[str, str]:
        """The fields that say something."""
        return {name: value for name, value in asdict(self).items() if value}

    @property
    def filtered(self) -> bool:
        """Whether anything but words is asked for."""
        return bool(self.said.keys() - {"q"})

    @property
    def filters(self) -> Filters:
        """The same for the store."""
        return Filters(
            athlete=self.athlete or None,
            exercise=self.exercise or None,
            tag=self.tag or None,
            kind=self.kind or None,
            first_day=self.since or None,
            last_day=self.until or None,
            filmed=FILMS.get(self.film),
        )

    def address(self, number: int = 1) -> str:
        """Return the address of a page of what is found."""
        return f"/search?{urlencode(self.said | ({'page': number} if number > 1 else {}))}"


@router.get("/search")
def show(
    request: Request,
    q: str = "",
    athlete: str = "",
    exercise: str = "",
    tag: str = "",
    kind: str = "",
    since: str = "",
    until: str = "",
    film: str = "",
    number: Annotated[int, Query(alias="page", ge=1, le=1_000_000)] = 1,
) -> HTMLResponse:
    """Show what has all the words and is what the filters say."""
    asked = Asked(q.strip(), athlete, exercise, tag.lower(), kind, since, until, film)
    wrong = ""
    with request.app.state.db.read() as session:
        try:
            found = search(session, asked.q, asked.filters, page=number, size=SIZE)
        except HingeError as error:
            found, wrong = Found([], 0, 1, 1), str(error)
        tags, exercises = _offered(session)
    return page(
        request, "search.html", 400 if wrong else 200,
        asked=asked, found=found, lines=lines_of(found.sets), wrong=wrong, kinds=KINDS,
        tags=tags[:TAGS], tag_words=_with(asked.tag, tags), exercises=exercises,
    )  # fmt: skip


@router.get("/search/compare")
def compare(chosen: Annotated[Sequence[str], Query(alias="set")] = (), back: str = "") -> SeeOther:
    """Go to the comparison of two sets; without a script, this is what the button leads to."""
    two = list(dict.fromkeys(chosen))
    if len(two) != 2:  # noqa: PLR2004 (a comparison is of two)
        return see_other(f"/search?{back}", said=CHOOSE)
    return see_other(f"/compare?{urlencode({'first': two[0], 'second': two[1]})}")


def _offered(session: Session) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the tags in use, the most used first, and the exercises in use, by name."""
    tags = [word for word, _ in sets.tags_used(session)]
    exercises = [(key, title_of(key)) for key in exercises_used(session)]
    return tags, sorted(exercises, key=lambda pair: pair[1].casefold())


def _with(word: str, words: list[str]) -> list[str]:
    """Return words in order, with one that may not be among them."""
    return sorted({*words, word} - {""})

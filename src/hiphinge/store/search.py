"""Find sets again: by words in whatever is known of them, and by what they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import exists, func, or_, select

from hiphinge.errors import UsageError
from hiphinge.moves.move import moves
from hiphinge.store.folding import folded
from hiphinge.store.limits import Words, checked_day
from hiphinge.store.rows import SHOWN
from hiphinge.store.sets import whole
from hiphinge.store.tables import Analysis, Athlete, CoachNote, LiftSet, Tag, TrainingDay, Video
from hiphinge.store.trends import exercise_of_set
from hiphinge.training.exercises import exercises

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

PAGE = 50
"""Sets on one page of what was found."""
QUERY = Words("What is searched for", 200)
WORDS_MOST = 10
"""More words than this find nothing that fewer do not."""
ESCAPE = "\\"


@dataclass(frozen=True, slots=True)
class Filters:
    """What a set must be, beside having the words; None for whatever it is.

    Attributes
    ----------
    athlete, exercise, tag, kind : str or None
        The athlete's uid; the exercise as given, else as seen; a tag; a kind that at least one
        repetition is of.
    first_day, last_day : str or None
        Days from and to.
    filmed : bool or None
        With a film, or without.
    """

    athlete: str | None = None
    exercise: str | None = None
    tag: str | None = None
    kind: str | None = None
    first_day: str | None = None
    last_day: str | None = None
    filmed: bool | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """One page of what was found, the newest first.

    Attributes
    ----------
    sets : sequence of LiftSet
        As `sets.get` returns them.
    total : int
        How many there are on all pages.
    page, pages : int
        Which page this is, from 1, and how many there are.
    """

    sets: Sequence[LiftSet]
    total: int
    page: int
    pages: int


def search(
    session: Session,
    query: str = "",
    filters: Filters | None = None,
    *,
    page: int = 1,
    size: int = PAGE,
) -> Found:
    """Find sets that have all the words somewhere, and are what the filters say.

    Words are looked for in the exercise and its name, tags, notes, coach's notes, the athlete's
    name, the session's title and day, the film's file name and the verdict; capitals and accents
    make no difference.

    Parameters
    ----------
    session : Session
    query : str
        Words; none for all sets.
    filters : Filters or None
    page, size : int
        Which page, from 1, and how many sets it has. A page beyond the last is the last.

    Raises
    ------
    UsageError
        When the words are too many, or a day is none.
    """
    words = list(dict.fromkeys(folded(QUERY(query)).split()))
    if len(words) > WORDS_MOST:
        raise UsageError(f"Search for at most {WORDS_MOST} words at once.")
    wanted = [*SHOWN, *_filtered(filters or Filters()), *map(_somewhere, words)]
    # The numbers of all rows first: sorting whole rows would carry all that is known of each.
    ids = session.scalars(
        select(LiftSet.id)
        .join(LiftSet.training_day)
        .join(TrainingDay.athlete)
        .outerjoin(LiftSet.analysis)
        .where(*wanted)
        .order_by(TrainingDay.day.desc(), LiftSet.logged_at.desc(), LiftSet.id.desc())
    ).all()
    pages = max(1, -(-len(ids) // size))
    page = min(max(page, 1), pages)
    shown = ids[(page - 1) * size : page * size]
    rows = whole().where(LiftSet.id.in_(shown)).execution_options(populate_existing=True)
    by_id = {found.id: found for found in session.scalars(rows).unique()}
    return Found([by_id[number] for number in shown], len(ids), page, pages)


def _filtered(filters: Filters) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if filters.athlete is not None:
        found.append(Athlete.uid == filters.athlete)
    if filters.exercise is not None:
        found.append(exercise_of_set() == filters.exercise)
    if filters.tag is not None:
        found.append(exists().where(Tag.lift_set_id == LiftSet.id, Tag.word == filters.tag))
    if filters.kind is not None:
        counts = Analysis.summary["counts"]
        found.append(func.coalesce(counts[filters.kind].as_integer(), 0) > 0)
    if filters.first_day is not None:
        found.append(TrainingDay.day >= checked_day(filters.first_day))
    if filters.last_day is not None:
        found.append(TrainingDay.day <= checked_day(filters.last_day))
    if filters.filmed is not None:
        found.append(Analysis.id.is_not(None) if filters.filmed else Analysis.id.is_(None))
    return found


def _somewhere(word: str) -> ColumnElement[bool]:
    """Return whether a set has a word anywhere."""
    pattern = f"%{_escaped(word)}%"
    # Joined by what no word holds, so that none is found across two of them; one call for all.
    joined = (
        Athlete.name
        + "\n"
        + TrainingDay.day
        + "\n"
        + TrainingDay.title
        + "\n"
        + func.replace(func.coalesce(exercise_of_set(), ""), "_", " ")
        + "\n"
        + LiftSet.note
        + "\n"
        + func.coalesce(Analysis.verdict, "")
    )
    return or_(
        func.folded(joined).like(pattern, escape=ESCAPE),
        exercise_of_set().in_(_called(word)),
        exists().where(
            Tag.lift_set_id == LiftSet.id, func.folded(Tag.word).like(pattern, escape=ESCAPE)
        ),
        exists().where(
            CoachNote.lift_set_id == LiftSet.id,
            CoachNote.deleted_at.is_(None),
            func.folded(CoachNote.text).like(pattern, escape=ESCAPE),
        ),
        exists().where(
            Video.sha256 == Analysis.video_sha256,
            func.folded(Video.name).like(pattern, escape=ESCAPE),
        ),
    )


def _called(word: str) -> list[str]:
    """Return the exercises that have a word in their names."""
    titles = {name: move.title for name, move in moves().items()}
    titles |= {name: one.title for name, one in exercises().items()}
    return [name for name, title in titles.items() if word in folded(title)]


def _escaped(word: str) -> str:
    for sign in (ESCAPE, "%", "_"):
        word = word.replace(sign, ESCAPE + sign)
    return word

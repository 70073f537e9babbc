"""Change what was said of a set; its film is judged anew where the judgement rests on that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, StrictFloat, StrictInt

from hiphinge.jobs.about import Share, Uid  # noqa: TC001 (pydantic reads it)
from hiphinge.jobs.again import rejudge
from hiphinge.jobs.task import move_of
from hiphinge.moves.move import moves
from hiphinge.report.words import rep_list
from hiphinge.store import analyses, sets
from hiphinge.store.limits import REPS
from hiphinge.store.missing import NotFound
from hiphinge.web.shown.elsewhere import check_shown
from hiphinge.web.shown.moving import move_to
from hiphinge.web.shown.results import LEFT_OUT_AT, moments_of, report_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from hiphinge.report.model import Report
    from hiphinge.store.folder import Folder
    from hiphinge.store.tables import Analysis, LiftSet

OF_SET = ("exercise", "implement", "load_kg", "reps", "rpe", "pain", "note")
OF_FILM = ("strictness", "leave_out", "lifter_at")
WHERE = ("athlete", "day", "session", "position")
RepNumber = Annotated[StrictInt, Field(ge=1, le=int(REPS.high))]


class SetEdit(BaseModel):
    """What is said anew of a set; what is not there stays as it is.

    Attributes
    ----------
    athlete, day : str
        Uid of the athlete whose set it is, and the calendar day; the set moves to the session
        there.
    session, position : str, int
        Uid of the session that the set moves to, and its place there: what taking a move back says.
    exercise, implement : str or None
        Keys; None to let the film tell, and for nothing said.
    load_kg, reps, rpe, pain : number or None
    note : str
    strictness : str
        ``lenient``, ``normal`` or ``strict``.
    leave_out : tuple of int
        Numbers of the repetitions that are not judged.
    lifter_at : (float, float) or None
        A point on the lifter who is meant, as parts of the picture's size from its upper left
        corner; None to let hiphinge find the lifter. The film is looked at again for it.
    shown : dict
        What the page showed of the fields that are said. Where something else is kept by now, the
        edit is refused whole; without it, what is said is meant whatever is kept.
    """

    model_config = ConfigDict(extra="forbid")

    athlete: Uid | None = None
    day: str | None = None
    session: Uid | None = None
    position: StrictInt | None = None
    exercise: str | None = None
    implement: str | None = None
    load_kg: StrictFloat | None = None
    reps: StrictFloat | None = None
    rpe: StrictFloat | None = None
    pain: StrictFloat | None = None
    note: str = ""
    strictness: Literal["lenient", "normal", "strict"] = "normal"
    leave_out: Annotated[tuple[RepNumber, ...], Field(max_length=int(REPS.high))] = ()
    lifter_at: tuple[Share, Share] | None = None
    shown: Annotated[dict[str, JsonValue], Field(max_length=20)] = Field(default_factory=dict)

    @property
    def said(self) -> dict[str, Any]:
        """Only what was said."""
        return self.model_dump(exclude_unset=True, exclude={"shown"})


@dataclass(frozen=True, slots=True)
class Changed:
    """What an edit did.

    Attributes
    ----------
    lift : LiftSet
        As it is now.
    undo : SetEdit
        What takes it back.
    said : str
        One or two sentences for the person.
    """

    lift: LiftSet
    undo: SetEdit
    said: str


def change(session: Session, folder: Folder, uid: str, edit: SetEdit) -> Changed:
    """Change a set as a person says.

    Parameters
    ----------
    session : Session
        To write with.
    folder : Folder
    uid : str
        Of the set.
    edit : SetEdit

    Raises
    ------
    NotFound, UsageError
        When set, athlete or session are not there, or something is out of its range.
    ChangedElsewhere
        When something else is kept than was shown.
    """
    said, found = edit.said, sets.get(session, uid)
    analysis = analyses.of_set(session, found)
    before, judged_by = _now(found, analysis), _rests_on(found, analysis)
    check_shown(found, said, edit.shown, before)
    words = []
    undo = {name: before[name] for name in said if name in before and name not in WHERE}
    if any(name in said for name in WHERE):
        undo |= move_to(session, found, said)
    sets.change(session, uid, **{name: said[name] for name in OF_SET if name in said})
    if analysis is not None:
        film = {name: said[name] for name in OF_FILM if name in said}
        report = _report(folder, analysis)
        cleared = _numbers_changed(report, found, film, before)
        if cleared:
            undo["leave_out"], film["leave_out"] = before["leave_out"], ()
            words.append(cleared)
        _keep(analysis, film, report)
    found = sets.get(session, uid)
    after = _rests_on(found, analysis)
    if after != judged_by and rejudge(session, found) is not None:
        words.insert(0, _anew(looks=after["lifter_at"] != judged_by["lifter_at"]))
    return Changed(found, SetEdit(**undo), " ".join(words or ["Saved."]))


def count_anew(session: Session, folder: Folder, lift: LiftSet, was: str | None) -> None:
    """Leave no repetition out any more where a set's exercise `was` one that is counted otherwise.

    For changes that come another way than through `change`, as from the log.
    """
    analysis = analyses.of_set(session, lift)
    if analysis is None:
        return
    report = _report(folder, analysis)
    if _numbers_changed(report, lift, {}, _now(lift, analysis) | {"exercise": was}):
        _keep(analysis, {"leave_out": ()}, report)


def _anew(*, looks: bool) -> str:
    if looks:
        return "Saved. The film is looked at again, which takes as long as the first time."
    return "Saved. The film is judged anew."


def _now(lift: LiftSet, analysis: Analysis | None) -> dict[str, Any]:
    """Return everything that an edit may change, as it is."""
    said: Mapping[str, Any] = analysis.options if analysis else {}
    at = said.get("lifter_at")
    return {name: getattr(lift, name) for name in OF_SET} | {
        "strictness": said.get("strictness") or "normal",
        "leave_out": tuple(said.get("leave_out") or ()),
        "lifter_at": None if at is None else (float(at[0]), float(at[1])),
    }


def _rests_on(lift: LiftSet, analysis: Analysis | None) -> dict[str, Any]:
    """Return what a judgement rests on or tells."""
    now = _now(lift, analysis)
    height_cm = lift.training_day.athlete.height_cm
    names = ("exercise", "implement", "load_kg", *OF_FILM)
    return {name: now[name] for name in names} | {"height_cm": height_cm}


def _report(folder: Folder, analysis: Analysis) -> Report | None:
    try:
        return report_of(folder, analysis)
    except NotFound:
        return None


def _numbers_changed(
    report: Report | None, lift: LiftSet, film: Mapping[str, Any], before: Mapping[str, Any]
) -> str:
    """Say why repetitions that were left out are not any more: their numbers would mean others.

    Another lifter has other repetitions, and a move that is counted otherwise has, too.
    """
    left_out: tuple[int, ...] = before["leave_out"]
    if not left_out or "leave_out" in film:
        return ""
    which = rep_list(left_out)
    counts = "counts" if len(left_out) == 1 else "count"
    if "lifter_at" in film and film["lifter_at"] != before["lifter_at"]:
        return f"{which.capitalize()}, which you left out, {counts} again: it is another lifter."
    if lift.exercise != before["exercise"] and not _same_counting(report, lift.exercise):
        return (
            f"{which.capitalize()}, which you left out, {counts} again: this move is counted in "
            "another way."
        )
    return ""


def _same_counting(report: Report | None, exercise: str | None) -> bool:
    """Tell whether repetitions surely keep their numbers."""
    move = moves().get(move_of(exercise) or "")
    judged = moves().get(report.judged_as if report else "")
    return move is not None and judged is not None and move.counts == judged.counts


def _keep(analysis: Analysis, film: Mapping[str, Any], report: Report | None) -> None:
    """Write what belongs to the film into its options."""
    if not film:
        return
    options = dict(analysis.options)
    for name, value in film.items():
        options[name] = list(value) if isinstance(value, tuple) else value
    if "leave_out" in film:
        options["leave_out"] = sorted(set(film["leave_out"]))
        known = options.get(LEFT_OUT_AT) or {}
        options[LEFT_OUT_AT] = moments_of(report, known, film["leave_out"])
    analysis.options = options

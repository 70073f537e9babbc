"""How far a set is: what its page shows, and what its script asks for again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict

from hiphinge.store import analyses
from hiphinge.store.clock import now
from hiphinge.web.set_lines import tone_of
from hiphinge.web.shown.refused import in_app
from hiphinge.web.work_lines import doing, share_of, waits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from hiphinge.store.tables import Analysis, LiftSet

State = Literal["none", "waiting", "running", "done", "failed", "cancelled"]
STATES: Mapping[str, State] = {
    "queued": "waiting",
    "running": "running",
    "done": "done",
    "failed": "failed",
    "cancelled": "cancelled",
}
"""How far a film is, by the state of the work on it."""
OLD = "What is shown is from before the change."
ANEW = "Judging anew"


class SetState(BaseModel):
    """How far a set is.

    Attributes
    ----------
    uid : str
        Of the set.
    work : str or None
        Uid of its analysis; None where it was not filmed.
    state : str
        ``none``, ``waiting``, ``running``, ``done``, ``failed`` or ``cancelled``.
    sentence : str
        How far it is, or why it went wrong; empty where it is done.
    share : float or None
        Part of the stage that is done, 0 to 1; None where that is not known.
    result : str or None
        Name of what was judged last; another name means that there is something new to show.
    verdict, tone : str
        What was judged last, and its colour.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    uid: str
    work: str | None = None
    state: State = "none"
    sentence: str = ""
    share: float | None = None
    result: str | None = None
    verdict: str = ""
    tone: Literal["good", "near", "off", "none"] = "none"

    @property
    def under_way(self) -> bool:
        """Whether something is still to come by itself."""
        return self.state in ("waiting", "running")


def state_of(session: Session, lift: LiftSet) -> SetState:
    """Return how far a set is.

    Parameters
    ----------
    session : Session
    lift : LiftSet
        With its day, athlete and analysis.
    """
    analysis = lift.analysis
    if analysis is None:
        return SetState(uid=lift.uid)
    running = analysis.state == "running"
    return SetState(
        uid=lift.uid,
        work=analysis.uid,
        state=STATES[analysis.state],
        sentence=_sentence(session, analysis),
        share=share_of(analysis) if running else None,
        result=analysis.result,
        verdict=analysis.verdict,
        tone=tone_of(analysis.summary or {}),
    )


def _before(session: Session, analysis: Analysis) -> int:
    """Return how many films are judged before this one."""
    order = [one.id for one in analyses.at_work(session, now())]
    return order.index(analysis.id) if analysis.id in order else 0


def _sentence(session: Session, analysis: Analysis) -> str:
    """Say how far it is; where a judgement is shown already, that it is another one."""
    again = analysis.result is not None
    if analysis.state in analyses.OPEN:
        running = analysis.state == "running"
        told = doing(analysis) if running else waits(_before(session, analysis))
        return f"{ANEW}: {told[:1].lower()}{told[1:]}." if again else f"{told}."
    if analysis.state == "failed":
        sentence = in_app(analysis.error) or "It could not be judged."
        return f"It could not be judged anew. {sentence} {OLD}" if again else sentence
    if analysis.state == "cancelled":
        return f"Judging anew was stopped. {OLD}" if again else "Judging was stopped."
    return ""

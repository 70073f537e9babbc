"""The questions before a programme, what their answers ask for, and when to stop a set."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from hiphinge.errors import UsageError
from hiphinge.training.data import STRICT, read
from hiphinge.training.model import Label, Said

if TYPE_CHECKING:
    from collections.abc import Mapping

Verdict = Literal["clear", "clinician", "emergency"]


@dataclass(frozen=True, slots=True)
class Question:
    """A question that is answered with yes or no; `verdict` is what a yes asks for."""

    key: str
    text: str
    verdict: Verdict
    source: str
    label: Label


@dataclass(frozen=True, slots=True)
class StopRule:
    """When to stop a set; `today` if the whole session ends with it."""

    key: str
    said: Said
    today: bool


@dataclass(frozen=True, slots=True)
class Screened:
    """What the answers ask for.

    Attributes
    ----------
    verdict : {"clear", "clinician", "emergency"}
    said : tuple of Said
        What to do, then every question that was answered with yes and weighs as much.
    """

    verdict: Verdict
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    __pydantic_config__ = STRICT

    text: str
    source: str
    label: Label
    verdict: Literal["clinician", "emergency"] = "clinician"
    today: bool = False


@dataclass(frozen=True, slots=True)
class _Say:
    __pydantic_config__ = STRICT

    clear: str
    clinician: str
    emergency: str
    source: str
    label: Label


@dataclass(frozen=True, slots=True)
class _File:
    __pydantic_config__ = STRICT

    say: _Say
    question: dict[str, _Row]
    stop: dict[str, _Row]
    returning: dict[str, _Row]


@cache
def _file() -> _File:
    return read("screen", _File)


@cache
def questions() -> tuple[Question, ...]:
    """Return what is asked, the most pressing first."""
    return tuple(
        Question(key, row.text, row.verdict, row.source, row.label)
        for key, row in _file().question.items()
    )


def stop_rules() -> tuple[StopRule, ...]:
    """Return when to stop a set."""
    return tuple(
        StopRule(key, Said(row.text, row.source, row.label), row.today)
        for key, row in _file().stop.items()
    )


def returning() -> tuple[Said, ...]:
    """Return what somebody who comes back after a stop is told."""
    return tuple(Said(row.text, row.source, row.label) for row in _file().returning.values())


def screened(answers: Mapping[str, bool]) -> Screened:
    """Return what the answers ask for.

    An emergency is told as soon as one answer asks for it; else all questions have to be answered.

    Raises
    ------
    UsageError
        When an answer is to no question, or a question is left open.
    """
    asked = {one.key: one for one in questions()}
    for key in answers:
        if key not in asked:
            raise UsageError(f"No question is called {key!r}: answer those that are asked.")
    say = _file().say
    for verdict, words in (("emergency", say.emergency), ("clinician", say.clinician)):
        yes = [one for key, one in asked.items() if one.verdict == verdict and answers.get(key)]
        if verdict == "clinician" and (open_ := [key for key in asked if key not in answers]):
            raise UsageError(
                f"{len(open_)} of the {len(asked)} questions are not answered yet: "
                "answer each with yes or no."
            )
        if yes:
            because = (Said(f"You said yes to: {one.text}", one.source, one.label) for one in yes)
            return Screened(yes[0].verdict, (Said(words, say.source, say.label), *because))
    return Screened("clear", (Said(say.clear, say.source, say.label),))

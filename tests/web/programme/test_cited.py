"""Sentences keep their evidence, and say loads in the reader's units."""

from __future__ import annotations

import pytest

from hiphinge.training.model import Said
from hiphinge.web.programme.cited import cited, in_units, source_of

NB = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("the load goes from 55 to 45 kg.", f"the load goes from 121.3 to 99.2{NB}lb."),
        ("Next time 45 instead of 55 kg.", f"Next time 99.2 instead of 121.3{NB}lb."),
        ("Deadlift: 102.058 kg, as you chose.", f"Deadlift: 225{NB}lb, as you chose."),
        ("8 and 7 repetitions, pain 4 of 10, 35% of it", None),
        ("2 of 2 with 24.5 kg or more", f"2 of 2 with 54{NB}lb or more"),
        ("12 weeks, 3 kgs", None),
    ],
)
def test_loads_are_said_in_pounds_to_who_lifts_pounds(text: str, told: str | None) -> None:
    assert in_units(text, "lb") == (told or text)
    assert in_units(text, "kg") == text


def test_neighbours_with_the_same_evidence_share_its_line() -> None:
    one, two = Said("a", "our judgement", "R"), Said("b", "our judgement", "R")
    other = Said("c", "Lee 2018", "Q")
    told = cited([one, two, other, one])
    assert [(row.texts, row.label) for row in told] == [
        (("a", "b"), "our judgement"), (("c",), "read at its source"), (("a",), "our judgement"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "label", "told"),
    [
        ("our judgement", "R", ""),
        ("Our judgement: growth of more than 10 degrees", "R", ": growth of more than 10 degrees"),
        ("our judgement, on Currier 2023", "R", ", on Currier 2023"),
        ("Coaching practice", "R", ": Coaching practice"),
        ("our judgement is not read anywhere", "Q", ": our judgement is not read anywhere"),
    ],
)
def test_a_judgement_is_called_so_once(source: str, label: str, told: str) -> None:
    assert source_of(source, label) == told  # type: ignore[arg-type]

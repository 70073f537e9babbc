"""Weights are read as people type them, in their own units or with the other one's name."""

from __future__ import annotations

from typing import Any

import pytest

from hiphinge.errors import UsageError
from hiphinge.numerals import kg_of, lb_of
from hiphinge.training.model import Profile, Weights
from hiphinge.web.programme.gear_typed import typed_of
from hiphinge.web.programme.setup_form import SetupForm
from hiphinge.web.programme.setup_weights import asked_of, plate_rows, weights_of, weights_words


def form(bells: str = "", bar: str = "", pairs: dict[str, str] | None = None, more: str = "",
         gear: tuple[str, ...] = ("kettlebell", "barbell")) -> SetupForm:  # fmt: skip
    told = pairs or {}
    return SetupForm(
        equipment=list(gear), weigh_of=["kettlebell", "barbell"], weigh=[bells, bar],
        plate_of=list(told), pairs=list(told.values()), plates_more=more,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kilograms"),
    [
        ("16", (16.0,)),
        ("24 16, 16;8", (8.0, 16.0, 24.0)),
        ("12,5 20", (12.5, 20.0)),
        ("8,12,16", (8.0, 12.0, 16.0)),
        ("16kg and 35 lb", (15.9, 16.0)),
        ("7.5/10", (7.5, 10.0)),
    ],
)
def test_kilograms(text: str, kilograms: tuple[float, ...]) -> None:
    assert weights_of(form(text), "kg") == Weights({"kettlebell": kilograms})


def test_pounds_are_kept_as_whole_pounds_and_kilogram_bells_have_their_pounds() -> None:
    told = weights_of(form("18 35 16kg"), "lb").pieces["kettlebell"]
    assert [round(lb_of(one), 9) for one in told] == [18.0, 35.0, 35.3]


@pytest.mark.parametrize("text", ["ten", "16 or so", "2x16", "-16", "0", "999", "1e3", "16 st"])
def test_what_is_no_weight_is_told_with_the_kind_it_stands_at(text: str) -> None:
    with pytest.raises(UsageError, match=r"^A kettlebell: "):
        weights_of(form(text), "kg")


def test_nothing_said_and_what_is_not_ticked_is_nothing() -> None:
    assert weights_of(form(), "kg") == Weights()
    told = form("16", "15", {"20": "1"}, gear=("stick",))
    assert weights_of(told, "kg") == Weights()


def test_bar_and_plates() -> None:
    told = form(bar="15", pairs={"25": "0", "20": "2", "10": ""}, more="0,5 7.5")
    assert weights_of(told, "kg") == Weights(
        bars={"barbell": 15.0}, plates=((20.0, 2), (10.0, None), (7.5, None), (0.5, None))
    )
    for wrong in (form(pairs={"20": "1.5"}), form(pairs={"20": "11"}), form(more="heavy"),
                  form(pairs={"20": "0"})):  # fmt: skip
        with pytest.raises(UsageError):
            weights_of(wrong, "kg")


def test_they_are_told_again_in_words() -> None:
    told = weights_of(form("16 24", "15", {"20": "1", "10": "", "5": "2"}), "kg")
    hard = "\N{NO-BREAK SPACE}"
    assert [one.replace(hard, " ") for one in weights_words(told, "kg")] == [
        "A kettlebell: 16 kg, 24 kg",
        "A barbell with plates: 15 kg empty",
        "Plates: 20 kg (1 pair), 10 kg, 5 kg (2 pairs)",
    ]
    assert weights_words(Weights(), "kg") == ()


def test_what_holds_where_nothing_is_said_stands_in_the_field() -> None:
    asked: dict[str, Any] = asked_of(SetupForm(), "kg")
    assert asked["kettlebell"].usual == "every 4 kg"
    assert asked["kettlebells"].usual == "every 4 kg"
    assert asked["barbell"].usual == "20"
    assert asked_of(SetupForm(), "lb")["dumbbells"].usual == "every 5 lb"
    assert "backpack" not in asked


KG = Weights(
    {"kettlebell": (8.0, 12.0, 16.0, 20.0, 24.0, 32.0), "dumbbells": (1.25, 2.5, 12.5, 22.5)},
    {"barbell": 20.0},
    ((25.0, 1), (20.0, None), (15.0, 2), (2.5, 3), (1.25, 1), (0.5, 1)),
)
LB = Weights(
    {"kettlebell": tuple(map(kg_of, (18.0, 35.0, 53.0, 70.0))),
     "dumbbells": tuple(map(kg_of, (5.0, 12.5, 52.5)))},
    {"barbell": kg_of(45.0)},
    tuple((kg_of(one), pairs) for one, pairs in ((45.0, 2), (35.0, 1), (10.0, None), (2.5, 4))),
)  # fmt: skip


def owner(units: Any, weights: Weights) -> Profile:
    gear = frozenset({"kettlebell", "dumbbells", "barbell"})
    return Profile("muscle", "beginner", 3, gear, units=units, weights=weights)


@pytest.mark.parametrize(("units", "other", "told"), [("kg", "lb", KG), ("lb", "kg", LB)])
def test_who_changes_units_and_back_still_has_every_weight(
    units: str, other: str, told: Weights
) -> None:
    there = SetupForm(**typed_of(owner(units, told), other))
    assert there.told_in == units
    assert SetupForm(**typed_of(owner(units, told), units)).told_in == ""
    changed = weights_of(there, other)
    for kind in told.pieces:
        assert changed.pieces[kind] == pytest.approx(told.pieces[kind], abs=0.06)
    assert [pairs for _, pairs in changed.plates] == [pairs for _, pairs in told.plates]
    assert [one for one, _ in changed.plates] == pytest.approx(
        [one for one, _ in told.plates], abs=0.03
    )
    # The usual plates of these units are offered, of which there are none, beside those owned.
    rows = dict(plate_rows(there, other))
    assert rows["45" if other == "lb" else "25"] == "0"
    back = weights_of(SetupForm(**typed_of(owner(other, changed), units)), units)
    for kind in told.pieces:
        assert back.pieces[kind] == pytest.approx(told.pieces[kind], abs=1e-9)
    assert back.bars == pytest.approx(told.bars)
    assert [one for one, _ in back.plates] == pytest.approx([one for one, _ in told.plates])
    assert [pairs for _, pairs in back.plates] == [pairs for _, pairs in told.plates]


def test_pounds_of_kilogram_bells_and_plates_as_they_stand_in_the_form() -> None:
    typed = typed_of(owner("kg", KG), "lb")
    weigh = dict(zip(typed["weigh_of"], typed["weigh"], strict=True))
    assert weigh["kettlebell"] == "17.6 26.5 35.3 44 53 70.5"
    assert weigh["barbell"] == "44.1"
    plates = dict(zip(typed["plate_of"], typed["pairs"], strict=True))
    assert (plates["44.1"], plates["33.05"], plates["45"]) == ("", "2", "0")

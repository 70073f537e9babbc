"""What is there and what a person chose, in a browser: asked for, shown, and stepped through."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from axe import violations
from trained import BAR, begun

from hiphinge.training.model import Weights

if TYPE_CHECKING:
    from seeds import Seeds
    from serving import Served

BELLS = Weights({"kettlebell": (16.0, 24.0)}, {"barbell": 15.0}, ((20.0, 1), (5.0, 1)))
RDL = "Romanian deadlift with a bar"


def checked(page: Any) -> None:
    page.evaluate("document.querySelectorAll('main details').forEach((one) => one.open = true)")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.fixture
def where(seeds: Seeds, live_server: Served) -> str:
    """Return the address of a programme that was told of bells, a bar and plates."""
    athlete = seeds.athlete("Ada")
    ago = (date.today() - timedelta(days=1)).isoformat()
    gear = BAR.equipment | {"kettlebell"}
    begun(live_server.db, athlete, replace(BAR, equipment=gear, weights=BELLS), ago)
    return f"/programme/{athlete.uid}"


@pytest.mark.parametrize("width", [360, 1280])
def test_weights_are_asked_of_what_is_ticked(page: Any, where: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{where}/gear")
    checked(page)
    bells = page.get_by_label("Which, in kg: A kettlebell", exact=True)
    plates = page.get_by_role("group", name="Plates that are there, in pairs")
    assert bells.input_value() == "16 24"
    assert plates.is_visible()
    page.get_by_label("A kettlebell", exact=True).uncheck()
    page.get_by_label("A barbell with plates", exact=True).uncheck()
    bells.wait_for(state="hidden")
    plates.wait_for(state="hidden")
    page.get_by_label("A kettlebell", exact=True).check()
    bells.fill("16, 20")
    page.get_by_role("button", name="Keep it").click()
    page.get_by_text("What is there is as you said", exact=True).wait_for()
    page.get_by_text("A kettlebell: 16\N{NO-BREAK SPACE}kg, 20\N{NO-BREAK SPACE}kg").wait_for()


def test_sets_are_chosen_and_taken_back(page: Any, where: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(where)
    page.get_by_label("Other sets, repetitions or rest of").select_option(label=RDL)
    page.get_by_label("Number", exact=True).fill("6")
    page.get_by_role("button", name="Keep to it").click()
    page.get_by_text("The sets are as you chose", exact=True).wait_for()
    page.get_by_text("6 sets of 6 to 8", exact=True).first.wait_for()
    checked(page)
    page.get_by_role("button", name="Take back your sets").first.click()
    page.get_by_text("As the programme says again", exact=True).wait_for()
    assert page.get_by_text("6 sets of 6 to 8", exact=True).count() == 0


def test_the_log_steps_through_the_loads_that_there_are(page: Any, where: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(where)
    page.get_by_role("button", name="Begin day 1").click()
    hinge = page.get_by_role("region", name=RDL, exact=True)
    hinge.get_by_role("button", name="Set 1, to do").click()
    load = page.get_by_label("Load in kg, asked 25", exact=True)
    load.wait_for()
    assert load.input_value() == "25"
    more = page.get_by_role("button", name="Load in kg, asked 25: the next load more")
    # 15, 25, 55 and 65 kg are what bar, a pair of 20 and a pair of 5 make.
    for wanted in ("55", "65", "65"):
        more.click()
        assert load.input_value() == wanted
    page.get_by_text("Each side: 20 + 5").wait_for()

"""The plate calculator: what goes on a bar, and what is there, remembered."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from axe import violations
from hypothesis import given
from hypothesis import strategies as st

from hiphinge.errors import UsageError
from hiphinge.web.bar_side import HEIGHT, LEAST, bar_side
from hiphinge.web.gym import Gym, checked, cookie_name, gym_of, loaded, usual

if TYPE_CHECKING:
    from serving import Client, Served

KG, LB = usual("kg"), usual("lb")
MANY = " ".join(map(str, range(1, 15)))


def found(page: str) -> str:
    told = re.search(r'id="on">(.*?)</h2>', page, re.DOTALL)
    return told[1] if told else ""


def test_kilograms_and_pounds(client: Client) -> None:
    assert found(client.get("/plates?units=kg&load=100").text) == "Each side: 25 + 15"
    assert found(client.get("/plates?units=lb&load=225").text) == "Each side: 45 + 45"
    assert found(client.get("/plates?units=kg&load=20").text) == "The bar alone"
    told = client.get("/plates?units=kg&load=61&bar=15").text
    assert found(told) == "Each side: 20 + 2.5"
    assert "60 kg, 1 kg less than you asked for" in told
    assert found(client.get("/plates").text) == ""


def test_the_comma_is_a_point_too(client: Client) -> None:
    assert found(client.get("/plates", params={"load": "62,5"}).text) == "Each side: 20 + 1.25"


def test_what_is_there_is_remembered_for_the_page_and_the_log(client: Client) -> None:
    here = {"units": "kg", "load": "100", "bar": "15", "pairs_25": "0", "pairs_20": "1"}
    here |= {"pairs_15": "", "pairs_10": "", "pairs_5": "", "pairs_2.5": "1", "more": "0.5 0,25"}
    assert found(client.get("/plates", params=here).text) == "Each side: 20 + 15 + 5 + 2.5"
    again = client.get("/plates?units=kg&load=66")
    assert found(again.text) == "Each side: 20 + 5 + 0.5"
    assert 'name="pairs_0.25"' in again.text
    assert re.search(r'name="pairs_25" value="0"', again.text)
    assert found(client.get("/plates?units=lb&load=135").text) == "Each side: 45"
    kept = client.cookies[cookie_name("kg")]
    assert gym_of({cookie_name("kg"): kept}, "kg").bar == 15


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"load": "heavy"}, "is no number"),
        ({"load": "10"}, "The bar alone weighs 20 kg: 10 kg is less"),
        ({"load": "501"}, "from 0 to 500 kg"),
        ({"load": "60", "bar": "x"}, "is no number"),
        ({"load": "60", "bar": "999"}, "The bar must weigh"),
        ({"load": "60", "pairs_20": "-1"}, "is a count"),
        ({"load": "60", "pairs_20": "1.5"}, "is a count"),
        ({"load": "60", "pairs_20": "99"}, "0 to 10 pairs"),
        ({"load": "60", "pairs_20": "1", "more": "0.33"}, "in steps of"),
        ({"load": "60", "pairs_20": "1", "more": MANY}, "kinds of plates"),
        ({"load": "60", "pairs_20": "1", "more": "nan"}, "is no number"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_not_remembered(
    client: Client, asked: dict[str, str], why: str
) -> None:
    answer = client.get("/plates", params=asked)
    assert answer.status_code == 400
    assert why in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert cookie_name("kg") not in client.cookies


@pytest.mark.parametrize("kept", ["", "x", "20_x", "20_25", "999_1x", "20_0x", "20_1x99", "20;_1x"])
def test_a_cookie_that_is_not_ours_is_passed_over(kept: str) -> None:
    assert gym_of({cookie_name("kg"): kept}, "kg") == KG
    assert gym_of({}, "stones") == KG


@given(halves=st.integers(0, 190))
def test_every_load_that_plates_make_comes_out_exactly(halves: int) -> None:
    told = loaded(20 + 2.5 * halves, KG)
    assert told.left == 0
    assert 20 + 2 * sum(told.per_side) == pytest.approx(told.total)
    pounds = loaded(45 + 5 * halves, LB)
    assert (pounds.left, pounds.total) == (0, 45 + 5 * halves)


def test_no_more_pairs_than_there_are() -> None:
    few = checked(Gym("kg", 20.0, ((20.0, 1), (10.0, None))))
    assert loaded(100.0, few).per_side == (20.0, 10.0, 10.0)
    with pytest.raises(UsageError):
        checked(Gym("kg", float("nan"), ()))
    assert loaded(60.0, checked(Gym("kg", 20.0, ()))).left == 40.0


def test_many_small_plates_are_reckoned_quickly() -> None:
    plates = tuple((0.05 * (place + 1), None) for place in range(14))
    assert loaded(40.0, checked(Gym("kg", 20.0, plates))).total <= 40.0


def test_the_picture_has_a_plate_for_each() -> None:
    side = bar_side((25.0, 5.0, 1.25), 25.0)
    assert [one.label for one in side.discs] == ["25", "5", "1.25"]
    tall = [one.height for one in side.discs]
    assert tall[0] == HEIGHT
    assert sorted(tall, reverse=True) == tall
    assert min(tall) > LEAST


def test_the_script_of_the_log_reckons_the_same(browser: Any, live_server: Served) -> None:
    loads = [20, 22.5, 61, 97.5, 101.3, 182.5, 300, 500]
    context = browser.new_context(base_url=live_server.url)
    page = context.new_page()
    page.goto("/plates?units=kg&load=101")
    path = re.sub(
        r"css/app\.css$", "js/log/plates.js", page.get_attribute("link[href*='app.css']", "href")
    )
    for gym in (KG, Gym("kg", 15.0, ((20.0, 2), (10.0, 1), (1.25, 3), (0.5, None))), LB):
        told = page.evaluate(
            """async ([path, loads, gym]) => {
              const { loaded } = await import(path);
              return loads.map((load) => loaded(load, gym));
            }""",
            [path, loads, {"units": gym.units, "bar": gym.bar, "plates": gym.plates}],
        )
        for load, one in zip(loads, told, strict=True):
            if load < gym.bar:
                assert one is None
                continue
            mine = loaded(load, gym)
            assert (tuple(one["side"]), one["total"]) == (mine.per_side, pytest.approx(mine.total))
            assert one["left"] == pytest.approx(mine.left)
    context.close()


@pytest.mark.parametrize(("scheme", "width"), [("dark", 320), ("light", 1280)])
@pytest.mark.parametrize("asked", ["units=kg&load=101", "units=lb&load=x&pairs_45=1&more=0.33"])
def test_for_everybody(
    browser: Any, live_server: Served, asked: str, scheme: str, width: int
) -> None:
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": width, "height": 800}, color_scheme=scheme,
        reduced_motion="reduce",
    )  # fmt: skip
    page = context.new_page()
    page.goto(f"/plates?{asked}")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()

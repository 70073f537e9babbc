"""The address of every page there is, with something of everything to show on it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from trained import BAD, GOOD, begun, train

from hiphinge.store import course, programmes, sets
from hiphinge.web.app import ROUTERS
from hiphinge.web.pages import data_import

if TYPE_CHECKING:
    from judged import Judged
    from seeds import Seeds
    from serving import Served

    from hiphinge.store.tables import LiftSet

NO_PAGES = {
    "/static/{of}/{name:path}", "/devices/code.svg", "/sw.js", "/search/compare",
    "/data/export", "/data/sets.csv", "/data/log.csv", "/week/{uid}.csv",
    "/programme/{uid}/calendar.ics",
    "/sets/{uid}/video", "/sets/{uid}/still", "/sets/{uid}/share", "/sets/{uid}/drawn",
    "/sets/{uid}/files/{name}",
}  # fmt: skip
"""What is sent to be saved, drawn or run, and what leads to a page that is listed."""


def page_routes() -> set[str]:
    """Return the path of every route that shows a page; a new one is among them by itself."""
    return {
        route.path
        for module in ROUTERS
        for route in module.router.routes
        if "GET" in route.methods and not route.path.startswith("/api/")
    } - NO_PAGES


def ago(count: int) -> str:
    return (date.today() - timedelta(days=count)).isoformat()


def addresses(server: Served, seeds: Seeds, live: Judged, lift: LiftSet) -> dict[str, list[str]]:
    """Return where each page is found, by its route; more than once where it can look different.

    `lift` is a set whose film is judged, in its server.
    """
    anna = lift.training_day.athlete
    day = lift.training_day.uid
    second = live.film(seeds.day(anna, ago(3)), load_kg=50.0)
    waiting = seeds.film(seeds.day(anna, ago(2)), exercise="kettlebell_swing").lift_set.uid
    logged = seeds.lift(
        seeds.day(anna, ago(1)), exercise="rdl", load_kg=60.0, reps=8, rpe=7, pain=1
    )
    thrown = seeds.lift(seeds.day(anna, ago(1)), note="No film", reps=3)
    with seeds.db.write() as session:
        sets.set_tags(session, sets.get(session, lift.uid), ["heavy", "belt"])
        sets.delete(session, thrown.uid)
    bob = seeds.athlete("Bob with a name that is longer than most names of people are", units="lb")
    trains = seeds.athlete("Ada", mass_kg=70)
    programme = begun(server.db, trains, starts_on=ago(20))
    for back, form in ((12, GOOD), (10, GOOD), (8, BAD), (1, GOOD)):
        train(server.db, programme, ago(back), form)
    with server.db.write() as session:
        goes_on = course.begin_day(session, programmes.get(session, programme.uid), ago(0), None)
    came = data_import._keep(server.app.state, data_import.Result(True, ("New here: 1 set.",)))
    one, two = lift.uid, second.uid
    return {
        "/": ["/"],
        "/film": ["/film"],
        "/devices": ["/devices"],
        "/pair": ["/pair"],
        "/athletes": ["/athletes"],
        "/athletes/new": ["/athletes/new"],
        "/athletes/{uid}": [f"/athletes/{anna.uid}", f"/athletes/{bob.uid}"],
        "/athletes/{uid}/edit": [f"/athletes/{anna.uid}/edit"],
        "/days/{uid}": [f"/days/{day}"],
        "/days/{uid}/edit": [f"/days/{day}/edit"],
        "/sets/{uid}": [f"/sets/{one}", f"/sets/{waiting}", f"/sets/{logged.uid}"],
        "/sets/{uid}/edit": [f"/sets/{one}/edit"],
        "/sets/{uid}/report": [f"/sets/{one}/report"],
        "/trends/{uid}": [f"/trends/{anna.uid}", f"/trends/{bob.uid}"],
        "/search": ["/search?q=heavy", "/search?q=nowhere"],
        "/bin": ["/bin"],
        "/bin/empty": ["/bin/empty"],
        "/bin/{kind}/{uid}": [f"/bin/set/{thrown.uid}"],
        "/data": ["/data"],
        "/data/import/{uid}": [f"/data/import/{came}"],
        "/compare": [f"/compare?first={one}&second={two}", f"/compare?first={one}"],
        "/compare/page": [f"/compare/page?first={one}&second={two}"],
        "/programme/{uid}": [f"/programme/{trains.uid}", f"/programme/{bob.uid}"],
        "/programme/{uid}/decisions": [f"/programme/{trains.uid}/decisions"],
        "/programme/{uid}/new": [f"/programme/{bob.uid}/new"],
        "/programme/{uid}/gear": [f"/programme/{trains.uid}/gear"],
        "/programme/{uid}/rules": [f"/programme/{trains.uid}/rules"],
        "/log/{uid}": [f"/log/{goes_on.uid}", f"/log/{day}"],
        "/plates": ["/plates"],
        "/week/{uid}": [f"/week/{trains.uid}", f"/week/{bob.uid}"],
        "no such page": ["/nothing"],
    }

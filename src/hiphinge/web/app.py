"""The app: guards, routes, and what lives as long as the server."""

from __future__ import annotations

from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import TYPE_CHECKING

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool

from hiphinge.jobs.intake import Intake
from hiphinge.jobs.supervisor import Supervisor
from hiphinge.store.database import open_database
from hiphinge.store.orphans import clear_stages
from hiphinge.web import static
from hiphinge.web.api import drawn, notes, uploads, work
from hiphinge.web.api import log as api_log
from hiphinge.web.api import sets as api_sets
from hiphinge.web.api.answers import REFUSALS
from hiphinge.web.errors import add_handlers
from hiphinge.web.need.looks import Looks
from hiphinge.web.pages import (
    athlete,
    athletes,
    athletes_list,
    compare,
    data,
    data_backup,
    data_csv,
    data_import,
    days,
    deleted,
    devices,
    film,
    home,
    log,
    pair,
    plates,
    programme,
    programme_acts,
    programme_gear,
    programme_new,
    programme_rules,
    search,
    set_edit,
    set_files,
    sets,
    trends,
    week,
)
from hiphinge.web.security.pairing import Pairing
from hiphinge.web.security.secret import secret_of
from hiphinge.web.security.stack import guards
from hiphinge.web.shown import child
from hiphinge.web.shown.drawer import Drawer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from hiphinge.store.folder import Folder
    from hiphinge.web.settings import WebSettings

ROUTERS = [
    static,
    home, film, devices, pair,
    athletes_list, athletes, athlete, days, set_edit, trends, search, deleted,
    data, data_backup, data_csv, data_import,
    sets, set_files, compare,
    programme, programme_new, programme_gear, programme_acts, programme_rules, log, plates, week,
    uploads, work, api_sets, drawn, notes, api_log,
]  # fmt: skip
"""Every module with routes; those below `web.api` are told in the OpenAPI description."""


def make_app(folder: Folder, *, settings: WebSettings) -> FastAPI:
    """Make the app of one folder.

    Parameters
    ----------
    folder : Folder
        Where everything is kept; its database is opened when the app starts.
    settings : WebSettings

    Raises
    ------
    UsageError
        When the folder's key cannot be read.
    """
    secret = secret_of(folder.root / "secret.key")

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        db = app.state.db = open_database(folder)
        clear_stages(folder)
        intake = app.state.intake = Intake(db)
        intake.resume()
        looks = app.state.looks = Looks(db)
        supervisor = Supervisor(db, settings.workers) if settings.workers else None
        if supervisor is not None:
            supervisor.start()
        drawer = app.state.drawer = Drawer(db)
        drawer.start()
        try:
            yield
        finally:
            await run_in_threadpool(drawer.stop)
            child.end_all()
            await run_in_threadpool(intake.close)
            await run_in_threadpool(looks.close)
            if supervisor is not None:
                await run_in_threadpool(supervisor.stop)
            db.close()

    app = FastAPI(
        title="hiphinge",
        summary="Films of sets, their verdicts, and training: on this machine alone.",
        version=version("hiphinge"),
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
        middleware=guards(settings, secret),
    )
    app.state.folder, app.state.settings, app.state.secret = folder, settings, secret
    app.state.pairing = Pairing()
    add_handlers(app)
    for module in ROUTERS:
        told = module.__name__.startswith("hiphinge.web.api.")
        app.include_router(
            module.router, include_in_schema=told, responses=REFUSALS if told else None
        )
    return app

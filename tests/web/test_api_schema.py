"""Every route below /api keeps to what it says of itself, whatever it is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from seeds import Seeds
from serving import BASE, client_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serving import Client

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
FULL = 507
"""A disk without room is an expected answer, though its status is above 500."""
EXAMPLES = 4
"""For each route and mode; a hundred and twenty found nothing more."""


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """Return a client with its token, on a folder with a little of everything."""
    with client_on(tmp_path_factory.mktemp("api")) as client:
        client.headers["x-hiphinge-token"] = client.token
        rows = Seeds(client.db)
        day = rows.day(rows.athlete())
        rows.judged(day)
        rows.film(day)
        yield client


@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode))
def test_every_route_keeps_to_its_description(
    asked: Client, mode: schemathesis.GenerationMode
) -> None:
    """Ask each with what its description allows, and with what it does not."""
    described = schemathesis.openapi.from_dict(asked.app.openapi())  # type: ignore[attr-defined]
    operations = [found.ok() for found in described.get_all_operations()]
    assert len(operations) > 7
    for operation in operations:

        @given(case=operation.as_strategy(generation_mode=mode))
        @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
        def keeps_to_it(case: schemathesis.Case) -> None:
            answer = sent(asked, case)
            if answer.status_code != FULL:
                case.validate_response(answer, checks=CHECKS)

        keeps_to_it()


def sent(client: Client, case: schemathesis.Case) -> Any:
    asking = case.as_transport_kwargs(base_url=BASE)
    asking.pop("cookies", None)
    if isinstance(asking.get("data"), bytes):
        asking["content"] = asking.pop("data")
    return client.request(asking.pop("method"), asking.pop("url"), **asking)


def test_only_the_api_is_described(asked: Client) -> None:
    told = asked.get("/api/openapi.json").json()
    assert all(path.startswith("/api/") for path in told["paths"])
    for path, methods in told["paths"].items():
        for method, one in methods.items():
            assert one["summary"], (method, path)
            assert {"403", "404", "422"} <= one["responses"].keys()
    assert asked.get("/docs").status_code == asked.get("/redoc").status_code == 404

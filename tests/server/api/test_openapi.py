"""The API is as its own description says: no crash and no undocumented answer, whoever asks whatever."""

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.builders import key_of, session_of
from tests.cast import API, SmallHall

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
PRINCIPALS = {"clerk": session_of("mai"), "supervisor": session_of("hoa"), "admin": session_of("tuan"),
              "complaints": session_of("ba"), "kiosk": key_of("kiosk"), "display": key_of("tv")}  # fmt: skip
EXAMPLES = 10
"""Requests per operation and principal: six principals ask about forty operations."""

ENDS_THE_SESSION = f"{API}/sessions/end"


@pytest.mark.parametrize("who", PRINCIPALS)
def test_every_answer_is_documented(hall: SmallHall, who: str) -> None:
    hall.open_all()
    for service in "HHHC":
        hall.kiosk.issues(service)
    hall.mai.serves_next()  # ticket 1 is at counter 1, ticket 2 waits
    hall.nam.calls_next()
    app: Flask = hall.app
    app.testing = False  # a crash is to answer 500, for the check to see
    schema = schemathesis.openapi.from_wsgi(f"{API}/openapi.json", app)
    headers = {"Authorization": f"Bearer {PRINCIPALS[who]}"}
    asked = 0
    for operation in schema.get_all_operations():
        api_operation = operation.ok()
        if api_operation.path == ENDS_THE_SESSION:
            continue

        @given(case=api_operation.as_strategy(), known=st.none() | st.integers(1, 4))
        @settings(
            max_examples=EXAMPLES, deadline=None, database=None, derandomize=True, phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        def ask(case: schemathesis.Case, known: int | None) -> None:
            # Numbers picked at random meet no ticket, counter or device of a small hall; half of them do here.
            if known is not None:
                case.path_parameters.update({name: known for name in ("id", "number") if name in case.path_parameters})
            response = case.call(headers=headers)
            case.validate_response(response, checks=CHECKS)

        ask()
        asked += 1
    assert asked >= 35
    hall.is_proved()


def test_the_description_names_every_route_of_the_api(hall: SmallHall) -> None:
    described = hall.stranger.get("/openapi.json").done()["paths"]
    rules = {
        rule.rule.replace("<", "{").replace(">", "}")
        for rule in hall.app.url_map.iter_rules()
        if rule.rule.startswith(API) and not rule.rule.endswith("openapi.json")
    }
    assert set(described) == rules


def test_the_description_is_openapi_3_1(hall: SmallHall) -> None:
    said = hall.stranger.get("/openapi.json").done()
    assert said["openapi"].startswith("3.1")
    assert said["components"]["securitySchemes"]["bearer"] == {"type": "http", "scheme": "bearer"}


def test_the_docs_page_needs_no_internet(hall: SmallHall) -> None:
    page = hall.stranger.wire.ask("GET", "/api/docs", {"Accept": "text/html"}, None, {})
    assert page.status == 200
    assert b"http://" not in page.raw.replace(b"http://localhost", b"") and b"https://" not in page.raw
    assert b"/call-next" in page.raw

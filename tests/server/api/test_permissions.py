"""Who may use which route, written down by hand: a new route fails here until somebody says who may use it."""

from collections.abc import Iterator
from typing import Any

import pytest

from server import auth
from server.app import PUBLIC_PARTS
from tests.cast import API, Caller, SmallHall

ANYONE = "anyone"
DESK = "clerk supervisor"
STAFF = "clerk supervisor complaints admin"
READERS = "supervisor complaints admin"

MAY = {
    "GET /services": ANYONE,
    "GET /procedures": ANYONE,
    "GET /public/tickets/<token>": ANYONE,
    "POST /public/tickets/<token>/coming": ANYONE,
    "POST /public/tickets/<token>/delay": ANYONE,
    "POST /public/tickets/<token>/give-back": ANYONE,
    "POST /public/tickets/<token>/undo": ANYONE,
    "POST /public/tickets/<token>/follow": ANYONE,
    "POST /public/tickets/<token>/rating": ANYONE,
    "POST /public/tickets/<token>/letters": ANYONE,
    "POST /public/letters": ANYONE,
    "POST /public/letters/follow": ANYONE,
    "GET /letters": "complaints supervisor",
    "GET /ratings": "complaints supervisor",
    "POST /counters/<number>/rating": "rating",
    "POST /letters/<id>/take-up": "complaints",
    "POST /letters/<id>/answer": "complaints",
    "GET /alerts": "supervisor",
    "POST /alerts/acknowledge": "supervisor",
    "GET /openapi.json": ANYONE,
    "POST /sessions": ANYONE,
    "POST /sessions/end": f"province {STAFF}",
    "GET /catalogue": f"kiosk {STAFF}",
    "POST /catalogue/import": "admin",
    "POST /guides": "kiosk",
    "GET /slip-layout": "admin",
    "POST /slip-layout": "admin",
    "POST /slip-layout/preview": "admin",
    "GET /voice": "admin",
    "POST /voice/<language>/words": "admin",
    "POST /voice/<language>/try": "admin",
    "POST /voice/<language>/takes": "admin",
    "GET /voice/<language>/takes/<clip>": "admin",
    "POST /voice/<language>/sample": "admin",
    "POST /voice/<language>/speaks": "admin",
    "POST /tickets": "kiosk clerk supervisor admin",
    "GET /tickets/<id>": f"kiosk {STAFF}",
    "POST /tickets/<id>/print-report": "kiosk",
    "POST /tickets/<id>/call-again": DESK,
    "POST /tickets/<id>/start": DESK,
    "POST /tickets/<id>/finish": DESK,
    "POST /tickets/<id>/absent": DESK,
    "POST /tickets/<id>/restore": DESK,
    "POST /tickets/<id>/park": DESK,
    "POST /tickets/<id>/resume": DESK,
    "POST /tickets/<id>/transfer": DESK,
    "POST /tickets/<id>/put-back": DESK,
    "POST /tickets/<id>/cancel": "clerk supervisor admin",
    "POST /tickets/<id>/void": "clerk supervisor admin",
    "POST /tickets/<id>/lane": DESK,
    "POST /tickets/<id>/undo": DESK,
    "GET /counters": STAFF,
    "POST /counters/<number>/sit": "clerk",
    "POST /counters/<number>/help": DESK,
    "POST /counters/<number>/help-answered": DESK,
    "POST /counters/<number>/take-on": "supervisor",
    "POST /counters/<number>/let-go": "supervisor",
    "POST /counters/<number>/ready": DESK,
    "POST /accounts/<id>/rights": "admin",
    "POST /counters/<number>/open": DESK,
    "POST /counters/<number>/pause": DESK,
    "POST /counters/<number>/close": DESK,
    "POST /counters/<number>/call-next": DESK,
    "POST /counters/<number>/call": DESK,
    "GET /slots": "clerk supervisor admin",
    "GET /appointments": "clerk supervisor admin",
    "POST /appointments": "clerk supervisor admin",
    "POST /appointments/<code>/cancel": "clerk supervisor admin",
    "POST /appointments/<code>/check-in": "kiosk clerk supervisor admin",
    "GET /board": f"display panel {STAFF}",
    "GET /desk/<number>": DESK,
    "GET /lines": f"kiosk {STAFF}",
    "GET /figures": READERS,
    "GET /figures/promises": READERS,
    "GET /reports": "complaints supervisor",
    "GET /province": "province",
    "GET /what-if": "supervisor",
    "GET /staffing": "supervisor",
    "GET /next-hours": "supervisor",
    "GET /timelines": "supervisor",
    "POST /trial/begin": "supervisor admin",
    "POST /trial/end": "supervisor admin",
    "GET /story": READERS,
    "GET /story/choices": READERS,
    "GET /why": READERS,
    "GET /regulations": STAFF,
    "POST /regulations": "admin",
    "POST /regulations/preview": "supervisor admin",
    "GET /devices": "clerk supervisor admin",
    "POST /devices": "admin",
    "POST /devices/<id>/revoke": "admin",
    "POST /devices/<id>/screen": "admin",
    "GET /screens": "admin",
    "POST /media": "admin",
    "POST /reserve/hold": "kiosk",
    "POST /reserve/take-in": "kiosk",
    "POST /reserve/join": DESK,
    "POST /pairings": "admin",
    "GET /attendant-pin": "kiosk admin",
    "POST /attendant-pin": "admin",
    "POST /pairings/claim": ANYONE,
    "POST /devices/health": "kiosk display panel rating",
    "GET /accounts": "admin",
    "POST /accounts": "admin",
}
"""Route → the roles that may use it. Everybody else is refused."""

PAGES = {
    "/": ANYONE, "/login": ANYONE, "/logout": ANYONE, "/home": f"province {STAFF}", "/t/<token>": ANYONE,
    "/t/<token>/": ANYONE,
    "/t/<token>/app.webmanifest": ANYONE, "/phone-worker.js": ANYONE, "/t/<token>/rating": ANYONE,
    "/letter": ANYONE, "/t/<token>/letter": ANYONE, "/letter/answer": ANYONE, "/rate/<int:number>": ANYONE,
    "/from-home": ANYONE, "/from-home/<service>": ANYONE, "/from-home/code": ANYONE, "/from-home/kept/<code>": ANYONE,
    "/from-home/kept/<code>/give-back": ANYONE, "/letters": "complaints supervisor",
    "/letters.csv": "complaints supervisor", "/ratings.csv": "complaints supervisor", "/api/docs": ANYONE,
    "/healthz": ANYONE, "/readyz": ANYONE, "/metrics": ANYONE, "/counter": DESK, "/supervisor": "supervisor",
    "/admin": "admin", "/story": "complaints supervisor admin", "/promises": "complaints supervisor admin",
    "/province": "province", "/reports": "complaints supervisor", "/reports.<kind>": "complaints supervisor",
    "/what-if": "supervisor", "/staffing": "supervisor",
    "/story/proof": "complaints supervisor admin", "/story.jsonl": "complaints supervisor admin",
    "/why": "complaints supervisor admin", "/sign": "supervisor admin", "/seats": "clerk",
    "/appointments": "clerk supervisor admin", "/appointments/<code>.png": "clerk supervisor admin",
}  # fmt: skip

CAST = {"clerk": "mai", "supervisor": "hoa", "complaints": "ba", "admin": "tuan", "province": "kien", "kiosk": "kiosk",
        "display": "tv", "panel": "panel", "rating": "tablet"}  # fmt: skip


def routes(hall: SmallHall) -> Iterator[tuple[str, str, Any]]:
    """Each `METHOD rule` of the server that is not a public file, with its view."""
    for rule in hall.app.url_map.iter_rules():
        if rule.endpoint.endswith("static") or rule.endpoint.partition(".")[0] in PUBLIC_PARTS:
            continue
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield method, rule.rule, hall.app.view_functions[rule.endpoint]


def test_every_route_of_the_api_is_in_the_table_and_the_other_way_round(hall: SmallHall) -> None:
    found = {f"{method} {rule.removeprefix(API)}" for method, rule, _ in routes(hall) if rule.startswith(API)}
    assert found == set(MAY)


def test_every_page_is_in_the_table_and_the_other_way_round(hall: SmallHall) -> None:
    found = {rule for _, rule, _ in routes(hall) if not rule.startswith(API)}
    assert found == set(PAGES)


def test_every_view_declares_what_the_table_says(hall: SmallHall) -> None:
    for method, rule, view in routes(hall):
        if rule.startswith(API):
            expected = MAY[f"{method} {rule.removeprefix(API)}"]
            assert auth.permitted(view) == frozenset(expected.split()), rule
        elif PAGES[rule] == ANYONE:
            assert auth.permitted(view) == {ANYONE}, rule
        else:
            assert view.staff_only == frozenset(PAGES[rule].split()), rule


def path_of(route: str) -> str:
    path = route.split()[1].replace("<id>", "1").replace("<number>", "1")
    return path.replace("<token>", "x").replace("<code>", "HK4T9M")


def ask(caller: Caller, route: str) -> tuple[int, str | None]:
    answer = caller.get(path_of(route)) if route.startswith("GET") else caller.post(path_of(route))
    return answer.status, answer.code if answer.status >= 400 else None


@pytest.mark.parametrize("role", CAST)
def test_each_role_is_refused_exactly_where_the_table_says(hall: SmallHall, role: str) -> None:
    caller = getattr(hall, CAST[role])
    hall.kiosk.issues("H")
    for route, allowed in MAY.items():
        if route in ("POST /sessions/end", "POST /sessions"):
            continue  # the one ends the session in use, the other has a test of its own
        refused = ask(caller, route) == (403, "not_allowed")
        assert refused == (role not in allowed.split() and allowed != ANYONE), f"{role} on {route}"


def test_a_stranger_is_asked_to_sign_in_wherever_not_everybody_may(hall: SmallHall) -> None:
    for route, allowed in MAY.items():
        not_signed_in = ask(hall.stranger, route) == (401, "not_signed_in")
        assert not_signed_in == (allowed != ANYONE), route


def test_a_refused_role_changes_nothing(hall: SmallHall) -> None:
    before = hall.stands_at()
    for route, allowed in MAY.items():
        if route.startswith("POST") and "kiosk" not in allowed and allowed != ANYONE:
            ask(hall.kiosk, route)
    assert hall.stands_at() == before


@pytest.mark.parametrize("role", CAST)
def test_each_page_opens_for_its_readers_only(hall: SmallHall, role: str) -> None:
    credential = getattr(hall, CAST[role]).headers
    for path in ("/counter", "/supervisor", "/admin", "/story", "/why", "/province"):
        answer = hall.mai.wire.ask("GET", path, {**credential, "Accept": "text/html"}, None, {})
        if role in PAGES[path].split():
            assert answer.status == 200, f"{role} on {path}"
        elif role in ("province", *STAFF.split()):
            assert answer.status == 403, f"{role} on {path}"
        else:
            assert (answer.status, answer.headers["Location"].split("?")[0]) == (302, "/login"), f"{role} on {path}"


def test_a_view_that_declares_nothing_answers_nobody(hall: SmallHall) -> None:
    hall.app.view_functions["levels.board"] = lambda: "undeclared"
    with pytest.raises(AttributeError):
        hall.tv.get("/board")


@pytest.mark.parametrize("credential", ["wrong", "", "mk-wrong", "Bearer", "session-of-nobody", "\u1ebf", "a" * 5000])
def test_a_missing_or_wrong_key_is_refused(hall: SmallHall, credential: str) -> None:
    stranger = Caller(hall.mai.wire)
    stranger.headers = {"Authorization": f"Bearer {credential}".encode().decode("latin-1")}
    assert stranger.post("/tickets", {"service": "H"}).refusal == (401, "not_signed_in")
    stranger.headers = {"Authorization": f"Basic {credential}".encode().decode("latin-1")}
    assert stranger.post("/tickets", {"service": "H"}).refusal == (401, "not_signed_in")


def test_a_key_in_the_address_opens_nothing(hall: SmallHall) -> None:
    assert hall.stranger.get("/lines", key="of-kiosk", token="session-of-hoa").refusal == (401, "not_signed_in")

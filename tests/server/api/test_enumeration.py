"""Whoever has one token, or none, learns nothing of another ticket, whatever they ask and wherever they count on."""

from base64 import urlsafe_b64decode
from itertools import product

from flask.testing import FlaskClient

from server.app import PUBLIC_PARTS
from server.auth import ANYONE, permitted
from tests.cast import Json, SmallHall

BODIES = ({}, {"ticket": "{id}"}, {"label": "{label}"}, {"mine": "{mine}", "other": "{label}"})


def two_tickets(hall: SmallHall) -> tuple[Json, Json]:
    """Mine, and one of somebody else that was neither called nor shown."""
    hall.open_all()
    mine = hall.kiosk.issues("H")
    return mine, hall.kiosk.issues("D", procedure=None, lane="priority", grounds="elderly")


def public_routes(hall: SmallHall) -> list[tuple[str, str]]:
    found = []
    for rule in hall.app.url_map.iter_rules():
        is_file = rule.endpoint.endswith("static") or rule.endpoint.partition(".")[0] in PUBLIC_PARTS
        if not is_file and ANYONE in permitted(hall.app.view_functions[rule.endpoint]):
            found += [(method, rule.rule) for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})]
    return found


def asked(client: FlaskClient, method: str, path: str, body: Json) -> str:
    said = {"query_string": body} if method == "GET" else {"json": body}
    return client.open(path, method=method, **said).get_data(as_text=True)


def test_no_public_route_gives_anything_of_another_ticket(hall: SmallHall) -> None:
    mine, other = two_tickets(hall)
    routes = public_routes(hall)
    assert ("POST", "/api/v1/public/tickets/<token>/delay") in routes
    near = other["token"][:-1] + ("A" if other["token"][-1] != "A" else "B")
    words = {"id": other["id"], "label": other["label"], "mine": mine["token"]}
    client = hall.app.test_client()
    before = hall.kiosk.sees(other)
    for (method, rule), word, said in product(
        routes, (mine["token"], str(other["id"]), other["label"], other["token"][:8], near, "%", "*", "1"), BODIES
    ):
        path = "/".join(word if part.startswith("<") else part for part in rule.split("/"))
        body = {name: value.format(**words) for name, value in said.items()}
        answer = asked(client, method, path, body)
        assert other["token"] not in answer, (method, path, body)
        if other["label"] not in (word, *body.values()):
            assert other["label"] not in answer, (method, path, body)
    assert hall.kiosk.sees(other) == before, "and nobody has moved it"


def test_without_a_token_staff_routes_say_nothing_at_all(hall: SmallHall) -> None:
    _, other = two_tickets(hall)
    for path in (f"/tickets/{other['id']}", "/board", "/lines", "/desk/1", "/story", "/figures", "/why"):
        assert hall.stranger.get(path).refusal == (401, "not_signed_in")


def test_a_token_is_128_bits_by_chance_and_never_the_same(hall: SmallHall) -> None:
    tokens = [hall.kiosk.issues("H")["token"] for _ in range(50)]
    assert len(set(tokens)) == len(tokens)
    assert {len(urlsafe_b64decode(token + "=" * (-len(token) % 4))) for token in tokens} == {16}

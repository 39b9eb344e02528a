"""Pairing: a machine gets its key with a code that counts once, for fifteen minutes, and is kept only as a hash."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from server.domain.slots import LETTERS
from server.limits import PER_PAIRING
from server.models import Answer, Device, Pairing, Story
from tests.cast import Caller, Clock, SmallHall

LONG_KEY = "0123456789abcdef" * 2
UNKNOWN = (404, "unknown_pairing")


def expected(hall: SmallHall, name: str = "Máy cửa chính", kind: str = "kiosk") -> str:
    return str(hall.tuan.post("/pairings", {"name": name, "kind": kind}).done(201)["code"])


def test_whoever_brings_the_code_gets_the_key_of_the_machine_that_was_expected(hall: SmallHall) -> None:
    made = hall.tuan.post("/pairings", {"name": "Máy cửa chính", "kind": "kiosk"}).done(201)
    assert len(made["code"]) == 8 and set(made["code"]) <= set(LETTERS) and not set(LETTERS) & set("01OIl")
    assert made["expires_at"] == "2026-11-23T00:45:00+00:00"
    got = hall.stranger.post("/pairings/claim", {"code": made["code"]}).done(201)
    assert (got["device"]["name"], got["device"]["kind"]) == ("Máy cửa chính", "kiosk")
    assert Caller(hall.mai.wire, got["key"]).issues("H")["label"] == "H001"
    told = [(row["kind"], row["by"]) for row in hall.story() if row["kind"].startswith("device")]
    assert told[-2:] == [("device_expected", "tuan"), ("device_added", "Máy cửa chính")]
    hall.is_proved()


def test_a_code_is_read_as_people_type_it_and_counts_once(hall: SmallHall) -> None:
    code = expected(hall)
    hall.stranger.post("/pairings/claim", {"code": f"{code[:4].lower()} {code[4:]}"}).done(201)
    before = hall.stands_at()
    assert hall.stranger.post("/pairings/claim", {"code": code}).refusal == UNKNOWN
    assert hall.stands_at() == before


def test_a_code_is_worth_nothing_after_a_quarter_of_an_hour(hall: SmallHall, clock: Clock) -> None:
    code = expected(hall)
    clock.passes(minutes=15)
    assert hall.stranger.post("/pairings/claim", {"code": code}).refusal == UNKNOWN


def test_a_second_code_for_one_machine_takes_the_place_of_the_first(hall: SmallHall) -> None:
    first, other, second = expected(hall), expected(hall, "TV sảnh", "display"), expected(hall)
    assert hall.stranger.post("/pairings/claim", {"code": first}).refusal == UNKNOWN
    for code in (second, other):
        hall.stranger.post("/pairings/claim", {"code": code}).done(201)


def test_a_lost_answer_is_asked_again_and_makes_no_second_machine(hall: SmallHall) -> None:
    code = expected(hall)
    got, again = (hall.stranger.post("/pairings/claim", {"code": code}, key=LONG_KEY).done(201) for _ in range(2))
    assert got == again
    # A short key is no secret: a key made of it could be guessed by whoever read the code over a shoulder.
    code = expected(hall)
    hall.stranger.post("/pairings/claim", {"code": code}, key="1").done(201)
    assert hall.stranger.post("/pairings/claim", {"code": code}, key="1").refusal == UNKNOWN


def test_a_code_for_another_kind_of_machine_is_not_used_up(hall: SmallHall) -> None:
    code = expected(hall, "TV sảnh", "display")
    wrong = hall.stranger.post("/pairings/claim", {"code": code, "kind": "kiosk"})
    assert wrong.refusal == (409, "pairing_for_other")
    hall.stranger.post("/pairings/claim", {"code": code, "kind": "display"}).done(201)


def test_a_revoked_machine_does_not_come_back_by_its_old_claim(hall: SmallHall) -> None:
    code = expected(hall)
    got = hall.stranger.post("/pairings/claim", {"code": code}, key=LONG_KEY).done(201)
    hall.tuan.post(f"/devices/{got['device']['id']}/revoke").done()
    assert hall.stranger.post("/pairings/claim", {"code": code}, key=LONG_KEY).refusal == UNKNOWN


def test_two_machines_with_one_code_are_one_machine(hall: SmallHall) -> None:
    code = expected(hall)
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda _: hall.stranger.post("/pairings/claim", {"code": code}).status, range(2)))
    assert sorted(answers) == [201, 404]


def test_neither_code_nor_key_is_kept_in_the_clear(hall: SmallHall) -> None:
    waiting, used = expected(hall, "TV sảnh", "display"), expected(hall)
    got = hall.stranger.post("/pairings/claim", {"code": used}, key=LONG_KEY).done(201)
    with hall.database.read() as db:
        rows = repr([db.execute(select(table.__table__)).all() for table in (Pairing, Device, Answer, Story)])
    assert not any(secret in rows for secret in (waiting, used, got["key"], LONG_KEY))


@pytest.mark.parametrize("body", [{}, {"code": ""}, {"code": 7}, {"code": "H" * 33}, {"code": "ế\u0000"}])
def test_what_is_no_code_is_refused(hall: SmallHall, body: dict[str, object]) -> None:
    assert hall.stranger.post("/pairings/claim", body).status in (404, 422)


def test_nobody_guesses_a_code(hall: SmallHall) -> None:
    for _ in range(PER_PAIRING.amount):
        assert hall.stranger.post("/pairings/claim", {"code": "HHHHHHHH"}).refusal == UNKNOWN
    assert hall.stranger.post("/pairings/claim", {"code": "HHHHHHHH"}).refusal == (429, "too_many_requests")

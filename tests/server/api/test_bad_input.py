"""Bad input: always refused with its stable code, never a crash, and nothing changes."""

import json
import unicodedata
from typing import Any

import pytest

from tests.cast import API, AtCounter, Caller, SmallHall, a_key

LONG = "ế" * 10_000
DEEP = b'{"service":' + b"[" * 100_000 + b"]" * 100_000 + b"}"

UNREADABLE: dict[str, tuple[bytes, tuple[int, str]]] = {
    "cut off": (b'{"service": "H"', (400, "malformed_json")),
    "not JSON": (b"service=H", (400, "malformed_json")),
    "not a number": (b'{"service": "H", "dossiers": NaN}', (400, "malformed_json")),
    "infinity": (b'{"service": "H", "dossiers": -Infinity}', (400, "malformed_json")),
    "a raw NUL": (b'{"service": "H\x00"}', (400, "malformed_json")),
    "not UTF-8": ('{"service": "H\u1ebf"}'.encode("utf-16"), (400, "malformed_json")),
    "cut UTF-8": (b'{"service": "\xe1\xba"}', (400, "malformed_json")),
    "deep": (DEEP[: 60 * 1024], (400, "malformed_json")),
    "a number of 5,000 digits": (b'{"service": "H", "dossiers": ' + b"9" * 5000 + b"}", (400, "malformed_json")),
    "a list": (b'["H"]', (422, "invalid_request")),
    "a string": (b'"H"', (422, "invalid_request")),
    "null": (b"null", (422, "invalid_request")),
    "nothing": (b"", (422, "invalid_request")),
    "too large": (b'{"service": "' + b"H" * 70_000 + b'"}', (413, "too_large")),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_what_cannot_be_read_is_refused(hall: SmallHall, kiosk: Caller, case: str) -> None:
    body, refusal = UNREADABLE[case]
    before = hall.stands_at()
    assert kiosk.post("/tickets", body, key=a_key()).refusal == refusal
    assert hall.stands_at() == before


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_a_body_that_does_not_say_it_is_json_is_refused(kiosk: Caller, kind: str) -> None:
    assert kiosk.post("/tickets", {"service": "H"}, headers={"Content-Type": kind}).refusal == (415, "not_json")


WRONG: list[dict[str, Any]] = [
    {},
    {"service": None},
    {"service": ""},
    {"service": 1},
    {"service": ["H"]},
    {"service": {"code": "H"}},
    {"service": True},
    {"service": "H\0"},
    {"service": "H\u0000\u0000"},
    {"service": "\ud800"},
    {"service": LONG},
    {"service": "Hộ tịch"},
    {"service": "H", "lane": "vip"},
    {"service": "H", "lane": 0},
    {"service": "H", "lane": None},
    {"service": "H", "grounds": "rich"},
    {"service": "H", "language": "fr"},
    {"service": "H", "channel": "phone"},
    {"service": "H", "dossiers": 0},
    {"service": "H", "dossiers": -1},
    {"service": "H", "dossiers": 100},
    {"service": "H", "dossiers": 10**400},
    {"service": "H", "dossiers": 1.5},
    {"service": "H", "dossiers": "2"},
    {"service": "H", "dossiers": True},
    {"service": "H", "procedure": 1.001193},
    {"service": "H", "procedure": LONG},
    {"service": "H", "procedure": "\udfff"},
]


@pytest.mark.parametrize("body", WRONG, ids=range(len(WRONG)))
def test_what_makes_no_sense_is_refused(hall: SmallHall, kiosk: Caller, body: dict[str, Any]) -> None:
    before = hall.stands_at()
    refused = kiosk.post("/tickets", body, key=a_key())
    assert refused.refusal == (422, "invalid_request")
    assert refused.body["error"]["details"]["problems"]
    assert hall.stands_at() == before


UNKNOWN: list[tuple[dict[str, Any], str]] = [
    ({"service": "Z"}, "unknown_service"),
    ({"service": "h"}, "unknown_service"),
    ({"service": "H", "procedure": "9.999999"}, "unknown_procedure"),
]


@pytest.mark.parametrize(("body", "code"), UNKNOWN)
def test_what_the_hall_does_not_have_is_not_found(hall: SmallHall, kiosk: Caller, body: Any, code: str) -> None:
    before = hall.stands_at()
    assert kiosk.post("/tickets", body).refusal == (404, code)
    assert hall.stands_at() == before


NO_TEXTS = ["", " ", "\u3000", "a\0b", "dòng\nhai", "\x1b[31m", "\x7f", LONG, "\ud83d", 5, ["x"], {"x": 1}, None, True]


@pytest.mark.parametrize("reason", NO_TEXTS, ids=range(len(NO_TEXTS)))
def test_a_reason_is_one_line_of_text(hall: SmallHall, kiosk: Caller, mai: AtCounter, reason: object) -> None:
    mai.opens()
    ticket = kiosk.issues("H")
    before = hall.stands_at()
    for path in (f"/tickets/{ticket['id']}/cancel", "/counters/1/pause"):
        assert mai.post(path, {"reason": reason}, key=a_key()).refusal == (422, "invalid_request")
    assert hall.stands_at() == before


def test_a_reason_typed_on_a_mac_is_kept_composed(hall: SmallHall, kiosk: Caller, mai: AtCounter) -> None:
    typed = unicodedata.normalize("NFD", "  Người dân đi lấy giấy tờ ")
    ticket = kiosk.issues("H")
    cancelled = mai.moves("cancel", ticket, reason=typed)
    assert cancelled["reason"] == hall.story(ticket)[-1]["why"] == "Người dân đi lấy giấy tờ"
    assert unicodedata.is_normalized("NFC", cancelled["reason"])
    hall.is_proved()


@pytest.mark.parametrize("text", ["𠮷野家 😀", "‮tneve", "'; drop table ticket; --", "<script>alert(1)</script>", '"\\'])
def test_any_other_text_is_kept_as_it_was_said(hall: SmallHall, kiosk: Caller, mai: AtCounter, text: str) -> None:
    ticket = kiosk.issues("H")
    assert mai.moves("cancel", ticket, reason=text)["reason"] == text
    hall.is_proved()


@pytest.mark.parametrize("missing", ["x", [1], [""], ["a\0"], ["x" * 301], ["x"] * 31, {"a": 1}])
def test_missing_papers_are_a_short_list_of_lines(kiosk: Caller, mai: AtCounter, missing: object) -> None:
    mai.opens()
    kiosk.issues("H")
    ticket = mai.serves_next()
    assert mai.asks("finish", ticket, outcome="supplement", missing=missing).refusal == (422, "invalid_request")
    assert mai.sees(ticket)["state"] == "serving"


@pytest.mark.parametrize("id", ["0", "-1", "1.5", "x", "99999999999999999999999", "%00", "1%20or%201=1", "١e5"])
def test_a_ticket_that_is_no_number_is_refused(mai: AtCounter, id: str) -> None:
    assert mai.get(f"/tickets/{id}").status in (404, 422)
    assert mai.post(f"/tickets/{id}/start").status in (404, 422)


@pytest.mark.parametrize("number", ["0", "-1", "1000", "9" * 30, "mot", "1.5"])
def test_a_counter_that_is_no_number_is_refused(hall: SmallHall, number: str) -> None:
    for path in (f"/counters/{number}/open", f"/counters/{number}/call-next"):
        assert hall.hoa.post(path).refusal == (422, "invalid_request")
    assert hall.hoa.get(f"/desk/{number}").refusal == (422, "invalid_request")


@pytest.mark.parametrize(
    "until", ["later", "2026-11-23T08:00:00", 5, "9999-12-31T23:59:59+00:00", "0001-01-01T00:00:00Z"]
)
def test_a_pause_ends_at_a_time_with_its_zone(mai: AtCounter, until: object) -> None:
    assert mai.turns("pause", reason="họp", until=until).refusal == (422, "invalid_request")


@pytest.mark.parametrize("token", ["x", "%00", "a" * 64, "a" * 65, "..%2f..", "%ED%A0%80", "%ff"])
def test_a_token_that_is_none_finds_no_ticket(hall: SmallHall, token: str) -> None:
    assert hall.stranger.get(f"/public/tickets/{token}").status in (404, 422)
    page = hall.stranger.wire.ask("GET", f"/t/{token}", {"Accept": "text/html"}, None, {})
    assert page.status == 404


BAD_QUERIES = [
    "/story?after=-1", "/story?after=x", "/story?limit=0", "/story?limit=100000", f"/story?after={'9' * 30}",
    "/story?since=yesterday", "/story?since=2026-02-30", "/story?until=2026-11-23T24:00", "/story?until=9999-12-31",
    "/story?since=0001-01-01", "/story?counter=0", "/story?kind=%00", "/story?by=%00", "/story?before=0",
    "/story?reasoned=2", "/story?label=%00",
    "/figures?day=yesterday", "/figures?day=2026-13-01", "/figures?day=2026-02-30", "/figures?day=%00",
    "/procedures?limit=0", "/procedures?limit=x", f"/procedures?q={'x' * 201}",
]  # fmt: skip


@pytest.mark.parametrize("path", BAD_QUERIES)
def test_a_bad_question_is_refused(hall: SmallHall, path: str) -> None:
    assert hall.hoa.get(path).refusal == (422, "invalid_request")


@pytest.mark.parametrize("q", ["%00", "%ED%A0%80", "%ff%fe", "%25", "*", "a%0ab", "%F0%9F%98%80"])
def test_any_search_is_answered(hall: SmallHall, q: str) -> None:
    assert "procedures" in hall.stranger.get(f"/procedures?q={q}&service={q}").done()


HEALTH: list[Any] = [{"a": "\ud800"}, {"\udfff": 1}, {"a": "\0"}, {"a\0": 1}, {"a": {"b": [1, None, 1e308, "\ud800"]}}]


@pytest.mark.parametrize("health", HEALTH, ids=range(len(HEALTH)))
def test_whatever_a_device_says_of_itself_the_devices_can_still_be_read(
    hall: SmallHall, kiosk: Caller, health: Any
) -> None:
    assert kiosk.post("/devices/health", {"health": health}).status in (200, 422)
    assert hall.hoa.get("/devices").status == 200


def test_health_deeper_than_anybody_reads_is_refused(hall: SmallHall, kiosk: Caller) -> None:
    for depth in (50, 400, 900, 2000, 10_000):
        body = b'{"health": {"a": ' + b"[" * depth + b"]" * depth + b"}}"
        assert kiosk.post("/devices/health", body).status in (200, 400, 422)
        assert hall.hoa.get("/devices").status == 200


@pytest.mark.parametrize("health", [[], "ok", None, {str(n): n for n in range(41)}])
def test_health_is_a_small_object(kiosk: Caller, health: object) -> None:
    assert kiosk.post("/devices/health", {"health": health}).refusal == (422, "invalid_request")


@pytest.mark.parametrize(
    "body",
    [
        {"user": "Mai Anh"}, {"user": "mai\0"}, {"user": ""}, {"user": "x" * 41}, {"password": "ngắn"},
        {"role": "boss"},
        {"counter": 0}, {"counter": 10**30}, {"counter": "1"}, {"password": "\ud800" * 9}, {"password": "x" * 201},
    ],
    ids=range(11),
)  # fmt: skip
def test_an_account_that_makes_no_sense_is_refused(hall: SmallHall, tuan: Caller, body: dict[str, Any]) -> None:
    before = hall.stands_at()
    good = {"user": "lan", "password": "mật khẩu của lan", "role": "clerk", "counter": 1}
    assert tuan.post("/accounts", good | body).refusal == (422, "invalid_request")
    assert hall.stands_at() == before


@pytest.mark.parametrize("path", ["/nothing", "/tickets/1/explode", "/counter", "/desk", "/board/1", "/%00"])
def test_an_unknown_path_is_not_found(mai: AtCounter, path: str) -> None:
    assert mai.get(path).refusal == (404, "not_found")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("PUT", "/tickets"),
        ("DELETE", "/tickets/1"),
        ("GET", "/tickets/1/start"),
        ("PATCH", "/board"),
        ("POST", "/board"),
    ],
)
def test_a_wrong_method_is_named_with_those_allowed(mai: AtCounter, method: str, path: str) -> None:
    answer = mai.wire.ask(method, API + path, mai.headers, None, {})
    assert answer.refusal == (405, "method_not_allowed")
    assert answer.headers["Allow"]


def test_no_verb_is_done_by_get(hall: SmallHall) -> None:
    before = hall.stands_at()
    rules = list(hall.app.url_map.iter_rules())
    read = {rule.rule for rule in rules if "GET" in (rule.methods or ())}
    for rule in rules:
        if "POST" in (rule.methods or ()) and rule.rule.startswith(API) and rule.rule not in read:
            path = rule.rule.replace("<id>", "1").replace("<number>", "1")
            assert hall.hoa.wire.ask("GET", path, hall.hoa.headers, None, {}).status in (404, 405, 422)
    assert hall.stands_at() == before


@pytest.mark.parametrize("language", ["en", "ko", "vi", "fr", "*", "x" * 5000, "en;q=x", "\xff"])
def test_programs_read_the_code_whatever_the_language(kiosk: Caller, language: str) -> None:
    refused = kiosk.post("/tickets", {"service": "Z"}, headers={"Accept-Language": language})
    assert refused.refusal == (404, "unknown_service")
    assert set(refused.body["error"]) == {"code", "message", "details"}
    assert refused.body["error"]["message"]


def test_every_refusal_is_one_shape_and_never_kept_by_a_proxy(kiosk: Caller) -> None:
    answer = kiosk.post("/tickets", b"{")
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Cache-Control"] == "no-store"
    assert json.loads(answer.raw)["error"]["code"] == "malformed_json"

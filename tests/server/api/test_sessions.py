"""Sessions, cookies and keys: who signs in, how long it lasts, and what another site cannot do in somebody's name."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from server.auth import COOKIE
from tests.builders import PASSWORD, session_of
from tests.cast import API, Caller, Clock, SmallHall

OURS = {"X-Moiso": "page"}


def sign_in(hall: SmallHall, user: str = "mai", password: str = PASSWORD) -> Caller:
    token = hall.stranger.post("/sessions", {"user": user, "password": password}).done(201)["token"]
    return Caller(hall.mai.wire, token)


@pytest.fixture
def browser(hall: SmallHall) -> Iterator[FlaskClient]:
    """A browser in which Hoa has signed in."""
    client = hall.app.test_client()
    client.set_cookie(COOKIE, session_of("hoa"))
    yield client


def test_staff_sign_in_with_their_password(hall: SmallHall, clock: Clock) -> None:
    said = hall.stranger.post("/sessions", {"user": "mai", "password": PASSWORD}).done(201)
    assert (said["role"], said["counter"], said["hall"]) == ("clerk", 1, "Trung tâm Phục vụ hành chính công xã Thử")
    assert said["expires_at"] == "2026-11-23T12:30:00+00:00"  # twelve hours
    assert Caller(hall.mai.wire, said["token"]).get("/lines").status == 200


def test_a_wrong_password_and_an_unknown_user_are_told_alike(hall: SmallHall) -> None:
    wrong = hall.stranger.post("/sessions", {"user": "mai", "password": PASSWORD + "x"})
    unknown = hall.stranger.post("/sessions", {"user": "ai đó", "password": PASSWORD})
    assert wrong.refusal == unknown.refusal == (401, "bad_credentials")
    assert wrong.raw == unknown.raw


def test_a_session_expires(hall: SmallHall, clock: Clock) -> None:
    mai = sign_in(hall)
    clock.passes(hours=11.99)
    assert mai.get("/lines").status == 200
    clock.passes(hours=0.02)
    assert mai.get("/lines").refusal == (401, "not_signed_in")


def test_signing_out_closes_the_session_and_no_other(hall: SmallHall) -> None:
    one, other = sign_in(hall), sign_in(hall)
    assert one.post("/sessions/end").done() == {}
    assert one.get("/lines").refusal == (401, "not_signed_in")
    assert other.get("/lines").status == 200


def test_a_token_is_kept_nowhere_in_the_clear(hall: SmallHall) -> None:
    from sqlalchemy import select

    from server.models import Account, Answer, SignIn

    said = hall.stranger.post("/sessions", {"user": "mai", "password": PASSWORD}, key="once").done(201)
    with hall.database.read() as db:
        rows = [*db.execute(select(SignIn.__table__)), *db.execute(select(Answer.__table__)),
                *db.execute(select(Account.__table__))]  # fmt: skip
    assert said["token"] not in repr(rows) and PASSWORD not in repr(rows)


def test_after_thirty_tries_at_one_name_the_door_waits(hall: SmallHall) -> None:
    for _ in range(30):
        assert hall.stranger.post("/sessions", {"user": "mai"}).refusal == (422, "invalid_request")
    assert hall.stranger.post("/sessions", {"user": "mai", "password": PASSWORD}).refusal == (429, "too_many_requests")
    assert hall.stranger.post("/sessions", {"user": "nam", "password": PASSWORD}).status == 201


def test_a_page_changes_things_with_its_cookie_and_header(browser: FlaskClient) -> None:
    headers = {**OURS, "Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    assert browser.post(f"{API}/counters/1/open", headers=headers).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Moiso": "form"},
        {**OURS, "Origin": "http://evil.example"},
        {**OURS, "Origin": "http://localhost.evil.example"},
        {**OURS, "Origin": "http://localhost:81"},
        {**OURS, "Origin": "null"},
        {**OURS, "Origin": ""},
        {**OURS, "Origin": "http://["},
        {**OURS, "Origin": "http://localhost", "Sec-Fetch-Site": "cross-site"},
        {**OURS, "Origin": "http://evil.example", "Sec-Fetch-Site": "same-origin"},
        {**OURS, "Origin": "http://evil.example", "Authorization": "Basic eDp5"},
        {"Authorization": "Basic eDp5"},
        {**OURS, "Sec-Fetch-Site": "cross-site"},
        {**OURS, "Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"},
    ],
)
def test_another_site_changes_nothing_in_a_signed_in_persons_name(
    hall: SmallHall, browser: FlaskClient, headers: dict[str, str]
) -> None:
    before = hall.stands_at()
    answer = browser.post(f"{API}/counters/1/open", headers=headers)
    assert (answer.status_code, answer.json["error"]["code"]) == (403, "bad_origin")  # type: ignore[index]
    assert hall.stands_at() == before


def test_reading_with_the_cookie_needs_no_header(browser: FlaskClient) -> None:
    assert browser.get(f"{API}/board").status_code == 200


def test_a_program_needs_no_header(hall: SmallHall) -> None:
    assert hall.hoa.post("/counters/1/open", headers={"Origin": "http://evil.example"}).status == 200


def test_the_form_signs_in_with_a_cookie_no_script_can_read(hall: SmallHall) -> None:
    client = hall.app.test_client()
    answer = client.post("/login", data={"user": "mai", "password": PASSWORD})
    cookie = answer.headers["Set-Cookie"]
    assert answer.status_code == 303
    assert cookie.startswith(f"{COOKIE}=") and "HttpOnly" in cookie and "SameSite=Lax" in cookie
    assert client.get("/counter").status_code == 200
    client.post("/logout")
    assert client.get("/counter").status_code == 302


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "http://["},
        {"Origin": "http://evil.example", "Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
def test_another_site_signs_nobody_in_or_out(hall: SmallHall, browser: FlaskClient, headers: dict[str, str]) -> None:
    assert browser.post("/login", data={"user": "mai", "password": PASSWORD}, headers=headers).status_code == 403
    assert browser.post("/logout", headers=headers).status_code == 403
    assert browser.get(f"{API}/board").status_code == 200


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example/", "/\\evil.example", "\t//evil.example"])
def test_signing_in_leads_nowhere_else(hall: SmallHall, target: str) -> None:
    form = {"user": "mai", "password": PASSWORD, "next": target}
    answer = hall.app.test_client().post("/login", data=form)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/home")


@pytest.mark.parametrize("user", ["a\0b", "\ud800", "x" * 10_000, "'; drop table account; --"])
def test_no_name_breaks_the_form(hall: SmallHall, user: str) -> None:
    body = b"user=" + user.encode("utf-8", "surrogatepass") + b"&password=x"
    answer = hall.app.test_client().post("/login", data=body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code in (401, 413)


def test_json_at_the_forms_door_breaks_nothing(hall: SmallHall) -> None:
    for body in (b"[1]", b'"x"', b"{}", b"null", b"{"):
        answer = hall.app.test_client().post("/login", data=body, content_type="application/json")
        assert answer.status_code == 401


def test_a_revoked_device_is_out_at_once(hall: SmallHall, tuan: Caller, kiosk: Caller) -> None:
    made = tuan.post("/devices", {"name": "Kiosk cửa sau", "kind": "kiosk"}).done(201)
    other = Caller(kiosk.wire, made["key"])
    assert other.issues("H")["label"] == "H001"
    assert tuan.post(f"/devices/{made['device']['id']}/revoke").done()["device"]["revoked"] is True
    assert other.post("/tickets", {"service": "H"}).refusal == (401, "not_signed_in")
    assert kiosk.issues("H")["label"] == "H002"
    hall.is_proved()


def test_a_new_account_signs_in_and_its_name_is_taken(hall: SmallHall, tuan: Caller) -> None:
    body = {"user": "lan", "password": "mật khẩu của lan", "role": "clerk", "counter": 4}
    account = tuan.post("/accounts", body).done(201)["account"]
    assert (account["user"], account["role"], account["counter"], account["is_active"]) == ("lan", "clerk", 4, True)
    assert tuan.post("/accounts", body).refusal == (409, "name_taken")
    assert tuan.post("/accounts", body | {"user": "phone"}).refusal == (409, "name_taken"), "the story's own"
    assert tuan.post("/accounts", body | {"user": "cuc", "counter": 99}).refusal == (404, "unknown_counter")
    assert sign_in(hall, "lan", "mật khẩu của lan").post("/counters/4/open").status == 200
    assert {row["user"] for row in tuan.get("/accounts").done()["accounts"]} == {
        "mai",
        "nam",
        "hoa",
        "ba",
        "tuan",
        "kien",
        "lan",
    }


def test_a_password_takes_no_part_in_what_is_kept_of_a_request(hall: SmallHall, tuan: Caller) -> None:
    """Its hash beside the rest of the body would let whoever reads the database try passwords by the million."""
    from sqlalchemy import select

    from server.models import Answer

    bodies = [{"user": "lan", "password": password, "role": "clerk"} for password in ("mật khẩu một", "mật khẩu hai")]
    first = tuan.post("/accounts", bodies[0], key="once").done(201)
    assert tuan.post("/accounts", bodies[0], key="once").done(201) == first
    assert tuan.post("/accounts", bodies[0] | {"user": "cuc"}, key="once").refusal == (409, "key_reused")
    with hall.database.read() as db:
        one = db.execute(select(Answer.fingerprint).where(Answer.key == "once")).scalar_one()
    with hall.database.write() as db:
        db.execute(Answer.__table__.delete())
    assert tuan.post("/accounts", bodies[1], key="once").refusal == (409, "name_taken")
    with hall.database.read() as db:
        assert db.execute(select(Answer.fingerprint).where(Answer.key == "once")).scalar_one() == one


def test_no_answer_about_accounts_or_devices_holds_a_hash(tuan: Caller) -> None:
    for path in ("/accounts", "/devices"):
        assert b"hash" not in tuan.get(path).raw


def test_a_device_says_how_it_is(hall: SmallHall, kiosk: Caller) -> None:
    assert kiosk.post("/devices/health", {"health": {"printer": "paper_low", "printed": 3}}).done() == {}
    device = next(row for row in hall.hoa.get("/devices").done()["devices"] if row["kind"] == "kiosk")
    assert device["health"] == {"printer": "paper_low", "printed": 3}
    assert device["last_seen_at"] == hall.clock.now.isoformat()

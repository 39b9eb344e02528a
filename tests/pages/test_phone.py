"""The phone page behind a ticket's QR."""

import gzip
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Response, expect

from tests.pages.conftest import Hall

Open = Callable[..., Page]
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
BUDGET = 60 * 1024


@pytest.fixture(scope="module")
def counter(hall: Hall) -> int:
    hall.post("/counters/1/open")
    return 1


def _said(page: Page) -> dict[str, str]:
    return {
        part: page.locator(f"#{part}").inner_text() for part in ("state", "counter", "ahead", "wait", "advice", "last")
    }


def test_a_phone_without_javascript_reads_all_it_needs(open_page: Open, hall: Hall, counter: int) -> None:
    hall.issue("H")
    ticket = hall.issue("H")
    page = open_page(f"/t/{ticket['token']}", java_script_enabled=False, **PHONE)
    expect(page.locator("h1")).to_have_text(ticket["label"])
    assert re.fullmatch(r"Trước quý vị còn \d+ người|Tiếp theo là quý vị", page.locator("#ahead").inner_text())
    assert re.search(r"Còn (khoảng [\d–]+|dưới \d+) phút", page.locator("#wait").inner_text())
    expect(page.locator("#live")).to_contain_text("tải lại")


@pytest.mark.parametrize("language", ["vi", "en", "ko"])
def test_the_script_says_what_the_server_wrote(open_page: Open, hall: Hall, counter: int, language: str) -> None:
    hall.clear(2)
    ticket = hall.issue("C", language=language)
    still = open_page(f"/t/{ticket['token']}", java_script_enabled=False, **PHONE)
    page = open_page(f"/t/{ticket['token']}", **PHONE)
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("#live")).not_to_have_text(still.locator("#live").inner_text())
    assert _said(page) == _said(still)
    for move in ("call-next", "start", "finish"):
        path = f"/counters/2/{move}" if move == "call-next" else f"/tickets/{ticket['id']}/{move}"
        if move == "call-next":
            hall.post("/counters/2/open")
            assert hall.post(path)["ticket"]["label"] == ticket["label"]
        else:
            hall.post(path, {"outcome": "accepted"} if move == "finish" else {})
        state = {"call-next": "called", "start": "serving", "finish": "finished"}[move]
        expect(page.locator("body")).to_have_attribute("data-state", state)
        still.reload()
        assert _said(page) == _said(still)


def test_the_whole_screen_turns_teal_and_the_phone_buzzes_when_called(open_page: Open, hall: Hall) -> None:
    ticket = hall.issue("K")
    hall.post("/counters/4/open")
    page = open_page("/login", **PHONE)
    page.add_init_script("navigator.vibrate = (beats) => { window.buzzed = beats; return true; };")
    page.goto(f"/t/{ticket['token']}")
    expect(page.locator("#live")).to_have_text("Trang tự cập nhật.")
    hall.post("/counters/4/call-next")
    expect(page.locator("body")).to_have_attribute("data-state", "called")
    expect(page.locator("#counter")).to_have_text("Quầy 4")
    expect(page).to_have_title(re.compile("^Quầy 4"))
    # The page fades in 200 ms.
    expect(page.locator("body")).to_have_css("background-color", "rgb(11, 95, 99)")
    assert page.evaluate("window.buzzed")


def test_the_page_weighs_less_than_60_kb_without_its_font(open_page: Open, hall: Hall) -> None:
    ticket = hall.issue("N")
    answers: list[Response] = []
    page = open_page("/healthz", **PHONE)
    page.on("response", lambda response: answers.append(response))
    page.goto(f"/t/{ticket['token']}")
    expect(page.locator("#live")).to_have_text("Trang tự cập nhật.")
    weights = {
        answer.url.removeprefix(hall.url): len(gzip.compress(answer.body()))
        for answer in answers
        if answer.request.resource_type != "font" and answer.url.startswith(hall.url)
    }
    assert len(weights) > 5
    assert sum(weights.values()) < BUDGET, weights


def test_a_parked_and_an_absent_person_read_what_to_do(open_page: Open, hall: Hall) -> None:
    hall.clear(5)
    hall.post("/counters/5/open")
    for move, words in (("park", "trở lại quầy 5"), ("absent", "bàn hướng dẫn")):
        ticket = hall.issue("S")
        page = open_page(f"/t/{ticket['token']}", **PHONE)
        called = hall.post("/counters/5/call-next")["ticket"]
        assert called["label"] == ticket["label"]
        hall.post(f"/tickets/{ticket['id']}/{move}", {"reason": "Đi sao chụp"} if move == "park" else {})
        expect(page.locator("#advice")).to_contain_text(words)


@pytest.mark.parametrize("token", ["khong-co", "x" * 200, "%00", "..%2f..%2fetc", "ố"])
def test_an_unknown_token_is_a_page_that_helps(open_page: Open, token: str) -> None:
    page = open_page("/login", **PHONE)
    answer = page.goto(f"/t/{token}")
    assert answer is not None
    assert answer.status == 404
    expect(page.locator("h1")).to_be_visible()


def test_a_lost_line_is_told_and_points_to_the_hall(open_page: Open, hall: Hall) -> None:
    ticket = hall.issue("X")
    page = open_page(f"/t/{ticket['token']}", **PHONE)
    expect(page.locator("#live")).to_have_text("Trang tự cập nhật.")
    hall.stop()
    expect(page.locator("#offline")).to_contain_text("Xin nghe loa và nhìn màn hình trong sảnh")
    expect(page.locator("h1")).to_have_text(ticket["label"])
    hall.start()
    expect(page.locator("#offline")).to_be_hidden()

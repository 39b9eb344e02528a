"""The phone page behind a ticket's QR."""

import gzip
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Response, expect

from server.pages.phone import card
from tests.pages.conftest import Hall

Open = Callable[..., Page]
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
BUDGET = 60 * 1024
PARTS = ("service", "lane", "state", "counter", "came", "ahead", "wait", "advice", "last")


@pytest.fixture(scope="module")
def counter(hall: Hall) -> int:
    hall.post("/counters/1/open")
    return 1


def _said(page: Page) -> dict[str, str]:
    return {part: page.locator(f"#{part}").inner_text() for part in PARTS}


def test_a_phone_without_javascript_reads_all_it_needs(open_page: Open, hall: Hall, counter: int) -> None:
    hall.issue("H")
    ticket = hall.issue("H")
    page = open_page(f"/t/{ticket['token']}", java_script_enabled=False, **PHONE)
    expect(page.locator("h1")).to_have_text(ticket["label"])
    expect(page.locator("#live")).to_contain_text(re.compile(r"Tình hình lúc \d+:\d\d\."))
    expect(page.locator("meta[http-equiv='refresh']")).to_have_attribute("content", "30")
    assert "Trang này" not in page.locator("main").inner_text(), "the card promises nothing that only a script does"
    assert re.fullmatch(r"Trước quý vị còn \d+ người|Quý vị là người tiếp theo", page.locator("#ahead").inner_text())
    assert re.search(r"Còn (khoảng [\d–\u2060]+|dưới \d+) phút", page.locator("#wait").inner_text())
    expect(page.locator("#live")).to_contain_text("tải lại")


@pytest.mark.parametrize("language", ["vi", "en", "ko"])
def test_the_script_says_what_the_server_wrote(open_page: Open, hall: Hall, counter: int, language: str) -> None:
    hall.clear(2)
    ticket = hall.issue("C")  # in Vietnamese: who reads it on the phone may be another
    address = f"/t/{ticket['token']}?lang={language}"
    still, page = open_page(address, java_script_enabled=False, **PHONE), open_page(address, **PHONE)
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("#live")).not_to_have_text(still.locator("#live").inner_text())
    assert _said(page) == _said(still)
    service = next(each for each in hall.get("/services")["services"] if each["code"] == "C")
    expect(page.locator("#service")).to_have_text(service["name" if language == "vi" else f"name_{language}"])
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


def test_a_page_in_korean_brings_the_letters_for_it(open_page: Open, hall: Hall) -> None:
    ticket = hall.issue("N", language="ko")
    for language, faces in (("ko", True), ("vi", False)):
        page = open_page(f"/t/{ticket['token']}?lang={language}", **PHONE)
        expect(page.locator("html")).to_have_attribute("lang", language)
        families = page.evaluate("document.fonts.ready.then(() => [...document.fonts].map((face) => face.family))")
        assert any("Noto Sans KR" in family for family in families) is faces


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


@pytest.mark.parametrize("token", ["", "khong-co", "khong-co/", "x" * 200, "%00", "..%2f..%2fetc", "ố", "a/b"])
def test_an_unknown_token_is_a_page_that_helps(open_page: Open, token: str) -> None:
    page = open_page("/login", **PHONE)
    answer = page.goto(f"/t/{token}")
    assert answer is not None
    assert answer.status == 404
    expect(page.locator("h1")).to_have_text("Không tìm thấy số này")


def test_an_address_with_a_stroke_too_many_is_the_same_page(open_page: Open, hall: Hall) -> None:
    ticket = hall.issue("N")
    page = open_page(f"/t/{ticket['token']}/", **PHONE)
    assert page.url == f"{hall.url}/t/{ticket['token']}"
    page.goto(f"/t/{ticket['token']}/?lang=en")
    assert page.url == f"{hall.url}/t/{ticket['token']}?lang=en"
    expect(page.locator("h1")).to_have_text(ticket["label"])


def test_letters_grow_with_those_of_the_browser_and_nothing_is_cut_off(open_page: Open, hall: Hall) -> None:
    """A browser set to large letters makes the root's larger; what is in pixels stays as it was."""
    ticket = hall.issue("N")
    page = open_page(f"/t/{ticket['token']}", **PHONE | {"viewport": {"width": 320, "height": 640}})
    expect(page.locator("[data-bell]")).to_be_visible()
    parts = ("#state", "#ahead", "#wait", "[data-bell]", "#live")

    def sizes() -> list[float]:
        return [page.locator(part).evaluate("part => parseFloat(getComputedStyle(part).fontSize)") for part in parts]

    usual = sizes()
    assert usual == [24, 24, 20, 17, 16]
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert sizes() == [2 * size for size in usual]
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_a_second_page_of_a_number_does_not_ask_what_the_first_was_told(open_page: Open, hall: Hall) -> None:
    hall.clear(6)
    hall.post("/counters/6/open")
    ticket = hall.issue("D")
    first, second = (open_page(f"/t/{ticket['token']}", **PHONE) for _ in range(2))
    assert hall.post("/counters/6/call-next")["ticket"]["label"] == ticket["label"]
    hall.post(f"/tickets/{ticket['id']}/start")
    hall.post(f"/tickets/{ticket['id']}/finish", {"outcome": "accepted"})
    expect(second.locator("#rating")).to_be_visible()
    first.locator(".face-4").tap()
    first.locator("button[name='aspect'][value='']").tap()
    expect(first.locator("#rated")).to_be_visible()
    expect(second.locator("#rated")).to_be_visible()
    expect(second.locator("#rating")).to_be_hidden()


def test_a_server_that_stands_still_is_told_before_its_line_is_given_up(open_page: Open, hall: Hall) -> None:
    ticket = hall.issue("N")
    page = open_page("/login", **PHONE)
    page.clock.install()
    page.goto(f"/t/{ticket['token']}")
    expect(page.locator("#live")).to_have_text("Trang tự cập nhật.")
    with hall.silence():
        page.clock.fast_forward(13_000)
        expect(page.locator("#offline")).to_contain_text("Mất kết nối. Nội dung đã cũ")
        expect(page.locator("#live")).to_have_text("")
    expect(page.locator("#offline")).to_be_hidden(timeout=40_000)


def test_a_lost_line_is_told_and_points_to_the_hall(open_page: Open, hall: Hall) -> None:
    ticket = hall.issue("X")
    page = open_page(f"/t/{ticket['token']}", **PHONE)
    expect(page.locator("#live")).to_have_text("Trang tự cập nhật.")
    hall.stop()
    expect(page.locator("#offline")).to_contain_text("Xin nghe loa và nhìn màn hình trong sảnh")
    expect(page.locator("#live")).to_have_text("")
    expect(page.locator("#advice")).to_be_hidden()
    expect(page.locator("h1")).to_have_text(ticket["label"])
    hall.start()
    # By itself it would come within half a minute, for there may be 2,000 of them; looked at, it comes at once.
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator("#offline")).to_be_hidden(timeout=2500)


def test_whoever_is_sent_on_or_put_back_reads_why_and_where_to_wait(open_page: Open, hall: Hall) -> None:
    hall.clear(7)
    for number in (3, 7):
        hall.post(f"/counters/{number}/open")
    ticket = hall.issue("B", language="vi")
    path = f"/t/{ticket['token']}"
    page, still = open_page(path, **PHONE), open_page(path, java_script_enabled=False, **PHONE)
    expect(page.locator("#live")).to_have_text("Trang tự cập nhật.")
    hall.post("/counters/7/call-next")
    hall.post(f"/tickets/{ticket['id']}/absent")
    expect(page.locator("#advice")).to_contain_text("bàn hướng dẫn")
    hall.post(f"/tickets/{ticket['id']}/restore", {"reason": "Đã quay lại"})
    expect(page.locator("#came")).to_contain_text("xếp lại vào hàng chờ, thứ tự giữ nguyên")
    hall.post("/counters/7/call-next")
    hall.post(f"/tickets/{ticket['id']}/transfer", {"counter": 3, "keep_place": True, "reason": "Nhầm quầy"})
    expect(page.locator("#came")).to_have_text("Mời quý vị chờ quầy 3.")
    hall.post(f"/tickets/{ticket['id']}/transfer", {"service": "E", "keep_place": True, "reason": "Cần hướng dẫn"})
    expect(page.locator("#came")).to_have_text("Quý vị được chuyển sang lĩnh vực: Hướng dẫn.")
    expect(page.locator("#service")).to_have_text("Hướng dẫn")
    still.reload()
    assert _said(page) == _said(still)


def test_who_holds_a_mistaken_print_is_sent_for_another_number(open_page: Open, hall: Hall) -> None:
    ticket = hall.issue("E", language="vi")
    path = f"/t/{ticket['token']}"
    page, still = open_page(path, **PHONE), open_page(path, java_script_enabled=False, **PHONE)
    expect(page.locator("#live")).to_have_text("Trang tự cập nhật.")
    hall.post(f"/tickets/{ticket['id']}/void", {"reason": "In nhầm"})
    expect(page.locator("#advice")).to_contain_text("Mời quý vị lấy số mới tại máy")
    still.reload()
    assert _said(page) == _said(still)


def test_a_hall_that_has_closed_promises_no_minutes(open_page: Open, hall: Hall, counter: int) -> None:
    ticket = hall.issue("H")
    hall.post("/regulations", {"hours": {"week": {}, "holidays": False}}, by="tuan")
    try:
        path = f"/t/{ticket['token']}"
        page, still = open_page(path, **PHONE), open_page(path, java_script_enabled=False, **PHONE)
        expect(page.locator("#live")).to_have_text("Trang tự cập nhật.")
        expect(page.locator("#wait")).to_contain_text("đã hết giờ làm việc hôm nay")
        assert _said(page) == _said(still)
    finally:
        hall.post("/regulations", {"hours": None}, by="tuan")


WAITING = {
    "at": "2026-11-23T05:00:00+00:00", "label": "D004", "service": "D", "service_name": "Đất đai", "lane": "ordinary",
    "state": "waiting", "ahead": 2, "wait": {"p10": 600, "p50": 900, "p90": 1500}, "kept_of_ten": None,
    "counter": None, "calls": 0,
    "last_called": "D001", "slot_at": None, "is_trial": False, "came": None, "reserved_counter": None,
    "is_given_back": False,
    "hall": {"name": "", "phone": "", "timezone": "Asia/Ho_Chi_Minh"},
    "hours": {"open": True, "closes_at": None, "reopens_at": None, "is_break": False},
}  # fmt: skip
SHUT = {"open": False, "closes_at": None, "is_break": False, "reopens_at": "2026-11-23T06:30:00+00:00"}


@pytest.mark.parametrize(
    ("change", "part", "said"),
    [
        ({"ahead": 9}, "wait", "Còn khoảng 10–\u206025 phút, nên có mặt trước 12:08"),
        ({}, "wait", "Còn khoảng 10–\u206025 phút"),
        # Both of the range that is said, not one of the exact figure behind it.
        (
            {"ahead": 9, "wait": {"p10": 840, "p50": 1200, "p90": 2100}},
            "wait",
            "Còn khoảng 10–\u206035 phút, nên có mặt trước 12:08",
        ),
        (
            {"hours": SHUT | {"is_break": True}},
            "wait",
            "Trung tâm nghỉ trưa; số của quý vị vẫn giữ, gọi tiếp từ 13:30.",
        ),
        ({"hours": SHUT}, "wait", "Trung tâm chưa đến giờ làm việc; bắt đầu gọi số từ 13:30."),
        (
            {"hours": SHUT | {"reopens_at": "2026-11-24T00:30:00+00:00"}},
            "wait",
            "Trung tâm đã hết giờ làm việc hôm nay. Quý vị còn trong sảnh xin hỏi bàn hướng dẫn.",
        ),
        # What the wait says the advice does not say again.
        ({"ahead": 9}, "advice", "Quý vị có thể ngồi chờ trong sảnh."),
        ({}, "advice", "Sắp đến lượt. Xin quý vị có mặt trong sảnh."),
        ({"ahead": 9, "wait": {"p10": 240, "p50": 600, "p90": 900}}, "wait", "Còn khoảng 4–\u206015 phút"),
        ({"ahead": 9, "wait": {"p10": 240, "p50": 600, "p90": 900}}, "advice", "Xin quý vị ở lại trong sảnh."),
        ({"ahead": 0, "wait": None}, "advice", "Quý vị có thể ngồi chờ trong sảnh."),
        ({}, "kept", ""),
        ({"kept_of_ten": 8}, "kept", "Gần đây, cứ 10 lần báo như vậy thì 8 lần đúng."),
        ({"kept_of_ten": 8, "wait": None}, "kept", ""),
        ({}, "last", "Số vừa được gọi: D001"),
        ({"last_called": "D004"}, "last", ""),
        ({"state": "called", "counter": 5}, "last", ""),
        ({"lane": "appointment", "slot_at": "2026-11-23T02:00:00+00:00"}, "lane", "Lịch hẹn 9:00"),
        ({"lane": "appointment"}, "lane", "Hẹn trước"),
        ({"lane": "priority"}, "lane", "Ưu tiên"),
        ({"came": "next_step", "service_name": "Thu phí"}, "came", "Bước tiếp theo của quý vị: Thu phí."),
        ({"came": "restored_late"}, "came", "Quý vị đã được xếp lại vào hàng chờ, tính từ lúc xếp lại."),
        ({"came": "transferred", "reserved_counter": 5}, "came", "Mời quý vị chờ quầy 5."),
        ({"state": "called", "came": "restored", "counter": 5}, "came", ""),
        ({"state": "called", "counter": 5, "calls": 1}, "state", "Mời quý vị đến"),
        ({"state": "called", "counter": 5, "calls": 2}, "state", "Mời lại quý vị đến"),
        ({"state": "cancelled", "is_given_back": True}, "state", "Quý vị đã trả số"),
        ({"state": "cancelled"}, "state", "Số này đã được hủy"),
        ({"state": "expired"}, "advice", "Số này không còn hiệu lực. Mời quý vị lấy số mới vào ngày làm việc tới."),
    ],
)
def test_the_card_says_what_the_holder_must_know_now(change: dict, part: str, said: str) -> None:
    assert card(WAITING | change, "vi")[part] == said


def test_whoever_lets_five_go_first_is_asked_once_and_may_think_better_of_it(
    open_page: Open, hall: Hall, counter: int
) -> None:
    hall.clear(1)
    hall.post("/counters/1/open")
    first, *_ = [hall.issue("H") for _ in range(3)]
    page = open_page(f"/t/{first['token']}", **PHONE)
    expect(page.locator("#ahead")).to_have_text("Quý vị là người tiếp theo")
    page.locator("[data-move=delay]").tap()
    expect(page.locator(".phone-question")).to_contain_text(f"rồi đến số {first['label']}")
    page.locator("[data-yes]").tap()
    expect(page.locator("#ahead")).to_have_text("Trước quý vị còn 2 người")
    page.locator("[data-move=undo]").tap()
    expect(page.locator("#ahead")).to_have_text("Quý vị là người tiếp theo")
    expect(page.locator("[data-move=delay]")).to_be_visible()


def test_the_counter_that_called_sees_who_is_on_the_way_and_who_gives_up(
    open_page: Open, hall: Hall, counter: int
) -> None:
    hall.clear(1)
    hall.post("/counters/1/open")
    ticket = hall.issue("H")
    page = open_page(f"/t/{ticket['token']}", **PHONE)
    page.locator("[data-bell]").tap()
    expect(page.locator(".phone-bell-on")).to_be_visible()
    hall.post("/counters/1/call-next")
    page.locator("[data-move=coming]").tap()
    expect(page.locator(".phone-told")).to_contain_text("quý vị đang đến")
    assert hall.get("/desk/1")["ticket"]["coming_at"]
    page.locator("[data-move=give_back]").tap()
    expect(page.locator(".phone-question p")).to_have_css("color", "rgb(22, 32, 42)")
    page.locator("[data-no]").tap()
    assert hall.get("/desk/1")["ticket"]["label"] == ticket["label"], "a question is no answer"
    page.locator("[data-move=give_back]").tap()
    page.locator("[data-yes]").tap()
    expect(page.locator("body")).to_have_attribute("data-state", "cancelled")
    expect(page.locator("#state")).to_have_text("Quý vị đã trả số")
    assert hall.get("/desk/1")["ticket"] is None
    page.locator("[data-move=undo]").tap()
    expect(page.locator("body")).to_have_attribute("data-state", "called")


KEEPS_NOTHING = (
    "Object.defineProperty(window, 'sessionStorage', { get() { throw new DOMException('', 'SecurityError'); } })"
)


def test_a_page_loaded_anew_knows_who_gave_the_number_back_and_may_still_undo(open_page: Open, hall: Hall) -> None:
    ticket = hall.issue("H")
    page = open_page(f"/t/{ticket['token']}", **PHONE)
    page.locator("[data-move=give_back]").tap()
    page.locator("[data-yes]").tap()
    expect(page.locator("#state")).to_have_text("Quý vị đã trả số")
    # The ten seconds may be over on a slow machine: they are made longer here.
    page.evaluate("sessionStorage.setItem(`moiso_undo ${location.pathname}`, String(Date.now() + 600_000))")
    page.reload()
    expect(page.locator("#state")).to_have_text("Quý vị đã trả số")
    expect(page.locator("[data-move=undo]")).to_be_visible()
    page.context.add_init_script(KEEPS_NOTHING)
    page.reload()
    expect(page.locator("#live")).to_have_text("Trang tự cập nhật.")
    expect(page.locator("[data-move=undo]")).to_have_count(0)


def test_a_press_that_finds_no_hall_says_so_and_is_the_same_press_later(open_page: Open, hall: Hall) -> None:
    hall.clear(1)
    hall.post("/counters/1/open")
    first, *_ = [hall.issue("H") for _ in range(2)]
    page = open_page(f"/t/{first['token']}", **PHONE)
    keys = []
    page.route("**/delay", lambda route: (keys.append(route.request.headers["idempotency-key"]), route.abort())[1])
    page.locator("[data-move=delay]").tap()
    page.locator("[data-yes]").tap()
    expect(page.locator(".phone-refused")).to_be_visible()
    page.unroute("**/delay")
    page.on(
        "request",
        lambda request: keys.append(request.headers.get("idempotency-key")) if "/delay" in request.url else None,
    )
    page.locator("[data-move=delay]").tap()
    page.locator("[data-yes]").tap()
    expect(page.locator("#ahead")).to_have_text("Trước quý vị còn 1 người")
    assert len(set(keys)) == 1


def test_a_woken_phone_says_where_to_go_and_opens_its_page(open_page: Open, hall: Hall) -> None:
    """The browser's own push service is played by the browser: it cannot be reached from a hall's machine."""
    hall.clear(1)
    hall.post("/counters/1/open")
    ticket = hall.issue("H")
    page = open_page(f"/t/{ticket['token']}", permissions=["notifications"], **PHONE)
    manifest = page.request.get(f"{hall.url}{page.locator('link[rel=manifest]').get_attribute('href')}").json()
    assert (manifest["start_url"], manifest["short_name"]) == (f"/t/{ticket['token']}", ticket["label"])
    hall.post("/counters/1/call-next")
    page.evaluate("import('/pages/phonePush.js').then(({ hireWorker }) => hireWorker()).then(() => true)")
    browser = page.context.new_cdp_session(page)
    known: list[str] = []
    browser.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda said: known.extend(
            one["registrationId"] for one in said["registrations"] if one["scopeURL"].endswith(ticket["token"])
        ),
    )
    browser.send("ServiceWorker.enable")
    page.wait_for_timeout(200)
    pushed = {"origin": f"{hall.url}/", "registrationId": known[-1], "data": ""}
    browser.send("ServiceWorker.deliverPushMessage", pushed)
    said = page.evaluate(
        """async () => {
          const worker = await navigator.serviceWorker.getRegistration();
          for (let tries = 0; tries < 100; tries++) {
            const [shown] = await worker.getNotifications();
            if (shown) return [shown.title, shown.body];
            await new Promise((soon) => setTimeout(soon, 100));
          }
        }"""
    )
    assert said == [f"Mời số {ticket['label']} đến quầy 1", "Mời quý vị đến ngay và đưa phiếu cho cán bộ."]


def a_phone_that_counts_its_rings(open_page: Open, hall: Hall) -> tuple[dict, Page]:
    """Of the only one whom counter 1 may call, and its ticket."""
    hall.clear(1)
    hall.post("/counters/1/open")
    ticket = hall.issue("H")
    page = open_page(f"/t/{ticket['token']}", **PHONE)
    page.add_init_script("navigator.vibrate = () => { window.rung = (window.rung ?? 0) + 1; return true; };")
    page.reload()
    expect(page.locator("#live")).to_have_text("Trang tự cập nhật.")
    return ticket, page


def test_each_call_rings_and_nothing_that_is_taken_back(open_page: Open, hall: Hall) -> None:
    ticket, page = a_phone_that_counts_its_rings(open_page, hall)

    def is_told(move: str, state: str) -> None:
        hall.post(f"/tickets/{ticket['id']}/{move}", {})
        expect(page.locator("body")).to_have_attribute("data-state", state)

    hall.post("/counters/1/call-next")
    expect(page.locator("body")).to_have_attribute("data-state", "called")
    is_told("start", "serving")
    is_told("undo", "called")
    assert page.evaluate("window.rung") == 1, "the same call, whose start was a mistake"
    is_told("absent", "absent")
    is_told("undo", "called")
    assert page.evaluate("window.rung") == 1
    # Nobody waits elsewhere: the counter that is ready calls them in the same moment.
    hall.clear(2)
    hall.post("/counters/2/open")
    hall.post("/counters/2/ready")
    hall.post(f"/tickets/{ticket['id']}/put-back", {})
    expect(page.locator("#counter")).to_have_text("Quầy 2")
    assert page.evaluate("window.rung") == 2, "called, and called again elsewhere"


def test_a_call_that_was_made_while_the_line_was_down_rings_when_it_is_back(open_page: Open, hall: Hall) -> None:
    ticket, page = a_phone_that_counts_its_rings(open_page, hall)
    page.context.set_offline(True)
    hall.stop()
    hall.start()
    hall.post("/counters/1/call-next")
    page.context.set_offline(False)
    expect(page.locator("body")).to_have_attribute("data-state", "called", timeout=40_000)
    assert page.evaluate("window.rung") == 1
    hall.post(f"/tickets/{ticket['id']}/start")
    expect(page.locator("body")).to_have_attribute("data-state", "serving")
    assert page.evaluate("window.rung") == 1

"""Whoever has an appointment: the code typed or scanned, one number for it, and every way it can go wrong."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from kiosk.checking_in import CheckIn
from kiosk.journal import Journal
from server.domain.slots import CODE_LENGTH, HOME_CODE_LENGTH, LETTERS
from tests.kiosk.conftest import PORTRAIT, Machine
from tests.kiosk.stand_in import StandIn, default_catalogue
from tests.kiosk.test_touch import AXE, OUTSIDE, SMALL
from tests.services import eventually

CODE = "HK4T9M"
FROM_HOME = "CHKLMNPTV2"


@pytest.fixture
def hall() -> Iterator[StandIn]:
    """A hall that keeps appointments: one of today, one of tomorrow, one cancelled, one whose hour is over."""
    hall = StandIn(default_catalogue() | {"appointments": True}).start()
    hall.appointments = {CODE: "H", "MMMMMM": "!appointment_not_today", "CCCCCC": "!appointment_cancelled"}
    hall.appointments |= {"LLLLLL": "!hall_closed", "TTTTTT": "!issuing_stopped", FROM_HOME: "H"}
    hall.late = {FROM_HOME}
    yield hall
    hall.stop()


def test_a_code_gives_one_number_and_one_slip_however_often_the_key_comes(kiosk: Machine, hall: StandIn) -> None:
    for typed in (CODE, "hk4 t9m"):
        status, answer = kiosk.post("/api/check-in", {"code": typed, "language": "ko"}, "k")
        assert (status, answer["label"], answer["service"], answer["print"]) == (200, "H001", "H", "printed")
    (ticket,) = hall.tickets.values()
    assert (ticket["lane"], ticket["language"]) == ("appointment", "ko")
    assert len(kiosk.slips()) == 1
    status, refused = kiosk.post("/api/check-in", {"code": CODE}, "another press")
    assert (status, refused["error"]["code"], refused["error"]["details"]) == (
        409, "appointment_used", {"label": "H001"},
    )  # fmt: skip


@pytest.mark.parametrize(
    "body", [{}, {"code": 7}, {"code": ""}, {"code": "../../x" * 20}, {"code": "đ"}, {"code": None}]
)
def test_a_code_that_is_none_never_reaches_the_server(kiosk: Machine, hall: StandIn, body: dict[str, object]) -> None:
    asked = [line for line in hall.asked if "check-in" in line]
    status, refused = kiosk.post("/api/check-in", body)
    assert (status, refused["error"]["code"]) == (422, "invalid_request")
    assert [line for line in hall.asked if "check-in" in line] == asked


def test_a_power_cut_while_the_server_is_asked_prints_nothing_twice(machine: Machine, hall: StandIn) -> None:
    kiosk = machine.start()
    hall.swallow_answers = 4  # every try of the first press
    assert kiosk.post("/api/check-in", {"code": CODE}, "k")[1]["error"]["code"] == "server_away"
    status, answer = kiosk.post("/api/check-in", {"code": CODE}, "k")
    assert (status, answer["label"], len(kiosk.slips())) == (200, "H001", 1)
    kiosk.kill()
    kiosk.start()
    assert kiosk.post("/api/check-in", {"code": CODE}, "k")[1] == answer
    assert len(hall.tickets) == 1 and len(kiosk.slips()) == 1


def test_a_code_whose_answer_the_power_cut_took_is_asked_again_without_a_second_slip(
    machine: Machine, hall: StandIn
) -> None:
    journal = Journal(machine.data / "journal.db")
    journal.asked("k", CheckIn(CODE, "vi").as_json())
    journal.close()
    kiosk = machine.start()
    eventually(lambda: len(hall.tickets) == 1, 10, "the code is asked again")
    eventually(lambda: len(hall.reports) == 1, 10, "what became of the paper is told")
    status, answer = kiosk.post("/api/check-in", {"code": CODE}, "k")
    assert (status, answer["label"], answer["print"], kiosk.slips()) == (200, "H001", "unknown", [])


def open_screen(glass: Page, kiosk: Machine) -> None:
    glass.goto(kiosk.url)
    glass.get_by_role("button", name="Tôi có lịch hẹn").click()
    expect(glass.get_by_role("heading", level=1)).to_have_text("Quý vị nhập mã lịch hẹn")


def touch_code(glass: Page, code: str) -> None:
    for letter in code:
        glass.get_by_role("button", name=letter, exact=True).click()


def scan(glass: Page, code: str) -> None:
    """As the scanner does it: all letters in a few milliseconds, then Enter; Playwright's own keys may dawdle."""
    glass.evaluate(
        """keys => keys.forEach(key => document.activeElement.dispatchEvent(
            new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true})))""",
        [*code, "Enter"],
    )


def test_the_code_is_touched_letter_by_letter_and_gives_the_number(glass: Page, kiosk: Machine) -> None:
    open_screen(glass, kiosk)
    keys = glass.locator(".key:not(.key-wide)").all_text_contents()
    assert sorted(keys) == sorted(LETTERS) and glass.locator(".code-box").count() == CODE_LENGTH
    expect(glass.locator(".code + .note")).to_contain_text("Giấy hẹn: 6 ký tự. Đăng ký từ nhà: 10 ký tự")
    touch_code(glass, CODE[:5] + "H")
    glass.get_by_role("button", name="Xóa").click()
    expect(glass.get_by_role("button", name="Lấy số")).to_be_disabled()
    touch_code(glass, CODE[5])
    glass.get_by_role("button", name="Lấy số").click()
    expect(glass.locator(".number")).to_have_text("H001")
    expect(glass.locator(".last-service")).to_have_text("Hộ tịch")
    expect(glass.get_by_text("Lấy phiếu ở khe bên dưới")).to_be_visible()


def test_a_longer_code_from_home_is_touched_in_the_same_way_and_too_late_is_said(glass: Page, kiosk: Machine) -> None:
    open_screen(glass, kiosk)
    touch_code(glass, FROM_HOME[:9])
    assert glass.locator(".code-box").count() == HOME_CODE_LENGTH
    expect(glass.get_by_role("button", name="Lấy số")).to_be_disabled()
    touch_code(glass, FROM_HOME[9])
    assert glass.evaluate(SMALL) == [] and glass.evaluate(OUTSIDE) == []
    glass.get_by_role("button", name="Lấy số").click()
    expect(glass.locator(".number")).to_have_text("H001")
    expect(glass.get_by_text("Quý vị đến sau giờ hẹn: số này chờ như mọi người")).to_be_visible()


def test_a_code_held_before_the_scanner_on_the_first_screen_is_answered(glass: Page, kiosk: Machine) -> None:
    glass.goto(kiosk.url)
    expect(glass.get_by_role("button", name="Tôi có lịch hẹn")).to_be_visible()
    glass.wait_for_timeout(300)
    scan(glass, FROM_HOME.lower())
    expect(glass.locator(".number")).to_have_text("H001")


def test_whoever_scans_a_code_while_no_slip_comes_out_reads_so_before_the_number(
    glass: Page, kiosk: Machine, hall: StandIn
) -> None:
    kiosk.paper.mkdir(exist_ok=True)
    (kiosk.paper / "paper-out").touch()
    eventually(lambda: kiosk.get("/api/lines")[1]["paper"] is False, 10, "the kiosk knows that no slip comes out")
    glass.goto(kiosk.url)
    expect(glass.get_by_role("button", name="Tôi có lịch hẹn")).to_be_visible()
    glass.wait_for_timeout(300)
    scan(glass, CODE)
    expect(glass.get_by_text("Lúc này máy chưa in được phiếu")).to_be_visible()
    glass.wait_for_timeout(300)
    assert hall.tickets == {}
    glass.get_by_role("button", name="Lấy số").click()
    expect(glass.locator(".number")).to_have_text("H001")


def test_a_code_that_is_not_right_is_answered_in_words_and_the_next_scan_takes_its_place(
    glass: Page, kiosk: Machine, hall: StandIn
) -> None:
    kiosk.post("/api/check-in", {"code": CODE})
    open_screen(glass, kiosk)
    for code, said in (
        ("HHHHHH", "Không tìm thấy mã này"),
        (CODE, "Lịch hẹn này đã lấy số H001 rồi"),
        ("MMMMMM", "Lịch hẹn của quý vị vào 8:00, Thứ Ba, 24 tháng 11, 2026"),
        ("CCCCCC", "Lịch hẹn này đã hủy"),
        ("LLLLLL", "Trung tâm đang nghỉ. Xin quý vị lấy số từ 7:30 thứ Ba, 24/11."),
        ("TTTTTT", "Quý vị đến sau giờ hẹn nên mã không còn giữ chỗ."),
    ):
        glass.keyboard.type(code)
        glass.keyboard.press("Enter")
        expect(glass.locator(".failed")).to_contain_text(said)
    assert len(hall.tickets) == 1


def test_without_the_server_the_screen_says_so(glass: Page, kiosk: Machine, hall: StandIn) -> None:
    open_screen(glass, kiosk)
    hall.stop()
    touch_code(glass, CODE)
    glass.get_by_role("button", name="Lấy số").click()
    expect(glass.get_by_text("Máy tạm chưa lấy được số")).to_be_visible()
    expect(glass.get_by_role("button", name="Đang chờ kết nối")).to_be_disabled()
    hall.start()
    glass.get_by_role("button", name="Lấy số").click()
    expect(glass.locator(".number")).to_have_text("H001")
    eventually(lambda: len(hall.tickets) == 1)


def test_a_hall_without_appointments_does_not_speak_of_them(glass: Page, kiosk: Machine, hall: StandIn) -> None:
    hall.catalogue = {**hall.catalogue, "appointments": False, "version": "another"}
    kiosk.stop()
    kiosk.start()
    glass.goto(kiosk.url)
    expect(glass.get_by_role("button", name="Xem tất cả lĩnh vực")).to_be_visible()
    expect(glass.get_by_role("button", name="Tôi có lịch hẹn")).to_have_count(0)


def test_the_screen_is_accessible_and_made_for_fingers_in_large_letters_too(browser: Browser, kiosk: Machine) -> None:
    # The policy of the page forbids the test's own script too, so this context alone goes past it.
    context = browser.new_context(viewport=PORTRAIT, has_touch=True, bypass_csp=True)  # type: ignore[arg-type]
    glass = context.new_page()
    glass.add_init_script(AXE)
    for tongue, large in (("Tiếng Việt", "Chữ to"), ("English", "Large text"), ("한국어", "큰 글자")):
        glass.goto(kiosk.url)
        glass.get_by_role("button", name=tongue).click()
        glass.get_by_role("button", name=large).click()
        crowded = "all => all.filter(e => e.scrollHeight > e.clientHeight + 2).map(e => e.textContent)"
        assert glass.locator(".tile, .home-appointment").evaluate_all(crowded) == [], tongue
        assert glass.evaluate(SMALL) == [] and glass.evaluate(OUTSIDE) == [], tongue
        glass.locator(".home-appointment").click()
        expect(glass.locator(".code-field")).to_be_focused()
        glass.keyboard.type("MMMMMM\n")
        expect(glass.locator(".failed")).to_be_visible()
        glass.wait_for_timeout(400)
        keys, take = glass.locator(".keyboard").bounding_box(), glass.locator(".take").bounding_box()
        assert keys and take and keys["y"] + keys["height"] <= take["y"], "the keys stand above the button"
        found = glass.evaluate("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'wcag2aaa']})")
        assert [fault["id"] for fault in found["violations"]] == [], tongue
        assert glass.evaluate(SMALL) == [] and glass.evaluate(OUTSIDE) == [], tongue
    context.close()

"""The page of appointments: one press keeps a slot, the code stands large, and a slip comes along."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import insert

from server.db import Database
from server.models import Appointment
from tests.pages.conftest import Hall, faults_of

Open = Callable[..., Page]
EVERY_DAY = {day: [["07:30", "11:30"], ["13:30", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}
SLOTS = [{"service": "H", "every_min": 30, "people": 2}, {"service": "D", "every_min": 60, "people": 1}]
REGULATIONS = {"hours": {"week": EVERY_DAY, "holidays": False}, "slots": SLOTS}


def day_after(days: int) -> str:
    """A day of the hall to come: whenever these tests run, all its slots are still to be had."""
    return (datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")) + timedelta(days=days)).date().isoformat()


@pytest.fixture(scope="module", autouse=True)
def keeps_appointments(hall: Hall) -> None:
    hall.post("/regulations", REGULATIONS, by="tuan")


def written(day: str) -> str:
    """As everybody here writes it: 23/11/2026."""
    return "/".join(reversed(day.split("-")))


def at(page: Page, day: str) -> None:
    page.fill("#day", written(day))
    page.press("#day", "Enter")
    expect(page.locator(".slot")).to_have_count(15)


def test_one_press_keeps_a_place_and_shows_the_code_with_its_picture(open_page: Open, hall: Hall) -> None:
    page = open_page("/appointments", by="mai")
    at(page, day_after(1))
    eight = page.locator(".slot", has_text="8:00")
    expect(eight).to_contain_text("còn 2")
    eight.dblclick()
    expect(eight).to_contain_text("còn 1")
    code = page.locator(".kept-code").inner_text()
    assert re.fullmatch(r"[CHKLMNPTV2-9]{3} [CHKLMNPTV2-9]{3}", code)
    assert page.locator(".kept-qr").evaluate("image => image.decode().then(() => image.naturalWidth)") > 100
    (kept,) = hall.get(f"/appointments?day={day_after(1)}")["appointments"]
    assert kept["code"] == code.replace(" ", ""), "a double click is one press"
    expect(page.locator("tbody tr")).to_contain_text(["Đã hẹn"])


def test_the_keyboard_alone_books_and_gives_back(open_page: Open, hall: Hall) -> None:
    page = open_page("/appointments", by="mai")
    at(page, day_after(2))
    page.locator(".slot").first.focus()
    for key in ("ArrowRight", "ArrowDown", "ArrowUp", "Enter"):
        page.keyboard.press(key)
    expect(page.get_by_role("button", name="In giấy hẹn")).to_be_focused()
    expect(page.locator(".kept-what")).to_contain_text("8:00")
    page.keyboard.press("Escape")
    expect(page.locator(".kept")).to_have_count(0)
    row = page.locator("tbody tr").first
    row.get_by_role("button", name="Hủy").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Công dân báo không đến")).to_be_focused()
    page.keyboard.press("Enter")
    expect(row).to_contain_text("Đã hủy")
    expect(page.locator(".slot", has_text="8:00")).to_contain_text("còn 2")


def test_a_day_is_read_and_shown_as_people_here_write_it_whatever_the_browser_speaks(open_page: Open) -> None:
    page = open_page("/appointments", by="mai", locale="en-US")
    page.goto("/appointments?lang=vi")
    day = page.get_by_label("Ngày", exact=True)
    expect(day).to_have_value(written(day_after(0)))
    for nonsense in ("31/2/2031", "mai", "1/1/0026"):
        day.fill(nonsense)
        day.press("Enter")
        expect(page.locator(".date-field")).to_contain_text("Ngày ghi như 23/11/2026.")
        expect(day).to_have_attribute("aria-invalid", "true")
        expect(page.locator(".offered-day")).to_contain_text(f"tháng {int(day_after(0)[5:7])}")
    day.fill("")
    day.press("Enter")
    expect(day).to_have_value(written(day_after(0)))
    day.fill("1.2.2031")
    expect(page.locator(".date-field")).to_contain_text("Thứ Bảy")
    day.press("Tab")
    expect(day).to_have_value("01/02/2031")
    expect(page.locator(".offered-day")).to_contain_text("Thứ Bảy, 1 tháng 2, 2031")
    page.get_by_role("button", name="Ngày trước").click()
    expect(day).to_have_value("31/01/2031")


def test_a_slot_is_kept_for_a_procedure_and_given_back_at_once_when_it_was_a_mistake(
    open_page: Open, hall: Hall
) -> None:
    page = open_page("/appointments", by="mai")
    at(page, day_after(6))
    asked = page.get_by_label("Thủ tục (nếu công dân nói)")
    asked.select_option("Đăng ký khai sinh")
    page.get_by_role("spinbutton", name="Số hồ sơ").fill("3")
    nine = page.locator(".slot", has_text="9:00")
    nine.click()
    expect(page.locator(".kept")).to_contain_text("Hộ tịch")
    expect(page.locator(".kept [role=status]")).to_contain_text("Đăng ký khai sinh · 3 hồ sơ")
    (kept,) = hall.get(f"/appointments?day={day_after(6)}")["appointments"]
    assert (kept["procedure"], kept["dossiers"], kept["state"]) == ("1.001193", 3, "booked")
    expect(asked).to_have_value("")  # Of the next person nothing is known yet.
    page.get_by_role("button", name="Đặt nhầm, hủy").click()
    expect(page.locator(".notice-good")).to_have_text(f"Đã hủy lịch hẹn {kept['code'][:3]} {kept['code'][3:]}.")
    expect(nine).to_contain_text("còn 2")
    assert hall.get(f"/appointments?day={day_after(6)}")["appointments"][0]["state"] == "cancelled"
    nine.click()
    expect(page.locator(".notice-good")).to_have_count(0)
    expect(page.locator(".kept")).not_to_contain_text("Đăng ký khai sinh")


def test_a_colleagues_booking_appears_by_itself_and_a_full_slot_cannot_be_pressed(open_page: Open, hall: Hall) -> None:
    page = open_page("/appointments", by="hoa")
    at(page, day_after(3))
    ten = page.locator(".slot", has_text="10:00")
    expect(ten).to_contain_text("còn 2")
    for _ in range(2):
        hall.post("/appointments", {"service": "H", "at": f"{day_after(3)}T10:00:00+07:00"}, by="nam")
    expect(ten).to_contain_text("hết chỗ")
    expect(ten).to_be_disabled()
    expect(page.locator("tbody tr")).to_have_count(2)


@pytest.fixture
def a_door_that_is_always_open(hall: Hall) -> Iterator[None]:
    """Whatever the clock says while the tests run, on a Sunday at noon too."""
    always = {day: [["00:00", "24:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}
    hall.post("/regulations", {"hours": {"week": always, "holidays": False}}, by="tuan")
    yield
    hall.post("/regulations", REGULATIONS, by="tuan")


def test_who_asks_at_a_desk_is_checked_in_there(open_page: Open, hall: Hall, a_door_that_is_always_open: None) -> None:
    kept = {"service": "D", "day": date.fromisoformat(day_after(0)), "slot_at": datetime.now(UTC), "state": "booked"}
    database = Database(f"sqlite:///{hall._data / 'moiso.db'}")
    with database.write() as db:
        db.execute(insert(Appointment).values(hall_id=1, code="HK4T9M", made_at=datetime.now(UTC), by="mai", **kept))
    database.close()
    page = open_page("/appointments", by="mai")
    page.get_by_role("button", name="Đã đến").click()
    expect(page.locator("tbody .state")).to_have_text(re.compile(r"Đã đến · D\d{3}"))


def test_the_printed_slip_has_the_code_and_nothing_of_the_page(open_page: Open, hall: Hall) -> None:
    page = open_page("/appointments", by="tuan")
    at(page, day_after(4))
    page.locator(".slot").first.click()
    expect(page.locator(".kept")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".slip-code")).to_be_visible()
    expect(page.locator(".slip")).to_contain_text("muộn quá 10 phút")
    for part in (".masthead", ".offering", ".expected", ".kept-moves"):
        expect(page.locator(part)).to_be_hidden()
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1, "one A6 sheet"


def test_the_page_has_no_fault_that_axe_knows(open_page: Open, hall: Hall) -> None:
    page = open_page("/appointments", by="mai")
    at(page, day_after(5))
    page.locator(".slot").nth(3).click()
    expect(page.locator(".kept")).to_be_visible()
    page.locator("tbody tr").first.get_by_role("button", name="Hủy").click()
    expect(page.locator(".cancelling")).to_be_visible()
    assert faults_of(page) == []


def test_the_complaints_office_books_nothing(open_page: Open) -> None:
    page = open_page("/appointments", by="lan")
    expect(page.locator(".error-card")).to_be_visible()

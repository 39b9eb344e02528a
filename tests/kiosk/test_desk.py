"""The guidance desk's page: a number in a few keys, without the mouse, and the same truth as on the touch page."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.kiosk.conftest import Machine
from tests.kiosk.stand_in import StandIn
from tests.kiosk.test_touch import AXE
from tests.services import eventually

LAPTOP = {"width": 1366, "height": 768}


@pytest.fixture
def desk(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=LAPTOP, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.add_init_script(AXE)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda line: faults.append(line.text) if line.text.startswith("no text for") else None)
    yield page
    context.close()
    assert not faults, faults


def opened(desk: Page, kiosk: Machine) -> None:
    desk.goto(f"{kiosk.url}/desk")
    expect(desk.get_by_label("Người này cần làm gì?")).to_be_focused()


def accessible(desk: Page) -> None:
    rules = "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']}"
    found = desk.evaluate(f"() => axe.run(document, {rules})")
    assert [f"{fault['id']}: {fault['nodes'][0]['html'][:200]}" for fault in found["violations"]] == []


def test_a_number_takes_a_few_keys_and_no_mouse(desk: Page, kiosk: Machine, hall: StandIn) -> None:
    opened(desk, kiosk)
    accessible(desk)
    desk.keyboard.type("sao y")
    expect(desk.locator(".desk-row").first).to_contain_text("Chứng thực bản sao")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("button", name=re.compile("^Lấy số"))).to_be_focused()
    desk.keyboard.press("1")
    expect(desk.get_by_role("button", name=re.compile("Người cao tuổi"))).to_have_attribute("aria-pressed", "true")
    desk.keyboard.press("l")
    accessible(desk)
    desk.keyboard.press("Enter")
    expect(desk.locator(".desk-given .number")).to_have_text("C001")
    expect(desk.get_by_text("đã in")).to_be_visible()
    expect(desk.get_by_label("Người này cần làm gì?")).to_be_focused()
    (ticket,) = hall.tickets.values()
    assert (ticket["lane"], ticket["grounds"], ticket["language"]) == ("priority", "elderly", "en")
    assert kiosk.slips() == ["0001.bin"]


def test_a_procedure_chosen_by_its_name_is_not_asked_about_again(desk: Page, kiosk: Machine) -> None:
    (first, *_) = kiosk.get("/api/search?q=khai+sinh")[1]["procedures"]
    assert first["question"], "the touch page would ask"
    opened(desk, kiosk)
    desk.keyboard.type("khai sinh")
    expect(desk.locator(".desk-row").first).to_contain_text(first["label"])
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", level=1)).to_have_text(first["label"])
    expect(desk.get_by_role("button", name=re.compile("^Lấy số"))).to_be_focused()


def test_a_family_asks_its_question_and_papers_go_home_without_a_number(
    desk: Page, kiosk: Machine, hall: StandIn
) -> None:
    opened(desk, kiosk)
    expect(desk.locator(".desk-row").first).to_contain_text("Giấy khai sinh")
    desk.keyboard.press("1")
    expect(desk.get_by_role("heading", level=1)).to_contain_text("kết hôn")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("ArrowUp")
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("Giấy tờ phải nộp")).to_be_visible()
    desk.keyboard.press("p")
    eventually(lambda: kiosk.slips() == ["0001.bin"])
    assert not hall.tickets
    desk.keyboard.press("Escape")
    expect(desk.get_by_label("Người này cần làm gì?")).to_be_focused()


def test_a_refusal_is_said_and_the_next_press_is_a_new_question(desk: Page, kiosk: Machine, hall: StandIn) -> None:
    hall.refusals = [(409, "already_waiting", {"label": "R007"})]
    opened(desk, kiosk)
    desk.get_by_text("Trả kết quả").first.click()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("alert")).to_contain_text("R007")
    desk.keyboard.press("Enter")
    expect(desk.locator(".desk-given .number")).to_have_text("R001")


def test_without_the_server_the_desk_goes_on_with_the_reserve(desk: Page, kiosk: Machine, hall: StandIn) -> None:
    hall.reserve_size = 2
    kiosk.kill()
    kiosk.start()
    eventually(lambda: kiosk.get("/api/lines")[1]["reserve"].get("R") == 2)
    opened(desk, kiosk)
    hall.stop()
    expect(desk.get_by_text("Máy đang phát số dự trữ")).to_be_visible()
    desk.get_by_text("Trả kết quả").first.click()
    desk.keyboard.press("Enter")
    expect(desk.locator(".desk-given .number")).to_have_text("R701")


def test_when_the_server_is_back_enter_gives_the_number_again(desk: Page, kiosk: Machine, hall: StandIn) -> None:
    opened(desk, kiosk)
    desk.get_by_text("Trả kết quả").first.click()
    take = desk.get_by_role("button", name=re.compile("^Lấy số"))
    hall.stop()
    expect(take).to_be_disabled()
    hall.start()
    expect(take).to_be_focused()


def test_words_and_enter_in_one_breath_take_what_the_words_find_and_no_older_row(desk: Page, kiosk: Machine) -> None:
    opened(desk, kiosk)
    expect(desk.locator(".desk-row").first).to_contain_text("Giấy khai sinh")
    desk.keyboard.insert_text("tách khẩu")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", level=1)).to_have_text("Tách hộ")


def test_a_key_that_is_held_takes_one_number(desk: Page, kiosk: Machine, hall: StandIn) -> None:
    opened(desk, kiosk)
    desk.get_by_text("Trả kết quả").first.click()
    expect(desk.get_by_role("button", name=re.compile("^Lấy số"))).to_be_focused()
    for _ in range(8):
        desk.keyboard.down("Enter")
        desk.wait_for_timeout(30)
    desk.keyboard.up("Enter")
    expect(desk.locator(".desk-given .number")).to_have_text(["R001"])
    expect(desk.get_by_label("Người này cần làm gì?")).to_be_focused()
    assert len(hall.tickets) == 1


def test_one_step_back_leads_to_the_words_and_whoever_they_were_for(desk: Page, kiosk: Machine) -> None:
    opened(desk, kiosk)
    desk.keyboard.type("khai sinh")
    expect(desk.locator(".desk-row").nth(1)).to_contain_text("Đăng ký lại khai sinh")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", level=1)).to_have_text("Đăng ký lại khai sinh")
    desk.get_by_role("button", name=re.compile("Người cao tuổi")).click()
    expect(desk.get_by_role("button", name=re.compile("^Lấy số"))).to_be_focused()
    desk.keyboard.press("Escape")
    expect(desk.get_by_label("Người này cần làm gì?")).to_have_value("khai sinh")
    desk.keyboard.press("Alt+1")
    expect(desk.get_by_role("heading", level=1)).to_have_text("Đăng ký khai sinh")
    expect(desk.get_by_role("button", name=re.compile("Người cao tuổi"))).to_have_attribute("aria-pressed", "true")
    desk.keyboard.press("Escape")
    desk.keyboard.press("Escape")
    expect(desk.get_by_label("Người này cần làm gì?")).to_have_value("")
    desk.keyboard.press("1")
    expect(desk.get_by_role("heading", level=1)).to_contain_text("kết hôn")
    desk.keyboard.press("Escape")
    expect(desk.get_by_label("Người này cần làm gì?")).to_be_focused()


def test_that_no_paper_will_come_is_said_before_the_number(desk: Page, kiosk: Machine) -> None:
    kiosk.paper.mkdir(exist_ok=True)
    (kiosk.paper / "paper-out").touch()
    opened(desk, kiosk)
    desk.get_by_text("Trả kết quả").first.click()
    expect(desk.get_by_text("Lúc này máy chưa in được phiếu")).to_be_visible()
    accessible(desk)
    desk.keyboard.press("Enter")
    expect(desk.locator(".desk-given .is-wrong")).to_contain_text("đọc số cho bà con")

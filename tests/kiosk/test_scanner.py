"""The scanner before the touch page: cards, tickets, codes and garbage; nothing of a card is seen or kept anywhere."""

import re
import sqlite3

import pytest
from playwright.sync_api import Page, expect

from tests.kiosk.conftest import Machine
from tests.kiosk.stand_in import StandIn
from tests.kiosk.test_appointment import scan
from tests.kiosk.test_cards import CARD, INSURANCE, OLD
from tests.services import eventually

NUMBER = OLD.split("|")[0]
SECRETS = ("001146000001", "012345678", "30111946", "Thôn Thử", "Sáu")


@pytest.fixture
def touch(glass: Page, kiosk: Machine) -> Page:
    """The touch page, ready for the next citizen; every address it asks for is read."""
    asked: list[str] = []
    glass.on("request", lambda request: asked.append(request.url))
    glass.goto(kiosk.url)
    expect(glass.get_by_role("button", name="Xem tất cả lĩnh vực")).to_be_visible()
    glass.asked = asked  # type: ignore[attr-defined]
    return glass


def choose(touch: Page) -> None:
    touch.get_by_role("button", name="Xem tất cả lĩnh vực").click()
    touch.get_by_role("button", name=re.compile("^Hộ tịch")).click()
    touch.get_by_role("button", name=re.compile("Tôi không rõ")).click()
    expect(touch.get_by_role("heading", level=1)).to_have_text("Quý vị lấy số này nhé?")


def test_a_card_of_somebody_old_gives_priority_by_itself(touch: Page, kiosk: Machine, hall: StandIn) -> None:
    scan(touch, OLD)
    expect(touch.locator(".said")).to_have_text("Đã nhận thẻ. Quý vị chọn việc cần làm.")
    choose(touch)
    expect(touch.get_by_text("Ưu tiên: Người cao tuổi")).to_be_visible()
    expect(touch.get_by_text("Theo ngày sinh trên thẻ")).to_be_visible()
    touch.get_by_role("button", name="Lấy số").click()
    expect(touch.locator(".number")).to_have_text("H001")
    (ticket,) = hall.tickets.values()
    assert (ticket["lane"], ticket["grounds"], hall.persons) == ("priority", "elderly", [NUMBER])
    touch.get_by_role("button", name="Xong").click()
    choose(touch)  # the next citizen brings no card
    expect(touch.get_by_role("button", name="Không", exact=True)).to_have_attribute("aria-pressed", "true")
    touch.get_by_role("button", name="Lấy số").click()
    expect(touch.locator(".number")).to_have_text("H002")
    assert hall.persons == [NUMBER, None]


def test_a_card_of_somebody_young_proposes_nothing(touch: Page) -> None:
    scan(touch, CARD)
    expect(touch.locator(".said")).to_contain_text("Đã nhận thẻ")
    choose(touch)
    expect(touch.get_by_role("button", name="Lấy số")).to_be_enabled()
    expect(touch.get_by_role("button", name="Không", exact=True)).to_have_attribute("aria-pressed", "true")


def test_priority_by_a_card_held_at_the_last_moment_is_declined_with_one_touch(touch: Page, hall: StandIn) -> None:
    choose(touch)
    scan(touch, OLD)
    expect(touch.get_by_text("Ưu tiên: Người cao tuổi")).to_be_visible()
    touch.get_by_role("button", name="Không", exact=True).click()
    touch.get_by_role("button", name="Lấy số").click()
    expect(touch.locator(".number")).to_have_text("H001")
    (ticket,) = hall.tickets.values()
    assert (ticket["lane"], ticket["grounds"]) == ("ordinary", None)


def test_nothing_of_a_card_is_seen_searched_for_or_kept(touch: Page, kiosk: Machine, hall: StandIn) -> None:
    touch.get_by_role("button", name=re.compile("^Gõ việc cần làm")).click()
    touch.get_by_role("textbox").fill("khai")
    touch.get_by_role("textbox").focus()
    scan(touch, OLD)
    expect(touch.locator(".said")).to_contain_text("Đã nhận thẻ")
    expect(touch.get_by_role("textbox")).to_have_value("khai")
    touch.get_by_role("button", name="Trang đầu").click()
    choose(touch)
    touch.get_by_role("button", name="Lấy số").click()
    expect(touch.locator(".number")).to_have_text("H001")
    kiosk.stop()
    files = [path for path in kiosk.data.parent.rglob("*") if path.is_file() and path.suffix not in (".png", ".bin")]
    kept = b"".join(path.read_bytes() for path in files)
    addresses = " ".join(touch.asked)  # type: ignore[attr-defined]
    for secret in SECRETS:
        assert secret.encode() not in kept and secret not in addresses and secret not in touch.content(), secret


def test_after_a_power_cut_the_same_press_without_its_card_reaches_the_same_ticket(
    machine: Machine, hall: StandIn
) -> None:
    kiosk = machine.start()
    card = kiosk.post("/api/scan", {"text": OLD})[1]["card"]
    hall.swallow_answers = 4  # the server has given the number, and nobody heard of it
    kiosk.post("/api/take", {"service": "H", "card": card}, "k")
    kiosk.kill()
    kiosk.start()
    eventually(lambda: kiosk.post("/api/take", {"service": "H", "card": card}, "k")[1].get("label") == "H001", 10)
    assert len(hall.tickets) == 1 and hall.persons[0] == NUMBER and hall.persons[-1] is None


def test_the_number_of_a_card_is_forgotten_with_the_number_it_was_for(kiosk: Machine, hall: StandIn) -> None:
    card = kiosk.post("/api/scan", {"text": OLD})[1]["card"]
    for key in ("k", "k", "another"):
        kiosk.take("H", key=key, card=card)
    assert hall.persons == [NUMBER, None]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (INSURANCE, "Đây là thẻ bảo hiểm y tế"),
        (OLD[:30], "Máy chưa đọc được mã này"),
        ("WIFI:S:quán;T:WPA;P:12345678;;", "Máy chưa đọc được mã này"),
        ("HK4T9M", "Máy chưa đọc được mã này"),  # a hall without appointments
    ],
)
def test_what_is_no_use_here_is_answered_in_one_sentence(touch: Page, text: str, sentence: str) -> None:
    scan(touch, text)
    expect(touch.locator(".said")).to_contain_text(sentence)
    said, question = touch.locator(".said").bounding_box(), touch.get_by_role("heading", level=1).bounding_box()
    assert said and question and said["y"] + said["height"] <= question["y"], "nothing is covered"
    tools = touch.get_by_role("button", name="English").bounding_box()
    assert tools and tools["y"] + tools["height"] <= said["y"]
    touch.get_by_role("button", name="Xem tất cả lĩnh vực").click()
    expect(touch.locator(".said")).to_have_text("")  # and nobody carries it along


def test_a_torn_scan_without_its_end_is_answered_too_and_a_persons_typing_is_left_alone(touch: Page) -> None:
    touch.get_by_role("button", name=re.compile("^Gõ việc cần làm")).click()
    field = touch.get_by_role("textbox")
    field.focus()
    press = """keys => keys.forEach(key => document.activeElement.dispatchEvent(
        new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true})))"""
    touch.evaluate(press, [*"0011510000"])  # ten letters, as fast as a scanner: too few to be one
    expect(field).to_have_value("011510000")  # the first one is the browser's to write, and this test is none
    field.fill("")
    field.focus()
    touch.evaluate(press, [*OLD[:40]])
    expect(touch.locator(".said")).to_contain_text("Máy chưa đọc được mã này")
    expect(field).to_have_value("")
    field.press_sequentially("khai sinh", delay=80)
    expect(field).to_have_value("khai sinh")


def test_a_burst_of_letters_in_the_search_field_stays_as_it_was_typed(touch: Page) -> None:
    touch.get_by_role("button", name=re.compile("^Gõ việc cần làm")).click()
    field = touch.get_by_role("textbox")
    for text in ("đăng ký", "đăng ký kết hôn có yếu tố nước ngoài", "khai sinh cho con", "VNeID mức 2", "1.001193"):
        field.fill("")
        touch.keyboard.type(text)  # as an input method does: some letters are keys, some are not
        touch.keyboard.press("Enter")
        expect(field).to_have_value(text)
    field.fill("khai tử")
    touch.keyboard.press("ArrowLeft")
    touch.keyboard.press("ArrowLeft")
    touch.keyboard.type("sinh ")
    expect(field).to_have_value("khai sinh tử")
    touch.keyboard.type("abcd")
    touch.keyboard.press("Backspace")
    expect(field).to_have_value("khai sinh abctử")
    expect(touch.locator(".said")).to_have_text("")
    scan(touch, OLD)
    expect(touch.locator(".said")).to_contain_text("Đã nhận thẻ")
    expect(field).to_have_value("khai sinh abctử")


def test_a_ticket_before_the_scanner_shows_its_turn_and_no_longer_than_ten_seconds(
    touch: Page, kiosk: Machine, hall: StandIn
) -> None:
    ticket = kiosk.take("H")
    scan(touch, ticket["url"])
    expect(touch.locator(".number")).to_have_text("H001")
    expect(touch.get_by_text("Trước quý vị còn 3 người")).to_be_visible()
    for held in hall.tickets.values():
        held |= {"state": "called", "counter": 3}
    scan(touch, ticket["url"])
    expect(touch.get_by_text("Mời quý vị đến quầy 3")).to_be_visible()
    scan(touch, ticket["url"][:-1] + "xxxxxxxx")
    expect(touch.get_by_text("Không tìm thấy số này hôm nay")).to_be_visible()
    expect(touch.get_by_role("heading", level=1)).to_have_text("Hôm nay quý vị cần làm gì?", timeout=12_000)
    hall.stop()
    scan(touch, ticket["url"])
    expect(touch.locator(".said")).to_contain_text("Máy tạm chưa tra được mã này")


def test_the_number_of_one_is_taken_away_when_the_next_one_scans(touch: Page) -> None:
    choose(touch)
    touch.get_by_role("button", name="Lấy số").click()
    expect(touch.locator(".number")).to_have_text("H001")
    scan(touch, CARD)
    expect(touch.locator(".said")).to_contain_text("Đã nhận thẻ")
    expect(touch.locator(".number")).to_have_count(0)


def test_the_journal_knows_a_wish_and_no_person(machine: Machine, hall: StandIn) -> None:
    kiosk = machine.start()
    card = kiosk.post("/api/scan", {"text": OLD})[1]["card"]
    kiosk.take("H", key="k", card=card)
    kiosk.stop()
    with sqlite3.connect(kiosk.data / "journal.db") as file:
        (wish,) = file.execute("SELECT wish FROM take").fetchone()
    assert "card" not in wish and NUMBER not in wish and hall.persons == [NUMBER]

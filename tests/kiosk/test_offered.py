"""What the hall offers now, on the glass: closed, few left, later results, practice; and each refusal in words."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.kiosk.conftest import PORTRAIT, Machine
from tests.kiosk.stand_in import StandIn, ground
from tests.kiosk.test_touch import AXE, OUTSIDE, SMALL, open_glass, title, to_confirm, touch
from tests.services import eventually

MONDAY = "2099-11-23T00:30:00+00:00"
CLOSED = {"open": False, "closed_because": "hall_closed", "reopens_at": MONDAY}


def tell(kiosk: Machine, **offers: dict[str, Any]) -> None:
    """The hall says this of its services, and the kiosk has heard it."""
    kiosk.hall.offers = offers
    code, said = next(iter(offers.items()))
    heard = lambda: next(row for row in kiosk.get("/api/lines")[1]["lines"] if row["service"] == code)  # noqa: E731
    eventually(lambda: said.items() <= heard().items())


def test_what_is_closed_is_said_before_anybody_touches_through_to_the_end(glass: Page, kiosk: Machine) -> None:
    tell(
        kiosk,
        C={"open": False, "closed_because": "full", "reopens_at": MONDAY},
        K={"open": False, "closed_because": "not_yet", "reopens_at": "2099-12-01T00:30:00+00:00"},
        D={"left": 18},
        B={"left": 31},
    )
    open_glass(glass, kiosk)
    expect(glass.get_by_role("button", name=re.compile("^Sao y, chứng thực"))).to_contain_text("Ngừng phát số")
    expect(glass.get_by_role("button", name=re.compile("^Căn cước, VNeID"))).to_contain_text("Tiếp nhận từ 1/12")
    touch(glass, "Xem tất cả lĩnh vực")
    row = glass.get_by_role("button", name=re.compile("^Chứng thực"))
    expect(row).to_contain_text("Ngừng phát số – mở lại 7:30 thứ Hai, 23/11")
    expect(row).not_to_contain_text("chờ")
    expect(glass.get_by_role("button", name=re.compile("^Đất đai"))).to_contain_text("Còn khoảng 18 lượt hôm nay")
    expect(glass.get_by_role("button", name=re.compile("^Kinh doanh"))).not_to_contain_text("lượt hôm nay")
    row.click()
    touch(glass, re.compile("^Chứng thực"))
    expect(glass.locator(".stop")).to_contain_text("Số của lĩnh vực này hôm nay đã phát hết")
    touch(glass, "Đủ rồi")
    title(glass, "Hiện chưa lấy số này được")
    expect(glass.get_by_role("button", name="Lấy số")).to_have_count(0)
    expect(glass.get_by_role("button", name="In danh mục giấy tờ")).to_be_visible()
    tell(kiosk, C={"open": True, "closed_because": None, "reopens_at": None})
    expect(glass.get_by_role("button", name="Lấy số")).to_be_enabled(timeout=8_000)


def test_a_closed_hall_says_once_when_it_opens_and_still_helps_with_papers(glass: Page, kiosk: Machine) -> None:
    tell(kiosk, **{service["code"]: CLOSED for service in kiosk.hall.catalogue["services"]})
    open_glass(glass, kiosk)
    expect(glass.locator(".stop")).to_contain_text("Trung tâm đang ngoài giờ làm việc, mở lại 7:30 thứ Hai, 23/11.")
    expect(glass.locator(".tile-stop")).to_have_count(0)
    touch(glass, "Trả kết quả")
    title(glass, "Hiện chưa lấy số này được")
    touch(glass, "Chọn việc khác")
    title(glass, "Hôm nay quý vị cần làm gì?")


def test_after_three_whoever_hands_in_reads_when_the_result_comes(glass: Page, kiosk: Machine) -> None:
    tell(kiosk, H={"same_day": False}, R={"same_day": False})
    open_glass(glass, kiosk)
    to_confirm(glass)
    expect(glass.locator(".notice")).to_have_text("Hồ sơ nộp sau 15:00 nhận kết quả vào ngày làm việc tiếp theo.")
    touch(glass, "Trang đầu")
    touch(glass, "Trả kết quả")
    title(glass, "Quý vị lấy số này nhé?")
    expect(glass.locator(".notice")).to_have_text(re.compile("Giấy tiếp nhận"))


REFUSALS: list[tuple[str, dict[str, Any], str, str]] = [
    ("hall_closed", {"reopens_at": MONDAY}, "ngoài giờ làm việc, mở lại 7:30 thứ Hai, 23/11", "Chọn việc khác"),
    ("issuing_stopped", {"because": "cut_off", "reopens_at": MONDAY}, "đã ngừng phát số, phát lại 7:30", "Chọn việc"),
    ("issuing_stopped", {"because": "full", "reopens_at": None}, "hôm nay đã phát hết.", "In danh mục giấy tờ"),
    ("not_yet_offered", {"from": "2099-12-01"}, "tiếp nhận lĩnh vực này từ 1/12", "Chọn việc khác"),
    ("already_waiting", {"label": "H012"}, "Quý vị đang có số H012 cho việc này", "Chọn việc khác"),
    ("unknown_grounds", {"grounds": "elderly"}, "không còn diện ưu tiên này", "Lấy số"),
]


def test_each_refusal_has_its_sentence_and_a_way_on(glass: Page, kiosk: Machine, hall: StandIn) -> None:
    for code, details, said, way_on in REFUSALS:
        hall.refusals.append((422 if code == "unknown_grounds" else 409, code, details))
        open_glass(glass, kiosk)
        to_confirm(glass)
        touch(glass, "Lấy số")
        expect(glass.locator("main")).to_contain_text(said)
        expect(glass.locator("main")).not_to_contain_text("server:")
        expect(glass.get_by_role("button", name=way_on).first).to_be_enabled()
    assert hall.tickets == {}


def test_a_kiosk_that_rests_opens_again_by_itself_and_asks_anew(glass: Page, kiosk: Machine, hall: StandIn) -> None:
    hall.refusals = [(409, "kiosk_cooling", {"wait_s": 2})]
    open_glass(glass, kiosk)
    to_confirm(glass)
    touch(glass, "Lấy số")
    expect(glass.get_by_text("Xin chờ 2 giây")).to_be_visible()
    expect(glass.get_by_role("button", name="Lấy số")).to_be_disabled()
    expect(glass.get_by_role("button", name="Lấy số")).to_be_enabled(timeout=6_000)
    touch(glass, "Lấy số")
    expect(glass.locator(".number")).to_have_text("H001")


def test_the_grounds_are_the_halls_own(glass: Page, machine: Machine, hall: StandIn) -> None:
    own = {"code": "single_parent", "name": "Cha mẹ đơn thân", "name_en": "Single parent"}
    hall.catalogue = {**hall.catalogue, "grounds": [ground("merit"), own]}
    kiosk = machine.start()
    open_glass(glass, kiosk)
    touch(glass, "English")
    touch(glass, "Collect a result")
    glass.get_by_role("button", name="Yes", exact=True).click()
    expect(glass.locator(".row-ground")).to_have_text(["Person of merit", "Single parent"])
    touch(glass, "Single parent")
    expect(glass.locator(".priority")).to_contain_text("Single parent")
    touch(glass, "Take my number")
    expect(glass.locator(".number")).to_be_visible()
    assert [ticket["grounds"] for ticket in hall.tickets.values()] == ["single_parent"]
    refused = kiosk.post("/api/take", {"service": "R", "lane": "priority", "grounds": "elderly"})
    assert (refused[0], refused[1]["error"]["code"]) == (422, "unknown_grounds")


@pytest.mark.parametrize("size", ["normal", "large"])
def test_a_hall_that_practises_and_closes_stays_accessible(browser: Browser, kiosk: Machine, size: str) -> None:
    kiosk.hall.trial = True
    some = {"open": False, "closed_because": "full", "reopens_at": MONDAY}
    tell(kiosk, C=some, R=some, H={"left": 9, "same_day": False})
    context = browser.new_context(viewport=PORTRAIT, has_touch=True, bypass_csp=True)  # type: ignore[arg-type]
    glass = context.new_page()
    glass.add_init_script(AXE)
    rules = "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'wcag2aaa']}"
    for steps in ([], ["Trả kết quả"], ["Xem tất cả lĩnh vực"]):
        open_glass(glass, kiosk)
        if size == "large":
            touch(glass, "Chữ to")
        for step in steps:
            touch(glass, step)
        expect(glass.get_by_text("Đang tập huấn – số in ra không có giá trị")).to_be_visible()
        glass.wait_for_timeout(400)
        found = glass.evaluate(f"() => axe.run(document, {rules})")
        assert [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found["violations"]] == [], steps
        assert glass.evaluate(SMALL) == [], steps
        assert glass.evaluate(OUTSIDE) == [], steps
    context.close()


def test_a_ground_the_hall_has_given_up_brings_the_new_list_at_once(glass: Page, kiosk: Machine, hall: StandIn) -> None:
    open_glass(glass, kiosk)
    touch(glass, "Trả kết quả")
    glass.get_by_role("button", name="Có", exact=True).click()
    touch(glass, "Người có công")
    hall.catalogue = {**hall.catalogue, "grounds": [ground("elderly")], "version": "later"}
    hall.refusals = [(422, "unknown_grounds", {"grounds": "merit"})]
    touch(glass, "Lấy số")
    expect(glass.get_by_text("không còn diện ưu tiên này")).to_be_visible()
    eventually(lambda: kiosk.get("/api/lines")[1]["version"] == "later")
    glass.get_by_role("button", name="Có", exact=True).click()
    expect(glass.locator(".row-ground")).to_have_text(["Người cao tuổi"])
    touch(glass, "Tôi không thuộc diện ưu tiên")
    touch(glass, "Lấy số")
    expect(glass.locator(".number")).to_have_text("R001")


def test_whoever_finds_nothing_is_sent_to_the_guidance_desk_only_where_there_is_one(
    glass: Page, machine: Machine, hall: StandIn
) -> None:
    services = [row for row in hall.catalogue["services"] if row["kind"] != "guidance"]
    hall.catalogue = {**hall.catalogue, "services": services}
    open_glass(glass, machine.start())
    touch(glass, re.compile("^Gõ việc cần làm"))
    for words, said in (("qqxxzz", "Chưa tìm thấy"), ("visa", "Việc này không làm tại đây")):
        touch(glass, "Xóa hết")
        glass.keyboard.type(words)
        expect(glass.get_by_text(said)).to_be_visible()
        expect(glass.get_by_role("button", name="Lấy số bàn hướng dẫn")).to_have_count(0)

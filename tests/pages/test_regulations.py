"""The administrator's page of regulations: every section saved from the browser, and every fault shown at its place."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Dialog, Page, Route, expect

from tests.pages.conftest import Hall, faults_of

Open = Callable[..., Page]


def saves(page: Page) -> None:
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.get_by_role("button", name="Lưu").click()
    expect(page.locator(".notice-good")).to_be_visible()


def opens(page: Page, section: str) -> None:
    """Another section of the same page, as a click in its list opens it: nothing is loaded anew."""
    page.get_by_role("navigation").get_by_role("link", name=section).click()
    expect(page.locator("#section-title")).to_have_text(section)


def test_hours_are_written_once_and_stay(open_page: Open, hall: Hall) -> None:
    page = open_page("/admin#hours", by="tuan")
    page.get_by_label("Trung tâm phát số theo giờ làm việc").check()
    page.get_by_label("Thứ Hai: đến").nth(1).fill("16.30")
    page.get_by_label("Trả kết quả trong ngày nếu nộp trước").fill("")
    saves(page)
    hours = hall.get("/regulations")["regulations"]["hours"]
    assert hours["week"]["mon"] == [["07:30", "11:30"], ["13:30", "16:30"]]
    assert (hours["week"]["sun"], hours["same_day_until"]) == ([], None)
    page.get_by_label("Thứ Hai: từ").nth(1).fill("11:00")
    page.get_by_role("button", name="Lưu").click()
    where = "Giờ làm việc – Trong tuần – Thứ Hai, dòng 2"
    expect(page.locator(".problems")).to_have_text(f"{where} Trùng với khoảng giờ khác.")
    assert hall.get("/regulations")["regulations"]["hours"] == hours
    page.get_by_label("Trung tâm phát số theo giờ làm việc").uncheck()
    saves(page)
    assert hall.get("/regulations")["regulations"]["hours"] is None


def test_a_rule_is_rehearsed_before_it_is_saved_and_one_that_starves_is_refused(open_page: Open, hall: Hall) -> None:
    page = open_page("/admin#rules", by="tuan")
    expect(page.locator(".sign")).to_contain_text("Nếu có người chờ quá 30 phút, cứ 2 lượt gọi")
    page.locator("[data-whole=floor]").fill("20")
    expect(page.locator(".sign")).to_contain_text("chờ quá 20 phút")
    page.get_by_role("button", name="Thử trước").click()
    expect(page.locator(".rehearsal tbody")).to_have_count(2)
    saves(page)
    assert hall.get("/regulations")["regulations"]["groups"][0]["floor_s"] == 1200
    page.locator("[data-whole=floor]").fill("1440")
    page.get_by_role("button", name="Lưu").click()
    expect(page.locator(".problems")).to_contain_text("có người diện Thường phải chờ tới")
    assert hall.get("/regulations")["regulations"]["groups"][0]["floor_s"] == 1200


def test_grounds_paths_breaks_and_limits_are_saved(open_page: Open, hall: Hall) -> None:
    page = open_page("/admin#grounds", by="tuan")
    page.get_by_label("Người có công").uncheck()
    page.get_by_role("button", name="Thêm diện").click()
    page.get_by_label("Tên diện ưu tiên").fill("Cha mẹ đơn thân")
    saves(page)
    page.goto("/admin#visits")
    page.get_by_role("button", name="Thêm lộ trình").click()
    page.get_by_label("Tên lộ trình").fill("Đất đai")
    page.get_by_label("Bước 1").select_option("D")
    page.get_by_label("Bước 2").select_option("V")
    page.get_by_role("button", name="Thêm giờ nghỉ").click()
    page.get_by_role("button", name="CN").click()
    saves(page)
    page.goto("/admin#limits")
    page.locator("[data-whole=recalls]").fill("2")
    saves(page)
    page.goto("/admin#daily")
    page.get_by_label("D – Số phiếu mỗi ngày").fill("40")
    page.get_by_label("D – Người mỗi lượt hẹn").fill("2")
    saves(page)
    said = hall.get("/regulations")["regulations"]
    assert [ground["code"] for ground in said["grounds"]] == ["elderly", "disabled", "pregnant", "small_child", "own_1"]
    assert said["paths"] == [{"name": "Đất đai", "services": ["D", "V"], "procedures": []}]
    assert said["breaks"][0]["days"] == ["mon", "tue", "wed", "thu", "fri", "sun"]
    assert said["moves"]["recalls"] == 2
    assert (said["capacity"], said["slots"]) == ({"D": 40}, [{"service": "D", "every_min": 15, "people": 2}])


def test_what_is_out_of_its_range_is_refused_in_the_language_of_the_page(open_page: Open, hall: Hall) -> None:
    limits = hall.get("/regulations")["regulations"]["limits"]
    page = open_page("/admin#limits", by="tuan")
    reserve = page.locator("[data-whole=reserve]")
    reserve.fill("61")
    page.locator("[data-whole=recalls]").fill("")
    page.get_by_role("button", name="Lưu").click()
    expect(page.locator(".notice-bad")).to_contain_text("chưa lưu gì cả")
    expect(page.locator(".problems li")).to_have_text([
        "Gọi lại nhiều nhất Cần số nguyên từ 0 đến 20.",
        "Mỗi máy giữ sẵn Cần số nguyên từ 0 đến 60.",
    ])  # fmt: skip
    expect(reserve).to_have_attribute("aria-invalid", "true")
    assert hall.get("/regulations")["regulations"]["limits"] == limits
    reserve.fill("60")
    page.locator("[data-whole=recalls]").fill("3")
    expect(page.locator("[aria-invalid]")).to_have_count(0)
    saves(page)
    opens(page, "Cách gọi số")
    page.locator("[data-whole=every]").first.fill("1")
    page.get_by_role("button", name="Thử trước").click()  # Nor is it rehearsed.
    expect(page.locator(".problems")).to_have_text("Khi đó, cứ Cần số nguyên từ 2 đến 100.")


def test_a_late_answer_takes_back_neither_typing_nor_what_was_saved(open_page: Open, hall: Hall) -> None:
    hall.post("/regulations", {"moves": {"recalls": 3}}, by="tuan")
    page = open_page("/login", by="tuan")
    asked: list[str] = []
    late: list[Route] = []

    def hold(route: Route) -> None:
        asked.append(route.request.method)
        if asked == ["GET"] or asked[-1] == "POST":
            route.continue_()
        else:
            late.append(route)

    page.route("**/api/v1/regulations", hold)
    page.goto("/admin#limits")
    recalls = page.locator("[data-whole=recalls]")
    expect(recalls).to_have_value("3")
    opens(page, "Giờ làm việc")
    with page.expect_request("**/api/v1/regulations"):
        opens(page, "Giới hạn")
    recalls.fill("5")
    assert len(late) == 2
    old = late.pop().fetch()
    with page.expect_response("**/api/v1/regulations"):
        late.pop().fulfill(response=old)
    page.evaluate("new Promise(requestAnimationFrame)")
    expect(recalls).to_have_value("5")
    # Asked before the save and answered after it: the page would show the hall as it was.
    opens(page, "Giờ làm việc")
    with page.expect_request("**/api/v1/regulations"):
        opens(page, "Giới hạn")
    saves(page)
    with page.expect_response("**/api/v1/regulations"):
        late.pop().fulfill(response=old)
    page.evaluate("new Promise(requestAnimationFrame)")
    expect(recalls).to_have_value("5")
    expect(page.get_by_text("chưa lưu")).to_have_count(0)


def test_each_section_keeps_its_draft_until_it_is_saved_or_discarded(open_page: Open, hall: Hall) -> None:
    hall.post("/regulations", {"moves": {"recalls": 3}, "groups": [{"floor_s": 1800}]}, by="tuan")
    page = open_page("/admin#limits", by="tuan")
    navigation = page.get_by_role("navigation", name="Quản trị")
    page.locator("[data-whole=recalls]").fill("7")
    opens(page, "Cách gọi số")
    page.locator("[data-whole=floor]").fill("25")
    expect(navigation.get_by_role("link", name="Giới hạn chưa lưu")).to_be_visible()
    expect(navigation.get_by_role("link", name="Cách gọi số chưa lưu")).to_be_visible()
    saves(page)
    expect(navigation.get_by_text("chưa lưu")).to_have_count(1)
    assert hall.get("/regulations")["regulations"]["moves"]["recalls"] == 3, "only the section on the page was saved"
    opens(page, "Giới hạn")
    expect(page.locator("[data-whole=recalls]")).to_have_value("7")
    page.get_by_role("button", name="Bỏ thay đổi").click()
    page.get_by_role("button", name="Bấm lần nữa để bỏ").click()
    expect(page.locator("[data-whole=recalls]")).to_have_value("3")
    expect(page.get_by_text("chưa lưu")).to_have_count(0)
    expect(page.get_by_role("button", name="Lưu")).to_be_focused()
    page.locator("[data-whole=recalls]").fill("8")
    expect(navigation.get_by_text("chưa lưu")).to_have_count(1)
    page.locator("[data-whole=recalls]").fill("3")
    expect(navigation.get_by_text("chưa lưu")).to_have_count(0)


def test_of_two_who_save_one_section_the_second_learns_of_the_first(open_page: Open, hall: Hall) -> None:
    hall.post("/regulations", {"moves": {"recalls": 3}}, by="tuan")
    mine, other = open_page("/admin#limits", by="tuan"), open_page("/admin#limits", by="tuan")
    recalls = mine.locator("[data-whole=recalls]")
    recalls.fill("7")
    other.locator("[data-whole=recalls]").fill("5")
    saves(other)
    mine.get_by_role("button", name="Lưu").click()
    expect(mine.locator(".notice-bad")).to_contain_text("Có người khác vừa đổi mục này")
    assert hall.get("/regulations")["regulations"]["moves"]["recalls"] == 5
    expect(recalls).to_have_value("7")
    mine.get_by_role("button", name="Xem nội dung của người kia").click()
    expect(recalls).to_have_value("5")
    expect(mine.get_by_role("button", name="Lưu")).to_be_disabled()
    mine.get_by_role("button", name="Về nội dung của tôi").click()
    expect(recalls).to_have_value("7")
    saves(mine)
    assert hall.get("/regulations")["regulations"]["moves"]["recalls"] == 7


def test_two_sections_that_share_the_hours_take_nothing_back_from_each_other(open_page: Open, hall: Hall) -> None:
    week = {"mon": [["07:30", "11:30"]]}
    hall.post("/regulations", {"hours": {"week": week, "cut_off_min": {"": 10}}}, by="tuan")
    page = open_page("/admin#hours", by="tuan")
    page.get_by_label("Thứ Hai: đến").fill("11:00")
    opens(page, "Phát số mỗi ngày")
    page.get_by_label(" – Ngừng phát số").last.fill("20")
    saves(page)
    opens(page, "Giờ làm việc")
    saves(page)
    hours = hall.get("/regulations")["regulations"]["hours"]
    assert (hours["week"]["mon"], hours["cut_off_min"]) == ([["07:30", "11:00"]], {"": 20})
    hall.post("/regulations", {"hours": None}, by="tuan")


def test_the_browser_asks_before_what_is_not_saved_is_left(open_page: Open) -> None:
    page = open_page("/admin#limits", by="tuan")
    recalls = page.locator("[data-whole=recalls]")
    recalls.click()
    recalls.fill("9")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    with page.expect_event("dialog"):
        page.get_by_role("link", name="Lịch hẹn").click(no_wait_after=True)
    assert asked == ["beforeunload"]
    expect(recalls).to_have_value("9")
    saves(page)
    page.get_by_role("link", name="Lịch hẹn").click()
    expect(page).to_have_url(re.compile("/appointments"))
    assert asked == ["beforeunload"], "nothing to lose, no question"


def test_what_came_of_a_save_is_said_of_that_save_only(open_page: Open) -> None:
    page = open_page("/admin#limits", by="tuan")
    recalls = page.locator("[data-whole=recalls]")
    recalls.fill("4")
    saves(page)
    recalls.fill("6")
    expect(page.locator(".notice-good")).to_have_count(0)
    saves(page)
    page.evaluate("document.querySelector('.notice-good').dataset.old = 'yes'")
    saves(page)
    expect(page.locator(".notice-good[data-old]")).to_have_count(0)


def test_days_are_written_as_people_here_write_them_and_nonsense_is_not_saved(open_page: Open, hall: Hall) -> None:
    hall.post("/regulations", {"hours": {"week": {"mon": [["07:30", "11:30"]]}}}, by="tuan")
    page = open_page("/admin#hours", by="tuan")
    page.get_by_role("button", name="Thêm ngày").click()
    day = page.get_by_label("Ngày", exact=True)
    day.fill("30/2/2031")
    page.get_by_role("button", name="Lưu").click()
    expect(page.locator(".date-wrong")).to_have_text("Ngày ghi như 23/11/2026.")
    expect(page.locator(".problems")).to_have_text("Ngày Ngày ghi như 23/11/2026.")
    day.fill("1/2/2031")
    expect(page.locator(".date-field")).to_have_text("Thứ Bảy")
    saves(page)
    expect(day).to_have_value("01/02/2031")
    opens(page, "Phát số mỗi ngày")
    page.get_by_label("D – Tiếp nhận từ ngày").fill("15/03/2031")
    saves(page)
    said = hall.get("/regulations")["regulations"]
    assert (said["hours"]["days"][0]["day"], said["services_from"]) == ("2031-02-01", {"D": "2031-03-15"})
    page.get_by_label("D – Tiếp nhận từ ngày").fill("")
    saves(page)
    hall.post("/regulations", {"hours": None}, by="tuan")


def test_a_slot_that_is_booked_keeps_its_place_and_is_named_as_people_say_it(open_page: Open, hall: Hall) -> None:
    week = {day: [["07:30", "11:30"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}
    slots = [{"service": "H", "every_min": 30, "people": 1}]
    hall.post("/regulations", {"hours": {"week": week, "holidays": False}, "slots": slots}, by="tuan")
    hall.post("/appointments", {"service": "H", "at": "2031-02-03T08:00:00+07:00"}, by="mai")
    page = open_page("/admin#daily", by="tuan")
    page.get_by_label("H – Người mỗi lượt hẹn").fill("")
    page.get_by_role("button", name="Lưu").click()
    booked = "Lịch hẹn – H – 8:00 03/02/2031 Ít hơn số người đã đặt hẹn."
    expect(page.locator(".problems")).to_have_text(booked)


def test_a_group_of_services_is_chosen_and_named_by_their_names(open_page: Open, hall: Hall) -> None:
    hall.post("/regulations", {"groups": [{"services": ["D"]}, {"services": []}]}, by="tuan")
    page = open_page("/admin#rules", by="tuan")
    first = page.locator(".group").first
    expect(first.locator("legend")).to_have_text("Đất đai")
    expect(first).to_contain_text("Lĩnh vực của nhóm; không chọn là mọi lĩnh vực còn lại")
    first.get_by_role("button", name="H Hộ tịch").click()
    expect(first.locator("legend")).to_have_text("Hộ tịch, Đất đai")


@pytest.mark.parametrize("section", ["rules", "hours", "daily", "grounds", "visits", "limits"])
def test_everybody_can_use_it(open_page: Open, section: str) -> None:
    page = open_page(f"/admin#{section}", by="tuan")
    expect(page.get_by_role("button", name="Lưu")).to_be_visible()
    assert faults_of(page) == []


def test_the_sign_says_the_rules_in_force(open_page: Open, hall: Hall) -> None:
    groups = [{"services": ["D", "S"], "kind": "fifo"}, {"services": [], "kind": "priority_floor", "floor_s": 1500}]
    hall.post("/regulations", {"groups": groups}, by="tuan")
    page = open_page("/sign", by="tuan")
    expect(page.locator(".sign-rule h2")).to_have_text(["Đất đai, Đăng ký đất đai", "Các lĩnh vực còn lại"])
    expect(page.locator(".sign-words").first).to_have_text("Ai đến trước được gọi trước.")
    expect(page.locator(".sign-words").last).to_contain_text("chờ quá 25 phút, cứ 2 lượt gọi")
    page.emulate_media(media="print")
    expect(page.locator(".masthead")).to_be_hidden()
    assert faults_of(page) == []

"""The supervisor's page: the figures of the hall, live."""

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from playwright.sync_api import Page, expect

from tests.cast import HALL_TIME
from tests.pages.conftest import Hall

Open = Callable[..., Page]


def test_the_figures_follow_a_ticket_from_its_issue_to_its_end(open_page: Open, hall: Hall) -> None:
    page = open_page("/supervisor", by="hoa")
    expect(page.locator("[data-figure=waiting] .figure-value")).to_have_text("0")
    ticket = hall.issue("H", lane="priority", grounds="elderly")
    expect(page.locator("[data-figure=waiting] .figure-value")).to_have_text("1")
    expect(page.locator("[data-service=H]")).to_contain_text("1 ưu tiên")
    expect(page.locator("[data-service=H]")).to_contain_text("chưa có quầy mở")
    stranded = page.locator("[data-alert='line_stranded-H']")
    expect(stranded).to_contain_text("1 người chờ, chưa có quầy mở. Quầy 1 làm được, đang đóng.")
    stranded.locator("[data-do='open']").click()
    expect(stranded).to_have_count(0)
    assert hall.get("/desk/1")["counter"]["state"] == "open"

    hall.post("/counters/1/call-next")
    cell = page.locator(".cell[data-counter='1']")
    expect(cell).to_contain_text(ticket["label"])
    expect(cell).to_have_class(re.compile("cell-called"))
    hall.post(f"/tickets/{ticket['id']}/start")
    expect(cell).to_have_class(re.compile("cell-serving"))
    hall.post(f"/tickets/{ticket['id']}/finish", {"outcome": "accepted"})
    expect(page.locator("[data-figure=within] .figure-value")).to_have_text("100%")
    expect(page.locator("[data-figure=within] .figure-note")).to_have_text("Trong số đã gọi; mục tiêu từ 90%")
    expect(page.locator("[data-figure=waiting] .figure-note")).to_have_text("Đã phát 1, đã xong 1")
    expect(cell).to_contain_text("1 lượt")


def test_a_counter_that_works_and_that_no_screen_calls_is_told(open_page: Open, hall: Hall) -> None:
    page = open_page("/supervisor", by="hoa")
    hall.post("/counters/6/open")
    (tv,) = [one for one in hall.get("/devices")["devices"] if one["kind"] == "display"]
    said = {"counters": [1, 2], "volume": 100, "quiet": None, "dark": None}
    hall.post(f"/devices/{tv['id']}/screen", said, by="tuan")
    alert = page.locator("[data-alert='no_screen-screens']")
    expect(alert).to_contain_text(re.compile(r"Chưa màn hình nào gọi quầy .*6"))
    hall.post(f"/devices/{tv['id']}/screen", said | {"counters": []}, by="tuan")
    expect(alert).to_have_count(0)
    hall.post("/counters/6/close")


def test_a_page_whose_scripts_did_not_come_opens_itself_again(open_page: Open) -> None:
    page = open_page("/login", by="hoa")
    page.clock.install()
    page.route("**/supervisor/state.js", lambda route: route.abort())
    page.goto("/supervisor")
    expect(page.locator("#unopened")).to_be_visible()
    page.unroute("**/supervisor/state.js")
    page.clock.fast_forward(16_000)
    expect(page.locator("[data-figure=waiting]")).to_be_visible()
    page.evaluate("window.stays = true")
    page.clock.fast_forward(16_000)
    assert page.evaluate("window.stays")


def test_five_seconds_without_a_word_are_admitted_and_nothing_moves(open_page: Open, hall: Hall) -> None:
    page = open_page("/supervisor", by="hoa")
    expect(page.locator("[data-service=E]")).to_be_visible()
    mark, link = page.locator("#stale"), page.locator(".masthead-button").last
    expect(mark).to_be_hidden()
    before = link.bounding_box()
    with hall.silence():
        expect(mark).to_have_text(re.compile(r"^Cách đây \d+ giây$"))
        expect(page.locator("#offline")).to_be_hidden()
        assert link.bounding_box() == before
    expect(mark).to_be_hidden()


def test_a_lost_line_hides_no_service(open_page: Open, hall: Hall) -> None:
    page = open_page("/supervisor", by="hoa")
    expect(page.locator("[data-service=E]")).to_be_visible()
    hall.stop()
    expect(page.locator("#offline")).to_be_visible()
    expect(page.locator("[data-service=E]")).to_be_in_viewport(ratio=1)
    table = page.locator(".services .table-scroll")
    assert table.evaluate("(box) => box.scrollHeight <= box.clientHeight")
    hall.start()
    expect(page.locator("#offline")).to_be_hidden()


NEXT_STEPS = {
    "paper_out": "Thay cuộn giấy: mở nắp",
    "cover_open": "Đóng nắp cho chặt",
    "overheated": "Đợi vài phút, máy tự in tiếp",
    "cutter": "gỡ giấy kẹt",
    "broken": "gọi người bảo trì",
    "offline": "Bấm nút FEED",
    "mute": "Xem nắp máy in đã đóng chưa",
    "away": "dây đã cắm chặt chưa",
    "something new": "Tắt máy in, đợi 10 giây",
}


def test_each_trouble_of_a_printer_is_told_to_staff_with_its_next_step(open_page: Open, hall: Hall) -> None:
    def says(state: str, **more: object) -> None:
        hall.post("/devices/health", {"health": {"printer": {"state": state, "detail": ""}, **more}}, by="kiosk")

    page, desk = open_page("/supervisor", by="hoa"), open_page("/counter", by="mai")
    expect(page.locator("[data-alert^='machine-']").first).to_contain_text("chưa từng kết nối")
    expect(desk.locator(".others")).to_be_visible()
    for state, step in NEXT_STEPS.items():
        says(state)
        for told in (page.locator(".alert .icon-printer + .alert-words"), desk.locator(".machine")):
            expect(told).to_contain_text(step, timeout=8_000)  # Before the pages would have asked by themselves.
            expect(told).to_contain_text("Số vẫn hiện trên màn hình")
    says("paper_near_end", roll={"slips_left": 123})
    expect(desk.locator(".machine")).to_contain_text("sắp hết giấy, còn khoảng 120 phiếu")
    expect(page.locator(".alert", has_text="còn khoảng 120 phiếu")).not_to_contain_text("Số vẫn hiện")
    says("ready", roll={"slips_left": 400})
    expect(page.locator(".alert .icon-printer")).to_have_count(0)
    expect(desk.locator(".machines")).to_have_count(0)
    assert desk.evaluate("document.documentElement.scrollHeight <= innerHeight")


def test_a_tv_that_lost_a_file_or_the_time_is_named_with_where_to_mend_it(open_page: Open, hall: Hall) -> None:
    key = hall.post("/devices", {"name": "TV cửa chính", "kind": "display"}, by="tuan")["key"]
    page = open_page("/supervisor", by="hoa")
    for health, said in (
        ({"sound": "ok", "lost_files": 1, "skew_s": 0}, "không chiếu được một tệp"),
        ({"sound": "ok", "lost_files": 0, "skew_s": -86_400}, "sai quá hai phút"),
    ):
        hall._ask("/devices/health", {"health": health}, key)
        expect(page.locator(".alert", has_text="TV cửa chính")).to_contain_text(said, timeout=20_000)


def test_numbers_the_line_did_not_take_are_named_to_clerks_and_supervisor(open_page: Open, hall: Hall) -> None:
    for lost in ((["H703", "C701"]), []):
        page, desk = open_page("/supervisor", by="hoa"), open_page("/counter", by="mai")
        hall.post("/devices/health", {"health": {"reserve": {"instance": "one-kiosk", "lost": lost}}}, by="kiosk")
        for told in (page.locator(".alert", has_text="H703, C701"), desk.locator(".machine", has_text="H703, C701")):
            expect(told).to_have_count(1 if lost else 0, timeout=20_000)


def test_two_kiosks_with_one_key_are_named(open_page: Open, hall: Hall) -> None:
    page = open_page("/supervisor", by="hoa")
    expect(page.locator("[data-alert^='machine-']").first).to_contain_text("chưa từng kết nối")
    for instance in ("one", "other"):
        hall.post("/devices/health", {"health": {"reserve": {"instance": instance}}}, by="kiosk")
    twin = page.locator(".alert", has_text="hai máy đang dùng chung một khóa")
    expect(twin.locator(".icon-key")).to_be_visible(timeout=8_000)


def test_the_number_on_the_paper_of_a_dead_kiosk_is_typed_in(open_page: Open, hall: Hall) -> None:
    hall.post("/reserve/hold", {"instance": "that-died"}, by="kiosk")
    holds = {"instance": "that-died", "days": [f"{datetime.now(HALL_TIME):%F}"]}
    hall.post("/devices/health", {"health": {"reserve": holds}}, by="kiosk")
    page, desk = open_page("/supervisor", by="hoa"), open_page("/counter", by="mai")
    expect(page.locator(".device")).not_to_have_count(0)
    expect(page.locator(".join-reserve")).to_have_count(0)
    hall.kiosks_fell_silent()
    for at in (page, desk):
        at.reload()
        at.locator(".join-reserve summary").click()
    assert desk.evaluate("document.documentElement.scrollHeight <= innerHeight")
    expect(page.locator(".alert", has_text="Máy lấy số 1 mất kết nối đã")).to_be_visible()
    form = page.locator(".join-reserve")
    form.get_by_label("Số", exact=True).fill("z701")
    form.get_by_label("Giờ trên phiếu").fill("25:10")
    form.get_by_role("button").click()
    expect(form.get_by_role("alert")).to_contain_text("Xin nhập giờ in trên phiếu, như 8:05")
    form.get_by_label("Giờ trên phiếu").fill("")
    form.get_by_role("button").click()
    expect(form.get_by_role("alert")).to_contain_text("không máy lấy số nào giữ số dự trữ này")
    for part in (form.locator("summary"), form.get_by_role("alert")):
        expect(part).to_be_in_viewport(ratio=1)
    expect(form.get_by_label("Số", exact=True)).to_have_value("z701")
    form.get_by_label("Số", exact=True).fill("g 701")
    form.get_by_label("Ưu tiên").check()
    form.get_by_label("Số", exact=True).press("Enter")
    expect(form.get_by_role("status")).to_contain_text("Đã cho số G701 vào hàng, tính từ")
    expect(form.get_by_label("Số", exact=True)).to_have_value("")
    expect(form.get_by_label("Ưu tiên")).not_to_be_checked()
    (joined,) = [row for row in hall.get("/story?limit=1000")["story"] if row["label"] == "G701"]
    assert joined["details"]["lane"] == "priority"
    desk.locator(".join-reserve").get_by_label("Số", exact=True).fill("G701")
    desk.keyboard.press("Enter")
    known = desk.locator(".join-reserve").get_by_role("status")
    expect(known).to_contain_text("Số G701 đã có trong hàng từ trước")
    expect(known).to_be_in_viewport(ratio=1)


def test_the_next_two_hours_are_bands_and_at_one_press_their_table(open_page: Open) -> None:
    waits = [{"p10": 60, "p50": 600 * step, "p90": 1500 * step + 60} for step in range(1, 5)]
    waits[3]["p90"] = 43_200  # the longest that is said: nobody sees the end of it
    spells = [{"people": 6.0, "wait": wait} for wait in waits]
    begins = [f"2026-11-23T0{hour}:{minute}:00+00:00" for hour in (1, 2) for minute in ("00", "30")]
    said = {"begins": begins, "services": [{"service": "H", "spells": spells}, {"service": "D", "spells": []}]}
    page = open_page("/login", by="hoa")
    page.route("**/api/v1/next-hours", lambda route: route.fulfill(json=said))  # the hall's own depends on the hour
    page.goto("/supervisor")
    band = page.locator("[data-service=H] .band")
    expect(band).to_have_class(re.compile("is-red"))
    expect(band.locator(".band-worst")).to_have_text("40")
    expect(band).to_have_attribute("title", "Lâu nhất khoảng 40 phút, ai đến lúc 9:30")
    expect(page.locator("[data-service=D] .band")).to_have_count(0)

    page.locator("#next-hours").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#next-hours")).to_be_focused()
    expect(page.locator("#next-hours")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".services thead")).to_contain_text("8:30–9:00")
    expect(page.locator("[data-service=H] td").nth(2)).to_have_text("1–30 phút")
    expect(page.locator("[data-service=H] td").nth(5)).to_have_text("trên 1 phút")
    expect(page.locator("[data-service=H] .is-red")).to_have_count(3)
    page.keyboard.press("Enter")
    expect(band).to_be_visible()
    expect(page.locator("#next-hours")).to_be_focused()


def test_the_hall_s_own_next_hours_come_with_the_page(open_page: Open, hall: Hall) -> None:
    page = open_page("/login", by="hoa")
    with page.expect_response("**/api/v1/next-hours") as answer:
        page.goto("/supervisor")
    assert len(answer.value.json()["begins"]) == 4
    with page.expect_response("**/api/v1/next-hours"):
        hall.post("/counters/7/open")  # worth a new look
    hall.post("/counters/7/close")


def test_under_each_counter_runs_the_line_of_its_day(open_page: Open, hall: Hall) -> None:
    hall.post("/counters/5/open")
    page = open_page("/supervisor", by="hoa")
    cell = page.locator(".cell[data-counter='5']")
    expect(cell.locator(".timeline-open")).to_have_count(1)
    expect(cell).to_have_attribute("title", re.compile(r"Hôm nay mở \d+ phút, trong đó phục vụ 0 phút"))
    hall.post("/counters/5/close")


def test_the_bars_of_the_day_have_a_table(open_page: Open, hall: Hall) -> None:
    hall.issue("G")
    page = open_page("/supervisor", by="hoa", viewport={"width": 1366, "height": 900})
    expect(page.locator(".bars")).to_be_visible()
    page.click("text=Xem bảng")
    expect(page.locator(".hours tbody tr")).not_to_have_count(0)


def test_a_wait_turns_amber_after_ten_minutes_and_red_after_fifteen(open_page: Open) -> None:
    page = open_page("/supervisor", by="hoa")
    expect(page.locator("[data-figure=longest]")).to_contain_text("vàng từ 10, đỏ từ 15 phút")
    tones = page.evaluate("import('/pages/supervisor/state.js').then(({tone}) => [null, 599, 600, 899, 900].map(tone))")
    assert tones == ["", "", "is-amber", "is-amber", "is-red"]


WAITING = """async ([called, share, minutes, left_late]) => {
  const { withinTarget } = await import('/pages/supervisor/state.js');
  const { hallNow } = await import('/assets/js/age.js');
  const waiting_since = minutes.map((age) => new Date(hallNow() - age * 60_000).toISOString());
  return withinTarget({ waited: { n: called, within_target: share }, waiting_since, left_late }, 900);
}"""


def test_who_waits_longer_than_the_target_now_has_missed_it(open_page: Open) -> None:
    page = open_page("/supervisor", by="hoa")
    for called, share, minutes, left, missed, told in (
        (3, 1, [70, 65, 20, 10], 0, 3, 0.5),
        (3, 1, [14], 1, 1, 0.75),
        (0, None, [70], 0, 1, 0),
        (0, None, [10], 0, 0, None),
    ):
        assert page.evaluate(WAITING, [called, share, minutes, left]) == {"missed": missed, "share": told}


@pytest.mark.parametrize("language", ["ko", "en", "vi"])
def test_every_service_is_in_sight_on_a_laptop_and_fills_a_large_screen(
    open_page: Open, hall: Hall, language: str
) -> None:
    for width, height in ((1366, 768), (1920, 1080)):
        page = open_page(f"/supervisor?lang={language}", by="hoa", viewport={"width": width, "height": height})
        expect(page.locator("[data-service]")).to_have_count(15)
        page.evaluate("document.fonts.ready.then(() => true)")
        box = page.locator(".services .table-scroll")
        assert box.evaluate("(box) => box.scrollHeight <= box.clientHeight + 1")
        assert box.evaluate("(box) => box.firstElementChild.clientHeight >= Math.min(box.clientHeight * .95, 15 * 44)")
        expect(page.locator("[data-service]").last).to_be_in_viewport(ratio=1)


def test_everything_of_a_full_hall_is_in_sight_without_scrolling(open_page: Open, hall: Hall) -> None:
    for service in "HCTKDSBXPLGNRVE":
        hall.issue(service)
    page = open_page("/supervisor", by="hoa")
    expect(page.locator("[data-service]")).to_have_count(15)
    page.evaluate("document.fonts.ready.then(() => true)")
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    assert page.locator(".services .table-scroll").evaluate("(box) => box.scrollHeight <= box.clientHeight + 1")
    expect(page.locator(".cell")).to_have_count(12)
    alerts = page.locator(".alerts")
    expect(alerts.locator(".alert").nth(11)).to_be_attached()
    assert alerts.evaluate("(box) => box.scrollHeight > box.clientHeight")
    for part in (".alerts", ".machines-card", ".hours"):
        expect(page.locator(part)).to_be_in_viewport(ratio=1)
    expect(page.locator(".machines-card .state").first).to_have_text(re.compile(r"^\d+/\d+ có sự cố$"))
    page.locator(".machines-card summary").click()
    expect(page.locator(".device").first).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")


def test_a_call_for_help_stands_above_all_and_is_answered_by_one_press(open_page: Open, hall: Hall) -> None:
    page = open_page("/supervisor", by="hoa")
    expect(page.locator(".alerts")).to_be_visible()
    hall.post("/counters/2/help", {"reason": "Có người mệt, cần y tế"}, by="nam")
    call = page.locator("[data-help='2']")
    expect(call).to_contain_text("Quầy 2 Có người mệt, cần y tế")
    above_all = "(box) => box.querySelector('.help-call, .alert').matches('.help-call')"
    assert page.locator(".alerts").evaluate(above_all)
    call.get_by_role("button").click()
    expect(call).to_have_count(0)
    assert hall.get("/desk/2")["counter"]["help"] is None


def test_the_rule_in_force_is_read_here_and_practice_begins_here(open_page: Open, hall: Hall) -> None:
    for number in range(1, 13):
        hall.clear(number)
    page = open_page("/supervisor", by="hoa")
    expect(page.locator(".rules-said")).to_contain_text("Phiếu ưu tiên và lịch hẹn đến giờ được gọi trước")
    page.click("[data-trial=begin]")
    expect(page.locator(".band-trial")).to_contain_text("Đang tập huấn")
    label = hall.issue("H")["label"]
    page.click("[data-trial=end]")  # A number of practice is left: it goes with the next press.
    expect(page.locator("[data-trial=end]")).to_contain_text("Bỏ 1 số tập huấn")
    expect(page.locator("#trial-refused")).to_have_text(f"Còn phiếu chưa xong: {label} (đang chờ).")
    page.click("[data-trial=end]")
    expect(page.locator(".band-trial")).to_have_count(0)

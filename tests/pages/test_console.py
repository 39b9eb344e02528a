"""The clerk's console, worked from the keyboard as at a desk."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

from playwright.sync_api import Page, Route, expect

from tests.pages.conftest import Hall

Open = Callable[..., Page]


def _desk(open_page: Open, hall: Hall, number: int, by: str) -> Page:
    hall.clear(number)
    page = open_page(f"/counter?counter={number}", by=by)
    expect(page.locator(".hand-empty")).to_be_visible()
    return page


def _open(page: Page) -> None:
    page.keyboard.press("o")
    expect(page.locator(".my-counter .state")).to_have_text("Đang mở")
    expect(page.locator("[data-move=call_next]")).to_be_enabled()


def test_a_clerk_walks_a_whole_ticket_with_the_keyboard_alone(open_page: Open, hall: Hall) -> None:
    page = _desk(open_page, hall, 1, "mai")
    _open(page)
    label = hall.issue("H", procedure="1.001193", lane="priority", grounds="elderly")["label"]
    expect(page.locator(f".wait-first[data-label={label}]")).to_contain_text("Người cao tuổi")

    page.keyboard.press("F2")
    expect(page.locator(".hand-label")).to_have_text(label)
    expect(page.locator(".hand")).to_have_attribute("data-state", "called")
    expect(page.locator(".hand-what")).to_contain_text("Đăng ký khai sinh")
    expect(page).to_have_title(re.compile(f"^{label} "))

    page.keyboard.press("F3")  # The voice is still speaking; the button says for how long.
    expect(page.locator("#refusal-moves")).to_contain_text("Gọi lại: loa còn đang gọi")
    page.keyboard.press("Space")  # The likely move: start.
    expect(page.locator(".hand")).to_have_attribute("data-state", "serving")

    page.keyboard.press("F6")
    expect(page.locator("[data-choice=finish] [data-outcome]")).to_have_count(5)
    page.keyboard.press("1")
    expect(page.locator(".hand-empty")).to_be_visible()
    assert hall.get("/figures")["outcomes"]["accepted"] >= 1

    page.keyboard.press("z")  # Undo, in the place of the refusals, for ten seconds.
    expect(page.locator(".hand-label")).to_have_text(label)
    page.keyboard.press("F6")
    page.keyboard.press("4")
    expect(page.locator(".hand-empty")).to_be_visible()


def test_every_move_shows_its_key_and_only_the_likely_one_is_filled(open_page: Open, hall: Hall) -> None:
    page = _desk(open_page, hall, 1, "mai")
    keys = page.locator(".move-grid kbd").all_text_contents()
    assert keys == ["F2", "F3", "F4", "F6", "F7", "F8", "F9", "R", "H", "D"]
    expect(page.locator("[data-likely]")).to_have_attribute("data-move", "open")
    _open(page)
    expect(page.locator("[data-likely]")).to_have_attribute("data-move", "ready")
    hall.issue("H")
    expect(page.locator("[data-likely]")).to_have_attribute("data-move", "call_next")


def test_a_refused_move_says_why_beside_its_button(open_page: Open, hall: Hall) -> None:
    page = _desk(open_page, hall, 2, "nam")
    _open(page)
    expect(page.locator(".hand-empty h1")).to_have_text("Chưa có ai chờ")
    page.keyboard.press("F2")
    expect(page.locator("#refusal-moves")).to_contain_text("Gọi tiếp: Chưa có ai chờ")
    expect(page.locator("[data-move=call_next]")).to_have_attribute("aria-describedby", "refusal-moves")
    # The reason ends with what it was about: somebody has come.
    hall.issue("C")
    expect(page.locator("#refusal-moves")).to_be_empty()


def test_a_move_that_makes_no_sense_is_explained_without_asking_the_server(open_page: Open, hall: Hall) -> None:
    page = _desk(open_page, hall, 2, "nam")
    page.keyboard.press("F4")
    expect(page.locator("#refusal-moves")).to_contain_text("Bắt đầu: chưa có công dân ở quầy")


def test_a_double_press_calls_one_person(open_page: Open, hall: Hall) -> None:
    page = _desk(open_page, hall, 1, "mai")
    _open(page)
    hall.issue("H")
    hall.issue("H")
    expect(page.locator(".line > h2 .count")).to_have_text("2")
    asked = []
    page.on("request", lambda request: asked.append(request) if "call-next" in request.url else None)
    page.locator("[data-move=call_next]").evaluate("(button) => { button.click(); button.click(); button.click(); }")
    expect(page.locator(".hand-label")).to_be_visible()
    expect(page.locator(".line > h2 .count")).to_have_text("1")
    assert len(asked) == 1
    assert asked[0].headers["idempotency-key"]
    assert asked[0].headers["x-moiso"] == "page"


def test_a_press_whose_answer_is_lost_is_repeated_with_the_same_key(open_page: Open, hall: Hall) -> None:
    page = _desk(open_page, hall, 1, "mai")
    _open(page)
    label = hall.issue("H")["label"]
    hall.issue("H")
    expect(page.locator(".line > h2 .count")).to_have_text("2")
    keys = []

    def lose_the_first_answer(route: Route) -> None:
        keys.append(route.request.headers["idempotency-key"])
        if len(keys) == 1:
            route.fetch()  # It reaches the server; its answer is lost on the way back.
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/call-next", lose_the_first_answer)
    page.reload()  # A page that is there already may send a last request past a new route.
    expect(page.locator(".line > h2 .count")).to_have_text("2")
    page.keyboard.press("F2")
    expect(page.locator(".hand-label")).to_have_text(label)
    expect(page.locator("[data-move=start]")).to_be_enabled()
    assert len(keys) == 2
    assert keys[0] == keys[1]
    assert hall.get("/desk/1")["waiting"] == 1
    expect(page.locator("#refusal-moves")).to_be_empty()


def _slow(page: Page, path: str, waiting: int) -> list[Route]:
    """The presses on `path` that wait to be let through; the page has to be loaded anew, and its time stands still."""
    held: list[Route] = []
    page.route(path, lambda route: held.append(route))
    page.clock.install()
    page.reload()
    expect(page.locator(".line > h2 .count")).to_have_text(str(waiting))
    page.clock.pause_at(datetime.now() + timedelta(seconds=10))
    return held


def _in_flight(page: Page, move: str, waiting: list[Route]) -> None:
    expect(page.locator(f"[data-move={move}]")).to_have_class(re.compile("move-in-flight"))
    while not waiting:
        page.wait_for_timeout(20)


def test_the_key_of_a_move_pressed_before_the_answer_follows_by_itself(open_page: Open, hall: Hall) -> None:
    page = _desk(open_page, hall, 1, "mai")
    _open(page)
    label, other = hall.issue("H")["label"], hall.issue("H")["label"]
    asked = _slow(page, "**/call-next", waiting=2)
    press = page.keyboard.press
    press("F2")
    _in_flight(page, "call_next", asked)
    press("F2")  # The same finger: no second call.
    press("F1")  # The browser's own.
    press("F4")
    press("2")  # Of what the screen will show by then nobody knows.
    assert len(asked) == 1
    asked[0].continue_()
    expect(page.locator(".hand")).to_have_attribute("data-state", "serving")
    expect(page.locator(".hand-label")).to_have_text(label)
    lost = page.locator("#refusal-moves")
    expect(lost).to_have_text("Phím 2 bấm lúc đang ghi nên không tính, xin bấm lại.")
    expect(page.locator(f"[data-label={other}]")).not_to_have_attribute("data-picked", "true")
    assert len(asked) == 1
    assert hall.get("/desk/1")["waiting"] == 1
    hall.issue("H")
    expect(page.locator(".line > h2 .count")).to_have_text("2")
    expect(lost).to_contain_text("Phím 2")  # What others do wipes nothing off.
    press("F3")
    expect(lost).to_contain_text("Gọi lại:")
    expect(lost).not_to_contain_text("Phím 2")


def test_a_key_that_waits_is_pressed_on_the_desk_that_its_move_left(open_page: Open, hall: Hall) -> None:
    page = _desk(open_page, hall, 1, "mai")
    _open(page)
    label = hall.issue("H")["label"]
    asked = _slow(page, "**/call-next", waiting=1)
    page.keyboard.press("F2")
    _in_flight(page, "call_next", asked)
    page.keyboard.press("F4")
    hall.issue("H")
    expect(page.locator(".line > h2 .count")).to_have_text("2")
    asked[0].fulfill(json={})  # The answer overtakes the desk's level.
    expect(page.locator("#refusal-moves")).to_be_empty()
    hall.issue("H")
    expect(page.locator(".line > h2 .count")).to_have_text("3")
    hall.post("/counters/1/call-next")
    expect(page.locator(".hand")).to_have_attribute("data-state", "serving")
    expect(page.locator(".hand-label")).to_have_text(label)


def test_a_key_that_waited_for_a_level_in_vain_does_not_count(open_page: Open, hall: Hall) -> None:
    page = _desk(open_page, hall, 1, "mai")
    _open(page)
    hall.issue("H")
    asked = _slow(page, "**/call-next", waiting=1)
    page.keyboard.press("F2")
    _in_flight(page, "call_next", asked)
    page.keyboard.press("F4")
    with page.expect_response("**/call-next"):
        asked[0].fulfill(json={})
    page.clock.run_for(1_000)
    lost = page.locator("#refusal-moves")
    expect(lost).to_contain_text("Phím F4 bấm lúc đang ghi nên không tính")
    hall.post("/counters/1/call-next")
    expect(page.locator(".hand")).to_have_attribute("data-state", "called")
    expect(lost).to_contain_text("Phím F4")  # That level only came late.


def test_a_key_that_waited_for_a_move_that_was_refused_does_not_count(open_page: Open, hall: Hall) -> None:
    page = _desk(open_page, hall, 2, "nam")
    _open(page)
    asked = _slow(page, "**/call-next", waiting=0)
    page.keyboard.press("F2")
    _in_flight(page, "call_next", asked)
    page.keyboard.press("F4")
    asked[0].continue_()
    refused = page.locator("#refusal-moves")
    expect(refused).to_contain_text("Gọi tiếp: Chưa có ai chờ")
    expect(refused).to_contain_text("Phím F4 bấm lúc đang ghi nên không tính")


def test_a_choice_opened_before_the_answer_waits_for_its_own_key(open_page: Open, hall: Hall) -> None:
    page = _desk(open_page, hall, 1, "mai")
    _open(page)
    first, second = hall.issue("H")["label"], hall.issue("H")["label"]
    asked = _slow(page, "**/start", waiting=2)
    press = page.keyboard.press
    press("F2")
    expect(page.locator(".hand-label")).to_have_text(first)
    expect(page.locator("[data-move=start]")).to_be_enabled()
    press("F4")
    _in_flight(page, "start", asked)
    press("F6")
    press("1")
    asked[0].continue_()
    expect(page.locator("[data-choice=finish]")).to_be_visible()
    expect(page.locator("#refusal-moves")).to_contain_text("Phím 1 bấm lúc đang ghi nên không tính")
    assert hall.get("/desk/1")["ticket"]["state"] == "serving"
    page.locator("[data-outcome=accepted]").click()
    press("F2")  # And the next one, as fast as a hand is.
    expect(page.locator(".hand-label")).to_have_text(second)


def test_a_supplement_lists_the_papers_left_unticked(open_page: Open, hall: Hall) -> None:
    page = _desk(open_page, hall, 1, "mai")
    _open(page)
    ticket = hall.issue("H", procedure="1.001193")
    page.keyboard.press("F2")
    expect(page.locator(".hand")).to_have_attribute("data-state", "called")
    page.keyboard.press("F4")
    expect(page.locator(".hand")).to_have_attribute("data-state", "serving")
    boxes = page.locator(".check input")
    papers = boxes.count()
    boxes.first.check()
    page.get_by_role("button", name="Thêm một hồ sơ").click()
    page.keyboard.press("F6")
    expect(page.locator("[data-outcome=supplement]")).to_contain_text(f"thiếu {papers - 1} giấy tờ")
    page.keyboard.press("2")
    expect(page.locator(".hand-empty")).to_be_visible()
    done = hall.get(f"/tickets/{ticket['id']}")["ticket"]
    assert (done["outcome"], len(done["missing"]), done["dossiers"]) == ("supplement", papers - 1, 2)


def test_transfer_goes_by_the_letter_of_the_service(open_page: Open, hall: Hall) -> None:
    page = _desk(open_page, hall, 1, "mai")
    _open(page)
    ticket = hall.issue("H")
    page.keyboard.press("F2")
    expect(page.locator(".hand-label")).to_have_text(ticket["label"])
    page.keyboard.press("F9")
    expect(page.locator("[data-choice=transfer]")).to_be_visible()
    page.keyboard.press("v")  # Thu phí, lệ phí.
    expect(page.locator(".hand-empty")).to_be_visible()
    moved = hall.get(f"/tickets/{ticket['id']}")["ticket"]
    assert (moved["service"], moved["state"]) == ("V", "waiting")


def test_every_move_beside_the_desk_is_made_by_keys(open_page: Open, hall: Hall) -> None:
    """Who waits, who is parked and who missed the call are picked by a key, and their moves have keys of their own."""
    page = _desk(open_page, hall, 1, "mai")
    press = page.keyboard.press
    label, parked = page.locator(".hand-label"), page.locator("[data-fold=W] .count")
    _open(page)
    first, sick, stray = (hall.issue("H") for _ in range(3))
    expect(page.locator(".line > h2 .count")).to_have_text("3")

    press("2")  # The second of the line, before the first: with a reason.
    press("Enter")
    press("0")
    page.keyboard.type("Con nhỏ đang sốt")
    press("Enter")
    expect(label).to_have_text(sick["label"])
    expect(page.locator(".hand-why")).to_contain_text(
        f"trước 1 người đứng trước trong hàng ({first['label']}). Lý do: “Con nhỏ"
    )
    last = hall.get("/story?after=0&limit=1000")["story"][-1]
    assert (last["label"], last["why"]) == (sick["label"], "Con nhỏ đang sốt")

    press("F8")  # Aside, with a reminder in five minutes.
    press("s")
    press("2")
    expect(parked).to_have_text("1")
    press("w")
    expect(page.locator(f"[data-picked][data-label={sick['label']}]")).to_contain_text("Đi sao chụp · nhắc")
    press("Enter")
    expect(label).to_have_text(sick["label"])
    press("F9")  # To counter 3, which does it too.
    expect(page.locator("[data-choice=transfer] [data-counter='3']")).to_be_disabled()
    press("r")  # An open choice takes the keys: a letter is a service here, and R gives out results.
    expect(page.locator(".hand-empty")).to_be_visible()
    assert hall.get(f"/tickets/{sick['id']}")["ticket"]["service"] == "R"

    press("ArrowDown")
    press("ArrowDown")  # Printed by mistake: out of the line and of every figure, and taken back.
    press("i")
    press("1")
    expect(page.locator(".line > h2 .count")).to_have_text("1")
    expect(page.locator("[data-move=undo]")).to_contain_text(f"In nhầm” {stray['label']}")
    press("z")
    expect(page.locator(".line > h2 .count")).to_have_text("2")

    press("F2")  # Somebody who missed the call comes back.
    expect(label).to_have_text(first["label"])
    press("v")
    expect(page.locator("[data-fold=E] .count")).to_have_text("1")
    press("e")
    press("Enter")
    expect(page.locator(f".line-next [data-label={first['label']}]")).to_be_visible()
    press("1")
    press("h")
    press("1")
    expect(page.locator(".line > h2 .count")).to_have_text("1")
    assert hall.get(f"/tickets/{first['id']}")["ticket"]["state"] == "cancelled"


def test_the_desk_checks_lanes_follows_the_path_and_calls_by_itself(open_page: Open, hall: Hall) -> None:
    hall.post(
        "/regulations",
        {"moves": {"recalls": 1, "recall_cool_s": 1}, "paths": [{"name": "Hộ tịch", "services": ["H", "V"]}]},
        by="tuan",
    )
    page = _desk(open_page, hall, 1, "mai")
    press, hand = page.keyboard.press, page.locator(".hand")
    _open(page)
    expect(page.locator("[data-likely]")).to_have_attribute("data-move", "ready")
    press("a")  # Nobody waits: whoever comes is called here.
    expect(page.locator(".hand-empty h1")).to_have_text("Tự gọi khi có người")
    ticket = hall.issue("H", lane="priority", grounds="elderly")
    expect(page.locator(".hand-label")).to_have_text(ticket["label"])
    expect(page.locator(".hand-path")).to_contain_text("Thu phí")

    press("d")
    press("1")  # The papers are right.
    expect(page.locator(".hand-facts")).to_contain_text("đã xác nhận")
    press("d")
    press("1")  # Or not: ordinary from now on, with a reason that fits.
    expect(page.locator("[data-choice=lane] .options")).to_contain_text("Công dân tự nguyện nhường")
    press("2")
    expect(page.locator(".hand-facts .state-priority")).to_have_count(0)
    expect(page.locator(".hand-why")).to_contain_text("diện ưu tiên (người cao tuổi)")  # As it was at the call.
    expect(page.locator(".undo")).to_contain_text("Hoàn tác “Xem lại diện”")
    press("z")  # A slip of the hand.
    expect(page.locator(".hand-facts .state-priority")).to_have_count(1)
    press("d")
    page.locator("[data-lane=disabled]").click()  # Another ground: other reasons fit.
    expect(page.locator("[data-choice=lane] .options")).to_contain_text("Thấy rõ tại quầy")
    press("Escape")
    press("d")
    press("1")
    press("2")
    expect(page.locator(".hand-facts .state-priority")).to_have_count(0)

    again = page.locator("[data-move=call_again]")
    expect(again).to_contain_text("còn 1 lần")
    press("F3")
    expect(again).to_contain_text("đã gọi đủ")
    expect(page.locator("[data-likely]")).to_have_attribute("data-move", "absent")
    press("p")  # Nobody pauses while somebody is on the way.
    expect(page.locator("#refusal-counter")).to_contain_text(f"{ticket['label']} đang được mời đến quầy")

    press("F4")
    expect(hand).to_have_attribute("data-state", "serving")
    press("=")
    press("F6")
    expect(page.locator("[data-next=V]")).to_contain_text("Thu phí")
    press("1")
    expect(page.locator(".hand-empty")).to_be_visible()
    assert hall.get(f"/tickets/{ticket['id']}")["ticket"]["dossiers"] == 2
    assert any(line["service"] == "V" and line["waiting"] for line in hall.get("/lines")["lines"])


def test_pausing_says_why_and_until_when(open_page: Open, hall: Hall) -> None:
    page = _desk(open_page, hall, 2, "nam")
    _open(page)
    page.keyboard.press("p")
    page.keyboard.press("d")
    expect(page.locator("[data-minutes='15']")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("1")
    expect(page.locator(".hand-empty h1")).to_have_text("Quầy đang tạm nghỉ")
    expect(page.locator(".hand-empty p")).to_contain_text("Nghỉ giải lao")
    assert hall.get("/desk/2")["counter"]["until"] is not None


def test_a_call_for_help_says_when_it_was_told_and_that_somebody_comes(open_page: Open, hall: Hall) -> None:
    page = _desk(open_page, hall, 2, "nam")
    page.keyboard.press("s")
    page.keyboard.press("3")
    expect(page.locator(".help-told")).to_contain_text("Có người mệt, cần y tế")
    hall.post("/counters/2/help-answered")
    expect(page.locator(".help-told")).to_contain_text("hoa đã nhận lời lúc")
    page.keyboard.press("s")
    page.keyboard.press("1")
    expect(page.locator(".help-told")).to_contain_text("Đang chờ người đến")
    page.keyboard.press("s")  # The clerk needs nobody any more.
    expect(page.locator(".help-told")).to_contain_text("Đã báo không cần hỗ trợ nữa")
    page = open_page("/counter?counter=2", by="hoa")  # Nor does anyone else who looks at this desk await somebody.
    expect(page.locator(".help-told")).to_contain_text("Đã báo không cần hỗ trợ nữa")


def test_a_clerk_sees_only_the_own_counter_and_a_supervisor_any(open_page: Open, hall: Hall) -> None:
    page = open_page("/counter?counter=5", by="mai")
    expect(page.locator("#counter-title")).to_have_text("Quầy 1")
    page = open_page("/counter?counter=5", by="hoa")
    expect(page.locator("#counter-title")).to_have_text("Quầy 5")
    hall.clear(5)
    _open(page)
    page.locator(".dot a").first.click()
    expect(page.locator("#counter-title")).to_have_text("Quầy 1")


def test_a_lost_server_is_told_over_the_content_and_ends_by_itself(open_page: Open, hall: Hall) -> None:
    page = _desk(open_page, hall, 2, "nam")
    _open(page)
    label = hall.issue("C")["label"]
    hero, refused = page.locator(".hand-empty"), page.locator("#refusal-moves")
    expect(hero).to_contain_text("Nhấn F2 để gọi")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.method == "POST" else None)
    hall.stop()
    expect(page.locator("#offline")).to_contain_text("Mất kết nối")
    expect(page.locator("main")).to_have_class(re.compile("is-stale"))
    expect(page.locator("#counter-title")).to_have_text("Quầy 2")
    expect(page).to_have_title(re.compile("Mất kết nối"))
    expect(hero).to_contain_text("Người đã lấy số vẫn giữ thứ tự")
    expect(hero).not_to_contain_text("F2")
    for key in ("F2", "Space"):
        page.keyboard.press(key)
        expect(refused).to_contain_text("Gọi tiếp: máy chủ chưa trả lời nên không ghi gì")
    page.keyboard.press("p")  # Nor does a choice open that would lead to nothing.
    expect(page.locator("#refusal-counter")).to_contain_text("máy chủ chưa trả lời")
    assert asked == []
    hall.start()
    expect(page.locator("#offline")).to_be_hidden()
    expect(page).not_to_have_title(re.compile("Mất kết nối"))
    expect(page.locator("#refusal-counter")).to_be_empty()
    page.keyboard.press("F2")
    expect(page.locator(".hand-label")).to_have_text(label)


def test_pressing_undo_twice_takes_one_move_back(open_page: Open, hall: Hall) -> None:
    page = _desk(open_page, hall, 2, "nam")
    _open(page)
    first, second = hall.issue("C"), hall.issue("C")
    for key in ("F2", "Space", "F6", "1"):
        page.keyboard.press(key)
        page.wait_for_timeout(900)
    page.keyboard.press("F2")
    expect(page.locator(".hand-label")).to_have_text(second["label"])
    page.keyboard.press("z")
    expect(page.locator("[data-move=undo]")).to_contain_text(first["label"])
    page.keyboard.press("z")  # It meant the call, not the finish before it: that citizen may have left.
    page.wait_for_timeout(500)
    states = [hall.get(f"/tickets/{ticket['id']}")["ticket"]["state"] for ticket in (first, second)]
    assert states == ["finished", "waiting"]


def test_a_planned_break_is_offered_when_it_is_time(open_page: Open, hall: Hall) -> None:
    days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    tea = {"counter": 2, "start": "00:00", "end": "23:59", "reason": "Nghỉ giải lao", "days": days}
    hall.post("/regulations", {"breaks": [tea]}, by="tuan")
    page = _desk(open_page, hall, 2, "nam")
    _open(page)
    expect(page.locator(".my-hints")).to_contain_text("Nghỉ giải lao, 0:00–23:59 theo lịch")
    page.keyboard.press("p")
    page.keyboard.press("q")
    expect(page.locator(".hand-empty")).to_contain_text("Nghỉ giải lao")
    assert hall.get("/desk/2")["counter"]["until"].endswith("16:59:00+00:00")

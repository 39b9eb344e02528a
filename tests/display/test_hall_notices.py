"""What the TV says beside its calls: rules, hours, practice, appointments; and when a call is no longer large."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.display import boards
from tests.display.conftest import Hall, axe_findings
from tests.display.test_hall_screen import SPILT
from tests.display.test_page_scripts import run

Screen = Callable[..., Page]
HALL_TIME = ZoneInfo("Asia/Ho_Chi_Minh")


def later(**ahead: float) -> str:
    """So long after this moment: the stand-in's heartbeat tells screens the true time."""
    return (datetime.now(UTC) + timedelta(**ahead)).isoformat()


def working(**more: Any) -> dict[str, Any]:
    """An afternoon that goes on for three hours; the next session is in three days."""
    hours = {"closes_at": later(hours=3), "issues_until": later(hours=2.75), "reopens_at": later(days=3)}
    return {**boards.NO_HOURS, **hours, "is_break": False, **more}


def moved_on(board: dict[str, Any], **states: str) -> dict[str, Any]:
    """The board a moment later: these labels are in another state now."""
    calls = [call | {"state": states.get(call["label"], call["state"])} for call in board["calls"]]
    return {**board, "seq": board["seq"] + 1, "calls": calls}


def ticker(page: Page, turns: int = 14) -> tuple[list[str], list[str]]:
    """Every line of the foot, and those that do not fit it."""
    return page.evaluate(  # type: ignore[no-any-return]
        """async (turns) => {
          const { now } = await import("/assets/js/age.js");
          const said = new Set(), spilt = [], start = now.value;
          for (let at = 1; at <= turns; at++) {
            // The page's own clock ticks on: a tick between two frames would show another turn's line than this one's.
            do {
              now.value = start + 12000 * at;
              await new Promise(requestAnimationFrame);
            } while (now.value !== start + 12000 * at);
            const line = document.querySelector(".foot-ticker");
            said.add(line.innerText);
            const foot = line.closest(".foot").getBoundingClientRect(), box = line.getBoundingClientRect();
            if (box.height > foot.height + 1 || box.right > foot.right) spilt.push(line.innerText);
          }
          return [[...said], spilt];
        }""",
        turns,
    )


def test_a_call_is_large_only_while_its_person_is_awaited(hall: Hall, screen: Screen):
    hall.show(boards.busy())
    page = screen(hall.page())
    newest = page.locator("[data-newest-label]")
    expect(newest).to_have_text("H012")
    seated = moved_on(boards.busy(), H012="serving", C031="serving", D009="absent", K007="serving", L011="finished")
    hall.show(seated)
    expect(newest).to_have_text("P003")
    expect(page.locator(".call").first).to_contain_text("H012")
    seated["calls"] = [call | {"counter_state": "paused"} for call in seated["calls"]]
    hall.show(seated | {"seq": seated["seq"] + 1})
    expect(page.locator(".newest")).to_contain_text("Mời quý vị ngồi chờ gọi số")
    expect(page.locator(".call").nth(1)).to_contain_text("P003")


def test_a_call_that_rings_now_stays_large_however_fast_the_clerk_was(hall: Hall, screen: Screen):
    served = moved_on(boards.busy(), **{call["label"]: "serving" for call in boards.busy()["calls"]})
    hall.show(served)
    page = screen(hall.page())
    expect(page.locator(".newest")).to_contain_text("Mời quý vị ngồi chờ gọi số")
    hall.call(boards.edge("H012", 1, served["seq"] + 1))
    expect(page.locator("[data-newest-label]")).to_have_text("H012")
    expect(page.locator(".newest")).to_contain_text("Mời quý vị ngồi chờ gọi số", timeout=10_000)


def test_the_foot_says_how_people_are_called_until_when_and_when_results_come(hall: Hall, screen: Screen):
    board = boards.busy() | {
        "reserve": True,
        "rule": [boards.RULE | {"services": ["D", "S"]}, {"services": ["H", "C"], "id": "rule-fifo"}],
        "hours": working(same_day_until=later(minutes=-5), notice="same_day_over"),
    }
    hall.show(board)
    page = screen(hall.page())
    expect(page.locator(".newest")).to_be_visible()
    said, _ = ticker(page)
    for words in (
        "Thứ tự gọi các số D, S: Phiếu ưu tiên",
        "Thứ tự gọi các số H, C: Ai đến trước",
        "Ngừng phát số lúc ",
        "nhận kết quả vào ngày làm việc tiếp theo",
        "phát số dự trữ (từ\u00a0701): số vẫn có giá trị",
    ):
        assert any(words in line for line in said), words


@pytest.mark.parametrize("language", ["vi", "en", "ko"])
def test_each_line_of_the_foot_fits_it(hall: Hall, screen: Screen, language: str):
    credit = {"id": "rule-counts-from", "priority": 20, "appointment": 15}
    rules = [boards.RULE | {"services": ["H", "C", "T", "K", "D", "S"]}, credit | {"services": ["B", "X", "P", "L"]}]
    hall.show(boards.overloaded() | {"rule": rules, "hours": working(), "reserve": True})
    page = screen(hall.page(f"/display?lang={language}"))
    expect(page.locator(".newest")).to_be_visible()
    said, spilt = ticker(page)
    assert len(said) == 7 and spilt == []


CLOCKS: list[tuple[dict[str, Any], str, str]] = [
    ({}, "09:00", "open"),
    ({}, "11:30", "break"),
    ({}, "13:30", "open"),
    ({"open": False, "closes_at": None, "is_break": True}, "12:00", "break"),
    ({"open": False, "closes_at": None}, "07:00", "before"),
    ({"open": False, "closes_at": None, "reopens_at": "2026-11-23T07:30+07:00"}, "17:30", "over"),
    ({"reopens_at": "2026-11-23T07:30+07:00"}, "11:31", "over"),
    ({"open": False, "closes_at": None, "reopens_at": None}, "12:00", "over"),
    ({"closes_at": None, "reopens_at": None}, "03:00", "open"),
]


def test_a_screen_knows_the_hour_although_nobody_told_it(hall: Hall, screen: Screen):
    page = screen(hall.page())
    morning = {"closes_at": "2026-11-21T11:30+07:00", "reopens_at": "2026-11-21T13:30+07:00"}
    for change, clock, standing in CLOCKS:
        hours = {"open": True, "is_break": False} | morning | change
        told = f"it.standing({json.dumps(hours)}, Date.parse('2026-11-21T{clock}+07:00'))"
        assert run(page, "opening", told) == standing, (change, clock)


def test_a_closed_hall_says_why_and_when_it_opens(hall: Hall, screen: Screen):
    closed = {"open": False, "closes_at": None, "issues_until": None, "reason": "Giỗ Tổ Hùng Vương"}
    hall.show(boards.empty() | {"hours": working(**closed, reopens_at="2099-11-23T00:30:00+00:00")})
    page = screen(hall.page())
    expect(page.locator(".newest")).to_contain_text("Trung tâm nghỉ: Giỗ Tổ Hùng Vương")
    expect(page.locator(".newest")).to_contain_text("Mở cửa lúc 7:30 thứ Hai, 23/11")


@pytest.mark.parametrize(
    ("resting", "words"),
    [
        ({}, "Sẵn sàng"),
        ({"is_break": True}, "Nghỉ đến 23:59"),
        ({"is_break": False}, "Làm việc từ 23:59"),
        ({"is_break": False, "reopens_at": "2099-11-23T00:30:00+00:00"}, "Ngoài giờ làm việc"),
    ],
)
def test_no_counter_is_ready_while_the_hall_rests(hall: Hall, screen: Screen, resting: dict[str, Any], words: str):
    tonight = datetime.now(HALL_TIME).replace(hour=23, minute=59, second=59).isoformat()
    closed = {"open": False, "reopens_at": tonight} | resting if resting else {}
    hall.show(boards.busy() | {"hours": {**boards.NO_HOURS, **closed}})
    page, panel = screen(hall.page()), screen(hall.page("/panel/3"), 1280, 720)
    expect(page.locator(".cell[data-counter='3'] .cell-words")).to_have_text(words)
    expect(page.locator(".cell[data-counter='2'] .cell-words")).to_have_text("Đang phục vụ")
    expect(panel.locator(".panel-sentence")).to_have_text(words if resting else "Mời công dân chờ gọi số")


def test_services_that_give_no_numbers_say_so_in_the_list(hall: Hall, screen: Screen):
    board = boards.busy()
    shut = [("cut_off", "2099-11-23T00:30:00+00:00"), ("full", None), ("not_yet", "2099-12-01T00:30:00+00:00")]
    for line, (because, again) in zip(board["lines"][:3], shut, strict=True):
        line |= {"open": False, "closed_because": because, "reopens_at": again}
    board["lines"] = board["lines"][:8]
    hall.show(board)
    page = screen(hall.page())
    for service, words in (
        ("H", "ngừng phát số, mở lại 7:30 thứ Hai, 23/11"),
        ("C", "ngừng phát số"),
        ("T", "nhận hồ sơ từ 1/12"),
    ):
        expect(page.locator(f'[data-service="{service}"] .row-wait')).to_have_text(words)
    assert page.evaluate(SPILT) == []


def test_a_hall_in_practice_wears_a_band_and_nothing_is_squeezed(hall: Hall, screen: Screen):
    hall.show(boards.overloaded() | {"trial": True})
    page = screen(hall.page(), bypass_csp=True)
    expect(page.locator(".band-trial")).to_have_text("Đang tập huấn – số gọi không có giá trị")
    assert page.evaluate(SPILT) == []
    assert axe_findings(page) == []


def test_while_nobody_is_called_the_board_reminds_of_appointments_by_time_and_code_alone(hall: Hall, screen: Screen):
    coming = [{"at": later(minutes=9 * n), "service": "D", "code": f"•••K{n}M"} for n in range(8)]
    hall.show(boards.empty() | {"appointments": coming})
    page = screen(hall.page(), bypass_csp=True)
    expect(page.locator(".slots li").first).to_contain_text("•••K")
    assert 2 <= page.locator(".slots li").count() <= 6
    expect(page.locator(".slots")).not_to_contain_text("Đất đai")
    assert page.evaluate(SPILT) == []
    assert axe_findings(page) == []

"""The attendant's screen: behind the hall's PIN, also without the server; prints again, notes a roll, starts anew."""

import re
import tomllib
from pathlib import Path

import argon2
import pytest
from playwright.sync_api import Page, expect

from kiosk.attendant import Attendant
from kiosk.client import Server
from kiosk.refusals import AttendantPaused, NoPin, NotInside, WrongPin
from tests.kiosk.conftest import Machine
from tests.kiosk.stand_in import StandIn
from tests.services import ROOT, eventually

PIN = "407193"
HASH = argon2.PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(PIN)


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def attendant(hall: StandIn, tmp_path: Path, clock: Clock) -> Attendant:
    hall.pin_hash = HASH
    attendant = Attendant(tmp_path / "attendant.json", Server(hall.url, hall.key), clock)
    attendant.refresh()
    return attendant


def test_the_pin_opens_and_a_wrong_one_counts_down_to_pauses_that_grow(attendant: Attendant, clock: Clock) -> None:
    attendant.must_be_inside(attendant.enter(PIN))
    for left in "4321":
        with pytest.raises(WrongPin) as wrong:
            attendant.enter("000000")
        assert wrong.value.details == {"left": left}
    for pause in (60, 120, 240):
        with pytest.raises(AttendantPaused) as paused:
            attendant.enter("000000")
        assert paused.value.details == {"wait_s": str(pause)}
        clock.now += pause - 1
        with pytest.raises(AttendantPaused):
            attendant.enter(PIN)  # the right one, too early
        clock.now += 1
    attendant.enter(PIN)
    with pytest.raises(WrongPin) as wrong:
        attendant.enter("000000")
    assert wrong.value.details == {"left": "4"}


def test_the_screen_shuts_after_two_minutes_without_a_touch(attendant: Attendant, clock: Clock) -> None:
    token = attendant.enter(PIN)
    clock.now += 119
    attendant.must_be_inside(token)
    clock.now += 119
    attendant.must_be_inside(token, stays=False)
    clock.now += 2
    with pytest.raises(NotInside):
        attendant.must_be_inside(token)
    for guess in ("", "a", "ế"):
        with pytest.raises(NotInside):
            attendant.must_be_inside(guess)


def test_another_pin_shuts_the_screen_and_none_opens_it_never(attendant: Attendant, hall: StandIn) -> None:
    token = attendant.enter(PIN)
    hall.pin_hash = None
    attendant.refresh()
    with pytest.raises(NotInside):
        attendant.must_be_inside(token)
    with pytest.raises(NoPin):
        attendant.enter(PIN)


@pytest.fixture
def kiosk(machine: Machine, hall: StandIn) -> Machine:
    """A kiosk at work that has heard of the PIN."""
    hall.pin_hash = HASH
    machine.start()
    eventually((machine.data / "attendant.json").exists)
    return machine


def entered(kiosk: Machine) -> str:
    return str(kiosk.post("/api/attendant/enter", {"pin": PIN})[1]["token"])


@pytest.mark.parametrize(
    "what", ["state", "leave", "test-print", "tune", "new-roll", "old-roll", "volume", "reprint", "restart"]
)
def test_nothing_is_done_without_the_pin(kiosk: Machine, what: str) -> None:
    for headers in ({}, {"Authorization": "Bearer x"}, {"Authorization": "x"}):
        status, said = kiosk.post(f"/api/attendant/{what}", {"what": "program"}, **headers)
        assert (status, said["error"]["code"]) == (401, "not_inside")
    assert kiosk.slips() == []


def test_the_pin_is_known_without_the_server_after_a_restart(kiosk: Machine, hall: StandIn) -> None:
    hall.stop()
    kiosk.stop()
    kiosk.start(ready=False)
    bearer = {"Authorization": f"Bearer {entered(kiosk)}"}
    assert kiosk.post("/api/attendant/state", {}, **bearer)[1]["server"]["online"] is False
    assert (kiosk.data / "attendant.json").stat().st_mode & 0o077 == 0


def test_a_slip_is_printed_again_with_its_mark_and_the_server_hears_of_it(kiosk: Machine, hall: StandIn) -> None:
    kiosk.paper.mkdir(exist_ok=True)
    (kiosk.paper / "paper-out").touch()
    assert kiosk.take("H", key="k")["print"] == "refused"
    (kiosk.paper / "paper-out").unlink()
    bearer = {"Authorization": f"Bearer {entered(kiosk)}"}
    (number,) = kiosk.post("/api/attendant/state", {}, **bearer)[1]["numbers"]
    assert number.keys() == {"key", "label", "service", "issued_at", "print"}, "labels, and nothing else of anybody"
    assert kiosk.post("/api/attendant/reprint", {"key": number["key"]}, **bearer)[1] == {"print": "printed"}
    (number,) = kiosk.post("/api/attendant/state", {}, **bearer)[1]["numbers"]
    assert number["print"] == "printed", "nobody prints a third slip"
    assert kiosk.post("/api/attendant/reprint", {"key": "another"}, **bearer)[1]["error"]["code"] == "unknown_ticket"
    eventually(lambda: [(one["outcome"], one["detail"]) for one in hall.reports][1:] == [("printed", "reprint")], 15)
    assert len(kiosk.slips()) == 1


def test_a_machine_restarts_only_by_the_command_of_its_settings(machine: Machine, hall: StandIn) -> None:
    hall.pin_hash = HASH
    machine.start()
    eventually((machine.data / "attendant.json").exists)
    bearer = {"Authorization": f"Bearer {entered(machine)}"}
    for what, code in (("machine", "not_offered"), ("rm -rf /", "invalid_request")):
        assert machine.post("/api/attendant/restart", {"what": what}, **bearer)[1]["error"]["code"] == code


@pytest.mark.parametrize(
    ("command", "status"), [("true", 200), ("sleep 20", 200), ("false", 409), ("no-such-program", 409), ('"', 409)]
)
def test_whoever_restarts_a_machine_hears_when_it_cannot(
    machine: Machine, hall: StandIn, command: str, status: int
) -> None:
    hall.pin_hash, machine.reboot = HASH, command
    machine.start()
    eventually((machine.data / "attendant.json").exists)
    bearer = {"Authorization": f"Bearer {entered(machine)}"}
    said = machine.post("/api/attendant/restart", {"what": "machine"}, **bearer)
    assert said[0] == status and (status == 200 or said[1]["error"]["code"] == "restart_failed")


def hold(glass: Page, y: int, ms: int) -> None:
    glass.mouse.move(200, y)
    glass.mouse.down()
    glass.wait_for_timeout(ms)
    glass.mouse.up()


def test_whoever_holds_the_halls_name_and_knows_the_pin_sees_to_the_kiosk(glass: Page, kiosk: Machine) -> None:
    kiosk.take("H")
    glass.goto(kiosk.url)
    expect(glass.get_by_role("heading", level=1)).to_have_text("Hôm nay quý vị cần làm gì?")
    hold(glass, 60, 400)
    hold(glass, 900, 3200)
    assert glass.url == f"{kiosk.url}/"
    hold(glass, 60, 3200)
    expect(glass.get_by_role("heading", level=1)).to_have_text("Nhân viên")
    for pin in ("111111", PIN):
        for figure in pin:
            glass.get_by_role("button", name=figure, exact=True).click()
        glass.get_by_role("button", name="Mở").click()
        if pin != PIN:
            expect(glass.locator(".failed")).to_contain_text("Mã PIN không đúng. Còn 4 lần thử.")
    expect(glass.get_by_text("Máy in sẵn sàng.")).to_be_visible()
    glass.get_by_role("button", name="In lại phiếu H001").click()
    expect(glass.locator(".staff-head .is-good")).to_have_text("Đã in lại phiếu H001")
    glass.get_by_role("button", name="In thử").click()
    expect(glass.locator(".staff-head .is-good")).to_have_text("Đã in phiếu thử")
    eventually(lambda: len(kiosk.slips()) == 3, 10, "the slip, the one again, the test print")
    glass.get_by_role("button", name="Đã thay giấy").click()
    expect(glass.get_by_role("status")).to_contain_text("Đã ghi nhận cuộn giấy mới.")
    assert kiosk.get("/api/health")[1]["roll"]["used_m"] == 0
    glass.get_by_role("button", name="Hoàn tác").click()
    expect(glass.get_by_role("status")).to_have_text("Vẫn là cuộn giấy cũ.")
    assert kiosk.get("/api/health")[1]["roll"]["used_m"] > 0
    glass.get_by_role("button", name="Khởi động lại chương trình").click()
    glass.get_by_role("button", name="Bấm lần nữa").click()
    expect(glass.get_by_role("heading", level=1)).to_have_text("Hôm nay quý vị cần làm gì?")
    assert kiosk.get("/api/health")[1]["printed"] == 0, "it has started anew"


def test_the_key_f10_opens_the_door_and_a_kiosk_without_a_pin_says_who_sets_it(glass: Page, machine: Machine) -> None:
    machine.start()
    glass.goto(machine.url)
    expect(glass.get_by_role("heading", level=1)).to_have_text(re.compile("Hôm nay"))
    glass.keyboard.press("F10")
    expect(glass.get_by_role("heading", level=1)).to_have_text("Nhân viên")
    glass.keyboard.type(PIN + "\n")
    expect(glass.locator(".failed")).to_contain_text("Quản trị viên đặt ở trang quản trị, mục Thiết bị.")
    glass.keyboard.press("Escape")
    expect(glass.get_by_role("heading", level=1)).to_have_text(re.compile("Hôm nay"))


def test_beside_a_clerk_the_page_waits_longer_until_one_number_is_taken(glass: Page, kiosk: Machine) -> None:
    band = glass.get_by_text("Đang có nhân viên hỗ trợ")
    title = glass.get_by_role("heading", level=1)

    def assist(tile: str = "Trả kết quả") -> None:
        glass.goto("about:blank")
        glass.goto(f"{kiosk.url}/#assist")
        glass.get_by_role("button", name=tile).click()
        expect(band).to_be_visible()

    glass.clock.install()
    glass.goto(f"{kiosk.url}/attendant")
    expect(glass.locator(".pin-keys")).to_be_visible()
    glass.keyboard.type(f"{PIN}\n")
    glass.get_by_role("button", name="Hỗ trợ một người").click()
    expect(band).to_be_visible()
    assert glass.url == f"{kiosk.url}/", "opened again, it is nobody's"
    glass.get_by_role("button", name="Trả kết quả").click()
    glass.clock.run_for(150_000)
    expect(title).to_have_text("Quý vị lấy số này nhé?")
    glass.clock.run_for(31_000)
    expect(title).to_have_text("Hôm nay quý vị cần làm gì?")
    expect(band).to_have_count(0)

    assist()
    glass.clock.run_for(500)
    glass.get_by_role("button", name="Lấy số").click()
    expect(glass.locator(".number")).to_have_text("R001")
    expect(band).to_have_count(0)
    glass.clock.run_for(10_500)
    expect(title).to_have_text("Hôm nay quý vị cần làm gì?")

    assist()
    glass.clock.run_for(500)
    glass.get_by_role("button", name="Xong").click()
    expect(band).to_have_count(0)
    glass.clock.run_for(61_000)
    expect(title).to_have_text("Hôm nay quý vị cần làm gì?")

    assist("Xem tất cả lĩnh vực")
    for _ in range(4):
        glass.clock.run_for(149_000)
        expect(band).to_be_visible()
        glass.keyboard.press("Shift")  # somebody is there
    glass.clock.run_for(5_000)
    expect(band).to_have_count(0)
    expect(title).to_have_text("Quý vị cần lĩnh vực nào?")


def test_the_screen_says_its_true_version_and_nothing_of_what_is_nothing(glass: Page, kiosk: Machine) -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    glass.goto(f"{kiosk.url}/attendant")
    expect(glass.locator(".pin-keys")).to_be_visible()
    glass.keyboard.type(f"{PIN}\n")
    expect(glass.get_by_text(f"Phiên bản {version}", exact=True)).to_be_visible()
    assert not re.search(r"Đã in 0|còn 0|phát 0", glass.locator("main").inner_text())


def test_bands_and_white_rows_are_tried_out_on_paper_and_learnt(glass: Page, kiosk: Machine) -> None:
    glass.goto(f"{kiosk.url}/attendant")
    expect(glass.locator(".pin-keys")).to_be_visible()
    glass.keyboard.type(f"{PIN}\n")
    expect(glass.get_by_text("virtual (cài đặt) · Giấy 80 mm · Xác nhận gs_r")).to_be_visible()
    glass.get_by_role("button", name="Chỉnh bản in").click()
    glass.get_by_role("button", name="Tăng: Lề trắng").click()
    glass.get_by_role("button", name="Giảm: Băng in").click()
    glass.get_by_role("button", name="Dùng và in thử").click()
    expect(glass.get_by_text("Băng 100 (đã học) · Lề 24 (đã học)")).to_be_visible()
    expect(glass.locator(".staff-head")).to_contain_text("Đã in")
    assert len(kiosk.slips()) == 1
    kiosk.stop()
    kiosk.start()
    bearer = {"Authorization": f"Bearer {entered(kiosk)}"}
    assert kiosk.post("/api/attendant/state", {}, **bearer)[1]["printing"]["pad_rows"] == {
        "value": 24,
        "from": "learnt",
    }
    for wanted in ({"pad_rows": 401}, {"band_rows": "all"}, {"pad_rows": None}):
        status, said = kiosk.post("/api/attendant/tune", wanted, **bearer)
        assert (status, said["error"]["code"]) == (422, "invalid_request")
    assert len(kiosk.slips()) == 1

"""A kiosk without a key, before the real server: it asks for a code, keeps what it gets, and goes on by itself."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kiosk.pairing import keep_key, kept_key
from kiosk.refusals import KeyNotKept
from tests.kiosk.conftest import Machine
from tests.pages.conftest import Hall, made_hall
from tests.services import answers, eventually

__all__ = ["made_hall"]


class RealHall(Hall):
    """The real server, as a kiosk's test asks after its hall."""

    away = False


@pytest.fixture(scope="module")
def real_hall(made_hall: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealHall]:
    folder = tmp_path_factory.mktemp("hall")
    shutil.copytree(made_hall[0], folder / "data")
    hall = RealHall(folder, made_hall[1])
    hall.start()
    yield hall
    hall.stop()


@pytest.fixture
def unpaired(real_hall: RealHall, tmp_path: Path) -> Iterator[Machine]:
    """A kiosk of this hall that has no key."""
    machine = Machine(real_hall, tmp_path / "kiosk")  # type: ignore[arg-type]
    machine.data.mkdir()
    machine.key = ""
    machine.start_without_key()
    yield machine
    machine.stop()


def code_for(hall: RealHall, name: str, kind: str = "kiosk") -> str:
    return str(hall.post("/pairings", {"name": name, "kind": kind}, by="tuan")["code"])


def gives_numbers(machine: Machine) -> bool:
    return answers(f"{machine.url}/api/menu")


def test_a_code_touched_on_the_screen_turns_the_machine_into_a_kiosk(
    unpaired: Machine, real_hall: RealHall, glass: Page
) -> None:
    code = code_for(real_hall, "Máy cửa chính")
    glass.goto(unpaired.url)
    expect(glass.locator(".pair-server")).to_have_text(f"Máy chủ {real_hall.url} đang trả lời.")
    for letter in "HHHHHHHH":
        glass.get_by_role("button", name=letter, exact=True).click()
    glass.get_by_role("button", name="Ghép máy").click()
    expect(glass.locator(".failed")).to_contain_text("Mã ghép máy không đúng")
    for _ in range(8):
        glass.get_by_role("button", name="Xóa").click()
    for letter in code:
        glass.get_by_role("button", name=letter, exact=True).click()
    glass.get_by_role("button", name="Ghép máy").click()
    expect(glass.get_by_role("heading", level=1)).to_have_text("Hôm nay quý vị cần làm gì?")
    key = unpaired.data / "device.key"
    assert key.stat().st_mode & 0o777 == 0o600
    assert unpaired.take("H")["label"] == "H001"
    unpaired.stop()
    unpaired.start()  # Its key is on its disk now.
    assert unpaired.take("H")["label"] == "H002"


def test_the_same_press_asked_again_makes_no_second_machine(unpaired: Machine, real_hall: RealHall) -> None:
    code = code_for(real_hall, "Máy cửa sau")
    press = "0123456789abcdef" * 2
    lost = real_hall.claim(code, press)  # What the kiosk asked, and the answer never came.
    status, said = unpaired.post("/api/pairing", {"code": code}, press)
    assert (status, said["name"]) == (200, "Máy cửa sau")
    eventually(lambda: gives_numbers(unpaired), 20, "the kiosk is at work")
    assert kept_key(unpaired.data) == lost["key"]
    assert [one["name"] for one in real_hall.get("/devices")["devices"]].count("Máy cửa sau") == 1


def test_what_is_wrong_is_said(unpaired: Machine, real_hall: RealHall) -> None:
    asked = {
        "unknown_pairing": "HHHHHHHH",
        "pairing_for_other": code_for(real_hall, "TV sảnh", "display"),
        "invalid_request": "",
    }
    for code, typed in asked.items():
        assert unpaired.post("/api/pairing", {"code": typed})[1]["error"]["code"] == code
    assert unpaired.get("/api/pairing")[1] == {"server": real_hall.url, "online": True}
    assert not kept_key(unpaired.data)


def test_a_server_that_is_not_there_is_named(unpaired: Machine, glass: Page) -> None:
    unpaired.stop()
    unpaired.hall.url = "http://127.0.0.1:9"  # type: ignore[misc]
    unpaired.start_without_key()
    glass.goto(unpaired.url)
    expect(glass.locator(".pair-server")).to_contain_text("Máy chủ http://127.0.0.1:9 không trả lời.")


def test_a_key_that_is_given_goes_before_the_one_that_was_kept(machine: Machine) -> None:
    keep_key(machine.data, "device-of-another-hall")
    assert machine.start().take("H")["label"] == "H001"


def test_a_key_that_cannot_be_written_is_not_half_there(tmp_path: Path) -> None:
    with pytest.raises(KeyNotKept):
        keep_key(tmp_path / "nowhere", "device-key")
    keep_key(tmp_path, "device-one")
    keep_key(tmp_path, "device-two")
    assert kept_key(tmp_path) == "device-two"
    assert [path.name for path in tmp_path.iterdir()] == ["device.key"]

"""How slips look is tried as dots, saved whole, and refused with every fault in its place."""

import base64
from io import BytesIO
from typing import Any

from PIL import Image

from tests.cast import Caller, SmallHall

OWN = {"head": {"vi": "Thân thiện – Đúng hẹn"}, "without": ["qr", "address"], "languages": ["en"]}


def emblem(*size: int) -> str:
    out = BytesIO()
    Image.new("RGB", size).save(out, "PNG")
    return "data:image/png;base64," + base64.b64encode(out.getvalue()).decode()


def picture(drawn: dict[str, Any]) -> Image.Image:
    return Image.open(BytesIO(base64.b64decode(drawn["png"])))


def test_a_layout_is_in_force_for_kiosks_and_told_once(hall: SmallHall, tuan: Caller) -> None:
    before = hall.kiosk.get("/catalogue").done()
    assert tuan.get("/slip-layout").done() == {"layout": {}} and before["slip"] == {}
    layout = OWN | {"emblem": emblem(40, 40)}
    assert tuan.post("/slip-layout", {"layout": layout}).done() == {"layout": layout}
    after = hall.kiosk.get("/catalogue").done()
    assert after["slip"] == layout and after["version"] != before["version"]
    told = hall.story()[-1]
    assert told["kind"] == "slip_changed"
    assert told["details"]["changed"] == ["emblem", "head", "languages", "without"], "not the dots of the emblem"
    tuan.post("/slip-layout", {"layout": layout}).done()
    assert hall.story()[-1] == told, "nothing changed, nothing told"
    assert tuan.post("/slip-layout", {"layout": {}}).done() == {"layout": {}}
    assert hall.kiosk.get("/catalogue").done() == before
    hall.is_proved()


def test_a_preview_is_the_slip_in_exact_dots_and_changes_nothing(hall: SmallHall, tuan: Caller) -> None:
    before = hall.stands_at()
    usual = picture(tuan.post("/slip-layout/preview", {"layout": {}}).done())
    assert usual.mode == "1" and usual.width == 576
    narrow = tuan.post("/slip-layout/preview", {"layout": OWN, "width": 58, "language": "ko", "guide": True}).done()
    assert picture(narrow).size == (384, narrow["rows"])
    with_emblem = picture(tuan.post("/slip-layout/preview", {"layout": {"emblem": emblem(100, 80)}}).done())
    assert with_emblem.height == usual.height + 80 + 8
    assert hall.stands_at() == before


def test_every_fault_is_named_with_its_place_and_nothing_is_saved(hall: SmallHall, tuan: Caller) -> None:
    before = hall.stands_at()
    layout = {"emblem": emblem(400, 20), "without": ["qr", "label"], "foot": {"vi": "Cảm ơn\nquý vị \U0001f3e1"}}
    for path in ("/slip-layout", "/slip-layout/preview"):
        refused = tuan.post(path, {"layout": layout})
        assert refused.refusal == (422, "bad_slip_layout")
        assert refused.body["error"]["details"]["problems"] == [
            {"where": "emblem", "problem": "too_wide", "said": "368"},
            {"where": "foot.vi[2]", "problem": "no_font", "said": "\U0001f3e1"},
            {"where": "without[2]", "problem": "unknown_word", "said": "label"},
        ]
    assert hall.stands_at() == before


def test_the_second_of_two_administrators_learns_of_the_first(tuan: Caller) -> None:
    read: dict[str, Any] = tuan.get("/slip-layout").done()["layout"]
    first, second = {"without": ["qr"]}, {"languages": ["en"]}
    assert tuan.post("/slip-layout", {"layout": first, "seen": read}).done() == {"layout": first}
    assert tuan.post("/slip-layout", {"layout": second, "seen": read}).refusal == (409, "changed_meanwhile")
    assert tuan.post("/slip-layout", {"layout": first, "seen": read}).done() == {"layout": first}, "nothing to lose"
    assert tuan.post("/slip-layout", {"layout": second, "seen": first}).done() == {"layout": second}

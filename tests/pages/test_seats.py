"""Where clerks sit: one question before anybody is moved, and nobody's ticket is lost over it."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.pages.conftest import Hall

Open = Callable[..., Page]


def test_a_stand_by_clerk_takes_over_a_counter_with_its_ticket(open_page: Open, hall: Hall) -> None:
    hall.post("/counters/1/open", by="mai")
    label = hall.issue("H")["label"]
    hall.post("/counters/1/call-next", by="mai")
    mai = open_page("/counter", by="mai")
    expect(mai.locator(".hand-label")).to_have_text(label)

    nam = open_page("/counter", by="nam")
    expect(nam.locator("#counter-title")).to_have_text("Quầy 2")
    nam.keyboard.press("q")
    expect(nam.locator("[data-seat='1']")).to_contain_text("mai")
    expect(nam.locator("[data-seat='1']")).to_contain_text(label)
    nam.keyboard.press("1")  # Asked once, in place, both about leaving and about whom he replaces.
    expect(nam.locator("#seat-asked")).to_contain_text("Quý vị đang ở quầy 2, còn quầy này có cán bộ mai")
    nam.keyboard.press("Escape")
    expect(nam.locator("#seat-asked")).to_have_count(0)
    nam.keyboard.press("1")
    nam.keyboard.press("Enter")
    expect(nam.locator("#counter-title")).to_have_text("Quầy 1")
    expect(nam.locator(".hand-label")).to_have_text(label)

    # Her session stays; her page says who works there now, and where she may sit.
    expect(mai.locator(".seats-lost")).to_contain_text("Cán bộ nam đã thay quý vị ở quầy 1")
    mai.keyboard.press("2")  # Free: no question.
    expect(mai.locator("#counter-title")).to_have_text("Quầy 2")
    assert hall.get("/desk/1")["ticket"]["label"] == label


def test_nobody_leaves_a_citizen_alone_at_a_counter(open_page: Open, hall: Hall) -> None:
    seats = hall.get("/counters")["counters"]
    number, service = next((row["number"], row["services"][0]) for row in seats if row["seat"] == {"user": "mai"})
    hall.clear(number)
    hall.post(f"/counters/{number}/open")
    hall.issue(service)
    hall.post(f"/counters/{number}/call-next")
    page = open_page("/seats", by="mai")
    expect(page.locator("[data-seat='5']")).to_be_visible()
    page.keyboard.press("5")
    page.keyboard.press("Enter")
    expect(page.locator("#refused-5")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#counter-title")).to_have_text(f"Quầy {number}")


def test_who_leaves_a_counter_alone_reads_first_that_it_closes(open_page: Open, hall: Hall) -> None:
    rows = hall.get("/counters")["counters"]
    number = next(row["number"] for row in rows if row["seat"] == {"user": "mai"})
    hall.clear(number)
    page = open_page("/seats", by="mai")
    expect(page.locator("[data-seat='5']")).to_be_visible()
    page.keyboard.press("5")
    expect(page.locator("#seat-asked")).to_have_text(
        f"Quý vị đang ở quầy {number}. Rời quầy {number} để sang quầy 5?"
    )  # It is closed already.
    page.keyboard.press("Escape")
    hall.post(f"/counters/{number}/open")
    expect(page.locator(f"[data-seat='{number}']")).to_contain_text("Đang mở")
    page.keyboard.press("5")
    expect(page.locator("#seat-asked")).to_have_text(f"Sang quầy 5? Quầy {number} sẽ đóng vì không còn ai.")
    page.keyboard.press("Enter")
    expect(page.locator("#counter-title")).to_have_text("Quầy 5")
    assert hall.get(f"/desk/{number}")["counter"]["state"] == "closed"

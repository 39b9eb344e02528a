"""The story page: why a number was called before another."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.pages.conftest import Hall

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def a_complaint(hall: Hall) -> tuple[str, str]:
    """Anh Bình came first; bà Sáu was called first. The two labels."""
    binh, sau = hall.issue("H"), hall.issue("H", lane="priority", grounds="elderly")
    hall.post("/counters/1/open")
    hall.post("/counters/1/call-next")
    hall.post(f"/tickets/{sau['id']}/park", {"reason": "Đi sao chụp"})
    return binh["label"], sau["label"]


def test_the_complaints_office_reads_why_one_was_called_before_another(
    open_page: Open, a_complaint: tuple[str, str]
) -> None:
    page = open_page("/story", by="lan")
    page.fill("#filter-text", a_complaint[1])
    called = page.locator(".told-ticket_called")
    expect(called).to_contain_text("Diện “Ưu tiên”: được gọi trước 1 người đến sớm hơn")
    expect(page.locator(".told-ticket_parked")).to_contain_text("Lý do ghi: “Đi sao chụp”")
    expect(page.locator("tbody tr")).to_have_count(3)


def test_the_story_is_filtered_by_counter_kind_and_reason(open_page: Open, a_complaint: tuple[str, str]) -> None:
    page = open_page("/story", by="hoa")
    page.select_option("#filter-kind", "ticket_issued")
    expect(page.locator("tbody tr")).to_have_count(2)
    page.select_option("#filter-kind", "")
    page.select_option("#filter-counter", "1")
    expect(page.locator(".told-ticket_issued")).to_have_count(0)
    page.check("text=Chỉ những lần có lý do")
    expect(page.locator("tbody tr")).to_have_count(2)
    page.fill("#filter-text", "không ai như vậy")
    expect(page.locator(".told-empty")).to_be_visible()


def test_a_new_row_appears_by_itself(open_page: Open, hall: Hall, a_complaint: tuple[str, str]) -> None:
    page = open_page("/story", by="lan")
    expect(page.locator("tbody tr").first).to_be_visible()
    hall.post("/counters/12/pause", {"reason": "Mất điện"})
    expect(page.locator("tbody tr").first).to_contain_text("Mất điện")
    newest = hall.get("/story?after=0&limit=1")["head"]
    expect(page.locator(".told-seal")).to_contain_text(newest["hash"][:16])


def test_every_kind_the_story_may_tell_has_its_words(open_page: Open, hall: Hall, a_complaint: tuple[str, str]) -> None:
    page = open_page("/story", by="lan")
    expect(page.locator("tbody tr").first).to_be_visible()
    words = page.locator("#filter-kind option").all_text_contents() + page.locator(".told-kind").all_text_contents()
    assert [word for word in words if word.startswith("staff-")] == []

"""The story page: why a number was called before another."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from server.domain.proof import prove_file
from tests.pages.conftest import Hall, faults_of

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
    page.fill("#filter-label", a_complaint[1].lower())
    called = page.locator(".told-ticket_called")
    expect(called).to_contain_text("Diện “Ưu tiên”: được gọi trước 1 người đến sớm hơn")
    expect(page.locator(".told-ticket_parked")).to_contain_text("Lý do ghi: “Đi sao chụp”")
    expect(page.locator(".told-row")).to_have_count(3)


def test_the_story_is_filtered_by_counter_kind_person_day_and_reason(
    open_page: Open, a_complaint: tuple[str, str]
) -> None:
    page = open_page("/story", by="hoa")
    rows = page.locator(".told-row")
    page.select_option("#filter-kind", "ticket_issued")
    expect(rows).to_have_count(2)
    page.select_option("#filter-by", "hoa")
    expect(page.locator(".told-empty")).to_be_visible()
    page.select_option("#filter-kind", "")
    page.select_option("#filter-counter", "1")
    expect(page.locator(".told-ticket_issued")).to_have_count(0)
    page.check("#filter-reasoned")
    expect(rows).to_have_count(2)
    page.fill("#filter-since", "1/1/2020")
    page.fill("#filter-until", "2/1/2020")
    expect(page.locator(".told-empty")).to_be_visible()
    page.reload()
    expect(page.locator("#filter-until")).to_have_value("02/01/2020")
    expect(page.locator(".told-empty")).to_be_visible()
    page.click("#filter-none")
    expect(page.locator(".told-ticket_issued").first).to_be_visible()


def test_a_number_leads_to_its_life_of_that_day(open_page: Open, a_complaint: tuple[str, str]) -> None:
    page = open_page("/story", by="lan")
    page.locator(".told-ticket_parked").get_by_role("link", name=a_complaint[1]).click()
    expect(page.locator(".told-row")).to_have_count(3)
    expect(page.locator("#filter-label")).to_have_value(a_complaint[1])


def test_the_story_is_read_page_by_page_both_ways_while_the_hall_moves_on(open_page: Open, hall: Hall) -> None:
    for _ in range(60):
        hall.post("/counters/11/open")
        hall.post("/counters/11/close")
    page = open_page("/story", by="lan")
    rows = page.locator(".told-row")
    expect(rows).to_have_count(100)
    newest = rows.first.get_attribute("data-seq")
    page.click("#older")
    expect(rows.first).to_have_attribute("data-seq", str(int(newest or 0) - 100))
    hall.post("/counters/11/open")
    page.click("#newer")
    expect(rows.first).to_have_attribute("data-seq", newest or "")
    page.click("#newer")
    expect(rows.first).to_have_attribute("data-seq", str(int(newest or 0) + 1))
    expect(rows).to_have_count(100)
    expect(page.locator("#newer")).to_have_attribute("aria-disabled", "true")
    page.select_option("#filter-counter", "11")
    page.click("#older")
    expect(page.locator("#older")).to_have_attribute("aria-disabled", "true")


def test_a_new_row_appears_by_itself(open_page: Open, hall: Hall, a_complaint: tuple[str, str]) -> None:
    page = open_page("/story", by="lan")
    expect(page.locator(".told-row").first).to_be_visible()
    hall.post("/counters/12/pause", {"reason": "Mất điện"})
    expect(page.locator(".told-row").first).to_contain_text("Mất điện")
    newest = hall.get("/story?after=0&limit=1")["head"]
    expect(page.locator(".told-seal")).to_contain_text(newest["hash"][:16])


def test_every_kind_the_story_may_tell_has_its_words(open_page: Open, hall: Hall, a_complaint: tuple[str, str]) -> None:
    page = open_page("/story", by="lan")
    expect(page.locator(".told-row").first).to_be_visible()
    words = page.locator("#filter-kind option").all_text_contents() + page.locator(".told-kind").all_text_contents()
    assert [word for word in words if word.startswith("staff-")] == []


def test_one_button_proves_the_story_while_the_hall_works_on(open_page: Open, hall: Hall) -> None:
    page = open_page("/story", by="hoa")
    page.click("#prove")
    hall.post("/counters/10/open")
    expect(page.locator("#proved")).to_contain_text("Nhật ký nguyên vẹn")
    kept = page.locator("#head").inner_text()
    hall.post("/counters/10/close")
    page.fill("#kept-head", kept)
    page.click("#prove")
    expect(page.locator("#proved")).to_contain_text(f"Dòng {kept.split(':')[0]} vẫn mang mã niêm mà quý vị đã ghi.")
    assert faults_of(page) == []
    page.fill("#kept-head", "12")
    page.click("#prove")
    expect(page.locator("#proof-failed")).to_contain_text("Mã niêm ghi như")
    page.fill("#kept-head", kept.replace(":", "00:"))
    page.click("#prove")
    expect(page.locator("#proved")).to_contain_text("phần cuối đã bị cắt bỏ")
    expect(page.locator("#proved")).to_contain_text("Việc cần làm: Đừng sửa gì.")
    assert faults_of(page) == []


def test_the_story_is_taken_away_sealed(open_page: Open, hall: Hall) -> None:
    page = open_page("/story", by="lan")
    with page.expect_download() as loaded:
        page.get_by_role("link", name="Tải nhật ký có niêm").click()
    with loaded.value.path().open(encoding="utf-8") as lines:
        assert prove_file(lines).is_whole

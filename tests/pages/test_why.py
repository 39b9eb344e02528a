"""The page that answers a complaint: two numbers, one sentence, and the same for a letter."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from assets import FOLDER
from tests.pages.conftest import Hall

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def a_complaint(hall: Hall) -> tuple[str, str]:
    """Anh Bình came first; bà Sáu was called first. The two labels."""
    binh, sau = hall.issue("H"), hall.issue("H", lane="priority", grounds="elderly")
    hall.post("/counters/1/open")
    hall.post("/counters/1/call-next")
    return binh["label"], sau["label"]


def ask(page: Page, mine: str, other: str) -> None:
    page.fill("#why-mine", mine)
    page.fill("#why-other", other)
    page.keyboard.press("Enter")


def test_a_complaint_is_answered_by_keyboard_alone(open_page: Open, a_complaint: tuple[str, str]) -> None:
    binh, sau = a_complaint
    page = open_page("/why", by="lan")
    expect(page.locator("#why-mine")).to_be_focused()
    page.keyboard.type(binh.lower())
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type(sau.lower())
    page.keyboard.press("Enter")
    expect(page.locator(".why-answer")).to_contain_text(
        f"Số {sau} được gọi trước số {binh} vì thuộc diện ưu tiên (người cao tuổi)"
    )
    expect(page.locator(".why-facts")).to_contain_text(f"Quầy 1 gọi số {sau} lúc")
    expect(page.locator(".why-row-compared")).to_contain_text("lượt gọi được hỏi")
    assert f"mine={binh}&other={sau}" in page.url  # an answer can be linked
    page.wait_for_timeout(2_500)
    expect(page.locator("#offline")).to_be_hidden()  # a page without figures of its own has a line all the same


def test_the_day_is_written_as_everybody_here_writes_it(open_page: Open, a_complaint: tuple[str, str]) -> None:
    page = open_page(f"/why?mine={a_complaint[0]}&other={a_complaint[1]}", by="lan")
    expect(page.locator(".why-answer")).to_be_visible()
    page.fill("#why-day", "31/2/2026")
    page.keyboard.press("Enter")
    expect(page.locator(".why-form")).to_contain_text("Ngày ghi như 23/11/2026.")
    page.fill("#why-day", "1.2.2026")
    page.keyboard.press("Enter")
    expect(page.locator("#why-day")).to_have_value("01/02/2026")
    expect(page.locator(".why-form")).to_contain_text("Chủ Nhật")
    expect(page.locator(".notice-bad")).to_contain_text("Ngày 01/02/2026 không có số")


def test_the_answer_is_copied_as_text_for_a_letter(open_page: Open, hall: Hall, a_complaint: tuple[str, str]) -> None:
    binh, sau = a_complaint
    page = open_page(f"/why?mine={binh}&other={sau}", by="lan")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=hall.url)
    page.click("#why-copy")
    expect(page.locator("#why-copy")).to_have_text("Đã chép")
    letter = page.evaluate("navigator.clipboard.readText()")
    assert letter.startswith(f"Về lượt gọi của số {binh} và số {sau}, ngày ")
    assert "\nCăn cứ nhật ký gọi số của trung tâm:\n– Số " in letter
    assert "why-" not in letter and "none" not in letter


def test_a_page_in_another_language_still_gives_the_letter_in_vietnamese(
    open_page: Open, a_complaint: tuple[str, str]
) -> None:
    binh, sau = a_complaint
    page = open_page(f"/why?lang=en&mine={binh}&other={sau}", by="hoa")
    expect(page.locator(".why-answer")).to_contain_text(f"{sau} was called before {binh} because it has priority")
    expect(page.locator(".why-letter textarea")).to_have_value(re.compile(f"Số {sau} được gọi trước số {binh}"))
    page.emulate_media(media="print")
    expect(page.locator(".why-card")).to_be_hidden()
    expect(page.locator(".why-letter-print")).to_be_visible()


def test_paper_shows_the_answer_without_the_buttons(open_page: Open, a_complaint: tuple[str, str]) -> None:
    page = open_page(f"/why?mine={a_complaint[0]}&other={a_complaint[1]}", by="lan")
    expect(page.locator(".why-answer")).to_be_visible()
    page.emulate_media(media="print")
    for gone in (".why-form", ".masthead-nav", "#why-copy", ".why-by"):
        expect(page.locator(gone).first).to_be_hidden()
    for there in (".why-about", ".why-answer", ".why-lives", ".why-printed"):
        expect(page.locator(there)).to_be_visible()


def test_a_number_nobody_had_is_said_in_a_sentence(open_page: Open, a_complaint: tuple[str, str]) -> None:
    page = open_page("/why", by="lan")
    ask(page, "H777", a_complaint[0])
    expect(page.get_by_role("alert")).to_contain_text("không có số H777")
    ask(page, a_complaint[0], a_complaint[0])
    expect(page.get_by_role("alert")).to_have_text("Hai số phải khác nhau.")


def test_the_story_leads_to_the_question(open_page: Open, a_complaint: tuple[str, str]) -> None:
    page = open_page("/story", by="lan")
    page.click(f"a[aria-label='Vì sao? {a_complaint[1]}']")
    expect(page.locator("#why-other")).to_have_value(a_complaint[1])
    expect(page.locator("#why-mine")).to_be_focused()
    ask(page, *a_complaint)
    expect(page.locator(".why-answer")).to_be_visible()


PARAMS: dict[str, Any] = {
    "at": "2026-11-22T01:00:00+00:00", "after_s": 540, "by": "mai", "came_at": "2026-11-22T01:00:00+00:00", "count": 3,
    "counter": 1, "delayed_at": "2026-11-22T01:10:00+00:00", "passed": 5, "grounds": "elderly",
    "issued_at": "2026-11-22T01:00:00+00:00",
    "joined_at": "2026-11-22T01:40:00+00:00", "kept": "yes", "label": "H001",
    "lane": "priority", "mine_at": "2026-11-22T01:00:00+00:00", "mine_counter": 2,
    "other_at": "2026-11-22T01:00:30+00:00", "other_service": "H", "reason": "đi phô tô", "reserved_counter": 3,
    "rule": "fifo", "sent_at": "2026-11-22T01:00:00+00:00", "service": "C", "since_at": "2026-11-22T01:00:00+00:00",
    "slot_at": "2026-11-22T01:00:00+00:00", "taken_at": "2026-11-22T00:55:00+00:00", "to_counter": 3, "waited_s": 2000,
}  # fmt: skip


SAY = """async ([language, sentences, params, mine, other]) => {
    const { sentence } = await import("/pages/why/words.js");
    const { t } = await import("/assets/js/texts.js");
    const found = await (await fetch(`/api/v1/why?mine=${mine}&other=${other}`)).json();
    return sentences.map(([sort, id]) => sentence(t, language, sort, { id, params }, found));
}"""


@pytest.mark.parametrize("language", ["vi", "en", "ko"])
def test_every_sentence_is_whole_in_each_language(open_page: Open, a_complaint: tuple[str, str], language: str) -> None:
    """Also, where a text provides for it, when the story has no reason, no ground and no slot to tell."""
    page = open_page(f"/why?lang={language}&mine={a_complaint[0]}&other={a_complaint[1]}", by="hoa")
    expect(page.locator(".why-answer")).to_be_visible()
    texts = (FOLDER / f"texts/{language}/why.ftl").read_text(encoding="utf-8")
    found = re.findall(r"^why-(answer|fact)-(\w+) =(.*(?:\n .*)*)", texts, re.M)
    full = [(sort, id) for sort, id, _ in found]
    bare = [(sort, id) for sort, id, text in found if "[none]" in text]
    nothing = PARAMS | {"reason": "", "grounds": "", "slot_at": "", "to_counter": "", "after_s": 5}
    said = [
        one
        for sentences, params in ((full, PARAMS), (bare, nothing))
        for one in page.evaluate(SAY, [language, sentences, params, *a_complaint])
    ]
    assert len(said) >= 50
    assert not [one for one in said if re.search(r"[{}]|none|why-|undefined|NaN|Invalid", one)]

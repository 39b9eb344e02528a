"""The list of papers on the screen: few words as on the slip, and each paper word for word at one touch."""

import json
from functools import cache
from typing import Any

from playwright.sync_api import Page, expect

from kiosk.offer import Offer
from tests.kiosk.conftest import Machine
from tests.kiosk.stand_in import default_catalogue
from tests.kiosk.test_touch import OUTSIDE, open_glass, touch

LONGEST = 90


@cache
def procedures() -> list[dict[str, Any]]:
    """All of the default hall, as the page is given them."""
    found = json.loads(Offer(default_catalogue()).page)["procedures"]
    assert len(found) == 221
    return list(found)


def test_what_is_cut_on_paper_the_page_has_whole() -> None:
    cut = [item for row in procedures() for item in row["checklist"] if item["short"].endswith("…")]
    assert len(cut) > 100
    for row in procedures():
        for item in row["checklist"]:
            assert 0 < len(item["short"]) <= LONGEST, row["code"]
    for item in cut:
        assert item["text"].startswith(item["short"].rstrip("…")) and len(item["text"]) >= len(item["short"]), item


def test_where_the_list_breaks_off_its_page_is_a_code_away(kiosk: Machine) -> None:
    broken = [row for row in procedures() if any("…" in item["text"] for item in row["checklist"])]
    status, answer = kiosk.get(f"/api/published/{broken[0]['code']}")
    assert status == 200 and answer["qr"].startswith("data:image/png")
    assert sum("https://" not in row["source"] for row in broken) <= 1
    assert kiosk.get("/api/published/7.777777")[1]["error"]["code"] == "unknown_procedure"


UNREADABLE = """async () => {
    const s = await import('/static/state.js');
    const drawn = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    const faults = [];
    for (const { code, checklist } of s.menu.value.procedures) {
        s.home();
        s.go({ name: 'checklist', procedure: code });
        await drawn();
        document.querySelector('.turn-button[aria-pressed="false"]')?.click();
        await drawn();
        const said = [...document.querySelectorAll('.paper-item > *')];
        const texts = said.map(part => part.textContent);
        for (const { text } of checklist) if (!texts.some(each => each.includes(text))) faults.push(`${code} lacks ${text}`);
        for (const part of said) {
            if (part.scrollHeight > part.clientHeight + 1 && getComputedStyle(part).overflow !== 'visible') faults.push(`${code} clips`);
        }
        const box = document.querySelector('.scroll');
        box.scrollTop = box.scrollHeight;
        const last = said[said.length - 1]?.getBoundingClientRect();
        if (last && last.bottom > box.getBoundingClientRect().bottom + 1) faults.push(`${code} does not end`);
    }
    return faults;
}"""  # noqa: E501
"""Papers of any procedure that nobody can read to the end."""


def test_every_paper_of_every_procedure_can_be_read_to_its_last_word(glass: Page, kiosk: Machine) -> None:
    open_glass(glass, kiosk)
    assert glass.evaluate(UNREADABLE) == []


def test_papers_stand_in_few_words_until_somebody_wants_them_whole(glass: Page, kiosk: Machine) -> None:
    open_glass(glass, kiosk)
    glass.evaluate("import('/static/state.js').then(s => s.go({ name: 'checklist', procedure: '1.001193' }))")
    first = glass.locator(".paper-item").first
    expect(first).to_contain_text("Giấy chứng sinh (không có: văn bản của người làm chứng hoặc giấy cam đoan)")
    expect(glass.locator(".paper-law")).to_have_count(0)
    for tongue, whole, brief in (
        ("Tiếng Việt", "Xem nguyên văn", "Xem vắn tắt"),
        ("English", "Full wording", "In few words"),
        ("한국어", "원문 보기", "간략히 보기"),
    ):
        touch(glass, tongue)
        touch(glass, whole)
        expect(first).to_contain_text("nếu không có người làm chứng thì phải có giấy cam đoan về việc sinh")
        expect(glass.locator(".scroll .guide-code img")).to_be_attached()
        assert glass.evaluate(OUTSIDE) == []
        touch(glass, brief)

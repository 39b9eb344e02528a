"""The seated screen: all there is to touch stands where a hand reaches from a chair, whatever else must be said."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.kiosk.conftest import Machine
from tests.kiosk.stand_in import StandIn, default_catalogue
from tests.kiosk.test_touch import OUTSIDE, open_glass, touch
from tests.services import eventually

AT_ONCE = """async ([tongue, large]) => {
    const s = await import('/static/state.js');
    const { loadTexts } = await import('/assets/js/texts.js');
    await loadTexts(tongue, s.PARTS);
    s.ease.value = { large, contrast: false, seated: true, sound: false };
    s.home();
    STEPS;
    await new Promise(drawn => setTimeout(drawn, 120));
    // What does not fit a leaf is known in one frame and hidden in the next, however busy the machine.
    for (let frame = 0; frame < 3; frame += 1) await new Promise(drawn => requestAnimationFrame(drawn));
}"""
"""A screen in a language and a size, without touching through to it."""

BEYOND = """() => [...document.querySelectorAll('.stage button, .stage input')]
    .filter(e => e.checkVisibility({visibilityProperty: true}) && !e.matches('.typing .search-field'))
    .map(e => [e.textContent, e.getBoundingClientRect()])
    .filter(([, r]) => r.width && r.top < 0.41 * 1920 - 0.5 - %d)
    .map(([text, r]) => `${text} at ${r.top}`)"""
"""What stands above 41 % of the glass; the field of the search has the focus and need not be touched."""

CROWDED = """() => {
    const seen = [...document.querySelectorAll('.stage button')].filter(e => e.checkVisibility({visibilityProperty: true}));
    const boxes = seen.map(e => [e, e.getBoundingClientRect()]);
    const over = ([a, r], [b, q]) => !a.contains(b) && r.left < q.right - 1 && q.left < r.right - 1 && r.top < q.bottom - 1 && q.top < r.bottom - 1;
    const spills = (a, r) => [...a.querySelectorAll('.tile-text, .row-text')].some(words => {
        const q = words.getBoundingClientRect();
        return q.top < r.top - 1 || q.bottom > r.bottom + 1 || q.right > r.right + 1;
    });
    return boxes.flatMap((one, at) => [
        ...boxes.slice(at + 1).filter(other => over(one, other)).map(other => `${one[0].textContent} × ${other[0].textContent}`),
        ...(spills(...one) ? [`words out of ${one[0].textContent}`] : []),
    ]);
}"""  # noqa: E501
"""Buttons that lie over each other, and words that stand out of theirs."""

SCREENS = {
    "home": "",
    "fields": "s.go({ name: 'fields' })",
    "procedures": "s.go({ name: 'procedures', service: 'C' })",
    "question": "s.go({ name: 'question', question: s.menu.value.questions[0].id })",
    "checklist": "s.go({ name: 'checklist', procedure: '1.001193' })",
    "guide": "s.go({ name: 'guide', procedure: '1.001193' })",
    "confirm": "s.begin('H', '1.001193'); s.claim('elderly')",
    "receipt": "s.begin('R')",
    "grounds": "s.begin('R'); s.go({ name: 'grounds' })",
    "appointment": "s.go({ name: 'appointment' })",
    "ease": "s.go({ name: 'ease' })",
    "help": "s.go({ name: 'help' })",
}
SEARCHES = {"found": "ket hon", "nothing": "qqxxzz", "elsewhere": "ly hon"}


@pytest.fixture
def hall() -> Iterator[StandIn]:
    """Much to say: the hall practises and keeps appointments, no counter is open, results wait until tomorrow."""
    hall = StandIn(default_catalogue() | {"appointments": True})
    hall.trial = True
    hall.offers = {row["code"]: {"counters_open": [], "same_day": False} for row in hall.catalogue["services"]}
    yield hall.start()
    hall.stop()


def test_from_a_chair_all_there_is_to_touch_is_within_reach_whatever_must_be_said(
    glass: Page, machine: Machine, hall: StandIn
) -> None:
    machine.paper.mkdir(parents=True)
    (machine.paper / "paper-out").touch()
    machine.start()
    eventually(lambda: machine.get("/api/lines")[1]["paper"] is False, 10, "the kiosk knows that no slip comes out")
    open_glass(glass, machine)
    expect(glass.locator(".trial")).to_be_visible()

    def look(tongue: str, large: bool, name: str, steps: str, *, beyond: int = 0) -> None:
        glass.evaluate(AT_ONCE.replace("STEPS", steps), [tongue, large])
        found = (glass.evaluate(BEYOND % beyond), glass.evaluate(CROWDED), glass.evaluate(OUTSIDE))
        assert found == ([], [], []), f"{name} {tongue} {'large' if large else ''}"

    sizes = [(tongue, large) for tongue in ("vi", "en", "ko") for large in (False, True)]
    for tongue, large in sizes:
        for name, steps in SCREENS.items():
            look(tongue, large, name, steps)
        for name, words in SEARCHES.items():
            steps = f"s.query.value = '{words}'; s.go({{ name: 'search' }}); await new Promise(r => setTimeout(r, 300))"
            # With the keys out and in large letters, half of the first row found stands above the line.
            look(tongue, large, name, steps, beyond=48 if large else 16)
    hall.stop()
    expect(glass.locator(".away")).to_be_visible(timeout=15_000)
    for tongue, large in sizes:
        look(tongue, large, "away", "")


def test_whoever_makes_the_machine_easier_finds_it_so_until_they_leave(glass: Page, kiosk: Machine) -> None:
    open_glass(glass, kiosk)
    touch(glass, "Dễ dùng hơn")
    touch(glass, "Ngồi hoặc xe lăn")
    touch(glass, "Tương phản mạnh")
    touch(glass, "Xong")
    stage = glass.locator(".stage.is-seated.is-contrast")
    expect(stage).to_be_visible()
    touch(glass, "Trả kết quả")
    touch(glass, "Trang đầu")
    expect(stage).to_be_visible()
    touch(glass, "Trả kết quả")
    touch(glass, "Lấy số")
    expect(glass.locator(".number")).to_be_visible()
    assert glass.locator(".number").evaluate("e => parseFloat(getComputedStyle(e).fontSize)") >= 299
    touch(glass, "Xong")
    expect(glass.get_by_role("heading", level=1)).to_have_text("Hôm nay quý vị cần làm gì?")
    expect(glass.locator(".stage")).not_to_have_class(re.compile("is-seated|is-contrast"))


WHOLE = """([box, part]) => {
    const frame = document.querySelector(box).getBoundingClientRect();
    return [...document.querySelectorAll(part)].filter(e => e.checkVisibility({visibilityProperty: true}))
        .filter(e => e.getBoundingClientRect().bottom <= frame.bottom + 1).length;
}"""
"""How many of the parts stand in their box from head to foot."""


def test_from_a_chair_what_was_found_and_the_first_paper_stay_in_sight(glass: Page, kiosk: Machine) -> None:
    open_glass(glass, kiosk)
    touch(glass, "Dễ dùng hơn")
    touch(glass, "Ngồi hoặc xe lăn")
    touch(glass, "Xong")
    touch(glass, re.compile("^Gõ việc cần làm"))
    expect(glass.locator(".search-field")).to_be_focused()
    glass.keyboard.type("ket hon")
    for large in (False, True):
        if large:
            touch(glass, "Chữ to")
        expect(glass.locator(".row").first).to_be_attached()
        eventually(lambda: glass.evaluate(WHOLE, [".leaf", ".leaf .row"]) >= 2, 3, "two rows above the keys")
    touch(glass, "Trang đầu")
    touch(glass, re.compile("^Sổ đỏ"))
    touch(glass, re.compile("^Sang tên"))
    for tongue in ("Tiếng Việt", "English", "한국어"):
        touch(glass, tongue)
        expect(glass.locator(".tool", has_text=tongue)).to_have_attribute("aria-pressed", "true")
        expect(glass.locator(".main .turn-button:enabled:not([aria-pressed])")).to_have_count(1)
        inside = "main.checking", "main.checking .turn-button:not([aria-pressed])"
        assert glass.evaluate(WHOLE, inside) == 1, "the button that turns lies under another"
        first = glass.locator(".paper-item > span").first.bounding_box()
        papers = glass.locator(".scroll").bounding_box()
        assert first and papers and first["y"] + 40 <= papers["y"] + papers["height"], tongue

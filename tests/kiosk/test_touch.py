"""The touch page on real glass (Chromium): every way to a number, in three languages, and every way it can go wrong."""

import io
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Route, expect

from tests.kiosk.conftest import PORTRAIT, Machine
from tests.kiosk.stand_in import StandIn
from tests.services import ROOT, eventually

AXE = (ROOT / "tests" / "vendor" / "axe.min.js").read_text(encoding="utf-8")
LABEL = re.compile(r"^[A-Z]\d{3}$")


@pytest.fixture(scope="module")
def shared_hall() -> Iterator[StandIn]:
    hall = StandIn().start()
    yield hall
    hall.stop()


@pytest.fixture(scope="module")
def shared(shared_hall: StandIn, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """A kiosk for the tests that break nothing."""
    machine = Machine(shared_hall, tmp_path_factory.mktemp("kiosk") / "data")
    machine.data.mkdir()
    yield machine.start()
    machine.stop()


def touch(glass: Page, name: str | re.Pattern[str]) -> None:
    glass.get_by_role("button", name=name).first.click()


def title(glass: Page, text: str) -> None:
    expect(glass.get_by_role("heading", level=1)).to_have_text(text)


def open_glass(glass: Page, kiosk: Machine) -> None:
    glass.goto(kiosk.url)
    title(glass, "Hôm nay quý vị cần làm gì?")


def to_confirm(glass: Page) -> None:
    touch(glass, "Giấy khai sinh")
    touch(glass, re.compile("^Đã đăng ký kết hôn"))
    touch(glass, "Đủ rồi")
    title(glass, "Quý vị lấy số này nhé?")


FLOWS = {
    "vi": (
        ("Tiếng Việt", "Giấy khai sinh", "Đã đăng ký kết hôn", "Đủ rồi"),
        ("Có", "Người cao tuổi", "Lấy số", "Lấy phiếu ở khe bên dưới"),
        "Ưu tiên: Người cao tuổi",
        None,
    ),
    "en": (
        ("English", "Birth certificate", "Yes, married", "I have them"),
        ("Yes", "Elderly person", "Take my number", "Take your slip from the slot below"),
        "Priority: Elderly person",
        "The papers keep their Vietnamese names",
    ),
    "ko": (
        ("한국어", "출생 신고", "예, 혼인 신고했습니다", "모두 있습니다"),
        ("예", "어르신", "번호 받기", "아래 투입구에서 번호표를 받으세요"),
        "우선: 어르신",
        "서류 이름은 법령에 공포된 베트남어 그대로입니다",
    ),
}


@pytest.mark.parametrize("language", FLOWS)
def test_from_a_tile_to_a_number_on_paper(glass: Page, shared: Machine, language: str) -> None:
    (tongue, tile, answer, enough), (yes, ground, take, slot), first, why_vietnamese = FLOWS[language]
    open_glass(glass, shared)
    slips = len(shared.slips())
    touch(glass, tongue)
    touch(glass, tile)
    touch(glass, re.compile(f"^{answer}"))
    expect(glass.locator(".paper-item").first).to_be_visible()
    expect(glass.locator(".papers-tongue")).to_contain_text([why_vietnamese] if why_vietnamese else [])
    touch(glass, enough)
    glass.get_by_role("button", name=yes, exact=True).click()
    touch(glass, ground)
    touch(glass, take)
    expect(glass.get_by_text(slot)).to_be_visible()
    expect(glass.locator(".number")).to_have_text(LABEL)
    expect(glass.locator(".last .priority")).to_have_text(first)
    assert glass.locator("h1").evaluate("e => getComputedStyle(e).wordBreak === 'keep-all'") == (language == "ko")
    expect(glass.locator(".qr img")).to_be_visible()
    assert len(shared.slips()) == slips + 1
    ticket = list(shared.hall.tickets.values())[-1]
    assert (ticket["service"], ticket["procedure"], ticket["grounds"]) == ("H", "1.001193", "elderly")
    assert ticket["language"] == language


def test_a_page_that_stays_blank_opens_itself_again(glass: Page, shared: Machine) -> None:
    glass.clock.install()
    glass.route("**/static/home.js", lambda route: route.abort())
    glass.goto(shared.url)
    expect(glass.locator("body > *")).to_have_count(0)
    glass.unroute("**/static/home.js")
    glass.clock.fast_forward(16_000)
    title(glass, "Hôm nay quý vị cần làm gì?")


def test_whoever_goes_first_is_told_the_wait_of_those_who_go_first(glass: Page, shared: Machine) -> None:
    open_glass(glass, shared)
    to_confirm(glass)
    waiting = glass.locator(".summary .waiting")
    expect(waiting).to_contain_text("chờ")
    glass.get_by_role("button", name="Có", exact=True).click()
    touch(glass, "Người cao tuổi")
    expect(waiting).to_contain_text("Ưu tiên: còn 1 người trước quý vị")
    expect(waiting).to_contain_text("khoảng 1–4 phút")
    glass.get_by_role("button", name="Không", exact=True).click()
    expect(waiting).not_to_contain_text("Ưu tiên")


def test_a_double_touch_gives_one_ticket(glass: Page, kiosk: Machine, hall: StandIn) -> None:
    open_glass(glass, kiosk)
    to_confirm(glass)
    glass.get_by_role("button", name="Lấy số").dblclick(delay=5)
    expect(glass.locator(".number")).to_have_text("H001")
    glass.wait_for_timeout(300)
    assert len(hall.tickets) == 1 and kiosk.slips() == ["0001.bin"]


def test_what_is_touched_or_scanned_while_the_number_is_asked_for_hides_it_from_nobody(
    glass: Page, kiosk: Machine, hall: StandIn
) -> None:
    asked: list[Route] = []
    glass.route("**/api/take", lambda route: asked.append(route))
    open_glass(glass, kiosk)
    to_confirm(glass)
    touch(glass, "Lấy số")
    expect(glass.get_by_role("button", name="Đang lấy số")).to_be_visible()
    for answer in ("Không", "Có"):
        expect(glass.get_by_role("button", name=answer, exact=True)).to_be_disabled()
    glass.evaluate("import('/static/state.js').then(({ claim }) => claim('elderly'))")
    asked[0].continue_()
    expect(glass.locator(".number")).to_have_text("H001")
    assert len(hall.tickets) == 1


def test_a_found_procedure_leads_through_its_family_question(glass: Page, shared: Machine) -> None:
    open_glass(glass, shared)
    touch(glass, re.compile("^Gõ việc cần làm"))
    for letter in "khai":
        glass.get_by_role("button", name=letter.upper(), exact=True).click()
    touch(glass, "Dấu cách")
    glass.keyboard.type("sinh")
    expect(glass.locator(".search-field")).to_have_value("khai sinh")
    first = glass.get_by_role("button", name=re.compile("^Đăng ký khai sinh.*Hộ tịch")).first
    expect(first).to_contain_text(re.compile("chờ"))
    first.click()
    title(glass, "Cha mẹ của bé đã đăng ký kết hôn chưa?")
    touch(glass, "Quay lại")
    expect(glass.locator(".search-field")).to_have_value("khai sinh")
    touch(glass, "Xóa hết")
    glass.keyboard.type("qqxxzz")
    expect(glass.get_by_text("Chưa tìm thấy “qqxxzz”")).to_be_visible()
    touch(glass, "Xóa hết")
    glass.keyboard.type("ly hon")
    expect(glass.get_by_text("Việc này không làm tại đây")).to_be_visible()
    touch(glass, "Lấy số bàn hướng dẫn")
    expect(glass.locator(".summary")).to_contain_text("Hướng dẫn")


def test_a_field_leads_to_its_procedures_or_to_a_number_for_the_field(glass: Page, shared: Machine) -> None:
    open_glass(glass, shared)
    touch(glass, "Xem tất cả lĩnh vực")
    touch(glass, "Trang sau")
    touch(glass, re.compile("^Nông nghiệp"))
    title(glass, "Quý vị cần làm thủ tục nào?")
    touch(glass, "Tôi không rõ – lấy số lĩnh vực này")
    touch(glass, "Lấy số")
    expect(glass.locator(".number")).to_have_text(re.compile(r"^N\d{3}$"))


def test_a_service_that_is_no_field_goes_straight_to_the_confirmation(glass: Page, shared: Machine) -> None:
    open_glass(glass, shared)
    touch(glass, "Trả kết quả")
    title(glass, "Quý vị lấy số này nhé?")
    expect(glass.get_by_text("Giấy tiếp nhận hồ sơ và hẹn trả kết quả")).to_be_visible()
    expect(glass.get_by_text("Lúc này máy chưa in được phiếu")).to_have_count(0)
    touch(glass, "Trang đầu")
    touch(glass, re.compile("^Tôi không biết"))
    expect(glass.locator(".summary")).to_contain_text("Hướng dẫn")
    expect(glass.get_by_text("Giấy tiếp nhận hồ sơ và hẹn trả kết quả")).to_have_count(0)


def test_missing_papers_print_a_guide_and_burn_no_number(glass: Page, kiosk: Machine, hall: StandIn) -> None:
    open_glass(glass, kiosk)
    touch(glass, "Giấy khai sinh")
    touch(glass, re.compile("^Đã đăng ký kết hôn"))
    for heading in ("Giấy tờ phải nộp", "Mang theo để xuất trình", "Cơ quan tự tra cứu – quý vị không phải nộp"):
        expect(glass.get_by_role("heading", name=heading)).to_be_attached()
    touch(glass, "Còn thiếu")
    touch(glass, "In danh mục giấy tờ")
    expect(glass.get_by_text("Lấy giấy ở khe bên dưới")).to_be_visible()
    assert hall.tickets == {} and kiosk.slips() == ["0001.bin"]


def test_a_guide_without_paper_stands_on_the_screen_with_its_code(glass: Page, kiosk: Machine) -> None:
    kiosk.paper.mkdir(exist_ok=True)
    (kiosk.paper / "paper-out").touch()
    open_glass(glass, kiosk)
    touch(glass, "Giấy khai sinh")
    touch(glass, re.compile("^Đã đăng ký kết hôn"))
    touch(glass, "Còn thiếu")
    touch(glass, "In danh mục giấy tờ")
    expect(glass.get_by_text("Xin quét mã này bằng điện thoại")).to_be_visible()
    expect(glass.locator(".paper-item").first).to_be_in_viewport()
    box, done = glass.locator(".guide-code img").bounding_box(), glass.get_by_role("button", name="Xong").bounding_box()
    assert box and done and box["width"] >= 260 and box["y"] + box["height"] <= done["y"]
    assert glass.evaluate(OUTSIDE) == []


@pytest.mark.parametrize("until", ["14:30", None])
def test_a_result_of_the_same_day_is_promised_until_the_halls_own_hour(
    glass: Page, machine: Machine, hall: StandIn, until: str | None
) -> None:
    hall.catalogue = {**hall.catalogue, "same_day_until": until}
    open_glass(glass, machine.start())
    touch(glass, "Giấy khai sinh")
    touch(glass, re.compile("^Đã đăng ký kết hôn"))
    expect(glass.locator(".what-time")).to_have_text("Thời gian giải quyết: trong ngày")
    after = "Hồ sơ nộp sau 14:30 nhận kết quả vào ngày làm việc tiếp theo."
    expect(glass.get_by_text(after)).to_have_count(1 if until else 0)


def test_there_is_a_way_back_from_every_screen(glass: Page, shared: Machine) -> None:
    open_glass(glass, shared)
    ways: list[list[str | re.Pattern[str]]] = [
        [
            "Xem tất cả lĩnh vực",
            re.compile("^Hộ tịch"),
            re.compile("^Đăng ký khai sinh"),
            "Còn thiếu",
            "Vẫn lấy số",
            "Có",
        ],
        ["Giấy khai sinh", re.compile("^Đã đăng ký"), "Đủ rồi", "Trợ giúp"],
        [re.compile("^Gõ việc cần làm"), "Trợ giúp"],
    ]
    for way in ways:
        titles = []
        for step in way:
            titles.append(glass.get_by_role("heading", level=1).inner_text())
            glass.get_by_role("button", name=step, exact=isinstance(step, str)).first.click()
            expect(glass.get_by_role("heading", level=1)).not_to_have_text(titles[-1])
        for before in reversed(titles):
            touch(glass, "Quay lại")
            title(glass, before)


def test_without_the_server_the_page_goes_on_with_numbers_of_the_reserve(
    glass: Page, kiosk: Machine, hall: StandIn
) -> None:
    hall.reserve_size = 1
    kiosk.kill()
    kiosk.start()
    eventually(lambda: kiosk.get("/api/lines")[1]["reserve"].get("H") == 1)
    open_glass(glass, kiosk)
    hall.stop()
    expect(glass.get_by_text("Máy đang phát số dự trữ")).to_be_visible()
    to_confirm(glass)
    touch(glass, "Lấy số")
    expect(glass.locator(".number")).to_have_text("H701")
    expect(glass.get_by_text("xếp hàng theo đúng giờ đã lấy")).to_be_visible()
    touch(glass, "Xong")
    touch(glass, "Giấy khai sinh")
    touch(glass, re.compile("^Đã đăng ký kết hôn"))
    touch(glass, "Đủ rồi")
    title(glass, "Hiện chưa lấy số này được")
    expect(glass.get_by_text("đã hết số dự trữ của lĩnh vực này")).to_be_visible()
    expect(glass.get_by_text("Quý vị thuộc diện ưu tiên?")).to_have_count(0)
    expect(glass.get_by_text("Máy đang phát số dự trữ")).to_have_count(0)  # Said once, and nothing against it.
    expect(glass.get_by_role("button", name="Đang chờ kết nối")).to_be_disabled()


def test_a_program_that_starts_again_says_so_and_promises_no_number(
    glass: Page, machine: Machine, hall: StandIn
) -> None:
    hall.reserve_size = 1
    machine.start()
    eventually(lambda: machine.get("/api/lines")[1]["reserve"].get("H") == 1)
    open_glass(glass, machine)
    to_confirm(glass)
    machine.kill()
    touch(glass, "Lấy số")
    again = glass.get_by_text("Máy đang khởi động lại")
    expect(again).to_be_visible()
    expect(glass.get_by_text("số dự trữ")).to_have_count(0)
    expect(glass.get_by_role("button", name="Đang chờ kết nối")).to_be_disabled()
    touch(glass, "Trang đầu")
    expect(again).to_be_visible()
    machine.start()
    expect(again).to_be_hidden()
    to_confirm(glass)
    touch(glass, "Lấy số")
    expect(glass.locator(".number")).to_have_text(LABEL)


def test_a_number_whose_screen_the_power_took_away_is_shown_again(glass: Page, kiosk: Machine, hall: StandIn) -> None:
    hall.swallow_answers = 1_000_000  # the ticket is there, and the kiosk dies before it hears of it
    open_glass(glass, kiosk)
    to_confirm(glass)
    touch(glass, "Lấy số")
    eventually(lambda: hall.tickets, 10, "the server has given the number")
    kiosk.kill()
    hall.swallow_answers = 0
    kiosk.start()
    glass.reload()
    expect(glass.locator(".number")).to_have_text("H001")


def test_a_server_that_goes_away_is_said_in_large_letters_and_the_page_recovers(
    glass: Page, kiosk: Machine, hall: StandIn
) -> None:
    open_glass(glass, kiosk)
    to_confirm(glass)
    hall.stop()
    button = glass.get_by_role("button", name=re.compile("Lấy số|Đang lấy số|Đang chờ kết nối"))
    if button.is_enabled():
        button.click(timeout=2_000)
    message = glass.get_by_text("Máy tạm chưa lấy được số")
    expect(message).to_be_visible(timeout=30_000)
    assert message.evaluate("e => parseFloat(getComputedStyle(e).fontSize)") >= 50
    touch(glass, "Trang đầu")
    expect(message).to_be_visible()
    hall.start()
    expect(message).to_be_hidden(timeout=20_000)
    to_confirm(glass)
    touch(glass, "Lấy số")
    expect(glass.locator(".number")).to_have_text("H001")
    assert len(hall.tickets) == 1


def test_without_paper_the_number_and_its_code_stand_large_on_the_screen(
    glass: Page, kiosk: Machine, hall: StandIn
) -> None:
    kiosk.paper.mkdir(exist_ok=True)
    (kiosk.paper / "paper-out").touch()
    open_glass(glass, kiosk)
    to_confirm(glass)
    expect(glass.get_by_text("Lúc này máy chưa in được phiếu")).to_be_visible()
    touch(glass, "Lấy số")
    expect(glass.get_by_text("Máy chưa in được phiếu")).to_be_visible()
    expect(glass.locator(".number")).to_have_text("H001")
    box = glass.locator(".qr img").bounding_box()
    assert box and box["width"] >= 400
    eventually(lambda: hall.reports and hall.reports[0]["outcome"] == "refused")
    hall.stop()
    # The code is all the citizen has: whatever fails next must not push it under the button.

    def is_away() -> bool:
        glass.locator(".number").click()  # Whoever stands there keeps all of it in sight.
        return not kiosk.get("/api/lines")[1]["online"]

    eventually(is_away, 20, "the kiosk notices that the server is away")
    glass.wait_for_timeout(4_000)
    expect(glass.get_by_text("Máy tạm chưa lấy được số")).to_have_count(0)
    code, done = glass.locator(".qr img").bounding_box(), glass.get_by_role("button", name="Xong").bounding_box()
    assert code and done and code["y"] + code["height"] <= done["y"]


def test_a_number_without_paper_stays_to_be_written_down_and_nothing_else_of_it(glass: Page, kiosk: Machine) -> None:
    kiosk.paper.mkdir(exist_ok=True)
    (kiosk.paper / "paper-out").touch()
    glass.clock.install()
    open_glass(glass, kiosk)
    touch(glass, "Trả kết quả")
    touch(glass, "Có")
    touch(glass, "Người cao tuổi")
    touch(glass, "Lấy số")
    private = glass.locator(".qr, .last-service, .last .priority, .last-ahead")
    expect(private.first).to_be_visible()
    expect(glass.get_by_role("button", name="Trợ giúp")).to_be_hidden()
    glass.clock.run_for(6_000)
    glass.locator(".number").click()
    glass.clock.run_for(6_000)
    expect(glass.locator(".qr")).to_be_visible()
    glass.clock.run_for(5_000)
    title(glass, "Quý vị đã ghi lại số chưa?")
    expect(private).to_have_count(0)
    expect(glass.locator(".number")).to_have_text(LABEL)
    touch(glass, "Hiện lại mã QR")
    expect(glass.locator(".qr")).to_be_visible()
    glass.clock.run_for(62_000)
    title(glass, "Hôm nay quý vị cần làm gì?")


def test_a_citizen_who_walked_off_leaves_nothing_to_the_next(glass: Page, shared: Machine) -> None:
    glass.clock.install()
    open_glass(glass, shared)
    touch(glass, "English")
    touch(glass, "Birth certificate")
    glass.clock.run_for(46_000)
    expect(glass.get_by_text("Are you still there?")).to_be_visible()
    touch(glass, "I am still here")
    expect(glass.get_by_text("Are you still there?")).to_be_hidden()
    glass.clock.run_for(61_000)
    title(glass, "Hôm nay quý vị cần làm gì?")
    expect(glass.get_by_text("Are you still there?")).to_be_hidden()


def test_the_last_screen_closes_by_itself(glass: Page, shared: Machine) -> None:
    open_glass(glass, shared)
    to_confirm(glass)
    touch(glass, "Lấy số")
    expect(glass.locator(".number")).to_be_visible()
    title(glass, "Số của quý vị")
    expect(glass.get_by_role("heading", name="Hôm nay quý vị cần làm gì?")).to_be_visible(timeout=14_000)


def test_the_paper_page_shows_new_slips_by_itself(glass: Page, kiosk: Machine) -> None:
    glass.goto(f"{kiosk.url}/paper")
    expect(glass.get_by_text("Chưa có phiếu nào")).to_be_visible()
    kiosk.take("H")
    kiosk.take("H")
    expect(glass.get_by_role("img")).to_have_count(2, timeout=6_000)
    expect(glass.get_by_role("img").first).to_have_attribute("alt", "Phiếu 0002")


SCREENS: dict[str, list[str | re.Pattern[str]]] = {
    "home": [],
    "question": ["Giấy khai sinh"],
    "checklist": ["Giấy khai sinh", re.compile("^Đã đăng ký kết hôn")],
    "guide": ["Giấy khai sinh", re.compile("^Đã đăng ký kết hôn"), "Còn thiếu"],
    "confirm": ["Trả kết quả"],
    "grounds": ["Trả kết quả", "Có"],
    "last": ["Trả kết quả", "Có", "Người cao tuổi", "Lấy số"],
    "fields": ["Xem tất cả lĩnh vực"],
    "procedures": ["Xem tất cả lĩnh vực", re.compile("^Chứng thực")],
    "search": [re.compile("^Gõ việc cần làm")],
    "help": ["Trợ giúp"],
    "ease": ["Dễ dùng hơn"],
}


SMALL = """() => [...document.querySelectorAll('button, input')]
    .filter(e => e.checkVisibility({visibilityProperty: true}))
    .map(e => [e.textContent, e.getBoundingClientRect()])
    .filter(([, r]) => r.width && (r.width < 95.5 || r.height < 95.5))
    .map(([text, r]) => `${text} ${r.width}×${r.height}`)"""
"""What a finger cannot hit: 96 dots are 20 mm on the glass of a kiosk."""

OUTSIDE = """() => [...document.querySelectorAll('.stage button, .stage h1, .stage .number')]
    .filter(e => e.checkVisibility({visibilityProperty: true}) && !e.closest('.scroll'))
    .filter(e => {
        const r = e.getBoundingClientRect();
        return r.width > 1 && (r.bottom > 1921 || r.right > 1081 || e.scrollWidth > e.clientWidth + 2);
    })
    .map(e => e.textContent)"""
"""What stands over the edge of the glass, or of its own box."""


class Sheet:
    """All screens on one picture, for docs/kiosk.md: drawn only by a run that is to retake the pictures."""

    SMALL, ACROSS = (360, 640), 4

    def __init__(self, name: str) -> None:
        self.file = ROOT / "docs" / "images" / f"{name}.png"
        self.pages: list[Image.Image] = []
        self.is_wanted = os.environ.get("MOISO_KEEP_PICTURES") == "1"

    def add(self, glass: Page) -> None:
        if self.is_wanted:
            with Image.open(io.BytesIO(glass.screenshot(animations="disabled"))) as shot:
                self.pages.append(shot.convert("RGB").resize(self.SMALL, Image.Resampling.LANCZOS))

    def keep(self) -> None:
        if not self.pages:
            return
        wide, high = self.SMALL
        sheet = Image.new("RGB", (wide * self.ACROSS, high * -(-len(self.pages) // self.ACROSS)), "white")
        for place, page in enumerate(self.pages):
            sheet.paste(page, (place % self.ACROSS * wide, place // self.ACROSS * high))
        sheet.quantize(128, dither=Image.Dither.NONE).save(self.file, optimize=True)


MODES = ("", "is-large", "is-contrast", "is-seated", "is-large is-contrast is-seated")
WEAR = """async ways => {
    const stage = document.querySelector('.stage');
    stage.className = `stage ${ways}`;
    const places = () => [...stage.querySelectorAll('button, li')].map(e => {
        const r = e.getBoundingClientRect();
        return [e.className, r.left, r.top, r.width, r.height].join();
    }).join(';');
    let was = '';
    for (let frame = 0, still = 0; frame < 60 && still < 3; frame++) {
        await new Promise(requestAnimationFrame);
        const now = places();
        still = now === was ? still + 1 : 0;
        was = now;
    }
}"""
"""The size of a list decides how many rows its leaf holds, a frame later: judged is what then stands still."""
AXE_RULES = "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'wcag2aaa']}"


@pytest.mark.parametrize("tongue", ["Tiếng Việt", "English", "한국어"])
def test_every_screen_is_accessible_and_made_for_fingers_in_each_mode(
    browser: Browser, shared: Machine, tongue: str
) -> None:
    # The policy of the page forbids the test's own script too, so this context alone goes past it.
    context = browser.new_context(viewport=PORTRAIT, has_touch=True, bypass_csp=True)  # type: ignore[arg-type]
    glass = context.new_page()
    glass.add_init_script(AXE)
    sheets = {"": Sheet("kiosk-screens"), "is-contrast": Sheet("kiosk-contrast"), "is-seated": Sheet("kiosk-seated")}
    for name, steps in SCREENS.items():
        open_glass(glass, shared)
        for step in steps:
            glass.get_by_role("button", name=step, exact=isinstance(step, str)).first.click()
        touch(glass, tongue)
        glass.wait_for_timeout(400)
        for ways in MODES:
            glass.evaluate(WEAR, ways)
            found = glass.evaluate(f"() => axe.run(document, {AXE_RULES})")
            faults = [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found["violations"]]
            assert (faults, glass.evaluate(SMALL), glass.evaluate(OUTSIDE)) == ([], [], []), f"{name} {ways}"
            assert glass.locator(".leaf > li:not(.is-beyond)").count() <= 8, f"too many choices: {name}"
            if name == "home":
                assert glass.locator(".foot").evaluate("e => e.clientHeight") < 190, f"words of three lines: {ways}"
            if name == "last":
                if ways in ("", "is-large"):
                    assert glass.locator(".number").evaluate("e => parseFloat(getComputedStyle(e).fontSize)") >= 299
                code = glass.locator(".qr img").bounding_box()
                assert code and code["width"] >= 260, f"no phone reads the code: {ways}"
            if tongue == "Tiếng Việt" and ways in sheets:
                sheets[ways].add(glass)
    for sheet in sheets.values():
        sheet.keep()
    context.close()


def test_nothing_is_fetched_from_anywhere_else(glass: Page, shared: Machine) -> None:
    asked: list[str] = []
    glass.on("request", lambda request: asked.append(request.url))
    open_glass(glass, shared)
    touch(glass, "한국어")
    expect(glass.get_by_role("heading", level=1)).to_contain_text("오늘")
    assert asked and all(url.startswith((shared.url, "data:")) for url in asked)


def test_the_texts_say_the_same_things_in_three_languages() -> None:
    said = {}
    for language in ("vi", "en", "ko"):
        text = Path(ROOT / "assets" / "texts" / language / "kiosk.ftl").read_text(encoding="utf-8")
        entries = re.findall(r"^(kiosk-[a-z0-9_-]+) = ((?:.|\n(?!kiosk-|#))*)", text, re.MULTILINE)
        said[language] = {name: set(re.findall(r"\$(\w+)", body)) for name, body in entries}
    assert said["vi"] == said["en"] == said["ko"]
    used = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "kiosk").rglob("*.js"))
    for name in said["vi"]:
        stem = name.rsplit("-", 1)[0]
        is_used = f'"{name}"' in used or f"`{stem}-${{" in used or f"}}{name[name.rindex('-') :]}`" in used
        assert is_used or name.startswith("kiosk-error-"), name

"""The administrator changes what the loudspeaker says, and records the centre's own voice with a real microphone."""

import base64
import math
import urllib.request
import wave
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from display.takes import RULES
from display.voice import as_wav
from tests.pages.conftest import FLAGS, PASSWORD, Hall, faults_of

Open = Callable[..., Page]
WORD_S, PAUSE_S = 0.4, 0.5


def spoken(loud: int = 9000) -> bytes:
    """A word of one tone between two silences."""
    pause = array("h", bytes(2 * int(RULES.rate * PAUSE_S / 2)))
    word = array("h", [int(loud * math.sin(i / 9)) for i in range(int(RULES.rate * WORD_S))])
    return as_wav((pause + word + pause).tobytes(), RULES.rate)


def called(hall: Hall, label: str = "H012") -> bytes:
    with urllib.request.urlopen(f"{hall.url}/display/voice/vi/{label}/1.wav", timeout=20) as answer:
        return bytes(answer.read())


@pytest.fixture(scope="module")
def listening_browser(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser whose microphone hears a word again and again."""
    word = tmp_path_factory.mktemp("microphone") / "word.wav"
    word.write_bytes(spoken())
    browser = playwright.chromium.launch(
        executable_path="/usr/bin/chromium",
        args=[
            *FLAGS, "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
            f"--use-file-for-fake-audio-capture={word}", "--host-resolver-rules=MAP moiso.lan 127.0.0.1",
        ],
    )  # fmt: skip
    yield browser
    browser.close()


def open_studio(browser: Browser, url: str) -> Page:
    page = browser.new_context(viewport={"width": 1366, "height": 768}, locale="vi-VN").new_page()
    page.goto(f"{url}/login?next=/admin")
    page.fill("#user", "tuan")
    page.fill("#password", PASSWORD)
    page.click("#enter")
    page.goto(f"{url}/admin#voice")
    page.get_by_role("button", name="Thu giọng", exact=True).click()
    return page


def test_a_word_is_heard_saved_and_spoken_from_the_next_call(open_page: Open, hall: Hall) -> None:
    before = called(hall)
    page = open_page("/admin#voice", by="tuan")
    page.get_by_label("Chữ H", exact=True).fill("hờ,")
    page.get_by_role("button", name="Nghe Chữ H").click()
    expect(page.locator("body")).to_have_attribute("data-heard", "1")
    assert called(hall) == before, "only tried"
    expect(page.locator(".admin-nav .unsaved")).to_be_visible()
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_role("status").filter(has_text="Đã lưu")).to_be_visible()
    expect(page.locator(".unsaved")).to_have_count(0)
    assert called(hall) != before
    page.get_by_label("Chữ H", exact=True).fill("")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_label("Chữ H", exact=True)).to_have_value("hát,")
    assert called(hall) == before


def test_the_order_of_a_call_is_moved_part_by_part(open_page: Open, hall: Hall) -> None:
    page = open_page("/admin#voice", by="tuan")
    page.get_by_role("button", name="Đưa số quầy lên trước").click()
    expect(page.locator(".voice-order li").nth(2)).to_have_text("số quầy")
    page.get_by_role("button", name="Bỏ thay đổi").click()
    expect(page.locator(".voice-order li").nth(3)).to_have_text("số quầy")


def test_one_key_records_a_clip_and_the_next_missing_one_follows(listening_browser: Browser, hall: Hall) -> None:
    page = open_studio(listening_browser, hall.url)
    expect(page.locator(".voice-read")).to_have_text("Xin nhắc lại,")
    page.get_by_role("button", name="Bật micrô").click()
    expect(page.get_by_role("button", name="Ghi (phím cách)")).to_be_visible()
    page.locator("h1").click()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Dừng (phím cách)")).to_be_visible()
    page.wait_for_timeout(1_300)
    page.keyboard.press("Space")
    expect(page.get_by_role("status").filter(has_text="Đã giữ “Gọi lại”")).to_be_visible()
    expect(page.locator(".voice-read")).to_have_text("Xin mời số")
    expect(page.locator("[data-speaks=recorded]")).to_contain_text("Đã thu 1 trên")
    page.locator(".voice-list button").first.click()
    page.get_by_role("button", name="Nghe bản thu").click()
    expect(page.locator("body")).to_have_attribute("data-heard", "1")
    page.context.set_offline(True)
    page.get_by_role("button", name="Nghe bản thu").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.context.set_offline(False)
    wav = base64.b64decode(hall.get("/voice/vi/takes/again", by="tuan")["wav"])
    assert wav[:4] == b"RIFF"
    page.context.close()


def test_a_microphone_is_asked_for_once_and_not_left_open_by_whoever_leaves_meanwhile(
    listening_browser: Browser, hall: Hall
) -> None:
    page = open_studio(listening_browser, hall.url)
    page.add_init_script("""
        const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
        window.streams = [];
        navigator.mediaDevices.getUserMedia = async (wanted) => {
            streams.push(await ask(wanted));
            await new Promise((answered) => { window.allow = answered; });
            return streams.at(-1);
        };
    """)
    page.reload()
    page.get_by_role("button", name="Thu giọng", exact=True).click()
    page.locator("h1").click()
    page.keyboard.press("Space")
    page.keyboard.press("Space")
    page.wait_for_function("() => window.allow")
    expect(page.get_by_role("button", name="Đang mở micrô…")).to_be_disabled()
    page.get_by_role("button", name="Lời đọc", exact=True).click()
    page.evaluate("window.allow()")
    page.wait_for_function(
        "() => streams.every((one) => one.getTracks().every((track) => track.readyState === 'ended'))"
    )
    assert page.evaluate("streams.length") == 1
    page.context.close()


def test_a_page_without_a_microphone_says_why_and_takes_files(
    listening_browser: Browser, hall: Hall, tmp_path: Path
) -> None:
    page = open_studio(listening_browser, hall.url.replace("127.0.0.1", "moiso.lan"))
    expect(page.get_by_text("chỉ mở micrô khi trang chạy qua HTTPS")).to_be_visible()
    expect(page.get_by_role("button", name="Bật micrô")).to_have_count(0)
    said = page.get_by_role("alert")
    for name, content, sentence in (
        ("quiet.wav", spoken(loud=400), "Nhỏ quá"),
        ("mute.wav", spoken(loud=0), "chỉ có im lặng"),
        ("text.wav", b"no sound", "Không đọc được tệp này"),
    ):
        page.set_input_files("[name=take]", {"name": name, "mimeType": "audio/wav", "buffer": content})
        expect(said).to_contain_text(sentence)
    stereo = tmp_path / "phone.wav"
    with wave.open(str(stereo), "wb") as phone:
        phone.setnchannels(2)
        phone.setsampwidth(2)
        phone.setframerate(48000)
        phone.writeframes(array("h", [int(9000 * math.sin(i / 40)) for i in range(48000)]).tobytes())
    page.locator(".voice-list button").filter(has_text="Quầy 1").first.click()
    page.set_input_files("[name=take]", stereo)
    expect(page.get_by_role("status").filter(has_text="Đã giữ “Quầy 1”")).to_be_visible()
    page.context.close()


def test_a_complete_language_is_heard_put_in_force_and_taken_back_by_one_press(open_page: Open, hall: Hall) -> None:
    before, wav = called(hall), base64.b64encode(spoken()).decode()
    page = open_page("/admin#voice", by="tuan")
    recorded = page.locator("[data-speaks=recorded]")
    expect(recorded.get_by_role("button", name="Dùng giọng thu")).to_be_disabled()
    for name in hall.get("/voice", by="tuan")["languages"]["vi"]["missing"]:
        hall.post("/voice/vi/takes", {"clip": name, "wav": wav}, by="tuan")
    page.reload()
    recorded.get_by_role("button", name="Nghe một lượt gọi").click()
    expect(page.locator("body")).to_have_attribute("data-heard", "1")
    recorded.get_by_role("button", name="Dùng giọng thu").click()
    expect(recorded.get_by_text("Đang dùng")).to_be_visible()
    assert called(hall) != before
    page.get_by_role("button", name="Trở lại giọng máy").click()
    expect(page.locator("[data-speaks=machine]").get_by_text("Đang dùng")).to_be_visible()
    assert called(hall) == before


@pytest.mark.parametrize("view", ["Lời đọc", "Thu giọng"])
def test_the_voice_has_no_fault_that_axe_knows(open_page: Open, view: str) -> None:
    page = open_page("/admin#voice", by="tuan")
    page.get_by_role("button", name=view, exact=True).click()
    expect(page.locator(".voice-columns, .voice-order")).to_be_visible()
    assert faults_of(page) == []


def test_a_screen_without_a_voice_is_seen_in_the_office(open_page: Open, hall: Hall) -> None:
    key = hall.post("/devices", {"name": "Loa hành lang", "kind": "display"}, by="tuan")["key"]
    hall._ask("/devices/health", {"health": {"page": "speaker", "sound": "missing"}}, key)
    page = open_page("/supervisor", by="hoa")
    expect(page.get_by_text("Loa hành lang: thiếu giọng đọc")).to_be_visible()

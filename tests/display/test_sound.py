"""What the hall hears: each call once, in order, never two at a time, and no silence unnoticed."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.display import boards
from tests.display.conftest import Hall
from tests.sizes import SIZES

Screen = Callable[..., Page]

LISTEN = """() => {
  window.heard = []; window.overlaps = 0;
  let sounding = 0;
  const play = HTMLMediaElement.prototype.play;
  HTMLMediaElement.prototype.play = function () {
    if (sounding > 0) window.overlaps += 1;
    sounding += 1;
    window.heard.push(new URL(this.src).pathname + new URL(this.src).search);
    const over = () => { sounding -= 1; };
    this.addEventListener("ended", over, { once: true });
    return play.call(this).catch((error) => { over(); throw error; });
  };
}"""


def listening(hall: Hall, screen: Screen) -> Page:
    """A screen with a witness at the loudspeaker, waiting for calls after those of a busy morning."""
    hall.show(boards.busy())
    page = screen(hall.page())
    expect(page.locator("[data-newest-label]")).to_have_text("H012")
    page.evaluate(LISTEN)
    return page


def heard(page: Page, count: int) -> list[str]:
    """The sounds played so far, once there are `count` of them."""
    deadline = time.monotonic() + 10
    while len(sounds := page.evaluate("heard")) < count and time.monotonic() < deadline:
        page.wait_for_timeout(50)
    return sounds


def spoken(page: Page, *labels: str, timeout: int = 10_000) -> None:
    expect(page.locator("body")).to_have_attribute("data-spoken", " ".join(labels), timeout=timeout)


def test_a_call_is_a_chime_and_two_readings(hall: Hall, screen: Screen):
    page = listening(hall, screen)
    hall.call(boards.edge("H013", 1, 900))
    spoken(page, "H013")
    reading = "/display/voice/vi/H013/1.wav?times=1"
    assert heard(page, 3) == ["/display/voice/chime.wav", reading, reading]


def test_the_counter_whose_call_is_being_read_is_marked(hall: Hall, screen: Screen):
    page = listening(hall, screen)
    page.route("**/display/voice/vi/**", lambda route: None)
    hall.call(boards.edge("H012", 1, 900))
    expect(page.locator('[data-counter="1"] .icon-volume-2')).to_be_visible()
    expect(page.locator(".icon-volume-2")).to_have_count(1)


def test_a_second_call_of_a_ticket_says_so(hall: Hall, screen: Screen):
    page = listening(hall, screen)
    hall.call(boards.edge("H013", 1, 900, times=3))
    spoken(page, "H013")
    assert page.evaluate("heard")[1] == "/display/voice/vi/H013/1.wav?times=2"


def test_a_guest_hears_vietnamese_and_the_language_of_the_ticket(hall: Hall, screen: Screen):
    page = listening(hall, screen)
    hall.call(boards.edge("H013", 1, 900, language="ko"))
    assert [path.split("/")[3] for path in heard(page, 3)[1:]] == ["vi", "ko"]


def test_thirty_calls_at_once_are_all_spoken_in_order_and_never_over_one_another(hall: Hall, screen: Screen):
    page = listening(hall, screen)
    labels = [f"H{number:03}" for number in range(100, 130)]
    for place, label in enumerate(labels):
        hall.call(boards.edge(label, place % 12 + 1, 900 + place))
    spoken(page, *labels, timeout=30_000)
    assert page.evaluate("overlaps") == 0


def test_a_repeat_that_still_waits_is_said_once_with_its_newest_words(hall: Hall, screen: Screen):
    page = listening(hall, screen)
    for seq, (label, times) in enumerate([("H013", 1), ("C040", 1), ("D010", 1), ("C040", 2), ("C040", 3)], start=900):
        hall.call(boards.edge(label, 1, seq, times=times))
    spoken(page, "H013", "C040", "D010")
    assert "/display/voice/vi/C040/1.wav?times=2" in page.evaluate("heard")


def test_the_same_edge_twice_rings_once(hall: Hall, screen: Screen):
    page = listening(hall, screen)
    for label, seq in (("H013", 900), ("H013", 900), ("C040", 901)):
        hall.call(boards.edge(label, 1, seq))
    spoken(page, "H013", "C040")


def test_a_reconnect_does_not_repeat_an_old_call(mortal_hall: Hall, screen: Screen):
    page = listening(mortal_hall, screen)
    mortal_hall.call(boards.edge("H013", 1, 900))
    spoken(page, "H013")
    mortal_hall.show(boards.busy() | {"seq": 900})
    mortal_hall.stop()
    expect(page.locator(".band-offline")).to_be_visible()
    mortal_hall.start()
    expect(page.locator(".band-offline")).to_have_count(0, timeout=8000)
    mortal_hall.call(boards.edge("H013", 1, 900))
    mortal_hall.call(boards.edge("C040", 2, 901))
    spoken(page, "H013", "C040")


def test_a_call_older_than_the_first_board_is_not_spoken(hall: Hall, screen: Screen):
    page = listening(hall, screen)
    hall.call(boards.edge("H011", 1, boards.NEWEST))
    hall.call(boards.edge("C040", 2, boards.NEWEST + 1))
    spoken(page, "C040")


def test_a_sound_that_breaks_does_not_silence_the_next_call(hall: Hall, screen: Screen):
    page = listening(hall, screen)
    page.route("**/display/voice/vi/H013/**", lambda route: route.fulfill(body=b"no sound", content_type="audio/wav"))
    page.evaluate("performance.now = (now => () => now() * 40)(performance.now.bind(performance))")
    hall.call(boards.edge("H013", 1, 900))
    hall.call(boards.edge("C040", 2, 901))
    spoken(page, "C040", timeout=15_000)


def test_a_browser_that_forbids_sound_is_noticed_and_one_touch_mends_it(
    hall: Hall, screen: Screen, shy_browser: Browser
):
    hall.show(boards.busy())
    page = screen(hall.page(), browser=shy_browser)
    # Whatever the test's driver asks of a page counts as a touch: let the page find out alone.
    time.sleep(3)
    button = page.get_by_role("button", name="Bấm để bật loa")
    expect(button).to_be_visible()
    hall.set(volume=0)
    expect(button).to_have_count(0)  # mute on purpose: nobody is asked for a touch
    hall.set()
    expect(button).to_be_visible()
    hall.call(boards.edge("H013", 1, 900))
    expect(page.locator(".newest")).to_be_visible()
    button.click()
    spoken(page, "H013")
    expect(button).to_have_count(0)


def test_a_loudspeaker_that_a_browser_forbids_is_opened_by_one_touch(hall: Hall, screen: Screen, shy_browser: Browser):
    hall.show(boards.busy())
    page = screen(hall.page("/speaker"), 390, 844, browser=shy_browser)
    time.sleep(3)
    button = page.get_by_role("button", name="Bấm để bật loa")
    expect(button).to_be_in_viewport()
    button.click()
    hall.call(boards.edge("H013", 1, 900))
    spoken(page, "H013")


def test_without_a_bank_the_screen_works_and_says_that_it_has_no_voice(tmp_path: Path, screen: Screen):
    hall = Hall(tmp_path, tmp_path / "nothing")
    hall.start()
    try:
        page = screen(hall.page())
        expect(page.locator(".sound-missing")).to_have_text("Chưa có giọng đọc")
        hall.show(boards.busy())
        hall.call(boards.edge("H012", 1, boards.NEWEST + 1))
        expect(page.locator("[data-newest-label]")).to_have_text("H012")
        assert page.locator("body").get_attribute("data-spoken") is None
    finally:
        hall.stop()


def test_a_call_without_its_clip_is_shown_and_reported_and_the_next_one_is_heard(
    tmp_path: Path, small_voice: Path, screen: Screen
):
    shutil.copytree(small_voice, tmp_path / "voice")
    (tmp_path / "voice" / "bank" / "vi" / "H.wav").unlink()
    hall = Hall(tmp_path, tmp_path / "voice")
    hall.start()
    try:
        page = listening(hall, screen)
        hall.call(boards.edge("H013", 1, 900))
        expect(page.locator(".sound-missing")).to_have_text("Chưa có giọng đọc")
        hall.call(boards.edge("H014", 2, 901, language="ko"))
        spoken(page, "H014")
        expect(page.locator(".sound-missing")).to_be_visible()
        hall.call(boards.edge("C040", 3, 902))
        spoken(page, "H014", "C040")
        expect(page.locator(".sound-missing")).to_have_count(0)
        assert page.evaluate("overlaps") == 0
    finally:
        hall.stop()


def test_the_screen_reports_its_health_with_its_sound(hall: Hall, screen: Screen):
    page = listening(hall, screen)
    page.wait_for_timeout(300)
    report = hall.ask("/control/health")["health"][-1]
    assert abs(report.pop("skew_s")) <= 1
    assert report == {"page": "display", "sound": "ok", "backlog": 0, "seq": boards.NEWEST, "lost_files": 0}


A_VOICE = """async () => {
  const { openVoice } = await import("/display/static/voice.js");
  Object.assign(window, { said: [], screen_: { volume: 0.4, quiet: true }, louds: [] });
  const play = HTMLMediaElement.prototype.play;
  HTMLMediaElement.prototype.play = function () { louds.push(this.volume); return play.call(this); };
  const screen = { volume: () => screen_.volume, quiet: () => screen_.quiet };
  window.voice = openVoice(({ label }) => said.push(label), screen);
}"""


def done_with(page: Page, *labels: str, within_s: float = 10) -> None:
    """The voice owes these calls to nobody any more, in this order."""
    deadline = time.monotonic() + within_s
    while (said := page.evaluate("said")) != [*labels] and time.monotonic() < deadline:
        page.wait_for_timeout(100)
    assert said == [*labels]


def test_in_quiet_hours_nothing_sounds_and_what_was_called_is_not_owed_afterwards(hall: Hall, screen: Screen):
    page = listening(hall, screen)
    page.evaluate(A_VOICE)
    call = "label => voice.say({ label, counter: 1, seq: 1, times: 1, language: 'vi' })"
    page.evaluate(call, "H013")
    done_with(page, "H013")
    page.evaluate("screen_.quiet = false")
    page.evaluate(call, "C040")
    done_with(page, "H013", "C040")
    assert set(page.evaluate("louds")) == {0.4}, "as loud as the screen is set, and only then"
    spoken(page, "C040")
    page.evaluate("screen_.volume = 0")
    page.evaluate(call, "D010")
    done_with(page, "H013", "C040", "D010")
    spoken(page, "C040")


def test_a_rush_is_said_to_its_end_each_call_once(
    hall: Hall, screen: Screen, record_property: Callable[[str, object], None]
):
    """Nothing is dropped, so the bound is the length of a reading: 300 calls of five seconds are over in 25 minutes."""
    page = listening(hall, screen)
    page.evaluate(A_VOICE)
    labels = [f"H{number:03}" for number in range(SIZES.rush)]
    page.evaluate(
        """labels => {
          screen_.quiet = false;
          const call = (seq, label) => voice.say({ label, counter: seq % 12 + 1, seq, times: 1, language: "vi" });
          labels.forEach((label, seq) => call(seq, label));
          call(labels.length - 5, labels.at(-5));
        }""",
        labels,
    )
    done_with(page, *labels, within_s=60)
    readings = [sound for sound in heard(page, SIZES.rush) if "chime" not in sound]
    assert len(readings) < SIZES.rush + 10, "twice only when nobody waits for it"
    record_property("did", f"{SIZES.rush} calls at once")
    assert page.evaluate("overlaps") == 0

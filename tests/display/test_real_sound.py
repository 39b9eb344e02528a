"""What really comes out of the loudspeaker: recorded from the sound server Chromium plays to, and read back."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect

from display.voice import clip_names
from tests.display import boards
from tests.display.conftest import FLAGS, Hall
from tests.display.loudspeaker import Loudspeaker, tones

BURST = [(f"{'HCDR'[n % 4]}{n:03}", n % 12 + 1) for n in range(101, 113)]


@pytest.fixture(scope="module")
def speaker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loudspeaker]:
    with Loudspeaker(tmp_path_factory.mktemp("speaker")).on() as playing:
        yield playing


@pytest.fixture
def tone_hall(tmp_path: Path) -> Iterator[Hall]:
    hall = Hall(tmp_path, tones(tmp_path / "voice"))
    hall.start()
    yield hall
    hall.stop()


@pytest.fixture
def loud_page(playwright: Playwright, speaker: Loudspeaker) -> Iterator[Callable[[str], Page]]:
    browser = playwright.chromium.launch(
        executable_path="/usr/bin/chromium",
        args=[*FLAGS, "--autoplay-policy=no-user-gesture-required"],
        ignore_default_args=["--mute-audio"],
        env=os.environ | speaker.environment,
    )

    def opened(address: str) -> Page:
        page = browser.new_page()
        page.goto(address)
        return page

    yield opened
    browser.close()


def reading_of(label: str, counter: int) -> list[str]:
    order = ["invite", "{label}", "to", "{counter}"]
    return [word for word in clip_names(order, label, counter, again=False) if word != "|"]


def calls_in(words: list[str]) -> list[str]:
    """The labels called in these clips, each reading whole, the second of one call left out."""
    readings = {" ".join(reading_of(label, counter)): label for label, counter in BURST}
    said = [readings[" ".join(words[at : at + 7])] for at in range(0, len(words), 7)]
    return [label for place, label in enumerate(said) if said[place - 1 : place] != [label]]


def test_a_burst_is_heard_whole_in_order_one_at_a_time_and_without_a_long_gap(
    tone_hall: Hall, speaker: Loudspeaker, loud_page: Callable[[str], Page]
) -> None:
    tone_hall.show(boards.busy())
    page = loud_page(tone_hall.page())
    expect(page.locator("[data-newest-label]")).to_have_text("H012")
    for seq, (label, counter) in enumerate(BURST, start=900):
        tone_hall.call(boards.edge(label, counter, seq))
    expect(page.locator("body")).to_have_attribute("data-spoken", " ".join(label for label, _ in BURST), timeout=60_000)
    page.wait_for_timeout(2_000)  # the last one's second reading
    heard = speaker.recording()
    assert heard.words[0] == "chime"
    assert calls_in([word for word in heard.words if word != "chime"]) == [label for label, _ in BURST]
    assert heard.overlaps == []
    assert heard.longest_gap_s < 2


def test_a_loudspeaker_without_a_screen_speaks_tells_its_health_and_keeps_its_quiet_hours(
    tone_hall: Hall, speaker: Loudspeaker, loud_page: Callable[[str], Page]
) -> None:
    tone_hall.show(boards.busy())
    page = loud_page(tone_hall.page("/speaker"))
    expect(page.get_by_text("Loa sẵn sàng")).to_be_visible()
    before = len(speaker.recording().heard)
    label, counter = BURST[0]
    tone_hall.call(boards.edge(label, counter, 900))
    expect(page.locator("body")).to_have_attribute("data-spoken", label)
    page.wait_for_timeout(2_000)
    reading = reading_of(label, counter)
    assert speaker.recording().words[before:] == ["chime", *reading, *reading]
    tone_hall.set(quiet=["00:00", "24:00"])
    tone_hall.call(boards.edge(*BURST[1], 902))
    page.wait_for_timeout(2_000)
    assert len(speaker.recording().words) == before + 1 + 2 * len(reading)
    report = tone_hall.ask("/control/health")["health"][-1]
    assert (report["page"], report["sound"], report["backlog"]) == ("speaker", "ok", 0)

"""A day of pulled cables, reloads and dead servers: each call that is due is said once on each TV, and always shown.

The real server and two TVs in Chromium with sound; only the clips are short, that a day takes minutes.
"""

import random
import time
from collections import Counter as Tally
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.builders import fill_small_hall, key_of, session_of
from tests.display.cable import Cable
from tests.display.conftest import is_trouble
from tests.server.crowd import RealServer, real_server
from tests.sizes import SIZES

SERVICES = {1: "H", 2: "C", 3: "D", 4: "R"}
"""What is called at each counter."""
WITHIN_S = 30.0
"""A call is due for a minute: whatever happened, each TV has said it in half of it."""

TELL = 'document.addEventListener("spoken", ({ detail }) => { tell(detail.seq); });'


class Tv:
    """One screen behind its own cable; what it said is written down outside of it."""

    def __init__(self, browser: Browser, server: RealServer, clip: bytes) -> None:
        self.cable = Cable(server.port)
        self.said: Tally[int] = Tally()
        self.trouble: list[str] = []
        self.context = browser.new_context(viewport={"width": 1280, "height": 720})
        self.page: Page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.trouble.append(str(error)))
        self.page.on("console", lambda said: self.trouble.append(said.text) if is_trouble(said.text) else None)
        self.page.expose_function("tell", lambda seq: self.said.update([seq]))
        self.page.add_init_script(TELL)
        self.page.route("**/display/voice/**", lambda route: route.fulfill(body=clip, content_type="audio/wav"))
        self.page.goto(f"http://127.0.0.1:{self.cable.port}/display#key={key_of('tv')}")
        expect(self.page.locator(".counters")).to_be_visible()

    def leave(self) -> None:
        self.context.close()
        self.cable.pull_out()


class Hall:
    """Clerks who call, and what goes wrong meanwhile."""

    def __init__(self, server: RealServer, tvs: list[Tv], chance: random.Random) -> None:
        self.server, self.tvs, self.chance = server, tvs, chance
        self.called: list[int] = []

    def press(self, path: str, by: str, **body: Any) -> Any:
        return self.server.press(path, by, body)

    def call(self, number: int) -> dict[str, Any]:
        self.press("/tickets", session_of("hoa"), service=SERVICES[number], channel="staff")
        return dict(self.press(f"/counters/{number}/call-next", session_of("hoa"))["ticket"])

    def round(self) -> None:
        """Some counters call at about the same time, something goes wrong before, between or after."""
        numbers = self.chance.sample(list(SERVICES), self.chance.randint(1, len(SERVICES)))
        mishap = self.chance.choice(MISHAPS)
        at = self.chance.randint(0, len(numbers))
        tickets = []
        for place, number in enumerate(numbers):
            if place == at:
                mishap(self)
            tickets.append(self.call(number))
        if at == len(numbers):
            mishap(self)
        self.mend()
        due = [row["seq"] for row in self.server_calls() if row["label"] in {ticket["label"] for ticket in tickets}]
        assert len(due) == len(numbers)
        self.called += due
        self.wait_for(due)
        for tv in self.tvs:
            for ticket in tickets:
                cell = tv.page.locator(f'.counters [data-counter="{ticket["counter"]}"]')
                expect(cell).to_contain_text(ticket["label"])
        for ticket in tickets:
            self.press(f"/tickets/{ticket['id']}/cancel", session_of("hoa"), reason="xong")

    def server_calls(self) -> list[dict[str, Any]]:
        import requests

        headers = {"Authorization": f"Bearer {key_of('tv')}"}
        board = requests.get(f"{self.server.address}/api/v1/board", headers=headers, timeout=20).json()
        return list(board["calls"])

    def wait_for(self, due: list[int]) -> None:
        end = time.monotonic() + WITHIN_S
        while any(seq not in tv.said for tv in self.tvs for seq in due):
            assert time.monotonic() < end, f"of {due} one TV said {[sorted(tv.said)[-6:] for tv in self.tvs]}"
            for tv in self.tvs:
                tv.page.wait_for_timeout(20)

    def pull_a_cable(self) -> None:
        self.chance.choice(self.tvs).cable.pull_out()
        time.sleep(self.chance.random() * 0.5)

    def reload(self) -> None:
        self.chance.choice(self.tvs).page.reload(wait_until="commit")

    def kill_the_server(self) -> None:
        self.server.kill()
        self.server.start()

    def mend(self) -> None:
        for tv in self.tvs:
            if tv.cable.is_out:
                tv.cable.put_in()


def nothing(_: Hall) -> None:
    pass


MISHAPS = [nothing, Hall.pull_a_cable, Hall.pull_a_cable, Hall.reload, Hall.reload, Hall.kill_the_server]


@pytest.fixture
def tvs(loud_browser: Browser, small_voice: Path, tmp_path: Path) -> Iterator[tuple[RealServer, list[Tv]]]:
    clip = (small_voice / "bank/chime.wav").read_bytes()
    url = f"sqlite:///{tmp_path / 'moiso.db'}"
    fill_small_hall(url, tmp_path)
    with real_server(url, tmp_path, MOISO_HEARTBEAT_S="1") as server:
        for number in SERVICES:
            server.press(f"/counters/{number}/open", session_of("hoa"))
        screens = [Tv(loud_browser, server, clip) for _ in range(2)]
        yield server, screens
        for tv in screens:
            tv.leave()


def test_each_call_that_is_due_is_said_once_on_each_tv(tvs: tuple[RealServer, list[Tv]], record_property: Any) -> None:
    server, screens = tvs
    hall = Hall(server, screens, random.Random(SIZES.calls))
    while len(hall.called) < SIZES.calls:
        hall.round()
    for tv in screens:
        tv.page.wait_for_timeout(1500)  # Whatever would still be said twice is said by now.
        assert tv.trouble == []
        assert {seq: times for seq, times in tv.said.items() if times > 1} == {}
        assert set(hall.called) <= set(tv.said)
    record_property("did", f"{len(hall.called)} calls, each once on two TVs")

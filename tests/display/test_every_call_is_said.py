"""A day of pulled cables, reloads and dead servers: each call that is due is said once on each TV, and always shown.

The real server and three TVs in Chromium with sound, one of them for two counters only; only the clips are short, that
a day takes minutes.
"""

import contextlib
import random
import time
from collections import Counter as Tally
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from playwright.sync_api import Error as PlaywrightError

from tests.builders import fill_small_hall, key_of, session_of
from tests.display.cable import Cable
from tests.display.conftest import is_trouble
from tests.server.crowd import RealServer, real_server
from tests.sizes import SIZES

SERVICES = {1: "H", 2: "C", 3: "D", 4: "R"}
"""What is called at each counter."""
ZONE = [1, 2]
"""The counters that the third TV is for."""
WITHIN_S = 30.0
"""A call is due for a minute: whatever happened, each TV has said it in half of it."""

TELL = 'document.addEventListener("spoken", ({ detail }) => { tell(detail.seq); });'


class Tv:
    """One screen behind its own cable; what it said is written down outside of it."""

    def __init__(self, browser: Browser, server: RealServer, clip: bytes, key: str, counters: Iterable[int]) -> None:
        self.counters = set(counters)
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
        self.address = f"http://127.0.0.1:{self.cable.port}/display#key={key}"
        self.page.goto(self.address)
        expect(self.page.locator(".counters")).to_be_visible()

    def missing(self, called: dict[int, int]) -> set[int]:
        """Of these calls, each with its counter, those that are this TV's and that it has not said."""
        return {seq for seq, counter in called.items() if counter in self.counters} - set(self.said)

    def leave(self) -> None:
        self.context.close()
        self.cable.pull_out()


class Hall:
    """Clerks who call, and what goes wrong meanwhile."""

    def __init__(self, server: RealServer, tvs: list[Tv], chance: random.Random) -> None:
        self.server, self.tvs, self.chance = server, tvs, chance
        self.called: dict[int, int] = {}
        """Each call, and to which counter."""

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
        labels = {ticket["label"] for ticket in tickets}
        due = {row["seq"]: row["counter"] for row in self.server_calls() if row["label"] in labels}
        assert sorted(due.values()) == sorted(numbers)
        self.called |= due
        self.wait_for(due)
        for tv in self.tvs:
            for ticket in [ticket for ticket in tickets if ticket["counter"] in tv.counters]:
                cell = tv.page.locator(f'.counters [data-counter="{ticket["counter"]}"]')
                expect(cell).to_contain_text(ticket["label"])
        for ticket in tickets:
            self.press(f"/tickets/{ticket['id']}/cancel", session_of("hoa"), reason="xong")

    def server_calls(self) -> list[dict[str, Any]]:
        import requests

        headers = {"Authorization": f"Bearer {key_of('tv')}"}
        board = requests.get(f"{self.server.address}/api/v1/board", headers=headers, timeout=20).json()
        return list(board["calls"])

    def wait_for(self, due: dict[int, int]) -> None:
        end = time.monotonic() + WITHIN_S
        while any(tv.missing(due) for tv in self.tvs):
            assert time.monotonic() < end, f"of {due} not said: {[tv.missing(due) for tv in self.tvs]}"
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

    def everything_at_once(self) -> None:
        """One TV's cable is out, another loads its page, and the server dies under both."""
        out, loading, _ = self.chance.sample(self.tvs, 3)
        out.cable.pull_out()
        self.server.kill()
        with contextlib.suppress(PlaywrightError):  # nobody answers
            loading.page.reload(wait_until="commit")
        self.server.start()
        loading.page.goto(loading.address, wait_until="commit")

    def mend(self) -> None:
        for tv in self.tvs:
            if tv.cable.is_out:
                tv.cable.put_in()


def nothing(_: Hall) -> None:
    pass


MISHAPS = [nothing, Hall.pull_a_cable, Hall.pull_a_cable, Hall.reload, Hall.reload, Hall.kill_the_server,
           Hall.everything_at_once]  # fmt: skip


@pytest.fixture
def tvs(loud_browser: Browser, small_voice: Path, tmp_path: Path) -> Iterator[tuple[RealServer, list[Tv]]]:
    clip = (small_voice / "bank/chime.wav").read_bytes()
    url = f"sqlite:///{tmp_path / 'moiso.db'}"
    fill_small_hall(url, tmp_path)
    with real_server(url, tmp_path, MOISO_HEARTBEAT_S="1") as server:
        for number in SERVICES:
            server.press(f"/counters/{number}/open", session_of("hoa"))
        added = server.press("/devices", session_of("tuan"), {"name": "TV sảnh B", "kind": "display"})
        said = {"counters": ZONE, "volume": 100, "quiet": None, "dark": None}
        server.press(f"/devices/{added['device']['id']}/screen", session_of("tuan"), said)
        hung = [(key_of("tv"), SERVICES), (key_of("tv"), SERVICES), (added["key"], ZONE)]
        screens = [Tv(loud_browser, server, clip, key, counters) for key, counters in hung]
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
        mine = {seq for seq, counter in hall.called.items() if counter in tv.counters}
        assert set(tv.said) == mine, "no call is left out, and none of another zone is said"
    record_property("did", f"{len(hall.called)} calls, each once on each of three TVs that it is for")

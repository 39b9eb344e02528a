"""`moiso simulate`: a day of people through the real API leaves a whole story and figures one can believe."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.demo.running import Demo, ended, moiso
from tests.services import ROOT, Running, eventually


def simulate(demo: Demo, *words: str) -> Running:
    return moiso("simulate", *words, log=demo.folder.with_name("simulate.log"))


def story_of(demo: Demo) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    bearer = demo.sign_in("complaints")
    while page := demo.ask(f"/api/v1/story?limit=1000&after={rows[-1]['seq'] if rows else 0}", bearer=bearer)["story"]:
        rows += page
    return rows


def check(folder: Path) -> str:
    command = [sys.executable, "-m", "server.cli", "check", "--data", str(folder)]
    return (
        subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT).stdout.strip().splitlines()[-1]
    )


def test_a_day_in_the_demo_ends_with_a_whole_story_and_plausible_figures(tmp_path: Path) -> None:
    with Demo(tmp_path / "hall", "--speed", "1500", "--visitors", "60") as demo:
        demo.wait()
        demo.running.wait_for(r"The server counts today: (.*)", 240)
        figures = demo.ask("/api/v1/figures", bearer=demo.sign_in("supervisor"))
        assert figures["issued"] == 60
        assert figures["waiting"] == figures["called"] == figures["serving"] == figures["parked"] == 0
        legs = figures["finished"] + figures["absent"] + figures["cancelled"]
        assert 60 <= legs <= 60 * 1.3, "those who pay a fee have a second leg"
        assert figures["finished"] > 45
        assert figures["outcomes"]["accepted"] > figures["outcomes"].get("refused", 0)
        assert sum(counter["finished"] > 0 for counter in figures["counters"]) >= 8, "the hall is alive everywhere"
        kinds = Counter(row["kind"] for row in story_of(demo))
        assert {"ticket_transferred", "ticket_parked", "ticket_resumed", "ticket_absent", "counter_paused"} <= set(
            kinds
        )
        assert len(list(Path(demo.facts["paper"]).glob("*.bin"))) == 60, "everybody got paper"
        assert demo.running.process.poll() is None, "the hall stays open when the day is over"
    assert check(tmp_path / "hall") == "All is well."


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with Demo(tmp_path_factory.mktemp("simulate") / "hall") as demo:
        yield demo.wait()


def test_it_needs_no_more_than_a_url_a_key_and_accounts(hall: Demo, tmp_path: Path) -> None:
    facts = hall.facts
    people = tmp_path / "people.json"
    people.write_text(json.dumps({"accounts": [a for a in facts["accounts"] if a["role"] in ("clerk", "supervisor")]}))
    before = len(list(Path(facts["paper"]).glob("*.bin")))
    words = ["--server", facts["server"], "--kiosk-key", facts["keys"]["kiosk"], "--accounts", str(people)]
    day = simulate(hall, *words, "--speed", "3000", "--visitors", "12", "--seed", "7")
    assert ended(day, 240) == 0
    assert "12 visitors" in day.output()
    assert "Traceback" not in day.output()
    assert len(list(Path(facts["paper"]).glob("*.bin"))) == before, "no kiosk, no paper"


def test_a_day_is_broken_off_when_its_time_is_over_or_when_it_is_told(hall: Demo) -> None:
    demo_json = str(hall.folder / "demo.json")
    assert ended(simulate(hall, "--demo", demo_json, "--speed", "20", "--for", "3")) == 0
    for pause_s in (0, 0.05, 0.5):  # In the middle of everybody's arrival, and when all are at their places.
        hall.folder.with_name("simulate.log").unlink()
        told = simulate(hall, "--demo", demo_json, "--speed", "20")
        told.wait_for("begins", 60)
        time.sleep(pause_s)
        told.process.send_signal(signal.SIGINT)
        assert ended(told, 30) == 0
        assert "Traceback" not in told.output()


def test_wrong_keys_and_missing_words_are_told_apart(hall: Demo, tmp_path: Path) -> None:
    accounts = str(hall.folder / "demo.json")
    refused = simulate(hall, "--server", hall.facts["server"], "--kiosk-key", "nobody's", "--accounts", accounts)
    assert ended(refused) == 1
    assert "not_signed_in" in refused.output()
    for words in ([], ["--demo", str(tmp_path / "none.json")], ["--demo", accounts, "--speed", "0"]):
        assert ended(simulate(hall, *words)) == 2


def test_a_server_killed_in_the_middle_of_the_day_loses_nothing_and_the_day_goes_on(tmp_path: Path) -> None:
    with Demo(tmp_path / "hall") as demo:
        demo.wait()
        facts = tmp_path / "kept.json"
        facts.write_text(json.dumps(demo.facts))
        demo.running.stop()
        # The demo ends with its server; here the server runs alone, so that it can be killed and come back.
        settings = {"MOISO_DATA": str(demo.folder), "MOISO_LISTEN": f"127.0.0.1:{demo.port}"}

        def serve() -> Running:
            server = Running([sys.executable, "-m", "server"], env=settings, log=tmp_path / "server.log")
            return server.wait_for_url(f"{demo.facts['server']}/readyz", 120)

        with serve() as server:
            known = json.loads(facts.read_text()) | {"kiosk": None}
            facts.write_text(json.dumps(known))
            day = simulate(demo, "--demo", str(facts), "--speed", "3000", "--visitors", "40")
            overseer = demo.sign_in("supervisor")
            eventually(lambda: issued(demo, overseer) >= 10, 120, "the day is under way")
            os.kill(server.pid, signal.SIGKILL)
            server.process.wait()
        with serve():
            assert ended(day, 240) == 0
            assert issued(demo, overseer) == 40, "each of the day's visitors has one number, and one only"
            assert "Traceback" not in day.output()
    assert check(tmp_path / "hall") == "All is well."


def issued(demo: Demo, bearer: str) -> int:
    return int(demo.ask("/api/v1/figures", bearer=bearer)["issued"])

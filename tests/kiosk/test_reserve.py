"""Without the server: the kiosk hands out numbers it holds, gives none twice, and tells all of them once."""

import shutil
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from kiosk.client import Server
from kiosk.journal import Journal
from kiosk.menu import Menu
from kiosk.network_cards import network_cards
from kiosk.printer import open_printer
from kiosk.refusals import ServerAway, ServerRefused
from kiosk.reserve import AT_ONCE, GIVEN_UP_S, PAPER_S, Reserve
from kiosk.spool import Spooler
from kiosk.taking import STANDS_THERE_S, Taking
from kiosk.wishes import Wish
from tests.kiosk.conftest import Machine
from tests.kiosk.papers import paper_on
from tests.kiosk.stand_in import KEY, StandIn
from tests.kiosk.test_taking import FullDisk
from tests.services import eventually

HALL_TIME = ZoneInfo("Asia/Ho_Chi_Minh")
WISH = Wish("H", None, "ordinary", None, "vi")


class Clock:
    """The kiosk's own clock, as wrong as somebody sets it."""

    def __init__(self) -> None:
        self.wrong_s = 0.0

    def __call__(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self.wrong_s)


@dataclass
class Parts:
    """The kiosk's inside, without its page; `reborn` is the same disk after a power cut."""

    folder: Path
    server: Server
    menu: Menu
    journal: FullDisk
    reserve: Reserve
    taking: Taking
    clock: Clock

    def takes(self, key: str, wish: Wish = WISH) -> dict[str, Any]:
        return self.taking.take(wish, key)

    def labels(self, count: int, first: int = 1) -> list[str]:
        return [self.takes(f"k{nth}")["label"] for nth in range(first, first + count)]


@pytest.fixture
def small_hall(hall: StandIn) -> StandIn:
    hall.reserve_size = 3
    return hall


def made(hall: StandIn, folder: Path, clock: Clock) -> Parts:
    server = Server(hall.url, KEY)
    menu = Menu(folder / "catalogue.json", server)
    journal = FullDisk(folder / "journal.db")
    spool = Spooler(open_printer(f"virtual:{folder / 'paper'}"))
    paper = paper_on(spool, folder, width=58)
    reserve = Reserve(journal, clock)
    return Parts(folder, server, menu, journal, reserve, Taking(server, menu, journal, paper, reserve), clock)


@pytest.fixture
def parts(small_hall: StandIn, tmp_path: Path) -> Iterator[Parts]:
    parts = made(small_hall, tmp_path, Clock())
    parts.menu.refresh_catalogue()
    parts.reserve.refresh(parts.server)
    yield parts
    parts.journal.close()


def test_while_the_server_answers_no_reserve_is_touched(parts: Parts, hall: StandIn) -> None:
    assert parts.takes("k")["label"] == "H001"
    assert parts.reserve.left()["H"] == 3


def test_without_the_server_a_number_of_the_reserve_is_on_paper_and_on_the_screen(parts: Parts, hall: StandIn) -> None:
    hall.stop()
    answer = parts.takes("k")
    assert (answer["label"], answer["print"], answer["is_reserve"]) == ("H701", "printed", True)
    assert answer["qr"] and answer["url"].endswith(f"held-{_today()}-H-1") and answer["ahead"] is None
    assert parts.reserve.left()["H"] == 2


def test_the_same_touch_gets_the_same_number(parts: Parts, hall: StandIn) -> None:
    hall.stop()
    assert parts.takes("k") == parts.takes("k")
    hall.start()
    assert parts.takes("k")["label"] == "H701" and not hall.tickets


def test_numbers_go_out_in_order_and_end_without_a_lie(parts: Parts, hall: StandIn) -> None:
    hall.stop()
    assert parts.labels(3) == ["H701", "H702", "H703"]
    with pytest.raises(ServerAway):
        parts.takes("k4")
    assert parts.takes("other", Wish("C", None, "ordinary", None, "vi"))["label"] == "C701"


def test_two_touches_at_one_instant_get_two_numbers(parts: Parts, hall: StandIn) -> None:
    hall.stop()
    got: list[str] = []
    touches = [threading.Thread(target=lambda nth=nth: got.append(parts.takes(f"k{nth}")["label"])) for nth in range(3)]
    for touch in touches:
        touch.start()
    for touch in touches:
        touch.join()
    assert sorted(got) == ["H701", "H702", "H703"]


def test_all_are_told_once_in_order_with_the_wish_and_the_paper(parts: Parts, hall: StandIn) -> None:
    hall.stop()
    parts.labels(2)
    parts.takes("k3", Wish("H", "1.001193", "priority", "elderly", "ko"))
    hall.start()
    hall.swallow_answers = 1
    with pytest.raises(ServerAway):
        parts.reserve.take_in(parts.server)
    assert parts.reserve.take_in(parts.server) and not parts.reserve.take_in(parts.server)
    assert [one["key"] for one in hall.taken_in] == ["k1", "k2", "k3"]
    said = hall.taken_in[-1]
    assert (said["procedure"], said["lane"], said["grounds"], said["language"]) == (
        "1.001193",
        "priority",
        "elderly",
        "ko",
    )
    assert said["print"]["outcome"] == "printed" and said["handed_at"] > hall.taken_in[0]["handed_at"]
    parts.reserve.refresh(parts.server)
    assert parts.reserve.left()["H"] == 3


def test_a_power_cut_between_number_and_paper_loses_neither(parts: Parts, hall: StandIn) -> None:
    hall.stop()
    parts.reserve.hand_out("k", WISH.as_json())
    parts.journal.close()
    after = made(hall, parts.folder, parts.clock)
    after.taking.settle()
    assert (after.takes("k")["label"], after.takes("k")["print"]) == ("H701", "unknown")
    unseen = after.taking.unseen()
    assert unseen and (unseen["key"], unseen["answer"]["label"]) == ("k", "H701")
    assert after.takes("next")["label"] == "H702"
    hall.start()
    after.reserve.take_in(after.server)
    assert [(one["key"], one["print"]["outcome"]) for one in hall.taken_in] == [("k", "unknown"), ("next", "printed")]
    after.journal.close()


def test_a_full_disk_gives_no_number_nobody_would_remember(parts: Parts, hall: StandIn) -> None:
    hall.stop()
    parts.journal.fill(True)
    with pytest.raises(ServerAway):
        parts.takes("k")
    parts.journal.fill(False)
    assert parts.takes("k")["label"] == "H701"


def test_a_press_that_got_no_number_is_told_when_nobody_can_be_waiting_for_it(parts: Parts, hall: StandIn) -> None:
    hall.stop()
    parts.labels(3)
    with pytest.raises(ServerAway):
        parts.takes("gone")
    hall.start()
    parts.reserve.take_in(parts.server)
    assert hall.given_up == []
    parts.clock.wrong_s += GIVEN_UP_S + 1
    parts.reserve.take_in(parts.server)
    assert hall.given_up == ["gone"]


def test_who_touches_again_gets_the_number_the_server_kept_for_them(parts: Parts, hall: StandIn) -> None:
    hall.reserve_size = 0
    hall.given.clear()
    parts.reserve.refresh(parts.server)
    hall.swallow_answers = 9
    with pytest.raises(ServerAway):
        parts.takes("k")
    hall.swallow_answers = 0
    assert parts.takes("k")["label"] == "H001"
    parts.clock.wrong_s += GIVEN_UP_S + 1
    parts.reserve.take_in(parts.server)
    assert hall.given_up == []


def test_the_paper_says_the_servers_time_whatever_the_kiosks_clock_shows(parts: Parts, hall: StandIn) -> None:
    parts.clock.wrong_s = 3600
    parts.reserve.refresh(parts.server)
    hall.stop()
    taken_at = datetime.fromisoformat(parts.takes("k")["issued_at"])
    assert abs(taken_at - datetime.now(UTC)) < timedelta(seconds=10)


def test_a_clock_that_is_set_back_lets_nobody_jump_the_line(parts: Parts, hall: StandIn) -> None:
    hall.stop()
    first = parts.takes("k1")["issued_at"]
    parts.clock.wrong_s = -600
    assert parts.takes("k2")["issued_at"] == first


def test_a_clock_that_is_set_back_over_midnight_stays_on_the_day_it_was(parts: Parts, hall: StandIn) -> None:
    hall.stop()
    now = datetime.now(HALL_TIME)
    midnight = datetime.combine(now.date() + timedelta(days=1), time(), HALL_TIME)
    parts.clock.wrong_s = (midnight - now).total_seconds() + 300
    first = parts.takes("k1")
    parts.clock.wrong_s -= 600
    second = parts.takes("k2")
    assert (first["label"], second["label"]) == ("H701", "H702") and first["issued_at"] == second["issued_at"]
    assert first["url"].split("-H-")[0] == second["url"].split("-H-")[0]


def test_outside_the_hours_no_number_is_given(parts: Parts, hall: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    past = [["2020-01-01T00:30:00+00:00", "2020-01-01T09:30:00+00:00"]]
    held = hall.hold
    closed = lambda: held() | {"days": [day | {"gives": past} for day in held()["days"]]}  # noqa: E731
    monkeypatch.setattr(hall, "hold", closed)
    parts.reserve.refresh(parts.server)
    hall.stop()
    assert parts.reserve.left() == {}
    with pytest.raises(ServerAway):
        parts.takes("k")


def test_a_number_of_another_day_is_not_handed_out(parts: Parts, hall: StandIn) -> None:
    hall.stop()
    assert [day > _today() for day in parts.reserve.standing()["days"]] == [False, True]
    parts.clock.wrong_s = 3 * 86_400
    assert parts.reserve.left() == {} and parts.reserve.standing()["days"] == []
    parts.clock.wrong_s = 86_400
    assert parts.takes("k")["url"].endswith("-H-1") and parts.takes("k")["label"] == "H701"


def test_the_kiosk_killed_and_started_again_goes_on_with_its_reserve(machine: Machine, hall: StandIn) -> None:
    hall.reserve_size = 5
    machine.start()
    eventually(lambda: machine.get("/api/lines")[1]["reserve"].get("H") == 5)
    hall.stop()
    given = [machine.take("H", key="k1")["label"], machine.take("H", key="k2")["label"]]
    machine.kill()
    machine.start()
    given += [machine.take("H", key="k2")["label"], machine.take("H", key="k3")["label"]]
    assert given == ["H701", "H702", "H702", "H703"]
    hall.start()
    eventually(lambda: len(hall.taken_in) == 3)
    assert [one["key"] for one in hall.taken_in] == ["k1", "k2", "k3"]
    eventually(lambda: machine.take("H")["label"] == "H001")


def reserve_on(journal: Journal, cards: set[str]) -> Reserve:
    return Reserve(journal, cards=lambda: frozenset(cards))


def test_a_disk_that_was_copied_into_another_machine_gives_none_of_the_first_ones_numbers(
    small_hall: StandIn, tmp_path: Path
) -> None:
    server = Server(small_hall.url, KEY)
    first = Journal(tmp_path / "journal.db")
    original = reserve_on(first, {"aa:01", "aa:02"})
    original.refresh(server)
    name = original.standing()["instance"]
    first.close()
    shutil.copy(tmp_path / "journal.db", tmp_path / "copy.db")
    journal, copied = Journal(tmp_path / "journal.db"), Journal(tmp_path / "copy.db")
    same, other = reserve_on(journal, {"aa:02", "cc:09"}), reserve_on(copied, {"bb:01"})
    assert same.standing()["instance"] == name != other.standing()["instance"]
    assert (same.left()["H"], other.left()) == (3, {})
    journal.close()
    copied.close()


def test_a_machine_that_cannot_name_its_cards_stays_who_it_was(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.db")
    names = {reserve_on(journal, cards).standing()["instance"] for cards in ({"aa:01"}, set(), {"aa:01"})}
    assert len(names) == 1
    journal.close()


def test_only_cards_that_are_in_the_machine_name_it(tmp_path: Path) -> None:
    for name, is_card in (("eth0", True), ("wlan0", True), ("docker0", False), ("lo", False)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "address").write_text(f"{name}-address\n")
        if is_card:
            (tmp_path / name / "device").mkdir()
    assert network_cards(tmp_path) == {"eth0-address", "wlan0-address"}


def test_the_reserve_is_renewed_in_one_breath_and_written_only_when_it_changed(parts: Parts, hall: StandIn) -> None:
    before = _changes(parts)
    parts.reserve.refresh(parts.server)
    assert _changes(parts) == before
    hall.reserve_size = 5
    with parts.journal.change() as file:
        file.execute(
            "CREATE TRIGGER torn BEFORE INSERT ON held WHEN NEW.label = 'H702' BEGIN SELECT RAISE(FAIL, 'torn'); END"
        )
    with pytest.raises(sqlite3.IntegrityError):
        parts.reserve.refresh(parts.server)
    assert parts.reserve.left()["H"] == 3
    with parts.journal.change() as file:
        file.execute("DROP TRIGGER torn")
    parts.reserve.refresh(parts.server)
    assert parts.reserve.left()["H"] == 5


def _changes(parts: Parts) -> int:
    with parts.journal.change() as file:
        return file.total_changes


def test_more_than_the_server_takes_at_once_is_told_in_order(parts: Parts, hall: StandIn) -> None:
    hall.reserve_size = AT_ONCE + 5
    parts.reserve.refresh(parts.server)
    hall.stop()
    for nth in range(AT_ONCE + 5):
        parts.reserve.hand_out(f"k{nth}", WISH.as_json())
        parts.reserve.printed(f"held-{_today()}-H-{nth + 1}", "printed", "")
    hall.start()
    parts.reserve.take_in(parts.server)
    assert len(hall.taken_in) == AT_ONCE
    parts.reserve.take_in(parts.server)
    assert [one["key"] for one in hall.taken_in] == [f"k{nth}" for nth in range(AT_ONCE + 5)]


def test_one_number_the_server_does_not_take_holds_up_none_behind_it_and_staff_hear_of_it(
    parts: Parts, hall: StandIn
) -> None:
    hall.stop()
    parts.labels(3)
    hall.takes_not = {"H701"}
    hall.start()
    parts.reserve.take_in(parts.server)
    assert [one["key"] for one in hall.taken_in] == ["k2", "k3"]
    standing = parts.reserve.standing()
    assert (standing["lost"], standing["handed"]) == (["H701"], 0)
    parts.clock.wrong_s = 86_400
    assert parts.reserve.standing()["lost"] == []


def test_a_number_the_server_has_forgotten_is_told_to_the_staff(parts: Parts, hall: StandIn) -> None:
    hall.stop()
    parts.labels(2)
    hall.knows_not = {"H702"}
    hall.start()
    parts.reserve.take_in(parts.server)
    assert parts.reserve.standing()["lost"] == ["H702"]


def test_a_server_that_is_too_busy_is_told_again(parts: Parts, hall: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    hall.stop()
    parts.labels(1)
    hall.start()

    def busy(*_: object) -> None:
        raise ServerRefused(429, "too_many_requests", "", {})

    with monkeypatch.context() as patched, pytest.raises(ServerRefused):
        patched.setattr(parts.server, "take_in", busy)
        parts.reserve.take_in(parts.server)
    assert parts.reserve.take_in(parts.server) and parts.reserve.standing()["lost"] == []


def test_what_only_the_server_can_judge_is_not_handed_out(parts: Parts, hall: StandIn) -> None:
    hall.stop()
    with pytest.raises(ServerAway):
        parts.takes("k", Wish("H", None, "appointment", None, "vi"))


def test_a_number_told_while_its_paper_moved_is_reported_when_the_paper_is_out(parts: Parts, hall: StandIn) -> None:
    hall.stop()
    ticket = parts.reserve.hand_out("k", WISH.as_json())
    parts.clock.wrong_s = PAPER_S + 1
    hall.start()
    parts.reserve.take_in(parts.server)
    assert ticket and "print" not in hall.taken_in[0] and parts.journal.reports() == []
    parts.reserve.printed(ticket["token"], "printed", "")
    assert [(report.ticket, report.outcome) for report in parts.journal.reports()] == [(9000, "printed")]
    kept = parts.journal.take("k")
    assert kept and kept.ticket and kept.ticket["id"] == 9000


@pytest.mark.parametrize("wrong_s", [3600, -3600])
def test_a_clock_that_is_an_hour_off_holds_up_no_number(parts: Parts, hall: StandIn, wrong_s: int) -> None:
    parts.clock.wrong_s = wrong_s
    parts.reserve.refresh(parts.server)
    hall.stop()
    parts.reserve.hand_out("moving", WISH.as_json())
    hall.start()
    parts.reserve.take_in(parts.server)
    assert hall.taken_in == [], "its paper is still at work"
    parts.clock.wrong_s += PAPER_S + 1
    parts.reserve.take_in(parts.server)
    assert [one["key"] for one in hall.taken_in] == ["moving"]


def test_a_clock_that_was_hours_ahead_is_not_followed_for_hours(parts: Parts, hall: StandIn) -> None:
    hall.stop()
    parts.clock.wrong_s = 3 * 3600
    parts.takes("k1")
    parts.clock.wrong_s = 0
    taken_at = datetime.fromisoformat(parts.takes("k2")["issued_at"])
    assert abs(taken_at - datetime.now(UTC)) < timedelta(seconds=10)


def asked_before_the_power_cut(parts: Parts, hall: StandIn, ago_s: float) -> Parts:
    """The server was asked for a number, and then the power went; the same disk after it."""
    parts.journal.asked("first", WISH.as_json())
    at = (datetime.now(UTC) - timedelta(seconds=ago_s)).isoformat()
    with parts.journal.change() as file:
        file.execute("UPDATE take SET at = ?", (at,))
    parts.journal.close()
    after = made(hall, parts.folder, parts.clock)
    after.taking.settle()
    return after


def test_nobody_gets_a_ghosts_number_when_the_server_comes_back_long_after_the_power(
    parts: Parts, hall: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    after = asked_before_the_power_cut(parts, hall, ago_s=60)
    later = datetime.now(UTC) + timedelta(seconds=STANDS_THERE_S)
    monkeypatch.setattr("kiosk.taking._stands_there", lambda take: later - take.at < timedelta(seconds=STANDS_THERE_S))
    after.taking.settle_asked()
    assert hall.tickets == {} and after.taking.unseen() is None
    after.clock.wrong_s += GIVEN_UP_S + 1
    after.reserve.take_in(after.server)
    assert hall.given_up == ["first"]
    after.journal.close()


def test_whoever_touched_again_after_the_power_cut_has_one_number(parts: Parts, hall: StandIn) -> None:
    after = asked_before_the_power_cut(parts, hall, ago_s=30)
    after.menu.refresh_catalogue()
    hall.stop()
    assert after.takes("again")["label"] == "H701"
    hall.start()
    after.taking.settle_asked()
    assert hall.tickets == {} and after.taking.unseen() is None
    after.journal.close()


def test_whoever_stands_there_still_sees_the_number_of_the_touch_before_the_power_cut(
    parts: Parts, hall: StandIn
) -> None:
    after = asked_before_the_power_cut(parts, hall, ago_s=30)
    after.taking.settle_asked()
    unseen = after.taking.unseen()
    assert unseen and unseen["answer"]["label"] == "H001"
    after.journal.close()


def _today() -> str:
    return str(datetime.now(HALL_TIME).date())

"""How long kiosks and printers stood still in working hours is told by the story, also through a server's restarts."""

import pytest

from server.machine_watch import MachineWatch
from tests.cast import HALL_TIME, Json, SmallHall
from tests.server.test_reports import report

HOURS = {"week": {"mon": [["07:30", "11:30"], ["13:30", "17:00"]]}, "holidays": False}
KINDS = ("machine_stopped", "machine_stop_ended", "machines_watched")


@pytest.fixture
def hall(hall: SmallHall) -> SmallHall:
    hall.regulates(hours=HOURS)
    hall.clock.is_at("2026-11-23 07:20:00")
    speaks(hall)
    return hall


def speaks(hall: SmallHall, printer: str = "ready") -> None:
    """The kiosk says how it is."""
    hall.kiosk.post("/devices/health", {"health": {"printer": {"state": printer}}}).done()


def server(hall: SmallHall) -> MachineWatch:
    """A server that starts now."""
    watch = MachineWatch(hall.database, hall.app.extensions["moiso"].live, hall.clock)
    watch.look()
    return watch


def goes_on(hall: SmallHall, watch: MachineWatch, until: str, printer: str | None = "ready") -> None:
    """Time passes, second by ten seconds; the kiosk says how it is, or nothing."""
    while hall.clock.now.astimezone(HALL_TIME).strftime("%H:%M:%S") < until:
        hall.clock.passes(10)
        if printer:
            speaks(hall, printer)
        watch.look()


def told(hall: SmallHall) -> list[tuple[str, Json]]:
    return [(row["kind"], row["details"]) for row in hall.ba.reads_story() if row["kind"] in KINDS]


def figures(hall: SmallHall) -> dict[str, tuple[int, int, int]]:
    """Of each part: how often, in all, the longest."""
    rows = report(hall)["machines"]["rows"]
    return {row["part"]: (row["n"], row["total_s"], row["longest_s"]) for row in rows}


def test_a_printer_without_paper_stands_still_until_it_prints_again(hall: SmallHall) -> None:
    watch = server(hall)
    goes_on(hall, watch, "08:00:00")
    assert figures(hall) == {"kiosk": (0, 0, 0), "printer": (0, 0, 0)}
    goes_on(hall, watch, "08:05:00", "paper_out")
    goes_on(hall, watch, "08:06:00", "cover_open")
    goes_on(hall, watch, "09:00:00")
    goes_on(hall, watch, "09:01:00", "broken")
    goes_on(hall, watch, "09:30:00")
    assert figures(hall) == {"kiosk": (0, 0, 0), "printer": (2, 420, 360)}, "opening the cover is the same standstill"
    assert [kind for kind, _ in told(hall)] == [KINDS[2], KINDS[0], KINDS[1], KINDS[0], KINDS[1]]
    hall.is_proved()


def test_a_silent_kiosk_is_missed_from_its_last_word_and_not_after_work(hall: SmallHall) -> None:
    watch = server(hall)
    goes_on(hall, watch, "11:20:00")
    goes_on(hall, watch, "13:40:00", printer=None)
    goes_on(hall, watch, "16:50:00")
    goes_on(hall, watch, "18:00:00", printer=None)
    count, total, longest = figures(hall)["kiosk"]
    assert count == 3 and 600 + 600 + 600 <= total <= 600 + 600 + 600 + 30 and longest <= 610
    because = [details["because"] for kind, details in told(hall) if kind == "machine_stop_ended"]
    assert because == ["rest", "well", "rest"], "nobody misses it at noon, nor in the evening"


def test_what_happened_while_the_server_was_off_is_unknown_and_no_time_at_work(hall: SmallHall) -> None:
    watch = server(hall)
    goes_on(hall, watch, "09:00:00")
    goes_on(hall, watch, "09:05:00", "paper_out")
    hall.clock.is_at("2026-11-23 10:05:00")
    watch = server(hall)
    found = report(hall)["machines"]
    assert figures(hall)["printer"] == (1, 290, 290), "until its last word"
    assert found["unwatched_s"] == 3600 and found["watched_since"] == "2026-11-23T00:20:00+00:00"
    goes_on(hall, watch, "10:10:00", "paper_out")
    goes_on(hall, watch, "10:20:00")
    assert figures(hall)["printer"][0] == 2
    because = [details["because"] for kind, details in told(hall) if kind == "machine_stop_ended"]
    assert because == ["unwatched", "well"]


def test_of_days_that_nobody_watched_no_machine_is_said_to_have_run_well(hall: SmallHall) -> None:
    goes_on(hall, server(hall), "09:00:00")
    before = {"since": "2026-11-20", "through": "2026-11-22"}
    assert hall.hoa.get("/reports", **before).done()["machines"] == {
        "watched_since": "2026-11-23T00:20:00+00:00", "unwatched_s": 0, "rows": []
    }  # fmt: skip
    assert len(hall.hoa.get("/reports", **before | {"through": "2026-11-23"}).done()["machines"]["rows"]) == 2


def test_a_restart_between_two_words_of_a_machine_is_no_gap_and_no_standstill(hall: SmallHall) -> None:
    watch = server(hall)
    goes_on(hall, watch, "09:00:00")
    hall.clock.passes(60)
    watch = server(hall)
    goes_on(hall, watch, "09:10:00")
    assert [kind for kind, _ in told(hall)] == ["machines_watched"]


def test_of_two_workers_one_tells(hall: SmallHall) -> None:
    one, other = server(hall), server(hall)
    goes_on(hall, one, "08:00:00")
    for _ in range(10):
        hall.clock.passes(10)
        speaks(hall, "paper_out")
        one.look()
        other.look()
    assert [kind for kind, _ in told(hall)] == ["machines_watched", "machine_stopped"]
    assert figures(hall)["printer"] == (1, 90, 90), "and what still stands counts until now"


def test_a_kiosk_that_is_cut_off_hands_out_what_it_holds_and_stands_not_still(hall: SmallHall) -> None:
    watch = server(hall)
    goes_on(hall, watch, "08:00:00")
    hall.kiosk.post("/devices/health", {"health": {"reserve": {"days": ["2026-11-23"]}}}).done()
    goes_on(hall, watch, "08:30:00", printer=None)
    assert figures(hall)["kiosk"] == (0, 0, 0)


def test_a_hall_without_hours_misses_its_kiosk_while_a_counter_is_open(hall: SmallHall) -> None:
    hall.regulates(hours=None)
    watch = server(hall)
    goes_on(hall, watch, "08:00:00", printer=None)
    assert figures(hall)["kiosk"] == (0, 0, 0)
    hall.mai.opens()
    goes_on(hall, watch, "08:10:00", printer=None)
    assert figures(hall)["kiosk"][0] == 1
    hall.mai.closes()
    goes_on(hall, watch, "08:20:00", printer=None)
    assert [details["because"] for kind, details in told(hall) if kind == "machine_stop_ended"] == ["rest"]

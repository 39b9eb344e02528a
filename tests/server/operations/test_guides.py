"""A guide slip burns no number; how many were given is a figure of the day."""

from tests.cast import Caller, Clock, SmallHall


def guides(hall: SmallHall, day: str = "", trial: str = "") -> int:
    return int(hall.ba.get("/figures", day=day, trial=trial).done()["guides"])


def test_a_guide_is_told_once_and_counted_on_its_day(hall: SmallHall, kiosk: Caller, clock: Clock) -> None:
    assert guides(hall) == 0
    for key in ("one", "one", "two"):
        kiosk.post("/guides", {"procedure": "1.001193"}, key=key).done()
    told = [row for row in hall.story() if row["kind"] == "guide_given"]
    assert [row["details"] for row in told] == [{"procedure": "1.001193", "service": "H", "is_trial": False}] * 2
    assert guides(hall) == 2 and hall.labels() == []
    clock.is_at("2026-11-25 08:00:00")
    kiosk.post("/guides", {"procedure": "2.000815"}).done()
    assert guides(hall) == 1 and guides(hall, day="2026-11-23") == 2 and guides(hall, day="2026-11-24") == 0
    hall.is_proved()


def test_a_guide_of_practice_is_a_figure_of_practice(hall: SmallHall, kiosk: Caller) -> None:
    hall.tuan.post("/trial/begin").done()
    kiosk.post("/guides", {"procedure": "1.001193"}).done()
    assert (guides(hall), guides(hall, trial="1")) == (0, 1)


def test_a_guide_of_nothing_the_hall_offers_is_refused(hall: SmallHall, kiosk: Caller) -> None:
    before = hall.stands_at()
    assert kiosk.post("/guides", {"procedure": "9.999999"}).refusal == (404, "unknown_procedure")
    assert hall.stands_at() == before

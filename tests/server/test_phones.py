"""Who is told first of many phones, and when a round of them begins anew."""

from server.holders import Followed, followed
from server.phones import Phones
from server.pulse import pulse_now
from tests.cast import SmallHall


def test_phones_of_the_series_called_last_are_told_first(hall: SmallHall) -> None:
    hall.open_all()
    tokens = {ticket["label"]: ticket["token"] for ticket in map(hall.kiosk.issues, "HCHCHC")}
    rows = Followed()
    for caller, first in ((hall.mai, "H"), (hall.hoa_at(2), "C")):
        hall.clock.passes(minutes=1)
        caller.calls_next()
        with hall.database.read() as db:
            pulse = pulse_now(db, 1, hall.clock())
            told = [basis.ticket.label for _, basis in followed(db, pulse, rows, list(tokens.values()))]
        assert sorted(told) == sorted(tokens)
        assert {label[0] for label in told[:3]} == {first}


def test_a_round_begins_anew_for_news_but_never_twice_in_a_row() -> None:
    phones = Phones()
    phones.join("a")
    for breaks_off in (True, False, True, False):
        phones.is_behind = True
        phones.due()
        assert not phones.breaks_off(), "nothing happened since it began"
        phones.is_behind = True
        assert phones.breaks_off() == breaks_off


def test_a_round_for_who_came_in_does_not_break_off() -> None:
    phones = Phones()
    phones.join("a")
    assert phones.due() == ["a"]
    phones.is_behind = True
    assert not phones.breaks_off(), "whoever came in has nothing to read yet"

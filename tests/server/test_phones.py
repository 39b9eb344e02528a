"""Who is told first of many phones, and when a round of them begins anew."""

import pytest

from server.holders import Followed, followed
from server.phones import Phones
from server.pulse import pulse_now
from server.scenes import waits
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
            told = [basis.ticket.label for _, basis in followed(db, pulse, waits(pulse), rows, list(tokens.values()))]
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


def test_a_wait_alone_is_told_to_a_few_in_a_round_until_all_know_it(
    hall: SmallHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.phones.WAITS_A_ROUND", 2)
    hall.mai.opens()
    tokens = [hall.kiosk.issues("H")["token"] for _ in range(6)]
    phones = Phones()
    for token in tokens:
        phones.join(token)

    def told() -> int:
        phones.is_behind = True
        due = phones.due()
        with hall.database.read() as db:
            pulse = pulse_now(db, 1, hall.clock())
            bases = list(followed(db, pulse, waits(pulse), phones.rows, due))
        return sum(phones.news(token, basis) is not None for token, basis in bases)

    assert told() == 6, "whoever came in reads all of it at once"
    hall.nam.opens()  # nobody's place has changed
    rounds = [told() for _ in range(3)]
    assert rounds[0] == 2 and sum(rounds) >= 4
    while phones.owes_waits:
        rounds.append(told())
    assert max(rounds) <= 2 and told() == 0
    hall.mai.calls_next()
    assert told() == 6, "all of the series read of a call"

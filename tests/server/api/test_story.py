"""The story is asked for by number, counter, kind, person, time and reason, and read page by page both ways."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update

from server.models import Story
from tests.cast import Json, SmallHall

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.fixture
def lived(hall: SmallHall) -> SmallHall:
    """Three mornings: Monday 23, Tuesday 24 and Wednesday 25 November 2026."""
    for _ in range(3):
        hall.open_all()
        for lane in ({}, {"lane": "priority", "grounds": "elderly"}, {}):
            hall.kiosk.issues("H", **lane)
            hall.clock.passes(40)
        hall.kiosk.issues("C")
        hall.mai.finishes(hall.mai.serves_next())
        hall.mai.moves("park", hall.mai.calls_next(), reason="Đi sao chụp")
        hall.nam.moves("absent", hall.nam.calls_next())
        hall.nam.pauses(reason="họp")
        hall.clock.passes(hours=24)
    return hall


def asks(hall: SmallHall, **query: Any) -> list[Json]:
    found = hall.ba.get("/story", limit=1000, **query).done()
    assert found["more"] is False
    return list(found["story"])


def local(row: Json) -> datetime:
    return datetime.fromisoformat(row["at"]).astimezone(ZONE)


ASKED: list[tuple[Json, Callable[[Json], bool]]] = [
    ({"label": "H001"}, lambda row: row["label"] == "H001"),
    ({"label": "h 1"}, lambda row: row["label"] == "H001"),
    ({"counter": 1}, lambda row: row["counter"] == 1),
    ({"kind": "ticket_called"}, lambda row: row["kind"] == "ticket_called"),
    ({"by": "mai"}, lambda row: row["by"] == "mai"),
    ({"reasoned": 1}, lambda row: bool(row["why"] or row["details"].get("passed_over"))),
    ({"since": "2026-11-24"}, lambda row: local(row).day >= 24),
    ({"until": "2026-11-24"}, lambda row: local(row).day <= 24),
    ({"since": "2026-11-24", "until": "2026-11-24"}, lambda row: local(row).day == 24),
    ({"since": "2026-11-24T07:32", "until": "2026-11-24T07:33"},
     lambda row: f"{local(row):%d %H:%M}" in ("24 07:32", "24 07:33")),
    ({"label": "H002", "kind": "ticket_called", "counter": 1, "by": "mai", "since": "2026-11-24", "reasoned": 1},
     lambda row: row["label"] == "H002" and row["kind"] == "ticket_called" and local(row).day >= 24),
    ({"kind": "ticket_called", "by": "nam"}, lambda row: row["kind"] == "ticket_called" and row["by"] == "nam"),
    ({"counter": 2, "kind": "counter_paused"}, lambda row: row["kind"] == "counter_paused"),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "keeps"), ASKED, ids=lambda part: "-".join(part) if isinstance(part, dict) else "")
def test_what_is_asked_for_is_what_a_reader_of_all_rows_would_pick(
    lived: SmallHall, asked: Json, keeps: Callable[[Json], bool]
) -> None:
    expected = [row for row in asks(lived) if keeps(row)]
    assert expected and asks(lived, **asked) == expected


@pytest.mark.parametrize(
    "asked",
    [{"label": "H777"}, {"counter": 77}, {"kind": "no_such"}, {"by": "ai đó"}, {"since": "2027-01-01"},
     {"until": "2020-01-01"}, {"since": "2026-11-25", "until": "2026-11-24"}, {"counter": 1, "by": "nam"}],
    ids=str,
)  # fmt: skip
def test_what_nobody_did_is_nothing(lived: SmallHall, asked: Json) -> None:
    assert asks(lived, **asked) == []


@pytest.mark.parametrize("asked", [{}, {"by": "mai"}, {"since": "2026-11-24"}], ids=str)
def test_the_pages_join_without_a_gap_in_both_directions(lived: SmallHall, asked: Json) -> None:
    whole = asks(lived, **asked)
    back: list[Json] = []
    place: Json = {"before": 10**15}
    while page := lived.ba.get("/story", limit=7, **asked, **place).done():
        back = page["story"] + back
        place = {"before": page["story"][0]["seq"]}
        if not page["more"]:
            break
    assert back == whole
    forth: list[Json] = []
    while page := lived.ba.get("/story", limit=7, **asked, after=forth[-1]["seq"] if forth else 0).done():
        forth += page["story"]
        if not page["more"]:
            break
    assert forth == whole


def test_a_clock_that_was_set_back_hides_no_row_of_the_day(lived: SmallHall) -> None:
    """The first rows of Tuesday carry times after its last ones, as if the clock had been an hour fast."""
    tuesday = asks(lived, since="2026-11-24", until="2026-11-24")
    with lived.database.write() as db:
        late = datetime.fromisoformat(tuesday[-1]["at"]) + timedelta(hours=1)
        db.execute(update(Story).where(Story.seq == tuesday[0]["seq"]).values(at=late))
        early = datetime.fromisoformat(tuesday[1]["at"]) - timedelta(minutes=30)
        db.execute(update(Story).where(Story.seq == tuesday[-1]["seq"]).values(at=early))
    again = asks(lived, since="2026-11-24", until="2026-11-24")
    assert [row["seq"] for row in again] == [row["seq"] for row in tuesday]


def test_the_choices_are_what_stands_in_the_story(lived: SmallHall) -> None:
    rows = asks(lived)
    choices = lived.ba.get("/story/choices").done()
    assert choices["kinds"] == sorted({row["kind"] for row in rows})
    assert choices["counters"] == sorted({row["counter"] for row in rows} - {None})
    assert set(choices["by"]) == {row["by"] for row in rows}

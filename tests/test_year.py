"""The year that the bench measures is one that the hall could have lived: proved whole, counted as it was played."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from server.check import check
from tests.bench.size import pages
from tests.bench.year import Year
from tests.builders import MORNING
from tests.cast import Json

DAYS, A_DAY = 4, 36


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Year]:
    folder: Path = tmp_path_factory.mktemp("year")
    made = Year(f"sqlite:///{folder / 'moiso.db'}", folder, days=DAYS, a_day=A_DAY)
    yield made
    made.close()


def report(year: Year) -> Json:
    through = MORNING.date() - timedelta(days=1)
    asked = {"since": (through - timedelta(days=20)).isoformat(), "through": through.isoformat(), "by": "day"}
    return year.caller("hoa").get("/reports", **asked).done()


def test_its_story_is_whole(year: Year) -> None:
    (proof,) = check(year.database, None).values()
    assert not proof.faults and proof.rows == year.seq > 11 * A_DAY * DAYS


def test_each_day_is_the_day_that_was_played(year: Year) -> None:
    found = report(year)
    assert found["days"] == DAYS and found["whole"]["legs"] == DAYS * A_DAY == found["whole"]["finished"]
    first, *others = [{name: row[name] for name in row if name not in ("key", "name")} for row in found["rows"]]
    assert others == [first] * (DAYS - 1)


def test_rolled_up_anew_it_is_the_same(year: Year) -> None:
    before = report(year)
    year.forget_roll_ups()
    after = report(year)
    assert {name for name in before if before[name] != after[name]} <= {"seq", "at"}


@pytest.mark.parametrize("name", [page.name for page in pages(("", ""))])
def test_each_page_answers(year: Year, name: str) -> None:
    page = next(each for each in pages(year.two_labels()) if each.name == name)
    if name == "why before me":
        page.asked["day"] = (MORNING.date() - timedelta(days=2)).isoformat()
    year.caller(page.by).get(page.path, **page.asked).done()

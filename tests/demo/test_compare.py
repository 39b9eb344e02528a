"""`moiso simulate --compare`: what each call rule does to the default hall's heavy day, and the order they stand in."""

import json
from pathlib import Path

import pytest

from demo.compare import Row, compare
from server import cli
from server.domain.ticket import Lane

Figures = dict[tuple[str, Lane], Row]


@pytest.fixture(scope="module")
def heavy() -> Figures:
    return {(row.rule, row.lane): row for row in compare(450, 0.2, range(1, 9))}


def test_each_rule_stands_there_with_both_lanes(heavy: Figures) -> None:
    rules = ("fifo", "strict", "counts_from", "priority_floor")
    assert set(heavy) == {(rule, lane) for rule in rules for lane in (Lane.PRIORITY, Lane.ORDINARY)}


def test_the_days_are_the_same_for_every_rule(heavy: Figures) -> None:
    for rule in ("fifo", "strict", "counts_from", "priority_floor"):
        # Who comes is the same; how many are sent on or pay depends a little on who is called before closing.
        assert sum(heavy[rule, lane].figures.n for lane in (Lane.PRIORITY, Lane.ORDINARY)) == pytest.approx(497, abs=8)


def test_priority_waits_least_under_strict_then_under_the_floor_then_by_credit_then_in_turn(heavy: Figures) -> None:
    p95 = [heavy[rule, Lane.PRIORITY].figures.p95_s for rule in ("strict", "priority_floor", "counts_from", "fifo")]
    assert p95 == sorted(p95)


def test_the_floor_costs_priority_little_and_is_far_better_than_turn_by_turn(heavy: Figures) -> None:
    assert heavy["priority_floor", Lane.PRIORITY].figures.p95_s < heavy["fifo", Lane.PRIORITY].figures.p95_s / 3


def test_the_longest_ordinary_wait_is_shorter_with_a_floor_than_without(heavy: Figures) -> None:
    floor, strict = heavy["priority_floor", Lane.ORDINARY], heavy["strict", Lane.ORDINARY]
    assert floor.figures.worst_s < strict.figures.worst_s
    assert floor.flooded_s < 45 * 60 < strict.flooded_s == 3 * 3600


def test_the_same_seeds_give_the_same_figures(heavy: Figures) -> None:
    assert compare(60, 0.2, range(3)) == compare(60, 0.2, range(3)) != compare(60, 0.2, range(1, 4))


def test_a_day_without_priority_has_no_such_row() -> None:
    assert {row.lane for row in compare(30, 0.0, [1])} == {Lane.ORDINARY}


def test_the_command_prints_one_aligned_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["simulate", "--compare", "--visitors", "80", "--seeds", "2"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "80 visitors, 20% of them priority. Mean of 2 days." in lines[0]
    assert "In force by default: priority_floor, floor 30 minutes, every 2." in lines
    table = lines[lines.index("") + 1 :][:9]
    assert [line.split()[0] for line in table[1:]] == [
        name for name in ("fifo", "strict", "counts_from", "priority_floor") for _ in range(2)
    ]
    assert len({len(line) for line in table}) == 1


def test_the_command_says_the_same_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["simulate", "--compare", "--visitors", "80", "--priority", "0.5", "--seeds", "2", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["day"] == {"visitors": 80, "priority": 0.5, "days": 2, "seed": 1}
    assert said["default"] == "priority_floor"
    assert said["rows"] == [row.as_json() for row in compare(80, 0.5, [1, 2])]


@pytest.mark.parametrize("words", [["--visitors", "0"], ["--seeds", "0"], ["--priority", "1.5"], ["--seeds", "-3"]])
def test_a_day_that_cannot_be_is_refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["simulate", "--compare", *words]) == 2
    assert "at least 1" in capsys.readouterr().err


def test_the_page_of_rules_shows_what_the_command_prints(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["simulate", "--compare"]) == 0
    page = (Path(__file__).parents[2] / "docs" / "rules.md").read_text(encoding="utf-8")
    assert capsys.readouterr().out in page, "put the table of `moiso simulate --compare` into docs/rules.md"

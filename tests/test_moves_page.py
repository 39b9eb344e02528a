"""docs/moves.md lists the moves there are: from where, to where, how they are told, and which can be taken back."""

import re

from server.domain.ticket import MOVES, TOLD, UNDOABLE, Move
from tests.services import ROOT

PAGE = (ROOT / "docs/moves.md").read_text(encoding="utf-8")
ROWS = [[cell.strip() for cell in row.strip("|").split("|")] for row in re.findall(r"^\| `.*$", PAGE, re.M)]


def test_the_page_is_drawn_from_the_table() -> None:
    drawn = {
        move.strip("`"): (came_from.split(", "), to, told.strip("`"), undo.startswith("yes"))
        for move, came_from, to, _who, _guard, told, undo in ROWS
    }
    assert drawn == {
        move.value: ([*map(str, steps)], str(*set(steps.values())), TOLD[move], move in UNDOABLE)
        for move, steps in MOVES.items()
    }


def test_each_move_says_who_may_and_under_what_guard() -> None:
    assert [row[0] for row in ROWS] == [f"`{move.value}`" for move in Move], "in the order of the table"
    assert all(who and guard for _move, _from, _to, who, guard, _told, _undo in ROWS)

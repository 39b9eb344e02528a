"""Whatever a printer does, whenever it does it: what is believed of the paper is true, and no slip comes out twice."""

import pytest

from tests.kiosk.fault_matrix import AFTER, BEFORE, KILLED, MID, Cell, play, table, table_on_page


@pytest.fixture(scope="module")
def cells() -> list[Cell]:
    return play()


def test_the_page_has_the_table_that_was_seen(cells: list[Cell]) -> None:
    assert table_on_page() == table(cells), "python -m tests.kiosk.fault_matrix writes it"


def test_no_touch_brings_a_second_paper(cells: list[Cell]) -> None:
    assert [cell.key for cell in cells if cell.slips > 1] == []
    assert [cell.key for cell in cells if cell.shown and cell.again != cell.shown] == []


def test_printed_is_said_only_with_a_proof_of_the_whole_slip(cells: list[Cell]) -> None:
    printed = [cell for cell in cells if cell.told["outcome"] == "printed"]
    assert printed and [cell.key for cell in printed if (cell.slips, cell.device.proofs) != (1, 1)] == []


def test_refused_is_said_only_of_a_printer_that_got_no_dot(cells: list[Cell]) -> None:
    refused = [cell for cell in cells if cell.told["outcome"] == "refused"]
    assert refused and [cell.key for cell in refused if cell.device.rows] == []
    assert {cell.moment for cell in refused} == {BEFORE}


def test_what_may_have_come_out_is_unknown_and_the_server_hears_what_the_page_showed(cells: list[Cell]) -> None:
    assert {cell.told["outcome"] for cell in cells if cell.moment in (MID, AFTER)} == {"printed", "unknown"}
    assert {cell.told["outcome"] for cell in cells if cell.moment == KILLED} == {"unknown"}
    assert [cell.key for cell in cells if cell.shown and cell.shown["print"] != cell.told["outcome"]] == []

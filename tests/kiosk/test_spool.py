"""The spooler: one thread, jobs in order, every asker gets an outcome, and nothing prints after "refused"."""

import queue
import threading
import time

from kiosk.printer import Outcome, PrinterState, Status, open_printer
from kiosk.spool import Spooler
from tests.kiosk.test_printer import JOB, ROWS


class SlowPrinter:
    """A printer whose paper moves when the test says so."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.at_work = threading.Event()
        self.printed: list[bytes] = []
        self.threads: set[int] = set()
        self.closed = False

    def print_job(self, data: bytes, rows: int) -> Outcome:
        self.threads.add(threading.get_ident())
        self.at_work.set()
        self.go.wait(5)
        if data == b"break":
            raise RuntimeError("a printer nobody knows")
        self.printed.append(data)
        return Outcome("printed")

    def status(self) -> Status:
        self.threads.add(threading.get_ident())
        return Status(PrinterState.PAPER_NEAR_END)

    def close(self) -> None:
        self.closed = True


def test_slips_come_out_in_order_one_at_a_time_from_one_thread():
    printer = SlowPrinter()
    spooler = Spooler(printer)
    askers = []
    for number in range(5):
        askers.append(threading.Thread(target=spooler.print_job, args=(bytes([number]), 1)))
        askers[-1].start()
        time.sleep(0.02)
    printer.go.set()
    for asker in askers:
        asker.join()
    assert printer.printed == [bytes([number]) for number in range(5)]
    assert spooler.status().state == PrinterState.PAPER_NEAR_END
    assert len(printer.threads) == 1
    health = spooler.health()
    assert (health.printed, health.refused, health.unknown) == (5, 0, 0)
    assert health.last_outcome == Outcome("printed") and health.last_printed_at
    assert spooler.close() and printer.closed


def test_who_waits_too_long_in_line_is_refused_and_never_printed():
    printer = SlowPrinter()
    spooler = Spooler(printer)
    first = threading.Thread(target=spooler.print_job, args=(b"first", 1))
    first.start()
    printer.at_work.wait(2)
    assert spooler.print_job(b"second", 1, limit_s=0.05).reason == "busy"
    printer.go.set()
    first.join()
    assert spooler.close()
    assert printer.printed == [b"first"]


def test_a_slip_at_work_past_its_limit_is_unknown():
    printer = SlowPrinter()
    spooler = Spooler(printer)
    outcome = spooler.print_job(b"slow", 1, limit_s=0.05)
    assert (outcome.outcome, outcome.reason) == ("unknown", "no_answer_yet")
    printer.go.set()
    assert spooler.close()


def test_a_printer_that_fails_unheard_of_is_unknown_and_the_next_slip_prints():
    printer = SlowPrinter()
    printer.go.set()
    spooler = Spooler(printer)
    assert spooler.print_job(b"break", 1).outcome == "unknown"
    assert spooler.print_job(b"next", 1).outcome == "printed"
    assert spooler.close()


def test_stopping_finishes_the_slip_in_hand_and_refuses_the_rest():
    printer = SlowPrinter()
    spooler = Spooler(printer)
    outcomes: dict[bytes, Outcome] = {}

    def ask(data: bytes) -> None:
        outcomes[data] = spooler.print_job(data, 1)

    askers = [threading.Thread(target=ask, args=(data,)) for data in (b"in hand", b"in line")]
    for asker in askers:
        asker.start()
        printer.at_work.wait(2)
        time.sleep(0.05)
    closing = threading.Thread(target=spooler.close)
    closing.start()
    time.sleep(0.05)
    printer.go.set()
    for thread in (*askers, closing):
        thread.join()
    assert (outcomes[b"in hand"].outcome, outcomes[b"in line"].reason) == ("printed", "stopping")
    assert spooler.print_job(b"late", 1).reason == "stopping"
    assert printer.printed == [b"in hand"] and printer.closed


def test_health_follows_the_paper(tmp_path):
    spooler = Spooler(open_printer(f"virtual:{tmp_path}"))
    assert spooler.health().status is None
    (tmp_path / "paper-out").touch()
    assert spooler.print_job(JOB, ROWS).reason == "paper_out"
    assert spooler.health().status.state == PrinterState.PAPER_OUT
    (tmp_path / "paper-out").unlink()
    assert spooler.print_job(JOB, ROWS).outcome == "printed"
    assert spooler.health().status.state == PrinterState.READY
    assert spooler.close()


def test_a_printer_at_rest_is_watched_and_each_change_is_told_once(tmp_path):
    spooler = Spooler(open_printer(f"virtual:{tmp_path}"))
    told = queue.SimpleQueue()
    spooler.watch(told.put)
    assert told.get(timeout=5).state == PrinterState.READY
    (tmp_path / "paper-out").touch()
    assert told.get(timeout=5).state == PrinterState.PAPER_OUT
    assert spooler.print_job(JOB, ROWS).reason == "paper_out"
    (tmp_path / "paper-out").unlink()
    assert spooler.print_job(JOB, ROWS).outcome == "printed"
    assert told.get(timeout=5).state == PrinterState.READY
    assert spooler.close() and told.empty()


def test_whoever_fails_to_hear_of_the_printer_stops_no_slip(tmp_path):
    def deaf(_: Status) -> None:
        raise RuntimeError("nobody there")

    spooler = Spooler(open_printer(f"virtual:{tmp_path}"))
    spooler.watch(deaf)
    assert spooler.print_job(JOB, ROWS).outcome == "printed"
    assert spooler.print_job(JOB, ROWS).outcome == "printed"
    assert spooler.close()

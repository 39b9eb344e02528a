"""A ticket printer on the loopback: takes jobs, answers questions, burns at a set speed, and has every known fault."""

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class TcpPrinter:
    """Faults are plain attributes, to be set before or in the middle of a job."""

    def __init__(self) -> None:
        self.paper = "ok"  # ok, near_end, out
        self.cover_open = self.offline = self.jammed = self.overheated = self.broken = False
        self.mute = False  # takes everything, answers nothing
        self.knows = frozenset({"gs_r", "gs_h"})  # the questions in order it answers
        self.unasked = b""  # sent before each answer in order: automatic status, noise
        self.speed_mm_s = 0.0  # 0: at once
        self.dies_after: int | None = None  # bytes of one connection
        self.stalls_after: int | None = None
        self.closes_at_once = False  # a link as soon as it is made
        self.paper_ends_after: int | None = None  # rows
        self.strikes_after: float | None = None  # rows; inf: after the last dot; then `strike` is called, once
        self.strike: Callable[[], None] = lambda: None
        self.buffer = 65536
        self.jobs: list[bytes] = []
        self.asked: list[bytes] = []  # all that came over each link
        self.connections = 0
        self.rows = 0
        self.proofs = 0
        self._stop = threading.Event()
        self._links: list[socket.socket] = []
        self._others: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=8)
        self.port = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    @property
    def address(self) -> str:
        return f"tcp://127.0.0.1:{self.port}"

    @property
    def halted(self) -> bool:
        """It has not finished and does not go on."""
        troubles = (self.cover_open, self.offline, self.jammed, self.overheated, self.broken, self.paper == "out")
        return any(troubles)

    def close(self) -> None:
        """Switched off, and gone."""
        self.die()
        for client in self._others:
            client.close()
        self._thread.join(5)

    def die(self) -> None:
        """No link is taken, and those there are break."""
        self._stop.set()
        self.refuse()
        self.hang_up()

    def refuse(self) -> None:
        """From now on no link is taken."""
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def hang_up(self) -> None:
        """The links there are break."""
        for link in self._links:
            with contextlib.suppress(OSError):
                link.shutdown(socket.SHUT_RDWR)

    def take_another_client(self) -> None:
        """Somebody else makes a link, and keeps it."""
        self._others.append(socket.create_connection(("127.0.0.1", self.port)))

    def wait_for_jobs(self, count: int) -> list[bytes]:
        """A job is kept when its link ends, a moment after the host knows its outcome."""
        for _ in range(500):
            if len(self.jobs) >= count:
                break
            time.sleep(0.01)
        return self.jobs

    def _accept(self) -> None:
        # One client at a time, as the real ones: the next waits in the backlog, and hears nothing.
        while not self._stop.is_set():
            try:
                link, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            self._links.append(link)
            self.asked.append(b"")
            with link:
                if not self.closes_at_once:
                    _Job(self, link).run()


class _Job:
    """One connection: a receiver that answers real-time questions, and a head that works in order behind it."""

    def __init__(self, printer: TcpPrinter, link: socket.socket) -> None:
        self.printer, self.link = printer, link
        self.received = 0
        self.pending = bytearray()
        self.kept = bytearray()
        self.more = threading.Condition()
        self.over = False

    def run(self) -> None:
        head = threading.Thread(target=self._head, daemon=True)
        head.start()
        with contextlib.suppress(OSError):
            self._receive()
        with self.more:
            self.over = True
            self.more.notify_all()
        head.join(5)
        if self.kept:
            self.printer.jobs.append(bytes(self.kept))

    def _receive(self) -> None:
        printer, tail = self.printer, b""
        while not printer._stop.is_set():
            if len(self.pending) > printer.buffer or self._stalled():
                time.sleep(0.005)
                continue
            data = self.link.recv(4096)
            if not data:
                return
            self.received += len(data)
            printer.asked[-1] += data
            if printer.dies_after is not None and self.received >= printer.dies_after:
                return
            for number in self._questions(tail + data):
                self._answer(number)
            tail = (tail + data)[-2:] if not (tail + data).endswith((b"\x01", b"\x02", b"\x03", b"\x04")) else b""
            with self.more:
                self.pending += data
                self.more.notify_all()

    def _stalled(self) -> bool:
        return self.printer.stalls_after is not None and self.received >= self.printer.stalls_after

    @staticmethod
    def _questions(data: bytes) -> Iterator[int]:
        at = -1
        while (at := data.find(b"\x10\x04", at + 1)) >= 0:
            if at + 2 < len(data) and 1 <= data[at + 2] <= 4:
                yield data[at + 2]

    def _answer(self, number: int) -> None:
        printer = self.printer
        if printer.mute:
            return
        replies = {
            1: 0x1A if printer.halted else 0x12,
            2: 0x12 | (0x04 if printer.cover_open else 0) | (0x20 if printer.paper == "out" else 0),
            3: 0x12
            | (0x08 if printer.jammed else 0)
            | (0x20 if printer.broken else 0)
            | (0x40 if printer.overheated else 0),
            4: {"ok": 0x12, "near_end": 0x1E, "out": 0x7E}[printer.paper],
        }
        self.link.sendall(bytes([replies[number]]))

    def _head(self) -> None:
        with contextlib.suppress(OSError, EOFError):
            while True:
                start = self._take(2)
                self._wait_while_halted()
                if start == b"\x10\x04":
                    self._take(1)
                elif start == b"\x1b@":
                    self.kept += start
                elif start == b"\x1dv":
                    self._burn(start)
                elif start == b"\x1dV":
                    self.kept += start + self._take(2)
                elif start == b"\x1dr":
                    self._take(1)
                    self._answer_in_order("gs_r", b"\x00")
                elif start == b"\x1d(":
                    self._answer_in_order("gs_h", b"\x37\x22" + self._take(9)[5:] + b"\x00")
                else:
                    self.kept += start

    def _burn(self, start: bytes) -> None:
        head = self._take(6)
        row, rows = int.from_bytes(head[2:4], "little"), int.from_bytes(head[4:6], "little")
        self.kept += start + head
        due = time.monotonic()
        for _ in range(rows):
            self.kept += self._take(row)
            self.printer.rows += 1
            if self.printer.paper_ends_after is not None and self.printer.rows >= self.printer.paper_ends_after:
                self.printer.paper, self.printer.paper_ends_after = "out", None
            self._strike(self.printer.rows)
            self._wait_while_halted()
            if self.printer.speed_mm_s:
                due = max(due, time.monotonic() - 0.02) + 1 / 8 / self.printer.speed_mm_s
                if due - time.monotonic() > 0.005:
                    time.sleep(due - time.monotonic())

    def _strike(self, rows: float) -> None:
        printer = self.printer
        if printer.strikes_after is not None and rows >= printer.strikes_after:
            printer.strikes_after = None
            printer.strike()

    def _wait_while_halted(self) -> None:
        while self.printer.halted and not self.over:
            time.sleep(0.005)

    def _answer_in_order(self, question: str, answer: bytes) -> None:
        self._strike(float("inf"))  # The last dot is out, and nothing says so yet.
        self._wait_while_halted()
        if question in self.printer.knows and not self.printer.mute:
            self.printer.proofs += 1
            self.link.sendall(self.printer.unasked + answer)

    def _take(self, count: int) -> bytes:
        with self.more:
            while len(self.pending) < count:
                if self.over:
                    raise EOFError
                self.more.wait(1)
            piece = bytes(self.pending[:count])
            del self.pending[:count]
            return piece


@contextmanager
def tcp_printer() -> Iterator[TcpPrinter]:
    """A printer that is switched off at the end."""
    printer = TcpPrinter()
    try:
        yield printer
    finally:
        printer.close()

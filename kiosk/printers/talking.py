"""Prints with proof: asks the printer before, asks it after, and says what is known."""

import time

from kiosk.printers.link import LinkLost, Transport
from kiosk.printers.options import Confirm, PrinterOptions
from kiosk.printers.outcome import Found, Outcome, PrinterState, Status, printed, refused, status_now, unknown

ASK = b"\x10\x04"
PAPER_SENSOR_AFTER_ALL = b"\x1dr\x01"
PROCESS_ID_AFTER_ALL = b"\x1d(H\x06\x0000"

SLOWEST_MM_S, FASTEST_MM_S = 50.0, 600.0
"""No ticket printer moves its paper slower or faster: a "proof" that is faster comes before the paper."""
BOTH_S = 1.0
"""Two answers to two questions sent together come together."""


class TalkingPrinter:
    """An ESC/POS printer that answers. One connection a job, because many take only one client at a time."""

    def __init__(self, transport: Transport, options: PrinterOptions, link_bytes_s: float = float("inf")) -> None:
        self._transport = transport
        self._options = options
        self._link_bytes_s = link_bytes_s
        self._jobs = 0

    def status(self) -> Status:
        """Connects, asks, and lets go."""
        try:
            self._transport.open()
            return self._ask_all()
        except LinkLost as lost:
            return status_now(PrinterState.AWAY, str(lost))
        finally:
            self._transport.close()

    def print_job(self, data: bytes, rows: int) -> Outcome:
        """Sends nothing unless the printer says it can print; then waits for proof as long as the paper may take."""
        try:
            takes_s = max(rows / 8 / self._options.speed_mm_s, len(data) / self._link_bytes_s)
            return self._refusal() or self._send(data, takes_s)
        finally:
            self._transport.close()

    def learn(self, data: bytes, rows: int) -> Found:
        """Prints one job and asks both questions in order behind it, the old one first: not all survive the new one."""
        try:
            refusal = self._refusal()
            if refusal:
                return Found(refusal)
            began, proof = time.monotonic(), self._next_id()
            end = began + max(rows / 8 / SLOWEST_MM_S, len(data) / self._link_bytes_s) + self._options.grace_s
            self._transport.send(data + PAPER_SENSOR_AFTER_ALL + PROCESS_ID_AFTER_ALL + proof, end - began)
            confirm, at = _Answers(self._transport).best_proof(proof, end)
            status = self._ask_all()
        except TimeoutError:
            return Found(unknown("stalled", "the printer stopped taking data in the middle of the slip"))
        except LinkLost as lost:
            return Found(unknown("link_lost", str(lost)))
        finally:
            self._transport.close()
        if not status.can_print:
            return Found(unknown(status.state, f"in the middle of the slip: {status.detail}"))
        speed = rows / 8 / (at - began)
        if confirm == "none" or speed > FASTEST_MM_S:
            return Found(printed("the printer does not prove its slips; its state is asked instead"), "none")
        return Found(printed(), confirm, max(SLOWEST_MM_S, speed))

    def close(self) -> None:
        """Lets the device go."""
        self._transport.release()

    def _refusal(self) -> Outcome | None:
        """Connects, and says why nothing can be sent, if so."""
        try:
            self._transport.open()
            status = self._ask_all()
        except LinkLost as lost:
            return refused(PrinterState.AWAY, str(lost))
        return None if status.can_print else refused(status.state, status.detail)

    def _next_id(self) -> bytes:
        self._jobs += 1
        return f"{self._jobs % 10_000:04}".encode("ascii")

    def _send(self, data: bytes, takes_s: float) -> Outcome:
        """From the first byte on, a failure means nobody knows: the printer may have had it all."""
        confirm, within_s = self._options.confirm, takes_s + self._options.grace_s
        end = time.monotonic() + within_s
        try:
            proof = self._next_id()
            question = {"gs_r": PAPER_SENSOR_AFTER_ALL, "gs_h": PROCESS_ID_AFTER_ALL + proof, "none": b""}
            self._transport.send(data + question[confirm], within_s)
            if confirm == "none":
                return self._without_proof(takes_s)
            answers = _Answers(self._transport)
            if answers.process_id(proof, end) if confirm == "gs_h" else answers.paper_sensor(end):
                return printed()
            return self._why("no_proof", "sent, but the printer did not answer that it was done")
        except TimeoutError:
            return self._why("stalled", "the printer stopped taking data in the middle of the slip")
        except LinkLost as lost:
            return unknown("link_lost", str(lost))

    def _without_proof(self, takes_s: float) -> Outcome:
        """For clones that know no question in order: wait the paper's time, and look whether all is still well."""
        time.sleep(takes_s)
        status = self._ask_all()
        if status.can_print:
            return printed("the printer gives no proof; it was well after the time the paper takes")
        return unknown(status.state, status.detail)

    def _why(self, reason: str, detail: str) -> Outcome:
        """Staff should read "paper out", not "no answer", when the printer can still say so."""
        try:
            status = self._ask_all()
        except (LinkLost, TimeoutError):
            return unknown(reason, detail)
        if status.can_print or status.state is PrinterState.MUTE:
            return unknown(reason, detail)
        return unknown(status.state, f"in the middle of the slip: {status.detail}")

    def _ask_all(self) -> Status:
        """DLE EOT 1 to 4, one by one. Old input goes first: bytes inside a picture can look like a question."""
        transport, within_s = self._transport, self._options.answer_s
        while transport.receive(0.0):
            pass
        answers = _Answers(transport)
        replies: dict[int, int] = {}
        for question in (1, 2, 3, 4):
            try:
                transport.send(ASK + bytes([question]), within_s)
            except TimeoutError:
                return status_now(PrinterState.MUTE, "the printer takes no data")
            reply = answers.byte(0x93, 0x12, time.monotonic() + within_s)
            if reply is None:
                return status_now(PrinterState.MUTE, "no answer from the printer (many are silent with the cover open)")
            replies[question] = reply
        return _read_replies(replies)


def _read_replies(replies: dict[int, int]) -> Status:
    """What the four status bytes say together; the cause before its effect, which is always "offline"."""
    if replies[2] & 0x04:
        return status_now(PrinterState.COVER_OPEN, "the cover is open")
    if replies[4] & 0x60 or replies[2] & 0x20:
        return status_now(PrinterState.PAPER_OUT, "the paper is out")
    if replies[3] & 0x08:
        return status_now(PrinterState.CUTTER, "the cutter is jammed")
    if replies[3] & 0x20:
        return status_now(PrinterState.BROKEN, "the printer reports a fault that only switching it off and on ends")
    if replies[3] & 0x40:
        return status_now(PrinterState.OVERHEATED, "the head is too hot; the printer goes on when it has cooled")
    if replies[2] & 0x40:
        return status_now(PrinterState.BROKEN, "the printer reports a fault and does not say which")
    if replies[1] & 0x08:
        return status_now(PrinterState.OFFLINE, "the printer is off line")
    if replies[4] & 0x0C:
        return status_now(PrinterState.PAPER_NEAR_END, "the roll is nearly used up")
    return status_now(PrinterState.READY)


def _process_id(proof: bytes) -> bytes:
    return b"\x37\x22" + proof + b"\x00"


class _Answers:
    """Picks the awaited answer out of all a printer says."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._pending = bytearray()
        self._unasked = 0

    def byte(self, mask: int, form: int, end: float) -> int | None:
        """The first byte of the given form, by the monotonic time `end`; None if none comes."""
        while True:
            while self._pending:
                value = self._pending.pop(0)
                if self._unasked:
                    self._unasked -= 1
                elif value & 0x93 == 0x10:
                    # Automatic status, which some printers send unasked: four bytes, three of which look like answers.
                    self._unasked = 3
                elif value & mask == form:
                    return value
            if not self._more(end):
                return None

    def paper_sensor(self, end: float) -> bool:
        """Whether GS r is answered, form 0xx0xxxx, which a printer does after all that came before it."""
        return self.byte(0x90, 0x00, end) is not None

    def best_proof(self, proof: bytes, end: float) -> tuple[Confirm, float]:
        """Which of both questions is answered by `end`, the exact one before the old one, and when that was."""
        wanted, since = _process_id(proof), end
        while wanted not in self._pending:
            if not self._more(min(end, since + BOTH_S)):
                return ("gs_r" if self.paper_sensor(since) else "none"), since
            since = min(since, time.monotonic())
        return "gs_h", time.monotonic()

    def process_id(self, proof: bytes, end: float) -> bool:
        """Whether GS ( H gives back exactly this id."""
        wanted = _process_id(proof)
        while wanted not in self._pending:
            if not self._more(end):
                return False
        return True

    def _more(self, end: float) -> bool:
        left = end - time.monotonic()
        came = self._transport.receive(left) if left > 0 else b""
        self._pending += came
        return bool(came)

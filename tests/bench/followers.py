"""Many sockets of one hall in one process: phones, screens and consoles that write down all they hear, and when.

Bytes on plain sockets, read by one thread: two thousand clients of a library would cost more than the server they ask.
What is heard is taken apart afterwards.
"""

import json
import random
import selectors
import socket
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from tests.services import LOOPBACK

Json = dict[str, Any]

_OPENING = (
    "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: {host}:{port}\r\nOrigin: http://{host}:{port}\r\n"
)
_OPENING += "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n"
_KEY = "x3JJHMbDL1EzLkh9GBhXDw=="


class Follower:
    """One who listens. `pace`: how long to wait before try number 1, 2, … after the line was lost; none: for ever."""

    def __init__(self, auth: Json, pace: Callable[[int], float] | None = None) -> None:
        self.auth, self.pace = auth, pace
        self.heard: list[tuple[float, str, bytes]] = []
        """When, which event, and the whole message, in the order of hearing."""
        self.joined_at: list[float] = []
        self.lost_at: list[float] = []
        self.tries = 0
        self.line: socket.socket | None = None
        self._unread = b""
        self._is_upgraded = False

    def last(self, event: str) -> Json | None:
        """The newest payload of this event."""
        for _, name, message in reversed(self.heard):
            if name == event:
                return payload(message)
        return None


def payload(message: bytes) -> Json:
    said: Json = json.loads(message.partition(b",")[2])[1]
    return said


class Crowd:
    """Followers of one server, and the thread that listens for all of them."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.members: list[Follower] = []
        self._ready = selectors.EpollSelector()
        self._lock = threading.Lock()
        self._due: list[tuple[float, Follower]] = []
        self._is_over = False
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def __enter__(self) -> "Crowd":
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over = True
        self._thread.join(10)
        for one in self.members:
            if one.line:
                one.line.close()

    def join(self, comers: Iterable[Follower], *, each_s: float = 0) -> None:
        """They come, `each_s` apart."""
        start = time.perf_counter()
        with self._lock:
            for place, one in enumerate(comers):
                self.members.append(one)
                self._due.append((start + place * each_s, one))

    def wait_for(self, truth: Callable[[Follower], bool], who: Iterable[Follower], within_s: float) -> None:
        """Waits until `truth` of each of them; raises TimeoutError with how many are missing."""
        missing, end = list(who), time.perf_counter() + within_s
        while missing := [one for one in missing if not truth(one)]:
            if time.perf_counter() > end:
                raise TimeoutError(f"{len(missing)} followers still wait after {within_s:.0f} s")
            time.sleep(0.01)

    def _listen(self) -> None:
        while not self._is_over:
            self._open_the_due()
            for key, _ in self._ready.select(0.01):
                one: Follower = key.data
                try:
                    said = one.line.recv(65536) if one.line else b""
                except BlockingIOError:
                    continue
                except OSError:
                    said = b""
                if said:
                    self._read(one, said, time.perf_counter())
                else:
                    self._lose(one)

    def _open_the_due(self) -> None:
        now = time.perf_counter()
        with self._lock:
            due = [one for at, one in self._due if at <= now]
            self._due = [(at, one) for at, one in self._due if at > now]
        for one in due:
            one.line, one._unread, one._is_upgraded = socket.socket(), b"", False
            try:
                one.line.connect((LOOPBACK, self.port))
            except OSError:
                one.line.close()
                one.line = None
                self._try_again(one)
                continue
            one.line.setblocking(False)
            one.line.send(_OPENING.format(host=LOOPBACK, port=self.port, key=_KEY).encode())
            self._ready.register(one.line, selectors.EVENT_READ, one)

    def _read(self, one: Follower, said: bytes, at: float) -> None:
        one._unread += said
        if not one._is_upgraded:
            head, end, rest = one._unread.partition(b"\r\n\r\n")
            if not end:
                return
            assert head.startswith(b"HTTP/1.1 101"), head[:200]
            one._is_upgraded, one._unread = True, rest
        while (message := _frame(one)) is not None:
            if message.startswith(b"42"):
                one.heard.append((at, message.partition(b'["')[2].partition(b'"')[0].decode(), message))
            elif message.startswith(b"40"):
                one.joined_at.append(at)
                one.tries = 0
            elif message.startswith(b"0"):
                _send(one, f"40/hall,{json.dumps(one.auth)}".encode())
            elif message == b"2":
                _send(one, b"3")
            else:  # refused, or sent away
                self._lose(one)
                return

    def _lose(self, one: Follower) -> None:
        if one.line is None:
            return
        self._ready.unregister(one.line)
        one.line.close()
        one.line = None
        one.lost_at.append(time.perf_counter())
        self._try_again(one)

    def _try_again(self, one: Follower) -> None:
        if one.pace is None:
            return
        one.tries += 1
        with self._lock:
            self._due.append((time.perf_counter() + one.pace(one.tries), one))


def backoff(first_s: float, most_s: float, jitter: float) -> Callable[[int], float]:
    """The waits of socket.io-client with these settings: doubled each time, and spread."""

    def wait_s(tries: int) -> float:
        usual = first_s * 2 ** (tries - 1)
        return min(most_s, usual + random.uniform(-jitter, jitter) * usual)

    return wait_s


def _frame(one: Follower) -> bytes | None:
    """The next whole text of this line; a control frame counts as an empty one."""
    unread = one._unread
    if len(unread) < 2:
        return None
    size, start = unread[1] & 127, 2
    if size == 126:
        size, start = int.from_bytes(unread[2:4], "big"), 4
    elif size == 127:
        size, start = int.from_bytes(unread[2:10], "big"), 10
    if len(unread) < start + size:
        return None
    one._unread = unread[start + size :]
    return unread[start : start + size]


def _send(one: Follower, text: bytes) -> None:
    """A masked frame, as browsers send them; the mask of four noughts changes nothing."""
    size = bytes([128 | len(text)]) if len(text) < 126 else bytes([128 | 126]) + len(text).to_bytes(2, "big")
    if one.line:
        with suppress(OSError):
            one.line.send(b"\x81" + size + b"\0\0\0\0" + text)

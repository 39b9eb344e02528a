"""The network cable between a screen and its hall, which somebody pulls out and puts back."""

import contextlib
import socket
import threading

from tests.services import LOOPBACK, free_port


class Cable:
    """Passes on what comes in at `port`; while it is out nobody gets through, and who was through hears no more."""

    def __init__(self, to_port: int) -> None:
        self.port, self._to = free_port(), to_port
        self._lock = threading.Lock()
        self._ends: set[socket.socket] = set()
        self.put_in()

    def put_in(self) -> None:
        self.is_out = False
        self._plug = socket.socket()
        self._plug.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._plug.bind((LOOPBACK, self.port))
        self._plug.listen(32)
        threading.Thread(target=self._accept, args=(self._plug,), daemon=True).start()

    def pull_out(self) -> None:
        self.is_out = True
        # A thread that waits for somebody keeps the door open behind a mere close.
        with contextlib.suppress(OSError):
            self._plug.shutdown(socket.SHUT_RDWR)
        self._plug.close()
        with self._lock:
            ends, self._ends = self._ends, set()
        for end in ends:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _accept(self, plug: socket.socket) -> None:
        while True:
            try:
                near, _ = plug.accept()
            except OSError:
                return
            try:
                far = socket.create_connection((LOOPBACK, self._to), timeout=5)
            except OSError:  # the hall's server is away
                near.close()
                continue
            far.settimeout(None)
            with self._lock:
                self._ends |= {near, far}
            for here, there in ((near, far), (far, near)):
                threading.Thread(target=self._pass_on, args=(here, there), daemon=True).start()

    def _pass_on(self, here: socket.socket, there: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while heard := here.recv(65536):
                there.sendall(heard)
        for end in (here, there):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        with self._lock:
            self._ends -= {here, there}

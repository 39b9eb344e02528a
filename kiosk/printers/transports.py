"""The links to printers that answer: python-escpos moves the bytes, with time limits of our own on every step."""

import socket
import time

from escpos.exceptions import DeviceNotFoundError
from escpos.printer import Network, Serial

from kiosk.printers.link import PIECE, LinkLost

CONNECT_S = 2.0


class TcpTransport:
    """A printer on the network (port 9100 as a rule): one connection a job."""

    def __init__(self, host: str, port: int) -> None:
        self._printer = Network(host=host, port=port, timeout=CONNECT_S)

    def open(self) -> None:
        host, port = self._printer.host, self._printer.port
        try:
            # Our own connect: python-escpos speaks only IPv4 and leaves a failed socket open.
            link = socket.create_connection((host, port), timeout=CONNECT_S)
        except OSError as error:
            raise LinkLost(f"{host}:{port} does not take a connection ({error.strerror or error})") from error
        # The four status questions are one small packet each; waiting to merge them would cost 40 ms apiece.
        link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._printer.device = link

    def send(self, data: bytes, within_s: float) -> None:
        try:
            self._link().settimeout(within_s)
            self._printer._raw(data)
        except TimeoutError:
            raise
        except OSError as error:
            raise LinkLost(f"the link broke while sending ({error.strerror or error})") from error

    def receive(self, within_s: float) -> bytes:
        try:
            self._link().settimeout(max(within_s, 0.001))
            came: bytes = self._printer._read()
        except TimeoutError:
            return b""
        except OSError as error:
            raise LinkLost(f"the link broke while waiting ({error.strerror or error})") from error
        if not came:
            raise LinkLost("the printer closed the link")
        return came

    def close(self) -> None:
        self._printer.close()

    release = close

    def _link(self) -> socket.socket:
        # Read past python-escpos's property, which would silently connect again in the middle of a job.
        link = self._printer._device
        if not isinstance(link, socket.socket):
            raise LinkLost("the link is not open")
        return link


class SerialTransport:
    """A printer on a serial line, for those who must."""

    def __init__(self, device: str, baud: int) -> None:
        self._printer = Serial(devfile=device, baudrate=baud, timeout=0.1)
        self._device = device

    def open(self) -> None:
        try:
            self._printer.open()
        except (DeviceNotFoundError, OSError) as error:
            raise LinkLost(f"{self._device} cannot be opened ({str(error).splitlines()[-1]})") from error

    def send(self, data: bytes, within_s: float) -> None:
        end = time.monotonic() + within_s
        try:
            port = self._printer._device
            for start in range(0, len(data), PIECE):
                port.write_timeout = max(0.01, end - time.monotonic())
                self._printer._raw(data[start : start + PIECE])
        except OSError as error:
            # pyserial's own timeout is an OSError too; there is no better sign than its name.
            if type(error).__name__ == "SerialTimeoutException":
                raise TimeoutError from error
            raise LinkLost(f"{self._device} broke while sending ({error})") from error

    def receive(self, within_s: float) -> bytes:
        try:
            port = self._printer._device
            port.timeout = within_s
            # One byte with patience, then what came with it: asking for 16 would wait for all of them.
            first: bytes = port.read(1)
            return first + (port.read(port.in_waiting) if first and port.in_waiting else b"")
        except OSError as error:
            raise LinkLost(f"{self._device} broke while waiting ({error})") from error

    def close(self) -> None:
        port = self._printer._device
        # Dropped, not flushed: flushing a line nobody reads hangs for ever.
        if port and port.is_open:
            port.reset_output_buffer()
        self._printer.close()

    release = close

"""The USB link: finds the printer by its class, keeps it open, and puts a time limit on every transfer."""

from collections.abc import Iterator
from typing import Any

import usb.core
import usb.util
from escpos.exceptions import DeviceNotFoundError
from escpos.printer import Usb

from kiosk.printers.link import PIECE, LinkLost

PRINTER_CLASS = 7


class UsbTransport:
    """A printer on USB, opened once and kept: opening resets the device, which then leaves the bus for a moment."""

    def __init__(self, vendor: int | None = None, product: int | None = None) -> None:
        self._ids = (vendor, product)
        self._printer: Usb | None = None

    def open(self) -> None:
        if self._printer is not None:
            return
        try:
            device = self._find()
            in_end, out_end = _ends(device)
            place = {"bus": device.bus, "address": device.address}
            # python-escpos reads `timeout` in milliseconds, and 0 would wait for ever on a printer without paper.
            printer = Usb(usb_args=place, timeout=1000, in_ep=in_end, out_ep=out_end)
            printer.open()
        except usb.core.NoBackendError as error:
            raise LinkLost("the system's libusb is missing (Debian: libusb-1.0-0)") from error
        except (DeviceNotFoundError, usb.core.USBError) as error:
            raise LinkLost(f"the USB printer cannot be opened ({str(error).splitlines()[-1]})") from error
        self._printer = printer

    def send(self, data: bytes, within_s: float) -> None:
        device = self._device()
        limit_ms = max(1, int(within_s * 1000))
        for start in range(0, len(data), PIECE):
            try:
                device.write(self._printer.out_ep, data[start : start + PIECE], limit_ms)  # type: ignore[union-attr]
            except usb.core.USBTimeoutError as error:
                raise TimeoutError from error
            except usb.core.USBError as error:
                self.release()
                raise LinkLost(f"the USB link broke while sending ({error})") from error

    def receive(self, within_s: float) -> bytes:
        try:
            # 0 would mean "for ever" here.
            return bytes(self._device().read(self._printer.in_ep, 64, max(1, int(within_s * 1000))))  # type: ignore[union-attr]
        except usb.core.USBTimeoutError:
            return b""
        except usb.core.USBError as error:
            self.release()
            raise LinkLost(f"the USB link broke while waiting ({error})") from error

    def close(self) -> None:
        """Kept between jobs."""

    def release(self) -> None:
        if self._printer is not None:
            self._printer.close()
            self._printer = None

    def _device(self) -> Any:
        if self._printer is None:
            raise LinkLost("the USB printer is not open")
        return self._printer._device

    def _find(self) -> Any:
        vendor, product = self._ids
        found = list(usb.core.find(find_all=True, custom_match=_is_printer))
        if vendor is not None:
            found = [device for device in found if (device.idVendor, device.idProduct) == (vendor, product)]
        if not found:
            named = "" if vendor is None else f" {vendor:04x}:{product:04x}"
            raise LinkLost(f"no USB printer{named} is plugged in and switched on")
        if len(found) > 1 and vendor is None:
            names = ", ".join(f"usb:{device.idVendor:04x}:{device.idProduct:04x}" for device in found)
            raise LinkLost(f"several USB printers are plugged in; write which one: {names}")
        return found[0]


def _is_printer(device: Any) -> bool:
    return next(_printer_interfaces(device), None) is not None


def _printer_interfaces(device: Any) -> Iterator[Any]:
    for configuration in device:
        yield from (face for face in configuration if face.bInterfaceClass == PRINTER_CLASS)


def _ends(device: Any) -> tuple[int, int]:
    """The two bulk ends as the device describes them: 0x82 and 0x01 on an Epson, 0x81 and 0x02 on a Custom."""
    for face in _printer_interfaces(device):
        bulk = [end for end in face if usb.util.endpoint_type(end.bmAttributes) == usb.util.ENDPOINT_TYPE_BULK]
        inward = [end.bEndpointAddress for end in bulk if end.bEndpointAddress & 0x80]
        outward = [end.bEndpointAddress for end in bulk if not end.bEndpointAddress & 0x80]
        if inward and outward:
            return inward[0], outward[0]
    raise LinkLost("the USB printer cannot answer (it has no end to read from): print to it as file:/dev/usb/lp0")

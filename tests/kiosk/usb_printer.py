"""USB printers below pyusb: a backend that describes devices and moves bytes, so that all of pyusb itself runs."""

from array import array
from types import SimpleNamespace
from typing import Any

import usb.backend
import usb.core


class UsbPrinter:
    """One device on the bus. Class 7 is a printer; a Custom has its ends at 0x81 and 0x02."""

    def __init__(self, vendor: int, product: int, *, face: int = 7, in_end: int = 0x82, out_end: int = 0x01) -> None:
        self.vendor, self.product, self.face, self.ends = vendor, product, face, (in_end, out_end)
        self.got = bytearray()
        self.answers = bytearray()
        self.pulled = False
        self.full = False
        self.paper = 0x12
        self.limits_ms: list[int] = []
        self.resets = 0

    def write(self, data: bytes) -> None:
        self.got += data
        if data[:2] == b"\x10\x04":
            self.answers.append(self.paper if data[2] == 4 else 0x12)
        if data.endswith(b"\x1dr\x01"):
            self.answers.append(0x00)


class Backend(usb.backend.IBackend):
    """The bus."""

    def __init__(self, *devices: UsbPrinter) -> None:
        super().__init__()
        self.devices = devices

    def enumerate_devices(self) -> Any:
        return iter([device for device in self.devices if not device.pulled])

    def get_device_descriptor(self, dev: UsbPrinter) -> Any:
        return SimpleNamespace(
            bLength=18, bDescriptorType=1, bcdUSB=0x200, bDeviceClass=0, bDeviceSubClass=0, bDeviceProtocol=0,
            bMaxPacketSize0=64, idVendor=dev.vendor, idProduct=dev.product, bcdDevice=1, iManufacturer=0, iProduct=0,
            iSerialNumber=0, bNumConfigurations=1, bus=1, address=3 + self.devices.index(dev), port_number=1,
            port_numbers=(1,), speed=3,
        )  # fmt: skip

    def get_configuration_descriptor(self, dev: UsbPrinter, config: int) -> Any:
        if config:
            raise IndexError
        return SimpleNamespace(
            bLength=9, bDescriptorType=2, wTotalLength=32, bNumInterfaces=1, bConfigurationValue=1, iConfiguration=0,
            bmAttributes=0xC0, bMaxPower=1, extra_descriptors=[],
        )  # fmt: skip

    def get_interface_descriptor(self, dev: UsbPrinter, intf: int, alt: int, config: int) -> Any:
        if intf or alt:
            raise IndexError
        return SimpleNamespace(
            bLength=9, bDescriptorType=4, bInterfaceNumber=0, bAlternateSetting=0, bNumEndpoints=2,
            bInterfaceClass=dev.face, bInterfaceSubClass=1, bInterfaceProtocol=2, iInterface=0, extra_descriptors=[],
        )  # fmt: skip

    def get_endpoint_descriptor(self, dev: UsbPrinter, ep: int, intf: int, alt: int, config: int) -> Any:
        return SimpleNamespace(
            bLength=7, bDescriptorType=5, bEndpointAddress=dev.ends[ep], bmAttributes=2, wMaxPacketSize=64, bInterval=0,
            bRefresh=0, bSynchAddress=0, extra_descriptors=[],
        )  # fmt: skip

    def open_device(self, dev: UsbPrinter) -> UsbPrinter:
        return dev

    def close_device(self, dev_handle: UsbPrinter) -> None:
        pass

    def set_configuration(self, dev_handle: UsbPrinter, config_value: int) -> None:
        pass

    def get_configuration(self, dev_handle: UsbPrinter) -> int:
        return 1

    def claim_interface(self, dev_handle: UsbPrinter, intf: int) -> None:
        pass

    def release_interface(self, dev_handle: UsbPrinter, intf: int) -> None:
        pass

    def reset_device(self, dev_handle: UsbPrinter) -> None:
        dev_handle.resets += 1

    def bulk_write(self, dev_handle: UsbPrinter, ep: int, intf: int, data: Any, timeout: int) -> int:
        self._alive(dev_handle, ep == dev_handle.ends[1], timeout)
        if dev_handle.full:
            raise usb.core.USBTimeoutError("timed out", 110, 110)
        dev_handle.write(bytes(data))
        return len(data)

    def bulk_read(self, dev_handle: UsbPrinter, ep: int, intf: int, buff: array, timeout: int) -> int:
        self._alive(dev_handle, ep == dev_handle.ends[0], timeout)
        if not dev_handle.answers:
            raise usb.core.USBTimeoutError("timed out", 110, 110)
        taken = dev_handle.answers[: len(buff)]
        del dev_handle.answers[: len(buff)]
        buff[: len(taken)] = array("B", taken)
        return len(taken)

    @staticmethod
    def _alive(device: UsbPrinter, right_end: bool, timeout: int) -> None:
        assert right_end, "an end the device does not have"
        assert timeout > 0, "0 waits for ever"
        device.limits_ms.append(timeout)
        if device.pulled:
            raise usb.core.USBError("no such device", 19, 19)

"""The USB link against a described device: found by class, its own ends, a limit on every transfer, opened once."""

import pytest
import usb.backend.libusb1

from kiosk.printer import Printer, PrinterOptions, PrinterState, open_printer
from tests.kiosk.test_printer import JOB, ROWS
from tests.kiosk.usb_printer import Backend, UsbPrinter


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch):
    def plug(*devices: UsbPrinter) -> None:
        monkeypatch.setattr(usb.backend.libusb1, "get_backend", lambda *_, **__: Backend(*devices))

    return plug


def host(address: str = "usb") -> Printer:
    return open_printer(address, options=PrinterOptions(speed_mm_s=2000))


@pytest.mark.parametrize("ends", [(0x82, 0x01), (0x81, 0x02)])
def test_the_printer_is_found_by_its_class_and_spoken_to_at_its_own_ends(bus, ends: tuple[int, int]):
    keyboard = UsbPrinter(0x046D, 0xC31C, face=3)
    device = UsbPrinter(0x0DD4, 0x0205, in_end=ends[0], out_end=ends[1])
    bus(keyboard, device)
    printer = host()
    assert printer.print_job(JOB, ROWS).outcome == "printed"
    assert JOB in device.got and not keyboard.got
    assert max(device.limits_ms) < 10_000
    printer.close()


def test_the_device_is_opened_once_for_many_slips(bus):
    device = UsbPrinter(0x04B8, 0x0202)
    bus(device)
    printer = host("usb:04b8:0202")
    assert [printer.print_job(JOB, ROWS).outcome for _ in range(3)] == ["printed"] * 3
    assert device.resets == 1
    printer.close()


def test_paper_out_is_refused_and_a_full_printer_is_unknown_in_time(bus):
    device = UsbPrinter(0x04B8, 0x0202)
    bus(device)
    printer = host()
    device.paper = 0x7E
    assert printer.print_job(JOB, ROWS).reason == "paper_out"
    assert JOB not in device.got
    device.paper, device.full = 0x12, True
    assert printer.status().state == PrinterState.MUTE
    printer.close()


def test_a_pulled_cable_is_away_and_plugging_it_in_again_is_enough(bus):
    device = UsbPrinter(0x04B8, 0x0202)
    bus(device)
    printer = host()
    assert printer.print_job(JOB, ROWS).outcome == "printed"
    device.pulled = True
    assert (printer.print_job(JOB, ROWS).reason, printer.status().state) == ("away", PrinterState.AWAY)
    device.pulled = False
    assert printer.print_job(JOB, ROWS).outcome == "printed"
    printer.close()


def test_of_two_printers_one_must_be_named(bus):
    bus(UsbPrinter(0x04B8, 0x0202), UsbPrinter(0x0519, 0x0003))
    outcome = host().print_job(JOB, ROWS)
    assert outcome.reason == "away" and "usb:04b8:0202" in outcome.detail and "usb:0519:0003" in outcome.detail
    named = host("usb:0519:0003")
    assert named.print_job(JOB, ROWS).outcome == "printed"
    named.close()
    assert host("usb:1111:2222").print_job(JOB, ROWS).reason == "away"

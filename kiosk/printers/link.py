"""What a link to a printer is: bytes both ways, and a time limit on every step."""

from typing import Protocol

PIECE = 4096
"""Sent at a time where the system has no time limit for the whole of a job."""


class LinkLost(Exception):
    """The link is not there, or broke; the text says how."""


class Transport(Protocol):
    """A link that carries bytes both ways."""

    def open(self) -> None:
        """Makes the link; raises `LinkLost`."""

    def send(self, data: bytes, within_s: float) -> None:
        """Hands all of `data` over; raises `LinkLost`, or TimeoutError when the printer stops taking it."""

    def receive(self, within_s: float) -> bytes:
        """What has come, waiting for it at most so long; empty when nothing came. Raises `LinkLost`."""

    def close(self) -> None:
        """The job is over. A printer on a network takes one client at a time: the link goes, always and soon."""

    def release(self) -> None:
        """Lets the device go for good."""

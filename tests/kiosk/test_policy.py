"""The kiosk's pages are held as tightly as the server's, although neither imports the other."""

from kiosk.web import POLICY
from server.app import CSP


def test_kiosk_and_server_send_the_same_content_security_policy() -> None:
    assert POLICY == CSP

"""The policies, in a real Chromium that finds them in their place: the kiosk's own page opens, and nothing else."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import BrowserContext, Error, Playwright

from tests.services import ROOT, required

POLICIES = ROOT / "deploy/chromium/moiso.json"
SHUT_OUT = "ERR_BLOCKED_BY_ADMINISTRATOR"

IN_ITS_PLACE = """#!/bin/sh
# Of this program's own view of the disk only: no other browser of this machine is touched.
exec unshare --map-root-user --mount sh -c '
  mount -t tmpfs none /etc/chromium && mkdir -p /etc/chromium/policies/managed &&
  cp {policies} /etc/chromium/policies/managed/ && exec {chromium} "$@"' chromium "$@"
"""


class _Page(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<title>kiosk</title>")

    def log_message(self, format: str, *args: object) -> None:
        """Nobody reads it."""


@pytest.fixture(scope="module")
def addresses() -> Iterator[tuple[str, str]]:
    """The kiosk's own address, and another one on this machine."""
    servers = [ThreadingHTTPServer(("127.0.0.1", 0), _Page) for _ in range(2)]
    for server in servers:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield (f"http://127.0.0.1:{servers[0].server_port}", f"http://127.0.0.1:{servers[1].server_port}")
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def locked(
    playwright: Playwright, addresses: tuple[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BrowserContext]:
    folder = tmp_path_factory.mktemp("locked")
    policies = json.loads(POLICIES.read_text(encoding="utf-8"))
    # The test itself comes in as a developer's tool would.
    del policies["DeveloperToolsAvailability"]
    policies["URLAllowlist"] = [addresses[0]]
    (folder / "moiso.json").write_text(json.dumps(policies), encoding="utf-8")
    program = folder / "chromium.sh"
    program.write_text(
        IN_ITS_PLACE.format(policies=folder / "moiso.json", chromium=required("chromium", "chromium")), encoding="utf-8"
    )
    program.chmod(0o755)
    context = playwright.chromium.launch_persistent_context(
        folder / "profile", executable_path=program, args=["--no-sandbox", "--disable-gpu", "--no-first-run"]
    )
    yield context
    context.close()


def opens(locked: BrowserContext, address: str) -> str:
    """What Chromium says to that address: "" when it opens."""
    page = locked.new_page()
    try:
        page.goto(address)
        return ""
    except Error as fault:
        return fault.message
    finally:
        page.close()


def test_only_the_kiosks_own_address_opens(locked: BrowserContext, addresses: tuple[str, str]) -> None:
    ours, other = addresses
    assert opens(locked, ours) == ""
    for address in (other, "https://example.org", "file:///etc/passwd", "chrome://settings", "chrome://version",
                    "chrome://downloads", f"view-source:{ours}", "ftp://127.0.0.1", "data:text/html,x"):  # fmt: skip
        assert SHUT_OUT in opens(locked, address), address


def test_the_list_of_policies_leaves_no_way_out() -> None:
    said = json.loads(POLICIES.read_text(encoding="utf-8"))
    off = {"PrintingEnabled", "PasswordManagerEnabled", "TranslateEnabled", "AllowFileSelectionDialogs",
           "BrowserGuestModeEnabled", "BrowserAddPersonEnabled", "TaskManagerEndProcessEnabled", "AudioCaptureAllowed",
           "VideoCaptureAllowed", "ScreenCaptureAllowed", "DefaultSearchProviderEnabled"}  # fmt: skip
    assert {name for name in off if said[name] is not False} == set()
    assert (said["DeveloperToolsAvailability"], said["DownloadRestrictions"], said["IncognitoModeAvailability"]) == (
        2, 3, 1,
    )  # fmt: skip
    assert all(said[name] == 2 for name in said if name.endswith("GuardSetting")), "no device of the machine for a page"

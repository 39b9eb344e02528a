"""nginx takes the shipped site file and does with sockets, bodies and /metrics what the workers rely on."""

import re
import subprocess
from pathlib import Path

from tests.services import ROOT, nginx_site, required

SITE = (ROOT / "deploy/nginx/moiso.conf").read_text(encoding="utf-8")


def test_nginx_accepts_the_site_file(tmp_path: Path) -> None:
    config = nginx_site(tmp_path, 18080, (18000, 18001))
    answer = subprocess.run(
        [required("nginx", "nginx"), "-t", "-p", tmp_path, "-e", "stderr", "-c", config],
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    assert "warn" not in answer.stderr


def test_sockets_are_not_compressed_on_the_way() -> None:
    assert 'proxy_set_header Sec-WebSocket-Extensions "";' in SITE


def test_no_location_drops_the_headers_of_all() -> None:
    # nginx inherits them only where a location has none of its own.
    assert re.search(r"^ {4}proxy_set_header", SITE, re.MULTILINE)
    assert not re.search(r"^ {8}proxy_set_header", SITE, re.MULTILINE)


def test_no_worker_is_tied_to_an_address() -> None:
    code = [line for line in SITE.splitlines() if not line.lstrip().startswith("#")]
    assert any("least_conn" in line for line in code)
    assert not any("ip_hash" in line for line in code)


def test_a_callers_own_claim_about_its_address_is_not_passed_on() -> None:
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in SITE
    assert "$proxy_add_x_forwarded_for" not in SITE

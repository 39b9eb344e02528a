"""nginx takes the shipped site file and does with sockets, bodies and /metrics what the workers rely on."""

import re
import subprocess
import threading
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.services import ROOT, Running, free_port, listens, nginx_site, required

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


class _Anything(BaseHTTPRequestHandler):
    """A worker that answers whatever it is asked, and with which credentials."""

    def do_GET(self) -> None:
        said = f"{self.headers['Cookie']} {self.headers['Authorization']} {self.headers['X-Forwarded-For']}"
        said = f"{said} {self.headers['X-Moiso-Public']}".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *_: object) -> None:
        pass


def test_the_internet_reaches_the_citizens_pages_and_nothing_of_the_halls(tmp_path: Path) -> None:
    worker = ThreadingHTTPServer(("127.0.0.1", 0), _Anything)
    threading.Thread(target=worker.serve_forever, daemon=True).start()
    config = nginx_site(tmp_path, port := free_port(), (1, 2))
    public = (ROOT / "deploy/nginx/public.conf").read_text(encoding="utf-8")
    public = public.replace("listen 443 ssl;", f"listen 127.0.0.1:{port};").replace("listen [::]:443 ssl;", "")
    public = re.sub(r"ssl_certificate\w* .*;", "", public).replace("127.0.0.1:8000", f"127.0.0.1:{worker.server_port}")
    (tmp_path / "moiso.conf").write_text(public, encoding="utf-8")

    def ask(path: str, **headers: str) -> tuple[int, str]:
        asked = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=headers)
        try:
            with urllib.request.urlopen(asked, timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, ""

    nginx = [required("nginx", "nginx-light"), "-p", tmp_path, "-e", "stderr", "-c", config]
    with Running(nginx, log=tmp_path / "nginx.log") as running:
        running.wait_until(lambda: listens(port))
        citizens = "/ /from-home /from-home/H /from-home/kept/X /t/abc /letter /assets/css/base.css /pages/home.css"
        halls = "/admin /login /counter /home /display /letters /letters.csv /metrics /api/v1/board /api/v1/tickets"
        assert {ask(path)[0] for path in citizens.split()} == {200}
        assert {path: ask(path)[0] for path in halls.split()} == dict.fromkeys(halls.split(), 404)
        secrets = {
            "Cookie": "moiso_session=s; moiso_lang=ko",
            "Authorization": "Bearer k",
            "X-Forwarded-For": "1.1.1.1",
        }
        assert ask("/from-home", **secrets) == (200, "moiso_lang=ko None 127.0.0.1 1")
        assert ask("/socket.io/", **secrets)[1].endswith(" 1"), "no key in a socket's first message either"
        pages_of_a_hall = [ask("/assets/js/live.js")[0] for _ in range(400)]
        assert set(pages_of_a_hall) == {200}, "a third phone behind one address gets its scripts"
    worker.shutdown()
    worker.server_close()

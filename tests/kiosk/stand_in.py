"""A server for the kiosk's tests that speaks docs/protocol.md: real HTTP, the real catalogue, and it can go away."""

import json
import threading
from datetime import UTC, datetime, timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from zoneinfo import ZoneInfo

from assets import LANGUAGES
from assets.messages import message
from catalogue.files import DEFAULT, read_folder

KEY = "kiosk-key-of-the-tests"
COMMON_GROUNDS = ("elderly", "disabled", "pregnant", "small_child", "merit")


@cache
def default_catalogue() -> dict[str, Any]:
    """The default hall as `GET /catalogue` says it."""
    found = read_folder(DEFAULT).catalogue
    assert found is not None and found.hall is not None
    grounds = [ground(code) for code in COMMON_GROUNDS]
    return found.as_json() | {"hall": found.hall.as_json(), "grounds": grounds, "same_day_until": "15:00"}


def ground(code: str) -> dict[str, Any]:
    """One of the grounds everybody knows, in three languages."""
    names = {language: message(language, f"common-grounds-{code}") for language in LANGUAGES}
    age = {"from_age": 75} if code == "elderly" else {}
    return {"code": code, "name": names["vi"], "name_en": names["en"], "name_ko": names["ko"], **age}


class StandIn:
    """One hall in memory. `stop` cuts every connection, `start` takes the same port again: a server that came back."""

    def __init__(self, catalogue: dict[str, Any] | None = None) -> None:
        self.catalogue = catalogue or default_catalogue()
        self.key = KEY
        self.tickets: dict[str, dict[str, Any]] = {}
        self.appointments: dict[str, str] = {}
        self.late: set[str] = set()
        """Code and service; a `!` before the service: refused with what follows it."""
        self.used: dict[str, str] = {}
        self.asked: list[str] = []
        self.reports: list[dict[str, Any]] = []
        self.healths: list[dict[str, Any]] = []
        self.guides: dict[str, str] = {}
        """The procedure of each guide slip, by the key it was told with."""
        self.swallow_answers = 0
        self.closed: set[str] = set()
        self.offers: dict[str, dict[str, Any]] = {}
        """Per service: what its line says beside an ordinary open one."""
        self.reserve_size = 0
        """Numbers of each service that a kiosk is given to hold; the whole of it is `server`'s own affair."""
        self.given: list[dict[str, str]] = []
        self.taken_in: list[dict[str, Any]] = []
        self.given_up: list[str] = []
        self.pin_hash: str | None = None
        self.persons: list[str | None] = []
        """The card of each wish, as it was sent."""
        self.trial = False
        self.takes_not: set[str] = set()
        """Labels of the reserve that the server finds malformed."""
        self.knows_not: set[str] = set()
        """Labels of the reserve that it does not know (any more)."""
        self.refused: set[str] = set()
        self.refusals: list[tuple[int, str, dict[str, Any]]] = []
        """What the next wishes are refused with, one by one: status, code, details."""
        self._lock = threading.Lock()
        self._port = 0
        self._http: ThreadingHTTPServer | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> "StandIn":
        stand_in = self

        class Handler(_Handler):
            hall = stand_in

        self._http = ThreadingHTTPServer(("127.0.0.1", self._port), Handler)
        self._http.daemon_threads = True
        self._port = self._http.server_address[1]
        threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def stop(self) -> None:
        if self._http is not None:
            self._http.shutdown()
            self._http.server_close()
            self._http = None

    @property
    def away(self) -> bool:
        return self._http is None

    def pin(self) -> dict[str, Any]:
        return {"is_set": bool(self.pin_hash), "pin_hash": self.pin_hash}

    def lines(self) -> dict[str, Any]:
        rows = []
        for at, service in enumerate(self.catalogue["services"]):
            mine = [ticket for ticket in self.tickets.values() if ticket["service"] == service["code"]]
            open_ = service["code"] not in self.closed
            wait = {"p10": 120 * at, "p50": 240 * at + 60, "p90": 420 * at + 180}
            rows.append(
                {
                    "service": service["code"],
                    "name": service["name"],
                    "kind": service["kind"],
                    "waiting": (at * 5) % 13 + len(mine),
                    "priority": 0,
                    "longest_s": 0,
                    "wait": wait if open_ else None,
                    "for_priority": {"ahead": 1, "wait": {"p10": 60, "p50": 120, "p90": 240} if open_ else None},
                    "counters": [at + 1],
                    "counters_open": [at + 1] if open_ else [],
                    "open": True,
                    "closed_because": None,
                    "reopens_at": None,
                    "left": None,
                    "same_day": True,
                    **self.offers.get(service["code"], {}),
                }
            )
        return {"seq": 1, "at": _now(), "day": "2026-11-21", "trial": self.trial, "lines": rows, "counters": []}

    def issue(self, key: str, body: dict[str, Any]) -> dict[str, Any]:
        with self._lock:
            if key not in self.tickets:
                nth = sum(ticket["service"] == body["service"] for ticket in self.tickets.values()) + 1
                self.tickets[key] = {
                    "id": len(self.tickets) + 1, "label": f"{body['service']}{nth:03}", "service": body["service"],
                    "procedure": body.get("procedure"), "lane": body["lane"], "grounds": body.get("grounds"),
                    "language": body["language"], "channel": body["channel"], "issued_at": _now(), "ahead": nth + 2,
                    "wait": {"p10": 300, "p50": 600, "p90": 1260}, "token": f"token-{len(self.tickets) + 1}",
                    "url": f"{self.url}/t/token-{len(self.tickets) + 1}", "state": "waiting",
                }  # fmt: skip
            return self.tickets[key]

    def hold(self) -> dict[str, Any]:
        """Numbers for today and tomorrow, in a hall without hours."""
        with self._lock:
            today = datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).date()
            days = [today, today + timedelta(days=1)]
            for day in days:
                for service in self.catalogue["services"]:
                    mine = [row for row in self.given if (row["day"], row["service"]) == (str(day), service["code"])]
                    free = [row for row in mine if row["token"] not in {one["token"] for one in self.taken_in}]
                    for nth in range(len(mine) + 1, len(mine) + 1 + self.reserve_size - len(free)):
                        token = f"held-{day}-{service['code']}-{nth}"
                        label, url = f"{service['code']}{700 + nth}", f"{self.url}/t/{token}"
                        row = {"day": str(day), "service": service["code"], "label": label, "token": token, "url": url}
                        self.given.append(row)
            taken = {one["token"] for one in self.taken_in}
            numbers = {str(day): [row for row in self.given if row["day"] == str(day)] for day in days}
        return {
            "at": _now(),
            "timezone": "Asia/Ho_Chi_Minh",
            "days": [
                {"day": day, "gives": None, "numbers": [row for row in rows if row["token"] not in taken]}
                for day, rows in numbers.items()
            ],
        }

    def take_in(self, handed: list[dict[str, Any]], given_up: list[str]) -> dict[str, Any]:
        """Each number joins once, as in the server."""
        with self._lock:
            for one in handed:
                if one["token"] not in {known["token"] for known in self.taken_in}:
                    self.taken_in.append(one)
            self.given_up += given_up
            places = {one["token"]: 9000 + at for at, one in enumerate(self.taken_in)}
            unknown = {row["token"] for row in self.given if row["label"] in self.knows_not}
            places |= dict.fromkeys(unknown)  # type: ignore[arg-type]
        taken = [{"token": one["token"], "ticket": places[one["token"]], "state": "waiting"} for one in handed]
        return {"taken": taken}

    def check_in(self, key: str, code: str, language: str) -> tuple[int, dict[str, Any]]:
        kept = self.appointments.get(code, "!unknown_appointment")
        if key in self.tickets:
            return 201, {"ticket": self.tickets[key], "late": code in self.late}
        if code in self.used:
            return 409, {"error": {"code": "appointment_used", "message": "", "details": {"label": self.used[code]}}}
        if kept.startswith("!"):
            again = "2099-11-24T00:30:00+00:00"
            details = {"at": "2026-11-24T01:00:00+00:00", "day": "2026-11-24", "reopens_at": again}
            return 409, {"error": {"code": kept[1:], "message": "", "details": details}}
        lane = "ordinary" if code in self.late else "appointment"
        ticket = self.issue(key, {"service": kept, "lane": lane, "language": language, "channel": "kiosk"})
        self.used[code] = ticket["label"]
        return 201, {"ticket": ticket, "late": code in self.late}


class _Handler(BaseHTTPRequestHandler):
    hall: StandIn
    protocol_version = "HTTP/1.1"
    timeout = 5

    def parse_request(self) -> bool:
        if self.hall.away:  # a connection kept from before ends with the server
            self.close_connection = True
            return False
        return super().parse_request()

    def do_GET(self) -> None:
        name = self.path.removeprefix("/api/v1")
        self.hall.asked.append(f"GET {name}")
        catalogue = lambda: self.hall.catalogue  # noqa: E731
        answers = {"/catalogue": catalogue, "/lines": self.hall.lines, "/attendant-pin": self.hall.pin}
        token = name.removeprefix("/public/tickets/")
        if token != name:
            self._answer_holder(token)
        elif name not in answers:
            self._answer_text(404, "<html>")  # What a proxy says about a server it does not know.
        elif self._is_known():
            self._answer(200, answers[name]())

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        name = self.path.removeprefix("/api/v1")
        key = self.headers["Idempotency-Key"]
        self.hall.asked.append(f"POST {name} {key}")
        if not self._is_known():
            return
        if name == "/tickets":
            self.hall.persons.append(body.get("person"))
        if name == "/tickets" and self.hall.refusals:
            self._refuse(key)
        elif name == "/tickets":
            self._answer_unless_swallowed(201, {"ticket": self.hall.issue(key, body)})
        elif name.startswith("/appointments/"):
            self._answer_unless_swallowed(*self.hall.check_in(key, name.split("/")[2], body["language"]))
        elif name == "/reserve/hold":
            self._answer(200, self.hall.hold())
        elif name == "/reserve/take-in" and self._is_malformed(body["handed"]):
            problems = {"problems": [{"field": "handed.0.lane", "problem": "unknown"}]}
            self._answer(422, {"error": {"code": "invalid_request", "message": "", "details": problems}})
        elif name == "/reserve/take-in":
            self._answer_unless_swallowed(200, self.hall.take_in(body["handed"], body["given_up"]))
        elif name == "/guides":
            self.hall.guides.setdefault(key, body["procedure"])
            self._answer_unless_swallowed(200, {})
        elif name == "/devices/health":
            self.hall.healths.append(body["health"])
            self._answer(200, {})
        else:
            # Told again with the same key (the kiosk fell before it could note the answer): replayed, as the server.
            if key not in {report["key"] for report in self.hall.reports}:
                self.hall.reports.append({"ticket": int(name.split("/")[2]), "key": key, **body})
            self._answer(200, {"ticket": {}})

    def _is_malformed(self, handed: list[dict[str, Any]]) -> bool:
        tokens = {row["token"] for row in self.hall.given if row["label"] in self.hall.takes_not}
        return any(one["token"] in tokens for one in handed)

    def _answer_holder(self, token: str) -> None:
        held = [ticket for ticket in self.hall.tickets.values() if ticket["token"] == token]
        unknown = {"error": {"code": "unknown_ticket", "message": "", "details": {}}}
        self._answer(200 if held else 404, {"counter": None, **held[0]} if held else unknown)

    def _refuse(self, key: str) -> None:
        # As the server: a refusal is kept with its key, and a key that has its answer gets no other.
        assert key not in self.hall.refused
        self.hall.refused.add(key)
        status, code, details = self.hall.refusals.pop(0)
        self._answer(status, {"error": {"code": code, "message": f"server: {code}", "details": details}})

    def _answer_unless_swallowed(self, status: int, said: dict[str, Any]) -> None:
        if self.hall.swallow_answers > 0:
            # The ticket exists and nobody hears of it: the network ended between the commit and the answer.
            self.hall.swallow_answers -= 1
            self.close_connection = True
            self.connection.close()
            return
        self._answer(status, said)

    def _is_known(self) -> bool:
        if self.hall.away:
            self.close_connection = True
            self.connection.close()
            return False
        if self.headers["Authorization"] == f"Bearer {self.hall.key}":
            return True
        self._answer(401, {"error": {"code": "not_signed_in", "message": "", "details": {}}})
        return False

    def _answer(self, status: int, body: dict[str, Any]) -> None:
        self._answer_text(status, json.dumps(body))

    def _answer_text(self, status: int, text: str) -> None:
        data = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Tests read `asked` instead."""


def _now() -> str:
    return datetime.now(UTC).isoformat()

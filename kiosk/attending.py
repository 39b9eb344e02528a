"""The attendant's screen behind its PIN: how the kiosk is, prints, its voice, the last numbers, a new start."""

import logging
import shlex
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from kiosk.attendant import Attendant
from kiosk.health import Health
from kiosk.journal import Journal, Take
from kiosk.menu import Menu
from kiosk.paper import Paper
from kiosk.printers.outcome import Outcome
from kiosk.refusals import InvalidRequest, NothingToUndo, NotOffered, RestartFailed, UnknownTicket
from kiosk.speech import can_speak
from kiosk.volume import Volume
from kiosk.web import read_body
from kiosk.wishes import LONGEST, read_language

NUMBERS = 4
"""The last ones: whoever comes back for paper stood here minutes ago."""

TUNED = ("pad_rows", "band_rows")
"""Of the printer's options, those that an eye judges; the width is a setting, or the set-up's."""

REFUSES_S = 3.0
"""A command that may not restart the machine says so at once; one that may is still at it, or has taken the machine."""

Json = dict[str, Any]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Attending:
    """What the attendant's screen works with."""

    attendant: Attendant
    health: Health
    paper: Paper
    journal: Journal
    menu: Menu
    volume: Volume
    server: str
    """The server's address, as the settings give it."""
    reboot: str
    """The command that restarts the machine; empty: not from here."""
    start_again: Callable[[], None]

    def as_json(self) -> Json:
        """All that the screen shows: labels, and nothing else about anybody."""
        numbers = [_number(take) for take in self.journal.latest(NUMBERS)]
        return self.health.as_json() | {
            "address": self.server, "numbers": numbers, "may_reboot": bool(self.reboot),
            "volume": self.volume.level if can_speak() else None, "printing": self.paper.options(),
        }  # fmt: skip

    def act(self, what: str, body: Json) -> Json:
        """Does one thing and says what came of it. Raises a Refusal."""
        match what:
            case "leave":
                self.attendant.leave()
            case "test-print":
                return _of(self.paper.test_print(read_language(body)).outcome)
            case "tune":
                return _of(self.tune({name: body[name] for name in TUNED if name in body}, read_language(body)))
            case "new-roll":
                self.paper.changed_roll()
            case "old-roll":
                if not self.paper.did_not_change_roll():
                    raise NothingToUndo()
            case "volume":
                self.volume.set(body.get("level"))
            case "reprint":
                return _of(self.reprint(str(body.get("key"))))
            case "restart":
                self.restart(str(body.get("what")))
            case _:
                raise InvalidRequest(field="what")
        return {}

    def tune(self, wanted: Json, language: str) -> Outcome:
        """Learns what whoever looked at the slip wants otherwise, and prints the next one. Raises InvalidRequest."""
        try:
            self.paper.learn(**wanted)
        except ValueError as problem:
            raise InvalidRequest(field=", ".join(wanted)) from problem
        return self.paper.test_print(language).outcome

    def reprint(self, key: str) -> Outcome:
        """The slip of this take once more, with its mark. Raises UnknownTicket."""
        take = self.journal.take(key)
        if take is None or take.ticket is None:
            raise UnknownTicket()
        paper = self.paper.print_ticket(take.ticket, self.menu.offer, reprint=True)
        if paper.outcome == "printed":
            self.journal.answered(key, (take.answer or {}) | {"print": paper.outcome})
            if take.ticket["id"] is not None:
                self.journal.reprinted(take.ticket["id"])
        return paper

    def restart(self, what: str) -> None:
        """Starts the program or the machine anew. Raises InvalidRequest, NotOffered, RestartFailed."""
        if what == "program":
            self.start_again()
        elif what != "machine":
            raise InvalidRequest(field="what")
        elif not self.reboot:
            raise NotOffered()
        else:
            _restart_machine(self.reboot)


def _restart_machine(command: str) -> None:
    try:
        status = subprocess.Popen(shlex.split(command), stdin=subprocess.DEVNULL).wait(REFUSES_S)
    except subprocess.TimeoutExpired:
        return
    except (OSError, ValueError) as error:
        log.error("the command that restarts the machine cannot be run: %s", error)
        raise RestartFailed() from error
    if status != 0:
        log.error("the command that restarts the machine ended with status %d", status)
        raise RestartFailed()


def _number(take: Take) -> Json:
    ticket, answer = take.ticket or {}, take.answer or {}
    return {
        "key": take.key, "label": ticket["label"], "service": ticket["service"], "issued_at": ticket["issued_at"],
        "print": answer.get("print"),
    }  # fmt: skip


def add_attending(app: Flask, parts: Attending) -> None:
    """Puts the attendant's screen behind its paths."""
    attendant = parts.attendant

    @app.get("/attendant")
    def page() -> ResponseReturnValue:
        return render_template("attendant.html")

    @app.post("/api/attendant/enter")
    def enter() -> ResponseReturnValue:
        pin = read_body().get("pin")
        if not isinstance(pin, str) or not 0 < len(pin) <= LONGEST:
            raise InvalidRequest(field="pin")
        return jsonify({"token": attendant.enter(pin)})

    @app.post("/api/attendant/state")
    def state() -> ResponseReturnValue:
        attendant.must_be_inside(_token(), stays=False)  # The page asks by itself: nobody need be there.
        return jsonify(parts.as_json())

    @app.post("/api/attendant/<what>")
    def act(what: str) -> ResponseReturnValue:
        attendant.must_be_inside(_token())
        return jsonify(parts.act(what, read_body()))


def _token() -> str:
    return request.headers.get("Authorization", "").removeprefix("Bearer ")


def _of(paper: Outcome) -> Json:
    return {"print": paper.outcome} | ({"reason": paper.reason} if paper.reason else {})

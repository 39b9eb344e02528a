"""The sign for the hall's wall: the sentence of each call rule in force, on one sheet to print."""

from functools import partial

from flask import Blueprint, Response

from assets.messages import message
from server import auth
from server.domain.regulations import Regulations
from server.here import here
from server.models import Record
from server.notices import sentences
from server.pages import frame
from server.pulse import Json, pulse_now

SHOWN = ("vi", "en")
"""A sign has room for two languages, whoever prints it: the hall's own, and the one most visitors from abroad read."""


def blueprint() -> Blueprint:
    pages = frame.new_blueprint("sign")

    @pages.get("/sign")
    @auth.staff_page("supervisor", "admin")
    def sign() -> Response:
        with here().database.read() as db:
            pulse = pulse_now(db, auth.required().hall_id, here().clock())
            services = list(pulse.services)
        # The rule of most services is that of "all the others", and stands last.
        said = sorted(sentences(pulse.regulations, services), key=lambda rule: len(rule["services"]))
        rules = [{language: _words(language, rule, services) for language in SHOWN} for rule in said]
        grounds = _grounds(pulse.regulations)
        return frame.render_staff("sign.html", rules=rules, grounds=grounds, in_vietnamese=partial(message, "vi"))

    return pages


def _words(language: str, rule: Json, services: list[Record]) -> dict[str, str]:
    values = {name: value for name, value in rule.items() if name not in ("id", "services")}
    key = "name" if language == "vi" else f"name_{language}"
    names = [row.names.get(key) or row.names["name"] for row in services if row.code in rule["services"]]
    return {"services": ", ".join(names), "text": message(language, rule["id"], **values)}


def _grounds(said: Regulations) -> list[str]:
    return [ground.names.get("vi") or message("vi", f"common-grounds-{ground.code}") for ground in said.grounds]

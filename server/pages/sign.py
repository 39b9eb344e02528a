"""The sign for the hall's wall: the sentence of each call rule in force, on one sheet to print."""

from functools import partial
from typing import Any

from flask import Blueprint, Response

from assets.messages import message
from server import auth
from server.domain import regulations
from server.domain.line import sentence
from server.here import here
from server.pages import frame
from server.pulse import hall_row, pulse_now

SHOWN = ("vi", "en")
"""A sign has room for two languages, whoever prints it: the hall's own, and the one most visitors from abroad read."""


def blueprint() -> Blueprint:
    pages = frame.new_blueprint("sign")

    @pages.get("/sign")
    @auth.staff_page("supervisor", "admin")
    def sign() -> Response:
        with here().database.read() as db:
            hall = hall_row(db, auth.required().hall_id)
            names = {row.code: row.names for row in pulse_now(db, hall.id, here().clock()).services}
        said = regulations.read(hall.regulations)
        # What holds for all the others stands last, whatever the order in which the rules were written.
        groups = sorted(said.groups, key=lambda group: not group.services)
        rules = [{language: _rule(language, group, names) for language in SHOWN} for group in groups]
        return frame.render_staff(
            "sign.html", rules=rules, grounds=_grounds(said), in_vietnamese=partial(message, "vi")
        )

    return pages


def _rule(language: str, group: regulations.Group, names: dict[str, Any]) -> dict[str, str]:
    said = dict(sentence(group.rule))
    key = "name" if language == "vi" else f"name_{language}"
    services = ", ".join(names[code].get(key) or names[code]["name"] for code in group.services if code in names)
    return {"services": services, "text": message(language, str(said.pop("id")), **said)}


def _grounds(said: regulations.Regulations) -> list[str]:
    return [ground.names.get("vi") or message("vi", f"common-grounds-{ground.code}") for ground in said.grounds]

"""The page to write to the complaints office and to read its answer with the code: plain forms, for any phone."""

import secrets
from typing import Any

from flask import Blueprint, Response, request
from pydantic import ValidationError

from assets import LANGUAGES
from server import auth, holders
from server.api.letter_words import LetterBody, TicketLetterBody
from server.api.letters import followed, receive, receive_of_ticket
from server.domain.errors import BadOrigin, HallUnknown, InvalidRequest, Refusal, UnknownTicket
from server.domain.letter import Kind, spoken
from server.here import here
from server.models import Record
from server.pages import frame
from server.pages.phone import TOKEN
from server.pulse import hall_row, only_hall

SECRET_BYTES = auth.SECRET_LENGTH // 2


def blueprint() -> Blueprint:
    pages = frame.new_blueprint("letter")

    @pages.get("/letter")
    @pages.get("/t/<token>/letter")
    @auth.permits(auth.ANYONE)
    def write(token: str | None = None) -> Response:
        return _page(token, said={"kind": request.args.get("kind", ""), "with_number": "1"})

    @pages.post("/letter")
    @pages.post("/t/<token>/letter")
    @auth.permits(auth.ANYONE)
    def send(token: str | None = None) -> Response:
        said = request.form.to_dict()
        try:
            sent = _sent(token, said)
        except Refusal as refusal:
            # What was written stands there still, under a key of its own from now on.
            return _page(token, said=said, refused=refusal.code, status=refusal.status)
        return _page(token, code=spoken(sent.get_json()["code"]), status=sent.status_code)

    @pages.post("/letter/answer")
    @auth.permits(auth.ANYONE)
    def read() -> Response:
        code = request.form.get("code", "")
        try:
            return _page(None, letter=followed(code[:60]), said={"code": code})
        except Refusal as refusal:
            return _page(None, said={"code": code}, unread=refusal.code, status=refusal.status)

    return pages


def _sent(token: str | None, said: dict[str, str]) -> Response:
    if not auth.is_our_page(request):
        raise BadOrigin
    filled = {name: value for name, value in said.items() if value.strip()}
    try:
        if token is None:
            return receive(_hall(None).id, said.get("key"), LetterBody.model_validate(_numbered(filled)))
        _ticket(token)  # a database may choke on what people append to an address
        return receive_of_ticket(token, said.get("key"), TicketLetterBody.model_validate(filled))
    except ValidationError as fault:
        raise InvalidRequest(field=fault.errors()[0]["loc"][-1]) from None


def _numbered(said: dict[str, str]) -> dict[str, Any]:
    counter = said.get("counter", "")
    return {**said, "counter": int(counter)} if counter.isdecimal() and len(counter) <= 3 else said


def _page(token: str | None, *, said: dict[str, str] | None = None, status: int = 200, **shown: Any) -> Response:
    """`shown`: the `code` of a letter just sent, a `letter` that was looked for, or why not."""
    try:
        ticket = _ticket(token)
        hall = _hall(ticket)
    except UnknownTicket:
        return frame.render("phone_unknown.html", status=404, held=None)
    language = frame.chosen_language() or (ticket.language if ticket else LANGUAGES[0])
    return frame.render(
        "letter.html", language=language, status=status, token=token, ticket=ticket, hall=hall, kinds=list(Kind),
        key=secrets.token_hex(SECRET_BYTES), said=said or {}, **shown,
    )  # fmt: skip


def _ticket(token: str | None) -> Record | None:
    """The ticket of this page's address, None when it has none. Raises UnknownTicket."""
    if token is None:
        return None
    if TOKEN.fullmatch(token) is None:
        raise UnknownTicket
    with here().database.read() as db:
        ticket = holders.ticket_by_token(db, token, here().clock())
    if ticket is None:
        raise UnknownTicket
    return ticket


def _hall(ticket: Record | None) -> Record:
    with here().database.read() as db:
        hall = ticket.hall_id if ticket else only_hall(db)
        if hall is None:
            raise HallUnknown
        return hall_row(db, hall)

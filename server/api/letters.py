"""Letters: sent by anybody, followed with their code, answered by the complaints office."""

import secrets
from typing import Any

from flask import Response

from server import auth, holders, letters
from server.api import letter_shapes
from server.api.frame import answer, do, do_for, hall_asked, idempotency_key, new_noun, read
from server.api.letter_words import AnswerBody, CodeBody, LetterBody, LetterPath, LettersQuery, TicketLetterBody
from server.api.words import TokenPath
from server.domain.errors import UnknownTicket
from server.domain.letter import code_of
from server.domain.letter_errors import UnknownLetter
from server.domain.slots import read_code
from server.here import here
from server.models import Record
from server.operations import letters as verbs
from server.operations.moment import Actor, Moment
from server.pulse import Pulse

api = new_noun("letters", about="Complaints and praise: sent by anybody, followed with a code, answered by the office.")

READERS = (auth.COMPLAINTS, auth.SUPERVISOR)


@api.post("/public/letters", responses={201: letter_shapes.SentAnswer})
@auth.permits(auth.ANYONE)
def send(body: LetterBody) -> Response:
    """A complaint or praise; its code shows the answer later, and is shown only now."""
    with here().database.glance() as db:
        hall = hall_asked(db)
    return receive(hall, idempotency_key(), body)


@api.post("/public/tickets/<token>/letters", responses={201: letter_shapes.SentAnswer})
@auth.permits(auth.ANYONE)
def send_of_ticket(path: TokenPath, body: TicketLetterBody) -> Response:
    """As `/public/letters`, by the holder of a ticket of today; with its number only if they say so."""
    return receive_of_ticket(path.token, idempotency_key(), body)


def receive_of_ticket(token: str, key: str | None, body: TicketLetterBody) -> Response:
    here().limits.check_letter(token)
    with here().database.read() as db:
        ticket = holders.ticket_by_token(db, token, here().clock())
    if ticket is None:
        raise UnknownTicket
    about = (ticket.label, ticket.last_counter, ticket.service) if body.with_number else (None, None, None)
    return _receive(ticket.hall_id, key, body, *about)


def receive(hall: int, key: str | None, body: LetterBody) -> Response:
    here().limits.check_letter(None)
    return _receive(hall, key, body, body.label, body.counter, None)


def _receive(
    hall: int,
    key: str | None,
    body: LetterBody | TicketLetterBody,
    label: str | None,
    counter: int | None,
    service: str | None,
) -> Response:
    # A key too short to be a secret gives a code by chance: whoever repeats it sends a second letter.
    secret = key if key is not None and len(key) >= auth.SECRET_LENGTH else secrets.token_hex()
    code = code_of(secret)
    return do_for(
        hall, "letter", Actor("public"), verbs.send_letter, lambda *_: {"code": code}, status=201, replayed=False,
        code_hash=auth.digest(code), kind=body.kind.value, text=body.text, language=body.language,
        label=label, counter=counter, service=service,
    )  # fmt: skip


@api.post("/public/letters/follow", responses={200: letter_shapes.FollowedAnswer})
@auth.permits(auth.ANYONE)
def follow(body: CodeBody) -> Response:
    """How the letter of this code stands, and its answer. A POST, so that the code stands in no address and no log."""
    return answer({"letter": followed(body.code)})


def followed(code: str) -> dict[str, Any]:
    """Raises UnknownLetter, TooManyRequests."""
    here().limits.check_follow()
    with here().database.read() as db:
        letter = letters.followed(db, auth.digest(read_code(code)))
    if letter is None:
        raise UnknownLetter
    return letter


@api.get("/letters", responses={200: letter_shapes.LettersAnswer})
@auth.permits(*READERS)
def all_letters(query: LettersQuery) -> Response:
    """Letters to the complaints office: the open ones first, and of them what is due soonest."""
    asked = letters.Asked(query.state or None, query.kind or None, query.overdue == "1")
    return read(
        lambda db, pulse: {
            "letters": letters.letters(db, pulse, asked, offset=query.offset, most=query.limit),
            "counts": letters.counts(db, pulse, asked),
        }
    )


@api.post("/letters/<id>/take-up", responses={200: letter_shapes.LetterAnswer})
@auth.permits(auth.COMPLAINTS)
def take_up(path: LetterPath) -> Response:
    """Somebody is at it: its sender reads so."""
    return do(verbs.take_up, _letter_body, letter=path.id)


@api.post("/letters/<id>/answer", responses={200: letter_shapes.LetterAnswer})
@auth.permits(auth.COMPLAINTS)
def answer_letter(path: LetterPath, body: AnswerBody) -> Response:
    """What its sender reads with the code; said once."""
    return do(verbs.answer_letter, _letter_body, letter=path.id, answer=body.answer)


def _letter_body(moment: Moment, letter: Record) -> dict[str, Any]:
    return {"letter": letters.card(letter, Pulse(moment.db, moment.hall, moment.now))}

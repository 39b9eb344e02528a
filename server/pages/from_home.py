"""The public page on which people take a number from home: plain forms, for any phone and without a script."""

import hashlib
import json
import secrets
from base64 import b64encode
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, redirect, request
from pydantic import ValidationError
from sqlalchemy import Connection
from werkzeug.wrappers import Response as AnyResponse

from assets import LANGUAGES
from assets.messages import message
from catalogue.nouns import Text
from server import auth, from_home, http_errors, perform
from server.api.words import HomeBody
from server.domain import slots
from server.domain.errors import BadOrigin, HallUnknown, InvalidRequest, Refusal, UnknownProcedure
from server.domain.hours import DAYS
from server.domain.slots import Standing
from server.domain.ticket import Lane
from server.here import here
from server.models import Record
from server.notices import hours
from server.operations.from_home import book_from_home, give_back_from_home
from server.operations.moment import Actor, Moment
from server.pages import frame
from server.pages.appointments import qr
from server.pages.phone import wait_text
from server.pulse import Pulse, only_hall
from server.scenes import waits

Json = dict[str, Any]

AT_HOME = Actor("home")
"""Nobody knows who: what the story writes."""

FOUND = 6
"""Procedures shown for what was typed."""


def blueprint() -> Blueprint:
    pages = frame.new_blueprint("from_home")

    @pages.get("/from-home")
    @auth.permits(auth.ANYONE)
    def choose() -> Response:
        with here().database.read() as db:
            return _choose(db, _pulse(db))

    @pages.get("/from-home/<service>")
    @auth.permits(auth.ANYONE)
    def service(service: str) -> Response | AnyResponse:
        return _booking(service, day=request.args.get("day", ""), procedure=request.args.get("procedure", ""))

    @pages.post("/from-home/<service>")
    @auth.permits(auth.ANYONE)
    def book(service: str) -> Response | AnyResponse:
        return _sent(service)

    @pages.post("/from-home/code")
    @auth.permits(auth.ANYONE)
    def find() -> AnyResponse:
        return redirect(f"/from-home/kept/{slots.read_code(request.form.get('code', ''))[:20] or '-'}", code=303)

    @pages.get("/from-home/kept/<code>")
    @auth.permits(auth.ANYONE)
    def kept(code: str) -> Response:
        return _kept(code)

    @pages.post("/from-home/kept/<code>/give-back")
    @auth.permits(auth.ANYONE)
    def give_back(code: str) -> Response | AnyResponse:
        return _given_back(code)

    return pages


def _pulse(db: Connection) -> Pulse:
    """Of the only hall. Raises HallUnknown on a server of several: nobody at home could say which."""
    hall = only_hall(db)
    if hall is None:
        raise HallUnknown
    return here().pulse(db, hall)


def _tongue() -> str:
    return frame.chosen_language() or LANGUAGES[0]


def _sent(service: str) -> Response | AnyResponse:
    said = request.form
    try:
        return redirect(f"/from-home/kept/{_book(service)}", code=303)
    except Refusal as refusal:
        # What was typed stands there still, under a key of its own from now on.
        wish = {"procedure": said.get("procedure", ""), "at": said.get("at", ""), "phone": said.get("phone", "")}
        return _booking(service, refused=refusal, **wish)


def _given_back(code: str) -> Response | AnyResponse:
    try:
        _perform(_admitted(), give_back_from_home, lambda *_: {}, code=code, reason=message("vi", "home-back-reason"))
    except Refusal as refusal:
        if refusal.status in (403, 429):
            return _kept(code, refused=refusal)
    return redirect(f"/from-home/kept/{code}", code=303)  # given back or not, the page says how it stands now


def _book(service: str) -> str:
    """The code of the number that is kept for whoever sent the form. Raises a Refusal."""
    hall = _admitted(is_booking=True)
    try:
        wish = HomeBody.model_validate(
            {name: said for name, said in request.form.items() if said} | {"service": service}
        )
    except ValidationError as fault:
        raise InvalidRequest(field=fault.errors()[0]["loc"][-1]) from None
    # Not of the phone number: the fingerprint is kept, and whoever reads the database could try all of them.
    asked = hashlib.sha256(wish.model_dump_json(exclude={"phone", "key"}).encode()).hexdigest()
    body = _perform(
        hall, _book_offered, lambda _moment, booked: {"code": booked.code}, key=_key(wish), fingerprint=asked,
        service=wish.service, procedure=wish.procedure, at=wish.at, person=wish.phone,
    )  # fmt: skip
    return str(body["code"])


def _key(wish: HomeBody) -> str | None:
    """The form's key, its own for each phone number: whoever goes back and books for somebody else asks anew.

    Of both a hash is kept. The random half stands nowhere, so nobody who reads the database can try phone numbers.
    """
    if not (auth.SECRET_LENGTH <= len(wish.key) <= 80):
        return None
    return hashlib.sha256(json.dumps([wish.key, wish.phone]).encode()).hexdigest()


def _book_offered(moment: Moment, *, service: str, procedure: str | None, **wish: Any) -> Record:
    if not here().menus.of(moment.db, moment.hall).offers(procedure, service):
        raise UnknownProcedure(procedure=procedure, service=service)
    return book_from_home(moment, service=service, procedure=procedure, **wish)


class _Refused(Refusal):
    """What a verb refused, as it was kept with its key."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__()
        self.status, self.code = status, code  # type: ignore[misc]


def _admitted(*, is_booking: bool = False) -> int:
    """The hall, for a form of our own page not sent too often. Raises BadOrigin, HallUnknown, TooManyRequests."""
    if not auth.is_our_page(request):
        raise BadOrigin
    with here().database.glance() as db:
        hall = only_hall(db)
    if hall is None:
        raise HallUnknown
    here().limits.check_home(hall, is_booking=is_booking)
    return hall


def _perform(
    hall: int, verb: Any, present: Any, *, key: str | None = None, fingerprint: str = "", **arguments: Any
) -> Json:
    """One verb by somebody at home. Raises a Refusal."""
    asked = perform.Request(hall, AT_HOME, "home", here().clock(), key, fingerprint)
    status, body = perform.perform(
        here().database, here().live, asked, verb, present, refused=http_errors.reply, **arguments
    )
    answer: Json = json.loads(body)
    if "error" in answer:
        raise _Refused(status, answer["error"]["code"])
    return answer


def _choose(db: Connection, pulse: Pulse) -> Response:
    tongue, q = _tongue(), request.args.get("q", "").strip()[:80]
    offered = from_home.services(pulse)
    menu = here().menus.of(db, pulse.hall)
    codes = {service.code for service in offered}
    found, direction = [], None
    if q and offered:
        for match in menu.search.find(q, None, FOUND):
            row = menu.procedures[match.code]
            href = f"/from-home/{row['service']}?" + urlencode({"procedure": match.code})
            label, name = (row["label"], row["name"]) if tongue == "vi" else (row["name_en"], row["label"])
            found.append({"label": label, "name": name, "href": href if row["service"] in codes else ""})
        direction = menu.search.elsewhere(q)
    return frame.render(
        "home_choose.html", status=200 if offered else 404, hall=pulse.hall, q=q, found=found, hours=_hours(pulse),
        services=[_service(db, pulse, one) for one in offered],
        elsewhere=_said(direction.text) if direction else "",
    )  # fmt: skip


def _booking(
    service: str,
    *,
    day: str = "",
    at: str = "",
    procedure: str = "",
    phone: str = "",
    refused: Refusal | None = None,
) -> Response | AnyResponse:
    with here().database.read() as db:
        pulse = _pulse(db)
        offered = next((one for one in from_home.services(pulse) if one.code == service), None)
        if offered is None:
            return redirect("/from-home", code=303)
        days = from_home.days(db, pulse, offered)
        shown = _service(db, pulse, offered)
        people, procedures = pulse.people(service), _procedures(db, pulse, service)
    wanted = day or _day_of(at, ZoneInfo(pulse.hall.timezone))
    chosen = next((one for one in days if one.day.isoformat() == wanted), None)
    chosen = chosen or next((one for one in days if one.is_open), days[0] if days else None)
    known = {one["code"]: one for one in procedures}
    return frame.render(
        "home_book.html", status=refused.status if refused else 200, hall=pulse.hall, service=shown,
        days=[_day(one, pulse, chosen, procedure) for one in days], chosen=chosen and _chosen(chosen, pulse, people),
        procedures=procedures, procedure=procedure, checklist=known.get(procedure, {}).get("checklist"),
        most=pulse.regulations.home.per_day, refused=refused and refused.code, at=at, phone=phone[:40],
        key=secrets.token_hex(auth.SECRET_LENGTH // 2),
    )  # fmt: skip


def _kept(code: str, refused: Refusal | None = None) -> Response:
    try:
        with here().database.read() as db:
            pulse = _pulse(db)
            here().limits.check_home(pulse.hall.id)
            kept = from_home.kept(db, pulse, code)
            procedures = here().menus.of(db, pulse.hall).procedures if kept else {}
            names = pulse.names
    except Refusal as limit:
        if limit.status != 429:
            raise
        kept, refused = None, limit
        procedures, names = {}, {}
    shown = {"procedure": "", "checklist": None}
    if kept is not None:
        zone = ZoneInfo(pulse.hall.timezone)
        at, until = kept.at.astimezone(zone), kept.until.astimezone(zone)
        whole = slots.read_code(code)
        procedure = procedures.get(kept.procedure or "")
        shown = _date(at.date(), pulse.day) | {
            "service": _named(names[kept.service], "name"), "clock": _clock(at), "until": _clock(until), "code": whole,
            "procedure": _label(procedure) if procedure else "", "checklist": procedure and procedure["checklist"],
            "spoken": (whole[: len(whole) // 2], whole[len(whole) // 2 :]),
            "qr": "data:image/png;base64," + b64encode(qr(whole)).decode(),
        }  # fmt: skip
    return frame.render(
        "home_kept.html", status=refused.status if refused else 200 if kept else 404, hall=pulse.hall, kept=kept,
        title=_title(kept), refused=refused and refused.code, **shown,
    )  # fmt: skip


def _title(kept: from_home.Kept | None) -> str:
    if kept is None:
        return message(_tongue(), "home-unknown")
    if kept.standing == Standing.CHECKED_IN:
        return message(_tongue(), "home-kept-came", label=kept.label or "")
    return message(_tongue(), "home-kept" if kept.standing == Standing.BOOKED else f"home-kept-{kept.standing}")


def _service(db: Connection, pulse: Pulse, service: Record) -> Json:
    """A service with what it is for, and how its line stands now."""
    tongue, people = _tongue(), pulse.people(service.code)
    wait = waits(pulse).of_comer(service.code, Lane.ORDINARY)
    line = message(tongue, "home-waiting", n=people) if people else ""
    if not people and hours(pulse)["open"]:  # before the doors open that nobody waits is no news, and no promise
        line = message(tongue, "home-nobody")
    if people and wait:
        # One thing to read: no line ends within "20–45 phút".
        line += " · " + wait_text(wait.as_json(), tongue).replace(" ", "\u00a0").replace("–", "\u2060–\u2060")
    covers = next(
        (one.covers for one in here().menus.of(db, pulse.hall).catalogue.services if one.code == service.code), None
    )
    said = {"name": _named(service.names, "name"), "covers": _said(covers), "line": line}
    return said | {"code": service.code}


def _procedures(db: Connection, pulse: Pulse, service: str) -> list[Json]:
    rows = here().menus.of(db, pulse.hall).procedures.values()
    return [row | {"label": _label(row)} for row in rows if row["service"] == service]


def _label(procedure: Json) -> str:
    return str(procedure["label"] if _tongue() == "vi" else procedure["name_en"])


def _named(names: Json, key: str) -> str:
    return str(names.get(key if _tongue() == "vi" else f"{key}_{_tongue()}") or names[key])


def _said(text: Text | None) -> str:
    return "" if text is None else getattr(text, _tongue()) or text.vi


def _day(one: from_home.Day, pulse: Pulse, chosen: from_home.Day | None, procedure: str) -> Json:
    wanted = {"day": one.day.isoformat()} | ({"procedure": procedure} if procedure else {})
    return _date(one.day, pulse.day) | {
        "href": f"?{urlencode(wanted)}",
        "is_chosen": one is chosen,
        "is_open": one.is_open,
    }


def _chosen(one: from_home.Day, pulse: Pulse, people: int) -> Json:
    zone = ZoneInfo(pulse.hall.timezone)
    local = [(at, at.astimezone(zone), left) for at, left in one.times]
    times = [
        {
            "at": at.isoformat(),
            "clock": _clock(here_),
            "left": left,
            "part": "morning" if here_.hour < 12 else "afternoon",
        }
        for at, here_, left in local
    ]
    why = _why_then(pulse, one.times[0][0], people) if one.day == pulse.day else ""
    return {"is_today": one.day == pulse.day, "is_open": one.is_open, "times": times, "why": why}


def _why_then(pulse: Pulse, come: datetime, people: int) -> str:
    """What there is to say beside the time at which to come today. Only of an open hall may it be sooner, too."""
    said, step = hours(pulse), timedelta(seconds=from_home.STEP_S)
    opens = said["reopens_at"] and datetime.fromisoformat(said["reopens_at"])
    if opens and opens <= come < opens + step:
        return "home-come-opens"
    if not said["open"]:
        return "home-come-after"
    is_empty = not people and come <= pulse.at + timedelta(seconds=from_home.WAY_S) + step
    return "home-come-empty" if is_empty else "home-come-why"


def _date(day: date, today: date) -> Json:
    tongue = _tongue()
    weekday = message(tongue, f"home-weekday-{DAYS[day.weekday()]}")
    return {
        "weekday": message(tongue, "home-today") if day == today else weekday,
        "date": message(tongue, "home-date", d=day.day, m=day.month),
    }


def _day_of(at: str, zone: ZoneInfo) -> str:
    try:
        return datetime.fromisoformat(at).astimezone(zone).date().isoformat()
    except (ValueError, OverflowError):
        return ""


def _hours(pulse: Pulse) -> str:
    """When the hall works, in a sentence."""
    tongue, said, zone = _tongue(), hours(pulse), ZoneInfo(pulse.hall.timezone)
    if said["open"]:
        if said["closes_at"] is None:
            return message(tongue, "home-open-always")
        return message(tongue, "home-open", time=_clock(datetime.fromisoformat(said["closes_at"]).astimezone(zone)))
    if said["reopens_at"] is None:
        return message(tongue, "home-closed-long")
    again = datetime.fromisoformat(said["reopens_at"]).astimezone(zone)
    if again.date() == pulse.day:
        return message(tongue, "home-closed-today", time=_clock(again))
    when = _date(again.date(), pulse.day)
    return message(tongue, "home-closed", time=_clock(again), day=f"{when['weekday']} {when['date']}")


def _clock(at: datetime) -> str:
    return f"{at.hour}:{at.minute:02}"

"""What goes onto paper: the slip of a ticket, the checklist to take home; drawn, encoded, printed."""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PIL.Image import Image

from assets import LANGUAGES
from kiosk.encoder import encode, rows_of
from kiosk.offer import Offer
from kiosk.printers.outcome import Found, Outcome, Status, refused
from kiosk.roll import Roll
from kiosk.set_up import SetUp
from kiosk.slip import BadSlip, GuideSlip, TicketSlip, draw_guide, draw_ticket
from kiosk.slip_data import LONGEST_URL
from kiosk.spool import Spooler

Json = dict[str, Any]

_ADDRESS = re.compile(r"https://[!-~]*[\w/]", re.ASCII)

STATUS_LIMIT_S = 1.0
"""A printer that does not answer sooner is as it last said: the page and the heartbeat have other work."""


class Paper:
    """The kiosk's way to its printer; `folder` holds the slips of a virtual one."""

    def __init__(self, spool: Spooler, set_up: SetUp, roll: Roll, folder: Path | None) -> None:
        self._spool = spool
        self._set_up = set_up
        self._options = set_up.options
        self._roll = roll
        self.folder = folder

    def print_ticket(self, ticket: Json, offer: Offer, *, reprint: bool = False) -> Outcome:
        """The slip of a ticket, in the language it was asked in; one that staff print again carries its mark."""
        procedure = offer.procedures.get(ticket.get("procedure") or "", {})
        page = {
            "hall": _hall(offer, ticket["language"]),
            "label": ticket["label"],
            "service": _service(offer, ticket["service"], ticket["language"]),
            "service_names": {other: _service(offer, ticket["service"], other) for other in LANGUAGES},
            "procedure": _label(procedure, ticket["language"]),
            "lane": ticket["lane"],
            # How long it would take was true when the number was given, and is no news on a slip of later.
            "ahead": None if reprint else ticket["ahead"],
            "wait": None if reprint else ticket["wait"],
            "url": ticket["url"],
            "issued_at": ticket["issued_at"],
            "timezone": offer.hall.get("timezone"),
            "language": ticket["language"],
            "checklist": _checklist(procedure),
            "trial": ticket.get("is_trial"),
            "slot_at": ticket.get("slot_at"),
            "path": [_service(offer, code, ticket["language"]) for code in ticket.get("path") or []],
            "same_day_until": _too_late(ticket, offer),
            "reserve": ticket.get("is_reserve"),
            "reprint": reprint,
        }
        try:
            return self._print(draw_ticket(TicketSlip.from_json(page), self._options.width, offer.layout))
        except BadSlip as problem:
            return refused("bad_slip", str(problem))

    def print_guide(self, code: str, language: str, offer: Offer) -> Outcome:
        """The checklist of a procedure, without a number."""
        procedure = offer.procedures[code]
        page = {
            "hall": _hall(offer, language),
            "procedure": _label(procedure, language),
            "service": _named(offer.services.get(procedure["service"], {}), "name", language),
            "time_limit": procedure.get("time_limit"),
            "same_day_until": offer.same_day_until if procedure.get("within_day") else None,
            "issued_at": datetime.now(UTC).isoformat(),
            "timezone": offer.hall.get("timezone"),
            "language": language,
            "checklist": _checklist(procedure),
            "list_url": published(procedure),
        }
        try:
            return self._print(draw_guide(GuideSlip.from_json(page), self._options.width, offer.layout))
        except BadSlip as problem:
            return refused("bad_slip", str(problem))

    def _print(self, page: Image) -> Outcome:
        band_rows, pad_rows = self._options.band_rows, self._options.pad_rows
        data = encode(page, band_rows=band_rows, pad_rows=pad_rows)
        rows = rows_of(page, pad_rows=pad_rows)
        outcome = self._spool.print_job(data, rows)
        if outcome.outcome != "refused":
            self._roll.printed(rows)
        return outcome

    def test_print(self, language: str = "vi") -> Found:
        """The slip a printer is set up with; how it proves one is known from then on."""
        return self._set_up.test_print(self._spool, language)

    def options(self) -> Json:
        """How the printer is used, and how that is known."""
        return self._set_up.as_json()

    def learn(self, **options: Any) -> None:
        """What whoever stands beside it found: `band_rows`, `pad_rows`, `width`, `roll_m` … Raises ValueError."""
        self._set_up.learn(**options)

    def changed_roll(self) -> None:
        """A new roll is in."""
        self._roll.changed()

    def did_not_change_roll(self) -> bool:
        """That was pressed by mistake; False when it is too late to say so."""
        return self._roll.not_changed()

    def watch(self, tell: Callable[[], None]) -> None:
        """From now on the printer is asked while it rests; `tell` is called at each change."""

        def heard(status: Status) -> None:
            self._roll.sensed(status.paper)
            tell()

        self._spool.watch(heard)

    def roll(self) -> Json:
        """How much paper is left, in the words of the wire."""
        return self._roll.as_json()

    def status(self) -> dict[str, str]:
        """How the printer is, in the words of the wire."""
        now = self._spool.status(limit_s=STATUS_LIMIT_S)
        return {"state": now.state, "detail": now.detail, "paper": now.paper}

    def comes_out(self) -> bool:
        """Whether a slip would come out now, as the printer said last; one not asked yet is thought well."""
        status = self._spool.health().status
        return status is None or status.can_print

    def printed(self) -> int:
        """Slips proven to have come out since the kiosk started."""
        return self._spool.health().printed

    def slips(self) -> Sequence[str]:
        """The slips of a virtual printer, newest first."""
        if self.folder is None:
            return []
        return sorted((path.stem for path in self.folder.glob("[0-9]*.png")), reverse=True)


def _hall(offer: Offer, language: str) -> Json:
    facts = {name: offer.hall.get(name) or "" for name in ("parent", "address", "phone")}
    return facts | {"name": _named(offer.hall, "name", language) or "Mời Số"}


def _named(row: Json, field: str, language: str) -> str:
    return str(row.get(f"{field}_{language}") or row.get(field) or "")


def _service(offer: Offer, code: str, language: str) -> str:
    return _named(offer.services.get(code, {}), "name", language) or code


def _too_late(ticket: Json, offer: Offer) -> str | None:
    """The hour after which results wait for the next working day, for whoever came later with a file."""
    is_file = offer.services.get(ticket["service"], {}).get("kind") == "field"
    return offer.same_day_until if is_file and ticket.get("same_day") is False else None


def _label(procedure: Json, language: str) -> str:
    # Short everyday names exist in Vietnamese only; a Korean reader is better served by the English official one.
    other = procedure.get(f"name_{language}") or procedure.get("name_en")
    return str((other if language != "vi" else None) or procedure.get("label") or "")


def _checklist(procedure: Json) -> list[Json]:
    items = procedure.get("checklist") or []
    return [{"text": item.get("short") or item["text"], "kind": item["kind"]} for item in items]


def published(procedure: Json) -> str:
    """The page of the procedure that its source names, where there is one: the list as a phone shows it."""
    found = _ADDRESS.search(str(procedure.get("source") or ""))
    return found[0] if found and len(found[0]) <= LONGEST_URL else ""

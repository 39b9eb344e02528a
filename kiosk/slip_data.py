"""What stands on a slip: the JSON of the contract, checked, with every text safe to draw."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, TypeVar
from zoneinfo import ZoneInfo

from assets import LANGUAGES

_Word = TypeVar("_Word", bound=str)

Lane = Literal["ordinary", "priority", "appointment"]
Kind = Literal["submit", "present", "lookup"]

LANES: tuple[Lane, ...] = ("ordinary", "priority", "appointment")
KINDS: tuple[Kind, ...] = ("submit", "present", "lookup")
HALL_TIME = "Asia/Ho_Chi_Minh"
LONGEST_TEXT = 4000
LONGEST_LABEL = 8
LONGEST_URL = 300
MOST_ITEMS = 200
MOST_STEPS = 8


class BadSlip(ValueError):
    """The slip cannot be drawn as asked; the message names the field and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class HallHead:
    """Whose slip it is."""

    name: str
    parent: str = ""
    address: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One paper: to hand in, to show, or looked up by the office itself."""

    text: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Wait:
    """The likely wait in seconds: one in ten waits less than p10, one in ten more than p90."""

    p10: float
    p90: float


@dataclass(frozen=True, slots=True)
class TicketSlip:
    """A number for one person. `issued_at` is hall time."""

    hall: HallHead
    label: str
    service: str
    url: str
    issued_at: datetime
    lane: Lane = "ordinary"
    procedure: str = ""
    ahead: int | None = None
    wait: Wait | None = None
    language: str = LANGUAGES[0]
    checklist: tuple[ChecklistItem, ...] = field(default=())
    reprint: bool = False
    trial: bool = False
    slot_at: datetime | None = None
    path: tuple[str, ...] = field(default=())
    """What follows in the same visit, by name."""
    same_day_until: str = ""
    """The hour after which results wait for the next working day, for whoever came later."""
    service_names: tuple[tuple[str, str], ...] = field(default=())
    """The service in further languages, each with its language."""
    reserve: bool = False
    """Given by the kiosk itself while it could not reach the server."""

    @classmethod
    def from_json(cls, data: object) -> "TicketSlip":
        """The slip the JSON of the contract describes; raises `BadSlip`."""
        whole = _object(data, "slip")
        return cls(
            hall=_hall(whole.get("hall")),
            label=_label(whole.get("label")),
            service=_text(whole, "service", required=True),
            procedure=_text(whole, "procedure"),
            url=_url(whole.get("url")),
            issued_at=_time(whole, "issued_at"),
            lane=_one_of(whole.get("lane", "ordinary"), "lane", LANES),
            ahead=_ahead(whole.get("ahead")),
            wait=_wait(whole.get("wait")),
            language=_language(whole.get("language")),
            checklist=_checklist(whole.get("checklist")),
            reprint=_flag(whole.get("reprint"), "reprint"),
            trial=_flag(whole.get("trial"), "trial"),
            slot_at=None if whole.get("slot_at") is None else _time(whole, "slot_at"),
            path=_path(whole.get("path")),
            same_day_until=_hour(whole.get("same_day_until")),
            reserve=_flag(whole.get("reserve"), "reserve"),
            service_names=_names(whole.get("service_names")),
        )


@dataclass(frozen=True, slots=True)
class GuideSlip:
    """A checklist to take home: no number is burnt."""

    hall: HallHead
    procedure: str
    issued_at: datetime
    service: str = ""
    time_limit: str = ""
    language: str = LANGUAGES[0]
    checklist: tuple[ChecklistItem, ...] = field(default=())
    same_day_until: str = ""
    """The hour until which a result of the same day is had, for a procedure that promises one."""
    list_url: str = ""
    """Where the whole list of papers is published."""

    @classmethod
    def from_json(cls, data: object) -> "GuideSlip":
        """As `TicketSlip.from_json`, from `{hall, procedure, service?, time_limit?, issued_at, checklist, …}`."""
        whole = _object(data, "slip")
        return cls(
            hall=_hall(whole.get("hall")),
            procedure=_text(whole, "procedure", required=True),
            issued_at=_time(whole, "issued_at"),
            service=_text(whole, "service"),
            time_limit=_text(whole, "time_limit"),
            language=_language(whole.get("language")),
            checklist=_checklist(whole.get("checklist")),
            same_day_until=_hour(whole.get("same_day_until")),
            list_url=_url(whole["list_url"]) if whole.get("list_url") else "",
        )


def drawable_text(text: str) -> str:
    """NFC, one line: a font without a shaping engine puts the marks of decomposed letters in the wrong place.

    Control characters become spaces and invisible marks (direction, joiners, byte order) go: they have no shape.
    """
    composed = unicodedata.normalize("NFC", text)
    kept = []
    for character in composed:
        category = unicodedata.category(character)
        if category in ("Cc", "Zl", "Zp", "Zs"):
            kept.append(" ")
        elif category != "Cf" and not 0xFE00 <= ord(character) <= 0xFE0F:
            kept.append(character)
    return " ".join("".join(kept).split())


def _object(value: object, name: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise BadSlip(f"{name}: must be a JSON object")
    return value


def _text(whole: Mapping[str, Any], name: str, *, required: bool = False, within: str = "") -> str:
    value = whole.get(name)
    place = f"{within}{name}"
    if value is None and not required:
        return ""
    if not isinstance(value, str):
        raise BadSlip(f"{place}: must be a text")
    if len(value) > LONGEST_TEXT:
        raise BadSlip(f"{place}: is longer than {LONGEST_TEXT} characters")
    clean = drawable_text(value)
    if required and not clean:
        raise BadSlip(f"{place}: must not be empty")
    return clean


def _hall(value: object) -> HallHead:
    whole = _object(value, "hall")
    return HallHead(
        name=_text(whole, "name", required=True, within="hall."),
        parent=_text(whole, "parent", within="hall."),
        address=_text(whole, "address", within="hall."),
        phone=_text(whole, "phone", within="hall."),
    )


def _label(value: object) -> str:
    if not isinstance(value, str):
        raise BadSlip("label: must be a text such as H012")
    label = drawable_text(value)
    if not 1 <= len(label) <= LONGEST_LABEL:
        raise BadSlip(f"label: must have 1 to {LONGEST_LABEL} characters")
    return label


def _url(value: object) -> str:
    if not isinstance(value, str) or not value.startswith(("http://", "https://")):
        raise BadSlip("url: must start with http:// or https://")
    if len(value) > LONGEST_URL or not all("!" <= character <= "~" for character in value):
        raise BadSlip(f"url: must be at most {LONGEST_URL} printable ASCII characters")
    return value


def _time(whole: Mapping[str, Any], name: str) -> datetime:
    value = whole.get(name)
    zone_name = whole.get("timezone") or HALL_TIME
    try:
        # ZoneInfo refuses an unknown name in several ways, OSError among them (a name that is a folder).
        zone = ZoneInfo(zone_name)
    except (KeyError, ValueError, TypeError, AttributeError, OSError):
        raise BadSlip(f"timezone: {zone_name!r} is not a known time zone") from None
    try:
        moment = datetime.fromisoformat(value if isinstance(value, str) else "")
        # A time without offset is hall time: only people write those, and they mean the clock on the wall.
        return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)
    except (ValueError, OverflowError):
        raise BadSlip(f"{name}: must be an ISO 8601 time such as 2026-11-21T09:05:00+07:00") from None


def _one_of(value: object, name: str, allowed: tuple[_Word, ...]) -> _Word:
    for known in allowed:
        if value == known:
            return known
    raise BadSlip(f"{name}: must be one of {', '.join(allowed)}")


def _ahead(value: object) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 99_999:
        raise BadSlip("ahead: must be a whole number of people, 0 or more")
    return value


def _wait(value: object) -> Wait | None:
    if value is None:
        return None
    whole = _object(value, "wait")
    seconds = [_seconds(whole, name) for name in ("p10", "p90")]
    if seconds[0] > seconds[1]:
        raise BadSlip("wait: p10 must not be more than p90")
    return Wait(p10=seconds[0], p90=seconds[1])


def _seconds(whole: Mapping[str, Any], name: str) -> float:
    value = whole.get(name)
    # The comparison also refuses NaN, which Python's JSON reader lets through.
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 10_000_000:
        raise BadSlip(f"wait.{name}: must be a number of seconds, 0 or more")
    return float(value)


def _language(value: object) -> str:
    return value if isinstance(value, str) and value in LANGUAGES else LANGUAGES[0]


def _checklist(value: object) -> tuple[ChecklistItem, ...]:
    if value is None:
        return ()
    if not isinstance(value, list | tuple) or len(value) > MOST_ITEMS:
        raise BadSlip(f"checklist: must be a list of at most {MOST_ITEMS} items")
    items = []
    for index, entry in enumerate(value):
        whole = _object(entry, f"checklist[{index}]")
        text = _text(whole, "text", required=True, within=f"checklist[{index}].")
        items.append(ChecklistItem(text, _one_of(whole.get("kind"), f"checklist[{index}].kind", KINDS)))
    return tuple(items)


def _path(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list | tuple) or len(value) > MOST_STEPS:
        raise BadSlip(f"path: must be a list of at most {MOST_STEPS} names")
    return tuple(_text({"name": step}, "name", required=True, within=f"path[{at}].") for at, step in enumerate(value))


def _names(value: object) -> tuple[tuple[str, str], ...]:
    if value is None:
        return ()
    whole = _object(value, "service_names")
    return tuple((language, _text(whole, language, within="service_names.")) for language in LANGUAGES)


def _hour(value: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, str) or not re.fullmatch(r"([01]?\d|2[0-3]):[0-5]\d", value):
        raise BadSlip("same_day_until: must be a time such as 15:00")
    return value


def _flag(value: object, name: str) -> bool:
    if value is None or isinstance(value, bool):
        return bool(value)
    raise BadSlip(f"{name}: must be true or false")

"""The nouns of a catalogue, each as it is kept in memory and as it travels on the wire."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from catalogue.checklist import Paper, read_documents

KINDS = ("field", "returns", "fees", "guidance")
"""A field of law, collecting a result, paying a fee, or asking the way."""

LETTERS = "ABCDEGHKLMNPRSTVX"
"""Letters a series may carry: each is spoken clearly in Vietnamese and none looks like a digit on paper."""

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in the hall's three languages; a missing translation is shown in Vietnamese."""

    vi: str
    en: str = ""
    ko: str = ""

    def as_json(self, key: str) -> Json:
        """`{key, key_en, key_ko}`, as names travel on the wire."""
        return {key: self.vi, f"{key}_en": self.en or self.vi, f"{key}_ko": self.ko or self.en or self.vi}


@dataclass(frozen=True, slots=True)
class HallFacts:
    """What a hall's slip and screens say about it."""

    name: str
    parent: str
    address: str
    phone: str
    timezone: str
    names: Text
    code: str | None = None
    """How this hall is told from others on the same server."""

    def as_json(self) -> Json:
        """The `hall` object of the board, with the name's translations."""
        own = {"parent": self.parent, "address": self.address, "phone": self.phone, "timezone": self.timezone}
        return self.names.as_json("name") | own


@dataclass(frozen=True, slots=True)
class Service:
    """A field a citizen comes for; its code is the letter of its number series."""

    code: str
    name: Text
    kind: str
    covers: Text
    agency: str = ""
    """Whose officers do it and to whom the hall reports on it; empty when nobody said."""

    def as_json(self) -> Json:
        """A row of `GET /services`, without what changes during the day."""
        return {"code": self.code, **self.name.as_json("name"), "kind": self.kind, **self.covers.as_json("covers")}


@dataclass(frozen=True, slots=True)
class Counter:
    """A numbered desk, the post of the officer behind it, and the services it takes, its own field first."""

    number: int
    name: Text
    post: str
    zone: str
    services: tuple[str, ...]
    helps: tuple[str, ...] = ()
    """Services it helps out with when its own line is empty or they wait long, preferred first."""

    def as_json(self) -> Json:
        """The unchanging part of a counter on the board."""
        own = {"number": self.number, "post": self.post, "zone": self.zone, "services": list(self.services)}
        return self.name.as_json("name") | own


@dataclass(frozen=True)
class Procedure:
    """One administrative procedure with its national code."""

    code: str
    service: str
    label: str
    name: str
    name_en: str = ""
    time_limit: str = ""
    documents: str = ""
    source: str = ""
    local_code: str = ""
    """The code as the province writes it (`1.012784.H19`), when it differs from the national one."""

    papers: tuple[Paper, ...] | None = None
    """The checklist as it came over the wire, which carries no `documents`."""

    @cached_property
    def checklist(self) -> tuple[Paper, ...]:
        """What to hand in, what to show, and what the office looks up itself."""
        return read_documents(self.documents) if self.papers is None else self.papers

    @property
    def is_within_day(self) -> bool:
        """Whether the result is promised for the day itself, so that the hour of the hall's rule is worth saying."""
        return "trong ngày" in self.time_limit.lower()

    def as_json(self) -> Json:
        """A row of `GET /procedures`."""
        return {
            "code": self.code, "local_code": self.local_code or self.code, "service": self.service,
            "label": self.label, "name": self.name, "name_en": self.name_en or self.name,
            "time_limit": self.time_limit, "within_day": self.is_within_day,
            "checklist": [paper.as_json() for paper in self.checklist], "source": self.source,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Phrase:
    """What people say, and the codes it may mean, likeliest first: procedures, or the letter of a service."""

    phrase: str
    codes: tuple[str, ...]
    note: str = ""
    source: str = ""

    def as_json(self) -> Json:
        """A row of `phrases`."""
        return {"phrase": self.phrase, "codes": list(self.codes)}


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a question, and the procedure it leads to."""

    text: Text
    code: str

    def as_json(self) -> Json:
        """A row of `options`."""
        return self.text.as_json("text") | {"code": self.code}


@dataclass(frozen=True, slots=True)
class Question:
    """The one question that tells the procedures of a family apart."""

    id: str
    text: Text
    options: tuple[Option, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The procedures it can lead to, in the order of its options."""
        return tuple(dict.fromkeys(option.code for option in self.options))

    def as_json(self) -> Json:
        """A row of `questions`."""
        options = [option.as_json() for option in self.options]
        return {"id": self.id, **self.text.as_json("text"), "codes": list(self.codes), "options": options}


@dataclass(frozen=True, slots=True)
class Tile:
    """An everyday need on the kiosk's first screen; leads to a question, a procedure or a service."""

    text: Text
    icon: str
    service: str
    procedure: str | None = None
    question: str | None = None

    def as_json(self) -> Json:
        """A row of `tiles`."""
        own = {"icon": self.icon, "service": self.service, "procedure": self.procedure, "question": self.question}
        return self.text.as_json("text") | own


@dataclass(frozen=True, slots=True)
class Direction:
    """A need this hall does not serve, and where to go instead."""

    id: str
    text: Text
    phrases: tuple[str, ...]

    def as_json(self) -> Json:
        """What a kiosk shows in place of a result."""
        return {"id": self.id, **self.text.as_json("text"), "phrases": list(self.phrases)}


@dataclass(frozen=True)
class Catalogue:
    """All that a hall offers, as read and found good."""

    services: tuple[Service, ...] = ()
    counters: tuple[Counter, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    questions: tuple[Question, ...] = ()
    tiles: tuple[Tile, ...] = ()
    directions: tuple[Direction, ...] = ()
    hall: HallFacts | None = field(default=None, compare=False)
    version: str = ""

    def procedure(self, code: str) -> Procedure:
        """The procedure with this national code; KeyError when the hall has none."""
        return self._by_code[code]

    def question_for(self, codes: Sequence[str]) -> Question | None:
        """The question that tells `codes` apart: the first that can lead to two of them; none for a single code."""
        for question in self.questions:
            if len(set(codes) & set(question.codes)) >= 2:
                return question
        return None

    @cached_property
    def _by_code(self) -> dict[str, Procedure]:
        return {procedure.code: procedure for procedure in self.procedures}

    def as_json(self) -> Json:
        """The answer of `GET /catalogue`."""
        parts: dict[str, Sequence[Any]] = {
            "services": self.services, "procedures": self.procedures, "phrases": self.phrases,
            "questions": self.questions, "tiles": self.tiles, "elsewhere": self.directions,
        }  # fmt: skip
        return {"version": self.version} | {key: [row.as_json() for row in rows] for key, rows in parts.items()}

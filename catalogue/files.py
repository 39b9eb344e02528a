"""Reads and checks all the files of a hall: from a folder, or from texts that came in a request."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from assets import FOLDER
from catalogue import asked, rows
from catalogue.nouns import Catalogue, Phrase, Question, Tile
from catalogue.problems import Problem, Report
from catalogue.tables import LARGEST, Row, read_csv, read_toml

DEFAULT = FOLDER / "catalogue" / "default"
"""The files of the demonstration hall."""

FILES = (
    "hall.toml", "services.csv", "counters.csv", "procedures.csv",
    "phrases.csv", "questions.toml", "tiles.toml", "elsewhere.toml",
)  # fmt: skip

Contents = Mapping[str, str | bytes]


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading: the catalogue, unless something is bad and nobody said to go on without it."""

    catalogue: Catalogue | None
    bad: tuple[Problem, ...]


def read_folder(folder: Path, *, force: bool = False) -> Reading:
    """The catalogue in a folder of files named as in `FILES`. All must be there; `force` leaves bad rows out."""
    report, contents = Report(), {}
    for name in FILES:
        path = folder / name
        try:
            with path.open("rb") as file:
                contents[name] = file.read(LARGEST + 1)
        except OSError:
            report.add(name, 0, "", "file_missing")
    return _read(contents, Catalogue(), report, force=force)


def read_texts(texts: Contents, base: Catalogue, *, force: bool = False) -> Reading:
    """The catalogue `base` with some of its files replaced: `{"procedures.csv": …}`, or without the ending."""
    named = {name: texts.get(name, texts.get(name.partition(".")[0])) for name in FILES}
    return _read({name: text for name, text in named.items() if text is not None}, base, Report(), force=force)


@cache
def load_default() -> Catalogue:
    """The demonstration hall's catalogue."""
    reading = read_folder(DEFAULT)
    if reading.catalogue is None:
        raise ValueError(f"the default catalogue is bad: {reading.bad[0]}")
    return reading.catalogue


def _read(contents: Contents, base: Catalogue, report: Report, *, force: bool) -> Reading:
    def table(name: str) -> list[Row]:
        return read_csv(name, contents[name], rows.COLUMNS[name], report)

    def toml(name: str) -> dict[str, Any]:
        return read_toml(name, contents[name], report)

    made = base
    if "hall.toml" in contents:
        made = replace(made, hall=asked.hall("hall.toml", toml("hall.toml"), report))
    if "services.csv" in contents:
        made = replace(made, services=rows.services(table("services.csv"), report))
    letters = {service.code for service in made.services}
    if "counters.csv" in contents:
        made = replace(made, counters=rows.counters(table("counters.csv"), report, letters))
    if "procedures.csv" in contents:
        made = replace(made, procedures=rows.procedures(table("procedures.csv"), report, letters))
    codes = {procedure.code for procedure in made.procedures}
    if "phrases.csv" in contents:
        made = replace(made, phrases=rows.phrases(table("phrases.csv"), report, codes | letters))
    if "questions.toml" in contents:
        found = asked.questions("questions.toml", toml("questions.toml"), report, codes)
        made = replace(made, questions=found)
    ids = {question.id for question in made.questions}
    if "tiles.toml" in contents:
        made = replace(made, tiles=asked.tiles("tiles.toml", toml("tiles.toml"), report, letters, codes, ids))
    if "elsewhere.toml" in contents:
        made = replace(made, directions=asked.directions("elsewhere.toml", toml("elsewhere.toml"), report))
    if report.bad and not force:
        return Reading(None, tuple(report.bad))
    return Reading(with_version(_fitted(made, letters, codes)), tuple(report.bad))


def _fitted(made: Catalogue, letters: set[str], codes: set[str]) -> Catalogue:
    """The parts that were kept follow the parts that were replaced: nothing leads to a procedure that is gone."""
    known = letters.__contains__
    counters = [
        replace(each, services=tuple(filter(known, each.services)), helps=tuple(filter(known, each.helps)))
        for each in made.counters
    ]
    phrases = [_phrase_within(phrase, codes | letters) for phrase in made.phrases]
    questions = [_question_within(question, codes) for question in made.questions]
    ids = {question.id for question in questions if question}
    tiles = [_tile_within(tile, codes, ids) for tile in made.tiles if tile.service in letters]
    return replace(
        made,
        counters=tuple(counters),
        procedures=tuple(procedure for procedure in made.procedures if procedure.service in letters),
        phrases=tuple(filter(None, phrases)),
        questions=tuple(filter(None, questions)),
        tiles=tuple(tiles),
    )


def _phrase_within(phrase: Phrase, codes: set[str]) -> Phrase | None:
    kept = tuple(filter(codes.__contains__, phrase.codes))
    return replace(phrase, codes=kept) if kept else None


def _question_within(question: Question, codes: set[str]) -> Question | None:
    kept = tuple(option for option in question.options if option.code in codes)
    return replace(question, options=kept) if len(kept) >= 2 else None


def _tile_within(tile: Tile, codes: set[str], ids: set[str]) -> Tile:
    procedure = tile.procedure if tile.procedure in codes else None
    return replace(tile, procedure=procedure, question=tile.question if tile.question in ids else None)


def with_version(catalogue: Catalogue) -> Catalogue:
    """The catalogue with its version: twelve hexadecimal digits that change when anything a kiosk shows changes."""
    content = catalogue.as_json()
    content.pop("version")
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return replace(catalogue, version=hashlib.sha256(canonical.encode()).hexdigest()[:12])

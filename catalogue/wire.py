"""Takes a catalogue back from `GET /catalogue`: what a kiosk keeps on its disk and searches when the server is away."""

from collections.abc import Mapping
from typing import Any

from catalogue.checklist import Paper
from catalogue.nouns import Catalogue, Direction, Option, Phrase, Procedure, Question, Service, Text, Tile


def from_json(content: Mapping[str, Any]) -> Catalogue:
    """The catalogue that `as_json` wrote, without its counters. KeyError or TypeError for anything else."""
    return Catalogue(
        services=tuple(_service(row) for row in content["services"]),
        procedures=tuple(_procedure(row) for row in content["procedures"]),
        phrases=tuple(Phrase(row["phrase"], tuple(row["codes"])) for row in content["phrases"]),
        questions=tuple(_question(row) for row in content["questions"]),
        tiles=tuple(_tile(row) for row in content["tiles"]),
        directions=tuple(_direction(row) for row in content.get("elsewhere", ())),
        version=content["version"],
    )


def _text(row: Mapping[str, Any], key: str) -> Text:
    vi = row[key]
    return Text(vi, row.get(f"{key}_en", vi), row.get(f"{key}_ko", vi))


def _service(row: Mapping[str, Any]) -> Service:
    covers = _text(row, "covers") if "covers" in row else Text("")
    return Service(row["code"], _text(row, "name"), row["kind"], covers)


def _procedure(row: Mapping[str, Any]) -> Procedure:
    papers = tuple(
        Paper(paper["text"], paper["kind"], paper.get("group"), paper.get("copies", "")) for paper in row["checklist"]
    )
    return Procedure(
        code=row["code"], service=row["service"], label=row["label"], name=row["name"], name_en=row["name_en"],
        time_limit=row["time_limit"], source=row["source"], local_code=row.get("local_code", ""), papers=papers,
    )  # fmt: skip


def _question(row: Mapping[str, Any]) -> Question:
    options = tuple(Option(_text(option, "text"), option["code"]) for option in row["options"])
    return Question(row["id"], _text(row, "text"), options)


def _tile(row: Mapping[str, Any]) -> Tile:
    return Tile(_text(row, "text"), row["icon"], row["service"], row.get("procedure"), row.get("question"))


def _direction(row: Mapping[str, Any]) -> Direction:
    return Direction(row["id"], _text(row, "text"), tuple(row.get("phrases", ())))

"""The default hall as `GET /catalogue` says it."""

import csv
import tomllib
from functools import cache
from typing import Any

from assets import FOLDER
from catalogue.checklist import read_documents

HALL = FOLDER / "catalogue" / "default"


@cache
def default_catalogue() -> dict[str, Any]:
    return {
        "version": "test-1",
        "hall": tomllib.loads((HALL / "hall.toml").read_text()),
        "services": [dict(row) for row in _rows("services.csv")],
        "procedures": [
            {k: row[k] for k in ("code", "service", "label", "name", "name_en", "time_limit", "source")}
            | {"checklist": [paper.as_json() for paper in read_documents(row["documents"])]}
            for row in _rows("procedures.csv")
        ],
        "phrases": [{"phrase": row["phrase"], "codes": row["codes"].split()} for row in _rows("phrases.csv")],
        "questions": [
            {"id": q["id"], **_text(q["text"]), "codes": list(dict.fromkeys(o["code"] for o in q["options"])),
             "options": [{"code": o["code"], **_text(o)} for o in q["options"]]}
            for q in _toml("questions.toml")["question"]
        ],
        "tiles": [
            {**_text(t["text"]), "icon": t["icon"], "service": t["service"], "procedure": t.get("procedure"),
             "question": t.get("question")}
            for t in _toml("tiles.toml")["tile"]
        ],
        "elsewhere": [
            {"id": d["id"], **_text(d), "phrases": d["phrases"]} for d in _toml("elsewhere.toml")["direction"]
        ],
    }  # fmt: skip


def _rows(name: str) -> list[dict[str, str]]:
    with (HALL / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((HALL / name).read_text(encoding="utf-8"))


def _text(row: dict[str, Any]) -> dict[str, str]:
    return {"text": row["vi"], "text_en": row["en"], "text_ko": row["ko"]}

"""One version of the hall's catalogue as a kiosk uses it: what exists, and the search over it."""

import json
import logging
from collections import Counter
from collections.abc import Sequence
from typing import Any

from catalogue.search import Match, Search
from catalogue.wire import from_json
from kiosk.slip_layout import USUAL, BadLayout, Layout

log = logging.getLogger(__name__)

Json = dict[str, Any]

MOST_RESULTS = 30
"""Search results kept for the page's leaves; nobody turns further."""


class Offer:
    """What the server's `GET /catalogue` said, indexed."""

    def __init__(self, catalogue: Json) -> None:
        self.version = str(catalogue["version"])
        self.hall: Json = catalogue.get("hall") or {}
        self.services: dict[str, Json] = {row["code"]: row for row in catalogue["services"]}
        self.procedures: dict[str, Json] = {row["code"]: row for row in catalogue["procedures"]}
        self.ground_codes = frozenset(row["code"] for row in catalogue["grounds"])
        with_age = [row for row in catalogue["grounds"] if row.get("from_age")]
        self.ages: dict[str, int] = {row["code"]: row["from_age"] for row in with_age}
        """Per ground: from which age it is proposed."""
        self.same_day_until: str | None = catalogue.get("same_day_until")
        self.service_codes = frozenset(self.services)
        self.procedure_codes = frozenset(self.procedures)
        self.layout = _layout(catalogue.get("slip"))
        self._directions: dict[str, Json] = {row["id"]: row for row in catalogue.get("elsewhere") or []}
        self.page = _for_page(catalogue)
        self._catalogue = from_json(catalogue)
        self._search = Search.over(self._catalogue)

    def search(self, query: str) -> Json:
        """Services and procedures for what was typed, likeliest first, or the way to another office."""
        elsewhere = self._search.elsewhere(query)
        return {
            "services": [code for code in self._search.services(query) if code in self.services],
            "procedures": self._rows(self._search.find(query, limit=MOST_RESULTS)),
            "elsewhere": self._directions[elsewhere.id] if elsewhere else None,
        }

    def _rows(self, matches: Sequence[Match]) -> list[Json]:
        asked: set[str] = set()
        rows = []
        for match in matches:
            found, question = self.procedures[match.code], self._catalogue.question_for(match.codes)
            row = {name: found[name] for name in ("code", "label", "name", "service")}
            # Words that may mean several of a family ask its question, once; whoever chooses a further one has chosen.
            if question is not None and question.id not in asked:
                asked.add(question.id)
                row["question"] = question.id
            rows.append(row)
        return rows


def _layout(said: Json | None) -> Layout:
    try:
        return Layout.from_json(said)
    except BadLayout as problem:
        # A server newer than this kiosk, or letters that only its fonts have: a slip in the usual looks is a slip.
        log.warning("the hall's slip layout is not used: %s", problem)
        return USUAL


def _for_page(catalogue: Json) -> str:
    """What the page keeps, as text: procedures people ask for most stand first, phrases are the search's own, the
    layout the slip's."""
    asked = Counter(code for row in catalogue["phrases"] for code in row["codes"])
    procedures = sorted(catalogue["procedures"], key=lambda row: -asked[row["code"]])
    needless: Json = {"phrases": [], "slip": {}}
    return json.dumps({**catalogue, "procedures": procedures, **needless}, ensure_ascii=False)

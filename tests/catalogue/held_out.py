"""The search judged by everyday phrases it has not seen: ten parts, each asked of an index that holds the others.

`python -m tests.catalogue.held_out` writes the misses into docs/search.md; a test holds the page to them.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from catalogue.files import load_default
from catalogue.fold import stem, words
from catalogue.nouns import Catalogue, Phrase
from catalogue.search import Match, Search
from catalogue.words import everyday_words, stems
from tests.catalogue.search_quality import OURS

PAGE = Path(__file__).parents[2] / "docs/search.md"
TABLE = re.compile(r"(?<=<!-- misses -->\n).*(?=<!-- end -->)", re.S)
PARTS = 10


@dataclass(frozen=True)
class Asked:
    """One phrase, asked of a search that does not know it."""

    phrase: Phrase
    known: list[Phrase]
    found: list[Match]
    questions: frozenset[str]
    """The procedures behind the questions that the kiosk asks at one of the first three rows."""

    @property
    def place(self) -> int:
        """Where the first right procedure stands, from 1; 99 where it does not stand at all."""
        codes = [match.code for match in self.found]
        return next((place for place, code in enumerate(codes, 1) if code in self.phrase.codes), 99)

    @property
    def is_a_question_away(self) -> bool:
        return not self.questions.isdisjoint(self.phrase.codes)


def asked(catalogue: Catalogue) -> Iterator[Asked]:
    """Every sourced phrase that means a procedure, once. What we wrote ourselves is in no index and not asked."""
    said = [phrase for phrase in catalogue.phrases if len(phrase.codes[0]) > 1 and phrase.source != OURS]
    said = random.Random(0).sample(said, len(said))
    for part in range(PARTS):
        known = [phrase for at, phrase in enumerate(said) if at % PARTS != part]
        search = Search(catalogue.procedures, known, services=catalogue.services, directions=catalogue.directions)
        for phrase in said[part::PARTS]:
            found = search.find(phrase.phrase, limit=20)
            yield Asked(phrase, known, found, frozenset(_questions(catalogue, found[:3])))


def _questions(catalogue: Catalogue, found: list[Match]) -> Iterator[str]:
    for match in found:
        question = catalogue.question_for(match.codes)
        yield from question.codes if question else ()


def figures(every: Sequence[Asked]) -> dict[str, float]:
    """Per cent with a right procedure first, among the first three and five, and there or behind their question."""

    def share(right: list[bool]) -> float:
        return round(100 * sum(right) / len(every), 1)

    return {
        "top1": share([one.place == 1 for one in every]),
        "top3": share([one.place <= 3 for one in every]),
        "top5": share([one.place <= 5 for one in every]),
        "top3_or_question": share([one.place <= 3 or one.is_a_question_away for one in every]),
        "n": len(every),
    }


def table(catalogue: Catalogue, every: Sequence[Asked]) -> str:
    """The misses of the first three as rows of a Markdown table."""
    rows = ["| Typed | Meant | First instead | Its place | Why |", "|---|---|---|---|---|"]
    for one in sorted(every, key=lambda one: (one.place, one.phrase.phrase)):
        if one.place > 3:
            meant = catalogue.procedure(one.phrase.codes[0]).label
            first = catalogue.procedure(one.found[0].code).label if one.found else "nothing"
            place = str(one.place) if one.place < 99 else "none"
            rows.append(f"| {one.phrase.phrase} | {meant} | {first} | {place} | {_why(catalogue, one)} |")
    return "\n".join(rows) + "\n"


def _why(catalogue: Catalogue, one: Asked) -> str:
    if one.is_a_question_away:
        return "one question away: that of the first rows leads to it"
    procedures = [catalogue.procedure(code) for code in one.phrase.codes]
    texts = [text for procedure in procedures for text in (procedure.label, procedure.name)]
    texts += [phrase.phrase for phrase in one.known if not set(one.phrase.codes).isdisjoint(phrase.codes)]
    lead = {part for text in texts for part in stems(text)}
    typed = [word for word in words(one.phrase.phrase) if word not in everyday_words().fillers]
    strange = [word for word in typed if stem(word) not in lead]
    if len(strange) == len(typed):
        return "no word of it is in any other text of what is meant"
    if strange:
        return f"“{', '.join(strange)}” is in no other text of what is meant"
    return "all its words are in texts of others too, and closer together there"


if __name__ == "__main__":
    hall = load_default()
    all_asked = list(asked(hall))
    PAGE.write_text(TABLE.sub(lambda _: table(hall, all_asked), PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    print(*(f"{name} {figure:g}" for name, figure in figures(all_asked).items()), sep="  ")

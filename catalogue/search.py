"""Finds the procedure a person means from what they type: without marks, in the law's words or in their own."""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise

from catalogue.fold import fold, is_marked, repair, stem, words
from catalogue.index import Entry, Index, Source, trigrams
from catalogue.nouns import Catalogue, Direction, Phrase, Procedure, Service
from catalogue.words import Words, everyday_words

LONGEST_QUERY = 200
"""Characters read of a query; nobody types more, and a machine that does must not hold the hall up."""

MOST_WORDS = 16
"""Words read of a query, for the same reason."""

WEAKEST = 0.45
"""Below this score nothing was really found; right answers were seen down to 0.5, nonsense mostly under 0.6."""

WEAKEST_SHARE = 0.35
"""Below this share of the best score a result only lengthens the list."""

CLEAR = 1.1
"""From this score on a direction elsewhere is what was asked for."""

_ELSEWHERE = "elsewhere:"
_CODE = re.compile(r"(?<![\d.])(?:\d[. -]?)?\d{6}(?!\d)")
_ONLY_CODE = re.compile(r"([\d. -]+?)(?:\.000\.00\.00)?(?:\.h\d+)?", re.IGNORECASE)

FEWEST_FIGURES = 3
"""Figures of a code typed alone that say anything: two of them end dozens of codes."""

LATER = 0.15
"""What a text's second procedure is behind its first, the third behind the second: one family must not fill the top."""

BEHIND = 0.2
"""What a procedure's papers and its field add to its own names."""


@dataclass(frozen=True, slots=True)
class Match:
    """A procedure found, how sure, and what it was found by: code, label, name, english or phrase."""

    code: str
    score: float
    via: str
    matched: str
    codes: tuple[str, ...]
    """All the codes of what it was found by: several, when people say one thing and may mean any of these."""


@dataclass(slots=True)
class _Query:
    """What was typed, taken to pieces."""

    words: list[str]
    parts: list[str]
    weights: list[float]
    unfinished: bool

    @property
    def total(self) -> float:
        return sum(self.weights) or 1.0


class Search:
    """An index built once per version of the catalogue; a search is a few milliseconds of pure Python."""

    def __init__(
        self,
        procedures: Sequence[Procedure],
        phrases: Sequence[Phrase],
        *,
        services: Sequence[Service] = (),
        directions: Sequence[Direction] = (),
        language: Words | None = None,
    ) -> None:
        self._service_of = {procedure.code: procedure.service for procedure in procedures}
        self._directions = {_ELSEWHERE + direction.id: direction for direction in directions}
        self._letters = {service.code for service in services} | set(self._service_of.values())
        sources = chain(_sources(procedures, phrases), _sources_beyond(services, directions))
        self._index = Index(sources, _behind(procedures, services), language or everyday_words())
        # A page asks three times of one query (procedures, services, elsewhere), and people type alike.
        self._ranked = lru_cache(maxsize=512)(self._rank)
        self._said: defaultdict[str, int] = defaultdict(int)
        for phrase in phrases:
            for code in phrase.codes:
                self._said[code] += 1

    @classmethod
    def over(cls, catalogue: Catalogue) -> "Search":
        """The search over all of a catalogue, as the server and the kiosk both make it."""
        return cls(
            catalogue.procedures, catalogue.phrases, services=catalogue.services, directions=catalogue.directions
        )

    def find(self, q: str, service: str | None = None, limit: int = 20) -> list[Match]:
        """The procedures `q` may mean, best first; of one service if asked. Empty for an empty query."""
        q = q[:LONGEST_QUERY]
        only = _ONLY_CODE.fullmatch(q.strip())
        written = [only[1]] if only else _CODE.findall(q)
        found = self._by_figures(re.sub(r"\D", "", written[0])) if written else []
        if not found and not only:
            found = [match for match in self._ranked(q) if match.code in self._service_of]
        if service is not None:
            found = [match for match in found if self._service_of[match.code] == service]
        return found[:limit]

    def services(self, q: str) -> list[str]:
        """The services `q` asks for by name or in everyday words ("nhận kết quả" is R), best first."""
        ranked = self._ranked(q[:LONGEST_QUERY])
        best = ranked[0].score if ranked else 0.0
        return [match.code for match in ranked if match.code in self._letters and match.score >= 0.8 * best]

    def elsewhere(self, q: str) -> Direction | None:
        """Where to go for a need this hall does not serve, when `q` says so more clearly than anything it does."""
        ranked = self._ranked(q[:LONGEST_QUERY])
        if ranked and ranked[0].code not in self._directions and fold(ranked[0].matched) == fold(q):
            return None  # This hall's own words, letter by letter.
        for match in ranked[:3]:
            if match.code in self._directions and match.score >= max(CLEAR, 0.85 * ranked[0].score):
                return self._directions[match.code]
        return None

    def _by_figures(self, figures: str) -> list[Match]:
        """Codes with these figures: whole or their end ("815") first, then their beginning, then any."""
        found = []
        for code in self._service_of if len(figures) >= FEWEST_FIGURES else ():
            plain = code.replace(".", "")
            if figures in plain:
                score = 1.0 if plain.endswith(figures) else 0.75 if plain.startswith(figures) else 0.5
                found.append(Match(code, score, "code", code, (code,)))
        return sorted(found, key=lambda match: (-match.score, -self._said[match.code], match.code))

    def _read(self, q: str) -> _Query:
        typed = [word for run in words(q[:LONGEST_QUERY]) for word in self._index.part_run(run)][:MOST_WORDS]
        parts = [stem(word) for word in typed]
        weights = [self._index.weight_typed(word, part) for word, part in zip(typed, parts, strict=True)]
        return _Query(typed, parts, weights, unfinished=q[-1:].isalnum())

    def _rank(self, q: str) -> tuple[Match, ...]:
        """Everything `q` may mean, best first: procedures, services, directions."""
        query = self._read(q)
        if not query.parts:
            return ()
        support, reached, behind = self._support(query)
        self._support_by_meaning(query, support, reached)
        found = self._score_entries(query, support, reached)
        matches = []
        for code in found.keys() | behind.keys():
            best, entry, votes = found.get(code, (0.0, None, 0.0))
            score = best + BEHIND * behind.get(code, 0.0) / query.total
            score += 0.12 * math.sqrt(max(0.0, votes - best * best)) + 0.015 * math.log1p(self._said[code])
            if score >= WEAKEST:
                source = entry.source if entry else Source("", (code,), "documents", 0.0)
                matches.append(Match(code, score, source.via, source.text, source.codes))
        enough = WEAKEST_SHARE * max((match.score for match in matches), default=0.0)
        kept = (match for match in matches if match.score >= enough)
        return tuple(sorted(kept, key=lambda match: (-match.score, match.code)))

    def _support(self, query: _Query) -> tuple[list[dict[int, float]], dict[str, float], dict[str, float]]:
        """Per typed word, how well each entry holds it; the catalogue's words reached; per code, what stands behind."""
        index = self._index
        support: list[dict[int, float]] = []
        reached: dict[str, float] = {}
        behind: defaultdict[str, float] = defaultdict(float)
        for i, (word, part, weight) in enumerate(zip(query.words, query.parts, query.weights, strict=True)):
            near = dict(index.alike(part, query.unfinished and i == len(query.parts) - 1))
            mended = stem(repair(word))
            if len(mended) >= 2 and mended != part and part not in index.by_stem and mended in index.by_stem:
                near[mended] = 0.9
            held: dict[int, float] = {}
            around: dict[str, float] = {}
            # Whoever took the trouble to type a mark meant it: hồ is not hộ, though a slip of the tone is forgiven.
            exact = index.by_word.get(word, ()) if is_marked(word) else None
            for other, nearness in near.items():
                reached[other] = max(nearness, reached.get(other, 0.0))
                for at in index.by_stem.get(other, ()):
                    value = nearness if exact is None or other != part or at in exact else 0.8 * nearness
                    if value > held.get(at, 0.0):
                        held[at] = value
            for other, nearness in (near | {part: 1.0}).items():
                for code, value in index.background.get(other, {}).items():
                    around[code] = max(around.get(code, 0.0), value * nearness)
            for code, value in around.items():
                behind[code] += value * weight
            support.append(held)
        return support, reached, behind

    def _support_by_meaning(self, query: _Query, support: list[dict[int, float]], reached: dict[str, float]) -> None:
        """Lets an expression count wherever another that means the same is written ("nghỉ đẻ": "thai sản")."""
        index, parts = self._index, query.parts
        for start in range(len(parts)):
            for end in range(start + 1, min(len(parts), start + index.language.longest) + 1):
                for other in index.language.others.get(tuple(parts[start:end]), ()):
                    if not all(part in index.by_stem for part in other):
                        continue
                    holding = set(index.by_stem[other[0]]).intersection(*(index.by_stem[part] for part in other[1:]))
                    for part in other:
                        reached[part] = max(reached.get(part, 0.0), 1.0)
                    for held in support[start:end]:
                        held.update(dict.fromkeys(holding, 1.0))

    def _score_entries(
        self, query: _Query, support: list[dict[int, float]], reached: dict[str, float]
    ) -> dict[str, tuple[float, Entry | None, float]]:
        """Per code: its best entry's score, that entry, and the votes of all its entries."""
        covered: defaultdict[int, float] = defaultdict(float)
        for weight, held in zip(query.weights, support, strict=True):
            for at, value in held.items():
                covered[at] += weight * value
        filled = self._filled(reached)
        letters, pieces = self._letters_shared(query.parts)
        pairs = list(pairwise(query.parts))
        found: dict[str, tuple[float, Entry | None, float]] = {}
        for at in covered.keys() | {at for at, shared in letters.items() if shared >= 3}:
            entry = self._index.entries[at]
            share = covered.get(at, 0.0) / query.total
            full = min(1.0, filled.get(at, 0.0) / entry.total) if entry.total else 0.0
            score = share**0.9 * (0.5 + 0.5 * full)
            if pairs and share > 0.3:
                score += 0.15 * share * sum(pair in entry.pairs for pair in pairs) / len(pairs)
            score += 0.35 * 2 * letters.get(at, 0) / (pieces + entry.letters)
            score *= entry.weight
            for place, code in enumerate(entry.codes):
                value = score * (1 - LATER * min(place, 3))
                best, best_entry, votes = found.get(code, (0.0, None, 0.0))
                if value > best:
                    best, best_entry = value, entry
                found[code] = (best, best_entry, votes + value * value)
        return found

    def _filled(self, reached: dict[str, float]) -> dict[int, float]:
        """Per entry, how much of its own weight the typed words reached: a short exact phrase beats a long name."""
        filled: defaultdict[int, float] = defaultdict(float)
        for part, nearness in reached.items():
            weight = self._index.weight(part) * nearness
            for at in self._index.by_stem.get(part, ()):
                filled[at] += weight
        return filled

    def _letters_shared(self, parts: Iterable[str]) -> tuple[dict[int, int], int]:
        """Per entry, the three-letter pieces shared: finds words run together and slips at the start of a word."""
        shared: defaultdict[int, int] = defaultdict(int)
        pieces = trigrams(parts)
        for piece in pieces:
            for at in self._index.by_letters.get(piece, ()):
                shared[at] += 1
        return shared, len(pieces)


def _sources(procedures: Sequence[Procedure], phrases: Sequence[Phrase]) -> Iterable[Source]:
    for procedure in procedures:
        codes = (procedure.code,)
        yield Source(procedure.label, codes, "label", 1.0)
        if fold(procedure.name) != fold(procedure.label):
            yield Source(procedure.name, codes, "name", 0.75)
        if procedure.name_en:
            yield Source(procedure.name_en, codes, "english", 0.85)
    for phrase in phrases:
        if phrase.codes:
            yield Source(phrase.phrase, phrase.codes, "phrase", 1.0)


def _sources_beyond(services: Sequence[Service], directions: Sequence[Direction]) -> Iterable[Source]:
    for service in services:
        for name in (service.name.vi, service.name.en):
            if name:
                yield Source(name, (service.code,), "label", 0.9)
    for direction in directions:
        for phrase in direction.phrases:
            yield Source(phrase, (_ELSEWHERE + direction.id,), "phrase", 1.0)


def _behind(procedures: Sequence[Procedure], services: Sequence[Service]) -> Iterable[tuple[str, str, float]]:
    fields = {service.code: f"{service.name.vi} {service.covers.vi}" for service in services}
    for procedure in procedures:
        yield procedure.code, " ".join(paper.text for paper in procedure.checklist), 0.25
        yield procedure.code, fields.get(procedure.service, ""), 0.35

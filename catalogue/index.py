"""The index behind the search: every text a procedure is known by, word by word and letter by letter."""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from catalogue.fold import stem, words
from catalogue.words import Stems, Words, stems

UNKNOWN = 3.0
"""Weight of a typed word the catalogue has nothing like."""

EVERYDAY = 5.0
"""Weight of a typed word that only the everyday language knows ("giếng"): it says exactly what is wanted."""

FILLER = 0.15
"""What is left of the weight of an empty word."""


LONGEST_SYLLABLE = 7
"""Letters of the longest Vietnamese syllable ("nghiêng"); a longer word is a run of several, or foreign."""


@dataclass(frozen=True, slots=True)
class Source:
    """One text under which some codes are found."""

    text: str
    codes: tuple[str, ...]
    via: str
    weight: float


class Entry:
    """A source, taken to pieces once."""

    __slots__ = ("codes", "letters", "pairs", "source", "stems", "total", "weight")

    def __init__(self, source: Source, parts: Stems) -> None:
        self.source = source
        self.codes = source.codes
        self.weight = source.weight
        self.stems = frozenset(parts)
        self.pairs = frozenset(pairwise(parts))
        self.letters = len(trigrams(parts))
        self.total = 0.0


def trigrams(parts: Iterable[str]) -> set[str]:
    """The three-letter pieces of the words, ends of words included."""
    line = f" {' '.join(parts)} "
    return {line[i : i + 3] for i in range(len(line) - 2)}


class Index:
    """Which entries hold which words; how much each word says; which words are alike."""

    def __init__(self, sources: Iterable[Source], behind: Iterable[tuple[str, str, float]], language: Words) -> None:
        self.language = language
        self.entries: list[Entry] = []
        self.by_stem: defaultdict[str, list[int]] = defaultdict(list)
        self.by_word: defaultdict[str, set[int]] = defaultdict(set)
        self.by_letters: defaultdict[str, list[int]] = defaultdict(list)
        self.background: defaultdict[str, dict[str, float]] = defaultdict(dict)
        self.everyday = {part for expression in language.others for part in expression}
        for source in sources:
            self._add(source)
        for code, text, weight in behind:
            self._add_background(code, text, weight)
        self.says = self._weigh()
        for entry in self.entries:
            entry.total = sum(self.weight(part) for part in entry.stems)
        self._vocabulary = list(self.by_stem)
        # Far fewer distinct words are typed in a day than searches made; nothing in the answer changes once built.
        self.alike = lru_cache(maxsize=4096)(self._alike)

    def _add(self, source: Source) -> None:
        parts = stems(source.text)
        if not parts:
            return
        entry, at = Entry(source, parts), len(self.entries)
        self.entries.append(entry)
        for part in entry.stems:
            self.by_stem[part].append(at)
        for word in set(words(source.text)):
            self.by_word[word].add(at)
        for piece in trigrams(parts):
            self.by_letters[piece].append(at)
        for code in source.codes:
            self._add_background(code, source.text, 1.0)

    def _add_background(self, code: str, text: str, weight: float) -> None:
        for part in set(stems(text)):
            known = self.background[part]
            known[code] = max(weight, known.get(code, 0.0))

    def _weigh(self) -> dict[str, float]:
        of_part: defaultdict[str, set[str]] = defaultdict(set)
        for entry in self.entries:
            for part in entry.stems:
                of_part[part].update(entry.codes)
        everything = len({code for entry in self.entries for code in entry.codes})
        for part, codes in self.background.items():
            of_part.setdefault(part, set(codes))
        return {part: math.log(1 + everything / (0.5 + len(codes))) for part, codes in of_part.items()}

    def weight(self, part: str) -> float:
        """How much a stem says: rare words much, empty words little."""
        return self.says.get(part, UNKNOWN) * (FILLER if part in self.language.fillers_bare else 1.0)

    def weight_typed(self, word: str, part: str) -> float:
        """The same for a typed word, whose marks may tell an empty word from a full one ("muốn", "muộn")."""
        says = self.says.get(part)
        if says is None and part in self.everyday:
            says = EVERYDAY
        if says is None:
            says = max((self.says[other] * near for other, near in self.alike(part, False).items()), default=UNKNOWN)
        is_filler = part in self.language.fillers_bare if word.isascii() else word in self.language.fillers
        return says * FILLER if is_filler else says

    def part_run(self, run: str) -> list[str]:
        """A run of words typed without spaces ("dangkykhaisinh") as words; a word of its own stays whole."""
        plain = stem(run)
        if len(plain) < LONGEST_SYLLABLE or plain in self.by_stem or not plain.isalpha():
            return [run]
        # best[i]: the fewest known words that make up the first i letters.
        best: list[list[str] | None] = [[]] + [None] * len(plain)
        for end in range(1, len(plain) + 1):
            for start in range(max(0, end - LONGEST_SYLLABLE), end):
                before, word = best[start], plain[start:end]
                if before is None or not self._is_word(stem(word)):
                    continue
                here = best[end]
                if here is None or len(before) + 1 < len(here):
                    best[end] = [*before, word]
        return best[-1] or [run]

    def _is_word(self, part: str) -> bool:
        return part in self.by_stem or part in self.everyday

    def _alike(self, part: str, unfinished: bool) -> dict[str, float]:
        """The catalogue's words that `part` may stand for, each with how near it is: itself, longer words, slips."""
        known = part in self.by_stem
        found: dict[str, float] = {}
        for other in self._vocabulary:
            if other.startswith(part) and (unfinished or len(part) >= 2):
                near = (0.8 if unfinished else 0.35) * (0.6 + 0.4 * len(part) / len(other))
                found[other] = near * (0.7 if known else 1.0)
        if len(part) >= 3 and not part.isdigit():
            slips = process.extract(part, self._vocabulary, scorer=OSA.distance, score_cutoff=2, limit=None)
            for other, distance, _ in slips:
                found[other] = max(found.get(other, 0.0), _nearness(part, other, int(distance), known))
        if part in self.everyday and not known:
            # A word of the language, only not of the law: likely no slip at all.
            found = {other: near * 0.3 for other, near in found.items()}
        if known:
            found[part] = 1.0
        return {other: near for other, near in found.items() if near > 0}


def _nearness(part: str, other: str, distance: int, known: bool) -> float:
    if distance == 1:
        return (0.3 if known else 0.62) * (0.9 if min(len(part), len(other)) <= 3 else 1.0)
    if distance == 2 and len(part) >= 6:
        return 0.2 if known else 0.4
    return 0.0

"""Measures the search on a catalogue: how often the right procedure is among the first five, and how long it takes.

The bench prints these figures; `test_search_quality.py` holds floors under them. All draws come from fixed seeds.
"""

import random
import statistics
import time
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace

from catalogue.fold import fold
from catalogue.nouns import Catalogue, Phrase
from catalogue.search import Search
from catalogue.words import Words, everyday_words

Case = tuple[str, tuple[str, ...]]
"""What is typed, and the procedures any of which would be right."""

OURS = "Mời Số"
"""Source of the phrases we wrote ourselves while building: they take no part in the test of unseen phrases."""

SPLITS = 6


def cases(catalogue: Catalogue) -> list[Case]:
    """Every touch label and every everyday phrase that means a procedure."""
    labels = [(procedure.label, (procedure.code,)) for procedure in catalogue.procedures]
    return labels + [(phrase.phrase, phrase.codes) for phrase in catalogue.phrases if len(phrase.codes[0]) > 1]


def rate(search: Search, asked: Sequence[Case]) -> dict[str, float]:
    """Per cent of cases with a right procedure first, and among the first five."""
    first = fifth = 0
    for q, right in asked:
        found = [match.code for match in search.find(q, limit=5)]
        first += bool(found) and found[0] in right
        fifth += any(code in right for code in found)
    return {"top1": round(100 * first / len(asked), 1), "top5": round(100 * fifth / len(asked), 1), "n": len(asked)}


def slip(q: str, chance: random.Random) -> str:
    """One slip of a finger: a letter wrong, missing, doubled by another, or two swapped."""
    at = chance.choice([i for i, letter in enumerate(q) if letter != " "])
    other = chance.choice("abcdeghiklmnopqrstuvxy")
    return chance.choice([
        q[:at] + other + q[at + 1 :],
        q[:at] + q[at + 1 :],
        q[:at] + other + q[at:],
        q[:at] + q[at + 1 : at + 2] + q[at] + q[at + 2 :],
    ])  # fmt: skip


def shuffled(q: str, chance: random.Random) -> str:
    """The same words in another order."""
    return " ".join(chance.sample(q.split(), len(q.split())))


def cut(q: str, _chance: random.Random) -> str:
    """The last word half typed."""
    return q[: -max(1, len(q.split()[-1]) // 2)]


def other_spelling(q: str, _chance: random.Random) -> str:
    """kí for ký, hoà for hòa: the other school of spelling."""
    for one, another in (("ký", "kí"), ("lý", "lí"), ("hòa", "hoà"), ("xóa", "xoá"), ("hủy", "huỷ"), ("tỷ", "tỉ")):
        q = q.replace(one, another)
    return q


def telex(q: str, _chance: random.Random) -> str:
    """As it arrives when the Vietnamese keyboard is off: "Đất" is "Ddaast"."""
    tones, shapes = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"}, "\u0302\u0306\u031b"
    typed = []
    for word in q.split():
        tone, out = "", ""
        for letter in unicodedata.normalize("NFD", word.replace("đ", "dd").replace("Đ", "Dd")):
            if letter in tones:
                tone = tones[letter]
            elif letter in shapes:
                out += out[-1] if letter == "\u0302" else "w"
            else:
                out += letter
        typed.append(out + tone)
    return " ".join(typed)


def vni(q: str, _chance: random.Random) -> str:
    """The same from a VNI keyboard: "giấy" is "giay61"."""
    digits = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5", "\u0302": "6",
              "\u031b": "7", "\u0306": "8"}  # fmt: skip
    typed = []
    for word in q.split():
        apart = unicodedata.normalize("NFD", word.replace("đ", "d9").replace("Đ", "D9"))
        letters = "".join(letter for letter in apart if letter not in digits)
        typed.append(letters + "".join(sorted((digits[mark] for mark in apart if mark in digits), reverse=True)))
    return " ".join(typed)


def polite(q: str, _chance: random.Random) -> str:
    """Said to a person rather than to a machine."""
    return f"cho em hỏi làm giấy {q} ở đâu ạ"


WAYS: dict[str, tuple[bool, Callable[[str, random.Random], str]]] = {
    "exact": (False, lambda q, _: q),
    "no_marks": (True, lambda q, _: q),
    "decomposed": (False, lambda q, _: unicodedata.normalize("NFD", q)),
    "slip": (True, slip),
    "cut_word": (True, cut),
    "other_order": (True, shuffled),
    "other_spelling": (False, other_spelling),
    "telex_left_on": (False, telex),
    "vni_left_on": (False, vni),
    "polite": (False, polite),
}
"""Each way of typing: whether the marks are left off, and what happens to the text."""


def unseen(catalogue: Catalogue, language: Words | None = None, splits: int = SPLITS) -> dict[str, float]:
    """Half of the phrases indexed, the other half asked; the mean over several splits."""
    said = [phrase for phrase in catalogue.phrases if len(phrase.codes[0]) > 1 and phrase.source != OURS]
    rates = []
    for seed in range(splits):
        order: list[Phrase] = random.Random(seed).sample(said, len(said))
        known, asked = order[: len(order) // 2], order[len(order) // 2 :]
        search = Search(catalogue.procedures, known, services=catalogue.services, language=language)
        rates.append(rate(search, [(phrase.phrase, phrase.codes) for phrase in asked]))
    return {key: round(statistics.fmean(row[key] for row in rates), 1) for key in ("top1", "top5", "n")}


def timed(search: Search, asked: Sequence[Case]) -> dict[str, float]:
    """Milliseconds of processor a query costs; wall time on a busy machine would measure the others."""
    costs = []
    for q, _right in asked:
        start = time.thread_time()
        search.find(q)
        costs.append(1000 * (time.thread_time() - start))
    costs.sort()
    return {"median_ms": round(statistics.median(costs), 2), "p99_ms": round(costs[int(0.99 * len(costs))], 2)}


def measure_way(search: Search, catalogue: Catalogue, way: str) -> dict[str, float]:
    """The rates of one way of typing."""
    bare, change = WAYS[way]
    chance = random.Random(7)
    # A slip in KT3 is another word, and half of "HKD" is nothing.
    shortest = 5 if way in ("slip", "cut_word") else 1
    said = [(fold(q) if bare else q, right) for q, right in cases(catalogue) if len(q) >= shortest]
    return rate(search, [(change(q, chance), right) for q, right in said])


def measure(catalogue: Catalogue) -> dict[str, dict[str, float]]:
    """All the figures, by name."""
    search = Search.over(catalogue)
    figures = {way: measure_way(search, catalogue, way) for way in WAYS}
    words = everyday_words()
    figures["unseen_phrase"] = unseen(catalogue)
    figures["unseen_phrase_no_word_list"] = unseen(catalogue, replace(words, others={}, longest=1))
    figures["cost"] = timed(Search.over(catalogue), [(fold(q), right) for q, right in cases(catalogue)])
    return figures


if __name__ == "__main__":
    from catalogue.files import load_default

    for way, figure in measure(load_default()).items():
        print(f"{way:28}", "  ".join(f"{key} {value:g}" for key, value in figure.items()))

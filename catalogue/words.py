"""The everyday language the search knows: empty words, words that mean the same, and abbreviations."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assets import FOLDER
from catalogue.fold import fold, stem, words

Stems = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Everything by stems; `fillers` also by the marked word, because "muốn" is empty and "muộn" is not."""

    fillers: frozenset[str]
    fillers_bare: frozenset[str]
    others: dict[Stems, tuple[Stems, ...]]
    """An expression and the expressions that may stand for it."""

    longest: int
    """Words in the longest expression."""


def stems(text: str) -> Stems:
    """The stems of a text, in order."""
    return tuple(stem(word) for word in words(text))


def read_words(text: str) -> Words:
    """Words from the text of a `words.toml`."""
    table = tomllib.loads(text)
    fillers = frozenset(words(table["fillers"]))
    others: dict[Stems, dict[Stems, None]] = {}
    for row in table["same"]:
        members = [stems(member) for member in row.split("|")]
        for member in members:
            others.setdefault(member, {}).update(dict.fromkeys(m for m in members if m != member))
    for short, full in table["short"].items():
        others.setdefault((fold(short),), {}).update(dict.fromkeys(stems(form) for form in full.split("|")))
    return Words(
        fillers=fillers,
        fillers_bare=frozenset(stem(word) for word in fillers),
        others={key: tuple(values) for key, values in others.items()},
        longest=max(map(len, others)),
    )


@cache
def everyday_words() -> Words:
    """The words shipped with the project."""
    return read_words(Path(FOLDER / "catalogue" / "words.toml").read_text(encoding="utf-8"))

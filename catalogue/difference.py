"""What an import would change: procedures and phrases added, changed and removed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from catalogue.nouns import Catalogue


@dataclass(frozen=True, slots=True)
class Difference:
    """Codes of procedures and everyday phrases, each in order."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The lists of an import's report."""
        return {"added": list(self.added), "changed": list(self.changed), "removed": list(self.removed)}


def difference(before: Catalogue, after: Catalogue) -> Difference:
    """From `before` to `after`."""
    old, new = dict(_named(before)), dict(_named(after))
    return Difference(
        added=tuple(sorted(new.keys() - old.keys())),
        changed=tuple(sorted(name for name in new.keys() & old.keys() if new[name] != old[name])),
        removed=tuple(sorted(old.keys() - new.keys())),
    )


def _named(catalogue: Catalogue) -> Iterable[tuple[str, object]]:
    for procedure in catalogue.procedures:
        yield procedure.code, procedure
    for phrase in catalogue.phrases:
        yield phrase.phrase, phrase

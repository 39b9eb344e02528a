"""The phones of one hall that follow a ticket: who they are, and what each was told last."""

from collections import Counter as Tally
from typing import NamedTuple

from server.domain.waiting import Waits
from server.holders import Basis, Facts, Followed

WAITS_A_ROUND = 100
"""So many phones are told in one round of nothing but a new wait: when a counter opens it is another for all of them,
and whoever is called must not hear it after the thousandth of these."""


class Told(NamedTuple):
    """What one phone was told last."""

    facts: Facts
    basis: Basis
    """What they were worked out from."""


class Phones:
    def __init__(self) -> None:
        self.rows = Followed()
        """Their tickets, as they were read last."""
        self._followed: Tally[str] = Tally()
        self._told: dict[str, Told] = {}
        self._owed: set[str] = set()
        """Who came in and has no level yet: in the rush after a restart one reading serves all who came meanwhile."""
        self.is_behind = False
        """Something happened in the hall since all of them were told."""
        self._broke_off = self._may_break_off = False
        self._waits_left = WAITS_A_ROUND
        self.likely: Waits | None = None
        """The waits of the last round."""
        self.owes_waits = False
        """The last round left phones with an older wait."""

    def __len__(self) -> int:
        return len(self._followed)

    @property
    def is_owed(self) -> bool:
        return bool(self._owed)

    def join(self, token: str) -> None:
        self._followed[token] += 1
        self._owed.add(token)

    def leave(self, token: str) -> None:
        if token not in self._followed:
            return
        self._followed[token] -= 1
        if self._followed[token] <= 0:
            del self._followed[token]
            self._told.pop(token, None)
            self._owed.discard(token)
            self.rows.forget(token)

    def due(self) -> list[str]:
        """Whose levels have to be read now: everybody's after news, else those of who came in."""
        self._waits_left = WAITS_A_ROUND
        if not self.is_behind:
            return list(self._owed)
        self.is_behind = self.owes_waits = False
        self._may_break_off = not self._broke_off
        self._broke_off = False
        return list(self._followed)

    def forget_the_gone(self) -> None:
        """To be called when a reading is over: whoever hung up meanwhile has left, and was read all the same."""
        self.rows.keep_only(self._followed.keys())

    def breaks_off(self) -> bool:
        """Whether this round stops here, for the next one has news: never two in a row, or whoever is told last would
        hear nothing in a rush."""
        if self.is_behind and self._may_break_off:
            self._broke_off = True
        return self._broke_off

    def news(self, token: str, basis: Basis) -> Facts | None:
        """What its holder has to be told, None when it would say nothing new; it counts as told from now on."""
        told = self._told.get(token)
        is_owed = token in self._owed
        if token not in self._followed or (told and told.basis == basis and not is_owed):
            return None
        if told and not is_owed and basis.is_but_a_wait_from(told.basis):
            if self._waits_left == 0:
                self.owes_waits = True
                return None
            self._waits_left -= 1
        facts = basis.facts()
        self._told[token] = Told(facts, basis)
        self._owed.discard(token)
        return None if told and told.facts == facts and not is_owed else facts

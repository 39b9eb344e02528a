"""The phones of one hall that follow a ticket: who they are, and what each was told last."""

from collections import Counter as Tally

from server.holders import Facts, Followed


class Phones:
    def __init__(self) -> None:
        self.rows = Followed()
        """Their tickets, as they were read last."""
        self._followed: Tally[str] = Tally()
        self._told: dict[str, Facts] = {}
        self._owed: set[str] = set()
        """Who came in and has no level yet: in the rush after a restart one reading serves all who came meanwhile."""
        self.is_behind = False
        """Something happened in the hall since all of them were told."""
        self._broke_off = self._may_break_off = False

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
        if not self.is_behind:
            return list(self._owed)
        self.is_behind = False
        self._may_break_off = not self._broke_off
        self._broke_off = False
        return list(self._followed)

    def breaks_off(self) -> bool:
        """Whether this round stops here, for the next one has news: never two in a row, or whoever is told last would
        hear nothing in a rush."""
        if self.is_behind and self._may_break_off:
            self._broke_off = True
        return self._broke_off

    def is_new(self, token: str, facts: Facts) -> bool:
        """Whether its holder has to be told this; it counts as told from now on."""
        if token not in self._followed or (token not in self._owed and self._told.get(token) == facts):
            return False
        self._owed.discard(token)
        self._told[token] = facts
        return True

"""Which of a server's halls a command is about; where there is one only, nobody is asked."""

import argparse

from sqlalchemy import Connection, select

from catalogue.nouns import HallFacts
from server.models import Hall, Record


class WhichHall(Exception):
    """The database has no hall, or it is not clear which of several is meant."""


def add_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--hall", metavar="CODE", help="which hall, where the database has several")


def chosen(db: Connection, said: str | None) -> int:
    """The hall of this code, or of this number for one that has no code; None: the only one. Raises WhichHall."""
    halls = _halls(db)
    if said is None and len(halls) == 1:
        return int(halls[0].id)
    for hall in halls:
        if said in (hall.code, str(hall.id)):
            return int(hall.id)
    what = "several halls" if said is None else f"no hall {said}"
    raise WhichHall(f"the database has {what}: --hall says which one of {_names(halls)}.")


def of_files(db: Connection, facts: HallFacts, said: str | None) -> int:
    """The hall that these files are for: the one `said`, else that of their code. Raises WhichHall."""
    halls = _halls(db)
    if said is None and len(halls) == 1 and halls[0].code is None:
        return int(halls[0].id)  # it takes the code of its files
    return chosen(db, said or facts.code)


def must_know(db: Connection, facts: HallFacts) -> None:
    """Raises WhichHall for files of a hall that the database does not have: perhaps their code is mistyped."""
    halls = _halls(db)
    if facts.code and all(hall.code not in (None, facts.code) for hall in halls):
        raise WhichHall(f"the database has no hall {facts.code}: --another founds it beside {_names(halls)}.")


def may_be_founded(db: Connection, facts: HallFacts) -> None:
    """Raises WhichHall while nobody could tell this hall from those that are there."""
    halls = db.execute(_HALLS).all()
    if facts.code is None:
        raise WhichHall('the files do not say which hall they are of: write code = "…" into hall.toml.')
    if any(hall.code == facts.code for hall in halls):
        raise WhichHall(f"the hall {facts.code} is there already: `moiso hall import` brings it to these files.")
    for hall in halls:
        if hall.code is None:
            raise WhichHall(f"{hall.name} has no code yet: write one into its hall.toml and import that first.")


_HALLS = select(Hall.id, Hall.code, Hall.name).order_by(Hall.code, Hall.id)


def _halls(db: Connection) -> list[Record]:
    halls = list(db.execute(_HALLS).all())
    if not halls:
        raise WhichHall("the database has no hall yet: run `moiso init`.")
    return halls


def _names(halls: list[Record]) -> str:
    return ", ".join(hall.code or str(hall.id) for hall in halls)

"""What `moiso check` finds of a database, as a test reads it."""

from server.check import check
from server.db import Database
from server.domain.proof import Fault


def faults(database: Database) -> list[Fault]:
    return [fault for proof in check(database).values() for fault in proof.faults]

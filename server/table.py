"""What all tables have in common: the names of their constraints, and columns that SQLite and PostgreSQL keep alike."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Integer, MetaData, Text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator


class UtcTime(TypeDecorator[datetime]):
    """An aware UTC time; SQLite forgets the zone and gets it back here."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise TypeError("times are aware: pass a time with its zone")
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Id = BigInteger().with_variant(Integer, "sqlite")
"""SQLite counts rows by itself only in an INTEGER PRIMARY KEY."""


class microseconds(FunctionElement[int]):  # noqa: N801
    """From one time to another, as the database itself counts it, in whole microseconds."""

    type = BigInteger()
    inherit_cache = True


@compiles(microseconds)
def _microseconds(element: Any, compiler: Any, **how: Any) -> str:
    begin, end = (compiler.process(clause, **how) for clause in element.clauses)
    return f"CAST(EXTRACT(EPOCH FROM {end} - {begin}) * 1000000 AS BIGINT)"


@compiles(microseconds, "sqlite")
def _microseconds_of_text(element: Any, compiler: Any, **how: Any) -> str:
    # A time is text, 2026-11-23 00:30:00.123456. Its whole seconds are counted alone: what follows would be rounded.
    begin, end = (compiler.process(clause, **how) for clause in element.clauses)
    whole = (f"unixepoch(substr({time}, 1, 19))" for time in (end, begin))
    rest = (f"CAST(substr({time}, 21, 6) AS INTEGER)" for time in (end, begin))
    return f"(({' - '.join(whole)}) * 1000000 + {' - '.join(rest)})"


class Table(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {
        datetime: UtcTime,
        dict[str, Any]: JSON,
        list[Any]: JSON,
        str: Text,
    }

"""Runs the migrations, on SQLite and PostgreSQL alike."""

from alembic import context
from sqlalchemy import Connection, create_engine, event

import server.figure_models
import server.models
import server.public_models  # noqa: F401 (their tables are the database's)
from server.table import Table

url: str = context.config.attributes["url"]
engine = create_engine(url)

if engine.dialect.name == "sqlite":

    @event.listens_for(engine, "connect")
    def prepare(connection, _record) -> None:  # type: ignore[no-untyped-def]
        # Batch operations rebuild tables; with foreign keys on, SQLite would refuse to drop the old ones.
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys=OFF")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")


with engine.begin() as connection:
    context.configure(connection=connection, target_metadata=Table.metadata, render_as_batch=True, compare_type=True)
    context.run_migrations()
    if engine.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").fetchone():
        raise RuntimeError("the migration would break a foreign key; nothing was changed")
engine.dispose()

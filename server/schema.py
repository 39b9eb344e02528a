"""The database's schema: brought to the newest version, or refused when it is not."""

from pathlib import Path

from sqlalchemy import create_engine, inspect, make_url, text

MIGRATIONS = Path(__file__).parent / "migrations"


class OldSchema(Exception):
    """The database was made by another version of the program."""


def migrate(url: str) -> None:
    """Bring the database at `url` to the newest schema; an empty one gets all tables."""
    # Imported late: a server that starts has nothing to migrate, and Alembic is a third of what it would load.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["url"] = url
    command.upgrade(config, "head")


def newest() -> str:
    """The newest schema this program knows: migrations are numbered `0001_…`, in one line without branches."""
    return max(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def must_be_current(url: str) -> None:
    """Raises OldSchema, with what to do, when `migrate` has not been run for this version.

    Makes no SQLite file by looking for it: an empty one would pass for the hall that a torn restore has put aside.
    """
    place = make_url(url)
    if place.get_backend_name() == "sqlite" and not Path(str(place.database)).is_file():
        what_to_do = "give a restore that was torn again, or run `moiso init` for a new hall."
        raise OldSchema(f"There is no database {place.database}: {what_to_do}")
    engine = create_engine(url)
    with engine.connect() as connection:
        known = inspect(connection).has_table("alembic_version")
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar() if known else None
    engine.dispose()
    if found != newest():
        there = found or "none"
        raise OldSchema(f"The database is at schema {there}, this program needs {newest()}: run `moiso init`.")

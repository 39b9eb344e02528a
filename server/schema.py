"""The database's schema: brought to the newest version, or refused when it is not."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

_FOLDER = Path(__file__).parent / "migrations"


class OldSchema(Exception):
    """The database was made by another version of the program."""


def migrate(url: str) -> None:
    """Bring the database at `url` to the newest schema; an empty one gets all tables."""
    command.upgrade(_config(url), "head")


def must_be_current(url: str) -> None:
    """Raises OldSchema, with what to do, when `migrate` has not been run for this version."""
    engine = create_engine(url)
    with engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    engine.dispose()
    wanted = ScriptDirectory.from_config(_config(url)).get_current_head()
    if found != wanted:
        raise OldSchema(f"The database is at schema {found or 'none'}, this program needs {wanted}: run `moiso init`.")


def _config(url: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    config.attributes["url"] = url
    return config

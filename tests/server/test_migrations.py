"""The schema that migrations make is the schema of the models, on both databases, and it can be taken back."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, inspect, select, text

from server import schema
from server.public_models import Letter
from server.table import Table


@pytest.fixture
def empty_url(request: pytest.FixtureRequest, database_kind: str, tmp_path: Path) -> Iterator[str]:
    if database_kind == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
    else:
        yield request.getfixturevalue("postgres_url")


def tables(url: str) -> set[str]:
    engine = create_engine(url)
    found = set(inspect(engine).get_table_names())
    engine.dispose()
    return found


def test_an_empty_database_gets_exactly_the_models(empty_url: str) -> None:
    schema.migrate(empty_url)
    engine = create_engine(empty_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        difference = compare_metadata(context, Table.metadata)
    engine.dispose()
    assert difference == []
    assert tables(empty_url) == {*Table.metadata.tables, "alembic_version"}


def test_migrating_twice_changes_nothing(empty_url: str) -> None:
    schema.migrate(empty_url)
    schema.migrate(empty_url)
    schema.must_be_current(empty_url)


def test_a_database_that_was_never_migrated_is_refused(empty_url: str) -> None:
    with pytest.raises(schema.OldSchema, match="moiso init"):
        schema.must_be_current(empty_url)


def test_every_step_can_be_taken_back(empty_url: str) -> None:
    schema.migrate(empty_url)
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    config.attributes["url"] = empty_url
    command.downgrade(config, "base")
    assert tables(empty_url) <= {"alembic_version"}
    schema.migrate(empty_url)
    schema.must_be_current(empty_url)


def test_letters_that_came_before_due_dates_get_theirs(empty_url: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    config.attributes["url"] = empty_url
    command.upgrade(config, "0005")
    engine = create_engine(empty_url)
    hall = "INSERT INTO hall (id, name, parent, address, phone, timezone, regulations, seq, head, slip) VALUES "
    letter = "INSERT INTO letter (hall_id, code_hash, kind, text, language, state, is_trial, received_at, by) VALUES "
    with engine.begin() as db:
        db.execute(text(hall + "(1, 'A', 'B', 'C', 'D', 'Asia/Ho_Chi_Minh', '{}', 0, '0', '{}')"))
        for said in ("'a', 'complaint', 'x', 'vi', 'taken_up'", "'b', 'praise', 'x', 'vi', 'received'"):
            db.execute(text(letter + f"(1, {said}, false, '2026-11-01 01:00:00.000000', 'lan')"))
        first = db.execute(text("SELECT min(id) FROM letter")).scalar_one()
        db.execute(
            text(
                "INSERT INTO story (hall_id, seq, at, kind, by, details, hash) VALUES "
                "(1, 1, '2026-11-02 02:00:00.000000', 'letter_taken_up', 'lan', :details, 'x')"
            ),
            {"details": f'{{"letter": {first}}}'},
        )
    schema.migrate(empty_url)
    with engine.connect() as db:
        complaint, praise = db.execute(select(Letter.__table__).order_by(Letter.id)).all()
    engine.dispose()
    assert (complaint.due_at - complaint.received_at, complaint.taken_up_by) == (timedelta(days=10), "lan")
    assert complaint.taken_up_at - complaint.received_at == timedelta(hours=25)
    assert (praise.due_at, praise.taken_up_at, praise.taken_up_by) == (None, None, None)

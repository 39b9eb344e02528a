"""Two supervisors press in the same instant: one story row, and both hear the same."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Barrier
from typing import Any

from sqlalchemy import select

from server.db import Database
from server.models import Story
from tests.builders import PASSWORD, key_of, session_of
from tests.server.crowd import RealServer, real_server


@contextmanager
def two_supervisors(database_url: str, tmp_path: Path) -> Iterator[list[tuple[RealServer, str]]]:
    """Hoa and Vân, each at a server: the same one, or where several workers may write, one of their own."""
    with ExitStack() as ends:
        servers = [ends.enter_context(real_server(database_url, tmp_path))]
        if not database_url.startswith("sqlite"):
            folder = tmp_path / "other"
            folder.mkdir()
            servers.append(ends.enter_context(real_server(database_url, folder)))
        servers[0].press("/accounts", session_of("tuan"), {"user": "van", "password": PASSWORD, "role": "supervisor"})
        van = servers[0].press("/sessions", session_of("tuan"), {"user": "van", "password": PASSWORD})["token"]
        yield [(servers[0], session_of("hoa")), (servers[-1], van)]
        servers[0].prove()


def told(database_url: str, kind: str) -> list[Any]:
    """The details of all rows of this kind."""
    database = Database(database_url)
    with database.read() as db:
        rows = db.execute(select(Story.details).where(Story.kind == kind).order_by(Story.seq)).scalars().all()
    database.close()
    return list(rows)


def at_once(supervisors: list[tuple[RealServer, str]], path: str, body: dict[str, Any]) -> list[Any]:
    """What both hear who press in the same instant."""
    gate = Barrier(2)

    def press(server: RealServer, credential: str) -> Any:
        gate.wait(30)
        return server.press(path, credential, body)

    with ThreadPoolExecutor(2) as both:
        return list(both.map(press, *zip(*supervisors, strict=True)))


def test_two_supervisors_press_at_once_and_one_row_tells_who_was_first(database_url: str, tmp_path: Path) -> None:
    with two_supervisors(database_url, tmp_path) as supervisors:
        for service in "HCDRP":
            supervisors[0][0].press("/tickets", key_of("kiosk"), {"service": service})
        for service in "HCDRP":
            body = {"kind": "line_stranded", "subject": service, "tone": "amber"}
            first, second = at_once(supervisors, "/alerts/acknowledge", body)
            assert first == second and first["seen"]["by"] in ("hoa", "van")
    assert sorted(details["subject"] for details in told(database_url, "alert_acknowledged")) == sorted("HCDRP")


def test_two_supervisors_turn_support_on_at_once_and_off_at_once(database_url: str, tmp_path: Path) -> None:
    with two_supervisors(database_url, tmp_path) as supervisors:
        supervisors[0][0].press("/counters/1/open", session_of("hoa"), {})
        for service in "CDRP":
            first, second = at_once(supervisors, "/counters/1/take-on", {"service": service})
            assert first == second and [each["service"] for each in first["counter"]["taken_on"]] == [service]
            assert at_once(supervisors, "/counters/1/let-go", {"service": service})[1]["counter"]["taken_on"] == []
    assert [details["service"] for details in told(database_url, "service_taken_on")] == list("CDRP")
    assert [details["services"] for details in told(database_url, "services_let_go")] == [[code] for code in "CDRP"]

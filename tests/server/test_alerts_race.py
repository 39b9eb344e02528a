"""Two supervisors acknowledge one alert in the same instant: one story row, and both hear the same."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from threading import Barrier
from typing import Any

from sqlalchemy import select

from server.db import Database
from server.models import Story
from tests.builders import PASSWORD, key_of, session_of
from tests.server.crowd import RealServer, real_server


def test_two_supervisors_press_at_once_and_one_row_tells_who_was_first(database_url: str, tmp_path: Path) -> None:
    with ExitStack() as ends:
        servers = [ends.enter_context(real_server(database_url, tmp_path))]
        if not database_url.startswith("sqlite"):  # where several workers may write, each asks one of its own
            folder = tmp_path / "other"
            folder.mkdir()
            servers.append(ends.enter_context(real_server(database_url, folder)))
        one, other = servers[0], servers[-1]
        one.press("/accounts", session_of("tuan"), {"user": "van", "password": PASSWORD, "role": "supervisor"})
        van = one.press("/sessions", session_of("tuan"), {"user": "van", "password": PASSWORD})["token"]
        for service in "HCDRP":
            one.press("/tickets", key_of("kiosk"), {"service": service})
        with ThreadPoolExecutor(2) as both:
            for service in "HCDRP":
                gate = Barrier(2)
                presses = [
                    both.submit(_press, gate, server, credential, service)
                    for server, credential in ((one, session_of("hoa")), (other, van))
                ]
                first, second = (press.result() for press in presses)
                assert first == second and first["seen"]["by"] in ("hoa", "van")
        one.prove()
    database = Database(database_url)
    with database.read() as db:
        rows = db.execute(select(Story.details).where(Story.kind == "alert_acknowledged")).scalars().all()
    database.close()
    assert sorted(details["subject"] for details in rows) == sorted("HCDRP")


def _press(gate: Barrier, server: RealServer, credential: str, service: str) -> Any:
    gate.wait(30)
    return server.press(
        "/alerts/acknowledge", credential, {"kind": "line_stranded", "subject": service, "tone": "amber"}
    )

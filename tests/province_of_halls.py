"""A province made at once: many halls beside the one that is there, each with its counters, machines and people of
today, and the days before as they are kept when they are rolled up."""

import random
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
from sqlalchemy import Connection, insert, select, update

from server.domain.figures import TARGET_S
from server.domain.numbering import local_day
from server.figure_models import DayLegs, DayWaits
from server.models import Counter, Device, Hall, Service, Ticket
from server.roll_up import WAIT

Json = dict[str, Any]

COMMUNES = (
    "Lương Tài",
    "Đông Cứu",
    "Cẩm Giàng",
    "Nhân Hòa - Phương Liễu - Việt Hùng",
    "Yên Phong",
    "Tam Giang",
    "Văn Môn",
)
STARTED, GONE, WAITING = "finished", "absent", "waiting"
BACK = 3
"""Tickets of a day that is over: enough to find the day by. What it came to stands in its row."""


def fill(db: Connection, at: datetime, halls: int, people: int, days: Sequence[date]) -> None:
    """Makes it `halls` halls with so many people each today, who waited like those of the `days` before."""
    chance = random.Random(20261124)
    model = db.execute(select(Hall.__table__)).one()._asdict()
    db.execute(update(Hall).values(code="xa-0", closed_through=max(days, default=None)))
    of_hall = [[row._asdict() for row in db.execute(select(kind.__table__))] for kind in (Counter, Service, Device)]
    for number in range(1, halls):
        name = f"Trung tâm Phục vụ hành chính công xã {COMMUNES[number % len(COMMUNES)]} {number}"
        facts = {"code": f"xa-{number}", "name": name, "closed_through": max(days, default=None)}
        new = db.execute(insert(Hall).values(_without_id(model) | facts).returning(Hall.id)).scalar_one()
        for kind, rows in zip((Counter, Service, Device), of_hall, strict=True):
            more = {"state": "open" if number % 9 else "closed"} if kind is Counter else {}
            more |= {"key_hash": "", "last_seen_at": at} if kind is Device else {}
            own = [_without_id(row) | more | {"hall_id": new} for row in rows]
            for place, row in enumerate(own):
                row.update({"key_hash": f"{new}-{place}"} if kind is Device else {})
            db.execute(insert(kind), own)
    ids = db.execute(select(Hall.id).order_by(Hall.id)).scalars().all()
    for hall in ids:
        crowd = 0 if hall == ids[-1] else people
        today = local_day(at, model["timezone"])
        db.execute(insert(Ticket), list(_tickets(chance, hall, today, at, crowd))) if crowd else None
        if days and crowd:
            _keep(db, chance, hall, days, crowd)


def _keep(db: Connection, chance: random.Random, hall: int, days: Sequence[date], people: int) -> None:
    kept, waited, tickets = [], [], []
    for day in days:
        waits = np.array([chance.lognormvariate(6.2, 0.7) for _ in range(people)]).astype(WAIT)
        which = {"hall_id": hall, "day": day, "is_trial": False}
        within = int(np.count_nonzero(waits <= TARGET_S))
        kept.append(which | {"words": [], "legs": b"", "deeds": b""})
        counts = {"visits": people, "legs": people, "absent": people // 20, "within": within}
        waited.append(which | counts | {"waits": waits.tobytes()})
        noon = datetime.fromisoformat(f"{day}T05:00:00+00:00")
        tickets += list(_tickets(chance, hall, day, noon, BACK, late=0))
    db.execute(insert(DayLegs), kept)
    db.execute(insert(DayWaits), waited)
    db.execute(insert(Ticket), tickets)


def _tickets(
    chance: random.Random, hall: int, day: date, at: datetime, people: int, late: int | None = None
) -> Iterator[Json]:
    """Who came that day until `at`; the last of them (`late`, by chance when left out) wait yet."""
    still = chance.randint(0, 25) if late is None else late
    for number in range(people):
        waits = number >= people - still
        wait = chance.lognormvariate(6.2, 0.7)
        came = at - timedelta(seconds=chance.uniform(5, wait * 1.6) if waits else chance.uniform(3600, 12_000))
        called = None if waits else came + timedelta(seconds=min(wait, 3000))
        state = WAITING if waits else GONE if late is None and number % 20 == 0 else STARTED
        started = called if state == STARTED else None
        yield {
            "hall_id": hall, "day": day, "series": "H", "number": number, "label": f"H{number:03}",
            "token": f"{hall}-{day}-{number}", "service": "HCD"[number % 3], "lane": "ordinary", "language": "vi",
            "channel": "kiosk", "dossiers": 1, "state": state, "path": [], "missing": [], "issued_at": came,
            "counts_from": came, "waits_since": came, "called_at": called, "started_at": started,
            "ended_at": started and started + timedelta(seconds=500), "outcome": started and "accepted",
        }  # fmt: skip


def _without_id(row: Json) -> Json:
    return {name: value for name, value in row.items() if name != "id"}

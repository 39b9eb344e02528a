"""Verbs that found a hall and give it its files: services, counters, procedures, phrases."""

from typing import Any

from sqlalchemy import Connection, insert, select, update

from catalogue.nouns import Catalogue, HallFacts
from catalogue.nouns import Counter as CounterNoun
from catalogue.nouns import Service as ServiceNoun
from server.domain.errors import ForeignFiles
from server.domain.habits import USUAL_SERVICE_S
from server.domain.story import BEGINNING
from server.models import Counter, Edition, Hall, Record, Service
from server.operations.moment import Moment


def found_hall(db: Connection, facts: HallFacts) -> int:
    """A new hall with nothing in it but what it says of itself; its id."""
    return int(
        db.execute(
            insert(Hall)
            .values(**_facts(facts), code=facts.code, regulations="{}", slip="{}", seq=0, head=BEGINNING)
            .returning(Hall.id)
        ).scalar_one()
    )


def take_catalogue(moment: Moment, *, catalogue: Catalogue, files: dict[str, str]) -> Record:
    """Put the hall's `files` in force, all at once; `catalogue` is what reading them gave.

    Services and counters already there keep their state and what they have learned; one that the files no longer
    name stays for the tickets that carry it, but is offered no more. Raises ForeignFiles.
    """
    edition = moment.db.execute(
        insert(Edition)
        .values(hall_id=moment.hall.id, version=catalogue.version, at=moment.now, by=moment.actor.by, files=files)
        .returning(Edition.id, Edition.version)
    ).one()
    facts = _facts(catalogue.hall) | _code(moment, catalogue.hall) if catalogue.hall else {}
    moment.db.execute(update(Hall).where(Hall.id == moment.hall.id).values(**facts, edition=edition.id))
    _take_services(moment, catalogue.services)
    _take_counters(moment, catalogue.counters)
    moment.tell("catalogue_imported", version=catalogue.version, procedures=len(catalogue.procedures))
    return edition


def _facts(facts: HallFacts) -> dict[str, str]:
    return {key: getattr(facts, key) for key in ("name", "parent", "address", "phone", "timezone")}


def _code(moment: Moment, facts: HallFacts) -> dict[str, str]:
    """The code of these files for a hall that has none; one that has a code keeps it. Raises ForeignFiles."""
    if facts.code in (None, moment.hall.code):
        return {}
    other = select(Hall.id).where(Hall.code == facts.code)
    if moment.hall.code is not None or moment.db.execute(other).one_or_none() is not None:
        raise ForeignFiles(code=facts.code, hall=moment.hall.code)
    return {"code": facts.code}


def _take_services(moment: Moment, services: tuple[ServiceNoun, ...]) -> None:
    hall = moment.hall.id
    known = set(moment.db.execute(select(Service.code).where(Service.hall_id == hall)).scalars())
    moment.db.execute(update(Service).where(Service.hall_id == hall).values(is_active=False))
    for position, service in enumerate(services):
        names = service.name.as_json("name") | service.covers.as_json("covers") | {"agency": service.agency}
        values = {"names": names, "kind": service.kind, "position": position, "is_active": True}
        if service.code in known:
            row = (Service.hall_id == hall) & (Service.code == service.code)
            moment.db.execute(update(Service).where(row).values(**values))
        else:
            values |= {"hall_id": hall, "code": service.code, "usual_s": USUAL_SERVICE_S}
            moment.db.execute(insert(Service).values(**values))


def _take_counters(moment: Moment, counters: tuple[CounterNoun, ...]) -> None:
    hall = moment.hall.id
    known = set(moment.db.execute(select(Counter.number).where(Counter.hall_id == hall)).scalars())
    for counter in counters:
        values: dict[str, Any] = {
            "name": counter.name.vi, "post": counter.post, "zone": counter.zone, "services": list(counter.services),
            "helps": list(counter.helps),
        }  # fmt: skip
        if counter.number in known:
            row = (Counter.hall_id == hall) & (Counter.number == counter.number)
            moment.db.execute(update(Counter).where(row).values(**values))
        else:
            values |= {"hall_id": hall, "number": counter.number, "state": "closed", "state_since": moment.now}
            moment.db.execute(insert(Counter).values(**values))

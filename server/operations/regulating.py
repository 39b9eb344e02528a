"""The verb that changes a hall's regulations: read whole, found good, put in force, told."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select, update

from server.domain import regulations
from server.domain.errors import BadRegulations, ChangedMeanwhile, StarvingRule
from server.domain.regulations import Regulations
from server.domain.starvation import starved
from server.domain.unsound import capacity_problems, problems
from server.door import GIVEN_BACK
from server.models import Counter, Hall, Service, Ticket
from server.operations.appointments import booked_outside
from server.operations.moment import Moment


def regulate(moment: Moment, *, sections: dict[str, Any], seen: Mapping[str, str]) -> Regulations:
    """Put `sections` in the place of those in force; the others stay. The story keeps both.

    `seen`: the revisions of them that the caller had read. Where two administrators save one section, the second one
    learns of the first by ChangedMeanwhile. Raises BadRegulations, which names each problem with its place, and
    StarvingRule with the figures of a rehearsal in which people of one lane are not called for hours.
    """
    in_force = regulations.read(moment.hall.regulations).revisions()
    changed_since = sorted(name for name in sections.keys() & seen.keys() if seen[name] != in_force[name])
    if changed_since:
        raise ChangedMeanwhile(sections=changed_since)
    before = json.loads(moment.hall.regulations)
    after = before | sections
    text = json.dumps(after, ensure_ascii=False, sort_keys=True)
    read = regulations.read(text)
    found = problems(after, read, services=_services(moment), counters=_counters(moment))
    if "capacity" in sections:
        found += capacity_problems(read, _issued_today(moment), before.get("capacity", {}))
    if {"slots", "hours"} & sections.keys():
        found += booked_outside(moment, read)
    if found:
        raise BadRegulations(problems=[{"where": where, "problem": problem} for where, problem in found])
    if "groups" in sections:
        _must_starve_nobody(read)
    changed = {name: [before.get(name), after[name]] for name in sections if before.get(name) != after[name]}
    if changed:
        moment.db.execute(update(Hall).where(Hall.id == moment.hall.id).values(regulations=text))
        moment.tell("regulations_changed", changed=changed)
    return read


def set_attendant_pin(moment: Moment, *, pin_hash: str) -> str:
    """Put this hash of a PIN in force, or none. The story says that it was changed, and by whom, never to what."""
    kept = json.loads(moment.hall.regulations) | {"attendant_pin": pin_hash}
    text = json.dumps(kept, ensure_ascii=False, sort_keys=True)
    moment.db.execute(update(Hall).where(Hall.id == moment.hall.id).values(regulations=text))
    moment.tell("attendant_pin_set" if pin_hash else "attendant_pin_taken_away")
    return pin_hash


def _must_starve_nobody(read: Regulations) -> None:
    found = [(list(group.services), starved(group.rule)) for group in read.groups]
    figures = [{"services": services} | starving.as_json() for services, starving in found if starving]
    if figures:
        raise StarvingRule(figures=figures)


def _services(moment: Moment) -> set[str]:
    return set(moment.db.execute(select(Service.code).where(Service.hall_id == moment.hall.id)).scalars())


def _counters(moment: Moment) -> set[int]:
    return set(moment.db.execute(select(Counter.number).where(Counter.hall_id == moment.hall.id)).scalars())


def _issued_today(moment: Moment) -> dict[str, int]:
    """Numbers given today that took a place, as the door counts them: not those void, given back or for practice."""
    counted = (
        select(Ticket.series, func.count())
        .where(
            Ticket.hall_id == moment.hall.id,
            Ticket.day == moment.day,
            Ticket.leg == 1,
            Ticket.is_trial.is_(False),
            Ticket.state.not_in(GIVEN_BACK),
        )
        .group_by(Ticket.series)
    )
    return dict(moment.db.execute(counted).all())

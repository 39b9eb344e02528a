"""Verbs of the administrator: devices and accounts come and go."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from server.domain.errors import (
    NameTaken,
    SeatTaken,
    UnknownAccount,
    UnknownCounter,
    UnknownDevice,
    UnknownScreen,
    UnknownService,
)
from server.domain.story import NOBODY
from server.models import SCREENS, Account, Counter, Device, Record, Service
from server.operations.moment import Moment
from server.operations.seats import sitting

COUNTS = frozenset({"printed", "roll", "reserve", "seq", "skew_s"})
"""What in a health counts on by itself: it waits for the next look."""

_HEALTH = select(Device.health, Device.last_seen_at).where(Device.id == bindparam("device"))


def add_device(moment: Moment, *, name: str, kind: str, key_hash: str) -> Record:
    """A kiosk, display or panel, known by the hash of its key."""
    added = moment.db.execute(
        insert(Device)
        .values(hall_id=moment.hall.id, name=name, kind=kind, key_hash=key_hash, health={})
        .returning(*Device.__table__.columns)
    ).one()
    moment.tell("device_added", device=added.id, name=name, device_kind=kind)
    return added


def revoke_device(moment: Moment, *, device: int) -> Record:
    """Its key opens nothing any more. Raises UnknownDevice."""
    revoked = moment.db.execute(
        update(Device)
        .where(Device.id == device, Device.hall_id == moment.hall.id)
        .values(revoked_at=moment.now)
        .returning(*Device.__table__.columns)
    ).one_or_none()
    if revoked is None:
        raise UnknownDevice(device=device)
    moment.tell("device_revoked", device=device, name=revoked.name)
    return revoked


def set_screen(moment: Moment, *, device: int, screen: dict[str, Any]) -> Record:
    """How one display or panel is set. Raises UnknownScreen, UnknownCounter."""
    known = set(moment.db.execute(select(Counter.number).where(Counter.hall_id == moment.hall.id)).scalars())
    for number in screen["counters"]:
        if number not in known:
            raise UnknownCounter(counter=number)
    changed = moment.db.execute(
        update(Device)
        .where(
            Device.id == device,
            Device.hall_id == moment.hall.id,
            Device.kind.in_(SCREENS),
            Device.revoked_at.is_(None),
        )
        .values(screen=screen)
        .returning(*Device.__table__.columns)
    ).one_or_none()
    if changed is None:
        raise UnknownScreen(device=device)
    moment.tell("screen_set", device=device, name=changed.name, **screen)
    return changed


TWIN_S = 60
"""Two machines with one key take turns in saying how they are; a copied disk that replaced its original does not."""


def report_health(moment: Moment, *, device: int, health: dict[str, Any]) -> None:
    """What a device says of itself. No story row: it is said every few seconds and changes no ticket. A printer in
    trouble is news all the same, for whoever can mend it.

    `twin_at` is added while another kiosk speaks under the same key: when that was last noticed.
    """
    before = moment.db.execute(_HEALTH, {"device": device}).one()
    twin_at = _twin_at(moment.now, before, health)
    said = health | ({"twin_at": twin_at} if twin_at else {})
    moment.is_news = _state(before.health) != _state(said)
    moment.db.execute(update(Device).where(Device.id == device).values(health=said, last_seen_at=moment.now))


def _twin_at(now: datetime, before: Record, health: dict[str, Any]) -> str | None:
    soon = timedelta(seconds=TWIN_S)
    if before.last_seen_at is None or now - before.last_seen_at >= soon:
        return None
    if instance_of(before.health) not in (None, instance_of(health)):
        return now.isoformat()
    known: str | None = before.health.get("twin_at")
    return known if known is not None and now - datetime.fromisoformat(known) < soon else None


def instance_of(health: dict[str, Any]) -> str | None:
    """What a kiosk calls itself; other devices have no such word."""
    reserve = health.get("reserve")
    return reserve.get("instance") if isinstance(reserve, dict) else None


def _state(health: dict[str, Any]) -> dict[str, Any]:
    return {name: said for name, said in health.items() if name not in COUNTS}


def add_account(moment: Moment, *, user: str, password_hash: str, role: str, counter: int | None) -> Record:
    """A member of staff; one with a counter sits there. Raises NameTaken, UnknownCounter, SeatTaken."""
    if user in NOBODY or moment.db.execute(select(Account.id).where(Account.user == user)).one_or_none() is not None:
        raise NameTaken(user=user)
    if counter is not None:
        known = select(Counter.id).where(Counter.hall_id == moment.hall.id, Counter.number == counter)
        if moment.db.execute(known).one_or_none() is None:
            raise UnknownCounter(counter=counter)
        taken = sitting(moment, counter)
        if taken:
            raise SeatTaken(by=taken[0].user)
    added = moment.db.execute(
        insert(Account)
        .values(
            hall_id=moment.hall.id, user=user, password_hash=password_hash, role=role, counter=counter, is_active=True
        )
        .returning(*Account.__table__.columns)
    ).one()
    moment.tell("account_added", user=user, role=role, at_counter=counter)
    return added


def give_rights(moment: Moment, *, account: int, services: list[str] | None, may_choose: bool) -> Record:
    """Which services a clerk calls instead of the counter's (None: the counter's), and whether they may call out of
    order. Whom they call first among these is the rule's to say. Raises UnknownAccount, UnknownService."""
    offered = set(moment.db.execute(select(Service.code).where(Service.hall_id == moment.hall.id)).scalars())
    for code in services or ():
        if code not in offered:
            raise UnknownService(service=code)
    own = None if services is None else list(dict.fromkeys(services))
    given = moment.db.execute(
        update(Account)
        .where(Account.id == account, Account.hall_id == moment.hall.id)
        .values(services=own, may_choose=may_choose)
        .returning(*Account.__table__.columns)
    ).one_or_none()
    if given is None:
        raise UnknownAccount(account=account)
    moment.tell("rights_given", user=given.user, services=own, may_choose=may_choose)
    return given

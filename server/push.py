"""Web Push: a phone that asked for it is woken when its number is called, also in a pocket.

The message is empty (RFC 8030): the browser's push service learns that a phone was woken, and nothing else. The woken
phone asks the hall itself what there is to say. Off unless the hall says whom a push service may write to; a hall that
does not, loads none of the libraries this takes (imported late).
"""

import re
from base64 import urlsafe_b64encode
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import structlog
from sqlalchemy import bindparam, delete, exists, select, update

from server.config import Settings
from server.db import Database
from server.domain.errors import DatabaseAway
from server.domain.ticket import State
from server.models import Hall, Record, Ticket
from server.public_models import Follower

TIMEOUT_S = 5
LATE_S = 120
"""A push service that cannot reach the phone for so long forgets the call: by then somebody else is at the counter."""
VALID = timedelta(hours=12)
"""How long our signature holds; RFC 8292 allows a day."""
GONE = frozenset({404, 410})

_ADDRESS = re.compile(r"(?P<origin>https?://(?P<host>[a-z0-9.-]+)(:[0-9]+)?)/[A-Za-z0-9._~!$&'()*+,;=:@%/?-]*")

_CALL = (Ticket.token == Follower.token, Ticket.state == State.CALLED.value)
_IS_CALLED = exists().where(*_CALL, Follower.told_at.is_distinct_from(Ticket.last_called_at))
_TO_WAKE = select(Follower.id).where(Follower.hall_id == bindparam("hall"), _IS_CALLED).limit(1)
_CLAIM = (
    update(Follower)
    .where(Follower.hall_id == bindparam("hall"), _IS_CALLED)
    .values(told_at=select(Ticket.last_called_at).where(*_CALL).limit(1).scalar_subquery())
    .returning(Follower.id, Follower.endpoint)
)
_KEY = select(Hall.push_key).where(Hall.id == bindparam("hall"))

log = structlog.get_logger()


class Push:
    """Wakes phones, each once for each call, whichever of the workers was told of the call."""

    def __init__(
        self, settings: Settings, database: Database, clock: Callable[[], datetime], spawn: Callable[..., Any]
    ) -> None:
        self._contact, self._services = settings.push_contact, settings.push_services.split()
        self._database, self._clock, self._spawn = database, clock, spawn

    @property
    def is_on(self) -> bool:
        return bool(self._contact)

    def takes(self, endpoint: str) -> bool:
        """Whether `endpoint` is a push service's: whoever gives it makes us send there, and our own network is near."""
        if not self.is_on:
            return False
        # Read by what it may be made of, not taken apart: two readers of one address need not agree (a backslash ends
        # the host for one of them).
        found = _ADDRESS.fullmatch(endpoint)
        if found is None:
            return False
        origin, host = found["origin"], found["host"]
        is_theirs = any(host == known or host.endswith(f".{known}") for known in self._services)
        return origin in self._services or (is_theirs and origin == f"https://{host}")

    def make_keys(self) -> None:
        """A key for each hall that has none: push services take a phone's messages from its own hall only."""
        if not self.is_on:
            return
        from cryptography.hazmat.primitives import serialization
        from cryptography.hazmat.primitives.asymmetric import ec

        with self._database.write() as db:
            for hall in db.execute(select(Hall.id).where(Hall.push_key.is_(None))).scalars().all():
                made = ec.generate_private_key(ec.SECP256R1()).private_bytes(
                    serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
                )
                db.execute(update(Hall).where(Hall.id == hall).values(push_key=made.decode()))

    def public_key(self, pem: str | None) -> str:
        """What a browser subscribes with: the point of the hall's key, base64url; empty while nobody is woken."""
        return _public(pem) if self.is_on and pem else ""

    def wake(self, hall: int) -> None:
        """Something happened in this hall: whoever was called and has not been woken for it, is."""
        if self.is_on:
            self._spawn(self._wake_all, hall)

    def _wake_all(self, hall: int) -> None:
        try:
            with self._database.read() as db:
                if db.execute(_TO_WAKE, {"hall": hall}).one_or_none() is None:
                    return
            with self._database.write() as db:
                pem = db.execute(_KEY, {"hall": hall}).scalar_one()
                claimed = db.execute(_CLAIM, {"hall": hall}).all()
        except DatabaseAway:
            log.warning("nobody woken, the database is away", hall=hall)
            return
        for follower in claimed:
            self._spawn(self._send, follower, pem)

    def _send(self, follower: Record, pem: str) -> None:
        import requests

        headers = {"TTL": str(LATE_S), "Urgency": "high", "Authorization": self._signed(follower.endpoint, pem)}
        try:
            answer = requests.post(follower.endpoint, headers=headers, timeout=TIMEOUT_S, allow_redirects=False)
        except requests.RequestException as error:
            log.warning("a phone was not woken", error=type(error).__name__)
            return
        if answer.status_code in GONE:  # its owner turned it off
            self._forget(follower)
        elif answer.status_code >= 400:
            log.warning("a push service refused", status=answer.status_code)

    def _forget(self, follower: Record) -> None:
        try:
            with self._database.write() as db:
                db.execute(delete(Follower).where(Follower.id == follower.id))
        except DatabaseAway:
            log.warning("a phone that is gone was not forgotten, the database is away")

    def _signed(self, endpoint: str, pem: str) -> str:
        """VAPID (RFC 8292): who we are, for this push service only."""
        import jwt

        parts = urlsplit(endpoint)
        claims = {"aud": f"{parts.scheme}://{parts.netloc}", "exp": self._clock() + VALID, "sub": self._contact}
        return f"vapid t={jwt.encode(claims, pem, algorithm='ES256')}, k={_public(pem)}"


def _public(pem: str) -> str:
    from cryptography.hazmat.primitives import serialization

    key = serialization.load_pem_private_key(pem.encode(), password=None).public_key()
    point = key.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    return urlsafe_b64encode(point).rstrip(b"=").decode()

"""Who is asking: devices by key, staff by password and session, and what each may do."""

import hashlib
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from threading import Lock
from typing import Any, TypeVar
from urllib.parse import urlencode, urlsplit

import argon2
from flask import Request, g, redirect, request
from sqlalchemy import Connection, bindparam, delete, insert, select
from werkzeug.wrappers import Response as AnyResponse

from server.aside import aside
from server.domain.errors import BadCredentials, BadOrigin, NotAllowed, NotSignedIn
from server.here import here
from server.models import Account, Device, Record, SignIn
from server.operations.moment import Actor
from server.operations.seats import wait_no_more

KIOSK, DISPLAY, PANEL, RATING = "kiosk", "display", "panel", "rating"
DEVICES = frozenset({KIOSK, DISPLAY, PANEL, RATING})
CLERK, SUPERVISOR, COMPLAINTS, ADMIN = "clerk", "supervisor", "complaints", "admin"
STAFF = frozenset({CLERK, SUPERVISOR, COMPLAINTS, ADMIN})
PROVINCE = "province"
"""Whoever watches over all halls of this server: they see figures, and nothing else of any hall."""
ACCOUNTS = STAFF | {PROVINCE}
ANYONE = "anyone"

KEY_PREFIX = "device-"
SECRET_LENGTH = 32
"""Characters of a random Idempotency-Key: 128 bits in hexadecimal, as our pages make them."""
COOKIE = "moiso_session"
PAGE_HEADER = "X-Moiso"
PUBLIC_HEADER = "X-Moiso-Public"
"""Set by the proxy that stands before the internet (deploy/nginx/public.conf): no key and no session is taken then."""

# Two passes over 19 MiB: the smallest cost that OWASP's password storage sheet accepts, ~80 ms on a hall's small PC.
_HASHER = argon2.PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
_NOBODY = _HASHER.hash("nobody")
_ONE_AT_A_TIME = Lock()

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class Principal:
    """A device or a member of staff, proved."""

    kind: str
    """`device` or `staff`."""
    id: int
    hall_id: int
    role: str
    user: str
    """The account's user, or the device's name."""
    counter: int | None = None
    session: int | None = None
    """The id of the sign-in, for staff."""
    services: tuple[str, ...] | None = None
    """What this clerk calls instead of the counter's services."""
    may_choose: bool = True

    @property
    def key_owner(self) -> str:
        return f"{self.kind}:{self.id}"

    @property
    def actor(self) -> Actor:
        return Actor(
            self.user,
            may_everywhere=self.role != CLERK,
            counter=self.counter,
            services=self.services,
            may_choose=self.may_choose or self.role != CLERK,
        )


def digest(secret: str) -> str:
    """How random keys and tokens are kept: 256 random bits need no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


def new_token() -> str:
    return secrets.token_urlsafe(32)


def new_key() -> str:
    """A device's key; its beginning tells it from a session's token."""
    return KEY_PREFIX + secrets.token_urlsafe(32)


def key_of_claim(code: str, idempotency_key: str | None) -> str:
    """The key of a machine that claims `code`.

    A key is never kept in the clear, so a lost answer cannot be kept for its retry: it is made again instead, out of
    what only that machine knows. An Idempotency-Key too short to be a secret gives a key by chance, once.
    """
    if idempotency_key is None or len(idempotency_key) < SECRET_LENGTH:
        return new_key()
    made = hashlib.sha256(f"pairing\n{idempotency_key}\n{code}".encode()).digest()
    return KEY_PREFIX + urlsafe_b64encode(made).decode().rstrip("=")


def hash_password(password: str) -> str:
    """Argon2id of `password`, as `_hashed` computes it."""
    return str(_hashed(_HASHER.hash, password))


def _hashed(compute: Callable[..., Any], *arguments: Any) -> Any:
    """Compute a hash beside the event loop: 80 ms in it would be 80 ms without any press answered.

    One at a time: each needs 19 MiB, and when twelve clerks sign in at 7:30 each thread would keep as much for ever.
    """
    with _ONE_AT_A_TIME:
        return aside(compute, *arguments)


def _is_right(hashed: str, password: str) -> bool:
    def verify() -> bool:
        try:
            return _HASHER.verify(hashed, password)
        except argon2.exceptions.VerificationError:
            return False

    return bool(_hashed(verify))


def sign_in(user: str, password: str) -> str:
    """A new session's token. Raises BadCredentials, after the same work whether the user exists or not."""
    return open_session(user, password)[0]


def open_session(user: str, password: str) -> tuple[str, Principal, datetime]:
    """A new session: its token (kept nowhere in the clear), whose it is, and until when. Raises BadCredentials."""
    now, database = here().clock(), here().database
    with database.read() as db:
        # A form may send a NUL, which PostgreSQL does not take; nobody is called so.
        known = select(Account.__table__).where(Account.user == user.replace("\0", "\ufffd"))
        account = db.execute(known).one_or_none()
    right = _is_right(account.password_hash if account is not None else _NOBODY, password)
    if account is None or not account.is_active or not right:
        raise BadCredentials
    token, expires = new_token(), now + timedelta(hours=here().settings.session_hours)
    with database.write() as db:
        db.execute(delete(SignIn).where(SignIn.expires_at < now))
        session = db.execute(
            insert(SignIn)
            .values(account_id=account.id, token_hash=digest(token), expires_at=expires)
            .returning(SignIn.id)
        ).scalar_one()
    return (
        token,
        _staff(account, session),
        expires,
    )


def set_session_cookie(response: AnyResponse, token: str) -> None:
    response.set_cookie(
        COOKIE,
        token,
        max_age=here().settings.session_hours * 3600,
        httponly=True,
        samesite="Lax",
        secure=here().settings.secure_cookie,
    )


def sign_out(response: AnyResponse | None = None) -> None:
    """End the session of this request; its sockets hear `signed_out` and close."""
    principal = current()
    if principal is not None and principal.session is not None:
        with here().database.write() as db:
            db.execute(delete(SignIn).where(SignIn.id == principal.session))
            wait_no_more(db, principal.id)
        here().live.end_session(principal.session)
    if response is not None:
        response.delete_cookie(COOKIE)


_SESSION = (
    select(
        SignIn.id.label("session"),
        Account.id,
        Account.hall_id,
        Account.role,
        Account.user,
        Account.counter,
        Account.services,
        Account.may_choose,
    )
    .join(Account, Account.id == SignIn.account_id)
    .where(SignIn.token_hash == bindparam("hash"), SignIn.expires_at > bindparam("now"), Account.is_active)
)
_ACCOUNT = select(Account.__table__).where(Account.id == bindparam("account"), Account.is_active)
_DEVICE = select(Device.id, Device.hall_id, Device.kind, Device.name).where(
    Device.key_hash == bindparam("hash"), Device.revoked_at.is_(None)
)


def principal_of_session(db: Connection, token: str, now: datetime) -> Principal | None:
    found = db.execute(_SESSION, {"hash": digest(token), "now": now}).one_or_none()
    if found is None:
        return None
    return _staff(found, found.session)


def _staff(account: Record, session: int) -> Principal:
    services = None if account.services is None else tuple(account.services)
    return Principal(
        "staff", account.id, account.hall_id, account.role, account.user, account.counter, session, services,
        account.may_choose,
    )  # fmt: skip


def actor_now(db: Connection, who: Principal) -> Actor:
    """Who acts, read again under the hall's lock: a clerk may have lost the seat while their press waited for it.

    Raises NotSignedIn for an account that was disabled meanwhile.
    """
    if who.role != CLERK or who.session is None:
        return who.actor
    account = db.execute(_ACCOUNT, {"account": who.id}).one_or_none()
    if account is None:
        raise NotSignedIn
    return _staff(account, who.session).actor


def principal_of_key(db: Connection, key: str) -> Principal | None:
    found = db.execute(_DEVICE, {"hash": digest(key)}).one_or_none()
    return None if found is None else Principal("device", found.id, found.hall_id, found.kind, found.name)


def current() -> Principal | None:
    """Who makes this request, or None."""
    if "principal" not in g:
        g.principal = _identify(request)
    principal: Principal | None = g.principal
    return principal


def required() -> Principal:
    """Who makes this request. Raises NotSignedIn."""
    principal = current()
    if principal is None:
        raise NotSignedIn
    return principal


def is_public(asked: Request) -> bool:
    """Whether this came through the internet's door, where citizens are and nobody else is known."""
    return PUBLIC_HEADER in asked.headers


def _identify(asked: Request) -> Principal | None:
    if is_public(asked):
        return None
    bearer = _bearer(asked)
    token = asked.cookies.get(COOKIE, "") if bearer is None else bearer
    if not token:
        return None
    with here().database.glance() as db:
        if token.startswith(KEY_PREFIX):
            return principal_of_key(db, token)
        return principal_of_session(db, token, here().clock())


def _bearer(asked: Request) -> str | None:
    """What a program proves itself with; None when the request has only a browser's cookie to show."""
    scheme, _, bearer = asked.headers.get("Authorization", "").partition(" ")
    return bearer.strip() if scheme.lower() == "bearer" else None


def permits(*roles: str) -> Callable[[View], View]:
    """Declare who may use a route. One that declares nothing crashes at the first request (see `permitted`)."""

    def declare(view: View) -> View:
        view.permits = frozenset(roles)  # type: ignore[attr-defined]
        return view

    return declare


def permitted(view: Callable[..., Any]) -> frozenset[str]:
    """The roles a view declares. A view that declares none is a programming error: AttributeError."""
    allowed: frozenset[str] = view.permits  # type: ignore[attr-defined]
    return allowed


def check(view: Callable[..., Any]) -> None:
    """Raises NotSignedIn, NotAllowed or BadOrigin when this request may not use `view`."""
    allowed = permitted(view)
    if ANYONE in allowed:
        return
    principal = required()
    if principal.role not in allowed:
        raise NotAllowed(role=principal.role)
    # A browser sends the cookie along with whatever another site makes it post. Our pages add a header that no form of
    # another site can.
    by_cookie = request.method == "POST" and _bearer(request) is None
    if by_cookie and (request.headers.get(PAGE_HEADER) != "page" or not is_our_page(request)):
        raise BadOrigin


def is_our_page(asked: Request) -> bool:
    """Whether nothing the browser says of where this request was born names another site.

    Browsers tell it by Sec-Fetch-Site on HTTPS and the loopback, by Origin on plain HTTP too.
    """
    site, origin = asked.headers.get("Sec-Fetch-Site"), asked.headers.get("Origin")
    try:
        is_ours = origin is None or urlsplit(origin).netloc == asked.host
    except ValueError:  # "http://[" is no address at all
        is_ours = False
    return is_ours and site in (None, "same-origin", "none")


def staff_page(*roles: str) -> Callable[[View], View]:
    """Declare a page for `roles` (all accounts when none is named); a stranger is led to the sign-in."""
    allowed = frozenset(roles) or ACCOUNTS

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            principal = current()
            if principal is None or principal.kind != "staff":
                return redirect("/login?" + urlencode({"next": request.full_path.rstrip("?")}))
            if principal.role not in allowed:
                raise NotAllowed(role=principal.role)
            return view(*args, **kwargs)

        guarded.permits = frozenset({ANYONE})  # type: ignore[attr-defined]
        guarded.staff_only = allowed  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return declare

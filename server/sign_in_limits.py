"""How often a sign-in or a code for pairing may be tried: slowly from one address, more slowly for one name."""

from collections.abc import Callable, Mapping

from flask import request
from limits import RateLimitItemPerMinute
from limits.errors import StorageError
from limits.storage import MemoryStorage, RedisStorage
from limits.strategies import FixedWindowRateLimiter

from server.domain.errors import TooManyRequests

PER_NAME = RateLimitItemPerMinute(30)
PER_ADDRESS = RateLimitItemPerMinute(300)
"""A whole hall may stand behind one address, and must still be able to sign in at 7:30."""


PER_PAIRING = RateLimitItemPerMinute(30)
"""Codes from one address: some machines are set up there, and nobody guesses."""


class SignInLimits:
    """Counts tries for all workers in Redis; for this worker alone without Redis, or while Redis is away."""

    def __init__(self, redis: str) -> None:
        """`redis` is an URL; empty: there is one worker."""
        self._alone = FixedWindowRateLimiter(MemoryStorage())
        # Short waits: a Redis that swallows what is sent to it would hold up each sign-in for as long.
        self._shared = self._alone
        if redis:
            storage = RedisStorage(redis, wrap_exceptions=True, socket_connect_timeout=1, socket_timeout=1)
            self._shared = FixedWindowRateLimiter(storage)

    def check(self) -> None:
        """Count the sign-in that is asked for. Raises TooManyRequests."""
        self._must_allow(_sign_in_counted)

    def check_pairing(self) -> None:
        """Count the code that is tried. Raises TooManyRequests."""
        self._must_allow(lambda limiter: limiter.hit(PER_PAIRING, "pairing", _address()))

    def _must_allow(self, counted: Callable[[FixedWindowRateLimiter], bool]) -> None:
        try:
            allowed = counted(self._shared)
        except StorageError:
            allowed = counted(self._alone)
        if not allowed:
            raise TooManyRequests


def _sign_in_counted(limiter: FixedWindowRateLimiter) -> bool:
    return limiter.hit(PER_ADDRESS, _address()) and limiter.hit(PER_NAME, _address(), _name_tried())


def _address() -> str:
    return request.remote_addr or "unknown"


def _name_tried() -> str:
    said = request.form or request.get_json(silent=True)
    name = said.get("user") if isinstance(said, Mapping) else None
    return str(name)[:80].encode("utf-8", "replace").decode()  # half a surrogate pair is no key for Redis

"""How often a sign-in may be tried: slowly from one address, more slowly for one name."""

from collections.abc import Mapping

from flask import request
from limits import RateLimitItemPerMinute
from limits.errors import StorageError
from limits.storage import MemoryStorage, RedisStorage
from limits.strategies import FixedWindowRateLimiter

from server.domain.errors import TooManyRequests

PER_NAME = RateLimitItemPerMinute(30)
PER_ADDRESS = RateLimitItemPerMinute(300)
"""A whole hall may stand behind one address, and must still be able to sign in at 7:30."""


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
        try:
            allowed = self._counted(self._shared)
        except StorageError:
            allowed = self._counted(self._alone)
        if not allowed:
            raise TooManyRequests

    def _counted(self, limiter: FixedWindowRateLimiter) -> bool:
        address = request.remote_addr or "unknown"
        return limiter.hit(PER_ADDRESS, address) and limiter.hit(PER_NAME, address, _name_tried())


def _name_tried() -> str:
    said = request.form or request.get_json(silent=True)
    name = said.get("user") if isinstance(said, Mapping) else None
    return str(name)[:80].encode("utf-8", "replace").decode()  # half a surrogate pair is no key for Redis

"""How often what nobody signs in for may be asked: sign-ins, codes, letters, numbers from home, moves of a phone."""

from collections.abc import Callable, Mapping

from flask import request
from limits import RateLimitItemPerDay, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.errors import StorageError
from limits.storage import MemoryStorage, RedisStorage
from limits.strategies import FixedWindowRateLimiter

from server.domain.errors import TooManyRequests
from server.domain.home_errors import BookedFromHere
from server.domain.letter_errors import TooManyLetters

PER_NAME = RateLimitItemPerMinute(30)
PER_ADDRESS = RateLimitItemPerMinute(300)
"""A whole hall may stand behind one address, and must still be able to sign in at 7:30."""

PER_PAIRING = RateLimitItemPerMinute(30)
"""Codes from one address: some machines are set up there, and nobody guesses."""

PER_TICKET = RateLimitItemPerHour(5)
"""Letters of one ticket: a whole hall may write from one address, and a ticket is proved."""

LETTERS_PER_ADDRESS = RateLimitItemPerHour(30)

PER_HOLDER = RateLimitItemPerMinute(20)
"""Moves of one ticket from its phone: each takes the hall's lock, and a thumb presses a few."""

FOLLOWED_PER_ADDRESS = RateLimitItemPerMinute(30)

BOOKED_PER_ADDRESS = RateLimitItemPerMinute(10)
BOOKED_PER_HALL = RateLimitItemPerMinute(60)
"""Numbers taken from home: one address of a phone network is many people, and a hall never has so many in a minute."""

BOOKED_PER_DAY = RateLimitItemPerDay(40)
"""From one address: phone numbers are not proved, and nobody makes up a hall's week of them from one chair."""

CODES_PER_ADDRESS = RateLimitItemPerMinute(30)
CODES_PER_HALL = RateLimitItemPerMinute(600)
"""Their codes, of 41 random bits: at this pace the whole internet finds one of a thousand in some years."""


class Limits:
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

    def check_letter(self, token: str | None) -> None:
        """Count the letter that is sent, for its ticket when it has one. Raises TooManyLetters."""
        of_ticket, of_address = (PER_TICKET, "letter", token or ""), (LETTERS_PER_ADDRESS, "letters", _address())
        self._must_allow(lambda limiter: limiter.hit(*(of_ticket if token else of_address)), TooManyLetters)

    def check_holder(self, token: str) -> None:
        """Count what the holder of a ticket asks for from the phone. Raises TooManyRequests."""
        self._must_allow(lambda limiter: limiter.hit(PER_HOLDER, "holder", token))

    def check_follow(self) -> None:
        """Count the code of a letter that is tried. Raises TooManyRequests."""
        self._must_allow(lambda limiter: limiter.hit(FOLLOWED_PER_ADDRESS, "follow", _address()))

    def check_home(self, hall: int, *, is_booking: bool = False) -> None:
        """Count the number somebody at home takes, or the code of one that is looked for. Raises TooManyRequests, or
        BookedFromHere for an address that has taken its many of the day."""
        what = "home" if is_booking else "home-code"
        of_address, of_hall = (
            (BOOKED_PER_ADDRESS, BOOKED_PER_HALL) if is_booking else (CODES_PER_ADDRESS, CODES_PER_HALL)
        )
        self._must_allow(lambda limiter: limiter.hit(of_address, what, _address()))
        self._must_allow(lambda limiter: limiter.hit(of_hall, f"{what}-of-hall", str(hall)))
        if is_booking:
            self._must_allow(lambda limiter: limiter.hit(BOOKED_PER_DAY, "home-day", _address()), BookedFromHere)

    def _must_allow(
        self, counted: Callable[[FixedWindowRateLimiter], bool], refusal: type[TooManyRequests] = TooManyRequests
    ) -> None:
        try:
            allowed = counted(self._shared)
        except StorageError:
            allowed = counted(self._alone)
        if not allowed:
            raise refusal


def _sign_in_counted(limiter: FixedWindowRateLimiter) -> bool:
    return limiter.hit(PER_ADDRESS, _address()) and limiter.hit(PER_NAME, _address(), _name_tried())


def _address() -> str:
    return request.remote_addr or "unknown"


def _name_tried() -> str:
    said = request.form or request.get_json(silent=True)
    name = said.get("user") if isinstance(said, Mapping) else None
    return str(name)[:80].encode("utf-8", "replace").decode()  # half a surrogate pair is no key for Redis

"""Guessing passwords is slow, also while Redis is away, and so is pressing; and nobody else waits for it."""

import time

import pytest
from flask import Flask

from server.domain.errors import TooManyRequests
from server.limits import PER_ADDRESS, PER_HOLDER, PER_NAME, Limits
from tests.services import free_port


def tries(limits: Limits, user: str, times: int = 1, address: str = "10.0.0.7") -> None:
    for _ in range(times):
        with Flask("door").test_request_context(
            "/login", method="POST", data={"user": user}, environ_base={"REMOTE_ADDR": address}
        ):
            limits.check()


@pytest.fixture(params=["", "here", "away"])
def limits(request: pytest.FixtureRequest) -> Limits:
    urls = {"": lambda: "", "here": lambda: request.getfixturevalue("redis_url"),
            "away": lambda: f"redis://127.0.0.1:{free_port()}/0"}  # fmt: skip
    return Limits(urls[request.param]())


def test_one_name_waits_after_its_tries_and_the_others_do_not(limits: Limits) -> None:
    tries(limits, "mai", PER_NAME.amount)
    with pytest.raises(TooManyRequests):
        tries(limits, "mai")
    tries(limits, "nam")
    tries(limits, "mai", address="10.0.0.8")


def test_one_address_waits_whatever_names_it_tries() -> None:
    limits = Limits("")
    for number in range(PER_ADDRESS.amount):
        tries(limits, f"name {number}")
    with pytest.raises(TooManyRequests):
        tries(limits, "another name")


def test_workers_count_together_in_redis(redis_url: str) -> None:
    tries(Limits(redis_url), "mai", PER_NAME.amount)
    with pytest.raises(TooManyRequests):
        tries(Limits(redis_url), "mai")


def test_a_redis_that_is_away_holds_nobody_up() -> None:
    limits = Limits(f"redis://127.0.0.1:{free_port()}/0")
    began = time.monotonic()
    tries(limits, "mai")
    assert time.monotonic() - began < 2


def test_one_phone_that_presses_on_and_on_waits_and_the_others_do_not() -> None:
    limits = Limits("")
    for _ in range(PER_HOLDER.amount):
        limits.check_holder("token of mai")
    with pytest.raises(TooManyRequests):
        limits.check_holder("token of mai")
    limits.check_holder("token of nam")

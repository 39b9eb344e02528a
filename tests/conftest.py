"""What every test may ask for by name."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Playwright, sync_playwright

from tests.services import postgres, postgres_url, redis_server, redis_url

__all__ = ["playwright", "postgres", "postgres_url", "redis_server", "redis_url"]


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """The one Playwright of this test process: a second one finds the first one's event loop running and refuses."""
    with sync_playwright() as started:
        yield started

"""What every test may ask for by name."""

from collections.abc import Iterator

import pytest
from hypothesis import settings
from playwright.sync_api import Playwright, sync_playwright

from tests.services import postgres, postgres_url, redis_server, redis_url
from tests.sizes import IS_SOAK

__all__ = ["playwright", "postgres", "postgres_url", "redis_server", "redis_url"]

# ./run test makes up the same cases from the same code on every machine; ./run soak makes up new ones each time.
settings.load_profile("default" if IS_SOAK else "ci")


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """The one Playwright of this test process: a second one finds the first one's event loop running and refuses."""
    with sync_playwright() as started:
        yield started

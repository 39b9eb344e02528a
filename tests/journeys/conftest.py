"""A demo as a newcomer starts it, and Chromium to walk through it; its pictures are kept when the README wants them."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Playwright

from tests.demo.running import Demo
from tests.services import ROOT, required

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--autoplay-policy=no-user-gesture-required",
)  # fmt: skip

WANTED = "MOISO_KEEP_PICTURES"
"""Set to 1, a run writes its pictures to docs/images; else they stay in the test's own folder and the tree is clean."""

Keep = Callable[[str, Image.Image | Page], None]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    with Demo(tmp_path_factory.mktemp("journey") / "hall") as demo:
        yield demo.wait()


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=required("chromium", "chromium"), args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def keep(tmp_path: Path) -> Keep:
    """Keeps what a page, or paper, looks like."""
    folder = ROOT / "docs/images" if os.environ.get(WANTED) == "1" else tmp_path

    def keep(name: str, seen: Image.Image | Page) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        if isinstance(seen, Page):
            seen.screenshot(path=tmp_path / "seen.png", animations="disabled")
            with Image.open(tmp_path / "seen.png") as shot:
                # A palette of 256 shows these flat pages as they are, in a fifth of the bytes.
                seen = shot.convert("RGB").quantize(256, dither=Image.Dither.NONE)
        seen.save(folder / f"{name}.png", optimize=True)

    return keep

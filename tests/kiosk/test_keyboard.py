"""Words typed by touch, with their marks."""

import pytest
from playwright.sync_api import Page, expect

from tests.kiosk.conftest import Machine

WORDS = {
    "g i â y sắc": "giấy",
    "đ â t sắc": "đất",
    "u y hỏi": "ủy",
    "n g ư ơ i huyền": "người",
    "h o a huyền": "hòa",
    "t o a n sắc": "toán",
    "n g o a i huyền": "ngoài",
    "q u y sắc": "quý",
    "g i a huyền": "già",
    "t h u ê sắc": "thuế",
    "m a sắc huyền": "mà",
    "m a sắc sắc": "ma",
    "x sắc": "x",
}


@pytest.fixture
def search(kiosk: Machine, glass: Page) -> Page:
    glass.goto(kiosk.url)
    glass.locator(".home-search").click()
    return glass


def test_a_tone_finds_its_vowel_in_the_last_word(search: Page) -> None:
    field, keys = search.locator(".search-field"), search.locator(".keyboard")

    def press(name: str) -> None:
        keys.get_by_role("button", name=name, exact=True).click()

    for typed, word in WORDS.items():
        press("Xóa hết")
        for letter in f"k h a i @ {typed}".split():
            press("Dấu cách" if letter == "@" else letter if letter in ("sắc", "huyền", "hỏi") else letter.upper())
        expect(field).to_have_value(f"khai {word}")


def test_figures_take_the_place_of_letters_at_one_touch(search: Page) -> None:
    keys = search.locator(".keyboard")
    keys.get_by_role("button", name="1 2 3", exact=True).click()
    for figure in "1001193":
        keys.get_by_role("button", name=figure, exact=True).click()
    expect(search.locator(".search-field")).to_have_value("1001193")
    keys.get_by_role("button", name="ă â đ", exact=True).click()
    expect(keys.get_by_role("button", name="Đ", exact=True)).to_be_visible()


def test_marks_are_for_who_reads_vietnamese(search: Page) -> None:
    expect(search.locator(".key-tone")).to_have_count(5)
    search.get_by_text("English").click()
    expect(search.locator(".key-tone")).to_have_count(0)


def test_a_korean_reader_is_told_that_the_keys_write_latin_letters_and_what_they_find(search: Page) -> None:
    search.get_by_text("한국어").click()
    expect(search.locator(".search-hint")).to_contain_text("영어나 베트남어로 입력하세요")
    for letter in "birth":
        search.locator(".keyboard").get_by_role("button", name=letter.upper(), exact=True).click()
    expect(search.locator(".row").first).to_contain_text("Birth registration")

"""The start page and what surrounds it: its doors, its languages, and the page of errors."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from server.pages.start import staff_doors
from tests.pages.conftest import Hall

Open = Callable[..., Page]


def test_every_door_for_staff_leads_somewhere(open_page: Open) -> None:
    page = open_page("/")
    for door in page.locator("a.door").all():
        address = door.get_attribute("href")
        answer = page.request.get(address)
        assert answer.ok, address


def test_a_real_hall_shows_neither_passwords_nor_keys_nor_anybodys_turn(open_page: Open, hall: Hall) -> None:
    hall.issue("H")
    page = open_page("/")
    expect(page.locator(".door-shut", has_text="Trang trên điện thoại")).to_contain_text("quét mã QR trên phiếu.")
    expect(page.locator("[href*='/t/']")).to_have_count(0)
    expect(page.locator(".cast")).to_have_count(0)
    expect(page.locator("[href*='#key']")).to_have_count(0)
    expect(page.locator(".door-note").first).to_have_text("Mở trên thiết bị đã được cấp khóa.")


def test_a_demo_leads_each_door_to_a_sign_in_filled_in() -> None:
    accounts = [
        {"role": "clerk", "user": "mai", "password": "mật khẩu & dấu", "counter": 1},
        {"role": "clerk", "user": "nam", "password": "khác", "counter": 2},
        {"role": "complaints", "user": "lan", "password": "khác nữa", "counter": None},
    ]
    doors = {door.name: door.url for door in staff_doors({"accounts": accounts})}
    address = urlsplit(doors["counter"])
    assert (address.path, parse_qs(address.query)) == ("/login", {"next": ["/counter"]})
    assert parse_qs(address.fragment) == {"user": ["mai"], "password": ["mật khẩu & dấu"]}
    assert doors["story"].startswith("/login?next=/story#user=lan")
    assert doors["admin"] == "/admin"


@pytest.mark.parametrize(("language", "title"), [("en", "The pages of this hall"), ("ko", "민원실의 모든 화면")])
def test_the_language_once_chosen_stays(open_page: Open, language: str, title: str) -> None:
    page = open_page("/", java_script_enabled=False)
    page.locator(f"[hreflang={language}]").click()
    expect(page.locator("h1")).to_have_text(title)
    page.goto("/")
    expect(page.locator("h1")).to_have_text(title)
    page.goto("/?lang=vi")
    expect(page.locator("h1")).to_have_text("Các trang của trung tâm")


def test_the_language_menu_keeps_the_rest_of_the_address(open_page: Open) -> None:
    page = open_page("/counter?counter=7", by="hoa")
    page.locator("[hreflang=en]").click()
    expect(page.locator("#counter-title")).to_have_text("Counter 7")


def test_a_page_that_is_not_there_says_so_with_a_way_back(open_page: Open) -> None:
    page = open_page("/login")
    answer = page.goto("/khong-co")
    assert answer is not None
    assert answer.status == 404
    page.click("text=Về trang đầu")
    expect(page.locator("#door-counter")).to_be_visible()

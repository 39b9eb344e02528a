"""Signing in and out: by a plain form, from our own pages, to our own pages."""

import json
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from email.message import Message

import pytest
from playwright.sync_api import Page, expect

from tests.pages.conftest import PASSWORD, Hall

Open = Callable[..., Page]


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def _post(hall: Hall, path: str, form: dict[str, str], **headers: str) -> tuple[int, Message]:
    data = urllib.parse.urlencode(form).encode()
    asked = urllib.request.Request(hall.url + path, data=data, headers={"Accept": "text/html", **headers})
    try:
        with urllib.request.build_opener(_Stay).open(asked, timeout=20) as answer:
            return answer.status, answer.headers
    except urllib.error.HTTPError as answer:
        return answer.code, answer.headers


@pytest.mark.parametrize(
    ("user", "home"), [("mai", "/counter"), ("hoa", "/supervisor"), ("tuan", "/admin"), ("lan", "/story")]
)
def test_each_role_comes_home_without_javascript(open_page: Open, user: str, home: str) -> None:
    page = open_page("/login", java_script_enabled=False)
    page.fill("#user", user)
    page.fill("#password", PASSWORD)
    page.click("#enter")
    expect(page).to_have_url(re.compile(re.escape(home) + "$"))
    page.click("text=Thoát")
    expect(page).to_have_url(re.compile("/login"))
    page.goto(home)
    expect(page).to_have_url(re.compile("/login"))


def test_a_wrong_password_is_told_and_the_name_kept(open_page: Open) -> None:
    page = open_page("/login")
    page.fill("#user", "mai")
    page.fill("#password", "sai")
    page.click("#enter")
    expect(page.locator("#refused")).to_have_text("Tên đăng nhập hoặc mật khẩu không đúng.")
    expect(page.locator("#user")).to_have_value("mai")
    expect(page.locator("#password")).to_be_focused()


def test_a_page_asked_for_is_reached_after_signing_in(open_page: Open) -> None:
    page = open_page("/counter?counter=7")
    expect(page).to_have_url(re.compile("/login"))
    page.fill("#user", "hoa")
    page.fill("#password", PASSWORD)
    page.click("#enter")
    expect(page).to_have_url(re.compile(r"/counter\?counter=7$"))


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://example.org/",
        "//example.org",
        "/\\example.org",
        "/\t/example.org",
        "javascript:alert(1)",
        "example.org",
    ],
)
def test_signing_in_never_leads_to_another_site(hall: Hall, elsewhere: str) -> None:
    status, headers = _post(hall, "/login", {"user": "mai", "password": PASSWORD, "next": elsewhere})
    assert (status, headers["Location"]) == (303, "/home")


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(hall: Hall) -> None:
    _, headers = _post(hall, "/login", {"user": "mai", "password": PASSWORD})
    assert re.search(r"moiso_session=.*HttpOnly.*SameSite=Lax", headers["Set-Cookie"])


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://example.org"}, {"Origin": "null"}]
)
@pytest.mark.parametrize("path", ["/login", "/logout"])
def test_another_site_cannot_post_our_forms(hall: Hall, path: str, headers: dict[str, str]) -> None:
    status, answered = _post(hall, path, {"user": "mai", "password": PASSWORD}, **headers)
    assert status == 403
    assert "Set-Cookie" not in answered


def test_the_link_of_a_demo_fills_the_form_and_leaves_the_address_clean(open_page: Open) -> None:
    password = urllib.parse.quote(PASSWORD)
    page = open_page(f"/login?next=/counter#user=mai&password={password}")
    expect(page.locator("#user")).to_have_value("mai")
    assert page.evaluate("location.hash") == ""
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/counter$"))


def test_a_browser_on_plain_http_tells_our_form_by_its_origin(open_page: Open) -> None:
    """Off the loopback a browser sends no Sec-Fetch-Site over plain HTTP, and with our policy for referrers it would
    say `Origin: null`, as it does for another site's form."""
    page = open_page("/healthz")
    sent = []
    page.route("**/login", lambda route: (sent.append(route.request.all_headers()), route.continue_()))
    page.goto("/login")
    page.fill("#user", "mai")
    page.fill("#password", PASSWORD)
    page.click("#enter")
    expect(page).to_have_url(re.compile("/counter$"))
    assert sent[-1]["origin"].startswith("http://127.0.0.1")


def test_a_role_that_may_not_is_told_so_on_a_page(open_page: Open) -> None:
    page = open_page("/admin", by="mai")
    expect(page.locator("h1")).to_have_text("Tài khoản này không mở được trang này")


def test_signing_out_closes_the_other_pages_of_the_session(open_page: Open, hall: Hall) -> None:
    page = open_page("/counter", by="nam")
    del hall.cookies["nam"]
    expect(page.locator("#counter-title")).to_be_visible()
    other = page.context.new_page()
    other.goto("/counter")
    other.click("text=Thoát")
    expect(page).to_have_url(re.compile("/login"))
    assert json.dumps(page.context.cookies()).find("moiso_session") == -1

"""The administrator's page."""

import csv
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from catalogue.files import DEFAULT
from tests.pages.conftest import Hall

Open = Callable[..., Page]


def test_a_new_device_shows_its_key_once_and_the_key_works_until_revoked(open_page: Open, hall: Hall) -> None:
    page = open_page("/admin#devices", by="tuan")
    page.fill("[name=name]", "Máy lấy số 2")
    page.click("text=Tạo khóa thay cho mã")
    key = page.locator(".key-once input").input_value()
    hall.key = key
    assert hall.issue("H")["label"].startswith("H")
    page.click("text=Tôi đã chép")
    expect(page.locator(".key-once")).to_have_count(0)
    row = page.locator("tr", has_text="Máy lấy số 2")
    row.get_by_role("button").click()
    row.get_by_role("button", name="Bấm lần nữa").click()
    expect(row).to_contain_text("đã thu hồi")
    try:
        hall.issue("H")
    except AssertionError as refused:
        assert "401" in str(refused)
    else:
        raise AssertionError("a revoked key still gives numbers")


def test_a_new_device_shows_a_code_until_the_machine_has_claimed_its_key(open_page: Open, hall: Hall) -> None:
    page = open_page("/admin#devices", by="tuan")
    page.fill("[name=name]", "Máy cửa sau")
    page.click("text=Thêm thiết bị")
    code = page.locator(".pairing-code").inner_text()
    expect(page.locator(".key-once")).to_contain_text("Gõ mã này trên Máy cửa sau trước")
    hall.key = hall.claim(code)["key"]
    assert hall.issue("H")["label"].startswith("H")
    expect(page.locator(".key-once")).to_contain_text("Máy cửa sau đã ghép xong")
    expect(page.locator(".pairing-code")).to_have_count(0)
    expect(page.locator("tr", has_text="Máy cửa sau")).to_be_visible()
    page.click("text=Đóng")
    expect(page.locator(".key-once")).to_have_count(0)


def test_the_kiosks_pin_is_set_and_taken_away_and_never_shown(open_page: Open, hall: Hall) -> None:
    page = open_page("/admin#devices", by="tuan")
    form = page.locator("form", has_text="Mã PIN nhân viên")
    expect(form).to_contain_text("chưa đặt")
    for pin, said in (("123456", "không dùng số lặp"), ("407193", "Đã đặt mã PIN")):
        form.get_by_label("Mã PIN mới").fill(pin)
        form.get_by_role("button", name="Đặt mã PIN").click()
        expect(form.locator(".notice")).to_contain_text(said)
        expect(form.get_by_label("Mã PIN mới")).to_have_value("")
    page.reload()
    expect(form.locator(".state")).to_have_text("đã đặt")
    form.get_by_role("button", name="Bỏ mã PIN").click()
    expect(form.locator(".state")).to_contain_text("chưa đặt")


def test_a_screen_without_a_key_asks_for_its_code_and_keeps_the_key(open_page: Open, hall: Hall) -> None:
    code = hall.post("/pairings", {"name": "TV sảnh", "kind": "display"}, by="tuan")["code"]
    page = open_page("/display")
    page.get_by_label("Mã ghép máy").fill("HHHHHHHH")
    page.get_by_role("button", name="Ghép").click()
    expect(page.get_by_role("alert")).to_contain_text("Mã ghép máy không đúng")
    page.get_by_label("Mã ghép máy").fill(code.lower())
    page.get_by_role("button", name="Ghép").click()
    expect(page.locator(".board")).to_be_visible()
    page = page.context.new_page()  # the TV was switched off and on: another tab of the same browser
    page.goto(f"{hall.url}/display")
    expect(page.locator(".board")).to_be_visible()


def test_a_new_account_can_sign_in(open_page: Open) -> None:
    page = open_page("/admin#accounts", by="tuan")
    page.fill("[name=user]", "binh")
    page.fill("[name=password]", "mật khẩu của Bình")
    page.select_option("[name=counter]", "3")
    page.click("text=Tạo tài khoản")
    expect(page.locator(".notice-good")).to_contain_text("binh")
    expect(page.locator("tbody tr", has_text="binh")).to_contain_text("3")
    page = open_page("/login")
    page.fill("#user", "binh")
    page.fill("#password", "mật khẩu của Bình")
    page.click("#enter")
    expect(page.locator("#counter-title")).to_have_text("Quầy 3")


def test_what_is_missing_or_already_taken_is_told(open_page: Open) -> None:
    page = open_page("/admin#accounts", by="tuan")
    page.fill("[name=user]", "mai")
    page.fill("[name=password]", "ngắn")
    page.click("text=Tạo tài khoản")
    expect(page.locator(".notice-bad")).to_have_text("Mật khẩu: Mật khẩu từ 8 ký tự. Quầy: Cần điền.")
    page.fill("[name=password]", "một mật khẩu khác")
    page.select_option("[name=counter]", "1")
    page.click("text=Tạo tài khoản")
    expect(page.locator(".notice-bad")).to_have_text("Tên này đã có người dùng.")


def test_an_import_with_a_bad_row_names_its_line_and_changes_nothing(
    open_page: Open, hall: Hall, tmp_path: Path
) -> None:
    with (DEFAULT / "procedures.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    rows[1][0] = "không phải mã"
    broken = tmp_path / "procedures.csv"
    with broken.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    page = open_page("/admin#catalogue", by="tuan")
    before = page.locator(".facts dd").first.inner_text()
    page.set_input_files("[name=procedures]", broken)
    page.click(".import-form button")
    expect(page.locator(".notice-bad")).to_be_visible()
    expect(page.locator(".report tbody tr").first).to_contain_text("procedures.csv2code")
    expect(page.locator(".report tbody tr").first).to_contain_text("Mã thủ tục phải có dạng 1.001193.")
    page.reload()
    expect(page.locator(".facts dd").first).to_have_text(before)


def test_the_sections_are_named_in_the_address(open_page: Open) -> None:
    page = open_page("/admin", by="tuan")
    expect(page.locator("#section-title")).to_have_text("Lĩnh vực")
    expect(page.locator("tbody tr")).to_have_count(15)
    page.click("nav >> text=Quầy")
    expect(page.locator("#section-title")).to_have_text("Quầy")
    expect(page.locator("tbody tr")).to_have_count(12)
    page.reload()
    expect(page.locator("#section-title")).to_have_text("Quầy")


def test_a_clerk_is_given_services_of_her_own_and_loses_the_right_to_choose(open_page: Open, hall: Hall) -> None:
    page = open_page("/admin#accounts", by="tuan")
    row = page.locator("tbody tr", has_text="nam")
    row.get_by_label("Được gọi số ngoài thứ tự").uncheck()
    row.get_by_label("Lĩnh vực gọi:").fill("c h")
    with page.expect_response(lambda answer: answer.request.method == "GET" and answer.url.endswith("/accounts")):
        row.get_by_label("Lĩnh vực gọi:").press("Enter")
    page.reload()
    expect(row.get_by_label("Được gọi số ngoài thứ tự")).not_to_be_checked()
    expect(row.get_by_label("Lĩnh vực gọi:")).to_have_value("C H")
    row.get_by_label("Lĩnh vực gọi:").fill("Z")
    row.get_by_label("Lĩnh vực gọi:").press("Enter")
    expect(page.locator(".notice-bad")).to_be_visible()

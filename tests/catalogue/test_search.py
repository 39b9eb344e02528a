"""People type as they speak, in haste and without marks; the search answers with what they mean."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.files import load_default
from catalogue.search import Search
from catalogue.wire import from_json


@pytest.fixture(scope="module")
def search() -> Search:
    return Search.over(load_default())


def first(search: Search, q: str) -> str:
    found = search.find(q, limit=1)
    return found[0].code if found else ""


@pytest.mark.parametrize(
    ("q", "code"),
    [
        ("giấy khai sinh", "1.001193"),
        ("giay khai sinh", "1.001193"),
        ("KHAI SINH", "1.001193"),
        ("sinh khai dang ky", "1.001193"),
        ("cho em hỏi làm giấy khai sinh cho con ở đâu ạ", "1.001193"),
        ("dangkykhaisinh", "1.001193"),
        ("giaays khai sinh", "1.001193"),
        ("giay61 khai sinh", "1.001193"),
        ("d9a8ng ky1 ket61 ho6n", "1.000894"),
        ("DDAWNG KYS KEETS HOON", "1.000894"),
        ("khai sihn", "1.001193"),
        ("công chứng", "2.000815"),
        ("photo công chứng", "2.000815"),
        ("ba tôi mất", "1.000656"),
        ("má mất", "1.000656"),
        ("đăng kí tạm trú", "1.004194"),
        ("tách sổ đỏ", "1.012784"),
        ("heo chết", "1.013997"),
        ("xin độc thân", "1.004873"),
        ("vào lớp 6", "3.000182"),
        ("single status", "1.004873"),
        ("출생 신고", "1.001193"),
    ],
)
def test_the_first_answer_is_what_is_meant(search: Search, q: str, code: str) -> None:
    assert first(search, q) == code


@pytest.mark.parametrize(
    "q",
    [
        "2.000815", "2000815", "000815", "815", "2.0008", "2 000815", "2.000815.H19", "2.000815.000.00.00.H19",
        " 2.000815 ", "mã số 2.000815", "thủ tục 000815 ạ",
    ],
)  # fmt: skip
def test_a_code_is_found_by_any_of_its_figures(search: Search, q: str) -> None:
    found = search.find(q)
    assert "2.000815" in [match.code for match in found]
    assert {match.via for match in found} == {"code"}


@pytest.mark.parametrize("q", ["1.001193", "001193"])
def test_a_code_as_people_copy_it_comes_first(search: Search, q: str) -> None:
    assert first(search, q) == "1.001193"


@pytest.mark.parametrize("q", ["năm 2026 khai sinh", "khai sinh 0912345678"])
def test_figures_beside_words_leave_the_words_their_meaning(search: Search, q: str) -> None:
    assert first(search, q) == "1.001193"


def test_figures_that_are_no_code_find_nothing(search: Search) -> None:
    assert search.find("9.999999") == []


def test_marks_that_were_typed_are_believed(search: Search) -> None:
    # so do = sổ đỏ, but also số, sơ, độ, do …
    marked = {match.code: match.score for match in search.find("hồ")}
    bare = {match.code: match.score for match in search.find("ho")}
    household = "1.010038"  # Tách hộ
    assert marked.get(household, 0.0) < bare[household]


def test_an_answer_grows_while_it_is_typed(search: Search) -> None:
    for typed in ("khai s", "khai si", "khai sin"):
        assert first(search, typed) == "1.001193"


def test_a_search_may_keep_to_one_service(search: Search) -> None:
    catalogue = load_default()
    found = search.find("cấp lại", service="S")
    assert found
    assert {catalogue.procedure(match.code).service for match in found} == {"S"}


def test_no_more_is_answered_than_asked_for(search: Search) -> None:
    assert len(search.find("đăng ký", limit=3)) == 3


@pytest.mark.parametrize("q", ["", "   ", "?!…", "\u200b", "\ud800", "wifi", "xyz qwerty"])
def test_nothing_meant_nothing_found(search: Search, q: str) -> None:
    assert search.find(q) == []


@pytest.mark.parametrize(
    ("q", "letter"),
    [("nhận kết quả", "R"), ("tra ket qua", "R"), ("nộp lệ phí", "V"), ("hướng dẫn", "E"), ("đất đai", "D")],
)
def test_a_service_is_found_by_its_name_or_what_people_say(search: Search, q: str, letter: str) -> None:
    assert letter in search.services(q)


IMMIGRATION = (
    "the tam tru", "thẻ tạm trú", "làm thẻ tạm trú", "temporary residence card", "residence card", "visa",
    "gia hạn visa", "gia han visa", "thị thực", "thi thuc", "visa extension", "비자", "비자 연장", "체류", "체류 연장",
    "외국인 등록", "외국인 등록증", "거주증",
)  # fmt: skip
"""What foreigners ask for; "tạm trú" and "temporary residence" alone are this hall's own."""


@pytest.mark.parametrize(
    ("q", "where"),
    [
        ("ly hôn", "ly-hon"),
        ("muốn ly dị", "ly-hon"),
        ("đổi bằng lái xe", "bang-lai"),
        ("GPLX", "bang-lai"),
        ("thuế thu nhập cá nhân", "thue"),
        ("làm hộ chiếu", "ho-chieu"),
        ("dang ky xe may", "dang-ky-xe"),
        ("kiện ra tòa", "toa-an"),
        ("bị mất trộm", "trinh-bao"),
        ("nộp phạt giao thông", "phat-giao-thong"),
        ("thuế đất", "thue"),
        ("lệ phí trước bạ", "thue"),
        ("thành lập công ty", "doanh-nghiep"),
        ("trợ cấp thất nghiệp", "that-nghiep"),
        ("nghĩa vụ quân sự", "quan-su"),
        ("đóng tiền điện", "dien-nuoc"),
        ("work permit", "lao-dong-nuoc-ngoai"),
        ("이혼", "ly-hon"),
        ("mất hộ chiếu", "ho-chieu"),
        ("여권", "ho-chieu"),
        ("kiện hàng xóm", "toa-an"),
        ("người ta nợ tiền không trả", "toa-an"),
        ("mất xe", "trinh-bao"),
        ("mất bằng lái xe", "bang-lai"),
        ("mất cà vẹt xe", "dang-ky-xe"),
        ("bị lừa tiền qua điện thoại", "trinh-bao"),
        ("vợ chồng bỏ nhau", "ly-hon"),
        ("chưa nhận được lương hưu", "luong-huu"),
        ("cho cháu đi học mẫu giáo", "nhap-hoc"),
        ("xây mộ cho bố mẹ", "mo-ma"),
        ("xin số nhà", "so-nha"),
        ("nhà dột nát xin hỗ trợ", "nha-tam"),
        ("chó nhà hàng xóm cắn", "kham-benh"),
        ("bị cắt điện", "dien-nuoc"),
        *((said, "xuat-nhap-canh") for said in IMMIGRATION),
    ],
)
def test_a_need_of_another_office_gets_a_direction(search: Search, q: str, where: str) -> None:
    found = search.elsewhere(q)
    assert found is not None
    assert found.id == where


@pytest.mark.parametrize(
    "q",
    [
        "ghi chú ly hôn ở nước ngoài", "hộ kinh doanh", "đăng ký tạm trú", "tố cáo", "", "tạm trú", "tam tru",
        "gia hạn tạm trú", "temporary residence", "thẻ căn cước", "kết hôn với người nước ngoài", "거주 등록",
        "hàng xóm lấn đất", "chồng đánh", "xin tiền người già", "giấy ủy quyền lĩnh lương hưu", "thăm viếng mộ liệt sĩ",
        "chuyển trường cho cháu", "đòi bồi thường nhà nước", "khiếu nại cán bộ", "sửa nhà", "mở lớp mẫu giáo",
    ],
)  # fmt: skip
def test_a_need_of_this_hall_is_never_sent_away(search: Search, q: str) -> None:
    assert search.elsewhere(q) is None


def test_nothing_the_hall_is_known_by_is_sent_away(search: Search) -> None:
    catalogue = load_default()
    said = [*(row.label for row in catalogue.procedures), *(row.phrase for row in catalogue.phrases)]
    assert [q for q in said if search.elsewhere(q)] == []


def test_the_kiosk_ranks_as_the_server_does(search: Search) -> None:
    kiosk = Search.over(from_json(load_default().as_json()))
    for phrase in load_default().phrases:
        assert kiosk.find(phrase.phrase) == search.find(phrase.phrase)


def test_an_ambiguous_answer_says_all_it_may_mean(search: Search) -> None:
    assert len(search.find("sổ đỏ")[0].codes) == 4


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=400))
def test_no_query_breaks_the_search(search: Search, q: str) -> None:
    for match in search.find(q):
        assert match.score > 0
    search.services(q)
    search.elsewhere(q)

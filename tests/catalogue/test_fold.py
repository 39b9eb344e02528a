"""One form for all the ways Vietnamese is typed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.fold import fold, is_marked, repair, stem, words


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Đăng ký khai sinh", "dang ky khai sinh"),
        ("  ĐĂNG   KÝ,  KHAI-SINH! ", "dang ky khai sinh"),
        ("sổ đỏ (lần đầu)", "so do lan dau"),
        ("1.012784.H19", "1.012784.h19"),
        ("", ""),
        ("\u200b…–", ""),
    ],
)
def test_folding_leaves_letters_figures_and_single_spaces(typed: str, folded: str) -> None:
    assert fold(typed) == folded


def test_both_normal_forms_fold_alike() -> None:
    text = "Cấp Giấy xác nhận tình trạng hôn nhân"
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("one", "another"),
    [("ký", "kí"), ("kỹ", "kĩ"), ("lý", "lí"), ("tỷ", "tỉ"), ("hoà", "hòa"), ("thuỷ", "thủy"), ("xoá", "xóa")],
)
def test_two_schools_of_spelling_are_one_word(one: str, another: str) -> None:
    assert words(one) == words(another)
    assert stem(one) == stem(another)


def test_the_tone_of_qu_stays_where_it_is() -> None:
    assert words("quý quà quốc") == ["quí", "quà", "quốc"]


@pytest.mark.parametrize("word", ["Nguyeenx", "Nguyeexn", "Nguye6n4"])
def test_a_name_typed_with_the_keyboard_off_is_mended(word: str) -> None:
    assert repair(word) == "nguyen"


@pytest.mark.parametrize("word", ["ddaats", "dda6t", "Ddaast", "d9at61"])
def test_land_typed_with_the_keyboard_off_is_mended(word: str) -> None:
    assert repair(word) == "dat"


def test_only_vietnamese_marks_count_as_marks() -> None:
    assert is_marked("sổ")
    assert is_marked("đat")
    assert not is_marked("so do")


@given(st.text())
def test_folding_twice_changes_nothing_and_nothing_breaks_it(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    for word in words(text):
        stem(word)
        repair(word)

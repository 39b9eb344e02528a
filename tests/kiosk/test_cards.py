"""What the scanner reads: a card is known by all that can be checked of it, and garbage never is one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.cards import HELD_AT_MOST, Card, Cards, read_scan
from tests.services import eventually

TODAY = date(2026, 11, 21)
CARD = "001090000000||Nguyễn Văn Thử|01021990|Nam|Số 1 phố Thử, phường Thử, Hà Nội|15042021"
OLD = "001146000001|012345678|Trần Thị Sáu|30111946|Nữ|Thôn Thử|15042021"
NEW = CARD + "|012345678||Nguyễn Văn Cha|Trần Thị Mẹ"
INSURANCE = "DN4010012345678|4e677579e1bb856e2056c4836e|01/01/1990|1|48c3a0204ee1bb9969|01 - 001|01/01/2021|-|01012021"
TOKEN = "Ab3_xYz-0123456789abcd"


def test_a_card_of_2021_and_one_of_2024_are_read_alike() -> None:
    for text in (CARD, NEW, f"\ufeff{CARD}"[1:], f" {CARD}\r\n"):
        assert read_scan(text, TODAY).card == Card("001090000000", date(1990, 2, 1))
    assert read_scan(OLD, TODAY).card == Card("001146000001", date(1946, 11, 30))


def test_a_scanner_that_loses_the_letters_of_vietnamese_loses_nothing_we_use() -> None:
    typed = "".join(letter for letter in OLD if letter.isascii())
    assert read_scan(typed, TODAY).card == read_scan(OLD, TODAY).card


@pytest.mark.parametrize(("today", "age"), [(date(2026, 11, 29), 79), (date(2026, 11, 30), 80), (date(2027, 1, 1), 80)])
def test_the_age_is_in_full_years(today: date, age: int) -> None:
    card = read_scan(OLD, TODAY).card
    assert card is not None and card.age(today) == age


@pytest.mark.parametrize(
    "spoilt",
    [
        CARD[:40],  # a torn code
        CARD.rsplit("|", 1)[0],
        CARD.replace("|Nam|", "|Nữ|"),  # the number is a man's
        CARD.replace("01021990", "01021991"),  # the number says 1990
        CARD.replace("01021990", "30021990"),
        CARD.replace("15042021", "15042031"),  # issued tomorrow
        CARD.replace("15042021", "15041980"),  # issued before the birth
        CARD.replace("001090000000", "00109000000"),
        CARD.replace("001090000000", "٠٠١٠٩٠٠٠٠٠٠٠"),
        CARD.replace("||", "|12345|"),
        CARD.replace("|", ";"),
        CARD + "x" * 3000,
        "",
        "|" * 50,
        "\0" * 20,
    ],
)
def test_half_a_card_or_one_that_contradicts_itself_is_none(spoilt: str) -> None:
    assert read_scan(spoilt, TODAY).kind == "unreadable"


def test_a_health_insurance_card_is_known_for_what_it_is() -> None:
    for number in ("DN4010012345678", "0123456789"):
        assert read_scan(INSURANCE.replace("DN4010012345678", number), TODAY).kind == "insurance"


def test_tickets_and_appointments_are_read_with_their_codes() -> None:
    for text in (f"http://moiso.lan:8000/t/{TOKEN}", f"https://một-cửa.vn/t/{TOKEN}/"):
        assert (read_scan(text, TODAY).kind, read_scan(text, TODAY).code) == ("ticket", TOKEN)
    assert (read_scan("hk4t9m", TODAY).kind, read_scan("hk4t9m", TODAY).code) == ("appointment", "HK4T9M")
    for text in ("http://another.page/", "HK4T9", "HK4T9MM", "HK4T9Ê", f"http://moiso.lan/x/{TOKEN}"):
        assert read_scan(text, TODAY).kind == "unreadable"


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("|0123456789N"))))
def test_any_text_is_read_without_a_fault_and_garbage_is_no_card(text: str) -> None:
    assert read_scan(text, TODAY).card is None


@given(st.lists(st.one_of(st.text(), st.sampled_from(CARD.split("|") + INSURANCE.split("|"))), max_size=12))
def test_fields_shuffled_out_of_real_cards_are_a_card_only_where_they_fit(fields: list[str]) -> None:
    scan = read_scan("|".join(fields), TODAY)
    if scan.card is not None:
        number, _, _, birth, sex, _, _ = (field.strip() for field in "|".join(fields).strip().split("|")[:7])
        assert scan.card.number == number == "001090000000" and birth == "01021990" and sex == "Nam"


@given(st.integers(0, len(CARD) - 1), st.characters())
def test_one_wrong_letter_in_what_we_use_makes_it_no_other_card(at: int, letter: str) -> None:
    card = read_scan(CARD[:at] + letter + CARD[at + 1 :], TODAY).card
    # The last six figures of the number are nobody's to check.
    assert card is None or ((card.born == date(1990, 2, 1) or at in range(29, 37)) and card.number[3:6] == "090")


def test_a_number_is_held_behind_a_handle_and_leaves_memory_in_its_time_though_nobody_comes() -> None:
    cards = Cards(held_s=0.3)
    handle = cards.hold("001090000000")
    assert "001090000000" not in handle
    eventually(lambda: "001090000000" not in str(vars(cards)), 5, "the number has left the memory")
    assert cards.number_of(handle) is None and cards.number_of("") is None


def test_no_more_numbers_are_held_than_people_may_stand_there() -> None:
    cards = Cards()
    handles = [cards.hold(str(number)) for number in range(HELD_AT_MOST + 1)]
    assert cards.number_of(handles[0]) is None and cards.number_of(handles[-1]) == str(HELD_AT_MOST)
    for handle in handles:
        cards.let_go(handle)

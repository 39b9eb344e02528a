"""Asking twice is safe: the same key gives the same answer, byte for byte, and does the thing once."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.cast import AtCounter, Caller, SmallHall, a_key


def test_a_second_press_returns_the_same_ticket(hall: SmallHall, kiosk: Caller) -> None:
    key = a_key()
    first = kiosk.post("/tickets", {"service": "H"}, key=key)
    stood = hall.stands_at()
    second = kiosk.post("/tickets", {"service": "H"}, key=key)
    assert first.status == second.status == 201
    assert first.raw == second.raw
    assert hall.stands_at() == stood
    assert hall.labels() == ["H001"]


def test_a_second_press_of_call_next_calls_nobody_else(hall: SmallHall, kiosk: Caller, mai: AtCounter) -> None:
    mai.opens()
    kiosk.issues("H")
    kiosk.issues("H")
    key = a_key()
    first = mai.post("/counters/1/call-next", key=key)
    hall.clock.passes(30)
    assert mai.post("/counters/1/call-next", key=key).raw == first.raw
    assert hall.in_hand() == {1: "H001"}
    hall.is_proved()


def test_a_refusal_is_replayed_too_even_when_it_would_now_be_granted(
    hall: SmallHall, kiosk: Caller, mai: AtCounter
) -> None:
    mai.opens()
    key = a_key()
    refused = mai.post("/counters/1/call-next", key=key)
    assert refused.refusal == (409, "nobody_waiting")
    kiosk.issues("H")
    again = mai.post("/counters/1/call-next", key=key)
    assert (again.status, again.raw) == (refused.status, refused.raw)
    assert mai.post("/counters/1/call-next", key=a_key()).status == 200


def test_a_key_with_another_body_is_refused_and_nothing_happens(hall: SmallHall, kiosk: Caller) -> None:
    key = a_key()
    kiosk.post("/tickets", {"service": "H"}, key=key)
    stood = hall.stands_at()
    assert kiosk.post("/tickets", {"service": "C"}, key=key).refusal == (409, "key_reused")
    assert hall.stands_at() == stood


def test_a_key_with_another_path_is_refused(hall: SmallHall, mai: AtCounter) -> None:
    key = a_key()
    mai.post("/counters/1/open", key=key)
    assert mai.post("/counters/1/close", key=key).refusal == (409, "key_reused")


def test_two_people_may_use_the_same_key(hall: SmallHall, mai: AtCounter, kiosk: Caller) -> None:
    key = a_key()
    one = kiosk.post("/tickets", {"service": "H"}, key=key).done(201)
    other = mai.post("/tickets", {"service": "H"}, key=key).done(201)
    assert (one["ticket"]["label"], other["ticket"]["label"]) == ("H001", "H002")


def test_without_a_key_each_press_counts(kiosk: Caller) -> None:
    assert [kiosk.issues("H")["label"] for _ in range(3)] == ["H001", "H002", "H003"]


def test_what_cannot_be_read_takes_no_key(hall: SmallHall, kiosk: Caller) -> None:
    key = a_key()
    assert kiosk.post("/tickets", {"service": 5}, key=key).refusal == (422, "invalid_request")
    assert kiosk.post("/tickets", {"service": "H"}, key=key).status == 201


@pytest.mark.parametrize("key", ["", "x" * 81, "tab\there", "kh\u00f3a", "\x7f"])
def test_a_key_that_is_no_key_is_refused(hall: SmallHall, kiosk: Caller, key: str) -> None:
    stood = hall.stands_at()
    assert kiosk.post("/tickets", {"service": "H"}, key=key).refusal == (422, "invalid_request")
    assert hall.stands_at() == stood


def test_a_key_of_eighty_characters_is_a_key(kiosk: Caller) -> None:
    key = a_key().ljust(80, "~")
    assert (
        kiosk.post("/tickets", {"service": "H"}, key=key).raw == kiosk.post("/tickets", {"service": "H"}, key=key).raw
    )


def test_eight_threads_with_one_key_make_one_ticket(hall: SmallHall, kiosk: Caller) -> None:
    key = a_key()
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: kiosk.post("/tickets", {"service": "H"}, key=key), range(8)))
    assert {(answer.status, answer.raw) for answer in answers} == {(201, answers[0].raw)}
    assert hall.labels() == ["H001"]
    hall.is_proved()


def test_two_clerks_pressing_next_at_once_get_two_people(hall: SmallHall, mai: AtCounter, nam: AtCounter) -> None:
    hall.open_all()
    for _ in range(2):
        hall.kiosk.issues("H")
    with ThreadPoolExecutor(2) as pool:
        called = list(pool.map(lambda clerk: clerk.calls_next()["label"], (mai, nam)))
    assert sorted(called) == ["H001", "H002"]
    hall.is_proved()


def test_one_person_for_two_clerks_goes_to_one_of_them(hall: SmallHall, mai: AtCounter, nam: AtCounter) -> None:
    hall.open_all()
    for _ in range(5):
        hall.kiosk.issues("H")
        with ThreadPoolExecutor(2) as pool:
            answers = list(pool.map(lambda clerk: clerk.turns("call-next"), (mai, nam)))
        assert sorted(answer.status for answer in answers) == [200, 409]
        (ticket,) = [answer.body["ticket"] for answer in answers if answer.status == 200]
        hall.hoa.moves("absent", ticket)
    hall.is_proved()


def test_a_retry_that_lost_its_card_hears_the_same_and_another_wish_does_not(hall: SmallHall, kiosk: Caller) -> None:
    key, wish = a_key(), {"service": "H", "language": "vi"}
    first = kiosk.post("/tickets", {**wish, "person": "001146000001"}, key=key).done(201)
    assert kiosk.post("/tickets", wish, key=key).done(201) == first
    assert kiosk.post("/tickets", {**wish, "language": "en"}, key=key).refusal == (409, "key_reused")


def test_a_new_devices_key_is_not_kept_for_a_replay(hall: SmallHall, tuan: Caller) -> None:
    key = a_key()
    shown = tuan.post("/devices", {"name": "Kiosk 2", "kind": "kiosk"}, key=key).done(201)["key"]
    again = tuan.post("/devices", {"name": "Kiosk 2", "kind": "kiosk"}, key=key).done(201)["key"]
    assert shown != again
    hall.is_proved()

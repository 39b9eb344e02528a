"""A rating counts once for each service, and nobody can say whose it is."""

from datetime import date, timedelta

import pytest
from sqlalchemy import insert, select, update

from server.limits import PER_HOLDER
from server.models import Answer, Ticket
from server.public_models import Rating
from server.pulse import pulse_now
from server.ratings import finishes
from tests.cast import Answer as Said
from tests.cast import Json, SmallHall, a_key

GOOD = {"score": 4, "aspects": ["attitude", "wait"]}


@pytest.fixture
def served(hall: SmallHall) -> Json:
    """A ticket that Mai has just finished."""
    hall.mai.opens()
    ticket = hall.kiosk.issues("H")
    hall.mai.finishes(hall.mai.serves_next())
    return ticket


def rates(hall: SmallHall, ticket: Json, body: Json = GOOD, key: str | None = None) -> Said:
    return hall.stranger.post(f"/public/tickets/{ticket['token']}/rating", body, key=key)


def ratings(hall: SmallHall) -> list[Json]:
    with hall.database.read() as db:
        return [row._asdict() for row in db.execute(select(Rating.__table__))]


def test_a_rating_knows_day_counter_and_service_and_no_ticket_time_or_person(hall: SmallHall, served: Json) -> None:
    before = hall.story_rows()
    rates(hall, served).done(201)
    (kept,) = ratings(hall)
    assert kept.pop("id") > 0 and kept.pop("hall_id") and kept.pop("day").isoformat() == served["day"]
    assert kept == {"counter": 1, "service": "H", "channel": "phone", "score": 4, "aspects": ["attitude", "wait"],
                    "is_trial": False}  # fmt: skip
    assert hall.story_rows() == before
    hall.is_proved()


def test_a_service_is_rated_once_and_the_same_key_hears_the_same_answer(hall: SmallHall, served: Json) -> None:
    key = a_key()
    rates(hall, served, key=key).done(201)
    rates(hall, served, key=key).done(201)
    assert rates(hall, served, {"score": 1}, key=a_key()).refusal == (409, "already_rated")
    assert len(ratings(hall)) == 1
    assert hall.stranger.get(f"/public/tickets/{served['token']}").done()["is_rated"] is True


def test_what_is_kept_with_the_key_says_nothing_of_the_rating(hall: SmallHall, served: Json) -> None:
    """The same key with another score is the same request: nobody who reads the answers can try scores out."""
    key = a_key()
    rates(hall, served, {"score": 1, "aspects": ["wait"]}, key=key).done(201)
    rates(hall, served, GOOD, key=key).done(201)
    with hall.database.read() as db:
        assert db.execute(select(Answer.body).where(Answer.key == key)).scalar_one() == "{}"


def test_only_who_was_served_rates(hall: SmallHall, served: Json) -> None:
    waiting = hall.kiosk.issues("H")
    assert rates(hall, waiting).refusal == (409, "not_served_yet")
    hall.mai.moves("undo", served)
    assert rates(hall, served).refusal == (409, "not_served_yet")
    assert rates(hall, {"token": "khong-co"}).refusal == (404, "unknown_ticket")
    hall.clock.passes(hours=24)
    assert rates(hall, served).refusal == (404, "unknown_ticket")
    assert ratings(hall) == []


def test_a_person_with_another_step_before_them_is_not_asked_yet(hall: SmallHall) -> None:
    hall.mai.opens()
    ticket = hall.kiosk.issues("H")
    hall.mai.finishes(hall.mai.serves_next(), next_service="P")
    assert rates(hall, ticket).refusal == (409, "not_served_yet")
    with hall.database.read() as db:
        assert not any(db.execute(select(Ticket.is_rated)).scalars())


@pytest.mark.parametrize(
    "body", [{}, {"score": 0}, {"score": 5}, {"score": "4"}, {"score": True}, {"score": 3, "aspects": ["staff"]}]
)
def test_a_rating_is_one_of_four_steps_and_known_aspects(hall: SmallHall, served: Json, body: Json) -> None:
    assert rates(hall, served, body).refusal == (422, "invalid_request")


def test_figures_are_told_of_five_ratings_or_more_and_never_of_practice(hall: SmallHall) -> None:
    rated_on(hall, date(2026, 10, 30), 4, 4, 3, 2)
    assert hall.ba.get("/ratings", day="2026-10-30").done()["groups"] == []
    rated_on(hall, date(2026, 10, 30), 1)
    group = {"counter": 1, "service": "H", "service_name": "Hộ tịch", "n": 5, "mean": 2.8}
    assert hall.hoa.get("/ratings", day="2026-10-30").done() == {"day": "2026-10-30", "groups": [group]}
    assert hall.ba.get("/ratings", day="2026-10-29").done()["groups"] == []
    assert month_of(hall, "2026-10") == ["2026-10,1,Hộ tịch,5,2.8"]
    assert hall.ba.wire.ask("GET", "/ratings.csv", hall.ba.headers, None, {"month": "x"}).status == 422
    with hall.database.write() as db:
        db.execute(update(Rating).values(is_trial=True))
    assert hall.ba.get("/ratings", day="2026-10-30").done()["groups"] == []


def test_nothing_is_told_of_a_day_or_a_month_while_it_may_still_grow(hall: SmallHall, served: Json) -> None:
    """Who reads before and after one rating knows it by difference."""
    today = hall.clock().date()
    rated_on(hall, today, 4, 4, 4, 4, 4)
    rated_on(hall, today - timedelta(days=1), 2, 2, 2, 2, 2)
    assert hall.ba.get("/ratings", day=today.isoformat()).done()["groups"] == []
    newest = hall.ba.get("/ratings").done()
    assert (newest["day"], newest["groups"][0]["mean"]) == ("2026-11-22", 2.0)
    assert month_of(hall, "2026-11") == []


def test_what_a_tablet_brings_late_changes_no_day_that_was_told(hall: SmallHall, served: Json) -> None:
    finish = newest_finish(hall)
    assert finish is not None
    hall.clock.passes(hours=24)
    touches(hall, finish["seq"]).done(201)
    assert [row["day"].isoformat() for row in ratings(hall)] == ["2026-11-24"]


def test_a_month_less_its_days_tells_no_rating(hall: SmallHall) -> None:
    rated_on(hall, date(2026, 10, 1), 4, 4, 4, 4, 4)
    for day in (5, 6, 7, 8):
        rated_on(hall, date(2026, 10, day), 1)
        assert month_of(hall, "2026-10") == ["2026-10,1,Hộ tịch,5,3.8"]
    rated_on(hall, date(2026, 10, 9), 1)
    assert month_of(hall, "2026-10") == ["2026-10,1,Hộ tịch,10,2.5"]


@pytest.mark.parametrize(("end", "next_to_it", "told"), [(4, 3, 3.8), (1, 2, 1.2)])
def test_a_group_of_one_mind_is_told_as_one_with_a_single_other_score(
    hall: SmallHall, end: int, next_to_it: int, told: float
) -> None:
    def mean(day: str) -> float:
        (group,) = hall.ba.get("/ratings", day=day).done()["groups"]
        return float(group["mean"])

    rated_on(hall, date(2026, 10, 1), end, end, end, end, end)
    rated_on(hall, date(2026, 10, 2), end, end, end, end, next_to_it)
    assert mean("2026-10-01") == mean("2026-10-02") == told
    assert month_of(hall, "2026-10") == [f"2026-10,1,Hộ tịch,10,{told}"], "and a month less one day tells no more"


def test_who_rates_on_and_on_waits_and_others_do_not(hall: SmallHall, served: Json) -> None:
    rates(hall, served).done(201)
    for _ in range(PER_HOLDER.amount - 1):
        assert rates(hall, served).refusal == (409, "already_rated")
    assert rates(hall, served).refusal == (429, "too_many_requests")
    other = hall.kiosk.issues("H")
    assert rates(hall, other).refusal == (409, "not_served_yet")


def rated_on(hall: SmallHall, day: date, *scores: int) -> None:
    common = {
        "hall_id": 1,
        "day": day,
        "counter": 1,
        "service": "H",
        "channel": "phone",
        "aspects": [],
        "is_trial": False,
    }
    with hall.database.write() as db:
        db.execute(insert(Rating), [common | {"score": score} for score in scores])


def month_of(hall: SmallHall, month: str) -> list[str]:
    sheet = hall.ba.wire.ask("GET", "/ratings.csv", hall.ba.headers, None, {"month": month})
    return list(sheet.raw.decode().splitlines()[1:])


def newest_finish(hall: SmallHall) -> Json | None:
    """As the level of the tablets names it for counter 1."""
    with hall.database.read() as db:
        found: Json | None = finishes(db, pulse_now(db, 1, hall.clock()))["counters"][0]["finished"]
    return found


def touches(hall: SmallHall, seq: int, counter: int = 1, key: str | None = None) -> Said:
    return hall.tablet.post(f"/counters/{counter}/rating", {"finish": seq, "score": 3}, key=key)


def test_the_tablet_rates_the_finish_it_heard_of_once(hall: SmallHall, served: Json) -> None:
    finish = newest_finish(hall)
    assert finish is not None
    key = a_key()
    for _ in range(2):
        touches(hall, finish["seq"], key=key).done(201)
    assert [(row["channel"], row["score"]) for row in ratings(hall)] == [("tablet", 3)]
    assert touches(hall, finish["seq"]).refusal == (409, "already_rated")
    assert rates(hall, served).refusal == (409, "already_rated")
    assert newest_finish(hall) is None


def test_a_touch_is_of_a_finish_of_this_counter_in_the_last_two_days(hall: SmallHall, served: Json) -> None:
    finish = newest_finish(hall)
    assert finish is not None
    assert touches(hall, finish["seq"], counter=2).refusal == (409, "not_served_yet")
    assert touches(hall, finish["seq"] - 1).refusal == (409, "not_served_yet")
    hall.clock.passes(hours=49)
    assert touches(hall, finish["seq"]).refusal == (409, "not_served_yet")
    assert ratings(hall) == []


def test_the_tablet_rests_when_the_finish_is_taken_back_or_old_and_while_the_next_one_sits_there(
    hall: SmallHall, served: Json
) -> None:
    hall.mai.moves("undo", served)
    assert newest_finish(hall) is None
    hall.mai.finishes(served)
    assert newest_finish(hall) is not None
    hall.kiosk.issues("H")
    ticket = hall.mai.calls_next()
    assert newest_finish(hall) is not None
    hall.mai.moves("start", ticket)
    assert newest_finish(hall) is None
    hall.mai.finishes(ticket)
    hall.clock.passes(minutes=5)
    assert newest_finish(hall) is None

"""Why one label was called before another: each case of a complaint, told by hand-made rows of a story."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from server.domain.fairness import Explanation, explain
from server.domain.standing import Step

ROOT = Path(__file__).parents[3]
MORNING = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
DOES = {1: ["H"], 2: ["C", "H"], 3: ["D"]}
"""Counter 1 calls H, counter 2 C and H, counter 3 D."""

MINE, OTHER = 1, 2


class Tale:
    """A story told by hand, a minute after the other: mine is ticket 1, the other ticket 2; a later leg is 10 more."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.minute: float = 0

    def tell(self, ticket: int, kind: str, counter: int | None = None, why: str | None = None, **details: Any) -> int:
        self.minute += 1
        seq, at = len(self.steps) + 1, MORNING + timedelta(minutes=self.minute)
        self.steps.append(Step(seq, at, kind, ticket, counter, "mai", why, details))
        return seq

    def comes(self, ticket: int, service: str = "H", lane: str = "ordinary", **details: Any) -> None:
        self.tell(ticket, "ticket_issued", service=service, lane=lane, **details)

    def call(self, ticket: int, counter: int = 1, why: str | None = None, **details: Any) -> int:
        """A call with its reason; `passed` names tickets."""
        passed = [{"ticket": one} for one in details.pop("passed", [])]
        told = {"times": 1, "rule": "priority_floor", "because": "arrival", "helped": False}
        told |= {"passed_over": len(passed), "passed": passed} | details
        return self.tell(ticket, "ticket_called", counter, why, **told)

    def undoes(self, ticket: int, seq: int) -> None:
        self.tell(ticket, "move_undone", undone=seq)

    def passes(self, minutes: int) -> None:
        self.minute += minutes

    def why(self) -> Explanation:
        mine, other = ([step for step in self.steps if step.ticket % 10 == whose] for whose in (MINE, OTHER))
        return explain(mine, other, DOES)

    def answer(self) -> str:
        return self.why().answer.id

    def params(self) -> dict[str, Any]:
        return dict(self.why().answer.params)

    def facts(self) -> dict[str, dict[str, Any]]:
        """By id, and of which of the two it is told."""
        named = [(fact.id, dict(fact.params)) for fact in self.why().facts]
        return {f"{said.pop('whose')}_{id}" if "whose" in said else id: said for id, said in named}


def test_each_answer_and_fact_has_its_words_and_its_place_in_the_protocol() -> None:
    source = "".join((ROOT / f"server/domain/{one}.py").read_text(encoding="utf-8") for one in ("fairness", "facts"))
    texts = (ROOT / "assets/texts/vi/why.ftl").read_text(encoding="utf-8")
    protocol = (ROOT / "docs/protocol.md").read_text(encoding="utf-8")
    worded = set(re.findall(r"^why-(?:answer|fact)-(\w+) =", texts, re.M))
    answers = set(re.findall(r"^why-answer-(\w+) =", texts, re.M))
    assert set(re.findall(r'Sentence\("(\w+)"', source)) <= worded
    assert answers == set(re.findall(r"`(\w+)`", protocol.partition("The answers: ")[2].partition("\n")[0])) - {"mine"}


@pytest.fixture
def tale() -> Tale:
    return Tale()


def at(minute: int) -> datetime:
    return MORNING + timedelta(minutes=minute)


def test_who_came_first_is_called_first(tale: Tale) -> None:
    tale.comes(OTHER)
    tale.comes(MINE)
    tale.call(OTHER)
    assert tale.answer() == "arrival"
    assert tale.params() == {"mine_at": at(2), "other_at": at(1)}
    assert "mine_not_called" in tale.facts()


def test_of_two_that_came_in_the_same_instant_the_first_printed_goes_first(tale: Tale) -> None:
    tale.comes(MINE)
    tale.minute = 0
    tale.comes(OTHER)
    tale.call(OTHER, passed=[MINE])
    assert tale.answer() == "unexplained"  # mine was printed first, and nothing else put the other first


def test_of_two_that_came_in_the_same_second_the_first_printed_goes_first(tale: Tale) -> None:
    tale.comes(OTHER)
    tale.minute = 0
    tale.comes(MINE + 10)
    tale.call(OTHER)
    assert (tale.answer(), tale.params()) == ("same_second", {"came_at": at(1), "by": "number"})


def test_of_two_that_came_in_the_same_second_a_fraction_of_it_is_said_only_against_the_numbers(tale: Tale) -> None:
    tale.comes(OTHER)
    tale.minute = 0.005  # 0.3 seconds
    tale.comes(MINE)
    tale.call(OTHER)
    assert (tale.answer(), tale.params()["by"]) == ("same_second", "moment")


def test_of_two_that_came_in_the_same_second_who_goes_on_to_a_next_step_is_later(tale: Tale) -> None:
    tale.comes(MINE)
    tale.minute = 0
    tale.comes(OTHER)
    tale.call(MINE)
    tale.tell(MINE, "ticket_finished", 1, outcome="accepted")
    tale.comes(MINE + 10)
    tale.call(OTHER)
    assert (tale.answer(), tale.params()["by"]) == ("same_second", "step")


def test_a_number_that_was_never_called_was_not_called_before_anybody(tale: Tale) -> None:
    tale.comes(MINE)
    tale.comes(OTHER)
    tale.call(MINE)
    assert tale.answer() == "never_called"


def test_a_call_that_was_taken_back_does_not_count(tale: Tale) -> None:
    tale.comes(MINE)
    tale.comes(OTHER)
    tale.undoes(OTHER, tale.call(OTHER))
    assert tale.answer() == "never_called"
    assert tale.facts()["other_taken_back"] == {"at": at(3), "counter": 1}


def test_mine_was_called_first(tale: Tale) -> None:
    tale.comes(MINE)
    tale.comes(OTHER)
    tale.call(MINE)
    tale.call(OTHER, counter=2)
    assert tale.answer() == "mine_first"
    assert tale.params() == {"mine_at": at(3), "mine_counter": 1}


def test_mine_was_called_first_also_when_it_is_finished_by_then(tale: Tale) -> None:
    tale.comes(MINE)
    tale.call(MINE)
    tale.tell(MINE, "ticket_started", 1)
    tale.tell(MINE, "ticket_finished", 1, outcome="accepted")
    tale.comes(OTHER)
    tale.call(OTHER)
    assert tale.answer() == "mine_first"


def test_the_other_was_called_before_mine_was_given(tale: Tale) -> None:
    tale.comes(OTHER)
    tale.call(OTHER)
    tale.comes(MINE)
    assert tale.answer() == "not_here_yet"
    assert tale.params() == {"issued_at": at(3)}


def test_going_on_after_a_pause_is_no_call_though_it_looks_like_one(tale: Tale) -> None:
    tale.comes(OTHER)
    tale.call(OTHER)
    tale.tell(OTHER, "ticket_parked", 1, "đi phô tô")
    tale.comes(MINE)
    tale.tell(OTHER, "ticket_resumed", 1)
    assert tale.answer() == "not_here_yet"
    assert tale.facts()["other_resumed"] == {"at": at(5), "counter": 1}


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        ("ticket_absent", "absent"),
        ("ticket_parked", "parked"),
        ("ticket_started", "mine_first"),
        ("ticket_finished", "mine_first"),
    ],
)
def test_mine_was_at_a_counter_or_away_at_that_moment(tale: Tale, kind: str, answer: str) -> None:
    tale.comes(MINE)
    tale.comes(OTHER)
    tale.call(MINE)
    tale.tell(MINE, kind, 1, "đi phô tô" if kind == "ticket_parked" else None)
    tale.call(OTHER, counter=2)
    assert tale.answer() == answer
    assert tale.facts()["mine_called_before"] == {"at": at(3), "counter": 1}
    if answer in ("absent", "parked"):
        assert tale.params()["since_at"] == at(4)
        assert tale.facts()["mine_was_absent" if answer == "absent" else "mine_set_aside"]["at"] == at(4)


def test_somebody_marked_absent_by_mistake_was_absent_until_it_was_taken_back(tale: Tale) -> None:
    tale.comes(MINE)
    tale.comes(OTHER)
    tale.call(MINE)
    gone = tale.tell(MINE, "ticket_absent", 1)
    tale.call(OTHER)
    tale.undoes(MINE, gone)
    assert tale.answer() == "absent"
    assert [one for one in tale.facts() if "was_absent" in one or "undone" in one] == ["mine_was_absent", "mine_undone"]


def test_a_call_of_mine_that_was_taken_back_only_later_still_stood(tale: Tale) -> None:
    tale.comes(MINE)
    tale.comes(OTHER)
    rang = tale.call(MINE)
    tale.call(OTHER, counter=2)
    tale.undoes(MINE, rang)
    assert tale.answer() == "mine_first"
    told = [one for one in tale.facts() if "given" not in one]
    assert told == ["mine_called_before", "called", "rule", "mine_undone", "mine_not_called"]


def test_mine_that_was_set_aside_and_went_on_had_its_turn(tale: Tale) -> None:
    tale.comes(MINE)
    tale.comes(OTHER)
    tale.call(MINE)
    tale.tell(MINE, "ticket_parked", 1, "đi phô tô")
    tale.call(OTHER, counter=2)
    assert "mine_not_called" in tale.facts()
    tale.tell(MINE, "ticket_resumed", 1)
    tale.tell(MINE, "ticket_finished", 1, outcome="accepted")
    assert tale.answer() == "parked"
    assert tale.facts()["mine_resumed"] == {"at": at(6), "counter": 1}
    assert "mine_not_called" not in tale.facts()


def test_mine_whose_setting_aside_was_taken_back_later_is_at_its_counter(tale: Tale) -> None:
    tale.comes(MINE)
    tale.comes(OTHER)
    tale.call(MINE)
    aside = tale.tell(MINE, "ticket_parked", 1, "đi phô tô")
    tale.call(OTHER, counter=2)
    tale.undoes(MINE, aside)
    assert tale.answer() == "parked"
    assert "mine_undone" in tale.facts() and "mine_not_called" not in tale.facts()


@pytest.mark.parametrize("ended", ["cancelled", "voided", "expired"])
def test_mine_had_ended_without_a_turn(tale: Tale, ended: str) -> None:
    tale.comes(MINE)
    tale.comes(OTHER)
    tale.tell(MINE, f"ticket_{ended}", why="xin trả số")
    tale.call(OTHER)
    assert tale.answer() == ended
    assert tale.params()["reason"] == "xin trả số"


def test_two_services_whose_counters_do_not_meet_are_separate_lines(tale: Tale) -> None:
    tale.comes(MINE, "H")
    tale.comes(OTHER, "D")
    tale.call(OTHER, counter=3)
    assert tale.answer() == "separate"
    assert tale.params() == {"service": "H", "other_service": "D"}


def test_of_two_lines_the_other_also_came_first(tale: Tale) -> None:
    tale.comes(OTHER, "D")
    tale.comes(MINE, "H")
    tale.call(OTHER, counter=3)
    assert tale.answer() == "two_lines"
    assert tale.params() == {"service": "H", "other_service": "D", "mine_at": at(2), "other_at": at(1)}


def test_the_story_says_better_than_today_what_a_counter_called(tale: Tale) -> None:
    # Counter 2 does C and H now; that day its clerk called C only, for H001 came earlier and was not passed over.
    tale.comes(MINE, "H")
    tale.comes(OTHER, "C")
    tale.call(OTHER, counter=2)
    assert tale.answer() == "separate"


def test_a_counter_that_helped_another_line_took_no_turn_of_mine(tale: Tale) -> None:
    tale.comes(MINE, "H")
    tale.comes(OTHER, "C")
    tale.call(OTHER, counter=3, helped=True)
    assert tale.answer() == "helped"
    assert tale.facts()["counter_helped"] == {"counter": 3, "service": "C"}


def test_a_counter_of_both_services_calls_by_arrival(tale: Tale) -> None:
    tale.comes(OTHER, "C")
    tale.comes(MINE, "H")
    tale.call(OTHER, counter=2)
    assert tale.answer() == "arrival"


def test_two_lines_of_one_counter_have_their_own_rules(tale: Tale) -> None:
    tale.comes(MINE, "H")
    tale.comes(OTHER, "C")
    tale.call(OTHER, counter=2, passed=[MINE])
    assert tale.answer() == "heads"


def test_a_list_that_is_cut_off_proves_nothing(tale: Tale) -> None:
    tale.comes(MINE, "H")
    tale.comes(OTHER, "C", "priority")
    tale.call(OTHER, counter=2, because="priority", passed=range(100, 110), passed_over=14)
    assert tale.answer() == "priority"


def test_priority_goes_first_and_only_the_public_name_of_its_ground_is_said(tale: Tale) -> None:
    tale.comes(MINE)
    tale.comes(OTHER, lane="priority", grounds="elderly")
    tale.call(OTHER, because="priority", passed=[MINE])
    assert tale.answer() == "priority"
    assert tale.params() == {"grounds": "elderly"}
    assert tale.facts()["passed_over"] == {"count": 1}


def test_priority_that_came_first_came_first(tale: Tale) -> None:
    tale.comes(OTHER, lane="priority")
    tale.comes(MINE, lane="priority")
    tale.call(OTHER, because="priority")
    assert tale.answer() == "arrival"


def test_a_lane_the_staff_changed_counts_from_then_on(tale: Tale) -> None:
    tale.comes(MINE)
    tale.comes(OTHER)
    tale.tell(OTHER, "lane_changed", 1, "có thẻ", lane="priority", grounds="merit")
    tale.call(OTHER, because="priority", passed=[MINE])
    assert (tale.answer(), tale.params()) == ("priority", {"grounds": "merit"})
    assert tale.facts()["other_lane_changed"]["reason"] == "có thẻ"


def test_a_due_appointment_goes_first(tale: Tale) -> None:
    tale.comes(MINE)
    tale.comes(OTHER, lane="appointment")
    tale.tell(OTHER, "appointment_checked_in", slot_at="2026-11-23T00:45:00+00:00", kept_slot=True)
    tale.call(OTHER, because="appointment", passed=[MINE])
    assert (tale.answer(), tale.params()) == ("appointment", {"slot_at": "2026-11-23T00:45:00+00:00"})


def test_a_lane_the_staff_changed_after_the_call_is_said_to_have_come_later(tale: Tale) -> None:
    tale.comes(OTHER)
    tale.comes(MINE)
    tale.call(OTHER)
    tale.tell(MINE, "lane_changed", 1, "có thẻ", lane="priority", grounds="merit")
    assert tale.answer() == "arrival"
    assert tale.facts()["mine_lane_changed_later"]["grounds"] == "merit"
    assert "mine_lane_changed" not in tale.facts()


def test_a_lane_seen_while_a_call_rang_that_was_taken_back_stays_as_it_was_seen(tale: Tale) -> None:
    tale.comes(MINE)
    tale.comes(OTHER)
    rang = tale.call(OTHER)
    tale.tell(OTHER, "lane_changed", 1, "có thẻ", lane="priority", grounds="merit")
    tale.undoes(OTHER, rang)
    tale.call(OTHER, because="priority", passed=[MINE])
    assert (tale.answer(), tale.params()) == ("priority", {"grounds": "merit"})


def test_a_lane_that_was_taken_back_counts_until_then(tale: Tale) -> None:
    tale.comes(MINE)
    tale.comes(OTHER)
    changed = tale.tell(OTHER, "lane_changed", 1, "có thẻ", lane="priority", grounds="merit")
    tale.call(OTHER, because="priority", passed=[MINE])
    tale.undoes(OTHER, changed)
    assert tale.answer() == "priority"
    assert [one for one in tale.facts() if one in ("called", "other_lane_changed")] == ["other_lane_changed", "called"]
    assert "other_undone" in tale.facts()


def test_an_appointment_of_mine_that_is_not_due_yet_is_said(tale: Tale) -> None:
    tale.comes(OTHER)
    tale.comes(MINE, lane="appointment")
    tale.tell(MINE, "appointment_checked_in", slot_at="2026-11-23T02:00:00+00:00", kept_slot=True)
    tale.call(OTHER)
    assert tale.answer() == "arrival"
    assert tale.facts()["mine_slot"] == {"slot_at": "2026-11-23T02:00:00+00:00"}


def test_an_appointment_of_mine_stands_in_line_by_its_slot(tale: Tale) -> None:
    tale.comes(MINE, lane="appointment")
    tale.tell(MINE, "appointment_checked_in", slot_at="2026-11-23T02:00:00+00:00", kept_slot=True)
    tale.comes(OTHER)
    tale.call(OTHER, passed=[MINE])
    assert tale.answer() == "slot_later"
    assert tale.params() == {"slot_at": "2026-11-23T02:00:00+00:00", "other_at": at(3)}


def test_a_late_appointment_has_no_slot_to_stand_by(tale: Tale) -> None:
    tale.comes(OTHER)
    tale.comes(MINE, lane="appointment")
    tale.tell(MINE, "appointment_checked_in", slot_at="2026-11-23T00:00:00+00:00", kept_slot=False)
    tale.call(OTHER)
    assert tale.answer() == "arrival"
    assert "mine_slot" not in tale.facts()


def test_the_floor_gives_a_call_to_who_waited_too_long(tale: Tale) -> None:
    tale.comes(OTHER)
    tale.passes(30)
    tale.comes(MINE, lane="priority", grounds="elderly")
    tale.call(OTHER, because="floor")
    assert (tale.answer(), tale.params()) == ("floor", {"waited_s": 32 * 60})


def test_credit_counts_an_earlier_arrival(tale: Tale) -> None:
    tale.comes(MINE)
    tale.comes(OTHER, lane="priority")
    tale.call(OTHER, rule="counts_from", because="credit", passed=[MINE])
    assert (tale.answer(), tale.params()) == ("credit", {"lane": "priority"})


def test_the_staff_chose_the_other_with_a_reason(tale: Tale) -> None:
    tale.comes(MINE)
    tale.comes(OTHER)
    tale.call(OTHER, why="cụ già yếu", rule="chosen", because="chosen", passed=[MINE])
    assert (tale.answer(), tale.params()) == ("chosen", {"by": "mai", "reason": "cụ già yếu"})
    assert tale.facts()["passed_ahead"] == {"count": 1}


def test_mine_was_kept_for_another_counter(tale: Tale) -> None:
    tale.comes(MINE)
    tale.comes(OTHER)
    tale.tell(MINE, "ticket_transferred", why="hồ sơ cũ", service="H", to_counter=2, keep_place=True, before={})
    tale.call(OTHER, counter=1)
    assert (tale.answer(), tale.params()) == ("reserved", {"reserved_counter": 2})


def test_the_other_had_been_sent_to_that_counter(tale: Tale) -> None:
    tale.comes(MINE, "H")
    tale.comes(OTHER, "H")
    tale.call(OTHER)
    tale.tell(OTHER, "ticket_transferred", 1, "hồ sơ cũ", service="H", to_counter=3, keep_place=True, before={})
    tale.call(OTHER, counter=3)
    assert tale.why().call == tale.steps[2]  # the call at which the two competed is the one explained
    tale.steps = [step for step in tale.steps if step.seq != 3]
    assert (tale.answer(), tale.params()) == ("sent_there", {"sent_at": at(4)})


def test_mine_lost_its_place_by_a_transfer(tale: Tale) -> None:
    tale.comes(MINE, "C")
    tale.comes(OTHER, "H")
    details = {"service": "H", "to_counter": None, "keep_place": False}
    tale.tell(MINE, "ticket_transferred", 2, "lấy nhầm", **details, before={"counts_from": "…"})
    tale.call(OTHER)
    assert tale.answer() == "lost_moved"
    assert tale.params() == {"mine_at": at(3), "other_at": at(2), "issued_at": at(1)}


def test_mine_came_back_after_the_grace(tale: Tale) -> None:
    tale.comes(MINE)
    tale.comes(OTHER)
    tale.call(MINE)
    tale.tell(MINE, "ticket_absent", 1)
    tale.passes(30)
    tale.tell(MINE, "ticket_restored", 1, kept_place=False, before={"counts_from": "…"})
    tale.call(OTHER)
    assert tale.answer() == "lost_late"
    assert tale.facts()["mine_called_before"] == {"at": at(3), "counter": 1}
    assert tale.facts()["mine_was_absent"] == {"at": at(4), "counter": 1}
    assert tale.facts()["mine_came_back"] == {"at": at(35), "counter": 1, "kept": "no"}


def test_the_other_returned_with_the_place_it_had(tale: Tale) -> None:
    tale.comes(OTHER)
    tale.call(OTHER)
    tale.tell(OTHER, "ticket_absent", 1)
    tale.comes(MINE)
    tale.tell(OTHER, "ticket_restored", 1, kept_place=True, before={"state": "absent"})
    tale.call(OTHER)
    assert tale.answer() == "returned"
    assert tale.params() == {"mine_at": at(4), "other_at": at(1), "came_at": at(5)}


def test_the_other_that_came_back_too_late_is_not_said_to_have_kept_its_place(tale: Tale) -> None:
    tale.comes(OTHER)
    tale.call(OTHER)
    tale.tell(OTHER, "ticket_absent", 1)
    tale.tell(OTHER, "ticket_restored", 1, kept_place=False, before={"counts_from": "…"})
    tale.comes(MINE)
    tale.call(OTHER)
    assert (tale.answer(), tale.params()) == ("arrival", {"mine_at": at(5), "other_at": at(4)})
    assert tale.facts()["other_came_back"]["kept"] == "no"


def test_the_other_was_put_back_and_keeps_its_place(tale: Tale) -> None:
    tale.comes(OTHER)
    tale.call(OTHER)
    tale.comes(MINE)
    tale.tell(OTHER, "ticket_put_back", 1, before={})
    tale.call(OTHER)
    assert tale.answer() == "returned"


def test_the_other_came_over_from_another_service_with_its_place(tale: Tale) -> None:
    tale.comes(OTHER, "D")
    tale.comes(MINE, "H")
    tale.tell(OTHER, "ticket_transferred", 3, "lấy nhầm", service="H", to_counter=None, keep_place=True, before={})
    tale.call(OTHER)
    assert tale.answer() == "came_over"
    assert tale.params()["came_at"] == at(3)


def test_the_next_step_of_a_visit_keeps_the_arrival(tale: Tale) -> None:
    tale.comes(OTHER, "D")
    tale.call(OTHER, counter=3)
    tale.tell(OTHER, "ticket_finished", 3, outcome="accepted")
    tale.comes(MINE, "H")
    tale.comes(OTHER + 10, "H")
    tale.call(OTHER + 10)
    assert tale.answer() == "next_step"
    assert tale.params() == {"mine_at": at(4), "other_at": at(1), "came_at": at(5)}


def test_a_next_step_whose_finish_was_taken_back_never_was(tale: Tale) -> None:
    tale.comes(MINE, "D")
    tale.comes(OTHER, "H")
    tale.call(MINE, counter=3)
    finished = tale.tell(MINE, "ticket_finished", 3, outcome="accepted")
    tale.comes(MINE + 10, "H")
    tale.tell(MINE + 10, "ticket_cancelled", why="undo", before={})
    tale.undoes(MINE, finished)
    tale.call(OTHER)
    assert tale.answer() == "mine_first"  # at counter 3, where it still is


def test_the_call_that_counts_is_the_first_at_which_both_waited_for_one_counter(tale: Tale) -> None:
    tale.comes(OTHER, "D")
    tale.call(OTHER, counter=3)
    tale.comes(MINE, "H")
    tale.tell(OTHER, "ticket_transferred", 3, "việc sau", service="H", to_counter=None, keep_place=True, before={})
    tale.call(OTHER)
    tale.tell(OTHER, "ticket_absent", 1)
    tale.tell(OTHER, "ticket_restored", 1, before={})
    tale.call(OTHER)
    call = tale.why().call
    assert call is not None and call.seq == 5


def test_who_was_called_again_after_an_absence_may_ask_about_the_call_in_between(tale: Tale) -> None:
    tale.comes(MINE)
    tale.comes(OTHER, lane="priority")
    tale.call(MINE)
    tale.tell(MINE, "ticket_absent", 1)
    tale.tell(MINE, "ticket_restored", 1, kept_place=True, before={})
    tale.call(OTHER, because="priority", passed=[MINE])
    tale.call(MINE, counter=2)
    assert tale.answer() == "priority"
    assert tale.facts()["mine_called"] == {"at": at(7), "counter": 2, "after_s": 60}


class TestOlderRows:
    """Calls of before the story kept `because`: what follows from lanes and arrivals is said, and that it follows."""

    def call(self, tale: Tale, **details: Any) -> None:
        tale.tell(OTHER, "ticket_called", 1, times=1, lane="ordinary", language="vi", rank=1, **details)

    def test_arrival(self, tale: Tale) -> None:
        tale.comes(OTHER)
        tale.comes(MINE)
        self.call(tale, rule="priority_first", passed_over=0)
        assert tale.answer() == "arrival"
        assert "undetailed" in tale.facts()

    def test_priority(self, tale: Tale) -> None:
        tale.comes(MINE)
        tale.comes(OTHER, lane="priority", grounds="disabled")
        tale.tell(OTHER, "ticket_called", 1, times=1, lane="priority", rule="priority_first", passed_over=1)
        assert tale.answer() == "priority"

    def test_an_appointment(self, tale: Tale) -> None:
        tale.comes(MINE)
        tale.comes(OTHER, lane="appointment")
        tale.tell(OTHER, "ticket_called", 1, times=1, lane="appointment", rule="priority_first", passed_over=1)
        assert (tale.answer(), tale.params()) == ("appointment", {"slot_at": ""})

    def test_separate_lines(self, tale: Tale) -> None:
        tale.comes(MINE, "D")
        tale.comes(OTHER, "H")
        self.call(tale, rule="fifo", passed_over=0)
        assert tale.answer() == "separate"

    def test_what_cannot_be_explained_is_not_explained_away(self, tale: Tale) -> None:
        tale.comes(MINE)
        tale.comes(OTHER)
        self.call(tale, rule="fifo", passed_over=1)
        assert tale.answer() == "unexplained"

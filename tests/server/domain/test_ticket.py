"""A ticket's life: which move exists from which state, and the story told anew."""

from typing import Any

import pytest

from server.domain.errors import IllegalMove
from server.domain.ticket import ENDED, IN_HAND, MOVES, TOLD, UNDOABLE, Move, Retelling, State, Told, after, legal_moves

LEGAL = {
    "waiting": {"call": "called", "transfer": "waiting", "delay": "waiting", "cancel": "cancelled", "void": "voided",
                "expire": "expired"},
    "called": {"call_again": "called", "start": "serving", "absent": "absent", "park": "parked",
               "transfer": "waiting", "put_back": "waiting", "cancel": "cancelled", "expire": "expired"},
    "serving": {"finish": "finished", "park": "parked", "transfer": "waiting", "put_back": "waiting",
                "expire": "expired"},
    "parked": {"resume": "serving", "transfer": "waiting", "cancel": "cancelled", "expire": "expired"},
    "absent": {"restore": "waiting", "cancel": "cancelled", "expire": "expired"},
    "finished": {},
    "cancelled": {},
    "voided": {},
    "expired": {},
}  # fmt: skip
"""The whole table, written a second time by hand: state → move → state."""


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("move", list(Move))
def test_each_move_exists_exactly_where_the_table_says(move: Move, state: State) -> None:
    leads_to = LEGAL[state.value].get(move.value)
    if leads_to is None:
        with pytest.raises(IllegalMove) as refusal:
            after(move, state)
        assert refusal.value.details == {"move": move.value, "state": state.value}
    else:
        assert after(move, state) is State(leads_to)


@pytest.mark.parametrize("state", list(State))
def test_a_desk_is_offered_the_moves_that_exist(state: State) -> None:
    assert {move.value for move in legal_moves(state)} == set(LEGAL[state.value])


def test_nothing_leads_out_of_an_ended_ticket() -> None:
    assert {state for state in State if not legal_moves(state)} == ENDED


def test_every_state_can_be_reached_and_every_move_is_told() -> None:
    assert {to for steps in MOVES.values() for to in steps.values()} == set(State)
    assert set(TOLD) == set(Move) == set(MOVES)


def test_what_was_said_aloud_and_what_nobody_pressed_cannot_be_undone() -> None:
    assert set(Move) - UNDOABLE == {Move.CALL_AGAIN, Move.EXPIRE}
    assert {State.CALLED, State.SERVING} == IN_HAND


def told(kind: str, ticket: int = 1, counter: int | None = None, **details: Any) -> dict[str, Any]:
    return {"kind": kind, "ticket": ticket, "counter": counter, "details": details}


ISSUED = told("ticket_issued", service="H")
CALLED = told("ticket_called", counter=1, times=1, move="call")
STARTED = told("ticket_started", counter=1, move="start")
FINISHED = told("ticket_finished", counter=1, outcome="accepted", move="finish")
UNDONE = told("move_undone", counter=1)

STORIES: list[tuple[list[dict[str, Any]], Told]] = [
    ([ISSUED], Told(State.WAITING, "H")),
    ([ISSUED, CALLED], Told(State.CALLED, "H", 1, 1)),
    ([ISSUED, CALLED, told("ticket_called", counter=1, times=2)], Told(State.CALLED, "H", 1, 2)),
    ([ISSUED, CALLED, STARTED], Told(State.SERVING, "H", 1, 1)),
    ([ISSUED, CALLED, STARTED, FINISHED], Told(State.FINISHED, "H", None, 1, "accepted")),
    ([ISSUED, CALLED, STARTED, FINISHED, UNDONE], Told(State.SERVING, "H", 1, 1)),
    ([ISSUED, CALLED, UNDONE], Told(State.WAITING, "H")),
    ([ISSUED, CALLED, told("ticket_absent")], Told(State.ABSENT, "H", None, 1)),
    ([ISSUED, CALLED, told("ticket_absent"), told("ticket_restored")], Told(State.WAITING, "H")),
    ([ISSUED, CALLED, told("ticket_put_back")], Told(State.WAITING, "H")),
    ([ISSUED, CALLED, told("ticket_transferred", service="R")], Told(State.WAITING, "R")),
    ([ISSUED, CALLED, told("ticket_transferred", service="R"), UNDONE], Told(State.CALLED, "H", 1, 1)),
    ([ISSUED, CALLED, told("ticket_parked")], Told(State.PARKED, "H", None, 1)),
    ([ISSUED, CALLED, told("ticket_parked"), told("ticket_resumed", counter=2)], Told(State.SERVING, "H", 2, 1)),
    ([ISSUED, told("paper_reported", outcome="printed"), CALLED], Told(State.CALLED, "H", 1, 1)),
    ([ISSUED, told("ticket_cancelled")], Told(State.CANCELLED, "H")),
    ([ISSUED, told("ticket_cancelled"), UNDONE], Told(State.WAITING, "H")),
    ([ISSUED, told("ticket_voided")], Told(State.VOIDED, "H")),
    ([ISSUED, CALLED, STARTED, told("ticket_expired")], Told(State.EXPIRED, "H", None, 1)),
]


@pytest.mark.parametrize(
    ("story", "truth"), STORIES, ids=lambda part: "-".join(r["kind"] for r in part) if isinstance(part, list) else ""
)
def test_the_story_told_anew_gives_the_last_truth(story: list[dict[str, Any]], truth: Told) -> None:
    assert fold(story) == {1: truth}


def test_two_tickets_in_one_story_do_not_mix() -> None:
    story = [ISSUED, told("ticket_issued", 2, service="C"), CALLED, told("ticket_cancelled", 2)]
    assert fold(story) == {1: Told(State.CALLED, "H", 1, 1), 2: Told(State.CANCELLED, "C")}


def fold(story: list[dict[str, Any]]) -> dict[int, Told]:
    retelling = Retelling()
    for row in story:
        retelling.hear(row)
    return retelling.left()


def test_a_ticket_is_taken_out_when_it_had_ended_the_last_time_too_and_nobody_has_taken_that_back() -> None:
    retelling = Retelling()
    for row in [ISSUED, told("ticket_issued", 2, service="C"), told("ticket_cancelled"), told("ticket_cancelled", 2)]:
        retelling.hear(row)
    assert retelling.take_ended() == {}
    retelling.hear(UNDONE)
    assert retelling.take_ended() == {2: Told(State.CANCELLED, "C")}
    assert retelling.take_ended() == {}
    assert retelling.left() == {1: Told(State.WAITING, "H")}


@pytest.mark.parametrize("story", [[CALLED], [ISSUED, UNDONE]])
def test_what_was_never_there_cannot_be_moved_or_taken_back(story: list[dict[str, Any]]) -> None:
    with pytest.raises(LookupError):
        fold(story)


def test_a_story_that_cannot_have_happened_is_not_believed() -> None:
    with pytest.raises(IllegalMove):
        fold([ISSUED, FINISHED])

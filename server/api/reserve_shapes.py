"""What the reserve answers: shapes of docs/protocol.md."""

from server.api.shapes import Shape, TicketAnswer


class HeldNumber(Shape):
    service: str
    label: str
    token: str
    url: str


class HeldDay(Shape):
    day: str
    gives: list[list[str]] | None
    numbers: list[HeldNumber]


class ReserveAnswer(Shape):
    """The numbers this kiosk holds, by day; `at` is the server's clock."""

    at: str
    timezone: str
    days: list[HeldDay]


class TakenIn(Shape):
    token: str
    ticket: int | None
    state: str | None


class TakenInAnswer(Shape):
    """Each number that was said, with the ticket it is now; null: the hall holds no such number."""

    taken: list[TakenIn]


class LetInAnswer(TicketAnswer):
    """A number that staff let in by hand; `is_new` is false for one that was in the line before."""

    is_new: bool

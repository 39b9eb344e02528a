"""Refusals of reports, a branch of the tree in errors.py."""

from server.domain.errors import Away, Unprocessable


class BadPeriod(Unprocessable):
    """It ends before it begins, or is longer than a report may be."""

    code = "bad_period"


class PeriodToCome(Unprocessable):
    """It has not begun by the hall's clock."""

    code = "period_to_come"


class FiguresInTheMaking(Away):
    """So many days of it were never rolled up that answering would keep the hall waiting; the server is at it."""

    code = "figures_in_the_making"

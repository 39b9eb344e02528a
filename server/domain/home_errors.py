"""Refusals of numbers taken from home, a branch of the tree in errors.py."""

from server.domain.errors import Conflict, TooManyRequests, Unprocessable


class NotFromHome(Conflict):
    """The hall gives no numbers of this service to people at home, or none at all."""

    code = "not_from_home"


class HomeFull(Conflict):
    """All that people at home may have of that day are taken; whoever simply comes still gets a number."""

    code = "home_full"


class BookedEnough(Conflict):
    """This phone number holds `per_day` numbers of that day, or one of that service.

    One code for both: nobody learns for what another person's number was used.
    """

    code = "booked_enough"


class BadPhone(Unprocessable):
    """No phone number."""

    code = "bad_phone"


class BookedFromHere(TooManyRequests):
    """Many numbers were taken from this address today: an hour's wait is of no use, another way to the hall is."""

    code = "booked_from_here"

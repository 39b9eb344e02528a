"""Refusals of ratings and letters, a branch of the tree in errors.py."""

from server.domain.errors import Conflict, NotFound, TooManyRequests


class NotServedYet(Conflict):
    """Nobody was served under this ticket, or the last word about it is not "finished"."""

    code = "not_served_yet"


class AlreadyRated(Conflict):
    """This service was rated: on the phone, or on the tablet at its counter."""

    code = "already_rated"


class UnknownLetter(NotFound):
    """No letter with this code, or none any more."""

    code = "unknown_letter"


class LetterAnswered(Conflict):
    """Its sender may have read the answer already: it is not changed any more."""

    code = "letter_answered"


class LetterTaken(Conflict):
    """Somebody else of the office has taken it up."""

    code = "letter_taken"


class TooManyLetters(TooManyRequests):
    """Of this ticket, or from this address, in the last hour: a minute's wait is of no use."""

    code = "too_many_letters"

"""The verb of a guide slip: papers are missing, somebody goes home with the list of them, and no number is used."""

from server.operations.moment import Moment


def give(moment: Moment, *, procedure: str, service: str) -> None:
    """A kiosk says that a guide slip left it. It counts on the day on which the server hears of it."""
    moment.tell("guide_given", procedure=procedure, service=service, is_trial=moment.hall.trial_since is not None)

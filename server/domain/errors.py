"""The tree of refusals: each a noun with a stable code that programs may rely on.

Refusal
├── BadRequest            400  the request cannot be read
├── Unauthenticated       401  nobody we know
├── Forbidden             403  known, but may not
├── NotFound              404  no such thing in this hall
├── Conflict              409  the hall is in another state than the caller believes
├── Unprocessable         422  readable, but wrong
├── TooManyRequests       429
└── Away                  503  a part of ours does not answer

People read `message(language, "error-" + code)`; programs read `code`. A programming error is not in this tree: it
crashes loudly.
"""

from typing import Any, ClassVar


class Refusal(Exception):
    """Something asked for that is not done, and why; nothing was changed."""

    code: ClassVar[str] = "bad_request"
    status: ClassVar[int] = 400

    def __init__(self, **details: Any) -> None:
        super().__init__(self.code)
        self.details = details


class BadRequest(Refusal):
    """The request cannot be read at all."""


class MalformedJson(BadRequest):
    code = "malformed_json"


class Unauthenticated(Refusal):
    status = 401


class NotSignedIn(Unauthenticated):
    code = "not_signed_in"


class BadCredentials(Unauthenticated):
    code = "bad_credentials"


class Forbidden(Refusal):
    status = 403


class NotAllowed(Forbidden):
    code = "not_allowed"


class BadOrigin(Forbidden):
    """A change asked for with a page's cookie, but not by one of our own pages (CSRF)."""

    code = "bad_origin"


class NotFound(Refusal):
    code = "not_found"
    status = 404


class HallUnknown(NotFound):
    """Nobody said who they are, and the server has several halls: a public page cannot know which is meant."""

    code = "hall_unknown"


class UnknownService(NotFound):
    code = "unknown_service"


class UnknownProcedure(NotFound):
    code = "unknown_procedure"


class UnknownTicket(NotFound):
    code = "unknown_ticket"


class UnknownCounter(NotFound):
    code = "unknown_counter"


class UnknownDevice(NotFound):
    code = "unknown_device"


class UnknownAccount(NotFound):
    code = "unknown_account"


class UnknownAppointment(NotFound):
    code = "unknown_appointment"


class UnknownReserve(NotFound):
    """No kiosk of this hall holds a number of today under this label, and none did."""

    code = "unknown_reserve"


class UnknownPairing(NotFound):
    """No machine is expected under this code: mistyped, used, or older than its quarter of an hour."""

    code = "unknown_pairing"


class MethodNotAllowed(Refusal):
    code = "method_not_allowed"
    status = 405


class Conflict(Refusal):
    status = 409


class IllegalMove(Conflict):
    """The ticket is in a state from which this move does not exist (see `ticket.MOVES`)."""

    code = "illegal_move"


class NobodyWaiting(Conflict):
    code = "nobody_waiting"


class CounterBusy(Conflict):
    """The counter already has a ticket in hand."""

    code = "counter_busy"


class CounterClosed(Conflict):
    code = "counter_closed"


class NothingToChange(Conflict):
    """What is asked to be tried is so already."""

    code = "nothing_to_change"


class CounterPaused(Conflict):
    code = "counter_paused"


class CannotServe(Conflict):
    """The counter does not do this service."""

    code = "cannot_serve"


class SitsElsewhere(Conflict):
    """A clerk works at one counter at a time; whoever says `move` leaves the other seat."""

    code = "sits_elsewhere"


class SeatTaken(Conflict):
    """Another clerk sits there; whoever says `take_over` takes the seat, with the ticket in hand."""

    code = "seat_taken"


class CalledEnough(Conflict):
    """The person in hand was called as often as this hall calls somebody; what is left is "absent"."""

    code = "called_enough"


class TooSoon(Conflict):
    """The last call still rings: `wait_s` says how long."""

    code = "too_soon"


class NoSuchSlot(Conflict):
    """No appointment of this service begins then: outside the hours, not on the grid, or over."""

    code = "no_such_slot"


class SlotFull(Conflict):
    """Another clerk took the last place."""

    code = "slot_full"


class AppointmentUsed(Conflict):
    """Its number was given already: `label`."""

    code = "appointment_used"


class AppointmentNotToday(Conflict):
    """It is for another day: `day`, `at`."""

    code = "appointment_not_today"


class AppointmentCancelled(Conflict):
    code = "appointment_cancelled"


class PairingForOther(Conflict):
    """The code is for a machine of another `kind`; it is not used up."""

    code = "pairing_for_other"


class HallClosed(Conflict):
    """The hall does not work now; `reopens_at` says when it does."""

    code = "hall_closed"


class IssuingStopped(Conflict):
    """No more numbers of this service until `reopens_at`; `because`: the break is near (`cut_off`), or all are given
    (`full`)."""

    code = "issuing_stopped"


class NotYetOffered(Conflict):
    """The hall begins with this service on the day `from`."""

    code = "not_yet_offered"


class AlreadyWaiting(Conflict):
    """This phone or card has a living number of the same service: `label`."""

    code = "already_waiting"


class KioskCooling(Conflict):
    """This kiosk gave a number a moment ago; `wait_s` says how long it rests."""

    code = "kiosk_cooling"


class KioskConnected(Conflict):
    """The kiosk that holds this number speaks to us: it tells by itself which numbers it handed out."""

    code = "kiosk_connected"


class HallBusy(Conflict):
    """Practice and earnest do not mix: `living` tickets of the other kind have to end first. `tickets` says where the
    first of them are, `more` how many are not named."""

    code = "hall_busy"


class NothingToUndo(Conflict):
    code = "nothing_to_undo"


class AlertGone(Conflict):
    """What somebody wants to look after needs no hand any more."""

    code = "alert_over"


class DelayedOnce(Conflict):
    """Others may be let go first once in a visit."""

    code = "delayed_once"


class NobodyBehind(Conflict):
    """There is nobody to let go first."""

    code = "nobody_behind"


class KeyReused(Conflict):
    """An Idempotency-Key came back with another request behind it."""

    code = "key_reused"


class NameTaken(Conflict):
    code = "name_taken"


class ChangedMeanwhile(Conflict):
    """Somebody else changed what was to be saved since it was read; `details.sections` names what."""

    code = "changed_meanwhile"


class ForeignFiles(Conflict):
    """Files with the code of another hall: a hall keeps the one it was founded with."""

    code = "foreign_files"


class TooLarge(Refusal):
    code = "too_large"
    status = 413


class NotJson(Refusal):
    code = "not_json"
    status = 415


class Unprocessable(Refusal):
    status = 422


class InvalidRequest(Unprocessable):
    code = "invalid_request"


class BadCatalogue(Unprocessable):
    """Files with bad rows; `details` carries the whole report."""

    code = "bad_catalogue"


class BadRegulations(Unprocessable):
    """Regulations that contradict themselves or name what the hall has not; `details.problems` has a line for each."""

    code = "bad_regulations"


class BadSlipLayout(Unprocessable):
    """A layout no slip can be drawn with; `details.problems` has the place, the fault and what was said for each."""

    code = "bad_slip_layout"


class StarvingRule(Unprocessable):
    """A call rule under which one lane would wait for hours; `details.figures` shows the rehearsal."""

    code = "starving_rule"


class UnknownGrounds(Unprocessable):
    """This hall lets nobody go first for such a reason."""

    code = "unknown_grounds"


class NotMedia(Unprocessable):
    """Neither a picture nor a video that a screen could show."""

    code = "not_media"


class MediaTooLarge(Unprocessable):
    """`details.most_mb`: what a picture, or a video, may have."""

    code = "media_too_large"


class UnknownScreen(NotFound):
    """No display or panel of this hall that may still speak."""

    code = "unknown_screen"


class TooManyRequests(Refusal):
    code = "too_many_requests"
    status = 429


class Away(Refusal):
    status = 503


class DatabaseAway(Away):
    code = "database_away"


class SlipNotDrawn(Away):
    """The program that draws slips did not end in time, or not well."""

    code = "slip_not_drawn"


class DiskFull(Away):
    code = "disk_full"

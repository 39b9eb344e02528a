"""What a kiosk refuses, as nouns with codes, and the one shape in which the page hears of it."""

from assets.messages import message


class Refusal(Exception):
    """Something asked of the kiosk that it does not do; the page reads the code, people read the sentence."""

    status = 422
    code = "invalid_request"

    def __init__(self, **details: str) -> None:
        super().__init__(self.code)
        self.details: dict[str, object] = dict(details)

    def body(self, language: str) -> dict[str, object]:
        """The error shape all programs of a hall share."""
        text = message(language, f"kiosk-error-{self.code.replace('_', '-')}")
        return {"error": {"code": self.code, "message": text, "details": self.details}}


class InvalidRequest(Refusal):
    """A field is missing, of the wrong type, or holds what it cannot hold."""


class MalformedJson(Refusal):
    """The body is no JSON object."""

    status, code = 400, "malformed_json"


class NotJson(Refusal):
    """The body does not say it is JSON; a form on a foreign page could have sent it."""

    status, code = 415, "not_json"


class BadOrigin(Refusal):
    """The browser says another site's page asked."""

    status, code = 403, "bad_origin"


class UnknownService(Refusal):
    """No such service in this hall."""

    status, code = 404, "unknown_service"


class UnknownProcedure(Refusal):
    """No such procedure in the catalogue."""

    status, code = 404, "unknown_procedure"


class UnknownGrounds(Refusal):
    """No such ground for priority in this hall's regulations."""

    status, code = 422, "unknown_grounds"


class KeyReused(Refusal):
    """The same key came with another wish."""

    status, code = 409, "key_reused"


class ServerAway(Refusal):
    """The server did not answer in time, whatever the reason."""

    status, code = 503, "server_away"


class KeyNotKept(Refusal):
    """The key this kiosk was paired with cannot be written; the same code tried again finds the same key."""

    status, code = 507, "key_not_kept"


class UnknownTicket(Refusal):
    """This kiosk gave no such number, or has forgotten it."""

    status, code = 404, "unknown_ticket"


class NoPin(Refusal):
    """Nobody has set the PIN of the attendant's screen, or this kiosk has not heard of it yet."""

    status, code = 409, "no_pin"


class WrongPin(Refusal):
    """`left` more tries before a pause."""

    status, code = 403, "wrong_pin"


class AttendantPaused(Refusal):
    """Too many wrong PINs: nothing is tried for `wait_s`."""

    status, code = 429, "attendant_paused"


class NotInside(Refusal):
    """The attendant's screen is shut: never opened, left alone, or its PIN was changed."""

    status, code = 401, "not_inside"


class NothingToUndo(Refusal):
    """What was pressed by mistake cannot be taken back any more."""

    status, code = 409, "nothing_to_undo"


class NotOffered(Refusal):
    """This kiosk's settings do not allow it."""

    status, code = 409, "not_offered"


class RestartFailed(Refusal):
    """The command that restarts the machine did not: no rule allows it, or it is mistyped."""

    status, code = 409, "restart_failed"


class DeviceRefused(Refusal):
    """The server does not accept this kiosk's key: revoked, or never made."""

    status, code = 503, "device_refused"


class NoCatalogue(Refusal):
    """The catalogue was never fetched: the server has not been seen since this kiosk was set up."""

    status, code = 503, "no_catalogue"


class NoSpeech(Refusal):
    """This machine has no voice of its own, or it failed."""

    status, code = 503, "no_speech"


class ServerRefused(Refusal):
    """The server said no, in words of its own: passed on as it came."""

    def __init__(self, status: int, code: str, text: str, details: dict[str, object]) -> None:
        super().__init__()
        self.status, self.code, self.text, self.details = status, code, text, details

    def body(self, language: str) -> dict[str, object]:
        """The server's own error, unchanged."""
        return {"error": {"code": self.code, "message": self.text, "details": self.details}}

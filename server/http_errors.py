"""Every error leaves as one JSON shape (or one page): the only handler of refusals."""

import json
from typing import Any

import structlog
from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from assets import LANGUAGES
from assets.messages import message
from server.domain import errors
from server.domain.errors import Refusal

log = structlog.get_logger()

_OF_STATUS: dict[int, type[Refusal]] = {
    400: errors.BadRequest,
    401: errors.NotSignedIn,
    403: errors.NotAllowed,
    404: errors.NotFound,
    405: errors.MethodNotAllowed,
    413: errors.TooLarge,
    415: errors.NotJson,
    422: errors.InvalidRequest,
    429: errors.TooManyRequests,
}


def language() -> str:
    """The language of sentences in an answer: what the caller accepts, Vietnamese before all."""
    return request.accept_languages.best_match(LANGUAGES) or LANGUAGES[0]


def body(refusal: Refusal) -> str:
    """`{"error": {code, message, details}}`, as every program and page of ours reads it."""
    sentence = message(language(), f"error-{refusal.code.replace('_', '-')}")
    error = {"code": refusal.code, "message": sentence, "details": refusal.details}
    return json.dumps({"error": error}, ensure_ascii=False)


def reply(refusal: Refusal) -> tuple[int, str]:
    return refusal.status, body(refusal)


def install(app: Flask, error_page: Any) -> None:
    """`error_page(refusal)` makes the answer for a browser that asked for a page."""

    def answer(refusal: Refusal) -> Response:
        wants_json = request.path.startswith("/api/") or "text/html" not in request.headers.get("Accept", "")
        if wants_json:
            return Response(body(refusal), refusal.status, content_type="application/json")
        page: Response = error_page(refusal)
        return page

    @app.errorhandler(Refusal)
    def refused(refusal: Refusal) -> Response:
        if refusal.status >= 500:
            log.warning("refused", code=refusal.code, path=request.path)
        return answer(refusal)

    @app.errorhandler(HTTPException)
    def http_error(error: HTTPException) -> Any:
        if error.code is None or error.code < 400 or error.code >= 500:
            return error  # a crash is a crash: told as a refusal, the caller would take the fault for their own
        response = answer(_OF_STATUS.get(error.code, errors.BadRequest)())
        if error.code == 405 and error.get_response().headers.get("Allow"):
            response.headers["Allow"] = error.get_response().headers["Allow"]
        return response

"""Serves the hall's screens: page shells without data, and the WAV of each call."""

from pathlib import Path

from flask import Blueprint, Response, abort, render_template, request, send_file
from flask.typing import ResponseReturnValue

from assets import LANGUAGES
from assets.messages import message
from display.voice import LABEL, MOST_COUNTERS, VOICE_FOLDER, NoVoice, Voice

KEEP_S = 60
"""Both readings of a call and the other TVs behind one browser; a voice that was changed is heard from the next."""


def blueprint(voice_folder: Path = VOICE_FOLDER, own_voice: Path | None = None) -> Blueprint:
    """The display's pages, to be mounted at `/`; `voice_folder` holds the usual bank in `bank/`, `own_voice` is the
    folder of the centre's own banks.

    The pages hold nothing about the hall: the key in the address's fragment opens the socket that brings it.
    The voice needs no key: what it says about a label anybody can make up, and an <audio> element sends none.
    """
    screens = Blueprint(
        "display", __name__, static_folder="static", static_url_path="/display/static", template_folder="templates"
    )

    @screens.get("/display")
    def hall() -> str:
        return page("hall", title=message(wanted_language(), "display-title"))

    @screens.get("/panel/<int:number>")
    def panel(number: int) -> str:
        title = message(wanted_language(), "display-panel-title", number=number)
        return page("panel", title=title, number=number)

    @screens.get("/speaker")
    def speaker() -> str:
        return page("speaker", title=message(wanted_language(), "display-speaker-title"))

    add_voice(screens, Voice(voice_folder, own_voice))
    return screens


def add_voice(screens: Blueprint, voice: Voice) -> None:
    """The chime and each call, as sound."""

    @screens.get("/display/voice/chime.wav")
    def chime() -> ResponseReturnValue:
        try:
            path = voice.bank().chime
        except NoVoice:
            abort(404)
        return send_file(path, mimetype="audio/wav", max_age=KEEP_S)

    @screens.get("/display/voice/<language>/<label>/<int:counter>.wav")
    def call(language: str, label: str, counter: int) -> ResponseReturnValue:
        again = request.args.get("times", "1") != "1"
        if language not in LANGUAGES or not LABEL.fullmatch(label) or not 1 <= counter <= MOST_COUNTERS:
            abort(404)
        try:
            sound = voice.call(language, label, counter, again)
        except NoVoice:
            abort(404)
        return Response(sound, mimetype="audio/wav", headers={"Cache-Control": f"max-age={KEEP_S}"})


def wanted_language() -> str:
    """The language of the screen, from `?lang=`; a hall may hang a second TV for guests from abroad."""
    wanted = request.args.get("lang", "")
    return wanted if wanted in LANGUAGES else LANGUAGES[0]


def page(name: str, **values: str | int) -> str:
    """One shell: its language, its theme, its scripts."""
    theme = "dark" if request.args.get("theme") == "dark" else "light"
    return render_template(f"display/{name}.html", language=wanted_language(), theme=theme, **values)

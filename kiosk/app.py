"""The kiosk's own small web program: the touch page, the JSON behind it, and the slips of virtual paper."""

import logging

from flask import Flask, Response, abort, jsonify, render_template, request, send_from_directory
from flask.typing import ResponseReturnValue

from kiosk.cards import Cards
from kiosk.checking_in import CheckIn, read_check_in
from kiosk.health import Health
from kiosk.heartbeat import Heartbeat
from kiosk.menu import Menu
from kiosk.paper import Paper, published
from kiosk.qr import qr_image
from kiosk.refusals import Refusal, UnknownProcedure
from kiosk.reserve import Reserve
from kiosk.speech import add_speech, can_speak
from kiosk.taking import Taking
from kiosk.volume import Volume
from kiosk.web import new_app, read_body
from kiosk.wishes import Wish, fresh_key, read_guide, read_key, read_language, read_query, read_wish

OUTDATED = frozenset({"unknown_service", "unknown_procedure", "unknown_grounds"})
"""What the server refuses when it has another catalogue than this kiosk."""

log = logging.getLogger(__name__)


def create_app(
    *,
    menu: Menu,
    taking: Taking,
    paper: Paper,
    health: Health,
    heartbeat: Heartbeat,
    reserve: Reserve,
    cards: Cards,
    volume: Volume,
    has_scanner: bool,
) -> Flask:
    """Puts the parts behind their paths."""
    app = new_app()
    _add_api(app, menu, taking, paper, health)
    _add_numbers(app, taking, heartbeat, cards)
    _add_lines(app, menu, taking, paper, reserve, volume, has_scanner)
    _add_pages(app, paper)
    add_speech(app)
    return app


def _add_api(app: Flask, menu: Menu, taking: Taking, paper: Paper, health: Health) -> None:
    @app.get("/api/menu")
    def show_menu() -> ResponseReturnValue:
        return Response(menu.page(), mimetype="application/json")

    @app.get("/api/search")
    def search() -> ResponseReturnValue:
        query = read_query(request.args.get("q", ""))
        return jsonify(menu.offer.search(query) | {"q": query})

    @app.get("/api/published/<code>")
    def show_published(code: str) -> ResponseReturnValue:
        found = menu.offer.procedures.get(code)
        if found is None:
            raise UnknownProcedure()
        address = published(found)
        return jsonify({"qr": qr_image(address)} if address else {})

    @app.post("/api/guide")
    def guide() -> ResponseReturnValue:
        key = read_key(request.headers.get("Idempotency-Key")) or fresh_key()
        body = read_body()
        procedure = read_guide(body, menu.offer.procedure_codes)
        return jsonify(taking.guide(procedure, read_language(body), key))

    @app.get("/api/health")
    def show_health() -> ResponseReturnValue:
        return jsonify(health.as_json())

    @app.get("/api/paper")
    def show_slips() -> ResponseReturnValue:
        return jsonify({"slips": paper.slips()})


def _add_lines(
    app: Flask, menu: Menu, taking: Taking, paper: Paper, reserve: Reserve, volume: Volume, has_scanner: bool
) -> None:
    @app.get("/api/lines")
    def show_lines() -> ResponseReturnValue:
        unseen = taking.unseen()
        said = {"key": unseen["key"], "answer": unseen["answer"]} if unseen else None
        own = {"speech": can_speak() and volume.level > 0, "volume": volume.level, "scanner": has_scanner}
        return jsonify(menu.lines() | {"reserve": reserve.left(), "unseen": said, "paper": paper.comes_out()} | own)


def _add_numbers(app: Flask, taking: Taking, heartbeat: Heartbeat, cards: Cards) -> None:
    @app.post("/api/take")
    def take() -> ResponseReturnValue:
        body = read_body()
        handle = str(body.get("card") or "")
        answer = give(read_wish(body), cards.number_of(handle))
        cards.let_go(handle)  # Asked again, the same press reaches the same ticket without it.
        return answer

    @app.post("/api/check-in")
    def check_in() -> ResponseReturnValue:
        return give(read_check_in(read_body()))

    def give(wish: Wish | CheckIn, person: str | None = None) -> ResponseReturnValue:
        key = read_key(request.headers.get("Idempotency-Key")) or fresh_key()
        try:
            answer = taking.take(wish, key, person)
        except Refusal as refusal:
            if refusal.code in OUTDATED:
                heartbeat.fetch_catalogue()
            raise
        heartbeat.hurry()  # The staff hear of a slip that failed before the citizen has reached them.
        return jsonify(answer)


def _add_pages(app: Flask, paper: Paper) -> None:
    @app.get("/")
    def touch() -> ResponseReturnValue:
        return render_template("touch.html")

    @app.get("/desk")
    def desk() -> ResponseReturnValue:
        return render_template("desk.html")

    @app.get("/paper")
    def show_paper() -> ResponseReturnValue:
        return render_template("paper.html")

    @app.get("/paper/<name>.png")
    def slip(name: str) -> ResponseReturnValue:
        if paper.folder is None or name not in paper.slips():
            abort(404)
        return send_from_directory(paper.folder, f"{name}.png", max_age=3600)

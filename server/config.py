"""The table of settings: name, default, meaning. A wrong value stops the program with a sentence that helps."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

from display.voice import VOICE_FOLDER


class BadSetting(Exception):
    """A setting that cannot be used; the message says which and how to mend it."""


def _setting(default: Any, help: str, unit: str = "") -> Any:
    return field(default=default, metadata={"help": help, "unit": unit})


@dataclass(frozen=True)
class Settings:
    """Each is read from the environment as `MOISO_` + its name in capitals (see deploy/env.example)."""

    data: str = _setting("moiso-data", "folder of the database file, backups and the like")
    database: str = _setting("", "SQLAlchemy URL; empty: the file moiso.db in the data folder")
    redis: str = _setting("", "URL of Redis, needed when several workers serve one hall; empty: one worker")
    listen: str = _setting("127.0.0.1:8000", "address and port to listen on")
    base_url: str = _setting("", "how citizens' phones reach the server, printed in the QR; empty: http://LISTEN")
    voice: str = _setting("", "folder that holds the voice's clip bank, `bank/`; empty: the one made at set-up")
    push_contact: str = _setting(
        "", "whom push services may write to (mailto: or https:); empty: no phone is woken, nothing leaves the hall"
    )
    push_services: str = _setting(
        "fcm.googleapis.com push.services.mozilla.com push.apple.com notify.windows.com",
        "the push services of browsers: hosts with all under them, or an origin (https://…); nothing else is called",
    )
    session_hours: int = _setting(12, "how long a clerk stays signed in", "hours")
    refresh_ms: int = _setting(30, "shortest time between two levels of one hall on the wire", "milliseconds")
    heartbeat_s: int = _setting(2, "how often screens and staff hear the head of the story", "seconds")
    reports: str = _setting(
        "", "folder, there already, into which each closed month's and quarter's reports are put; empty: none"
    )
    reports_to: str = _setting(
        "", "e-mail addresses that the same reports are sent to, with spaces between; empty: none"
    )
    mail_server: str = _setting(
        "", "the office's mail server, smtp://[USER@]HOST[:587] (STARTTLS) or smtps://[USER@]HOST[:465] (TLS)"
    )
    mail_from: str = _setting("", "the address that these letters come from")
    mail_password_file: str = _setting("", "file whose content is the password of the mail server's USER")
    metrics_open: bool = _setting(False, "let machines other than this one read /metrics")
    secure_cookie: bool = _setting(False, "send the session's cookie only over HTTPS; set it behind TLS")
    trusted_proxies: int = _setting(0, "how many proxies of ours stand in front (nginx: 1)")
    demo: str = _setting("", "path of a demo's demo.json, shown on its start page; never set it in a real hall")

    @property
    def media_folder(self) -> Path:
        """Where the pictures and videos of the hall's screens are kept."""
        return Path(self.data).resolve() / "media"

    @property
    def database_url(self) -> str:
        return self.database or f"sqlite:///{Path(self.data).resolve() / 'moiso.db'}"

    @property
    def usual_voice(self) -> Path:
        """The folder of the bank that speaks where the administration page has not chosen another."""
        return Path(self.voice) if self.voice else VOICE_FOLDER

    @property
    def own_voice(self) -> Path:
        """The folder of what the administration page made: words, takes, banks."""
        return Path(self.data).resolve() / "voice"

    @property
    def public_url(self) -> str:
        return (self.base_url or f"http://{self.listen}").rstrip("/")

    @property
    def address(self) -> tuple[str, int]:
        host, _, port = self.listen.rpartition(":")
        return host.strip("[]"), int(port)


def load(environment: Mapping[str, str] | None = None, **given: Any) -> Settings:
    """Settings from the environment, with `given` (from the command line) before it.

    Raises BadSetting for an unknown `MOISO_` name, a value of the wrong kind, or two values that cannot go together.
    """
    environment = os.environ if environment is None else environment
    known = {f.name: f for f in fields(Settings)}
    values: dict[str, Any] = {}
    for variable, text in environment.items():
        if not variable.startswith("MOISO_") or variable.startswith("MOISO_KIOSK_"):
            continue
        name = variable.removeprefix("MOISO_").lower()
        if name not in known:
            raise BadSetting(f"{variable} is no setting of ours; see deploy/env.example for the list.")
        values[name] = _parse(variable, text, type(known[name].default))
    values.update({name: value for name, value in given.items() if value is not None})
    settings = Settings(**values)
    _check(settings)
    return settings


def _parse(variable: str, text: str, kind: type) -> Any:
    text = text.strip()
    if kind is bool:
        if text.lower() not in {"0", "1", "true", "false", "yes", "no"}:
            raise BadSetting(f"{variable}={text!r}: write 1 for yes or 0 for no.")
        return text.lower() in {"1", "true", "yes"}
    if kind is int:
        if not text.isascii() or not text.isdigit():
            raise BadSetting(f"{variable}={text!r}: write a whole number.")
        return int(text)
    return text


def _check(settings: Settings) -> None:
    host, _, port = settings.listen.rpartition(":")
    if not host or not port.isdigit() or not 0 < int(port) < 65536:
        raise BadSetting(f"MOISO_LISTEN={settings.listen!r}: write HOST:PORT, as in 127.0.0.1:8000.")
    if settings.base_url and urlsplit(settings.base_url).scheme not in {"http", "https"}:
        raise BadSetting(f"MOISO_BASE_URL={settings.base_url!r}: write it with http:// or https://.")
    if settings.redis and settings.database_url.startswith("sqlite"):
        raise BadSetting("MOISO_REDIS is for several workers, and those need PostgreSQL: set MOISO_DATABASE too.")
    if settings.database and "://" not in settings.database:
        raise BadSetting(f"MOISO_DATABASE={settings.database!r}: write an URL, as in postgresql+psycopg://host/moiso.")
    if settings.push_contact and not settings.push_contact.startswith(("mailto:", "https://")):
        raise BadSetting(f"MOISO_PUSH_CONTACT={settings.push_contact!r}: write mailto:somebody@… or https://….")
    _check_mail(settings)
    if settings.session_hours < 1:
        raise BadSetting("MOISO_SESSION_HOURS must be at least 1.")
    if settings.heartbeat_s not in (1, 2):
        raise BadSetting("MOISO_HEARTBEAT_S must be 1 or 2: after 5 s of silence a screen says how old its content is.")


_ADDRESS = re.compile(r"[!-?A-~]+@[!-?A-~]+")


def _check_mail(settings: Settings) -> None:
    for address in [*settings.reports_to.split(), *([settings.mail_from] if settings.mail_from else [])]:
        if not _ADDRESS.fullmatch(address):
            raise BadSetting(f"{address!r} in MOISO_REPORTS_TO or MOISO_MAIL_FROM: write it as name@host.vn.")
    if settings.reports_to and not (settings.mail_server and settings.mail_from):
        raise BadSetting("MOISO_REPORTS_TO needs MOISO_MAIL_SERVER and MOISO_MAIL_FROM too.")
    server = urlsplit(settings.mail_server)
    if settings.mail_server and not _is_mail_server(server):
        raise BadSetting(f"MOISO_MAIL_SERVER={settings.mail_server!r}: write smtp://USER@HOST or smtps://USER@HOST.")
    if server.password is not None:
        raise BadSetting(
            "MOISO_MAIL_SERVER holds a password: put it into a file, and that into MOISO_MAIL_PASSWORD_FILE."
        )
    if server.username and not settings.mail_password_file:
        raise BadSetting("MOISO_MAIL_SERVER names a USER: MOISO_MAIL_PASSWORD_FILE must name the file of its password.")


def _is_mail_server(address: SplitResult) -> bool:
    try:
        is_port = address.port != 0
    except ValueError:
        return False
    return address.scheme in {"smtp", "smtps"} and bool(address.hostname) and not address.path and is_port

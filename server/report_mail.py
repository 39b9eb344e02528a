"""Due reports by e-mail: one letter for each report and address, by the hall's own mail server, always encrypted.

A letter whose last answer was lost may have come or not: it is sent again under the same Message-ID, by which mail
systems know one letter that came twice.
"""

import json
import smtplib
import ssl
from contextlib import closing, suppress
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote, urlsplit

from assets.messages import message
from server import report_files, report_form
from server.aside import aside
from server.config import Settings
from server.report_deliveries import Problem
from server.report_places import KINDS, LANGUAGE, NotThere, Parcel

TIMEOUT_S = 30
"""So long each answer of the mail server is waited for."""

PORTS = {"smtp": 587, "smtps": 465}


def mailboxes(settings: Settings) -> list["Mailbox"]:
    """Each address that reports are sent to."""
    return [
        Mailbox(address, settings.mail_server, settings.mail_from, settings.mail_password_file)
        for address in settings.reports_to.split()
    ]


@dataclass(frozen=True)
class Mailbox:
    """One address, reached by way of a mail server."""

    address: str
    server: str
    """`smtp://[user@]host[:port]` (STARTTLS), or `smtps://…` (TLS from the first byte)."""
    sender: str
    password_file: str

    @property
    def name(self) -> str:
        return f"mailto:{self.address}"

    def put(self, parcel: Parcel) -> None:
        letter = aside(self._letter, parcel)
        try:
            self._send(letter)
        except smtplib.SMTPRecipientsRefused as error:
            [(code, reason)] = error.recipients.values()
            raise NotThere(_problem(code), f"{code} {reason!r}") from error
        except smtplib.SMTPResponseException as error:
            raise NotThere(_problem(error.smtp_code), error) from error
        except (smtplib.SMTPNotSupportedError, ssl.SSLError, _NoPassword) as error:
            raise NotThere(Problem.MAIL_REFUSED, error) from error
        except (smtplib.SMTPException, OSError) as error:
            raise NotThere(Problem.MAIL_AWAY, error) from error

    def _letter(self, parcel: Parcel) -> EmailMessage:
        subject, days = report_form.heading(parcel.report, parcel.hall)
        letter = EmailMessage(policy=SMTP)
        kind = "anew" if parcel.is_anew else "first"
        letter["Subject"] = message(LANGUAGE, f"report-mail-{kind}", subject=subject, days=days, hall=parcel.hall.name)
        letter["From"] = Address("Mời Số", addr_spec=self.sender)
        letter["To"] = Address(addr_spec=self.address)
        letter["Date"] = parcel.made
        letter["Message-ID"] = self._message_id(parcel)
        letter["Auto-Submitted"] = "auto-generated"  # no mailbox answers that its owner is on holiday (RFC 3834)
        replaces = [message(LANGUAGE, "report-mail-replaces")] if parcel.is_anew else []
        summary = report_form.summary(parcel.report, parcel.hall)
        ends = [message(LANGUAGE, "report-mail-attached"), message(LANGUAGE, "report-mail-no-answer")]
        letter.set_content("\n\n".join([*replaces, *summary, *ends]) + "\n")
        for each in KINDS:
            name, body = parcel.file(each)
            main, _, sub = report_files.KINDS[each].partition("/")
            letter.add_attachment(body, maintype=main, subtype=sub, filename=name)
        return letter

    def _message_id(self, parcel: Parcel) -> str:
        """The same for the same figures of the same report, however often it is tried."""
        of = [parcel.hall.name, parcel.hall.id, parcel.report["since"], parcel.report["by"], parcel.says, self.address]
        digest = sha256(json.dumps(of, sort_keys=True).encode()).hexdigest()[:32]
        return f"<moiso-{digest}@{self.sender.rpartition('@')[2]}>"

    def _send(self, letter: EmailMessage) -> None:
        parts = urlsplit(self.server)
        host, port = str(parts.hostname), parts.port or PORTS[parts.scheme]
        trusted = ssl.create_default_context()
        is_tls = parts.scheme == "smtps"
        server = (
            smtplib.SMTP_SSL(host, port, timeout=TIMEOUT_S, context=trusted)
            if is_tls
            else smtplib.SMTP(host, port, timeout=TIMEOUT_S)
        )
        with closing(server):
            if not is_tls:
                server.starttls(context=trusted)
            if parts.username:
                server.login(unquote(parts.username), self._password())
            server.send_message(letter)
            with suppress(smtplib.SMTPException):  # it has the letter: how it says goodbye changes nothing
                server.quit()

    def _password(self) -> str:
        """Read anew for each letter: a changed password needs no restart."""
        try:
            password = Path(self.password_file).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeError) as error:
            raise _NoPassword(str(error)) from error
        if not password.isascii():  # smtplib says none other, and would die of it
            raise _NoPassword(f"{self.password_file} holds letters beyond ASCII")
        return password


class _NoPassword(Exception):
    """The file that should hold it cannot be read, or what it holds cannot be said."""


def _problem(code: int) -> Problem:
    """By the answer of a mail server: 4xx is "later", 5xx "no" (RFC 5321, 4.2.1)."""
    return Problem.MAIL_REFUSED if code >= 500 else Problem.MAIL_AWAY

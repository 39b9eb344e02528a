"""A mail server for tests: a real one, on the loopback, that keeps the letters it takes and refuses as it is told."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from ipaddress import ip_address
from pathlib import Path
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.services import LOOPBACK, free_port

USER, PASSWORD = "bao-cao@xa.example.vn", "mat-khau 1"


class MailServer:
    """What the mail server does with what it is sent."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.answers: dict[str, str] = {}
        """Its answer to a command, as `RCPT` or `DATA`, in the place of its own."""
        self.unknown: set[str] = set()
        """Addresses it does not know."""
        self.hangs_up_after_data = False

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address in self.unknown:
            return "550 5.1.1 nobody of that name"
        if "RCPT" not in self.answers:
            envelope.rcpt_tos.append(address)
        return self.answers.get("RCPT", "250 OK")

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:
        if "DATA" in self.answers:
            return self.answers["DATA"]
        self.letters.append(cast(EmailMessage, message_from_bytes(cast(bytes, envelope.content), policy=default)))
        self.recipients += envelope.rcpt_tos
        if self.hangs_up_after_data:
            assert server.transport is not None
            server.transport.close()
        return "250 OK"

    async def handle_QUIT(self, _server: SMTP, _session: Session, _envelope: Envelope) -> str:
        return self.answers.get("QUIT", "221 Bye")


def certificate(folder: Path, names: tuple[str, ...] = ("127.0.0.1",)) -> tuple[Path, Path]:
    """The files of a certificate of the loopback, signed by itself, and of its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "mail of the tests")])
    hosts = x509.SubjectAlternativeName([x509.IPAddress(ip_address(name)) for name in names])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        .add_extension(hosts, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    chain, secret = folder / "mail.crt", folder / "mail.key"
    chain.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )  # fmt: skip
    return chain, secret


@contextmanager
def running(does: MailServer, chain: Path, secret: Path, *, is_tls: bool, port: int | None = None) -> Iterator[int]:
    """It runs, and this is its port. STARTTLS, or TLS from the first byte; and it knows `USER`."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain, secret)
    tls: dict[str, Any] = {"ssl_context": context} if is_tls else {"tls_context": context, "require_starttls": True}
    controller = Controller(
        does, hostname=LOOPBACK, port=port or free_port(), authenticator=_knows, auth_required=True,
        auth_require_tls=not is_tls, **tls,
    )  # fmt: skip
    controller.start()
    try:
        yield cast(int, controller.port)
    finally:
        controller.stop()


def _knows(_server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, given: Any) -> AuthResult:
    is_known = isinstance(given, LoginPassword) and given == LoginPassword(USER.encode(), PASSWORD.encode())
    return AuthResult(success=is_known, handled=False)

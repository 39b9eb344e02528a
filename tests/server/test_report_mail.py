"""Due reports come by e-mail, once each, through a real mail server: also when it is away, refuses or hangs."""

import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from email.message import EmailMessage
from pathlib import Path
from threading import Barrier

import openpyxl
import pypdfium2 as pdfium
import pytest

from server import config, jobs, report_mail
from server.report_mail import Mailbox
from tests.cast import SmallHall
from tests.mail_server import PASSWORD, USER, MailServer, certificate, running
from tests.server.test_report_rounds import MONTH, QUARTER, close, waits
from tests.server.test_reports import a_day
from tests.services import LOOPBACK, free_port

HEAD, AGENCY = "lanh.dao@xa.example.vn", "so-tu-phap@tinh.example.vn"


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return certificate(tmp_path_factory.mktemp("mail"))


@pytest.fixture
def post(keys: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., int]]:
    """Starts a mail server whose certificate this machine trusts; its port."""
    monkeypatch.setenv("SSL_CERT_FILE", str(keys[0]))
    with ExitStack() as stack:

        def start(does: MailServer, *, is_tls: bool = False, port: int | None = None) -> int:
            return stack.enter_context(running(does, *keys, is_tls=is_tls, port=port))

        yield start


@pytest.fixture
def password(tmp_path: Path) -> Path:
    (tmp_path / "password").write_text(f"{PASSWORD}\n", encoding="utf-8")
    return tmp_path / "password"


def mailbox(port: int, password: Path, address: str = HEAD, scheme: str = "smtp") -> Mailbox:
    return Mailbox(address, f"{scheme}://{USER}@{LOOPBACK}:{port}", USER, str(password))


def send(hall: SmallHall, *mailboxes: Mailbox) -> None:
    jobs.deliver_reports(hall.database, mailboxes, hall.clock.now)


@pytest.fixture
def month(hall: SmallHall) -> SmallHall:
    """A month that is over."""
    a_day(hall)
    close(hall, "2026-12-01 02:00:00")
    return hall


def files(letter: EmailMessage) -> dict[str, bytes]:
    return {str(part.get_filename()): part.get_content() for part in letter.iter_attachments()}


# aiosmtpd does not count TLS from the first byte as TLS.
@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS:UserWarning")
@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_each_address_gets_each_report_once(
    month: SmallHall, post: Callable[..., int], password: Path, scheme: str, tmp_path: Path
) -> None:
    does = MailServer()
    port = post(does, is_tls=scheme == "smtps")
    both = [mailbox(port, password, address, scheme) for address in (HEAD, AGENCY)]
    for _ in range(3):
        send(month, *both)
    assert does.recipients == [HEAD, AGENCY] and [letter["To"] for letter in does.letters] == [HEAD, AGENCY]
    letter = does.letters[0]
    days = "Tháng 11/2026 (01/11/2026 – 30/11/2026)"
    hall = "Trung tâm Phục vụ hành chính công xã Thử"
    assert letter["Subject"] == f"Kết quả làm việc hằng tháng của cán bộ tại trung tâm, {days} – {hall}"
    assert letter["From"].addresses[0].display_name == "Mời Số" and letter["From"].addresses[0].addr_spec == USER
    text = letter.get_body(("plain",))
    assert text is not None and "Trong kỳ có 3 người đến, 4 lượt" in text.get_content()
    found = files(letter)
    assert sorted(found) == MONTH
    assert "BÁO CÁO" in pdfium.PdfDocument(found[MONTH[0]])[0].get_textpage().get_text_bounded()
    (tmp_path / "sheet.xlsx").write_bytes(found[MONTH[1]])
    assert openpyxl.load_workbook(tmp_path / "sheet.xlsx").worksheets[0]["B3"].value == "mai"
    close(month, "2027-01-02 02:00:00")
    send(month, *both)
    assert [sorted(files(each)) for each in does.letters[2:]] == [QUARTER, QUARTER], "nobody came in December"


def test_two_workers_at_once_send_one_letter(month: SmallHall, post: Callable[..., int], password: Path) -> None:
    does = MailServer()
    port = post(does)
    at_once = Barrier(4)

    def worker(_number: int) -> None:
        at_once.wait()
        send(month, mailbox(port, password))

    with ThreadPoolExecutor(4) as workers:
        list(workers.map(worker, range(4)))
    assert does.recipients == [HEAD]


def test_a_server_that_is_away_is_told_and_tried_again(
    month: SmallHall, post: Callable[..., int], password: Path
) -> None:
    does, port = MailServer(), free_port()
    send(month, mailbox(port, password))
    assert waits(month) == ["mail_away"]
    post(does, port=port)
    for _ in range(2):
        send(month, mailbox(port, password))
    assert does.recipients == [HEAD] and waits(month) == []


def test_a_server_that_hangs_is_left_after_its_time(
    month: SmallHall, password: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_mail, "TIMEOUT_S", 0.3)
    with socket.create_server((LOOPBACK, 0)) as silent:
        send(month, mailbox(silent.getsockname()[1], password))
    assert waits(month) == ["mail_away"]


@pytest.mark.parametrize("command", ["RCPT", "DATA"])
def test_a_server_that_says_later_is_asked_again_in_the_next_round(
    month: SmallHall, post: Callable[..., int], password: Path, command: str
) -> None:
    does = MailServer()
    port = post(does)
    does.answers[command] = "451 4.7.1 come back later"
    send(month, mailbox(port, password))
    assert waits(month) == ["mail_away"] and not does.letters
    does.answers.clear()
    send(month, mailbox(port, password))
    assert does.recipients == [HEAD] and waits(month) == []


@pytest.mark.parametrize("command", ["RCPT", "DATA"])
def test_a_server_that_refuses_is_left_alone_for_an_hour(
    month: SmallHall, post: Callable[..., int], password: Path, command: str
) -> None:
    does = MailServer()
    port = post(does)
    does.answers[command] = "550 5.1.1 nobody of that name"
    send(month, mailbox(port, password))
    assert waits(month) == ["mail_refused"]
    does.answers.clear()
    month.clock.passes(minutes=59)
    send(month, mailbox(port, password))
    assert not does.letters
    month.clock.passes(minutes=1)
    send(month, mailbox(port, password))
    assert does.recipients == [HEAD] and waits(month) == []


def test_one_address_that_is_refused_keeps_no_other_from_its_report(
    month: SmallHall, post: Callable[..., int], password: Path
) -> None:
    does = MailServer()
    does.unknown.add(HEAD)
    port = post(does)
    send(month, mailbox(port, password), mailbox(port, password, AGENCY))
    assert does.recipients == [AGENCY] and waits(month) == ["mail_refused"]


def test_a_wrong_password_and_one_that_cannot_be_read_are_refusals(
    month: SmallHall, post: Callable[..., int], password: Path
) -> None:
    does = MailServer()
    port = post(does)
    for wrong in (b"wrong", "mật khẩu".encode(), b"\xff", None):
        password.unlink() if wrong is None else password.write_bytes(wrong)
        send(month, mailbox(port, password))
        assert waits(month) == ["mail_refused"] and not does.letters
        month.clock.passes(hours=1)


def test_nothing_is_told_to_a_server_that_is_not_who_it_says(
    month: SmallHall, post: Callable[..., int], password: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    does = MailServer()
    port = post(does)
    (tmp_path / "other").mkdir()
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate(tmp_path / "other")[0]))
    send(month, mailbox(port, password))
    assert waits(month) == ["mail_refused"] and not does.letters


def test_a_letter_that_was_taken_is_sent_however_the_server_says_goodbye(
    month: SmallHall, post: Callable[..., int], password: Path
) -> None:
    does = MailServer()
    does.answers["QUIT"] = "500 what?"
    port = post(does)
    for _ in range(2):
        send(month, mailbox(port, password))
    assert does.recipients == [HEAD] and waits(month) == []


def test_a_letter_whose_answer_was_lost_comes_again_under_the_same_id(
    month: SmallHall, post: Callable[..., int], password: Path
) -> None:
    does = MailServer()
    port = post(does)
    does.hangs_up_after_data = True
    send(month, mailbox(port, password))
    assert waits(month) == ["mail_away"]
    does.hangs_up_after_data = False
    month.clock.passes(minutes=5)
    send(month, mailbox(port, password))
    first, again = does.letters
    assert first["Message-ID"] == again["Message-ID"] and waits(month) == []


def test_a_month_that_was_told_late_is_sent_anew_and_says_so(
    hall: SmallHall, post: Callable[..., int], password: Path
) -> None:
    does = MailServer()
    port = post(does)
    a_day(hall)
    served = hall.nam.sees_desk()["ticket"]
    hall.clock.is_at("2026-12-01 00:59:58")
    hall.nam.finishes(served)
    close(hall, "2026-12-01 01:00:02")
    send(hall, mailbox(port, password))
    hall.nam.opens()
    hall.nam.moves("undo", served)
    close(hall, "2026-12-01 02:00:00")
    for _ in range(2):
        send(hall, mailbox(port, password))
    first, again = does.letters
    assert again["Subject"].startswith("Thay thế: Kết quả") and first["Message-ID"] != again["Message-ID"]


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ({"reports_to": HEAD}, "MOISO_MAIL_SERVER"),
        ({"reports_to": "nobody", "mail_server": "smtp://mail", "mail_from": USER}, "nobody"),
        ({"mail_server": "http://mail"}, "smtp://"), ({"mail_server": "smtp://mail:x"}, "smtp://"),
        ({"mail_server": "smtps://a:secret@mail", "mail_password_file": "/x"}, "holds a password"),
        ({"mail_server": "smtps://a@mail"}, "MOISO_MAIL_PASSWORD_FILE"),
    ],
)  # fmt: skip
def test_settings_of_mail_that_cannot_work_stop_the_start(given: dict[str, str], names: str) -> None:
    with pytest.raises(config.BadSetting, match=names):
        config.load({}, **given)


def test_a_user_may_hold_an_at(password: Path) -> None:
    settings = config.load({}, reports_to=f"{HEAD} {AGENCY}", mail_server=f"smtp://{USER}@mail.example.vn",
                           mail_from=USER, mail_password_file=str(password))  # fmt: skip
    assert [each.name for each in report_mail.mailboxes(settings)] == [f"mailto:{HEAD}", f"mailto:{AGENCY}"]

"""The kiosk's own program, over HTTP: one touch one ticket one slip, whatever the network and the power do."""

import sqlite3
import threading
import time
from pathlib import Path

import pytest

from kiosk.journal import Journal
from kiosk.paper import published
from kiosk.qr import qr_image
from tests.kiosk.conftest import Machine
from tests.kiosk.stand_in import StandIn
from tests.kiosk.tcp_printer import TcpPrinter
from tests.services import ROOT, eventually


def test_a_touch_gives_a_number_on_paper_and_the_server_hears_of_it(kiosk: Machine, hall: StandIn) -> None:
    answer = kiosk.take("H", procedure="1.001193", lane="priority", grounds="elderly")
    assert answer["label"] == "H001" and answer["print"] == "printed" and "reason" not in answer
    assert answer["ahead"] == 3 and answer["qr"].startswith("data:image/png;base64,")
    assert kiosk.slips() == ["0001.bin"] and (kiosk.paper / "0001.png").exists()
    eventually(lambda: hall.reports)
    assert hall.reports[0]["ticket"] == answer["ticket"] and hall.reports[0]["outcome"] == "printed"
    (ticket,) = hall.tickets.values()
    assert (ticket["lane"], ticket["grounds"], ticket["channel"]) == ("priority", "elderly", "kiosk")


def test_two_touches_of_one_key_are_one_ticket_and_one_slip(kiosk: Machine, hall: StandIn) -> None:
    answers: list[dict[str, object]] = []
    touches = [threading.Thread(target=lambda: answers.append(kiosk.take("H", key="one"))) for _ in range(5)]
    for touch in touches:
        touch.start()
    for touch in touches:
        touch.join()
    assert len(answers) == 5 and all(answer == answers[0] for answer in answers)
    assert len(hall.tickets) == 1 and kiosk.slips() == ["0001.bin"]


def test_the_same_key_with_another_wish_is_refused(kiosk: Machine, hall: StandIn) -> None:
    kiosk.take("H", key="one")
    status, answer = kiosk.post("/api/take", {"service": "C"}, "one")
    assert (status, answer["error"]["code"]) == (409, "key_reused")
    assert len(hall.tickets) == 1 and len(kiosk.slips()) == 1


def test_an_answer_lost_on_the_network_costs_no_number(kiosk: Machine, hall: StandIn) -> None:
    hall.swallow_answers = 2
    assert kiosk.take("H")["label"] == "H001"
    assert len(hall.tickets) == 1 and len(kiosk.slips()) == 1


def test_without_a_server_the_kiosk_says_so_and_the_same_key_works_when_it_is_back(
    kiosk: Machine, hall: StandIn
) -> None:
    hall.stop()
    status, answer = kiosk.post("/api/take", {"service": "H"}, "patient")
    assert (status, answer["error"]["code"]) == (503, "server_away")
    assert "Máy chủ" in answer["error"]["message"]
    assert kiosk.get("/api/health")[1]["ok"] is False
    assert kiosk.get("/api/menu")[1]["online"] is False and kiosk.slips() == []
    hall.start()
    eventually(lambda: kiosk.get("/api/lines")[1]["online"])
    assert kiosk.take("H", key="patient")["label"] == "H001"


def test_a_kiosk_that_starts_without_its_server_shows_what_it_kept(machine: Machine, hall: StandIn) -> None:
    machine.start().stop()
    hall.stop()
    machine.start()
    menu = machine.get("/api/menu")[1]
    assert len(menu["procedures"]) == 221 and menu["online"] is False
    assert machine.get("/api/search?q=khai+sinh")[1]["procedures"][0]["code"] == "1.001193"


def test_a_kiosk_that_never_saw_its_server_says_that_it_has_no_catalogue(machine: Machine, hall: StandIn) -> None:
    hall.stop()
    machine.start(ready=False)
    status, answer = machine.get("/api/menu")
    assert (status, answer["error"]["code"]) == (503, "no_catalogue")
    assert machine.get("/api/lines")[1] == {
        "lines": [], "trial": False, "online": False, "as_of": None, "version": None,
        "reserve": {}, "unseen": None, "speech": True, "volume": 4, "scanner": False, "paper": True,
    }  # fmt: skip


def test_half_a_catalogue_on_the_disk_is_fetched_again(machine: Machine) -> None:
    (machine.data / "catalogue.json").write_text('{"version": "1", "serv')
    assert len(machine.start().get("/api/menu")[1]["procedures"]) == 221


def test_a_revoked_key_is_told_apart_from_a_server_that_is_away(kiosk: Machine, hall: StandIn) -> None:
    hall.key = "another"
    status, answer = kiosk.post("/api/take", {"service": "H"})
    assert (status, answer["error"]["code"]) == (503, "device_refused")


def test_without_paper_the_number_is_given_and_the_staff_are_told(kiosk: Machine, hall: StandIn) -> None:
    kiosk.paper.mkdir(exist_ok=True)
    (kiosk.paper / "paper-out").touch()
    answer = kiosk.take("H")
    assert (answer["label"], answer["print"], answer["reason"]) == ("H001", "refused", "paper_out")
    eventually(lambda: hall.reports)
    assert hall.reports[0]["outcome"] == "refused" and "paper_out" in hall.reports[0]["detail"]
    health = kiosk.get("/api/health")[1]
    assert health["ok"] is False and health["printer"]["paper"] == "out"
    assert kiosk.get("/api/lines")[1]["paper"] is False, "said before the next number is taken"
    (kiosk.paper / "paper-out").unlink()
    assert kiosk.take("H")["print"] == "printed"
    assert kiosk.get("/api/lines")[1]["paper"] is True


def test_a_printer_in_trouble_is_told_within_two_seconds_though_nobody_takes_a_number(
    machine: Machine, tcp_printer: TcpPrinter, hall: StandIn
) -> None:
    machine.printer = tcp_printer.address
    machine.start()
    eventually(lambda: hall.healths and hall.healths[-1]["printer"]["state"] == "ready")
    tcp_printer.cover_open = True
    changed = time.monotonic()
    eventually(lambda: hall.healths[-1]["printer"]["state"] == "cover_open")
    assert time.monotonic() - changed < 5, "two seconds, and as long for a busy machine"
    assert hall.healths[-1]["roll"] == {"used_m": 0.0, "left_m": 80.0, "slips_left": 571}
    tcp_printer.cover_open, tcp_printer.paper = False, "near_end"
    eventually(lambda: hall.healths[-1]["printer"]["state"] == "paper_near_end")
    assert hall.healths[-1]["roll"]["left_m"] == 5.0


@pytest.mark.parametrize(("fault", "outcome"), [("cover_open", "refused"), ("jammed", "refused"), (None, "printed")])
def test_a_network_printer_proves_each_slip(
    machine: Machine, tcp_printer: TcpPrinter, fault: str | None, outcome: str
) -> None:
    if fault:
        setattr(tcp_printer, fault, True)
    machine.printer = tcp_printer.address
    assert machine.start().take("H")["print"] == outcome


def test_a_printer_that_dies_in_the_middle_leaves_the_outcome_unknown(
    machine: Machine, tcp_printer: TcpPrinter, hall: StandIn
) -> None:
    tcp_printer.dies_after = 5_000
    machine.printer = tcp_printer.address
    assert machine.start().take("H", key="k")["print"] == "unknown"
    tcp_printer.dies_after = None
    assert machine.take("H", key="k")["print"] == "unknown", "asking again never prints a second slip"
    eventually(lambda: hall.reports)
    assert hall.reports[0]["outcome"] == "unknown"


def test_a_power_cut_prints_nothing_twice_and_reports_what_it_had_to_report(machine: Machine, hall: StandIn) -> None:
    machine.start()
    answer = machine.take("H", key="before")
    eventually(lambda: len(hall.reports) == 1)
    hall.stop()
    machine.kill()
    # As a power cut leaves it while paper moves: the ticket noted, no outcome.
    journal = Journal(machine.data / "journal.db")
    journal.issued("cut", {"service": "H", "lane": "ordinary", "language": "vi"}, next(iter(hall.tickets.values())))
    journal.close()
    machine.start()
    assert machine.take("H", key="before") == answer
    assert machine.take("H", key="cut")["print"] == "unknown"
    assert machine.slips() == ["0001.bin"]
    hall.start()
    eventually(lambda: len(hall.reports) == 2)
    assert hall.reports[1]["outcome"] == "unknown" and "kiosk_stopped" in hall.reports[1]["detail"]


def test_a_power_cut_while_the_server_was_asked_leaves_no_ticket_nobody_knows_of(
    machine: Machine, hall: StandIn
) -> None:
    wish = {"service": "H", "lane": "ordinary", "language": "vi"}
    machine.start().stop()
    hall.issue("cut", {**wish, "channel": "kiosk"})
    journal = Journal(machine.data / "journal.db")
    journal.asked("cut", wish)
    journal.asked("forgotten", wish)
    journal.close()
    with sqlite3.connect(machine.data / "journal.db") as file:
        file.execute("UPDATE take SET at = '2020-01-01T00:00:00+00:00' WHERE key = 'forgotten'")
    file.close()
    hall.stop()
    machine.start()
    hall.start()
    eventually(lambda: hall.reports)
    assert (hall.reports[0]["outcome"], hall.reports[0]["ticket"]) == ("unknown", 1)
    assert machine.take("H", key="cut")["print"] == "unknown"
    assert list(hall.tickets) == ["cut"] and machine.slips() == []
    assert not [asked for asked in hall.asked if "forgotten" in asked]


def test_a_key_gets_its_answer_again_although_the_hall_offers_the_service_no_more(
    kiosk: Machine, hall: StandIn
) -> None:
    answer = kiosk.take("H", key="early")
    kiosk.stop()
    services = [row for row in hall.catalogue["services"] if row["code"] != "H"]
    hall.catalogue = {**hall.catalogue, "version": "later", "services": services}
    kiosk.start()
    eventually(lambda: kiosk.get("/api/lines")[1]["version"] == "later")
    assert kiosk.take("H", key="early") == answer
    assert kiosk.post("/api/take", {"service": "H"}, "late")[1]["error"]["code"] == "unknown_service"


def test_a_guide_is_printed_once_and_burns_no_number(kiosk: Machine, hall: StandIn) -> None:
    for _ in range(2):
        assert kiosk.post("/api/guide", {"procedure": "1.001193", "language": "ko"}, "g") == (200, {"print": "printed"})
    assert kiosk.slips() == ["0001.bin"] and hall.tickets == {}
    eventually(lambda: hall.guides == {"g": "1.001193"})


def test_a_guide_without_paper_brings_the_code_of_its_published_list(kiosk: Machine) -> None:
    kiosk.paper.mkdir(exist_ok=True)
    (kiosk.paper / "paper-out").touch()
    answer = kiosk.post("/api/guide", {"procedure": "1.001193", "language": "vi"}, "g")[1]
    assert (answer["print"], answer["reason"]) == ("refused", "paper_out")
    (procedure,) = (row for row in kiosk.get("/api/menu")[1]["procedures"] if row["code"] == "1.001193")
    assert answer["qr"] == qr_image(published(procedure)), "the code that the slip would have had"


def test_a_guide_given_while_the_server_was_away_is_told_when_it_is_back(kiosk: Machine, hall: StandIn) -> None:
    hall.stop()
    assert kiosk.post("/api/guide", {"procedure": "1.001193", "language": "vi"}, "g") == (200, {"print": "printed"})
    kiosk.kill()
    hall.start()
    kiosk.start()
    eventually(lambda: hall.guides == {"g": "1.001193"})


def test_the_kiosk_tells_the_hall_how_it_is(kiosk: Machine, hall: StandIn) -> None:
    eventually(lambda: hall.healths)
    assert hall.healths[0]["printer"]["state"] == "ready" and hall.healths[0]["server"]["online"] is True


def test_services_needs_of_other_offices_and_families_are_found(kiosk: Machine) -> None:
    assert kiosk.get("/api/search?q=ket+qua")[1]["services"] == ["R"]
    assert "Tòa án" in kiosk.get("/api/search?q=ly+hon")[1]["elsewhere"]["text"]
    first, second, *_ = kiosk.get("/api/search?q=giay+khai+sinh")[1]["procedures"]
    assert first["question"] == "khai-sinh" and "question" not in second
    assert kiosk.get("/api/search?q=")[1] == {"services": [], "procedures": [], "elsewhere": None, "q": ""}


LONG = "x" * 10_000
BAD = [
    ({}, 422, "invalid_request"),
    ({"service": 7}, 422, "invalid_request"),
    ({"service": None}, 422, "invalid_request"),
    ({"service": ["H"]}, 422, "invalid_request"),
    ({"service": LONG}, 422, "invalid_request"),
    ({"service": "H\0"}, 422, "invalid_request"),
    ({"service": "\ud800"}, 422, "invalid_request"),
    ({"service": "Z"}, 404, "unknown_service"),
    ({"service": "H", "procedure": "9.999999"}, 404, "unknown_procedure"),
    ({"service": "H", "procedure": {}}, 422, "invalid_request"),
    ({"service": "H", "lane": "first"}, 422, "invalid_request"),
    ({"service": "H", "lane": "ordinary", "grounds": "elderly"}, 422, "invalid_request"),
    ({"service": "H", "lane": "priority", "grounds": "rich"}, 422, "unknown_grounds"),
    ({"service": "H", "language": "fr"}, 422, "invalid_request"),
    (b"{", 400, "malformed_json"),
    (b"", 400, "malformed_json"),
    (b"[]", 400, "malformed_json"),
    (b'"H"', 400, "malformed_json"),
    (b"\xff\xfe", 400, "malformed_json"),
    (b"[" * 60_000, 400, "malformed_json"),
    (b'{"service": "' + b"H" * 70_000 + b'"}', 413, "too_large"),
]


def test_bad_input_is_refused_with_a_code_and_changes_nothing(kiosk: Machine, hall: StandIn) -> None:
    for body, status, code in BAD:
        got = kiosk.post("/api/take", body)
        assert (got[0], got[1]["error"]["code"]) == (status, code), body
        assert got[1]["error"]["message"]
    assert kiosk.post("/api/take", {"service": "H"}, "ключ".encode().decode("latin-1"))[0] == 422
    assert kiosk.post("/api/take", {"service": "H"}, "k" * 81)[0] == 422
    assert kiosk.post("/api/take", b"service=H", **{"Content-Type": "application/x-www-form-urlencoded"})[0] == 415
    assert kiosk.post("/api/take", {"service": "H"}, **{"Sec-Fetch-Site": "cross-site"})[0] == 403
    assert kiosk.post("/api/guide", {"procedure": "x"})[1]["error"]["code"] == "unknown_procedure"
    for path in (
        "/nothing",
        "/paper/../config.png",
        "/paper/9999.png",
        "/assets/catalogue/words.toml",
        "/assets/js/%00",
    ):
        assert kiosk.get(path)[0] == 404, path
    assert kiosk.get("/api/take")[0] == 405
    for query in ("%00", "x" * 5_000, "%F0%9F%98%80", "kh%C6%A1%CC%81"):
        assert kiosk.get(f"/api/search?q={query}")[0] == 200
    assert hall.tickets == {} and kiosk.slips() == []


def test_decomposed_letters_are_the_same_letters(kiosk: Machine) -> None:
    plain = kiosk.get("/api/search?q=ch%E1%BB%A9ng%20th%E1%BB%B1c")[1]
    assert kiosk.get("/api/search?q=chu%CC%9B%CC%81ng%20thu%CC%9B%CC%A3c")[1] == plain


def test_every_answer_carries_the_strict_policy(kiosk: Machine) -> None:
    import urllib.request

    for path in ("/", "/paper", "/api/health", "/assets/css/tokens.css"):
        with urllib.request.urlopen(kiosk.url + path) as answer:
            assert "require-trusted-types-for 'script'" in answer.headers["Content-Security-Policy"], path
            assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_the_kiosk_stops_at_once_and_without_a_word(kiosk: Machine) -> None:
    kiosk.take("H")
    began = time.monotonic()
    assert kiosk.stop() == 0 and time.monotonic() - began < 5
    assert kiosk.program and "Traceback" not in kiosk.program.output()


def test_the_kiosk_fits_a_small_computer(kiosk: Machine) -> None:
    time.sleep(1)
    assert kiosk.program
    status = Path(f"/proc/{kiosk.program.pid}/status").read_text()
    resident = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
    assert resident * 1024 <= 80_000_000


def test_the_kiosk_imports_neither_the_server_nor_the_display() -> None:
    for path in (ROOT / "kiosk").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert not any(f"{verb} {door}" in text for verb in ("import", "from") for door in ("server", "display")), path

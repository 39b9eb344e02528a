"""The hall's list: imported whole or not at all, each bad row reported with its line."""

from tests.builders import SMALL_HALL
from tests.cast import Caller, SmallHall

PROCEDURES = SMALL_HALL["procedures.csv"]
NEW_ROW = "1.004873,H,Xác nhận độc thân,Thủ tục cấp giấy xác nhận tình trạng hôn nhân,,3 ngày,,Cổng DVCQG\n"
BAD_ROWS = (
    "mã lạ,H,Nhãn,Tên,,,,\n"  # line 5
    "1.001193,H,Nhãn,Tên,,,,\n"  # line 6: that code again
    f"1.000999,H,{'dài' * 40},Tên,,,,\n"  # line 7
)


def codes(caller: Caller, **query: str) -> list[str]:
    return [row["code"] for row in caller.get("/procedures", **query).done()["procedures"]]


def test_a_new_list_is_in_force_at_once(hall: SmallHall, tuan: Caller) -> None:
    before = hall.stranger.get("/procedures").done()["version"]
    report = tuan.post("/catalogue/import", {"procedures": PROCEDURES + NEW_ROW}).done()["report"]
    assert report["bad"] == [] and len(report["added"]) == 1 and report["removed"] == []
    assert "1.004873" in codes(hall.stranger)
    assert hall.stranger.get("/procedures").done()["version"] == report["version"] != before
    assert hall.kiosk.issues("H", procedure="1.004873")["procedure_label"] == "Xác nhận độc thân"
    assert hall.story()[-2]["kind"] == "catalogue_imported"
    hall.is_proved()


def test_one_bad_row_and_nothing_is_imported(hall: SmallHall, tuan: Caller) -> None:
    before = hall.stands_at()
    refused = tuan.post("/catalogue/import", {"procedures": PROCEDURES + BAD_ROWS + NEW_ROW})
    assert refused.refusal == (422, "bad_catalogue")
    bad = refused.body["error"]["details"]["report"]["bad"]
    assert [(row["file"], row["line"], row["field"]) for row in bad] == [
        ("procedures.csv", 5, "code"), ("procedures.csv", 6, "code"), ("procedures.csv", 7, "label"),
    ]  # fmt: skip
    assert hall.stands_at() == before
    assert "1.004873" not in codes(hall.stranger)


def test_who_insists_imports_the_good_rows(hall: SmallHall, tuan: Caller) -> None:
    body = {"procedures": PROCEDURES + BAD_ROWS + NEW_ROW, "force": True}
    report = tuan.post("/catalogue/import", body).done()["report"]
    assert len(report["bad"]) == 3
    assert codes(hall.stranger) == ["1.001193", "1.000656", "2.000815", "1.004873"]
    hall.is_proved()


def test_what_is_no_table_is_refused(hall: SmallHall, tuan: Caller) -> None:
    before = hall.stands_at()
    for text in ("x", "", "a\0b", "code,service\n", '"' * 1000, "code;service;label;name\n\0"):
        assert tuan.post("/catalogue/import", {"procedures": text}).refusal == (422, "bad_catalogue")
    assert hall.stands_at() == before


def test_a_procedure_taken_off_the_list_stays_on_its_tickets(hall: SmallHall, tuan: Caller, kiosk: Caller) -> None:
    ticket = kiosk.issues("H", procedure="1.000656")
    shorter = "\n".join(line for line in PROCEDURES.splitlines() if not line.startswith("1.000656")) + "\n"
    assert len(tuan.post("/catalogue/import", {"procedures": shorter}).done()["report"]["removed"]) == 1
    assert kiosk.sees(ticket)["procedure"] == "1.000656"
    assert kiosk.post("/tickets", {"service": "H", "procedure": "1.000656"}).refusal == (404, "unknown_procedure")


def test_search_finds_what_people_say(hall: SmallHall) -> None:
    assert codes(hall.stranger, q="giay khai sinh")[0] == "1.001193"
    assert codes(hall.stranger, q="sao y", service="C") == ["2.000815"]
    assert codes(hall.stranger, service="C") == ["2.000815"]


def test_a_hall_without_a_service_keeps_the_people_who_wait_for_it(hall: SmallHall, tmp_path) -> None:  # type: ignore[no-untyped-def]
    from server import setup
    from tests.builders import write_small_hall

    hall.open_all()
    ticket = hall.kiosk.issues("D")
    folder = write_small_hall(tmp_path / "files")
    (folder / "services.csv").write_text(
        "".join(line for line in SMALL_HALL["services.csv"].splitlines(True) if not line.startswith("D,")), "utf-8"
    )
    (folder / "counters.csv").write_text(SMALL_HALL["counters.csv"].replace(",B,D\n", ",B,H\n"), "utf-8")
    setup.make_hall(hall.database, folder, hall.clock.now)
    assert hall.kiosk.post("/tickets", {"service": "D"}).refusal == (404, "unknown_service")
    assert hall.kiosk.sees(ticket)["state"] == "waiting"
    assert hall.stranger.get(f"/public/tickets/{ticket['token']}").done()["label"] == "D001"
    moved = hall.hoa.transfers(ticket, "không còn làm ở đây", service="H")
    assert moved["service"] == "H"
    hall.is_proved()

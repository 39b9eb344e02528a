"""Reports as PDF: opened and read back, each figure that of the report, on A4, with letters of their own."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest
from sqlalchemy import update

from server import report_form, setup
from server.domain.figures import share
from server.models import Hall
from server.pulse import hall_row
from tests.builders import write_small_hall
from tests.cast import SmallHall
from tests.server.test_reports import a_day, report

A4_ACROSS = (842, 595)
"""Points."""

MARKUP = "#panic() *a* $x$ _b_ @c <d>"
UNKNOWN = "회 😀"
"""Letters that the document's font lacks."""


def asked(hall: SmallHall, by: str, **days: str) -> pdfium.PdfDocument:
    days = {"since": "2026-11-01", "through": "2026-11-30", **days}
    answer = hall.hoa.wire.ask("GET", "/reports.pdf", hall.hoa.headers, None, {**days, "by": by})
    assert (answer.status, answer.headers["Content-Type"]) == (200, "application/pdf")
    return pdfium.PdfDocument(answer.raw)


def words(page: pdfium.PdfPage) -> str:
    """All that stands on it, in the order of reading."""
    return " ".join(page.get_textpage().get_text_bounded().replace("\ufffe", "").split())


def fonts(page: pdfium.PdfPage) -> Iterator[tuple[str, bool]]:
    """Each font on it, and whether the file brings its letters along."""
    for text in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        font = raw.FPDFTextObj_GetFont(text)
        name = (raw.c_char * 100)()
        raw.FPDFFont_GetBaseFontName(font, name, 100)
        yield name.value.decode(), bool(raw.FPDFFont_GetIsEmbedded(font))


def clocked(seconds: int) -> str:
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}"


def percent(share: float) -> str:
    """By Vietnamese custom, to a tenth, without a tenth that is none."""
    return f"{100 * share:.1f}%".replace(".0%", "%").replace(".", ",")


def figures(row: dict[str, Any]) -> str:
    counts = row | row["outcomes"]
    names = ("legs", "finished", "absent", "supplement", "asked_again", "returned", "refused", "transferred", "chosen",
             "dossiers")  # fmt: skip
    waited, served = row["waited"], row["served"]
    cells = [counts[name] for name in names] + [clocked(waited["median_s"]), clocked(waited["p90_s"])]
    cells += [percent(waited["within_target"]), clocked(served["median_s"]), clocked(served["p90_s"])]
    return " ".join(map(str, cells))


@pytest.mark.parametrize("by", ["officer", "counter", "service", "day"])
def test_each_figure_is_the_reports(hall: SmallHall, by: str) -> None:
    a_day(hall)
    found = report(hall, by=by)
    read = " ".join(words(page) for page in asked(hall, by))
    assert figures(found["whole"]) in read
    finished = [row for row in found["rows"] if row["waited"]["n"] and row["served"]["n"]]
    assert finished
    for row in finished:
        assert figures(row) in read, row["key"]


def test_it_is_a_document_of_the_office(hall: SmallHall) -> None:
    a_day(hall)
    hall.clock.passes(0.123456)
    document = asked(hall, "officer")
    (page,) = document
    read = words(page)
    for part in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Số: ………/BC",
        "BÁO CÁO Kết quả làm việc hằng tháng của cán bộ tại trung tâm Tháng 11/2026 (01/11/2026 – 30/11/2026)",
        "Báo cáo hằng tháng về từng cán bộ, gửi cơ quan cử cán bộ.", "Nơi nhận:", "THỦ TRƯỞNG ĐƠN VỊ",
        "1/1",
    ):  # fmt: skip
        assert part in read
    assert tuple(map(round, page.get_size())) == A4_ACROSS
    assert {is_ours for _, is_ours in fonts(page)} == {True}
    title = "Báo cáo: Kết quả làm việc hằng tháng của cán bộ tại trung tâm"
    assert document.get_metadata_value("Title") == title


def test_an_office_that_is_no_centre_is_called_one_stop_desk(hall: SmallHall) -> None:
    a_day(hall)
    with hall.database.write() as db:
        db.execute(update(Hall).values(name="Bộ phận Một cửa xã Thử"))
    read = words(asked(hall, "officer")[0])
    assert "hằng tháng của cán bộ tại Bộ phận Một cửa Tháng" in read and "trung tâm" not in read.casefold()


def test_a_quarter_by_agency_is_for_their_meeting(hall: SmallHall) -> None:
    a_day(hall)
    read = words(asked(hall, "agency", since="2026-10-01", through="2026-12-31")[0])
    assert "hằng quý" in read and "Quý 4/2026 (01/10/2026 – 31/12/2026)" in read and "họp ba tháng một lần" in read
    assert "Chưa khai" in read, "the small hall says of no service whose it is"


@pytest.mark.parametrize(
    ("by", "since", "through"),
    [
        ("service", "2026-11-23", "2026-11-23"), ("service", "2026-11-01", "2026-11-30"),
        ("officer", "2026-11-23", "2026-11-29"), ("officer", "2026-10-01", "2026-12-31"),
        ("agency", "2026-11-01", "2026-11-30"), ("agency", "2026-09-01", "2026-11-30"),
    ],
)  # fmt: skip
def test_a_report_of_other_days_or_rows_claims_to_be_no_other_form(
    hall: SmallHall, by: str, since: str, through: str
) -> None:
    a_day(hall)
    read = words(asked(hall, by, since=since, through=through)[0])
    assert "BÁO CÁO Tiếp nhận, giải quyết thủ tục hành chính tại trung tâm" in read
    assert "hằng tháng" not in read and "hằng quý" not in read and "Cơ quan cử cán bộ" not in read


@pytest.mark.parametrize("by", ["officer", "agency", "service"])
def test_no_decree_is_cited_that_nobody_could_read(hall: SmallHall, by: str) -> None:
    a_day(hall)
    found = report(hall, by=by)
    found["whole"]["asked_again"] = 2
    with hall.database.read() as db:
        document = pdfium.PdfDocument(report_form.pdf(found, hall_row(db, 1), hall.clock.now))
    read = words(document[0])
    assert "Có 2 lượt bị yêu cầu bổ sung lần hai" in read and "Nghị định" not in read


@pytest.mark.parametrize(("part", "of", "told"), [(2999, 3000, "99,9%"), (19999, 20000, "99,9%"), (3, 3, "100%")])
def test_all_but_one_are_not_all(hall: SmallHall, part: int, of: int, told: str) -> None:
    a_day(hall)
    found = report(hall, by="officer")
    found["whole"]["waited"] |= {"n": of, "within_target": share(part, of)}
    with hall.database.read() as db:
        document = pdfium.PdfDocument(report_form.pdf(found, hall_row(db, 1), hall.clock.now))
    assert f"Trong số đã gọi, {told} được gọi trong 15 phút" in words(document[0])


def test_a_period_without_anybody_is_one_sentence_and_no_table(hall: SmallHall) -> None:
    read = words(asked(hall, "officer")[0])
    assert "Trong kỳ này không có ai lấy số." in read and "STT" not in read


def test_names_are_words_and_no_markup(hall: SmallHall, tmp_path: Path) -> None:
    folder = write_small_hall(tmp_path / "hall")
    counters = folder / "counters.csv"
    counters.write_text(counters.read_text(encoding="utf-8").replace("1,Hộ tịch,", f'1,"{MARKUP}",'), encoding="utf-8")
    setup.make_hall(hall.database, folder, hall.clock())
    a_day(hall)
    assert MARKUP in words(asked(hall, "counter")[0])
    found = report(hall, by="officer")
    found["rows"][0]["name"] = UNKNOWN
    with hall.database.read() as db:
        assert report_form.pdf(found, hall_row(db, 1), hall.clock.now)


def test_many_with_long_names_stand_on_several_sheets_each_with_its_head(hall: SmallHall) -> None:
    a_day(hall)
    found = report(hall, by="officer")
    (row, *_) = found["rows"]
    names = [f"Nguyễn Thị Phương Thảo Nguyên Khánh Ngọc {place}" for place in range(40)]
    found["rows"] = [row | {"key": name, "name": name} for name in names]
    made = datetime(2026, 12, 1, 8, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    with hall.database.read() as db:
        here = hall_row(db, 1)
    document = pdfium.PdfDocument(report_form.pdf(found, here, made))
    sheets = [words(page) for page in document]
    assert len(sheets) > 1
    for place, sheet in enumerate(sheets, 1):
        assert f"{place}/{len(sheets)}" in sheet and "lập lúc 08:00 ngày 01/12/2026" in sheet
        assert "STT" in sheet or "THỦ TRƯỞNG ĐƠN VỊ" in sheet
    everything = " ".join(sheets)
    assert all(name in everything for name in names)


def test_a_pdf_of_no_period_is_refused(hall: SmallHall) -> None:
    assert hall.hoa.wire.ask("GET", "/reports.pdf", hall.hoa.headers, None, {"since": "x"}).status == 422

"""What a citizen must bring, read from the portal's wording."""

from hypothesis import given
from hypothesis import strategies as st

from catalogue.checklist import SHORT, Paper, read_documents, shorten
from catalogue.files import load_default

BIRTH = "1.001193"


def test_an_empty_cell_is_an_empty_checklist() -> None:
    assert read_documents("") == ()
    assert read_documents("  ") == ()


def test_papers_to_hand_in_and_papers_to_show_are_told_apart() -> None:
    cell = "[Giấy tờ phải nộp] Tờ khai (1 bản chính) | Giấy chứng sinh || [Giấy tờ phải xuất trình] Hộ chiếu"
    assert [(paper.text, paper.kind) for paper in read_documents(cell)] == [
        ("Tờ khai", "submit"),
        ("Giấy chứng sinh", "submit"),
        ("Hộ chiếu", "present"),
    ]


def test_what_the_databases_hold_is_looked_up_by_the_office() -> None:
    cell = (
        "Đơn (1 bản chính) ◆ Không phải nộp nếu CSDL đã có (NQ 66.7/2025/NQ-CP): "
        "Căn cước ← CSDL quốc gia về dân cư; giấy chứng tử ← CSDL hộ tịch điện tử"
    )
    looked_up = [paper.text for paper in read_documents(cell) if paper.kind == "lookup"]
    assert looked_up == [
        "Căn cước (cơ sở dữ liệu quốc gia về dân cư)",
        "Giấy chứng tử (cơ sở dữ liệu hộ tịch điện tử)",
    ]


def test_the_number_of_copies_stands_apart_and_reads_like_speech() -> None:
    assert read_documents("Bản vẽ (01 bản chính, 1 bản sao)") == (
        Paper("Bản vẽ", "submit", None, "1 bản chính và 1 bản sao"),
    )


def test_a_case_is_named_without_its_numbering() -> None:
    (paper,) = read_documents("[b) Đối với trường hợp mất Trang bổ sung, hồ sơ gồm] (1) Đơn")
    assert paper.group == "Đối với trường hợp mất Trang bổ sung"
    assert paper.text == "Đơn"


def test_a_form_for_the_internet_is_not_asked_for_at_the_counter() -> None:
    cell = (
        "Mẫu hộ tịch điện tử tương tác đăng ký khai sinh (nếu nộp trực tuyến) (1 bản chính) | "
        "Tờ khai theo mẫu (nếu người có yêu cầu lựa chọn nộp hồ sơ theo hình thức trực tiếp) (1 bản chính)"
    )
    assert [paper.text for paper in read_documents(cell)] == ["Tờ khai theo mẫu"]


def test_papers_left_out_by_the_source_are_said_to_exist() -> None:
    (paper,) = read_documents("(+9 giấy tờ theo trường hợp khác)")
    assert paper.text == "Và 9 giấy tờ khác, tùy trường hợp"


def test_a_birth_needs_its_certificate_handed_in_and_an_identity_paper_shown() -> None:
    papers = load_default().procedure(BIRTH).checklist
    assert {"submit", "present", "lookup"} == {paper.kind for paper in papers}
    assert any(paper.short.startswith("Giấy chứng sinh") for paper in papers if paper.kind == "submit")
    assert any(paper.short.startswith("Căn cước, hộ chiếu") for paper in papers if paper.kind == "present")


def test_no_checklist_of_the_default_hall_keeps_marks_of_the_source() -> None:
    for procedure in load_default().procedures:
        assert bool(procedure.checklist) == bool(procedure.documents), procedure.code
        for paper in procedure.checklist:
            assert paper.text
            assert 0 < len(paper.short) <= SHORT
            assert not any(mark in paper.text for mark in ("||", "◆", "←", "điện tử tương tác")), paper.text


@given(st.text())
def test_no_cell_breaks_the_reader(cell: str) -> None:
    for paper in read_documents(cell):
        assert paper.text
        assert len(paper.short) <= SHORT


@given(st.text(min_size=1), st.integers(20, 200))
def test_a_short_text_keeps_its_limit(text: str, limit: int) -> None:
    assert len(shorten(text, limit)) <= max(limit, SHORT)

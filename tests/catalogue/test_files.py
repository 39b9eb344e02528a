"""A hall's files come from many hands: each fault is named with its line, and nothing breaks the reader."""

import csv
import io
import shutil
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets import LANGUAGES
from assets.messages import message
from catalogue.difference import difference
from catalogue.files import DEFAULT, FILES, load_default, read_folder, read_texts
from catalogue.nouns import Catalogue
from catalogue.problems import CODES, MOST, Problem, Report
from catalogue.rows import national_code
from catalogue.tables import LARGEST

HEADER = "code,service,label,name\n"
GOOD = "1.001193,H,Đăng ký khai sinh,Thủ tục đăng ký khai sinh\n"


def problems(texts: dict[str, str | bytes], base: Catalogue | None = None) -> list[tuple[str, int, str, str]]:
    reading = read_texts(texts, base or load_default())
    return [(bad.file, bad.line, bad.field, bad.problem) for bad in reading.bad]


def in_procedures(text: str | bytes) -> list[tuple[int, str, str]]:
    return [(line, field, problem) for _, line, field, problem in problems({"procedures.csv": text})]


def test_a_good_file_replaces_only_what_it_holds() -> None:
    reading = read_texts({"procedures": HEADER + GOOD}, load_default())
    assert reading.bad == ()
    assert reading.catalogue is not None
    assert [procedure.code for procedure in reading.catalogue.procedures] == ["1.001193"]
    assert reading.catalogue.services == load_default().services


def test_what_was_kept_never_leads_to_a_procedure_that_is_gone() -> None:
    catalogue = read_texts({"procedures": HEADER + GOOD}, load_default()).catalogue
    assert catalogue is not None
    codes = {"1.001193"} | {service.code for service in catalogue.services}
    assert all(set(phrase.codes) <= codes for phrase in catalogue.phrases)
    assert catalogue.questions == ()
    assert [tile.question for tile in catalogue.tiles] == [None] * 8


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("1.00119,H,a,b", (2, "code", "bad_code")),
        ("một,H,a,b", (2, "code", "bad_code")),
        ("١.٠٠١١٩٣,H,a,b", (2, "code", "bad_code")),
        ("1.001193,Q,a,b", (2, "service", "unknown_service")),
        ("1.001193,H,,b", (2, "label", "empty_label")),
        ("1.001193,H,a,", (2, "name", "empty")),
        (f"1.001193,H,{'a' * 65},b", (2, "label", "label_too_long")),
        (f"1.001193,H,a,{'b' * 1201}", (2, "name", "too_long")),
        ("1.001193,H,a,b,c", (2, "", "too_many_fields")),
        ("1.001193,H,a", (2, "", "too_few_fields")),
        ('1.001193,H,a,"b', (2, "", "bad_csv")),
        ("1.001193,H,a\0,b", (2, "", "nul_byte")),
    ],
)
def test_each_fault_of_a_row_is_named_with_its_line_and_column(row: str, fault: tuple[int, str, str]) -> None:
    assert in_procedures(HEADER + row + "\n") == [fault]


def test_a_code_twice_is_refused_also_when_one_has_a_local_suffix() -> None:
    second = "1.001193.H19,H,Khai sinh,Khai sinh\n"
    assert in_procedures(HEADER + GOOD + second) == [(3, "code", "duplicate_code")]


def test_a_local_suffix_is_stripped_and_kept_for_show() -> None:
    catalogue = read_texts({"procedures": HEADER + GOOD.replace("1.001193", "1.001193.H19")}, load_default()).catalogue
    assert catalogue is not None
    (procedure,) = catalogue.procedures
    assert (procedure.code, procedure.local_code) == ("1.001193", "1.001193.H19")


@pytest.mark.parametrize("written", ["1.012784", "1.012784.H19", " 1.012784.h19 "])
def test_the_national_code_is_found_in_what_provinces_write(written: str) -> None:
    assert national_code(written) == "1.012784"


@pytest.mark.parametrize("written", ["", "1012784", "1.012784.", "1.012784.H", "11.012784", "1.0127841"])
def test_no_national_code_is_guessed(written: str) -> None:
    assert national_code(written) is None


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"\xff\xfe\x00c", (1, "", "not_utf8")),
        ("code,service\ud800", (1, "", "not_utf8")),
        ("", (1, "code", "missing_column")),
        ("a,b,c\n1,2,3\n", (1, "code", "missing_column")),
        ("x" * (LARGEST + 1), (1, "", "file_too_large")),
        (HEADER + f'1.001193,H,a,"{"b" * 200_000}"\n', (2, "", "too_long")),
    ],
)
def test_a_file_that_is_no_list_is_reported_whole(content: str | bytes, fault: tuple[int, str, str]) -> None:
    assert in_procedures(content)[0] == fault


def test_the_line_is_where_a_row_starts_even_when_it_spans_several() -> None:
    text = HEADER + '1.001193,H,a,"tên\nhai dòng"\n' + "\n" + "sai,H,a,b\n"
    assert in_procedures(text) == [(5, "code", "bad_code")]


@pytest.mark.parametrize("separator", [";", "\t"])
def test_what_excel_writes_is_read(separator: str) -> None:
    text = ("\ufeff" + HEADER + GOOD).replace(",", separator).replace("\n", "\r\n")
    assert in_procedures(text.encode()) == []


def test_text_is_kept_composed_on_one_line_and_without_hidden_marks() -> None:
    label = unicodedata.normalize("NFD", "  Đăng ký\u200b  khai\u00ad sinh ")
    catalogue = read_texts({"procedures": HEADER + f'1.001193,H,"{label}","tên\n dài"\n'}, load_default()).catalogue
    assert catalogue is not None
    assert (catalogue.procedures[0].label, catalogue.procedures[0].name) == ("Đăng ký khai sinh", "tên dài")


def test_nothing_is_taken_when_one_row_is_bad_unless_told_so() -> None:
    text = HEADER + GOOD + "sai,H,a,b\n"
    assert read_texts({"procedures": text}, load_default()).catalogue is None
    forced = read_texts({"procedures": text}, load_default(), force=True)
    assert forced.catalogue is not None
    assert len(forced.catalogue.procedures) == 1
    assert [bad.problem for bad in forced.bad] == ["bad_code"]


def test_forced_a_row_loses_its_faulty_part_and_keeps_the_rest() -> None:
    every = {name: (DEFAULT / name).read_bytes() for name in FILES}
    listed = (DEFAULT / "procedures.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    shorter = {**every, "procedures.csv": "".join(line for line in listed if not line.startswith("1.001193,"))}
    assert read_texts(shorter, Catalogue()).catalogue is None
    again = read_texts(shorter, Catalogue(), force=True).catalogue
    assert again == read_texts({"procedures.csv": shorter["procedures.csv"]}, load_default()).catalogue
    assert again is not None
    assert [tile.question for tile in again.tiles] == [tile.question for tile in load_default().tiles]


def test_a_phrase_must_lead_to_a_procedure_or_a_service_the_hall_has() -> None:
    text = "phrase,codes\nsinh con,1.001193\nlấy giấy,R\nlạ,9.999999\nrỗng,\nSinh Con,1.001193\n"
    assert problems({"phrases": text}) == [
        ("phrases.csv", 4, "codes", "unknown_code_in_phrase"),
        ("phrases.csv", 5, "codes", "empty"),
        ("phrases.csv", 6, "phrase", "duplicate_phrase"),
    ]


def test_services_and_counters_are_checked_alike() -> None:
    services = "code,name,kind\nH,Hộ tịch,field\nH,Lại,field\nO,Chữ O,field\nC,,other\n"
    counters = "number,name,services\n1,Một,H\n1,Hai,H\nba,Ba,H\n4,Bốn,\n5,Năm,Z\n"
    found = problems({"services": services, "counters": counters, "procedures": HEADER, "phrases": "phrase,codes\n"})
    assert [fault[1:] for fault in found] == [
        (3, "code", "duplicate_letter"),
        (4, "code", "bad_letter"),
        (5, "kind", "bad_kind"),
        (5, "name", "empty"),
        (3, "number", "duplicate_number"),
        (4, "number", "bad_number"),
        (5, "services", "empty"),
        (6, "services", "unknown_service"),
    ]


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("questions.toml", "[[question]", "bad_toml"),
        ("questions.toml", "question = 3", "wrong_type"),
        ("questions.toml", "question = [3]", "wrong_type"),
        ("questions.toml", '[[question]]\nid = "a"\ntext = {vi = "?"}\noptions = []', "too_few_options"),
        ("questions.toml", '[[question]]\nid = "A b"\ntext = {vi = "?"}\noptions = []', "bad_id"),
        ("tiles.toml", '[[tile]]\ntext = {vi = "a"}\nicon = "../x"\nservice = "H"', "bad_icon"),
        ("tiles.toml", '[[tile]]\ntext = {vi = "a"}\nicon = "x"\nservice = "Z"', "unknown_service"),
        ("tiles.toml", '[[tile]]\ntext = {vi = "a"}\nicon = "x"\nservice = "H"\nquestion = "z"', "unknown_question"),
        ("tiles.toml", '[[tile]]\ntext = {vi = "a"}\nicon = "x"\nservice = "H"\n' * 9, "too_many_tiles"),
        ("elsewhere.toml", '[[direction]]\nid = "a"\nvi = "b"\nphrases = []', "empty"),
        ("hall.toml", 'name = "a"\ntimezone = "Mars/Olympus"', "bad_timezone"),
        ("hall.toml", 'name = "a"\ncode = "1-a"', "bad_hall_code"),
        ("hall.toml", "name = 3", "wrong_type"),
    ],
)
def test_the_hand_written_files_are_checked_too(name: str, text: str, problem: str) -> None:
    assert problem in [fault[3] for fault in problems({name: text})]


def test_a_missing_file_of_a_folder_is_reported(tmp_path: Path) -> None:
    shutil.copytree(DEFAULT, tmp_path, dirs_exist_ok=True)
    (tmp_path / "tiles.toml").unlink()
    reading = read_folder(tmp_path)
    assert reading.catalogue is None
    assert reading.bad == (Problem("tiles.toml", 0, "", "file_missing"),)


def test_a_file_of_garbage_makes_a_report_of_bounded_length() -> None:
    assert len(problems({"procedures": HEADER + "x,y,z,\n" * 5000})) == MOST


def test_every_fault_has_a_sentence_in_every_language() -> None:
    for problem in CODES:
        sentences = {message(language, Problem("", 0, "", problem).message_id) for language in LANGUAGES}
        assert len(sentences) == len(LANGUAGES)


def test_a_fault_without_a_code_is_a_programming_error() -> None:
    with pytest.raises(ValueError, match="odd"):
        Report().add("", 0, "", "odd")


def test_the_version_changes_with_the_content_and_only_with_it() -> None:
    again = read_folder(DEFAULT).catalogue
    assert again is not None
    assert again.version == load_default().version
    changed = read_texts({"procedures": HEADER + GOOD}, load_default()).catalogue
    assert changed is not None
    assert changed.version != again.version


def test_a_difference_names_what_came_what_changed_and_what_went() -> None:
    def having(*rows: str) -> Catalogue:
        text = HEADER + "".join(rows)
        found = read_texts({"procedures": text, "phrases": "phrase,codes\n"}, load_default()).catalogue
        assert found is not None
        return found

    other, third = "1.000894,H,Kết hôn,Kết hôn\n", "1.000656,H,Khai tử,Khai tử\n"
    found = difference(having(GOOD, other), having(GOOD.replace("Đăng", "Xin đăng"), third))
    assert (found.added, found.changed, found.removed) == (("1.000656",), ("1.001193",), ("1.000894",))


cells = st.lists(st.lists(st.text(max_size=20), max_size=6), max_size=6)


def written(rows: Iterable[Iterable[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(rows)
    return out.getvalue()


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(FILES), st.one_of(st.binary(max_size=300), st.text(max_size=300), cells.map(written)))
def test_no_content_of_any_file_breaks_the_reader(name: str, content: str | bytes) -> None:
    reading = read_texts({name: content}, load_default())
    assert (reading.catalogue is None) == bool(reading.bad)
    assert read_texts({name: content}, load_default(), force=True).catalogue is not None


@settings(max_examples=60, deadline=None)
@given(cells)
def test_no_row_under_a_good_header_breaks_the_reader(rows: list[list[str]]) -> None:
    content = HEADER + written(rows)
    for bad in read_texts({"procedures": content}, load_default()).bad:
        assert bad.problem in CODES
        assert bad.line >= 1

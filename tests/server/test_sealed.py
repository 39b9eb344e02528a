"""The story taken away sealed is proved without the database, and the proof beside the hall holds up nobody."""

import json
from pathlib import Path

import pytest

from server.cli import main
from server.domain.proof import Fault, Head, prove_file
from tests.cast import Answer, SmallHall


@pytest.fixture
def lived(hall: SmallHall) -> SmallHall:
    hall.open_all()
    for _ in range(3):
        hall.kiosk.issues("H")
    hall.mai.finishes(hall.mai.serves_next())
    hall.nam.pauses(reason="họp")
    return hall


def page(hall: SmallHall, path: str, **query: str) -> Answer:
    return hall.ba.wire.ask("GET", path, {**hall.ba.headers, "Accept": "application/json"}, None, query)


def sealed(hall: SmallHall) -> list[str]:
    return page(hall, "/story.jsonl").raw.decode().splitlines()


def head_of(lines: list[str]) -> Head:
    return Head(**json.loads(lines[0])["head"])


def test_the_sealed_file_holds_every_row_in_pages_and_proves_itself(
    lived: SmallHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.pages.story.AT_ONCE", 3)
    lines = sealed(lived)
    assert [json.loads(line) for line in lines[1:]] == lived.story()
    found = prove_file(lines)
    assert (found.is_whole, found.rows, found.head) == (True, len(lines) - 1, head_of(lines))


def test_what_is_told_while_somebody_downloads_is_not_part_of_the_file(
    lived: SmallHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.pages.story.AT_ONCE", 2)
    monkeypatch.setattr("server.pages.story.time.sleep", lambda _s: lived.kiosk.issues("C"))
    found = prove_file(sealed(lived))
    assert found.is_whole and found.rows < len(lived.story())


@pytest.mark.parametrize(
    ("damage", "kind"),
    [("changed", "chain"), ("removed", "chain"), ("cut", "end"), ("torn", "file"), ("empty", "file"),
     ("foreign", "file"), ("header only", "end")],
)  # fmt: skip
def test_a_file_that_is_not_as_it_was_sealed_is_found(lived: SmallHall, damage: str, kind: str) -> None:
    lines = sealed(lived)
    if damage == "changed":
        lines[4] = json.dumps(json.loads(lines[4]) | {"why": "người nhà"})
    elif damage == "removed":
        del lines[4]
    elif damage == "cut":
        del lines[-1]
    elif damage == "torn":
        lines[-1] = lines[-1][:40]
    elif damage == "empty":
        lines = []
    elif damage == "foreign":
        lines[0] = '{"something": "else"}'
    else:
        del lines[1:]
    assert prove_file(lines).faults[0].kind == kind


def test_a_file_made_anew_as_a_whole_is_found_by_a_head_kept_elsewhere(lived: SmallHall) -> None:
    before = sealed(lived)
    lived.kiosk.issues("H")
    kept = head_of(sealed(lived))
    assert prove_file(before).is_whole
    assert prove_file(before, kept).faults == (Fault("cut", {"seq": kept.seq - 1, "kept": kept.seq}),)
    assert prove_file(sealed(lived), head_of(before)).is_whole


def test_the_command_proves_a_sealed_file_without_a_database(
    lived: SmallHall, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = sealed(lived)
    file = tmp_path / "story.jsonl"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    nowhere = ["--data", str(tmp_path / "nothing here")]
    assert main(["check", "--export", str(file), "--head", str(head_of(lines)), *nowhere]) == 0
    assert capsys.readouterr().out.endswith("\nAll is well.\n")
    file.write_text("\n".join(lines[:-1]), encoding="utf-8")
    assert main(["check", "--export", str(file), *nowhere]) == 1
    file.write_bytes(b"\xff\xfe")
    assert main(["check", "--export", str(file), *nowhere]) == 1
    assert main(["check", "--export", str(tmp_path / "no file"), *nowhere]) == 1
    assert "no file cannot be read" in capsys.readouterr().err


def proved(answer: Answer) -> dict[str, object]:
    lines = [json.loads(line) for line in answer.raw.decode().splitlines()]
    assert all("read" in line for line in lines[:-1]) and len(lines) > 1
    (proof,) = lines[-1]["proofs"].values()
    return dict(proof)


def test_the_proof_of_the_page_says_how_far_it_is_and_what_it_found(lived: SmallHall) -> None:
    head = head_of(sealed(lived))
    whole = proved(page(lived, "/story/proof"))
    assert whole["head"] == {"seq": head.seq, "hash": head.hash}
    assert (whole["found"], whole["faults"]) == (0, [])
    assert proved(page(lived, "/story/proof", head=str(head)))["found"] == 0
    later = Head(head.seq + 5, head.hash)
    assert proved(page(lived, "/story/proof", head=str(later)))["faults"] == [
        {"kind": "cut", "details": {"seq": head.seq, "kept": later.seq}}
    ]


def test_a_head_that_is_none_is_refused(lived: SmallHall) -> None:
    assert page(lived, "/story/proof", head="12").refusal == (422, "invalid_request")

"""The commands do what they say, and say in a sentence why not."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text

from server import auth, schema
from server.cli import main
from server.db import Database
from server.models import Account, SignIn
from tests.builders import MORNING, write_small_hall

Moiso = Callable[..., tuple[int, str, str]]


@pytest.fixture
def moiso(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Moiso:
    """Runs a command on the database in `data`: its code, and what it said on both streams."""

    def run(*words: str, data: Path = tmp_path / "data", typed: str = "một mật khẩu dài") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed + "\n"))
        place = [] if words[:2] == ("catalogue", "check") else ["--data", str(data)]
        code = main([*words, *place])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def made(moiso: Moiso, tmp_path: Path) -> Path:
    """The data folder of a made hall."""
    assert moiso("init", "--hall", str(write_small_hall(tmp_path / "files")))[0] == 0
    return tmp_path / "data"


def rows(data: Path, statement: str) -> list[tuple[object, ...]]:
    database = Database(f"sqlite:///{data / 'moiso.db'}")
    with database.read() as db:
        found = [tuple(row) for row in db.execute(text(statement))]
    database.close()
    return found


def is_well(said: tuple[int, str, str]) -> bool:
    """What `moiso check` said of a whole hall."""
    return said[0] == 0 and said[1].endswith("\nAll is well.\n")


@pytest.mark.parametrize(
    "words",
    [
        ("account", "add", "mai", "--role", "clerk"),
        ("account", "disable", "mai"),
        ("device", "add", "tv", "--kind", "display"),
        ("catalogue", "import", "."),
        ("hall", "import", "."),
        ("check",),
    ],
)
def test_before_init_every_command_says_what_to_do(moiso: Moiso, words: tuple[str, ...]) -> None:
    code, out, err = moiso(*words)
    assert (code, out) == (1, "") and "run `moiso init`" in err


@pytest.mark.parametrize(("name", "said"), [("SESSION_HOURS", "zwölf"), ("HEARTBEAT_S", "5")])
def test_a_wrong_setting_is_a_wrong_use(moiso: Moiso, monkeypatch: pytest.MonkeyPatch, name: str, said: str) -> None:
    monkeypatch.setenv(f"MOISO_{name}", said)
    assert moiso("check")[0] == 2


@pytest.fixture
def two(moiso: Moiso, made: Path, tmp_path: Path) -> Path:
    """The data folder of two halls, `an` and `binh`."""
    assert moiso("hall", "import", str(write_small_hall(tmp_path / "an", "an")))[0] == 0
    code, out, err = moiso("init", "--hall", str(write_small_hall(tmp_path / "binh", "binh")), "--another")
    assert code == 0 and "xã An" in out and "xã Binh" in out, err
    return made


def test_of_several_halls_the_commands_ask_which(moiso: Moiso, two: Path, tmp_path: Path) -> None:
    days = ("report", "--since", "2026-11-01", "--through", "2026-11-30", "--out", str(tmp_path / "out.csv"))
    for words in (
        ("device", "add", "tv", "--kind", "display"),
        ("account", "add", "mai", "--role", "clerk"),
        ("account", "disable", "mai"),
        ("hall", "import", str(write_small_hall(tmp_path / "files"))),
        ("check", "--head", "1:0123456789abcdef"),
        days,
    ):
        code, _, err = moiso(*words)
        assert code == 1 and "--hall says which one of an, binh" in err, words
        code, _, err = moiso(*words, "--hall", "bnh")
        assert code == 1 and "no hall bnh: --hall says which one of an, binh" in err, words
    assert moiso(*days, "--hall", "binh")[0] == 0
    assert moiso("account", "add", "mai", "--role", "clerk", "--hall", "binh")[0] == 0
    assert moiso("device", "add", "tv", "--kind", "display", "--hall", "2")[0] == 0
    of_which = "SELECT hall.code FROM {} AS it JOIN hall ON hall.id = it.hall_id"
    assert rows(two, of_which.format("account")) == rows(two, of_which.format("device")) == [("binh",)]
    assert is_well(moiso("check")) and is_well(moiso("check", "--hall", "binh"))


def test_a_hall_is_founded_beside_others_only_on_purpose(moiso: Moiso, two: Path, tmp_path: Path) -> None:
    mistyped = str(write_small_hall(tmp_path / "mistyped", "bnh"))
    for words in (("init", "--hall", mistyped), ("hall", "import", mistyped)):
        code, _, err = moiso(*words)
        assert code == 1 and "no hall bnh" in err
    code, _, err = moiso("init", "--hall", str(tmp_path / "binh"), "--another")
    assert code == 1 and "the hall binh is there already" in err
    code, _, err = moiso("init", "--another")
    assert code == 1 and "write code" in err
    assert moiso("init")[0] == moiso("init", "--hall", str(tmp_path / "an"))[0] == 0
    assert rows(two, "SELECT code FROM hall ORDER BY id") == [("an",), ("binh",)]


def test_files_find_their_hall_by_its_code(moiso: Moiso, two: Path, tmp_path: Path) -> None:
    assert moiso("catalogue", "import", str(tmp_path / "binh"))[0] == 0
    assert rows(two, "SELECT hall_id, COUNT(*) FROM edition GROUP BY hall_id") == [(1, 2), (2, 2)]
    code, _, err = moiso("hall", "import", str(tmp_path / "binh"), "--hall", "an")
    assert code == 1 and "foreign_files" in err


def test_a_hall_without_a_code_gets_no_neighbour(moiso: Moiso, made: Path, tmp_path: Path) -> None:
    code, _, err = moiso("init", "--hall", str(write_small_hall(tmp_path / "binh", "binh")), "--another")
    assert code == 1 and "xã Thử has no code yet" in err
    assert rows(made, "SELECT code FROM hall") == [(None,)]


def test_a_new_password_signs_out_and_gives_role_and_counter(moiso: Moiso, made: Path) -> None:
    assert moiso("account", "add", "mai", "--role", "clerk", "--counter", "1")[0] == 0
    database = Database(f"sqlite:///{made / 'moiso.db'}")
    with database.write() as db:
        account = db.execute(select(Account.id)).scalar_one()
        db.execute(insert(SignIn).values(account_id=account, token_hash=auth.digest("stolen"), expires_at=MORNING))
    database.close()
    assert moiso("account", "add", "mai", "--role", "clerk", "--counter", "99")[0] == 1
    assert len(rows(made, "SELECT id FROM sign_in")) == 1
    assert moiso("account", "add", "mai", "--role", "supervisor", typed="mật khẩu khác")[0] == 0
    assert rows(made, "SELECT role, counter, is_active FROM account") == [("supervisor", None, 1)]
    assert rows(made, "SELECT id FROM sign_in") == []
    assert is_well(moiso("check"))


def test_the_proof_names_the_head_to_keep_and_takes_it_back(moiso: Moiso, made: Path) -> None:
    code, out, _ = moiso("check")
    (kept,) = (line.rpartition(" ")[2] for line in out.splitlines() if "the head" in line)
    assert code == 0 and kept == "{}:{}".format(*rows(made, "SELECT seq, head FROM hall")[0])
    assert is_well(moiso("check", "--head", kept))
    assert is_well(moiso("check", "--head", kept[:20]))
    assert moiso("account", "add", "mai", "--role", "clerk")[0] == 0
    assert is_well(moiso("check", "--head", kept)), "the story went on since"
    seq, _, hash = kept.partition(":")
    code, out, _ = moiso("check", "--head", f"{int(seq) + 100}:{hash}")
    assert code == 1 and "the end was cut off" in out and "Next: " in out and out.endswith("\n1 faults.\n")


@pytest.mark.parametrize("head", ["12", "12:abc", "0:0123456789abcdef", "12:0123456789abcdeg"])
def test_a_head_that_is_none_is_a_wrong_use(moiso: Moiso, made: Path, head: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        moiso("check", "--head", head)
    assert stopped.value.code == 2


def test_every_fault_of_the_proof_has_its_sentence_and_its_next_step(moiso: Moiso, made: Path) -> None:
    database = Database(f"sqlite:///{made / 'moiso.db'}")
    with database.write() as db:
        db.execute(text("UPDATE story SET why = 'ai đó'"))
    database.close()
    code, out, _ = moiso("check")
    assert code == 1 and "Hall 1: The chain breaks at row 1: " in out and "  Next: Change nothing." in out


def test_nobody_is_put_on_a_seat_that_is_taken(moiso: Moiso, made: Path) -> None:
    assert moiso("account", "add", "mai", "--role", "clerk", "--counter", "1")[0] == 0
    assert moiso("account", "add", "nam", "--role", "clerk", "--counter", "2")[0] == 0
    code, _, err = moiso("account", "add", "nam", "--role", "clerk", "--counter", "1")
    assert (code, "seat_taken" in err, "mai" in err) == (1, True, True)
    assert rows(made, "SELECT user, counter FROM account ORDER BY user") == [("mai", 1), ("nam", 2)]


def test_a_disabled_account_is_out_until_it_is_added_again(moiso: Moiso, made: Path) -> None:
    assert moiso("account", "add", "mai", "--role", "clerk")[0] == 0
    assert moiso("account", "disable", "mai")[0] == 0
    assert rows(made, "SELECT is_active FROM account") == [(0,)]
    assert rows(made, "SELECT kind FROM story ORDER BY seq DESC LIMIT 1") == [("account_disabled",)]
    assert moiso("account", "add", "mai", "--role", "clerk")[0] == 0
    assert rows(made, "SELECT is_active FROM account") == [(1,)]
    code, _, err = moiso("account", "disable", "ai")
    assert code == 1 and "nobody is called ai" in err


def test_bad_rows_are_told_in_sentences(moiso: Moiso, made: Path, tmp_path: Path) -> None:
    files = write_small_hall(tmp_path / "bad")
    (files / "counters.csv").write_text("number,name,post,zone,services\n1,Một,Công chức,A,X\n", encoding="utf-8")
    code, out, _ = moiso("catalogue", "check", str(files))
    assert code == 1 and "counters.csv:2: services: unknown_service: " in out
    code, _, err = moiso("catalogue", "import", str(files))
    assert code == 1 and "counters.csv:2: services: unknown_service: " in err and "nothing was imported" in err
    assert moiso("catalogue", "import", str(write_small_hall(tmp_path / "good")))[0] == 0


def test_a_backup_needs_a_folder_and_a_program(
    moiso: Moiso, made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, _, err = moiso("backup", str(tmp_path / "missing/a.backup"))
    assert code == 1 and "is no folder" in err
    monkeypatch.setenv("PATH", str(tmp_path))
    code, _, err = moiso("backup", str(tmp_path / "a"), "--database", "postgresql+psycopg://nobody@/none")
    assert code == 1 and "pg_dump is missing" in err


def test_a_backup_is_restored_and_the_database_before_it_kept(moiso: Moiso, made: Path, tmp_path: Path) -> None:
    backup = tmp_path / "monday.backup"
    assert moiso("backup", str(backup))[0] == 0
    assert moiso("account", "add", "mai", "--role", "clerk")[0] == 0
    code, _, err = moiso("restore", str(backup))
    assert code == 1 and "--replace" in err
    code, out, _ = moiso("restore", str(backup), "--replace")
    assert code == 0 and "moiso.db.before-" in out
    assert rows(made, "SELECT id FROM account") == []
    assert is_well(moiso("check"))
    (before,) = (path for path in made.glob("moiso.db.before-*") if not path.name.endswith(("-wal", "-shm")))
    (tmp_path / "old").mkdir()
    before.rename(tmp_path / "old/moiso.db")
    assert rows(tmp_path / "old", "SELECT user FROM account") == [("mai",)]
    assert moiso("restore", str(backup), data=tmp_path / "new")[0] == 0
    assert moiso("check", data=tmp_path / "new")[0] == 0
    assert moiso("restore", str(backup / "moiso.db"), data=tmp_path / "file")[0] == 0, "as backups once were: a file"
    assert moiso("check", data=tmp_path / "file")[0] == 0


@pytest.mark.parametrize("damage", ["torn", "foreign", "missing"])
def test_a_backup_that_is_none_replaces_nothing(moiso: Moiso, made: Path, tmp_path: Path, damage: str) -> None:
    backup = tmp_path / "bad.backup"
    if damage == "torn":
        assert moiso("backup", str(backup))[0] == 0
        (backup / "moiso.db").write_bytes((backup / "moiso.db").read_bytes()[:20_000])
    elif damage == "foreign":
        Database(f"sqlite:///{backup}").close()
        backup.touch()
    code, _, err = moiso("restore", str(backup), "--replace")
    assert code == 1 and err.startswith("moiso: ") and "Traceback" not in err
    assert is_well(moiso("check"))
    assert sorted(path.name for path in made.iterdir() if "wal" not in path.name and "shm" not in path.name) == [
        "moiso.db",
        "moiso.lock",
    ]


def test_a_backup_of_postgresql_is_restored(moiso: Moiso, postgres_url: str, tmp_path: Path) -> None:
    there = ("--database", postgres_url)
    assert moiso("init", *there, "--hall", str(write_small_hall(tmp_path / "files")))[0] == 0
    film = tmp_path / "data/media/0a.mp4"
    film.parent.mkdir(parents=True)
    film.write_text("a film")
    assert moiso("backup", str(tmp_path / "a.backup"), *there)[0] == 0
    assert moiso("account", "add", "mai", "--role", "clerk", *there)[0] == 0
    film.unlink()
    code, _, err = moiso("restore", str(tmp_path / "a.backup"), *there)
    assert code == 1 and "loses it for good" in err
    code, out, err = moiso("restore", "--replace", str(tmp_path / "a.backup"), *there)
    assert code == 0, err
    assert film.read_text() == "a film" and "The backup has no voice" in out
    assert is_well(moiso("check", *there))
    schema.must_be_current(postgres_url)


def test_a_report_is_a_file_of_any_kind(moiso: Moiso, made: Path, tmp_path: Path) -> None:
    days = ("report", "--since", "2026-11-01", "--through", "2026-11-30")
    for kind, begins in (("csv", "\ufeff".encode()), ("xlsx", b"PK"), ("pdf", b"%PDF")):
        out = tmp_path / f"november.{kind}"
        assert moiso(*days, "--by", "officer", "--kind", kind, "--out", str(out))[0] == 0
        assert out.read_bytes().startswith(begins)
    code, _, said = moiso(*days, "--out", str(tmp_path / "nowhere" / "x.csv"))
    assert code == 1 and "nowhere" in said and "cannot be written" in said
    code, _, said = moiso(*days, "--hall", "7", "--out", str(tmp_path / "x.csv"))
    assert code == 1 and "--hall says which one" in said
    code, _, said = moiso("report", "--since", "2026-11-30", "--through", "2026-11-01", "--out", str(tmp_path / "x"))
    assert code == 1 and "bad_period" in said

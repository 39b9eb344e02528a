"""A backup has all of a hall, its voice and its pictures too; whatever dies in the middle, it is whole or absent."""

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import text

from server import backups, schema
from server.backups import back_up, restore
from server.db import Database
from tests.builders import MORNING

VOICE = {
    "voice.json": '{"vi": {"bank": "vi-recorded-1"}}',
    "vi-recorded-1/vi/counter.wav": "quầy",
    "takes/vi/x.wav": "x",
}
MEDIA = {"0a.jpg": "the hall", "0b.mp4": "a film"}
HALF_MADE = {"voice/new-1/vi/counter.wav": "qu", "voice/takes/vi/new-2": "x", "media/.receiving": "a fi"}


class Centre:
    """One machine's data folder."""

    def __init__(self, data: Path) -> None:
        self.data, self.url = data, f"sqlite:///{data / 'moiso.db'}"
        self.folders = [data / "voice", data / "media"]

    def begins(self, **files: dict[str, str]) -> None:
        self.data.mkdir()
        schema.migrate(self.url)
        self.has({f"{folder}/{name}": said for folder, of in files.items() for name, said in of.items()})

    def has(self, files: dict[str, str]) -> None:
        for name, said in files.items():
            (self.data / name).parent.mkdir(parents=True, exist_ok=True)
            (self.data / name).write_text(said)

    def marks(self, table: str) -> None:
        database = Database(self.url)
        with database.engine.begin() as db:
            db.execute(text(f"CREATE TABLE {table} (n INTEGER)"))
        database.close()

    def backs_up(self, to: Path) -> None:
        back_up(self.url, self.folders, to)

    def restores(self, backup: Path, minute: int = 0) -> list[Path]:
        return restore(self.url, self.folders, backup, MORNING + timedelta(minutes=minute), replace=True)

    def files(self) -> dict[str, str]:
        return {name: said for folder in self.folders for name, said in content(folder, self.data).items()}

    def is_marked(self, table: str) -> bool:
        database = Database(self.url)
        with database.read() as db:
            found = db.execute(
                text("SELECT count(*) FROM sqlite_master WHERE name = :table"), {"table": table}
            ).scalar()
        database.close()
        return bool(found)


def content(folder: Path, root: Path) -> dict[str, str]:
    return {str(path.relative_to(root)): path.read_text() for path in folder.rglob("*") if path.is_file()}


def of_centre(voice: dict[str, str], media: dict[str, str]) -> dict[str, str]:
    return {f"voice/{name}": said for name, said in voice.items()} | {
        f"media/{name}": said for name, said in media.items()
    }


@pytest.fixture
def centre(tmp_path: Path) -> Centre:
    centre = Centre(tmp_path / "data")
    centre.begins(voice=VOICE, media=MEDIA)
    return centre


def test_a_centre_restored_onto_an_empty_machine_has_its_voice_and_its_pictures(centre: Centre, tmp_path: Path) -> None:
    centre.has(HALF_MADE)
    centre.marks("monday")
    centre.backs_up(tmp_path / "monday.backup")
    assert not list(tmp_path.glob("*.part"))
    other = Centre(tmp_path / "other/machine")
    assert other.restores(tmp_path / "monday.backup") == []
    assert other.files() == of_centre(VOICE, MEDIA)
    assert other.is_marked("monday")
    schema.must_be_current(other.url)
    assert sorted(path.name for path in other.data.iterdir() if "moiso" not in path.name) == ["media", "voice"]


def test_what_a_restore_replaces_is_kept_beside_it(centre: Centre, tmp_path: Path) -> None:
    centre.backs_up(tmp_path / "monday.backup")
    (centre.data / "voice/voice.json").unlink()
    centre.has({"media/0c.jpg": "another"})
    now = MORNING.strftime("%Y%m%d-%H%M%S")
    aside = [centre.data / f"{name}.before-{now}" for name in ("moiso.db", "voice", "media")]
    assert centre.restores(tmp_path / "monday.backup") == aside
    assert centre.files() == of_centre(VOICE, MEDIA)
    assert "voice.json" not in content(aside[1], aside[1])
    assert content(aside[2], aside[2]) == {**MEDIA, "0c.jpg": "another"}


def test_a_file_that_did_not_change_takes_no_room_in_the_next_backup(centre: Centre, tmp_path: Path) -> None:
    monday, tuesday = tmp_path / "1.backup", tmp_path / "2.backup"
    centre.backs_up(monday)
    os.utime(centre.data / "media/0a.jpg", (1, 1))  # a sweep dates what is named, and changes nothing in it
    centre.has({"voice/takes/vi/x.wav": "y"})
    centre.backs_up(tuesday)
    for name in ("media/0a.jpg", "media/0b.mp4", "voice/voice.json"):
        assert (monday / name).samefile(tuesday / name), name
    assert not (monday / "media/0a.jpg").samefile(centre.data / "media/0a.jpg")
    assert (monday / "voice/takes/vi/x.wav").read_text() == "x"
    assert (tuesday / "voice/takes/vi/x.wav").read_text() == "y"


def test_a_backup_kept_under_a_name_of_its_own_is_not_the_newest_for_ever(centre: Centre, tmp_path: Path) -> None:
    for made, name in enumerate(("z.backup", "1.backup", "2.backup")):
        centre.backs_up(tmp_path / name)
        os.utime(tmp_path / name, (made, made))
        centre.has({f"media/0{made}.mp4": "a film since"})
    assert (tmp_path / "1.backup/media/00.mp4").samefile(tmp_path / "2.backup/media/00.mp4")


def test_a_stick_that_knows_no_second_names_gets_copies(
    centre: Centre, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    centre.backs_up(tmp_path / "1.backup")
    centre.backs_up(tmp_path / "2.backup")
    for folder in ("voice", "media"):
        assert content(tmp_path / "2.backup" / folder, tmp_path) != {}
        assert content(tmp_path / "2.backup" / folder, tmp_path / "2.backup") == content(
            centre.data / folder, centre.data
        )


def test_a_full_disk_leaves_no_backup_and_a_sentence(
    centre: Centre, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backups.shutil, "copy2", full)
    with pytest.raises(backups.NotCopied, match="No space left"):
        centre.backs_up(tmp_path / "monday.backup")
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_a_backup_without_the_database_replaces_nothing(centre: Centre, tmp_path: Path) -> None:
    (tmp_path / "half").mkdir()
    with pytest.raises(backups.NotCopied, match="is no file"):
        centre.restores(tmp_path / "half")
    assert centre.files() == of_centre(VOICE, MEDIA)


def unreadable(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    listed = Path.iterdir

    def iterdir(folder: Path) -> Iterator[Path]:
        if folder.name == name:
            raise OSError(5, "Input/output error")
        return listed(folder)

    monkeypatch.setattr(Path, "iterdir", iterdir)


@pytest.mark.parametrize("name", ["media", "takes"])
def test_a_folder_that_cannot_be_read_is_no_empty_one(
    centre: Centre, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    centre.backs_up(tmp_path / "monday.backup")
    unreadable(monkeypatch, name)
    with pytest.raises(backups.NotCopied, match="Input/output error"):
        centre.backs_up(tmp_path / "tuesday.backup")
    assert not (tmp_path / "tuesday.backup").exists()
    with pytest.raises(backups.NotCopied, match="Input/output error"):
        centre.restores(tmp_path / "monday.backup")
    monkeypatch.undo()
    assert centre.files() == of_centre(VOICE, MEDIA)
    assert not list(centre.data.glob("*.before-*"))


def test_a_film_that_cannot_be_read_keeps_nobody_from_the_database(
    centre: Centre, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monday = tmp_path / "monday.backup"
    centre.backs_up(monday)
    centre.marks("tuesday")
    centre.has({"media/0b.mp4": "another"})
    copy2 = backups.shutil.copy2

    def on_a_bad_spot(source: Path, to: Path) -> object:
        if source.name == "0b.mp4":
            raise OSError(5, "Input/output error")
        return copy2(source, to)

    monkeypatch.setattr(backups.shutil, "copy2", on_a_bad_spot)
    with pytest.raises(backups.NotCopied) as refused:
        centre.restores(monday)
    assert f"'{monday / 'media/0b.mp4'}'" in str(refused.value)
    assert f"`moiso restore --replace {monday / 'moiso.db'}`" in str(refused.value)
    assert centre.is_marked("tuesday") and not [*centre.data.glob("*.before-*"), *centre.data.glob("*.part")]
    centre.restores(monday / "moiso.db")
    assert not centre.is_marked("tuesday") and centre.files()["media/0b.mp4"] == "another"
    (monday / "media/0b.mp4").unlink()  # or all but that film
    centre.restores(monday, minute=1)
    assert centre.files() == of_centre(VOICE, {"0a.jpg": "the hall"})


@pytest.mark.parametrize("fault", ["busy", "Ctrl-C before it", "Ctrl-C after it"])
@pytest.mark.parametrize("at", ["moiso.db", "media", "media.part", "moiso.db.part"])
def test_a_restore_that_fails_in_the_middle_puts_all_back(
    centre: Centre, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str, fault: str
) -> None:
    centre.backs_up(tmp_path / "monday.backup")
    centre.marks("tuesday")
    centre.has({"media/0c.jpg": "another"})
    rename = Path.rename

    def renamed(place: Path, to: Path) -> Path:
        if place.name != at:
            return rename(place, to)
        if fault == "busy":
            raise OSError(16, "Device or resource busy")
        if fault == "Ctrl-C after it":
            rename(place, to)
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "rename", renamed)
    with pytest.raises(backups.NotCopied if fault == "busy" else KeyboardInterrupt):
        centre.restores(tmp_path / "monday.backup")
    monkeypatch.undo()
    assert centre.is_marked("tuesday")
    assert centre.files() == of_centre(VOICE, {**MEDIA, "0c.jpg": "another"})
    assert not [*centre.data.glob("*.before-*"), *centre.data.glob("*.part")]
    centre.restores(tmp_path / "monday.backup")
    assert centre.files() == of_centre(VOICE, MEDIA) and not centre.is_marked("tuesday")


def test_the_database_is_aside_on_its_disk_before_a_folder_moves(
    centre: Centre, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    centre.backs_up(tmp_path / "monday.backup")
    happened: list[tuple[str, Path]] = []
    rename, settle = Path.rename, backups.settle

    def renamed(place: Path, to: Path) -> Path:
        happened.append(("renamed", place))
        return rename(place, to)

    def settled(*places: Path) -> None:
        happened.extend(("settled", place) for place in places)
        settle(*places)

    monkeypatch.setattr(Path, "rename", renamed)
    monkeypatch.setattr(backups, "settle", settled)
    centre.restores(tmp_path / "monday.backup")
    aside = happened.index(("renamed", centre.data / "moiso.db"))
    assert ("settled", centre.data) in happened[aside : happened.index(("renamed", centre.data / "voice"))]


def test_a_folder_that_the_backup_lacks_stays_as_it_is(centre: Centre, tmp_path: Path) -> None:
    centre.backs_up(tmp_path / "monday.backup")
    shutil.rmtree(tmp_path / "monday.backup/media")
    assert backups.lacking(centre.folders, tmp_path / "monday.backup") == [centre.data / "media"]
    centre.restores(tmp_path / "monday.backup")
    assert centre.files() == of_centre(VOICE, MEDIA)
    assert not list(centre.data.glob("media.before-*"))


def was_killed_at(point: int, work: Callable[[], object]) -> bool:
    """Whether kill -9 came at this `point` of `work`, beside one of its names or writes; if not, it ran to its end."""
    child = os.fork()
    if child == 0:
        left = point

        def mortal(call: Callable[..., object]) -> Callable[..., object]:
            def die() -> None:
                nonlocal left
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

            def called(*args: object, **options: object) -> object:
                die()
                answer = call(*args, **options)
                die()
                return answer

            return called

        try:
            for name in ("fsync", "rename", "replace", "link", "mkdir"):
                setattr(os, name, mortal(getattr(os, name)))
            work()
            os._exit(0)
        finally:
            os._exit(1)
    status = os.waitpid(child, 0)[1]
    assert os.WIFSIGNALED(status) or os.waitstatus_to_exitcode(status) == 0, "it failed"
    return os.WIFSIGNALED(status)


def test_a_backup_killed_anywhere_is_whole_or_absent(centre: Centre, tmp_path: Path) -> None:
    centre.backs_up(tmp_path / "0.backup")
    point = 1
    while was_killed_at(point, partial(centre.backs_up, tmp_path / "1.backup")):
        backup = tmp_path / "1.backup"
        if backup.exists():
            assert content(backup / "voice", backup) | content(backup / "media", backup) == of_centre(VOICE, MEDIA)
            backup.rename(tmp_path / f"{point}.done")
        point += 1
    assert point > 20
    assert (tmp_path / "1.backup/moiso.db").is_file()
    assert not list(tmp_path.glob("*.part")), "the next one clears away what a killed one left"


def test_a_restore_killed_anywhere_is_simply_given_again(centre: Centre, tmp_path: Path) -> None:
    centre.marks("monday")
    centre.backs_up(tmp_path / "monday.backup")
    old = Centre(tmp_path / "old")
    old.begins(voice={"voice.json": "{}"}, media={"0z.jpg": "old"})
    old.marks("tuesday")
    point, deaths = 1, 0
    while True:
        data = Centre(tmp_path / f"machine-{point}")
        shutil.copytree(old.data, data.data)
        if not was_killed_at(point, partial(data.restores, tmp_path / "monday.backup")):
            assert data.is_marked("monday") and data.files() == of_centre(VOICE, MEDIA)
            break
        deaths += 1
        if (data.data / "moiso.db").exists():  # a server would start: it has all of the one, or all of the other
            is_new = data.is_marked("monday")
            assert data.is_marked("tuesday") is not is_new
            assert data.files() == (
                of_centre(VOICE, MEDIA) if is_new else of_centre({"voice.json": "{}"}, {"0z.jpg": "old"})
            )
        data.restores(tmp_path / "monday.backup", minute=1)
        assert data.is_marked("monday") and data.files() == of_centre(VOICE, MEDIA)
        assert not list(data.data.glob("*.part"))
        assert [path.read_text() for path in data.data.glob("media.before-*/0z.jpg")] == ["old"], "nothing is lost"
        point += 1
    assert deaths > 20

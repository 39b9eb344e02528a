"""How the hall's screens are set, and the pictures and videos they show between the calls."""

import errno
import io
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from server import jobs
from server.domain.errors import DiskFull
from server.here import Here
from server.media import MOST_DOTS, UNUSED_S, Media
from tests.cast import Caller, Json, SmallHall

USUAL = {"counters": [], "volume": 100, "quiet": None, "dark": None}
SET = {"counters": [1, 2], "volume": 40, "quiet": ["11:30", "13:30"], "dark": ["17:00", "07:00"]}


def screens(hall: SmallHall) -> dict[str, Json]:
    rows = hall.tuan.get("/devices").done()["devices"]
    return {row["kind"]: row for row in rows}


def test_a_screen_is_set_and_the_story_says_who_did_it(hall: SmallHall, tuan: Caller) -> None:
    before = screens(hall)
    assert before["display"]["screen"] == USUAL and before["kiosk"]["screen"] is None
    tv = before["display"]["id"]
    assert tuan.post(f"/devices/{tv}/screen", SET).done()["device"]["screen"] == SET
    assert screens(hall)["display"]["screen"] == SET and screens(hall)["panel"]["screen"] == USUAL
    told = hall.story()[-1]
    assert (told["kind"], told["by"]) == ("screen_set", "tuan") and told["details"]["volume"] == 40
    hall.is_proved()


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"counters": [1, 77]}, (404, "unknown_counter")),
        ({"volume": 101}, (422, "invalid_request")),
        ({"quiet": ["11:30"]}, (422, "invalid_request")),
        ({"dark": ["5 pm", "07:00"]}, (422, "invalid_request")),
    ],
)
def test_a_setting_no_screen_could_keep_changes_nothing(
    hall: SmallHall, tuan: Caller, change: Json, refusal: tuple[int, str]
) -> None:
    tv, before = screens(hall)["display"]["id"], hall.stands_at()
    assert tuan.post(f"/devices/{tv}/screen", SET | change).refusal == refusal
    assert hall.stands_at() == before


def test_a_kiosk_and_a_revoked_screen_cannot_be_set(hall: SmallHall, tuan: Caller) -> None:
    kiosk, panel = screens(hall)["kiosk"]["id"], screens(hall)["panel"]["id"]
    assert tuan.post(f"/devices/{kiosk}/screen", SET).refusal == (404, "unknown_screen")
    tuan.post(f"/devices/{panel}/revoke").done()
    assert tuan.post(f"/devices/{panel}/screen", SET).refusal == (404, "unknown_screen")


def picture(*size: int, kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "#0B5F63").save(out, kind)
    return out.getvalue()


def kept(hall: SmallHall) -> Media:
    here: Here = hall.app.extensions["moiso"]
    return here.media


def send(caller: Caller, what: bytes) -> Any:
    return caller.post("/media", what, headers={"Content-Type": "application/octet-stream"})


def shown(hall: SmallHall, name: str, **headers: str) -> Any:
    return hall.app.test_client().get(f"/media/{name}", headers=headers, buffered=True)


TORN = picture(900, 600, kind="JPEG")[:-400]
"""A photograph whose sending stopped: its head is whole, and a TV would show a grey half."""
VIDEO = bytes(4) + b"ftypisom" + bytes(2000)


@pytest.mark.parametrize(
    ("what", "ending"),
    [
        (picture(30, 20), "png"),
        (picture(30, 20, kind="JPEG"), "jpg"),
        (picture(30, 20, kind="WEBP"), "webp"),
        (VIDEO, "mp4"),
        (b"\x1a\x45\xdf\xa3" + bytes(100), "webm"),
    ],
    ids=["png", "jpg", "webp", "mp4", "webm"],
)
def test_a_file_is_kept_under_a_name_made_of_its_content_and_shown_to_everybody(
    hall: SmallHall, tuan: Caller, what: bytes, ending: str
) -> None:
    name = send(tuan, what).done(201)["file"]
    assert name.endswith(f".{ending}")
    assert send(tuan, what).done(201)["file"] == name, "the same file again is the same file"
    answer = shown(hall, name)
    assert answer.data == what and "max-age=31536000" in answer.headers["Cache-Control"]
    assert [path.name for path in kept(hall).folder.iterdir()] == [name], "nothing is left beside it"


def test_a_video_is_answered_in_parts_so_that_it_begins_at_once(hall: SmallHall, tuan: Caller) -> None:
    name = send(tuan, VIDEO).done(201)["file"]
    answer = shown(hall, name, Range="bytes=4-11")
    assert (answer.status_code, answer.data) == (206, b"ftypisom")


@pytest.mark.parametrize(
    "what",
    [b"", b"MZ" + bytes(300), b"<svg onload=alert(1)>", picture(30, 20)[:40], TORN],
    ids=["nothing", "program", "drawing", "torn", "half a photograph"],
)
def test_what_no_screen_can_show_is_refused_and_not_kept(hall: SmallHall, tuan: Caller, what: bytes) -> None:
    assert send(tuan, what).refusal == (422, "not_media")
    assert list(kept(hall).folder.iterdir()) == []


def test_a_picture_of_too_many_dots_is_refused(hall: SmallHall, tuan: Caller) -> None:
    assert send(tuan, picture(MOST_DOTS // 1000 + 1, 1000)).refusal == (422, "not_media")


def test_a_full_disk_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    class Endless(io.RawIOBase):
        def read(self, _size: int = -1) -> bytes:
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(DiskFull):
        Media(tmp_path).receive(Endless())  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


def test_the_disk_keeps_room_for_the_database(tmp_path: Path) -> None:
    with pytest.raises(DiskFull):
        Media(tmp_path, spare_bytes=2**60).receive(io.BytesIO(picture(9, 9)))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["../moiso.db", "a.png", "0" * 32 + ".svg", "moiso.db"])
def test_no_name_leads_out_of_the_folder(hall: SmallHall, name: str) -> None:
    assert shown(hall, name).status_code == 404


def test_only_what_a_playlist_names_is_kept_for_longer_than_a_day(hall: SmallHall, tuan: Caller) -> None:
    named, unnamed = (send(tuan, picture(width, 9)).done(201)["file"] for width in (10, 11))
    hall.regulates(screens={"playlist": [{"kind": "picture", "file": named}]})

    def left(age: float) -> set[str]:
        hall.clock.now = datetime.fromtimestamp(time.time() + age, UTC)
        jobs.sweep_media(hall.database, kept(hall), hall.clock())
        return {path.name for path in kept(hall).folder.iterdir()}

    assert left(UNUSED_S - 60) == {named, unnamed}
    assert left(UNUSED_S + 60) == {named}
    hall.regulates(screens={"playlist": []})
    assert left(2 * UNUSED_S) == {named}, "its day began when the list let go of it"
    assert left(2 * UNUSED_S + 120) == set()


@pytest.mark.parametrize(
    ("item", "problem"),
    [
        ({"kind": "text"}, "needs_words"),
        ({"kind": "video"}, "needs_a_file"),
        ({"kind": "picture", "file": "0" * 32 + ".png"}, "unknown_file"),
    ],
)
def test_an_item_that_would_show_nothing_is_refused_with_its_place(
    hall: SmallHall, tuan: Caller, item: Json, problem: str
) -> None:
    refused = tuan.post("/regulations", {"screens": {"playlist": [{"kind": "how"}, item]}})
    assert refused.refusal == (422, "bad_regulations")
    assert refused.body["error"]["details"]["problems"] == [{"where": "screens.playlist[1]", "problem": problem}]

"""The centre changes what its loudspeaker says and records its own voice; the hall hears it from the next call."""

import base64
import io
import json
import math
import shutil
import wave
from array import array
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from display.takes import RULES
from display.voice import as_wav
from server import app
from server.models import Counter, Hall
from tests.cast import Caller, SmallHall

ORDER = ["invite", "{label}", "to", "{counter}"]


def tone(seconds: float = 0.4, loud: float = 8000, hertz: float = 440, rate: int = RULES.rate) -> array:
    return array("h", [int(loud * math.sin(math.tau * hertz * i / rate)) for i in range(int(rate * seconds))])


def silence(seconds: float = 0.3) -> array:
    return array("h", bytes(2 * int(RULES.rate * seconds)))


def sent(samples: array, rate: int = RULES.rate) -> str:
    return base64.b64encode(as_wav(samples.tobytes(), rate)).decode()


def samples(answer: dict[str, Any]) -> array:
    with wave.open(io.BytesIO(base64.b64decode(answer["wav"]))) as sound:
        return array("h", sound.readframes(sound.getnframes()))


def tongue(tuan: Caller, language: str = "vi") -> dict[str, Any]:
    said: dict[str, Any] = tuan.get("/voice").done()["languages"][language]
    return said


def called(hall: SmallHall, language: str = "vi", label: str = "H012") -> bytes:
    answer = hall.app.test_client().get(f"/display/voice/{language}/{label}/1.wav")
    assert answer.status_code == 200
    return answer.data


def record_all(tuan: Caller, language: str = "vi") -> None:
    for place, name in enumerate(tongue(tuan, language)["missing"]):
        sound = silence() + tone(hertz=200 + 20 * place) + silence()
        tuan.post(f"/voice/{language}/takes", {"clip": name, "wav": sent(sound)}).done()


def test_every_clip_of_this_hall_is_named_with_its_text(tuan: Caller) -> None:
    said = tongue(tuan)
    assert said["speaks"] == "machine" and said["order"] == ORDER and said["broken"] == []
    needed = [clip["name"] for clip in said["clips"] if clip["is_needed"]]
    assert needed[:3] == ["again", "invite", "to"] and {"7", "H", "counter-3"} <= set(needed)
    assert "counter-40" not in needed and said["missing"] == needed
    assert next(clip["said"] for clip in said["clips"] if clip["name"] == "H") == "hát,"


def test_changed_words_are_heard_from_the_next_call_and_told_with_who_changed_them(
    hall: SmallHall, tuan: Caller
) -> None:
    before, english = called(hall), called(hall, "en")
    changed = tuan.post("/voice/vi/words", {"clips": {"H": "hờ,", "7": "bẩy,"}, "order": ORDER}, key="k1").done()
    assert {clip["name"] for clip in changed["tongue"]["clips"] if clip["said"] != clip["usual"]} == {"H", "7"}
    assert called(hall) != before and called(hall, "en") == english
    told = hall.story()[-1]
    assert (told["kind"], told["by"], told["details"]) == (
        "voice_words_changed", "tuan", {"language": "vi", "clips": ["7", "H"]},
    )  # fmt: skip
    tuan.post("/voice/vi/words", {"clips": {"H": "hờ,", "7": "bẩy,"}, "order": ORDER}, key="k1").done()
    assert hall.story()[-1]["seq"] == told["seq"], "asked twice, told once"
    tuan.post("/voice/vi/words", {"clips": {"H": "hát,", "7": "bảy,"}, "order": ORDER}).done()
    assert called(hall) == before, "the usual words are the usual bank again"
    hall.is_proved()


def test_two_who_change_the_words_at_once_do_not_undo_each_other(tuan: Caller) -> None:
    seen = tongue(tuan)["revision"]
    tuan.post("/voice/vi/words", {"clips": {"H": "hờ,"}, "order": ORDER, "seen": seen}).done()
    late = tuan.post("/voice/vi/words", {"clips": {"7": "bẩy,"}, "order": ORDER, "seen": seen})
    assert late.refusal == (409, "changed_meanwhile")


def test_words_whose_commit_was_lost_are_asked_for_again_and_told_once(hall: SmallHall, tuan: Caller) -> None:
    seen, own = tongue(tuan)["revision"], hall.app.extensions["moiso"].voice
    words = own.words("vi").changed({"H": "hờ,"}, ORDER)
    own.choose("vi", speaks="machine", bank=own.make_machine(words, []), words=words)
    told = len(hall.story())
    for _ in range(2):
        tuan.post("/voice/vi/words", {"clips": {"H": "hờ,"}, "order": ORDER, "seen": seen}, key="k1").done()
    (only,) = hall.story()[told:]
    assert only["details"] == {"language": "vi", "clips": ["H"]}


def test_counters_that_no_bank_can_say_are_named_and_need_no_clip(hall: SmallHall, tuan: Caller) -> None:
    assert tuan.get("/voice").done()["silent_counters"] == []
    with hall.database.write() as db:
        db.execute(update(Counter).where(Counter.number == 4).values(number=41))
    assert tuan.get("/voice").done()["silent_counters"] == [41]
    assert "counter-41" not in tongue(tuan)["missing"]
    record_all(tuan)
    tuan.post("/voice/vi/speaks", {"speaks": "recorded"}).done()


@pytest.mark.parametrize(
    "body",
    [
        {"clips": {"AA": "a"}, "order": ORDER},
        {"clips": {"H": ""}, "order": ORDER},
        {"clips": {"H": "a" * 81}, "order": ORDER},
        {"clips": {}, "order": ["invite", "{label}"]},
        {"clips": {}, "order": [*ORDER[:3], "{label}"]},
        {"clips": {}, "order": ["../../etc", *ORDER[1:]]},
    ],
)
def test_words_that_are_no_call_are_refused(tuan: Caller, body: dict[str, Any]) -> None:
    assert tuan.post("/voice/vi/words", body).refusal == (422, "invalid_request")


def test_a_text_is_heard_before_it_is_saved(hall: SmallHall, tuan: Caller) -> None:
    before = hall.stands_at()
    assert max(samples(tuan.post("/voice/vi/try", {"text": "-h bờ"}).done())) > 2000
    assert hall.stands_at() == before


def test_only_a_complete_language_is_swapped_in_and_one_press_goes_back(hall: SmallHall, tuan: Caller) -> None:
    before = called(hall)
    refused = tuan.post("/voice/vi/speaks", {"speaks": "recorded"})
    assert refused.refusal == (422, "voice_incomplete")
    assert "counter-1" in refused.body["error"]["details"]["missing"]
    record_all(tuan)
    assert tongue(tuan)["missing"] == []
    assert called(hall) == before, "a draft is heard by nobody"
    draft = tuan.post("/voice/vi/sample", {"speaks": "recorded", "label": "H012", "counter": 1}).done()
    swapped = tuan.post("/voice/vi/speaks", {"speaks": "recorded"}, key="swap").done()
    assert swapped["tongue"]["speaks"] == "recorded" and swapped["tongue"]["broken"] == []
    assert called(hall) == base64.b64decode(draft["wav"]) != before
    told = hall.story()[-1]
    assert (told["kind"], told["by"], told["details"]["speaks"]) == ("voice_changed", "tuan", "recorded")
    assert tuan.post("/voice/vi/speaks", {"speaks": "recorded"}, key="swap").done() == swapped
    tuan.post("/voice/vi/speaks", {"speaks": "machine"}).done()
    assert called(hall) == before
    hall.is_proved()


def test_a_voice_whose_commit_was_lost_is_asked_for_again_and_told_once(hall: SmallHall, tuan: Caller) -> None:
    record_all(tuan)
    own = hall.app.extensions["moiso"].voice
    words, told = own.words("vi"), len(hall.story())
    needed = [clip["name"] for clip in tongue(tuan)["clips"] if clip["is_needed"]]
    own.choose("vi", speaks="recorded", bank=own.make_recorded(words, needed), words=words)
    for _ in range(2):
        tuan.post("/voice/vi/speaks", {"speaks": "recorded"}).done()
    (only,) = hall.story()[told:]
    first = own.in_force("vi").name
    assert only["details"] == {"language": "vi", "speaks": "recorded", "recordings": first}
    tuan.post("/voice/vi/takes", {"clip": "invite", "wav": sent(silence() + tone(hertz=777) + silence())}).done()
    told = len(hall.story())
    own.choose("vi", speaks="recorded", bank=own.make_recorded(words, needed), words=words)
    for _ in range(2):
        tuan.post("/voice/vi/speaks", {"speaks": "recorded"}).done()
    (only,) = hall.story()[told:]
    assert only["details"]["recordings"] == own.in_force("vi").name != first


def test_a_recorded_voice_goes_on_while_its_words_change_and_misses_the_clip_that_did(
    hall: SmallHall, tuan: Caller
) -> None:
    record_all(tuan)
    tuan.post("/voice/vi/speaks", {"speaks": "recorded"}).done()
    before = called(hall)
    changed = tuan.post("/voice/vi/words", {"clips": {"invite": "Mời số"}, "order": ORDER}).done()["tongue"]
    assert changed["speaks"] == "recorded" and changed["missing"] == ["invite"]
    assert called(hall) == before
    assert tuan.post("/voice/vi/speaks", {"speaks": "recorded"}).refusal == (422, "voice_incomplete")


def test_a_call_with_a_lost_clip_is_read_whole_by_the_usual_voice_and_the_next_by_its_own(
    hall: SmallHall, tuan: Caller, tmp_path: Path
) -> None:
    usual = called(hall), called(hall, label="C001")
    record_all(tuan)
    tuan.post("/voice/vi/speaks", {"speaks": "recorded"}).done()
    bank = json.loads((tmp_path / "voice" / "voice.json").read_text())["vi"]["bank"]
    (tmp_path / "voice" / bank / "vi" / "H.wav").unlink()
    assert called(hall) == usual[0]
    assert called(hall, label="C001") != usual[1]
    assert tongue(tuan)["broken"] == ["H"]
    assert tuan.post("/voice/vi/speaks", {"speaks": "recorded"}).done()["tongue"]["broken"] == [], "pressed once more"
    (tmp_path / "voice" / bank / "vi" / "C.wav").write_bytes(b"")
    assert tongue(tuan)["broken"] == ["C"], "emptied by a power cut"
    (tmp_path / "voice" / bank / "manifest.json").write_bytes(b"")
    assert {"C", "H", "again"} <= set(tongue(tuan)["broken"])
    assert tuan.post("/voice/vi/speaks", {"speaks": "recorded"}).done()["tongue"]["broken"] == []


BAD = {
    "not_wav": base64.b64encode(b"ID3 no wave at all").decode(),
    "wrong_form": sent(tone(), 44100),
    "silent": sent(silence(1)),
    "too_short": sent(silence() + tone(0.05) + silence()),
    "too_long": sent(tone(5.5)),
    "clipped": sent(array("h", [max(-32768, min(32767, 4 * sample)) for sample in tone(loud=20000)])),
    "too_quiet": sent(tone(loud=450)),
}


@pytest.mark.parametrize("why", BAD)
def test_a_recording_that_will_not_do_is_refused_with_the_reason(tuan: Caller, why: str) -> None:
    refused = tuan.post("/voice/vi/takes", {"clip": "H", "wav": BAD[why]})
    assert refused.refusal == (422, "bad_take") and refused.body["error"]["details"] == {"why": why}
    assert "H" in tongue(tuan)["missing"]


def test_a_recording_larger_than_any_word_is_not_read(tuan: Caller) -> None:
    assert tuan.post("/voice/vi/takes", {"clip": "H", "wav": "A" * 950_000}).refusal == (422, "invalid_request")
    assert tuan.post("/voice/vi/takes", {"clip": "H", "wav": "A" * 1_200_000}).refusal == (413, "too_large")


def test_a_take_loses_its_silence_and_is_as_loud_as_the_others(tuan: Caller) -> None:
    loud = []
    for name, level in (("H", 2000), ("C", 15000)):
        sound = silence(0.6) + tone(loud=level) + silence(0.6)
        taken = tuan.post("/voice/vi/takes", {"clip": name, "wav": sent(sound)}).done()
        assert 0.4 < taken["length_s"] < 0.6
        loud.append(max(samples(tuan.get(f"/voice/vi/takes/{name}").done())))
    assert loud[0] == pytest.approx(loud[1], rel=0.05)
    assert tuan.get("/voice/vi/takes/7").refusal == (404, "not_found")


def test_without_espeak_words_are_refused_and_the_usual_voice_comes_back_all_the_same(
    hall: SmallHall, tuan: Caller, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = called(hall)
    record_all(tuan)
    tuan.post("/voice/vi/speaks", {"speaks": "recorded"}).done()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not tuan.get("/voice").done()["has_engine"]
    refused = tuan.post("/voice/vi/words", {"clips": {"H": "hờ,"}, "order": ORDER})
    assert refused.refusal == (503, "no_voice_engine")
    tuan.post("/voice/vi/speaks", {"speaks": "machine"}).done()
    assert called(hall) == before


def test_a_disk_that_takes_nothing_changes_nothing(hall: SmallHall, tuan: Caller, tmp_path: Path) -> None:
    before, stands = called(hall), hall.stands_at()
    (tmp_path / "voice").write_text("no folder")  # root may write anywhere: a full disk is played by a file in the way
    for path, body in (
        ("words", {"clips": {"H": "hờ,"}, "order": ORDER}),
        ("takes", {"clip": "H", "wav": sent(tone())}),
    ):
        assert tuan.post(f"/voice/vi/{path}", body, key=path).refusal == (503, "voice_not_kept")
    assert called(hall) == before and hall.stands_at() == stands
    (tmp_path / "voice").unlink()
    tuan.post("/voice/vi/words", {"clips": {"H": "hờ,"}, "order": ORDER}, key="words").done()
    tuan.post("/voice/vi/takes", {"clip": "H", "wav": sent(tone())}, key="takes").done()
    (tmp_path / "voice" / "voice.json").write_text("{")
    assert tuan.get("/voice").refusal == (503, "voice_not_kept")


def test_halls_that_share_a_server_share_its_voice_and_none_changes_it(hall: SmallHall, tuan: Caller) -> None:
    with hall.database.write() as db:
        only = db.execute(select(Hall.__table__)).one()._asdict()
        db.execute(insert(Hall).values({**only, "id": 99, "name": "Trung tâm thứ hai"}))
    for path, body in (
        ("words", {"clips": {"H": "hờ,"}, "order": ORDER}),
        ("takes", {"clip": "H", "wav": sent(tone())}),
        ("speaks", {"speaks": "machine"}),
    ):
        assert tuan.post(f"/voice/vi/{path}", body).refusal == (409, "voice_shared")
    assert tongue(tuan)["speaks"] == "machine"


def test_a_usual_bank_that_lost_a_clip_is_made_whole_by_one_press(
    hall: SmallHall, tuan: Caller, tmp_path: Path
) -> None:
    usual = hall.app.extensions["moiso"].settings.usual_voice
    shutil.copytree(usual, tmp_path / "usual")
    (tmp_path / "usual" / "bank" / "vi" / "H.wav").unlink()
    settings = replace(hall.app.extensions["moiso"].settings, voice=str(tmp_path / "usual"))
    worker = SmallHall(app.build(settings, hall.clock), hall.clock)
    assert worker.app.test_client().get("/display/voice/vi/H012/1.wav").status_code == 404
    assert tongue(worker.tuan)["broken"] == ["H"]
    assert worker.tuan.post("/voice/vi/speaks", {"speaks": "machine"}).done()["tongue"]["broken"] == []
    assert len(called(worker)) == pytest.approx(len(called(hall)), rel=0.05)
    worker.close()

"""Read aloud: real sentences out of the machine's own voice, one at a time, and only for whoever asked for it."""

import io
import re
import urllib.parse
import urllib.request
import wave
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kiosk import speech
from kiosk.refusals import NoSpeech
from kiosk.volume import USUAL, Volume
from tests.kiosk.conftest import Machine
from tests.kiosk.stand_in import StandIn
from tests.kiosk.test_attendant import HASH, PIN
from tests.kiosk.test_touch import open_glass, touch
from tests.services import eventually


@pytest.mark.parametrize("language", ["vi", "en", "ko"])
def test_a_sentence_is_a_whole_sound_of_its_length(language: str) -> None:
    text = {"vi": "Hôm nay quý vị cần làm gì?", "en": "What do you need today?", "ko": "오늘 어떤 업무가 필요하십니까?"}
    with wave.open(io.BytesIO(speech.spoken(text[language], language))) as sound:
        assert 0.8 < sound.getnframes() / sound.getframerate() < 8
        assert max(sound.readframes(sound.getnframes())) > 0


def test_a_machine_without_a_voice_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speech, "ENGINE", "no-such-voice")
    assert not speech.can_speak()
    with pytest.raises(NoSpeech):
        speech.spoken("một câu chưa từng đọc", "vi")


@pytest.mark.parametrize("output", ["", "not a sound"])
def test_an_engine_that_says_nothing_is_no_voice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output: str) -> None:
    engine = tmp_path / "espeak-ng"
    engine.write_text(f"#!/bin/sh\ncat > /dev/null\nprintf '%s' '{output}'\n")
    engine.chmod(0o755)
    monkeypatch.setattr(speech, "ENGINE", str(engine))
    with pytest.raises(NoSpeech):
        speech.spoken(f"một câu chưa từng đọc {output}", "vi")


def test_what_is_not_a_sentence_is_refused(kiosk: Machine) -> None:
    for question in ("language=vi", "language=xx&text=a", "language=vi&text=%00%01", "text=a"):
        status, said = kiosk.get(f"/api/say?{question}")
        assert (status, said["error"]["code"]) == (422, "invalid_request"), question
    with urllib.request.urlopen(f"{kiosk.url}/api/say?language=vi&text=--help", timeout=20) as answer:
        assert answer.headers["Content-Type"] == "audio/wav"


def test_each_screen_is_read_with_its_choices_and_the_number_figure_by_figure(glass: Page, kiosk: Machine) -> None:
    said: list[str] = []

    def hear(url: str) -> None:
        if "/api/say" in url:
            said.append(urllib.parse.parse_qs(urllib.parse.urlsplit(url).query)["text"][0])

    def hears(beginning: str) -> None:
        for _ in range(100):
            if said and said[-1].startswith(beginning):
                return
            glass.wait_for_timeout(100)
        pytest.fail(f"heard {said} instead of {beginning}")

    glass.on("request", lambda request: hear(request.url))
    open_glass(glass, kiosk)
    touch(glass, "Trả kết quả")
    touch(glass, "Trang đầu")
    touch(glass, "Dễ dùng hơn")
    assert said == []
    touch(glass, "Đọc to")
    hears("Màn hình thế nào")
    touch(glass, "Xong")
    hears("Hôm nay quý vị cần làm gì?. Giấy khai sinh. Sao y, chứng thực.")
    touch(glass, "Trả kết quả")
    touch(glass, "Lấy số")
    expect(glass.locator(".number")).to_have_text("R001")
    hears("Số của quý vị. R, 0, 0, 1.")
    touch(glass, "Xong")
    glass.wait_for_timeout(600)
    assert said[-1].startswith("Số của quý vị"), "the next person did not ask for it"


def test_a_volume_that_cannot_be_read_is_the_usual_one(tmp_path: Path) -> None:
    file = tmp_path / "volume.json"
    for kept in ("", "[]", '{"level": 6}', '{"level": true}', '{"level": "2"}'):
        file.write_text(kept)
        assert Volume(file).level == USUAL


def test_the_attendant_hears_how_loud_it_is_and_the_next_citizen_too(
    glass: Page, machine: Machine, hall: StandIn
) -> None:
    hall.pin_hash = HASH
    machine.start()
    eventually((machine.data / "attendant.json").exists)
    glass.add_init_script("""window.loudness = [];
        HTMLMediaElement.prototype.play = async function () { window.loudness.push(this.volume); }""")
    glass.goto(f"{machine.url}/attendant")
    expect(glass.locator(".pin-keys")).to_be_visible()
    glass.keyboard.type(f"{PIN}\n")
    for key, step in (("To hơn", 5), ("Nhỏ hơn", 4), ("Nhỏ hơn", 3)):
        glass.get_by_role("button", name=key).click()
        expect(glass.locator(".staff-level")).to_contain_text(f"Mức {step} trên 5")
    assert glass.evaluate("window.loudness") == [1, 0.75, 0.5]
    machine.stop()
    machine.start()
    assert machine.get("/api/lines")[1]["volume"] == 3
    open_glass(glass, machine)
    touch(glass, "Dễ dùng hơn")
    touch(glass, "Đọc to")
    eventually(lambda: glass.evaluate("window.loudness") == [0.5])
    bearer = {"Authorization": f"Bearer {machine.post('/api/attendant/enter', {'pin': PIN})[1]['token']}"}
    for level in (6, -1, True, "3", None):
        status, said = machine.post("/api/attendant/volume", {"level": level}, **bearer)
        assert (status, said["error"]["code"]) == (422, "invalid_request")
    machine.post("/api/attendant/volume", {"level": 0}, **bearer)
    expect(glass.get_by_role("button", name=re.compile("Đọc to"))).to_have_count(0)

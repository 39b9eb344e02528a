"""The voice of a call: the right words in the right order, from a bank any centre can make again or record itself."""

import io
import math
import sys
import tomllib
import wave
from array import array
from operator import mul
from pathlib import Path

import pytest
from flask import Flask

from display import bank
from display.board import blueprint
from display.takes import FULL
from display.voice import NoVoice, Voice, clip_names
from display.words import clips_of

WORDS = tomllib.loads(bank.WORDS.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real bank, spoken by espeak-ng."""
    folder = tmp_path_factory.mktemp("spoken")
    assert bank.build(folder / "bank") > 200
    return folder


def samples(wav: bytes) -> tuple[array, int]:
    with wave.open(io.BytesIO(wav), "rb") as sound:
        assert (sound.getnchannels(), sound.getsampwidth()) == (1, 2)
        return array("h", sound.readframes(sound.getnframes())), sound.getframerate()


def said(language: str, label: str, counter: int, again: bool = False) -> str:
    """A call as it would be written down."""
    texts = clips_of(WORDS[language])
    names = clip_names(WORDS[language]["call"], label, counter, again)
    return " ".join(texts[name] for name in names if name != "|")


def test_vietnamese_is_read_letter_and_digits_one_by_one():
    assert said("vi", "H012", 1) == "Xin mời số hát, không, một, hai, đến quầy số một."
    assert said("vi", "K105", 15) == "Xin mời số ca, một, không, năm, đến quầy số mười lăm."
    assert said("vi", "H012", 1, again=True).startswith("Xin nhắc lại, Xin mời số")


def test_english_and_korean_follow_their_own_order():
    assert said("en", "A012", 5) == "Number A, zero, one, two, please go to counter five."
    assert said("ko", "A012", 5) == "에이, 공, 일, 이, 번 고객님, 오 번 창구로 오십시오."


def test_every_language_has_words_for_every_letter_digit_and_forty_counters():
    for language in ("vi", "en", "ko"):
        texts = clips_of(WORDS[language])
        wanted = {
            *"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
            *(f"counter-{n}" for n in range(1, 41)),
            "again",
            "invite",
            "to",
        }
        assert set(texts) == wanted


def test_a_digit_is_never_said_in_the_way_that_fits_only_inside_a_number():
    assert not {"lăm", "mốt", "tư", "linh", "lẻ"} & {digit.rstrip(",") for digit in WORDS["vi"]["digits"]}


def test_a_call_is_one_wav_of_a_few_seconds(built: Path):
    sound, rate = samples(Voice(built).call("vi", "H012", 1, again=False))
    assert 2.5 < len(sound) / rate < 7
    assert max(sound) > 3000


def test_a_call_again_is_longer_by_its_opening_words(built: Path):
    first, again = (samples(Voice(built).call("vi", "H012", 1, again=again))[0] for again in (False, True))
    assert len(again) > len(first)


def test_clips_are_equally_loud_and_carry_no_padding(built: Path):
    loud = []
    for name in "H0123456789":
        sound, rate = samples((built / "bank" / "vi" / f"{name}.wav").read_bytes())
        loud.append(20 * math.log10(math.sqrt(sum(map(mul, sound, sound)) / len(sound)) / FULL))
        assert len(sound) / rate < 1.2
        assert max(map(abs, sound[: rate // 25])) > bank.QUIET / 2
    assert max(loud) - min(loud) < 3


FEW_WORDS = "\n".join(
    ["sound = { rate = 22050, loudness = -20.0, pause_ms = 90, breath_ms = 260 }"]
    + [
        f"""[{tongue}]\nvoice = "{tongue}"\nspeed = 130\ncall = ["invite", "{{label}}"]\nletters = {{ A = "a," }}
digits = ["một,"]\ncounters = ["hai."]\nphrases = {{ invite = "ba" }}"""
        for tongue in ("vi", "en", "ko")
    ]
)


def test_making_the_bank_again_does_nothing_until_the_words_change_or_a_clip_is_lost(tmp_path: Path):
    words = tmp_path / "words.toml"
    words.write_text(FEW_WORDS, encoding="utf-8")
    assert bank.build(tmp_path / "bank", words) == 13
    assert bank.build(tmp_path / "bank", words) == 0
    (tmp_path / "bank" / "vi" / "A.wav").unlink()
    assert bank.build(tmp_path / "bank", words) > 0
    words.write_text(FEW_WORDS.replace('"a,"', '"e,"'), encoding="utf-8")
    assert bank.build(tmp_path / "bank", words) > 0


def test_without_espeak_one_sentence_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert bank.main(["--to", str(tmp_path / "bank")]) == 1
    assert "apt-get install espeak-ng" in capsys.readouterr().err


PIPER = """#!{python}
import math, sys, wave
options = dict(zip(sys.argv[1::2], sys.argv[2::2]))
assert options["-m"].endswith(".onnx") and sys.stdin.read()
with wave.open(options["-f"], "wb") as out:
    out.setnchannels(1), out.setsampwidth(2), out.setframerate({rate})
    out.writeframes(b"".join(int(9000 * math.sin(i / 9)).to_bytes(2, "little", signed=True) for i in range(4000)))
"""


def stand_in_piper(folder: Path, rate: int) -> None:
    """Takes what the program piper takes, and writes what it writes: the voices themselves are in no package."""
    (folder / "piper").write_text(PIPER.format(python=sys.executable, rate=rate))
    (folder / "piper").chmod(0o755)


def test_a_voice_file_of_piper_reads_its_language_and_espeak_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "words.toml").write_text(FEW_WORDS, encoding="utf-8")
    (tmp_path / "voice.onnx").write_bytes(b"weights")
    with pytest.raises(bank.NoEngine, match="piper is missing"):
        bank.build(tmp_path / "bank", tmp_path / "words.toml", tmp_path / "voice.onnx")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    stand_in_piper(tmp_path, 22050)
    assert bank.build(tmp_path / "bank", tmp_path / "words.toml", tmp_path / "voice.onnx") == 13
    lengths = {
        tongue: len(samples((tmp_path / "bank" / tongue / "invite.wav").read_bytes())[0]) for tongue in ("vi", "en")
    }
    assert lengths["vi"] == pytest.approx(4000, rel=0.05) and lengths["en"] != lengths["vi"]


def test_a_voice_of_another_rate_is_refused_with_what_to_take_instead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "words.toml").write_text(FEW_WORDS, encoding="utf-8")
    (tmp_path / "voice.onnx").write_bytes(b"weights")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    stand_in_piper(tmp_path, 16000)
    with pytest.raises(bank.NoEngine, match="medium or high quality"):
        bank.build(tmp_path / "bank", tmp_path / "words.toml", tmp_path / "voice.onnx")
    assert not (tmp_path / "bank" / "manifest.json").exists()


def test_a_recorded_bank_of_another_kind_is_refused_and_not_played_as_noise(tmp_path: Path, small_voice: Path):
    folder = tmp_path / "bank"
    (folder / "vi").mkdir(parents=True)
    (folder / "manifest.json").write_text((small_voice / "bank" / "manifest.json").read_text())
    bank.save(folder / "vi" / "invite.wav", array("h", [0] * 100), 44100)
    with pytest.raises(NoVoice, match="not mono, 16 bit, 8000 Hz"):
        Voice(tmp_path).call("vi", "H012", 1, again=False)


def test_a_new_bank_is_heard_without_a_restart(tmp_path: Path, small_voice: Path):
    voice = Voice(tmp_path)
    with pytest.raises(NoVoice):
        voice.call("vi", "H012", 1, again=False)
    (tmp_path / "bank").symlink_to(small_voice / "bank")
    assert voice.call("vi", "H012", 1, again=False).startswith(b"RIFF")


@pytest.mark.parametrize(
    "path",
    [
        "fr/H012/1", "vi/h012/1", "vi/H0123456/1", "vi/H012/0", "vi/H012/41", "vi/..%2F..%2Fetc/1", "vi/H01%00/1",
        "vi/H012/-1", "../../bank/H012/1",
    ],
)  # fmt: skip
def test_an_address_that_names_no_call_is_not_found(small_voice: Path, path: str):
    app = Flask(__name__)
    app.register_blueprint(blueprint(voice_folder=small_voice))
    assert app.test_client().get(f"/display/voice/{path}.wav").status_code == 404


def test_calls_and_chime_are_served_as_sound_a_browser_may_keep(small_voice: Path):
    app = Flask(__name__)
    app.register_blueprint(blueprint(voice_folder=small_voice))
    for path in ("/display/voice/vi/H012/1.wav?times=2", "/display/voice/chime.wav"):
        with app.test_client().get(path) as answer:
            assert (answer.status_code, answer.mimetype) == (200, "audio/wav")
            assert "max-age" in answer.headers["Cache-Control"]


def test_the_pages_are_shells_that_hold_nothing_of_the_hall():
    app = Flask(__name__)
    app.register_blueprint(blueprint())
    for path in ("/display", "/panel/3", "/display?theme=dark&lang=ko"):
        page = app.test_client().get(path).get_data(as_text=True)
        assert "style=" not in page
        assert "<script>" not in page

"""Brings Vietnamese writing to one form: without marks, without case, and with half-typed marks undone."""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*")
_MARKED = re.compile(r"[^\x00-\x7f]")

# People write both kí and ký, lí and lý, kĩ and kỹ; the law prefers y, schoolbooks i.
_FINAL_Y = re.compile(r"^(h|k|l|m|s|t|v|qu)y$")

# The mark of oa, oe, uy stands on either letter (hoà and hòa, thuý and thúy); keyboards differ, people do not care.
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_LATE_TONE = re.compile(rf"(?<!q)([ou])([aey])([{_TONES}])(?![\w\u0300-\u036f])")
_FINAL_MARKED_Y = re.compile(rf"(?<!\w)(h|k|l|m|s|t|v|qu)y([{_TONES}]?)(?![\w\u0300-\u036f])")

_TELEX_TONE = re.compile(r"(?<=[aeiouyw])([a-z]*?)[sfrxj]+([a-z]*)$")
_TELEX_PAIRS = (("dd", "d"), ("aa", "a"), ("ee", "e"), ("oo", "o"), ("uw", "u"), ("ow", "o"), ("aw", "a"))


def fold(text: str) -> str:
    """`text` without marks, case and punctuation: "Đăng ký  Khai-sinh" becomes "dang ky khai sinh"."""
    plain = unicodedata.normalize("NFC", text).casefold().replace("đ", "d")
    bare = "".join(c for c in unicodedata.normalize("NFD", plain) if unicodedata.category(c) != "Mn")
    return " ".join(_WORD.findall(bare))


def words(text: str) -> list[str]:
    """The words of `text` with their marks, in one spelling: lower case, NFC, hòa for hoà, kí for ký."""
    apart = unicodedata.normalize("NFD", unicodedata.normalize("NFC", text).casefold())
    settled = _LATE_TONE.sub(r"\1\3\2", apart)
    settled = _FINAL_MARKED_Y.sub(r"\1i\2", settled)
    return [word for token in _WORD.findall(unicodedata.normalize("NFC", settled)) for word in _pieces(token)]


def _pieces(token: str) -> list[str]:
    # A full stop inside a code or a version stays; between words ("N.Đ", "TP.HCM") it parts them.
    return [token] if any(c.isdigit() for c in token) else token.split(".")


def stem(word: str) -> str:
    """The form in which two spellings of one syllable meet: no marks, and i for a final y."""
    return _FINAL_Y.sub(r"\1i", fold(word))


def is_marked(text: str) -> bool:
    """Did the writer type any Vietnamese mark?"""
    return bool(_MARKED.search(unicodedata.normalize("NFC", text)))


def repair(word: str) -> str:
    """A word typed while the Vietnamese keyboard was off, as it was meant, without marks.

    Telex leaves letters behind ("Nguyeenx", "ddaats"), VNI digits ("dda6t", "Nguye6n4"). The answer is only a
    candidate: "as" and "kt3" are words of their own, so the search tries it beside what was typed.
    """
    plain = fold(word)
    if any(c.isalpha() for c in plain):
        plain = re.sub(r"[1-9]", "", plain)
    for pair, letter in _TELEX_PAIRS:
        plain = plain.replace(pair, letter)
    plain = _TELEX_TONE.sub(r"\1\2", plain)
    return plain.replace("w", "u") if not re.search(r"[aeiouy]", plain) else plain.replace("w", "")

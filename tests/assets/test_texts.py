"""The three languages say the same things with the same values, composed the way fonts and search expect."""

import re
import unicodedata

import pytest
from fluent.syntax import FluentParser, ast

from assets import FOLDER, LANGUAGES

TEXTS = FOLDER / "texts"
PARTS = sorted({path.name for path in TEXTS.glob("*/*.ftl")})


def sentences(language: str, part: str) -> dict[str, set[str]]:
    """Each message's id and the placeholders anywhere in it."""
    resource = FluentParser(with_spans=False).parse((TEXTS / language / part).read_text(encoding="utf-8"))
    junk = [entry for entry in resource.body if isinstance(entry, ast.Junk)]
    assert junk == [], f"{language}/{part}: {junk[0].content if junk else ''}"
    messages = [entry for entry in resource.body if isinstance(entry, ast.Message)]
    return {message.id.name: placeholders(message) for message in messages}


def placeholders(node: object) -> set[str]:
    if isinstance(node, ast.VariableReference):
        return {node.id.name}
    if isinstance(node, list):
        return set().union(*map(placeholders, node))
    if isinstance(node, ast.BaseNode):
        return set().union(*map(placeholders, vars(node).values()))
    return set()


@pytest.mark.parametrize("part", PARTS)
def test_the_three_languages_have_the_same_sentences_and_values(part: str):
    vietnamese = sentences("vi", part)
    for language in LANGUAGES[1:]:
        assert sentences(language, part) == vietnamese, language


@pytest.mark.parametrize("part", PARTS)
def test_ids_begin_with_the_name_of_their_part(part: str):
    stem = part.removesuffix(".ftl")
    assert [name for name in sentences("vi", part) if not name.startswith(f"{stem}-")] == []


@pytest.mark.parametrize("path", sorted(TEXTS.glob("*/*.ftl")), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_texts_are_composed_unicode(path):
    text = path.read_text(encoding="utf-8")
    assert unicodedata.normalize("NFC", text) == text


def test_tone_marks_stand_in_one_place():
    # Both "khóa" and "khoá" are right; a page that has both looks careless, and a reader's search finds half.
    word = re.compile(r"(?<![qQ])(o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])\b")
    assert {found for path in (TEXTS / "vi").glob("*.ftl") for found in word.findall(path.read_text())} == set()


def test_no_sentence_calls_a_citizen_a_customer():
    # A public office serves citizens; "khách hàng" is the word of shops, and people in a hall notice.
    word = re.compile("khách hàng", re.IGNORECASE)
    assert [path.name for path in (TEXTS / "vi").glob("*.ftl") if word.search(path.read_text())] == []

"""The chain: whoever changes, removes, adds or moves a row of the story is found out."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.proof import Chain, Head
from server.domain.story import BEGINNING, CHAINED, chain

texts = st.text(max_size=20)
rows = st.lists(
    st.fixed_dictionaries(
        {
            "at": texts, "kind": texts, "ticket": st.none() | st.integers(), "label": st.none() | texts,
            "counter": st.none() | st.integers(), "by": texts, "why": st.none() | texts,
            "details": st.dictionaries(texts, st.integers() | texts | st.none(), max_size=3),
        }
    ),
    min_size=1, max_size=12,
)  # fmt: skip


def chained(told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    story, last = [], BEGINNING
    for seq, row in enumerate(told, 1):
        last = chain(last, {**row, "seq": seq})
        story.append({**row, "seq": seq, "hash": last})
    return story


def first_break(story: list[dict[str, Any]]) -> int | None:
    heard = Chain()
    for row in story:
        heard.hear(row)
    return heard.broken


@given(rows, st.data())
def test_a_story_may_be_heard_from_the_middle(told: list[dict[str, Any]], data: st.DataObject) -> None:
    story = chained(told)
    at = data.draw(st.integers(0, len(story) - 1))
    since = Head(at, story[at - 1]["hash"] if at else BEGINNING)
    heard = Chain()
    heard.head = since
    for row in story[at:]:
        heard.hear(row)
    assert list(heard.faults(Head(len(story), story[-1]["hash"]))) == []
    assert heard.rows == len(story) - at


@given(rows)
def test_an_honest_story_is_whole(told: list[dict[str, Any]]) -> None:
    assert first_break(chained(told)) is None


@given(rows, st.data())
def test_a_changed_row_is_found(told: list[dict[str, Any]], data: st.DataObject) -> None:
    story = chained(told)
    row = data.draw(st.sampled_from(story))
    field = data.draw(st.sampled_from([*CHAINED, "hash"]))
    row[field] = {"changed": True} if field == "details" else "changed"
    assert first_break(story) == story.index(row) + 1


@given(rows, st.data())
def test_a_removed_row_is_found_unless_it_was_the_last(told: list[dict[str, Any]], data: st.DataObject) -> None:
    story = chained(told)
    at = data.draw(st.integers(0, len(story) - 1))
    del story[at]
    assert first_break(story) == (at + 1 if at < len(story) else None)  # the hall's own head tells of a lost end


@given(rows, st.data())
def test_an_inserted_row_is_found(told: list[dict[str, Any]], data: st.DataObject) -> None:
    story = chained(told)
    at = data.draw(st.integers(0, len(story) - 1))
    story.insert(at, {**story[at], "kind": story[at]["kind"] + "!"})
    assert first_break(story) == at + 1


@given(rows.filter(lambda told: len(told) > 1), st.data())
def test_two_rows_changing_places_are_found(told: list[dict[str, Any]], data: st.DataObject) -> None:
    story = chained(told)
    at = data.draw(st.integers(0, len(story) - 2))
    story[at], story[at + 1] = story[at + 1], story[at]
    assert first_break(story) == at + 1


@given(rows)
def test_a_story_written_anew_from_a_change_on_ends_in_another_head(told: list[dict[str, Any]]) -> None:
    forged = (
        [{**told[0], "why": "tôi"}, *told[1:]] if told[0]["why"] != "tôi" else [{**told[0], "why": None}, *told[1:]]
    )
    assert chained(forged)[-1]["hash"] != chained(told)[-1]["hash"]


def test_the_hash_is_the_documented_one() -> None:
    """Any program can verify it: SHA-256 of the row before's hash, a line end, and a list in canonical JSON."""
    import hashlib

    row = {"seq": 1, "at": "t", "kind": "ticket_issued", "ticket": 1, "label": "H001", "counter": None, "by": "máy",
           "why": None, "details": {"b": 1, "a": "ưu tiên"}}  # fmt: skip
    said = '[1,"t","ticket_issued",1,"H001",null,"máy",null,{"a":"ưu tiên","b":1}]'
    assert chain(BEGINNING, row) == hashlib.sha256(f"{'0' * 64}\n{said}".encode()).hexdigest()


@pytest.mark.parametrize("text", ["Nguyễn", "Nguye\u0302\u0303n", "a\nb", '"', "\u2028"])
def test_any_text_can_stand_in_a_story(text: str) -> None:
    assert first_break(chained([{"at": text, "kind": text, "ticket": None, "label": text, "counter": None, "by": text,
                                 "why": text, "details": {text: text}}])) is None  # fmt: skip

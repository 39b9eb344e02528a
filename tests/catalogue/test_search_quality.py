"""The search keeps the quality it was measured with: floors a little under the figures of ADR 4."""

import pytest

from catalogue.files import load_default
from catalogue.search import Search
from tests.catalogue import held_out
from tests.catalogue.search_quality import WAYS, cases, measure_way, timed, unseen

FLOORS = {
    "exact": 99.5,
    "no_marks": 99.0,
    "decomposed": 99.5,
    "slip": 98.0,
    "cut_word": 98.0,
    "other_order": 99.0,
    "other_spelling": 99.0,
    "telex_left_on": 98.0,
    "vni_left_on": 98.0,
    "polite": 99.0,
}


@pytest.fixture(scope="module")
def search() -> Search:
    return Search.over(load_default())


@pytest.mark.parametrize("way", WAYS)
def test_a_right_procedure_is_among_the_first_five(search: Search, way: str) -> None:
    assert measure_way(search, load_default(), way)["top5"] >= FLOORS[way]


def test_a_phrase_never_seen_is_understood_four_times_in_five() -> None:
    assert unseen(load_default(), splits=2)["top5"] >= 85.0


def test_the_misses_of_phrases_held_out_are_few_and_all_listed_with_their_reasons() -> None:
    every = list(held_out.asked(load_default()))
    page = held_out.PAGE.read_text(encoding="utf-8")
    listed = held_out.TABLE.search(page)
    assert listed
    assert listed[0] == held_out.table(load_default(), every)
    figures = held_out.figures(every)
    shares = " | ".join(f"{figures[share]} %" for share in ("top1", "top3", "top5", "top3_or_question"))
    assert f"| {figures['n']} phrases held out | {shares} |" in page
    assert figures["top1"] >= 72
    assert figures["top3"] >= 91.5
    assert figures["top3_or_question"] >= 93


def test_a_query_costs_a_few_milliseconds_of_processor(search: Search) -> None:
    sample = cases(load_default())[::5]
    assert timed(search, sample)["median_ms"] <= 20

"""Search: how often the right procedure stands among the first, and what a query costs."""

from collections.abc import Iterator

from catalogue.files import load_default
from tests.bench.report import Row
from tests.catalogue import held_out
from tests.catalogue.search_quality import measure

WAYS = (
    ("no_marks", "typed without accents", 99.0),
    ("slip", "typed with one slip, without accents", 98.0),
    ("unseen_phrase", "an everyday phrase never seen", 80.0),
)

HELD = {
    "top1": "right one first",
    "top3": "among the first 3",
    "top3_or_question": "there, or one question away",
}


def search() -> Iterator[Row]:
    """Row 7. The limit beside each quality is the same search with every text typed exactly."""
    figures = measure(load_default())
    exact = figures["exact"]["top5"]
    for way, what, goal in WAYS:
        found = figures[way]["top5"]
        yield Row(
            f"search, {what}: right one in the first 5", found, "%", exact, "typed exactly", found / exact,
            goal, "at least", goal_of="ours", more=figures[way],
        )  # fmt: skip
    held = held_out.figures(list(held_out.asked(load_default())))
    for place, goal in (("top1", 70.0), ("top3", 95.0), ("top3_or_question", 95.0)):
        yield Row(
            f"search, phrases held out: {HELD[place]}", held[place], "%", 100.0, "of all", held[place] / 100,
            goal, "at least", goal_of="ours", more=held,
        )  # fmt: skip
    cost = figures["cost"]
    yield Row(
        "search, processor for a query: p99", cost["p99_ms"], "ms", 20.0, "promised", cost["p99_ms"] / 20.0,
        20.0, "at most", goal_of="ours", more=cost,
    )  # fmt: skip

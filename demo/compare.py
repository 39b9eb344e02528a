"""`moiso simulate --compare`: the default hall's heavy day under each call rule, side by side. Needs no server."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from catalogue.files import load_default
from catalogue.nouns import Catalogue
from demo import plan
from demo.clerk import SENT_ON_S
from server.domain.line import CallRule, Rule
from server.domain.regulations import Group, Regulations
from server.domain.rehearsal import Counter, Figures, Then, Visitor, by_lane, mean, play
from server.domain.starvation import floods
from server.domain.ticket import Lane

VISITORS = 450
"""Half as many again as on the busiest day of a hall of this size."""
PRIORITY = 0.2
DAYS = 20

NEVER_S = 10**9
RULES = {
    "fifo": CallRule(Rule.FIFO),
    "strict": CallRule(Rule.PRIORITY_FLOOR, floor_s=NEVER_S),
    "counts_from": CallRule(Rule.COUNTS_FROM),
    "priority_floor": CallRule(Rule.PRIORITY_FLOOR),
}
"""Strict priority is no rule a hall can choose: it stands here to show what the floor is for."""

_DEFAULT = Regulations().groups[0].rule
LANES = (Lane.PRIORITY, Lane.ORDINARY)


@dataclass(frozen=True)
class Row:
    """What one lane had of one rule."""

    rule: str
    lane: Lane
    figures: Figures
    flooded_s: int
    """The longest wait of three hours in which the other lane floods one counter."""

    def as_json(self) -> dict[str, Any]:
        return {"rule": self.rule, "lane": self.lane, **self.figures.as_json(), "flooded_s": self.flooded_s}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--compare", action="store_true", help="a heavy day under each call rule, played in memory without a server"
    )
    parser.add_argument(
        "--priority", type=float, default=PRIORITY, metavar="SHARE", help=f"with --compare: who go first ({PRIORITY})"
    )
    parser.add_argument("--seeds", type=int, default=DAYS, metavar="K", help=f"with --compare: of K days ({DAYS})")
    parser.add_argument("--json", action="store_true", help="with --compare: as JSON, in seconds")


def run(args: argparse.Namespace) -> int:
    """0 when it was printed, 2 used wrongly."""
    visitors = VISITORS if args.visitors is None else args.visitors
    if visitors < 1 or args.seeds < 1 or not 0 <= args.priority <= 1:
        print("moiso simulate: --visitors and --seeds are at least 1, --priority is 0 to 1.", file=sys.stderr)
        return 2
    rows = compare(visitors, args.priority, range(args.seed, args.seed + args.seeds))
    if args.json:
        day = {"visitors": visitors, "priority": args.priority, "days": args.seeds, "seed": args.seed}
        print(json.dumps({"day": day, "default": _DEFAULT.kind, "rows": [row.as_json() for row in rows]}))
    else:
        print(_table(rows, visitors, args.priority, args.seeds))
    return 0


def compare(visitors: int, priority: float, seeds: Sequence[int]) -> list[Row]:
    """Each rule's figures: the mean of the days of `seeds`, which are the same days for every rule."""
    hall = load_default()
    days = [_day(seed, visitors, priority, hall) for seed in seeds]
    return [row for name, rule in RULES.items() for row in _rows(name, rule, days)]


Day = tuple[list[Visitor], list[Counter]]


def _rows(name: str, rule: CallRule, days: Sequence[Day]) -> Iterator[Row]:
    regulations = Regulations(groups=(Group(rule=rule),))
    played = [by_lane(play(*day, regulations, closes_s=plan.CLOSES_AT)) for day in days]
    flooded_s = {(flood.flooded_by, flood.lane): flood.worst_s for flood in floods(rule)}
    for lane, other in zip(LANES, reversed(LANES), strict=True):
        those = [figures[lane] for figures in played if lane in figures]
        if those:
            yield Row(name, lane, mean(those), flooded_s[other, lane])


def _day(seed: int, visitors: int, priority: float, hall: Catalogue) -> Day:
    services = [plan.Service(service.code, service.kind) for service in hall.services]
    day = plan.plan_day(seed, visitors, services, [counter.number for counter in hall.counters], priority)
    fees = next((service.code for service in services if service.kind == "fees"), None)
    counters = [
        Counter(
            counter.number,
            counter.services,
            counter.helps,
            tuple((pause.starts_s, pause.ends_s) for pause in day.pauses if pause.counter == counter.number),
        )
        for counter in hall.counters
    ]
    return [_visitor(visitor, fees) for visitor in day.visitors], counters


def _visitor(planned: plan.Visitor, fees: str | None) -> Visitor:
    """As the clerks of `demo.clerk` would serve them. Who fetches a copy keeps the counter no longer than others."""
    serve_s, then = planned.serve_s, None
    if planned.should_go_to is not None:
        serve_s, then = SENT_ON_S, Then(planned.should_go_to, planned.serve_s, keeps_place=True)
    elif planned.pays_s is not None and fees and planned.outcome == "accepted":
        then = Then(fees, planned.pays_s, keeps_place=False)
    return Visitor(
        planned.arrives_s, planned.service, Lane(planned.lane), serve_s,
        walk_s=planned.walk_s, comes=planned.comes, returns_s=planned.returns_s, leaves_s=planned.leaves_s, then=then,
    )  # fmt: skip


def _table(rows: Sequence[Row], visitors: int, priority: float, days: int) -> str:
    lines = [
        f"The default hall on a heavy day: {visitors} visitors, {priority:.0%} of them priority. Mean of {days} days.",
        "Minutes from the number to the call, lunch and all; who was never called counts until leaving or closing.",
        "",
        f"{'rule':<16}{'lane':<10}" + "".join(f"{head:>9}" for head in _HEADS),
    ]
    for row in rows:
        cells = "".join(f"{cell:>9}" for cell in _cells(row))
        lines.append(f"{row.rule:<16}{row.lane:<10}{cells}")
    lines += [
        "",
        "flooded: the longest wait while the other lane alone keeps one counter busy for three hours.",
        f"In force by default: {_DEFAULT.kind}, floor {_DEFAULT.floor_s // 60} minutes, every {_DEFAULT.every}.",
    ]
    return "\n".join(lines)


_HEADS = ("people", "median", "p95", "worst", "> 15", "> 30", "never", "flooded")


def _cells(row: Row) -> tuple[str, ...]:
    figures = row.figures
    return (
        f"{figures.n:.0f}",
        *(f"{seconds / 60:.0f}" for seconds in (figures.median_s, figures.p95_s, figures.worst_s)),
        f"{figures.over_15_min:.1%}",
        f"{figures.over_30_min:.1%}",
        f"{figures.never_called:.1f}",
        f"{row.flooded_s / 60:.0f}",
    )

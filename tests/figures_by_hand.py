"""The figures of a period counted anew from the raw story alone, and from nothing of the server's code: the second
opinion with which reports are compared. It knows the story as docs/protocol.md tells it; of ratings, of which the story
tells nothing, it knows what was touched."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta, timezone
from typing import Any, NamedTuple

HALL = timezone(timedelta(hours=7))
NONE, FIFTEEN = timedelta(0), timedelta(minutes=15)
Json = dict[str, Any]


class Touch(NamedTuple):
    """A rating, as somebody gave it."""

    day: date
    counter: int
    service: str
    score: int


class Hall(NamedTuple):
    """All that happened in a hall."""

    story: list[Json]
    agencies: Mapping[str, str]
    """Whose each service is."""
    now: datetime
    touches: Iterable[Touch] = ()


def legs(story: list[Json]) -> list[Json]:
    """Each ticket as the story leaves it, taking back what was taken back."""
    now: dict[int, Json] = {}
    before: dict[int, Json] = {}
    for row in story:
        ticket, at, kind, told = row["ticket"], datetime.fromisoformat(row["at"]), row["kind"], row["details"]
        if kind == "ticket_issued":
            now[ticket] = issued(row, at, told)
        elif kind == "move_undone":
            now[ticket] = before[told["undone"]]
        elif ticket is not None and ticket in now:
            before[row["seq"]] = now[ticket] | {"deeds": list(now[ticket]["deeds"])}
            tell(now[ticket], row, at, told)
    found = [leg for leg in now.values() if not leg["never"] and leg["state"] != "voided"]
    first = {visit(leg): leg["issued"] for leg in found if leg["leg"] == 1}
    last = {visit(leg): leg["leg"] for leg in sorted(found, key=lambda leg: int(leg["leg"]))}
    asked: set[Any] = set()
    for leg in sorted(found, key=lambda leg: int(leg["leg"])):
        leg["issued"], leg["is_last"] = first[visit(leg)], last[visit(leg)] == leg["leg"]
        asks = leg["outcome"] == "supplement"
        leg["asked_again"] = asks and visit(leg) in asked
        if asks:
            asked.add(visit(leg))
        leg["promise"] = promise(leg)
    return found


def visit(leg: Json) -> Any:
    return leg["day"], leg["label"]


def issued(row: Json, at: datetime, told: Json) -> Json:
    """A leg as it begins."""
    return {
        "day": at.astimezone(HALL).date(), "label": row["label"], "leg": told["leg"], "service": told["service"],
        "lane": told["lane"], "channel": told["channel"], "wait": told.get("wait"), "issued": at, "joined": at,
        "called": None, "first_called": None, "came": None, "started": None, "parked": None, "ended": None,
        "state": "waiting", "officer": None, "counter": None, "outcome": None, "dossiers": 0, "deeds": [],
        "never": False, "delayed": False,
    }  # fmt: skip


def tell(leg: Json, row: Json, at: datetime, told: Json) -> None:
    """What one row says of a leg."""
    match row["kind"]:
        case "ticket_called" if told["times"] == 1:
            leg.update(state="called", called=at, counter=row["counter"], first_called=leg["first_called"] or at)
            if told.get("rule") == "chosen":
                leg["deeds"].append(("chosen", row["by"], row["counter"], row["why"]))
        case "ticket_started":
            leg.update(state="serving", started=at, came=at, officer=row["by"])
        case "ticket_finished":
            leg.update(state="finished", ended=at, officer=row["by"], outcome=told["outcome"])
            leg.update(dossiers=told["dossiers"])
        case "ticket_absent":
            leg.update(state="absent", officer=row["by"])
        case "ticket_parked":
            leg.update(state="parked", parked=at, officer=row["by"])
        case "ticket_resumed":
            away = at - leg["parked"]
            leg.update(state="serving", started=leg["started"] + away if leg["started"] else at, parked=None)
            leg.update(officer=row["by"], counter=row["counter"], called=leg["called"] or at)
        case "ticket_restored":
            leg.update(state="waiting", called=None, came=None, officer=None)
        case "ticket_put_back" | "ticket_transferred":
            leg.update(state="waiting", called=None, came=None, officer=None, started=None, parked=None)
            if row["kind"] == "ticket_transferred":
                leg["deeds"].append(("transferred", row["by"], row["counter"], row["why"]))
                if told["service"] != leg["service"]:
                    leg.update(service=told["service"], joined=at)
        case "ticket_delayed":
            leg.update(lane=told["lane"], delayed=True)
        case "lane_changed":
            leg.update(lane=told["lane"])
        case "ticket_cancelled":
            leg.update(state="cancelled", ended=at, never="move" not in told)
        case "ticket_voided":
            leg.update(state="voided")
        case "ticket_expired":
            missed = leg["called"] and not leg["started"] and not leg["parked"]
            leg.update(state="absent" if missed else "expired", ended=at)


def promise(leg: Json) -> bool | None:
    """Whether what was said on coming came true; None: nobody can say."""
    until = leg["first_called"] or leg["ended"]
    if leg["wait"] is None or leg["delayed"] or leg["joined"] != leg["issued"] or not until or until <= leg["issued"]:
        return None
    waited = (until - leg["issued"]).total_seconds()
    low, high = leg["wait"]["p10"], leg["wait"]["p90"]
    low -= low % (60 if low <= 600 else 300)
    high += -high % (60 if high <= 600 else 300)
    is_late = waited > max(high, 60)
    if not leg["first_called"] and not is_late:
        return None
    return not is_late and waited >= low


def durations(leg: Json) -> Json:
    """The four of a leg, also those below nothing."""
    is_finished = leg["state"] == "finished"
    return {
        "waited": leg["called"] and leg["called"] - leg["joined"],
        "walked": leg["called"] and leg["came"] and leg["came"] - leg["called"],
        "served": leg["ended"] - leg["started"] if is_finished else None,
        "stayed": leg["ended"] - leg["issued"] if is_finished and leg["is_last"] else None,
    }


def figures(legs: list[Json], deeds: list[Json]) -> Json:
    """What these legs come to."""
    finished = [leg for leg in legs if leg["state"] == "finished"]
    visits = [leg for leg in legs if leg["leg"] == 1]
    late = [leg for leg in legs if leg["ended"] and not leg["called"] and leg["ended"] - leg["joined"] > FIFTEEN]
    spans = [durations(leg) for leg in legs]
    priority = sum(leg["lane"] == "priority" for leg in visits)
    dossiers = sum(leg["dossiers"] for leg in finished)
    told = [leg["promise"] for leg in legs if leg["promise"] is not None]
    return {
        "visits": len(visits),
        "legs": len(legs),
        "from_home": sum(leg["channel"] == "home" for leg in visits),
        "priority": priority,
        "priority_share": share(priority, len(visits)),
        "dossiers": dossiers,
        "dossiers_per_ticket": round(dossiers / len(finished), 2) if finished else None,
        **{state: sum(leg["state"] == state for leg in legs)
           for state in ("waiting", "called", "serving", "parked", "absent", "finished", "cancelled", "expired")},
        "left_late": len(late),
        "asked_again": sum(leg["asked_again"] for leg in legs),
        "clock_back": sum(any(span is not None and span < NONE for span in each.values()) for each in spans),
        "told": len(told),
        "kept": sum(told),
        "kept_share": share(sum(told), len(told)),
        "outcomes": {outcome: sum(leg["outcome"] == outcome for leg in finished)
                     for outcome in ("accepted", "supplement", "returned", "guided", "refused")},
        "transferred": sum(deed["kind"] == "transferred" for deed in deeds),
        "chosen": sum(deed["kind"] == "chosen" for deed in deeds),
        **{name: spread(each[name] for each in spans) for name in ("waited", "walked", "served", "stayed")},
    }  # fmt: skip


def spread(spans: Iterable[timedelta | None]) -> Json:
    """Nearest-rank, in whole seconds; below nothing is nothing."""
    ordered = sorted(max(span, NONE) for span in spans if span is not None)
    if not ordered:
        return {"n": 0, "median_s": None, "p90_s": None, "max_s": None, "within_target": None}
    n = len(ordered)
    at = lambda tenths: round(ordered[(n * tenths + 9) // 10 - 1].total_seconds())  # noqa: E731
    within = share(sum(span <= FIFTEEN for span in ordered), n)
    return {"n": n, "median_s": at(5), "p90_s": at(9), "max_s": at(10), "within_target": within}


def share(part: int, of: int) -> float | None:
    """All of them are 1, and all but one are not."""
    if of == 0:
        return None
    return 1.0 if part == of else min(round(part / of, 4), 0.9999)


def report(hall: Hall, since: date, through: date, by: str) -> Json:
    """The report of these days, as `GET /reports` has it, without the names of its rows: they stand by their keys."""
    found = [leg for leg in legs(hall.story) if since <= leg["day"] <= through]
    groups: dict[str, tuple[list[Json], list[Json]]] = defaultdict(lambda: ([], []))
    chosen: Counter[str] = Counter()
    for leg in found:
        deeds = [{"kind": kind, "officer": who, "counter": where} for kind, who, where, _ in leg["deeds"]]
        chosen.update(why for kind, _, _, why in leg["deeds"] if kind == "chosen")
        groups["whole"][0].append(leg)
        groups["whole"][1].extend(deeds)
        if (key := key_of(leg, by, hall.agencies)) is not None:
            groups[str(key)][0].append(leg)
        for deed in deeds:
            at = deed[by] if by in ("officer", "counter") else key
            if at is not None:
                groups[str(at)][1].append(deed)
    rows = {key: figures(*of) for key, of in groups.items()}
    return {
        "days": len({leg["day"] for leg in found}),
        "whole": rows.pop("whole", None) or figures([], []),
        "rows": rows,
        "heat": heat(found),
        "reasons": sorted(
            ({"reason": why, "n": n} for why, n in chosen.items()), key=lambda of: (-of["n"], of["reason"])
        ),
        "guides": guides(hall.story, since, through),
        "ratings": ratings(hall.touches, since, through),
        "machines": machines(hall, since, through),
    }


def key_of(leg: Json, by: str, agencies: Mapping[str, str]) -> Any:
    day: date = leg["day"]
    match by:
        case "agency":
            return agencies.get(leg["service"], "")
        case "day":
            return day
        case "week":
            return day - timedelta(days=day.weekday())
        case "month":
            return f"{day:%Y-%m}"
        case "quarter":
            return f"{day.year}-Q{(day.month - 1) // 3 + 1}"
        case _:
            return leg[by]


def heat(found: list[Json]) -> list[Json]:
    """Hour by weekday: of the number, by the hall's clock."""
    cells: dict[tuple[int, int], list[Json]] = defaultdict(list)
    for leg in found:
        cells[leg["day"].isoweekday(), leg["issued"].astimezone(HALL).hour].append(leg)
    return [
        {"weekday": weekday, "hour": hour, "visits": sum(leg["leg"] == 1 for leg in of),
         "waited": spread(durations(leg)["waited"] for leg in of)}
        for (weekday, hour), of in sorted(cells.items())
    ]  # fmt: skip


def guides(story: list[Json], since: date, through: date) -> int:
    days = [day_of(row) for row in story if row["kind"] == "guide_given" and not row["details"]["is_trial"]]
    return sum(since <= day <= through for day in days)


def ratings(touches: Iterable[Touch], since: date, through: date) -> list[Json]:
    """By counter and service: days of five and more each for itself, the others together where they are five; and where
    all were of one mind, as if one of them had been a step off."""
    by_group: dict[tuple[int, str], dict[date, list[int]]] = defaultdict(lambda: defaultdict(list))
    for touch in touches:
        if since <= touch.day <= through:
            by_group[touch.counter, touch.service][touch.day].append(touch.score)
    found = []
    for (counter, service), days in sorted(by_group.items()):
        few = [score for scores in days.values() if len(scores) < 5 for score in scores]
        parts = [part for part in (*(scores for scores in days.values() if len(scores) >= 5), few) if len(part) >= 5]
        n = sum(map(len, parts))
        total = sum(min(max(sum(part), len(part) + 1), 4 * len(part) - 1) for part in parts)
        if n:
            found.append({"counter": counter, "service": service, "n": n, "mean": round(total / n, 2)})
    return found


def machines(hall: Hall, since: date, through: date) -> Json:
    """How often and how long machines stood still; those that did."""
    lengths: dict[Any, list[timedelta]] = defaultdict(list)
    stands: dict[int, tuple[datetime, Any]] = {}

    def end(device: int, at: datetime) -> None:
        if device in stands:
            begun, what = stands.pop(device)
            lengths[what].append(max(at - begun, NONE))

    rows = [row for row in hall.story if since <= day_of(row) <= through]
    for kind, told in ((row["kind"], row["details"]) for row in rows):
        if kind == "machine_stopped":
            end(told["device"], datetime.fromisoformat(told["since"]))
            what = told["device"], told["name"], told["part"]
            stands[told["device"]] = datetime.fromisoformat(told["since"]), what
        elif kind == "machine_stop_ended":
            end(told["device"], datetime.fromisoformat(told["until"]))
    for device in list(stands):
        end(device, min(hall.now, datetime.combine(through + timedelta(days=1), time(), HALL)))
    watched = [row for row in hall.story if row["kind"] == "machines_watched"]
    return {
        "watched_since": watched[0]["at"] if watched else None,
        "unwatched_s": sum(row["details"]["unwatched_s"] for row in watched if row in rows),
        "rows": [
            {"device": device, "name": name, "part": part, "n": len(each),
             "total_s": round(sum(each, NONE).total_seconds()), "longest_s": round(max(each).total_seconds())}
            for (device, name, part), each in sorted(lengths.items())
        ],
    }  # fmt: skip


def day_of(row: Json) -> date:
    return datetime.fromisoformat(row["at"]).astimezone(HALL).date()

"""The figures of a period counted anew from the raw story alone, and from nothing of the server's code: the second
opinion with which reports are compared. It knows the story as docs/protocol.md tells it."""

from collections import defaultdict
from datetime import date, datetime, timedelta, timezone
from typing import Any

HALL = timezone(timedelta(hours=7))
Json = dict[str, Any]


def legs(story: list[Json]) -> list[Json]:
    """Each ticket as the story leaves it, taking back what was taken back."""
    now: dict[int, Json] = {}
    before: dict[int, Json] = {}
    for row in story:
        ticket, at, kind, told = row["ticket"], datetime.fromisoformat(row["at"]), row["kind"], row["details"]
        if kind == "ticket_issued":
            now[ticket] = {
                "day": at.astimezone(HALL).date(), "label": row["label"], "number": ticket, "leg": told["leg"],
                "service": told["service"], "lane": told["lane"], "issued": at, "joined": at, "called": None,
                "came": None, "started": None, "parked": None, "ended": None, "state": "waiting", "officer": None,
                "counter": None, "outcome": None, "dossiers": 0, "deeds": [], "never": False,
            }  # fmt: skip
        elif kind == "move_undone":
            now[ticket] = before[told["undone"]]
        elif ticket is not None and ticket in now:
            before[row["seq"]] = now[ticket] | {"deeds": list(now[ticket]["deeds"])}
            tell(now[ticket], row, at, told)
    found = [leg for leg in now.values() if not leg["never"] and leg["state"] != "voided"]
    first = {(leg["day"], leg["label"]): leg["issued"] for leg in found if leg["leg"] == 1}
    for leg in found:
        leg["issued"] = first[leg["day"], leg["label"]]
    return found


def tell(leg: Json, row: Json, at: datetime, told: Json) -> None:
    """What one row says of a leg."""
    match row["kind"]:
        case "ticket_called" if told["times"] == 1:
            leg.update(state="called", called=at, counter=row["counter"])
            if told.get("rule") == "chosen":
                leg["deeds"].append(("chosen", row["by"], row["counter"]))
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
                leg["deeds"].append(("transferred", row["by"], row["counter"]))
                if told["service"] != leg["service"]:
                    leg.update(service=told["service"], joined=at)
        case "ticket_cancelled":
            leg.update(state="cancelled", ended=at, never="move" not in told)
        case "ticket_voided":
            leg.update(state="voided")
        case "ticket_expired":
            missed = leg["called"] and not leg["started"] and not leg["parked"]
            leg.update(state="absent" if missed else "expired", ended=at)


def figures(legs: list[Json], deeds: list[Json], last: dict[Any, int]) -> Json:
    """What these legs come to; `last`: of each visit, the number of its last leg."""
    finished = [leg for leg in legs if leg["state"] == "finished"]
    visits = [leg for leg in legs if leg["leg"] == 1]
    ended = [leg for leg in finished if last[leg["day"], leg["label"]] == leg["leg"]]
    walked = [leg for leg in legs if leg["called"] and leg["came"]]
    late = [leg for leg in legs if leg["ended"] and not leg["called"] and leg["ended"] - leg["joined"] > FIFTEEN]
    return {
        "visits": len(visits),
        "legs": len(legs),
        "priority": sum(leg["lane"] == "priority" for leg in visits),
        "dossiers": sum(leg["dossiers"] for leg in finished),
        **{state: sum(leg["state"] == state for leg in legs)
           for state in ("finished", "absent", "cancelled", "expired", "waiting")},
        "left_late": len(late),
        "outcomes": {outcome: sum(leg["outcome"] == outcome for leg in finished)
                     for outcome in ("accepted", "supplement", "returned", "guided", "refused")},
        "transferred": sum(deed["kind"] == "transferred" for deed in deeds),
        "chosen": sum(deed["kind"] == "chosen" for deed in deeds),
        "waited": spread(leg["called"] - leg["joined"] for leg in legs if leg["called"]),
        "walked": spread(leg["came"] - leg["called"] for leg in walked),
        "served": spread(leg["ended"] - leg["started"] for leg in finished),
        "stayed": spread(leg["ended"] - leg["issued"] for leg in ended),
    }  # fmt: skip


FIFTEEN = timedelta(minutes=15)


def spread(spans: Any) -> Json:
    """Nearest-rank, in whole seconds."""
    ordered = sorted(spans)
    if not ordered:
        return {"n": 0, "median_s": None, "p90_s": None, "max_s": None, "within_target": None}
    n = len(ordered)
    at = lambda tenths: round(ordered[(n * tenths + 9) // 10 - 1].total_seconds())  # noqa: E731
    within = round(sum(span <= FIFTEEN for span in ordered) / n, 4)
    return {"n": n, "median_s": at(5), "p90_s": at(9), "max_s": at(10), "within_target": within}


def report(story: list[Json], since: date, through: date, by: str) -> dict[str, Json]:
    """The rows of a report by their keys; the whole under "whole"."""
    found = [leg for leg in legs(story) if since <= leg["day"] <= through]
    last: dict[Any, int] = defaultdict(int)
    for leg in found:
        last[leg["day"], leg["label"]] = max(last[leg["day"], leg["label"]], leg["leg"])
    groups: dict[str, tuple[list[Json], list[Json]]] = defaultdict(lambda: ([], []))
    for leg in found:
        deeds = [{"kind": kind, "officer": who, "counter": where} for kind, who, where in leg["deeds"]]
        groups["whole"][0].append(leg)
        groups["whole"][1].extend(deeds)
        if (key := key_of(leg, by)) is not None:
            groups[str(key)][0].append(leg)
        for deed in deeds:
            at = deed[by] if by in ("officer", "counter") else key
            if at is not None:
                groups[str(at)][1].append(deed)
    return {key: figures(of, deeds, last) for key, (of, deeds) in groups.items()}


def key_of(leg: Json, by: str) -> Any:
    day: date = leg["day"]
    match by:
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

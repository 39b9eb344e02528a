"""Boards to show: an empty morning, a busy one, a hall that drowns."""

from datetime import UTC, datetime, timedelta
from typing import Any

MORNING = datetime(2026, 11, 21, 2, 5, tzinfo=UTC)
"""9:05 in the hall."""

KEY = "khoa-man-hinh"
"""The device key of the hall's screen."""

NEWEST = 812
"""The seq of the last call in these boards; five rows of story are a minute."""

SERVICES = [
    ("H", "Hộ tịch"),
    ("C", "Chứng thực"),
    ("T", "Tiếp công dân – hòa giải"),
    ("K", "Căn cước – cư trú"),
    ("D", "Đất đai"),
    ("S", "Đăng ký đất đai (VPĐKĐĐ)"),
    ("B", "Đăng ký kinh doanh – tài chính – hợp tác xã"),
    ("X", "Xây dựng – nhà ở – quy hoạch – giao thông"),
    ("P", "Bảo trợ xã hội – người có công – trẻ em"),
    ("L", "Bảo hiểm xã hội – lao động – y tế"),
    ("G", "Giáo dục – văn hóa – tôn giáo"),
    ("N", "Nông nghiệp – môi trường – thủy lợi"),
    ("R", "Trả kết quả"),
    ("V", "Thu phí, lệ phí"),
    ("A", "Hướng dẫn"),
]
HALL = {
    "name": "Trung tâm Phục vụ hành chính công xã Lương Tài",
    "parent": "UBND xã Lương Tài",
    "phone": "0222 3867 345",
    "address": "Thôn Đạo Sử, xã Lương Tài, tỉnh Bắc Ninh",
}


SCREEN: dict[str, Any] = {
    "id": 1, "name": "TV sảnh chính", "counters": [], "volume": 100, "quiet": None, "dark": None,
    "notices": [], "playlist": [], "week": None, "fields": [],
}  # fmt: skip
"""A screen nobody has set, in a hall without a playlist."""


def at(minutes: float) -> str:
    """So many minutes after 9:05."""
    return (MORNING + timedelta(minutes=minutes)).isoformat()


def counter(number: int, state: str = "open", ticket: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    """One counter of the board."""
    letter, name = SERVICES[number - 1]
    letters = {1: "HCT", 8: "XBHCTK", 11: "GNRV", 12: "NGRVE"}.get(number, letter)
    return {
        "number": number, "name": name, "post": f"Công chức {name}", "zone": "A", "state": state,
        "reason": None, "until": None, "services": list(letters), "helps": ["H"] if number == 2 else [],
        "ticket": ticket, **more,
    }  # fmt: skip


def held(label: str, state: str = "serving", lane: str = "ordinary", calls: int = 1) -> dict[str, Any]:
    """A ticket in a counter's hands."""
    return {"label": label, "lane": lane, "state": state, "at": at(-3), "calls": calls}


def call(
    label: str, counter: int, seq: int, times: int = 1, lane: str = "ordinary", language: str = "vi",
    state: str = "called", counter_state: str = "open",
) -> dict[str, Any]:  # fmt: skip
    """One row of the last calls."""
    return {
        "seq": seq, "label": label, "counter": counter, "at": at(-(NEWEST - seq) / 5 - 1), "lane": lane,
        "times": times, "language": language, "state": state, "counter_state": counter_state,
    }  # fmt: skip


def edge(label: str, counter: int, seq: int, times: int = 1, language: str = "vi") -> dict[str, Any]:
    """The call as it rings."""
    return {"seq": seq, "label": label, "counter": counter, "zone": "A", "times": times, "language": language}


def lines(waiting: list[int]) -> list[dict[str, Any]]:
    """Who waits for what; a service nobody serves has no estimate."""
    return [
        {
            "service": code, "name": name, "waiting": count,
            "wait": None if code == "N" else {"p10": 60 + 150 * count, "p50": 260 * count, "p90": 200 + 420 * count},
            "open": True, "closed_because": None, "reopens_at": None,
        }
        for (code, name), count in zip(SERVICES, waiting, strict=True)
    ]  # fmt: skip


RULE = {"services": [code for code, _ in SERVICES], "id": "rule-priority-floor", "minutes": 30, "every": 2}

NO_HOURS = {
    "open": True, "closes_at": None, "issues_until": None, "reopens_at": None, "is_break": None,
    "same_day_until": None, "notice": None, "reason": None,
}  # fmt: skip


def board(seq: int, counters: list[dict[str, Any]], calls: list[dict[str, Any]], waiting: list[int]) -> dict[str, Any]:
    """The whole level."""
    return {
        "seq": seq, "at": at(0), "day": "2026-11-21", "hall": HALL,
        "counters": counters, "calls": calls, "lines": lines(waiting),
        "trial": False, "rule": [RULE], "hours": NO_HOURS, "appointments": [], "reserve": False,
    }  # fmt: skip


def empty() -> dict[str, Any]:
    """Half past seven: counters open, nobody here yet."""
    return board(10, [counter(n) for n in range(1, 13)], [], [0] * 15)


def busy() -> dict[str, Any]:
    """An ordinary morning."""
    hands = {
        1: held("H012", "called"), 2: held("C031"), 4: held("K007", lane="priority"), 5: held("D009"), 7: held("B004"),
        9: held("P003", "called", lane="priority", calls=2), 10: held("L011"),
    }  # fmt: skip
    states: dict[int, dict[str, Any]] = {
        6: {"state": "paused", "reason": "Họp khẩn cấp", "until": at(25)},
        8: {"state": "paused", "reason": "Nghỉ giải lao"},
        12: {"state": "closed"},
    }
    counters = [counter(n, ticket=hands.get(n), **states.get(n, {})) for n in range(1, 13)]
    calls = [
        call("H012", 1, 812), call("P003", 9, 805, times=2, lane="priority"), call("C031", 2, 790),
        call("D009", 5, 781), call("K007", 4, 770, lane="priority"), call("L011", 10, 766), call("B004", 7, 750),
    ]  # fmt: skip
    return board(812, counters, calls, [3, 6, 0, 2, 4, 1, 1, 0, 2, 5, 0, 0, 1, 0, 0])


def overloaded() -> dict[str, Any]:
    """The morning after a holiday: everybody at once, every counter busy."""
    letters = [code for code, _ in SERVICES]
    counters = [
        counter(
            n,
            ticket=held(
                f"{letters[n - 1]}{140 + n}",
                "called" if n % 3 == 0 else "serving",
                "priority" if n % 4 == 0 else "ordinary",
            ),
            name="Bảo trợ xã hội – giảm nghèo – người có công – trẻ em – gia đình và bình đẳng giới",
        )
        for n in range(1, 13)
    ]
    calls = [
        call(f"{letters[i]}{140 + i + 1}", i + 1, NEWEST - 6 * i, lane="priority" if i == 11 else "ordinary")
        for i in (11, *range(8))
    ]
    calls[0] |= {"seq": NEWEST, "at": at(-1)}
    return board(2001, counters, calls, [9, 12, 3, 7, 8, 4, 2, 1, 3, 5, 1, 2, 1, 1, 1])

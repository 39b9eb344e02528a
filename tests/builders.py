"""Builds the halls of the tests: their files, their people and devices, on SQLite and PostgreSQL alike.

A hall is built once for each test process and then copied: migrating and hashing a password takes longer than most
tests. All staff share one password, and every session and key is known by name, so that a copy needs no signing in.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from catalogue.files import DEFAULT
from server import auth, schema, setup
from server.db import Database
from server.models import Account, SignIn
from server.operations import people
from tests.services import PostgreSQL

MORNING = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
"""Monday, 7:30 in the hall."""

PASSWORD = "một mật khẩu dài"

STAFF = {"mai": ("clerk", 1), "nam": ("clerk", 2), "hoa": ("supervisor", None), "ba": ("complaints", None),
         "tuan": ("admin", None), "kien": ("province", None)}  # fmt: skip
DEVICES = {"kiosk": "kiosk", "tv": "display", "panel": "panel"}

SMALL_HALL = {
    "hall.toml": 'name = "Trung tâm Phục vụ hành chính công xã Thử"\nparent = "UBND xã Thử"\n'
    'address = "Xã Thử"\nphone = "1800 1096"\ntimezone = "Asia/Ho_Chi_Minh"\n',
    "services.csv": "code,name,name_en,name_ko,kind\n"
    "H,Hộ tịch,Civil status,가족관계 등록,field\n"
    "C,Chứng thực,Certification,인증,field\n"
    "D,Đất đai,Land,토지,field\n"
    "R,Trả kết quả,Results,결과 수령,returns\n"
    "P,Thu phí,Fees,수수료,fees\n",
    "counters.csv": "number,name,post,zone,services\n"
    "1,Hộ tịch,Công chức Tư pháp,A,H\n"
    "2,Chứng thực,Công chức Tư pháp,A,C H\n"
    "3,Đất đai,Công chức Địa chính,B,D\n"
    "4,Trả kết quả,Chuyên viên,B,R P\n",
    "procedures.csv": "code,service,label,name,name_en,time_limit,documents,source\n"
    "1.001193,H,Đăng ký khai sinh,Thủ tục đăng ký khai sinh,Birth registration,trong ngày,"
    '"[Giấy tờ phải nộp] Giấy chứng sinh (1 bản chính) || [Giấy tờ phải xuất trình] Thẻ căn cước",Cổng DVCQG\n'
    "1.000656,H,Đăng ký khai tử,Thủ tục đăng ký khai tử,Death registration,trong ngày,,Cổng DVCQG\n"
    "2.000815,C,Chứng thực bản sao,Thủ tục chứng thực bản sao từ bản chính,Certified copy,trong ngày,,Cổng DVCQG\n",
    "phrases.csv": "phrase,codes\ngiấy khai sinh,1.001193\nsao y,2.000815\n",
    "questions.toml": "",
    "tiles.toml": "",
    "elsewhere.toml": "",
}
"""Four counters and five services: Mai works at 1, Nam at 2; 3 and 4 are free for whoever comes."""


def session_of(user: str) -> str:
    """The token of a session that is open in every built hall."""
    return f"session-of-{user}"


def key_of(device: str) -> str:
    """The key of a device of every built hall."""
    return f"{auth.KEY_PREFIX}of-{device}"


@cache
def password_hash() -> str:
    return auth.hash_password(PASSWORD)


def write_small_hall(folder: Path, code: str = "") -> Path:
    """The files of the small hall, as `moiso hall import` reads them; with a `code`, one of several on a server."""
    folder.mkdir(exist_ok=True)
    for name, text in SMALL_HALL.items():
        (folder / name).write_text(text, encoding="utf-8")
    if code:
        facts = SMALL_HALL["hall.toml"].replace("xã Thử", f"xã {code.capitalize()}")
        (folder / "hall.toml").write_text(f'{facts}code = "{code}"\n', encoding="utf-8")
    return folder


def fill_small_hall(url: str, scratch: Path) -> None:
    """The small hall, with its staff and devices, on the empty database at `url`."""
    fill(url, write_small_hall(scratch / "small-hall"), STAFF, DEVICES)


def fill_province(url: str, scratch: Path) -> None:
    """Three small halls on one server: `an`, `binh` and `chau`. In the second and third everybody's name ends in the
    hall's code (`mai-binh`, `kiosk-binh`); Kiên of the first watches over all of them."""
    fill(url, write_small_hall(scratch / "an", "an"), STAFF, DEVICES)
    for code in ("binh", "chau"):
        staff = {f"{user}-{code}": post for user, post in STAFF.items() if user != "kien"}
        devices = {f"{name}-{code}": kind for name, kind in DEVICES.items()}
        fill(url, write_small_hall(scratch / code, code), staff, devices, found=setup.found_another)


def fill_default_hall(url: str, _scratch: Path) -> None:
    """The demonstration hall with a clerk at each of its twelve counters and three kiosks."""
    clerks = {f"clerk-{number}": ("clerk", number) for number in range(1, 13)}
    fill(url, DEFAULT, clerks | {"hoa": ("supervisor", None)}, {f"kiosk-{n}": "kiosk" for n in range(1, 4)})


def fill(
    url: str,
    files: Path,
    staff: dict[str, tuple[str, int | None]],
    devices: dict[str, str],
    found: Callable[[Database, Path, datetime], int] = setup.make_hall,
) -> None:
    """The hall of these files with these people and devices, on the empty database at `url`."""
    schema.migrate(url)
    database = Database(url)
    hall = found(database, files, MORNING)
    with database.write() as db, setup.moment_in(db, hall, MORNING) as moment:
        for user, (role, counter) in staff.items():
            people.add_account(moment, user=user, password_hash=password_hash(), role=role, counter=counter)
        for name, kind in devices.items():
            people.add_device(moment, name=name, kind=kind, key_hash=auth.digest(key_of(name)))
        for account in db.execute(select(Account.id, Account.user).where(Account.hall_id == hall)):
            db.execute(
                insert(SignIn).values(
                    account_id=account.id,
                    token_hash=auth.digest(session_of(account.user)),
                    expires_at=MORNING + timedelta(days=3650),
                )
            )
    database.close()


class Halls:
    """Gives each test its own database, copied from one that was built once in this test process."""

    def __init__(self, request: pytest.FixtureRequest, scratch: Path) -> None:
        self._request, self._scratch = request, scratch

    @contextmanager
    def database(self, kind: str, name: str, fill: Callable[[str, Path], None], folder: Path) -> Iterator[str]:
        """The URL of a database of `kind`, `sqlite` or `postgres`, as `fill` leaves it; `name` names the template."""
        if kind == "sqlite":
            template = self._scratch / f"{name}.db"
            if not template.exists():
                fill(f"sqlite:///{template}", self._scratch)
            shutil.copy(template, folder / "moiso.db")
            yield f"sqlite:///{folder / 'moiso.db'}"
        else:
            postgres: PostgreSQL = self._request.getfixturevalue("postgres")
            template_name = postgres.template(name, lambda url: fill(url, self._scratch))
            made = postgres.create(template_name)
            yield postgres.url(made)
            postgres.drop(made)

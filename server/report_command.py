"""`moiso report`: a report of any days as a file, while the server runs or not."""

import argparse
import sys
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from server import period, report_files
from server.app import now
from server.commands import opened, with_settings
from server.config import Settings
from server.period import By
from server.pulse import hall_row, only_hall, pulse_now


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--since", type=date.fromisoformat, required=True, metavar="DAY", help="the first day, 2026-11-01"
    )
    parser.add_argument("--through", type=date.fromisoformat, required=True, metavar="DAY", help="the last day of it")
    parser.add_argument("--by", type=By, default=By.SERVICE, choices=list(By), help="what each row is about")
    parser.add_argument(
        "--kind", choices=list(report_files.KINDS), default="csv", help="csv, xlsx, or pdf to be signed"
    )
    parser.add_argument("--language", choices=("vi", "en", "ko"), default="vi")
    parser.add_argument("--hall", type=int, help="which hall, where the database has several")
    parser.add_argument("--out", type=Path, metavar="FILE", help="where it goes (standard output)")
    with_settings(parser, _report)


def _report(asked: argparse.Namespace, settings: Settings) -> int:
    with opened(settings) as database, database.read() as db:
        hall_id = asked.hall or only_hall(db)
        if hall_id is None:
            print("moiso: the database has several halls: --hall says which", file=sys.stderr)
            return 2
        hall = hall_row(db, hall_id)
        report = period.report(db, pulse_now(db, hall_id, now()), asked.since, asked.through, asked.by, is_trial=False)
    made = now().astimezone(ZoneInfo(hall.timezone))
    body = report_files.write(report, asked.kind, asked.language, hall, made)
    if asked.out is None:
        sys.stdout.buffer.write(body)
    else:
        asked.out.write_bytes(body)
    return 0

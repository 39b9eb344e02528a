"""`moiso report`: a report of any days as a file, while the server runs or not."""

import argparse
import sys
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from server import period, report_files, which_hall
from server.app import now
from server.commands import failed, opened, with_settings
from server.config import Settings
from server.period import By
from server.pulse import hall_row, pulse_now


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
    which_hall.add_option(parser)
    parser.add_argument("--out", type=Path, metavar="FILE", help="where it goes (standard output)")
    with_settings(parser, _report)


def _report(asked: argparse.Namespace, settings: Settings) -> int:
    at = now()
    with opened(settings) as database, database.read() as db:
        hall = hall_row(db, which_hall.chosen(db, asked.hall))
        report = period.report(db, pulse_now(db, hall.id, at), asked.since, asked.through, asked.by, is_trial=False)
    body = report_files.write(report, asked.kind, asked.language, hall, at.astimezone(ZoneInfo(hall.timezone)))
    if asked.out is None:
        sys.stdout.buffer.write(body)
        return 0
    try:
        asked.out.write_bytes(body)
    except OSError as error:
        return failed(f"{asked.out} cannot be written: {error.strerror}")
    return 0

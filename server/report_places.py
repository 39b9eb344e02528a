"""Where due reports are brought: a folder, and addresses (`report_mail`)."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from server import report_files
from server.aside import aside
from server.models import Record
from server.report_deliveries import Problem

KINDS = ("pdf", "xlsx")
"""The files of a report that is brought somewhere."""

LANGUAGE = "vi"


@dataclass(frozen=True)
class Parcel:
    """One report to be brought somewhere."""

    report: Mapping[str, Any]
    hall: Record
    is_only_hall: bool
    made: datetime
    """By the hall's clock."""
    says: Mapping[str, Any]
    """Its figures alone (see `report_rounds.figures`)."""
    is_anew: bool
    """Whether it takes the place of one that is there: a row told late has changed its figures."""

    def file(self, kind: str) -> tuple[str, bytes]:
        """Name and content."""
        body = report_files.write(self.report, kind, LANGUAGE, self.hall, self.made)
        return report_files.name(self.report, kind), body


class NotThere(Exception):
    """It could not be brought there; the message says what stood in the way."""

    def __init__(self, problem: Problem, what: object) -> None:
        super().__init__(str(what))
        self.problem = problem


class Place(Protocol):
    """Where reports are wanted."""

    @property
    def name(self) -> str: ...

    def put(self, parcel: Parcel) -> None:
        """Bring it there, whole or not at all. Raises NotThere."""


@dataclass(frozen=True)
class Folder:
    """A folder of this machine, or of a share: of several halls each has one of its own in it."""

    path: Path

    @property
    def name(self) -> str:
        return str(self.path)

    def put(self, parcel: Parcel) -> None:
        try:
            aside(self._write, parcel)
        except OSError as error:
            raise NotThere(Problem.FOLDER_AWAY, error) from error

    def _write(self, parcel: Parcel) -> None:
        # The folder itself is never made: where a share is not mounted, the reports would lie under its mount point.
        place = self.path if parcel.is_only_hall else self.path / str(parcel.hall.id)
        if not parcel.is_only_hall:
            place.mkdir(exist_ok=True)
        for kind in KINDS:
            name, body = parcel.file(kind)
            # Whole or not at all, also when the power goes: half a file passes for a report.
            half = place / f"{name}.part"
            with half.open("wb") as out:
                out.write(body)
                out.flush()
                os.fsync(out.fileno())
            half.replace(place / name)

"""Pictures and videos for the hall's screens, kept as files in the data folder.

A file is named by what is in it, so the same one sent twice is one file, a name never means another picture, and every
worker of the hall that shares the folder finds it. What the regulations name no more is swept away after a day.
"""

import errno
import os
import shutil
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import BinaryIO

from PIL import Image

from server.domain.errors import DiskFull, MediaTooLarge, NotMedia

FILE_NAME = r"^[0-9a-f]{32}\.(?:jpg|png|webp|mp4|webm)$"

MOST_PICTURE_BYTES = 20 * 2**20
MOST_VIDEO_BYTES = 500 * 2**20
MOST_DOTS = 50_000_000
"""A TV has two or eight million dots; a camera's picture of a hundred would stop it for seconds."""

UNUSED_S = 86_400
"""So long an administrator may take from sending a file to saving the list that names it."""

_CHUNK = 2**16
_PICTURES = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}


@dataclass(frozen=True)
class Media:
    folder: Path
    spare_bytes: int = 2**30
    """What is left free on the disk, which may be the database's too: a full one would stop the hall."""

    def receive(self, sent: BinaryIO) -> Path:
        """Write what is sent beside the files, for `keep`. Raises MediaTooLarge, DiskFull; nothing is left then."""
        with _disk():
            self.folder.mkdir(parents=True, exist_ok=True)
            with (
                tempfile.NamedTemporaryFile(dir=self.folder, prefix=".", delete=False) as beside,
                _or_gone(beside.name),
            ):
                size = 0
                while chunk := sent.read(_CHUNK):
                    if shutil.disk_usage(self.folder).free < self.spare_bytes:
                        raise DiskFull
                    size += len(chunk)
                    if size > MOST_VIDEO_BYTES:
                        raise MediaTooLarge(most_mb=MOST_VIDEO_BYTES // 2**20)
                    beside.write(chunk)
                return Path(beside.name)

    def keep(self, received: Path) -> str:
        """Keep what was received, for good, and answer its name. It may take seconds. Raises NotMedia, MediaTooLarge,
        DiskFull; nothing is left then."""
        with _disk(), _or_gone(str(received)), received.open("rb") as file:
            ending = _ending(received, file.read(16))
            file.seek(0)
            name = f"{file_digest(file, 'sha256').hexdigest()[:32]}.{ending}"
            os.fsync(file.fileno())
            received.chmod(0o644)
            received.replace(self.folder / name)
        return name

    def has(self, name: str) -> bool:
        """Whether a file of this name is kept."""
        return (self.folder / name).is_file()

    def sweep(self, named: Collection[str], now: float) -> None:
        """Delete files that nobody has named for a day. `now`: seconds since 1970, as files have them."""
        if not self.folder.is_dir():
            return
        for path in self.folder.iterdir():
            with suppress(FileNotFoundError):  # another worker sweeps, too
                if path.name in named:
                    os.utime(path, (now, now))  # its day begins when the last list lets go of it
                elif now - path.stat().st_mtime > UNUSED_S:
                    path.unlink()


@contextmanager
def _disk() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull from error
        raise


@contextmanager
def _or_gone(path: str) -> Iterator[None]:
    try:
        yield
    except BaseException:
        Path(path).unlink(missing_ok=True)
        raise


def _ending(path: Path, begin: bytes) -> str:
    if begin[4:8] == b"ftyp":
        return "mp4"
    if begin.startswith(b"\x1a\x45\xdf\xa3"):
        return "webm"
    if path.stat().st_size > MOST_PICTURE_BYTES:
        raise MediaTooLarge(most_mb=MOST_PICTURE_BYTES // 2**20)
    try:
        with Image.open(path, formats=list(_PICTURES)) as picture:
            if picture.width * picture.height > MOST_DOTS:
                raise NotMedia(dots=picture.width * picture.height, most=MOST_DOTS)
            if picture.format == "PNG":
                picture.verify()
            else:
                # Nothing but reading it to its end tells that one is torn; a small drawing of a JPEG is enough for it.
                picture.draft("L", (picture.width // 8 or 1, picture.height // 8 or 1))
                picture.load()
            return _PICTURES[str(picture.format)]
    # What Pillow raises for a file that is torn or lies about itself is not one class.
    except (Image.DecompressionBombError, OSError, SyntaxError, ValueError) as fault:
        raise NotMedia from fault

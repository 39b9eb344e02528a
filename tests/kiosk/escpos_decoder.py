"""A strict ESC/POS decoder, written from the command reference and not from our encoder: paper, or an error."""

from dataclasses import dataclass, field

from PIL import Image


class NotEscPos(Exception):
    """A byte or a length that a printer would print as gibberish."""


@dataclass
class Paper:
    """What came out: the picture, and every command with where it stood."""

    image: Image.Image
    commands: list[str] = field(default_factory=list)
    bands: list[int] = field(default_factory=list)
    feeds: list[bytes] = field(default_factory=list)
    """How each cut was asked for: whole or not, and how far the paper is fed first."""

    @property
    def cuts(self) -> int:
        return self.commands.count("cut")


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def take(self, count: int) -> bytes:
        if self.at + count > len(self.data):
            raise NotEscPos(f"at {self.at}: {count} bytes wanted, {len(self.data) - self.at} left")
        piece = self.data[self.at : self.at + count]
        self.at += count
        return piece

    def byte(self) -> int:
        return self.take(1)[0]

    def word(self) -> int:
        return int.from_bytes(self.take(2), "little")


def decode(data: bytes) -> Paper:
    """The paper a printer makes of `data`; raises NotEscPos on anything it would not know."""
    reader, commands, rows, widths, bands, feeds = _Reader(data), [], [], set(), [], []
    while reader.at < len(data):
        start = reader.at
        head = reader.take(2)
        if head == b"\x1b@":
            commands.append("reset")
        elif head == b"\x1dv":
            band = _raster(reader)
            commands.append("raster")
            widths.add(len(band[0]))
            bands.append(len(band))
            rows += band
        elif head == b"\x1dV":
            mode = reader.byte()
            if mode in (65, 66, 97, 98, 103, 104):
                reader.byte()
            elif mode not in (0, 1, 48, 49):
                raise NotEscPos(f"at {start}: GS V {mode}")
            commands.append("cut")
            feeds.append(data[start : reader.at])
        elif head == b"\x1dr":
            if reader.byte() not in (1, 2, 49, 50):
                raise NotEscPos(f"at {start}: GS r")
            commands.append("ask")
        elif head == b"\x1d(" and reader.byte() == ord("H"):
            if reader.word() != 6 or reader.take(2) != b"00":
                raise NotEscPos(f"at {start}: GS ( H")
            reader.take(4)
            commands.append("ask")
        else:
            raise NotEscPos(f"at {start}: unknown bytes {head.hex(' ')}")
    if len(widths) != 1:
        raise NotEscPos(f"bands of widths {sorted(widths)}")
    row = widths.pop()
    # In a raster 1 is ink; in PIL's mode 1 a set bit is white.
    white = bytes(255 - value for value in b"".join(rows))
    return Paper(Image.frombytes("1", (row * 8, len(rows)), white), commands, bands, feeds)


def _raster(reader: _Reader) -> list[bytes]:
    kind, mode = reader.byte(), reader.byte()
    if kind != ord("0") or mode not in (0, 1, 2, 3, 48, 49, 50, 51):
        raise NotEscPos(f"at {reader.at}: GS v {kind} {mode}")
    width, height = reader.word(), reader.word()
    if not 1 <= width <= 255 or not 1 <= height <= 2303:
        raise NotEscPos(f"at {reader.at}: a raster of {width} bytes × {height} rows")
    rows = [reader.take(width) for _ in range(height)]
    # The two low bits of the mode print each dot twice as wide, each row twice as high.
    if mode & 1:
        rows = [_doubled(row) for row in rows]
    return [row for row in rows for _ in range(2 if mode & 2 else 1)]


def _doubled(row: bytes) -> bytes:
    bits = "".join(bit * 2 for bit in f"{int.from_bytes(row, 'big'):0{len(row) * 8}b}")
    return int(bits, 2).to_bytes(len(row) * 2, "big")

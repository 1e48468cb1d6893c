"""Files as they come: photographs, bombs, and the blocks of each format, written byte by byte."""

from __future__ import annotations

import random
import struct
import zlib
from collections.abc import Iterable, Mapping
from io import BytesIO
from types import MappingProxyType

from PIL import Image

END_OF_JPEG = b"\xff\xd9"
_BLOCK = 1 << 20
QUICK: Mapping[str, Mapping[str, int]] = MappingProxyType({"PNG": {"compress_level": 1}, "WEBP": {"method": 0}})
"""How a file is packed in little time."""


def scene(width: int, height: int, mode: str = "RGB", grain: int = 16) -> Image.Image:
    """Something like a photograph: patches of colour with a grain, the same ones each time."""
    small = max(2, width // grain), max(2, height // grain)
    depth = len(Image.new(mode, (1, 1)).getbands())
    grains = random.Random(7).randbytes(small[0] * small[1] * depth)
    return Image.frombytes(mode, small, grains).resize((width, height), Image.Resampling.BICUBIC)


def saved(picture: Image.Image, kind: str, **how: object) -> bytes:
    """A picture as a file."""
    out = BytesIO()
    picture.save(out, kind, **how)
    return out.getvalue()


def photo(width: int, height: int, kind: str = "JPEG", mode: str = "RGB", **how: object) -> bytes:
    """A photograph as a file."""
    return saved(scene(width, height, mode), kind, **QUICK.get(kind, {}), **how)


def segment(mark: int, content: bytes) -> bytes:
    """A segment of a JPEG (ITU-T T.81, B.1.1.4): its mark, its length, its content."""
    return bytes((0xFF, mark)) + struct.pack(">H", len(content) + 2) + content


def with_segments(jpeg: bytes, segments: Iterable[bytes], after: bytes = b"") -> bytes:
    """A JPEG with segments of somebody's own before its tables, and with something after its end."""
    return jpeg[:2] + b"".join(segments) + jpeg[2:] + after


def marks(jpeg: bytes) -> list[tuple[int, bytes]]:
    """The segments of a JPEG by their marks, up to its end; what stands after that is under 0. Of a scan the head."""
    found, at = [(0xD8, b"")], 2
    assert jpeg.startswith(b"\xff\xd8")
    while True:
        assert jpeg[at] == 0xFF
        mark = jpeg[at + 1]
        if mark == 0xD9:
            return [*found, (mark, b""), *([(0, jpeg[at + 2 :])] if jpeg[at + 2 :] else [])]
        length = int.from_bytes(jpeg[at + 2 : at + 4], "big")
        found.append((mark, jpeg[at + 4 : at + 2 + length]))
        at += 2 + length
        if mark == 0xDA:
            while jpeg[at] != 0xFF or jpeg[at + 1] in (0, *range(0xD0, 0xD8)):
                at += 1


def chunk(name: bytes, content: bytes) -> bytes:
    """A chunk of a PNG (ISO/IEC 15948, 5.3)."""
    return struct.pack(">L", len(content)) + name + content + struct.pack(">L", zlib.crc32(name + content))


def png(width: int, height: int, depth: int, colour: int, rows: bytes, *before: bytes, after: bytes = b"") -> bytes:
    """A PNG out of its packed rows, each with its filter before it."""
    head = chunk(b"IHDR", struct.pack(">LLBBBBB", width, height, depth, colour, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(before) + chunk(b"IDAT", rows) + after + chunk(b"IEND", b"")


def flat_png(width: int, height: int) -> bytes:
    """One transparent colour everywhere: a thousandth of what it unpacks to."""
    whole, rest = divmod(height * (1 + 4 * width), _BLOCK)
    packing = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    block = packing.compress(bytes(_BLOCK)) + packing.flush(zlib.Z_FULL_FLUSH)
    end = packing.compress(bytes(rest)) + packing.flush()
    total = struct.pack(">HH", (whole * _BLOCK + rest) % 65521, 1)
    return png(width, height, 8, 6, b"\x78\xda" + whole * block + end + total)


def claimed(jpeg: bytes, width: int, height: int) -> bytes:
    """A JPEG whose frame says that it is so large."""
    at = next(
        jpeg.index(bytes((0xFF, mark, 0, 17, 8))) for mark in (0xC0, 0xC2) if bytes((0xFF, mark, 0, 17, 8)) in jpeg
    )
    return jpeg[: at + 5] + struct.pack(">HH", height, width) + jpeg[at + 9 :]


def many_scans(count: int, side: int = 7000) -> bytes:
    """A JPEG that goes over its flat picture again and again, a hundred bytes each time: the last scan, repeated."""
    jpeg = saved(Image.new("L", (side, side), 90), "JPEG", progressive=True)
    last = jpeg.rindex(b"\xff\xda")
    table = jpeg.rindex(b"\xff\xc4", 0, last)
    return jpeg[:-2] + (count - 1) * jpeg[table:-2] + END_OF_JPEG


def riff(*chunks: tuple[bytes, bytes]) -> bytes:
    """A WebP out of its chunks (RFC 9649)."""
    body = b"WEBP" + b"".join(
        name + struct.pack("<L", len(content)) + content + bytes(len(content) % 2) for name, content in chunks
    )
    return b"RIFF" + struct.pack("<L", len(body)) + body


def chunks_of(webp: bytes) -> list[tuple[bytes, bytes]]:
    """The chunks of a WebP."""
    found, at = [], 12
    while at < len(webp):
        length = int.from_bytes(webp[at + 4 : at + 8], "little")
        found.append((webp[at : at + 4], webp[at + 8 : at + 8 + length]))
        at += 8 + length + length % 2
    return found


def blocks(content: bytes) -> bytes:
    """What a GIF holds in blocks of at most 255 bytes."""
    pieces = (content[at : at + 255] for at in range(0, len(content), 255))
    return b"".join(bytes((len(piece),)) + piece for piece in pieces) + b"\0"

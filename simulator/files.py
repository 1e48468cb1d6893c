"""Files that people and the bot send: kept in memory, under the identifiers Telegram would give."""

from __future__ import annotations

import mimetypes
import struct
import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from simulator.errors import bad_request

MOST_UPLOAD = 50 * 1024 * 1024
MOST_PHOTO = 10 * 1024 * 1024
MOST_DOWNLOAD = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One file: `path` is what getFile answers."""

    file_id: str
    path: str
    name: str
    mime: str
    data: bytes

    @property
    def folder(self) -> str:
        """The kind of file it was sent as: photos, documents, voices …"""
        return self.path.partition("/")[0]

    def api(self) -> dict[str, Any]:
        """The fields every kind of file shares."""
        return {"file_id": self.file_id, "file_unique_id": f"u{self.file_id}", "file_size": len(self.data)}


class FileStore:
    """Every file of a world."""

    def __init__(self) -> None:
        self._files: dict[str, StoredFile] = {}

    def keep(self, folder: str, name: str, data: bytes, mime: str | None = None) -> StoredFile:
        """Keep bytes under a new identifier."""
        number = len(self._files) + 1
        suffix = name.rsplit(".", 1)[-1] if "." in name else "bin"
        guessed = mime or mimetypes.guess_type(name)[0] or "application/octet-stream"
        stored = StoredFile(f"simulated-{number:06d}", f"{folder}/file_{number}.{suffix}", name, guessed, data)
        self._files[stored.file_id] = stored
        return stored

    def by_id(self, file_id: str) -> StoredFile:
        """The file of an identifier. Raises `ApiError` 400."""
        if file_id not in self._files:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return self._files[file_id]

    def by_path(self, path: str) -> StoredFile | None:
        """The file behind a download address."""
        return next((stored for stored in self._files.values() if stored.path == path), None)


def photo_sizes(stored: StoredFile) -> list[dict[str, Any]]:
    """The sizes of a photo, smallest first (all give the same bytes here). Raises `ApiError` 400 for no picture."""
    size = picture_size(stored.data)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = size
    if width + height > 10_000 or max(width, height) > 20 * max(min(width, height), 1):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    sizes = []
    for edge in (90, 320, 800, 1280):
        scale = min(1.0, edge / max(width, height))
        sizes.append({**stored.api(), "width": max(1, int(width * scale)), "height": max(1, int(height * scale))})
        if scale == 1.0:
            break
    return sizes


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG, GIF, WebP or JPEG; nothing for other bytes."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return int(width), int(height)
    if data[:4] == b"GIF8" and len(data) >= 10:
        width, height = struct.unpack("<HH", data[6:10])
        return int(width), int(height)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return 512, 512
    return _jpeg_size(data) if data.startswith(b"\xff\xd8") else None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    position = 2
    while position + 9 < len(data) and data[position] == 0xFF:
        marker, length = data[position + 1], int.from_bytes(data[position + 2 : position + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[position + 5 : position + 9])
            return int(width), int(height)
        position += 2 + length
    return None


@lru_cache(maxsize=16)
def sample_picture(shade: int = 0, width: int = 320, height: int = 200) -> bytes:
    """A small landscape as PNG bytes, for people who send a photo."""
    sky, hill, meadow = (205, 224, 238), (122 + shade * 12 % 60, 140, 120), (96, 134 + shade * 17 % 60, 84)
    rows = []
    for y in range(height):
        row = bytearray(b"\x00")
        for x in range(width):
            ridge = height * 0.35 + abs((x + shade * 53) % width - width / 2) * 0.45
            row += bytes(meadow if y > height * 0.72 else hill if y > ridge else sky)
        rows.append(bytes(row))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in ((b"IHDR", header), (b"IDAT", zlib.compress(b"".join(rows))), (b"IEND", b""))
    )

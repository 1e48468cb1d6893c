"""EXIF and ICC profiles, written field by field: where a picture says whose it is, and what its numbers mean."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from typing import Literal

Order = Literal["<", ">"]
_ASCII, _SHORT, _LONG, _UNDEFINED = 2, 3, 4, 7
_EXIF, _GPS, _THUMBNAIL, _LENGTH = 0x8769, 0x8825, 0x0201, 0x0202
_NAMED_UTF_16 = range(0x9C9B, 0x9CA0)
"""XPTitle, XPComment, XPAuthor, XPKeywords, XPSubject, which Windows writes."""

Field = bytes | int


def exif(
    fields: Mapping[int, Field],
    *,
    more: Mapping[int, Field] | None = None,
    gps: Mapping[int, Field] | None = None,
    thumbnail: bytes = b"",
    order: Order = "<",
) -> bytes:
    """An EXIF block (CIPA DC-008) without its mark: its first directory, the one of EXIF itself, that of GPS, and the
    one of the thumbnail.
    """
    out = bytearray((b"II" if order == "<" else b"MM") + struct.pack(f"{order}HL", 42, 8))
    sub = {tag: one for tag, one in ((_EXIF, more), (_GPS, gps)) if one}
    main = {**fields, **dict.fromkeys(sub, 0)}
    places, last = _directory(out, main, order)
    for tag, one in sub.items():
        struct.pack_into(f"{order}L", out, places[tag], len(out))
        _directory(out, one, order)
    if thumbnail:
        struct.pack_into(f"{order}L", out, last, len(out))
        places, _ = _directory(out, {0x0103: 6, _THUMBNAIL: 0, _LENGTH: len(thumbnail)}, order)
        struct.pack_into(f"{order}L", out, places[_THUMBNAIL], len(out))
        out += thumbnail
    return bytes(out)


def _directory(out: bytearray, fields: Mapping[int, Field], order: Order) -> tuple[dict[int, int], int]:
    """One directory, written at the end: where each field has its value, and where the next directory is named."""
    at = len(out)
    out += struct.pack(f"{order}H", len(fields)) + bytes(12 * len(fields) + 4)
    places = {}
    for number, (tag, value) in enumerate(sorted(fields.items())):
        entry = at + 2 + 12 * number
        places[tag] = entry + 8
        if isinstance(value, int):
            short = tag in (0x0103, 0x0112)
            struct.pack_into(f"{order}HHL", out, entry, tag, _SHORT if short else _LONG, 1)
            struct.pack_into(f"{order}{'H' if short else 'L'}", out, entry + 8, value)
            continue
        kind = 1 if tag in _NAMED_UTF_16 else _UNDEFINED if tag in (0x927C, 0x9286, 0x001B, 0x001C) else _ASCII
        struct.pack_into(f"{order}HHLL", out, entry, tag, kind, len(value), len(out))
        out += value
    return places, at + 2 + 12 * len(fields)


def profile(space: bytes, tags: Mapping[bytes, bytes], link: bytes = b"XYZ ") -> bytes:
    """An ICC profile (ICC.1:2010, 7.2): a header of 128 bytes, a table, the tags."""
    at = 128 + 4 + 12 * len(tags)
    table, body = struct.pack(">L", len(tags)), b""
    for name, tag in tags.items():
        padded = tag + bytes(-len(tag) % 4)
        table += name + struct.pack(">LL", at + len(body), len(tag))
        body += padded
    kind = b"prtr" if space == b"CMYK" else b"mntr"
    head = struct.pack(">L4xL4s4s4s", at + len(body), 0x02400000, kind, space, link)
    head += struct.pack(">6H4s", 2026, 1, 1, 0, 0, 0, b"acsp") + bytes(28)
    head += struct.pack(">lll", 63190, 65536, 54061)
    return head.ljust(128, b"\0") + table + body


def described(word: bytes) -> dict[bytes, bytes]:
    """The tags that hold words: what the profile is called, and whose it is."""
    name = b"desc" + bytes(4) + struct.pack(">L", len(word) + 1) + word + bytes(1 + 8 + 3 + 67)
    return {b"desc": name, b"cprt": b"text" + bytes(4) + word + b"\0"}


def _xyz(x: float, y: float, z: float) -> bytes:
    return b"XYZ " + bytes(4) + struct.pack(">lll", *(round(65536 * one) for one in (x, y, z)))


def _gamma(value: float) -> bytes:
    return b"curv" + bytes(4) + struct.pack(">LH", 1, round(256 * value))


_WHITE = _xyz(0.9642, 1.0, 0.8249)
_SRGB: Sequence[bytes] = (_xyz(0.4361, 0.2225, 0.0139), _xyz(0.3851, 0.7169, 0.0971), _xyz(0.1431, 0.0606, 0.7141))


def swapped(word: bytes = b"swapped") -> bytes:
    """A profile of three colours whose red is blue, and whose blue is red."""
    red, green, blue = _SRGB
    curves = {name: _gamma(2.2) for name in (b"rTRC", b"gTRC", b"bTRC")}
    return profile(b"RGB ", {**described(word), b"wtpt": _WHITE, b"rXYZ": blue, b"gXYZ": green, b"bXYZ": red, **curves})


def linear_grey(word: bytes = b"linear") -> bytes:
    """A profile of one colour whose numbers are light itself."""
    return profile(b"GRAY", {**described(word), b"wtpt": _WHITE, b"kTRC": _gamma(1.0)})


def red_ink(word: bytes = b"ink") -> bytes:
    """A profile of four inks of which the first prints red, the last black, and the others nothing (lut8Type, 10.9)."""
    paper, red, black = bytes((255, 128, 128)), bytes((136, 208, 195)), bytes((0, 128, 128))
    nodes = b"".join(black if ink & 1 else red if ink & 8 else paper for ink in range(16))
    ramp = bytes(range(256))
    matrix = struct.pack(">9l", *(65536 if at % 4 == 0 else 0 for at in range(9)))
    table = b"mft1" + bytes(4) + bytes((4, 3, 2, 0)) + matrix + 4 * ramp + nodes + 3 * ramp
    return profile(b"CMYK", {**described(word), b"wtpt": _WHITE, b"A2B0": table}, b"Lab ")

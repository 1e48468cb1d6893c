"""Whatever bytes somebody sends, a picture comes of them or a refusal."""

from __future__ import annotations

import struct
import zlib
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from reports.pictures import LONGEST_SIDE, MOST_KEPT, PictureError, made_anew
from tests.pictures.files import claimed, marks, photo, saved, scene
from tests.pictures.planted import FORMATS, PREFIX, Words


@cache
def base(name: str) -> bytes:
    """A good file, with all that one can hold."""
    return saved(scene(330, 64), "GIF") if name == "plain GIF" else FORMATS[name](Words(), 330, 64)


@st.composite
def spoilt(draw: st.DrawFn) -> bytes:
    """A good file in which some bytes are others, were doubled, left out or cut off, most of them at its beginning."""
    data = bytearray(base(draw(st.sampled_from((*FORMATS, "plain GIF")))))
    for _ in range(draw(st.integers(1, 6))):
        where = st.integers(0, min(draw(st.sampled_from((64, 600, 6000, 1 << 20))), len(data) - 1))
        at, length = draw(where), draw(st.integers(1, 64))
        match draw(st.sampled_from(("other", "left out", "doubled", "cut"))):
            case "other":
                data[at : at + length] = draw(st.binary(min_size=1, max_size=length))
            case "left out":
                del data[at : at + length]
            case "doubled":
                data[at:at] = data[at : at + length]
            case "cut" if at > 32:
                del data[at:]
        if len(data) < 2:
            break
    return bytes(data)


def check(data: bytes) -> str:
    """What came of it."""
    try:
        picture = made_anew(data)
    except PictureError as error:
        return error.refusal
    assert len(picture.data) <= MOST_KEPT
    assert max(picture.width, picture.height) <= LONGEST_SIDE
    assert marks(picture.data)[-1] == (0xD9, b"")
    assert PREFIX.encode() not in picture.data
    return "picture"


@settings(max_examples=400, deadline=None)
@given(spoilt())
def test_spoilt_files(data: bytes) -> None:
    check(data)


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(
        (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\x40\0\0\0WEBPVP8X", b"GIF89a", b"BM" + bytes(12) + b"\x28\0\0\0")
    ),
    st.binary(max_size=200),
)
def test_anything_behind_a_good_beginning(beginning: bytes, data: bytes) -> None:
    check(beginning + data)


def _mended(data: bytes) -> bytes:
    """A PNG whose sums are right again: else nothing of a spoilt chunk would be read."""
    out, at = data[:8], 8
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        content = data[at + 4 : at + 8 + length]
        out += data[at : at + 4] + content + struct.pack(">L", zlib.crc32(content))
        at += 12 + length
    return out


@settings(max_examples=200, deadline=None)
@given(st.integers(33, 2500), st.binary(min_size=1, max_size=8))
def test_spoilt_chunks_whose_sums_are_right(at: int, other: bytes) -> None:
    data = base("PNG")
    check(_mended(data[:at] + other + data[at + len(other) :]))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 65_535), st.integers(0, 65_535))
def test_a_frame_of_any_size(width: int, height: int) -> None:
    """What it says of itself is not what there is."""
    check(claimed(photo(330, 64), width, height))


def test_good_files_are_pictures() -> None:
    """So that what is spoilt above was worth spoiling."""
    assert {check(base(name)) for name in (*FORMATS, "plain GIF")} == {"picture"}

"""Nothing that a picture says of itself is in what is made of it."""

from __future__ import annotations

import base64
import zlib

import pytest

from reports.pictures import LONGEST_SIDE, MOST_KEPT, made_anew
from tests.pictures.files import marks
from tests.pictures.planted import FORMATS, PREFIX, Words

SIZES = ((320, 200), (321, 240), (1280, 960), (1281, 961), (720, 1500), (2600, 1950))
_OURS = {0xD8, 0xE0, 0xDB, 0xC2, 0xC4, 0xDA, 0xD9}
"""Start, JFIF, quantisation, a progressive frame, Huffman codes, scans, end (ITU-T T.81, table B.1)."""


@pytest.mark.parametrize("name", FORMATS)
def test_every_word_stands_in_what_was_sent(name: str) -> None:
    words = Words()
    data = FORMATS[name](words, 320, 200)
    assert words.found_in(data) == set(words.given)
    assert len(words.given) > 20


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("name", FORMATS)
def test_none_stands_in_what_is_kept(name: str, size: tuple[int, int]) -> None:
    words = Words()
    picture = made_anew(FORMATS[name](words, *size))
    assert words.found_in(picture.data) == set()
    assert PREFIX.encode() not in picture.data.replace(b"\0", b"").lower()
    assert len(picture.data) <= MOST_KEPT
    assert max(picture.width, picture.height) == min(LONGEST_SIDE, max(size))


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_kept_has_the_parts_of_a_picture_and_no_other(name: str) -> None:
    """Ends with its end mark; what JFIF says of a thumbnail is that there is none."""
    found = marks(made_anew(FORMATS[name](Words(), 1281, 961)).data)
    assert {mark for mark, _ in found} == _OURS
    assert [content for mark, content in found if mark == 0xE0] == [b"JFIF\0\1\1\0\0\1\0\1\0\0"]


def test_a_word_is_found_however_it_is_written() -> None:
    words = Words()
    word = words("here")
    for shift in range(3):
        assert words.found_in(base64.b64encode(bytes(shift) + word)) == {"here"}
    assert words.found_in(word.decode().encode("utf-16-be")) == {"here"}
    assert words.found_in(b"..." + zlib.compress(b"x" + word)) == {"here"}
    assert words.found_in(word.upper()) == {"here"}
    assert words.found_in(word[:-4]) == set()

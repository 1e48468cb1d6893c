"""A word of its own in every place where a picture can carry words, in each format."""

from __future__ import annotations

import base64
import io
import itertools
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from tests.pictures import tiff
from tests.pictures.files import (
    blocks,
    chunk,
    chunks_of,
    photo,
    riff,
    saved,
    scene,
    segment,
    with_segments,
)

THUMBNAIL = (96, 72)
PREFIX = "qorvyx"
"""How each word begins."""
_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_XMP_EXTENDED = b"http://ns.adobe.com/xmp/extension/\0"
_PHOTOSHOP = b"Photoshop 3.0\0"


@dataclass
class Words:
    """Words that stand nowhere else, each with the place it was asked for."""

    given: dict[str, str] = field(default_factory=dict)

    def __call__(self, place: str) -> bytes:
        """A word for a place: eighteen letters."""
        letters = "".join("bdfgklmnprstvz"[int(digit)] + "aeo"[int(digit) % 3] for digit in f"{len(self.given):03}")
        self.given[place] = word = f"{PREFIX}{letters}wyqoru"
        return word.encode()

    def wide(self, place: str, order: str = "le") -> bytes:
        """The same in UTF-16."""
        return self(place).decode().encode(f"utf-16-{order}")

    def found_in(self, data: bytes) -> set[str]:
        """Places whose word stands in some bytes or in what they unpack to: as it is, in UTF-16 or in base64."""
        whole = [data, *unpacked(data)]
        folded = [one.lower() for one in whole]
        return {
            place
            for place, word in self.given.items()
            if any(form in one for form in _plain(word) for one in folded)
            or any(form in one for form in _in_base64(word) for one in whole)
        }


def _plain(word: str) -> Iterator[bytes]:
    yield word.encode()
    yield word.encode("utf-16-le")
    yield word.encode("utf-16-be")


def _in_base64(word: str) -> Iterator[bytes]:
    """What is the same of it wherever it begins."""
    for form, shift in itertools.product(_plain(word), range(3)):
        whole = base64.b64encode(bytes(shift) + form)
        yield whole[-(-shift * 8 // 6) : len(whole) // 4 * 4 - 4]


def unpacked(data: bytes) -> list[bytes]:
    """Whatever in some bytes can be unpacked, as text in a PNG is, or a member of an archive."""
    found, whole = [], memoryview(data)
    for begin in re.finditer(b"x", data):
        with suppress(zlib.error):
            found.append(zlib.decompressobj().decompress(whole[begin.start() : begin.start() + 10_000], 100_000))
    return [one for one in found if len(one) > len(PREFIX)]


def _thumbnail(words: Words, place: str) -> bytes:
    return with_segments(photo(*THUMBNAIL), [segment(0xFE, words(f"{place}, comment of the thumbnail"))])


def exif(words: Words, name: str, orientation: int = 1) -> bytes:
    """EXIF that says a lot: who, where, with what, and a smaller picture of the same."""

    def say(what: str) -> bytes:
        return words(f"{name}, {what}") + b"\0"

    named = {tag: words.wide(f"{name}, {tag:#x}") + b"\0\0" for tag in (0x9C9B, 0x9C9C, 0x9C9D, 0x9C9E, 0x9C9F)}
    said = {
        tag: say(what)
        for tag, what in {
            0x010E: "description",
            0x010F: "make",
            0x0110: "model",
            0x0131: "software",
            0x013B: "artist",
            0x013C: "host computer",
            0x8298: "copyright",
            0xC62F: "serial number",
            0x9999: "a tag that nobody knows",
        }.items()
    }
    more = {
        0x927C: b"Maker\0\0\0" + say("maker's note"),
        0x9286: b"UNICODE\0" + words.wide(f"{name}, user comment"),
        0xA420: say("unique number"),
        0xA430: say("owner of the camera"),
        0xA431: say("serial number of the body"),
        0xA435: say("serial number of the lens"),
    }
    gps = {
        0x0001: b"N\0",
        0x0012: say("GPS datum"),
        0x001B: b"ASCII\0\0\0" + say("GPS method"),
        0x001C: b"ASCII\0\0\0" + say("GPS area"),
        0x001D: b"2026:03:10\0",
    }
    return tiff.exif({**said, **named, 0x0112: orientation}, more=more, gps=gps, thumbnail=_thumbnail(words, name))


def xmp(words: Words, name: str) -> bytes:
    """A packet of XMP, in an attribute, in a text, and as a picture in base64."""
    picture = base64.b64encode(b"\xff\xd8" + words(f"{name}, picture in base64"))
    return (
        b'<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
        b'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description tiff:Orientation="6" exif:City="'
        + words(f"{name}, attribute")
        + b'"><dc:creator>'
        + words(f"{name}, text")
        + b"</dc:creator><xmp:image>"
        + picture
        + b'</xmp:image></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    )


def _iptc(words: Words) -> bytes:
    def resource(number: int, content: bytes) -> bytes:
        return b"8BIM" + struct.pack(">HxxL", number, len(content)) + content + bytes(len(content) % 2)

    said = b"".join(
        b"\x1c\x02" + bytes((number,)) + struct.pack(">H", len(word)) + word
        for number, word in ((n, words(f"IPTC, 2:{n}")) for n in (5, 25, 80, 90, 116, 120))
    )
    picture = struct.pack(">LLLLLLHH", 1, *THUMBNAIL, 288, 20736, 0, 24, 1) + _thumbnail(words, "Photoshop")
    return _PHOTOSHOP + resource(0x0404, said) + resource(0x040C, picture) + resource(0x0422, exif(words, "Photoshop"))


def archive(word: bytes) -> bytes:
    """A zip archive with a word in the name, in the comment and in the member, as it is and packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr(zipfile.ZipInfo(word.decode() + ".txt"), word)
        made.writestr("b", 20 * word, zipfile.ZIP_DEFLATED)
        made.comment = word
    return out.getvalue()


def _page(word: bytes) -> bytes:
    return b"<!doctype html><script>/* " + word + b" */</script>"


def _pdf(word: bytes) -> bytes:
    return b"%PDF-1.7\n1 0 obj<</Title(" + word + b")>>endobj\n%%EOF\n"


def _afterwards(words: Words) -> bytes:
    """What stands behind the end of a picture: a second one of a multi-picture file, an archive, a page, a document."""
    second = with_segments(photo(400, 300), [segment(0xE1, b"Exif\0\0" + exif(words, "second picture"))])
    more = _page(words("after the end, a page")) + _pdf(words("after the end, a PDF"))
    return second + words("after the end") + more + archive(words("after the end, an archive"))


def jpeg(words: Words, width: int, height: int) -> bytes:
    """A JPEG."""
    plain = photo(width, height, progressive=width % 2 == 0)
    profile = tiff.swapped(words("ICC"))
    extended = xmp(words, "extended XMP")
    entry = struct.pack("<LLLHH", 0x030000, 30_000, len(plain), 0, 0)
    pictures = b"MPF\0" + tiff.exif({0xB000: b"0100" + words("MPF"), 0xB001: 2, 0xB002: 2 * entry})
    segments = [
        segment(0xE0, b"JFXX\0\x10" + _thumbnail(words, "JFXX")),
        segment(0xFE, _pdf(words("comment, a PDF")) + _page(words("comment, a page"))),
        segment(0xE1, b"Exif\0\0" + exif(words, "EXIF")),
        segment(0xE1, _XMP + xmp(words, "XMP")),
        segment(0xE1, _XMP_EXTENDED + b"0123456789ABCDEF" * 2 + struct.pack(">LL", len(extended), 0) + extended),
        segment(0xE2, b"ICC_PROFILE\0\1\1" + profile),
        segment(0xE2, pictures),
        segment(0xEB, b"JP\0\1\0\0\0\1" + words("JUMBF")),
        segment(0xEC, b"Ducky\0\1\0\4" + words("Ducky")),
        segment(0xED, _iptc(words)),
        segment(0xEE, b"Adobe\0\x64\0\0\0\0\1" + words("Adobe")),
        *(segment(mark, words(f"APP{mark - 0xE0}")) for mark in (*range(0xE3, 0xEB), 0xEF)),
        segment(0xFE, words.wide("a second comment", "be")),
    ]
    return with_segments(plain, segments, _afterwards(words))


def png(words: Words, width: int, height: int) -> bytes:
    """A PNG, with more packed lines than it has."""
    plain = photo(width, height, "PNG", mode="RGBA")
    head, rest = plain[:33], plain[33:]

    def text(place: str) -> bytes:
        return words(f"{place}, keyword") + b"\0"

    before = [
        chunk(b"iCCP", text("iCCP") + b"\0" + zlib.compress(tiff.swapped(words("iCCP")))),
        chunk(b"eXIf", exif(words, "eXIf")),
        chunk(b"tEXt", text("tEXt") + words("tEXt")),
        chunk(b"zTXt", text("zTXt") + b"\0" + zlib.compress(words("zTXt"))),
        chunk(b"iTXt", text("iTXt") + b"\0\0fr\0" + words("iTXt, translated") + b"\0" + words("iTXt")),
        chunk(b"iTXt", b"packed\0\1\0fr\0\0" + zlib.compress(words("iTXt, packed"))),
        chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp(words, "XMP")),
        chunk(b"zTXt", b"Raw profile type iptc\0\0" + zlib.compress(_iptc(words))),
        chunk(b"sPLT", text("sPLT") + b"\x08" + bytes(6)),
        chunk(b"prVt", words("a chunk that nobody knows")),
    ]
    late = chunk(b"tEXt", b"Comment\0" + words("tEXt after the picture"))
    return head + b"".join(before) + rest[:-12] + late + rest[-12:] + _afterwards(words)


def webp(words: Words, width: int, height: int) -> bytes:
    """A WebP."""
    [(name, content)] = chunks_of(photo(width, height, "WEBP"))
    size = struct.pack("<L", width - 1)[:3] + struct.pack("<L", height - 1)[:3]
    return riff(
        (b"VP8X", bytes((0b101100, 0, 0, 0)) + size),
        (b"ICCP", tiff.swapped(words("ICCP"))),
        (name, content),
        (b"EXIF", exif(words, "EXIF")),
        (b"XMP ", xmp(words, "XMP")),
        (b"ABCD", words("a chunk that nobody knows")),
    ) + _afterwards(words)


def gif(words: Words, width: int, height: int) -> bytes:
    """A GIF."""
    few = scene(width, height, "L").point(lambda value: value // 4)
    few.putpalette(bytes(one for grey in range(64) for one in (4 * grey, 255 - 4 * grey, grey)))
    plain = saved(few, "GIF")
    at = 13 + 3 * 2 ** ((plain[10] & 7) + 1)
    unused = words("colour that is not used")
    more = [
        b"\x21\xfe" + blocks(words("comment") + 30 * words("long comment")),
        b"\x21\xff\x0bXMP DataXMP" + xmp(words, "XMP") + bytes((1, *range(255, -1, -1), 0)),
        b"\x21\xff\x0bICCRGBG1012" + blocks(tiff.swapped(words("ICC"))),
        b"\x21\xff\x0bNETSCAPE2.0" + blocks(words("application")),
    ]
    palette = plain[13:at]
    wider = (
        plain[:10] + bytes((plain[10] & 0xF8 | 6,)) + plain[11:13] + palette + unused.ljust(384 - len(palette), b"\0")
    )
    return b"GIF89a" + wider[6:] + b"".join(more) + plain[at:] + _afterwards(words)


def bmp(words: Words, width: int, height: int) -> bytes:
    """A BMP, with something between its head and its pixels."""
    plain = photo(width, height, "BMP")
    gap = words("before the pixels")
    begin = int.from_bytes(plain[10:14], "little")
    moved = plain[:10] + struct.pack("<L", begin + len(gap)) + plain[14:begin] + gap
    return moved + plain[begin:] + _afterwards(words)


FORMATS: Mapping[str, Callable[[Words, int, int], bytes]] = {
    "JPEG": jpeg,
    "PNG": png,
    "WebP": webp,
    "GIF": gif,
    "BMP": bmp,
}

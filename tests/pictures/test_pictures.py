"""A picture that is made anew shows what a viewer would have shown; what is none is refused for its own reason."""

from __future__ import annotations

import io
import random
import struct
import zlib
from collections.abc import Callable

import pytest
from PIL import Image, ImageChops, ImageStat

from conversations.words.catalogue import words
from reports.pictures import LONGEST_SIDE, MOST_BYTES, MOST_KEPT, PictureError, Refusal, made_anew
from tests.pictures import files, tiff
from tests.pictures.files import (
    chunk,
    chunks_of,
    claimed,
    flat_png,
    photo,
    png,
    riff,
    saved,
    scene,
    segment,
    with_segments,
)

Colour = tuple[int, int, int]
RED, GREEN, BLUE, GREY = (230, 20, 30), (20, 200, 40), (30, 40, 220), (140, 140, 140)
WHITE: Colour = (255, 255, 255)


def shown(data: bytes) -> Image.Image:
    """What is made of a file, unpacked."""
    picture = made_anew(data)
    seen = Image.open(io.BytesIO(picture.data))
    assert (seen.format, seen.mode, seen.size) == ("JPEG", "RGB", (picture.width, picture.height))
    seen.load()
    assert seen.getexif() == {}
    assert set(seen.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}
    return seen


def near(found: object, wanted: Colour, by: int = 12) -> bool:
    """Whether a colour is one that was wanted, but for what JPEG loses."""
    assert isinstance(found, tuple)
    return all(abs(one - other) <= by for one, other in zip(found, wanted, strict=True))


def refused(data: bytes) -> Refusal:
    """Why a file becomes no picture."""
    with pytest.raises(PictureError) as error:
        made_anew(data)
    assert str(error.value.why.key) in words("fr", strict=True).texts
    return error.value.refusal


# --- upright ----------------------------------------------------------------------------------------------------------

SIDES: dict[int, tuple[str, str]] = {
    1: ("top", "left"),
    2: ("top", "right"),
    3: ("bottom", "right"),
    4: ("bottom", "left"),
    5: ("left", "top"),
    6: ("right", "top"),
    7: ("right", "bottom"),
    8: ("left", "bottom"),
}
"""Where the first row and the first column of what is stored are seen (CIPA DC-008, 4.6.4: Orientation)."""
CORNERS = {("top", "left"): RED, ("top", "right"): GREEN, ("bottom", "left"): BLUE, ("bottom", "right"): GREY}


def stored(orientation: int) -> Image.Image:
    """Four colours, 480 × 320 where it is upright, as a camera that is held so stores them."""
    row, column = SIDES[orientation]
    across, down = ("top", "bottom"), ("left", "right")

    def along(side: str) -> list[str]:
        pair = across if side in across else down
        return [side, pair[side == pair[0]]]

    small = Image.new("RGB", (2, 2))
    for y, one in enumerate(along(row)):
        for x, other in enumerate(along(column)):
            small.putpixel((x, y), CORNERS[(one, other) if one in across else (other, one)])
    return small.resize((480, 320) if row in across else (320, 480), Image.Resampling.NEAREST)


def _jpeg(picture: Image.Image, exif: bytes) -> bytes:
    return with_segments(saved(picture, "JPEG"), [segment(0xE1, b"Exif\0\0" + exif)])


def _png(picture: Image.Image, exif: bytes) -> bytes:
    plain = saved(picture, "PNG")
    return plain[:33] + chunk(b"eXIf", exif) + plain[33:]


def _webp(picture: Image.Image, exif: bytes) -> bytes:
    width, height = picture.size
    size = struct.pack("<L", width - 1)[:3] + struct.pack("<L", height - 1)[:3]
    return riff((b"VP8X", b"\x08\0\0\0" + size), *chunks_of(saved(picture, "WEBP")), (b"EXIF", exif))


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("orientation", SIDES)
@pytest.mark.parametrize("made", [_jpeg, _png, _webp])
def test_a_picture_stands_upright(
    made: Callable[[Image.Image, bytes], bytes], orientation: int, order: tiff.Order
) -> None:
    seen = shown(made(stored(orientation), tiff.exif({0x0112: orientation}, order=order)))
    assert seen.size == (480, 320)
    found = {
        side: seen.getpixel((120 + 240 * (side[1] == "right"), 80 + 160 * (side[0] == "bottom"))) for side in CORNERS
    }
    assert [side for side, colour in found.items() if not near(colour, CORNERS[side])] == []


@pytest.mark.parametrize(
    "exif",
    [b"", b"II", b"II*\0\xff\xff\xff\xff", tiff.exif({0x0112: 9}), tiff.exif({0x0112: b"sideways"}), bytes(60_000)],
)
def test_exif_that_says_nothing_turns_nothing(exif: bytes) -> None:
    assert near(shown(_jpeg(stored(1), exif)).getpixel((120, 80)), RED)


def test_what_xmp_says_turns_nothing() -> None:
    """No viewer heeds it."""
    said = b'http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><rdf:Description tiff:Orientation="3"/></x:xmpmeta>'
    assert near(shown(with_segments(saved(stored(1), "JPEG"), [segment(0xE1, said)])).getpixel((120, 80)), RED)


# --- in its colours ---------------------------------------------------------------------------------------------------


def flat(mode: str, colour: object, kind: str = "PNG", **how: object) -> bytes:
    """One colour everywhere."""
    return saved(Image.new(mode, (400, 330), colour), kind, **how)  # type: ignore[arg-type]


def deep(colour: int, values: tuple[int, ...]) -> bytes:
    """A PNG of sixteen bits a colour."""
    row = b"\0" + 400 * struct.pack(f">{len(values)}H", *values)
    return png(400, 330, 16, colour, zlib.compress(330 * row))


COLOURS: dict[str, tuple[bytes, Colour]] = {
    "RGB": (flat("RGB", GREEN), GREEN),
    "grey": (flat("L", 90, "JPEG"), (90, 90, 90)),
    "black and white": (flat("1", 1), WHITE),
    "sixteen bits, grey": (deep(0, (0x8C00,)), GREY),
    "sixteen bits, RGB": (deep(2, (0xE600, 0x1400, 0x1E00)), RED),
    "palette, PNG": (saved(Image.new("RGB", (400, 330), BLUE).quantize(4), "PNG"), BLUE),
    "palette, GIF": (saved(Image.new("RGB", (400, 330), BLUE).quantize(4), "GIF"), BLUE),
    "four inks": (flat("CMYK", (0, 255, 255, 0), "JPEG"), (255, 0, 0)),
    "transparent": (flat("RGBA", (0, 0, 0, 0)), WHITE),
    "half transparent": (flat("RGBA", (0, 0, 0, 128)), (127, 127, 127)),
    "transparent grey": (flat("LA", (0, 0)), WHITE),
    "transparent WebP": (flat("RGBA", (9, 9, 9, 0), "WEBP", lossless=True, exact=True), WHITE),
    "a palette with a transparent colour": (flat("P", 0, transparency=0), WHITE),
    "a GIF with a transparent colour": (flat("P", 0, "GIF", transparency=0), WHITE),
    "a colour that is transparent": (flat("RGB", RED, transparency=RED), WHITE),
    "a grey that is transparent": (flat("L", 7, transparency=7), WHITE),
    "BMP": (flat("RGB", RED, "BMP"), RED),
    "BMP of few colours": (flat("P", 0, "BMP"), (0, 0, 0)),
    "another profile": (flat("RGB", (255, 0, 0), icc_profile=tiff.swapped()), (0, 0, 255)),
    "another profile, JPEG": (flat("RGB", (255, 0, 0), "JPEG", icc_profile=tiff.swapped()), (0, 0, 255)),
    "another profile, WebP": (flat("RGB", (255, 0, 0), "WEBP", icc_profile=tiff.swapped()), (0, 0, 255)),
    "another profile and transparent": (flat("RGBA", (255, 0, 0, 0), icc_profile=tiff.swapped()), WHITE),
    "linear grey": (flat("L", 128, icc_profile=tiff.linear_grey()), (188, 188, 188)),
    "inks of their own": (flat("CMYK", (255, 0, 0, 0), "JPEG", icc_profile=tiff.red_ink()), (254, 0, 0)),
    "a profile of other colours": (flat("RGB", GREEN, icc_profile=tiff.linear_grey()), GREEN),
    "a profile of inks": (flat("RGB", GREEN, icc_profile=tiff.red_ink()), GREEN),
    "a spoilt profile": (flat("RGB", GREEN, icc_profile=tiff.swapped()[:200]), GREEN),
    "no profile": (flat("RGB", GREEN, icc_profile=b"no profile at all"), GREEN),
}


@pytest.mark.parametrize("name", COLOURS)
def test_colours_are_those_that_were_meant(name: str) -> None:
    data, wanted = COLOURS[name]
    found = shown(data).getpixel((200, 160))
    assert near(found, wanted), found


def test_what_is_under_transparent_pixels_is_gone() -> None:
    """A word that is written where nobody sees through."""
    hidden = Image.new("RGBA", (400, 330), (0, 0, 0, 0))
    hidden.paste((200, 0, 0, 0), (50, 50, 350, 280))
    assert ImageStat.Stat(shown(saved(hidden, "PNG"))).extrema == [(255, 255)] * 3


# --- of its size ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "kept"),
    [
        ((320, 1), (320, 1)),
        ((1280, 1280), (1280, 1280)),
        ((1281, 640), (1280, 640)),
        ((4000, 3000), (1280, 960)),
        ((3000, 4000), (960, 1280)),
        ((1, 30_000), (1, 1280)),
        ((5001, 333), (1280, 85)),
    ],
    ids=str,
)
def test_the_longer_side_is_at_most_what_is_kept(size: tuple[int, int], kept: tuple[int, int]) -> None:
    assert shown(photo(*size)).size == shown(flat_png(*size)).size == kept


@pytest.mark.parametrize(
    ("kind", "size"),
    [
        *(("JPEG", size) for size in ((1500, 1100), (2571, 1931), (2999, 3999), (5400, 4050))),
        *(("PNG", size) for size in ((1500, 1100), (2571, 1931), (2999, 2000))),
        ("WEBP", (2571, 1931)),
    ],
    ids=str,
)
def test_it_shows_the_same(kind: str, size: tuple[int, int]) -> None:
    """However it is unpacked: beside the whole of it, made smaller in one step."""
    data = files.saved(scene(*size, grain=64), kind, **files.QUICK.get(kind, {}))
    seen = shown(data)
    whole = Image.open(io.BytesIO(data)).convert("RGB").resize(seen.size, Image.Resampling.LANCZOS)
    assert max(ImageStat.Stat(ImageChops.difference(seen, whole)).mean) < 3


def test_noise_is_bounded_too() -> None:
    side = LONGEST_SIDE
    noise = Image.frombytes("RGB", (side, side), random.Random(3).randbytes(3 * side * side))
    assert len(made_anew(saved(noise, "PNG")).data) <= MOST_KEPT


# --- or refused -------------------------------------------------------------------------------------------------------


def _moving(kind: str) -> bytes:
    return saved(scene(400, 300), kind, save_all=True, append_images=[scene(400, 300).rotate(90)], duration=100)


NO_PICTURES: dict[str, tuple[Callable[[], bytes], Refusal]] = {
    "nothing": (lambda: b"", Refusal.NO_PICTURE),
    "a text": (lambda: "BM est un commerce à reprendre, à Besse".encode(), Refusal.NO_PICTURE),
    "a PDF": (lambda: b"%PDF-1.7\n%%EOF", Refusal.NO_PICTURE),
    "an archive": (lambda: b"PK\3\4" + bytes(40), Refusal.NO_PICTURE),
    "a drawing": (lambda: b'<svg xmlns="http://www.w3.org/2000/svg"/>', Refusal.NO_PICTURE),
    "a TIFF": (lambda: saved(scene(400, 300), "TIFF"), Refusal.NO_PICTURE),
    "an icon": (lambda: saved(scene(400, 300), "ICO"), Refusal.NO_PICTURE),
    "a film": (lambda: b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(40), Refusal.NO_PICTURE),
    "an AVIF": (lambda: b"\0\0\0\x1cftypavif\0\0\0\0mif1avifmiaf" + bytes(40), Refusal.NO_PICTURE),
    "what an iPhone makes": (lambda: b"\0\0\0\x24ftypheic\0\0\0\0mif1MiHEmiafheic" + bytes(40), Refusal.HEIC),
    "HEIC under its other name": (lambda: b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic" + bytes(40), Refusal.HEIC),
    "a series of HEIC": (lambda: b"\0\0\0\x18ftyphevc\0\0\0\0msf1hevc" + bytes(40), Refusal.HEIC),
    "30 MB": (lambda: b"\xff\xd8\xff" + bytes(30_000_000), Refusal.HEAVY),
    "a byte too many": (lambda: b"\xff\xd8\xff" + bytes(MOST_BYTES - 2), Refusal.HEAVY),
    "a bomb": (lambda: flat_png(20_000, 20_000), Refusal.LARGE),
    "a claim": (lambda: claimed(photo(400, 300), 65_500, 65_500), Refusal.LARGE),
    "a logo": (lambda: photo(150, 150, "PNG"), Refusal.SMALL),
    "a counting pixel": (lambda: flat_png(1, 1), Refusal.SMALL),
    "a moving GIF": (lambda: _moving("GIF"), Refusal.MOVING),
    "a moving PNG": (lambda: _moving("PNG"), Refusal.MOVING),
    "a moving WebP": (lambda: _moving("WEBP"), Refusal.MOVING),
    "half a JPEG": (lambda: photo(400, 300)[:3000], Refusal.BROKEN),
    "half a PNG": (lambda: photo(400, 300, "PNG")[:3000], Refusal.BROKEN),
    "half a WebP": (lambda: photo(400, 300, "WEBP")[:1000], Refusal.BROKEN),
    "half a GIF": (lambda: saved(scene(400, 300, "L"), "GIF")[:3000], Refusal.BROKEN),
    "half a BMP": (lambda: photo(400, 300, "BMP")[:3000], Refusal.BROKEN),
    "a head alone": (lambda: b"\xff\xd8\xff", Refusal.BROKEN),
    "no lines": (lambda: png(400, 0, 8, 2, zlib.compress(b"")), Refusal.BROKEN),
}
"""What no picture is made of, made where it is asked for: to make all of them takes half a second."""


@pytest.mark.parametrize("name", NO_PICTURES)
def test_what_is_no_picture_is_refused_for_its_reason(name: str) -> None:
    make, why = NO_PICTURES[name]
    assert refused(make()) == why


def test_of_a_multi_picture_file_the_first_is_shown() -> None:
    """As cameras write them that keep a second view, or how bright to show the first one."""
    both = saved(stored(1), "MPO", save_all=True, append_images=[stored(3)])
    assert near(shown(both).getpixel((120, 80)), RED)

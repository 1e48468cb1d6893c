"""Pictures: what somebody sent, made anew as a picture that shows the same and says nothing else."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from types import MappingProxyType

from PIL import Image, ImageCms
from PIL.BmpImagePlugin import BmpImageFile
from PIL.GifImagePlugin import GifImageFile
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

from network.offers import PICTURES
from network.phrase import Param, Phrase, phrase

MOST_BYTES = 20_000_000
"""What is taken of a file: the Bot API gives a bot no larger one."""
MOST_PIXELS = 50_000_000
"""What is unpacked, at four bytes each."""
LEAST_SIDE, LONGEST_SIDE = 320, 1280
"""Pixels of the longer side. Below the first it is the logo of a signature and shows nothing; the second is kept."""
MOST_KEPT = 400_000
"""Bytes of a picture that was made anew."""

_QUALITIES = (85, 78, 70, 60, 45, 30, 15)
"""Of JPEG, the first one that keeps to the bytes; noise from edge to edge does at the last."""
_STRIP = 32
"""Lines of the smaller picture that are made at once."""
_ORIENTATION = 0x0112
_TURNED: Mapping[object, Image.Transpose] = MappingProxyType(
    {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }
)
"""How a picture is turned that says so (CIPA DC-008, 4.6.4: Orientation)."""
_SPACES = {"RGB": "RGB ", "L": "GRAY", "CMYK": "CMYK"}
"""Which colours a profile must be of (ICC.1:2010, 7.2.6) to be one of a picture's."""
_DEEP = ("I", "I;16", "I;16B", "I;16L", "I;16N")
_DEEPER = 256
_HEIC = re.compile(rb"hei[cmsx]|hev[cmsx]")
_FORMATS: tuple[tuple[re.Pattern[bytes], Callable[[BytesIO], ImageFile]], ...] = (
    (re.compile(rb"\xff\xd8\xff"), JpegImageFile),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), PngImageFile),
    (re.compile(rb"RIFF....WEBPVP8[ LX]", re.DOTALL), WebPImageFile),
    (re.compile(rb"GIF8[79]a"), GifImageFile),
    (re.compile(rb"BM.{12}[\x0c\x28\x34\x38\x40\x6c\x7c]\0\0\0", re.DOTALL), BmpImageFile),
)
"""How a file begins, and who reads it. Its name and what the sender's program says of its kind are not asked; what it
is besides, a picture that goes with it or an archive behind its end, is not looked for.
"""


class Refusal(StrEnum):
    """Why a file does not become a picture."""

    NO_PICTURE = "no_picture"
    HEIC = "heic"
    HEAVY = "heavy"
    LARGE = "large"
    SMALL = "small"
    BROKEN = "broken"
    MOVING = "moving"
    TOO_MANY = "too_many"
    TOO_MUCH = "too_much"


BUILT_KEYS = {"pictures.{}": Refusal}
_SAID: Mapping[Refusal, Mapping[str, Param]] = MappingProxyType(
    {
        Refusal.HEAVY: {"megabytes": MOST_BYTES // 1_000_000},
        Refusal.LARGE: {"megapixels": MOST_PIXELS // 1_000_000},
        Refusal.SMALL: {"pixels": LEAST_SIDE},
        Refusal.TOO_MANY: {"most": PICTURES},
    }
)


class PictureError(Exception):
    """A file does not become a picture."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal)  # as it goes from one process to another
        self.refusal = refusal

    @property
    def why(self) -> Phrase:
        """Why, as a sentence that says what to send instead."""
        return phrase(f"pictures.{self.refusal}", **_SAID.get(self.refusal, {}))


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG in sRGB, of at most LONGEST_SIDE pixels and MOST_KEPT bytes, which holds pixels and nothing else."""

    data: bytes
    width: int
    height: int


def looked_at(data: bytes) -> Callable[[BytesIO], ImageFile]:
    """Who reads a file, by its weight and its beginning alone, which costs nothing. Raises PictureError."""
    if len(data) > MOST_BYTES:
        raise PictureError(Refusal.HEAVY)
    for beginning, reader in _FORMATS:
        if beginning.match(data):
            return reader
    brands = data[8 : int.from_bytes(data[:4], "big")] if data[4:8] == b"ftyp" else b""
    raise PictureError(Refusal.HEIC if _HEIC.search(brands[:256]) else Refusal.NO_PICTURE)


def made_anew(data: bytes) -> Picture:
    """The picture that is in a file. It may ask for much: see bot/pictures.py.

    Raises:
        PictureError: there is none, or none that is taken.
        MemoryError: it asks for more than there is.
    """
    reader = looked_at(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what is odd in a file; what can be shown of it is shown
            return _encoded(_seen(reader(BytesIO(data))))
    except (PictureError, MemoryError):
        raise
    except Exception as error:  # whatever a decoder makes of bytes that somebody spoilt
        raise PictureError(Refusal.BROKEN) from error


def _seen(opened: ImageFile) -> Image.Image:
    """What a viewer would show of it: upright, on white, in sRGB, and not larger than what is kept."""
    width, height = opened.size
    if width * height > MOST_PIXELS:
        raise PictureError(Refusal.LARGE)
    if max(width, height) < LEAST_SIDE:
        raise PictureError(Refusal.SMALL)
    if getattr(opened, "is_animated", False):
        raise PictureError(Refusal.MOVING)
    coloured = _in_srgb(_shrunk(opened), opened.info.get("icc_profile"))
    turn = _TURNED.get(_orientation(opened.info.get("exif")))
    return coloured if turn is None else coloured.transpose(turn)


def _shrunk(opened: ImageFile) -> Image.Image:
    """At the size that is kept, with eight bits a colour. A JPEG is not unpacked further than to the next eighth,
    quarter or half above that; all else is taken strip by strip, so that no second whole of it is ever made.
    """
    width, height = opened.size
    scale = min(1, LONGEST_SIDE / max(width, height))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    drafted = opened.draft(None, size)
    opened.load()
    times = max(1, min(opened.width // size[0], opened.height // size[1]) // 2)
    small = _stacked(_strips(opened, times), -(-opened.width // times), -(-opened.height // times))
    if small.size == size:
        return small
    right, lower = drafted[1][2:] if drafted else opened.size
    return small.resize(size, Image.Resampling.LANCZOS, box=(0, 0, right / times, lower / times))


def _strips(opened: Image.Image, times: int) -> Iterator[Image.Image]:
    """From top to bottom, each so many times smaller than it was."""
    step = _STRIP * times
    for top in range(0, opened.height, step):
        strip = _plain(opened.crop((0, top, opened.width, min(opened.height, top + step))))
        yield strip if times == 1 else strip.reduce(times)


def _stacked(strips: Iterator[Image.Image], width: int, height: int) -> Image.Image:
    whole, top = None, 0
    for strip in strips:
        whole = whole or Image.new(strip.mode, (width, height))
        whole.paste(strip, (0, top))
        top += strip.height
    assert whole is not None  # noqa: S101 - a picture without lines was refused
    return whole


def _plain(strip: Image.Image) -> Image.Image:
    """With eight bits a colour, none by number, and none to be seen through."""
    if strip.mode in _DEEP:
        return strip.convert("I").point(lambda value: value * (1 / _DEEPER) + 0).convert("L")
    if strip.mode in ("LA", "PA", "RGBA") or "transparency" in strip.info:
        seen = strip.convert("RGBA")
        white = Image.new("RGB", seen.size, "white")
        white.paste(seen, mask=seen.getchannel("A"))
        return white
    if strip.mode in ("L", "RGB", "CMYK"):
        return strip
    return strip.convert("L" if strip.mode == "1" else "RGB")


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """By its profile, unless that is none or of other colours."""
    try:
        own = ImageCms.getOpenProfile(BytesIO(profile or b""))
        if own.profile.xcolor_space == _SPACES[picture.mode]:
            srgb = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(picture, own, srgb, outputMode="RGB")
            assert converted is not None  # noqa: S101 - it is not changed in its place
            return converted
    except (ImageCms.PyCMSError, OSError, ValueError):
        pass
    return picture.convert("RGB")


def _orientation(exif: bytes | None) -> object:
    """What EXIF says, where it can be read. XMP may say another one, which no viewer heeds."""
    said = Image.Exif()
    try:
        said.load(exif or b"")
        return said.get(_ORIENTATION)
    except Exception:  # a picture whose EXIF is spoilt is one all the same
        return None


def _encoded(picture: Image.Image) -> Picture:
    """Its pixels alone: whatever else Pillow knows of the file stays with the object that was opened."""
    bare = Image.new("RGB", picture.size)
    bare.paste(picture)
    data = b""
    for quality in _QUALITIES:
        out = BytesIO()
        bare.save(out, "JPEG", quality=quality, progressive=True, optimize=True)
        data = out.getvalue()
        if len(data) <= MOST_KEPT:
            break
    return Picture(data, *bare.size)

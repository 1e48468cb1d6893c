"""Typesetting: how a paper or a picture is made of a template and of data, which is never read as markup."""

from __future__ import annotations

import io
import json
import struct
import zlib
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, cast

import typst

from conversations.words.cleaning import clean


def paper(name: str, told: Any, made: datetime | None = None) -> bytes:
    """The PDF of the template `name`.typ, which finds what is `told` as JSON: the same bytes for the same words,
    wherever it is made. It says that it was `made` then, or on no day. May run in any thread.
    """
    given = {"timestamp": int(made.timestamp()) if made is not None else 0}
    try:
        return _compiled(name, told, format="pdf", pdf_standards="ua-1", **given)
    except typst.TypstError:
        # What none of our fonts can draw (an emoji) prints as a box, and PDF/UA forbids that: it is then tagged all the
        # same, and does not claim to conform. Any other error comes back here.
        return _compiled(name, told, format="pdf", **given)


def picture(name: str, told: Any, density: float) -> bytes:
    """The PNG of the template `name`.typ, `density` dots an inch; else as `paper`."""
    return _compiled(name, told, format="png", ppi=density)


def described(png: bytes, words: str) -> bytes:
    """The same picture with what it shows in words, for whoever does not see it (PNG, third edition, 11.3.3.4: the
    text “Description”). Nothing else of it changes.
    """
    said = b"iTXtDescription\0\0\0\0\0" + words.encode()
    chunk = struct.pack(">I", len(said) - 4) + said + struct.pack(">I", zlib.crc32(said))
    return png[:_HEADED] + chunk + png[_HEADED:]


_HEADED = 33
"""Bytes: the signature of a PNG and its first chunk, which has its size."""


def drawing(name: str, told: Any) -> str:
    """The SVG of the first page of the template `name`.typ, its letters as outlines; else as `paper`."""
    return _compiled(name, told, format="svg").decode()


def _compiled(name: str, told: Any, **how: Any) -> bytes:
    compiler = typst.Compiler(font_paths=_fonts(), ignore_system_fonts=True)
    given = {"told": json.dumps(told)}
    return cast(bytes, compiler.compile(_template(name), sys_inputs=given, **how))  # a list would be pictures of pages


@cache
def _template(name: str) -> bytes:
    return files("reports").joinpath(f"{name}.typ").read_bytes()


@cache
def _fonts() -> typst.Fonts:
    """Our own fonts and the typesetter's, none of the machine's: a sheet looks the same everywhere."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(Path(str(files("reports"))) / "fonts")])


def cleaned(value: Any) -> Any:
    """The same with every text of it cleaned, however deep it stands."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {key: cleaned(item) for key, item in value.items()}
    return [cleaned(item) for item in value] if isinstance(value, list | tuple) else value


def qr_code(link: str) -> str:
    """The QR code of `link` as SVG, without a margin: the template leaves one.

    Raises `segno.DataOverflowError`, a `ValueError`, for a link that no QR code can hold.
    """
    import segno  # builds its tables at once, which a start does not wait for

    svg = io.BytesIO()
    segno.make(link, error="m", micro=False).save(svg, kind="svg", border=0, xmldecl=False)
    return svg.getvalue().decode()

"""Letters to post, as one PDF: each on a page of its own, with a code that opens its reader’s case."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.resources import files
from typing import Any, Literal, cast

import typst

from conversations.words.cleaning import clean
from reports.sheet import fonts, qr_code


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter, in words ready for its reader; every text is plain. `sender` is a few lines, `reader` a name. `made` is
    when, with its time zone, `link` is printed in full and as a QR code, beside `link_words`.
    """

    language: str
    made: datetime
    sender: tuple[str, ...]
    reader: str
    heading: str
    paragraphs: tuple[str, ...]
    link: str
    link_words: str


def to_json(letters: Iterable[Letter]) -> list[dict[str, Any]]:
    """Letters as plain JSON, to be kept until they are printed."""
    return [{**asdict(letter), "made": letter.made.isoformat()} for letter in letters]


def printed(raw: Sequence[Mapping[str, Any]]) -> bytes:
    """The PDF of letters that were kept as JSON: the same bytes for the same letters. Raises ValueError for none."""
    if not raw:
        raise ValueError("no letter to print")
    made = datetime.fromisoformat(raw[0]["made"])
    told = [{**one, "made": "", "code": qr_code(one["link"])} for one in cast(list[dict[str, Any]], _clean(raw))]
    try:
        return _compile(json.dumps(told), made, "ua-1")
    except typst.TypstError:  # as of a sheet: what no font can draw keeps nobody from being told
        return _compile(json.dumps(told), made, None)


def _compile(told: str, made: datetime, standard: Literal["ua-1"] | None) -> bytes:
    compiled = typst.Compiler(font_paths=fonts()).compile(
        _TEMPLATE, format="pdf", sys_inputs={"letters": told}, timestamp=int(made.timestamp()), pdf_standards=standard
    )
    return cast(bytes, compiled)


_TEMPLATE = files("reports").joinpath("letters.typ").read_bytes()


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {key: _clean(item) for key, item in value.items()}
    return [_clean(item) for item in value]

"""Reading a network's file, and saying what is wrong with it in lines that a coordinator can act on."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from network.model import Network
from network.organisations import ZONE
from network.soundness import PLAIN, nearest, problems, quoted

# pydantic's error type → what is wrong, how to put it right. `{…}` come from the error's own context and from here.
_WORDS: Mapping[str, tuple[str, str]] = {
    "missing": ("is missing", "add it"),
    "extra_forbidden": ("is not a known key here", "{nearest}known: {known}"),
    "string_type": ("must be a text", 'put it between double quotes, like "…"'),
    "string_too_short": ("is empty", "write at least {min_length} character(s), or take the line away"),
    "string_too_long": ("is too long", "keep it within {max_length} characters"),
    "string_pattern_mismatch": ("does not have the expected form", "{form}"),
    "int_type": ("must be a whole number", "write it without quotes, like 2"),
    "int_parsing": ("must be a whole number", "write it without quotes, like 2"),
    "int_from_float": ("must be a whole number", "take the decimals away"),
    "float_type": ("must be a number", "write it without quotes, with a dot, like 45.58"),
    "float_parsing": ("must be a number", "write it without quotes, with a dot, like 45.58"),
    "bool_type": ("must be true or false", "write true or false, without quotes"),
    "bool_parsing": ("must be true or false", "write true or false, without quotes"),
    "enum": ("has an unknown value{quoted}", "use one of {expected}"),
    "greater_than": ("is too small", "write a number above {gt}"),
    "greater_than_equal": ("is too small", "write {ge} or more"),
    "less_than": ("is too big", "write a number below {lt}"),
    "less_than_equal": ("is too big", "write {le} or less"),
    "too_short": ("is empty", "give at least {min_length}"),
    "date_type": ("must be a date", "write it without quotes, like 2026-08-01"),
    "date_from_datetime_parsing": ("must be a date", "write it without quotes, like 2026-08-01"),
    "date_from_datetime_inexact": ("must be a date without a time", "write it like 2026-08-01"),
    "tuple_type": ("must be a list", 'put it between brackets, like ["…"]'),
    "model_type": ("must be a table of keys", "write it as key = value lines"),
    "value_error": ("{error}", "change one of them"),
    "literal_error": ("has an unknown value{quoted}", "use one of {expected}"),
}
_FORMS: Mapping[str, str] = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": 'use small letters without accents, digits and hyphens, like "sancy-artense"',
    r"^[A-Z][A-Z_]*$": 'use capital letters and underscores, like "CCI"',
    r"^\d{5}$": 'use the five digits between quotes, like "63150"',
    r"^(\d{2}|2[AB])\d{3}$": 'use the five characters of the INSEE code between quotes, like "63047"',
    r"^(\d{14})?$": "use the fourteen digits of the SIRET between quotes, without spaces",
    r"^(W\d{9})?$": 'use W and nine digits between quotes, like "W123456789"',
    r"^(\d{9})?$": "use the nine digits of the SIREN between quotes",
    r"^(https?://\S+)?$": 'use a whole address, like "https://example.org"',
    ZONE: 'use a territory of the network, or the code of a commune, an EPCI or a department, like "63"',
    r"^#[0-9a-fA-F]{6}$": 'write a colour as six hexadecimal digits between quotes, like "#1f6b4f"',
    r"^[A-Z]{1,4}$": 'use one to four capital letters, like "SV"',
}


class NetworkFileError(ValueError):
    """A network's file cannot be used; `lines` say why, one fault each, and ``str()`` joins them."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = tuple(lines)


def load(path: str | Path) -> Network:
    """Read the TOML file at `path` (UTF-8) into a checked network.

    Raises `NetworkFileError`: every line names the file, the entry (counted from 1, with its id), the field, what is
    wrong and what to do about it. Values are repeated only where they are plain words.

    What was read last is not put together again.
    """
    path = Path(path)
    try:
        return _network(_text(path))
    except NetworkFileError as error:
        raise NetworkFileError([f"{path}: {line}" for line in error.lines]) from None


# ── Reading ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        fault = "the file does not exist; check NETWORK_FILE, or copy networks/sancy-volcans.toml to start from"
    except UnicodeDecodeError as error:
        fault = f"the file is not UTF-8 text (byte {error.start}); save it again as UTF-8"
    except OSError as error:
        fault = f"the file cannot be read ({error.strerror}); check its rights and that it is a file"
    raise NetworkFileError([fault])


@lru_cache(maxsize=8)
def _network(text: str) -> Network:
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        fault = f"the file is not valid TOML: {error}; look for a missing quote, comma or bracket there"
        raise NetworkFileError([fault]) from None
    try:
        network = Network.model_validate(document)
    except ValidationError as error:
        lines = [_line(document, fault) for fault in error.errors(include_url=False) if not _follows(fault)]
        raise NetworkFileError(lines) from None
    if found := problems(network):
        raise NetworkFileError(found)
    return network


def _follows(fault: ErrorDetails) -> bool:
    """Whether a list is only called too short because one of its items, reported as well, is wrong."""
    return fault["type"] == "too_short" and bool(fault["input"])


def _line(document: Mapping[str, Any], fault: ErrorDetails) -> str:
    """One pydantic fault in plain words."""
    entry, field = _place(document, fault["loc"])
    what, fix = _WORDS.get(fault["type"], (fault["msg"][:1].lower() + fault["msg"][1:], "correct the value"))
    known = _known_keys(fault["loc"][:-1])
    shown = {
        "quoted": quoted(fault["input"]),
        "known": ", ".join(known),
        "nearest": nearest(str(fault["loc"][-1]), known) if fault["loc"] else "",
        **fault.get("ctx", {}),
    }
    shown["form"] = _FORMS.get(str(shown.get("pattern")), "write it as the other entries do")
    where = f"{entry}, {field}" if field else entry
    return f"{where} {what.format_map(shown)}: {fix.format_map(shown)}"


def _place(document: Mapping[str, Any], loc: Sequence[int | str]) -> tuple[str, str]:
    """The entry a fault is in (``referents[3] "conseillere-bouche"``) and the field, from pydantic's path."""
    entries: list[str] = []
    field = ""
    node: Any = document
    for step in loc:
        node = _child(node, step)
        if isinstance(step, str):
            shown = step if PLAIN.fullmatch(step) else "(a key that is no plain word)"
            field = f"{field}.{shown}" if field else shown
        elif isinstance(node, Mapping):
            entries.append(f"{field}[{step + 1}]{_name(node)}")
            field = ""
        else:
            field = f"{field}[{step + 1}]"
    if not entries and "." in field:
        table, _, field = field.partition(".")
        entries.append(f"[{table}]")
    if not entries and isinstance(node, Mapping):
        return f"[{field}]", ""
    return (" ".join(entries), field) if entries else (field or "the file", "")


def _child(node: Any, step: int | str) -> Any:
    if isinstance(node, Mapping):
        return node.get(step)
    if isinstance(node, list) and isinstance(step, int) and step < len(node):
        return node[step]
    return None


def _name(node: Mapping[str, Any]) -> str:
    return next((quoted(node[key]) for key in ("id", "insee") if quoted(node.get(key))), "")


def _known_keys(loc: Sequence[int | str]) -> tuple[str, ...]:
    """The keys that the table at `loc` may hold, read from the models."""
    model: type[BaseModel] = Network
    for step in loc:
        if isinstance(step, str):
            field = model.model_fields.get(step)
            inner = next(_models(field.annotation), None) if field else None
            if inner is None:
                return ()
            model = inner
    return tuple(model.model_fields)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)

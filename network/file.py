"""Reading a network's file, and saying what is wrong with it in lines that a coordinator can act on."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz import fuzz, process

from network.model import Network, Role
from network.questions import FACTS, named
from network.sectors import SectorIndex
from network.text import plain

LANGUAGES = ("fr", "en")
_PLAIN = re.compile(r"[A-Za-z0-9_-]{1,40}")

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
}
_FORMS: Mapping[str, str] = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": 'use small letters without accents, digits and hyphens, like "sancy-artense"',
    r"^[A-Z][A-Z_]*$": 'use capital letters and underscores, like "CCI"',
    r"^\d{5}$": 'use the five digits between quotes, like "63150"',
    r"^(\d{2}|2[AB])\d{3}$": 'use the five characters of the INSEE code between quotes, like "63047"',
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

    A file that has not changed since it was last read is not read again.
    """
    path = Path(path)
    try:
        found = path.stat()
    except OSError:
        return _read(path)  # which says what is wrong
    return _read_once(path, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=8)
def _read_once(path: Path, _changed: int, _size: int) -> Network:
    return _read(path)


def _read(path: Path) -> Network:
    document = _document(path)
    try:
        network = Network.model_validate(document)
    except ValidationError as error:
        lines = [_line(document, fault) for fault in error.errors(include_url=False) if not _follows(fault)]
        raise NetworkFileError([f"{path}: {line}" for line in lines]) from None
    if found := problems(network):
        raise NetworkFileError([f"{path}: {line}" for line in found])
    return network


def problems(network: Network) -> list[str]:
    """What makes a network unusable: broken references, repeated ids. One line each; empty when all is well."""
    return [line for check in (_repeated, _references, _identity, _questions) for line in check(network)]


def warnings(network: Network) -> list[str]:
    """What a coordinator should know although the network works: kinds and territories that nobody looks after."""
    return [
        line
        for check in (_unled_sectors, _unstaffed_kinds, _unheld_territories, _uncoordinated)
        for line in check(network)
    ]


# ── Reading ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _document(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        fault = "the file does not exist; check NETWORK_FILE, or copy networks/sancy-volcans.toml to start from"
    except UnicodeDecodeError as error:
        fault = f"the file is not UTF-8 text (byte {error.start}); save it again as UTF-8"
    except OSError as error:
        fault = f"the file cannot be read ({error.strerror}); check its rights and that it is a file"
    except tomllib.TOMLDecodeError as error:
        fault = f"the file is not valid TOML: {error}; look for a missing quote, comma or bracket there"
    raise NetworkFileError([f"{path}: {fault}"])


def _follows(fault: ErrorDetails) -> bool:
    """Whether a list is only called too short because one of its items, reported as well, is wrong."""
    return fault["type"] == "too_short" and bool(fault["input"])


def _line(document: Mapping[str, Any], fault: ErrorDetails) -> str:
    """One pydantic fault in plain words."""
    entry, field = _place(document, fault["loc"])
    what, fix = _WORDS.get(fault["type"], (fault["msg"][:1].lower() + fault["msg"][1:], "correct the value"))
    known = _known_keys(fault["loc"][:-1])
    shown = {
        "quoted": _quoted(fault["input"]),
        "known": ", ".join(known),
        "nearest": _nearest(str(fault["loc"][-1]), known) if fault["loc"] else "",
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
            shown = step if _PLAIN.fullmatch(step) else "(a key that is no plain word)"
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
    return next((_quoted(node[key]) for key in ("id", "insee") if _quoted(node.get(key))), "")


def _quoted(value: object) -> str:
    """` "value"` where it is a plain word, else nothing: what was pasted by mistake may be a secret."""
    return f' "{value}"' if isinstance(value, str) and _PLAIN.fullmatch(value) else ""


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


def _nearest(wrong: str, known: Collection[str]) -> str:
    match = process.extractOne(wrong, tuple(known), scorer=fuzz.ratio, score_cutoff=60)
    return f'did you mean "{match[0]}"? ' if match else ""


# ── Cross references ─────────────────────────────────────────────────────────────────────────────────────────────


def _entry(table: str, index: int, id_: str) -> str:
    return f'{table}[{index + 1}] "{id_}"'


def _repeated(network: Network) -> Iterator[str]:
    """Ids, INSEE codes and Telegram ids must not appear twice."""
    for table in ("territories", "sectors", "organisations", "referents", "questions"):
        for id_ in _twice(entry.id for entry in getattr(network, table)):
            yield f'{table} "{id_}", id is used twice: give each entry its own id'
    for insee in _twice(c.insee for territory in network.territories for c in territory.communes):
        yield f'communes "{insee}", insee is used twice: keep the commune in one territory only'
    for telegram_id in _twice(r.telegram_id for r in network.referents if r.telegram_id is not None):
        holders = " and ".join(f'"{r.id}"' for r in network.referents if r.telegram_id == telegram_id)
        yield f"referents {holders}, telegram_id is the same: one Telegram account is one referent, correct one of them"


def _twice(values: Iterable[Any]) -> list[Any]:
    return [value for value, count in Counter(values).items() if count > 1]


def _references(network: Network) -> Iterator[str]:
    """Every id that a referent names must exist."""
    for index, referent in enumerate(network.referents):
        entry = _entry("referents", index, referent.id)
        named: tuple[tuple[str, tuple[str, ...], str, Collection[str]], ...] = (
            ("organisation", (referent.organisation,), "organisation", network.organisation_by_id),
            ("territories", referent.territories, "territory", network.territory_by_id),
            ("sectors", referent.sectors, "sector", network.sector_by_id),
            ("substitute", (referent.substitute,) if referent.substitute else (), "referent", network.referent_by_id),
        )
        for field, ids, noun, known in named:
            for id_ in ids:
                if id_ not in known:
                    near = _nearest(id_, known) or (_meant(network, id_) if noun == "sector" else "")
                    yield f'{entry}, {field}: unknown {noun} "{id_}": {near}known: {", ".join(known)}'
        if referent.substitute == referent.id:
            yield f"{entry}, substitute is the referent: name somebody else, or take the line away"


def _meant(network: Network, wrong: str) -> str:
    """The sector that a trade stands in, where somebody wrote the trade instead of the sector."""
    return "".join(f'did you mean "{id_}"? ' for id_ in SectorIndex(network).find(wrong, limit=1))


def _identity(network: Network) -> Iterator[str]:
    identity = network.identity
    try:
        ZoneInfo(identity.timezone)
    except (KeyError, OSError, ValueError):
        yield '[network], timezone is not a known time zone: write a name such as "Europe/Paris"'
    for language in identity.languages:
        if language not in LANGUAGES:
            yield f"[network], languages: unknown language{_quoted(language)}: known: {', '.join(LANGUAGES)}"
    if "fr" not in identity.languages:
        yield '[network], languages must hold "fr": other languages fall back on it'


def _questions(network: Network) -> Iterator[str]:
    """An answer names only facts that the network has, and a way of asking leads to one answer."""
    for index, question in enumerate(network.questions):
        entry = _entry("questions", index, question.id)
        for language, text in (("fr", question.answer.fr), ("en", question.answer.en)):
            try:
                facts = named(text)
            except ValueError:
                yield f"{entry}, answer.{language}: a brace is not closed: write facts like {{phone}}"
                continue
            for fact in facts:
                if fact not in FACTS:
                    yield f"{entry}, answer.{language}: unknown fact: {_nearest(fact, FACTS)}known: {', '.join(FACTS)}"
                elif not FACTS[fact](network, "fr"):
                    yield f"{entry}, answer.{language} names {{{fact}}}, which [network.contact] does not have: add it"
    for way in _twice(plain(way) for question in network.questions for way in question.ways):
        yield f"questions, ways: {way!r} stands twice: keep it in one question only"


# ── Warnings ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _led_kinds(network: Network) -> dict[str, list[str]]:
    """Kinds that may lead, each with what names it."""
    led: dict[str, list[str]] = {}
    for index, sector in enumerate(network.sectors):
        for kind in sector.lead_kinds:
            led.setdefault(kind, []).append(_entry("sectors", index, sector.id))
    for kind in network.routes.generalist_kinds:
        led.setdefault(kind, []).append("[routes] generalist_kinds")
    for rule in network.routes.sizes:
        led.setdefault(rule.instead, []).append("[routes] sizes")
    return led


def _unled_sectors(network: Network) -> Iterator[str]:
    held = {kind for organisation in network.organisations for kind in organisation.kinds}
    for kind, where in _led_kinds(network).items():
        if kind not in held:
            near = _nearest(kind, held)
            yield f"{where[0]}, lead_kinds: no organisation is of kind {kind}: {near}add it to an organisation's kinds"


def _unstaffed_kinds(network: Network) -> Iterator[str]:
    kinds_of = {organisation.id: organisation.kinds for organisation in network.organisations}
    staffed = {k for r in network.referents if Role.TECHNICAL in r.roles for k in kinds_of.get(r.organisation, ())}
    held = {kind for kinds in kinds_of.values() for kind in kinds}
    for kind, where in _led_kinds(network).items():
        if kind in held and kind not in staffed:
            yield f"{where[0]}, lead_kinds: no technical referent works for a partner of kind {kind}: add one"


def _unheld_territories(network: Network) -> Iterator[str]:
    territorial = [r for r in network.referents if Role.TERRITORIAL in r.roles]
    for index, territory in enumerate(network.territories):
        if not any(territory.id in r.territories for r in territorial):
            entry = _entry("territories", index, territory.id)
            yield f"{entry} has no territorial referent of its own: name one, or its cases go to the coordination"


def _uncoordinated(network: Network) -> Iterator[str]:
    if not any(Role.COORDINATOR in r.roles for r in network.referents):
        yield 'referents: nobody coordinates: add "coordinator" to the roles of whoever routes what nobody fits'

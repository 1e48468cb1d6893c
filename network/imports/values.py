"""Values: what a cell says, whatever program and person wrote it, or why it cannot be read."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import TypeVar

import phonenumbers
from babel.dates import get_month_names
from rapidfuzz.distance import OSA

from network.imports.rows import Value
from network.imports.workbook import Cell
from network.text import plain, unaccented

T = TypeVar("T")

EARLIEST = 1990
"""No list of now says anything true of a day before."""
_FAILED = re.compile(r"#(?:REF|DIV/0|N/A|NAME|NOM|VALUE|VALEUR|NUM|NOMBRE|NULL|NUL|SPILL|CALC)[!?]?|Err:\d{3}")
_NOTHING = frozenset(
    re.split(
        r"\|",
        "|nc|na|n a|neant|aucun|aucune|inconnu|inconnue|non renseigne|non communique|non connu|pas de|none|unknown"
        "|x|xx|xxx",
    )
)
"""What people write, folded, into a cell of which they know nothing; a dash and a question mark fold to nothing."""
_EPOCH = date(1899, 12, 30)
"""From which spreadsheets count days (ECMA-376, 18.17.4.1)."""
_SERIAL = range(32874, 73051)
"""Days from 1990 to 2099, counted like that."""
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_WORDED = re.compile(
    r"(?:(?<!\d)(\d{1,2})(?:er|st|nd|rd|th)?\s+(?:of\s+)?)?\b([a-z]{3,9})\b\.?[\s\-/']*(\d{4}|\d{2})(?!\d)"
)
_MONTH = re.compile(r"(?<![\d/.])(\d{1,2})[/.\-](\d{4})(?!\d)")
_EMAIL = re.compile(r"[^\s<>;,()\"]+@[^\s<>;,()\"]+")
_GLUED = re.compile(r"\+?\d[\d\s().\-/]*\d")
_DECIMAL = re.compile(r"\d+[.,]0+|\d+([.,]\d+)?[eE]\+?\d+")


class WrongError(Exception):
    """A cell that cannot be read. `key` is the text of `imports.po` that says why, `values` fill it."""

    def __init__(self, key: str, **values: Value) -> None:
        super().__init__(key)
        self.key = key
        self.values = tuple(values.items())


def said(cell: Cell | None) -> str:
    """What stands in a cell, on one line, as one would write it; nothing where it only says that nothing is known."""
    text = shown(cell)
    return "" if plain(text) in _NOTHING and not any(char in text for char in "@+€") else text


def shown(cell: Cell | None) -> str:
    """The same, whatever it says."""
    match cell:
        case None | "":
            return ""
        case bool():
            return "1" if cell else "0"
        case float():
            whole = math.isfinite(cell) and cell == int(cell)
            return str(int(cell)) if whole else str(cell)
        case datetime() | date():
            return f"{cell.day:02}/{cell.month:02}/{cell.year}"
        case int() | time() | timedelta():
            return str(cell)
    text = unicodedata.normalize("NFC", cell)
    if not text.isprintable():
        text = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(text.split())


def sound(cell: Cell | None) -> Cell | None:
    """The cell itself. Raises `WrongError` where its formula failed."""
    if isinstance(cell, str) and _FAILED.fullmatch(cell.strip()):
        raise WrongError("imports.fault.formula")
    return cell


# --- days -------------------------------------------------------------------------------------------------------------


def day(cell: Cell | None, today: date) -> date | None:
    """The day that a cell names, none where it is empty; a month alone is its first day. Raises `WrongError`."""
    if not said(cell):
        return None
    found = _day(cell)
    if found is None:
        raise WrongError("imports.fault.date")
    if found > today:
        raise WrongError("imports.fault.future")
    if found.year < EARLIEST:
        raise WrongError("imports.fault.year", year=str(found.year))
    return found


def _day(cell: Cell | None) -> date | None:
    match cell:
        case datetime():
            return cell.date()
        case date():
            return cell
        case bool() | time() | timedelta() | None:
            return None
        case int() | float():
            return _EPOCH + timedelta(days=int(cell)) if cell in _SERIAL or int(cell) in _SERIAL else None
    text = unaccented(shown(cell)).lower()
    if text.isdecimal():
        return _EPOCH + timedelta(days=int(text)) if len(text) == 5 and int(text) in _SERIAL else None
    if iso := _ISO.search(text):
        return _on(int(iso[1]), int(iso[2]), int(iso[3]))
    if numeric := _NUMERIC.search(text):
        return _on(_year(numeric[3]), int(numeric[2]), int(numeric[1]))
    for worded in _WORDED.finditer(text):
        if month := _months().get(worded[2]):
            return _on(_year(worded[3]), month, int(worded[1] or 1))
    if month_alone := _MONTH.search(text):
        return _on(int(month_alone[2]), int(month_alone[1]), 1)
    return None


def _year(digits: str) -> int:
    return int(digits) + (2000 if len(digits) == 2 else 0)


def _on(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


@cache
def _months() -> dict[str, int]:
    """The months by every name that they bear in French and in English, cut short or not, without accents."""
    names: dict[str, int] = {"fev": 2, "fevr": 2, "juil": 7, "sept": 9}
    for locale in ("fr", "en"):
        for width in ("abbreviated", "wide"):
            for number, name in get_month_names(width, locale=locale).items():
                names[unaccented(name).lower().rstrip(".")] = number
    return names


# --- how somebody is reached ------------------------------------------------------------------------------------------


def phones(cell: Cell | None) -> tuple[str, ...]:
    """The numbers that a cell names, E.164; French unless they say otherwise. A spreadsheet that took one for a number
    has lost its 0. Raises `WrongError` where there is something, and no number in it can be called.
    """
    text = said(cell)
    if not text:
        return ()
    if not isinstance(cell, str) or _DECIMAL.fullmatch(text):
        text = _digits_again(text)
    written = _GLUED.sub(lambda found: _with_nought(found[0]), text)
    matcher = phonenumbers.PhoneNumberMatcher(written, "FR", leniency=phonenumbers.Leniency.POSSIBLE)
    numbers = [one.number for one in matcher]
    known = [number for number in numbers if phonenumbers.is_valid_number(number)]
    if known:
        e164 = phonenumbers.PhoneNumberFormat.E164
        return tuple(dict.fromkeys(str(phonenumbers.format_number(number, e164)) for number in known))
    digits = len(re.sub(r"\D", "", written))
    if not digits:
        raise WrongError("imports.fault.phone_none")
    raise WrongError("imports.fault.phone_digits" if digits != 10 else "imports.fault.phone", digits=digits)


def _digits_again(text: str) -> str:
    """What a number that a spreadsheet wrote its own way, "6,12345678E+08", was meant to be."""
    try:
        return str(int(float(text.replace(",", "."))))
    except (ValueError, OverflowError):
        return text


def _with_nought(text: str) -> str:
    digits = re.sub(r"\D", "", text)
    if len(digits) == 9 and digits[0] in "123456789" and not text.startswith("+"):
        return f"0{digits}"
    return f"+{digits}" if len(digits) == 11 and digits.startswith("33") and not text.startswith("+") else text


def emails(cell: Cell | None) -> tuple[str, ...]:
    """The addresses that a cell names, in small letters. Raises `WrongError` where one of them cannot be written to."""
    text = said(cell)
    if not text:
        return ()
    found = _EMAIL.findall(re.sub(r"\bmailto:", " ", text))
    if not found:
        raise WrongError("imports.fault.email_none")
    return tuple(dict.fromkeys(_reachable(one.strip(".'")) for one in found))


def _reachable(written: str) -> str:
    from email_validator import EmailNotValidError, validate_email  # compiling its rules takes a start's time

    try:
        return validate_email(written, check_deliverability=False, allow_smtputf8=False).normalized.lower()
    except EmailNotValidError as error:
        raise WrongError("imports.fault.email") from error


# --- words of a list --------------------------------------------------------------------------------------------------


def number(cell: Cell | None) -> int | None:
    """The first whole number that a cell says, none where it says none."""
    found = re.search(r"\d{1,4}", said(cell))
    return int(found[0]) if found else None


def meant(text: str, ways: Mapping[str, T]) -> T | None:
    """What one of the `ways`, plain words, stands for: the text itself, or the longest of them that it holds; a letter
    or two may be wrong. None: none, or different ones alike.
    """
    folded = plain(text)
    if folded in ways:
        return ways[folded]
    held = [way for way in ways if f" {way} " in f" {folded} "]
    if held:
        longest = max(map(len, held))
        best = {ways[way] for way in held if len(way) == longest}
        return best.pop() if len(best) == 1 else None
    close = {ways[way] for way in ways if _alike(folded, way)}
    return close.pop() if len(close) == 1 else None


def _alike(one: str, other: str) -> bool:
    errors = 0 if len(other) < 5 else 1 if len(other) < 9 else 2
    return errors > 0 and OSA.distance(one, other, score_cutoff=errors) <= errors


def parts(text: str) -> list[str]:
    """The items of a cell that holds several."""
    return [part for one in re.split(r"[;,/+|•·]|\s+et\s+|\s+and\s+|\s-\s", text) if (part := one.strip(" -"))]


def readable(reading: Callable[[Cell], object], cell: Cell) -> bool:
    """Whether a cell can be read in that way."""
    try:
        return bool(reading(cell))
    except WrongError:
        return False

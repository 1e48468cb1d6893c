"""The words of a language: catalogue keys written out as text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from gettext import c2py
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO

from babel.dates import format_date
from babel.messages.pofile import read_po

from network.phrase import Param, Phrase

_FOLDER = files("conversations").joinpath("locale")
BASE = "fr"
"""The language every key has; others fall back on it."""
STACKED = "list.stacked"
"""The key whose list stands on lines of its own, where others are parted by commas."""

PHONE = "phone"
"""The parameter that is a telephone number."""

_FIRST = {"fr": "d'er'"}
"""How the first of a month is written where that is not its number alone."""
_KEY = re.compile(rb'^msgid "(.+)"$', re.MULTILINE)

Escape = Callable[[str], str]


class CatalogueError(ValueError):
    """Two catalogues of a language have the same key; the message names the key and the files."""


@dataclass(frozen=True, slots=True)
class Words:
    """One language's texts: key → its forms (one, or as many as the language has plurals).

    Texts may hold our own <b>, <i> and <a> marks; only parameters are escaped. Use `str` as `escape` for plain text,
    such as a button's label, and `functools.partial(html.escape, quote=False)` for a message.
    """

    locale: str
    texts: dict[str, tuple[str, ...]]
    plural: Callable[[int], int]
    fallback: Words | None = None

    def write(self, phrase: Phrase, escape: Escape) -> str:
        """The phrase in this language. Raises KeyError where French lacks the key or a parameter is missing."""
        forms = self.texts.get(phrase.key)
        if forms is None:
            if self.fallback is None:
                raise KeyError(phrase.key)
            return self.fallback.write(phrase, escape)
        between = "\n" if phrase.key == STACKED else None
        params = {name: self._param(value, escape, between) for name, value in phrase.params.items()}
        if PHONE in params:
            params[PHONE] = on_one_line(params[PHONE])
        return self._form(forms, phrase.params.get("count")).format_map(params)

    def _form(self, forms: tuple[str, ...], count: Param | None) -> str:
        if len(forms) == 1 or not isinstance(count, int):
            return forms[0]
        return forms[self.plural(abs(count))]

    def _param(self, value: Param, escape: Escape, between: str | None = None) -> str:
        match value:
            case Phrase():
                return self.write(value, escape)
            case tuple():
                parted = self.write(Phrase("list.comma"), escape) if between is None else between
                return parted.join(self._param(item, escape) for item in value)
            case date():
                return in_words(value, self.locale)
            case int():
                return str(value)
            case str():
                return escape(value)


def in_words(day: date, locale: str, *, weekday: bool = True, year: bool = False) -> str:
    """A day in words: "lundi 3 août", "mercredi 1er avril"; with its year, or without its weekday, where wanted."""
    named = f"{_FIRST.get(locale, 'd') if day.day == 1 else 'd'} MMMM"
    pattern = f"{'EEEE ' if weekday else ''}{named}{' y' if year else ''}"
    return str(format_date(day, pattern, locale=locale))


def on_one_line(number: str) -> str:
    """A telephone number that no end of a line breaks."""
    return number.replace(" ", "\N{NO-BREAK SPACE}")


@cache
def locales() -> tuple[str, ...]:
    """The languages there are catalogues for, French first."""
    found = sorted(folder.name for folder in _FOLDER.iterdir() if folder.is_dir())
    return tuple(sorted(found, key=lambda locale: locale != BASE))


@cache
def words(locale: str, *, strict: bool = False) -> Words:
    """The words of `locale`; an unknown one is French. `strict`: no falling back, for tests and `check`."""
    known = locale if locale in locales() else BASE
    texts, plural = _read(known)
    return Words(known, texts, plural, None if strict or known == BASE else words(BASE))


@cache
def keys(locale: str) -> frozenset[str]:
    """The keys the catalogues of `locale` have a text for."""
    return frozenset(_read(locale)[0])


@cache
def _read(locale: str) -> tuple[dict[str, tuple[str, ...]], Callable[[int], int]]:
    return merged(sorted(_FOLDER.joinpath(locale).iterdir(), key=str), locale)


def merged(files: Iterable[Traversable], locale: str) -> tuple[dict[str, tuple[str, ...]], Callable[[int], int]]:
    """All catalogues of a language as one, and the rule of its plurals. Raises CatalogueError."""
    texts: dict[str, tuple[str, ...]] = {}
    stands: dict[str, str] = {}
    plural = ""
    for file in files:
        raw = file.read_bytes()
        for key in map(bytes.decode, _KEY.findall(raw)):
            if key in stands:
                raise CatalogueError(f"{locale}: {key} stands in {stands[key]} and in {file.name}, remove one")
            stands[key] = file.name
        catalogue = read_po(BytesIO(raw), locale=locale)
        plural = catalogue.plural_expr
        for message in catalogue:
            key = message.id if isinstance(message.id, str) else message.id[0]
            forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
            if key and forms and all(forms):
                texts[key] = forms
    return texts, c2py(plural)

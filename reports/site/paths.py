"""Paths: where each page lies, the same for good, and how one leads to another."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from network.offers import Kind

STYLE, CODE, ICON = "site.css", "telegram.svg", "icon.svg"
_FOLDERS: Mapping[str, tuple[str, str, str]] = {"fr": ("offres", "annuaire", "territoire")}
_OTHERWISE = ("offers", "directory", "area")
_KINDS: Mapping[str, Mapping[Kind, str]] = {
    "fr": {
        Kind.TAKEOVER: "a-reprendre",
        Kind.PREMISES: "locaux",
        Kind.LAND: "terrains",
        Kind.HOUSING: "logements",
        Kind.JOB: "emplois",
        Kind.SERVICE: "services-recherches",
    }
}


def emblem(funder: str) -> str:
    """Where the emblem of a funder lies."""
    return f"emblems/{funder}.svg"


class Paths:
    """Where the pages of a language lie: those of the `first` one at the top."""

    def __init__(self, locale: str, first: str) -> None:
        self._top = "" if locale == first else f"{locale}/"
        self._offers, self._directory, self._area = _FOLDERS.get(locale, _OTHERWISE)
        self._kinds = _KINDS.get(locale, {})

    @property
    def home(self) -> str:
        """The first page."""
        return f"{self._top}index.html"

    @property
    def offers(self) -> str:
        """All offers, by kind and by territory."""
        return f"{self._top}{self._offers}/index.html"

    def kind(self, kind: Kind) -> str:
        """The offers of a kind."""
        return f"{self._top}{self._offers}/{self._kinds.get(kind, kind)}.html"

    def offers_in(self, territory: str) -> str:
        """The offers of a territory."""
        return f"{self._top}{self._offers}/{self._area}-{territory}.html"

    def offer(self, number: int) -> str:
        """An offer, for as long as it is shown."""
        return f"{self._top}{self._offers}/{number}.html"

    @property
    def directory(self) -> str:
        """The directory: by need, and who is there for everybody."""
        return f"{self._top}{self._directory}/index.html"

    def directory_in(self, territory: str) -> str:
        """Who is there for a territory."""
        return f"{self._top}{self._directory}/{self._area}-{territory}.html"


def picture(number: int) -> str:
    """A picture of an offer."""
    return f"photos/{number}.jpg"


def between(page: str, other: str) -> str:
    """How a page leads to another file, wherever the whole lies."""
    return posixpath.relpath(other, posixpath.dirname(page) or ".")

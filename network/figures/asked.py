"""What was typed after /stats: a period, a place, a field, an organisation, a block, in any order."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from network.figures import periods
from network.figures.definitions import Block
from network.figures.periods import FIRST_YEAR, LAST_YEAR, Period
from network.model import Network
from network.text import words


class What(StrEnum):
    """What a word of it names."""

    TERRITORY = "territory"
    COMMUNE = "commune"
    ORGANISATION = "organisation"
    SECTOR = "sector"


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for, by ids; `page`: the page of definitions. `unknown` is what was not understood, as typed;
    `several` the ids among which a word leaves open, and `of` what they are.
    """

    period: Period | None = None
    territory: str = ""
    commune: str = ""
    organisation: str = ""
    sector: str = ""
    block: Block | None = None
    page: bool = False
    unknown: str = ""
    of: What | None = None
    several: tuple[str, ...] = ()


_MONTHS = (
    ("janvier", "january", "janv", "jan"), ("fevrier", "february", "fevr", "fev", "feb"), ("mars", "march", "mar"),
    ("avril", "april", "avr", "apr"), ("mai", "may"), ("juin", "june", "jun"),
    ("juillet", "july", "juil", "jul"), ("aout", "august", "aug"), ("septembre", "september", "sept", "sep"),
    ("octobre", "october", "oct"), ("novembre", "november", "nov"), ("decembre", "december", "dec"),
)  # fmt: skip
_MONTH = {word: number for number, names in enumerate(_MONTHS, 1) for word in names}
_ROLLING = (("12", "mois"), ("douze", "mois"), ("12", "months"), ("12", "derniers", "mois"), ("last", "12", "months"))
_ALL = (
    ("depuis", "la", "creation"), ("depuis", "le", "debut"), ("creation",), ("tout",), ("since", "creation"), ("all",),
    ("since", "the", "creation"),
)  # fmt: skip
_BLOCKS: Mapping[str, Block] = MappingProxyType(
    {
        "demandes": Block.CONTACTS, "requests": Block.CONTACTS, "accueil": Block.CONTACTS, "contacts": Block.CONTACTS,
        "personnes": Block.PEOPLE, "people": Block.PEOPLE,
        "projets": Block.PROJECTS, "projects": Block.PROJECTS, "accompagnement": Block.SUPPORT, "suivi": Block.SUPPORT,
        "support": Block.SUPPORT, "resultats": Block.RESULTS, "results": Block.RESULTS, "offres": Block.OFFERS,
        "offers": Block.OFFERS, "manques": Block.GAPS, "manque": Block.GAPS, "gaps": Block.GAPS,
        "reseau": Block.NETWORK, "network": Block.NETWORK, "delais": Block.DELAYS,
        "delays": Block.DELAYS,
    }
)  # fmt: skip
_NOTHING = frozenset(words("le la les l de du des d en a au aux et pour sur the of in for and zone domaine structure"))
_QUARTER = re.compile(r"[tq]([1-4])")
_QUARTER_NAMED = re.compile(
    r"\b(?:([1-4])|(premi|first)|(deuxi|second)|(troisi|third)|(quatri|fourth))\w*\s+(?:trimestre|quarter)\b", re.I
)
_NUMBERED = re.compile(r"(\d{4})[-/](\d{1,2})|(\d{1,2})[-/](\d{4})")
_LONGEST = 6
"""Words of a name that are read."""


def read(typed: str, network: Network, today: date) -> Asked:
    """What somebody asks for; the last word for one thing counts. A quarter or month without a year is the last one
    that has begun.
    """
    if typed.strip() in ("?", "？") or words(typed) in (["definitions"], ["definition"], ["aide"], ["help"]):
        return Asked(page=True)
    tokens = words(_NUMBERED.sub(_month_first, _QUARTER_NAMED.sub(_quarter_short, typed)))
    known, found, quarter, month, year, at = _names(network), dict[str, str](), 0, 0, 0, 0
    period: Period | None = None
    block: Block | None = None
    while at < len(tokens):
        word = tokens[at]
        if (size := _begins(tokens[at:], _ROLLING)) or word in ("rolling", "glissant"):
            period, at = periods.rolling(today), at + (size or 1)
        elif size := _begins(tokens[at:], _ALL):
            period, at = periods.ALL, at + size
        elif word.isdecimal() and FIRST_YEAR <= int(word) <= LAST_YEAR:
            year, at = int(word), at + 1
        elif named := _QUARTER.fullmatch(word):
            quarter, month, at = int(named[1]), 0, at + 1
        elif word in _MONTH:
            month, quarter, at = _MONTH[word], 0, at + 1
        elif _named(tokens[at:], known) is not None:
            size, of, named_ids = _named(tokens[at:], known) or (1, What.SECTOR, ())
            if len(named_ids) > 1:
                return Asked(of=of, several=named_ids, unknown=" ".join(tokens[at : at + size]))
            found[of], at = named_ids[0], at + size
        elif word in _BLOCKS:
            block, at = _BLOCKS[word], at + 1
        elif word in _NOTHING:
            at += 1
        else:
            return Asked(unknown=next((one for one in typed.split() if word in words(one)), word))
    return Asked(
        _period(period, year, quarter, month, today),
        found.get(What.TERRITORY, ""),
        found.get(What.COMMUNE, ""),
        found.get(What.ORGANISATION, ""),
        found.get(What.SECTOR, ""),
        block,
    )


def _quarter_short(found: re.Match[str]) -> str:
    """ "3e trimestre", as the heading says it, and "premier trimestre", are a quarter like "t3"."""
    return f"t{found[1] or next(number for number in range(1, 5) if found[number + 1])}"


def _month_first(found: re.Match[str]) -> str:
    of, number = (found[1], found[2]) if found[1] else (found[4], found[3])
    return f" {_MONTHS[int(number) - 1][0]} {of} " if 1 <= int(number) <= len(_MONTHS) else found[0]


def _period(whole: Period | None, year: int, quarter: int, month: int, today: date) -> Period | None:
    if quarter:
        named = periods.quarter(quarter, year or today.year)
    elif month:
        named = periods.month(month, year or today.year)
    else:
        return periods.year(year) if year else whole
    return named if year or named.first <= today else named.year_before


def _begins(tokens: Sequence[str], ways: Sequence[tuple[str, ...]]) -> int:
    """How many words of one of these ways stand there, the longest first; 0: none does."""
    return max((len(way) for way in ways if tuple(tokens[: len(way)]) == way), default=0)


# --- names ------------------------------------------------------------------------------------------------------------

_Names = Mapping[tuple[str, ...], tuple[What, tuple[str, ...]]]


def _named(tokens: Sequence[str], known: _Names) -> tuple[int, What, tuple[str, ...]] | None:
    for size in range(min(_LONGEST, len(tokens)), 0, -1):
        if one := known.get(tuple(tokens[:size])):
            return size, *one
    return None


def _names(network: Network) -> _Names:
    """What each name means. One that two kinds of things have is the first of: territory, commune, organisation, the
    kind of an organisation, sector by its label, sector by a word.
    """
    known: dict[tuple[str, ...], tuple[What, tuple[str, ...]]] = {}
    for group in (_territories, _communes, _organisations, _kinds, _sectors, _sector_words):
        of_group: defaultdict[tuple[str, ...], dict[str, None]] = defaultdict(dict)
        kinds: dict[tuple[str, ...], What] = {}
        for name, what, id_ in group(network):
            if form := tuple(words(name)):
                of_group[form][id_] = None
                kinds[form] = what
        for form, ids in of_group.items():
            known.setdefault(form, (kinds[form], tuple(ids)))
    return known


_Named = Iterator[tuple[str, What, str]]


def _territories(network: Network) -> _Named:
    for one in network.territories:
        for name in (one.name, one.id, *one.aliases):
            yield name, What.TERRITORY, one.id


def _communes(network: Network) -> _Named:
    for insee, (one, _) in network.commune_by_insee.items():
        for name in (one.name, *one.aliases):
            yield name, What.COMMUNE, insee


def _organisations(network: Network) -> _Named:
    for one in network.organisations:
        for name in (one.name, one.id):
            yield name, What.ORGANISATION, one.id


def _kinds(network: Network) -> _Named:
    for one in network.organisations:
        for kind in one.kinds:
            yield kind, What.ORGANISATION, one.id


def _sectors(network: Network) -> _Named:
    for one in network.sectors:
        for name in (one.label.fr, one.label.en, one.on_button.fr, one.on_button.en, one.id):
            yield name, What.SECTOR, one.id


def _sector_words(network: Network) -> _Named:
    for one in network.sectors:
        for name in one.words:
            yield name, What.SECTOR, one.id

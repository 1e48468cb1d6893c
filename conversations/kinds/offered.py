"""Offered: what a sentence says of an offer: "local 40 m² à Besse, loyer 300 €"; whatever is not sure is none."""

from __future__ import annotations

import re
from collections.abc import Mapping

from conversations.engine.knowledge import Places
from conversations.words import offer_words
from conversations.words.cleaning import fold
from conversations.words.negation import asserted
from conversations.words.offer_words import named_in
from network.model import Network
from network.offers import Kind
from network.vocabulary import ARTICLES, PLACE_CUES

_SEEKING = (
    "cherche cherchons cherchent recherche recherchons recherchent manque faut besoin need needs seek seeks seeking "
    "looking"
)
_SEEK = frozenset(_SEEKING.split())
_FOR_WHOM = frozenset(
    {"locataire", "locataires", "acheteur", "acheteurs", "acquereur", "tenant", "tenants", "buyer", "buyers"}
)
"""Whoever seeks those has something to let or to sell."""
_SOUGHT = re.compile(
    r"\b(?:(?:re)?cherch\w+|manque|faut|besoin|needs?|seeks?|seeking|looking for)\s+(?:d['’e]\s?|pour\s+)?"
    r"(?:un\b|une\b|des\b|du\b|de la\b|an?\b)\s*([^,.;:!?\n]+?)"
    r"(?=\s+(?:à|au|aux|pour|dans|sur|en|in|at|for)\s|[,.;:!?\n]|$)",
    re.IGNORECASE,
)
_SAYS_MORE = 4
"""So many words at the least are a sentence, and no mere answer."""


def kind_said(text: str) -> Kind | None:
    """What is offered, where a text says one kind, and does not deny it."""
    words = fold(asserted(text)).split()
    said = f" {' '.join(words)} "
    kinds = {kind for kind, ways in offer_words.KINDS.items() if kind is not Kind.SERVICE and named_in(said, ways)}
    if named_in(said, _CLOSES):
        kinds.add(Kind.CLOSING)
    seeking = bool(_SEEK & set(words)) and not _FOR_WHOM & set(words)
    if seeking and not kinds & {Kind.TAKEOVER, Kind.JOB}:
        return None if kinds else Kind.SERVICE
    for kind, weaker in _STRONGER.items():
        if kind in kinds:
            kinds -= weaker
    return next(iter(kinds)) if len(kinds) == 1 else None


_STRONGER: Mapping[Kind, frozenset[Kind]] = {
    Kind.CLOSING: frozenset({Kind.PREMISES}),
    Kind.TAKEOVER: frozenset({Kind.PREMISES}),
    Kind.JOB: frozenset({Kind.PREMISES}),
    Kind.LAND: frozenset({Kind.HOUSING}),
}
"""A business to take over has premises, and a job is done in some; land is for a house."""


_CLOSES = (("va", "fermer"), ("fermera",), ("ferme", "en"), ("ferme", "le"), ("ferme", "fin"), ("will", "close"))


def commune_said(text: str, places: Places, network: Network) -> str | None:
    """The one commune of the network that a text names."""
    named = {code for mention in places.mentions(text) for code in mention.communes}
    [*known] = named & network.commune_by_insee.keys()
    return known[0] if len(named) == len(known) == 1 else None


def sought(text: str) -> str | None:
    """What is sought, in its own words: "on cherche un médecin" says "Médecin"."""
    found = _SOUGHT.search(text)
    what = found[1].strip() if found else ""
    if set(fold(what).split()) & (_FOR_WHOM | {"repreneur", "repreneuse", "successeur"}):
        return None
    return what[0].upper() + what[1:] if 2 < len(what) <= 80 else None


def sentence(text: str, places: Places) -> str | None:
    """A text that says more than what it is and where, to be shown as it is."""
    where = {word for mention in places.mentions(text) for word in mention.words}
    more = set(fold(text).split()) - _BARE - where - set(fold(sought(text) or "").split())
    return text.strip() if more and len(text.split()) >= _SAYS_MORE else None


_BARE = (
    ARTICLES
    | PLACE_CUES
    | _SEEK
    | {"on", "nous", "il", "we", "there", "is"}
    | {word for ways in (*offer_words.KINDS.values(), *offer_words.TENURES.values()) for way in ways for word in way}
)
"""Words that say no more than what is offered, and where."""

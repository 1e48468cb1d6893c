"""Whereabouts: the place, or several of which the first leads, that words name as where somebody wants to go."""

from __future__ import annotations

import re
from collections.abc import Sequence

from conversations.engine.flow import Step
from conversations.engine.moment import Moment
from conversations.engine.state import JsonValue
from conversations.words.cleaning import fold, folded
from conversations.words.negation import asserted
from network.model import Network
from network.phrase import phrase

MOST = 3
"""Places that are kept at most; whoever names more has not chosen."""
BUILT_KEYS = {"words.{}": ("not_chosen", "where_to", "where_from", "or_where")}


def value_of(network: Network, *, commune: str | None = None, territory: str | None = None) -> JsonValue:
    """The answer; a commune brings its territory, neither is "undecided"."""
    if commune is not None:
        return {"kind": "commune", "commune": commune, "territory": network.commune_by_insee[commune][1].id}
    return {"kind": "territory" if territory else "undecided", "commune": None, "territory": territory}


def hears(at: Moment[Step], text: str) -> JsonValue:
    """The place, or places, that words about more name as where somebody wants to go."""
    return _together(
        [place for part in _parts(at, asserted(text)) for place in _named(at, part, cues=_listed_words(at, "where_to"))]
    )


def several_in(at: Moment[Step], text: str) -> JsonValue:
    """Several places that an answer names, "La Bourboule ou Besse", where it does not say that none is chosen."""
    if _says(text, _listed_words(at, "not_chosen")):
        return None
    named = [place for part in _parts(at, text) for place in _named(at, part)]
    return _together(named) if len(named) > 1 else None


def _together(places: Sequence[JsonValue]) -> JsonValue:
    """The first place with those beside it; None where there is none, one is not sure, or there are many."""
    distinct = [place for n, place in enumerate(places) if place not in places[:n]]
    if not distinct or None in distinct or len(distinct) > MOST:
        return None
    first, *others = distinct
    return {**first, "also": others} if others else first


def _parts(at: Moment[Step], text: str) -> list[str]:
    """The clauses of a text that do not say where somebody comes from."""
    parts = [part for part in re.split(r"[.;:!?\n]", text) if part.strip()]
    whole = [part for part in parts if not _says(part, _listed_words(at, "where_from"))]
    split = [piece for part in parts if part not in whole for piece in re.split(r",| et | and ", part)]
    return [*whole, *(piece for piece in split if not _says(piece, _listed_words(at, "where_from")))]


def _says(text: str, ways: Sequence[str]) -> bool:
    said = f" {fold(text)} "
    return any(f" {way} " in said for way in ways)


def _named(at: Moment[Step], text: str, *, cues: Sequence[str] = ()) -> list[JsonValue]:
    """The places that a clause names, None for one that is not sure; with `cues`, those behind one or beside such."""
    joints, named, led = set(_listed_words(at, "or_where")), list[JsonValue](), not cues
    for mention in at.knowledge.places.mentions(text):
        beside = led and mention.after is not None and set(mention.after) <= joints
        before = f" {' '.join(mention.before)}".removesuffix(" la").removesuffix(" le").removesuffix(" les")
        led = not cues or beside or any(before.endswith(f" {cue}") for cue in cues)
        if led:
            known = (*mention.communes, *mention.territories)
            sure = len(known) == 1
            where = {"commune": known[0]} if mention.communes else {"territory": known[0]}
            named.append(value_of(at.knowledge.network, **where) if sure else None)
    return named


def _listed_words(at: Moment[Step], name: str) -> list[str]:
    return [folded(word) for word in at.write(phrase(f"words.{name}")).split(",")]

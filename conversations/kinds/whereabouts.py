"""Whereabouts: the place, or several of which the first leads, that words name as where somebody wants to go."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from conversations.engine.flow import Step
from conversations.engine.knowledge import Mention
from conversations.engine.moment import Moment
from conversations.engine.state import JsonValue
from conversations.words.cleaning import fold, folded
from conversations.words.negation import asserted
from network.model import Network
from network.phrase import phrase

MOST = 3
"""Places that are kept at most; whoever names more has not chosen."""
AND, ABROAD = frozenset({"et", "and"}), frozenset({"en"})
NOWHERE: dict[str, JsonValue] = {"kind": "undecided", "commune": None, "territory": None}
"""A place that is none yet."""
BUILT_KEYS = {"words.{}": ("not_chosen", "where_to", "where_from", "or_where", "or_there")}


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
    """The first place with those beside it, those of the network before others, which lead nowhere; None where there is
    none, one is not sure, or there are many.
    """
    distinct = [place for n, place in enumerate(places) if place not in places[:n]]
    ours = [place for place in distinct if place is None or place["kind"] != "outside"]
    if not ours or None in ours or len(ours) > MOST or len(distinct) > 2 * MOST:
        return None
    first, *others = sorted(distinct, key=lambda place: place["kind"] == "outside")
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
    """The places that a clause names, None for one that is not sure; with `cues`, those behind one or beside such.

    Of places elsewhere those that it names as another choice beside one of the network: "à Murol ou à Aurillac".
    """
    joints, led = set(_listed_words(at, "or_where")), not cues
    runs: list[list[Mention]] = []
    for mention in at.knowledge.places.mentions(text, everywhere=True):
        joined = mention.after is not None and (joints | (ABROAD if mention.abroad else set())).issuperset(
            mention.after
        )
        before = f" {' '.join(mention.before)}".removesuffix(" la").removesuffix(" le").removesuffix(" les")
        cued = not cues or any(before.endswith(f" {cue}") for cue in cues)
        led = cued or (led and joined)
        if not led:
            continue
        if runs and joined and _is_choice(at, text, mention, cued=cued, alone=not cues):
            runs[-1].append(mention)
        else:
            runs.append([mention])
    kept = [one for run in runs for one in run if _is_ours(one) or any(map(_is_ours, run))]
    return [_meant(at, text, mention) for mention in kept]


def _is_choice(at: Moment[Step], text: str, mention: Mention, *, cued: bool, alone: bool) -> bool:
    """Whether a place is named as another choice than the one before it: "ou", "sinon"; "et à", in an answer "et" too;
    there a comma does as well.
    """
    between = set(mention.after or ())
    either = not between.isdisjoint(_listed_words(at, "or_there"))
    return either or (cued and bool(between & AND)) or (alone and not between and "," in text)


def _is_ours(mention: Mention) -> bool:
    return bool(mention.communes or mention.territories)


def _meant(at: Moment[Step], text: str, mention: Mention) -> JsonValue:
    """The place that a name means, None where it may be several."""
    known = (*mention.communes, *mention.territories)
    if len(known) > 1:
        return None
    if known:
        where = {"commune": known[0]} if mention.communes else {"territory": known[0]}
        return value_of(at.knowledge.network, **where)
    if mention.outside:
        there = mention.outside[0]
        return outside_of({"insee": there.insee, "name": there.name, "department": there.department})
    said = (word for word in re.findall(r"[\w'’-]+", text) if fold(word).split() == [*mention.words])
    name = next(said, mention.abroad.name if mention.abroad else "")
    return outside_of({"insee": "", "name": f"{name[:1].upper()}{name[1:]}", "department": ""})


def outside_of(there: Mapping[str, str]) -> JsonValue:
    """The answer for a commune outside the network; one abroad has neither code nor department."""
    return {**NOWHERE, "kind": "outside", "outside": dict(there)}


def _listed_words(at: Moment[Step], name: str) -> list[str]:
    return [folded(word) for word in at.write(phrase(f"words.{name}")).split(",")]

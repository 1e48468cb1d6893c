"""Sources: by what somebody heard of the network: a place where its posters hang, or a word of their own."""

from __future__ import annotations

import re

from network import text
from network.entries import Label
from network.model import Commune, Network
from network.phrase import Phrase, phrase
from network.town_halls import town_hall

PREFIX = "src_"
"""Before the source, in a link that opens the bot."""
LONGEST = 60
"""Letters of a source: Telegram takes 64 in a link."""
TOLD = ("town_hall", "partner", "internet", "fair", "friends", "here", "other")
"""What people say by themselves, as in /completer."""
BUILT_KEYS = {"completer-joining.origin.{}": TOLD}
LEAFLET = "plaquette"
"""The source of a leaflet that lies nowhere in particular."""
_SOURCE = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")


def read(payload: str) -> str | None:
    """The source that a link names, known or not; None where that is no word that a link of ours could carry."""
    source = payload.lower()
    return source if len(source) <= LONGEST and _SOURCE.fullmatch(source) else None


def displays(network: Network) -> dict[str, Label]:
    """The places where posters hang and leaflets lie, each with its name, by the word in the link of their code: the
    town halls of the network's communes, its partners, and what its file lists.
    """
    found = {LEAFLET: Label(fr="Plaquette, sans lieu", en="Leaflet, no place")}
    for commune, _ in network.commune_by_insee.values():
        hall = _slug(f"mairie {commune.name}")
        found[hall if hall not in found else f"{hall[: LONGEST - 6]}-{commune.insee.lower()}"] = _hall(commune)
    found |= {one.id: Label(fr=one.name, en=one.name) for one in network.organisations}
    return found | {one.id: one.name for one in network.displays}


def places(network: Network, words: str) -> list[str]:
    """The places that somebody may mean, by their words in the links: one that they name so, else those whose name has
    all of their words.
    """
    known, wanted = displays(network), _slug(words)
    if wanted in known:
        return [wanted]
    if wanted == "":
        return []
    asked = set(text.words(words))
    named = {id_: {*text.words(label.fr), *text.words(label.en), *id_.split("-")} for id_, label in known.items()}
    if (hall := f"mairie-{wanted}") in known:
        return [hall]
    of_kind = [one.id for one in network.organisations if wanted in map(_slug, one.kinds)]
    return of_kind or [id_ for id_, its in named.items() if asked <= its]


def named(network: Network, source: str) -> Phrase | None:
    """What a source is called; None for one that nobody knows (any more)."""
    if source in TOLD:
        return phrase(f"completer-joining.origin.{source}")
    label = displays(network).get(source)
    return label.phrase() if label is not None else None


def _hall(commune: Commune) -> Label:
    """A town hall by its own name; where the commune is a part of another now, by the commune's."""
    hall = town_hall(commune.insee)
    name = hall.name if hall is not None and hall.insee == commune.insee else f"Mairie : {commune.name}"
    return Label(fr=name, en=name)


def _slug(words: str) -> str:
    return "-".join(text.words(words))[:LONGEST].strip("-")

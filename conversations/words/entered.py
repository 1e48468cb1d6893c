"""Entered: what a field of an entry holds, in words; and what it can be chosen among."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import Any

from conversations.words.catalogue import on_one_line
from conversations.words.cleaning import clip
from conversations.words.dates import span
from network import hours_said
from network.entries import Nature
from network.fields import Ask, Field, Table, Values
from network.listings import TOWN_HALL
from network.model import Network, Role
from network.organisations import Address, Need
from network.phrase import Phrase, phrase

BUILT_KEYS = {
    "intake.nature.{}": Nature,
    "intake.needs.{}": Need,
    "managing.role.{}": (Role.TECHNICAL, Role.TERRITORIAL),
}
PLAIN = "PARTNER"
"""The kind of partner that leads for no sector."""
LONG = 260
"""How much of a text is shown before and after a change, in characters."""
ON_A_BUTTON = 32
"""Characters of a button that a kind of partner and one who is of it share."""
MOST_NAMED, MOST_ON_A_CARD = 12, 4
"""How many names are said of a list before the rest is counted."""


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom a value is put in words: the network they know, their language, how much of a text they see."""

    network: Network
    locale: str
    most: int = LONG


Says = Callable[[Any, Reader], Phrase]
"""What a field holds, in words; only called where it holds something."""


def said(field: Field, held: Values, to: Reader) -> Phrase:
    """What a field holds, in words."""
    if is_empty(field, held):
        return phrase("managing.all" if means_all(field) else "managing.none")
    value = held if field.parts else held[field.name]
    if field.ask in LABELS:
        known = choices(field, to.network)
        return _listed([known.get(one) or _text(one) for one in value], to)
    return _SAYS[field.ask](value, to)


def moved(field: Field, before: Values, after: Values, to: Reader) -> list[Phrase]:
    """Of a list what comes and what goes, where most of it stays."""
    old, new = (held.get(field.name) for held in (before, after))
    if field.parts or not (isinstance(old, list) and isinstance(new, list) and old and new):
        return []
    comes, goes = [one for one in new if one not in old], [one for one in old if one not in new]
    told = (("managing.comes", comes), ("managing.goes", goes))
    return [phrase(key, value=said(field, {field.name: some}, to)) for key, some in told if some]


def is_empty(field: Field, held: Values) -> bool:
    """Whether nothing is known of a field."""
    return not any(held[key] for key in field.keys)


def means_all(field: Field) -> bool:
    """Whether none named means all: of whoever takes cases, and of the places where a service is offered."""
    chosen = field.ask in (Ask.SECTORS, Ask.NATURES, Ask.TERRITORIES)
    return (chosen and field.table is Table.REFERENTS) or field.ask is Ask.ZONE


def _text(text: str) -> Phrase:
    return phrase("said.text", text=text)


def _listed(items: Sequence[Phrase], to: Reader) -> Phrase:
    most = MOST_NAMED if to.most >= LONG else MOST_ON_A_CARD
    named, more = tuple(items[:most]), len(items) - most
    return phrase("managing.more", items=named, count=more) if more > 0 else phrase("said.list", items=named)


def _lines(items: Iterable[Phrase]) -> Phrase:
    return reduce(lambda above, below: phrase("list.lines", above=above, below=below), items)


# --- what is chosen ---------------------------------------------------------------------------------------------------


def choices(field: Field, network: Network) -> dict[str, Phrase]:
    """What a field can be chosen among, each with its label."""
    return LABELS[field.ask](network)


def _kinds(network: Network) -> dict[str, Phrase]:
    """Kinds of partner by who is of it: nobody reads "CMA" on a button and knows what comes of it. Where one is of
    several, the kind stands beside.
    """
    known = {PLAIN: phrase("managing.kind.plain"), TOWN_HALL: phrase("managing.kind.town_hall")}
    said = set[str]()
    for organisation in network.organisations:
        for kind in (one for one in organisation.kinds if one not in known):
            beside = f" ({kind})" if organisation.name in said else ""
            name = clip(organisation.name, max(8, ON_A_BUTTON - len(beside)))
            known[kind] = phrase("managing.kind", organisation=name + beside)
            said.add(organisation.name)
    return known


def _named(entries: Iterable[Any]) -> dict[str, Phrase]:
    return {entry.id: _text(entry.name) for entry in entries}


LABELS: Mapping[Ask, Callable[[Network], dict[str, Phrase]]] = {
    Ask.KINDS: _kinds,
    Ask.ROLES: lambda _: {role: phrase(f"managing.role.{role}") for role in (Role.TECHNICAL, Role.TERRITORIAL)},
    Ask.SECTORS: lambda network: {sector.id: sector.on_button.phrase() for sector in network.sectors},
    Ask.NATURES: lambda _: {nature: phrase(f"intake.nature.{nature}") for nature in Nature},
    Ask.NEEDS: lambda _: {need: phrase(f"intake.needs.{need}") for need in Need},
    Ask.TERRITORIES: lambda network: _named(network.territories),
    Ask.ZONE: lambda network: _named(network.territories),
}
"""What each is chosen among; whatever stands here is asked with buttons."""


# --- what is told -----------------------------------------------------------------------------------------------------


def _in_both(held: Any, to: Reader) -> Phrase:
    french, english = clip(held["fr"], to.most), held.get("en") or ""
    if not english or english == held["fr"] or to.most < LONG:
        return _text(french)
    return phrase("managing.both", fr=french, en=clip(english, to.most))


def _plain(held: Any, to: Reader) -> Phrase:
    return _text(clip(str(held), to.most))


def _hours(held: Any, _to: Reader) -> Phrase:
    lines = list(hours_said.lines_of(held["hours"])) if held["hours"] else []
    if held["hours"] and not lines:
        lines = [_text(held["hours"])]
    note = held["hours_note"]
    return _lines([*lines, *([_text(note["fr"])] if note else [])])


def _closed(held: Any, to: Reader) -> Phrase:
    return _lines(span(date.fromisoformat(one["first"]), date.fromisoformat(one["last"]), to.locale) for one in held)


def _desks(held: Any, _to: Reader) -> Phrase:
    lines = []
    for desk in held:
        ways = ", ".join(filter(None, (desk["phone"], desk["email"])))
        key = "managing.desk" if desk["public"] else "managing.desk.partners"
        lines.append(phrase(key, name=desk["name"]["fr"], ways=ways))
    return _lines(lines)


def _cost(held: Any, to: Reader) -> Phrase:
    return _in_both(held["cost"], to) if held["cost"] else phrase("managing.free")


_SAYS: Mapping[Ask, Says] = {
    Ask.LINE: _plain,
    Ask.LABEL: _in_both,
    Ask.HEADING: _in_both,
    Ask.WORDING: _in_both,
    Ask.WORDS: lambda held, to: _listed([_text(one) for one in held], to),
    Ask.PHONE: lambda held, _to: _text(on_one_line(str(held))),
    Ask.EMAIL: _plain,
    Ask.SITE: _plain,
    Ask.ADDRESS: lambda held, _to: _text(Address.model_validate(held).line),
    Ask.HOURS: _hours,
    Ask.CLOSED: _closed,
    Ask.DESKS: _desks,
    Ask.COST: _cost,
    Ask.SIRET: _plain,
    Ask.RNA: _plain,
    Ask.COMMUNES: lambda held, to: _listed([_text(one["name"]) for one in held], to),
}

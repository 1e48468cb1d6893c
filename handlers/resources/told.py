"""Told: what is said of a resource person, to partners, to whoever wrote them down, and to themselves."""

from __future__ import annotations

from collections.abc import Iterator

from conversations.kinds.zone import names_of
from conversations.words.contacts import for_reading
from handlers.turn.screen import Button
from handlers.turn.turn import Turn
from network.organisations import Need
from network.phrase import Phrase, phrase
from network.resources import Kind
from storage.resources import Resource

BUILT_KEYS = {"resource_person.role.{}": Kind, "intake.needs.{}": Need}


def who(one: Resource) -> Phrase:
    """Who they are to those who call on them."""
    return phrase(f"resource_person.role.{one.kind}")


def place(turn: Turn, one: Resource) -> Phrase:
    """Where they may be called on."""
    if not one.zone:
        return phrase("resource.everywhere")
    return phrase("said.list", items=names_of(turn.network, one.zone))


def line(turn: Turn, one: Resource) -> Phrase:
    """Somebody on one line of a list."""
    return phrase("resource.line", name=one.name, who=who(one), place=place(turn, one), what=one.what)


def all_of(turn: Turn, one: Resource) -> Iterator[Phrase]:
    """Everything that partners see of somebody, line by line."""
    yield phrase("resource.card", name=one.name)
    yield phrase("resource.who", who=who(one), place=place(turn, one))
    yield phrase("resource.what", what=one.what)
    if one.needs:
        yield phrase("resource.needs", needs=tuple(phrase(f"intake.needs.{need}") for need in one.needs))
    if one.sectors:
        labels = (turn.network.sector_by_id.get(sector) for sector in one.sectors)
        yield phrase("resource.sectors", sectors=tuple(one.label.phrase() for one in labels if one is not None))
    if one.phone:
        yield phrase("directory.phone", phone=for_reading(one.phone), touched=one.phone)
    if one.email:
        yield phrase("directory.email", email=one.email)


def copying(one: Resource) -> list[list[Button]]:
    """Buttons that copy the number and the address."""
    rows = []
    if one.phone:
        rows.append([Button(phrase("directory.copy.phone", phone=for_reading(one.phone)), copies=one.phone)])
    if one.email:
        rows.append([Button(phrase("directory.copy.email"), copies=one.email)])
    return rows


def name_of(one: Resource, what: str) -> str:
    """The logical name of a message about somebody, by which an erasing finds it."""
    return f"resource:{one.id}:{what}"

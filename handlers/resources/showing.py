"""Showing: resource persons among what partners look for, on a card, and to a case: who may help here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from conversations.words.cleaning import clip
from handlers.directory.verbs import FIND, QUERY
from handlers.resources import told
from handlers.resources.verbs import CARD, HELPS
from handlers.turn.screen import FITS, Button, Paragraph, Screen, plain, verbatim
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.directory import Found, Hit
from network.entries import Heading
from network.listings import Listing
from network.organisations import Need
from network.phrase import Phrase, phrase
from network.resources import Helper, Kind, listing, number_of, who_may_help
from network.text import plain as plain_words
from storage import resources
from storage.cases import Case
from storage.resources import Resource

_BEFORE = 1.3
"""What somebody who is meant counts beside organisations that are."""
MOST = 6
"""People who are shown to a case at once."""
BUILT_KEYS = {"intake.needs.{}": Need}


def helper(one: Resource) -> Helper:
    """Somebody as one who may be called on."""
    return Helper(one.id, Kind(one.kind), one.name, one.what, one.needs, one.sectors, one.zone)


async def with_people(turn: Turn, found: Found, query: str) -> tuple[Found, dict[int, Resource]]:
    """What was found, with the resource persons who are meant among the others, and these by their numbers."""
    people = {one.id: one for one in await resources.shown(turn.here)}
    if not people:
        return found, {}
    among = turn.knowledge.among([_listing(one) for one in people.values()]).find(query)
    hits = [replace(hit, score=hit.score * _BEFORE) for hit in among.hits]
    every = sorted([*hits, *found.hits], key=lambda hit: -hit.score)
    return Found(found.wanted, tuple(every)), people


def _listing(one: Resource) -> Listing:
    return listing(helper(one), Heading(fr=plain("fr", told.who(one)), en=plain("en", told.who(one))))


def person_of(hit: Hit, people: Mapping[int, Resource]) -> Resource | None:
    """The resource person that was found; None where an organisation was."""
    return people.get(number_of(hit.listing) or 0)


def card_button(one: Resource) -> Button:
    """Opens the card of somebody."""
    return CARD.button(verbatim(clip(one.name, FITS[1])), "card", one.id)


async def card(turn: Turn, account: int, _what: str, one: Resource) -> None:
    """Everything that partners see of somebody, in a message that cannot be forwarded."""
    said: list[Paragraph] = [tuple(told.all_of(turn, one)), phrase("resource.only_you")]
    name = told.name_of(one, f"card:{turn.row.id}")
    await turn.show(account, Screen(said, told.copying(one), PARTNER_LOCALE, protect=True), name)
    await resources.shows_these(turn.here, account, name, [one.id])


# --- to a case --------------------------------------------------------------------------------------------------------


async def helps(turn: Turn, account: int, case: Case) -> None:
    """[Qui peut aider ici ?]: whom this case can call on, by its place and what it needs."""
    project = case.project
    needs = tuple(need for need in case.answers.get("needs") or () if need in list(Need))
    communes = project.communes or _communes(turn, project.territory)
    people = {one.id: one for one in await resources.shown(turn.here)}
    helpers = [helper(one) for one in people.values()]
    found = who_may_help(turn.network, helpers, communes, needs, project.sectors)
    said: list[Paragraph] = [phrase("helps.title", reference=case.reference, what=_sought(turn, needs, communes))]
    meant, others = ([people[one.id] for one, is_meant in found[:MOST] if is_meant is which] for which in (True, False))
    for key, some in (("helps.meant", meant), ("helps.others", others)):
        if some:
            said += [phrase(key), *(told.line(turn, one) for one in some)]
    shown, further = [*meant, *others], _in_directory(turn, needs, communes)
    if not shown:
        said.append(phrase("helps.nobody"))
    if further:
        said.append(phrase("helps.directory"))
    rows = [[card_button(one)] for one in shown] + further
    name = f"told:{case.reference}:{HELPS.name}:{turn.row.id}"  # it goes with the record, as whatever is told of a case
    await turn.show(account, Screen(said, rows, PARTNER_LOCALE, protect=True), name)
    await resources.shows_these(turn.here, account, name, [one.id for one in shown])


def _communes(turn: Turn, territory: str | None) -> tuple[str, ...]:
    return tuple(turn.network.communes_in([territory])) if territory else ()


def _sought(turn: Turn, needs: Sequence[str], communes: Sequence[str]) -> tuple[Phrase, ...]:
    known = turn.network.commune_by_insee
    places = [verbatim(known[code][0].name) for code in communes[:2] if code in known]
    return (*(phrase(f"intake.needs.{need}") for need in needs), *places) or (phrase("resource.everywhere"),)


def _in_directory(turn: Turn, needs: Sequence[str], communes: Sequence[str]) -> list[list[Button]]:
    """The same looked for among the organisations: each need, and the place."""
    known = turn.network.commune_by_insee
    buttons = [FIND.button(f"intake.needs.{need}", 0, f"n:{need}") for need in needs[:2]]
    places = [known[code][0].name for code in communes[:1] if code in known]
    buttons += [FIND.button(verbatim(one), 0, word) for one in places if QUERY.read(word := plain_words(one))]
    return [[button] for button in buttons]

"""/annuaire: what somebody looks for, and who was found, page by page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from handlers.cases.verbs import BEGIN
from handlers.directory import printed
from handlers.directory.verbs import CARD, FIND, QUERY
from handlers.lists import in_place
from handlers.resources import entering, showing, told
from handlers.resources.verbs import MINE
from handlers.tools import tools
from handlers.tools.verbs import LIST
from handlers.turn import pages
from handlers.turn.rights import REFERENT
from handlers.turn.screen import Button, Paragraph, Screen, plain, verbatim
from handlers.turn.turn import Turn
from network.directory import Hit
from network.organisations import Need
from network.phrase import Phrase, phrase
from network.text import code
from network.text import plain as plain_words
from network.wanted import Wanted
from storage import resources
from storage.resources import Resource

PAGE = 5
"""Answers on a page: a name, a service and a button each."""
BUILT_KEYS = {"intake.needs.{}": Need}
_BY_NEED, _BY_TERRITORY = "n:", "t:"
_NAMED = "annuaire:"
"""How the names of messages begin in which answers and cards turn."""
PRINT = "pdf"
"""What a coordinator writes behind the command for the whole on paper."""
PEOPLE, TOOLS = frozenset({"ressource", "ressources", "personnes ressources"}), frozenset({"outil", "outils"})
"""What a partner writes behind it for those whom they wrote down, and for the documents that are shared."""


async def command(turn: Turn, chat_id: int, locale: str, argument: str) -> None:
    """/annuaire, with what is looked for, or alone."""
    if plain_words(argument) == PRINT and turn.coordinates(chat_id):
        await printed.send(turn, chat_id)
        return
    at_work, name = await REFERENT.holds(turn, chat_id), f"{_NAMED}{turn.row.id}"
    if at_work and plain_words(argument) in PEOPLE:
        await entering.show_mine(turn, chat_id)
    elif at_work and plain_words(argument) in TOOLS:
        await tools.show(turn, chat_id)
    elif argument.strip():
        screen, people = await _answers(turn, argument, 0, locale, at_work=at_work)
        await turn.show(chat_id, screen, name)
        await _shows(turn, chat_id, name, people, at_work=at_work)
    else:
        screen = _how(turn, locale, at_work=at_work, on_paper=turn.coordinates(chat_id))
        await turn.show(chat_id, screen, name)


async def turn_page(turn: Turn, chat_id: int, page: int, query: str) -> None:
    """A page of answers, in the message that was pressed."""
    locale = await turn.locale_of(chat_id)
    at_work = await REFERENT.holds(turn, chat_id)
    screen, people = await _answers(turn, query, page, locale, at_work=at_work)
    await turns_to(turn, chat_id, screen, people, at_work=at_work)


async def turns_to(
    turn: Turn, chat_id: int, screen: Screen, people: Sequence[int] = (), *, at_work: bool = False
) -> None:
    """The message that was pressed shows a screen, and these resource persons on it, whom partners alone see."""
    name = await in_place.turn_page(turn, chat_id, screen, _NAMED)
    await _shows(turn, chat_id, name, people, at_work=at_work)


async def _shows(turn: Turn, chat_id: int, name: str, people: Sequence[int], *, at_work: bool) -> None:
    if at_work:
        await resources.shows_these(turn.here, chat_id, name, people)


def _how(turn: Turn, locale: str, *, at_work: bool, on_paper: bool) -> Screen:
    """How one looks for somebody, and buttons for what is looked for most."""
    needs = [FIND.button(f"intake.needs.{need}", 0, f"{_BY_NEED}{need}") for need in Need]
    queries = ((one.name, f"{_BY_TERRITORY}{one.id}") for one in turn.network.territories)
    territories = [FIND.button(verbatim(name), 0, query) for name, query in queries if QUERY.read(query) is not None]
    rows = [*_paired(needs, locale), *_paired(territories, locale)]
    said = [phrase("directory.how", network=turn.network.identity.name)]
    if at_work:
        said.append(phrase("directory.how.partner"))
        rows.append([MINE.button("resource.button.mine", "mine", 0), LIST.button("tool.button.list", "list", 0)])
    if on_paper:
        said.append(phrase("directory.how.paper"))
    return Screen(said, rows, locale)


def _paired(buttons: Iterable[Button], locale: str) -> Iterator[Sequence[Button]]:
    """Two short ones beside each other, so that the words above stay in sight; then the long ones."""
    ranked = sorted(buttons, key=lambda button: len(plain(locale, button.label)))
    return (ranked[at : at + 2] for at in range(0, len(ranked), 2))


# --- who was found ----------------------------------------------------------------------------------------------------


async def _answers(turn: Turn, query: str, page: int, locale: str, *, at_work: bool) -> tuple[Screen, list[int]]:
    """A page of those who are found, for a partner with the resource persons among them, whose numbers are given."""
    found, people = turn.knowledge.directory().find(query), dict[int, Resource]()
    if at_work:
        found, people = await showing.with_people(turn, found, query)
    if not found.hits:
        return _nobody(turn, found.wanted, locale), []
    there = pages.at(found.hits, page, PAGE)
    shown = there.shown
    said: list[Paragraph] = [
        phrase("directory.found", what=_what(turn, found.wanted, locale, query), count=len(found.hits)),
        *(_line(turn, hit, people, locale) for hit in shown),
    ]
    if there.pages > 1:
        said.append(phrase("directory.page", page=there.number + 1, pages=there.pages))
    rows = [[_open(hit, people, there.number, found.wanted)] for hit in shown]
    rows += there.turns(FIND, behind=[found.wanted.text], called=("directory.before", "directory.after"))
    on_page = [one.id for hit in shown if (one := showing.person_of(hit, people)) is not None]
    named = any(showing.person_of(hit, people) is not None for hit in found.hits)
    return Screen(said, rows, locale, protect=named), on_page


def _open(hit: Hit, people: Mapping[int, Resource], page: int, wanted: Wanted) -> Button:
    if (person := showing.person_of(hit, people)) is not None:
        return showing.card_button(person)
    meant = code(f"{hit.listing.id}/{hit.services[0].id}" if hit.services else hit.listing.id)
    return CARD.button(verbatim(hit.listing.organisation.on_button), meant, page, wanted.text)


def _line(turn: Turn, hit: Hit, people: Mapping[int, Resource], locale: str) -> Paragraph:
    if (person := showing.person_of(hit, people)) is not None:
        return told.line(turn, person)
    if not hit.services:
        return phrase("directory.line", name=hit.listing.name)
    return phrase("directory.line.service", name=hit.listing.name, service=hit.services[0].title.in_(locale))


def _what(turn: Turn, wanted: Wanted, locale: str, query: str) -> tuple[Phrase, ...]:
    """What was understood, in words; those of the query are said as they were typed, with their accents."""
    network = turn.network
    needs = [phrase(f"intake.needs.{need}") for need in wanted.needs]
    communes = [network.commune_by_insee[insee][0].name for insee in wanted.communes[:2]]
    territories = [network.territory_by_id[id_].name for id_ in wanted.territories[:2] if not communes]
    words = [] if needs or not wanted.said else [" ".join(_typed(query, wanted.said))]
    return (*needs, *map(verbatim, (*words, *communes, *territories))) or (verbatim(wanted.text),)


def _typed(query: str, said: Sequence[str]) -> Iterable[str]:
    """Plain words as they stand in a query. A letter has few signs at most: what has more is not said again."""
    typed = {plain_words(one): one.strip('.,;:!?«»"()') for one in re.split(r"[\s'’]+", query.lower())}
    return (now if len(now := typed.get(word, word)) <= 2 * len(word) else word for word in said)


def _nobody(turn: Turn, wanted: Wanted, locale: str) -> Screen:
    """Nobody was found: why, and the ways on."""
    if wanted.elsewhere:
        why = phrase("directory.elsewhere", place=wanted.elsewhere[0], network=turn.network.identity.name)
    else:
        why = phrase("directory.nobody")
    rows = [[BEGIN.button("button.call", "callback")]]
    return Screen([why, phrase("directory.ways", **turn.contact)], rows, locale)

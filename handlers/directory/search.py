"""/annuaire: what somebody looks for, and who was found, page by page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from handlers.cases.verbs import BEGIN
from handlers.directory import printed
from handlers.directory.verbs import CARD, FIND, QUERY
from handlers.slots.pick_referent import code
from handlers.turn.screen import Button, Paragraph, Screen, plain, verbatim
from handlers.turn.turn import Turn
from network.directory import Found, Hit
from network.organisations import Need
from network.phrase import Phrase, phrase
from network.text import plain as plain_words
from network.wanted import Wanted
from storage.durable import sent_messages

PAGE = 5
"""Answers on a page: a name, a service and a button each."""
BUILT_KEYS = {"intake.needs.{}": Need}
_BY_NEED, _BY_TERRITORY = "n:", "t:"
_NAMED = "annuaire:"
"""How the names of messages begin in which answers and cards turn."""
PRINT = "pdf"
"""What a coordinator writes behind the command for the whole on paper."""


async def command(turn: Turn, chat_id: int, locale: str, argument: str) -> None:
    """/annuaire, with what is looked for, or alone."""
    if plain_words(argument) == PRINT and turn.coordinates(chat_id):
        await printed.send(turn, chat_id)
        return
    if argument.strip():
        screen = _answers(turn, turn.knowledge.directory().find(argument), 0, locale)
    else:
        screen = _how(turn, locale, on_paper=turn.coordinates(chat_id))
    await turn.show(chat_id, screen, f"{_NAMED}{turn.row.id}")


async def turn_page(turn: Turn, chat_id: int, page: int, query: str) -> None:
    """A page of answers, in the message that was pressed."""
    locale = await turn.locale_of(chat_id)
    await in_place(turn, chat_id, _answers(turn, turn.knowledge.directory().find(query), page, locale))


async def in_place(turn: Turn, chat_id: int, screen: Screen) -> None:
    """The message that was pressed shows a screen; where nothing is known of that message any more, a new one does."""
    name = await sent_messages.name_of(turn.connection, chat_id, turn.caller.message_id)
    if name is not None and name.startswith(_NAMED):
        await turn.edit(chat_id, screen, name)
    else:
        await turn.show(chat_id, screen, f"{_NAMED}{turn.row.id}")


def _how(turn: Turn, locale: str, *, on_paper: bool) -> Screen:
    """How one looks for somebody, and buttons for what is looked for most."""
    needs = [FIND.button(f"intake.needs.{need}", 0, f"{_BY_NEED}{need}") for need in Need]
    queries = ((one.name, f"{_BY_TERRITORY}{one.id}") for one in turn.network.territories)
    territories = [FIND.button(verbatim(name), 0, query) for name, query in queries if QUERY.read(query) is not None]
    rows = [*_paired(needs, locale), *_paired(territories, locale)]
    said = [phrase("directory.how", network=turn.network.identity.name)]
    if on_paper:
        said.append(phrase("directory.how.paper"))
    return Screen(said, rows, locale)


def _paired(buttons: Iterable[Button], locale: str) -> Iterator[Sequence[Button]]:
    """Two short ones beside each other, so that the words above stay in sight; then the long ones."""
    ranked = sorted(buttons, key=lambda button: len(plain(locale, button.label)))
    return (ranked[at : at + 2] for at in range(0, len(ranked), 2))


# --- who was found ----------------------------------------------------------------------------------------------------


def _answers(turn: Turn, found: Found, page: int, locale: str) -> Screen:
    if not found.hits:
        return _nobody(turn, found.wanted, locale)
    pages = -(-len(found.hits) // PAGE)
    page = min(page, pages - 1)
    shown = found.hits[page * PAGE : (page + 1) * PAGE]
    said: list[Paragraph] = [
        phrase("directory.found", what=_what(turn, found.wanted, locale), count=len(found.hits)),
        *(_line(hit, locale) for hit in shown),
    ]
    if pages > 1:
        said.append(phrase("directory.page", page=page + 1, pages=pages))
    rows = [[_open(hit, page, found.wanted)] for hit in shown]
    turning = [("directory.before", page - 1), ("directory.after", page + 1)]
    turns = [FIND.button(key, to, found.wanted.text) for key, to in turning if 0 <= to < pages]
    return Screen(said, [*rows, turns] if turns else rows, locale)


def _open(hit: Hit, page: int, wanted: Wanted) -> Button:
    meant = code(f"{hit.listing.id}/{hit.services[0].id}" if hit.services else hit.listing.id)
    return CARD.button(verbatim(hit.listing.name), meant, page, wanted.text)


def _line(hit: Hit, locale: str) -> Paragraph:
    if not hit.services:
        return phrase("directory.line", name=hit.listing.name)
    return phrase("directory.line.service", name=hit.listing.name, service=hit.services[0].title.in_(locale))


def _what(turn: Turn, wanted: Wanted, locale: str) -> tuple[Phrase, ...]:
    """What was understood, in words."""
    network = turn.network
    needs = [phrase(f"intake.needs.{need}") for need in wanted.needs]
    communes = [network.commune_by_insee[insee][0].name for insee in wanted.communes[:2]]
    territories = [network.territory_by_id[id_].name for id_ in wanted.territories[:2] if not communes]
    words = [] if needs or not wanted.said else [" ".join(wanted.said)]
    return (*needs, *map(verbatim, (*words, *communes, *territories))) or (verbatim(wanted.text),)


def _nobody(turn: Turn, wanted: Wanted, locale: str) -> Screen:
    """Nobody was found: why, and the ways on."""
    if wanted.elsewhere:
        why = phrase("directory.elsewhere", place=wanted.elsewhere[0], network=turn.network.identity.name)
    else:
        why = phrase("directory.nobody")
    rows = [[BEGIN.button("button.call", "callback")]]
    return Screen([why, phrase("directory.ways", **turn.contact)], rows, locale)

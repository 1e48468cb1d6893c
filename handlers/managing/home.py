"""/reseau: what there is to manage, in lists, or found by words."""

from __future__ import annotations

from handlers.directory.verbs import QUERY
from handlers.lists import in_place, listing
from handlers.managing.verbs import CARD, CHANGES, FOUND, LIST, NEW
from handlers.partners.verbs import AWAY_PAGE
from handlers.turn import pages
from handlers.turn.screen import Button, Paragraph, Screen, verbatim
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.fields import Key, Table
from network.managing import archived, keys, name_of
from network.organisations import shortened
from network.phrase import phrase
from network.text import code, words

BUILT_KEYS = {
    "managing.list.{}": ("organisations", "referents", "territories", "archive"),
    "managing.button.{}": ("organisations", "referents", "territories", "archive"),
}
MOST_FOUND = 24


def name(chat_id: int) -> str:
    """The logical name of the one screen in which the network is managed."""
    return f"managing:{chat_id}"


async def put(turn: Turn, chat_id: int, screen: Screen) -> None:
    """The message that was pressed shows a screen, where it is this one; else it comes as a new message."""
    await in_place.show(turn, chat_id, screen, name(chat_id))


async def command(turn: Turn, chat_id: int, _locale: str, argument: str) -> None:
    """/reseau, with what is looked for, or alone."""
    await turn.show(chat_id, _found(turn, argument, 0) if argument.strip() else _home(turn), name(chat_id))


def _home(turn: Turn) -> Screen:
    network = turn.network
    said = [
        phrase(
            "managing.home",
            network=network.identity.name,
            organisations=len(network.organisations),
            referents=len(network.referents),
            territories=len(network.territories),
        ),
        phrase("managing.how"),
    ]
    rows = [[LIST.button(f"managing.button.{what}", what, 0)] for what in ("organisations", "referents", "territories")]
    rows.append([AWAY_PAGE.button("managing.button.away", "page", 0)])
    rows.append([CHANGES.button("managing.button.changes", 0)])
    rows.append([LIST.button("managing.button.archive", "archive", 0)])
    return Screen(said, rows, PARTNER_LOCALE)


async def press_list(turn: Turn, telegram_id: int, what: str, page: int) -> None:
    """One of the lists, in the message that was pressed."""
    view = _home(turn) if what == "home" else _list(turn, what, page)
    await put(turn, telegram_id, view)


def home_row() -> list[Button]:
    """The way back to the beginning."""
    return [LIST.button("managing.button.home", "home", 0)]


# --- lists ------------------------------------------------------------------------------------------------------------


def _list(turn: Turn, what: str, page: int) -> Screen:
    network = turn.network
    if what == "archive":
        listed = [key for key in keys(network) if archived(network, key) is not None]
    else:
        listed = [Key(Table(what), one.id) for one in getattr(network, what)]
    listed.sort(key=lambda key: " ".join(words(name_of(network, key))))
    said: list[Paragraph] = [phrase(f"managing.list.{what}", count=len(listed))]
    there = pages.at(listed, page, listing.PAGE)
    rows = [*([card_button(turn, key)] for key in there.shown), *there.turns(LIST, what)]
    if what == "organisations":
        rows.append([NEW.button("managing.button.new")])
    elif what == "referents":
        said.append(phrase("managing.list.referents.how"))
    return Screen([*said, *there.which], [*rows, home_row()], PARTNER_LOCALE)


def card_button(turn: Turn, key: Key) -> Button:
    """What opens an entry: its name."""
    return CARD.button(verbatim(shortened(name_of(turn.network, key))), code(str(key)))


# --- found ------------------------------------------------------------------------------------------------------------


async def press_found(turn: Turn, telegram_id: int, page: int, query: str) -> None:
    """Another page of what was found."""
    await put(turn, telegram_id, _found(turn, query, page))


def _found(turn: Turn, query: str, page: int) -> Screen:
    """Entries by their names and by what the directory knows of them; the archive too."""
    wanted = words(query)
    named = [key for key in keys(turn.network) if wanted and set(wanted) <= set(words(name_of(turn.network, key)))]
    hits = turn.knowledge.directory().find(query).hits
    known = [
        key
        for hit in hits
        for key in (
            *(Key(Table.SERVICES, service.id, hit.listing.id) for service in hit.services),
            Key(Table.ORGANISATIONS, hit.listing.id),
        )
    ]
    found = list(dict.fromkeys((*named, *known)))[:MOST_FOUND]
    if not found:
        return Screen([phrase("managing.nothing", query=query.strip()[:60])], [home_row()], PARTNER_LOCALE)
    text = " ".join(wanted)
    there = pages.at(found, page, listing.PAGE)
    turns = there.turns(FOUND, behind=[text]) if QUERY.read(text) else []
    rows = [*([card_button(turn, key)] for key in there.shown), *turns]
    said: list[Paragraph] = [phrase("managing.found", query=query.strip()[:60], count=len(found))]
    return Screen([*said, *there.which], [*rows, home_row()], PARTNER_LOCALE)

"""Cards: an entry as it is, with a button for all that can be changed of it."""

from __future__ import annotations

from collections.abc import AsyncIterator

from conversations.words import entered
from conversations.words.entered import Reader
from handlers.correspondents.verbs import HOME
from handlers.lists import listing
from handlers.managing import home
from handlers.managing.verbs import ADD, ADDED, CARD, CHANGE, CHOOSE, SERVICES, SHELVE, STORY
from handlers.partners.verbs import INVITE
from handlers.turn import pages
from handlers.turn.rights import manages, may_link, organisation_of
from handlers.turn.screen import Button, Paragraph, Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.fields import NAMES, Field, Key, Table, fields_of, values
from network.managing import find, name_of
from network.organisations import Organisation
from network.phrase import Phrase, phrase
from network.text import code

SHOWN = 60
"""Characters of a value on a card."""
BUILT_KEYS = {
    "managing.field.{}": NAMES,
    "managing.card.{}": Table,
    "managing.button.add.{}": ADDED,
    "managing.below.{}": ("services", "referents"),
    "managing.button.below.{}": ("services", "referents"),
}


async def press(turn: Turn, telegram_id: int, key: Key) -> None:
    """A card, in the message that was pressed."""
    await home.put(turn, telegram_id, await card(turn, telegram_id, key))


async def show(turn: Turn, telegram_id: int, key: Key, *before: Phrase) -> None:
    """A card as a new message, after a word on what was done."""
    view = await card(turn, telegram_id, key)
    said = Screen([*before, *view.paragraphs], view.rows, view.locale)
    await turn.show(telegram_id, said, home.name(telegram_id))


async def card(turn: Turn, account: int, key: Key) -> Screen:
    """An entry with the buttons for whatever the account may change."""
    which = code(str(key))
    entry = find(turn.network, key)
    said: list[Paragraph] = [phrase(f"managing.card.{key.table}", name=name_of(turn.network, key), **_above(turn, key))]
    if entry is None:
        said.append(phrase("managing.archived"))
        back = [SHELVE.button("managing.button.restore", which, "restore")]
        rows = [[STORY.button("managing.button.story", which, 0)], *_way_back(turn, account, key)]
        return Screen(said, [back, *rows] if turn.coordinates(account) else rows, PARTNER_LOCALE)
    held = {field: values(entry, field) for field in fields_of(key)}
    alone = [field for field in held if not any(set(field.keys) < set(other.keys) for other in held)]
    lines = [_line(turn, field, held[field]) for field in alone if not entered.is_empty(field, held[field])]
    empty = [labelled(field) for field in alone if entered.is_empty(field, held[field])]
    said += [tuple(lines[1:])] if lines[1:] else []
    said += [phrase("managing.open", fields=tuple(empty))] if empty else []
    more = [row async for row in _more(turn, account, key, entry)]
    rows = [[CHOOSE.button("managing.button.choose", which)], *more]
    return Screen(said, [*rows, *_way_back(turn, account, key)], PARTNER_LOCALE)


def _way_back(turn: Turn, account: int, key: Key) -> list[list[Button]]:
    """To all that there is to manage; for a correspondent to their organisation."""
    if turn.coordinates(account):
        return [home.home_row()]
    return [[HOME.button("organism.button.home", "home", code(one))] for one in [organisation_of(turn, key)] if one]


async def press_fields(turn: Turn, telegram_id: int, key: Key) -> None:
    """Which field of an entry: a button for each that the account may change."""
    which = code(str(key))
    if find(turn.network, key) is None:
        turn.answer(phrase("press.over"))
        return
    free = [field for field in fields_of(key) if await manages(turn, telegram_id, key, field.name)]
    buttons = [CHANGE.button(labelled(field), which, field.name) for field in free]
    rows = [buttons[at : at + 2] for at in range(0, len(buttons), 2)]
    said = phrase("managing.which", name=name_of(turn.network, key))
    back = [CARD.button("managing.button.card", which)]
    await home.put(turn, telegram_id, Screen([said], [*rows, back], PARTNER_LOCALE))


def _above(turn: Turn, key: Key) -> dict[str, str]:
    """The organisation of a service, or of somebody."""
    if key.table is Table.SERVICES:
        return {"organisation": name_of(turn.network, Key(Table.ORGANISATIONS, key.under))}
    if key.table is Table.REFERENTS:
        referent = turn.network.known_referents.get(key.id)
        return {
            "organisation": name_of(turn.network, Key(Table.ORGANISATIONS, referent.organisation if referent else ""))
        }
    return {}


def labelled(field: Field) -> Phrase:
    """What a field is called."""
    return phrase(f"managing.field.{field.name}")


def _line(turn: Turn, field: Field, held: dict[str, object]) -> Phrase:
    value = entered.said(field, held, Reader(turn.network, PARTNER_LOCALE, SHOWN))
    return phrase("managing.line", label=labelled(field), value=value)


async def _more(turn: Turn, account: int, key: Key, entry: object) -> AsyncIterator[list[Button]]:
    """What stands below an entry, what can be added to it, where it goes."""
    which = code(str(key))
    if isinstance(entry, Organisation):
        there = below(turn, key).items()
        yield [
            SERVICES.button(f"managing.button.below.{what}", which, what, 0, count=len(some)) for what, some in there
        ]
    elif key.table is Table.SERVICES:
        yield [CARD.button("managing.button.above", code(str(Key(Table.ORGANISATIONS, key.under))))]
    elif key.table is Table.REFERENTS:
        if key.id not in turn.accounts and await may_link(turn, account, turn.network.referent_by_id[key.id]):
            yield [INVITE.button("managing.button.invite", "for", code(key.id))]
        referent = turn.network.referent_by_id[key.id]
        yield [CARD.button("managing.button.above", code(str(Key(Table.ORGANISATIONS, referent.organisation))))]
    last = [STORY.button("managing.button.story", which, 0)]
    if key.table is not Table.TERRITORIES and await manages(turn, account, key, "archive"):
        last.append(SHELVE.button("managing.button.shelve", which, "ask"))
    yield last


def below(turn: Turn, key: Key) -> dict[str, list[Key]]:
    """The services and the people of an organisation."""
    organisation = turn.network.organisation_by_id.get(key.id)
    entry = organisation or find(turn.network, key)
    services = entry.services if isinstance(entry, Organisation) else ()
    return {
        "services": [Key(Table.SERVICES, service.id, key.id) for service in services],
        "referents": [Key(Table.REFERENTS, r.id) for r in turn.network.referents if r.organisation == key.id],
    }


async def press_below(turn: Turn, telegram_id: int, key: Key, what: str, page: int) -> None:
    """The services or the people of an organisation, a button each."""
    there, which = pages.at(below(turn, key)[what], page, listing.PAGE), code(str(key))
    rows = [[home.card_button(turn, one)] for one in there.shown]
    rows += there.turns(SERVICES, which, what)
    added = ADDED[list(below(turn, key)).index(what)]
    if await manages(turn, telegram_id, key, added):
        rows.append([ADD.button(f"managing.button.add.{added}", which, added)])
    rows.append([CARD.button("managing.button.above", which)])
    said: list[Paragraph] = [phrase(f"managing.below.{what}", name=name_of(turn.network, key)), *there.which]
    await home.put(turn, telegram_id, Screen(said, rows, PARTNER_LOCALE))

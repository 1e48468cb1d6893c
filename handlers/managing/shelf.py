"""The archive: an entry goes there, with what becomes of somebody's cases, and comes back."""

from __future__ import annotations

from handlers.managing import cards, home
from handlers.managing.verbs import CARD, SHELVE
from handlers.partners import departures
from handlers.turn.screen import Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.fields import Key, Table
from network.managing import REASONS, ManagingError, archived, find, name_of, restored, shelved
from network.phrase import Phrase, phrase
from network.text import code
from storage import cases

BUILT_KEYS = {
    "managing.shelf.{}": REASONS,
    "managing.shelve.{}": ("organisations", "services", "referents"),
    "managing.restored{}": ("", ".referent"),
}


async def press(turn: Turn, telegram_id: int, key: Key, what: str) -> None:
    """[Archiver], its second press, or [Reprendre]."""
    if what == "restore":
        await _restore(turn, telegram_id, key)
    elif find(turn.network, key) is None or key.table is Table.TERRITORIES:
        turn.answer(phrase("press.over"))
    elif (refused := _refused(turn, key)) is not None:
        await home.put(turn, telegram_id, _back(key, "managing.button.card", refused))
    elif what == "ask":
        await home.put(turn, telegram_id, await _asked(turn, key))
    else:
        await _archive(turn, telegram_id, key)


def _back(key: Key, label: str, *said: Phrase) -> Screen:
    return Screen(said, [[CARD.button(label, code(str(key)))]], PARTNER_LOCALE)


def _refused(turn: Turn, key: Key) -> Phrase | None:
    """Why an entry cannot go, and what to do first."""
    if key.table is Table.REFERENTS and key.id in turn.coordination.referents:
        return phrase("managing.shelf.coordinates", name=name_of(turn.network, key))
    try:
        shelved(turn.network, key)
    except ManagingError as error:
        return phrase(f"managing.shelf.{error.why}", name=name_of(turn.network, key), people=error.names)
    return None


async def _asked(turn: Turn, key: Key) -> Screen:
    said = [phrase(f"managing.shelve.{key.table}", name=name_of(turn.network, key))]
    if key.table is Table.REFERENTS:
        owned = await cases.load_of(turn.here, [key.id])
        if count := owned.get(key.id):
            said.append(phrase("managing.shelve.cases", count=count))
    yes = [SHELVE.button("managing.button.shelve.yes", code(str(key)), "archive")]
    screen = _back(key, "managing.button.keep_it", *said)
    return Screen(screen.paragraphs, [yes, *screen.rows], PARTNER_LOCALE)


async def _archive(turn: Turn, telegram_id: int, key: Key) -> None:
    name = name_of(turn.network, key)
    await turn.amend(shelved(turn.network, key), turn.actor(telegram_id), f"archive {key}")
    turn.answer(phrase("pass.done"))
    if key.table is Table.REFERENTS:
        await departures.vanished(turn, {"referents": [key.id], "why": "archived"})
    view = await cards.card(turn, telegram_id, key)
    done = Screen([phrase("managing.shelved", name=name)], view.rows, PARTNER_LOCALE)
    await home.put(turn, telegram_id, done)


async def _restore(turn: Turn, telegram_id: int, key: Key) -> None:
    if find(turn.network, key) is not None or archived(turn.network, key) is None:
        turn.answer(phrase("press.over"))
        return
    try:
        network = restored(turn.network, key)
    except ManagingError as error:
        said = phrase(f"managing.shelf.{error.why}", name=name_of(turn.network, key), people=error.names)
        await home.put(turn, telegram_id, Screen([said], [home.home_row()], PARTNER_LOCALE))
        return
    await turn.amend(network, turn.actor(telegram_id), f"restore {key}")
    turn.answer(phrase("pass.done"))
    view = await cards.card(turn, telegram_id, key)
    again = ".referent" if key.table is Table.REFERENTS else ""
    done = phrase(f"managing.restored{again}", name=name_of(turn.network, key))
    await home.put(turn, telegram_id, Screen([done, *view.paragraphs], view.rows, PARTNER_LOCALE))

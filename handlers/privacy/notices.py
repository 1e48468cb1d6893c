"""What people are told of their data, whenever they like: the short notice, and the pages that it leads to."""

from __future__ import annotations

from handlers.privacy.verbs import NOTICE
from handlers.turn.events import CameIn
from handlers.turn.screen import Paragraph, Screen
from handlers.turn.turn import Turn
from network import privacy
from network.phrase import phrase
from storage import owners

WHOSE: dict[str, privacy.Reader] = {"again": "person", "adult": "person", "partner": "partner", "owner": "owner"}
"""The short notices that lead to pages, and whose pages these are."""
BUILT_KEYS = {"privacy.{}": WHOSE}


async def show(turn: Turn, chat_id: int, locale: str, _argument: str = "") -> None:
    """/confidentialite: the short notice of whoever asks."""
    await _give(turn, chat_id, locale, await _whose(turn, chat_id))


async def _whose(turn: Turn, chat_id: int) -> str:
    if turn.referent_of(chat_id) is not None:
        return "partner"
    return "again" if await owners.of_account(turn.here, chat_id, None) is None else "owner"


async def greet(turn: Turn, came: CameIn) -> None:
    """Whoever comes in by a link is told of their data, of which some are held already."""
    await _give(turn, came.account, came.locale, came.how)


async def _give(turn: Turn, chat_id: int, locale: str, short: str) -> None:
    await turn.show(chat_id, _screen(turn, locale, short, 0), _name(chat_id, short))


async def turn_page(turn: Turn, chat_id: int, short: str, number: int) -> None:
    """[En savoir plus], [Suite], [Revenir au début]: another page in the place of the one that stands there."""
    await turn.edit(chat_id, _screen(turn, await turn.locale_of(chat_id), short, number), _name(chat_id, short))


def _name(chat_id: int, short: str) -> str:
    return f"notice:{chat_id}:{short}"


def _screen(turn: Turn, locale: str, short: str, number: int) -> Screen:
    """A page; the short notice where there is none of that number."""
    pages = [privacy.page(turn.network, WHOSE[short], one) for one in (number, number + 1)]
    following = "privacy.button.next" if pages[0] else "privacy.button.more"
    rows = [[NOTICE.button(following, short, number + 1)]] if pages[1] else []
    if pages[0]:
        return Screen(pages[0], [*rows, [NOTICE.button("privacy.button.back", short, 0)]], locale)
    identity = turn.network.identity
    told: list[Paragraph] = [
        phrase(f"privacy.{short}", kept=privacy.kept(identity), organisation=identity.contact.organisation)
    ]
    return Screen(told, rows, locale)

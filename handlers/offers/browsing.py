"""Browsing: /offres, what there is by kind, and one card after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from handlers.interests.verbs import WANT
from handlers.offers import looks, said
from handlers.offers.verbs import BROWSE, ENDS, EVERY, NEW, may_see, owns
from handlers.turn.rights import REFERENT
from handlers.turn.screen import Button, Paragraph, Screen
from handlers.turn.turn import Turn
from network.offers import Kind
from network.phrase import phrase
from storage import offers, pictures
from storage.durable import sent_messages
from storage.durable.sent_messages import FILE
from storage.offers import Kept

NAMED = "offers:"
"""How the names of messages begin that show offers."""
BUILT_KEYS = {"offers.kind.{}": Kind, "offer.button.{}": ("taken", "withdraw", "publish", "partners", "refuse")}


async def command(turn: Turn, account: int, locale: str, _argument: str, shown: Sequence[Kept]) -> None:
    """/offres: what there is, by kind."""
    await turn.show(account, await _home(turn, account, locale, shown), f"{NAMED}{turn.row.id}")


async def seen(turn: Turn, account: int, _argument: str = "") -> list[Kept]:
    """What somebody may see, the newest first."""
    every = await offers.shown(turn.here)
    return [one for one in reversed(every) if await may_see(turn, account, one)]


async def _home(turn: Turn, account: int, locale: str, shown: Sequence[Kept]) -> Screen:
    counts = Counter(one.said.kind for one in shown)
    rows = [[BROWSE.button(f"offers.kind.{kind}", kind, 0, count=counts[kind])] for kind in Kind if counts[kind]]
    if await REFERENT.holds(turn, account):
        rows.append([NEW.button("offers.button.new", "new")])
    name = turn.network.identity.name
    told = phrase("offers.home", count=len(shown), network=name) if shown else phrase("offers.none", network=name)
    return Screen([told], rows, locale)


async def press(turn: Turn, account: int, kind: str, page: int) -> None:
    """A card, in the place of the message that was pressed."""
    locale, every = await turn.locale_of(account), await seen(turn, account)
    shown = [one for one in every if kind in (EVERY, one.said.kind)]
    if not shown:
        turn.answer(phrase("press.over"), locale)
        return
    page = min(page, len(shown) - 1)
    one = shown[page]
    turning = [("offers.before", page - 1), ("offers.after", page + 1)]
    turns = [BROWSE.button(key, kind, to) for key, to in turning if 0 <= to < len(shown)]
    place = phrase("offers.page", page=page + 1, pages=len(shown))
    rows = [turns, *await _ways(turn, account, one)] if turns else await _ways(turn, account, one)
    await _in_its_place(turn, account)
    await show(turn, account, one, locale, rows, (place,))
    await looks.count(turn, account, one)


async def show(
    turn: Turn, account: int, one: Kept, locale: str, rows: Sequence[Sequence[Button]], below: Sequence[Paragraph] = ()
) -> None:
    """The card of an offer, under its first picture, which goes with it."""
    pictured = await pictures.of_offer(turn.here, one.id)
    file = ("photo", {"picture": pictured[0]}) if pictured else None
    name = f"{NAMED}{turn.row.id}{FILE if file else ''}"
    screen = Screen([*said.lines(turn, one.said), *below], rows, locale, file=file)
    await turn.show(account, screen, name)
    await offers.shows_these(turn.here, account, name, [one.id])


async def _ways(turn: Turn, account: int, one: Kept) -> list[list[Button]]:
    if await owns(turn, account, one):
        return [[ENDS.button(f"offer.button.{ends}", ends, one.id)] for ends in ("taken", "withdraw")]
    return [[WANT.button("interest.button.want", one.id)]]


async def _in_its_place(turn: Turn, account: int) -> None:
    """A card with a picture cannot be made of one without: the message that was pressed goes."""
    pressed = turn.caller.message_id
    name = await sent_messages.name_of(turn.connection, account, pressed)
    if name is not None and name.startswith(NAMED):
        await turn.take_out(account, Screen([phrase("offers.turned")]), name, message_id=pressed)

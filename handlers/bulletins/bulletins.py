"""Items of news, /info: written, addressed and shown by a coordinator before they go."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from conversations.engine.effects import Submit
from conversations.words.cleaning import clip
from handlers.bulletins.verbs import FOR, ITS, LIST, NEW, WHO
from handlers.slots.pick_referent import PAGE
from handlers.turn import forms, pages, quiet
from handlers.turn.screen import Button, Paragraph, Screen, verbatim
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.bulletins import Audience, readers
from network.model import Sector, Territory
from network.phrase import Phrase, phrase
from network.text import code
from storage import bulletins as stored
from storage import departures
from storage.bulletins import Bulletin, Status
from storage.durable import due

FLOW = "bulletin"
LEAVES, ENDS = "bulletin:leaves", "bulletin:ends"
DAYS = {"week": 7, "fortnight": 14, "month": 30, "quarter": 90}
"""For how many days an item holds."""
SHOWN, BRIEFLY = 60, 20
"""Characters by which an item is known in a list, and on a button."""

BUILT_KEYS = {"bulletins.ask.{}": ("territories", "sectors")}


# --- /info ------------------------------------------------------------------------------------------------------------


async def standing(turn: Turn, _account: int, _argument: str) -> list[tuple[Bulletin, int, int]]:
    """What holds today."""
    return await stored.standing(turn.here)


async def command(
    turn: Turn, chat_id: int, _locale: str, _argument: str, found: Sequence[tuple[Bulletin, int, int]]
) -> None:
    """/info: what holds today and how many have read it, and a new item."""
    said: list[Paragraph] = [phrase("bulletins.title")]
    said += [_line(turn, *one) for one in found] or [phrase("bulletins.none")]
    rows = [[NEW.button("bulletins.button.new", "new")], *([_readers_button(one)] for one, *_ in found)]
    await turn.show(chat_id, Screen(said, rows, PARTNER_LOCALE))


def _readers_button(item: Bulletin) -> Button:
    return WHO.button("bulletins.button.readers", "readers", item.id, words=clip(item.words, BRIEFLY))


def _line(turn: Turn, item: Bulletin, whom: int, read: int) -> Phrase:
    words = clip(item.words, SHOWN)
    if item.sent_at is None:
        return phrase("bulletins.line.leaves", words=words, until=item.until)
    return phrase("bulletins.line", words=words, date=turn.day(item.sent_at), until=item.until, read=read, count=whom)


async def begin(turn: Turn, telegram_id: int, _what: str) -> None:
    """A coordinator writes an item."""
    await forms.begin(turn, telegram_id, PARTNER_LOCALE, FLOW, pressed=True)


async def hand_in(turn: Turn, telegram_id: int, locale: str, form: Submit) -> None:
    """It is written; nothing goes before it was shown, and whom it is for was chosen."""
    if not turn.coordinates(telegram_id):
        await turn.say(telegram_id, phrase("refused.not_coordinator"), locale=locale)
        return
    until = turn.today + timedelta(days=DAYS[form.answers["until"]])
    item = await stored.write(turn.here, turn.actor(telegram_id), form.answers["words"], until, turn.now)
    over = datetime.combine(until + timedelta(days=1), time(), turn.network.identity.tzinfo)
    await due.schedule(turn.here, ENDS, 0, over, {"bulletin": item.id})
    await turn.show(telegram_id, _whom(item), _name(item))


def _name(item: Bulletin) -> str:
    return f"bulletin draft:{item.id}"


# --- whom it is for ---------------------------------------------------------------------------------------------------


def _whom(item: Bulletin) -> Screen:
    rows = [
        [ITS.button("bulletins.for.all", "all", item.id)],
        [LIST.button("bulletins.for.territory", "territories", item.id, 0)],
        [LIST.button("bulletins.for.sector", "sectors", item.id, 0)],
        [ITS.button("bulletins.drop", "drop", item.id)],
    ]
    return Screen([phrase("bulletins.whom")], rows, PARTNER_LOCALE)


async def press_list(turn: Turn, telegram_id: int, which: str, item: Bulletin, page: int) -> None:
    """Which territory, or which sector."""
    if _sendable(turn, item):
        verb = "territory" if which == "territories" else "sector"
        there = pages.at(_every(turn, verb), page, PAGE)
        rows = [[FOR.button(_label(one), verb, item.id, code(one.id))] for one in there.shown]
        rows += [*there.turns(LIST, which, item.id), [ITS.button("bulletins.other", "whom", item.id)]]
        screen = Screen([phrase(f"bulletins.ask.{which}")], rows, PARTNER_LOCALE)
        await turn.edit(telegram_id, screen, _name(item))


def _every(turn: Turn, what: str) -> Sequence[Territory | Sector]:
    return turn.network.territories if what == "territory" else turn.network.sectors


def _label(one: Territory | Sector) -> Phrase:
    return verbatim(one.name) if isinstance(one, Territory) else one.label.phrase()


async def press_for(turn: Turn, telegram_id: int, what: str, item: Bulletin, which: str) -> None:
    """For those of one territory, or of one sector."""
    about = next((one.id for one in _every(turn, what) if code(one.id) == which), None)
    if about is None:
        turn.answer(phrase("press.over"))
    elif _sendable(turn, item):
        await _show(turn, telegram_id, item, Audience(what), about)


def _sendable(turn: Turn, item: Bulletin) -> bool:
    """Whether an item was not sent, and is not over; else the press is answered."""
    sendable = item.status is Status.DRAFT
    if not sendable:
        turn.answer(phrase("press.over"))
    return sendable


async def _show(turn: Turn, telegram_id: int, item: Bulletin, audience: Audience, about: str) -> None:
    """The item as it will be read, and to how many it goes."""
    await stored.address(turn.here, item.id, audience, about)
    count = len(await addressed(turn, item, audience, about))
    said: list[Paragraph] = [phrase("bulletins.preview", whom=whom(turn, audience, about), count=count), *words(item)]
    change, drop = ITS.button("bulletins.other", "whom", item.id), ITS.button("bulletins.drop", "drop", item.id)
    rows = [[ITS.button("bulletins.send", "send", item.id, count=count)]] if count else []
    await turn.edit(telegram_id, Screen(said, [*rows, [change], [drop]], PARTNER_LOCALE), _name(item))


async def addressed(turn: Turn, item: Bulletin, audience: Audience, about: str) -> list[str]:
    """The referents whom an item is for now, but for those who have left and whoever wrote it."""
    away = await departures.departed(turn.here)
    return [id_ for id_ in readers(turn.network, audience, about) if id_ not in away and id_ != item.author]


def whom(turn: Turn, audience: Audience, about: str) -> Phrase:
    """Whom an item is for, in words."""
    if audience is Audience.TERRITORY and about in turn.network.territory_by_id:
        return _label(turn.network.territory_by_id[about])
    if audience is Audience.SECTOR and about in turn.network.sector_by_id:
        return _label(turn.network.sector_by_id[about])
    return phrase("bulletins.everybody")


def words(item: Bulletin) -> list[Paragraph]:
    """An item as it is read."""
    return [phrase("said.text", text=item.words), phrase("bulletins.until", until=item.until)]


# --- whether it goes --------------------------------------------------------------------------------------------------


async def press(turn: Turn, telegram_id: int, what: str, item: Bulletin) -> None:
    """To everybody; to somebody else; send it; or leave it."""
    match what:
        case "all" if _sendable(turn, item):
            await _show(turn, telegram_id, item, Audience.ALL, "")
        case "whom" if _sendable(turn, item):
            await turn.edit(telegram_id, _whom(item), _name(item))
        case "send":
            await _send(turn, telegram_id, item)
        case "drop":
            await _drop(turn, telegram_id, item)


async def _send(turn: Turn, telegram_id: int, item: Bulletin) -> None:
    """It goes at once, or in the next sending hour."""
    if not await stored.becomes(turn.here, item.id, Status.LEAVES, [Status.DRAFT], turn.now):
        turn.answer(phrase("press.noted"))
        return
    turn.answer(phrase("pass.done"))
    at = quiet.soon(turn, turn.now)
    await due.schedule(turn.here, LEAVES, 0, at, {"bulletin": item.id})
    said = phrase("bulletins.leaves.later", date=turn.day(at)) if at > turn.now else phrase("bulletins.leaves")
    await turn.edit(telegram_id, Screen([said, *words(item)], locale=PARTNER_LOCALE), _name(item))


async def _drop(turn: Turn, telegram_id: int, item: Bulletin) -> None:
    if not await stored.becomes(turn.here, item.id, Status.DROPPED, [Status.DRAFT], turn.now):
        turn.answer(phrase("press.noted"))
        return
    await turn.edit(telegram_id, Screen([phrase("bulletins.dropped")], locale=PARTNER_LOCALE), _name(item))

"""What becomes of an item of news: it goes once to each, in the way that reaches them; it is read; it is over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from handlers.bulletins.bulletins import addressed, words
from handlers.bulletins.verbs import READ
from handlers.turn.audience import Channel, named, tell_each
from handlers.turn.channels.by_mail import is_by_mail
from handlers.turn.rights import referent_id
from handlers.turn.screen import Paragraph, Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.bulletins import Audience
from network.phrase import Param, phrase
from storage import bulletins
from storage.bulletins import Bulletin, Status, Way

_WAYS: Mapping[Channel, Way] = {"account": Way.TELEGRAM, "mail": Way.MAIL, "phone": Way.NONE}


def name_of(item: Bulletin) -> str:
    """The logical name of the message that says it to somebody."""
    return f"bulletin:{item.id}"


async def leaves(turn: Turn, expects: Mapping[str, Any]) -> None:
    """It goes to everybody it is for, all in one transaction: whatever ends the program, nobody gets it twice."""
    item = await bulletins.find(turn.here, int(expects["bulletin"]))
    if item is None or not await bulletins.becomes(turn.here, item.id, Status.SENT, [Status.LEAVES], turn.now):
        return
    whom = await addressed(turn, item, Audience(item.audience), item.about)
    rows = [[READ.button("bulletins.read", "read", item.id)]]
    shown = Screen([phrase("bulletins.heading", date=turn.today), *words(item)], rows, PARTNER_LOCALE)
    subject = phrase("mail.bulletin.subject", network=turn.network.identity.name, date=turn.today)
    mailed = [*words(item), phrase("mail.bulletin.why", **turn.contact)]
    told = await tell_each(turn, whom, lambda account: turn.show(account, shown, name_of(item)), subject, mailed)
    lettered = {id_ for id_, way in told.items() if way == "account" and is_by_mail(turn.accounts[id_])}
    ways = {id_: Way.MAIL if id_ in lettered else _WAYS[way] for id_, way in told.items()}
    await bulletins.sent_to(turn.here, item.id, ways, turn.now)
    each = list(ways.values())
    said: list[Paragraph] = [
        phrase("bulletins.sent", telegram=each.count(Way.TELEGRAM), mail=each.count(Way.MAIL)),
        phrase("said.text", text=item.words),
    ]
    if Way.NONE in each:
        said.append(phrase("bulletins.uncalled", names=_names(turn, (id_ for id_, w in ways.items() if w is Way.NONE))))
    await turn.say(turn.coordinators(), *said, locale=PARTNER_LOCALE)


def _names(turn: Turn, referents: Iterable[str]) -> tuple[Param, ...]:
    return tuple(named(turn.network, id_)["referent"] for id_ in referents)


async def read(turn: Turn, telegram_id: int, _what: str, item: Bulletin) -> None:
    """[Lu]: it counts while the item holds."""
    mine = referent_id(turn, telegram_id)
    if item.status is not Status.SENT:
        turn.answer(phrase("bulletins.over"))
    elif mine is not None and await bulletins.read(turn.here, item.id, mine, turn.now):
        turn.answer(phrase("bulletins.thanks"))
    else:
        turn.answer(phrase("press.noted"))
    await turn.edit_buttons(telegram_id, Screen([]), name_of(item))


async def who_has_read(turn: Turn, telegram_id: int, _what: str, item: Bulletin) -> None:
    """Who pressed that they have read it, who has not, who was sent it by mail, whom to call."""
    readers = await bulletins.readers(turn.here, item.id)
    by_way = [(one.referent, one.way, one.read_at is not None) for one in readers]
    groups = {
        "bulletins.who.read": [id_ for id_, _, done in by_way if done],
        "bulletins.who.not_yet": [id_ for id_, way, done in by_way if way is Way.TELEGRAM and not done],
        "bulletins.who.mail": [id_ for id_, way, done in by_way if way is Way.MAIL and not done],
        "bulletins.uncalled": [id_ for id_, way, done in by_way if way is Way.NONE and not done],
    }
    said: list[Paragraph] = [phrase("said.text", text=item.words)]
    said += [phrase(key, names=_names(turn, ids), count=len(ids)) for key, ids in groups.items() if ids]
    await turn.say(telegram_id, *said, locale=PARTNER_LOCALE)


async def ends(turn: Turn, expects: Mapping[str, Any]) -> None:
    """Its last day has passed: nobody is told; one that was never sent is dropped."""
    number = int(expects["bulletin"])
    if not await bulletins.becomes(turn.here, number, Status.OVER, [Status.SENT], turn.now):
        await bulletins.becomes(turn.here, number, Status.DROPPED, [Status.DRAFT, Status.LEAVES], turn.now)

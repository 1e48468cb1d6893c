"""Asking: resource persons agree by their own link, are asked again each year, and withdraw by one press or word."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from conversations.engine.events import Said
from conversations.words.catalogue import locales
from conversations.words.leaving import meant
from conversations.words.matching import commands
from handlers.resources import erasing, told
from handlers.resources.verbs import ANSWER, KEEP, entered
from handlers.slots.record import author_phrase
from handlers.turn.audience import can_be_written_to
from handlers.turn.events import Heard
from handlers.turn.screen import Paragraph, Screen, far_day, plain
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import Phrase, phrase
from network.resources import AGAIN, ERASED, HIDDEN, LINK_LASTS, REMINDED
from storage import conversations, members, people, resources
from storage.durable import due, once
from storage.resources import Resource, Status

LINK = "ressource-"
KIND = "resource"
LAPSE, ASK, REMIND, HIDE, ERASE = "lapse", "ask", "remind", "hide", "erase"
"""What a date is for: nobody answered at first; a year is over; a second word; shown no more; erased."""
ASKED_AS = ("first", "year", "reminder", "hidden")
BUILT_KEYS = {"resource.own.{}": ASKED_AS, "mail.resource.{}": ASKED_AS}


# --- who is asked, and how --------------------------------------------------------------------------------------------


async def keepers(turn: Turn, one: Resource) -> list[int]:
    """The accounts of whoever wrote somebody down; where they cannot be written to, those who coordinate."""
    account = turn.accounts.get(one.entered_by)
    if account is not None and await can_be_written_to(turn, account):
        return [account]
    return turn.coordinators()


async def new_link(turn: Turn, one: Resource) -> str:
    """A link that is theirs alone; an earlier one is worth nothing any more."""
    token = await resources.link(turn.here, one.id, turn.now, LINK_LASTS)
    return f"https://t.me/{turn.runtime.bot_username}?start={LINK}{token}"


def written(one: Resource) -> str:
    """What is remembered (`storage.durable.once`) of somebody who was written to by e-mail."""
    return told.name_of(one, "written")


async def write(turn: Turn, one: Resource, asked: str) -> bool:
    """Ask them by e-mail: what partners would see, and how to say yes or no. Returns whether that can be sent."""
    if not turn.can_mail(one.email):
        return False
    network = turn.network.identity.name
    said: list[Paragraph] = [
        phrase(f"mail.resource.{asked}", network=network, who=author_phrase(turn, one.entered_by)),
        tuple(told.all_of(turn, one)),
        phrase("mail.resource.answer", link=await new_link(turn, one), **turn.contact),
        phrase("mail.resource.kept", days=_days(asked)),
    ]
    subject = phrase("mail.resource.subject", network=network)
    await turn.mail(one.email, subject, said, locale=PARTNER_LOCALE, about=f"resource:{one.id}")
    await once.mark_again(turn.connection, written(one), turn.now)
    return True


def _days(asked: str) -> int:
    """After how many days without an answer everything is erased."""
    left = {"year": ERASED, "reminder": ERASED - REMINDED, "hidden": ERASED - HIDDEN}
    return left.get(asked, LINK_LASTS).days


async def _ask(turn: Turn, one: Resource, asked: str) -> None:
    """Ask somebody in the way that reaches them; where none does, whoever wrote them down passes a link on."""
    if one.account is not None and await can_be_written_to(turn, one.account):
        await turn.show(one.account, await own(turn, one, asked), told.name_of(one, "own"))
        return
    by_mail = await write(turn, one, asked)
    said: list[Paragraph] = [phrase("resource.asked.mail" if by_mail else "resource.asked.link", name=one.name)]
    if not by_mail:
        said.append(phrase("resource.link", name=one.name, link=await new_link(turn, one), days=LINK_LASTS.days))
    rows = [[KEEP.button("resource.button.yes", "yes", one.id)], [KEEP.button("resource.button.no", "drop", one.id)]]
    shown = Screen(said, rows if by_mail else rows[1:], PARTNER_LOCALE, protect=by_mail)
    await turn.show(await keepers(turn, one), shown, told.name_of(one, f"asked:{turn.row.id}"))


async def own(turn: Turn, one: Resource, asked: str) -> Screen:
    """What somebody is asked who is, or may become, a resource person: everything that partners see, and two ways."""
    network, who = turn.network.identity.name, author_phrase(turn, one.entered_by)
    said: list[Paragraph] = [
        phrase(f"resource.own.{asked}", network=network, who=who),
        tuple(told.all_of(turn, one)),
        phrase("resource.own.kept", days=_days(asked), **turn.contact),
    ]
    rows = [
        [ANSWER.button("resource.button.agree" if asked == "first" else "resource.button.still", "agree", one.id)],
        [ANSWER.button("resource.button.refuse" if asked == "first" else "resource.button.leave", "leave", one.id)],
    ]
    return Screen(said, rows, await turn.locale_of(one.account or 0))


# --- what they say ----------------------------------------------------------------------------------------------------


async def follow(turn: Turn, telegram_id: int, locale: str, token: str) -> None:
    """Somebody follows their link: whoever wrote them down cannot answer for them with it."""
    met = await people.meet(turn.here, telegram_id, locale, turn.now)
    one = await resources.by_token(turn.here, token, turn.now)
    if one is not None and entered(turn, telegram_id, one):
        await turn.say(telegram_id, phrase("resource.link.not_yours"), locale=met.locale)
        return
    one = await resources.follow(turn.here, token, telegram_id, turn.now)
    if one is None:
        await turn.say(telegram_id, phrase("resource.link.over", **turn.contact), locale=met.locale)
        return
    asked = {Status.ASKED: "year", Status.HIDDEN: "hidden"}.get(one.status, "first")
    if one.status is Status.SHOWN:
        await turn.show(telegram_id, await agreed(turn, one), told.name_of(one, "own"))
    else:
        await turn.show(telegram_id, await own(turn, one, asked), told.name_of(one, "own"))


async def agreed(turn: Turn, one: Resource) -> Screen:
    """What somebody reads who agreed: until when, and how they withdraw."""
    locale = await turn.locale_of(one.account or 0)
    until = far_day(locale, turn.day((one.confirmed_at or turn.now) + AGAIN))
    said: list[Paragraph] = [phrase("resource.own.agreed", day=until), tuple(told.all_of(turn, one))]
    rows = [[ANSWER.button("resource.button.leave", "leave", one.id)]]
    return Screen([*said, phrase("resource.own.leave", **turn.contact)], rows, locale)


async def answer(turn: Turn, telegram_id: int, what: str, one: Resource) -> None:
    """They agree, or withdraw: that is one press."""
    if what == "leave":
        await withdraw(turn, telegram_id, one)
    elif await confirm(turn, one):
        after = await resources.find(turn.here, one.id)
        await turn.edit(telegram_id, await agreed(turn, after or one), told.name_of(one, "own"))
        said = Screen([phrase("resource.agreed", name=one.name)], locale=PARTNER_LOCALE)
        await turn.show(await keepers(turn, one), said, told.name_of(one, f"told:{turn.row.id}"))
    else:
        turn.answer(phrase("press.noted"), await turn.locale_of(telegram_id))


async def confirm(turn: Turn, one: Resource) -> bool:
    """They are shown for a year from now on. Returns whether that is new."""
    if not await resources.confirm(turn.here, one.id, one.round, turn.now):
        return False
    await plan(turn, one.id, one.round + 1, ASK, turn.now + AGAIN)
    return True


async def withdraw(turn: Turn, telegram_id: int, *which: Resource) -> None:
    """Somebody is no resource person any more: at once, without a reason, and nothing of them is kept."""
    locale = await turn.locale_of(telegram_id)
    for one in which:
        readers = [account for account in await keepers(turn, one) if account != telegram_id]
        await erasing.erase(turn, one)
        await turn.say(readers, phrase("resource.withdrew", day=turn.day(one.entered_at)), locale=PARTNER_LOCALE)
    await turn.show(telegram_id, Screen([phrase("resource.own.gone")], locale=locale, fleeting=True))


async def asks_to_leave(turn: Turn, heard: Heard) -> bool:
    """A word by which somebody withdraws, and nothing more. Of whoever has a case here a wish to stop may mean that."""
    said = heard.event.text if isinstance(heard.event, Said) else ""
    surely = bool(said) and commands(said, [way for one in locales() for way in plain(one, _WORDS).split(",")])
    if not surely and (not said or meant(said) is None):
        return False
    chat_id = turn.caller.chat_id
    mine = await resources.of_account(turn.here, chat_id)
    if not mine or not (surely or await _has_nothing_else(turn, chat_id)):
        return False
    await withdraw(turn, chat_id, *mine)
    return True


async def _has_nothing_else(turn: Turn, account: int) -> bool:
    under_way = (await conversations.load(turn.here, account)).active
    return under_way is None and not await members.references_of(turn.here, account)


_WORDS: Phrase = phrase("words.withdraw")


# --- dates ------------------------------------------------------------------------------------------------------------


async def plan(turn: Turn, number: int, round_: int, step: str, at: datetime) -> None:
    """What comes next for somebody, unless they say something until then."""
    await due.schedule(turn.here, KIND, 0, at, {"resource": number, "round": round_, "step": step})


async def step_is_due(turn: Turn, expects: Mapping[str, Any]) -> None:
    """A date came: it counts while they have said nothing since it was set."""
    one = await resources.find(turn.here, int(expects["resource"]))
    if one is not None and one.round == expects["round"]:
        await _STEPS[expects["step"]](turn, one)


async def _lapse(turn: Turn, one: Resource) -> None:
    if one.status in (Status.DRAFT, Status.ENTERED):
        await _let_go(turn, one, phrase("resource.lapsed", day=turn.day(one.entered_at), days=LINK_LASTS.days))


async def _year(turn: Turn, one: Resource) -> None:
    if await resources.becomes(turn.here, one.id, one.round, Status.ASKED, Status.SHOWN):
        await _ask(turn, one, "year")
        for step, after in ((REMIND, REMINDED), (HIDE, HIDDEN)):
            await plan(turn, one.id, one.round, step, turn.now + after)


async def _remind(turn: Turn, one: Resource) -> None:
    if one.status is Status.ASKED:
        await _ask(turn, one, "reminder")


async def _hide(turn: Turn, one: Resource) -> None:
    """They are shown no more, neither in what partners look for nor where they stand already."""
    if not await resources.becomes(turn.here, one.id, one.round, Status.HIDDEN, Status.ASKED):
        return
    await erasing.leave_lists(turn, one)
    left = ERASED - HIDDEN
    await plan(turn, one.id, one.round, ERASE, turn.now + left)
    said = Screen([phrase("resource.hidden", name=one.name, days=left.days)], locale=PARTNER_LOCALE)
    await turn.show(await keepers(turn, one), said, told.name_of(one, f"told:{turn.row.id}"))
    await _ask(turn, one, "hidden")


async def _erase(turn: Turn, one: Resource) -> None:
    if one.status is Status.HIDDEN:
        await _let_go(turn, one, phrase("resource.silent", day=turn.day(one.entered_at)))


async def _let_go(turn: Turn, one: Resource, said: Phrase) -> None:
    readers = await keepers(turn, one)
    await erasing.erase(turn, one)
    if one.name:
        await turn.say(readers, said, locale=PARTNER_LOCALE)


_STEPS = {LAPSE: _lapse, ASK: _year, REMIND: _remind, HIDE: _hide, ERASE: _erase}

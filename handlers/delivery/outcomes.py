"""Outcomes: what became of a delivery, when somebody must hear of it; and rows that could not be worked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handlers.exports import leaving
from handlers.letters import letters
from handlers.partners import coordination, departures, group
from handlers.slots.card import show_card
from handlers.turn.turn import Turn
from network.phrase import Phrase, phrase
from storage import cases, members, networks, people
from storage.durable import once


async def blocked(turn: Turn, about: Mapping[str, Any]) -> None:
    """Somebody does not want our messages, or a group lets us write no more: what waited was dropped; a human acts."""
    chat_id = turn.row.lane
    if chat_id < 0:
        await group.lost(turn, chat_id, str(about.get("why", networks.GONE)))
        return
    if await people.find(turn.here, chat_id) is None:
        await _not_opened(turn, chat_id)
        return
    await people.set_blocked(turn.here, chat_id, turn.now)
    await tell_blocked(turn, chat_id)
    if turn.coordinates(chat_id):
        await coordination.look(turn)


async def _not_opened(turn: Turn, chat_id: int) -> None:
    """Somebody with a role has never written to the bot, which may not write first: they are told of by name, once."""
    referent = turn.referent_of(chat_id)
    if referent is not None and await once.mark(turn.connection, f"not opened:{chat_id}", turn.now, chat_id):
        await _tell_other_coordinators(turn, phrase("coordinator.not_opened", referent=referent.name.fr))


async def tell_blocked(turn: Turn, chat_id: int) -> None:
    """Somebody cannot be written to any more: what a referent had goes on, and a human hears of it."""
    await letters.lost(turn, chat_id)
    await leaving.undelivered(turn, chat_id, heard=False)
    referent = turn.referent_of(chat_id)
    if referent is not None and await people.find(turn.here, chat_id) is not None:
        await departures.depart(turn, referent, chat_id, "blocked")
        return
    if referent is not None and not await once.mark(turn.connection, f"never wrote:{chat_id}", turn.now, chat_id):
        return  # they press in the group and never wrote to the bot, which cannot be first: they keep what they took
    who = await _who(turn, chat_id)
    if who is not None:  # else somebody who left before sending anything: nobody waits for them
        await _tell_other_coordinators(turn, phrase("coordinator.blocked", who=who))


async def dead(turn: Turn, about: Mapping[str, Any]) -> None:
    """A message could not be delivered after every try."""
    await letters.lost(turn, turn.row.lane)
    await leaving.undelivered(turn, turn.row.lane)
    who, fault = await _who(turn, turn.row.lane), str(about.get("fault", ""))
    await _tell_other_coordinators(turn, phrase("coordinator.undelivered", what=fault if who is None else (who, fault)))


async def edit_lost(turn: Turn, about: Mapping[str, Any]) -> None:
    """A message to edit is gone: a card is shown anew; anything else was only for the eye."""
    reference = str(about.get("name", "")).removeprefix("card:")
    case = await cases.load(turn.here, reference)
    if case is not None and not case.confidential and case.merged_into is None:
        await show_card(turn, case)


async def thread_lost(turn: Turn, about: Mapping[str, Any]) -> None:
    """The thread of a card is gone: the card is shown outside of threads, and the coordination hears of it once."""
    case = await cases.load(turn.here, str(about.get("name", "")).removeprefix("card:"))
    if case is None or case.confidential or case.merged_into is not None:
        return
    await show_card(turn, case, thread=False)
    if await once.mark(turn.connection, f"thread:{case.territory}", turn.now):
        territory = turn.network.territory_by_id.get(case.territory or "")
        await turn.say(
            turn.coordinators(), phrase("coordinator.thread_lost", territory=territory.name if territory else "")
        )


async def moved(turn: Turn, about: Mapping[str, Any]) -> None:
    """A delivery found that the group has another number now; what waited was moved there at once."""
    await group.show_again(turn)


async def mail_dead(turn: Turn, about: Mapping[str, Any]) -> None:
    """An e-mail could not be sent: refused, or out of reach for a day. Whoever was to read it knows nothing."""
    reference, fault = about.get("about"), str(about.get("fault", ""))
    if await leaving.lost(turn, int(about.get("mail", 0)), "refused"):
        return
    what = (str(reference), fault) if reference else fault
    await turn.say(turn.coordinators(), phrase("coordinator.mail_dead", what=what))


async def mail_refused(turn: Turn, about: Mapping[str, Any]) -> None:
    """The mail server does not let us in: every e-mail waits until a setting is mended. Told once a day."""
    if await once.mark(turn.connection, f"mail refused:{turn.today}", turn.now):
        await turn.say(turn.coordinators(), phrase("coordinator.mail_refused"))


async def parked(turn: Turn, chat_id: int, fault: str) -> None:
    """A row was given up after every try: the person and the coordinators are told."""
    contact = turn.network.identity.contact
    if chat_id > 0:
        locale = await turn.locale_of(chat_id)
        await turn.say(chat_id, phrase("person.fault", phone=contact.phone), locale=locale)
    await turn.say(turn.coordinators(), phrase("coordinator.parked", what=fault))


async def _who(turn: Turn, chat_id: int) -> Phrase | None:
    """Whom a chat is known as to the coordinators; None for somebody who sent nothing."""
    referent = turn.referent_of(chat_id)
    if referent is not None:
        return phrase("who.referent", referent=referent.name.fr)
    if chat_id < 0:
        return phrase("who.group")
    references = await members.references_of(turn.here, chat_id)
    return phrase("who.case", references=tuple(references)) if references else None


async def _tell_other_coordinators(turn: Turn, said: Phrase) -> None:
    """Of a coordinator's own trouble the others hear once a day: they may be out of reach too."""
    of_a_coordinator = turn.row.lane in turn.coordinators()
    if of_a_coordinator and not await once.mark(
        turn.connection, f"out of reach:{turn.row.lane}:{turn.today}", turn.now, turn.row.lane
    ):
        return
    for telegram_id in turn.coordinators():
        if telegram_id != turn.row.lane:
            await turn.say(telegram_id, said)

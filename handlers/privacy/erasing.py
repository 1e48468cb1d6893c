"""/supprimer: everything of a person is erased; and a case when the date comes until which it is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from handlers.privacy import looks, offered_and_asked, wiping
from handlers.privacy.verbs import ERASE
from handlers.turn import forms
from handlers.turn.audience import holders
from handlers.turn.events import CaseSent, Erasing
from handlers.turn.screen import Paragraph, Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.calendar import kept_until
from network.phrase import Phrase, phrase
from storage import cases, conversations, duplicates, exchanges, listings, members, owners, privacy, resources
from storage.cases import Case
from storage.durable import asking, due, once, sent_messages
from storage.durable.sent_messages import Sent
from storage.engine import erased
from storage.engine.columns import Whose

OLD = "case:old"


async def ask(turn: Turn, chat_id: int, locale: str, _argument: str) -> None:
    """The first press: say what would go. Whoever follows cases of others, or coordinates, hands over first."""
    if turn.referent_of(chat_id) is not None:
        await turn.say(chat_id, phrase("delete.referent", phone=turn.network.identity.contact.phone), locale=locale)
        return
    if turn.coordinates(chat_id):
        await turn.say(chat_id, phrase("delete.coordinator"), locale=locale)
        return
    if not await _anything(turn, chat_id):
        await turn.say(chat_id, phrase("delete.none"), locale=locale)
        return
    asked: list[Paragraph] = [phrase("delete.ask")]
    if await _followed(turn, chat_id):
        asked.append(phrase("delete.ask.followed"))
    rows = [[ERASE.button("delete.yes", turn.row.id)], [ERASE.button("delete.no", "no")]]
    await asking.ask(turn.connection, chat_id, name_of(chat_id), turn.now)
    await turn.show(chat_id, Screen(asked, rows, locale), name_of(chat_id))


def name_of(chat_id: int) -> str:
    """The logical name of the question whether everything is erased."""
    return f"delete:{chat_id}"


async def typed(turn: Turn, chat_id: int, *, yes: bool) -> None:
    """A typed no keeps everything; a typed yes erases nothing by itself, and is asked once more, with the buttons."""
    locale = await turn.locale_of(chat_id)
    if not yes:
        await asking.over(turn.connection, name_of(chat_id))
        await turn.say(chat_id, phrase("delete.kept"), locale=locale)
    elif turn.referent_of(chat_id) is not None or turn.coordinates(chat_id):
        await ask(turn, chat_id, locale, "")
    else:
        await turn.show(chat_id, _sure(locale, phrase("delete.tap")), name_of(chat_id))


def _sure(locale: str, *more: Phrase) -> Screen:
    rows = [[ERASE.button("delete.yes_sure", "sure")], [ERASE.button("delete.no", "no")]]
    return Screen([phrase("delete.sure"), *more], rows, locale)


async def _followed(turn: Turn, chat_id: int) -> bool:
    for reference in await members.references_of(turn.here, chat_id):
        case = await cases.get(turn.here, reference)
        if any(slot.held for slot in case.slots.values()):
            return True
    return False


async def _anything(turn: Turn, chat_id: int) -> bool:
    held = await privacy.held(turn.here, Whose.PERSON, {int: chat_id})
    return bool(held or await members.references_of(turn.here, chat_id))


async def decide(turn: Turn, chat_id: int, answer: int | str) -> None:
    """The press on one of the two buttons; the yes is asked once more, in other words, before anything goes."""
    locale = await turn.locale_of(chat_id)
    if answer != "no" and turn.referent_of(chat_id) is not None:  # they were asked before they became one
        turn.answer(phrase("delete.referent", phone=turn.network.identity.contact.phone), locale)
    elif answer != "no" and turn.coordinates(chat_id):
        turn.answer(phrase("delete.coordinator"), locale)
    elif answer == "no":
        await asking.over(turn.connection, name_of(chat_id))
        await turn.edit(chat_id, Screen([phrase("delete.kept")], locale=locale), name_of(chat_id))
    elif answer == "sure":
        await erase(turn, chat_id, locale)
    else:
        await turn.edit(chat_id, _sure(locale), name_of(chat_id))


async def erase(turn: Turn, chat_id: int, locale: str) -> None:
    """Erase everything of a person. What stands in chats goes where it may; nothing is kept of where."""
    if not await _anything(turn, chat_id):
        turn.answer(phrase("press.over"), locale)
        return
    told, spoke = await offered_and_asked.who_hear(turn, chat_id), await offered_and_asked.speaks(turn, chat_id)
    own = [await cases.get(turn.here, reference) for reference in await duplicates.sent_by(turn.here, chat_id)]
    gone: list[Sent] = []
    for case in own:
        gone += await _erase_case(turn, case, "delete.told", "delete.adult", leaving=chat_id)
    for one in await resources.of_account(turn.here, chat_id):
        await turn.erased(erased.resource(turn.here.network_id, one.id))
    await turn.happened(Erasing(offers=bool(await owners.of_person(turn.here, chat_id)), account=chat_id))
    gone += await privacy.erase_person(turn.here, chat_id)
    await looks.forget(turn, chat_id)
    await turn.erased(erased.person(chat_id))
    await _forget(turn, gone, {chat_id: locale})
    await offered_and_asked.gone(turn, chat_id, told, spoke=spoke)
    phone = turn.network.identity.contact.phone
    await turn.show(chat_id, Screen([phrase("delete.done", phone=phone)], locale=locale, fleeting=True))


async def keep(turn: Turn, sent: CaseSent) -> None:
    """A case was sent: it is kept as long as its person was told."""
    await _keep_until(turn, sent.case, kept_until(turn.now, turn.network.identity.privacy_months))


async def keep_each(turn: Turn, until: Iterable[tuple[str, datetime]]) -> None:
    """Cases that have no person yet, each with the moment until which it is kept."""
    dates = [(at, {"reference": reference, "by": at.isoformat()}) for reference, at in until]
    await due.schedule_each(turn.here, OLD, 0, dates)


async def _keep_until(turn: Turn, case: Case, until: datetime) -> None:
    expects = {"reference": case.reference, "by": until.isoformat()}
    await due.schedule(turn.here, OLD, case.lane, until, expects)


async def until(turn: Turn, case: Case) -> datetime:
    """When a case is erased if nothing more is said about it, or about one that it goes on for."""
    merged = await duplicates.merged_into(turn.here, case.id)
    spoken = await exchanges.last(turn.here, [case.id, *(id_ for id_, _ in merged)], case.submitted_at)
    return kept_until(spoken, turn.network.identity.privacy_months)


async def case_is_old(turn: Turn, expects: Mapping[str, Any]) -> None:
    """The date came by which a case is erased, unless there was an exchange since: then it counts from that one."""
    case = await cases.load(turn.here, expects["reference"])
    if case is None or case.merged_into is not None:  # the date of the case that goes on for it counts
        return
    if (later := await until(turn, case)) > turn.now:
        await _keep_until(turn, case, later)
    else:
        await _forget(turn, await _erase_case(turn, case, "delete.old", "delete.old"), {})


async def erase_case(turn: Turn, case: Case) -> None:
    """Erase the case of somebody who has no account to do it with."""
    await _forget(turn, await _erase_case(turn, case, "delete.told", "delete.adult"), {})


async def erase_quietly(turn: Turn, case: Case) -> None:
    """Erase the case of somebody who has no account, of which the coordination hears in other words; whoever follows it
    hears that it is gone.
    """
    followers = [one for one in holders(turn, case) if not turn.coordinates(one)]
    await _forget(turn, await _erase_case(turn, case, "", "delete.adult"), {})
    await turn.say(followers, phrase("delete.adult", reference=case.reference), locale=PARTNER_LOCALE)


async def _erase_case(turn: Turn, case: Case, told: str, told_adults: str, leaving: int | None = None) -> list[Sent]:
    """Erase a case and tell whoever is concerned: who follows it, where `told` says how, and its adults but `leaving`.
    Gives what still stands of it in chats.
    """
    before = await duplicates.merged_into(turn.here, case.id)
    merged = [reference for _, reference in before]
    ids = (case.id, *(id_ for id_, _ in before))
    await turn.happened(Erasing(ids))
    gone = [sent for id_ in ids for sent in await listings.forget(turn.here, id_)]
    for reference in (case.reference, *merged):
        gone += await privacy.forget_about(turn.here, reference)
        await wiping.unsend(turn, reference)
        await turn.erased(erased.case(turn.here.network_id, reference))
    for adult in await members.members_of(turn.here, case.id):
        if adult != leaving:
            gone += await _let_go(turn, case, adult, told_adults, merged)
    at_work = {*turn.accounts.values(), *turn.coordinators()}
    for reference in (case.reference, *merged):
        for account in await conversations.writing_about(turn.here, at_work, reference):
            await forms.drop(turn, account, reference)
    if told:
        await _tell_of(turn, case, told)
    await privacy.erase_case(turn.here, case.id, turn.network.identity.timezone)
    return gone


async def _forget(turn: Turn, gone: list[Sent], locales: Mapping[int, str]) -> None:
    """Wipe messages from chats, and have the database's files forget what was erased."""
    await wiping.wipe(turn, gone, locales)
    await once.mark_again(turn.connection, once.SCRUB, turn.now)


async def _let_go(turn: Turn, case: Case, adult: int, told: str, merged: Sequence[str]) -> list[Sent]:
    """The other adult of a case: what they were changing or adding there ends, and they are told. Gives what their
    chat shows of the case besides the messages that name it.
    """
    busy = [await forms.drop(turn, adult, reference) for reference in (case.reference, *merged)][-1]
    await turn.say(adult, phrase(told, reference=case.reference))
    shown = await sent_messages.messages_in(turn.connection, adult)
    return [message for message in shown if message.name.startswith("data:" if busy else ("data:", "question:"))]


async def _tell_of(turn: Turn, case: Case, told: str) -> None:
    readers = {*holders(turn, case), *turn.coordinators()}
    await turn.say(sorted(readers), phrase(told, reference=case.reference), locale=PARTNER_LOCALE)

"""Elsewhere: the referents of another territory that a person named are told of the case, where the person said yes;
they may read it, and do nothing with it. The yes is an answer of the case, so that it is corrected, shown and erased
with the others.
"""

from __future__ import annotations

from collections.abc import Iterable

from conversations.engine.events import Said
from conversations.words import hiding
from handlers.cases.change import tell_takers
from handlers.elsewhere.verbs import HIDE
from handlers.slots import record
from handlers.slots.card import facts, slot_phrase
from handlers.slots.verbs import OPEN
from handlers.turn.audience import can_be_written_to, named, spoken_by
from handlers.turn.events import CaseChanged, CaseSent, Heard, SlotChanged
from handlers.turn.screen import Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.elsewhere import NO, readers
from network.phrase import Phrase, phrase
from storage import cases, members
from storage.acts import note_act
from storage.cases import Case
from storage.durable import chats


async def show(turn: Turn, sent: CaseSent) -> None:
    """A case was sent: whoever may see it elsewhere hears of it."""
    await _tell(turn, sent.case, readers(turn.network, sent.case.project))


async def follow(turn: Turn, changed: CaseChanged) -> None:
    """The answers of a case are others: whoever may see it now hears of it, and whoever may no more sees nothing."""
    before, after = (readers(turn.network, case.project) for case in (changed.before, changed.after))
    said = phrase("elsewhere.over", reference=changed.before.reference)
    await _blank(turn, changed.before, [id_ for id_ in before if id_ not in after], said)
    await _tell(turn, changed.after, [id_ for id_ in after if id_ not in before])
    await _redraw(turn, changed.after, [id_ for id_ in after if id_ in before])


async def redraw(turn: Turn, changed: SlotChanged) -> None:
    """Who follows is another: what was told of it elsewhere says so."""
    await _redraw(turn, changed.after, readers(turn.network, changed.after.project))


async def hide(turn: Turn, telegram_id: int, case: Case) -> None:
    """The person takes their yes back: nobody sees it elsewhere any more."""
    if not case.project.elsewhere:
        turn.answer(phrase("press.over"), await turn.locale_of(telegram_id))
        return
    shown = {**case.answers["elsewhere"], "choice": NO}
    await cases.change_answers(turn.here, case.id, {**case.answers, "elsewhere": shown})
    spoken = await spoken_by(turn, case, telegram_id)
    await note_act(turn.here, case.id, "hidden_elsewhere", "person", turn.now, spoken)
    await turn.say(telegram_id, phrase("elsewhere.hidden", reference=case.reference))
    await tell_takers(turn, case, phrase("elsewhere.hidden.told", reference=case.reference))
    await turn.happened(CaseChanged(case, await cases.get(turn.here, case.reference)))


async def asks_to_hide(turn: Turn, heard: Heard) -> bool:
    """Words that say that a request is to be shown elsewhere no more lead to the button that does it."""
    if not isinstance(heard.event, Said) or not hiding.wanted(heard.event.text):
        return False
    chat_id = turn.caller.chat_id
    theirs = [await cases.get(turn.here, one) for one in await members.references_of(turn.here, chat_id)]
    shown = [case for case in theirs if case.closed_at is None and case.project.elsewhere]
    if not shown:
        return False
    case = shown[-1]
    rows = [[HIDE.button("elsewhere.hide", case.reference)]]
    said = phrase("elsewhere.hide.ask", reference=case.reference)
    await turn.show(chat_id, Screen([said], rows, await turn.locale_of(chat_id)), f"hide:{case.reference}")
    return True


# --- those who may see it ---------------------------------------------------------------------------------------------


async def _tell(turn: Turn, case: Case, ids: Iterable[str]) -> None:
    """Tell whoever may see a case from now on; of whom no message reaches the coordination hears, who calls them."""
    for id_ in ids:
        account = turn.accounts.get(id_)
        if account is not None and await can_be_written_to(turn, account):
            await turn.show(account, _notice(turn, case), _name(case))
        else:
            said = phrase("elsewhere.call", reference=case.reference, **named(turn.network, id_))
            await turn.say(turn.coordinators(), said, locale=PARTNER_LOCALE, name=f"{_name(case)}:call")


def _notice(turn: Turn, case: Case) -> Screen:
    """The reference, the trade, both places and who follows; nothing of who it is."""
    known = turn.network.territory_by_id
    others = tuple(known[id_].name for id_ in case.project.elsewhere if id_ in known)
    told = facts(turn.network, case.project)
    said: list[Phrase | tuple[Phrase, ...]] = [
        phrase("elsewhere.told", reference=case.reference, others=others, **told),
        tuple(slot_phrase(turn.network, slot) for slot in case.slots.values()),
    ]
    return Screen(said, [[OPEN.button("elsewhere.open", case.reference)]], PARTNER_LOCALE, protect=True)


async def _redraw(turn: Turn, case: Case, ids: Iterable[str]) -> None:
    if theirs := _accounts(turn, ids):
        await turn.redraw(theirs, _notice(turn, case), _name(case))


async def _blank(turn: Turn, case: Case, ids: Iterable[str], said: Phrase) -> None:
    """What they were shown of a case goes from the chats of those who may see it no more."""
    for account in _accounts(turn, ids):
        for name in await chats.names_under(turn.connection, account, _name(case)):
            await turn.edit(account, Screen([said], locale=PARTNER_LOCALE, fleeting=True), name)


def _accounts(turn: Turn, ids: Iterable[str]) -> list[int]:
    return [account for id_ in ids if (account := turn.accounts.get(id_)) is not None]


def _name(case: Case) -> str:
    return record.name_elsewhere(case)

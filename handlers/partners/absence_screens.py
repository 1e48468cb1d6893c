"""Planning an absence: /absence, for oneself, by a correspondent for their people, by a coordinator for anybody; how
it is changed, or ended early.
"""

from __future__ import annotations

from handlers.lists import in_place
from handlers.partners.absences import FLOW, come_back, name_of, show
from handlers.partners.verbs import AWAY, AWAY_PAGE
from handlers.slots.pick_referent import by_code, page_of
from handlers.turn import forms
from handlers.turn.rights import CORRESPONDENT, their_people
from handlers.turn.screen import Button, Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.model import Referent
from network.phrase import phrase
from network.text import code
from storage import absences
from storage.absences import Absence


async def command(turn: Turn, chat_id: int, locale: str, _argument: str) -> None:
    """/absence: a referent's own; a coordinator chooses whose, and so does a correspondent."""
    referent = turn.referent_of(chat_id)
    if await CORRESPONDENT.holds(turn, chat_id):
        await turn.show(chat_id, await _whose(turn, chat_id, 0), _name(chat_id))
    elif referent is not None:
        await _open(turn, chat_id, locale, referent)


async def _open(turn: Turn, telegram_id: int, locale: str, referent: Referent) -> None:
    """What is planned for them; where nothing is, the questions."""
    planned = (await absences.planned(turn.here, turn.today)).get(referent.id)
    if planned is not None:
        await show(turn, telegram_id, planned)
    else:
        await forms.begin(turn, telegram_id, locale, FLOW, referent.id)


async def change(turn: Turn, telegram_id: int, what: str, absence: Absence) -> None:
    """A press on [Je suis de retour] or [Changer]."""
    referent = turn.network.referent_by_id.get(absence.referent)
    if referent is None:
        turn.answer(phrase("press.over"))
    elif what == "change":
        await forms.begin(turn, telegram_id, await turn.locale_of(telegram_id), FLOW, referent.id, pressed=True)
    elif await come_back(turn, absence):
        turn.answer(phrase("pass.done"))
        await _close(turn, absence)
    else:
        turn.answer(phrase("press.over"))


async def _close(turn: Turn, absence: Absence) -> None:
    """Wherever the absence is shown, it is over."""
    account = turn.accounts.get(absence.referent)
    readers = {*turn.coordinators(), turn.caller.account, *([account] if account is not None else [])} - {0}
    await turn.redraw(readers, Screen([phrase("away.over")]), name_of(absence))


# --- whose ------------------------------------------------------------------------------------------------------------


async def press_whose(turn: Turn, telegram_id: int, _what: str, whose: str) -> None:
    """Whose absence it is was chosen."""
    referent = by_code(turn, whose)
    if referent is not None:
        await _open(turn, telegram_id, await turn.locale_of(telegram_id), referent)
    else:
        turn.answer(phrase("press.over"))


async def press_page(turn: Turn, telegram_id: int, _what: str, page: int) -> None:
    """Another page of those who may be away."""
    await in_place.show(turn, telegram_id, await _whose(turn, telegram_id, page), _name(telegram_id))


def _name(chat_id: int) -> str:
    return f"absence:{chat_id}"


async def _whose(turn: Turn, chat_id: int, page: int) -> Screen:
    """A button for each referent: oneself first, then who is or will be away."""
    planned = await absences.planned(turn.here, turn.today)
    mine = turn.referent_of(chat_id)
    everybody = sorted(await their_people(turn, chat_id), key=lambda r: (r is not mine, r.id not in planned))
    rows = page_of([[_button(turn, r, planned.get(r.id))] for r in everybody], page, AWAY_PAGE)
    return Screen([phrase("away.whose")], rows, PARTNER_LOCALE)


def _button(turn: Turn, referent: Referent, planned: Absence | None) -> Button:
    label = phrase("away.button.whose", referent=referent.name.fr)
    if planned is not None:
        key = "away.button.until" if planned.first <= turn.today else "away.button.from"
        day = planned.last if planned.first <= turn.today else planned.first
        label = phrase(key, referent=referent.name.fr, day=day)
    return AWAY.button(label, "for", code(referent.id))

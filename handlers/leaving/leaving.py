"""Leaving: somebody writes that they want no more messages, their data erased, or their project over. A word alone
stops and erases nothing: it leads to the buttons that do.
"""

from __future__ import annotations

from conversations.engine.events import Commanded, Said
from conversations.words.leaving import Leaving, meant
from handlers.followup.verbs import WHERE
from handlers.leaving.verbs import LEAVE
from handlers.privacy import erasing
from handlers.turn import forms
from handlers.turn.events import Heard
from handlers.turn.screen import Button, Paragraph, Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import phrase
from storage import cases, conversations, members, people
from storage.cases import Case

WORDS_FOR_SOMEBODY = frozenset({"message", "answer", "note", "word", "settled"})
"""Flows whose answer somebody reads as it is: there "j’abandonne mon projet" is what they are to read."""
MOST = 3
"""Of one’s own cases, the newest, that are offered a pause."""


BUILT_KEYS = {"leaving.{}{}": [(way, after) for way in ("pause", "given_up") for after in ("", ".of")]}


def _asked(chat_id: int) -> str:
    return f"leaving:{chat_id}"


async def asks_to_stop(turn: Turn, heard: Heard) -> bool:
    """Words that say that somebody leaves, and nothing else; also in the middle of a form, which stays as it is."""
    kind = meant(heard.event.text) if isinstance(heard.event, Said) else None
    if kind is None:
        return False
    chat_id = turn.caller.chat_id
    at_work = turn.referent_of(chat_id) is not None or turn.coordinates(chat_id)
    form = (await conversations.load(turn.here, chat_id)).active
    if form is not None and form.draft is not None:
        if form.draft.over or (kind == "gives_up" and form.flow in WORDS_FOR_SOMEBODY):
            return False
    elif kind == "gives_up" and at_work:
        return False
    if at_work:
        await _show_partner(turn, chat_id, goes_on=form is not None)
    else:
        await _show(turn, chat_id, kind, goes_on=form is not None)
    return True


async def _show(turn: Turn, chat_id: int, kind: Leaving, *, goes_on: bool) -> None:
    person = await people.find(turn.here, chat_id)
    if person is None:  # of whom nothing is kept
        await turn.say(chat_id, phrase("leaving.stranger"), locale=turn.caller.locale)
        return
    found = [await cases.get(turn.here, one) for one in (await members.references_of(turn.here, chat_id))[-MOST:]]
    running = [case for case in found if case.closed_at is None]
    said: list[Paragraph] = [phrase("leaving.ask")]
    if goes_on:
        said.append(phrase("leaving.form"))
    if any(not case.rests(turn.now) for case in running):
        said.append(phrase("leaving.pause.what"))
    rows = [row for case in running for row in _of_case(turn, case, kind, several=len(running) > 1)]
    rows.append([LEAVE.button("leaving.erase", "erase")])
    rows.append([LEAVE.button("leaving.go_on" if goes_on else "leaving.nothing", "go_on")])
    await turn.show(chat_id, Screen(said, rows, person.locale), _asked(chat_id))


def _of_case(turn: Turn, case: Case, kind: Leaving, *, several: bool) -> list[list[Button]]:
    """A pause, unless it has one; and its end, where that is what they said."""
    ways = [*([] if case.rests(turn.now) else ["pause"]), *(["given_up"] if kind == "gives_up" else [])]
    after = ".of" if several else ""
    buttons = [(f"leaving.{way}{after}", way) for way in ways]
    return [[WHERE.button(label, case.reference, way, reference=case.reference)] for label, way in buttons]


async def _show_partner(turn: Turn, chat_id: int, *, goes_on: bool) -> None:
    rows = [[LEAVE.button("leaving.go_on", "go_on")]] if goes_on else []
    await turn.show(chat_id, Screen([phrase("leaving.partner", **turn.contact)], rows, PARTNER_LOCALE), _asked(chat_id))


async def decide(turn: Turn, account: int, what: str) -> None:
    """[Tout effacer] is /supprimer, which asks; [Continuer] asks the open question again. Else nothing changes."""
    locale = await turn.locale_of(account)
    if what == "erase":
        await erasing.ask(turn, account, locale, "")
    elif not await forms.talk(turn, account, locale, Commanded("debut")):
        await turn.edit(account, Screen([phrase("leaving.nothing.done")], locale=locale), _asked(account))

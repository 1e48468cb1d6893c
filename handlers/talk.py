"""Talking: one event of a private chat goes to the flow under way, or begins one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from conversations import engine
from conversations.effects import Effect
from conversations.events import Commanded, Elapsed, Event, Pressed, Said
from conversations.state import State
from handlers.effects import carry_out, question_name
from handlers.screens import button, plain, text_payloads, toast
from handlers.turn import Turn
from network.phrase import Phrase, phrase
from storage import cases, conversations, outbox, people
from storage.conversations import Conversation


async def talk(turn: Turn, chat_id: int, locale: str, event: Event) -> None:
    """Advance the active flow of a chat by one event. Without one, whoever writes is welcomed or told where they stand.

    `locale` is what Telegram says of the person, used at their very first word.
    """
    person = await people.meet(turn.connection, turn.network_id, chat_id, locale, turn.now)
    before = await conversations.load(turn.connection, chat_id)
    if before.active is None:
        await _nothing_under_way(turn, before, person.locale, event)
        return
    if isinstance(event, Said):
        event = replace(event, early=await _is_early(turn, chat_id, before.active, event))
    flow = turn.house.flows[before.active.flow]
    state, effects = engine.advance(flow, before.active, event, turn.knowledge)
    await _keep(turn, before, state, effects, person.locale)


async def press(turn: Turn, chat_id: int, locale: str, flow: str, event: Pressed) -> None:
    """A button of a flow. It counts where that flow is the active one; else the press is only answered."""
    before = await conversations.load(turn.connection, chat_id)
    if before.active is not None and before.active.flow == flow:
        await talk(turn, chat_id, locale, event)
    else:
        await old_button(turn, chat_id, locale)


async def begin(turn: Turn, chat_id: int, locale: str, flow: str) -> None:
    """Start a flow, or come back to it where it is under way."""
    person = await people.meet(turn.connection, turn.network_id, chat_id, locale, turn.now)
    before = await conversations.load(turn.connection, chat_id)
    if before.active is not None:
        await talk(turn, chat_id, locale, Commanded("debut"))
        return
    state, effects = engine.begin(
        turn.house.flows[flow], turn.knowledge, person.locale, revision=_first_revision(before)
    )
    await _keep(turn, before, state, effects, person.locale)


def _first_revision(before: Conversation) -> int:
    """Revisions never repeat in a chat, so that a button of an earlier form is known to be old."""
    return before.version * 100


async def _keep(turn: Turn, before: Conversation, state: State, effects: list[Effect], locale: str) -> None:
    under_way = before.stack[:-1] if before.stack else ()
    stack = under_way if engine.is_over(state) else (*under_way, state)
    await conversations.save(turn.connection, turn.network_id, before, stack, turn.now)
    locale = await carry_out(turn, before.chat_id, state.flow, locale, effects)
    if engine.is_over(state) and stack:
        resumed, again = engine.resume(turn.house.flows[stack[-1].flow], stack[-1], turn.knowledge)
        saved = await conversations.load(turn.connection, before.chat_id)
        await conversations.save(turn.connection, turn.network_id, saved, (*stack[:-1], resumed), turn.now)
        await carry_out(turn, before.chat_id, resumed.flow, locale, again)


async def _is_early(turn: Turn, chat_id: int, state: State, event: Said) -> bool:
    """Whether a text was sent before the open question had been delivered, so that it cannot be its answer.

    Message ids of a chat grow, which decides where the question was sent once. After a crash it may have been sent
    twice, under an id that nobody knows: then what was received after the first try counts as an answer.
    """
    if state.draft is None:
        return False
    sight = await outbox.sight(turn.connection, chat_id, question_name(state.flow, state.draft.since))
    if sight is None:
        return False
    if sight.attempts == 1 and sight.message_id is not None:
        return 0 < event.message_id < sight.message_id
    return sight.first_tried_at is None or turn.row.received_at < sight.first_tried_at


async def elapsed(turn: Turn, kind: str, expects: Mapping[str, Any]) -> None:
    """A due date of a flow (`flow:kind`) came: it counts while that flow stands where it stood."""
    flow, _, what = kind.partition(":")
    before = await conversations.load(turn.connection, turn.row.lane)
    if before.active is None or before.active.flow != flow or flow not in turn.house.flows:
        return
    locale = await turn.locale_of(turn.row.lane)
    event = Elapsed(what, int(expects.get("revision", -1)))
    state, effects = engine.advance(turn.house.flows[flow], before.active, event, turn.knowledge)
    await _keep(turn, before, state, effects, locale)


# --- nothing under way ------------------------------------------------------------------------------------------------


async def _nothing_under_way(turn: Turn, before: Conversation, locale: str, event: Event) -> None:
    if turn.referent_of(before.chat_id) is not None:
        role = "coordinator" if before.chat_id in turn.coordinators() else "referent"
        await turn.say(before.chat_id, phrase(f"start.{role}"), locale=locale)
        return
    references = await cases.references_of(turn.connection, before.chat_id)
    if references:
        await _where_it_stands(turn, before.chat_id, locale, references)
        return
    if isinstance(event, Commanded) and event.name == "annuler":
        await turn.say(before.chat_id, phrase("cancel.nothing"), locale=locale)
        return
    state, effects = engine.begin(turn.house.flows["intake"], turn.knowledge, locale, revision=_first_revision(before))
    await _keep(turn, before, state, effects, locale)


async def _where_it_stands(turn: Turn, chat_id: int, locale: str, references: list[str]) -> None:
    contact = turn.network.network.contact
    said: list[Phrase] = [phrase("start.returning", name=contact.name.in_(locale), phone=contact.phone)]
    for reference in references:
        case = await cases.get(turn.connection, turn.network_id, reference)
        for role, slot in case.slots.items():
            referent = turn.network.referent_by_id.get(slot.taken_by or "")
            if referent is not None:
                state = phrase("case.state.taken", referent=referent.name.in_(locale), phone=referent.phone)
            else:
                state = phrase(f"case.state.{slot.status}")
            said.append(phrase("case.line", reference=reference, slot=phrase(f"case.slot.{role}"), state=state))
    payloads = text_payloads(locale, said)
    payloads[-1]["reply_markup"] = {
        "inline_keyboard": [[button(plain(locale, phrase("start.another")), "begin|intake")]]
    }
    await turn.send(chat_id, payloads)


async def old_button(turn: Turn, chat_id: int, locale: str) -> None:
    """A button of a form that is over, or of another program: the press is answered, and nothing changes."""
    person = await people.meet(turn.connection, turn.network_id, chat_id, locale, turn.now)
    turn.toast = toast(person.locale, phrase("press.over"))

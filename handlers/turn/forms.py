"""Talking: one event of a private chat goes to the flow under way, or begins one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from conversations.engine import engine
from conversations.engine.effects import Effect, Say, Start
from conversations.engine.events import Commanded, Elapsed, Event, Pressed, Said
from conversations.engine.position import Result
from conversations.engine.state import State
from handlers.turn import drafts, quiet
from handlers.turn.effects import carry_out, question_name
from handlers.turn.screen import toast
from handlers.turn.turn import Turn
from network.phrase import phrase
from storage import conversations, people
from storage.conversations import Conversation
from storage.durable import outbox


async def talk(turn: Turn, chat_id: int, locale: str, event: Event) -> bool:
    """Advance the form under way in a chat by one event. Returns whether there is one.

    `locale` is what Telegram says of the person, used at their very first word.
    """
    before = await conversations.load(turn.here, chat_id)
    if before.active is None:
        return False
    person = await people.meet(turn.here, chat_id, locale, turn.now)
    if isinstance(event, Said):
        event = replace(event, early=await _is_early(turn, chat_id, before.active, event))
    flow = turn.runtime.flows[before.active.flow]
    state, effects = engine.advance(flow, before.active, event, turn.knowledge)
    await _keep(turn, before, before.stack[:-1], state, effects, person.locale)
    return True


async def press(turn: Turn, chat_id: int, locale: str, flow: str, event: Pressed) -> None:
    """A button of a flow. It counts where that flow is the active one; else the press is only answered."""
    before = await conversations.load(turn.here, chat_id)
    if before.active is not None and before.active.flow == flow:
        await talk(turn, chat_id, locale, event)
    else:
        await old_button(turn, chat_id, locale)


async def begin(
    turn: Turn,
    chat_id: int,
    locale: str,
    flow: str,
    about: str = "",
    answers: Mapping[str, Any] | None = None,
    *,
    pressed: bool = False,
) -> None:
    """Start a flow over whatever is under way, which is given back afterwards; the same one is only come back to.

    `pressed`: by a button, which may be pressed twice; the second press is only answered while nothing has moved.
    """
    person = await people.meet(turn.here, chat_id, locale, turn.now)
    before = await conversations.load(turn.here, chat_id)
    if before.active is not None and (before.active.flow, before.active.about) == (flow, about):
        if pressed and before.active.pressed == _begun(before.active):
            turn.toast = toast(person.locale, phrase("toast.already"))
            return
        await talk(turn, chat_id, locale, Commanded("debut"))
        return
    await _lay_over(turn, before, before.stack, flow, person.locale, about, answers)


async def _lay_over(
    turn: Turn,
    before: Conversation,
    under: tuple[State, ...],
    flow: str,
    locale: str,
    about: str = "",
    answers: Mapping[str, Any] | None = None,
) -> None:
    """Begin `flow` on top of the states `under` it; one of the same kind below is replaced by the new one."""
    under = tuple(state for state in under if (state.flow, state.about) != (flow, about))
    state, effects = engine.begin(
        turn.runtime.flows[flow],
        turn.knowledge,
        locale,
        revision=_first_revision(before),
        about=about,
        answers=answers,
    )
    await _keep(turn, before, under, replace(state, pressed=_begun(state)), effects, locale)


def _begun(state: State) -> str:
    """The press that opened a flow whose first question is still the only one."""
    return f"begin||{state.revision}"


def _first_revision(before: Conversation) -> int:
    """Revisions never repeat in a chat, so that a button of an earlier form is known to be old."""
    return before.version * 100


async def _keep(
    turn: Turn,
    before: Conversation,
    under: tuple[State, ...],
    state: State,
    effects: list[Effect],
    locale: str,
    *,
    spoken: bool = True,
) -> None:
    """Save the stack and carry the effects out. What a flow asked for next, or lay under it, comes after."""
    over = engine.is_over(state)
    stack = under if over else (*under, state)
    await conversations.save(turn.here, before, stack, turn.now, spoken=spoken)
    await drafts.watch(turn, before.chat_id, was=bool(before.stack), now=bool(stack))
    locale = await carry_out(turn, before.chat_id, state.flow, locale, effects)
    wanted = next((effect.flow for effect in effects if isinstance(effect, Start)), None)
    if wanted is None and not (over and stack):
        return
    saved = await conversations.load(turn.here, before.chat_id)
    if wanted is not None:
        await _lay_over(turn, saved, saved.stack, wanted, locale)
        return
    resumed, again = engine.resume(turn.runtime.flows[stack[-1].flow], stack[-1], turn.knowledge)
    await _keep(turn, saved, stack[:-1], resumed, again, locale, spoken=spoken)


READING = 2.0
"""Seconds that nobody answers a question before, counted from the first try to send it; Telegram dates whole ones."""


async def _is_early(turn: Turn, chat_id: int, state: State, event: Said) -> bool:
    """Whether a text was sent before the open question had been delivered, so that it cannot be its answer.

    Message ids of a chat grow, which decides where a copy of the question was sent once. After a crash one may have
    been sent twice, the first time under an id that nobody knows: then only what Telegram dates later than the first
    try counts, since asking again does less harm than filing a repeated word under the next question.
    """
    if state.draft is None:
        return False
    for revision in sorted({state.draft.since, state.draft.revision}):
        sight = await outbox.sight(turn.connection, chat_id, question_name(state.flow, revision))
        if sight is None or _was_seen(sight, event, turn):
            return False
    return True


def _was_seen(sight: outbox.Sight, event: Said, turn: Turn) -> bool:
    if sight.first_tried_at is None:
        return False
    if sight.attempts == 1:
        return sight.message_id is not None and not 0 < event.message_id < sight.message_id
    dated = (turn.row.json().get("message") or {}).get("date", 0)
    return bool(dated > sight.first_tried_at.timestamp() + READING)


async def drop(turn: Turn, chat_id: int, about: str) -> bool:
    """The case `about` is erased: whatever was under way about it in a chat goes, with the answers it holds.

    Returns whether something else is under way there.
    """
    before = await conversations.load(turn.here, chat_id)
    stack = tuple(state for state in before.stack if state.about != about)
    if stack != before.stack:
        await conversations.save(turn.here, before, stack, turn.now, spoken=False)
        await drafts.watch(turn, chat_id, was=True, now=bool(stack))
    return bool(stack)


async def draft_is_due(turn: Turn, expects: Mapping[str, Any]) -> None:
    """A date of a draft came: whoever spoke since has as long again, and is recalled once only."""
    chat_id, stage = turn.row.lane, int(expects["stage"])
    draft = await conversations.load(turn.here, chat_id)
    if draft.active is None or draft.spoken_at is None:
        return
    if drafts.restarted(expects, draft.spoken_at):
        await drafts.follow(turn, chat_id, min(stage, drafts.WARN), draft.spoken_at)
        return
    if await quiet.put_off(turn, drafts.KIND, expects, [chat_id]):
        return
    if stage == drafts.FORGET:
        await _forget(turn, draft)
        return
    await drafts.follow(turn, chat_id, stage + 1, draft.spoken_at)
    locale = await turn.locale_of(chat_id)
    after, effects = _elapse(turn, draft.active, drafts.STAGES[stage][0])
    await _keep(turn, draft, draft.stack[:-1], after, effects, locale, spoken=False)


async def _forget(turn: Turn, before: Conversation) -> None:
    """Everything under way is erased, in one word: that of the form that lies lowest."""
    await conversations.save(turn.here, before, (), turn.now, spoken=False)
    await drafts.watch(turn, before.chat_id, was=True, now=False)
    locale = await turn.locale_of(before.chat_id)
    for state in reversed(before.stack):
        _, effects = _elapse(turn, state, drafts.STAGES[drafts.FORGET][0])
        if state is not before.stack[0]:
            effects = [effect for effect in effects if not isinstance(effect, Say)]
        await carry_out(turn, before.chat_id, state.flow, locale, effects)


def _elapse(turn: Turn, state: State, kind: str) -> Result:
    return engine.advance(turn.runtime.flows[state.flow], state, Elapsed(kind, state.revision), turn.knowledge)


async def old_button(turn: Turn, chat_id: int, locale: str) -> None:
    """A button of a form that is over, or of another program: the press is answered, and nothing changes."""
    known = await people.find(turn.here, chat_id)
    turn.toast = toast(known.locale if known is not None else locale, phrase("press.over"))

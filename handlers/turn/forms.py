"""Forms: one event of a private chat goes to the flow under way, or begins one; what it leads to becomes rows; one that
lies still is recalled once, gently, then its end is told beforehand, then it is erased.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from conversations.engine import engine, pieces
from conversations.engine.effects import Effect, Say, Start, Submit
from conversations.engine.events import Commanded, Edited, Elapsed, Event, Pressed, Said
from conversations.engine.position import Result
from conversations.engine.state import State
from handlers.turn import quiet
from handlers.turn.carrying_out import carry_out
from handlers.turn.carrying_out import hand_in as hand_in
from handlers.turn.turn import Turn
from network.calendar import next_sending_time
from network.phrase import phrase
from storage import conversations, people
from storage.conversations import Conversation
from storage.durable import due


async def talk(turn: Turn, chat_id: int, locale: str, event: Event) -> bool:
    """Advance the form under way in a chat by one event. Returns whether there is one.

    `locale` is what Telegram says of the person, used at their very first word.
    """
    before = await _under_way(turn, chat_id)
    if isinstance(event, Said) and await _goes_on(turn, before, locale, event):
        return True
    if before.active is not None:
        await _go_on(turn, before, before.active, locale, event)
    return before.active is not None


async def _goes_on(turn: Turn, before: Conversation, locale: str, piece: Said) -> bool:
    """A further piece of a text: all of it stands for the answer that its beginning gave, or follows what was sent."""
    text, active = pieces.gone_on(before.long_texts, piece, quiet.dated(turn)), before.active
    if text is None or not (text.sent or (active and (active.flow, active.about) == (text.flow, text.about))):
        return False
    now = replace(before, long_texts=pieces.gone_on_with(before.long_texts, piece, quiet.dated(turn)))
    if text.sent:
        await _save(turn, now, now.stack)
        await hand_in(turn, before.chat_id, locale, pieces.sent_on(turn.runtime.flows[text.flow], text, piece))
    elif active is not None:
        await _go_on(turn, now, active, locale, Edited(now.long_texts[-1].text, text.first, goes_on=True))
    return True


async def _go_on(turn: Turn, before: Conversation, active: State, locale: str, event: Event) -> None:
    person = await people.meet(turn.here, before.chat_id, locale, turn.now)
    if isinstance(event, Said) and active.draft is not None:
        event = replace(event, early=await quiet.is_early(turn, before.chat_id, active, event))
        before = replace(before, long_texts=pieces.begun(before.long_texts, active, event, quiet.dated(turn)))
    elif isinstance(event, Edited) and not event.goes_on:
        texts, event = pieces.corrected(before.long_texts, event)
        before = replace(before, long_texts=texts)
    state, effects = engine.advance(turn.runtime.flows[active.flow], active, event, turn.knowledge)
    await _keep(turn, before, before.stack[:-1], state, effects, person.locale)


async def _under_way(turn: Turn, chat_id: int) -> Conversation:
    """What is under way in a chat; a form that the program no longer has is over."""
    found = await conversations.load(turn.here, chat_id)
    stack = tuple(state for state in found.stack if state.flow in turn.runtime.flows)
    if stack == found.stack:
        return found
    await _save(turn, found, stack, spoken=False)
    await _watch(turn, chat_id, was=True, now=bool(stack))
    return await conversations.load(turn.here, chat_id)


async def _save(turn: Turn, before: Conversation, stack: tuple[State, ...], *, spoken: bool = True) -> None:
    """Replace the stack that was loaded as `before`; the long texts of forms that are over go."""
    now = replace(before, long_texts=pieces.kept(before.long_texts, stack, turn.caller.message_id))
    await conversations.save(turn.here, now, stack, turn.now, spoken=spoken)


async def press(turn: Turn, chat_id: int, locale: str, flow: str, event: Pressed) -> None:
    """A button of a flow. It counts where that flow is the active one; else the press is only answered."""
    before = await _under_way(turn, chat_id)
    if before.active is not None and before.active.flow == flow:
        await _go_on(turn, before, before.active, locale, event)
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
    known: Mapping[str, Any] | None = None,
    pressed: bool = False,
    which_language: bool = False,
    first: Said | None = None,
) -> None:
    """Start a flow over whatever is under way, which is given back afterwards; the same one is only come back to.

    `pressed`: by a button, which may be pressed twice; the second press is only answered while nothing has moved.
    `which_language`: it is asked first. `first`: what they wrote while nothing was under way. `known`: what may
    stand at its questions.
    """
    person = await people.meet(turn.here, chat_id, locale, turn.now)
    before = await _under_way(turn, chat_id)
    if before.active is not None and (before.active.flow, before.active.about) == (flow, about):
        if pressed and before.active.pressed == _begun(before.active):
            turn.answer(phrase("toast.already"), person.locale)
            return
        await _go_on(turn, before, before.active, locale, Commanded("debut"))
        return
    spoken = engine.UNKNOWN if which_language else person.locale
    await _lay_over(turn, before, before.stack, flow, spoken, about, answers, first, known)


async def _lay_over(
    turn: Turn,
    before: Conversation,
    under: tuple[State, ...],
    flow: str,
    locale: str,
    about: str = "",
    answers: Mapping[str, Any] | None = None,
    first: Said | None = None,
    known: Mapping[str, Any] | None = None,
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
        known=known,
        first=first,
    )
    if first is not None:
        before = replace(before, long_texts=pieces.begun(before.long_texts, state, first, quiet.dated(turn)))
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
    over, sent = engine.is_over(state), any(isinstance(effect, Submit) for effect in effects)
    stack = engine.beneath(turn.runtime.flows, under, state.flow) if sent else under if over else (*under, state)
    await _save(turn, before, stack, spoken=spoken)
    await _watch(turn, before.chat_id, was=bool(before.stack), now=bool(stack))
    locale = await carry_out(turn, before.chat_id, state, locale, effects)
    wanted = next((effect for effect in effects if isinstance(effect, Start)), None)
    if wanted is None and (not (over and stack) or (sent and turn.runtime.flows[state.flow].rests)):
        return
    saved = await conversations.load(turn.here, before.chat_id)
    if wanted is not None and not (stack and stack[-1].flow == wanted.flow):
        await _lay_over(turn, saved, saved.stack, wanted.flow, locale, answers=wanted.answers)
        return
    resumed, again = engine.resume(turn.runtime.flows[stack[-1].flow], stack[-1], turn.knowledge)
    await _keep(turn, saved, stack[:-1], resumed, again, locale, spoken=spoken)


async def drop(turn: Turn, chat_id: int, about: str) -> bool:
    """The case `about` is erased: whatever was under way about it in a chat goes, with the answers it holds.

    Returns whether something else is under way there.
    """
    before = await _under_way(turn, chat_id)
    stack = tuple(state for state in before.stack if state.about != about)
    if stack != before.stack:
        await _save(turn, before, stack, spoken=False)
        await _watch(turn, chat_id, was=True, now=bool(stack))
    return bool(stack)


async def old_button(turn: Turn, chat_id: int, locale: str) -> None:
    """A button of a form that is over, or of another program: the press is answered, and nothing changes."""
    known = await people.find(turn.here, chat_id)
    turn.answer(phrase("press.over"), known.locale if known is not None else locale)


# --- drafts -----------------------------------------------------------------------------------------------------------


DRAFT = "draft"

STAGES: tuple[tuple[str, timedelta], ...] = (
    ("remind", timedelta(hours=24)),
    ("warn", timedelta(days=27)),
    ("forget", timedelta(days=30)),
)
"""What happens how long after the person's last word."""
WARN, FORGET = 1, 2


async def _watch(turn: Turn, chat_id: int, *, was: bool, now: bool) -> None:
    """Begin to watch a draft when there is one, and stop when there is none any more."""
    if now and not was:
        await _schedule(turn, chat_id, 0, turn.now)
    elif was and not now:
        await due.cancel(turn.connection, chat_id, DRAFT)


async def _schedule(turn: Turn, chat_id: int, stage: int, spoken_at: datetime) -> None:
    """Set the date of a stage, counted from the person's last word."""
    wanted = spoken_at + STAGES[stage][1]
    if stage == FORGET:  # the word before it promised so many days, and may have waited for sending hours
        wanted = max(wanted, turn.now + STAGES[FORGET][1] - STAGES[WARN][1])
    at = next_sending_time(wanted, turn.network.identity.timezone)
    expects = {"stage": stage, "spoken_at": spoken_at.isoformat()}
    await due.schedule(turn.here, DRAFT, chat_id, at, expects)


def _restarted(expects: Mapping[str, Any], spoken_at: datetime) -> bool:
    """Whether the person has said something since the date was set."""
    return datetime.fromisoformat(expects["spoken_at"]) != spoken_at


async def draft_is_due(turn: Turn, expects: Mapping[str, Any]) -> None:
    """A date of a draft came: whoever spoke since has as long again, and is recalled once only."""
    chat_id, stage = turn.row.lane, int(expects["stage"])
    draft = await _under_way(turn, chat_id)
    if draft.active is None or draft.spoken_at is None:
        return
    if _restarted(expects, draft.spoken_at):
        await _schedule(turn, chat_id, min(stage, WARN), draft.spoken_at)
        return
    if await quiet.postponed(turn, DRAFT, expects, [chat_id]):
        return
    if stage == FORGET:
        await _forget(turn, draft)
        return
    await _schedule(turn, chat_id, stage + 1, draft.spoken_at)
    locale = await turn.locale_of(chat_id)
    after, effects = _elapse(turn, draft.active, STAGES[stage][0])
    await _keep(turn, draft, draft.stack[:-1], after, effects, locale, spoken=False)


async def _forget(turn: Turn, before: Conversation) -> None:
    """Everything under way is erased, in one word: that of the form that lies lowest."""
    await _save(turn, before, (), spoken=False)
    await _watch(turn, before.chat_id, was=True, now=False)
    locale = await turn.locale_of(before.chat_id)
    for state in reversed(before.stack):
        _, effects = _elapse(turn, state, STAGES[FORGET][0])
        if state is not before.stack[0]:
            effects = [effect for effect in effects if not isinstance(effect, Say)]
        await carry_out(turn, before.chat_id, state, locale, effects)


def _elapse(turn: Turn, state: State, kind: str) -> Result:
    return engine.advance(turn.runtime.flows[state.flow], state, Elapsed(kind, state.revision), turn.knowledge)

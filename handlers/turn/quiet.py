"""Pace: what nobody asked for comes one at a time, however much came due at once; and nobody answers what they have not
seen yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from conversations.engine.events import Said
from conversations.engine.state import State
from handlers.turn.screen import Screen
from handlers.turn.turn import Turn
from network.calendar import in_sending_hours, next_sending_time
from network.phrase import Phrase, phrase
from storage.durable import about, due, flood, inbox, once, outbox

GAP = timedelta(hours=1)
MOST_WAITS = 4
"""So often a question waits; then it is asked."""
Reader = int | str
"""Who hears: an account, somebody without one by their case (negative), or a referent."""


async def may_interrupt(turn: Turn, reader: Reader) -> bool:
    """Whether something that waits may be told to `reader`, since nothing was within the hour. Then it is told."""
    return await once.mark_within(turn.connection, f"told:{reader}", turn.now, GAP, _account(reader))


def _account(reader: Reader) -> int | None:
    return reader if isinstance(reader, int) and reader > 0 else None


async def interrupted(turn: Turn, readers: Iterable[Reader]) -> None:
    """They hear now what cannot wait."""
    for reader in readers:
        await may_interrupt(turn, reader)


async def others_first(turn: Turn, *, kind: str | None = None, lane: int | None = None) -> bool:
    """Whether other dates have come and wait to be worked, of that kind or in that lane, as after a downtime."""
    besides = await inbox.dates_besides(turn.connection, turn.row.id, kind=kind, lane=lane)
    return besides or await due.are_due(turn.connection, turn.now, kind=kind, lane=lane)


async def postponed(turn: Turn, kind: str, expects: Mapping[str, Any], readers: Iterable[Reader]) -> bool:
    """Whether a question that does not press must wait, since one of those who would get it has heard something else
    just now: then its date comes again in an hour. Where it need not, it counts as asked.
    """
    asked = list(readers)
    waits = int(expects.get("waits", 0))
    if waits < MOST_WAITS and any([await _has_just_heard(turn, reader) for reader in asked]):
        await again(turn, kind, {**expects, "waits": waits + 1})
        return True
    for reader in asked:
        await once.mark_within(turn.connection, f"asked:{reader}", turn.now, GAP, _account(reader))
    return False


async def again(turn: Turn, kind: str, expects: Mapping[str, Any]) -> None:
    """The date that has come comes again in an hour."""
    at = soon(turn, turn.now + GAP + timedelta(minutes=1))
    await due.schedule(turn.here, kind, turn.row.lane, at, dict(expects))


async def _has_just_heard(turn: Turn, reader: Reader) -> bool:
    return any(
        [await once.marked_within(turn.connection, f"{how}:{reader}", turn.now, GAP) for how in ("told", "asked")]
    )


async def alarm(turn: Turn, kind: str, who: int, said: Phrase, case: str = "") -> None:
    """Tell the coordination once what somebody has done whom nobody knows, on a `case` if on any. What comes within the
    hour, on cases by one person, else by anybody, is told in the same message, the newest and how many more, so that
    nobody can make them read a hundred.
    """
    one, gathered, whose = f"{kind}:{who}", f"alarm:{kind}", None
    if case:
        one, gathered, whose = f"{one}:{case}", f"{gathered}:{who}", who
    if not await once.mark(turn.connection, one, turn.now, who):
        return
    first = await once.mark_within(turn.connection, gathered, turn.now, GAP, whose)
    since = await once.begun(turn.connection, gathered)
    name = f"alarm:{since:%Y%m%d%H%M%S%f}"
    names = (about.account(who), case) if case else (about.account(who),)
    if first:
        await turn.show(turn.coordinators(), Screen([said], about=names), name)
        return
    more = phrase("waiting.more", count=await once.count(turn.connection, kind, since, whose) - 1)
    await turn.edit(turn.coordinators(), Screen([said, more], about=names), name)


def sleeps(turn: Turn) -> bool:
    """Whether it is night, or a day of rest: what cannot wait until people are at work comes without sound."""
    return not in_sending_hours(turn.now, turn.network.identity.timezone)


def soon(turn: Turn, at: datetime) -> datetime:
    """`at`, or the next sending hour after it."""
    return next_sending_time(at, turn.network.identity.timezone)


# --- what had been seen when somebody wrote ---------------------------------------------------------------------------


def dated(turn: Turn) -> int:
    """When Telegram dates the message of this turn; 0 where it is none."""
    message = turn.row.json().get("message") or {}
    return int(message.get("date", 0))


def name_of(flow: str, revision: int) -> str:
    """The logical name of the message that asked at `revision`."""
    return f"{flood.QUESTION}:{flow}:{revision}"


READING = 2.0
"""Seconds that nobody answers a question before, counted from the first try to send it; Telegram dates whole ones."""


async def is_early(turn: Turn, chat_id: int, state: State, event: Said) -> bool:
    """Whether a text was sent before the open question had been delivered, so that it cannot be its answer.

    Message ids of a chat grow, which decides where a copy of the question was sent once. After a crash one may have
    been sent twice, the first time under an id that nobody knows: then only what Telegram dates later than the first
    try counts, since asking again does less harm than filing a repeated word under the next question.
    """
    if state.draft is None:
        return False
    for revision in sorted({state.draft.since, state.draft.revision}):
        sight = await outbox.sight(turn.connection, chat_id, name_of(state.flow, revision))
        if sight is None or _was_seen(sight, event, turn):
            return False
    return True


def _was_seen(sight: outbox.Sight, event: Said, turn: Turn) -> bool:
    if sight.first_tried_at is None:
        return False
    if sight.tries == 1:
        return sight.message_id is not None and not 0 < event.message_id < sight.message_id
    return bool(dated(turn) > sight.first_tried_at.timestamp() + READING)

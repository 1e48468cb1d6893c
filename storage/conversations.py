"""Conversations under way: one stack of flow states per chat, saved with a version so that none overwrites another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Integer, Table, bindparam, select, update

from conversations.engine.pieces import LongText
from conversations.engine.state import State
from storage.engine.columns import Instant, Kept, Whose, metadata, names, of, of_network
from storage.engine.dialect import insert_for
from storage.engine.here import Here
from storage.engine.prepared import hot

# `stack` holds the states of the flows of a chat, the active one last; `version` guards against a lost update;
# `spoken_at` is when the person last did something, which reminders count from. `long_texts` are those that may come in
# several messages; see `LongText`.
conversation = Table(
    "conversation",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, info=names(Whose.PERSON)),
    of_network(),
    Column("version", Integer, nullable=False, info=of(Whose.NOBODY)),
    Column("stack", JSON, nullable=False, info=of(Whose.PERSON, Kept.WORKED)),
    Column("changed_at", Instant, nullable=False, info=of(Whose.PERSON)),
    Column("spoken_at", Instant, info=of(Whose.PERSON)),
    Column("long_texts", JSON(none_as_null=True), info=of(Whose.PERSON, Kept.WORKED)),
)


class ConflictError(Exception):
    """Another turn of the same chat saved first: run the turn again."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """The flows of a chat, the active one last; empty when nothing is under way. Version 0 is not stored yet."""

    chat_id: int
    version: int = 0
    stack: tuple[State, ...] = ()
    changed_at: datetime | None = field(default=None, compare=False)
    spoken_at: datetime | None = field(default=None, compare=False)
    long_texts: tuple[LongText, ...] = ()

    @property
    def active(self) -> State | None:
        """The flow that the next answer belongs to."""
        return self.stack[-1] if self.stack else None


_LOAD = hot(select(conversation).where(conversation.c.chat_id == bindparam("chat")))
_SAVE = hot(
    update(conversation).where(
        conversation.c.chat_id == bindparam("chat"), conversation.c.version == bindparam("before")
    )
)


async def load(here: Here, chat_id: int) -> Conversation:
    """The conversation of a chat; a new one where there is none."""
    row = (await here.execute(_LOAD, {"chat": chat_id})).one_or_none()
    if row is None:
        return Conversation(chat_id)
    stack = tuple(State.from_json(raw) for raw in row.stack)
    texts = tuple(LongText.from_json(raw) for raw in row.long_texts or ())
    return Conversation(chat_id, row.version, stack, row.changed_at, row.spoken_at, texts)


async def writing_about(here: Here, chats: Iterable[int], about: str) -> list[int]:
    """In which of these chats a form about that case is under way."""
    c = conversation.c
    rows = await here.execute(select(c.chat_id, c.stack).where(c.chat_id.in_(list(chats))))
    return sorted(row.chat_id for row in rows if any(state.get("about") == about for state in row.stack))


@cache
def _begun(insert: Any) -> Any:
    return insert(conversation).on_conflict_do_nothing(index_elements=["chat_id"])


async def save(
    here: Here,
    before: Conversation,
    stack: tuple[State, ...],
    now: datetime,
    *,
    spoken: bool = True,
) -> None:
    """Replace the stack that was loaded as `before`, and keep its long texts; `spoken`: since the person did something,
    not a date.

    Raises:
        ConflictError: somebody else saved in between.
    """
    values: dict[str, Any] = {
        "stack": [state.to_json() for state in stack],
        "version": before.version + 1,
        "changed_at": now,
        "long_texts": [asdict(text) for text in before.long_texts] or None,
    }
    if spoken:
        values["spoken_at"] = now
    if before.version == 0:
        new = {"chat_id": before.chat_id, "network_id": here.network_id, **values}
        done = await here.execute(_begun(insert_for(here.connection)), new)
    else:
        done = await here.execute(_SAVE, {"chat": before.chat_id, "before": before.version, **values})
    if done.rowcount != 1:
        raise ConflictError(before.chat_id)

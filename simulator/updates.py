"""The queue of updates: what waits for the bot, and what getUpdates confirms."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence
from typing import Any

Update = dict[str, Any]

_NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


class UpdateQueue:
    """Updates in order of `update_id`. Nothing leaves before the bot confirmed it."""

    def __init__(self, first_id: int = 100_000_001) -> None:
        self.waiting: list[Update] = []
        self.confirmed: dict[int, Update] = {}
        self.again: list[Update] = []
        self.allowed: tuple[str, ...] = ()
        self.next_id = first_id

    def allow(self, kinds: Sequence[str] | None) -> None:
        """Remember which updates the bot wants; nothing leaves the choice as it was, an empty list is the default."""
        if kinds is not None:
            self.allowed = tuple(kinds)

    def wants(self, kind: str) -> bool:
        """Whether an update of this kind is made at all."""
        return kind in self.allowed if self.allowed else kind not in _NOT_BY_DEFAULT

    def add(self, kind: str, payload: dict[str, Any]) -> Update | None:
        """Queue what happened; nothing when the bot does not want it."""
        if not self.wants(kind):
            return None
        update = {"update_id": self.next_id, kind: copy.deepcopy(payload)}
        self.next_id += 1
        self.waiting.append(update)
        return update

    def confirm_below(self, offset: int) -> int:
        """Forget every waiting update below `offset`; tell how many."""
        gone = [update for update in self.waiting if update["update_id"] < offset]
        self.waiting = self.waiting[len(gone) :]
        self.confirmed.update((update["update_id"], update) for update in gone)
        return len(gone)

    def confirm(self, update_id: int) -> None:
        """Forget one update (a webhook accepted it)."""
        for update in [update for update in self.waiting if update["update_id"] == update_id]:
            self.waiting.remove(update)
            self.confirmed[update_id] = update

    def apply_offset(self, offset: int) -> int:
        """What `offset` means: confirm everything below it; a negative one keeps only the last ones."""
        if offset < 0:
            keep = self.waiting[offset:]
            return self.confirm_below(keep[0]["update_id"] if keep else 0)
        return self.confirm_below(offset) if offset > 0 else 0

    def peek(self, limit: int) -> list[Update]:
        """The oldest waiting updates, after those delivered a second time (given once, whatever the offset)."""
        repeated, self.again = self.again[:limit], self.again[limit:]
        return repeated + self.waiting[: limit - len(repeated)]

    def redeliver(self, update_ids: Iterable[int]) -> None:
        """Deliver confirmed updates once more, under the same ids. Raises `KeyError` for one never confirmed."""
        self.again += [self.confirmed[update_id] for update_id in update_ids]

    def drop_all(self) -> None:
        """Forget what waits (drop_pending_updates)."""
        self.waiting.clear()
        self.again.clear()

    def forget(self) -> None:
        """Forget everything but the choice and the numbering, which never goes back."""
        self.drop_all()
        self.confirmed.clear()


def queue_of(update: Update) -> int:
    """What updates are kept in order by: their chat, or their person."""
    body = next(value for key, value in update.items() if key != "update_id")
    told = body if isinstance(body, dict) else {}  # a test may make one up that is nothing
    message = told.get("message")
    within = message.get("chat") if isinstance(message, dict) else None
    places = (told.get("chat"), within, told.get("from"))
    return next((int(place["id"]) for place in places if isinstance(place, dict) and "id" in place), 0)

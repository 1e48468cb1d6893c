"""The program of today, started on a filled database: what stands on screens, and what changes there."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from simulator.chats import Message
from storage.durable import due
from tests.filled import kept
from tests.stage import Stage, staged
from tests.stage.inside import happen, rows
from tests.stage.post_office import Office, post_office
from tests.stage.story import plain

Json = dict[str, Any]


@dataclass(slots=True)
class Resumed:
    """The stage, the post office, and the inventory of what was there. `seen` is how every screen looked last."""

    stage: Stage
    office: Office
    told: Json
    seen: dict[tuple[int, int], Any] = field(default_factory=dict)

    def case(self, word: str) -> str:
        """The reference of a case, by the word that it is known by."""
        return str(self.told["cases"][word])

    def who(self, word: str) -> int:
        """The account of somebody, by the word that their case is known by."""
        return int(self.told["people"][word])

    def heard(self) -> Mapping[int, list[str]]:
        """What the bot has said or changed since this was asked last, by chat."""
        fresh: dict[int, list[str]] = {}
        for chat in self.stage.world.chats:
            for message in self._said(chat):
                key, look = (chat, message.message_id), (message.content, message.markup)
                if self.seen.get(key) != look:
                    self.seen[key] = look
                    fresh.setdefault(chat, []).append(_shown(message))
        return fresh

    def _said(self, chat: int) -> list[Message]:
        return self.stage.world.said_by_bot(chat)

    async def press(self, who: int, chat: int, number: int, data: str) -> str:
        """Somebody presses a button of an old screen, whether it still stands there or not. Gives the answer."""
        return plain(await self.stage.forge(who, chat, number, data))

    async def edit(self, chat: int, name: str, words: str) -> None:
        """The program changes the message of that logical name: its words, or those under a file."""
        [message] = [m for m in self._said(chat) if m.message_id == self._number(chat, name)]
        part, method = ("text", "editMessageText") if "text" in message.content else ("caption", "editMessageCaption")
        await happen(self.stage, chat, lambda t: t.call(chat, method, {part: words}, name))
        await self.stage.settle()

    def _number(self, chat: int, name: str) -> int:
        return next(
            int(one[1]) for found in self.told["names"].values() for one in found if [one[0], one[2]] == [chat, name]
        )

    async def waiting_dates(self) -> set[int]:
        """The numbers of the dates that wait."""
        return {
            row.id
            for row in await rows(self.stage.settings.database_url, "SELECT id FROM due WHERE status = 'waiting'")
        }

    async def listen_until(self, moment: datetime, step: timedelta) -> dict[int, list[str]]:
        """What is said, by chat, while time passes to the next date, or by a `step` where that is longer."""
        stage, said = self.stage, dict[int, list[str]]()
        while (now := stage.clock.now()) < moment:
            at = await stage.running.database.run(due.next_date)
            await stage.pass_time(min(max(at or moment, now + step), moment) - now)
            for chat, texts in self.heard().items():
                said.setdefault(chat, []).extend(texts)
        return said

    async def faults(self) -> list[str]:
        """Rows that were parked, with their fault."""
        query = "SELECT source, fault, payload FROM inbox WHERE status = 'parked'"
        parked = await rows(self.stage.settings.database_url, query)
        return [f"{row.source}: {row.fault}: {row.payload[:200]}" for row in parked]


def _shown(message: Message) -> str:
    """A message as it is read: its words, then its buttons."""
    return plain(" ".join((message.text, *(f"[{label}]" for row in message.labels for label in row))))


@asynccontextmanager
async def resumed(url: str, *, start: bool = True) -> AsyncIterator[Resumed]:
    """Today's program on the filled database, which is loaded into an empty one; what waited is done."""
    kind = kept.kind_of(url)
    await kept.load(url)
    async with post_office() as office, staged(url, at=kept.time_of(kind), run=False, smtp_url=office.url) as stage:
        kept.restore_world(stage.world, kept.read(kind, "world"))
        answers = await rows(url, "SELECT answers FROM case_file")
        stage.told += [json.loads(row.answers) if isinstance(row.answers, str) else row.answers for row in answers]
        it = Resumed(stage, office, kept.manifest(kind))
        it.heard()
        if start:
            await stage.start()
            await stage.settle()
        yield it

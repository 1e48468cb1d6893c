"""A crowd: people who each tell a project, as patient as people are, and answer whatever question stands open."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from conversations.words.lengths import joined
from simulator.cast import Person
from simulator.chats import Message
from simulator.world import World
from tests.stage.story import full

PATIENCE = 600.0
"""Seconds of real time after which somebody who gets no question counts as lost."""

BUTTONS = {
    "info": ("read",),
    "understood": ("right",),
    "sector": ("on:alimentaire", "ok"),
    "nature": ("on:takeover", "ok"),
    "recap": ("send",),
}
ELSE = ("skip", "ok")
"""What is pressed at a step of that name, and at any other that is not answered in words: the first that is there."""


@dataclass(slots=True)
class Holder:
    """Somebody with a project of their own: their answers can be told from everybody else's."""

    world: World
    number: int

    def __post_init__(self) -> None:
        """Enter the world."""
        self.world.add_person(Person(id=self.id, first_name="Vous", phone=self.phone, language_code="fr"))

    @property
    def id(self) -> int:
        """The Telegram id."""
        return 500_000 + self.number

    @property
    def phone(self) -> str:
        """A number of those reserved for fiction."""
        return f"+3319900{self.number % 10_000:04d}"

    @property
    def words(self) -> Mapping[str, str]:
        """What they say at the steps that want words."""
        return {
            "project": joined(self.pieces),
            "place": "La Tour-d'Auvergne",
            "name": "Porteur " + "".join("abcdefghij"[int(digit)] for digit in str(self.number)).capitalize(),
            "contact": self.phone,
        }

    @property
    def pieces(self) -> list[str]:
        """Their project as they send it: of every other, in two messages, since it is too long for one."""
        told = f"Projet numéro {self.number} : reprendre une boulangerie."
        return [full(told), "Et vivre ici."] if self.number % 2 == 0 else [told]

    def wrong(self, answers: Mapping[str, Any]) -> list[str]:
        """The steps whose stored answer is not what they gave."""
        given = {
            "project": self.words["project"],
            "sector": ["alimentaire"],
            "nature": ["takeover"],
            "name": self.words["name"],
        }
        wrong = [step for step, value in given.items() if answers.get(step) != value]
        if (answers.get("place") or {}).get("commune") != "63192":
            wrong.append("place")
        if (answers.get("contact") or {}).get("phone") != self.phone:
            wrong.append("contact")
        return wrong

    async def tell(self) -> None:
        """Tell the whole project, to the acknowledgement."""
        self.world.start(self.id)
        seen = ""
        while question := await self._next(seen):
            seen = self._key(question)
            self._answer(question)

    @property
    def acknowledged(self) -> bool:
        """Whether the bot gave them a reference."""
        return any("SV-" in message.text for message in self.world.said_by_bot(self.id))

    async def _next(self, seen: str) -> Message | None:
        """The open question once it is another than the one seen last; None once the project is acknowledged."""
        async with asyncio.timeout(PATIENCE):
            while not self.acknowledged:
                question = self._open()
                if question is not None and self._key(question) != seen:
                    return question
                await asyncio.sleep(0.02)
        return None

    def _open(self) -> Message | None:
        for message in reversed(self.world.said_by_bot(self.id)):
            if message.buttons and message.buttons[0][0]["callback_data"].startswith("intake|"):
                return message
        return None

    @staticmethod
    def _key(question: Message) -> str:
        return f"{question.message_id} " + " ".join(Holder._values(question))

    @staticmethod
    def _values(question: Message) -> dict[str, str]:
        data = [button["callback_data"] for row in question.buttons for button in row]
        return {item.split("|", 3)[3]: item for item in data}

    def _answer(self, question: Message) -> None:
        step = question.buttons[0][0]["callback_data"].split("|")[1]
        values = self._values(question)
        if step == "project":
            for piece in self.pieces:
                self.world.say(self.id, self.id, piece)
            return
        if step in self.words:
            self.world.say(self.id, self.id, self.words[step])
            return
        wanted = next(value for value in (*BUTTONS.get(step, ()), *ELSE) if value in values)
        self.world.press(self.id, self.id, question.message_id, values[wanted], stale=True)

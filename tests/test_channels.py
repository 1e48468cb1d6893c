"""Channels: a third one, in memory, has a referent act from the proposal to the end, and no feature knows of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from handlers.turn.channels.ways import CHANNELS, Channel
from handlers.turn.screen import Screen, bare
from handlers.turn.turn import Turn
from storage import accounts, people
from tests.stage import BOUCHE, PERSON, SANCY_ARTENSE, staged
from tests.stage.inside import happen, press, send_case, value

PIGEON = 1 << 58
"""The account of somebody who is reached by it."""


@dataclass
class Memory:
    """What stands before each reader, by name; nothing leaves the process."""

    stands: dict[tuple[int, str | None], Screen] = field(default_factory=dict)
    turns: int = 0

    def reaches(self, chat_id: int) -> bool:
        """Accounts of a range of their own."""
        return chat_id >= PIGEON

    async def show(self, turn: Turn, chat_id: int, screen: Screen, name: str | None) -> None:
        """It stands there."""
        self.stands[chat_id, name] = screen

    async def edit(self, turn: Turn, chat_id: int, screen: Screen, name: str) -> None:
        """Another stands in its place."""
        self.stands[chat_id, name] = screen

    async def edit_buttons(self, turn: Turn, chat_id: int, screen: Screen, name: str) -> None:
        """As it is there."""

    async def take_out(self, turn: Turn, chat_id: int, screen: Screen, name: str | None, which: dict[str, int]) -> None:
        """It stands there no more."""
        self.stands.pop((chat_id, name), None)

    async def close(self, turn: Turn) -> None:
        """Nothing was put off."""
        self.turns += 1


async def test_a_third_channel(database_url: str) -> None:
    """Proposed, taken, contacted and done; Telegram hears nothing of it, and nothing waits to be sent there."""
    async with staged(database_url, greeted=(SANCY_ARTENSE,)) as stage:
        memory: Channel = (there := Memory())
        stage.running.runtime.channels = (memory, *CHANNELS)

        async def bound(t: Turn) -> None:
            await accounts.bind(t.here, PIGEON, "conseillere-bouche", t.now)
            await people.meet(t.here, PIGEON, "fr", t.now)

        await happen(stage, BOUCHE, bound)
        await send_case(stage, discretion={"choice": "confidential", "version": "1"})
        proposal = there.stands[PIGEON, "proposal:SV-0001:technical"]
        assert [button.data for row in proposal.rows for button in row] == [
            "take|SV-0001|technical",
            "pass|SV-0001|technical",
        ]
        for verb in ("take", "contacted"):
            await press(stage, PIGEON, f"{verb}|SV-0001|technical")
        record = there.stands[PIGEON, "record:SV-0001:technical"]
        assert record.protect
        assert "Dominique Exemple" in bare("fr", record.paragraphs)
        assert "done|SV-0001|technical" in [button.data for row in record.rows for button in row]
        await press(stage, PIGEON, "done|SV-0001|technical")
        await stage.settle()
        assert await value(database_url, "SELECT status FROM slot WHERE role = 'technical'") == "done"
        assert await value(database_url, "SELECT count(*) FROM outbox WHERE chat_id = :who", who=PIGEON) == 0
        assert stage.texts(PERSON)
    assert there.turns

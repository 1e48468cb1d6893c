"""Filed: what came with a form is kept on its case as letters are, and passed on to whoever follows it already."""

from __future__ import annotations

from handlers.letters import attachments
from handlers.letters.envelopes import followers
from handlers.letters.letters import pass_on
from handlers.turn.events import FilesBrought
from handlers.turn.turn import Turn
from storage import letters
from storage.durable import once
from storage.letters import KEPT, PERSON, Content

NOT_OF_CONTENT = ("message_id", "step")


async def keep(turn: Turn, brought: FilesBrought) -> None:
    """Its person was told with the first which papers do not belong there, and is not told again."""
    case, found = brought.case, []
    waits = None if brought.author == PERSON else KEPT
    for file in brought.files:
        content = Content(**{name: value for name, value in file.items() if name not in NOT_OF_CONTENT})
        letter = await letters.add(
            turn.here, case.id, brought.author, brought.sender, file["message_id"], content, turn.now, waits_for=waits
        )
        found.append(letter)
    if brought.author != PERSON:
        return
    if any(letter.content.kind in attachments.PAPERS for letter in found):
        read = attachments.understood(brought.sender, case.reference)
        await once.mark(turn.connection, read, turn.now, brought.sender)
    near, far = await followers(turn, case)
    if near or far:
        await pass_on(turn, case, found)

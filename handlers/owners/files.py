"""Files: what came with a mail, made into pictures before the turn; of what is none, why."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.turn.screen import Paragraph, verbatim
from handlers.turn.turn import Turn
from network.phrase import Phrase, phrase
from reports.pictures import PictureError
from storage.durable import enclosures
from storage.durable.enclosures import File

BUILT_KEYS = {"mail.file.{}": ("kind", "size", "number", "broken", "program", "marked", "paper")}


@dataclass(frozen=True, slots=True)
class Files:
    """The pictures (JPEG) that came with a mail; of every other file its name, and why it is none."""

    pictures: tuple[bytes, ...] = ()
    refused: tuple[tuple[str, Phrase], ...] = ()

    def reasons(self) -> tuple[Phrase, ...]:
        """What is said of those that are not taken."""
        return tuple(phrase("mail.file.refused", name=verbatim(name), why=why) for name, why in self.refused)


async def read(turn: Turn) -> Files:
    """What came with the mail that this turn works."""
    pictures: list[bytes] = []
    refused: list[tuple[str, Phrase]] = []
    for one in await enclosures.of_row(turn.connection, turn.row.id):
        made = await _made(turn, one, len(pictures))
        if isinstance(made, bytes):
            pictures.append(made)
        else:
            refused.append((one.name, made))
    return Files(tuple(pictures), tuple(refused))


async def _made(turn: Turn, one: File, beside: int) -> bytes | Phrase:
    if one.why:
        return phrase(f"mail.file.{one.why}")
    if not one.is_picture:
        return phrase("mail.file.paper")
    try:
        return (await turn.runtime.make_picture(one.data, beside)).data
    except PictureError as error:
        return error.why


def said(files: Files) -> list[Paragraph]:
    """What is said of what was not taken, if anything was not."""
    return [files.reasons()] if files.refused else []

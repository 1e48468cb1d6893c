"""Files by mail: what came with one is kept with a case as what is sent on Telegram is; of what is not, its sender
reads which, and why.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from correspondence.reading import Reading
from handlers.letters import attachments
from handlers.letters import letters as post
from handlers.turn.screen import Paragraph, verbatim
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import Phrase, phrase
from storage import letters
from storage.cases import Case
from storage.durable import enclosures
from storage.durable.enclosures import Listed
from storage.letters import PERSON, Content, Letter

BUILT_KEYS = {"mail.file.{}": ("kind", "size", "number", "broken", "program", "marked", "act", "nowhere", "full")}
MOST_OF_CASE = 100 << 20
"""Bytes of the files of one case that came by mail: they lie in the database, and in each copy of it."""


@dataclass(frozen=True, slots=True)
class Came:
    """The files of a mail: those that can be `taken`, and those that cannot be."""

    taken: Sequence[Listed] = ()
    refused: Sequence[Listed] = ()

    def marks(self) -> list[str]:
        """What tells these files from others, without looking into them."""
        return [f"{one.name} {one.size} {one.why}" for one in (*self.taken, *self.refused)]


async def came(turn: Turn, said: Reading) -> Came:
    """What came with the mail that this turn works."""
    found = await enclosures.listed(turn.connection, turn.row.id) if said.kept else []
    return Came([one for one in found if not one.why], [one for one in found if one.why])


async def fitting(turn: Turn, case: Case | None, files: Came) -> Came:
    """The same, where what a case has no more room for is refused."""
    if case is None or not files.taken:
        return files
    room = MOST_OF_CASE - await letters.bytes_of(turn.here, case.id)
    taken: list[Listed] = []
    for one in files.taken:
        if one.size <= room:
            taken.append(one)
            room -= one.size
    full = [replace(one, why="full") for one in files.taken if one not in taken]
    return Came(taken, [*files.refused, *full])


async def say_refused(turn: Turn, account: int, files: Came, why: str = "") -> None:
    """Tell their sender which are not kept, and why: each for its own reason, or all of them since `why`."""
    found = [*files.refused, *(files.taken if why else ())]
    told = [_refused(one, why or one.why) for one in found]
    if told:
        await turn.say(account, tuple(told), locale=PARTNER_LOCALE)


def _refused(one: Listed, why: str) -> Phrase:
    return phrase("mail.file.refused", name=verbatim(one.name), why=phrase(f"mail.file.{why}"))


async def keep(
    turn: Turn, case: Case, author: str, account: int, files: Iterable[Listed], waits_for: str | None
) -> list[Letter]:
    """Keep files with a case, in their order. Those of one mail are an album."""
    album = f"mail:{turn.row.id}"
    return [
        await letters.add(
            turn.here,
            case.id,
            author,
            account,
            0,
            Content("document", file_name=one.name, album=album),
            turn.now,
            waits_for=waits_for,
            enclosed=one.id,
        )
        for one in files
    ]


async def from_person(turn: Turn, account: int, case: Case, files: Came) -> list[Paragraph]:
    """The files of the person of a case go to those who follow it; before the first, they read once which papers do not
    belong here, and what came waits for that. Returns what to tell about where they went.
    """
    if not files.taken:
        return []
    unread = await attachments.needs_word(turn, account, case.reference, Content("document"))
    waits_for = attachments.WORD if unread else None
    kept = await keep(turn, case, PERSON, account, files.taken, waits_for)
    if waits_for is None:
        return await post.pass_on(turn, case, kept)
    await attachments.ask_word(turn, account, PARTNER_LOCALE, case.reference)
    return []


def listed(files: Iterable[Letter]) -> list[Paragraph]:
    """The names of files, a line each; nothing where there are none."""
    lines = tuple(phrase("mail.file.line", name=verbatim(one.content.called)) for one in files)
    return [lines] if lines else []

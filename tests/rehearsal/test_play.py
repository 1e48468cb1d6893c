"""The story in a terminal, as somebody plays it on a server without a screen: lines in, lines out."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.rehearsal.shelf import with_past
from tests.stage.logged import complaints
from tests.stage.processes import started

ROOT = Path(__file__).parents[2]
PRESSED = (
    *(
        "J’ai lu",
        "I have read",
        "C’est juste",
        "That is right",
        "Métiers de bouche",
        "Food",
        "Reprendre",
        "Take over",
        "📱",
        "Envoyer",
        "Send",
    ),
    *("C’est tout", "Done", "Passer", "Skip"),
)
"""What somebody presses, the first that is there; what is chosen already (✓) is not chosen again."""
WRITTEN = {
    r"Quel est votre projet|What is your project": "Reprendre une boulangerie",
    r"Où aimeriez-vous|Where would you like": "la tour dauvergne",
    r"Comment vous appelez-vous|Your name goes only|your name\?": "Dominique et Camille",
}


@dataclass(slots=True)
class Terminal:
    """What a terminal shows, and whoever types."""

    process: asyncio.subprocess.Process

    async def shown(self) -> str:
        """Everything up to the next prompt, with plain spaces."""
        assert self.process.stdout is not None
        said = b""
        while not said.endswith(b" > "):
            piece = await self.process.stdout.read(4096)
            assert piece, said.decode()
            said += piece
        return said.decode().replace("\u202f", " ").replace("\u00a0", " ")

    async def type(self, line: str) -> str:
        """Type a line. Gives what comes of it."""
        assert self.process.stdin is not None
        self.process.stdin.write(line.encode() + b"\n")
        return await self.shown()

    async def sees(self, words: str, screen: str) -> str:
        """What is shown until `words` stand there: on a machine that is busy, an empty line shows the rest."""
        for _ in range(1000):
            if re.search(words, screen):
                return screen
            screen += await self.type("")
        raise AssertionError(f"nobody says {words!r}: {screen}")

    async def press(self, label: str, screen: str) -> str:
        """Type the number of a button."""
        number = buttons(screen)[label]
        return await self.type(number)


def buttons(screen: str) -> dict[str, str]:
    """The numbers of the buttons on a screen, by what they say."""
    found = re.findall(r"(?m)(?:^  |   )([\d.]+) (\S.*?)(?=   |$)", screen)
    return {label: number for number, label in found}


@asynccontextmanager
async def playing(folder: Path, *words: str) -> AsyncIterator[Terminal]:
    """`python -m bot play` in a folder of its own; it ends at the end of its input, and leaves nothing running."""
    (folder / "networks").symlink_to(ROOT / "networks")
    with with_past(folder / "data"):
        async with started(
            *(sys.executable, "-m", "bot", "play", *words),
            cwd=folder,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "COLUMNS": "200"},
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        ) as process:
            yield Terminal(process)
            assert process.stdin is not None
            process.stdin.close()
            _, errors = await process.communicate()
            assert (process.returncode, complaints(errors)) == (0, [])


async def tell(terminal: Terminal, screen: str) -> str:
    """Answer every question, to the acknowledgement. Gives the last screen."""
    for _ in range(50):
        if re.search(r"SV-\d{4}", screen):
            return screen
        words = next((text for question, text in WRITTEN.items() if re.search(question, screen)), None)
        offered = buttons(screen)
        label = next((label for start in PRESSED for label in offered if label.startswith(start)), None)
        screen = await terminal.type(words or offered.get(label or "", ""))
    raise AssertionError(f"the form does not end: {screen}")


async def play(terminal: Terminal, language: str, start: str) -> None:
    """The whole story, to the person who is told."""
    screen = await terminal.press(start, await terminal.shown())
    screen = await tell(terminal, screen)
    await terminal.sees(r"• (nouveau message pour|new message for) Réseau d’accueil .*\(@2, @3, @4[,)]", screen)

    await terminal.type("@conseillere" if language == "fr" else "@adviser")
    card = await terminal.sees("SV-0031", await terminal.type("#"))
    assert "Dominique" not in card
    await terminal.sees("» C’est à vous", await terminal.press("Je m’en occupe (métier)", card))
    record = await terminal.sees("Dominique et Camille", await terminal.type("#"))
    assert "01 99 00 00 0" in record

    await terminal.type("+1min")
    told = await terminal.type("@1" if language == "fr" else "@5")
    await terminal.sees("(Pour votre métier|For your trade) ?: .*Chambre de métiers", told)


@pytest.mark.proof
async def test_the_whole_story(tmp_path: Path) -> None:
    """In French; the orders are given after the same in English."""
    async with playing(tmp_path, "--language", "fr") as terminal:
        await play(terminal, "fr", "Démarrer")


@pytest.mark.proof
async def test_the_whole_story_then_orders(tmp_path: Path) -> None:
    """The clock, a kill, trouble, a block and a new beginning, each with its short order; nothing said is lost."""
    async with playing(tmp_path, "--language", "en") as terminal:
        await play(terminal, "en", "Start")
        assert "@2 Food crafts adviser" in await terminal.type("@")
        assert "Nobody is called that" in await terminal.type("@somebody")
        assert "five working days" in await terminal.type("?")
        assert "For the network it is" in await terminal.type("+5d")
        assert "The bot is dead" in await terminal.type("!kill")
        assert "01 99 00 00 31" not in await terminal.type("/help")
        again = await terminal.sees("The bot runs again", await terminal.type("!start"))
        await terminal.sees("01 99 00 00 31", again)  # what was said to a dead bot is answered
        assert "Telegram is down" in await terminal.type("!down")
        assert "Telegram is fine again" in await terminal.type("!fine")
        assert "blocked" in await terminal.type("!block")
        screen = await terminal.type("@5")
        assert "Unblock and restart" in screen
        await terminal.press("Unblock and restart", screen)
        assert "Unknown order" in await terminal.type("!selfdestruct")
        screen = await terminal.type("!reset")
        assert "The story begins anew" in screen
        assert "1 Start" in await terminal.type("@5")

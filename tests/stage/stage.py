"""What both stages have in common: a world, the program in it, and what people do and see there."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import SecretStr
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from bot.clock import Clock, real_now
from bot.invite import make_link
from bot.program import Prelude, Program
from bot.settings import Settings, load
from bot.wire.request import Transport
from network.model import Network
from simulator.chats import CallbackAnswer, Message
from simulator.world import World
from tests.stage import letter_box, post_office, secrecy, secrecy_by_mail

CAST = Path("tests/stage/cast.json")
NETWORK = Path("networks/sancy-volcans.toml")
GROUP = -1009000000001
PERSON, ENGLISH, BOUCHE, SANCY_ARTENSE, COORDINATOR = 1001, 1002, 1101, 1201, 1301
A_TUESDAY = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
"""Stories begin on a Tuesday morning with no public holiday near."""


@dataclass(slots=True)
class StillClock(Clock):
    """Business time that passes only when it is told to: what comes due does not hang on how busy the machine is."""

    start: datetime = A_TUESDAY

    def now(self) -> datetime:
        """Business time, in UTC."""
        return self.start + self.shift


@dataclass(slots=True)
class PatientClock(StillClock):
    """A world whose time stands still too, but for the times that somebody waits in it."""

    began: datetime = field(default_factory=real_now)
    waited: timedelta = timedelta(0)

    def real(self) -> datetime:
        """The world's time, in UTC."""
        return self.began + self.waited

    def elapsed(self) -> float:
        """The seconds that were waited."""
        return self.waited.total_seconds()


@dataclass
class Stage(ABC):
    """The world and the program that runs in it. `rebuilt` counts how often the program was built anew; `told` are the
    answers of people that were handed in without a word in a chat; `passed` is what people said for whom an address
    reaches. The program is `rehearsed` unless a test says
    otherwise: the cast acts for the referents of the network file.
    """

    world: World
    settings: Settings
    clock: StillClock
    program: Program | None = None
    rehearsed: bool = True
    rebuilt: int = 0
    told: list[Mapping[str, Any]] = field(default_factory=list)
    passed: dict[str, list[str]] = field(default_factory=dict)
    _stack: AsyncExitStack = field(default_factory=AsyncExitStack)

    @property
    @abstractmethod
    def transport(self) -> Transport:
        """What the program's calls go through."""

    @abstractmethod
    def build(self, prelude: Prelude | None = None) -> Program:
        """The program, which does not run yet."""

    @abstractmethod
    async def settle(self) -> None:
        """See to it that every update is confirmed and worked, and everything to be sent is sent."""

    @abstractmethod
    async def answer(self, press: str) -> CallbackAnswer:
        """What a press was answered, once everything has settled."""

    async def start(self, prelude: Prelude | None = None) -> None:
        """Build the program and run it."""
        self.program = await self._stack.enter_async_context(self.build(prelude))

    async def stop(self) -> None:
        """End the program. Nothing of it is left but its database."""
        await self._stack.aclose()
        self._stack, self.program = AsyncExitStack(), None

    async def rebuild(self) -> None:
        """Build the program anew from its database."""
        await self.stop()
        self.rebuilt += 1
        await self.start()

    @property
    def running(self) -> Program:
        """The program, which must run."""
        assert self.program is not None
        return self.program

    async def pass_time(self, delay: timedelta) -> None:
        """Let business time pass, and do what is due by then."""
        self.clock.advance(delay)
        await self.settle()

    # -- what people do --

    async def say(self, who: int, text: str, chat: int | None = None) -> Message:
        """Somebody writes, in private unless `chat` is given."""
        message = self.world.say(who, who if chat is None else chat, text)
        await self.settle()
        return message

    async def press(self, who: int, label: str, chat: int | None = None) -> str:
        """Somebody presses the newest button that says `label`. Returns what the press was answered."""
        message = self.button(who if chat is None else chat, label)
        return (await self.answer(self.world.press(who, message.chat_id, message.message_id, label))).text

    async def forge(self, who: int, chat: int, message_id: int, data: str) -> str:
        """Somebody presses `data` under a message, whether or not it stands there. Returns what that was answered."""
        return (await self.answer(self.world.press(who, chat, message_id, data, stale=True))).text

    async def link(self, referent: str) -> str:
        """A one-use link by which somebody becomes that referent, as the command line makes it."""
        return await make_link(self.settings, referent, self.transport)

    def button(self, chat: int, label: str) -> Message:
        """The newest message with a button that says `label`."""
        for message in reversed(self.world.said_by_bot(chat)):
            if any(label == text for row in message.labels for text in row):
                return message
        seen = [row for message in self.world.said_by_bot(chat)[-2:] for row in message.labels]
        raise AssertionError(f"no button {label!r} in chat {chat}; the last ones are {seen}")

    def texts(self, chat: int) -> list[str]:
        """What the bot's messages say in a chat, oldest first."""
        return [message.text for message in self.world.said_by_bot(chat)]

    def last(self, chat: int) -> str:
        """What the bot said last."""
        return self.texts(chat)[-1]


def settings_for(
    address: str,
    database_url: str,
    world: World,
    network_file: Path = NETWORK,
    smtp_url: str | None = None,
    places: Sequence[Path] = (),
    imap_url: str | None = None,
) -> Settings:
    """Settings as somebody would write them, for this world. `places`: for copies, up to two."""
    return load(
        _env_file=None,
        bot_token=world.bot.token,
        telegram_api_url=address,
        database_url=database_url,
        partner_group_id=GROUP,
        coordinator_ids="",
        network_file=network_file,
        smtp_url=smtp_url,
        imap_url=imap_url,
        backup_folder=next(iter(places), None),
        backup_copy_to=next(iter(places[1:]), None),
    )


async def network_of_now(url: str) -> Network | None:
    """What the network has become in a database; None where it stands as it began."""
    engine = create_async_engine(url, poolclass=NullPool)
    newest = text(
        "SELECT document FROM network_version WHERE version > 1 AND document <> '' ORDER BY version DESC LIMIT 1"
    )
    async with engine.connect() as connection:
        document = (await connection.execute(newest)).scalar_one_or_none()
    await engine.dispose()
    return None if document is None else Network.model_validate_json(document)


@asynccontextmanager
async def playing(stage: Stage, run: bool, greeted: Iterable[int]) -> AsyncIterator[None]:
    """A block in which a stage is used. Those `greeted` have written to the bot before, if it is to `run`.

    At the end, whatever the test was about: no call that Telegram would not know, and nothing personal in a group, or
    in a letter that may not hold it.
    """
    if run:
        await stage.start()
        for who in greeted:
            await stage.say(who, "/start")
    try:
        yield
    finally:
        await stage.stop()
    assert stage.world.failures == [], stage.world.failures
    leaked = _leaks(stage)
    if leaked:
        url = stage.settings.database_url
        leaked = _leaks(stage, await network_of_now(url), await published(url))
    assert leaked == [], "\n".join(leaked)


async def published(url: str) -> list[str]:
    """What a coordinator wrote for everybody to read: what a meeting is about, where it is, and what it speaks of."""
    engine = create_async_engine(url, poolclass=NullPool)
    async with engine.connect() as connection:
        asked = text(
            "SELECT subject, place FROM meeting WHERE status NOT IN ('draft', 'dropped')"
            " UNION SELECT words, '' FROM agenda_item UNION SELECT what, '' FROM decision"
        )
        found = [written for row in await connection.execute(asked) for written in row]
    await engine.dispose()
    return found


def _leaks(stage: Stage, since: Network | None = None, written: Iterable[str] = ()) -> list[str]:
    file, told, settings = stage.settings.network_file, stage.told, stage.settings
    office = post_office.OPEN.get(_port(settings.smtp_url))
    box = letter_box.OPEN.get(_port(settings.imap_url))
    sent = secrecy_by_mail.Sent(list(office.letters) if office else [], list(box.put_in) if box else [], stage.passed)
    return [
        *secrecy.leaks(stage.world, file, told, since, written),
        *secrecy_by_mail.leaks(stage.world, file, sent, told, since, written),
    ]


def _port(url: SecretStr | None) -> int:
    return (urlsplit(url.get_secret_value()).port or 0) if url is not None else 0

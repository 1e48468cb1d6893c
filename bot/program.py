"""The program: everything put together, started and stopped. `run`, `demo` and the tests all run this one."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from functools import partial
from typing import Any, Self

import structlog
from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot import menus, pictures, spreadsheets
from bot.clock import Clock
from bot.loops.alarms import Alarms, Trouble
from bot.loops.bell import Bell
from bot.loops.copying import Copier
from bot.loops.counting import Counter
from bot.loops.deliver import Deliverer
from bot.loops.due_dates import Dates
from bot.loops.erasures import Lister
from bot.loops.mail import Mailer
from bot.loops.mailbox import Mailbox
from bot.loops.publishing import Publishing
from bot.loops.receive import Receiver
from bot.loops.scrub import Scrubber
from bot.loops.watch import Watcher
from bot.loops.work import Worker
from bot.open_database import unusable
from bot.settings import Settings, SettingsError
from bot.site import Publisher
from bot.wire import api, files
from bot.wire.request import AiohttpRequest, Transport
from bot.workshop import Maker, Workshop
from conversations.engine import flows
from handlers.features import REGISTER
from handlers.partners.invitations import INVITE
from handlers.turn.runtime import Runtime
from network import file
from network.model import Network, Role
from reports.site import files as site
from storage import accounts, coordinators, departures, networks, owners, people
from storage.coordinators import Coordination
from storage.durable import inbox, mails, outbox, progress
from storage.engine.database import Database
from storage.engine.here import Here
from storage.engine.migrate import UnusableError, greet, upgrade
from storage.engine.single_program import Alone, NotAloneError

log = structlog.get_logger()

Prelude = Callable[["Program"], Awaitable[None]]
"""What is done before the loops start: whoever builds the program may fill a new database there."""


class Program:
    """Use as ``async with Program(settings) as program``; it runs until the block ends. Without `loops` everything is
    there and nothing happens by itself: whoever holds it calls `once` of its parts. Where it is `rehearsed`, the
    accounts that the network file names act for its referents; elsewhere only a link binds an account. `menus_told`
    says that Telegram has just been told what it would be told at the start.

    Raises on entering:
        SettingsError: the token is refused, or another program runs on the database.
        NetworkFileError: the network file is wrong, and the database has no network yet.
    """

    def __init__(
        self,
        settings: Settings,
        clock: Clock | None = None,
        prelude: Prelude | None = None,
        *,
        transport: Transport = AiohttpRequest,
        database: Database | None = None,
        maker: Maker | None = None,
        loops: bool = True,
        menus_told: bool = False,
        rehearsed: bool = False,
    ) -> None:
        self.settings = settings
        self._prelude = prelude
        self._rehearsed = rehearsed
        self.clock = clock or Clock()
        self.database = database or Database(settings.database_url)
        self.maker = maker or Workshop()
        self._loops = loops
        self._menus_told = menus_told
        self._inbox_bell, self._outbox_bell, self._dates_bell, self._scrub_bell = Bell(), Bell(), Bell(), Bell()
        self._mail_bell, self._list_bell = Bell(), Bell()
        self._stack = AsyncExitStack()
        self._tasks: list[asyncio.Task[None]] = []
        self.claim = ""
        """While nobody coordinates: the link by which somebody does."""
        self.bot = build_bot(settings, transport)

    async def __aenter__(self) -> Self:
        """Prepare the database, greet Telegram, start every loop."""
        try:
            await self._start()
        except BaseException:
            await self._stack.aclose()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop every loop; what is under way is finished, what is not waits in the database."""
        await self._stack.aclose()

    async def _start(self) -> None:
        self._stack.push_async_callback(self.database.close)
        self._stack.push_async_callback(self.maker.close)
        await self._open_database()
        network = await self._prepare()
        self.alarms = self._make_alarms(network)
        await self._greet()
        self.runtime = Runtime(
            self.database,
            network.identity.id,
            flows.load_all(),
            REGISTER,
            self.clock.now,
            self.clock.real,
            self.bot.username,
            self._inbox_bell.ring,
            self._outbox_bell.ring,
            self._erased,
            mails=self.settings.mail_server is not None,
            wake_mail=self._mail_bell.ring,
            marks=self.settings.marks,
            fetch=partial(files.fetch, self.bot),
            read_table=partial(spreadsheets.read, self.maker),
            make_picture=partial(pictures.made_anew, self.maker),
            tokens=self.settings.tokens,
            mailbox=self.settings.mailbox_address if network.identity.contact.email else "",
        )
        if self._prelude is not None:
            await self._prelude(self)
        bound = await self.database.run(lambda c: accounts.accounts_of(Here(c, network.identity.id)))
        coordination = await self.database.run(lambda c: coordinators.of_now(Here(c, network.identity.id)))
        coordinating = coordination.bound(bound)
        written = await self.database.run(
            lambda c: people.known(Here(c, network.identity.id), [*bound.values(), *coordinating])
        )
        named = network.identity.name
        if not self._menus_told:
            partners = written.intersection(bound.values()), written.intersection(coordinating)
            offering = await self.database.run(lambda c: owners.everybody_who_speaks(Here(c, network.identity.id)))
            await menus.show(self.bot, named, *partners, offering)
        if not coordinating:
            self.claim = await self._offer_claim(network, coordination)
        self._make_parts(network)
        if self._loops:
            gc.collect()
            gc.freeze()  # what is here now stays: to go through it again would hold everybody up for a moment
            await self._start_loops()

    async def _open_database(self) -> None:
        try:
            await greet(self.database)
            self._alone = await self._stack.enter_async_context(Alone(self.database))
            copy = await upgrade(self.database, self.clock.real())
        except NotAloneError:
            raise SettingsError(
                "DATABASE_URL names a database on which another bot runs: stop that one first."
            ) from None
        except UnusableError as error:
            raise unusable(error) from None
        if copy is not None:
            log.info("the database was put aside before its migration", name=copy.name)

    async def _prepare(self) -> Network:
        """Free what a dead process leased; seed the network where the database has none."""
        settings = self.settings
        in_file = file.load(settings.network_file)

        async def prepare(connection: Any) -> Network:
            await _release(connection)
            here = Here(connection, in_file.identity.id)
            stored = await networks.load(here)
            if stored is None:
                await networks.record(connection, in_file, self.clock.real(), author=networks.FILE, reason="first")
            elif stored.says_other_than(in_file):
                log.warning("the network file differs from the database, which counts: see `python -m bot import`")
            network = in_file if stored is None else stored.network
            if self._rehearsed:
                away = await departures.departed(here)
                pairs = [(r.telegram_id, r.id) for r in network.referents if r.telegram_id and r.id not in away]
                await accounts.seed(here, pairs, self.clock.real())
            marks = {id_: settings.marks.of(f"coordinator:{id_}") for id_ in settings.coordinator_ids}
            await coordinators.seed(here, marks, network.able_to(Role.COORDINATOR), self.clock.real())
            if settings.partner_group_id is not None:
                await networks.configure_group(here, settings.partner_group_id)
            return network

        return await self.database.run(prepare)

    def _make_alarms(self, network: Network) -> Alarms:
        settings = self.settings
        return Alarms(self.database, self.clock, settings.mail_server, network.identity, settings.alarm_email)

    async def _offer_claim(self, network: Network, coordination: Coordination) -> str:
        """A one-use link by which the first coordinator takes the role; empty where the network names none."""
        first = next((r for r in network.referents if r.id in coordination.referents), None)
        if first is None:
            log.error("nobody coordinates: set COORDINATOR_IDS, or name a coordinator in the network file")
            return ""
        network_id = network.identity.id
        token = await self.database.run(
            lambda c: accounts.invite_referent(Here(c, network_id), first.id, self.clock.now())
        )
        return f"https://t.me/{self.bot.username}?start={INVITE}{token}"

    async def _greet(self) -> None:
        """Introduce ourselves to Telegram; wait for it where it is out of reach."""
        self._stack.push_async_callback(self.bot.shutdown)
        for attempt in range(1000):
            try:
                await self.bot.initialize()
                break
            except InvalidToken:
                if self.settings.mail_server is not None:  # else whoever starts it is told, and is enough
                    self.alarms.raised(Trouble.TOKEN)
                    await self.alarms.once()
                raise SettingsError("BOT_TOKEN is refused by Telegram: copy it again from @BotFather.") from None
            except TelegramError as error:
                log.warning("Telegram is out of reach", fault=type(error).__name__, count=attempt + 1)
                await asyncio.sleep(min(0.25 * 2**attempt, 30))

    def _make_parts(self, network: Network) -> None:
        here, bot, arrived = (self.database, self.clock), self.bot, self._inbox_bell.ring
        raised = self.alarms.raised
        self.deliverer = Deliverer(*here, bot, self.maker, self._outbox_bell, arrived)
        ask = partial(api.call, bot.request, bot.base_url)
        self.worker = Worker(self.runtime, self._inbox_bell, ask, self.deliverer.marked)
        server = self.settings.mail_server
        fetch = partial(files.fetch_unless_big, self.bot)
        address, box = self.runtime.mailbox, self.settings.mailbox
        self.mailer = None
        if server is not None:
            self.mailer = Mailer(*here, server, self._mail_bell, arrived, fetch, self.maker, address)
        self.mailbox = Mailbox(*here, box, arrived, self.alarms) if box is not None and address else None
        self.scrubber = Scrubber(self.database, self._scrub_bell)
        self.lister = Lister(*here, self.settings.erased_lists, self._list_bell, raised)
        self.dates = Dates(*here, self._dates_bell, arrived)
        copies, zone = self.settings.copies, network.identity.timezone
        self.counter = Counter(*here, network.identity.id, zone)
        each_night = copies is not None and self.settings.backup_folder is not None
        self.copier = Copier(copies, self.clock, zone, raised) if copies is not None and each_night else None
        self.receiver = Receiver(*here, bot.request, bot.base_url, self.settings.bot_id, arrived, raised)
        publisher = Publisher(self.database, network.identity.id, f"https://t.me/{bot.username}", self.clock.now,
                              partial(self.maker.make, site.made))  # fmt: skip
        folder = self.settings.site_folder
        self.publishing = None if folder is None else Publishing(partial(publisher.publish, folder), raised)
        self.watcher = Watcher(*here, self.settings.folders, raised)

    async def _start_loops(self) -> None:
        for part in (self.worker, self.deliverer):  # mails are sent one at a time as they are
            await part.recover()
        for name, loop in (
            ("work", self.worker.run()),
            ("deliver", self.deliverer.run()),
            ("dates", self.dates.run()),
            ("count", self.counter.run()),
            ("scrub", self.scrubber.run()),
            ("list", self.lister.run()),
            ("alone", self._alone.watch(_release)),
            ("receive", self.receiver.run()),
            ("watch", self.watcher.run()),
            ("alarms", self.alarms.run()),
            *([("mail", self.mailer.run())] if self.mailer is not None else []),
            *([("mailbox", self.mailbox.run())] if self.mailbox is not None else []),
            *([("copy", self.copier.run())] if self.copier is not None else []),
            *([("site", self.publishing.run())] if self.publishing is not None else []),
        ):
            self._tasks.append(asyncio.create_task(loop, name=name))
        self._stack.push_async_callback(self._stop_loops)
        log.info("running", network=self.runtime.network_id, database=self.database.url.get_backend_name())

    async def _stop_loops(self) -> None:
        for task in reversed(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks.clear()

    def _erased(self) -> None:
        """The files and the copies of the database are to forget something."""
        self._scrub_bell.ring()
        self._list_bell.ring()

    async def wait(self) -> None:
        """Until a loop ends, which none does by itself: then its fault is raised."""
        done, _ = await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()

    async def idle(self) -> bool:
        """Whether nothing is pending and nothing is under way: for tests and demonstrations."""
        return not self.busy and await self.database.run(progress.waiting_anywhere) == 0 and not self.busy

    @property
    def busy(self) -> bool:
        """Whether something is under way at this moment."""
        mailing = self.mailer is not None and self.mailer.busy
        return self.worker.busy or self.deliverer.busy or mailing or self.scrubber.busy or self._scrub_bell.ringing

    async def pass_time(self) -> None:
        """Look at the due dates now: business time was shifted."""
        await self.dates.once()


async def _release(connection: Any) -> None:
    """Free what a dead process leased, or a transaction that came to nothing."""
    for table in (inbox, outbox, mails):
        await table.release(connection)


async def username_of(settings: Settings, transport: Transport = AiohttpRequest) -> str:
    """The bot’s name. Raises SettingsError where Telegram does not tell it."""
    try:
        async with build_bot(settings, transport) as bot:
            return bot.username
    except TelegramError as error:
        raise SettingsError(
            f"Telegram did not tell the bot's name ({type(error).__name__}): check BOT_TOKEN and TELEGRAM_API_URL."
        ) from None


def build_bot(settings: Settings, transport: Transport = AiohttpRequest) -> Bot:
    """The library's client for these settings, on our own HTTP."""
    server = settings.telegram_api_url.rstrip("/")
    return Bot(
        settings.bot_token.get_secret_value(),
        base_url=f"{server}/bot",
        base_file_url=f"{server}/file/bot",
        request=transport(32),
        get_updates_request=transport(2),
    )

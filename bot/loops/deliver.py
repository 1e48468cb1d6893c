"""Delivering: the outbox to Telegram, in order per chat, with every outcome written down."""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import Any

import structlog
from telegram import Bot, InputFile, InputMediaPhoto
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.clock import Clock
from bot.loops.bell import Bell
from bot.loops.lanes import BROKEN_OFF, Lanes, Look
from bot.loops.persist import persist
from bot.loops.printing import printed
from bot.loops.refusals import LOSES, Kind, kind_of
from bot.wire import api
from bot.wire.typing_indicator import typing
from bot.workshop import Maker
from storage import networks, pictures
from storage.durable import chats, crash_points, inbox, outbox
from storage.durable.calls import Call, Taken
from storage.durable.lanes import Why
from storage.engine.database import Connection, Database, is_passing
from storage.letters import attachment

log = structlog.get_logger()

MOST_CHATS = 24
MOMENT = 1.0
"""Seconds for which an answer waits at most until the question that it answers is marked as sent."""
GROUP_BUDGET = 20
"""Sends and edits that a group may get in a minute (Telegram's limit, which it answers with 429)."""
MINUTE = 60.0

_FILES = ("document", "photo")
_MENUS = ("setMyCommands", "deleteMyCommands")


class Deliverer(Lanes[Call]):
    """Sends to many chats side by side and to each chat in order. The database is not held during a call."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        bot: Bot,
        maker: Maker,
        bell: Bell,
        happened: Callable[[], None],
    ) -> None:
        super().__init__("outbox", MOST_CHATS, bell, self._look_around, self._deliver, lambda call: call.chat_id)
        self._database = database
        self._clock = clock
        self._bot = bot
        self._maker = maker
        self._happened = happened
        self._spent: defaultdict[int, deque[float]] = defaultdict(deque)
        self._taken: list[Taken] = []
        self._looked = asyncio.Event()

    @property
    def busy(self) -> bool:
        """Whether a call is under way, or what became of one is still to be written down."""
        return super().busy or bool(self._taken)

    async def run(self) -> None:
        """Deliver until cancelled; then wait for the calls under way, and write down what became of them."""
        try:
            await super().run()
        finally:
            await self._mark_each()

    async def once(self) -> int:
        """Make the oldest call of each chat, while nothing else does. Returns how many calls."""
        made = await super().once()
        await self._mark_each()
        return made

    async def _look_around(self, at: Look) -> list[Call]:
        """Mark what Telegram took since the last look, and lease what is free, in one transaction: so nothing is leased
        again that was taken, and what follows in a chat is leased with the mark of what went before.
        """
        held = [*at.busy, *(chat for chat in list(self._spent) if not self._may_send(chat))]
        taken, now = tuple(self._taken), self._clock.real()

        async def look(connection: Connection) -> list[Call]:
            await self._mark(connection, taken)
            return await outbox.lease(connection, now, at.most, held, after=at.after, begun=at.begun)

        try:
            calls = await self._database.look(look, alone=not taken)
        except Exception as error:
            if not is_passing(error):
                await self._mark_each()
            raise
        del self._taken[: len(taken)]
        looked, self._looked = self._looked, asyncio.Event()
        looked.set()
        return calls

    async def marked(self, chat_id: int) -> None:
        """Until it is written down what Telegram took of a chat; not for longer than a moment."""
        with suppress(TimeoutError):
            async with asyncio.timeout(MOMENT):
                while any(one.call.chat_id == chat_id for one in self._taken):
                    await self._looked.wait()

    async def _mark(self, connection: Connection, taken: Sequence[Taken]) -> None:
        if taken:
            await outbox.sent(connection, taken, self._clock.real())
            crash_points.reached("before mark")

    async def _mark_each(self) -> None:
        """Each by itself, however often that takes: one that cannot be marked must not keep the others waiting."""
        while self._taken:
            one = self._taken[:1]
            await persist(self._database, partial(self._mark, taken=one), outbox=one[0].call.id)
            del self._taken[:1]

    def _may_send(self, chat_id: int) -> bool:
        """Whether a group has budget left; private chats are not counted."""
        spent = self._spent[chat_id]
        while spent and spent[0] < self._clock.elapsed() - MINUTE:
            spent.popleft()
        return len(spent) < GROUP_BUDGET

    async def _deliver(self, call: Call) -> None:
        if call.attempts > outbox.MOST_ATTEMPTS:
            await self._give_up(call, BROKEN_OFF)
            return
        if call.chat_id < 0:
            self._spent[call.chat_id].append(self._clock.elapsed())
        try:
            made = await self._send(call)
        except TelegramError as error:
            await self._refused(call, error)
        except Exception as error:
            log.error("delivering failed", outbox=call.id, method=call.method, exc_info=error)
            await self._failed(call, type(error).__name__)
        else:
            crash_points.reached("after send")
            self._taken.append(Taken(call, made[0] if made else None, tuple(made[1:])))

    async def _send(self, call: Call) -> list[int]:
        """Make the call. Returns the ids of the messages it made; none when there is nothing to remember."""
        parameters: dict[str, Any] = {"chat_id": call.chat_id, **call.payload}
        with typing(self._make, call.chat_id):
            for kind in _FILES:
                if isinstance(parameters.get(kind), dict):
                    parameters[kind] = await self._file(parameters[kind])
            if isinstance(media := parameters.get("media"), dict):
                parameters["media"] = await self._medium(media)
            elif isinstance(media, list):
                parameters["media"] = [await self._medium(one) for one in media]
        if call.method in _MENUS:
            parameters = _menu(**parameters)
        if call.is_edit and "message_id" not in parameters:
            if call.message_id is None:
                raise BadRequest("Message to edit not found")
            parameters["message_id"] = call.message_id
        if (otherwise := parameters.pop("otherwise", None)) is not None:
            await self._take_out(parameters, otherwise)
            return []
        result = await self._make(call.method, parameters)
        made = [] if call.is_edit else result if isinstance(result, list) else [result]
        return [one["message_id"] for one in made if isinstance(one, dict) and "message_id" in one]

    async def _medium(self, wanted: Mapping[str, Any]) -> InputMediaPhoto:
        """A photo of an album, or that takes the place of another."""
        words = {name: wanted[name] for name in ("caption", "parse_mode") if name in wanted}
        file = await self._file(wanted["media"])
        return InputMediaPhoto(file.input_file_content, filename=file.filename, **words)

    async def _file(self, wanted: Mapping[str, Any]) -> InputFile:
        """A file to send: its text, a picture or a file of a letter, which are kept, or what is made now."""
        if "picture" in wanted:
            shown = await self._database.read(lambda c: pictures.data(c, wanted["picture"]))
            if shown is None:
                raise BadRequest("the picture is gone")
            return InputFile(shown, filename="photo.jpg")
        if "attachment" in wanted:
            kept = await self._database.read(lambda c: attachment(c, wanted["attachment"]))
            if kept is None or kept.data is None:
                raise BadRequest("the file is gone")
            return InputFile(kept.data, filename=wanted["filename"])
        made = await printed(self._maker, wanted)
        return InputFile(wanted["content"].encode() if made is None else made, filename=wanted["filename"])

    async def _make(self, method: str, parameters: Mapping[str, Any]) -> Any:
        return await api.call(self._bot.request, self._bot.base_url, method, parameters)

    async def _take_out(self, which: dict[str, Any], otherwise: dict[str, Any]) -> None:
        """Delete a message; where Telegram lets nobody do so any more, it says something else, or what stands under its
        file does.
        """
        try:
            await self._make("deleteMessage", which)
        except BadRequest as error:
            if kind_of(str(error)) is not Kind.TOO_OLD:
                raise
        else:
            return
        words = {name: value for name, value in otherwise.items() if name != "text"}
        try:
            await self._make("editMessageText", {**which, **otherwise})
        except BadRequest as error:
            if kind_of(str(error)) is not Kind.NO_TEXT:
                raise
            await self._make("editMessageCaption", {**which, **words, "caption": otherwise["text"]})

    async def _refused(self, call: Call, error: TelegramError) -> None:
        for kind, arm in _ARMS:
            if isinstance(error, kind):
                await arm(self, call, error)
                return
        await self._out_of_reach(call, type(error).__name__)

    async def _wait(self, call: Call, error: TelegramError) -> None:
        assert isinstance(error, RetryAfter)  # noqa: S101 - see _ARMS
        wait = error.retry_after
        seconds = wait if isinstance(wait, int | float) else wait.total_seconds()
        log.info("Telegram asks to wait", outbox=call.id, retry_after=seconds)
        until = self._clock.real() + timedelta(seconds=min(seconds, outbox.LONGEST_WAIT.total_seconds()))
        await self._database.run(lambda c: outbox.postpone(c, call, until, "429", "asked"))

    async def _moved(self, call: Call, error: TelegramError) -> None:
        assert isinstance(error, ChatMigrated)  # noqa: S101 - see _ARMS
        new = error.new_chat_id

        async def move(connection: Any) -> None:
            if await networks.move_group(connection, call.chat_id, new):
                await inbox.add(connection, "delivery", new, {"kind": "moved"}, self._clock.real())
            await chats.move(connection, call.chat_id, new)

        await self._database.run(move)
        self._happened()

    async def _unwanted(self, call: Call, error: TelegramError) -> None:
        """403: somebody blocked the bot, or a group put it out, or lets it write no more."""
        kind = kind_of(str(error))
        await self._stop(call, kind if kind in LOSES else Kind.GONE)

    async def _stop(self, call: Call, why: Kind) -> None:
        """Nothing can be written into a chat: send nothing more there, and let a human know why."""

        async def stop(connection: Any) -> None:
            dropped = await chats.drop(connection, call.chat_id, why.value)
            about = {"kind": "blocked", "count": dropped, "why": why.value}
            await inbox.add(connection, "delivery", call.chat_id, about, self._clock.real())

        await self._database.run(stop)
        log.warning("a chat does not want our messages", outbox=call.id, method=call.method, kind=why.value)
        self._happened()

    async def _wrong(self, call: Call, error: TelegramError) -> None:
        """400. Of what is to be taken out and is gone, or stays for ever, nothing more can be done."""
        kind = kind_of(str(error))
        if kind in LOSES:
            await self._stop(call, kind)
        elif call.fleeting or kind is Kind.SAME:
            self._taken.append(Taken(call))
        elif call.is_edit and kind in (Kind.NO_MESSAGE, Kind.TOO_OLD):
            await self._dead(call, {"kind": "edit_lost", "name": call.name})
        elif kind is Kind.CLOSED and call.name is not None:
            await self._shut_out(call)
        else:
            await self._give_up(call, type(error).__name__)

    async def _shut_out(self, call: Call) -> None:
        """A thread takes nothing: what named it can be shown outside of threads; what named none, nowhere."""
        if call.is_edit or "message_thread_id" in call.payload:
            await self._dead(call, {"kind": "thread_lost", "name": call.name})
        else:
            await self._stop(call, Kind.CLOSED)

    async def _failed(self, call: Call, fault: str) -> None:
        """A fault of ours."""
        if call.attempts >= outbox.MOST_ATTEMPTS:
            await self._give_up(call, fault)
        else:
            await self._put_off(call, call.attempts, fault, "fault")

    async def _out_of_reach(self, call: Call, fault: str) -> None:
        """Telegram cannot be reached, which is no fault of the call: it waits for a day."""
        if call.waits + 1 >= outbox.MOST_WAITS:
            await self._give_up(call, fault)
        else:
            await self._put_off(call, call.waits + 1, fault, "passing")

    async def _put_off(self, call: Call, tries: int, fault: str, why: Why) -> None:
        until = self._clock.real() + timedelta(seconds=min(0.5 * 4 ** min(tries - 1, 6), 300))
        await persist(self._database, lambda c: outbox.postpone(c, call, until, fault, why), outbox=call.id)

    async def _refused_token(self, call: Call, _error: TelegramError) -> None:
        """Nothing is wrong with the call: it waits until the setting is mended."""
        log.error("Telegram refuses the token: check BOT_TOKEN", outbox=call.id)
        until = self._clock.real() + timedelta(seconds=30)
        await self._database.run(lambda c: outbox.postpone(c, call, until, "401", "asked"))

    async def _give_up(self, call: Call, fault: str) -> None:
        await self._dead(call, {"kind": "dead", "fault": f"{call.method}: {fault}"})

    async def _dead(self, call: Call, about: dict[str, Any]) -> None:
        if call.fleeting:
            await self._database.run(lambda c: chats.owe(c, call, self._clock.real()))
            return

        async def bury(connection: Any) -> None:
            await outbox.give_up(connection, call, str(about.get("fault", about["kind"])))
            await inbox.add(connection, "delivery", call.chat_id, about, self._clock.real())

        await self._database.run(bury)
        tell = log.info if about["kind"] == "edit_lost" else log.error  # somebody deleted it, which is theirs to do
        tell("a dead letter", outbox=call.id, method=call.method, kind=about["kind"])
        self._happened()


def _menu(chat_id: int, commands: Iterable[tuple[str, str]] = (), **more: Any) -> dict[str, Any]:
    """The parameters of a call about the menu of a chat, whose commands are kept as pairs: a name and what it does."""
    named = [{"command": name, "description": does} for name, does in commands]
    return {**({"commands": named} if named else {}), "scope": {"type": "chat", "chat_id": chat_id}, **more}


_Arm = Callable[[Deliverer, Call, TelegramError], Awaitable[None]]

# BadRequest is a NetworkError and so are time-outs: the order matters, and what no line names is tried again.
_ARMS: tuple[tuple[type[TelegramError], _Arm], ...] = (
    (RetryAfter, Deliverer._wait),
    (ChatMigrated, Deliverer._moved),
    (Forbidden, Deliverer._unwanted),
    (InvalidToken, Deliverer._refused_token),
    (BadRequest, Deliverer._wrong),
)

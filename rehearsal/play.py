"""Playing: the whole story in a terminal, with the real bot and a local Telegram; it works with piped input too."""

from __future__ import annotations

import asyncio
import sys
import threading
import tomllib
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

from anyascii import anyascii
from rich.console import Console
from rich.text import Text

from rehearsal.control import Control, served
from rehearsal.rehearsal import Rehearsal
from rehearsal.telephones import RefusedError, Telephones
from rehearsal.terminal import Choice, drawn, inline, keyboard, row_of

DATABASE = Path("data/play.sqlite3")
FIRST_SIGN = 6.0
"""Seconds that the bot may take before somebody who waits for it may write again."""
CALM = 0.35
"""Seconds without anything new, after which the bot has said all it had to say."""
LOOK = 0.5
MOST_OLD = 4

Json = dict[str, Any]
Lines = asyncio.Queue[str | None]


async def play(language: str, cast: Path, network_file: Path) -> None:
    """Hold the story until the input ends, or somebody leaves."""
    rehearsal = Rehearsal(DATABASE, cast, network_file, quiet=True)
    async with (
        served(Control(rehearsal)) as rehearsal.control,
        rehearsal,
        Telephones(rehearsal.address) as telephones,
    ):
        await Play(telephones, language).hold(_lines())


def _lines() -> Lines:
    """What is typed, line by line; None at its end. The thread that reads ends with the process."""
    lines: Lines = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def read() -> None:
        for line in sys.stdin:
            loop.call_soon_threadsafe(lines.put_nowait, line.strip())
        loop.call_soon_threadsafe(lines.put_nowait, None)

    threading.Thread(target=read, daemon=True).start()
    return lines


def _texts() -> Json:
    return tomllib.loads(files(__package__).joinpath("play.toml").read_text(encoding="utf-8"))


@dataclass(slots=True)
class Play:
    """One person’s telephone at a time; `who` and `chat` say which one, and where in it."""

    telephones: Telephones
    language: str
    console: Console = field(default_factory=lambda: Console(highlight=False, soft_wrap=True))
    who: int = 0
    chat: int = 0
    choices: list[Choice] = field(default_factory=list)
    texts: Json = field(default_factory=_texts)
    _seen: dict[int, int] = field(default_factory=dict)
    _shown: dict[tuple[int, int], Json] = field(default_factory=dict)
    _asked: list[str] = field(default_factory=list)
    _noticed: int = -1

    @property
    def words(self) -> Json:
        """What is said in this language."""
        words: Json = self.texts[self.language]
        return words

    async def hold(self, lines: Lines) -> None:
        """Read and do, line by line."""
        self.console.print(self.words["opened"], markup=False)
        await self._calm_down(-1)
        self._noticed = self.telephones.version
        self._take(self._first())
        while True:
            self._prompt()
            line = await self._next(lines)
            if line is None or line in ("q", "Q"):
                return
            if not sys.stdin.isatty():
                self.console.print(line, markup=False)  # as a terminal shows what is typed there
            try:
                await self._do(line)
            except RefusedError as error:
                self._say(str(error))
            await self._show_news()

    async def _next(self, lines: Lines) -> str | None:
        """The next line. What happens before it comes is shown."""
        while True:
            try:
                async with asyncio.timeout(LOOK):
                    return await lines.get()
            except TimeoutError:
                if await self._show_news(begin="\n"):
                    self._prompt()

    # -- what is typed ------------------------------------------------------------------------------------------------

    async def _do(self, line: str) -> None:
        order = self.texts["orders"].get(anyascii(line).lower().replace(" ", ""))
        if order is not None:
            await self._order(*order)
        elif line == "?":
            self._say(self.words["help"].strip())
        elif line.startswith("@"):
            self._switch(line[1:].strip())
        elif line == "#":
            chats = self.telephones.person(self.who)["chats"]
            self._take(self.who, chats[(chats.index(self.chat) + 1) % len(chats)])
        elif line.startswith("!"):
            self._say(self.words["unknown"])
        elif choice := self._choice(line):
            await self._press(choice)
        elif line.removeprefix(">").strip():
            await self._act(do="say", text=line.removeprefix(">").strip(), **self._here())

    def _here(self) -> Json:
        return {"user_id": self.who, "chat_id": self.chat}

    async def _order(self, kind: str, what: str) -> None:
        """A short order: of the control, of Telegram, or of the person."""
        if kind == "control":
            before = self.telephones.version
            self._say((await self.telephones.control(what))[self.language])
            if what != "kill":
                await self._calm_down(before, 1.5)
        elif kind == "trouble":
            await self.telephones.trouble(what)
            self._say(self.words[what])
        elif kind == "block":
            await self._act(do=what, user_id=self.who)
            self._say(self.words[f"{what}ed"])
        elif what == "own_number":
            await self._act(do="share_contact", **self._here())
        else:
            await self._act(do="send_other", kind=what, **self._here())

    def _switch(self, name: str) -> None:
        """Take somebody's telephone, by number or by a part of the name; without one, tell who is there."""
        users = self.telephones.world["users"]
        if name:
            plain = anyascii(name).casefold()
            if name.isdecimal() and 1 <= int(name) <= len(users):
                found = users[int(name) - 1]
            else:
                found = next((user for user in users if plain in anyascii(self._name(user)).casefold()), None)
            if found is None:
                self._say(self.words["nobody"])
            else:
                self._take(found["id"])
            return
        self._say(self.words["people"])
        for number, user in enumerate(users, 1):
            here = f"  ({self.words['here']})" if user["id"] == self.who else ""
            self.console.print(f"  @{number} {self._name(user)}{here}", markup=False)

    def _choice(self, line: str) -> Choice | None:
        """The button of a number: of those on the screen, or of a message (12.3)."""
        message, dot, number = line.partition(".")
        if not dot:
            return self._numbered(self.choices, line)
        standing = self.telephones.messages.get(self.chat, {})
        if not message.isdecimal() or int(message) not in standing:
            return None
        return self._numbered([one for row in self._under(standing[int(message)]) for one in row], number)

    @staticmethod
    def _numbered(choices: list[Choice], number: str) -> Choice | None:
        return choices[int(number) - 1] if number.isdecimal() and 1 <= int(number) <= len(choices) else None

    async def _press(self, choice: Choice) -> None:
        if choice.order is None:
            self._say(f"{self.words['address']}: {choice.url}")
        else:
            if choice.order["do"] == "start":
                if self.telephones.chat(self.who)["blocked"]:
                    await self.telephones.act(do="unblock", user_id=self.who)
                self.chat = self.who
            await self._act(**choice.order)

    async def _act(self, **order: Any) -> None:
        """Do it, and wait for the bot where it will answer."""
        before = self.telephones.version
        result = await self.telephones.act(**order)
        if order["do"] == "press":
            self._asked.append(result)
        if self._is_answered(order) and await self.telephones.running():
            await self._calm_down(before, FIRST_SIGN)

    def _is_answered(self, order: Json) -> bool:
        """Whether the bot can be expected to react: not to talk in a group, nor while Telegram is in trouble."""
        if order["do"] in ("block", "unblock") or self.telephones.world["trouble"] != "none":
            return False
        return self.chat > 0 or order["do"] != "say" or order["text"].startswith("/")

    async def _calm_down(self, since: int, patience: float = 3.0) -> None:
        """Wait until the bot has reacted to what came after `since` (`patience` seconds at most), and then for calm."""
        clock = asyncio.get_running_loop().time
        begun = last = clock()
        version, heard = since, False
        while (clock() - last < CALM) if heard else (clock() - begun < patience):
            await self.telephones.refresh()
            heard = heard or self._has_reacted(since)
            if self.telephones.version != version:
                version, last = self.telephones.version, clock()
            await asyncio.sleep(0.05)

    def _has_reacted(self, since: int) -> bool:
        bot = self.telephones.world["bot"]["id"]
        said = (
            m["mine"] == bot and m["version"] > since
            for chat in self.telephones.messages.values()
            for m in chat.values()
        )
        return any(said) or any(
            press["id"] in self._asked and press["answer"] for press in self.telephones.world["presses"]
        )

    # -- what is shown ------------------------------------------------------------------------------------------------

    def _first(self) -> int:
        """Whoever speaks this language and has not begun yet, or whoever comes first."""
        users = self.telephones.world["users"]
        new = (
            u["id"] for u in users if u["language"] == self.language and not self.telephones.chat(u["id"])["started"]
        )
        return int(next(new, users[0]["id"]))

    def _name(self, user: Json) -> str:
        role: Json = user["role"]
        return str(role.get(self.language) or role.get("fr") or user["name"])

    def _prompt(self) -> None:
        chat = self.telephones.chat(self.chat)
        place = self.words["direct"] if chat["type"] == "private" else chat["title"]
        name = self._name(self.telephones.person(self.who))
        self.console.print(Text(f"{name} · {place} > ", style="bold green"), end="")
        self.console.file.flush()

    def _say(self, words: str) -> None:
        self.console.print(Text(words, style="italic"))

    def _take(self, who: int, chat: int | None = None) -> None:
        """Look at somebody's telephone: the last messages, and those not seen yet."""
        self.who, self.chat = who, who if chat is None else chat
        messages = list(self.telephones.messages.get(self.chat, {}).values())
        fresh = [message for message in messages[:-MOST_OLD] if message["version"] > self._seen.get(self.chat, -1)]
        name = self._name(self.telephones.person(who))
        self.console.rule(name if self.chat == who else f"{name} · {self.telephones.chat(self.chat)['title']}")
        self._show([*fresh, *messages[-MOST_OLD:]])
        if not messages and not self.choices:
            self._say(self.words["empty"])

    async def _show_news(self, begin: str = "") -> bool:
        """Show what came, here and elsewhere. Tells whether there was anything."""
        await self.telephones.refresh()
        if self.chat not in self.telephones.person(self.who)["chats"]:
            self.chat = self.who
        standing = self.telephones.messages.get(self.chat, {})
        seen = self._seen.get(self.chat, -1)
        fresh = [m for m in standing.values() if m["version"] > seen and m["mine"] != self.who]
        gone = [key for key in self._shown if key[0] == self.chat and key[1] not in standing]
        said = [f"» {toast}" for toast in self._toasts()] + [self.words["deleted"]] * bool(gone)
        elsewhere = self._elsewhere()
        if not (fresh or said or elsewhere):
            return False
        self.console.print(begin, end="")
        for key in gone:
            del self._shown[key]
        for line in said:
            self._say(line)
        if fresh or gone:
            self._show([m for m in fresh if self._shown.get((self.chat, m["message_id"])) != _face(m)])
        for line in elsewhere:
            self._say(line)
        return True

    def _show(self, messages: list[Json]) -> None:
        """Messages, then the buttons that can be pressed now."""
        standing = self.telephones.messages.get(self.chat, {}).values()
        newest = next((m for m in reversed(standing) if self._under(m)), None)
        for message in messages:
            files = f"{self.telephones.address}/world/file"
            self.console.print(drawn(self.console, message, self.words, files, message["mine"] == self.who))
            self._shown[self.chat, message["message_id"]] = _face(message)
            if message is not newest:
                self._print_rows(self._under(message), f"{message['message_id']}.")
        self._seen[self.chat] = self.telephones.version
        rows = self._open(newest)
        self.choices = [choice for row in rows for choice in row]
        self._print_rows(rows)

    def _open(self, newest: Json | None) -> list[list[Choice]]:
        """The buttons that have plain numbers: to begin, of the newest message that has some, of the keyboard."""
        chat = self.telephones.chat(self.chat)
        if chat["type"] == "private" and (not chat["started"] or chat["blocked"]):
            label = self.words["restart" if chat["blocked"] else "start"]
            return [[Choice(label, {"do": "start", "user_id": self.who})]]
        keys = self.telephones.person(self.who)["keyboards"].get(str(self.chat), {})
        return [*(self._under(newest) if newest else []), *keyboard(keys, self.who, self.chat)]

    def _under(self, message: Json) -> list[list[Choice]]:
        return inline(message, self.who, self.chat, self.telephones.world["bot"]["username"])

    def _print_rows(self, rows: list[list[Choice]], name: str = "") -> None:
        number = 1
        for row in rows:
            self.console.print(row_of(row, number, name))
            number += len(row)

    def _toasts(self) -> list[str]:
        """What presses of this player were answered."""
        answered = {p["id"]: p["answer"] for p in self.telephones.world["presses"] if p["answer"]}
        told = [answered[press]["text"] for press in self._asked if press in answered]
        self._asked = [press for press in self._asked if press not in answered]
        return [text for text in told if text]

    def _elsewhere(self) -> list[str]:
        """Who else got something new: once for each time."""
        bot, users = self.telephones.world["bot"]["id"], self.telephones.world["users"]
        lines = []
        for chat, messages in self.telephones.messages.items():
            told = max(self._noticed, self._seen.get(chat, -1))
            if chat != self.chat and any(m["mine"] == bot and m["version"] > told for m in messages.values()):
                those = [(number, user) for number, user in enumerate(users, 1) if chat in user["chats"]]
                if not those:
                    continue  # somebody without a telephone here
                names = [f"@{number} {self._name(user)}" for number, user in those]
                title = self.telephones.chat(chat)["title"]
                place = names[0] if chat > 0 else f"{title} ({', '.join(name.split()[0] for name in names)})"
                lines.append(f"• {self.words['news']} {place}")
        self._noticed = self.telephones.version
        return lines


def _face(message: Json) -> Json:
    """What there is to see of a message, its buttons apart."""
    return {key: value for key, value in message.items() if key not in ("version", "edit_date", "reply_markup")}

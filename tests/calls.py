"""Calls: what the bot answers and sends in a story, act by act and chat by chat, as a file beside the stories keeps it.

    @ porteur                                 a line of the story: what somebody does
    > [Envoyer]
        porteur is answered: C’est envoyé.    what the press was answered, where that is something
        porteur: sendMessage                  a call of the Bot API to that chat, with what is unusual about it
            | <b>Merci.</b> …                 its words, as HTML
            [Corriger] amend|SV-0001          its buttons, a row a line, with what they send
        groupe: editMessageText “SV-0001 …”   the message that is changed, by its first words when it was sent
        courrier bouche: “Demande SV-0001”    a letter, by its subject, with its words and the links that it offers

`python -m tests.calls [STORY …]` plays the stories and writes these files anew: what git then shows is what changed for
people. What nobody sees is left out, since it hangs on how fast the machine is: “typing”, and an edit that changes
nothing or is followed by another of the same message before the story goes on. One-use tokens are numbered; “#” stands
for a number that old buttons are told by, which counts what came before. Within an act the order holds in a chat, not
between two.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from itertools import pairwise
from pathlib import Path
from typing import Any

from bot import logs
from simulator.call import Call
from simulator.chats import ApiCall, Json, Message, Press
from simulator.world import World
from tests.stage import GROUP, staged
from tests.stage.databases import Files
from tests.stage.mailing import ADDRESSES
from tests.stage.post_office import Letter
from tests.stage.story import CAST, FOLDER, Act, Player, player_of

FILES = FOLDER / "calls"
START = "start"
"""The file of what is called before a story begins: menus, and what those who have written before are answered."""

_UNSEEN = ("answerCallbackQuery", "sendChatAction", "getMe", "getMyDescription", "getMyShortDescription")
"""An answer to a press is read where it arrives, at the press."""
RULE = "_" * 30
"""What stands between the line above which somebody answers and a letter of ours."""
_MENUS = ("setMyCommands", "deleteMyCommands", "setMyDescription", "setMyShortDescription")
_FILES = ("photo", "document", "voice", "audio", "video", "video_note", "sticker", "animation")
_PLACED = {
    "chat_id",
    "scope",
    "message_id",
    "text",
    "caption",
    "media",
    "commands",
    "reply_markup",
    "reply_parameters",
    *_FILES,
}
"""Parameters that have a place of their own in the list. Any other stands behind the method, unless it is as usual."""
_USUAL = {"parse_mode": "HTML", "link_preview_options": '{"is_disabled": true}', "language_code": ""}
_NOT_MODIFIED = "message is not modified"
_KEYBOARDS = ("inline_keyboard", "keyboard")
_TOKEN = re.compile(
    r"(\b(?:want|photos)\||\bmatch(?:_told)?\|[A-Z]+-\d+\||(?<=start=)(?:adulte-|projet-|invite-|ressource-))([\w-]+)"
)
_COUNTED = re.compile(r"^(erase\||[\w-]+\|\w+\|(?=\d+\|))\d+")
"""The revision of a question, and the row of the inbox that asked whether to erase."""
_TAG = re.compile(r"<[^>]+>")
_OPENING = 60
"""Characters by which a message is called."""


def kept(name: str) -> str:
    """The file of a story; nothing where there is none."""
    path = FILES / f"{name}.txt"
    return path.read_text("utf-8") if path.exists() else ""


def of_story(player: Player, *, of_messages: bool = False) -> str:
    """Everything that came of a story that was played."""
    return listed(player.stage.world, player.acts, player.letters, of_messages=of_messages)


def listed(world: World, acts: Sequence[Act] = (), letters: Sequence[Letter] = (), *, of_messages: bool = False) -> str:
    """Everything that was called and written in these acts; without any, in the time before the first.

    `of_messages` leaves out what differs from one way of playing to another: answers to presses, and menus.
    """
    presses = [] if of_messages else list(world.presses.values())
    scribe = _Scribe(world, acts, {*_UNSEEN, *(_MENUS if of_messages else ())})
    bounds = [Act("# Before a story begins", 0, 0), *acts, Act("", len(world.calls), len(presses), len(letters))]
    blocks = [
        [
            act.line,
            *scribe.answers(presses[act.presses : after.presses]),
            *scribe.calls(world.calls[act.calls : after.calls]),
            *_letters(letters[act.letters : after.letters]),
        ]
        for act, after in pairwise(bounds)
    ]
    return _numbered(line for block in (blocks[1:] if acts else blocks) for line in block)


def difference(before: str, now: str) -> str:
    """What differs, as git would show it; nothing where they are equal."""
    return "\n".join(unified_diff(before.splitlines(), now.splitlines(), "before", "now", lineterm=""))


def _numbered(lines: Iterable[str]) -> str:
    """The lines as one text, with its one-use tokens numbered."""
    numbers: dict[str, int] = {}
    return _TOKEN.sub(
        lambda token: f"{token[1]}‹{numbers.setdefault(token[2], len(numbers) + 1)}›", "\n".join([*lines, ""])
    )


@dataclass(slots=True)
class _Standing:
    """A message of the bot's in a chat: its first words when it was sent, and what it shows now."""

    message_id: int
    opening: str
    shows: list[str]


class _Scribe:
    """Writes down answers and calls in the order in which they came, and keeps in mind which messages stand where."""

    def __init__(self, world: World, acts: Iterable[Act], unseen: Container[str]) -> None:
        self._world = world
        self._unseen = unseen
        usual = {number: name for name, number in reversed(CAST.items())}
        here = {CAST[word]: word for act in acts for word in act.line.split() if word in CAST}
        self._names = {0: "everybody", GROUP: "groupe", **usual, **here}
        self._standing: defaultdict[int, list[_Standing]] = defaultdict(list)
        self._given = sorted(
            {file for message in self._written_by_people() for file in _files(message.content).values()}
        )

    def _written_by_people(self) -> Iterator[Message]:
        for chat in self._world.chats.values():
            yield from (message for message in chat.messages.values() if message.sender != self._world.bot.id)

    def answers(self, presses: Iterable[Press]) -> Iterator[str]:
        """What the presses were answered, unless that was nothing."""
        for press in presses:
            answer = press.answer
            said = ["NOT"] if answer is None else [answer.text, answer.url, "(alert)" if answer.show_alert else ""]
            if any(said):
                yield f"    {self._name(press.user_id)} is answered: {' '.join(filter(None, said))}"

    def calls(self, calls: Iterable[ApiCall]) -> Iterator[str]:
        """What people see of the calls of one act, chat by chat."""
        chats: defaultdict[int, list[ApiCall]] = defaultdict(list)
        for call in calls:
            if call.method not in self._unseen and call.method != "getFile":
                chats[self._chat(call)].append(call)
        for chat in sorted(chats, key=lambda chat: (chat < 0, chat)):
            last = {_target(call): call.number for call in chats[chat] if _edits(call)}
            for call in chats[chat]:
                shows = list(self._body(call))
                if _edits(call) and (call.number != last[_target(call)] or not self._changes(chat, call, shows)):
                    continue
                yield f"    {self._name(chat)}: {', '.join(self._head(chat, call))}"
                yield from shows
                self._stands(chat, call, shows)

    def _name(self, number: int) -> str:
        return self._names.get(number, str(number))

    def _read(self, call: ApiCall) -> Call:
        return Call(self._world, call.method, call.params)

    def _chat(self, call: ApiCall) -> int:
        """The chat that a call is about; 0 for everybody's."""
        scope = self._read(call).json("scope") or {}
        return call.chat_id or int(scope.get("chat_id", 0))

    def _head(self, chat: int, call: ApiCall) -> Iterator[str]:
        """The method, with the message that it is about and whatever is not as usual."""
        target = _target(call)
        yield f"{call.method} {self._called(chat, target)}" if target else call.method
        if reply := self._read(call).json("reply_parameters"):
            yield f"in reply to {self._called(chat, reply['message_id'])}"
        for parameter in sorted(call.params):
            value = self._read(call).string(parameter)
            if parameter not in _PLACED and value != _USUAL.get(parameter):
                yield f"{parameter}={value}"
        if {"text", "caption"} & set(call.params) and "parse_mode" not in call.params:
            yield "no parse_mode"
        if not call.ok and _NOT_MODIFIED not in call.outcome:
            yield f"refused: {call.outcome}"

    def _called(self, chat: int, message_id: int) -> str:
        """A message by its first words when it was sent; where later ones have the same, how many there are."""
        openings = [(standing.message_id, standing.opening) for standing in self._standing[chat]]
        if message_id not in dict(openings):
            message = self._world.chat(chat).messages[message_id]
            return f"their “{_opening(message.text) or self._files_of(message.content)}”"
        opening = dict(openings)[message_id]
        later = sum(1 for number, words in openings if number > message_id and words == opening)
        return f"“{opening}”" + (f" ({later} later)" if later else "")

    def _body(self, call: ApiCall) -> Iterator[str]:
        """Words, files, buttons."""
        read = self._read(call)
        if files := " ".join(filter(None, map(self._files_of, _made(call)))):
            yield f"        {files}"
        for name, what in ((command["command"], command["description"]) for command in read.json("commands") or []):
            yield f"        /{name} {what}"
        if words := read.string("text") or read.string("caption") or _under(read.json("media")):
            yield from (f"        | {line}".rstrip(" ") for line in words.split("\n"))
        markup = read.json("reply_markup") or {}
        if other := {key: value for key, value in markup.items() if key not in _KEYBOARDS}:
            yield f"        {_dump(other)}"
        for row in markup.get("inline_keyboard", markup.get("keyboard", [])):
            yield f"        {'  '.join(map(_button, row))}"

    def _files_of(self, content: Json) -> str:
        """The files of a message, by kind and name; of what people gave, which one it was."""
        described = []
        for kind, number in _files(content).items():
            name = self._world.files.by_id(number).name
            which = f", file {self._given.index(number) + 1} that people sent" if number in self._given else ""
            described.append(f"({kind} {name}{which})")
        return " ".join(described)

    def _changes(self, chat: int, edit: ApiCall, shows: list[str]) -> bool:
        """Whether an edit is one that people see."""
        standing = next((s for s in self._standing[chat] if s.message_id == _target(edit)), None)
        if standing is None or standing.shows == shows:
            return standing is None
        standing.shows = shows
        return True

    def _stands(self, chat: int, call: ApiCall, shows: list[str]) -> None:
        """A message that was sent now stands there."""
        for made in () if _edits(call) else _made(call):
            opening = _opening(str(made.get("text", made.get("caption", ""))))
            self._standing[chat].append(_Standing(int(made["message_id"]), opening or self._files_of(made), shows))


def _made(call: ApiCall) -> list[Json]:
    """The message that a call made or changed; of an album each."""
    made = call.result if isinstance(call.result, list) else [call.result]
    return [one for one in made if isinstance(one, dict) and "message_id" in one]


def _under(media: Any) -> str:
    """What stands under a file that takes the place of another, or under an album."""
    media = media if isinstance(media, list) else [media]
    return next((one["caption"] for one in media if isinstance(one, dict) and one.get("caption")), "")


def _letters(letters: Iterable[Letter]) -> Iterator[str]:
    """Letters, mailbox by mailbox, without what stands above and below each of them."""
    names = {address: f"courrier {word}" for word, address in ADDRESSES.items()}
    for letter in sorted(letters, key=lambda one: one.recipients):
        [address] = letter.recipients
        answers = ", in answer" if letter.message["Auto-Submitted"] == "auto-replied" else ""
        yield f"    {names.get(address, address)}: “{letter.message['Subject']}”{answers}"
        yield from (f"        + {part.get_filename()}" for part in letter.message.iter_attachments())
        body = letter.text.partition(RULE)[2] or letter.text
        for part in body.partition("\n\n-- \n")[0].strip().split("\n\n"):
            label, _, link = part.partition("\n<mailto:")
            yield from [f"        [{label}]"] if link else (f"        | {line}" for line in part.split("\n"))


def _edits(call: ApiCall) -> bool:
    return call.method.startswith("editMessage")


def _target(call: ApiCall) -> int:
    """The message that a call is about; 0 where it makes a new one."""
    return int(call.params.get("message_id", 0))


def _opening(words: str) -> str:
    line = " ".join(_TAG.sub("", words).split())
    return line if len(line) <= _OPENING else f"{line[:_OPENING].rstrip()} …"


def _files(content: Json) -> dict[str, str]:
    """The identifiers of the files of a message, by kind; a photo is its largest size."""
    found = {kind: content[kind] for kind in _FILES if kind in content}
    return {kind: (file[-1] if kind == "photo" else file)["file_id"] for kind, file in found.items()}


def _button(button: Json) -> str:
    does = {key: value for key, value in button.items() if key != "text"}
    data = _COUNTED.sub(r"\1#", does.pop("callback_data", ""))
    return " ".join([f"[{button['text']}]", *filter(None, [data]), *([_dump(does)] if does else [])])


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


_ROW = re.compile(r"^ {8}(?=\[)")
_LABEL = re.compile(r"\[([^\[\]]+)\] \S+(?:  |$)")


def rows_of_buttons() -> set[tuple[str, ...]]:
    """The labels of every row of buttons that stands in a story."""
    lines = (line for path in (FOLDER / "calls").glob("*.txt") for line in path.read_text("utf-8").splitlines())
    return {tuple(_LABEL.findall(line.strip())) for line in lines if _ROW.match(line)} - {()}


async def played(name: str, folder: Path, database_url: str) -> str:
    """The list of a story that is played now, or of the start."""
    if name == START:
        async with staged(database_url) as stage:
            return listed(stage.world)
    async with player_of(name, database_url, folder) as player:
        await player.play(name)
        return of_story(player)


def main(names: Sequence[str]) -> None:
    """Play these stories, or all, and write their files anew."""
    logs.set_up("ERROR")
    with tempfile.TemporaryDirectory() as folder:
        databases = Files(Path(folder))
        for name in names or [START, *sorted(path.stem for path in FOLDER.glob("*.story"))]:
            now = asyncio.run(played(name, Path(folder), databases.migrated()))
            if now != kept(name):
                (FILES / f"{name}.txt").write_text(now, "utf-8")
                print(f"{name} is written anew")


if __name__ == "__main__":
    main(sys.argv[1:])

"""Secrecy: what no call of the bot into a group may hold of a person, looked for after every test that has a stage."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from conversations.words.catalogue import keys, words
from network import file
from network.model import Network
from network.text import unaccented
from simulator.chats import ApiCall
from simulator.world import World
from storage.networks import read

READABLE = frozenset(
    {"sendMessage", "editMessageText", "editMessageReplyMarkup", "editMessageCaption", "deleteMessage",
     "sendChatAction", "pinChatMessage", "getChat", "getChatMember"}
)  # fmt: skip
"""Calls whose parameters are all that a group sees of them; of a file or a copied message they are not."""

OWN_TEXTS = (
    "answered.private", "card.", "confidential.withdrawn", "group.", "list.", "nature.", "place.outside_network",
    "place.undecided", "refused.private_only", "sector.none", "start.group", "stats.",
)  # fmt: skip
"""The catalogue texts that a group is shown, by how their keys begin. A word of theirs betrays nobody who used it."""

_NUMBERED = frozenset({"chat_id", "message_id", "message_thread_id", "user_id"})
PHONE = re.compile(r"(?<!\w)(?:\+|00)?\(?\d(?:[\s.\-/()]*\d){8,}(?!\w)")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_TAG = re.compile(r"<[^>]*>")
_BREAKS = re.compile(r"[^a-z0-9]+")
_LONG_WORD, _LONG_NUMBER = 4, 5
"""From how many characters on one word, and one number, of a longer text tells who wrote it."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a network lets a group see (`allowed`), and what it does not (`communes`, by their plain words). `own` are
    the words of OWN_TEXTS, `partners` the accounts of referents.
    """

    allowed: re.Pattern[str]
    communes: Mapping[str, str]
    own: frozenset[str]
    partners: frozenset[int]


def leaks(
    world: World,
    network_file: Path,
    told: Iterable[Mapping[str, Any]] = (),
    since: Network | None = None,
    published: Iterable[str] = (),
) -> list[str]:
    """What of a person the bot said into a group of `world`, one line for each finding; empty where nothing was.

    `told`: answers of people that no message of this world holds. `since`: what the network of the file has become,
    whose names a group may read too. `published`: texts that a coordinator wrote for the group, each as a whole.
    """
    calls = [call for call in world.calls if call.chat_id is not None and call.chat_id < 0]
    if not calls:
        return []
    known = known_with(network_file, since, published)
    private = Private(known, [*typed(world, known), *(text for answers in told for text in free(answers))])
    return list(dict.fromkeys(found for call in calls for found in _in_call(call, world, known, private)))


def _in_call(call: ApiCall, world: World, known: Known, private: Private) -> Iterator[str]:
    where = f"{call.method} into {call.chat_id}"
    inside = _calendar(call, world) or _described(call, world)
    if call.method not in READABLE and not inside:
        yield f"{where}: nobody can read here what it shows"
    for text in (*_texts(call.params), *inside):
        for what, found in in_text(text, world, known, private):
            yield f"{where}: {what} {found!r} in {text[:400]!r}"


def _calendar(call: ApiCall, world: World) -> list[str]:
    """What a calendar reads in a file that was sent, but for whoever invites, which is the network itself."""
    document = (call.result or {}).get("document", {}) if call.method == "sendDocument" else {}
    if document.get("mime_type") != "text/calendar":
        return []
    text = world.files.by_id(document["file_id"]).data.decode().replace("\r\n ", "")
    lines = (line.partition(":") for line in text.splitlines())
    return [value.replace("\\n", " ").replace("\\", "") for name, _, value in lines if not name.startswith("ORGANIZER")]


def _described(call: ApiCall, world: World) -> list[str]:
    """What a picture says that it shows, where it was made from words."""
    sizes = (call.result or {}).get("photo", []) if call.method == "sendPhoto" else []
    if not sizes:
        return []
    with Image.open(BytesIO(world.files.by_id(sizes[-1]["file_id"]).data)) as picture:
        return picture.info.get("Description", "").split(" | ") if picture.format == "PNG" else []


def in_text(text: str, world: World, known: Known, private: Private) -> Iterator[tuple[str, str]]:
    for written in {html.unescape(text), html.unescape(_TAG.sub("", text))}:
        for what, pattern in (("a telephone number", PHONE), ("an e-mail address", EMAIL)):
            yield from ((what, found[0]) for found in pattern.finditer(written))
        without = re.sub(r"\b[A-Z]{1,4}-\d+\b", " ", written.replace(world.bot.username, " "))
        said = known.allowed.sub(" | ", in_spaces(without))
        yield from (("the commune", name) for words_, name in known.communes.items() if words_ in said)
        yield from (("words of a person", phrase.strip()) for phrase in private.phrases if phrase in said)
        yield from (("a word of a person", word) for word in private.words & set(said.split()))


def _texts(value: Any, name: str = "") -> Iterator[str]:
    """Every text in the parameters of a call, at any depth; what is written as JSON is read."""
    if isinstance(value, str) and value[:1] in ("{", "["):
        with suppress(json.JSONDecodeError):
            value = json.loads(value)
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _texts(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, name)
    elif isinstance(value, str) and name not in _NUMBERED:
        yield value


# --- what is a person's -----------------------------------------------------------------------------------------------


class Private:
    """Texts of people: each as a whole, and each of their words that is nobody else's."""

    def __init__(self, known: Known, texts: Iterable[str]) -> None:
        self.phrases: set[str] = set()
        self.words: set[str] = set()
        for text in set(texts):
            spaced = known.allowed.sub(" | ", in_spaces(text))
            own = [word for word in spaced.split() if not _is_anybodys(word, known)]
            if own:
                self.phrases.add(in_spaces(text))
            self.words.update(word for word in own if len(word) >= _LONG_WORD)


def _is_anybodys(word: str, known: Known) -> bool:
    short = _LONG_NUMBER if word.isdecimal() else 2
    return word == "|" or word in known.own or len(word) < short


def typed(world: World, known: Known, *, partners: bool | None = None) -> Iterator[str]:
    """What people wrote or shared in private, and how those are called who are no partners; of `partners` alone, or of
    the others.
    """
    for chat in world.chats.values():
        if not chat.private or (partners is not None and (chat.id in known.partners) != partners):
            continue
        person = world.people[chat.id]
        if chat.id not in known.partners and not any(chat.id in other.members for other in _groups(world)):
            yield f"{person.first_name} {person.last_name or ''}"
            yield person.username or ""
        for message in chat.messages.values():
            if message.sender == chat.id:
                yield from (_uncommanded(text) for text in _texts(_said(message.content)))


def _groups(world: World) -> Iterator[Any]:
    return (chat for chat in world.chats.values() if not chat.private)


def _said(content: Mapping[str, Any]) -> dict[str, Any]:
    return {kind: content[kind] for kind in ("text", "caption", "contact") if kind in content}


def _uncommanded(text: str) -> str:
    """What was written with a command, if anything; the payload of a link is nobody's words."""
    if not text.startswith("/"):
        return text
    command, _, rest = text.partition(" ")
    return "" if command == "/start" else rest


def free(answers: Any, name: str = "") -> Iterator[str]:
    """The answers that are somebody's own words: names, contacts, and whatever has a space; the others are codes."""
    if isinstance(answers, Mapping):
        for key, inner in answers.items():
            yield from free(inner, key if name != "contact" else name)
    elif isinstance(answers, list | tuple):
        for inner in answers:
            yield from free(inner, name)
    elif isinstance(answers, str) and (name in ("name", "contact") or " " in answers):
        yield answers


# --- what is the network's --------------------------------------------------------------------------------------------


@lru_cache(maxsize=16)
def known_of(document: str) -> Known:
    network = read(document)
    communes = [commune for territory in network.territories for commune in territory.communes]
    return Known(
        _any_of(_allowed(network)),
        {in_spaces(name): name for commune in communes for name in (commune.name, *commune.aliases)},
        frozenset(in_spaces(" ".join(_own_texts())).split()),
        frozenset(referent.telegram_id for referent in network.referents if referent.telegram_id),
    )


def known_with(network_file: Path, since: Network | None, published: Iterable[str]) -> Known:
    """What the network of a file lets be seen, with what it has become, and what was written for everybody."""
    known, more = known_of(file.load(network_file).as_json), [*published]
    if since is not None:
        more.extend(_allowed(since))
    return replace(known, allowed=_any_of([*_allowed(file.load(network_file)), *more])) if more else known


def _allowed(network: Network) -> Iterator[str]:
    yield network.identity.name
    yield from (territory.name for territory in network.territories)
    yield from (organisation.name for organisation in network.organisations)
    for label in (*(s.label for s in network.sectors), *(r.name for r in network.referents)):
        yield from (label.fr, label.en)


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    """Any of these names as whole words; the longest first, so that none is cut in two."""
    found = sorted({in_spaces(name).strip() for name in names}, key=len, reverse=True)
    return re.compile("(?<= )(?:" + "|".join(map(re.escape, found)) + ")(?= )")


def _own_texts() -> Iterator[str]:
    french = words("fr")
    for key in sorted(keys("fr")):
        if key.startswith(OWN_TEXTS):
            yield from french.texts[key]
    yield "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
    yield "lundi mardi mercredi jeudi vendredi samedi dimanche"


def in_spaces(text: str) -> str:
    """The plain words of a text, each between single spaces: no accents, no capitals, no marks."""
    return f" {' '.join(_BREAKS.sub(' ', unaccented(text).lower()).split())} "

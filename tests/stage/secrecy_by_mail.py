"""Secrecy by mail: what no letter of the bot may hold of a person, looked for after every test that has a stage."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from conversations.words.catalogue import keys, words
from correspondence.reading import read
from network import file
from network.model import Network
from simulator.world import World
from storage.networks import read as read_network
from tests.stage.post_office import Letter
from tests.stage.secrecy import EMAIL, PHONE, Private, free, in_spaces, in_text, known_with, typed

_OURS = frozenset({"from", "to", "content-type"})
"""Headers that say whose a letter is, and how it is put together."""
_COUNTED = frozenset({"message-id", "in-reply-to", "references", "list-unsubscribe", "date"})
"""Headers with numbers of ours, which look like those of telephones."""
_DIGITS = 9
"""Of a telephone number, from its end, however it is written."""

_STYLE = re.compile(r"<style>.*?</style>", re.S)


@dataclass(frozen=True, slots=True)
class Sent:
    """What people put into the mailbox, and when; with the letters of the bot in the order of the same clock. `passed`
    is what people said or sent for somebody who is reached at an address.
    """

    letters: list[Letter]
    put_in: list[tuple[int, bytes]]
    passed: Mapping[str, Iterable[str]]


def leaks(
    world: World,
    network_file: Path,
    sent: Sent,
    told: Iterable[Mapping[str, Any]] = (),
    since: Network | None = None,
    published: Iterable[str] = (),
) -> list[str]:
    """What of a person stands in a letter where it may not, one line for each finding; empty where nothing does.

    Nothing of anybody stands in a head, or in the name of a file. Nor does it in what a letter says, unless it goes to
    a partner who has used a link from there, where the network lets records go by mail. To anybody else there goes what
    is their own. See `secrecy.leaks`.
    """
    if not sent.letters:
        return []
    look = _Look(world, network_file, sent, list(told), since, published)
    return list(dict.fromkeys(found for letter in sent.letters for found in look.at(letter)))


class _Look:
    """What a look at letters needs to know."""

    def __init__(
        self,
        world: World,
        network_file: Path,
        sent: Sent,
        told: list[Mapping[str, Any]],
        since: Network | None,
        published: Iterable[str],
    ) -> None:
        networks = [file.load(network_file), *([since] if since is not None else [])]
        known = known_with(network_file, None, published)
        public = [_public_of(network.as_json) for network in networks]
        self._world, self._known, self._told = world, known, told
        self._public = sorted({text for one in public for text in one.texts}, key=len, reverse=True)
        self._open = networks[0].identity.records_by_mail
        self._partners = frozenset(address for one in public for address in one.addresses)
        self._numbers = frozenset(number for one in public for number in one.numbers)
        self._wrote = [(at, read(raw)) for at, raw in sent.put_in]
        by_mail = [one.words for _, one in self._wrote if one.sender not in self._partners]
        everything = [*typed(world, known), *(text for answers in told for text in free(answers)), *by_mail]
        known = self._known = replace(known, own=known.own | _of_subjects())
        self._in_heads = Private(known, everything)
        self._said_to_partners = replace(known, own=known.own | _said_anyway())
        self._of_anybody = Private(self._said_to_partners, everything)
        by_partners = frozenset(in_spaces(" ".join(typed(world, known, partners=True))).split())
        self._said_to_others = replace(known, communes={}, own=self._said_to_partners.own | by_partners)
        self._of_others: dict[str, Private] = {}
        self._passed = {address: frozenset(texts) for address, texts in sent.passed.items()}

    def at(self, letter: Letter) -> Iterator[str]:
        """What is found in one."""
        to = letter.recipients[0].lower()
        for where, text in _head(letter, self._partners):
            for what, said in in_text(text, self._world, self._known, self._in_heads):
                yield f"{where} to {to}: {what} {said!r} in {text!r}"
        if self._may_read_all(letter, to):
            return
        for where, text in parts(letter):
            if self._in_words(text, letter, to):
                bare = text
                for one in self._public:
                    bare = bare.replace(one, " | ")
                for what, said in self._in_words(bare, letter, to):
                    yield f"{where} to {to}: {what} {said!r} in {bare[:400]!r}"

    def _may_read_all(self, letter: Letter, to: str) -> bool:
        used = any(at < letter.at and one.sender == to and (one.token or one.number) for at, one in self._wrote)
        return self._open and used and to in self._partners

    def _in_words(self, text: str, letter: Letter, to: str) -> list[tuple[str, str]]:
        bare = _without(text, self._partners | {to, letter.sender.lower()}, self._numbers)
        if to in self._partners:
            return list(in_text(bare, self._world, self._said_to_partners, self._of_anybody))
        found = in_text(bare, self._world, self._said_to_others, self._not_of(to))
        return [one for one in found if one[0].startswith(("words", "a word"))]

    def _not_of(self, address: str) -> Private:
        """What is of other people than the one of that address."""
        if address not in self._of_others:
            others = [answers for answers in self._told if address not in _emails(str(answers))]
            theirs = [text for answers in others for text in free(answers)]
            every = [*typed(self._world, self._known, partners=False), *theirs]
            some = [text for text in every if text not in self._passed.get(address, ())]
            self._of_others[address] = Private(self._said_to_others, some)
        return self._of_others[address]


def _head(letter: Letter, ours: frozenset[str]) -> Iterator[tuple[str, str]]:
    for name, value in letter.head:
        if name.lower() in _OURS:
            continue
        text = unquote(value)
        if name.lower() == "reply-to" and ours & _emails(text):
            continue
        yield name, re.sub(r"[0-9.]{9,}|\S+@\S+", " ", text) if name.lower() in _COUNTED else text
    for file_name in letter.files:
        yield "the name of a file", file_name


def parts(letter: Letter) -> Iterator[tuple[str, str]]:
    """What a letter says, as it is read and as its links carry it."""
    for kind, text in letter.texts:
        yield kind, unquote(_STYLE.sub("", text))


@dataclass(frozen=True, slots=True)
class _Public:
    """What stands in a network’s file and is everybody’s: what it says in several words, addresses and notes; its
    addresses of e-mail, and its telephone numbers.
    """

    texts: frozenset[str]
    addresses: frozenset[str]
    numbers: frozenset[str]


@lru_cache(maxsize=16)
def _public_of(document: str) -> _Public:
    """What is everybody’s of the network of a document. Most tests have the same few."""
    network = read_network(document)
    found = {text for text in _strings(network.model_dump(mode="json")) if " " in text.strip()}
    addresses = (one.address for one in network.organisations if one.address is not None)
    found |= {f"{one.postal_code} {one.town}" for one in addresses}
    written = {form for text in found for form in (text, html.escape(text), html.escape(text, quote=False))}
    return _Public(frozenset(written), _emails(document), frozenset(map(_digits, PHONE.findall(document))))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
    elif isinstance(value, str):
        yield value


def _emails(text: str) -> frozenset[str]:
    return frozenset(one.lower() for one in EMAIL.findall(text))


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)[-_DIGITS:]


def _without(text: str, addresses: frozenset[str], numbers: frozenset[str]) -> str:
    """A text without the addresses and the numbers that its network tells anybody."""
    text = EMAIL.sub(lambda found: " " if found[0].lower() in addresses else found[0], text)
    return PHONE.sub(lambda found: " " if _digits(found[0]) in numbers else found[0], text)


_OF_FORMS = re.compile(r".*\.(example|help|words|ask)$|words\.|refused\.|directory\.how|intake\.|completer-|counter\.")
"""Texts that no letter has, with names and trades as examples."""


@cache
def _of_subjects() -> frozenset[str]:
    """The words of our own subjects, which stand in each of them."""
    french = words("fr")
    some = (text for key in keys("fr") if key.endswith(".subject") for text in french.texts[key])
    return frozenset(in_spaces(" ".join(some)).split())


@cache
def _said_anyway() -> frozenset[str]:
    """The words of our own texts: one of them betrays nobody."""
    french = words("fr")
    some = (key for key in keys("fr") if not _OF_FORMS.match(key))
    return frozenset(in_spaces(" ".join(text for key in some for text in french.texts[key])).split())

"""The register: what a feature answers to, as data. Each feature opens with a table of these; whatever needs a list of
commands, buttons, dates or forms reads it here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, TypeVar

from conversations.engine.effects import Submit
from handlers.turn.rights import ANYBODY, Right
from handlers.turn.screen import MOST_CALLBACK_BYTES, Button
from handlers.turn.turn import Turn
from network.model import Role
from network.phrase import Param, Phrase, phrase
from storage import cases, duplicates
from storage.cases import Case

K = TypeVar("K")
V = TypeVar("V")

Asked = Callable[..., Awaitable[None]]
"""Answers a command: the account, its language, what was typed after the command, and what was read for it."""
Read = Callable[[Turn, int, str], Awaitable[Any]]
"""Reads what a command shows: the account, and what was typed after the command. It never gives None."""
PressRead = Callable[..., Awaitable[Any]]
"""Reads what a press shows: the account, and the values of the button. It never gives None."""
Pressed = Callable[..., Awaitable[None]]
"""Answers a press: the account, then what was found for each part of the button."""
Came = Callable[..., Awaitable[None]]
"""Answers a date that came, or what became of a delivery: what its row carries, and what was read for it."""
Surveyed = Callable[[Turn, Mapping[str, Any]], Awaitable[Any]]
"""Reads what a date tells of: what its row carries. It never gives None."""
Sent = Callable[[Turn, int, str, Submit], Awaitable[None]]
"""Takes a form that was sent: the account, its language, the form."""
Followed = Callable[[Turn, int, str, str], Awaitable[None]]
"""Answers a t.me link of the bot: the account, its language, and the rest of the link’s payload."""


Noticed = Callable[[Turn, Any], Awaitable[None]]
"""Acts on what another feature did, in the same turn: an event of `handlers.turn.events`."""


class RegisterError(Exception):
    """Two features claim the same word, or a button would be longer than Telegram takes."""


# --- buttons ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Part:
    """One part of what a button sends. `read` gives its value, or None where that text cannot be one; `longest` is the
    longest text it can be. `find` gives what the value names, or None where there is none: it is looked up once, for
    the right and for the act.
    """

    name: str
    read: Callable[[str], Any]
    longest: str
    find: Callable[[Turn, Any], Awaitable[Any]] | None = None

    async def found(self, turn: Turn, value: Any) -> Any:
        """What the act is given for a value."""
        return value if self.find is None else await self.find(turn, value)


def _matching(pattern: str) -> Callable[[str], str | None]:
    return lambda text: text if re.fullmatch(pattern, text) else None


REFERENCE = Part("reference", _matching(r"[A-Z]{1,4}-[0-9]{1,9}"), "ABCD-123456789")
CASE = replace(REFERENCE, find=lambda turn, reference: cases.load(turn.here, reference))
"""The case of a reference, which nobody else acts on before the turn is over."""
STANDING = replace(REFERENCE, find=lambda turn, reference: _standing(turn, reference))
"""The same, or the case that goes on for it."""


async def _standing(turn: Turn, reference: str) -> Case | None:
    return await cases.load(turn.here, await duplicates.standing(turn.here, reference))


NUMBER = Part("number", lambda text: int(text) if re.fullmatch(r"[0-9]{1,18}", text) else None, "9" * 18)
"""A number that a database can hold: it counts to 2 ** 63."""
PAGE = Part("page", lambda text: int(text) if re.fullmatch(r"[0-9]{1,4}", text) else None, "9999")
"""A page of a list, from 0."""
DRAWN = Part("drawn", _matching(r"[0-9a-f]{16}"), "0" * 16)
"""Something by a code that was drawn for it, which nobody guesses."""
CODE = Part("code", _matching(r"[0-9a-f]{8}"), "0" * 8)
"""A referent, as `slots.pick_referent.code` names them."""


def one_of(*values: str) -> Part:
    """A part that is one of these words."""
    return Part("/".join(values), lambda text: text if text in values else None, max(values, key=len))


ROLE = Part("role", one_of(Role.TECHNICAL, Role.TERRITORIAL).read, Role.TERRITORIAL)


@dataclass(frozen=True, slots=True)
class Verb:
    """A button, and who may press it: its data is the verb’s name and its parts, of which the last `optional` may be
    missing.

    `once`: each press sends something, so that a finger that slips counts once. `on_card`: it stands in the group.
    `by_mail`: it may come by mail too, and is called so in its subject, by the key of a text; `renamed_by_mail`: its
    link says that as well, since what stands on the button is so on Telegram alone. `stands_back`: its link is drawn
    less loud than the others, since it takes something back, or ends it. `unsubscribes`: a letter with it is one that a
    mail program offers to have no more. `of_ended`: it is asked about a case that is over. `reads`: as a command’s, by
    the values of the button.
    """

    name: str
    parts: tuple[Part, ...] = ()
    right: Right = ANYBODY
    optional: int = 0
    once: bool = False
    on_card: bool = False
    by_mail: str = ""
    renamed_by_mail: bool = False
    stands_back: bool = False
    unsubscribes: bool = False
    of_ended: bool = False
    reads: PressRead | None = None

    def data(self, *values: object) -> str:
        """What the button sends for these values."""
        return "|".join((self.name, *map(str, values)))

    def button(self, label: str | Phrase, /, *values: object, **params: Param) -> Button:
        """The button for these values; `label` is what stands on it, or the key of that and its `params`."""
        said = label if isinstance(label, Phrase) else phrase(label, **params)
        return Button(said, self.data(*values))

    def read(self, texts: list[str]) -> tuple[Any, ...] | None:
        """The values of what a button sent, without the verb’s name; None where it is none of this verb."""
        if not len(self.parts) - self.optional <= len(texts) <= len(self.parts):
            return None
        values = tuple(part.read(text) for part, text in zip(self.parts, texts, strict=False))
        return None if None in values else values

    @property
    def longest(self) -> str:
        """The longest data that it can send."""
        return self.data(*(part.longest for part in self.parts))


# --- everything else --------------------------------------------------------------------------------------------------


class Menu(StrEnum):
    """For whom Telegram shows a menu of commands; owners are who speaks for offers, and see everybody’s too."""

    EVERYBODY = "everybody"
    OWNERS = "owners"
    REFERENTS = "referents"
    COORDINATORS = "coordinators"


OF_EVERYBODY = frozenset({Menu.EVERYBODY})
OF_PARTNERS = frozenset({Menu.REFERENTS, Menu.COORDINATORS})
OF_COORDINATORS = frozenset({Menu.COORDINATORS})
"""The menus in which most commands stand."""


class InGroup(StrEnum):
    """What a command comes to in a group, where nothing of a case is ever answered."""

    TOLD_WHERE = "told where to give it"
    IN_PRIVATE = "answered in private"
    EXPLAINED = "told what the bot is"
    IGNORED = "not answered"


@dataclass(frozen=True, slots=True)
class Command:
    """A command, with the other words that mean it. `place` orders it among those of the `menus` it stands in.

    `first`: it may be somebody’s first word, so that it meets them itself. `reads` is for what lists or counts: it runs
    before the turn, beside whatever is written, for whoever has the right, and `do` gets what it gave.
    """

    name: str
    do: Asked
    also: tuple[str, ...] = ()
    right: Right = ANYBODY
    menus: frozenset[Menu] = frozenset()
    place: int = 0
    in_group: InGroup = InGroup.TOLD_WHERE
    first: bool = False
    reads: Read | None = None


@dataclass(frozen=True, slots=True)
class Date:
    """A kind of date. It waits for the next sending hour, unless nobody hears of it or it looks at the hour itself
    (`any_hour`). `reads`: as a command’s.
    """

    kind: str
    do: Came
    any_hour: bool = False
    reads: Surveyed | None = None


@dataclass(frozen=True, slots=True)
class Feature:
    """A capability: what it answers to. `gone` names verbs, kinds and flows that it once had, whose buttons and dates
    may still come.
    """

    name: str
    commands: tuple[Command, ...] = ()
    verbs: Mapping[Verb, Pressed] = field(default_factory=dict)
    dates: tuple[Date, ...] = ()
    forms: Mapping[str, Sent] = field(default_factory=dict)
    links: Mapping[str, Followed] = field(default_factory=dict)
    outcomes: Mapping[str, Came] = field(default_factory=dict)
    on: Mapping[type, Noticed] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()


class Register:
    """Every feature’s table, by what is looked up. Raises RegisterError where two features claim one word."""

    def __init__(self, features: Iterable[Feature]) -> None:
        self.features = tuple(features)
        of = self.features
        self.commands = _by(
            (word, command) for one in of for command in one.commands for word in (command.name, *command.also)
        )
        self.dates = _by((date.kind, date) for one in of for date in one.dates)
        self.forms = _by(pair for one in of for pair in one.forms.items())
        self.links = _by(pair for one in of for pair in one.links.items())
        self.outcomes = _by(pair for one in of for pair in one.outcomes.items())
        self.feature_of: dict[Command | Verb | Date | str, str] = {}
        for one in of:
            named: tuple[Command | Verb | Date | str, ...] = (*one.commands, *one.verbs, *one.dates)
            self.feature_of |= dict.fromkeys((*named, *one.forms, *one.links, *one.outcomes), one.name)
        """The feature of each entry of a table: a command, a verb, a date; forms, links and outcomes by their names."""
        self.on: Mapping[type, list[Noticed]] = _grouped(pair for one in of for pair in one.on.items())
        self.gone = frozenset(name for one in of for name in one.gone)
        self.verbs: Mapping[str, list[tuple[Verb, Pressed]]] = _grouped(
            (verb.name, (verb, do)) for one in of for verb, do in one.verbs.items()
        )
        for verb in self.every_verb:
            if len(verb.longest.encode()) > MOST_CALLBACK_BYTES:
                raise RegisterError(f"a button of {verb.name!r} may be longer than {MOST_CALLBACK_BYTES} bytes")
            begins = tuple(part.name for part in verb.parts[: len(verb.right.about)])
            if begins != verb.right.about or (begins and verb.parts[0].find is None):
                raise RegisterError(
                    f"{verb.name!r} begins with {begins}; its right {verb.right.name!r} looks at {verb.right.about}"
                )

    @property
    def every_verb(self) -> list[Verb]:
        """Every verb, in the order of the features."""
        return [verb for one in self.features for verb in one.verbs]

    @property
    def on_card(self) -> frozenset[str]:
        """The names of the verbs that may be pressed in a group."""
        return frozenset(verb.name for verb in self.every_verb if verb.on_card)

    def menu(self, menu: Menu) -> tuple[str, ...]:
        """The names of the commands that a menu shows, in order."""
        those = {menu, Menu.EVERYBODY} if menu is Menu.OWNERS else {menu}
        shown = {command.name: command.place for command in self.commands.values() if those & command.menus}
        return tuple(sorted(shown, key=lambda name: shown[name]))


def _by(pairs: Iterable[tuple[str, V]]) -> Mapping[str, V]:
    known: dict[str, V] = {}
    for word, value in pairs:
        if word in known:
            raise RegisterError(f"{word!r} stands twice in the tables of the features")
        known[word] = value
    return known


def _grouped(pairs: Iterable[tuple[K, V]]) -> Mapping[K, list[V]]:
    found: dict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found

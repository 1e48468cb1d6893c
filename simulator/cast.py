"""Who is there: the bot, the people and the groups of a simulated world, as a file describes them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

GroupType = Literal["group", "supergroup"]


@dataclass(frozen=True, slots=True)
class Bot:
    """The bot under test; `token` is what its calls carry."""

    id: int = 7000000001
    username: str = "simulated_bot"
    name: str = "Bot"
    token: str = "7000000001:simulator-token-of-the-demonstration"  # noqa: S105 (a token of the simulator opens nothing)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a telephone. `role` and `hint` are shown by the page (a text, or one per language).

    `started`: they press Start by themselves once the world is served, so the bot can write to them; `earlier`: they
    did so before this world began, of which nothing stands in their chat; `on_call`: the page names them once they are
    needed.
    """

    id: int
    first_name: str
    phone: str = "+33199009999"
    language_code: str = "fr"
    username: str | None = None
    last_name: str | None = None
    role: Mapping[str, str] = field(default_factory=dict)
    hint: Mapping[str, str] = field(default_factory=dict)
    started: bool = False
    earlier: bool = False
    on_call: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A group, its people, and what the bot is there: administrator, member, left or kicked."""

    id: int
    title: str
    type: GroupType = "supergroup"
    members: tuple[int, ...] = ()
    administrators: tuple[int, ...] = ()
    bot: str = "administrator"


@dataclass(frozen=True, slots=True)
class Cast:
    """The whole company. `guide` is the story the page leads through, step by step (docs/demo.md tells its fields);
    `notice` stands above the page."""

    bot: Bot = field(default_factory=Bot)
    people: tuple[Person, ...] = ()
    groups: tuple[Group, ...] = ()
    guide: Mapping[str, Any] = field(default_factory=dict)
    notice: Mapping[str, str] = field(default_factory=dict)
    panes: tuple[int, ...] = ()


def _words(value: Any) -> dict[str, str]:
    """A text may be written once for every language."""
    if value is None:
        return {}
    return dict(value) if isinstance(value, dict) else {"fr": str(value), "en": str(value)}


def _person(entry: Mapping[str, Any]) -> Person:
    texts = {"role": _words(entry.get("role")), "hint": _words(entry.get("hint"))}
    return Person(**{**entry, **texts})


def _earlier(entry: Mapping[str, Any]) -> tuple[Person, ...]:
    """People without a telephone on the page: `many` of them, whose ids follow each other from `first` on."""
    return tuple(
        Person(
            id=entry["first"] + number - 1,
            first_name=f"{entry['first_name']} {number}",
            phone=f"{entry['phone']}{number:02d}",
            earlier=True,
        )
        for number in range(1, entry.get("many", 0) + 1)
    )


def _group(entry: Mapping[str, Any]) -> Group:
    lists = {key: tuple(entry.get(key, ())) for key in ("members", "administrators")}
    return Group(**{**entry, **lists})


def read_cast(path: Path | str) -> Cast:
    """Read a cast file (JSON). Raises `ValueError` naming the file when it cannot be understood."""
    try:
        data = json.loads(Path(path).read_text(encoding="utf-8"))
        shown = tuple(_person(entry) for entry in data["users"])
        people = shown + _earlier(data.get("earlier", {}))
        return Cast(
            bot=Bot(**data["bot"]),
            people=people,
            groups=tuple(_group(entry) for entry in data.get("chats", ())),
            guide=data.get("guide", {}),
            notice=_words(data.get("notice")),
            panes=tuple(data.get("panes", ())) or tuple(person.id for person in shown),
        )
    except (KeyError, TypeError, json.JSONDecodeError) as error:
        raise ValueError(f"{path}: not a cast file ({error!r})") from error

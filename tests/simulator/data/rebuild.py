"""Rebuild bot_api.json, the part of the Bot API that the simulator speaks, from the description in aiogram's sdist.

pip download --no-binary aiogram --no-deps aiogram==3.31.0
tar xf aiogram-3.31.0.tar.gz
python -m tests.simulator.data.rebuild aiogram-3.31.0/.butcher/schema/schema.json
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from simulator.methods import METHODS
from simulator.server import REGISTERED

HERE = Path(__file__).parent
TYPES = """
AcceptedGiftTypes Animation Audio BotCommand BotDescription BotName BotShortDescription CallbackQuery Chat
ChatFullInfo ChatMember ChatMemberAdministrator ChatMemberBanned ChatMemberLeft ChatMemberMember ChatMemberOwner
ChatMemberRestricted ChatMemberUpdated Contact CopyTextButton Dice Document File ForumTopicClosed
ForumTopicReopened InaccessibleMessage InlineKeyboardButton InlineKeyboardMarkup Location
MaybeInaccessibleMessage MenuButton MenuButtonCommands MenuButtonDefault MenuButtonWebApp Message MessageEntity
MessageId MessageOrigin MessageOriginUser PhotoSize Sticker Update User Video VideoNote Voice WebhookInfo
"""
"""Every type that something the simulator gives may have."""

_ALWAYS = re.compile(r"(?:always|must be) ['“\"]?(\w+)['”\"]?")


def main() -> None:
    """Read the description, keep what is needed, write it down."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("schema", type=Path)
    schema = json.loads(parser.parse_args().schema.read_text(encoding="utf-8"))
    entities = {entity["name"]: entity for group in schema["items"] for entity in group["children"]}
    assert REGISTERED  # importing them fills METHODS
    names = sorted(method.name for method in METHODS.values())
    types = TYPES.split()
    unions = {name: ways for name in types if (ways := list(_members(entities[name])))}
    reduced = {
        "bot_api": schema["api"],
        "types": {name: _fields(entities[name]) for name in types if name not in unions},
        "unions": unions,
        "methods": {name: _fields(entities[name]) for name in names},
    }
    (HERE / "bot_api.json").write_text(_written(reduced), encoding="utf-8")


def _fields(entity: dict[str, Any]) -> dict[str, list[Any]]:
    """Each field or parameter: its type, whether it must be there, and the only value it can have, if there is one."""
    fields = {}
    for field in entity["annotations"]:
        fields[field["name"]] = [field["type"], field["required"]]
        only = _ALWAYS.search(field["description"])
        if only and entity["category"] == "types" and field["name"] in ("type", "status"):
            fields[field["name"]].append(only[1])
    return fields


def _members(entity: dict[str, Any]) -> Iterator[str]:
    """What a type without fields may be: the list in its description. One without such a list holds nothing."""
    if not entity["annotations"]:
        yield from re.findall(r"(?m)^ - (\w+)$", entity["description"])


def _written(reduced: dict[str, Any]) -> str:
    """JSON with a line for each entry, so that a newer version shows a readable difference."""
    parts = []
    for key, value in reduced.items():
        lines = [f"  {json.dumps(name)}: {json.dumps(entry)}" for name, entry in value.items()]
        parts.append(f"{json.dumps(key)}: {{\n" + ",\n".join(lines) + "\n}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


if __name__ == "__main__":
    main()

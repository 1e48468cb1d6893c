"""The Bot API as a package describes it (data/NOTICE.md), and what in an object does not agree with it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from simulator.world import World

API: dict[str, Any] = json.loads((Path(__file__).parent / "data" / "bot_api.json").read_text(encoding="utf-8"))

RETURNS = {
    "copyMessage": "MessageId",
    "editMessageCaption": "Message",
    "editMessageMedia": "Message",
    "editMessageReplyMarkup": "Message",
    "editMessageText": "Message",
    "forwardMessage": "Message",
    "getChat": "ChatFullInfo",
    "getChatAdministrators": "Array of ChatMember",
    "getChatMember": "ChatMember",
    "getChatMemberCount": "Integer",
    "getChatMenuButton": "MenuButton",
    "getFile": "File",
    "getMe": "User",
    "getMyCommands": "Array of BotCommand",
    "getMyDescription": "BotDescription",
    "getMyName": "BotName",
    "getMyShortDescription": "BotShortDescription",
    "getUpdates": "Array of Update",
    "getWebhookInfo": "WebhookInfo",
    "sendContact": "Message",
    "sendDocument": "Message",
    "sendLocation": "Message",
    "sendMediaGroup": "Array of Message",
    "sendMessage": "Message",
    "sendPhoto": "Message",
    "sendVoice": "Message",
}
"""What a method gives, as its description says; every other gives True."""

_PLAIN: dict[str, tuple[type, ...]] = {
    "Integer": (int,),
    "Float": (int, float),
    "String": (str,),
    "Boolean": (bool,),
    "True": (bool,),
}


def disagreements(kind: str, value: Any, where: str = "") -> Iterator[str]:
    """What in `value` is not as a `kind` is described: a field that is unknown, missing, or of another type."""
    where = where or kind
    if kind.startswith("Array of "):
        if not isinstance(value, list):
            yield f"{where} is no array"
            return
        for number, item in enumerate(value):
            yield from disagreements(kind.removeprefix("Array of "), item, f"{where}[{number}]")
    elif " or " in kind or kind in API["unions"]:
        ways = API["unions"].get(kind) or kind.split(" or ")
        yield from min((list(disagreements(way, value, where)) for way in ways), key=len)
    elif kind in _PLAIN:
        right = isinstance(value, _PLAIN[kind]) and isinstance(value, bool) == (kind in ("Boolean", "True"))
        if not right or (kind == "True" and value is not True):
            yield f"{where} is no {kind}: {value!r}"
    elif kind not in API["types"]:
        yield f"{where}: {kind} is not in the description that was kept"
    else:
        yield from _in_object(API["types"][kind], value, where)


def _in_object(fields: dict[str, list[Any]], value: Any, where: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{where} is no object"
        return
    yield from (f"{where}.{name} is unknown" for name in value.keys() - fields.keys())
    for name, (kind, required, *only) in fields.items():
        if name not in value:
            if required:
                yield f"{where}.{name} is missing"
            continue
        yield from disagreements(kind, value[name], f"{where}.{name}")
        if only and value[name] != only[0]:
            yield f"{where}.{name} is not {only[0]!r}: {value[name]!r}"


def disagreements_of(world: World) -> list[str]:
    """What in all that a world has answered and delivered is not as described."""
    updates = [*world.updates.waiting, *world.updates.confirmed.values()]
    found = [words for update in updates for words in disagreements("Update", update)]
    for call in world.calls:
        if call.ok:
            found += disagreements(RETURNS.get(call.method, "True"), call.result, call.method)
    return found

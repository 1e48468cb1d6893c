"""Methods about the bot itself, its menus, its files and the chats it is in."""

from __future__ import annotations

import json
import re
from typing import Any

from simulator.call import Call
from simulator.chats import Chat, Json
from simulator.errors import bad_request
from simulator.files import MOST_DOWNLOAD
from simulator.methods import method
from simulator.world import World

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_SCOPES = frozenset(
    [
        "default",
        "all_private_chats",
        "all_group_chats",
        "all_chat_administrators",
        "chat",
        "chat_administrators",
        "chat_member",
    ]
)


@method("getMe")
def _get_me(call: Call) -> Json:
    return call.world.user_api(call.world.bot.id) | {
        "can_join_groups": True,
        "can_read_all_group_messages": not call.world.privacy,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


@method("getFile", "file_id")
def _get_file(call: Call) -> Json:
    stored = call.world.files.by_id(call.string("file_id"))
    if len(stored.data) > MOST_DOWNLOAD:
        raise bad_request("file is too big")
    return stored.api() | {"file_path": stored.path}


# -- chats ----------------------------------------------------------------------------------------------------


@method("getChat", "chat_id")
def _get_chat(call: Call) -> Json:
    chat = call.known_chat()
    answer = call.world.chat_api(chat) | {"accent_color_id": 0, "max_reaction_count": 11}
    answer["accepted_gift_types"] = dict.fromkeys(
        (
            "unlimited_gifts",
            "limited_gifts",
            "unique_gifts",
            "premium_subscription",
            "gifts_from_channels",
        ),
        False,
    )
    if chat.pinned:
        pinned = call.world.message(chat.id, chat.pinned[-1])
        answer |= {"pinned_message": call.world.message_api(pinned, nested=True)} if pinned else {}
    return answer


@method("getChatMember", "chat_id user_id")
def _get_chat_member(call: Call) -> Json:
    chat, user_id = call.known_chat(), call.integer("user_id")
    if user_id != call.world.bot.id and user_id not in call.world.people:
        raise bad_request("invalid user_id specified")
    return call.world.member_api(user_id, chat.members.get(user_id, "left"))


@method("getChatAdministrators", "chat_id")
def _get_chat_administrators(call: Call) -> list[Json]:
    chat = call.chat()
    if chat.private:
        raise bad_request("there are no administrators in the private chat")
    wanted = ("administrator", "creator")
    return [call.world.member_api(user, status) for user, status in chat.members.items() if status in wanted]


@method("getChatMemberCount", "chat_id")
def _get_chat_member_count(call: Call) -> int:
    chat = call.chat()
    return sum(chat.present(user) for user in chat.members)


@method("leaveChat", "chat_id")
def _leave_chat(call: Call) -> bool:
    chat = call.chat()
    if chat.private:
        raise bad_request("chat member status can't be changed in private chats")
    chat.members[call.world.bot.id] = "left"
    call.world.changed()
    return True


# -- commands and menus ---------------------------------------------------------------------------------------


def _scope(call: Call) -> str:
    """The scope and the language of a command list, as one key. Raises `ApiError` 400 for one that cannot be."""
    scope = call.json("scope") or {"type": "default"}
    kind = scope.get("type") if isinstance(scope, dict) else None
    if kind not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    parts = [kind]
    if kind in ("chat", "chat_administrators", "chat_member"):
        parts.append(str(Call(call.world, call.method, {"chat_id": scope.get("chat_id")}).known_chat().id))
    if kind == "chat_member":
        parts.append(str(scope.get("user_id")))
    return ":".join(parts) + "|" + _language(call)


def _language(call: Call) -> str:
    code = call.string("language_code")
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise bad_request("invalid language code specified")
    return code


@method("setMyCommands", "commands scope language_code")
def _set_my_commands(call: Call) -> bool:
    commands = call.json("commands")
    if not isinstance(commands, list):
        raise bad_request("can't parse commands: expected an Array of BotCommand")
    if len(commands) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    kept = []
    for entry in commands:
        name, description = str(entry.get("command", "")).removeprefix("/"), str(entry.get("description", "")).strip()
        if not _COMMAND.fullmatch(name):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(description) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        kept.append({"command": name, "description": description})
    key = _scope(call)
    if kept:
        call.world.settings["commands"][key] = kept
    else:
        call.world.settings["commands"].pop(key, None)
    return True


@method("getMyCommands", "scope language_code")
def _get_my_commands(call: Call) -> list[Json]:
    return list(call.world.settings["commands"].get(_scope(call), []))


@method("deleteMyCommands", "scope language_code")
def _delete_my_commands(call: Call) -> bool:
    call.world.settings["commands"].pop(_scope(call), None)
    return True


def visible_commands(world: World, user_id: int, chat: Chat) -> list[Json]:
    """The command menu somebody sees in a chat: the narrowest scope first, then their language, as documented."""
    status = chat.members.get(user_id)
    scopes = [f"chat:{chat.id}", "all_private_chats"]
    if not chat.private:
        scopes = [f"chat_member:{chat.id}:{user_id}"]
        if status in ("administrator", "creator"):
            scopes.append(f"chat_administrators:{chat.id}")
        scopes.append(f"chat:{chat.id}")
        if status in ("administrator", "creator"):
            scopes.append("all_chat_administrators")
        scopes.append("all_group_chats")
    language = world.people[user_id].language_code[:2]
    for scope in [*scopes, "default"]:
        for key in (f"{scope}|{language}", f"{scope}|"):
            if key in world.settings["commands"]:
                return list(world.settings["commands"][key])
    return []


@method("setChatMenuButton", "chat_id menu_button")
def _set_chat_menu_button(call: Call) -> bool:
    chat_id = call.known_chat().id if call.has("chat_id") else 0
    call.world.settings["menu"][chat_id] = call.json("menu_button") or {"type": "default"}
    return True


@method("getChatMenuButton", "chat_id")
def _get_chat_menu_button(call: Call) -> Json:
    menus = call.world.settings["menu"]
    found: Json = menus.get(call.integer("chat_id")) or menus.get(0) or {"type": "commands"}
    return found


def _words(name: str, field: str, store: str, most: int) -> None:
    """Register the pair of methods that sets and gives one text of the bot, per language."""

    @method(f"setMy{name}", f"{field} language_code")
    def _set(call: Call) -> bool:
        text = call.string(field)
        if len(text) > most:
            raise bad_request(f"{field.replace('_', ' ')} is too long")
        call.world.settings[store][_language(call)] = text
        if store == "names":
            call.world.redraw(call.world.chats.values())
        return True

    @method(f"getMy{name}", "language_code")
    def _get(call: Call) -> Json:
        texts: dict[str, Any] = call.world.settings[store]
        default = call.world.bot.name if store == "names" else ""
        return {field: texts.get(_language(call)) or texts.get("") or default}


_words("Name", "name", "names", 64)
_words("Description", "description", "descriptions", 512)
_words("ShortDescription", "short_description", "short_descriptions", 120)


@method("setMyDefaultAdministratorRights", "rights for_channels")
def _set_my_default_administrator_rights(call: Call) -> bool:
    call.world.settings["rights"] = json.dumps(call.json("rights") or {})
    return True

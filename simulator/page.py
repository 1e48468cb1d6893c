"""The web chat's side of HTTP: the page, what it shows, its events and the acts of the people."""

from __future__ import annotations

import asyncio
import dataclasses
import inspect
import json
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from simulator.cast import Person
from simulator.chats import Chat, Json, Message
from simulator.errors import RefusedError
from simulator.methods_bot import visible_commands
from simulator.world import World

_HERE = Path(__file__).parent
_ACTS = frozenset(
    [
        "say",
        "start",
        "edit",
        "press",
        "share_contact",
        "send_other",
        "block",
        "unblock",
        "deactivate",
        "add_bot",
        "kick_bot",
        "join",
        "leave",
        "rename",
        "migrate",
        "fault",
        "drop_response",
        "redeliver",
    ]
)
_NO_STORE = {"Cache-Control": "no-store"}
_POLICY = {"Content-Security-Policy": "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'"}
_COALESCE = 0.03


def routes(world: World) -> list[Route]:
    """The page's addresses."""

    async def index(request: Request) -> Response:
        return FileResponse(_HERE / "page.html", media_type="text/html", headers=_NO_STORE | _POLICY)

    async def asset(request: Request) -> Response:
        name = request.url.path.rsplit("/", 1)[-1]
        return FileResponse(_HERE / name, headers=_NO_STORE)

    async def state(request: Request) -> Response:
        return JSONResponse(snapshot(world), headers=_NO_STORE)

    async def events(request: Request) -> Response:
        headers = _NO_STORE | {"X-Accel-Buffering": "no"}
        return StreamingResponse(_events(world), media_type="text/event-stream", headers=headers)

    async def act(request: Request) -> Response:
        if request.headers.get("content-type", "").split(";")[0] != "application/json":
            return JSONResponse({"ok": False, "error": "JSON expected"}, 415)
        try:
            return JSONResponse({"ok": True, "result": do(world, await request.json())})
        except (RefusedError, TypeError, KeyError, ValueError) as error:
            return JSONResponse({"ok": False, "error": str(error)}, 400)

    async def content(request: Request) -> Response:
        stored = world.files.by_id(request.path_params["file_id"])
        shown = "inline" if stored.mime in ("image/png", "image/jpeg", "image/gif", "image/webp") else "attachment"
        headers = {"X-Content-Type-Options": "nosniff", "Content-Disposition": shown}
        return Response(stored.data, media_type=stored.mime, headers=headers)

    return [
        Route("/", index),
        Route("/chat.js", asset),
        Route("/chat.css", asset),
        Route("/world", state),
        Route("/world/events", events),
        Route("/world/act", act, methods=["POST"]),
        Route("/world/file/{file_id}", content),
    ]


async def _events(world: World) -> AsyncIterator[str]:
    """Tell the version after every change; a comment now and then keeps the stream open."""
    seen = -1
    while not world.closing:
        if world.version > seen:
            seen = world.version
            yield f"data: {json.dumps({'version': seen})}\n\n"
            await asyncio.sleep(_COALESCE)
        try:
            await world.wait(seen, 15)
        except TimeoutError:
            yield ": still here\n\n"


def do(world: World, order: Json) -> Any:
    """Carry out one act, like ``{"do": "say", "user_id": 1001, "chat_id": 1001, "text": "…"}``.

    The other fields are the arguments of the method of `World` with that name. Raises `RefusedError` or `TypeError`.
    """
    name = order.pop("do", None)
    if name not in _ACTS:
        raise RefusedError(f"nobody can {name}")
    work = getattr(world, name)
    if name == "redeliver":
        return work(*order.pop("update_ids", []))
    inspect.signature(work).bind(**order)
    return _plain(world, work(**order))


def _plain(world: World, value: Any) -> Any:
    if isinstance(value, Message):
        return world.message_api(value)
    if isinstance(value, list):
        return [_plain(world, item) for item in value]
    return dataclasses.asdict(value) if dataclasses.is_dataclass(value) and not isinstance(value, type) else value


def snapshot(world: World) -> Json:
    """Everything the page shows."""
    cast = world.cast
    panes = [user_id for user_id in cast.panes if user_id in world.people] or list(world.people)
    return {
        "version": world.version,
        "now": world.clock(),
        "bot": {"id": world.bot.id, "username": world.bot.username, "name": world.bot_name()},
        "about": world.settings["descriptions"],
        "lines": {language: list(lines) for language, lines in cast.lines.items()},
        "notice": dict(cast.notice),
        "panes": panes,
        "users": [_person(world, world.people[user_id]) for user_id in panes],
        "chats": [_chat(world, chat) for chat in world.chats.values() if chat.messages or _seen(world, chat, panes)],
        "presses": [_press(press) for press in list(world.presses.values())[-50:]],
        "failures": [dataclasses.asdict(failure) for failure in world.failures],
        "pending": world.pending,
    }


def _seen(world: World, chat: Chat, panes: list[int]) -> bool:
    return not chat.migrated_to and any(chat.present(user_id) for user_id in panes)


def _person(world: World, person: Person) -> Json:
    chats = [chat for chat in world.chats.values() if chat.present(person.id) and not chat.migrated_to]
    return {
        "id": person.id,
        "name": person.first_name,
        "role": dict(person.role),
        "hint": dict(person.hint),
        "phone": person.phone,
        "language": person.language_code,
        "chats": [chat.id for chat in sorted(chats, key=lambda chat: not chat.private)],
        "commands": {chat.id: visible_commands(world, person.id, chat) for chat in chats},
        "keyboards": {chat.id: chat.keyboards[person.id] for chat in chats if person.id in chat.keyboards},
    }


def _chat(world: World, chat: Chat) -> Json:
    return {
        "id": chat.id,
        "type": chat.type,
        "title": chat.title or world.bot_name(),
        "members": sum(chat.present(user) for user in chat.members),
        "started": chat.started,
        "blocked": chat.blocked,
        "bot": chat.members.get(world.bot.id, "left"),
        "pinned": [number for number in chat.pinned if world.message(chat.id, number)][-1:],
        "action": chat.action if chat.action_until > time.monotonic() else "",
        "messages": [_message(world, message) for message in world.messages(chat.id)],
    }


def _message(world: World, message: Message) -> Json:
    own = {"protected": message.protected, "service": message.service, "mine": message.sender}
    return world.message_api(message) | own


def _press(press: Any) -> Json:
    answer = dataclasses.asdict(press.answer) if press.answer else None
    return {"id": press.id, "user_id": press.user_id, "chat_id": press.chat_id, "answer": answer}

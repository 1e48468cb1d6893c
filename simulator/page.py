"""The web chat's side of HTTP: the page, what it shows, its events and the acts of the people."""

from __future__ import annotations

import asyncio
import dataclasses
import inspect
import json
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from simulator.chats import Json, Message
from simulator.control import Control, ControlError
from simulator.errors import ApiError, RefusedError
from simulator.snapshot import snapshot
from simulator.world import World

_WEB = Path(__file__).parent / "web"
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
        "remove",
        "rename",
        "migrate",
        "fault",
        "drop_response",
        "redeliver",
        "reset",
    ]
)
_OPENED = ("image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf")
_NO_STORE = {"Cache-Control": "no-store"}
_POLICY = {"Content-Security-Policy": "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'"}
_COALESCE = 0.03


def routes(world: World, control: Control) -> list[Route]:
    """The page's addresses."""

    async def index(request: Request) -> Response:
        return FileResponse(_WEB / "page.html", media_type="text/html", headers=_NO_STORE | _POLICY)

    async def asset(request: Request) -> Response:
        return FileResponse(_WEB / request.url.path[1:], headers=_NO_STORE)

    async def state(request: Request) -> Response:
        return JSONResponse(snapshot(world, _number(request, "since")), headers=_NO_STORE)

    async def events(request: Request) -> Response:
        headers = _NO_STORE | {"X-Accel-Buffering": "no"}
        return StreamingResponse(_events(world), media_type="text/event-stream", headers=headers)

    async def act(request: Request) -> Response:
        return _told(lambda order: {"result": do(world, order)}, await _order(request))

    async def trouble(request: Request) -> Response:
        return _told(lambda order: world.last(str(order.get("kind"))), await _order(request))

    async def traffic(request: Request) -> Response:
        return JSONResponse(world.traffic.after(_number(request, "after") or 0), headers=_NO_STORE)

    async def controls(request: Request) -> Response:
        return JSONResponse(await control.show(), headers=_NO_STORE)

    async def press(request: Request) -> Response:
        order = await _order(request)
        if order is None:
            return _told(lambda _: None, None)
        try:
            return JSONResponse(await control.press(str(order.get("id"))))
        except ControlError as error:
            return JSONResponse({"ok": False, "error": str(error)}, error.code)
        finally:
            world.changed()

    async def upload(request: Request) -> Response:
        data = await request.body()
        bytes_alone = request.headers.get("content-type") == "application/octet-stream"  # no form of a foreign page
        return _told(lambda given: _sent(world, given, data), dict(request.query_params) if bytes_alone else None)

    async def content(request: Request) -> Response:
        stored = world.files.by_id(request.path_params["file_id"])
        shown = "inline" if stored.mime in _OPENED else "attachment"
        headers = {"X-Content-Type-Options": "nosniff", "Content-Disposition": shown}
        return Response(stored.data, media_type=stored.mime, headers=headers)

    return [
        Route("/", index),
        *(Route(f"/{file.name}", asset) for file in _WEB.iterdir() if file.suffix in (".css", ".js")),
        Route("/world", state),
        Route("/world/events", events),
        Route("/world/act", act, methods=["POST"]),
        Route("/world/trouble", trouble, methods=["POST"]),
        Route("/world/traffic", traffic),
        Route("/world/control", controls, methods=["GET"]),
        Route("/world/control", press, methods=["POST"]),
        Route("/world/file", upload, methods=["POST"]),
        Route("/world/file/{file_id}", content),
    ]


async def _order(request: Request) -> Json | None:
    """What a page of ours asks for; nothing from elsewhere: a foreign page can only send forms and plain text."""
    if request.headers.get("content-type", "").split(";")[0] != "application/json":
        return None
    try:
        order = await request.json()
    except ValueError:
        return {}
    return order if isinstance(order, dict) else {}


def _told(work: Callable[[Json], Json | None], order: Json | None) -> Response:
    """The answer to an order that is carried out at once."""
    if order is None:
        return JSONResponse({"ok": False, "error": "another content type expected"}, 415)
    try:
        return JSONResponse({"ok": True} | (work(order) or {}))
    except (RefusedError, ApiError, TypeError, KeyError, ValueError) as error:
        return JSONResponse({"ok": False, "error": str(error)}, 400)


def _sent(world: World, given: Json, data: bytes) -> Json:
    message = world.send_file(int(given["user_id"]), int(given["chat_id"]), given["name"], data)
    return {"result": world.message_api(message)}


def _number(request: Request, name: str) -> int | None:
    """A whole number in the query, or nothing."""
    given = request.query_params.get(name, "")
    return int(given) if given.isdecimal() else None


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

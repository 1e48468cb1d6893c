"""The simulated Telegram over HTTP: the Bot API, downloads, the web chat and its events."""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any
from urllib.parse import parse_qsl

import uvicorn
from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from simulator import methods_bot, methods_messages, methods_updates, page, webhook
from simulator.call import Upload
from simulator.control import Control
from simulator.errors import ApiError, bad_request
from simulator.methods import DisconnectedError, perform
from simulator.world import World

_TOKEN = re.compile(r"\d{3,}:[\w-]{10,}")
REGISTERED = (methods_bot, methods_messages, methods_updates)
Cut = Callable[[Request], None]


def application(world: World, cut: Cut, control: Control) -> Starlette:
    """The ASGI application of a world; `cut` ends the connection of a request without an answer."""

    async def api(request: Request) -> Response:
        try:
            _check_token(world, request.path_params["token"])
            params, files = await _parameters(request)
            result = await _unless_gone(request, perform(world, request.path_params["method"], params, files))
        except ApiError as error:
            return JSONResponse(error.body(), error.code)
        except DisconnectedError:
            cut(request)
            await asyncio.sleep(0)
            return Response(status_code=500)
        except ClientDisconnect:
            return Response(status_code=499)
        return JSONResponse({"ok": True, "result": result})

    async def download(request: Request) -> Response:
        stored = world.files.by_path(request.path_params["path"])
        if request.path_params["token"] != world.bot.token or stored is None:
            return JSONResponse(ApiError(404, "Not Found").body(), 404)
        return Response(stored.data, media_type=stored.mime)

    async def healthz(request: Request) -> Response:
        return PlainTextResponse("ok")

    async def unknown(request: Request, error: Exception) -> Response:
        return JSONResponse(ApiError(404, "Not Found").body(), 404)

    routes = [
        Route("/bot{token}/{method}", api, methods=["GET", "POST"]),
        Route("/file/bot{token}/{path:path}", download),
        Route("/healthz", healthz),
        *page.routes(world, control),
    ]
    return Starlette(routes=routes, exception_handlers={404: unknown})


def _check_token(world: World, token: str) -> None:
    if not _TOKEN.fullmatch(token):
        raise ApiError(404, "Not Found")
    if token != world.bot.token:
        raise ApiError(401, "Unauthorized")


async def _unless_gone(request: Request, work: Any) -> Any:
    """The result of `work`, given up when the client goes away first."""
    running = asyncio.ensure_future(work)
    gone = asyncio.ensure_future(request.receive())
    try:
        await asyncio.wait({running, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not running.done():
            raise ClientDisconnect
        return running.result()
    finally:
        for task in (running, gone):
            if not task.done():
                task.cancel()
        await asyncio.gather(running, gone, return_exceptions=True)


async def _parameters(request: Request) -> tuple[dict[str, Any], dict[str, Upload]]:
    """The parameters of a call, from its query and its body; strings that are no UTF-8 are refused."""
    params: dict[str, Any] = _pairs(request.url.query)
    files: dict[str, Upload] = {}
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind == "application/json":
        params |= _json_object(await request.body())
    elif kind == "multipart/form-data":
        async with request.form(max_part_size=64 * 1024 * 1024) as form:
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    files[name] = Upload(value.filename or name, await value.read(), value.content_type)
                else:
                    params[name] = value
    else:
        body = await request.body()
        params |= _pairs(body.decode("latin-1"))
    return params, files


def _pairs(source: str) -> dict[str, str]:
    try:
        return dict(parse_qsl(source, keep_blank_values=True, encoding="utf-8", errors="strict"))
    except UnicodeDecodeError:
        raise bad_request("strings must be encoded in UTF-8") from None


def _json_object(body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(body or b"{}")
    except (json.JSONDecodeError, UnicodeDecodeError):
        raise bad_request("can't parse request body as JSON object") from None
    if not isinstance(value, dict):
        raise bad_request("can't parse request body as JSON object")
    return value


class Server(uvicorn.Server):
    """uvicorn inside the caller's own loop: it leaves signals alone and ends quickly."""

    def __init__(self, world: World, control: Control) -> None:
        self.world = world
        config = uvicorn.Config(
            application(world, self.cut, control),
            http="h11",
            ws="none",
            timeout_keep_alive=75,  # as a public server would: clients keep connections for long
            lifespan="off",
            log_config=None,
            log_level="warning",
            access_log=False,
            date_header=False,
            server_header=False,
            proxy_headers=False,
        )
        super().__init__(config)

    def cut(self, request: Request) -> None:
        """End the connection of a request at once."""
        for connection in list(self.server_state.connections):
            transport = getattr(connection, "transport", None)
            peer = transport.get_extra_info("peername") if transport else None
            if transport and peer and request.client and tuple(peer[:2]) == tuple(request.client):
                transport.abort()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals belong to the caller."""
        yield

    async def begin(self, listener: socket.socket) -> None:
        """Answer on a bound socket."""
        self.config.load()
        self.lifespan = self.config.lifespan_class(self.config)
        await self.startup([listener])
        await self.on_tick(0)

    async def end(self) -> None:
        """Close every connection: open polls and streams end first, at once."""
        for listening in self.servers:
            listening.close()
        self.world.close()
        for _ in range(200):
            for connection in list(self.server_state.connections):
                connection.shutdown()
            if not self.server_state.connections and not self.server_state.tasks:
                break
            await asyncio.sleep(0.005)
        for task in list(self.server_state.tasks):
            task.cancel()
        for connection in list(self.server_state.connections):
            transport = getattr(connection, "transport", None)
            if transport is not None:
                transport.abort()
        for listening in self.servers:
            await listening.wait_closed()


@contextlib.asynccontextmanager
async def serve(
    world: World,
    port: int = 0,
    host: str = "127.0.0.1",
    control: str | None = None,
    given: socket.socket | None = None,
) -> AsyncIterator[str]:
    """Serve a world in the running loop; gives its address, like ``http://127.0.0.1:40123``, without a final slash.

    `control` is the address whose buttons the page offers; `given` a socket that listens already.
    """
    listener = given or socket.create_server((host, port))
    listener.setblocking(False)
    # asyncio does this for sockets that name their protocol; without it each answer waits 40 ms for an acknowledgement.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    server = Server(world, Control(control))
    await server.begin(listener)
    deliverer = asyncio.create_task(webhook.deliver(world))
    try:
        yield f"http://{host}:{listener.getsockname()[1]}"
    finally:
        deliverer.cancel()
        await asyncio.gather(deliverer, return_exceptions=True)
        await server.end()

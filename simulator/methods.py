"""The methods of the Bot API by their names, and how one is carried out."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from simulator.call import Call, Upload
from simulator.chats import ApiCall
from simulator.errors import ApiError
from simulator.faults import Fault, paced
from simulator.world import World

logger = logging.getLogger("simulator")

Work = Callable[[Call], Any]


class DisconnectedError(Exception):
    """The connection ends without an answer."""


class Method:
    """A method: its name as documented, the parameters it knows, and what it does."""

    def __init__(self, name: str, parameters: frozenset[str], work: Work) -> None:
        self.name = name
        self.parameters = parameters
        self.work = work


METHODS: dict[str, Method] = {}


def method(name: str, parameters: str = "") -> Callable[[Work], Work]:
    """Register a function as a Bot API method with its parameters (names between spaces)."""

    def register(work: Work) -> Work:
        METHODS[name.lower()] = Method(name, frozenset(parameters.split()), work)
        return work

    return register


async def perform(world: World, name: str, params: dict[str, Any], files: dict[str, Upload] | None = None) -> Any:
    """Carry out one call and write it down in `world.calls`.

    Raises `ApiError` as Telegram would refuse it, `DisconnectedError` when the connection must end instead.
    """
    found = METHODS.get(name.lower())
    if found is None:
        world.fail("unknown method", name, ", ".join(sorted(params)))
        raise _record(world, Call(world, name, params), ApiError(404, "Not Found"))
    call = Call(world, found.name, params, files or {})
    for unknown in sorted((set(params) | set(call.files)) - found.parameters):
        if not _attached(unknown, call):
            world.fail("unknown parameter", found.name, unknown)
    chat_id = call.integer("chat_id") or None
    fault = world.take_fault(found.name, chat_id)
    try:
        if fault is not None:
            world.changed()
            await _suffer(fault)
        if world.budgets and chat_id and paced(found.name):
            world.budgets.spend(chat_id)
        result = found.work(call)
        if isinstance(result, Awaitable):
            result = await result
    except ApiError as error:
        raise _record(world, call, error) from None
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        logger.exception("%s could not be read", found.name)
        world.fail("unsupported", found.name, repr(error))
        raise _record(world, call, ApiError(400, "Bad Request: wrong parameters")) from error
    except (DisconnectedError, asyncio.CancelledError) as end:
        if fault is None:
            raise  # a long poll whose client went away is no call of interest
        _record(world, call, ApiError(0, f"fault: {fault.error}"))
        raise end
    if found.name != "getUpdates":
        _write(world, call, "ok", 200, result)
    if fault is not None and fault.error == "drop_response":
        raise DisconnectedError
    return result


def _attached(name: str, call: Call) -> bool:
    """Whether an unknown field is a file that another parameter points to."""
    return name in call.files and any(f"attach://{name}" in str(value) for value in call.params.values())


async def _suffer(fault: Fault) -> None:
    if isinstance(fault.error, int):
        raise fault.answer()
    if fault.error in ("timeout", "slow"):
        await (asyncio.sleep(fault.delay) if fault.until is None else fault.until.wait())
    if fault.error in ("timeout", "cut"):
        raise DisconnectedError


def _record(world: World, call: Call, error: ApiError) -> ApiError:
    _write(world, call, error.description, error.code, None)
    return error


def _write(world: World, call: Call, outcome: str, code: int, result: Any) -> None:
    at, name = world.clock(), call.method
    world.calls.append(ApiCall(len(world.calls) + 1, at, name, call.params, outcome, code, result))
    sent = call.params | {field: f"{upload.name} ({len(upload.data)})" for field, upload in call.files.items()}
    if name != "getUpdates" or code:  # a poll that was cut says nothing
        world.traffic.note(at, "call", name, call.integer("chat_id"), sent, code, outcome)
    world.changed()

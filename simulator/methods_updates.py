"""Methods by which a bot gets its updates: long polling and webhook."""

from __future__ import annotations

import asyncio
import re
from typing import Any

from simulator.call import Call
from simulator.chats import Json
from simulator.errors import bad_request, conflict
from simulator.methods import DisconnectedError, method

_LONGEST_POLL = 50
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


def _allowed(call: Call) -> list[str] | None:
    kinds = call.json("allowed_updates")
    if kinds is not None and (not isinstance(kinds, list) or any(not isinstance(kind, str) for kind in kinds)):
        raise bad_request("can't parse allowed_updates: expected an Array of String")
    return kinds


@method("getUpdates", "offset limit timeout allowed_updates")
async def _get_updates(call: Call) -> list[Json]:
    world = call.world
    if world.webhook.get("url"):
        raise conflict(
            "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
        )
    limit = call.integer("limit", 100)
    limit = limit if 1 <= limit <= 100 else 100
    world.updates.allow(_allowed(call))
    world.poll_number += 1
    mine = world.poll_number
    world.updates.apply_offset(call.integer("offset"))
    world.changed()
    deadline = asyncio.get_running_loop().time() + min(max(call.integer("timeout"), 0), _LONGEST_POLL)
    while True:
        if world.poll_number != mine:
            raise conflict("terminated by other getUpdates request; make sure that only one bot instance is running")
        if world.webhook.get("url"):
            raise conflict("terminated by setWebhook request")
        if world.trouble == "down":
            raise DisconnectedError
        found = world.updates.peek(limit)
        left = deadline - asyncio.get_running_loop().time()
        if found or left <= 0 or world.closing:
            return found
        try:
            await world.wait(world.version, left)
        except TimeoutError:
            continue


@method("setWebhook", "url certificate ip_address max_connections allowed_updates drop_pending_updates secret_token")
def _set_webhook(call: Call) -> bool:
    world, url = call.world, call.string("url")
    secret = call.string("secret_token")
    if not url:
        return bool(_delete_webhook(call))
    if not url.startswith(("https://", "http://")):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if secret and not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    world.updates.allow(_allowed(call))
    if call.boolean("drop_pending_updates"):
        world.updates.drop_all()
    connections = min(max(call.integer("max_connections", 40), 1), 100)
    world.webhook = {"url": url, "secret_token": secret, "max_connections": connections}
    world.changed()
    return True


@method("deleteWebhook", "drop_pending_updates")
def _delete_webhook(call: Call) -> bool:
    if call.boolean("drop_pending_updates"):
        call.world.updates.drop_all()
    call.world.webhook = {}
    call.world.changed()
    return True


@method("getWebhookInfo")
def _get_webhook_info(call: Call) -> Json:
    world = call.world
    info: Json = {"url": "", "has_custom_certificate": False, "pending_update_count": world.pending}
    info |= {key: value for key, value in world.webhook.items() if key != "secret_token"}
    if world.updates.allowed:
        info["allowed_updates"] = list(world.updates.allowed)
    return info


@method("logOut")
@method("close")
def _end(call: Call) -> Any:
    return True

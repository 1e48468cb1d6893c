"""Where the limits lie, and what changes once they are reached; every single refusal is in test_refusals.py."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest

from simulator.world import World
from tests.simulator.conftest import ANNA, BERT, GROUP, Clock, Raw


def inline(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "A"} | button]]}


def contact_keyboard() -> dict[str, Any]:
    return {"keyboard": [[{"text": "Share", "request_contact": True}]]}


@pytest.fixture(autouse=True)
def _started(world: World) -> None:
    world.start(ANNA)


@pytest.mark.parametrize(
    "params",
    [
        {"text": "x" * 4096},
        {"text": "🥖" * 2048},
        {"text": f"<b>{'x' * 4096}</b>", "parse_mode": "HTML"},
        {"text": "a", "reply_markup": inline(callback_data="é" * 32)},
        {"text": "a", "reply_markup": inline(url="https://example.org/a")},
        {"text": "a", "reply_markup": inline(url="tg://user?id=11")},
        {"text": "a", "reply_markup": contact_keyboard()},
        {"text": "a", "reply_parameters": {"message_id": 999, "allow_sending_without_reply": True}},
    ],
)
async def test_a_message_at_the_limit_is_accepted(raw: Raw, world: World, params: dict[str, Any]) -> None:
    assert (await raw("sendMessage", chat_id=ANNA, **params))["ok"]
    assert world.failures == []


async def test_invalid_utf8_is_refused(raw: Raw) -> None:
    url = f"{raw.address}/bot{raw.token}/sendMessage"
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    async with raw.session.post(url, data=b"chat_id=11&text=%ff", headers=headers) as answer:
        assert (await answer.json())["description"] == "Bad Request: strings must be encoded in UTF-8"


async def test_chats_that_are_closed(raw: Raw, world: World) -> None:
    assert (
        await raw.refusal("sendMessage", chat_id=BERT, text="a")
        == "Forbidden: bot can't initiate conversation with a user"
    )
    world.block(ANNA)
    assert await raw.refusal("sendMessage", chat_id=ANNA, text="a") == "Forbidden: bot was blocked by the user"
    world.unblock(ANNA)
    assert (await raw("sendMessage", chat_id=ANNA, text="a"))["ok"]
    world.kick_bot(GROUP)
    assert await raw.refusal("sendMessage", chat_id=GROUP, text="a") == "Forbidden: bot was kicked from the group chat"


async def test_a_migrated_group_names_its_successor(raw: Raw, world: World) -> None:
    successor = world.migrate(GROUP)
    refused = await raw("sendMessage", chat_id=GROUP, text="a")
    assert refused["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert refused["parameters"] == {"migrate_to_chat_id": successor}
    assert (await raw("sendMessage", chat_id=successor, text="a"))["ok"]


async def test_edits(raw: Raw, world: World) -> None:
    sent = (await raw("sendMessage", chat_id=ANNA, text="a", reply_markup=inline(callback_data="x")))["result"]
    where = {"chat_id": ANNA, "message_id": sent["message_id"]}
    same = await raw.refusal("editMessageText", text="a", reply_markup=inline(callback_data="x"), **where)
    assert same.startswith("Bad Request: message is not modified: specified new message content and reply markup are")
    edited = (await raw("editMessageText", text="a", **where))["result"]
    assert "reply_markup" not in edited
    assert "edit_date" in edited
    assert (
        await raw.refusal("editMessageText", chat_id=ANNA, message_id=999, text="b")
        == "Bad Request: message to edit not found"
    )
    assert (
        await raw.refusal("editMessageText", chat_id=ANNA, message_id=1, text="b")
        == "Bad Request: message can't be edited"
    )
    plain = (await raw("sendMessage", chat_id=ANNA, text="a", reply_markup=contact_keyboard()))["result"]
    refused = await raw.refusal("editMessageText", chat_id=ANNA, message_id=plain["message_id"], text="b")
    assert refused == "Bad Request: message can't be edited"


async def test_deletion_has_48_hours(raw: Raw, world: World, clock: Clock) -> None:
    first = (await raw("sendMessage", chat_id=ANNA, text="a"))["result"]["message_id"]
    second = (await raw("sendMessage", chat_id=ANNA, text="b"))["result"]["message_id"]
    assert (await raw("deleteMessage", chat_id=ANNA, message_id=first))["ok"]
    assert (
        await raw.refusal("deleteMessage", chat_id=ANNA, message_id=first) == "Bad Request: message to delete not found"
    )
    clock.now += 48 * 3600 + 1
    refused = await raw.refusal("deleteMessage", chat_id=ANNA, message_id=second)
    assert refused == "Bad Request: message can't be deleted for everyone"
    assert [message.text for message in world.said_by_bot(ANNA)] == ["b"]


async def test_a_press_expires(raw: Raw, world: World) -> None:
    world.callback_lifetime = 0.0
    sent = (await raw("sendMessage", chat_id=ANNA, text="a", reply_markup=inline(callback_data="x")))["result"]
    press = world.press(ANNA, ANNA, sent["message_id"], "A")
    refused = await raw.refusal("answerCallbackQuery", callback_query_id=press)
    assert refused == "Bad Request: query is too old and response timeout expired or query ID is invalid"
    world.callback_lifetime = 15.0
    assert (
        await raw.refusal("answerCallbackQuery", callback_query_id=press, text="x" * 201)
        == "Bad Request: MESSAGE_TOO_LONG"
    )


async def test_what_telegram_does_not_know_is_written_down(raw: Raw, world: World) -> None:
    assert await raw.refusal("sendMesage", chat_id=ANNA) == "Not Found"
    await raw("sendMessage", chat_id=ANNA, text="a", parsemode="HTML")
    assert [(failure.what, failure.method) for failure in world.failures] == [
        ("unknown method", "sendMesage"),
        ("unknown parameter", "sendMessage"),
    ]


@pytest.mark.parametrize("encoding", ["query", "form", "json", "multipart"])
async def test_parameters_come_in_four_ways(raw: Raw, world: World, encoding: str) -> None:
    params = {"chat_id": str(ANNA), "text": "é 🥖"}
    multipart = aiohttp.FormData(params, default_to_multipart=True)
    ways: dict[str, dict[str, Any]] = {
        "query": {"params": params},
        "form": {"data": params},
        "json": {"json": params},
        "multipart": {"data": multipart},
    }
    async with raw.session.post(f"{raw.address}/bot{raw.token}/sendmessage", **ways[encoding]) as answer:
        assert answer.status == 200
    assert world.said_by_bot(ANNA)[-1].text == "é 🥖"

"""What the simulator accepts, answers and delivers agrees with a description of the Bot API that others wrote.

The fixture `world` checks the answers and updates of every other test here too.
"""

from __future__ import annotations

from typing import Any

import pytest

from simulator import markup
from simulator.files import sample_picture
from simulator.methods import METHODS, Method
from simulator.server import REGISTERED
from simulator.world import World
from tests.simulator.bot_api import API, RETURNS, disagreements, disagreements_of
from tests.simulator.conftest import ANNA, BERT, CARA, GROUP, SUPERGROUP, Raw

KINDS = (
    *("photo", "album", "voice", "audio", "video", "video_note"),
    *("sticker", "document", "animation", "location", "contact", "dice"),
)
assert REGISTERED


@pytest.mark.parametrize("method", METHODS.values(), ids=lambda method: method.name)
def test_every_parameter_exists(method: Method) -> None:
    assert method.parameters - API["methods"][method.name].keys() == set()


@pytest.mark.parametrize("method", METHODS.values(), ids=lambda method: method.name)
def test_every_required_parameter_is_known(method: Method) -> None:
    required = {name for name, (_, required) in API["methods"][method.name].items() if required}
    assert required - method.parameters == set()


def test_every_method_that_gives_something_is_there() -> None:
    assert set(RETURNS) - {method.name for method in METHODS.values()} == set()


def test_every_button_field_exists() -> None:
    assert markup._INLINE - API["types"]["InlineKeyboardButton"].keys() == set()


def _everything_people_do(world: World, button: int, own: int) -> None:
    """Every act there is, so that every kind of update is made."""
    for kind in KINDS:
        world.send_other(ANNA, ANNA, kind, caption="/here https://example.org and more")
    world.say(ANNA, ANNA, "an answer", reply_to=button)
    world.edit(ANNA, ANNA, own, "corrected")
    world.press(ANNA, ANNA, button, "y")
    world.chat(ANNA).messages[button].deleted = True
    world.press(ANNA, ANNA, button, "y", stale=True)
    world.share_contact(ANNA)
    world.send_file(ANNA, ANNA, "plan.pdf", b"%PDF", "the plan")
    world.block(ANNA)
    world.unblock(ANNA)
    world.leave(ANNA, GROUP)
    world.join(ANNA, GROUP, BERT)
    world.rename(GROUP, "Friends")
    world.close_topic(GROUP)
    world.reopen_topic(GROUP)
    world.kick_bot(GROUP)
    world.add_bot(GROUP, BERT)
    world.restrict_bot(GROUP)
    world.add_bot(GROUP, BERT, administrator=True)
    world.create_group("New", CARA)
    world.migrate(GROUP)


async def _everything_the_bot_calls(raw: Raw, world: World) -> tuple[int, int]:
    """Every method there is, with what it can carry. Gives a message with a button, and one of Anna's."""
    own = world.start(ANNA).message_id
    keys = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}, {"text": "Go", "url": "https://example.org"}]]}
    links = '<a href="https://example.org">a</a> <a href="tg://user?id=11">m</a>'
    rich = f'<b>b</b> {links} <pre><code class="language-py">p</code></pre>'
    sent = (await raw("sendMessage", chat_id=ANNA, text=rich, parse_mode="HTML", reply_markup=keys))["result"]
    here = {"chat_id": ANNA, "message_id": sent["message_id"]}
    pictured = {"chat_id": ANNA, "message_id": sent["message_id"] + 2}
    photo = world.files.keep("photos", "photo.png", sample_picture()).file_id
    file = world.files.keep("documents", "table.csv", b"a;b").file_id
    voice = world.files.keep("voices", "voice.ogg", b"voice", "audio/ogg").file_id
    press = world.press(ANNA, ANNA, sent["message_id"], "y")
    pinned = (await raw("sendMessage", chat_id=SUPERGROUP, text="card", protect_content=True))["result"]["message_id"]
    calls: list[tuple[str, dict[str, Any]]] = [
        ("getMe", {}),
        ("sendDocument", {"chat_id": ANNA, "document": file, "caption": "<i>x</i>", "parse_mode": "HTML"}),
        ("sendPhoto", {"chat_id": ANNA, "photo": photo, "reply_parameters": {"message_id": own}}),
        ("editMessageCaption", {**pictured, "caption": "y"}),
        ("editMessageMedia", {**pictured, "media": {"type": "document", "media": file}}),
        ("editMessageMedia", {**pictured, "media": {"type": "photo", "media": photo, "caption": "z"}}),
        ("sendVoice", {"chat_id": ANNA, "voice": voice, "caption": "heard"}),
        ("sendMediaGroup", {"chat_id": ANNA, "media": [{"type": "photo", "media": photo}] * 2}),
        ("sendMediaGroup", {"chat_id": ANNA, "media": [{"type": "document", "media": file}] * 2}),
        ("sendLocation", {"chat_id": ANNA, "latitude": 45.5, "longitude": 2.8}),
        ("sendContact", {"chat_id": ANNA, "phone_number": "+33199000001", "first_name": "Vous"}),
        ("sendChatAction", {"chat_id": ANNA, "action": "typing"}),
        ("editMessageText", {**here, "text": "changed", "reply_markup": keys}),
        ("answerCallbackQuery", {"callback_query_id": press, "text": "Noted"}),
        ("copyMessage", {"chat_id": SUPERGROUP, "from_chat_id": ANNA, "message_id": sent["message_id"]}),
        ("forwardMessage", {"chat_id": SUPERGROUP, "from_chat_id": ANNA, "message_id": sent["message_id"]}),
        ("pinChatMessage", {"chat_id": SUPERGROUP, "message_id": pinned}),
        ("getChat", {"chat_id": SUPERGROUP}),
        ("getChat", {"chat_id": ANNA}),
        ("unpinChatMessage", {"chat_id": SUPERGROUP, "message_id": pinned}),
        ("unpinAllChatMessages", {"chat_id": SUPERGROUP}),
        ("setMessageReaction", here),
        ("getFile", {"file_id": file}),
        ("getChatAdministrators", {"chat_id": SUPERGROUP}),
        ("getChatMember", {"chat_id": SUPERGROUP, "user_id": ANNA}),
        ("getChatMember", {"chat_id": GROUP, "user_id": CARA}),
        ("getChatMember", {"chat_id": SUPERGROUP, "user_id": world.bot.id}),
        ("getChatMemberCount", {"chat_id": SUPERGROUP}),
        ("setMyCommands", {"commands": [{"command": "start", "description": "Start"}]}),
        ("getMyCommands", {}),
        ("deleteMyCommands", {}),
        ("setMyDefaultAdministratorRights", {}),
        ("getChatMenuButton", {}),
        ("setChatMenuButton", {}),
        ("getChatMenuButton", {}),
        ("setMyName", {"name": "Reception"}),
        ("getMyName", {}),
        ("setMyDescription", {"description": "What I do"}),
        ("getMyDescription", {}),
        ("setMyShortDescription", {"short_description": "Short"}),
        ("getMyShortDescription", {}),
        ("getUpdates", {}),
        ("setWebhook", {"url": "http://127.0.0.1:9/", "secret_token": "s3cret", "allowed_updates": ["message"]}),
        ("getWebhookInfo", {}),
        ("deleteWebhook", {}),
        ("deleteMessage", {"chat_id": ANNA, "message_id": sent["message_id"] + 1}),
        ("deleteMessages", {"chat_id": ANNA, "message_ids": [sent["message_id"] + 3]}),
        ("logOut", {}),
        ("close", {}),
        ("getUpdates", {"allowed_updates": []}),
    ]
    for method, params in calls:
        answer = await raw(method, **params)
        assert answer["ok"], (method, answer)
        assert list(disagreements(RETURNS.get(method, "True"), answer["result"], method)) == []
    again = (await raw("sendMessage", chat_id=ANNA, text="Sure?", reply_markup=keys))["result"]["message_id"]
    await raw("editMessageReplyMarkup", chat_id=ANNA, message_id=sent["message_id"])
    await raw("leaveChat", chat_id=world.create_group("Short", CARA).id)
    return again, own


async def test_every_answer_and_every_update(raw: Raw, world: World) -> None:
    button, own = await _everything_the_bot_calls(raw, world)
    _everything_people_do(world, button, own)
    called = {call.method for call in world.calls if call.ok}
    assert {method.name for method in METHODS.values()} - called == {"getUpdates"}, "what nobody called proves nothing"
    kinds = {kind for update in world.updates.waiting for kind in update if kind != "update_id"}
    assert kinds == {"message", "edited_message", "callback_query", "my_chat_member"}
    assert disagreements_of(world) == []
    assert world.failures == []


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        ("User", {"id": 1, "is_bot": False, "first_name": "A", "nick": "a"}, ["User.nick is unknown"]),
        ("User", {"id": 1, "is_bot": False}, ["User.first_name is missing"]),
        ("User", {"id": "1", "is_bot": False, "first_name": "A"}, ["User.id is no Integer: '1'"]),
        ("User", {"id": True, "is_bot": False, "first_name": "A"}, ["User.id is no Integer: True"]),
        ("User", None, ["User is no object"]),
        ("Array of User", {}, ["Array of User is no array"]),
        ("True", False, ["True is no True: False"]),
        ("Integer or String", 1.5, ["Integer or String is no Integer: 1.5"]),
        ("MenuButton", {"type": "elsewhere"}, ["MenuButton.type is not 'commands': 'elsewhere'"]),
        ("Message", {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, "poll": {}}, None),
    ],
)
def test_what_disagrees_is_seen(kind: str, value: Any, said: list[str] | None) -> None:
    expected = said or ["Message.poll: Poll is not in the description that was kept"]
    assert list(disagreements(kind, value)) == expected

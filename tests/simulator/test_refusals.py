"""Each rule that the simulator enforces has a call here that breaks it, and is refused in Telegram's words."""

from __future__ import annotations

import ast
import asyncio
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from typing import Any

import aiohttp
import pytest

import simulator
from simulator.cast import Cast, Group
from simulator.errors import NO_WRITING
from simulator.files import MOST_DOWNLOAD, MOST_PHOTO, MOST_UPLOAD, sample_picture
from simulator.server import serve
from simulator.world import World
from tests.simulator.conftest import ANNA, BERT, GROUP, SUPERGROUP, Clock, Raw

HERS, TEXT, KEYBOARD, FILE, BASIC, PLACE, OF_ALBUM = 1, 2, 3, 4, 5, 6, 7
"""Messages in Anna's chat and in the basic group: her own, and the bot's."""
THEIRS, PROTECTED, SERVICE = 1, 2, 3
"""Messages in the supergroup."""
PICTURE, BIG_PICTURE, WIDE, BIG = "simulated-000001", "simulated-000002", "simulated-000003", "simulated-000004"
NO_KEY = "can't parse inline keyboard button: "


def furnish(world: World) -> None:
    """Anna has started, and every kind of message and file is there."""
    world.start(ANNA)
    anna, group, supergroup = world.chat(ANNA), world.chat(GROUP), world.chat(SUPERGROUP)
    bot = world.bot.id
    world.put(anna, bot, {"text": "a"}, markup=inline(callback_data="x"))
    world.put(anna, bot, {"text": "a"}, markup={"keyboard": [[{"text": "A"}]]})
    world.put(anna, bot, {"document": {"file_id": PICTURE}})
    world.put(group, BERT, {"text": "a"})
    world.put(anna, bot, {"location": {"latitude": 45.5, "longitude": 2.9}})
    world.put(anna, bot, {"document": {"file_id": PICTURE}, "media_group_id": "1"})
    world.put(supergroup, BERT, {"text": "a"})
    world.put(supergroup, bot, {"text": "a"}, protected=True)
    world.put(supergroup, BERT, {"new_chat_title": "Super"}, service=True)
    for data in _files():
        world.files.keep("photos", "a.png", data)


@cache
def _files() -> tuple[bytes, ...]:
    """A picture, one that is too big, one that is too wide, and something no bot may download."""
    picture = sample_picture(width=40, height=20)
    return picture, picture + bytes(MOST_PHOTO), sample_picture(width=210, height=10), bytes(MOST_DOWNLOAD + 1)


def inline(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "A"} | button]]}


def nothing(_: World) -> None:
    """What most calls need to happen before."""


@dataclass(frozen=True)
class Refusal:
    """A call and the words that refuse it; `before` says what has to have happened, `files` what is uploaded."""

    words: str
    method: str
    params: dict[str, Any]
    before: Callable[[World], Any] = nothing
    files: dict[str, bytes] = field(default_factory=dict)
    status: int = 400


def bad(reason: str, method: str, before: Callable[[World], Any] = nothing, **params: Any) -> Refusal:
    return Refusal(f"Bad Request: {reason}", method, params, before)


def message(reason: str, **params: Any) -> Refusal:
    """A message that cannot be sent to Anna."""
    return Refusal(f"Bad Request: {reason}", "sendMessage", {"chat_id": ANNA, "text": "a"} | params)


def keys(reason: str, markup: Any) -> Refusal:
    return message(reason, reply_markup=markup)


def button(reason: str, **fields: Any) -> Refusal:
    return keys(reason, inline(**fields))


def html(reason: str, text: str) -> Refusal:
    return message(f"can't parse entities: {reason}", text=text, parse_mode="HTML")


def forbidden(reason: str, chat_id: int, before: Callable[[World], Any] = nothing) -> Refusal:
    return Refusal(f"Forbidden: {reason}", "sendMessage", {"chat_id": chat_id, "text": "a"}, before, status=403)


def upload(words: str, method: str, name: str, data: bytes, status: int = 400) -> Refusal:
    return Refusal(words, method, {"chat_id": str(ANNA)}, files={name: data}, status=status)


def old(world: World) -> None:
    """Everything said so far was said more than two days ago."""
    assert isinstance(world.clock, Clock)
    world.clock.now += 48 * 3600 + 1


def with_webhook(world: World) -> None:
    world.webhook = {"url": "https://example.org/hook"}


def out(world: World) -> None:
    world.chat(GROUP).members[world.bot.id] = "left"


def closed(world: World) -> None:
    world.chat(GROUP).closed.append(0)


def silent(words: str, world: World) -> None:
    world.refuse(SUPERGROUP, words)


def flooded(world: World) -> None:
    world.last("flood")


def pressed_long_ago(world: World) -> None:
    world.press(ANNA, ANNA, TEXT, "x")
    world.callback_lifetime = 0.0


def pressed(world: World) -> None:
    world.press(ANNA, ANNA, TEXT, "x")


FIRST_PRESS = "4000000000001"
SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)
COMMAND = {"command": "start", "description": "x"}

REFUSALS = [
    # what may be called, and how
    Refusal("Not Found", "sendMesage", {}, status=404),
    bad("wrong parameters", "sendLocation", chat_id=ANNA, latitude="north", longitude=2),
    bad("strings must be encoded in UTF-8", "sendMessage", chat_id=ANNA, text="a\ud800"),
    Refusal("Too Many Requests: retry after 5", "sendMessage", {"chat_id": ANNA, "text": "a"}, flooded, status=429),
    # where one may write
    message("chat_id is empty", chat_id=""),
    message("chat not found", chat_id=999),
    message("chat not found", chat_id="@nobody"),
    bad("chat not found", "getChat", chat_id=BERT),
    forbidden("bot can't initiate conversation with a user", BERT),
    forbidden("bot was blocked by the user", ANNA, lambda world: world.block(ANNA)),
    forbidden("user is deactivated", ANNA, lambda world: world.deactivate(ANNA)),
    forbidden("bot was kicked from the group chat", GROUP, lambda world: world.kick_bot(GROUP)),
    forbidden("bot was kicked from the supergroup chat", SUPERGROUP, lambda world: world.kick_bot(SUPERGROUP)),
    forbidden("bot is not a member of the group chat", GROUP, out),
    bad(
        "group chat was upgraded to a supergroup chat",
        "sendMessage",
        lambda world: world.migrate(GROUP),
        chat_id=GROUP,
        text="a",
    ),
    message("message thread not found", chat_id=SUPERGROUP, message_thread_id=7),
    bad("TOPIC_CLOSED", "sendMessage", closed, chat_id=GROUP, text="a"),
    *(
        Refusal(words, "sendMessage", {"chat_id": SUPERGROUP, "text": "a"}, partial(silent, words), status=code)
        for words in NO_WRITING
        for code in [403 if words.startswith("Forbidden") else 400]
    ),
    message("message to be replied not found", reply_parameters={"message_id": 999}),
    # texts
    message("message text is empty", text=""),
    message("message text is empty", text=" \n "),
    message("message text is empty", text="<b></b>", parse_mode="HTML"),
    message("message is too long", text="x" * 4097),
    message("message is too long", text="🥖" * 2049),
    bad("message caption is too long", "sendDocument", chat_id=ANNA, document=PICTURE, caption="x" * 1025),
    message("can't parse entities: expected an Array of MessageEntity", entities=["bold"]),
    html('Can\'t find end tag corresponding to start tag "b"', "<b>a"),
    html("Unclosed start tag at byte offset 0", "<b"),
    html("Unclosed start tag at byte offset 2", "a <a "),
    html('Unsupported start tag "p" at byte offset 0', "<p>a</p>"),
    html('Empty attribute name in the tag "a" at byte offset 0', "<a =x>a</a>"),
    html('Tag "span" must have class "tg-spoiler" at byte offset 0', '<span class="x">a</span>'),
    html("Unexpected end tag at byte offset 1", "a</b>"),
    html("Unclosed end tag at byte offset 4", "<b>a</b"),
    html('Unmatched end tag at byte offset 7, expected "</i>", found "</b>"', "<b><i>a</b></i>"),
    # keyboards
    keys("can't parse reply markup JSON object", "nonsense"),
    keys("object expected as reply markup", [1]),
    keys('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays', {"inline_keyboard": [{}]}),
    keys('field "keyboard" of the ReplyKeyboardMarkup must be an Array of Arrays', {"keyboard": "A"}),
    keys("reply markup is too long", {"inline_keyboard": [[{"text": "A", "callback_data": "a"}]] * 101}),
    keys(f"{NO_KEY}InlineKeyboardButton must be an Object", {"inline_keyboard": [["A"]]}),
    keys(f'{NO_KEY}can\'t find field "text"', {"inline_keyboard": [[{"callback_data": "a"}]]}),
    button(f'{NO_KEY}field "text" must be non-empty', text=" ", callback_data="a"),
    button(f'{NO_KEY}unknown field "colour"', callback_data="a", colour="red"),
    button(f"{NO_KEY}Text buttons are unallowed in the inline keyboard"),
    button(f"{NO_KEY}exactly one action expected, found callback_data, url", callback_data="a", url="https://a.org"),
    button("BUTTON_DATA_INVALID", callback_data="x" * 65),
    button("BUTTON_DATA_INVALID", callback_data="é" * 33),
    button("BUTTON_DATA_INVALID", callback_data=""),
    button(f"{NO_KEY}CopyTextButton must be an Object with a text", copy_text="01 99 00 00 01"),
    button("BUTTON_COPY_TEXT_INVALID", copy_text={"text": ""}),
    button("BUTTON_COPY_TEXT_INVALID", copy_text={"text": "x" * 257}),
    button(
        "inline keyboard button URL 'http://a.org:99999' is invalid: Wrong port number specified in the URL",
        url="http://a.org:99999",
    ),
    button("inline keyboard button URL 'ftp://a.org' is invalid: Unsupported URL protocol", url="ftp://a.org"),
    button("inline keyboard button URL 'http://localhost' is invalid: Wrong HTTP URL", url="http://localhost"),
    keys('can\'t parse reply keyboard markup: unknown field "colour"', {"keyboard": [["A"]], "colour": "red"}),
    keys(
        "input field placeholder must be 1-64 characters long",
        {"keyboard": [["A"]], "input_field_placeholder": "x" * 65},
    ),
    keys('can\'t parse keyboard button: field "text" must be a non-empty String', {"keyboard": [[{"text": " "}]]}),
    keys('can\'t parse keyboard button: unknown field "colour"', {"keyboard": [[{"text": "A", "colour": "red"}]]}),
    message(
        "phone number can be requested in private chats only",
        chat_id=SUPERGROUP,
        reply_markup={"keyboard": [[{"text": "A", "request_contact": True}]]},
    ),
    message(
        "location can be requested in private chats only",
        chat_id=SUPERGROUP,
        reply_markup={"keyboard": [[{"text": "A", "request_location": True}]]},
    ),
    bad(
        "inline keyboard expected",
        "editMessageText",
        chat_id=ANNA,
        message_id=TEXT,
        text="b",
        reply_markup={"keyboard": [["A"]]},
    ),
    # files
    bad("there is no document in the request", "sendDocument", chat_id=ANNA),
    bad("wrong file identifier/HTTP URL specified", "sendDocument", chat_id=ANNA, document="nonsense"),
    upload("Bad Request: file must be non-empty", "sendDocument", "document", b""),
    upload("Request Entity Too Large", "sendDocument", "document", bytes(MOST_UPLOAD + 1), 413),
    upload("Bad Request: IMAGE_PROCESS_FAILED", "sendPhoto", "photo", b"no picture"),
    bad("PHOTO_INVALID_DIMENSIONS", "sendPhoto", chat_id=ANNA, photo=WIDE),
    bad("file is too big", "sendPhoto", chat_id=ANNA, photo=BIG_PICTURE),
    bad("file is too big", "getFile", file_id=BIG),
    bad("can't use file of type Photos as Voices", "sendVoice", chat_id=ANNA, voice=PICTURE),
    bad(
        "group send failed: 2-10 media are needed",
        "sendMediaGroup",
        chat_id=ANNA,
        media=[{"type": "photo", "media": PICTURE}],
    ),
    # changing what was sent
    bad("message identifier is not specified", "editMessageText", chat_id=ANNA, text="b"),
    bad("message to edit not found", "editMessageText", chat_id=ANNA, message_id=999, text="b"),
    bad("message can't be edited", "editMessageText", chat_id=ANNA, message_id=HERS, text="b"),
    bad("message can't be edited", "editMessageText", chat_id=ANNA, message_id=KEYBOARD, text="b"),
    bad(SAME, "editMessageText", chat_id=ANNA, message_id=TEXT, text="a", reply_markup=inline(callback_data="x")),
    bad("there is no text in the message to edit", "editMessageText", chat_id=ANNA, message_id=FILE, text="b"),
    bad("there is no caption in the message to edit", "editMessageCaption", chat_id=ANNA, message_id=TEXT, caption="b"),
    bad(
        "can't parse InputMedia: expected an Object",
        "editMessageMedia",
        chat_id=ANNA,
        message_id=TEXT,
        media=["photo"],
    ),
    bad(
        "can't parse InputMedia: unsupported input media type",
        "editMessageMedia",
        chat_id=ANNA,
        message_id=TEXT,
        media={"type": "sticker", "media": PICTURE},
    ),
    bad(
        "there is no media in the message to edit",
        "editMessageMedia",
        chat_id=ANNA,
        message_id=PLACE,
        media={"type": "photo", "media": PICTURE},
    ),
    bad(
        "can't use the media of the specified type in the album",
        "editMessageMedia",
        chat_id=ANNA,
        message_id=OF_ALBUM,
        media={"type": "photo", "media": PICTURE},
    ),
    bad("message to delete not found", "deleteMessage", chat_id=ANNA, message_id=999),
    bad("message can't be deleted", "deleteMessage", chat_id=GROUP, message_id=BASIC),
    bad("message can't be deleted for everyone", "deleteMessage", old, chat_id=ANNA, message_id=TEXT),
    bad("too many message identifiers specified", "deleteMessages", chat_id=ANNA, message_ids=list(range(1, 102))),
    bad("message to copy not found", "copyMessage", chat_id=ANNA, from_chat_id=SUPERGROUP, message_id=999),
    bad("the message can't be copied", "copyMessage", chat_id=ANNA, from_chat_id=SUPERGROUP, message_id=SERVICE),
    bad(
        "the message can't be forwarded: it is protected",
        "forwardMessage",
        chat_id=ANNA,
        from_chat_id=SUPERGROUP,
        message_id=PROTECTED,
    ),
    bad("not enough rights to manage pinned messages in the chat", "pinChatMessage", chat_id=GROUP, message_id=BASIC),
    bad("message to pin not found", "pinChatMessage", chat_id=SUPERGROUP, message_id=999),
    bad("message to unpin not found", "unpinChatMessage", chat_id=SUPERGROUP, message_id=THEIRS),
    bad("message to react not found", "setMessageReaction", chat_id=SUPERGROUP, message_id=999),
    # presses, actions
    bad(
        "query is too old and response timeout expired or query ID is invalid",
        "answerCallbackQuery",
        pressed_long_ago,
        callback_query_id=FIRST_PRESS,
    ),
    bad("MESSAGE_TOO_LONG", "answerCallbackQuery", pressed, callback_query_id=FIRST_PRESS, text="x" * 201),
    bad("wrong parameter action in request", "sendChatAction", chat_id=ANNA, action="sleeping"),
    # chats, menus
    bad("invalid user_id specified", "getChatMember", chat_id=SUPERGROUP, user_id=999),
    bad("there are no administrators in the private chat", "getChatAdministrators", chat_id=ANNA),
    bad("chat member status can't be changed in private chats", "leaveChat", chat_id=ANNA),
    bad(
        "can't parse BotCommandScope: Unsupported type specified",
        "setMyCommands",
        commands=[COMMAND],
        scope={"type": "everybody"},
    ),
    bad("invalid language code specified", "setMyCommands", commands=[COMMAND], language_code="french"),
    bad("can't parse commands: expected an Array of BotCommand", "setMyCommands", commands={}),
    bad("BOT_COMMANDS_TOO_MUCH", "setMyCommands", commands=[COMMAND] * 101),
    bad("BOT_COMMAND_INVALID", "setMyCommands", commands=[{"command": "Start", "description": "x"}]),
    bad("BOT_COMMAND_INVALID", "setMyCommands", commands=[{"command": "début", "description": "x"}]),
    bad("BOT_COMMAND_DESCRIPTION_INVALID", "setMyCommands", commands=[{"command": "start", "description": ""}]),
    bad("short description is too long", "setMyShortDescription", short_description="x" * 121),
    # receiving
    bad("can't parse allowed_updates: expected an Array of String", "getUpdates", allowed_updates={"a": 1}),
    Refusal(
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
        "getUpdates",
        {},
        with_webhook,
        status=409,
    ),
    bad("bad webhook: An HTTPS URL must be provided for webhook", "setWebhook", url="ftp://example.org"),
    bad("secret token contains unallowed characters", "setWebhook", url="https://example.org", secret_token="é"),
]
UNSUPPORTED = [
    message("unsupported parse_mode", parse_mode="MarkdownV2"),
    bad("failed to get HTTP URL content", "sendDocument", chat_id=ANNA, document="https://example.org/a.pdf"),
]
"""Where Telegram can more than the simulator, which says so loudly."""
UNAUTHORIZED = "Unauthorized"
NO_JSON = "Bad Request: can't parse request body as JSON object"
OTHER_POLL = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
HOOKED = "Conflict: terminated by setWebhook request"


@pytest.mark.parametrize(
    "refusal", [*REFUSALS, *UNSUPPORTED], ids=lambda refusal: refusal.words.partition(": ")[2][:60]
)
async def test_refused(raw: Raw, world: World, refusal: Refusal) -> None:
    furnish(world)
    refusal.before(world)
    said = len(world.messages(ANNA)), len(world.messages(SUPERGROUP))
    if refusal.files:
        form = aiohttp.FormData(refusal.params)
        for name, data in refusal.files.items():
            form.add_field(name, io.BytesIO(data), filename="a.bin")
        async with raw.session.post(f"{raw.address}/bot{raw.token}/{refusal.method}", data=form) as response:
            answer = await response.json()
    else:
        answer = await raw(refusal.method, **refusal.params)
    assert (answer["ok"], answer.get("error_code"), answer.get("description")) == (False, refusal.status, refusal.words)
    assert (len(world.messages(ANNA)), len(world.messages(SUPERGROUP))) == said
    loud = refusal in UNSUPPORTED or refusal.words in ("Not Found", "Bad Request: wrong parameters")
    assert bool(world.failures) is loud


async def test_a_wrong_token(raw: Raw) -> None:
    stranger = replace(raw, token="123456:wrong-token-but-well-formed")
    assert await stranger.refusal("getMe") == UNAUTHORIZED
    assert await replace(raw, token="nonsense").refusal("getMe") == "Not Found"


@pytest.mark.parametrize("body", [b"nonsense", b"[]", b"\xff"])
async def test_a_body_that_is_no_object(raw: Raw, body: bytes) -> None:
    headers = {"Content-Type": "application/json"}
    async with raw.session.post(f"{raw.address}/bot{raw.token}/getMe", data=body, headers=headers) as answer:
        assert (answer.status, (await answer.json())["description"]) == (400, NO_JSON)


@pytest.mark.parametrize(
    ("method", "params", "words"),
    [("getUpdates", {"timeout": 0}, OTHER_POLL), ("setWebhook", {"url": "http://127.0.0.1:9/"}, HOOKED)],
)
async def test_a_poll_is_ended(raw: Raw, world: World, method: str, params: dict[str, Any], words: str) -> None:
    poll = asyncio.create_task(raw("getUpdates", timeout=20))
    await world.until(lambda: world.poll_number)
    assert (await raw(method, **params))["ok"]
    ended = await poll
    assert (ended["error_code"], ended["description"]) == (409, words)


async def test_the_budget_of_a_group_ends() -> None:
    world = World(Cast(groups=(Group(SUPERGROUP, "Super"),)), budgets=True)
    async with serve(world) as address, aiohttp.ClientSession() as session:
        raw = Raw(session, address, world.bot.token)
        for _ in range(20):
            assert (await raw("sendMessage", chat_id=SUPERGROUP, text="a"))["ok"]
        refused = await raw.refusal("sendMessage", chat_id=SUPERGROUP, text="a")
        assert re.fullmatch(r"Too Many Requests: retry after \d+", refused)


# -- is that all of them? -------------------------------------------------------------------------------------------

_PREFIX = {
    "bad_request": "Bad Request: ",
    "forbidden": "Forbidden: ",
    "conflict": "Conflict: ",
    "_fault": "Bad Request: can't parse entities: ",
    "ApiError": "",
}


def _rules() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every place where the simulator refuses a call, and what its words look like."""
    for path in sorted(Path(simulator.__file__).parent.glob("*.py")):
        if path.name in ("errors.py", "faults.py"):
            continue  # how it is said, and trouble made on purpose
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _PREFIX):
                continue
            name, words = node.func.id, node.args[1 if node.func.id == "ApiError" else 0]
            if (path.name, name) == ("html.py", "bad_request") or ast.unparse(node).startswith("ApiError(0,"):
                continue  # where _fault is said, and a fault that was made on purpose
            for pattern in _patterns(words):
                yield f"{path.name}:{node.lineno}", re.compile(re.escape(_PREFIX[name]) + pattern)


def _patterns(words: ast.expr) -> Iterator[str]:
    """An expression that makes a text, as regular expressions: one for each way it can go."""
    match words:
        case ast.Constant(value=str(text)):
            yield re.escape(text)
        case ast.IfExp(body=one, orelse=other):
            yield from _patterns(one)
            yield from _patterns(other)
        case ast.JoinedStr(values=parts):
            yield "".join(re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+" for part in parts)
        case _:
            raise AssertionError(f"words that cannot be read: {ast.dump(words)}")


def test_every_rule_is_broken_by_some_call() -> None:
    known = [refusal.words for refusal in (*REFUSALS, *UNSUPPORTED)]
    known += [UNAUTHORIZED, NO_JSON, OTHER_POLL, HOOKED]
    rules = list(_rules())
    assert len(rules) > 80
    unbroken = [f"{where}: {rule.pattern}" for where, rule in rules if not any(map(rule.fullmatch, known))]
    assert unbroken == []

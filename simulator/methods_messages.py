"""Methods that send, change and remove messages."""

from __future__ import annotations

import time
from typing import Any

from simulator.call import Call
from simulator.chats import CallbackAnswer, Chat, Json, Message
from simulator.errors import bad_request, no_writing
from simulator.files import MOST_PHOTO, photo_sizes
from simulator.html import units
from simulator.methods import method

_FORWARD = "chat_id message_thread_id disable_notification protect_content message_effect_id "
_SEND_MANY = _FORWARD + "reply_parameters allow_paid_broadcast "
_SEND = _SEND_MANY + "reply_markup "
_CAPTION = "caption parse_mode caption_entities "
_ABOVE = _CAPTION + "show_caption_above_media "
_DELETABLE = 48 * 3600
_ACTIONS = frozenset(
    [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ]
)
_TYPING = 5.0


def _send(call: Call, chat: Chat, content: Json, **more: Any) -> Json:
    """Put the bot's message into a chat, with its keyboard, and give it as the bot gets it. Raises `ApiError` where it
    may not write.
    """
    if chat.refusal:
        raise no_writing(chat.refusal)
    markup = call.markup(chat)
    reply_to = call.reply_to(chat)
    message = call.world.put(
        chat,
        call.world.bot.id,
        content,
        markup=markup,
        reply_to=reply_to,
        thread=call.thread(chat),
        protected=call.boolean("protect_content"),
        silent=call.boolean("disable_notification"),
        **more,
    )
    chat.action = ""
    _lay_keyboard(chat, markup, call.world.bot.id)
    return call.world.message_api(message)


def _lay_keyboard(chat: Chat, markup: Json | None, bot_id: int) -> None:
    """Show, replace or remove the reply keyboard of everybody in the chat."""
    if not markup or "inline_keyboard" in markup:
        return
    for user_id in chat.members:
        if "keyboard" in markup and user_id != bot_id:
            chat.keyboards[user_id] = markup
        else:
            chat.keyboards.pop(user_id, None)


@method("sendMessage", _SEND + "text parse_mode entities link_preview_options")
def _send_message(call: Call) -> Json:
    chat = call.chat()
    call.json("link_preview_options")
    return _send(call, chat, call.text())


@method("sendDocument", _SEND + _CAPTION + "document thumbnail disable_content_type_detection")
def _send_document(call: Call) -> Json:
    chat = call.chat()
    return _send(call, chat, _document(call, call.file("document", "documents")) | call.caption())


def _document(call: Call, stored: Any) -> Json:
    return {"document": stored.api() | {"file_name": stored.name, "mime_type": stored.mime}}


@method("sendPhoto", _SEND + _ABOVE + "photo has_spoiler")
def _send_photo(call: Call) -> Json:
    chat = call.chat()
    stored = call.file("photo", "photos")
    if len(stored.data) > MOST_PHOTO:
        raise bad_request("file is too big")
    return _send(call, chat, {"photo": photo_sizes(stored)} | call.caption())


@method("sendVoice", _SEND + _CAPTION + "voice duration")
def _send_voice(call: Call) -> Json:
    chat = call.chat()
    stored = call.file("voice", "voices")
    voice = stored.api() | {"duration": call.integer("duration", 5), "mime_type": stored.mime}
    return _send(call, chat, {"voice": voice} | call.caption())


@method("sendMediaGroup", _SEND_MANY + "media")
def _send_media_group(call: Call) -> list[Json]:
    chat = call.chat()
    media = call.json("media")
    if not isinstance(media, list) or not 2 <= len(media) <= 10:
        raise bad_request("group send failed: 2-10 media are needed")
    group = str(14_000_000_000_000_000 + call.world.version)
    contents = [_medium(call, item) | {"media_group_id": group} for item in media]
    return [_send(call, chat, content) for content in contents]


def _medium(call: Call, item: Any) -> Json:
    """A photo or a document with its caption, out of an InputMedia. Raises `ApiError` 400."""
    if not isinstance(item, dict):
        raise bad_request("can't parse InputMedia: expected an Object")
    part = Call(call.world, call.method, {**item, "chat_id": call.params.get("chat_id")}, call.files)
    match item.get("type"):
        case "photo":
            stored = part.file("photo", "photos", item.get("media"))
            if len(stored.data) > MOST_PHOTO:
                raise bad_request("file is too big")
            content: Json = {"photo": photo_sizes(stored)}
        case "document":
            content = _document(part, part.file("document", "documents", item.get("media")))
        case _:
            raise bad_request("can't parse InputMedia: unsupported input media type")
    return content | part.caption()


@method("sendLocation", _SEND + "latitude longitude horizontal_accuracy live_period heading proximity_alert_radius")
def _send_location(call: Call) -> Json:
    place = {"latitude": float(call.string("latitude")), "longitude": float(call.string("longitude"))}
    return _send(call, call.chat(), {"location": place})


@method("sendContact", _SEND + "phone_number first_name last_name vcard")
def _send_contact(call: Call) -> Json:
    given = ("phone_number", "first_name", "last_name", "vcard")
    return _send(call, call.chat(), {"contact": {name: call.string(name) for name in given if call.has(name)}})


def _editable(call: Call) -> Message:
    """The bot's own message that can be changed: only one without reply keyboard, as Telegram has it."""
    message = call.message("edit")
    if message.sender != call.world.bot.id or message.service:
        raise bad_request("message can't be edited")
    if message.markup and "inline_keyboard" not in message.markup:
        raise bad_request("message can't be edited")
    return message


def _change(call: Call, message: Message, content: Json) -> Json:
    """Replace content and keyboard. Raises `ApiError` 400 when nothing would change."""
    markup = call.inline(call.world.chats[message.chat_id])
    if content == message.content and markup == message.markup:
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly the same as a "
            "current content and reply markup of the message"
        )
    message.content, message.markup = content, markup
    message.edit_date = int(call.world.clock())
    call.world.touch(message)
    return call.world.message_api(message)


_EDIT = "chat_id message_id reply_markup "


@method("editMessageText", _EDIT + "text parse_mode entities link_preview_options")
def _edit_message_text(call: Call) -> Json:
    message = _editable(call)
    content = call.text()
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    return _change(call, message, content)


@method("editMessageCaption", _EDIT + _ABOVE)
def _edit_message_caption(call: Call) -> Json:
    message = _editable(call)
    if "text" in message.content:
        raise bad_request("there is no caption in the message to edit")
    kept = {key: value for key, value in message.content.items() if not key.startswith("caption")}
    return _change(call, message, kept | call.caption())


@method("editMessageMedia", _EDIT + "media")
def _edit_message_media(call: Call) -> Json:
    """A file takes the place of a file, or of words; in an album a photo that of a photo alone."""
    message = _editable(call)
    content = _medium(call, call.json("media"))
    if not {"text", "photo", "document"} & set(message.content):
        raise bad_request("there is no media in the message to edit")
    if (group := message.content.get("media_group_id")) is not None:
        if ("photo" in content) != ("photo" in message.content):
            raise bad_request("can't use the media of the specified type in the album")
        content["media_group_id"] = group
    return _change(call, message, content)


@method("editMessageReplyMarkup", _EDIT)
def _edit_message_reply_markup(call: Call) -> Json:
    message = _editable(call)
    return _change(call, message, message.content)


@method("deleteMessage", "chat_id message_id")
def _delete_message(call: Call) -> bool:
    _delete(call, call.message("delete"))
    return True


@method("deleteMessages", "chat_id message_ids")
def _delete_messages(call: Call) -> bool:
    chat = call.chat()
    numbers = call.json("message_ids")
    if not isinstance(numbers, list) or not 1 <= len(numbers) <= 100:
        raise bad_request("too many message identifiers specified")
    for message in [call.world.message(chat.id, int(number)) for number in numbers]:
        if message is not None:
            _delete(call, message)
    return True


def _delete(call: Call, message: Message) -> None:
    chat = call.world.chats[message.chat_id]
    administrator = chat.members.get(call.world.bot.id) == "administrator"
    mine = message.sender == call.world.bot.id
    if not (mine or chat.private or administrator):
        raise bad_request("message can't be deleted")
    if call.world.clock() - message.date > _DELETABLE and not (administrator and chat.type == "supergroup"):
        raise bad_request("message can't be deleted for everyone")
    message.deleted = True
    call.world.touch(message)


@method("answerCallbackQuery", "callback_query_id text show_alert url cache_time")
def _answer_callback_query(call: Call) -> bool:
    press = call.world.presses.get(call.string("callback_query_id"))
    if press is None or time.monotonic() - press.asked_at > call.world.callback_lifetime:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    text = call.string("text")
    if units(text) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    if press.answer is None:
        press.answer = CallbackAnswer(text, call.boolean("show_alert"), call.string("url"))
    return True


@method("sendChatAction", "chat_id message_thread_id action")
def _send_chat_action(call: Call) -> bool:
    chat = call.chat()
    if call.string("action") not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat.action, chat.action_until = call.string("action"), time.monotonic() + _TYPING
    return True


_ORIGIN = "from_chat_id message_id video_start_timestamp "


def _source(call: Call, purpose: str) -> Message:
    origin = call.chat("from_chat_id")
    message = call.world.message(origin.id, call.integer("message_id"))
    if message is None:
        raise bad_request(f"message to {purpose} not found")
    if message.service:
        raise bad_request(f"the message can't be {'copied' if purpose == 'copy' else 'forwarded'}")
    if message.protected:
        raise bad_request(f"the message can't be {'copied' if purpose == 'copy' else 'forwarded'}: it is protected")
    return message


@method("copyMessage", _SEND + _ORIGIN + _ABOVE)
def _copy_message(call: Call) -> Json:
    chat = call.chat()
    content = dict(_source(call, "copy").content)
    if call.has("caption"):
        content |= call.caption()
    return {"message_id": _send(call, chat, content)["message_id"]}


@method("forwardMessage", _FORWARD + _ORIGIN)
def _forward_message(call: Call) -> Json:
    chat = call.chat()
    message = _source(call, "forward")
    origin = {"type": "user", "sender_user": call.world.user_api(message.sender), "date": message.date}
    return _send(call, chat, message.content | {"forward_origin": origin})


def _pinner(call: Call) -> Chat:
    chat = call.chat()
    if not chat.private and chat.members.get(call.world.bot.id) != "administrator":
        raise bad_request("not enough rights to manage pinned messages in the chat")
    return chat


@method("pinChatMessage", "chat_id message_id disable_notification")
def _pin_chat_message(call: Call) -> bool:
    chat = _pinner(call)
    message = call.message("pin")
    if message.message_id not in chat.pinned:
        chat.pinned.append(message.message_id)
        pinned = call.world.message_api(message, nested=True)
        call.world.put(chat, call.world.bot.id, {"pinned_message": pinned}, service=True)
    return True


@method("unpinChatMessage", "chat_id message_id")
def _unpin_chat_message(call: Call) -> bool:
    chat = _pinner(call)
    number = call.integer("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if number not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(number)
    return True


@method("unpinAllChatMessages", "chat_id")
def _unpin_all_chat_messages(call: Call) -> bool:
    _pinner(call).pinned.clear()
    return True


@method("setMessageReaction", "chat_id message_id reaction is_big")
def _set_message_reaction(call: Call) -> bool:
    call.message("react")
    return True

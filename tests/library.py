"""What python-telegram-bot makes of a raw update: its types and filters, in the words of our own reader.

The reader (`handlers/incoming/reader.py`) shares nothing with this but what it comes to.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import telegram
from telegram import Message, User
from telegram.ext import CallbackQueryHandler, ChatMemberHandler, MessageHandler, filters

from conversations.engine.events import ContactShared, Edited, OtherSent, Said
from conversations.words.cleaning import clean
from conversations.words.files import refusal
from handlers.incoming import reader
from handlers.incoming.update import (
    BotBlocked,
    BotUnblocked,
    ButtonPressed,
    Commanded,
    Corrected,
    Event,
    GroupAnswered,
    GroupFound,
    GroupLost,
    GroupMoved,
    MemberLeft,
    MembersCame,
    Update,
)
from handlers.turn.events import Heard
from handlers.turn.turn import NOBODY, Caller
from storage.durable.inbox import without_chatter
from storage.letters import Content

USERNAME = "porte_bot"


def agrees(raw: dict[str, Any], username: str = USERNAME) -> None:
    """Both make the same of an update, and of what the inbox keeps of it; or neither can read it."""
    for came in (raw, without_chatter(raw)):
        ours, theirs = _or_none(reader.read, came, username), _or_none(read, came, username)
        assert ours == theirs, f"{came}\nis {ours}\nand to the library {theirs}"


def _or_none(how: Callable[[Any, str], Update | None], raw: Any, username: str) -> Update | str | None:
    try:
        return how(raw, username)
    except Exception as error:
        return "unreadable" if how is read else type(error).__name__.removesuffix("Error").lower()


def read(raw: dict[str, Any], username: str) -> Update | None:
    """What the library says of an update. Raises whatever it raises where it cannot read one."""
    update = telegram.Update.de_json(raw, None)
    for handler, make in _HANDLERS:
        if handler.check_update(update):
            event = make(update, username)
            press = update.callback_query.id if update.callback_query else ""
            return None if event is None else Update(_caller(update), event, press)
    return None


def _who(user: User) -> str:
    return f"@{user.username}" if user.username else clean(user.full_name or user.last_name or "")


def _caller(update: telegram.Update) -> Caller:
    user, chat, message = update.effective_user, update.effective_chat, update.effective_message
    if user is None:
        return NOBODY
    reads = user.language_code or "fr"
    locale, foreign = "fr" if reads.startswith("fr") else "en", reads[:2] not in ("fr", "en")
    where = chat.id if chat is not None else user.id
    return Caller(user.id, where, locale, _who(user), message.message_id if message is not None else 0, foreign)


def _message(update: telegram.Update) -> Message:
    """The message of somebody."""
    assert update.effective_message is not None
    assert update.effective_user is not None
    return update.effective_message


def _pressed(update: telegram.Update, _username: str) -> Event:
    query = update.callback_query
    assert query is not None
    return ButtonPressed(query.data or "", query.message is not None and query.message.chat.id < 0)


def _commanded(update: telegram.Update, username: str) -> Event | None:
    words = clean(_message(update).text or "").split(maxsplit=1)
    name, _, addressee = words[0].removeprefix("/").partition("@")
    if addressee and addressee.lower() != username.lower():
        return None
    return Commanded(name.lower(), words[1].strip() if len(words) > 1 else "", addressee.lower())


def _moved(update: telegram.Update, _username: str) -> Event | None:
    message = update.effective_message
    assert message is not None
    return GroupMoved(message.chat_id, message.migrate_to_chat_id) if message.migrate_to_chat_id else None


def _left(update: telegram.Update, _username: str) -> Event | None:
    message = update.effective_message
    assert message is not None
    assert message.left_chat_member is not None
    return None if message.left_chat_member.is_bot else MemberLeft(message.chat_id, message.left_chat_member.id)


def _came(update: telegram.Update, _username: str) -> Event:
    message = update.effective_message
    assert message is not None
    people = [(user.id, _who(user)) for user in message.new_chat_members if not user.is_bot]
    return MembersCame(message.chat_id, tuple(people))


def _opened_again(update: telegram.Update, _username: str) -> Event:
    assert update.effective_chat is not None
    return GroupFound(update.effective_chat.id)


def _answered(update: telegram.Update, _username: str) -> Event:
    message = update.effective_message
    assert message is not None
    return GroupAnswered(message.chat_id, message.message_id, _answers(message))


def _answers(message: Message) -> int:
    return message.reply_to_message.message_id if message.reply_to_message is not None else 0


def _said(update: telegram.Update, _username: str) -> Event:
    message = _message(update)
    words = clean(message.text or "")
    return Heard(Said(words, message.message_id), Content("text", words), _answers(message))


def _contact(update: telegram.Update, _username: str) -> Event:
    message = _message(update)
    assert message.contact is not None
    assert message.from_user is not None
    own = message.contact.user_id == message.from_user.id
    return Heard(ContactShared(clean(message.contact.phone_number), own, message.message_id))


def _corrected(update: telegram.Update, _username: str) -> Event:
    message = _message(update)
    words = clean(message.text or message.caption or "")
    return Corrected(Edited(words, message.message_id), message.text is not None)


def _other(update: telegram.Update, _username: str) -> Event:
    message, content = _message(update), None
    if not message.animation:
        for kind, file in (
            ("photo", message.photo[-1] if message.photo else None),
            ("document", message.document),
            ("voice", message.voice),
        ):
            if file is not None:
                name = message.document.file_name if kind == "document" and message.document else None
                content = Content(
                    kind,
                    clean(message.caption or ""),
                    file.file_id,
                    file.file_unique_id,
                    clean(name)[:120] if name else None,
                    message.media_group_id,
                )
                break
    if (document := message.document) is not None and (why := refusal(document.file_name, document.mime_type)):
        return Heard(OtherSent(why, message_id=message.message_id), None, _answers(message), message.media_group_id)
    named = ("voice", "video_note", "audio", "photo", "video", "sticker", "document", "location", "animation")
    kind = next((kind for kind in named if getattr(message, kind)), "other")
    event = OtherSent(kind, content=None if content is None else asdict(content), message_id=message.message_id)
    return Heard(event, content, _answers(message), message.media_group_id)


def _bot_changed(update: telegram.Update, _username: str) -> Event:
    change = update.my_chat_member
    assert change is not None
    now = change.new_chat_member
    why = "gone" if now.status in ("kicked", "left") else ""
    if isinstance(now, telegram.ChatMemberRestricted):
        why = "gone" if not now.is_member else "" if now.can_send_messages else "muted"
    if change.chat.type == "private":
        return BotBlocked(change.chat.id) if why else BotUnblocked(change.chat.id)
    return GroupLost(change.chat.id, why) if why else GroupFound(change.chat.id)


def _member_changed(update: telegram.Update, _username: str) -> Event | None:
    change = update.chat_member
    assert change is not None
    user = change.new_chat_member.user
    if user.is_bot:
        return None
    if change.new_chat_member.status in ("kicked", "left"):
        return MemberLeft(change.chat.id, user.id)
    if change.old_chat_member.status in ("kicked", "left"):
        return MembersCame(change.chat.id, ((user.id, _who(user)),))
    return None


async def _nothing(*_: object) -> None:
    """What a handler of the library does here."""


_NEW = filters.UpdateType.MESSAGE
_PRIVATE = filters.ChatType.PRIVATE & _NEW
_CORRECTED = filters.ChatType.PRIVATE & filters.UpdateType.EDITED_MESSAGE & (filters.TEXT | filters.CAPTION)


class _General(filters.MessageFilter):
    """In the general thread, which has no number."""

    def filter(self, message: Message) -> bool:
        """Whether it stands there."""
        return not message.message_thread_id


_REOPENED = filters.StatusUpdate.FORUM_TOPIC_REOPENED | filters.StatusUpdate.GENERAL_FORUM_TOPIC_UNHIDDEN
_OPENED_AGAIN = filters.ChatType.GROUPS & _NEW & _REOPENED & _General()

_HANDLERS: tuple[tuple[Any, Callable[[telegram.Update, str], Event | None]], ...] = (
    (CallbackQueryHandler(_nothing), _pressed),
    (MessageHandler(_NEW & filters.COMMAND, _nothing), _commanded),
    (MessageHandler(_NEW & filters.StatusUpdate.MIGRATE, _nothing), _moved),
    (MessageHandler(_NEW & filters.StatusUpdate.LEFT_CHAT_MEMBER, _nothing), _left),
    (MessageHandler(_NEW & filters.StatusUpdate.NEW_CHAT_MEMBERS, _nothing), _came),
    (MessageHandler(_OPENED_AGAIN, _nothing), _opened_again),
    (MessageHandler(filters.ChatType.GROUPS & _NEW & filters.REPLY, _nothing), _answered),
    (MessageHandler(_PRIVATE & filters.TEXT, _nothing), _said),
    (MessageHandler(_PRIVATE & filters.CONTACT, _nothing), _contact),
    (MessageHandler(_CORRECTED, _nothing), _corrected),
    (MessageHandler(_PRIVATE & ~filters.StatusUpdate.ALL, _nothing), _other),
    (ChatMemberHandler(_nothing, ChatMemberHandler.MY_CHAT_MEMBER), _bot_changed),
    (ChatMemberHandler(_nothing, ChatMemberHandler.CHAT_MEMBER), _member_changed),
)

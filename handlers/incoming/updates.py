"""Updates: python-telegram-bot's handlers, each of which makes an event of an update and gives it to a turn."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from telegram import CallbackQuery, Message, Update, User
from telegram.error import TelegramError
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from conversations.engine.events import ContactShared, Edited, OtherSent, Said
from conversations.words.cleaning import clean
from handlers.delivery import outcomes
from handlers.incoming import hearing, router
from handlers.incoming.typing_indicator import typing
from handlers.letters import letters
from handlers.partners import departures, group
from handlers.turn import forms
from handlers.turn.events import Heard
from handlers.turn.runtime import Runtime
from handlers.turn.screen import MOST_CALLBACK_BYTES
from handlers.turn.turn import NOBODY, Answer, Arm, Caller, Turn, current_row, turn
from storage import people
from storage.durable import inbox
from storage.letters import Content

MOST_DIGITS = 18
"""Of a number that a button carries: a database counts to 2 ** 63."""

Context = ContextTypes.DEFAULT_TYPE
Callback = Callable[[Update, Context], Coroutine[Any, Any, None]]

_KINDS = (
    "voice", "video_note", "audio", "photo", "video", "sticker", "document", "location", "animation",
)  # fmt: skip


MOST_NAME = 120
"""Characters of a file's name that are kept."""


def install(application: Application[Any, Any, Any, Any, Any, Any], runtime: Runtime) -> None:
    """Register every handler. What none of them matches is ignored, which the inbox says."""
    private = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
    corrected = filters.ChatType.PRIVATE & filters.UpdateType.EDITED_MESSAGE

    def on(arm: Callable[[Update], Arm | None]) -> Callback:
        async def handle(update: Update, _context: Context) -> None:
            made, row = arm(update), current_row.get()
            if made is not None:
                async with typing(application.bot, row.lane):
                    await turn(runtime, row, made, caller=_caller(update))

        return handle

    async def on_press(update: Update, _context: Context) -> None:
        query = update.callback_query
        assert query is not None  # noqa: S101 - the handler below matches nothing else
        row = current_row.get()
        try:
            async with typing(application.bot, row.lane):
                answer = await turn(runtime, row, pressed(query), caller=_caller(update))
        except Exception:
            if row.attempts >= inbox.MOST_ATTEMPTS:
                await reply(query, Answer())
            raise
        await reply(query, answer)

    application.add_handlers(
        [
            CallbackQueryHandler(on_press),
            MessageHandler(filters.UpdateType.MESSAGE & filters.COMMAND, on(commanded)),
            MessageHandler(filters.UpdateType.MESSAGE & filters.StatusUpdate.MIGRATE, on(migrated)),
            MessageHandler(filters.UpdateType.MESSAGE & filters.StatusUpdate.LEFT_CHAT_MEMBER, on(left)),
            MessageHandler(filters.UpdateType.MESSAGE & filters.StatusUpdate.NEW_CHAT_MEMBERS, on(came)),
            MessageHandler(filters.ChatType.GROUPS & filters.UpdateType.MESSAGE & filters.REPLY, on(answered)),
            MessageHandler(private & filters.TEXT, on(said)),
            MessageHandler(private & filters.CONTACT, on(contact_shared)),
            MessageHandler(corrected & (filters.TEXT | filters.CAPTION), on(edited)),
            MessageHandler(private & ~filters.StatusUpdate.ALL, on(other_sent)),
            ChatMemberHandler(on(bot_changed), ChatMemberHandler.MY_CHAT_MEMBER),
            ChatMemberHandler(on(member_changed), ChatMemberHandler.CHAT_MEMBER),
        ]
    )


async def reply(query: CallbackQuery, answer: Answer) -> None:
    """Answer a press: once, right after its turn, best effort. It expires, so it never waits in the outbox."""
    with suppress(TelegramError):
        # A client that shows a text does not open the link.
        text = None if answer.link else answer.text or None
        await query.answer(text=text, url=answer.link or None, connect_timeout=3, read_timeout=5)


def _locale(user: User | None) -> str:
    """French unless Telegram says that somebody reads another language, for which English is the best guess."""
    code = (user.language_code or "fr") if user is not None else "fr"
    return "fr" if code.startswith("fr") else "en"


def _who(user: User) -> str:
    return f"@{user.username}" if user.username else clean(user.full_name)


def _caller(update: Update) -> Caller:
    user, chat, message = update.effective_user, update.effective_chat, update.effective_message
    if user is None:
        return NOBODY
    where = chat.id if chat is not None else user.id
    return Caller(user.id, where, _locale(user), _who(user), message.message_id if message is not None else 0)


def _in(update: Update) -> tuple[Message, User, int]:
    message, user = update.effective_message, update.effective_user
    if message is None or user is None:
        raise ValueError("an update without message or sender")
    return message, user, message.chat_id


def said(update: Update) -> Arm:
    """A text in private."""
    message, _, _ = _in(update)
    heard = Heard(Said(clean(message.text or ""), message.message_id), _content(message), _answered(message))
    return lambda t: hearing.hear(t, heard)


def _answered(message: Message) -> int:
    return message.reply_to_message.message_id if message.reply_to_message is not None else 0


def _content(message: Message) -> Content | None:
    """What can be passed on of a message, if anything can."""
    if message.text is not None:
        return Content("text", clean(message.text))
    if message.animation is not None:  # it comes as a document as well
        return None
    file = message.photo[-1] if message.photo else message.document or message.voice
    if file is None:
        return None
    kind = "photo" if message.photo else "document" if message.document is not None else "voice"
    name = message.document.file_name if message.document is not None else None
    return Content(
        kind,
        clean(message.caption or ""),
        file.file_id,
        file.file_unique_id,
        clean(name)[:MOST_NAME] if name else None,
        message.media_group_id,
    )


def edited(update: Update) -> Arm:
    """A text, or the words under a file, edited later."""
    message, user, chat_id = _in(update)
    words = clean(message.text or message.caption or "")
    event = Edited(words, message.message_id)

    async def arm(t: Turn) -> None:
        if not await letters.edited(t, chat_id, message.message_id, words) and message.text is not None:
            await forms.talk(t, chat_id, _locale(user), event)

    return arm


def contact_shared(update: Update) -> Arm:
    """The contact button, or somebody's card from the address book."""
    message, user, _ = _in(update)
    contact = message.contact
    number = clean(contact.phone_number) if contact else ""
    own = contact is not None and contact.user_id == user.id
    heard = Heard(ContactShared(number, own, message.message_id))
    return lambda t: hearing.hear(t, heard)


def other_sent(update: Update) -> Arm:
    """Anything in private that is no text."""
    message, _, _ = _in(update)
    kind = next((kind for kind in _KINDS if getattr(message, kind, None)), "other")
    content = _content(message)
    event = OtherSent(kind, content=None if content is None else asdict(content))
    heard = Heard(event, content, _answered(message), message.media_group_id)
    return lambda t: hearing.hear(t, heard)


def commanded(update: Update) -> Arm | None:
    """A command, anywhere; None where a group's command is for another bot."""
    message, _, _ = _in(update)
    word, *rest = clean(message.text or "").split(maxsplit=1)
    argument = rest[0] if rest else ""
    name, _, addressee = word.removeprefix("/").partition("@")
    me = message.get_bot().username
    if addressee and addressee.lower() != me.lower():
        return None
    return lambda t: router.command(t, name.lower(), argument.strip())


def pressed(query: CallbackQuery) -> Arm:
    """A press on a button of a message, or of one that is too old to be shown."""
    in_group = query.message is not None and query.message.chat.id < 0
    return lambda t: router.press(t, _parts(t, query.data or "", in_group=in_group))


def _parts(t: Turn, data: str, *, in_group: bool) -> list[str]:
    """What a button sends, in its parts; none where it cannot be one of ours: anybody may send anything as a press."""
    if clean(data) != data or len(data.encode()) > MOST_CALLBACK_BYTES:
        return []
    parts = data.split("|")
    if any(part.isdecimal() and len(part) > MOST_DIGITS for part in parts):
        return []
    return [] if in_group and parts[0] not in t.runtime.register.on_card else parts


def migrated(update: Update) -> Arm | None:
    """A group became a supergroup. Both chats get the message; the old one's names the new id."""
    message = update.effective_message
    if message is None or message.migrate_to_chat_id is None:
        return None
    old, new = message.chat_id, message.migrate_to_chat_id

    return lambda t: group.moved(t, old, new)


def left(update: Update) -> Arm | None:
    """Somebody left a group, or was removed; the bot's own going comes as a change of its own."""
    message = update.effective_message
    if message is None or message.left_chat_member is None or message.left_chat_member.is_bot:
        return None
    chat_id, gone = message.chat_id, message.left_chat_member.id
    return lambda t: group.member_left(t, chat_id, gone)


def came(update: Update) -> Arm | None:
    """People came into a group."""
    message = update.effective_message
    if message is None:
        return None
    chat_id, people_who_came = message.chat_id, [user for user in message.new_chat_members if not user.is_bot]

    async def arm(t: Turn) -> None:
        for user in people_who_came:
            await group.member_came(t, chat_id, user.id, _who(user))

    return arm


def answered(update: Update) -> Arm | None:
    """Somebody in a group answers a message."""
    message = update.effective_message
    if message is None or message.reply_to_message is None:
        return None
    chat_id, number, to = message.chat_id, message.message_id, message.reply_to_message.message_id
    return lambda t: group.answered(t, chat_id, number, to)


def bot_changed(update: Update) -> Arm | None:
    """Somebody blocked or unblocked the bot, or a group took it in or put it out."""
    change = update.my_chat_member
    if change is None:
        return None
    chat, gone = change.chat, change.new_chat_member.status in ("kicked", "left")

    async def arm(t: Turn) -> None:
        if chat.type == "private":
            await _private_changed(t, chat.id, gone=gone)
        elif gone:
            await group.lost(t, chat.id)
        else:
            await group.found(t, chat.id)

    return arm


async def _private_changed(t: Turn, chat_id: int, *, gone: bool) -> None:
    await people.set_blocked(t.here, chat_id, t.now if gone else None)
    if gone:
        await outcomes.tell_blocked(t, chat_id)
    elif (referent := t.referent_of(chat_id)) is not None:
        await departures.come_back(t, referent, chat_id)


def member_changed(update: Update) -> Arm | None:
    """Somebody came into a group or is out of it, as the bot sees where it is an administrator."""
    change = update.chat_member
    if change is None or change.new_chat_member.user.is_bot:
        return None
    user, chat_id = change.new_chat_member.user, change.chat.id
    if change.new_chat_member.status in ("kicked", "left"):
        return lambda t: group.member_left(t, chat_id, user.id)
    if change.old_chat_member.status in ("kicked", "left"):
        return lambda t: group.member_came(t, chat_id, user.id, _who(user))
    return None

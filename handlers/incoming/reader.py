"""The reader: from a raw update to what somebody did. There is no other; what it does not name is not looked at.

Its tables say what an update is, in the order in which that is asked: the first line that fits has it, even where it is
nothing of ours. A test compares it with what python-telegram-bot's types say of the same updates.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from functools import partial

from conversations.engine.events import ContactShared, Edited, OtherSent, Said
from conversations.words.cleaning import clean
from conversations.words.files import refusal
from handlers.incoming.parts import Json, UnreadableError, given, maybe, number
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
from storage.letters import Content
from storage.networks import GONE, MUTED

MOST_NAME = 120
"""Characters of a file's name that are kept."""

_OUT = ("kicked", "left")
"""What is said of the standing of somebody who is in a chat no more."""

_KINDS = (
    "voice", "video_note", "audio", "photo", "video", "sticker", "document", "location", "animation",
)  # fmt: skip
"""What can be sent in place of a text, as forms know it: the first that a message has."""

_AFTER = ",;:.!?…"
"""What may stand right behind a command: "/annuler, merci"."""

SERVICE = frozenset(
    ["channel_chat_created", "chat_background_set", "chat_owner_changed", "chat_owner_left", "chat_shared",
     "checklist_tasks_added", "checklist_tasks_done", "connected_website", "delete_chat_photo",
     "direct_message_price_changed", "forum_topic_closed", "forum_topic_created", "forum_topic_edited",
     "forum_topic_reopened", "general_forum_topic_hidden", "general_forum_topic_unhidden", "gift", "gift_upgrade_sent",
     "giveaway_completed", "giveaway_created", "group_chat_created", "left_chat_member", "managed_bot_created",
     "message_auto_delete_timer_changed", "migrate_from_chat_id", "migrate_to_chat_id", "new_chat_members",
     "new_chat_photo", "new_chat_title", "paid_message_price_changed", "pinned_message", "poll_option_added",
     "poll_option_deleted", "proximity_alert_triggered", "refunded_payment", "suggested_post_approval_failed",
     "suggested_post_approved", "suggested_post_declined", "suggested_post_paid", "suggested_post_refunded",
     "supergroup_chat_created", "unique_gift", "users_shared", "video_chat_ended", "video_chat_participants_invited",
     "video_chat_scheduled", "video_chat_started", "web_app_data", "write_access_allowed"]
)  # fmt: skip
"""What a message has that nobody wrote: it tells what happened in the chat."""


def read(raw: object, username: str) -> Update | None:
    """What somebody did, or None where that is nothing of ours. `username` is the bot's, without its @.

    Raises UnreadableError.
    """
    if not isinstance(raw, dict):
        raise UnreadableError("an update is no object")
    for kind, read_as in _READERS.items():
        if kind in raw:
            update = read_as(given(raw, kind, dict))
            to = update.event.to if update is not None and isinstance(update.event, Commanded) else ""
            return update if to in ("", username.lower()) else None
    return None


# --- who did it -------------------------------------------------------------------------------------------------------


def _name(user: Json) -> str:
    username = maybe(user, "username", str)
    names = (given(user, "first_name", str), maybe(user, "last_name", str))
    return f"@{username}" if username else clean(" ".join(name for name in names if name))


def _caller(user: Json | None, chat_id: int, message_id: int = 0) -> Caller:
    """Nobody, where Telegram names none. Whoever reads a third language is guessed to read English."""
    if user is None:
        return NOBODY
    reads = maybe(user, "language_code", str) or "fr"
    locale, guessed = "fr" if reads.startswith("fr") else "en", not reads.startswith(("fr", "en"))
    return Caller(number(user, "id"), chat_id, locale, _name(user), message_id, guessed)


# --- presses ----------------------------------------------------------------------------------------------------------


def _press(query: Json) -> Update:
    """Under a message that the bot sent long ago there stands only which it was; in another chat, none at all."""
    user, message = given(query, "from", dict), maybe(query, "message", dict)
    if message is None:
        chat_id, message_id = number(user, "id"), 0
    else:
        chat_id, message_id = number(given(message, "chat", dict), "id"), number(message, "message_id")
    event = ButtonPressed(maybe(query, "data", str) or "", chat_id < 0)
    return Update(_caller(user, chat_id, message_id), event, given(query, "id", str))


# --- messages ---------------------------------------------------------------------------------------------------------


def _is_command(message: Json) -> bool:
    """Whether it begins with a command: one further on in a text is only named."""
    entities = maybe(message, "entities", list)
    first = entities[0] if entities else {}
    return isinstance(first, dict) and first.get("type") == "bot_command" and first.get("offset") == 0


def _commanded(message: Json) -> Commanded:
    given(message, "from", dict)
    word, *rest = clean(given(message, "text", str)).split(maxsplit=1) or [""]
    name, _, to = word.rstrip(_AFTER).removeprefix("/").lower().partition("@")
    return Commanded(name, rest[0].strip() if rest else "", to)


def _moved(message: Json) -> GroupMoved | None:
    """Both chats get the message; the old one's names the new id."""
    if not message.get("migrate_to_chat_id"):
        return None
    return GroupMoved(_chat(message), number(message, "migrate_to_chat_id"))


def _left(message: Json) -> MemberLeft | None:
    """The bot's own going comes as a change of its own."""
    gone = given(message, "left_chat_member", dict)
    return None if gone.get("is_bot") else MemberLeft(_chat(message), number(gone, "id"))


def _came(message: Json) -> MembersCame:
    users = given(message, "new_chat_members", list)
    if not all(isinstance(user, dict) for user in users):
        raise UnreadableError("new_chat_members are no users")
    return MembersCame(_chat(message), tuple(_person(user) for user in users if not user.get("is_bot")))


def _person(user: Json) -> tuple[int, str]:
    return number(user, "id"), _name(user)


def _answered(message: Json) -> GroupAnswered:
    return GroupAnswered(_chat(message), number(message, "message_id"), _answers(message))


def _said(message: Json) -> Heard:
    words = clean(given(message, "text", str))
    return Heard(Said(words, number(message, "message_id")), Content("text", words), _answers(message))


def _contact_shared(message: Json) -> Heard:
    """The contact button, or somebody's card from the address book."""
    contact, sender = given(message, "contact", dict), given(message, "from", dict)
    own = contact.get("user_id") == sender.get("id")
    return Heard(ContactShared(clean(given(contact, "phone_number", str)), own, number(message, "message_id")))


def _other_sent(message: Json) -> Heard:
    kind = next((kind for kind in _KINDS if message.get(kind)), "other")
    refused, content = _refused(message), _content(message)
    if refused is not None:
        kind, content = refused, None
    told = None if content is None else asdict(content)
    event = OtherSent(kind, content=told, message_id=number(message, "message_id"))
    return Heard(event, content, _answers(message), maybe(message, "media_group_id", str))


def _refused(message: Json) -> str | None:
    """Why a document is not to be taken, if it is not."""
    document = maybe(message, "document", dict) or {}
    return refusal(maybe(document, "file_name", str), maybe(document, "mime_type", str))


def _corrected(message: Json) -> Corrected:
    text = maybe(message, "text", str)
    words = clean(text or maybe(message, "caption", str) or "")
    return Corrected(Edited(words, number(message, "message_id")), text is not None)


def _chat(message: Json) -> int:
    return number(given(message, "chat", dict), "id")


def _answers(message: Json) -> int:
    """The message that it answers; 0 where it answers none."""
    answered = maybe(message, "reply_to_message", dict)
    return 0 if answered is None else number(answered, "message_id")


def _content(message: Json) -> Content | None:
    """What can be passed on of it, if anything can: a file, and of a picture its largest size."""
    sizes, document = maybe(message, "photo", list), maybe(message, "document", dict)
    if sizes:
        kind, file = "photo", sizes[-1]
    else:
        kind, file = ("document", document) if document else ("voice", maybe(message, "voice", dict))
    if not file or message.get("animation"):  # an animation comes as a document as well
        return None
    if not isinstance(file, dict):
        raise UnreadableError("a picture is no file")
    name = maybe(file, "file_name", str) if kind == "document" else None
    return Content(
        kind,
        clean(maybe(message, "caption", str) or ""),
        given(file, "file_id", str),
        given(file, "file_unique_id", str),
        clean(name)[:MOST_NAME] if name else None,
        maybe(message, "media_group_id", str),
    )


def _opened_again(message: Json) -> bool:
    """Whether the general thread of a group, which has no number, takes messages again."""
    opened = (message.get(name) is not None for name in ("forum_topic_reopened", "general_forum_topic_unhidden"))
    return any(opened) and not message.get("message_thread_id")


def _has(*names: str) -> Callable[[Json], bool]:
    return lambda message: any(message.get(name) for name in names)


def _was_written(message: Json) -> bool:
    return all(message[name] in (None, False) for name in SERVICE.intersection(message))


Claim = tuple[frozenset[str] | None, Callable[[Json], bool], Callable[[Json], Event | None]]

_PRIVATE, _GROUPS = frozenset({"private"}), frozenset({"group", "supergroup"})
_ANYWHERE = None

_NEW: tuple[Claim, ...] = (
    (_ANYWHERE, _is_command, _commanded),
    (_ANYWHERE, _has("migrate_to_chat_id", "migrate_from_chat_id"), _moved),
    (_ANYWHERE, _has("left_chat_member"), _left),
    (_ANYWHERE, _has("new_chat_members"), _came),
    (_GROUPS, _opened_again, lambda message: GroupFound(_chat(message))),
    (_GROUPS, _has("reply_to_message"), _answered),
    (_PRIVATE, _has("text"), _said),
    (_PRIVATE, _has("contact"), _contact_shared),
    (_PRIVATE, _was_written, _other_sent),
)
"""Of a message, in order: where it must stand, what must be so, and what it is then."""

_EDITED: tuple[Claim, ...] = ((_PRIVATE, _has("text", "caption"), _corrected),)


def _message(claims: Sequence[Claim], message: Json) -> Update | None:
    given(message, "date", int)
    where = given(given(message, "chat", dict), "type", str)
    sender = (given if where == "private" else maybe)(message, "from", dict)
    caller = _caller(sender, _chat(message), number(message, "message_id"))
    for places, holds, make in claims:
        if (places is None or where in places) and holds(message):
            event = make(message)
            return None if event is None else Update(caller, event)
    return None


# --- who may be written to, and who is in a group ---------------------------------------------------------------------


def _bot_changed(change: Json) -> Update:
    """Somebody blocked or unblocked the bot, or a group took it in, put it out, or changed what it may do there."""
    chat, chat_id = given(change, "chat", dict), _chat(change)
    lost = _lost(given(change, "new_chat_member", dict))
    if given(chat, "type", str) == "private":
        event: Event = BotBlocked(chat_id) if lost else BotUnblocked(chat_id)
    else:
        event = GroupLost(chat_id, lost) if lost else GroupFound(chat_id)
    return Update(_caller(given(change, "from", dict), chat_id), event)


def _lost(member: Json) -> str:
    """Why the bot can write into a chat no more, by its standing there; empty where it can."""
    status = given(member, "status", str)
    if status in _OUT or (status == "restricted" and not given(member, "is_member", bool)):
        return GONE
    return MUTED if status == "restricted" and not given(member, "can_send_messages", bool) else ""


def _member_changed(change: Json) -> Update | None:
    """Somebody came into a group or is out of it, as the bot sees where it is an administrator."""
    chat_id, user = _chat(change), given(given(change, "new_chat_member", dict), "user", dict)
    was_out, is_out = (_status(change, when) in _OUT for when in ("old_chat_member", "new_chat_member"))
    if user.get("is_bot") or not (is_out or was_out):
        return None
    event = MemberLeft(chat_id, number(user, "id")) if is_out else MembersCame(chat_id, (_person(user),))
    return Update(_caller(given(change, "from", dict), chat_id), event)


def _status(change: Json, when: str) -> str:
    return given(given(change, when, dict), "status", str)


_READERS: Mapping[str, Callable[[Json], Update | None]] = {
    "callback_query": _press,
    "message": partial(_message, _NEW),
    "edited_message": partial(_message, _EDITED),
    "my_chat_member": _bot_changed,
    "chat_member": _member_changed,
}
"""The kinds of update that are asked of Telegram (`bot/loops/receive.py`), and how each is read."""

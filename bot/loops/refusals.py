"""Refusals: what Telegram says where it refuses a call, by kind. Data: what else it is heard to say joins a line."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a refusal means for the call, and for what waits in the same chat.

    The first three lose the chat: nobody is there, it is deleted, or the bot is there and may not write. `CLOSED`: the
    thread is gone or shut; a call that named none may write nowhere in the group.
    """

    GONE = "gone"
    DELETED = "deleted"
    MUTED = "muted"
    CLOSED = "closed"
    SAME = "same"
    NO_MESSAGE = "no_message"
    TOO_OLD = "too_old"
    NO_TEXT = "no_text"
    OTHER = "other"


LOSES = frozenset({Kind.GONE, Kind.DELETED, Kind.MUTED})

_SAID: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    (Kind.SAME, ("message is not modified",)),
    (Kind.TOO_OLD, ("message can't be deleted",)),
    (Kind.NO_TEXT, ("there is no text in the message",)),
    (
        Kind.NO_MESSAGE,
        ("message to edit not found", "message can't be edited", "message to delete not found", "message_id_invalid"),
    ),
    (Kind.CLOSED, ("message thread not found", "topic_closed", "topic_deleted", "topic_id_invalid")),
    (Kind.DELETED, ("chat was deleted", "chat was deactivated")),
    (
        Kind.MUTED,
        (
            "not enough rights to send",
            "have no rights to send",
            "have no write access",
            "need administrator rights",
            "chat_write_forbidden",
            "chat_restricted",
            "chat_admin_required",
            "chat_guest_send_forbidden",
            "chat_send_",
            "user_banned_in_channel",
        ),
    ),
    (Kind.GONE, ("chat not found", "peer_id_invalid", "channel_private", "bot was kicked", "bot is not a member")),
)
"""Parts of the description, in small letters, whatever its code: the first line that has one says the kind."""


def kind_of(description: str) -> Kind:
    """Which kind of refusal a description is."""
    words = description.lower()
    return next((kind for kind, said in _SAID if any(one in words for one in said)), Kind.OTHER)

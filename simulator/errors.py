"""How the Bot API refuses a call, in its own words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class ApiError(Exception):
    """A refused call: `code` is both the HTTP status and `error_code`; `parameters` as in ResponseParameters."""

    def __init__(self, code: int, description: str, parameters: Mapping[str, Any] | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = dict(parameters or {})

    def body(self) -> dict[str, Any]:
        """The JSON answer Telegram gives."""
        answer: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            answer["parameters"] = self.parameters
        return answer


def bad_request(reason: str) -> ApiError:
    """400, with the prefix Telegram writes."""
    return ApiError(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> ApiError:
    """403: the chat is there but closed to the bot."""
    return ApiError(403, f"Forbidden: {reason}")


NO_RIGHTS = "Bad Request: not enough rights to send text messages to the chat"
NO_WRITING = (
    NO_RIGHTS,
    "Bad Request: have no rights to send a message",
    "Bad Request: have no write access to the chat",
    "Bad Request: need administrator rights in the channel chat",
    "Bad Request: CHAT_WRITE_FORBIDDEN",
    "Forbidden: CHAT_WRITE_FORBIDDEN",
    "Bad Request: CHAT_RESTRICTED",
    "Bad Request: CHAT_ADMIN_REQUIRED",
    "Bad Request: CHAT_GUEST_SEND_FORBIDDEN",
    "Bad Request: CHAT_SEND_PLAIN_FORBIDDEN",
    "Bad Request: USER_BANNED_IN_CHANNEL",
    "Bad Request: TOPIC_CLOSED",
    "Bad Request: group chat was deactivated",
    "Forbidden: the group chat was deleted",
)
"""How a message is refused in a group where the bot is. Some come from the Bot API's server, some from what is behind
it, which speaks in capitals; why that is so in a given group, Telegram does not say.
"""


def no_writing(words: str) -> ApiError:
    """One of these."""
    return ApiError(403 if words.startswith("Forbidden") else 400, words)


def conflict(reason: str) -> ApiError:
    """409: two ways of receiving updates at once."""
    return ApiError(409, f"Conflict: {reason}")


def too_many_requests(retry_after: int) -> ApiError:
    """429, with the seconds to wait."""
    return ApiError(429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after})


class RefusedError(ValueError):
    """Something a person cannot do in the application: press a button that is not there, write after blocking …"""

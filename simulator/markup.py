"""Keyboards: what Telegram accepts as `reply_markup`."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from simulator.errors import bad_request

Markup = dict[str, Any]

_ACTIONS = frozenset(
    [
        "url",
        "callback_data",
        "web_app",
        "login_url",
        "switch_inline_query",
        "switch_inline_query_current_chat",
        "switch_inline_query_chosen_chat",
        "copy_text",
        "callback_game",
        "pay",
    ]
)
_INLINE = _ACTIONS | {"text", "style", "icon_custom_emoji_id"}
_REPLY = frozenset(
    [
        "text",
        "style",
        "icon_custom_emoji_id",
        "request_users",
        "request_chat",
        "request_managed_bot",
        "request_contact",
        "request_location",
        "request_poll",
        "web_app",
    ]
)
_KEYBOARD = frozenset(
    ["keyboard", "is_persistent", "resize_keyboard", "one_time_keyboard", "input_field_placeholder", "selective"]
)
MOST_BUTTONS = 100
MOST_DATA_BYTES = 64
MOST_COPIED = 256
"""Characters that a button can copy (Bot API, CopyTextButton)."""


def check_markup(markup: Any, *, private: bool) -> Markup | None:
    """The markup as it will be kept; nothing for an empty one. Raises `ApiError` 400 as Telegram words it."""
    if markup is None or markup == {} or markup == "":
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        return _inline(markup)
    if "keyboard" in markup:
        return _reply(markup, private=private)
    if markup.get("remove_keyboard") or markup.get("force_reply"):
        return markup
    return None


def check_inline(markup: Any, *, private: bool) -> Markup | None:
    """As `check_markup`, where only an inline keyboard is allowed (edits)."""
    kept = check_markup(markup, private=private)
    if kept is not None and "inline_keyboard" not in kept:
        raise bad_request("inline keyboard expected")
    return kept


def _rows(markup: Markup, key: str, button: str) -> list[list[Any]]:
    rows = markup[key]
    if not isinstance(rows, list) or any(not isinstance(row, list) for row in rows):
        raise bad_request(f'field "{key}" of the {button} must be an Array of Arrays')
    rows = [row for row in rows if row]  # Telegram ignores empty rows
    if sum(len(row) for row in rows) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    return rows


def _inline(markup: Markup) -> Markup | None:
    rows = _rows(markup, "inline_keyboard", "InlineKeyboardMarkup")
    for row in rows:
        for button in row:
            _check_inline_button(button)
    return {"inline_keyboard": rows} if rows else None


def _check_inline_button(button: Any) -> None:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    text = button.get("text")
    if not isinstance(text, str):
        raise bad_request("can't parse inline keyboard button: can't find field \"text\"")
    if not text.strip():
        raise bad_request('can\'t parse inline keyboard button: field "text" must be non-empty')
    unknown = set(button) - _INLINE
    if unknown:
        raise bad_request(f'can\'t parse inline keyboard button: unknown field "{sorted(unknown)[0]}"')
    actions = sorted(set(button) & _ACTIONS)
    if not actions:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request(
            f"can't parse inline keyboard button: exactly one action expected, found {', '.join(actions)}"
        )
    if "callback_data" in button and not _fits(button["callback_data"]):
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in button:
        _check_url(str(button["url"]))
    if "copy_text" in button:
        _check_copied(button["copy_text"])


def _check_copied(copied: Any) -> None:
    if not isinstance(copied, dict) or not isinstance(copied.get("text"), str):
        raise bad_request("can't parse inline keyboard button: CopyTextButton must be an Object with a text")
    if not 1 <= len(copied["text"]) <= MOST_COPIED:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")


def _fits(data: Any) -> bool:
    return isinstance(data, str) and 1 <= len(data.encode("utf-8", "surrogatepass")) <= MOST_DATA_BYTES


def _check_url(url: str) -> None:
    try:
        parts = urlsplit(url if ":" in url else f"http://{url}")
        port_is_right = parts.port is None or 0 < parts.port < 65536
    except ValueError:
        raise bad_request(
            f"inline keyboard button URL '{url}' is invalid: Wrong port number specified in the URL"
        ) from None
    wrong = ""
    if parts.scheme.lower() not in ("http", "https", "tg", "ton", "tonsite"):
        wrong = "Unsupported URL protocol"
    elif not port_is_right:
        wrong = "Wrong port number specified in the URL"
    elif parts.scheme.lower() in ("http", "https") and "." not in (parts.hostname or "").strip("."):
        wrong = "Wrong HTTP URL"
    if wrong or any(character.isspace() for character in url):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: {wrong or 'Wrong HTTP URL'}")


def _reply(markup: Markup, *, private: bool) -> Markup | None:
    unknown = set(markup) - _KEYBOARD
    if unknown:
        raise bad_request(f'can\'t parse reply keyboard markup: unknown field "{sorted(unknown)[0]}"')
    placeholder = markup.get("input_field_placeholder")
    if placeholder is not None and not 1 <= len(placeholder) <= MOST_DATA_BYTES:
        raise bad_request("input field placeholder must be 1-64 characters long")
    rows = [
        [{"text": button} if isinstance(button, str) else button for button in row]
        for row in _rows(markup, "keyboard", "ReplyKeyboardMarkup")
    ]
    for button in (button for row in rows for button in row):
        if not isinstance(button, dict) or not str(button.get("text", "")).strip():
            raise bad_request('can\'t parse keyboard button: field "text" must be a non-empty String')
        if set(button) - _REPLY:
            raise bad_request(f'can\'t parse keyboard button: unknown field "{sorted(set(button) - _REPLY)[0]}"')
        if button.get("request_contact") and not private:
            raise bad_request("phone number can be requested in private chats only")
        if button.get("request_location") and not private:
            raise bad_request("location can be requested in private chats only")
    return {**markup, "keyboard": rows} if rows else None

"""How a terminal shows a message of the Bot API and the buttons that can be pressed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rich.console import Console
from rich.text import Text

Json = Mapping[str, Any]

_STYLES = {
    "bold": "bold",
    "italic": "italic",
    "underline": "underline",
    "strikethrough": "strike",
    "code": "cyan",
    "pre": "cyan",
    "blockquote": "dim",
    "expandable_blockquote": "dim",
    "spoiler": "reverse",
    "bot_command": "bold",
}
_SIGNS = {
    "photo": "🖼",
    "voice": "🎤",
    "audio": "🎵",
    "video": "🎬",
    "video_note": "🎬",
    "animation": "🎞",
    "document": "📄",
    "sticker": "🙂",
    "location": "📍",
    "contact": "👤",
    "dice": "🎲",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: what it says, and the act of the local Telegram it stands for; none where it only leads elsewhere."""

    label: str
    order: Json | None
    url: str = ""


def drawn(console: Console, message: Json, words: Json, file_address: str, own: bool) -> Text:
    """A message as wide as the console: who and when, then what they say, with a margin before each line."""
    when = datetime.fromtimestamp(message["date"]).astimezone()
    marks = [words["edited"]] * bool(message.get("edit_date")) + [words["protected"]] * bool(message.get("protected"))
    head = Text(" · ".join([message["from"]["first_name"], f"{when:%H:%M}", *marks]), "bold" if own else "bold magenta")
    head.append(f"  {message['message_id']}", style="dim")
    lines = [
        piece for line in _body(message, file_address) for piece in line.wrap(console, console.width - 2) or [line]
    ]
    return Text("\n").join([Text(), head, *(Text.assemble(("│ ", "dim"), line) for line in lines)])


def _body(message: Json, file_address: str) -> list[Text]:
    lines: list[Text] = []
    quoted = message.get("reply_to_message")
    if quoted:
        lines.append(Text("» " + str(quoted.get("text", quoted.get("caption", "…")))[:70].replace("\n", " "), "dim"))
    for kind, sign in _SIGNS.items():
        if kind in message:
            lines.append(Text(f"{sign} {_about(kind, message[kind], file_address)}"))
            break
    if text := message.get("text", message.get("caption", "")):
        found = message.get("entities", message.get("caption_entities", ()))
        lines += formatted(text, found).split("\n", allow_blank=True)
    return lines or [Text(_service(message), style="dim")]


def _about(kind: str, content: Any, file_address: str) -> str:
    """What there is to know of something that is no text."""
    if kind == "location":
        return f"{content['latitude']}, {content['longitude']}"
    if kind == "contact":
        return f"{content['first_name']} {content['phone_number']}"
    if kind in ("sticker", "dice"):
        return str(content.get("emoji", ""))
    file = content[-1] if kind == "photo" else content
    return f"{file.get('file_name', '')} {file_address}/{file['file_id']}".strip()


def _service(message: Json) -> str:
    """Somebody came or went, a title changed …"""
    for kind in ("new_chat_members", "left_chat_member"):
        if kind in message:
            people = message[kind] if isinstance(message[kind], list) else [message[kind]]
            return ("→ " if kind == "new_chat_members" else "← ") + ", ".join(one["first_name"] for one in people)
    return str(message.get("new_chat_title", "·"))


def formatted(text: str, entities: Sequence[Json]) -> Text:
    """A text with its entities, whose offsets count UTF-16 code units. A link shows where it leads."""
    answer = Text(text)
    places = _places(text)
    links: list[tuple[int, str]] = []
    for entity in entities:
        begin, end = places[entity["offset"]], places[entity["offset"] + entity["length"]]
        if style := _STYLES.get(entity["type"]):
            answer.stylize(style, begin, end)
        if entity["type"] == "text_link":
            links.append((end, entity["url"]))
    for end, url in sorted(links, reverse=True):
        answer = answer[:end] + Text(f" ({url})", style="dim") + answer[end:]
    return answer


def _places(text: str) -> list[int]:
    """For every offset in UTF-16 code units, the place in the string."""
    places = []
    for place, character in enumerate(text):
        places += [place] * (2 if ord(character) > 0xFFFF else 1)
    return [*places, len(text)]


def row_of(choices: Sequence[Choice], first: int, name: str = "") -> Text:
    """A row of buttons with the numbers that press them: ``3 Oui   4 Non``."""
    row = Text("  ")
    for number, choice in enumerate(choices, first):
        row.append(f"{name}{number}", style="bold cyan")
        row.append(f" {choice.label}{' ↗' if choice.url else ''}   ", style="cyan")
    row.rstrip()
    return row


def inline(message: Json, who: int, chat_id: int, username: str) -> list[list[Choice]]:
    """The buttons under a message, row by row, as somebody may press them."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [[_inline(button, message, who, chat_id, username) for button in row] for row in rows]


def _inline(button: Json, message: Json, who: int, chat_id: int, username: str) -> Choice:
    if "callback_data" in button:
        press = {"do": "press", "user_id": who, "chat_id": chat_id, "message_id": message["message_id"]}
        return Choice(button["text"], press | {"button": button["callback_data"]})
    url = str(button.get("url", ""))
    own = re.fullmatch(rf"https?://t\.me/{username}(?:\?start=([\w-]*))?", url, re.IGNORECASE)
    if own:
        return Choice(button["text"], {"do": "start", "user_id": who, "payload": own[1] or ""})
    return Choice(button["text"], None, url or str(button.get("copy_text", {}).get("text", "")))


def keyboard(markup: Json, who: int, chat_id: int) -> list[list[Choice]]:
    """The buttons of a reply keyboard, row by row."""
    return [
        [_key(button, {"user_id": who, "chat_id": chat_id}) for button in row] for row in markup.get("keyboard", [])
    ]


def _key(button: Json, here: Json) -> Choice:
    if button.get("request_contact"):
        return Choice(f"📱 {button['text']}", {"do": "share_contact", **here})
    if button.get("request_location"):
        return Choice(f"📍 {button['text']}", {"do": "send_other", "kind": "location", **here})
    return Choice(button["text"], {"do": "say", "text": button["text"], **here})

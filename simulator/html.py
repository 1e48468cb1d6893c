"""The HTML parse mode, read as Telegram reads it: a text and its entities, with offsets in UTF-16 code units."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from simulator.errors import bad_request

Entity = dict[str, Any]

_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot));?")
_ATTRIBUTE = re.compile(r"""\s*([^\s=>/"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[\w.\-]+))?""")
_LINK = re.compile(r"(?:https?://|tg://)?[^\s/?#]+\.?[^\s]*", re.IGNORECASE)


@dataclass(slots=True)
class _Open:
    """A tag that waits for its end: where its text begins, and the one attribute that counts."""

    tag: str
    argument: str
    offset: int
    start: int


def units(text: str) -> int:
    """How long a text is for Telegram: UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def unescape(text: str) -> str:
    """Replace &lt; &gt; &amp; &quot; and numeric references; any other ampersand stays as it is."""

    def character(match: re.Match[str]) -> str:
        hexadecimal, decimal, name = match.groups()
        if name:
            return _NAMED[name]
        code = int(hexadecimal, 16) if hexadecimal else int(decimal)
        return chr(code) if 0 < code < 0x10FFFF and not 0xD800 <= code <= 0xDFFF else match.group()

    return _REFERENCE.sub(character, text)


def parse(source: str) -> tuple[str, list[Entity]]:
    """Text and entities of an HTML source.

    Raises `ApiError` 400 "can't parse entities: …" for an unknown, unclosed or badly nested tag.
    """
    text = ""
    offset = 0
    stack: list[_Open] = []
    entities: list[Entity] = []
    position = 0
    while position < len(source):
        begin = source.find("<", position)
        piece = unescape(source[position : begin if begin >= 0 else len(source)])
        text += piece
        offset += units(piece)
        if begin < 0:
            break
        if source.startswith("</", begin):
            position = _close(source, begin, stack, entities, text, offset)
        else:
            opened, position = _open(source, begin)
            opened.offset, opened.start = offset, len(text)
            stack.append(opened)
    if stack:
        raise _fault(f'Can\'t find end tag corresponding to start tag "{stack[-1].tag}"')
    return text, tidy(entities)


def trim(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Cut the white space around a text, as Telegram does, and move its entities accordingly."""
    stripped = text.strip()
    cut = units(text[: len(text) - len(text.lstrip())])
    total = units(stripped)
    moved = []
    for entity in entities:
        start = max(entity["offset"] - cut, 0)
        end = min(entity["offset"] + entity["length"] - cut, total)
        if end > start:
            moved.append({**entity, "offset": start, "length": end - start})
    return stripped, moved


def tidy(entities: list[Entity]) -> list[Entity]:
    """Order entities; code and pre hold no other entity, and <pre><code class="language-x"> is one."""
    rank = {"pre": 0, "code": 1}
    ordered = sorted(entities, key=lambda entity: (entity["offset"], -entity["length"], rank.get(entity["type"], 2)))
    kept: list[Entity] = []
    for entity in ordered:
        holder = next((other for other in kept if other["type"] in ("code", "pre") and _covers(other, entity)), None)
        if holder is None:
            kept.append(entity)
        elif holder["type"] == "pre" and entity["type"] == "code" and "language" in entity:
            holder["language"] = entity["language"]
    for entity in kept:
        if entity["type"] == "code":
            entity.pop("language", None)
    return kept


def _covers(outer: Entity, inner: Entity) -> bool:
    begin, end = outer["offset"], outer["offset"] + outer["length"]
    return bool(begin <= inner["offset"] and inner["offset"] + inner["length"] <= end)


def _fault(reason: str) -> Exception:
    return bad_request(f"can't parse entities: {reason}")


def _byte(source: str, position: int) -> int:
    return len(source[:position].encode("utf-8", "surrogatepass"))


def _open(source: str, begin: int) -> tuple[_Open, int]:
    """Read a start tag at `begin`; give it and the position after it."""
    at = _byte(source, begin)
    name = re.compile(r"[^\s>]*").match(source, begin + 1)
    position = name.end() if name else begin + 1
    tag = source[begin + 1 : position].lower()
    if position >= len(source):
        raise _fault(f"Unclosed start tag at byte offset {at}")
    if tag not in _KINDS:
        raise _fault(f'Unsupported start tag "{tag}" at byte offset {at}')
    argument = ""
    while True:
        while position < len(source) and source[position].isspace():
            position += 1
        if position >= len(source):
            raise _fault(f"Unclosed start tag at byte offset {at}")
        if source[position] == ">":
            break
        match = _ATTRIBUTE.match(source, position)
        if match is None:
            raise _fault(f'Empty attribute name in the tag "{tag}" at byte offset {at}')
        position = match.end()
        argument = _argument(tag, match.group(1).lower(), match.group(2)) or argument
    if tag == "span" and argument != "tg-spoiler":
        raise _fault(f'Tag "span" must have class "tg-spoiler" at byte offset {at}')
    return _Open(tag, argument, 0, 0), position + 1


def _argument(tag: str, name: str, value: str | None) -> str:
    """The attribute that counts for this tag, or nothing."""
    plain = unescape(value.strip("\"'")) if value else ""
    if (tag, name) in (("a", "href"), ("span", "class"), ("tg-emoji", "emoji-id")):
        return plain
    if (tag, name) == ("code", "class") and plain.startswith("language-"):
        return plain.removeprefix("language-")
    if (tag, name) == ("blockquote", "expandable"):
        return "expandable"
    return ""


def _close(source: str, begin: int, stack: list[_Open], entities: list[Entity], text: str, offset: int) -> int:
    """Read an end tag at `begin`, add the entity it ends, and give the position after it."""
    at = _byte(source, begin)
    if not stack:
        raise _fault(f"Unexpected end tag at byte offset {at}")
    end = source.find(">", begin)
    name = source[begin + 2 : end].strip().lower()
    if end < 0 or " " in name:
        raise _fault(f"Unclosed end tag at byte offset {at}")
    opened = stack.pop()
    if name and name != opened.tag:
        raise _fault(f'Unmatched end tag at byte offset {at}, expected "</{opened.tag}>", found "</{name}>"')
    if offset > opened.offset:
        entity = _entity(opened, text[opened.start :], offset - opened.offset)
        if entity:
            entities.append(entity)
    return end + 1


def _entity(opened: _Open, content: str, length: int) -> Entity | None:
    entity: Entity = {"type": _KINDS[opened.tag], "offset": opened.offset, "length": length}
    if opened.tag == "a":
        url = opened.argument or content
        if not _LINK.fullmatch(url) or ("." not in url and not url.startswith("tg://")):
            return None  # Telegram keeps the text and forgets a link it does not understand
        entity["url"] = url if "://" in url else f"http://{url}"
        if url.count("/") == 2 and url.startswith("http"):
            entity["url"] += "/"
    elif opened.tag == "code" and opened.argument:
        entity["language"] = opened.argument
    elif opened.tag == "tg-emoji":
        entity["custom_emoji_id"] = opened.argument
    elif opened.tag == "blockquote" and opened.argument:
        entity["type"] = "expandable_blockquote"
    return entity

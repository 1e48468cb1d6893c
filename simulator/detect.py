"""Entities nobody marked: commands, addresses, telephone numbers with their country code, links and mentions that
Telegram finds in any text by itself.
"""

from __future__ import annotations

import re

from simulator.html import Entity, units

_PATTERNS = (
    ("bot_command", re.compile(r"(?<![\w/])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z]\w{3,31})?(?![\w/])")),
    ("email", re.compile(r"(?<![\w.@/])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("url", re.compile(r"(?<![\w@])(?:https?://[^\s<>]+|(?:t\.me|www\.[\w-]+\.\w{2,})[^\s<>]*)", re.IGNORECASE)),
    ("phone_number", re.compile(r"(?<![\w+])\+[1-9]\d{7,14}(?!\d)")),
    ("mention", re.compile(r"(?<![\w@/.])@[A-Za-z]\w{3,31}")),
    ("hashtag", re.compile(r"(?<![\w#/])#[^\W\d]\w*")),
)


def detect(text: str, known: list[Entity]) -> list[Entity]:
    """`known` with the entities found in `text`, in order; what somebody marked as code, pre or link stays as it is."""
    closed = [entity for entity in known if entity["type"] in ("code", "pre", "text_link", "text_mention")]
    found: list[Entity] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            value = match.group().rstrip(".,;:!?)'\"»…") if kind == "url" else match.group()
            entity: Entity = {"type": kind, "offset": units(text[: match.start()]), "length": units(value)}
            if not any(_overlap(entity, other) for other in closed + found):
                found.append(entity)
    return sorted(known + found, key=lambda entity: (entity["offset"], -entity["length"]))


def _overlap(one: Entity, other: Entity) -> bool:
    first, second = one["offset"], other["offset"]
    return bool(first < second + other["length"] and second < first + one["length"])

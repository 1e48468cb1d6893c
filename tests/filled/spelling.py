"""How the program at migration 0008 spelt what it kept: buttons and logical names, with what differs left open."""

from __future__ import annotations

import re

_LEFT_OPEN = (
    (re.compile(r"[A-Z]+-\d+"), "<case>"),
    (re.compile(r"technical|territorial"), "<role>"),
    (re.compile(r"-?\d+"), "<n>"),
)
_CODE = re.compile(r"[0-9a-f]{8}")
_NAMING = ("offer", "to", "inviter", "away")
"""Verbs that are followed by the code of a referent."""
_REASONED = {"why": 3, "to": 4, "outcome": 3}
"""Verbs that may end in a reason, and how many parts follow them then."""


def of_button(data: str, flows: frozenset[str]) -> str:
    """``take|SV-0007|technical`` is ``take|<case>|<role>``; the buttons of a form are known by its flow alone."""
    verb, *parts = data.split("|")
    if verb in flows and len(parts) > 1:
        return f"{verb}|<question>|<n>|<value>"
    if verb == "module":
        parts[-1] = "<flow>"
    if len(parts) == _REASONED.get(verb) and parts[-1] != "keep":
        parts[-1] = "<reason>"
    if verb in _NAMING:
        parts = ["<referent>" if _CODE.fullmatch(part) else part for part in parts]
    return "|".join((verb, *map(_open, parts)))


def of_name(name: str) -> str:
    """``record:SV-0007:technical`` is ``record:<case>:<role>``; ``#12`` is ``#<n>``."""
    if name.startswith("#"):
        return "#<n>"
    kind, *parts = name.split(":")
    if kind == "relay" and not parts[-1].isdecimal():  # under the name of what is read out
        parts[1:] = ["<name>"]
    return ":".join((kind, *map(_open, parts)))


def _open(part: str) -> str:
    return next((kind for pattern, kind in _LEFT_OPEN if pattern.fullmatch(part)), part)

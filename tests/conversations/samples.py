"""Flows made of the intake's own steps in other ways, and inputs that break naive programs."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from conversations.engine.flow import Flow, OptionStep, Step
from conversations.engine.flows import parse, source
from conversations.engine.state import JsonValue

NASTY = (
    "", " ", "\n\n", "x" * 5000, "é" * 5000, "🥖", "👩‍🌾👨‍🍳", "مرحبا بكم", "\u202eelbat", "\x00", "a\x00b", "\ud800",
    "\udfff\ud83d", "<b>gras", "</b>", "&amp;", "<script>alert(1)</script>", "²", "①", "٣", "=1+1", "@", "{name}",
    "%s", "null", "None", "../../etc/passwd", "on:creation", "a@b", "@@@@", "+++++", "00000000000000000000", "-1",
    "1" * 400, "\u200b", "\ufeff", "?", "¿?", "/", "|", "Ⅷ", "ｆｕｌｌ", "\u0301" * 50, "\U0001f1eb\U0001f1f7",
)  # fmt: skip

SENT: dict[str, JsonValue] = {
    "info": {"version": "1"},
    "project": "Ouvrir un gîte. " * 20,
    "sector": ["hebergement"],
    "nature": ["creation"],
    "place": {"kind": "commune", "commune": "63247", "territory": "massif-du-sancy"},
    "household": {"adults": 2, "primaire": 1},
    "name": "Camille Roux",
    "contact": {"phone": "+33199000011", "email": None},
    "hours": "evening",
    "discretion": {"choice": "card", "version": "1"},
}
"""Answers as they were sent before, with a project that is told at length."""


def options_of(step: Step) -> tuple[str, ...]:
    """What a step can be answered by, where it has options."""
    return step.options if isinstance(step, OptionStep) else ()


@lru_cache
def several() -> Flow:
    """The intake with a place only for those who create or take over."""
    text = source("intake").replace("may_wait = true\nnumber = 3", "number = 3")
    text = text.replace('ask = "place"', 'ask = "place"\nonly_if.nature = ["creation", "takeover"]')
    return parse(text, Path("intake.toml"))


@lru_cache
def skippable() -> Flow:
    """The intake in another order, without a sector, where project and name may be skipped."""
    steps = (
        'id = "info"\nask = "notice"',
        'id = "name"\nask = "name"\noptional = true',
        'id = "project"\nask = "text"\noptional = true\nleast = 3',
        'id = "nature"\nask = "choices"\noptions = ["creation", "takeover"]',
        'id = "contact"\nask = "contact"',
        'id = "place"\nask = "place"\noptional = true',
        'id = "recap"\nask = "recap"\ngroup = ["nature", "place"]',
    )
    return parse("\n".join(f"[[step]]\n{step}" for step in steps), Path("intake.toml"))

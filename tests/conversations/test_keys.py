"""Keys of the catalogues: each that the code or a flow names has a text, and each text is named by one of them.

A key stands in the code as it is, or is put together there (`f"stats.stage.{stage}"`). What a hole may hold is said by
the module that has it, in a constant: `BUILT_KEYS = {"stats.stage.{}": Stage}`. With several holes it gives a tuple for
each key. Several modules may add to one shape.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from itertools import product
from pathlib import Path
from typing import TypeAlias

import pytest

from conversations.engine import flows
from conversations.engine.check import keys_of, may_have, placeholders
from conversations.engine.flow import Flow
from conversations.kinds.choices import ChoicesStep
from conversations.words.catalogue import keys, words
from handlers.features import REGISTER
from network.ladder import Clock, Rung
from network.model import Nature, Role
from network.repeats import Same
from network.slots import EndReason, MoveReason, Outcome, PassReason, Status

ROOT = Path(__file__).parents[2]
SOURCES = sorted(
    path
    for package in ("conversations", "network", "handlers", "bot", "rehearsal", "storage", "reports")
    for path in (ROOT / package).rglob("*.py")
)
Shapes: TypeAlias = Mapping[str, Iterable[str | tuple[str, ...]]]

SLOTS = (Role.TECHNICAL, Role.TERRITORIAL)
FOLLOWED = ("contacted", "unreachable", "done", "not_helped")
WHERE = ("going", "pause", "installed", "given_up")
HANDLERS: Shapes = {
    "act.{}": (
        "sent", "entered", "changed", "completed", "adopted", "adult_joined", "discretion_card",
        "discretion_confidential", "taken", "passed", "moved", "released", "reopened", "undone", "begun_again",
        "absent", *FOLLOWED, *(f"{clock}_{rung}" for clock, rung in product(Clock, Rung)), "contacted_yes",
        "contacted_no", *(f"where_{answer}" for answer in WHERE), "going", "resumed", "closed", "outcome", "settled",
        "state", "note", "printed", "merged", "merged_into", "kept_apart", "hidden_elsewhere",
        "spoken", "taken_over", "let_out",
    ),
    "basket.call.{}": ("mail",),
    "behalf.{}": ("taken", "passed", *FOLLOWED),
    "behalf.confirmed.{}": ("taken", "passed", *FOLLOWED),
    "callback.hours.{}": ("morning", "midday", "afternoon", "evening", "any"),
    "card.button.{}.{}": product(("take", "pass"), SLOTS),
    "card.button.take.{}": SLOTS,
    "card.slot.{}": SLOTS,
    "case.slot.{}": SLOTS,
    "case.slot_title.{}": SLOTS,
    "case.state.{}": Status,
    "command.{}": {command.name for command in REGISTER.commands.values() if command.menus},
    "coordinator.{}": ("contradiction", "not_contacted.slot"),
    "coordinator.departed.{}": ("left", "blocked", "rebound", "vanished", "archived"),
    "drop.{}": ("yes", "no"),
    "end.{}": EndReason,
    "follow.{}": FOLLOWED,
    "invite.{}": ("used", "expired", "unknown"),
    "language.{}": ("fr", "en"),
    "letter.kind.{}": ("photo", "document", "voice"),
    "module.{}.title": (flow.name.removeprefix("completer-") for flow in flows.load_all().values() if flow.module),
    "move.{}": MoveReason,
    "nature.{}": Nature,
    "outcome.{}": Outcome,
    "pass.{}": PassReason,
    "person.contacted.{}.done": ("yes", "no"),
    "person.contacted.{}{}": product(("yes", "no"), ("", *(f".{role}" for role in SLOTS))),
    "person.contacted.ask.{}": SLOTS,
    "person.not_helped.{}": SLOTS,
    "person.released.{}": SLOTS,
    "person.replaced.{}": SLOTS,
    "person.taken.{}": SLOTS,
    "person.where.{}": WHERE,
    "person.where.{}.done": WHERE,
    "record.button.{}": FOLLOWED,
    "record.state.{}": ("contacted", "unreachable"),
    "remind.{}.{}": product(Clock, ("nudge", "late")),
    "repeat.same.{}": Same,
    "sheet.part.{}": ("who", "project", "more"),
    "sheet.person.step.{}": ("1", "2", "3"),
    "start.{}": ("coordinator", "referent"),
    "stats.stage.{}": ("transmitted", "partly", "taken", "closed"),
    "survey.{}.{}": (*product(("contacted", "useful"), ("yes", "no")), ("useful", "some")),
    "waiting.{}": ("proposed", "coordinator", "taken"),
    "where.told.{}": ("pause", "installed", "given_up"),
    "who.{}": ("person", "coordinator", "clock"),
}  # fmt: skip
"""What the modules of handlers/ put together that have no `BUILT_KEYS` of their own."""


# --- what the code names ----------------------------------------------------------------------------------------------


def given(tree: ast.Module) -> Iterator[tuple[str, frozenset[str] | None]]:
    """Keys given to `phrase("…")`, or to a verb for what stands on its button, with the names of their parameters (None
    where they are spread).
    """
    for node in ast.walk(tree):
        match node:
            case ast.Call(
                func=ast.Name(id="phrase") | ast.Attribute(attr="button"),
                args=[ast.Constant(value=str(key)), *_],
                keywords=params,
            ):
                spread = any(keyword.arg is None for keyword in params)
                yield key, None if spread else frozenset(str(keyword.arg) for keyword in params)


def literals(tree: ast.Module) -> Iterator[str]:
    """Texts that may be keys: any with a dot, and those of one word that `phrase` is given."""
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(text)) if "." in text:
                yield text
            case ast.Call(func=ast.Name(id="phrase"), args=[first, *_]):
                yield from (str(one.value) for one in ast.walk(first) if isinstance(one, ast.Constant))


def shapes(tree: ast.Module) -> Iterator[str]:
    """Keys that are put together, `{}` for each hole; one begins with a word and a dot, and has no other marks."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            shape = "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
            if re.fullmatch(r"[a-z_-]+\.[a-z_.{}]*", shape):
                yield shape


def declared() -> dict[str, set[str]]:
    """The keys of each shape that is declared."""
    found: dict[str, set[str]] = {}
    for path in SOURCES:
        if re.search(r"^BUILT_KEYS\b", path.read_text(encoding="utf-8"), re.MULTILINE):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            add(found, import_module(name).BUILT_KEYS)
    add(found, HANDLERS)
    return found


def add(found: dict[str, set[str]], said: Shapes) -> None:
    """The keys that some declarations make, beside those found before."""
    for shape, holes in said.items():
        made = (shape.format(*([hole] if isinstance(hole, str) else hole)) for hole in holes)
        found.setdefault(shape, set()).update(made)


@dataclass(frozen=True, slots=True)
class Named:
    """What a file names: see `given`, `literals`, `shapes`."""

    given: tuple[tuple[str, frozenset[str] | None], ...]
    literals: frozenset[str]
    shapes: frozenset[str]


@cache
def named(path: Path) -> Named:
    """What a file names; it is read once, by whichever test asks first."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return Named(tuple(given(tree)), frozenset(literals(tree)), frozenset(shapes(tree)))


DECLARED = declared()


def of_flow(flow: Flow) -> set[str]:
    """The keys that a flow's steps name, or may name."""
    named = {key for step in flow.steps for key in keys_of(flow, step) | may_have(flow, step)}
    public = {
        f"{step.public}.{option}" for step in flow.steps if isinstance(step, ChoicesStep) for option in step.options
    }
    return {*named, *public, flow.closing}


def unused(texts: Iterable[str]) -> list[str]:
    """Those that nothing names."""
    spelt = {text for path in SOURCES for text in named(path).literals}
    put_together = {key for made in DECLARED.values() for key in made}
    asked = {key for flow in flows.load_all().values() for key in of_flow(flow)}
    return sorted(set(texts) - spelt - put_together - asked)


# --- the tests --------------------------------------------------------------------------------------------------------


def test_every_text_is_used() -> None:
    assert unused(keys("fr")) == []


@pytest.mark.parametrize(
    "key", ["card.nobody_says_this", "stats.stage.lost", "button.away", "intake.name.no_such_text"]
)
def test_a_text_that_nothing_names_is_found(key: str) -> None:
    assert unused({*keys("fr"), key}) == [key]


@pytest.mark.parametrize("path", SOURCES, ids=[str(path.relative_to(ROOT)) for path in SOURCES])
def test_every_key_the_code_names_has_a_text_and_its_parameters(path: Path) -> None:
    texts = words("fr").texts
    for key, params in named(path).given:
        assert key in texts, f"{path}: {key} has no text"
        wanted = placeholders(texts[key][0])
        assert params is None or wanted <= params, f"{path}: {key} needs {', '.join(sorted(wanted - params))}"
    for shape in named(path).shapes:
        assert shape in DECLARED, f"{path}: say in BUILT_KEYS what {shape} may be put together of"


def test_every_key_that_is_put_together_has_a_text() -> None:
    assert sorted(key for made in DECLARED.values() for key in made - keys("fr")) == []


def test_nothing_is_declared_that_no_code_puts_together() -> None:
    assert sorted(DECLARED.keys() - {shape for path in SOURCES for shape in named(path).shapes}) == []

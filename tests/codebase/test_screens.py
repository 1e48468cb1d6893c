"""What Telegram gets is put together in one place: keyboards by a screen, the data of a button by its verb."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from handlers.features import REGISTER
from tests.codebase.repository import ROOT, files

SCREEN, VERB = "handlers/turn/screen.py", "handlers/turn/register.py"
KEPT = "handlers/digests/letter.py"
"""Gives back what a letter that waited offered, to whoever uses Telegram now."""
KEYBOARDS = ("inline_keyboard", "callback_data", "remove_keyboard", "request_contact")
"""What the Bot API calls a keyboard, and what only a keyboard has."""
NAMES = "|".join(sorted({re.escape(verb.name) for verb in REGISTER.every_verb}))


def handlers() -> dict[str, str]:
    """The files of handlers/, by name."""
    named = {path.relative_to(ROOT).as_posix(): path for path in files(".py")}
    return {name: path.read_text("utf-8") for name, path in named.items() if name.startswith("handlers/")}


def spelt(tree: ast.AST) -> Iterator[str]:
    """Data of buttons that are spelt by hand: a text that begins as a verb does, and buttons that are made."""
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(text)) if re.match(rf"(?:{NAMES})\|\w", text + "_"):
                yield text
            case ast.Call(func=ast.Name(id="Button"), args=[_, _, *_]):
                yield "Button"
            case ast.Call(func=ast.Name(id="Button"), keywords=given) if any(one.arg == "data" for one in given):
                yield "Button"


@pytest.mark.parametrize("word", KEYBOARDS)
def test_a_keyboard_is_made_by_a_screen(word: str) -> None:
    assert [name for name, text in handlers().items() if f'"{word}"' in text] == [SCREEN]


def test_the_data_of_a_button_is_made_by_its_verb() -> None:
    found = {name: [*spelt(ast.parse(text))] for name, text in handlers().items()}
    assert {name: some for name, some in found.items() if some} == {
        SCREEN: ["Button"],
        VERB: ["Button"],
        KEPT: ["Button"],
    }


@pytest.mark.parametrize(
    "code", ['f"take|{reference}|{role}"', '"erase|no"', 'Button(label, "x")', 'Button(phrase("a.b"), data=x)']
)
def test_whoever_spells_it_by_hand_is_found(code: str) -> None:
    assert [*spelt(ast.parse(code))]

"""Playing: the intake in the terminal, with the real flow, words and network; nothing is stored or sent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.panel import Panel

from conversations import engine, flow
from conversations.effects import Ask, Button, Effect, Message, Redraw, Say, SetLocale, Submit, Toast
from conversations.events import Commanded, Event, Pressed, Said
from conversations.knowledge import Knowledge
from conversations.state import State
from handlers.commands import NAMES
from handlers.screens import plain, write
from handlers.text import clean
from network import file

console = Console(highlight=False)


def hold(network_file: Path, locale: str) -> None:
    """Ask and read until the form is sent, given up, or the input ends."""
    knowledge = Knowledge.of(file.load(network_file))
    intake = flow.load("intake")
    state, effects = engine.begin(intake, knowledge, locale)
    buttons: list[Button] = []
    while True:
        locale, buttons = _show(locale, effects, buttons)
        if engine.is_over(state):
            return
        try:
            line = console.input("[bold]> [/bold]")
        except (EOFError, KeyboardInterrupt):
            return
        state, effects = engine.advance(intake, state, _event(line, state, buttons), knowledge)


def _event(line: str, state: State, buttons: Sequence[Button]) -> Event:
    """A number presses that button, a word after a slash is a command, all else is said."""
    text = clean(line)
    if text.startswith("/"):
        name, _, argument = text[1:].partition(" ")
        return Commanded(NAMES.get(name.lower(), name.lower()), argument)
    if text.isdecimal() and 1 <= int(text) <= len(buttons) and state.draft is not None:
        return Pressed(state.draft.step, state.draft.revision, buttons[int(text) - 1].value)
    return Said(text)


def _show(locale: str, effects: Sequence[Effect], buttons: list[Button]) -> tuple[str, list[Button]]:
    for effect in effects:
        match effect:
            case SetLocale(locale=chosen):
                locale = chosen
            case Toast(phrase=said):
                console.print(plain(locale, said), style="italic")
            case Say(message=message):
                _print(locale, message)
            case Ask(message=message) | Redraw(message=message):
                _print(locale, message)
                buttons = [button for row in message.rows for button in row] or buttons
                for number, button in enumerate(buttons if message.rows else (), 1):
                    console.print(f"  {number}. {plain(locale, button.label)}", style="cyan", markup=False)
            case Submit(answers=answers):
                console.print(Panel("\n".join(f"{step}: {value}" for step, value in answers.items()), title="sent"))
            case _:
                pass
    return locale, buttons


def _print(locale: str, message: Message) -> None:
    for paragraph in message.paragraphs:
        console.print(re.sub(r"<[^>]*>", "", write(locale, paragraph)), markup=False)

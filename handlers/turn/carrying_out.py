"""Carrying out: what a form brought about becomes rows, in its order, by one arm for each kind of effect."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from conversations.engine.effects import Ask, Effect, Erase, Message, Redraw, Say, SetLocale, Start, Submit, Toast
from conversations.engine.state import State
from handlers.turn import quiet
from handlers.turn.screen import Screen, question
from handlers.turn.turn import Turn
from storage import people
from storage.duplicates import standing
from storage.durable.about import told_of
from storage.engine import erased


async def carry_out(turn: Turn, chat_id: int, state: State, locale: str, effects: list[Effect]) -> str:
    """Turn the effects of a form into rows, in order. Returns the language after them."""
    for effect in effects:
        if isinstance(effect, SetLocale):
            locale = effect.locale
        await _ARMS[type(effect)](turn, chat_id, state, locale, effect)
    return locale


async def hand_in(turn: Turn, account: int, locale: str, form: Submit) -> None:
    """A form was sent. What it says about a case that another goes on for by now is said about that one."""
    about = await standing(turn.here, form.about)
    await turn.runtime.register.forms[form.flow](turn, account, locale, replace(form, about=about))


def _question(locale: str, state: State, step: str, revision: int, message: Message, **more: bool) -> Screen:
    """What a form asks or says, which repeats what was said in it of its case."""
    return replace(question(locale, state.flow, step, revision, message, **more), about=told_of(state.about))


async def _say(turn: Turn, chat_id: int, state: State, locale: str, effect: Say) -> None:
    await turn.show(chat_id, _question(locale, state, "", 0, effect.message, drop_keyboard=effect.drop_keyboard))


async def _ask(turn: Turn, chat_id: int, state: State, locale: str, effect: Ask) -> None:
    asked = _question(locale, state, effect.step, effect.revision, effect.message)
    await turn.show(chat_id, asked, quiet.name_of(state.flow, effect.revision))


async def _redraw(turn: Turn, chat_id: int, state: State, locale: str, effect: Redraw) -> None:
    asked = _question(locale, state, effect.step, effect.revision, effect.message)
    await turn.edit(chat_id, asked, quiet.name_of(state.flow, effect.revision))


async def _toast(turn: Turn, _chat_id: int, _state: State, locale: str, effect: Toast) -> None:
    turn.answer(effect.phrase, locale)


async def _submit(turn: Turn, chat_id: int, _state: State, locale: str, effect: Submit) -> None:
    await hand_in(turn, chat_id, locale, effect)


async def _erase(turn: Turn, chat_id: int, state: State, _locale: str, _effect: Erase) -> None:
    """Nothing of an unsent form is kept outside the conversation's own row, whose state is dropped, and the copies."""
    await turn.erased(erased.form(chat_id, state.flow))


async def _start(_turn: Turn, _chat_id: int, _state: State, _locale: str, _effect: Start) -> None:
    """The stack is `forms.talk`'s: it lays the flow over this one once every other effect is a row."""


async def _set_locale(turn: Turn, chat_id: int, _state: State, _locale: str, effect: SetLocale) -> None:
    await people.set_locale(turn.here, chat_id, effect.locale)


_ARMS: dict[type[Effect], Callable[[Turn, int, State, str, Any], Awaitable[None]]] = {
    Say: _say,
    Ask: _ask,
    Redraw: _redraw,
    Toast: _toast,
    Submit: _submit,
    Erase: _erase,
    Start: _start,
    SetLocale: _set_locale,
}

"""Effects of a conversation as rows: one arm for each."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from conversations.engine.effects import Ask, Effect, Erase, Redraw, Say, SetLocale, Start, Submit, Toast
from handlers.turn.screen import question, toast
from handlers.turn.turn import Turn
from storage import people
from storage.duplicates import standing


async def carry_out(turn: Turn, chat_id: int, flow: str, locale: str, effects: list[Effect]) -> str:
    """Turn effects into rows, in order. Returns the language after them."""
    for effect in effects:
        if isinstance(effect, SetLocale):
            locale = effect.locale
        await ARMS[type(effect)](turn, chat_id, flow, locale, effect)
    return locale


async def hand_in(turn: Turn, account: int, locale: str, form: Submit) -> None:
    """A form was sent. What it says about a case that another goes on for by now is said about that one."""
    about = await standing(turn.here, form.about)
    await turn.runtime.register.forms[form.flow](turn, account, locale, replace(form, about=about))


def question_name(flow: str, revision: int) -> str:
    """The logical name of the message that asked at `revision`."""
    return f"question:{flow}:{revision}"


async def _say(turn: Turn, chat_id: int, flow: str, locale: str, effect: Say) -> None:
    said = question(locale, flow, "", 0, effect.message, drop_keyboard=effect.drop_keyboard)
    await turn.show(chat_id, said)


async def _ask(turn: Turn, chat_id: int, flow: str, locale: str, effect: Ask) -> None:
    asked = question(locale, flow, effect.step, effect.revision, effect.message)
    await turn.show(chat_id, asked, question_name(flow, effect.revision))


async def _redraw(turn: Turn, chat_id: int, flow: str, locale: str, effect: Redraw) -> None:
    asked = question(locale, flow, effect.step, effect.revision, effect.message)
    await turn.edit(chat_id, asked, question_name(flow, effect.revision))


async def _toast(turn: Turn, _chat_id: int, _flow: str, locale: str, effect: Toast) -> None:
    turn.toast = toast(locale, effect.phrase)


async def _submit(turn: Turn, chat_id: int, _flow: str, locale: str, effect: Submit) -> None:
    await hand_in(turn, chat_id, locale, effect)


async def _erase(_turn: Turn, _chat_id: int, _flow: str, _locale: str, _effect: Erase) -> None:
    """Nothing of an unsent form is kept outside the conversation's own row, whose state is dropped."""


async def _start(_turn: Turn, _chat_id: int, _flow: str, _locale: str, _effect: Start) -> None:
    """The stack is `talk`'s: it lays the flow over this one once every other effect is a row."""


async def _set_locale(turn: Turn, chat_id: int, _flow: str, _locale: str, effect: SetLocale) -> None:
    await people.set_locale(turn.here, chat_id, effect.locale)


ARMS: dict[type[Effect], Callable[[Turn, int, str, str, Any], Awaitable[None]]] = {
    Say: _say,
    Ask: _ask,
    Redraw: _redraw,
    Toast: _toast,
    Submit: _submit,
    Erase: _erase,
    Start: _start,
    SetLocale: _set_locale,
}

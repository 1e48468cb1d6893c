"""Buttons that any question may have, and the commands that are understood in a conversation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from conversations.engine import filing, overlays
from conversations.engine.answering import help_with, put_before, settle, ticked
from conversations.engine.asking import settled
from conversations.engine.effects import Erase, Redraw, SetLocale, Start
from conversations.engine.giving_up import erase, is_small, where_we_were
from conversations.engine.kind import kind_of
from conversations.engine.position import Position, Result
from conversations.engine.reading import Typed
from conversations.engine.state import Answer, Draft
from conversations.words import typed_commands
from network.phrase import phrase


def on_command(position: Position, name: str, argument: str) -> Result:
    """What a command does, by its canonical name; one that is unknown is said to be so."""
    if position.moved and name in ("retour", "passer", "garder"):
        return position.ask_again(*where_we_were(position))
    if name in COMMANDS:
        return COMMANDS[name](position, argument)
    return position.ask_again(phrase("command.unknown"))


def _over(name: str) -> Callable[[Position], Result]:
    return lambda position: position.ask(replace(position.draft, over=name))


def _give_up(position: Position) -> Result:
    """Asks before anything is lost."""
    return _over("leave" if is_small(position) else "erase")(position)


def _begin_again(position: Position) -> Result:
    return position.ask_again(*where_we_were(position)) if is_small(position) else _over("restart")(position)


def _soon(position: Position) -> Result:
    """To the questions that cannot wait, then the recap."""
    standing = ticked(position)
    if standing is not None:
        answers = {**position.state.answers, position.step.id: Answer(standing.value, 0, position.draft.revision)}
        position = position.on(replace(position.state, answers=answers))
    hurried = position.skip_waiting()
    if hurried.state == position.state:
        return position.ask_again(phrase("refused.needed"))
    return hurried.ask_next(position.leaving())


def _call(position: Position) -> Result:
    """Lays the callback flow over this one. The open question is asked anew when that is over."""
    if not position.flow.calls:
        return position.ask_again()
    waiting = replace(position.draft, over="", revision=0)
    return replace(position.state, draft=waiting), [*position.leaving(), Start("callback")]


def _instead(position: Position) -> Result:
    """Whoever was taken for somebody else goes to the flow that is for them, and nothing is kept here."""
    if position.flow.instead is None:
        return position.ask_again()
    over = replace(position.state, answers={}, draft=None)
    return over, [*position.leaving(), Erase(position.flow.name), Start(position.flow.instead)]


def _back(position: Position) -> Result:
    """To the answered question before this one; out of a correction or an overlay, to where it was opened."""
    if position.draft.over:
        return position.ask_again()
    if position.draft.correcting:
        return _keep(position)
    earlier = position.course.before(position.step, position.flow.steps)
    return position.ask_again(phrase("refused.first")) if earlier is None else position.ask(Draft(earlier.id, 0))


def _skip(position: Position) -> Result:
    """What is ticked is no less said for it."""
    standing = ticked(position)
    if standing is not None:
        return settle(position, standing)
    return position.answer(None) if position.step.optional else position.ask_again(phrase("refused.needed"))


def _keep(position: Position) -> Result:
    """The older answer stands."""
    if not position.course.answered(position.step) and position.stood is not None:
        return position.answer(position.stood)
    if not position.course.answered(position.step):
        nothing = phrase("refused.nothing_kept")
        return put_before(position, Typed(position.offered), 0) if position.offered else position.ask_again(nothing)
    value = position.state.value(position.step.id)
    return position.ask_next([Redraw(position.step.id, position.draft.revision, settled(position.at, value))])


def _restart(position: Position) -> Result:
    if is_small(position):
        return position.ask_again(*where_we_were(position))
    return position.on(replace(position.state, answers={}, questions={})).ask_next(position.leaving())


def _language(position: Position, argument: str) -> Result:
    locale = typed_commands.locale_named(argument)
    return speak(position, locale or "") or _over("language")(position)


def speak(position: Position, locale: str) -> Result | None:
    """Goes on in another language, at the same question, with the same answers; what is to be read is said whole."""
    if locale not in overlays.languages(position.knowledge):
        return None
    notes = () if kind_of(position.step).again else (phrase("locale.changed"),)
    state, effects = position.on(replace(position.state, locale=locale)).ask_again(*notes)
    return state, [SetLocale(locale), *effects]


CONTROLS: dict[str, Callable[[Position], Result]] = {
    "back": _back,
    "skip": _skip,
    "keep": _keep,
    "soon": _soon,
    "call": _call,
    "instead": _instead,
    "files:none": filing.drop,
    "erase": _give_up,
    "erase:yes": erase,
    "erase:no": lambda position: position.ask_again(phrase("kept_all")),
    "restart:yes": _restart,
    "restart:no": lambda position: position.ask_again(phrase("kept_all")),
}
"""Buttons that any question may have."""

CONFIRMED = {"erase:yes", "erase:no", "restart:yes", "restart:no"}
"""Those that count only while the small question they answer is open."""

COMMANDS: dict[str, Callable[[Position, str], Result]] = {
    "debut": lambda position, argument: position.ask_again(*where_we_were(position)),
    "aide": lambda position, argument: help_with(position),
    "annuler": lambda position, argument: _give_up(position),
    "rappel": lambda position, argument: _call(position),
    "envoyer_tout_de_suite": lambda position, argument: _soon(position),
    "recommencer": lambda position, argument: _begin_again(position),
    "langue": _language,
    "denied": lambda position, argument: position.ask_again(phrase("command.denied", command=argument)),
    "retour": lambda position, argument: _back(position),
    "passer": lambda position, argument: _skip(position),
    "garder": lambda position, argument: _keep(position),
}
"""Commands by canonical name, typed words included; `denied` is one that the words around it deny."""

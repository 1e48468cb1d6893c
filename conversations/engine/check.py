"""Checking flows and texts: what is missing, unused, unequal between languages, or too long for a phone."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator

from conversations.engine import flows
from conversations.engine.asking import question
from conversations.engine.effects import Message
from conversations.engine.flow import Flow, FlowError, Step
from conversations.engine.kind import kind_of
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading_out import module
from conversations.words.catalogue import BASE, CatalogueError, keys, locales, words
from network.model import Network
from network.phrase import Phrase

LONGEST = 600
"""Characters a message of ours may have on the screen; more is not read."""
CALLBACK_BYTES = 64
"""What Telegram takes behind a button (Bot API, InlineKeyboardButton)."""
_HIGHEST_REVISION = 99_999_999
_MARK = re.compile(r"</?([a-z]+)>")


def check_all(network: Network | None = None) -> list[str]:
    """Every problem in one plain line; none when all is well. With a network, its questions are measured as well."""
    try:
        problems = [*_catalogues(), *_flows()]
    except (CatalogueError, FlowError) as error:
        return [str(error)]
    if network is not None and not problems:
        knowledge = Knowledge.of(network)
        problems += [line for name in flows.names() for line in _measured(flows.load(name), knowledge)]
    return problems


def placeholders(text: str) -> frozenset[str]:
    """The names in braces."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def visible(text: str) -> str:
    """A text of ours as it is read: without its marks."""
    return _MARK.sub("", text)


def _catalogues() -> Iterator[str]:
    base = words(BASE, strict=True).texts
    for locale in locales():
        texts = words(locale, strict=True).texts
        for key in sorted(base.keys() ^ texts.keys()):
            yield f"{locale}: {key} has {'no text' if key in base else 'a text, but French has none'}"
        for key in sorted(base.keys() & texts.keys()):
            yield from (f"{locale}: {key}: {fault}" for fault in _faults(key, base[key], texts[key]))


def _faults(key: str, base: tuple[str, ...], forms: tuple[str, ...]) -> Iterator[str]:
    for form in forms:
        if key != "label" and placeholders(form) != placeholders(base[0]):
            yield f"its places in braces differ from the French ones ({', '.join(sorted(placeholders(base[0])))})"
        marks = _MARK.findall(form)
        if set(marks) - {"b", "i"} or any(form.count(f"<{m}>") != form.count(f"</{m}>") for m in marks):
            yield "only <b>…</b> and <i>…</i>, each closed, may stand in a text"
        if set(visible(form)) & set("<>&"):
            yield "write no <, > or & in a text"


def _flows() -> Iterator[str]:
    for name in flows.names():
        try:
            flow = flows.load(name)
        except FlowError as error:
            yield str(error)
            continue
        if flow.like is not None:
            continue  # its texts are another's
        wanted = {key for step in flow.steps for key in keys_of(flow, step)}
        there = {key for key in keys(BASE) if key.startswith(f"{name}.")}
        yield from (f"flow {name}: {key} has no text" for key in sorted(wanted - there))
        may = {key for step in flow.steps for key in may_have(flow, step)}
        yield from (f"flow {name}: the text {key} is used by no step" for key in sorted(there - wanted - may))
        own = (f"module.{module(name)}.title" if flow.module else "", flow.closing)
        yield from (f"flow {name}: {key} has no text" for key in own if key and key not in keys(BASE))


def keys_of(flow: Flow, step: Step) -> frozenset[str]:
    """The catalogue keys that belong to one step alone."""
    if not kind_of(step).asks:
        return frozenset()
    own = set() if flow.module else {"help"}
    return frozenset(f"{flow.name}.{step.id}.{name}" for name in {"label", *own, *kind_of(step).texts(step)})


def may_have(flow: Flow, step: Step) -> frozenset[str]:
    """The catalogue keys that a step may do without."""
    names = {"help", "help_change"} | kind_of(step).may(step)
    return frozenset(f"{flow.name}.{step.id}.{name}" for name in names)


def _measured(flow: Flow, knowledge: Knowledge) -> Iterator[str]:
    for step in flow.steps:
        for locale in locales():
            at = Moment(flow.texts, step, knowledge, locale)
            message = question(at, (), ())
            length = length_of(message, locale)
            if length > LONGEST:
                yield f"{locale}: flow {flow.name}, step {step.id}: {length} characters; say it in {LONGEST}"
        for value in values_of(message):
            size = len(f"{flow.name}|{step.id}|{_HIGHEST_REVISION}|{value}".encode())
            if size > CALLBACK_BYTES:
                yield f"flow {flow.name}, step {step.id}: {value!r} is too long for a button, shorten the id"


def length_of(message: Message, locale: str) -> int:
    """Characters on the screen, paragraphs parted by an empty line."""
    return len("\n\n".join(visible(_plain(part, locale)) for part in message.paragraphs))


def values_of(message: Message) -> list[str]:
    """The values of a message's buttons."""
    return [button.value for row in message.rows for button in row]


def _plain(part: Phrase, locale: str) -> str:
    return words(locale).write(part, str)

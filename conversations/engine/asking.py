"""How a question stands in the chat: asked with its buttons, left behind without them, settled in one line."""

from __future__ import annotations

from conversations.engine.effects import Button, Message, Row
from conversations.engine.flow import Step
from conversations.engine.kind import kind_of, say
from conversations.engine.moment import Moment
from conversations.engine.state import JsonValue
from network.phrase import Phrase, phrase


def question(
    at: Moment[Step], notes: tuple[Phrase, ...], ways: tuple[Row, ...], progress: Phrase | None = None
) -> Message:
    """The open question: what is said with it, the question under its number, its buttons, then the ways out of it."""
    kind = kind_of(at.step)
    asked = kind.ask(at)
    paragraphs = (at.text("again"),) if notes and kind.again else asked.paragraphs
    notes = tuple(note for note in notes if note not in paragraphs)
    if progress is not None:
        paragraphs = (phrase("list.lines", above=progress, below=paragraphs[0]), *paragraphs[1:])
    return Message((*notes, *paragraphs), (*asked.rows, *ways), asked.contact_button)


def left(at: Moment[Step]) -> Message:
    """The question without buttons: another copy of it, or another question, is open now."""
    kind = kind_of(at.step)
    if kind.long:
        return Message((at.text("left"),))
    return Message((kind.again or kind.ask)(at).paragraphs)


def settled(at: Moment[Step], value: JsonValue) -> Message:
    """An answered question: its short label and the answer, in one line; what was to be read stays to be read, and what
    they wrote themselves stands in their own message.
    """
    kind = kind_of(at.step)
    if kind.again:
        return Message(kind.again(at).paragraphs)
    if value is not None and kind.own is not None and kind.own(value):
        return Message((phrase("settled_own", label=at.text("label")),))
    return Message((phrase("settled", label=at.text("label"), value=say(at, value)),))


def ways_out(
    step: Step, *, kept: str | None, back: bool, call: bool, soon: bool, instead: bool, filed: bool
) -> tuple[Row, ...]:
    """[Keep: …] where there is an older answer; [Take the files out] where one was just kept; [Back], [Skip],
    [Be called back], [Send right away] and [No, I have a project of my own] where they lead somewhere, in rows.
    """
    keep: tuple[Row, ...] = ((Button(phrase("button.keep", value=kept), "keep"),),) if kept is not None else ()
    turn_back = (Button(phrase("button.back"), "back"),) if back else ()
    skip = (Button(phrase("button.skip"), "skip"),) if step.optional else ()
    called = (Button(phrase("button.call"), "call"),) if call else ()
    short = (*turn_back, *skip, *called)
    send = ((Button(phrase("button.soon"), "soon"),),) if soon else ()
    own: tuple[Row, ...] = ((Button(phrase("button.instead"), "instead"),),) if instead else ()
    keep += ((Button(phrase("button.drop_files"), "files:none"),),) if filed else ()
    return (*keep, *((short,) if short else ()), *send, *own)

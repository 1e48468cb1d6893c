"""Recap: everything said, numbered, with what a group will see; any line can be corrected. It gives no answer."""

from __future__ import annotations

from functools import reduce

from conversations.effects import Button, Message
from conversations.flow import Step
from conversations.kinds.kind import Kind
from conversations.knowledge import Knowledge
from conversations.matching import match, number_of
from conversations.moment import Moment
from conversations.reading import Drafted, Offered, Opened, Outcome, Refused, Sent, Tapped, Typed, Unknown
from conversations.state import JsonValue
from network.phrase import Phrase, phrase


def lines(at: Moment) -> tuple[tuple[Step, Phrase], ...]:
    """The answered steps in order, each with its value in words; what was only read is left out."""
    from conversations.kinds import say

    return tuple((step, say(at.at(step), value)) for step, value in at.answers if _listed(step))


def _listed(step: Step) -> bool:
    return step.ask not in ("notice", "recap")


def _ask(at: Moment) -> Message:
    told = (at.text("ask"), _numbered(at), *_group(at))
    if at.data.get("lines") is True:
        return Message((*told, at.text("which")), _line_buttons(at))
    return Message(told, _main_buttons())


def sent(at: Moment) -> Message:
    """The recap once it was sent: what was said, without buttons."""
    return Message((at.text("sent"), _numbered(at)))


def _numbered(at: Moment) -> Phrase:
    numbered = [
        phrase("recap.line", number=number, label=phrase(f"{at.flow}.{step.id}.label"), value=value)
        for number, (step, value) in enumerate(lines(at), start=1)
    ]
    return reduce(
        lambda above, below: phrase("list.lines", above=above, below=below), numbered or [phrase("said.none")]
    )


def _group(at: Moment) -> tuple[Phrase, ...]:
    """What the group will see, word for word as its card says it."""
    from conversations.kinds import show

    answered = {step.id: (step, value) for step, value in at.answers if value is not None}
    parts = [answered[name] for name in at.step.group if name in answered]
    if not parts:
        return ()
    shown = (show(at.at(step), value) for step, value in parts)
    return (at.text("group", shown=reduce(lambda left, right: phrase("list.dot", left=left, right=right), shown)),)


def _main_buttons() -> tuple[tuple[Button, ...], ...]:
    return (
        (Button(phrase("button.send"), "send"),),
        (Button(phrase("button.correct"), "correct"), Button(phrase("button.erase"), "erase")),
    )


def _line_buttons(at: Moment) -> tuple[tuple[Button, ...], ...]:
    labels = [(step.id, phrase(f"{at.flow}.{step.id}.label")) for step, _ in lines(at)]
    numbered = [
        Button(phrase("button.line", number=number, label=label), f"line:{step}")
        for number, (step, label) in enumerate(labels, start=1)
    ]
    pairs = tuple(tuple(numbered[index : index + 2]) for index in range(0, len(numbered), 2))
    return (*pairs, (Button(phrase("button.no_correction"), "whole"),))


def _read(at: Moment, offered: Offered) -> Outcome:
    match offered:
        case Tapped(value):
            return _tapped(at, value)
        case Typed(text):
            return _typed(at, text)
        case _:
            return Unknown()


def _tapped(at: Moment, value: str) -> Outcome:
    known = {f"line:{step.id}": step.id for step, _ in lines(at)}
    match value:
        case "send":
            return Sent()
        case "correct":
            return Drafted({"lines": True})
        case "whole":
            return Drafted({})
        case _ if value in known:
            return Opened(known[value])
        case _:
            return Unknown()


def _typed(at: Moment, text: str) -> Outcome:
    """The number or the name of a line opens it; a button's words press it, sending apart from all others."""
    steps = [step.id for step, _ in lines(at)]
    index = number_of(text, len(steps))
    if index is not None:
        return Opened(steps[index])
    labels = {f"line:{step}": [at.write(phrase(f"{at.flow}.{step}.label"))] for step in steps}
    buttons = {"send": ["button.send"], "correct": ["button.correct"]}
    ways = {value: [at.write(phrase(key)) for key in keys] for value, keys in buttons.items()}
    ways["send"] += at.write(phrase("words.send")).split(",")
    found = match(text, {**ways, **labels}, numbered=False)
    return _tapped(at, found) if found else Refused(phrase("refused.recap"))


def _say(at: Moment, value: JsonValue) -> Phrase:
    return phrase("said.read")


def _fits(step: Step, value: JsonValue, knowledge: Knowledge) -> bool:
    return False


def _texts(step: Step) -> frozenset[str]:
    return frozenset({"ask", "which", "sent", "left", *(["group"] if step.group else [])})


RECAP = Kind(_ask, _read, _say, _fits, _texts, closed=True, long=True)

"""Recap: everything said, numbered, with what a group will see; any line can be corrected. It gives no answer."""

from __future__ import annotations

from conversations.engine.effects import Button, Message
from conversations.engine.flow import NeededStep, Step
from conversations.engine.kind import Kind, kind_of, reads, show, tell
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading import Chosen, Drafted, Left, Nudged, Outcome, Refused, Sent, Unknown
from conversations.engine.state import JsonValue
from conversations.kinds.discretion import CHOICES, DiscretionStep, button, choice_in, value_of
from conversations.kinds.lines import Lines
from conversations.kinds.listing import joined
from conversations.words.filed import counted
from conversations.words.matching import commands, heard, match
from conversations.words.negation import affirms, refuses
from network.phrase import Phrase, phrase

BUILT_KEYS = {"words.{}": ("send", "sending", "right", "yes")}


class RecapStep(NeededStep):
    """`group` lists the steps a group is shown."""

    group: tuple[str, ...] = ()

    def refers_to(self) -> tuple[str, ...]:
        """What a group is shown."""
        return self.group


def lines(at: Moment[RecapStep]) -> tuple[tuple[Step, Phrase], ...]:
    """The answered steps in order, each with its value in words, nothing cut off; what was only read is left out."""
    listed = ((step, value) for step, value in at.answers if _listed(step) and value is not None)
    return tuple((step, tell(at.at(step), value)) for step, value in listed)


def _correctable(at: Moment[RecapStep]) -> Lines:
    """The steps that can be opened, as they are numbered: the lines, then what was left out and has none."""
    left = [step.id for step, value in at.answers if _listed(step) and value is None and not kind_of(step).gathers]
    return Lines.of(at, [*(step.id for step, _ in lines(at)), *left])


def _listed(step: Step) -> bool:
    kind = kind_of(step)
    return kind.told and (kind.unasked is None or kind.gathers)


def _ask(at: Moment[RecapStep]) -> Message:
    filed, correctable = counted(at.files), _correctable(at)
    told = (at.text("first"), correctable.told(lines(at)), *([filed] if filed else []), *_shown(at))
    if at.data.get("lines") is True:
        whole = Button(phrase("button.no_correction"), "whole")
        return Message((*told, at.text("which")), correctable.buttons(whole))
    return Message((*told, at.text("ask")), _main_buttons(at))


def _sent(at: Moment[RecapStep]) -> Message:
    """The recap once it was sent, without buttons."""
    return Message((at.text("sent"), _correctable(at).told(lines(at))))


def _quiet(at: Moment[RecapStep]) -> DiscretionStep | None:
    return next((step for step, _ in at.answers if isinstance(step, DiscretionStep)), None)


def _confidential(at: Moment[RecapStep]) -> bool:
    quiet = _quiet(at)
    return quiet is not None and choice_in(at.answer(quiet.id)) == "confidential"


def _shown(at: Moment[RecapStep]) -> tuple[Phrase, ...]:
    return _private(at) if _confidential(at) else _group(at)


def _private(at: Moment[RecapStep]) -> tuple[Phrase, ...]:
    return (at.text("private"),) if _quiet(at) else ()


def _group(at: Moment[RecapStep]) -> tuple[Phrase, ...]:
    """What the group will see, word for word as its card says it."""
    shown = tuple(shown_to_group(at))
    if not shown:
        return ()
    return (at.text("group", shown=joined("list.dot", shown)),)


def shown_to_group(at: Moment[RecapStep]) -> list[Phrase]:
    """The answers that a group is shown, in its words; what was left out is said to be open."""
    answered = {step.id: (step, value) for step, value in at.answers}
    parts = [answered[name] for name in at.step.group if name in answered]
    return [show(at.at(step), value) for step, value in parts]


def _main_buttons(at: Moment[RecapStep]) -> tuple[tuple[Button, ...], ...]:
    quiet = _quiet(at)
    choice = ((button("confidential" if _confidential(at) else "card"),),) if quiet else ()
    away = Button(phrase("button.leave"), "leave") if at.about else Button(phrase("button.erase"), "erase")
    return ((_send(at),), (Button(phrase("button.correct"), "correct"), away), *choice)


def _tapped(at: Moment[RecapStep], value: str) -> Outcome:
    match value:
        case "send":
            return Sent(_sent(at))
        case "correct":
            return Drafted({"lines": True})
        case "whole":
            return Drafted({})
        case "leave" if at.about:
            return Left()
        case _ if value in CHOICES and (quiet := _quiet(at)):
            return Chosen(quiet.id, value_of(quiet, CHOICES[value]))
        case _:
            return _correctable(at).tapped(value) or Unknown()


def _typed(at: Moment[RecapStep], text: str) -> Outcome:
    """The number or the name of a line opens it; a button's words press it, sending apart from all others."""
    correctable, send = _correctable(at), _send(at)
    if opened := correctable.counted(text):
        return opened
    labels = correctable.named(at)
    if commands(text, [at.write(send.label), *_typed_words(at, "send")]):
        return _tapped(at, send.value)
    if commands(text, [*_typed_words(at, "right"), *_typed_words(at, "yes")]) or affirms(text):
        return Nudged(phrase("recap.nearly", button=send.label))
    pressed = [button for row in _main_buttons(at) for button in row if button.value not in ("erase", send.value)]
    found = match(text, {**{button.value: [at.write(button.label)] for button in pressed}, **labels}, numbered=False)
    wrong = heard(text, labels).denied
    if found or len(wrong) == 1:
        return _tapped(at, found or wrong[0])
    if refuses(text, [at.write(send.label), *_typed_words(at, "send"), *_typed_words(at, "sending")]):
        return Refused(phrase("recap.kept", button=send.label))
    return Refused(phrase("refused.recap", button=send.label))


def _typed_words(at: Moment[RecapStep], name: str) -> list[str]:
    return at.write(phrase(f"words.{name}")).split(",")


def _send(at: Moment[RecapStep]) -> Button:
    return Button(phrase("button.send_changes" if at.about else "button.send"), "send")


def _say(at: Moment[RecapStep], value: JsonValue) -> Phrase:
    return phrase("said.read")


def _fits(step: RecapStep, value: JsonValue, knowledge: Knowledge) -> bool:
    return False


def _texts(step: RecapStep) -> frozenset[str]:
    return frozenset({"ask", "first", "which", "sent", "left", "private", *(["group"] if step.group else [])})


KIND = Kind(
    _ask,
    reads(_tapped, _typed),
    _say,
    _fits,
    _texts,
    RecapStep,
    closed=True,
    long=True,
    last=True,
    told=False,
)

"""A chat as a person sees it: what is on the screen, what they type and press. No Telegram, no database."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, field

from conversations.engine import engine
from conversations.engine.check import visible
from conversations.engine.effects import Ask, Effect, Erase, Message, Redraw, Say, Start, Submit, Toast
from conversations.engine.events import ContactShared, Edited, Event, Pressed, Said
from conversations.engine.flow import Flow
from conversations.engine.knowledge import Knowledge
from conversations.engine.state import State
from conversations.words.catalogue import words

PLAIN, RELOADED, DOUBLED = "plain", "reloaded", "doubled"
MODES = (PLAIN, RELOADED, DOUBLED)


def spaced(text: str) -> str:
    """With ordinary spaces and apostrophes, so that tests can be typed."""
    return re.sub("[\u00a0\u202f]", " ", text).replace("’", "'")


_RECAPS = (
    "Voici votre demande.",
    "Here is your request.",
    "Voici ce que vous avez envoyé.",
    "This is what you have sent.",
)
LONGEST = 600


def too_long(texts: Iterable[str]) -> list[str]:
    """The messages that say too much at once; the recap alone may be as long as it is."""
    return [text for text in texts if len(text) > LONGEST and not text.startswith(_RECAPS)]


@dataclass
class Chat:
    """`said` are the messages sent, `toasts` the notices; `doubled` plays every press twice."""

    flow: Flow
    knowledge: Knowledge
    locale: str = "fr"
    mode: str = PLAIN
    said: list[str] = field(default_factory=list)
    toasts: list[str] = field(default_factory=list)
    settled: list[str] = field(default_factory=list)
    submitted: list[dict[str, object]] = field(default_factory=list)
    started: list[str] = field(default_factory=list)
    about: str = ""
    answers: dict[str, object] | None = None
    erased: int = 0
    presses: int = 0
    characters: int = 0
    labels: list[str] = field(default_factory=list)
    written: int = 0
    buttons: dict[str, Pressed] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.state, effects = engine.begin(
            self.flow, self.knowledge, self.locale, about=self.about, answers=self.answers
        )
        self._show(effects)

    def again(self) -> Chat:
        """Another chat, in which all has been said that was said in this one; what comes, comes in one of them."""
        other = copy(self)
        for name, value in vars(self).items():
            if isinstance(value, list | dict):
                setattr(other, name, copy(value))
        return other

    def type(self, text: str, *, early: bool = False) -> str:
        """Types a text; gives the last message back."""
        self.written += 1
        self.characters += len(text)
        return self.play(Said(text, self.written, early))

    def edit(self, number: int, text: str) -> str:
        """Edits the text typed as number `number`."""
        return self.play(Edited(text, number))

    def share(self, phone: str, *, own: bool = True) -> str:
        """Presses the contact button."""
        self.written += 1
        self.presses += 1
        return self.play(ContactShared(phone, own, self.written))

    def press(self, *labels: str) -> str:
        """Presses buttons that are on the screen, one after the other."""
        for label in labels:
            assert label in self.buttons, f"no button {label!r} among {list(self.buttons)}"
            self.presses += 1
            self.play(self.buttons[label])
        return self.last

    def until(self, step: str) -> str:
        """Skips what may be skipped, to that step."""
        while self.open != step:
            open_before = self.open
            self.press(next(label for label, pressed in self.buttons.items() if pressed.value == "skip"))
            assert self.open != open_before
        return self.last

    def tell(self, **labels: str | tuple[str, ...]) -> str:
        """Presses these labels at the steps of these names, as they come; skips what is asked besides."""
        for step, pressed in labels.items():
            self.until(step)
            self.press(*([pressed] if isinstance(pressed, str) else pressed))
        return self.last

    def correct(self, label: str, *labels: str) -> str:
        """Presses “Corriger”, the line of that label, and whatever follows."""
        self.press("Corriger")
        return self.press(next(one for one in self.buttons if re.fullmatch(rf"\d+\. {label}", one)), *labels)

    def line(self, label: str) -> str:
        """What stands behind that label in the recap."""
        return str(re.findall(rf"(?m)^\d+\. {label}\s?: (.*)$", self.recap)[-1])

    def play(self, event: Event) -> str:
        """One event, twice where it is a press and presses are doubled."""
        for _ in range(2 if self.mode == DOUBLED and isinstance(event, Pressed) else 1):
            if self.mode == RELOADED:
                self.state = State.from_json(json.loads(json.dumps(self.state.to_json())))
            self.state, effects = engine.advance(self.flow, self.state, event, self.knowledge)
            self._show(effects)
        return self.last

    @property
    def last(self) -> str:
        """The message that was sent last."""
        return self.said[-1]

    @property
    def recap(self) -> str:
        """The newest recap, and what was said since."""
        first = max((i for i, said in enumerate(self.said) if said.startswith(_RECAPS)), default=-1)
        return "\n".join(self.said[first:] if first >= 0 and self.said[-1] != self.said[first] else self.said[-1:])

    @property
    def open(self) -> str:
        """The step that is asked now."""
        return self.state.draft.step if self.state.draft else ""

    def write(self, message: Message) -> str:
        """A message as it is read."""
        return spaced("\n\n".join(visible(words(self.state.locale).write(p, str)) for p in message.paragraphs))

    def _show(self, effects: list[Effect]) -> None:
        for effect in effects:
            match effect:
                case Ask(step, revision, message):
                    self.said.append(self.write(message))
                    self._see(step, revision, message)
                    self.labels += self.buttons
                case Redraw(step, revision, message):
                    self.settled.append(self.write(message))
                    self._see(step, revision, message)
                case Say(message):
                    self.said.append(self.write(message))
                case Toast(phrase):
                    self.toasts.append(spaced(words(self.state.locale).write(phrase, str)))
                case Start(flow):
                    self.started.append(flow)
                case Submit(_, answers):
                    self.submitted.append(dict(answers))
                case Erase():
                    self.erased += 1
                case _:
                    pass

    def _see(self, step: str, revision: int, message: Message) -> None:
        seen = {button.value: spaced(words(self.state.locale).write(button.label, str))
                for row in message.rows for button in row}  # fmt: skip
        self.buttons = {label: Pressed(step, revision, value) for value, label in seen.items()}

"""One turn of a conversation: the state it starts from, and the moves it can make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self, TypeAlias

from conversations import overlays
from conversations.asking import left, question, settled, ways_out
from conversations.course import Course, course
from conversations.effects import Ask, Effect, Message, Redraw, Say, Submit
from conversations.flow import Flow, Step
from conversations.kinds import KINDS, say
from conversations.kinds.listing import Row
from conversations.knowledge import Knowledge
from conversations.moment import Moment
from conversations.state import Answer, Draft, JsonValue, State
from network.phrase import Phrase, phrase

Result: TypeAlias = tuple[State, list[Effect]]


@dataclass(frozen=True)
class Turn:
    """`state` has a draft, or is about to get its first one."""

    flow: Flow
    state: State
    knowledge: Knowledge

    def on(self, state: State) -> Self:
        """The same table with another state."""
        return replace(self, state=state)

    @cached_property
    def course(self) -> Course:
        """What applies and what is answered."""
        return course(self.flow, self.state, self.knowledge)

    @cached_property
    def draft(self) -> Draft:
        """The open question; where the one in the state is none any more, the first that is, not asked yet."""
        draft = self.state.draft
        if draft is None or self.moved:
            return Draft(self._next.id, self.state.revision)
        return draft if draft.over in ("", *overlays.NAMES) else replace(draft, over="")

    @property
    def moved(self) -> bool:
        """Whether the open question has changed since it was asked, because the flow or the network did."""
        step = self.flow.step_by_id.get(self._open_before())
        return step is None or not self.course.may_open(step)

    @property
    def _next(self) -> Step:
        return self.course.first_open or self.course.answers[-1][0]

    @property
    def step(self) -> Step:
        """The open question's step."""
        return self.flow.step_by_id[self.draft.step]

    @property
    def at(self) -> Moment:
        """The moment of the open question."""
        return self.moment(self.step, self.draft.data)

    def moment(self, step: Step, data: dict[str, JsonValue]) -> Moment:
        """Any step, with what was answered."""
        return Moment(self.flow.name, step, self.knowledge, self.state.locale, self.course.answers, data)

    def ask(self, draft: Draft, notes: Sequence[Phrase] = (), before: Sequence[Effect] | None = None) -> Result:
        """Asks what `draft` names, under a new revision. `before` replaces leaving the open question as it stands."""
        revision = self.state.revision + 1
        draft = replace(draft, revision=revision)
        now = self.on(replace(self.state, revision=revision, draft=draft))
        going = self.leaving() if before is None else list(before)
        told = tuple(notes)
        if KINDS[now.step.ask].long and told and not draft.over:
            going, told = [*going, Say(Message(told))], ()
        asked = Ask(draft.step, revision, replace(now.message(told), contact_button=None))
        return now.state, [*going, *self._keyboard_away(now), asked, *self._keyboard_there(now)]

    def ask_again(self, *notes: Phrase, **changes: object) -> Result:
        """The open question once more, with a word before it."""
        return self.ask(replace(self.draft, over="", **changes), notes)  # type: ignore[arg-type]

    def ask_next(self, before: Sequence[Effect] | None = None) -> Result:
        """The first question that applies and has no answer; the form is handed in where there is none."""
        following = self.course.first_open
        if following is None:
            return self.finish(before or ())
        return self.ask(Draft(following.id, 0), before=before)

    def answer(self, value: JsonValue, message_id: int = 0) -> Result:
        """The open question is answered: it settles into a line, and the next is asked."""
        line = Redraw(self.step.id, self.draft.revision, settled(self.at, value))
        answer = Answer(value, message_id, self.draft.revision)
        answers = {**self.state.answers, self.step.id: answer}
        return self.on(replace(self.state, answers=answers)).ask_next([line])

    def redraw(self, data: dict[str, JsonValue]) -> Result:
        """The open question with other things picked, in place."""
        now = self.on(replace(self.state, draft=replace(self.draft, data=data)))
        return now.state, [Redraw(now.step.id, now.draft.revision, replace(now.message(()), contact_button=None))]

    def finish(self, before: Sequence[Effect]) -> Result:
        """Hands the form in. The state is over: it has no draft."""
        answers = {step.id: value for step, value in self.course.answers if value is not None}
        return replace(self.state, draft=None), [*before, Submit(self.flow.name, answers)]

    def message(self, notes: tuple[Phrase, ...]) -> Message:
        """The open question as it is sent now."""
        if self.draft.over:
            over = overlays.message(self.draft.over, self.knowledge)
            return replace(over, paragraphs=(*notes, *over.paragraphs))
        return question(self.at, notes, self._ways_out())

    def kept(self) -> Phrase | None:
        """The older answer to the open question, in words; None where there is none to keep."""
        value = next((value for step, value in self.course.answers if step.id == self.step.id), ...)
        return None if value is ... or self.step.ask == "notice" else say(self.at, value)

    def _ways_out(self) -> tuple[Row, ...]:
        back = not self.draft.correcting and self.course.before(self.step, self.flow.steps) is not None
        return ways_out(self.step, kept=self.kept(), back=back)

    def leaving(self) -> list[Effect]:
        """The open question loses its buttons."""
        if self.state.draft is None or self.moved:
            return []
        over = self.draft.over
        gone = Message((phrase(f"over.{over}"),)) if over else left(self.at)
        return [Redraw(self.step.id, self.draft.revision, gone)]

    def _keyboard_there(self, now: Turn) -> list[Effect]:
        button = KINDS[now.step.ask].ask(now.at).contact_button
        if button is None or self._open_before() == now.step.id:
            return []
        return [Say(Message((phrase("hint.contact"),), contact_button=button))]

    def _keyboard_away(self, now: Turn) -> list[Effect]:
        before = self.flow.step_by_id.get(self._open_before())
        if before is None or before.id == now.step.id or before.ask != "contact":
            return []
        return [Say(Message((phrase("hint.contact_done"),)), drop_keyboard=True)]

    def _open_before(self) -> str:
        return self.state.draft.step if self.state.draft else ""

"""Where a conversation stands: its state, its flow, the open question, and the moves it can make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self, TypeAlias

from conversations.engine import overlays
from conversations.engine.asking import left, question, settled, ways_out
from conversations.engine.course import Course, course
from conversations.engine.effects import Ask, Effect, Message, Redraw, Row, Say, Submit
from conversations.engine.flow import Flow, Step
from conversations.engine.hearing import hear
from conversations.engine.kind import brief, fits, kind_of
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading import Accepted, Typed
from conversations.engine.state import Answer, Draft, JsonValue, State
from conversations.words.cleaning import clip
from network.phrase import Phrase, phrase

ON_A_BUTTON = 27
"""How much of an older answer stands on the button that keeps it, in characters."""
Result: TypeAlias = tuple[State, list[Effect]]


@dataclass(frozen=True)
class Position:
    """`state` has a draft, or is about to get its first one."""

    flow: Flow
    state: State
    knowledge: Knowledge

    def on(self, state: State) -> Self:
        """The same table with another state. While the answers are the same, so is the course through the form."""
        there = replace(self, state=state)
        if state.answers is self.state.answers and "course" in vars(self):
            vars(there)["course"] = self.course
        return there

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
    def rests(self) -> bool:
        """Whether the open question stands nowhere in the chat: another conversation was laid over it."""
        return self.state.draft is not None and self.state.draft.revision == 0

    @property
    def _next(self) -> Step:
        return self.course.first_open or self.course.answers[-1][0]

    @property
    def step(self) -> Step:
        """The open question's step."""
        return self.flow.step_by_id[self.draft.step]

    @property
    def at(self) -> Moment[Step]:
        """The moment of the open question."""
        return self.moment(self.step, self.draft.data)

    def moment(self, step: Step, data: dict[str, JsonValue]) -> Moment[Step]:
        """Any step, with what was answered."""
        answers, about = self.course.answers, self.state.about
        files = tuple(file["kind"] for file in self.state.files)
        return Moment(self.flow.texts, step, self.knowledge, self.state.locale, answers, data, about, files)

    def ask(self, draft: Draft, notes: Sequence[Phrase] = (), before: Sequence[Effect] | None = None) -> Result:
        """Asks what `draft` names, under a new revision. `before` replaces leaving the open question as it stands."""
        revision = self.state.revision + 1
        draft = replace(draft, revision=revision, since=draft.since or revision)
        now = self.on(replace(self.state, revision=revision, draft=draft))
        going = self.leaving() if before is None else list(before)
        told = tuple(notes)
        kind = kind_of(now.step)
        if kind.long and told and not draft.over:
            going, told = [*going, Say(Message(told))], ()
        going = [*going, *self._keyboard_away(now)]
        asked = Ask(draft.step, revision, replace(now.message(told), contact_button=None))
        return now.state, [*going, asked, *self._keyboard_there(now)]

    def ask_again(self, *notes: Phrase, **changes: object) -> Result:
        """The open question once more, with a word before it."""
        return self.ask(replace(self.draft, over="", **changes), notes)  # type: ignore[arg-type]

    def ask_next(self, before: Sequence[Effect] | None = None) -> Result:
        """The first question that applies and has no answer; the form is handed in where there is none."""
        following = self.course.first_open
        if following is None:
            return self.finish(before or ())
        if following.reads and (heard := self.told_of(following)) is not self:
            return heard.ask_next(before)
        offer = self._offer(following)
        if offer and (told := self._told_before(following, offer["offered"])):
            return told.ask_next(before)
        said = self.draft.heard if offer else 0
        return self.ask(Draft(following.id, 0, data=offer, heard=said), before=before)

    def told_of(self, step: Step) -> Self:
        """With what the words that `step` looks at say of the questions it reads; itself where there is no more, and
        something to be put before the person. Where there is nothing, or they are asked already, `step` is answered.
        """
        text = next((value for name in step.refers_to() if isinstance(value := self.state.value(name), str)), "")
        heard = self.heard(step, text)
        new = {name: Answer(value) for name, value in heard.items() if name not in self.state.answers}
        known = {**self.state.answers, **new}
        shown = [name for name in step.reads if name in known and known[name].value is not None]
        read = any(not self._was_asked(name) and self.state.value(name) == value for name, value in heard.items())
        begun = not self.draft.correcting and not read and any(self._was_asked(name) for name in step.reads)
        if not shown or begun or self._all_told:
            new = {step.id: Answer(None)}
        return self.on(replace(self.state, answers={**self.state.answers, **new})) if new else self

    def heard(self, step: Step, text: str) -> Mapping[str, JsonValue]:
        """What a text surely says of the questions that `step` reads."""
        return hear(self.flow, self.state, self.knowledge, step, text)

    def without_heard(self, step: Step) -> Self:
        """Without what was heard in the older words of `step`, since others are read now; what was asked or said
        elsewhere stays, and what is looked over at the end.
        """
        readers = [one for one in self.flow.steps if one.reads and step.id in one.refers_to()]
        text = self.state.value(step.id)
        old = {one.id for one in readers if text is not None}
        if not old or (self.draft.correcting and (self._all_told or old <= self.state.answers.keys())):
            return self
        words = text if isinstance(text, str) else ""
        said = {name: value for one in readers for name, value in self.heard(one, words).items()}
        names = old | {
            name for name, value in said.items() if not self._was_asked(name) and self.state.value(name) == value
        }
        kept = {name: answer for name, answer in self.state.answers.items() if name not in names}
        return self.on(replace(self.state, answers=kept))

    @property
    def _all_told(self) -> bool:
        """Whether no question is left but what looks over others."""
        return all(one.reads or kind_of(one).last for one in self.course.open)

    def _was_asked(self, name: str) -> bool:
        answer = self.state.answers.get(name)
        return answer is not None and bool(answer.revision)

    def _told_before(self, step: Step, typed: str) -> Self | None:
        """With what was typed before the question was asked as its answer, where it answers others beside it."""
        outcome = kind_of(step).read(self.moment(step, {}), Typed(typed))
        reader = next((one for one in self.flow.steps if one.reads and step.id in one.refers_to()), None)
        if reader is None or not isinstance(outcome, Accepted) or not self.heard(reader, typed):
            return None
        told = Answer(outcome.value, self.draft.heard)
        return self.on(replace(self.state, answers={**self.state.answers, step.id: told}))

    def _offer(self, following: Step) -> dict[str, JsonValue]:
        """What was typed before the first question was asked is offered as its answer."""
        typed = self.state.draft.data.get("typed") if self.state.draft and not self.moved else None
        return {"offered": typed} if typed and kind_of(following).takes_typed else {}

    def answer(self, value: JsonValue, message_id: int = 0, note: Phrase | None = None) -> Result:
        """The open question is answered: it settles into a line, and the next is asked, after `note`."""
        line = Redraw(self.step.id, self.draft.revision, settled(self.at, value))
        answer = Answer(value, message_id, self.draft.revision)
        again = self.step.id in self.state.answers and self.state.value(self.step.id) == value
        before = self if again else self.without_heard(self.step)  # the same words say what they said
        answers = {**before.state.answers, self.step.id: answer}
        return self.on(replace(self.state, answers=answers)).ask_next(
            [line, *([Say(Message((note,)))] if note else [])]
        )

    def redraw(self, data: dict[str, JsonValue]) -> Result:
        """The open question with other things picked, in place."""
        now = self.on(replace(self.state, draft=replace(self.draft, data=data)))
        return now.state, [Redraw(now.step.id, now.draft.revision, replace(now.message(()), contact_button=None))]

    def finish(self, before: Sequence[Effect]) -> Result:
        """Hands the form in. The state is over: it has no draft."""
        answers = {step.id: value for step, value in self.course.answers if value is not None}
        said = [Say(Message((phrase(self.flow.closing),)), drop_keyboard=True)] if self.flow.closing else []
        if not said and self.state.draft and not self.moved and kind_of(self.step).ask(self.at).contact_button:
            said = [Say(Message((phrase("hint.contact_done"),)), drop_keyboard=True)]
        return replace(self.state, draft=None), [
            *before,
            *said,
            Submit(self.flow.name, answers, self.state.about, files=tuple(self.state.files)),
        ]

    def skip_waiting(self) -> Self:
        """Every step that may wait and has no answer is left out, those that apply later included."""
        unanswered = {step.id for step in self.course.open} | self.flow.step_by_id.keys() - self.state.answers.keys()
        skipped = {step.id: Answer(None) for step in self.flow.steps if step.may_wait and step.id in unanswered}
        return self.on(replace(self.state, answers={**self.state.answers, **skipped}))

    def message(self, notes: tuple[Phrase, ...]) -> Message:
        """The open question as it is sent now."""
        if self.draft.over:
            over = overlays.message(self.draft.over, self.knowledge)
            return replace(over, paragraphs=(*notes, *over.paragraphs))
        numbered = self.step.number and not self.draft.correcting
        progress = phrase("progress", number=self.step.number, total=self.flow.total) if numbered else None
        return question(self.at, notes, self._ways_out(), progress)

    def kept(self) -> str | None:
        """The older answer to the open question, as a button says it; None where there is none to keep."""
        before = self.stood if self.stood is not None else self.offered or ...
        value = next((value for step, value in self.course.answers if step.id == self.step.id), before)
        if value is ... or not kind_of(self.step).told:
            return None
        return clip(self.at.write(brief(self.at, value)), ON_A_BUTTON)

    @property
    def stood(self) -> JsonValue:
        """What was said before of the open question, and may stand; None where nothing was."""
        value = self.state.known.get(self.step.id)
        return value if value is not None and fits(self.step, value, self.knowledge) else None

    @property
    def offered(self) -> str:
        """What was typed before the open question was asked, and may be its answer."""
        offered = self.draft.data.get("offered", "")
        return offered if isinstance(offered, str) and kind_of(self.step).takes_typed else ""

    def _ways_out(self) -> tuple[Row, ...]:
        step, correcting = self.step, self.draft.correcting
        back = not correcting and not self._amending and self.course.before(step, self.flow.steps) is not None
        telling = not correcting and not self._amending
        call = self.flow.calls and telling
        soon = telling and step.may_wait and 0 < self.flow.soon_from <= step.number < self.flow.total
        instead = self.flow.instead is not None
        papers = any(file["kind"] != "voice" for file in self.state.files)
        filed = papers and (self.draft.filed or kind_of(step).last)
        return ways_out(step, kept=self.kept(), back=back, call=call, soon=soon, instead=instead, filed=filed)

    @property
    def _amending(self) -> bool:
        """Whether what was sent before is looked over again."""
        return bool(self.state.about) and kind_of(self.step).last

    def leaving(self) -> list[Effect]:
        """The open question loses its buttons."""
        if self.state.draft is None or self.moved or self.draft.revision == 0:
            return []
        over = self.draft.over
        gone = Message((phrase(f"over.{over}"),)) if over else left(self.at)
        return [Redraw(self.step.id, self.draft.revision, gone)]

    def _keyboard_there(self, now: Position) -> list[Effect]:
        button = kind_of(now.step).ask(now.at).contact_button
        if button is None or self._open_before() == now.step.id:
            return []
        return [Say(Message((phrase("hint.contact"),), contact_button=button))]

    def _keyboard_away(self, now: Position) -> list[Effect]:
        before = self.flow.step_by_id.get(self._open_before())
        if (
            before is None
            or before.id == now.step.id
            or kind_of(before).ask(now.moment(before, {})).contact_button is None
        ):
            return []
        return [Say(Message((phrase("hint.contact_done"),)), drop_keyboard=True)]

    def _open_before(self) -> str:
        return self.state.draft.step if self.state.draft else ""

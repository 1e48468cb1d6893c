"""A flow as its file describes it: the steps of a conversation, in order, and when each applies."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

FlowName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*$", max_length=24)]
StepId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=14)]
OptionId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=24)]
Condition = Literal["", "leads_open", "size_decides", "register_decides", "places_apart"]

COMPLETING = "completer-"
"""How the names of the modules begin."""


class FlowError(ValueError):
    """A flow file that cannot be used; the message names the file, the step and the fix."""


class Entry(BaseModel):
    """Base of every entry of the file: unknown keys are refused, nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Step(Entry):
    """One question. `ask` names its kind, which may want to know more: its own model of a step adds that.

    `only_if` maps an earlier step to the values that make this one apply: all steps named must agree, each by one of
    its values. `when` names a condition written in Python (`course`). `optional`: [Skip] is offered. `may_wait`: it is
    left out by [Send right away]. `number` is the place of the question in what the person is told of the progress;
    several steps may share one, 0 shows none. `besides` are later steps whose answers may be typed in the same breath,
    each with whether it counts only after "par" or its like, as a way does: "mon téléphone" is none. `opens`: what is
    typed there may be the words of somebody for whom `approach` is another flow. `reads` are the later steps that the
    words of an earlier one may answer, which this step puts before the person.
    """

    id: StepId
    ask: str
    optional: bool = False
    only_if: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    when: Condition = ""
    number: int = Field(default=0, ge=0, le=99)
    may_wait: bool = False
    besides: dict[str, bool] = Field(default_factory=dict)
    opens: bool = False
    reads: tuple[StepId, ...] = ()

    def refers_to(self) -> tuple[str, ...]:
        """The earlier steps that its own question looks at."""
        return ()

    def among(self, questions: int) -> Self:
        """The same step, where it says how many questions its flow asks at most."""
        return self


class NeededStep(Step):
    """A step that nobody may skip."""

    @model_validator(mode="after")
    def _cannot_be_skipped(self) -> Self:
        if self.optional:
            raise ValueError(f"optional: a {self.ask} cannot be skipped, remove it")
        return self


class OptionStep(Step):
    """A step that is answered by some of its `options`."""

    options: tuple[OptionId, ...] = ()

    @model_validator(mode="after")
    def _two_or_more(self) -> Self:
        if len(self.options) < 2:
            raise ValueError("options: give at least two, or choose another kind in `ask`")
        if len(set(self.options)) != len(self.options):
            raise ValueError("options: an option stands twice, remove one")
        return self


class Flow(Entry):
    """A whole conversation: `name` is its file's, `steps` are asked in this order.

    `soon_from` is the number of the question from which [Send right away] is offered (0: never). `calls` offers [Be
    called back] at every question. `erasable`: giving it up erases what was told; otherwise it only stops. `closing` is
    the catalogue key of what is said once it was sent. `like` is the flow whose steps and texts it has, if not its own.
    `rests`: what it was laid over is not asked again once it is sent; whoever sent it goes back there when they like.
    `files`: what is sent while it runs is kept for the case, or, where it is pictures, shown to others with what is
    told. `module` is its place among the modules, which are offered
    to add details to a case (0: it is none).
    `questions`: the person's own are answered, or kept where a step gathers them, and never taken for an answer.
    `instead` is the flow that each of its questions leads back to, for whoever was taken for somebody else.
    """

    name: FlowName
    like: FlowName | None = None
    soon_from: int = Field(default=0, ge=0)
    calls: bool = False
    erasable: bool = False
    closing: str = ""
    rests: bool = False
    questions: bool = False
    instead: FlowName | None = None
    module: int = Field(default=0, ge=0)
    files: Literal["", "kept", "shown"] = ""
    steps: tuple[Step, ...] = Field(alias="step", min_length=1)

    @cached_property
    def step_by_id(self) -> dict[str, Step]:
        """Steps by their id."""
        return {step.id: step for step in self.steps}

    @property
    def texts(self) -> str:
        """The name its texts stand under in the catalogues."""
        return self.like or self.name

    @cached_property
    def total(self) -> int:
        """How many questions the person is told there are; it does not depend on what they answer."""
        return max(step.number for step in self.steps)

    @model_validator(mode="after")
    def _named_as_module(self) -> Self:
        if bool(self.module) != self.name.startswith(COMPLETING):
            raise ValueError(f"module: a module, and nothing else, has a name that begins with {COMPLETING}")
        return self

    @model_validator(mode="after")
    def _refer_back(self) -> Self:
        earlier: dict[str, Step] = {}
        for step in self.steps:
            if step.id in earlier:
                raise ValueError(f"step '{step.id}': the id stands twice, rename one")
            for problem in _bad_references(step, earlier):
                raise ValueError(f"step '{step.id}': {problem}")
            earlier[step.id] = step
        return self


def _bad_references(step: Step, earlier: dict[str, Step]) -> list[str]:
    named = [*step.only_if, *step.refers_to()]
    problems = [
        f"{name} is not an earlier step, move it up or correct the name" for name in named if name not in earlier
    ]
    for name, values in step.only_if.items():
        before = earlier.get(name)
        options = before.options if isinstance(before, OptionStep) else ()
        stray = [value for value in values if options and value not in options]
        problems += [f"only_if.{name}: {value} is not one of its options ({', '.join(options)})" for value in stray]
    return problems

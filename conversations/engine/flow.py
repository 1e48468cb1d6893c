"""A flow as its file describes it: the steps of a conversation, in order, and when each applies."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import PurePath
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

KindName = Literal[
    "notice", "text", "choice", "choices", "number", "sector", "place", "household", "name", "contact", "phone",
    "discretion", "recap", "letter", "dates", "substitute",
]  # fmt: skip
FlowName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*$", max_length=24)]
StepId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=14)]
OptionId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=24)]
Condition = Literal["", "size_decides"]

COMPLETING = "completer-"
"""How the names of the modules begin."""


class FlowError(ValueError):
    """A flow file that cannot be used; the message names the file, the step and the fix."""


class Entry(BaseModel):
    """Base of every entry of the file: unknown keys are refused, nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Step(Entry):
    """One question. `ask` names its kind; the rest is what that kind needs to know.

    `only_if` maps an earlier step to the values that make this one apply: all steps named must agree, each by one of
    its values. `most` is how many options may be picked; with 1 a press answers at once. `alone` are options that go
    with no other. `draws_on` is the step whose words propose options (kind `sector`). `public` prefixes the catalogue
    keys under which a group sees the options. `group` lists the steps a group is shown (kind `recap`).
    `version` names the text that was read (kind `notice`, `discretion`). `least` and `at_most` bound a number, or a
    text's length; `at_most` how many days there may be (kind `dates`). `number` is the place of the question in what
    the person is told of the progress; several steps may share one, 0 shows none. `may_wait` is left out by [Send right
    away]. `columns` and `page` lay options out; `quick` are numbers offered as buttons (kind `number`). `when` names a
    condition written in Python (`course`). `share` offers the button that shares one's own number (kind `contact`,
    `phone`).
    """

    id: StepId
    ask: KindName
    options: tuple[OptionId, ...] = ()
    optional: bool = False
    only_if: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    most: int = Field(default=1, ge=1, le=20)
    alone: tuple[OptionId, ...] = ()
    page: int = Field(default=8, ge=2, le=12)
    least: int = Field(default=1, ge=0)
    at_most: int = Field(default=1000, ge=1, le=3000)
    draws_on: str = ""
    public: str = ""
    number: int = Field(default=0, ge=0, le=99)
    may_wait: bool = False
    columns: int = Field(default=1, ge=1, le=3)
    quick: tuple[int, ...] = ()
    when: Condition = ""
    group: tuple[str, ...] = ()
    version: str = "1"
    share: bool = True

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.ask in ("choice", "choices", "household") and len(self.options) < 2:
            raise ValueError("options: give at least two, or choose another kind in `ask`")
        if len(set(self.options)) != len(self.options):
            raise ValueError("options: an option stands twice, remove one")
        if stray := set(self.alone) - set(self.options):
            raise ValueError(f"alone: {', '.join(sorted(stray))} is not among the options")
        if self.ask in ("recap", "notice", "discretion") and self.optional:
            raise ValueError(f"optional: a {self.ask} cannot be skipped, remove it")
        return self


class Flow(Entry):
    """A whole conversation: `name` is its file's, `steps` are asked in this order.

    `soon_from` is the number of the question from which [Send right away] is offered (0: never). `calls` offers [Be
    called back] at every question. `erasable`: giving it up erases what was told; otherwise it only stops. `closing` is
    the catalogue key of what is said once it was sent. `like` is the flow whose steps and texts it has, if not its own.
    `module` is its place among the modules, which are offered to add details to a case (0: it is none).
    """

    name: FlowName
    like: FlowName | None = None
    soon_from: int = Field(default=0, ge=0)
    calls: bool = False
    erasable: bool = False
    closing: str = ""
    module: int = Field(default=0, ge=0)
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
    named = [*step.only_if, *step.group, *([step.draws_on] if step.draws_on else [])]
    problems = [
        f"{name} is not an earlier step, move it up or correct the name" for name in named if name not in earlier
    ]
    for name, values in step.only_if.items():
        options = earlier[name].options if name in earlier else ()
        stray = [value for value in values if options and value not in options]
        problems += [f"only_if.{name}: {value} is not one of its options ({', '.join(options)})" for value in stray]
    return problems


def load(name: str) -> Flow:
    """The flow called `name`, read once. Raises FlowError."""
    if not re.fullmatch(r"[a-z][a-z0-9_-]*", name):
        raise FlowError(f"flow {name!r}: a flow's name is made of small letters, digits, _ and -")
    return _load(name)


def load_all() -> dict[str, Flow]:
    """Every flow by its name; the modules come last, in the order in which they are offered. Raises FlowError."""
    flows = [load(name) for name in names()]
    return {flow.name: flow for flow in sorted(flows, key=lambda flow: flow.module)}


def names() -> tuple[str, ...]:
    """The flows that come with the program: a file in the folder of a feature is one."""
    return tuple(_files())


def source(name: str) -> str:
    """The text of a flow's file. Raises FlowError."""
    if name not in _files():
        raise FlowError(f"flow {name!r}: no such file; there is {', '.join(names())}")
    return _files()[name].read_text(encoding="utf-8")


@cache
def _files() -> Mapping[str, Traversable]:
    """The files flows/<feature>/<name>.toml by name."""
    features = sorted(files("conversations").joinpath("flows").iterdir(), key=str)
    found: dict[str, Traversable] = {}
    for file in (file for feature in features for file in sorted(feature.iterdir(), key=str)):
        name = file.name.removesuffix(".toml")
        if name in found:
            raise FlowError(f"flow {name!r}: two features have a file {file.name}, rename one")
        found[name] = file
    return found


@cache
def _load(name: str) -> Flow:
    return parse(source(name), PurePath(str(_files()[name])))


def parse(text: str, path: PurePath) -> Flow:
    """A flow from the text of its file; `path` gives its name and stands in the errors. Raises FlowError."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise FlowError(f"{path}: not valid TOML ({error})") from None
    if isinstance(raw.get("like"), str):
        raw = _alike(raw)
    try:
        return Flow.model_validate({**raw, "name": path.stem})
    except ValidationError as error:
        raise FlowError("\n".join(f"{path}: {line}" for line in _explained(error, raw))) from None


def _alike(raw: dict[str, Any]) -> dict[str, Any]:
    """A flow that has the steps of another: `change` says, by step, what differs."""
    changes = raw.get("change", {})
    steps = [step.model_dump() | changes.get(step.id, {}) for step in load(raw["like"]).steps]
    return {**{key: value for key, value in raw.items() if key != "change"}, "step": steps}


def _explained(error: ValidationError, raw: dict[str, Any]) -> list[str]:
    return [f"{_where(tuple(item['loc']), raw)}{item['msg'].removeprefix('Value error, ')}" for item in error.errors()]


def _where(loc: tuple[int | str, ...], raw: dict[str, Any]) -> str:
    match loc:
        case ("step", int(index), *rest):
            step = raw["step"][index]
            name = step.get("id", f"number {index + 1}") if isinstance(step, dict) else f"number {index + 1}"
            field = "".join(f"{part}: " for part in rest)
            return f"step '{name}': {field}"
        case _:
            return "".join(f"{part}: " for part in loc)

"""The flows that come with the program: a file flows/<feature>/<name>.toml is one because it is there."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import PurePath
from typing import Any

from pydantic import ValidationError

from conversations.engine.flow import Flow, FlowError, Step
from conversations.engine.kind import kinds


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
    return files_in(files("conversations").joinpath("flows"))


def files_in(folder: Traversable) -> Mapping[str, Traversable]:
    """The files <feature>/<name>.toml of a folder by name. Raises FlowError where two have the same."""
    found: dict[str, Traversable] = {}
    for file in (file for feature in sorted(folder.iterdir(), key=str) for file in sorted(feature.iterdir(), key=str)):
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
        return Flow.model_validate({**raw, **_steps(raw.get("step")), "name": path.stem})
    except (ValidationError, FlowError) as error:
        raise FlowError("\n".join(f"{path}: {line}" for line in _explained(error))) from None


def _alike(raw: dict[str, Any]) -> dict[str, Any]:
    """A flow that has the steps of another: `change` says, by step, what differs."""
    changes = raw.get("change", {})
    steps = [step.model_dump() | changes.get(step.id, {}) for step in load(raw["like"]).steps]
    return {**{key: value for key, value in raw.items() if key != "change"}, "step": steps}


def _steps(raw: Any) -> dict[str, Any]:
    if raw is None:
        return {}
    if not isinstance(raw, list) or not all(isinstance(entry, dict) for entry in raw):
        raise FlowError("step: write each as a table of its own, under [[step]]")
    steps = [_step(entry, number) for number, entry in enumerate(raw, start=1)]
    questions = sum(step.number > 0 for step in steps)
    return {"step": [step.among(questions) for step in steps]}


def _step(entry: dict[str, Any], number: int) -> Step:
    """A step as its kind reads it. Raises FlowError."""
    name, ask = entry.get("id", f"number {number}"), str(entry.get("ask", ""))
    if ask not in kinds():
        raise FlowError(f"step '{name}': ask: {ask!r} is no kind; there is {', '.join(map(repr, kinds()))}")
    try:
        step: Step = kinds()[ask].step.model_validate(entry)
    except ValidationError as error:
        raise FlowError("\n".join(f"step '{name}': {line}" for line in _explained(error))) from None
    return step


def _explained(error: ValidationError | FlowError) -> list[str]:
    if isinstance(error, FlowError):
        return str(error).splitlines()
    return [
        "".join(f"{part}: " for part in item["loc"]) + item["msg"].removeprefix("Value error, ")
        for item in error.errors()
    ]

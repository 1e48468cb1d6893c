"""A slot is changed by the machine alone, and the documents show the machine as it is."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from handlers.features import REGISTER
from network.acts import ACTS
from network.slots import Slot
from tests.codebase.repository import ROOT, files

FIELDS = {field.name for field in fields(Slot)}
MACHINE = "network/machine.py"
READS = "storage/slots.py"
"""Makes slots of what is stored."""
ELSEWHERE = {MACHINE, "network/routing.py"}
"""Routing makes proposals, which name a referent and others too."""


def set_by_hand(tree: ast.AST) -> Iterator[str]:
    """Fields of a slot that a `replace` sets, and slots that are made."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="replace") | ast.Attribute(attr="replace"), keywords=keywords):
                yield from (str(keyword.arg) for keyword in keywords if keyword.arg in FIELDS)
            case ast.Call(func=ast.Name(id="Slot") | ast.Attribute(attr="Slot")):
                yield "Slot"


def product() -> dict[str, ast.Module]:
    """The code of the program that may set a field of a slot, or make one."""
    names = {path.relative_to(ROOT).as_posix(): path for path in files(".py")}
    code = {name: path.read_text("utf-8") for name, path in names.items() if not name.startswith("tests/")}
    return {name: ast.parse(text) for name, text in code.items() if re.search(r"\b(?:replace|Slot)\b", text)}


def test_nothing_else_sets_a_field_of_a_slot() -> None:
    found = {name: [*set_by_hand(tree)] for name, tree in product().items() if name not in ELSEWHERE}
    assert {name: some for name, some in found.items() if some} == {READS: ["Slot", "Slot"]}


@pytest.mark.parametrize("code", ["replace(slot, taken_by=None)", "dataclasses.replace(s, status=x)", "Slot(role)"])
def test_whoever_does_is_found(code: str) -> None:
    assert [*set_by_hand(ast.parse(code))]
    assert [*set_by_hand(ast.parse(Path(ROOT / MACHINE).read_text("utf-8")))]


def test_every_press_that_an_act_names_is_a_button() -> None:
    assert {rule.verb for rule in ACTS.values() if rule.verb} <= {verb.name for verb in REGISTER.every_verb}

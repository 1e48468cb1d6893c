"""What the documentation says is there is there."""

from __future__ import annotations

import re
import tomllib

import pytest

from handlers.features import REGISTER
from tests.codebase import documents
from tests.codebase.repository import ROOT, read

_DOCUMENTS = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")


def _project() -> dict[str, object]:
    project: dict[str, object] = tomllib.loads(read("pyproject.toml"))["project"]
    return project


@pytest.mark.parametrize("name", _DOCUMENTS)
def test_every_make_target_named_exists(name: str) -> None:
    targets = set(re.findall(r"(?m)^([a-z]+):", read("Makefile")))
    code = re.findall(r"`([^`]+)`", read(name)) + re.findall(r"(?ms)^```\w*\n(.*?)^```", read(name))
    named = {target for piece in code for target in re.findall(r"\bmake ([a-z]+)", piece)}
    assert named - targets == set()


def test_every_make_target_is_in_the_readme() -> None:
    phony = re.search(r"(?m)^\.PHONY:(.*)$", read("Makefile"))
    assert phony is not None
    readme = read("README.md")
    assert [target for target in phony[1].split() if target != "help" and f"make {target}" not in readme] == []


def test_the_readme_has_every_command_and_every_word_for_it() -> None:
    spelt = {word for command in REGISTER.commands.values() for word in (command.name, *command.also)}
    readme = set(re.findall(r"`/(\w+)", read("README.md")))
    assert spelt - readme == set()
    assert readme - spelt == {"newbot"}  # of @BotFather


@pytest.mark.parametrize("page", documents.WRITTEN)
def test_what_is_written_from_the_tables_is_as_they_are(page: str) -> None:
    assert documents.as_it_should_be(page) == read(page), "make docs"


@pytest.mark.parametrize("name", _DOCUMENTS)
def test_every_link_inside_the_project_leads_somewhere(name: str) -> None:
    shown = re.sub(r"(?s)<!--.*?-->", "", read(name))
    links = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", shown)
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_changelog_has_the_version() -> None:
    assert f"## [{_project()['version']}]" in read("CHANGELOG.md")


def test_the_licence_is_the_one_declared() -> None:
    assert _project()["license"] == "MIT"
    assert read("LICENSE").startswith("MIT License")


def test_no_hook_is_fetched_from_elsewhere() -> None:
    assert set(re.findall(r"(?m)^\s*-?\s*repo:\s*(\S+)", read(".pre-commit-config.yaml"))) == {"local"}

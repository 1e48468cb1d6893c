"""What the documentation says is there is there."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec

import pytest
import telegram.ext

from bot.__main__ import app
from handlers.features import REGISTER
from tests.codebase import documents
from tests.codebase.repository import ROOT, files, read, texts

_DOCUMENTS = (
    *("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"),
    *sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("docs/*.md")),
)


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
    assert [link for link in links if not ((ROOT / name).parent / link).exists()] == []


def test_the_changelog_has_the_version() -> None:
    assert f"## [{_project()['version']}]" in read("CHANGELOG.md")


def test_the_licence_is_the_one_declared() -> None:
    assert _project()["license"] == "MIT"
    assert read("LICENSE").startswith("MIT License")


def test_no_hook_is_fetched_from_elsewhere() -> None:
    assert set(re.findall(r"(?m)^\s*-?\s*repo:\s*(\S+)", read(".pre-commit-config.yaml"))) == {"local"}


# --- what stands in backticks -----------------------------------------------------------------------------------------


def _named(name: str) -> Iterator[str]:
    """What a page writes as code inside a line, but for what `make docs` writes there."""
    by_hand = re.sub(r"(?s)<!-- written by.*?<!-- end -->|(?m:^```.*?^```)", "", read(name))
    yield from re.findall(r"`([^`\n]+)`", by_hand)


@cache
def _paths() -> frozenset[str]:
    """Every file and folder of the project, below the root."""
    found = {path.relative_to(ROOT) for path in files()}
    return frozenset(one.as_posix() for path in found for one in (path, *path.parents))


@cache
def _defined() -> frozenset[str]:
    """What the code defines: functions, classes, variables, fields and parameters; and what its modules are called."""
    found = {part for path in _paths() for part in path.removesuffix(".py").split("/")}
    for path in files(".py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                    found.add(name)
                case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
                    found.add(name)
                case _:
                    pass
    return frozenset(found)


@cache
def _in_capitals() -> frozenset[str]:
    """What code, settings and the Makefile write in capitals."""
    code = (text for name, text in texts().items() if not name.endswith(".md"))
    return frozenset(word for text in code for word in re.findall(r"[A-Z]+_[A-Z_]+", text))


SUFFIXES = "csv|json|md|po|py|toml|txt"
OTHERS = frozenset({*dir(telegram.ext), "sendMessage", "sys.inputs"})
"""Names that are the library’s, the Bot API’s, the typesetter’s."""


def _is_there(path: str) -> bool:
    """Whether there is such a file or folder, or one below any folder; `<…>` and `*` stand for any name."""
    wanted = re.sub(r"\\\*|<\w+>", "[^/]+", re.escape(path.rstrip("/")))
    return any(re.fullmatch(rf"(?:.*/)?{wanted}", known) for known in _paths())


@pytest.mark.parametrize("name", _DOCUMENTS)
def test_every_file_and_folder_named_is_there(name: str) -> None:
    tops = "|".join(sorted({path.split("/")[0] for path in _paths() if "/" in path}))
    path = re.compile(rf"(?:{tops})/[^\s…]*|[^\s…/]*[\w>*]\.(?:{SUFFIXES})")
    assert [piece for piece in _named(name) if path.fullmatch(piece) and not _is_there(piece)] == []


@pytest.mark.parametrize("name", _DOCUMENTS)
def test_every_name_of_the_code_is_defined(name: str) -> None:
    """Names that only code can have: with a dot, an underscore or a capital inside."""
    spelt = re.compile(r"(?=.*[._]|\w*[a-z][A-Z])[A-Za-z]\w*(?:\.\w+)*")
    names = {piece for piece in _named(name) if spelt.fullmatch(piece) and not piece.isupper()} - OTHERS
    a_file = re.compile(rf".*\.(?:{SUFFIXES})")
    assert [one for one in names if not a_file.fullmatch(one) and not _defined().issuperset(one.split("."))] == []


@pytest.mark.parametrize("name", _DOCUMENTS)
def test_every_setting_named_is_known(name: str) -> None:
    named = {word for piece in _named(name) for word in re.findall(r"\b[A-Z]+_[A-Z_]+\b", piece)}
    assert named - _in_capitals() == set()


@pytest.mark.parametrize("name", _DOCUMENTS)
def test_every_module_and_verb_to_run_is_there(name: str) -> None:
    verbs = {one.name or one.callback.__name__ for one in app.registered_commands if one.callback is not None}
    for module, verb in re.findall(r"python -m ([a-z][\w.]*)(?: ([a-z]+))?", read(name)):
        assert find_spec(module) is not None
        assert module != "bot" or verb in verbs


@pytest.mark.parametrize("name", _DOCUMENTS)
def test_nobody_counts_the_tests(name: str) -> None:
    """The number is another one tomorrow."""
    assert re.findall(r"\b\d[\d,]* tests\b", read(name)) == []


# --- the layers -------------------------------------------------------------------------------------------------------


def _layers() -> dict[str, list[str]]:
    """The folders of ARCHITECTURE's layers, each with those that stand under it."""
    drawn = read("ARCHITECTURE.md").partition("## The layers")[2].partition("Imports only go down")[0]
    found: dict[str, list[str]] = {}
    for line in drawn.splitlines():
        folders = re.match(r" {4}( {2})?((?:\w+/ ?)+)(?: |…|$)", line)
        if folders is not None:
            names = [name.strip("/ ") for name in folders[2].split()]
            if folders[1]:
                found[list(found)[-1]] += names
            else:
                found[names[0]] = []
    return found


def test_the_layers_are_the_folders() -> None:
    """Every folder with code is drawn; where any folder under it is, all are, but for what "…" stands for."""
    code = {path.relative_to(ROOT).parts[0] for path in files(".py")} - {"tests"}
    layers = _layers()
    assert code - layers.keys() == set()
    assert [f"{top}/{under}" for top in layers for under in layers[top] if f"{top}/{under}" not in _paths()] == []
    assert [top for top in layers if top not in _paths()] == []
    for top in ("bot", "conversations", "storage"):
        inside = {path.split("/")[1] for path in _paths() if path.startswith(f"{top}/") and path.count("/") > 1}
        assert inside == set(layers[top])

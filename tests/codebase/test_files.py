"""What no file may hold, and what every file must."""

from __future__ import annotations

import gzip
import re
import string
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.codebase.repository import ROOT, files, read, texts

# Written in pieces, so that this file does not hold what it forbids.
_FORBIDDEN = {
    "a path of one machine": r"(?<![\w.~-])/(?:wo" r"rk|ro" r"ot|ho" r"me)/",
    "a registry's host": r"pypi\." r"org|pythonhosted\." r"org|registry\." r"npmjs|deb\." r"debian",
    "a merge that was not finished": r"(?m)^(?:<{7}|>{7}|={7})(?: |$)",
}

# A French number: ten digits in pairs, or +33 / 0033 and nine. Whatever is part of a longer word or number is none.
_PHONE = re.compile(r"(?<![\w.+-])(?:(?:\+|00)33[\s.-]?(?:\(0\)[\s.-]?)?|0)([1-9](?:[\s.-]?\d{2}){4})(?![\w-])")
_FICTION = "19900"  # 01 99 00 xx xx, which the French numbering plan keeps for fiction


def _real_numbers(text: str) -> list[str]:
    found = {m[0]: re.sub(r"\D", "", m[1]) for m in _PHONE.finditer(text)}
    return [
        written for written, digits in found.items() if not digits.startswith(_FICTION) and written != string.digits
    ]


@pytest.mark.parametrize("kind", _FORBIDDEN)
def test_no_file_holds(kind: str) -> None:
    pattern = re.compile(_FORBIDDEN[kind])
    found = [f"{name}: {match[0]}" for name, text in texts().items() for match in pattern.finditer(text)]
    assert found == []


_PUBLISHED = "network/data/"
"""Where the State's own data stand, with the numbers of town halls: there they may be, and nowhere else."""


def test_no_file_holds_a_telephone_number_that_could_be_somebodys() -> None:
    written = ((name, text) for name, text in texts().items() if not name.startswith(_PUBLISHED))
    found = [f"{name}: {number}" for name, text in written for number in _real_numbers(text)]
    assert found == []


def test_no_archive_holds_one_but_that_of_the_town_halls() -> None:
    found = [path.relative_to(ROOT).as_posix() for path in files() if any(map(_real_numbers, _unpacked(path)))]
    assert found == [f"{_PUBLISHED}town_halls.zip"]


def _unpacked(path: Path) -> list[str]:
    """What an archive holds, a text a line: there are these two kinds."""
    assert path.suffix not in (".xz", ".lzma", ".bz2", ".tar", ".tgz", ".7z"), "teach this test to look into it"
    if path.suffix == ".gz":
        return gzip.decompress(path.read_bytes()).decode(errors="replace").splitlines()
    if path.suffix != ".zip":
        return []
    with ZipFile(path) as archive:
        return [line for name in archive.namelist() for line in archive.read(name).decode().splitlines()]


def test_a_telephone_number_is_seen_however_it_is_written() -> None:
    pairs = ["4 73", "00 00 00"]
    for written in ("0" + " ".join(pairs), "+33 " + " ".join(pairs), "0033" + "".join(pairs).replace(" ", "")):
        assert _real_numbers(f"tél. {written}, le matin") == [written]
    for harmless in ("01 99 00 12 34", "+33199001234", "a06" + "12345678b", "45.06" + "12345678"):
        assert _real_numbers(harmless) == []


def test_every_module_opens_with_its_reason() -> None:
    silent = [
        path.relative_to(ROOT).as_posix()
        for path in files(".py")
        if not re.match(r'(?:#.*\n)*r?"""\s*(?!""")\S', path.read_text("utf-8"))
    ]
    assert silent == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "benchmarks/requirements.txt"])
def test_every_pin_is_exact_and_hashed_and_says_no_address(name: str) -> None:
    text = read(name)
    entries = re.split(r"\n(?=\S)", text.strip())
    loose = [entry.split("\n", 1)[0] for entry in entries if "==" not in entry or "--hash=sha256:" not in entry]
    assert loose == []
    assert not re.search(r"://|--(?:extra-)?index-url|--find-links|(?m:^-)", text)


def test_the_development_pins_hold_the_runtime_pins_unchanged() -> None:
    runtime, development = (set(re.findall(r"(?m)^\S+==\S+", read(f"requirements{part}.txt"))) for part in ("", "-dev"))
    assert runtime - development == set()


# --- a house that can be taken in -------------------------------------------------------------------------------------

LONG = 350
"""Lines of a file of the program, beyond which ARCHITECTURE.md says why."""
MOST_FILES, MOST_IN_TURN = 15, 12
"""Files of a folder under handlers/, besides the line that says what it is."""


def test_a_folder_of_handlers_is_taken_in_at_a_glance() -> None:
    folders: dict[str, int] = {}
    for path in files(".py"):
        if path.is_relative_to(ROOT / "handlers") and path.name != "__init__.py":
            folders[path.parent.name] = folders.get(path.parent.name, 0) + 1
    most = {name: MOST_IN_TURN if name == "turn" else MOST_FILES for name in folders}
    assert {name: count for name, count in folders.items() if count > most[name]} == {}


def test_a_long_file_is_argued() -> None:
    architecture = read("ARCHITECTURE.md")
    long = [
        name
        for path in files(".py")
        if not (name := path.relative_to(ROOT).as_posix()).startswith("tests/")
        and len(path.read_text("utf-8").splitlines()) > LONG
    ]
    assert [name for name in long if f"`{name}`" not in architecture] == []

"""A fault: a sentence, how it is spelt in today's code, and the tests that catch it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).with_name("faults.toml")


@dataclass(frozen=True, slots=True)
class Fault:
    """As `faults.toml` has it. `file` is named from the root; `caught_by` selects tests as pytest's -k does."""

    sentence: str
    file: str
    search: str
    replace: str
    caught_by: str

    @property
    def test(self) -> str:
        """The function of the test that catches it."""
        return self.caught_by.partition(" ")[0]

    def spoil(self, root: Path) -> None:
        """Plant it in a checkout. Raises ValueError where the code is spelt otherwise by now."""
        path = root / self.file
        code = path.read_text("utf-8")
        if self.search not in code:
            raise ValueError(f"{self.file} has no {self.search!r}: spell this fault anew: {self.sentence}")
        path.write_text(code.replace(self.search, self.replace), "utf-8")


def faults() -> tuple[Fault, ...]:
    """Every fault that is written down."""
    return tuple(Fault(**one) for one in tomllib.loads(FILE.read_text("utf-8"))["fault"])


def files_with(test: str, root: Path) -> Iterator[str]:
    """The files in which a test of that name stands, wherever it has moved."""
    for path in sorted((root / "tests").rglob("test_*.py")):
        if re.search(rf"^(?:async )?def {re.escape(test)}\(", path.read_text("utf-8"), re.MULTILINE):
            yield path.relative_to(root).as_posix()

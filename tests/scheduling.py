"""Scheduling: which process runs which tests where several run side by side. Each goes to whichever is free, but those
that belong together stay together.

xdist’s own groups are written into the names of tests, which pytest 9.2 lets nobody change any more: they fall apart
without a word (pytest-xdist, issue 1386).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

CODE_IS_READ: Mapping[str, str] = {
    "tests/codebase/test_docs.py": "documents",
    "tests/conversations/test_keys.py": "keys",
}
"""Where all code is read, once in a process."""


class Together(LoadScopeScheduling):  # type: ignore[misc]
    """Groups in the order in which their first tests were collected.

    A group that is done is forgotten: else, after each of thousands of tests, all that were would be counted once more.
    """

    def mark_test_complete(self, node: Any, item_index: int, duration: float = 0) -> None:
        """A test of a process has ended."""
        scope = self._split_scope(self.registered_collections[node][item_index])
        super().mark_test_complete(node, item_index, duration)
        if all(self.assigned_work[node][scope].values()):
            del self.assigned_work[node][scope]

    def _split_scope(self, nodeid: str) -> str:
        """What a test belongs to, by its name: itself, as a rule."""
        return CODE_IS_READ.get(nodeid.partition("::")[0], nodeid)

"""The runtime: what every turn needs besides its transaction, built once at the start; of the network it keeps the
indexes of the version that was read last.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from conversations.engine.flow import Flow
from conversations.engine.knowledge import Knowledge
from storage.engine.database import Database
from storage.engine.erased import Marks
from storage.networks import Stored, read

if TYPE_CHECKING:
    from handlers.turn.register import Register

Now = Callable[[], datetime]


@dataclass(slots=True)
class Runtime:
    """`now` is business time, which can be shifted; `real_now` is the world's.

    `wake_inbox`, `wake_outbox` and `wake_mail` are called after a commit that may have left work there; `erased` where
    something was erased, so that the database's files and its copies forget it too. `mails` says whether e-mails can be
    sent; `marks` makes the marks by which it is known what no copy must bring back.
    """

    database: Database
    network_id: str
    flows: Mapping[str, Flow]
    register: Register
    now: Now
    real_now: Now
    bot_username: str = ""
    wake_inbox: Callable[[], None] = lambda: None
    wake_outbox: Callable[[], None] = lambda: None
    erased: Callable[[], None] = lambda: None
    mails: bool = False
    wake_mail: Callable[[], None] = lambda: None
    marks: Marks = field(default_factory=lambda: Marks(""))
    _known: tuple[int, Knowledge] | None = field(default=None, repr=False)

    def known(self, version: int) -> Knowledge | None:
        """What is known of the network at `version`, if it was read before: its indexes take a moment to build."""
        return self._known[1] if self._known is not None and self._known[0] == version else None

    def learn(self, stored: Stored) -> Knowledge:
        """Build the indexes of a version of the network and keep them."""
        knowledge = _knowledge(stored.document)
        self._known = (stored.version, knowledge)
        return knowledge

    def amended(self, stored: Stored) -> Knowledge:
        """The indexes of a version that this turn records. They are not kept under its number, and none is: the turn
        may come to nothing yet, and another version have that number.
        """
        self._known = None
        return _knowledge(stored.document)


_BUILT: dict[str, Knowledge] = {}
"""The indexes of the documents that were read last, the newest last."""
_MOST_BUILT = 4


def _knowledge(document: str) -> Knowledge:
    built = _BUILT.pop(document, None)
    if built is None:
        built = Knowledge.of(read(document), next(reversed(_BUILT.values()), None))
    _BUILT[document] = built
    if len(_BUILT) > _MOST_BUILT:
        del _BUILT[next(iter(_BUILT))]
    return built

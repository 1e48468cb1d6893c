"""The runtime: what every turn needs besides its transaction, built once at the start; of the network it keeps the
indexes of the version that was read last.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal

from conversations.engine.flow import Flow
from conversations.engine.knowledge import Knowledge
from conversations.words import offer_lists
from correspondence.tokens import Tokens
from network.imports.rows import Reading, Sort
from network.model import Network
from reports import pictures
from reports.pictures import Picture
from storage.engine.database import Database
from storage.engine.erased import Marks
from storage.networks import Stored, read

if TYPE_CHECKING:
    from handlers.turn.channels.ways import Channel
    from handlers.turn.register import Register

Now = Callable[[], datetime]
Fetch = Callable[[str], Awaitable[bytes]]
"""What is in a file that somebody sent, by the name that Telegram gave it. Raises `FetchError`."""
ReadTable = Callable[[bytes, Network, date, Sort | None, Mapping[str, str] | None], Awaitable[Reading]]
"""What is in a spreadsheet, as `conversations.words.offer_lists.read` says it, where it takes nobody's time."""

MakePicture = Callable[[bytes, int], Awaitable[Picture]]
"""The picture that is in a file, as `reports.pictures.made_anew` makes it, where it takes nobody's time; the number is
how many there are beside it. Raises `PictureError`.
"""


class FetchError(Exception):
    """A file cannot be had: it is too big, or Telegram does not give it now."""

    def __init__(self, why: Literal["big", "away"]) -> None:
        super().__init__(why)
        self.why = why


async def _at_once(
    data: bytes, network: Network, today: date, sort: Sort | None, given: Mapping[str, str] | None
) -> Reading:
    return offer_lists.read(data, network, today, sort, given)


async def _picture_at_once(data: bytes, _beside: int) -> Picture:
    return pictures.made_anew(data)


async def _nothing(_file_id: str) -> bytes:
    raise FetchError("away")


@dataclass(slots=True)
class Runtime:
    """`now` is business time, which can be shifted; `real_now` is the world's.

    `wake_inbox`, `wake_outbox` and `wake_mail` are called after a commit that may have left work there; `erased` where
    something was erased, so that the database's files and its copies forget it too. `mails` says whether e-mails can be
    sent; `marks` makes the marks by which it is known what no copy must bring back. `fetch` gets a file that somebody
    sent, `read_table` and `make_picture` read it: all are for what is read before a turn. `mailbox` is the address of
    which mails are read, empty where none are; `tokens` sign the links to it. `channels` take the place of
    `ways.CHANNELS`.
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
    fetch: Fetch = _nothing
    read_table: ReadTable = _at_once
    make_picture: MakePicture = _picture_at_once
    tokens: Tokens = field(default_factory=lambda: Tokens(""))
    mailbox: str = ""
    channels: tuple[Channel, ...] = ()
    _made: dict[str, tuple[object, Any]] = field(default_factory=dict, repr=False)
    _known: tuple[int, Knowledge] | None = field(default=None, repr=False)

    def made(self, what: str, of: object) -> Any:
        """What was made last of that, if `of`, which says all that it depends on, is what it was made of."""
        kept = self._made.get(what)
        return kept[1] if kept is not None and kept[0] == of else None

    def keep(self, what: str, of: object, made: object) -> None:
        """Keep what takes a moment to make."""
        self._made[what] = (of, made)

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

"""The buttons of an item of news: whom it is for, whether it goes, who has read it."""

from __future__ import annotations

from dataclasses import replace

from handlers.turn.register import CODE, NUMBER, Verb, one_of
from handlers.turn.rights import COORDINATOR, Right, referent_id
from handlers.turn.turn import Turn
from storage import bulletins
from storage.bulletins import Bulletin


async def _reads(turn: Turn, account: int, _what: str, item: Bulletin | None) -> bool:
    mine = referent_id(turn, account)
    return item is not None and mine is not None and await bulletins.is_for(turn.here, item.id, mine)


READER = Right("reader", "whom the item went to", _reads, "press.over")
ITEM = replace(NUMBER, find=lambda turn, number: bulletins.find(turn.here, number))

NEW = Verb("bulletin", (one_of("new"),), COORDINATOR, once=True)
WHO = Verb("bulletin", (one_of("readers"), ITEM), COORDINATOR, once=True)
ITS = Verb("bulletin", (one_of("whom", "all", "send", "drop"), ITEM), COORDINATOR)
LIST = Verb("bulletin", (one_of("territories", "sectors"), ITEM, NUMBER), COORDINATOR)
FOR = Verb("bulletin", (one_of("territory", "sector"), ITEM, CODE), COORDINATOR)
READ = Verb("bulletin", (one_of("read"), ITEM), READER, by_mail="mail.does.read")

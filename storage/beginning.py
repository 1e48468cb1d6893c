"""What a turn begins with, asked at once: the version of the network, its partner group, whose account is whose."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import BindParameter, bindparam, literal, select

from storage.accounts import account
from storage.engine.here import Here
from storage.engine.prepared import hot
from storage.networks import GROUP, LATEST


@dataclass(frozen=True, slots=True)
class Beginning:
    """The newest `version` of the network, 0 where there is none; the chat of the partner group while the bot is in it;
    Telegram ids by referent id.
    """

    version: int
    group: int | None
    accounts: dict[str, int]


_NETWORK: BindParameter[str] = bindparam("network")
_ONE = select(literal(1).label("row")).subquery("one")
# A row for each account, and one where there is none.
_BEGIN = hot(
    select(
        LATEST.scalar_subquery().label("version"),
        GROUP.scalar_subquery().label("in_group"),
        account.c.referent_id,
        account.c.telegram_id,
    ).select_from(_ONE.outerjoin(account, account.c.network_id == _NETWORK))
)


async def begin(here: Here) -> Beginning:
    """What is so when the transaction begins."""
    rows = (await here.execute(_BEGIN, {"network": here.network_id})).fetchall()
    accounts = {row.referent_id: row.telegram_id for row in rows if row.referent_id is not None}
    return Beginning(rows[0].version or 0, rows[0].in_group, accounts)

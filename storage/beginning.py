"""What a turn begins with, asked at once: the version of the network, its partner group, whose account is whose."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import BindParameter, bindparam, func, literal, select

from storage.accounts import account
from storage.engine.here import Here
from storage.networks import network_version, partner_group


@dataclass(frozen=True, slots=True)
class Beginning:
    """The newest `version` of the network, 0 where there is none; the chat of the partner group while the bot is in it;
    Telegram ids by referent id.
    """

    version: int
    group: int | None
    accounts: dict[str, int]


_NETWORK: BindParameter[str] = bindparam("network")
_VERSION = select(func.max(network_version.c.version)).where(network_version.c.network_id == _NETWORK)
_GROUP = select(partner_group.c.chat_id).where(
    partner_group.c.network_id == _NETWORK, partner_group.c.lost_at.is_(None)
)
_ONE = select(literal(1).label("row")).subquery("one")
# A row for each account, and one where there is none.
_BEGIN = select(
    _VERSION.scalar_subquery().label("version"),
    _GROUP.scalar_subquery().label("in_group"),
    account.c.referent_id,
    account.c.telegram_id,
).select_from(_ONE.outerjoin(account, account.c.network_id == _NETWORK))


async def begin(here: Here) -> Beginning:
    """What is so when the transaction begins."""
    rows = (await here.execute(_BEGIN, {"network": here.network_id})).fetchall()
    accounts = {row.referent_id: row.telegram_id for row in rows if row.referent_id is not None}
    return Beginning(rows[0].version or 0, rows[0].in_group, accounts)

"""What a turn begins with, asked at once: the version of the network, its partner group, whose account is whose, who
coordinates.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import BigInteger, BindParameter, bindparam, cast, literal, literal_column, null, select, union_all

from storage import coordinators
from storage.accounts import account
from storage.coordinators import Coordination, coordinator
from storage.engine.here import Here
from storage.engine.prepared import hot
from storage.networks import GROUP, LATEST


@dataclass(frozen=True, slots=True)
class Beginning:
    """The newest `version` of the network, 0 where there is none; the chat of the partner group while the bot is in it;
    Telegram ids by referent id; who coordinates.
    """

    version: int
    group: int | None
    accounts: dict[str, int]
    coordination: Coordination


_NETWORK: BindParameter[str] = bindparam("network")
_ONE = select(literal(1).label("row")).subquery("one")
# A row for each account, and one where there is none; then one for each who coordinates.
_BEGIN = hot(
    union_all(
        select(
            LATEST.scalar_subquery().label("version"),
            GROUP.scalar_subquery().label("in_group"),
            account.c.referent_id,
            account.c.telegram_id,
            literal_column("0").label("coordinates"),
        ).select_from(_ONE.outerjoin(account, account.c.network_id == _NETWORK)),
        select(
            cast(null(), BigInteger),
            cast(null(), BigInteger),
            coordinator.c.referent_id,
            coordinator.c.telegram_id,
            literal_column("1"),
        ).where(coordinator.c.network_id == _NETWORK, coordinator.c.ended_at.is_(None)),
    )
)


async def begin(here: Here) -> Beginning:
    """What is so when the transaction begins."""
    rows = (await here.execute(_BEGIN, {"network": here.network_id})).fetchall()
    bound = [row for row in rows if not row.coordinates]
    accounts = {row.referent_id: row.telegram_id for row in bound if row.referent_id is not None}
    coordination = coordinators.gathered(row for row in rows if row.coordinates)
    return Beginning(bound[0].version or 0, bound[0].in_group, accounts, coordination)

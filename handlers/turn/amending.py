"""Amending: the network becomes another, signed by whoever changed it."""

from __future__ import annotations

from dataclasses import replace

from handlers.turn.turn import Turn
from network.managing import differences
from network.model import Network
from storage import managing, networks


async def amend(turn: Turn, network: Network, author: str, reason: str) -> None:
    """From now on the network is `network`: for the rest of this turn, and for every turn after its commit. `author` is
    a referent’s id or "coordinator" (`Turn.actor`), `reason` a word or two on what was changed.

    Where somebody else has recorded a version since this turn began, the turn is run again, on theirs.
    """
    now, changes = turn.runtime.real_now(), list(differences(turn.network, network))
    stored = await networks.amend(turn.here, network, now, author=author, reason=reason, after=turn.version)
    await managing.note(turn.here, stored.version, changes, author, turn.now)
    turn.version = stored.version
    turn.knowledge = replace(turn.runtime.amended(stored), today=turn.today)

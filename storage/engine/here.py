"""Here: the open transaction and the network that it works for, in one argument."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import CursorResult, Executable
from sqlalchemy.ext.asyncio import AsyncConnection


@dataclass(frozen=True, slots=True)
class Here:
    """What a statement on the rows of a network needs: a connection with its transaction open, and which network."""

    connection: AsyncConnection
    network_id: str

    async def execute(self, statement: Executable, parameters: Any = None) -> CursorResult[*tuple[Any, ...]]:
        """Run a statement in the transaction."""
        return await self.connection.execute(statement, parameters)

"""The demonstration: a rehearsal whose web chat somebody opens in a browser. It lasts until Ctrl+C."""

from __future__ import annotations

import asyncio
from pathlib import Path

from rich.console import Console

from rehearsal.control import Control, served
from rehearsal.rehearsal import Rehearsal

DATABASE = Path("data/demo.sqlite3")
NETWORK = Path("networks/sancy-volcans.toml")
console = Console(highlight=False)


async def demonstrate(port: int, cast: Path) -> None:
    """Serve the web chat until cancelled."""
    rehearsal = Rehearsal(DATABASE, cast, NETWORK, port)
    async with served(Control(rehearsal)) as rehearsal.control, rehearsal:
        if rehearsal.database != DATABASE:
            console.print("\nAnother demonstration runs: this one has a database and a port of its own.")
        console.print(f"\nThe story is ready: open [bold]{rehearsal.address}[/bold] in a browser. Ctrl+C ends it.\n")
        await asyncio.Event().wait()

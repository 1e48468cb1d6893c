"""The real program, which kills itself with SIGKILL whenever it works a row, or makes a call, that holds KILL_WORD."""

from __future__ import annotations

import os
import signal
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any


def main() -> None:
    """Run as always, until the word comes where KILL_AT says."""
    word, at = os.environ["KILL_WORD"], os.environ["KILL_AT"]
    from bot import program
    from bot.__main__ import app
    from bot.loops.work import Worker
    from bot.wire import api

    def deadly(does: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        async def do(*given: Any, **more: Any) -> Any:
            if word in str(given):
                os.kill(os.getpid(), signal.SIGKILL)
            return await does(*given, **more)

        return do

    program.Program = partial(program.Program, rehearsed=True)  # type: ignore[misc, assignment]
    where, name = {"turn": (Worker, "_dispatch"), "call": (api, "call")}[at]
    setattr(where, name, deadly(getattr(where, name)))
    app(["run"])


if __name__ == "__main__":
    main()

"""The real program, which kills itself with SIGKILL at the nth statement that begins so: KILL_AT, KILL_AFTER; its
business time begins at BEGINS_AT, so that no test waits for a sending hour.
"""

from __future__ import annotations

import os
import signal
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import Engine, event


def main() -> None:
    """Run as always, until the statement."""
    begins, left = os.environ["KILL_AT"], int(os.environ["KILL_AFTER"])

    def hear(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        nonlocal left
        if left and statement.startswith(begins):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", hear)
    from bot import program
    from bot.__main__ import app
    from bot.clock import Clock, real_now

    clock = Clock(datetime.fromisoformat(os.environ["BEGINS_AT"]) - real_now())
    program.Program = partial(program.Program, clock=clock, rehearsed=True)  # type: ignore[misc, assignment]
    app(["run"])


if __name__ == "__main__":
    main()

"""`python -m bot`, which kills itself with SIGKILL at the first statement that begins with the words in KILL_AT."""

from __future__ import annotations

import os
import signal
from typing import Any

from sqlalchemy import Engine, event

from bot.__main__ import app


def main() -> None:
    """Run as always, until that statement."""
    wanted = os.environ["KILL_AT"]

    def hear(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith(wanted):
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", hear)
    app()


if __name__ == "__main__":
    main()

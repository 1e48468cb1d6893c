"""The real program, which kills itself with SIGKILL the nth time it reaches a step: KILL_AT, KILL_AFTER."""

from __future__ import annotations

import os
import signal
from functools import partial

from storage.durable import crash_points


def main() -> None:
    """Run as always, until the step."""
    left = int(os.environ.get("KILL_AFTER", "0"))
    wanted = os.environ.get("KILL_AT", "")

    def listen(step: crash_points.Step) -> None:
        nonlocal left
        if step == wanted:
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    crash_points.listener = listen
    from bot import program
    from bot.__main__ import app
    from bot.loops import deliver

    # The crowd that writes to it acts for the referents of its network file, as in a rehearsal.
    program.Program = partial(program.Program, rehearsed=True)  # type: ignore[misc, assignment]

    # A crowd shows more cards in a minute than Telegram lets a group have; waiting for that is another test's subject.
    deliver.GROUP_BUDGET = 1_000_000

    app(["run"])


if __name__ == "__main__":
    main()

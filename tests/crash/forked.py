"""The programs of these tests, forked off a process that has imported all of it: each is a process as any other, and a
SIGKILL ends it as truly, but none takes the second of the processor that importing takes.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from multiprocessing.process import BaseProcess

_SERVER = multiprocessing.get_context("forkserver")
_SERVER.set_forkserver_preload(["tests.crash.loaded"])
"""Nothing of a test is in the process that forks: no database, no socket, no loop."""


class Forked:
    """A program that runs, or has ended: what these tests use of `asyncio.subprocess.Process`."""

    def __init__(self, process: BaseProcess) -> None:
        self._process = process
        self._loop = asyncio.get_running_loop()
        self._ended: asyncio.Future[None] = self._loop.create_future()
        self._loop.add_reader(process.sentinel, self._end)

    def _end(self) -> None:
        self._loop.remove_reader(self._process.sentinel)
        self._ended.set_result(None)

    @property
    def returncode(self) -> int | None:
        """How it ended: the number of a signal is negative."""
        return self._process.exitcode

    async def wait(self) -> int:
        """Await its end."""
        await asyncio.shield(self._ended)
        assert self._process.exitcode is not None
        return self._process.exitcode

    def send_signal(self, which: signal.Signals) -> None:
        """Send it a signal."""
        assert self._process.pid is not None
        os.kill(self._process.pid, which)

    def kill(self) -> None:
        """Kill it."""
        self.send_signal(signal.SIGKILL)


@asynccontextmanager
async def forked(main: Callable[[], None], environment: Mapping[str, str]) -> AsyncIterator[Forked]:
    """`main` in a process and an environment of its own, killed at the end where it has not ended."""
    process = _SERVER.Process(target=_run, args=(main, dict(environment)))
    process.start()
    program = Forked(process)
    try:
        yield program
    finally:
        if program.returncode is None:
            program.kill()
        await program.wait()
        process.close()


def _run(main: Callable[[], None], environment: dict[str, str]) -> None:
    os.environ.clear()
    os.environ.update(environment)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    main()

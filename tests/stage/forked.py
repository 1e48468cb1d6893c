"""Programs of a test that are forked off a process that has imported all of it: each is a process as any other, and a
SIGKILL ends it as truly, but none takes the second of the processor that importing takes.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import sys
import tempfile
import warnings
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from multiprocessing.process import BaseProcess
from pathlib import Path

_SERVER = multiprocessing.get_context("forkserver")
_SERVER.set_forkserver_preload(["tests.stage.loaded"])
"""Nothing of a test is in the process that forks: no database, no socket, no loop."""


class Forked:
    """A program that runs, or has ended: what these tests use of `asyncio.subprocess.Process`."""

    def __init__(self, process: BaseProcess, said: Path) -> None:
        self._process, self._said = process, said
        self._code: int | None = None
        self._loop = asyncio.get_running_loop()
        self._ended: asyncio.Future[None] = self._loop.create_future()
        self._loop.add_reader(process.sentinel, self._end)

    def _end(self) -> None:
        self._loop.remove_reader(self._process.sentinel)
        self._code = self._process.exitcode
        self._ended.set_result(None)

    @property
    def returncode(self) -> int | None:
        """How it ended: the number of a signal is negative."""
        return self._process.exitcode if self._code is None else self._code

    async def wait(self) -> int:
        """Await its end."""
        await asyncio.shield(self._ended)
        assert self._code is not None
        return self._code

    async def communicate(self) -> tuple[bytes, bytes]:
        """Await its end. Gives what it said, and what it said of errors."""
        await self.wait()
        out, errors = _said_in(self._said)
        return out.read_bytes(), errors.read_bytes()

    def send_signal(self, which: signal.Signals) -> None:
        """Send it a signal."""
        assert self._process.pid is not None
        os.kill(self._process.pid, which)

    def terminate(self) -> None:
        """Tell it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """Kill it."""
        self.send_signal(signal.SIGKILL)


@asynccontextmanager
async def forked(
    main: Callable[..., None], environment: Mapping[str, str], *given: str, typed: str = ""
) -> AsyncIterator[Forked]:
    """`main` with what it is `given`, in a process and an environment of its own, killed at the end where it has not
    ended. It reads what was `typed`.
    """
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "typed").write_text(typed, encoding="utf-8")
        process = _SERVER.Process(target=_run, args=(main, given, dict(environment), folder))
        process.start()
        program = Forked(process, Path(folder))
        try:
            yield program
        finally:
            if program.returncode is None:
                program.kill()
            await program.wait()
            process.close()


def command_line(*words: str) -> None:
    """What `python -m bot` does with these words. No warning is let pass."""
    from bot import terminal
    from bot.__main__ import app

    warnings.simplefilter("error")
    terminal.console.width = int(os.environ["COLUMNS"])
    app(list(words))


def _run(main: Callable[..., None], given: tuple[str, ...], environment: dict[str, str], folder: str) -> None:
    os.environ.clear()
    os.environ.update(environment)
    for stream, path in enumerate((Path(folder) / "typed", *_said_in(Path(folder)))):
        how = os.O_WRONLY | os.O_CREAT if stream else os.O_RDONLY
        os.dup2(os.open(path, how), stream)
    sys.stdin, sys.stdout, sys.stderr = open(0), open(1, "w"), open(2, "w", buffering=1)  # noqa: SIM115 - to its end
    main(*given)


def _said_in(folder: Path) -> tuple[Path, Path]:
    return folder / "out", folder / "errors"

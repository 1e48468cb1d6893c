"""What a picture costs: `python -m tests.pictures.measure` makes some anew, each in a process of its own."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Callable, Iterable
from functools import partial

from bot.pictures import BOUNDS
from bot.workshop import OverrunError, Workshop
from reports.pictures import PictureError, made_anew
from tests.pictures import files

FILES: dict[str, Callable[[], bytes]] = {
    "12 MP, JPEG": partial(files.photo, 4000, 3000),
    "12 MP, progressive JPEG": partial(files.photo, 4000, 3000, progressive=True),
    "12 MP, PNG": partial(files.photo, 4000, 3000, "PNG"),
    "12 MP, WebP": partial(files.photo, 4000, 3000, "WEBP"),
    "50 MP, JPEG": partial(files.photo, 8160, 6120),
    "50 MP, progressive JPEG": partial(files.photo, 8160, 6120, progressive=True),
    "50 MP, transparent PNG": partial(files.flat_png, 8160, 6120),
    "24 MP, transparent WebP": partial(files.photo, 6000, 4000, "WEBP", mode="RGBA"),
    "a PNG of 20,000 × 20,000": partial(files.flat_png, 20_000, 20_000),
    "a JPEG of 65,500 × 65,500": lambda: files.claimed(files.photo(640, 480), 65_500, 65_500),
    "a JPEG of 100,000 scans": partial(files.many_scans, 100_000),
    "30 MB": lambda: b"\xff\xd8\xff" + bytes(30_000_000),
}


def cost(data: bytes) -> tuple[str, float, float, int, int]:
    """What came of a file, in seconds of processor and how many the process had taken before, in MiB at the most, and
    of address space.
    """
    before = time.process_time()
    try:
        picture = made_anew(data)
        came = f"{picture.width} × {picture.height}, {len(picture.data) / 1000:.0f} kB"
    except PictureError as error:
        came = error.refusal
    with open("/proc/self/status", encoding="ascii") as status:  # noqa: PTH123
        said = dict(line.split(":", 1) for line in status)
    space, most = (int(said[name].split()[0]) // 1024 for name in ("VmPeak", "VmHWM"))
    return came, time.process_time() - before, before, most, space


async def lines(wanted: Iterable[str]) -> None:
    """A line for each file."""
    for name, make in FILES.items():
        if wanted and name not in wanted:
            continue
        data = make()
        began = time.perf_counter()
        try:
            came, seconds, before, most, space = await Workshop().make_apart(cost, data, within=BOUNDS)
            figures = f"{seconds:5.2f} s  {before:4.2f} s  {most:4} MiB  {space:5} MiB"
        except OverrunError:
            came, figures = f"ended after {time.perf_counter() - began:.1f} s", ""
        print(f"{name:26} {len(data) / 1e6:5.1f} MB  {figures}  {came}", flush=True)


if __name__ == "__main__":
    asyncio.run(lines(sys.argv[1:]))

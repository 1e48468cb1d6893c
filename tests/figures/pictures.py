"""The pictures of docs/figures.md: those of `/stats` for the coordination, of a drawn year, as they are sent now.

python -m tests.figures.pictures docs/images
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from random import Random

from PIL import Image

from bot import logs
from network import file
from tests.figures.test_charts import drawing, look
from tests.figures.world import World, drawn
from tests.stage import COORDINATOR, NETWORK, staged
from tests.stage.databases import Files
from tests.stage.inside import happen

YEAR = 2025
WIDE, COLOURS = 720, 64
"""Pixels, and of how many colours."""
SEED = 5
MANY, OUTSIDE = 130, 5
"""How many requests the map shows, and how many beside it that go elsewhere."""


def spread() -> World:
    """Requests of a year, each for a commune by chance, a few of which are wanted by many; some name none."""
    luck, world = Random(SEED), World()
    places = [(one.id, commune.insee) for one in file.load(NETWORK).territories for commune in one.communes]
    luck.shuffle(places)
    weights = [1 / (rank + 1) if rank < len(places) // 2 else 0 for rank in range(len(places))]
    for number in range(1, MANY + OUTSIDE + 1):
        met = datetime(YEAR, 1, 7, 9, tzinfo=UTC) + timedelta(days=luck.randrange(350))
        territory, commune = luck.choices(places, weights)[0]
        outside = number > MANY
        named = luck.random() < 0.9 and not outside
        world.file(number, met, territory=territory, commune=commune if named else None,
                   place="outside" if outside else "commune")  # fmt: skip
    return world


PICTURES = {
    "figures-months": ("months", drawn(SEED, 150)),
    "figures-map": ("communes", spread()),
    "figures-waits": ("waits", drawn(SEED, 150)),
}
"""By its name which picture it is, and of what."""


async def picture(url: str, chart: str, world: World) -> tuple[bytes, str]:
    """The PNG of a picture of the year, and the words under it."""
    async with staged(url, greeted=(COORDINATOR,)) as stage:
        await happen(stage, 0, world.arm)
        words = await look(stage, COORDINATOR, chart, f"y{YEAR}01")
        return drawing(stage, COORDINATOR), words


def small(data: bytes) -> Image.Image:
    """A picture as the document has it: as wide as it is looked at, and in the few colours that a drawing has."""
    whole = Image.open(BytesIO(data)).convert("RGB")
    return whole.resize((WIDE, round(whole.height * WIDE / whole.width)), Image.Resampling.LANCZOS).quantize(COLOURS)


def main(folder: Path) -> None:
    """Write the pictures into a folder; say what each shows, for the words that stand for it in the document."""
    logs.set_up("ERROR")
    for name, (chart, world) in PICTURES.items():
        with tempfile.TemporaryDirectory() as databases:
            data, words = asyncio.run(picture(Files(Path(databases)).migrated(), chart, world))
        small(data).save(folder / f"{name}.png", optimize=True)
        print(f"{name}: {words}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""The pictures of docs/leaflet.md: the poster and the leaflet of the sample network, as it prints them now.

python -m tests.reports.leaflets docs/images
"""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

from handlers.leaflet import contents
from network import file
from reports.leaflet import Format, printed, to_json

NETWORK = Path(__file__).parents[2] / "networks" / "sancy-volcans.toml"
PICTURES: dict[str, tuple[Format, bool, int, int]] = {
    "leaflet-poster": ("poster", False, 1, 480),
    "leaflet-outside": ("a4", True, 1, 900),
    "leaflet-inside": ("a4", False, 2, 820),
    "leaflet-small": ("a5", False, 2, 420),
}
"""Each with its paper, whether there are marks, its page, and how wide it is in pixels."""


def sample(format_: Format, *, marks: bool = False, language: str = "fr") -> bytes:
    """The paper of the sample network, once all of its organisations have signed, for the town hall of Tauves."""
    network = file.load(NETWORK)
    signed = {one.id for one in network.organisations}
    day, place = date(2026, 6, 9), "mairie-tauves"
    made = contents.leaflet(network, signed, day, "PorteDEntreeBot", place, language, format_, marks=marks)
    return printed(to_json(made))


def main(folder: Path) -> None:
    """Write the pictures into a folder, with Poppler."""
    for name, (format_, marks, page, wide) in PICTURES.items():
        size = ("-scale-to-x", str(wide), "-scale-to-y", "-1")
        shown = ("pdftoppm", "-png", "-singlefile", "-f", str(page), *size, "-", str(folder / name))
        subprocess.run(shown, input=sample(format_, marks=marks), check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""Pictures: a file that somebody sent becomes one in a process of its own, which may take so much and no more."""

from __future__ import annotations

from bot.workshop import Bounds, Maker, OverrunError
from network.offers import PICTURES
from reports import pictures
from reports.pictures import Picture, PictureError, Refusal

BOUNDS = Bounds(seconds=10, memory=640 << 20)
"""docs/pictures.md says what the largest picture that is taken needs of them."""


async def made_anew(maker: Maker, data: bytes, beside: int = 0, *, within: Bounds = BOUNDS) -> Picture:
    """What `reports.pictures.made_anew` makes of a file, where there are so many `beside` it. Raises PictureError, also
    where it takes too much.
    """
    if beside >= PICTURES:
        raise PictureError(Refusal.TOO_MANY)
    pictures.looked_at(data)  # what is no picture needs no process
    try:
        return await maker.make_apart(pictures.made_anew, data, within=within)
    except OverrunError as error:
        raise PictureError(Refusal.TOO_MUCH) from error

"""Pictures: what was sent of an offer, and the picture made of it, which holds nothing but what is seen."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Column, ForeignKey, Index, LargeBinary, Table, Text, delete, select, update

from storage.engine.columns import Serial, Whose, metadata, of, own_id
from storage.engine.database import Connection
from storage.engine.here import Here

# The pictures of an offer, in order. `file_id` is what Telegram calls what was sent, until it was read; `data` is the
# picture that was made of it (JPEG).
picture = Table(
    "picture",
    metadata,
    own_id(),
    Column("offer_id", Serial, ForeignKey("offer.id"), nullable=False, info=of(Whose.NOBODY)),
    Column("file_id", Text, info=of(Whose.NOBODY)),
    Column("data", LargeBinary, info=of(Whose.NOBODY)),
    Index("ix_picture_offer", "offer_id"),
    sqlite_autoincrement=True,
)
_c = picture.c


async def bring(here: Here, offer: int, file_ids: Iterable[str]) -> None:
    """These came with an offer, as Telegram calls them."""
    if rows := [{"offer_id": offer, "file_id": file_id} for file_id in file_ids]:
        await here.execute(picture.insert(), rows)


async def add(here: Here, offer: int, made: Iterable[bytes]) -> None:
    """These pictures (JPEG), which were made already, are of an offer."""
    if rows := [{"offer_id": offer, "data": data} for data in made]:
        await here.execute(picture.insert(), rows)


async def brought(here: Here, offer: int) -> dict[int, str]:
    """What came with an offer and was not read yet: what Telegram calls it, by its number."""
    query = select(_c.id, _c.file_id).where(_c.offer_id == offer, _c.file_id.is_not(None)).order_by(_c.id)
    return {int(row.id): row.file_id for row in await here.execute(query)}


async def keep(here: Here, number: int, data: bytes | None) -> None:
    """The picture that was made of what came; None where none could be made."""
    if data is None:
        await here.execute(delete(picture).where(_c.id == number))
    else:
        await here.execute(update(picture).where(_c.id == number).values(file_id=None, data=data))


async def of_offer(here: Here, offer: int) -> list[int]:
    """The pictures of an offer by their numbers, in order."""
    query = select(_c.id).where(_c.offer_id == offer, _c.data.is_not(None)).order_by(_c.id)
    return [int(number) for number in (await here.execute(query)).scalars()]


async def take_out(here: Here, offer: int, number: int) -> bool:
    """One picture of an offer goes. Returns whether it was there."""
    return (await here.execute(delete(picture).where(_c.offer_id == offer, _c.id == number))).rowcount == 1


async def data(connection: Connection, number: int) -> bytes | None:
    """A picture (JPEG) by its number; None where it is gone."""
    found: bytes | None = (await connection.execute(select(_c.data).where(_c.id == number))).scalar_one_or_none()
    return found


async def forget(here: Here, offer: int) -> None:
    """The pictures of an offer go."""
    await here.execute(delete(picture).where(_c.offer_id == offer))

"""How many businesses there are of which trade, and the labels under which a secret one may be listed."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from network.entries import Entry, Label, Slug, Title


class Cover(Entry):
    """A label that covers some `sectors`: a business of one of them may be listed under it where its sale is a secret.

    A sector that no cover has alone is covered by its own label; above all of them stands "a business". Of two covers
    that have a sector in common one holds the other.
    """

    label: Label
    sectors: tuple[Slug, ...] = Field(min_length=1)


class Businesses(Entry):
    """How many businesses existed in a `territory` on the day `as_of`, by sector; `source` says who counted.

    A sector that is not among the `counts` is unknown, which counts as fewer than any number.
    """

    territory: Slug
    counts: dict[Slug, Annotated[int, Field(ge=0)]] = Field(min_length=1)
    source: Title
    as_of: date

"""Worded: what somebody looks for among the offers, in words, as it was understood."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from network.market.query import OPEN, Query, Span
from network.model import Network
from network.offers import Kind
from network.phrase import Phrase, phrase

BUILT_KEYS = {
    "new-offer.offered.{}": Kind,
    "offers.tenure.{}": ("rent", "sale", "temporary"),
    "offers.{}.{}": tuple(product(("money", "rent", "surface"), ("least", "most", "between"))),
}


def said(network: Network, query: Query) -> Phrase:
    """What a query asks, as a list; all there is where it asks nothing."""
    return phrase("offers.wanted", what=tuple(_parts(network, query)) or (phrase("offers.everything"),))


def _parts(network: Network, query: Query) -> Iterator[Phrase]:
    for kind in Kind:
        if kind in query.kinds:
            yield phrase(f"new-offer.offered.{kind}")
    if query.words:
        yield _as_it_is(" ".join(query.words))
    if query.tenure is not None:
        yield phrase(f"offers.tenure.{query.tenure}")
    places = [network.commune_by_insee[insee][0].name for insee in query.communes]
    if places and query.km:
        yield phrase("offers.around", km=query.km, place=places[0])
    yield from map(_as_it_is, places[1 if places and query.km else 0 :])
    yield from (_as_it_is(network.territory_by_id[id_].name) for id_ in query.territories)
    yield from _span("surface", query.surface)
    yield from _span("rent" if query.monthly else "money", query.money)
    if query.rooms is not None:
        yield phrase("offers.rooms", count=query.rooms)
    if query.flat:
        yield phrase("offers.flat")


def _span(what: str, span: Span) -> Iterator[Phrase]:
    least, most = span
    if span == OPEN:
        return
    how = "most" if least is None else "least" if most is None else "between"
    bounds = {name: value for name, value in (("least", least), ("most", most)) if value is not None}
    yield phrase(f"offers.{what}.{how}", **bounds)


def _as_it_is(text: str) -> Phrase:
    return phrase("said.text", text=text)

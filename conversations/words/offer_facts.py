"""Offer facts: what a sentence surely says of an offer of a kind: "40 m², loyer 300 €, DPE D"; as they are kept."""

from __future__ import annotations

import re
from typing import Any

from conversations.words import measures, offer_words
from conversations.words.cleaning import fold
from conversations.words.negation import asserted
from conversations.words.numbers import numbers_in
from conversations.words.offer_words import named_in
from network.offers import Kind

_CLASS = re.compile(r"\b(?:dpe|classe|class|classe energie|energy class)\s+([a-g])\b")
_ROOMS = re.compile(r"\b[tf]([1-9])\b")
_GROUPED = re.compile(r"(?<=\d)[\s\u00a0\u202f.](?=\d{3}(?:\D|$))")
_EUROS = frozenset({"euro", "euros", "eur"})
_LEAST_PRICE = 5_000
"""Less money than this is no price of a place or a business."""
_LET = (Kind.PREMISES, Kind.HOUSING, Kind.TAKEOVER)
_SOLD = (Kind.TAKEOVER, Kind.LAND)
_PLACES = (*_LET, Kind.LAND)


def facts_said(text: str, kind: Kind, locale: str) -> dict[str, Any]:
    """The facts that a text surely says of an offer of that kind, as they are kept."""
    numbers, folded = measures.read(text, locale), fold(asserted(text))
    least, most = numbers.surface or (None, None)
    told: dict[str, Any] = {"surface": least if least == most and kind in _PLACES else None}
    tenures = [one for one, ways in offer_words.TENURES.items() if named_in(f" {folded} ", ways)]
    if kind in (Kind.PREMISES, Kind.HOUSING):
        told["tenure"] = tenures[0] if len(tenures) == 1 else "rent" if numbers.monthly and not tenures else None
    if kind in _LET and told.get("tenure") != "sale":
        told["rent"] = numbers.monthly
    if kind in _SOLD or told.get("tenure") == "sale":
        told["price"] = _price(text, locale)
    if kind is Kind.HOUSING:
        rooms = set(_ROOMS.findall(folded))
        told["rooms"] = int(next(iter(rooms))) if len(rooms) == 1 else None
    if kind in (Kind.HOUSING, Kind.PREMISES):
        classes = set(_CLASS.findall(folded))
        told["energy"] = next(iter(classes)) if len(classes) == 1 else None
    return {name: value for name, value in told.items() if value is not None}


def _price(text: str, locale: str) -> int | None:
    words = fold(_GROUPED.sub("", text).replace("€", " euros ")).split()
    sums = {
        number.value
        for number in numbers_in(words, locale)
        if number.end < len(words) and words[number.end] in _EUROS and number.value >= _LEAST_PRICE
    }
    return sums.pop() if len(sums) == 1 else None

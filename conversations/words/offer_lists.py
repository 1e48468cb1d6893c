"""Offer lists: what a spreadsheet says of offers, looked at as whatever is typed at /offre is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from conversations.words import discreet, fairness
from conversations.words.offer_facts import facts_said
from network.imports import reading
from network.imports.offer_rows import OfferRow
from network.imports.rows import Column, Fault, Reading, Row, Sort
from network.model import Network
from network.offers import Kind, completed

LANGUAGE = "fr"
"""In which lists of the territory are kept."""


def read(
    data: bytes, network: Network, today: date, sort: Sort | None = None, given: Mapping[str, str] | None = None
) -> Reading:
    """What `network.imports.reading.read` says, of which offers are looked at in this way. Raises UnreadableError."""
    return judged(reading.read(data, network, today, sort, given))


def judged(found: Reading) -> Reading:
    """The same without the offers that choose people where the law forbids it, each of them a fault; the others know
    what their own words surely say.
    """
    if found.sort is not Sort.OFFERS:
        return found
    rows: list[Row] = []
    faults: list[Fault] = []
    for row in found.offers():
        fault = _unfair(row, found)
        rows.extend([] if fault else [_completed(row)])
        faults.extend([fault] if fault else [])
    return replace(found, rows=tuple(rows), faults=tuple(sorted((*found.faults, *faults), key=lambda one: one.line)))


def _unfair(row: OfferRow, found: Reading) -> Fault | None:
    """Why an offer cannot be taken as it is written; where in its line."""
    facts = dict(row.facts)
    for field, text in (("what", row.what), ("words", row.words), ("why", facts.get("why")), ("aid", facts.get("aid"))):
        refused = fairness.refused(text, row.kind) if text else None
        if refused is not None:
            column = found.columns.of(field) or _NONE
            said = str(refused.params["words"])[:60]
            return Fault(row.line, column.letter, column.header, said, refused.key, tuple(refused.params.items()))  # type: ignore[arg-type]
    return None


_NONE = Column(0, "", "", (), "", 0)


def _completed(row: OfferRow) -> OfferRow:
    """What the words say counts where no column says it; a sale that is called a secret there is one."""
    said = facts_said(f"{row.what}. {row.words}", row.kind, LANGUAGE)
    quiet = row.confidential or (row.kind is Kind.TAKEOVER and discreet.parted(row.words) is not None)
    known = dict(row.facts)
    if {"price", "rent", "tenure"} & known.keys():  # what it costs is said in one place, or the other
        said = {name: value for name, value in said.items() if name not in ("price", "rent", "tenure")}
    return replace(row, confidential=quiet, facts=tuple(completed(row.kind, said, known).items()))

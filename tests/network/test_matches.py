"""Matches, by a table that a coordinator can read, and by what must hold for all of them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from conversations.words import measures
from conversations.words.catalogue import words
from network.ground import Ground
from network.matches import Look, Match, Shown, To, look, match
from network.model import Network
from network.offers import Audience, Facts, Kind, Offer
from network.reasons import reasons, sentence
from network.sectors import SectorIndex
from network.trades import TradeIndex
from network.wishes import Wish, wish_of

TABLE = tomllib.loads((Path(__file__).parent / "data" / "matches.toml").read_text(encoding="utf-8"))["pair"]
ASIDE = frozenset({"kind", "commune", "what", "words", "sectors", "audience", "confidential", "shown"})


@dataclass(frozen=True)
class Table:
    """Reads the lines of the table."""

    network: Network
    ground: Ground
    sectors: SectorIndex
    trades: TradeIndex

    def commune(self, name: str) -> str:
        return next(insee for insee, (one, _) in self.network.commune_by_insee.items() if one.name == name)

    def place(self, name: str) -> dict[str, Any]:
        if name in ("", "outside"):
            return {"kind": name or "undecided"}
        if name in self.network.territory_by_id:
            return {"kind": "territory", "territory": name}
        return {"kind": "commune", "commune": self.commune(name)}

    def wish(self, case: Mapping[str, Any], locale: str = "fr") -> Wish:
        also = [self.place(name) for name in case.get("also", ())]
        told = {"premises", "housing", "means"}
        answers = {name: value for name, value in case.items() if name not in told} | {
            f"completer-{name}": case[name] for name in told if name in case
        }
        answers["place"] = {**self.place(case["place"]), **({"also": also} if also else {})}
        return wish_of(self.network, self.trades, answers, partial(measures.read, locale=locale))

    def look(self, told: Mapping[str, Any]) -> Look | None:
        what, kind = told["what"], Kind(told["kind"])
        offer = Offer(
            id=1,
            kind=kind,
            commune=self.commune(told["commune"]),
            what=what,
            words=told.get("words", ""),
            sectors=tuple(told["sectors"]) if "sectors" in told else self.sectors.find(what, 2),
            audience=Audience(told.get("audience", "public")),
            confidential=told.get("confidential", False),
            facts=Facts.of({name: value for name, value in told.items() if name not in ASIDE}),
        )
        shown = told.get("shown")
        return look(
            offer, self.ground, self.trades, Shown(tuple(shown["sectors"]), shown["territory"]) if shown else None
        )

    def said(self, one: Match, to: To, locale: str = "fr") -> str:
        spoken = sentence(reasons(one.points, self.network, yours=to is To.PERSON))
        return plainly(words(locale).write(spoken, str)) if spoken is not None else ""


def plainly(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


@pytest.fixture(scope="module")
def table(network: Network, sectors: SectorIndex) -> Table:
    return Table(network, Ground(network), sectors, TradeIndex(network, sectors))


@pytest.mark.parametrize("pair", TABLE, ids=[pair["name"] for pair in TABLE])
def test_what_they_are_to_each_other(pair: Mapping[str, Any], table: Table) -> None:
    to = To(pair.get("to", "person"))
    wish, offer = table.wish(pair["case"]), table.look(pair["offer"])
    if offer is None:
        assert (pair["verdict"], pair["reason"]) == ("no", "")
        return
    one = match(wish, offer, table.ground, to)
    assert (one.verdict.value, table.said(one, to)) == (pair["verdict"], pair["reason"])

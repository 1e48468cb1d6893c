"""Matches, by a table that a coordinator can read, and by what must hold for all of them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from conversations.words import measures
from conversations.words.catalogue import words
from network.ground import Ground
from network.looks import Look, Shown, look
from network.market.shelves import Market, for_offer
from network.matches import Match, To, Verdict, match
from network.model import Network
from network.offers import Audience, Facts, Kind, Offer
from network.reasons import Point, reasons, sentence
from network.sectors import SectorIndex
from network.trades import TradeIndex
from network.unmet import LEAST, said, unmet
from network.wishes import Wish, wish_of
from tests.network.offered import cases
from tests.network.offered import offers as many_offers

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


# ── What must hold for all ───────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Crowd:
    """Many cases and offers; of every other confidential offer a sector and a territory are shown."""

    wishes: Mapping[int, Wish]
    offers: Mapping[int, Offer]
    looks: Mapping[int, Look]


@pytest.fixture(scope="module")
def crowd(table: Table) -> Crowd:
    read = partial(measures.read, locale="fr")
    wishes = {
        n: wish_of(table.network, table.trades, told, read) for n, told in enumerate(cases(table.network, 7, 120))
    }
    offers = {offer.id: offer for offer in many_offers(table.network, 7, 700)}
    shown = Shown(("alimentaire",), "massif-du-sancy")
    looks = (look(one, table.ground, table.trades, shown if one.id % 2 else None) for one in offers.values())
    return Crowd(wishes, offers, {one.id: one for one in looks if one is not None})


def test_only_what_is_known_is_said(table: Table, crowd: Crowd) -> None:
    """Every reason rests on a fact that the offer has and on one that the case has told."""
    said: set[str] = set()
    for wish in crowd.wishes.values():
        for offer in crowd.looks.values():
            for point in match(wish, offer, table.ground, To.PARTNERS).points:
                said.add(point.name)
                assert _known(point, wish, offer), (point, wish, offer)
    assert {"at", "near", "surface", "rooms_people", "rent", "trade", "in_place", "flat", "tenure", "use"} <= said


def _known(point: Point, wish: Wish, offer: Look) -> bool:
    name, facts = point.name, offer.facts
    placed = bool(wish.communes or wish.territories)
    if name in ("not_sought", "closing", "existing", "to_open"):
        return True
    if name == "away":
        return wish.away or (placed and offer.secret and offer.territory is not None)
    if name in ("at", "near", "near_territory", "too_far"):
        return placed and bool(offer.commune) and not offer.secret
    if name == "in_territory":
        return placed and offer.secret and offer.territory == point.known[0]
    if name.startswith(("trade", "other_trade", "sector")):
        return offer.trade.known and (wish.mine.known or wish.other.known)
    if name in ("surface", "small", "large", "too_small", "too_large"):
        return facts.surface == point.known[0] and (wish.surface or wish.acreage) is not None
    if "rooms" in name or "few" in name:
        return facts.rooms == point.known[0] and (wish.rooms or wish.people) is not None
    if name.startswith("rent"):
        return facts.rent is not None and (wish.rent or wish.home_rent) is not None
    if name.startswith("price"):
        return facts.price is not None and wish.cost is not None
    if name.startswith(("tenure", "only_for_a_time")):
        return bool(wish.homes or wish.tenure) and (facts.tenure or facts.rent or facts.price) is not None
    if name.startswith("use"):
        return bool(offer.uses and (wish.uses or wish.ground))
    return {"in_place": bool(offer.things & set(point.known)), "flat": facts.flat is True}[name]


def test_a_fact_more_that_is_not_known_changes_nothing(table: Table, crowd: Crowd) -> None:
    """What an offer does not tell is neither for nor against it: less is known, and nothing is refused that was not."""
    for wish in list(crowd.wishes.values())[:40]:
        for offer in crowd.looks.values():
            bare = replace(offer, facts=Facts(), uses=frozenset(), things=frozenset())
            if match(wish, bare, table.ground, To.PARTNERS).verdict is Verdict.NO:
                assert match(wish, offer, table.ground, To.PARTNERS).verdict is Verdict.NO


@pytest.mark.parametrize("to", To)
def test_both_ways_round_agree(to: To, table: Table, crowd: Crowd) -> None:
    """What is found for each case among all offers is what is found for each offer among all cases, and no candidate
    is missed."""
    market = Market(table.ground, crowd.looks.values())
    there = {(n, one.offer, one) for n, wish in crowd.wishes.items() for one in market.for_wish(wish, to)}
    back = {
        (n, offer.id, one)
        for offer in crowd.looks.values()
        for n, one in for_offer(offer, crowd.wishes, table.ground, to)
    }
    assert there == back
    assert len({one.verdict for _, _, one in there}) == 2


def test_a_secret_is_compared_by_what_is_shown_alone(table: Table, crowd: Crowd) -> None:
    """Whatever else a confidential offer says, everybody gets the same verdict, score and reasons."""
    shown = Shown(("alimentaire",), "massif-du-sancy")
    inside = table.ground.inside["massif-du-sancy"]
    bakery = Offer(1, Kind.TAKEOVER, inside[0], "Boulangerie", "Four en place", confidential=True)
    others = (
        replace(bakery, commune=inside[-1], what="Boucherie", words="", sectors=("alimentaire",)),
        replace(bakery, facts=Facts(surface=40, price=20_000, flat=True)),
        replace(bakery, commune=table.commune("Tauves"), what="Café", words="Licence IV", pictures=3),
    )
    one = look(bakery, table.ground, table.trades, shown)
    assert one is not None
    for other in others:
        assert look(other, table.ground, table.trades, shown) == one


def test_a_person_is_shown_nothing_that_is_for_partners(table: Table, crowd: Crowd) -> None:
    market = Market(table.ground, crowd.looks.values())
    shown = {one.offer for wish in crowd.wishes.values() for one in market.for_wish(wish)}
    assert shown
    assert all(crowd.offers[n].audience is Audience.PUBLIC and crowd.offers[n].kind is not Kind.CLOSING for n in shown)


def test_every_reason_can_be_said(table: Table, crowd: Crowd) -> None:
    points = {
        point
        for wish in crowd.wishes.values()
        for offer in crowd.looks.values()
        for point in match(wish, offer, table.ground, To.PARTNERS).points
    }
    for point in points:
        for yours in (True, False):
            (spoken,) = reasons([point], table.network, yours=yours)
            assert all(words(locale).write(spoken, str).strip() for locale in ("fr", "en"))


def test_few_offers_are_compared(table: Table, crowd: Crowd) -> None:
    """Of ten thousand offers a case with a place and a trade is compared with a few hundred."""
    offers = list(many_offers(table.network, 11, 2_000))
    market = Market(table.ground, [one for o in offers if (one := look(o, table.ground, table.trades)) is not None])
    wish = table.wish({"project": "Boulanger", "nature": ["takeover"], "sector": ["alimentaire"], "place": "Murol"})
    assert 0 < len(market.candidates(wish)) < 40
    wish = table.wish({"project": "Un local", "nature": ["creation"], "needs": ["premises"], "place": "Murol"})
    assert 0 < len(market.candidates(wish)) < 250


# ── What no offer meets ──────────────────────────────────────────────────────────────────────────────────────────


def seeking(table: Table, place: str, count: int, first: int = 0) -> list[tuple[int, Wish]]:
    wish = table.wish({"project": "Un projet", "nature": ["creation"], "needs": ["premises"], "place": place})
    return [(first + n, wish) for n in range(count)]


def lines(table: Table, wishes: list[tuple[int, Wish]], offers: list[Look] | None = None) -> list[str]:
    found = unmet(wishes, Market(table.ground, offers or []), table.ground)
    return [plainly(words("fr").write(said(line, table.network), str)) for line in found]


def test_people_are_counted_where_they_are_five(table: Table) -> None:
    assert lines(table, seeking(table, "Tauves", 5)) == ["5 personnes cherchent un local, Tauves"]
    assert lines(table, seeking(table, "Tauves", 4)) == []
    around = [*seeking(table, "Tauves", 4), *seeking(table, "Cros", 2, 10)]
    assert lines(table, around) == ["6 personnes cherchent un local, Sancy Artense"]
    apart = [*seeking(table, "Tauves", 4), *seeking(table, "Aydat", 2, 10)]
    assert lines(table, apart) == ["6 personnes cherchent un local, Sancy Volcans"]


def test_no_line_less_another_leaves_a_few(table: Table) -> None:
    """The two of Cros join no line that counts those of Tauves as well: they wait for others of the network."""
    around = [*seeking(table, "Tauves", 6), *seeking(table, "Cros", 2, 10)]
    assert lines(table, around) == ["6 personnes cherchent un local, Tauves"]
    more = [*around, *seeking(table, "Aydat", 3, 20)]
    assert lines(table, more) == [
        "6 personnes cherchent un local, Tauves",
        "5 personnes cherchent un local, Sancy Volcans (autres communes)",
    ]


def test_somebody_with_two_cases_is_one_of_the_people(table: Table) -> None:
    twice = [*seeking(table, "Tauves", 4), *seeking(table, "Cros", 4)]
    assert lines(table, twice) == []
    assert lines(table, [*twice, *seeking(table, "Singles", 1, 9)]) == ["5 personnes cherchent un local, Sancy Artense"]


def test_an_offer_meets_a_need_and_a_secret_none(table: Table) -> None:
    shop = table.look({"kind": "premises", "commune": "Tauves", "what": "Boutique"})
    assert shop is not None
    assert lines(table, seeking(table, "Tauves", 5), [shop]) == []
    wish = table.wish(
        {"project": "Une boulangerie", "nature": ["takeover"], "sector": ["alimentaire"], "place": "Tauves"}
    )
    secret = {"kind": "takeover", "commune": "Tauves", "what": "Boulangerie", "confidential": True}
    offer = table.look({**secret, "shown": {"sectors": ["alimentaire"], "territory": "sancy-artense"}})
    assert offer is not None
    assert lines(table, [(n, wish) for n in range(5)], [offer]) == [
        "5 personnes cherchent une affaire à reprendre, Tauves"
    ]


def test_whoever_is_counted_is_counted_once(table: Table, crowd: Crowd) -> None:
    """Lines of a kind share nobody, and none has fewer than five people."""
    for offers in ([], list(crowd.looks.values())[:40]):
        market = Market(table.ground, offers)
        found = unmet(crowd.wishes.items(), market, table.ground)
        assert all(line.people >= LEAST for line in found)
        for kind in Kind:
            wanting = sum(kind in w.seeks and not w.away and not market.meets(w, kind) for w in crowd.wishes.values())
            assert sum(line.people for line in found if line.kind is kind) <= wanting
            wheres = [(line.commune, line.territory) for line in found if line.kind is kind]
            assert len(wheres) == len(set(wheres))

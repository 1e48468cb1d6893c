"""How a business whose sale is a secret is listed: under labels that hide it, also from whoever reckons as we do."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from network.businesses import Businesses, Cover
from network.canonical import document
from network.entries import Label
from network.file import NetworkFileError, load
from network.model import Network
from network.offers import Audience, Energy, Facts, Kind, Offer
from network.phrase import Phrase
from network.soundness import warnings
from network.veils import ENOUGH, Veils, counted

from .conftest import NETWORK_FILE

FILE = NETWORK_FILE.read_text(encoding="utf-8")
MUROL, AYDAT, GELLES, LA_TOUR = "63247", "63026", "63163", "63192"
"""A commune of each territory."""

# What is sold, where, and how it is listed, from the counts of the demonstration.
LISTED = [
    ("alimentaire", MUROL, "commerce de bouche", "Massif du Sancy"),
    ("alimentaire", AYDAT, "commerce de bouche", "Les Cheires"),
    ("alimentaire", LA_TOUR, "commerce ou service aux habitants", "Sancy Artense"),  # two: with others of their kind
    ("commerce", LA_TOUR, "commerce ou service aux habitants", "Sancy Artense"),
    ("beaute", LA_TOUR, "commerce ou service aux habitants", "Sancy Artense"),
    ("beaute", GELLES, "commerce ou service aux habitants", "Rochefort-Montagne"),  # three that no narrower label has
    ("restauration", LA_TOUR, "café ou restaurant", "Sancy Artense"),
    ("reparation", MUROL, "garage ou réparation", "Massif du Sancy"),  # three are enough
    ("reparation", LA_TOUR, "veil.business", "Sancy Artense"),
    ("loisirs-nature", LA_TOUR, "veil.business", "Sancy Artense"),
    ("foret-bois", MUROL, "entreprise artisanale", "Sancy Volcans"),  # two here, two elsewhere: only together
    ("transport", GELLES, "entreprise artisanale", "Sancy Volcans"),
    ("foret-bois", AYDAT, "Forêt et bois", "Les Cheires"),  # no cover of its own: the sector’s label
    ("sante", MUROL, "veil.business", "Sancy Volcans"),  # nobody counted
    ("sante", LA_TOUR, "veil.business", "Sancy Artense"),
    (None, MUROL, "veil.business", "Sancy Volcans"),
    ("alimentaire", "99999", "veil.business", "Sancy Volcans"),
]


def sold(sector: str | None, commune: str) -> Offer:
    """A business whose sale is a secret, with all that would name it."""
    return Offer(
        7,
        Kind.TAKEOVER,
        commune,
        "Boulangerie de la place",
        "Four à bois, clientèle fidèle",
        (sector,) if sector else (),
        confidential=True,
        pictures=3,
        facts=Facts(surface=80, price=95_000, energy=Energy.D, free_since="mars", why="retraite", jobs=2),
    )


def shown_as(offer: Offer, network: Network) -> tuple[Phrase, Phrase]:
    """The label and the place under which it is listed."""
    veil = Veils(network).of(offer)
    return veil.label, veil.place


def said(one: Phrase) -> str:
    return str(one.params.get("fr", one.key))


@pytest.mark.parametrize(("sector", "commune", "label", "place"), LISTED)
def test_a_secret_is_listed_under_a_label_that_enough_have(
    network: Network, sector: str | None, commune: str, label: str, place: str
) -> None:
    listed_as, there = shown_as(sold(sector, commune), network)
    assert (said(listed_as), said(there)) == (label, place)


def test_nothing_that_names_it_is_left(network: Network) -> None:
    seen = Veils(network).veiled(sold("alimentaire", MUROL))
    assert seen == Offer(0, Kind.TAKEOVER, "", sectors=("alimentaire",), confidential=True)
    assert Veils(network).veiled(sold("alimentaire", LA_TOUR)).sectors == (
        "alimentaire", "commerce", "services-personne", "beaute",
    )  # fmt: skip
    assert Veils(network).veiled(sold("sante", MUROL)).sectors == ()
    partners = replace(sold("alimentaire", MUROL), audience=Audience.PARTNERS)
    assert Veils(network).veiled(partners).audience is Audience.PARTNERS


def test_what_is_no_secret_stays_as_it_is(network: Network) -> None:
    open_ = replace(sold("alimentaire", MUROL), confidential=False)
    assert Veils(network).veiled(open_) is open_
    with pytest.raises(ValueError, match="no secret"):
        shown_as(open_, network)


def test_without_counts_a_secret_is_a_business_of_the_network(network: Network) -> None:
    bare = network.having(businesses=())
    assert {shown_as(sold(s, c), bare)[0].key for s in network.sector_by_id for c in (MUROL, LA_TOUR)} == {
        "veil.business"
    }
    assert {said(shown_as(sold(s, MUROL), bare)[1]) for s in network.sector_by_id} == {"Sancy Volcans"}


@pytest.mark.parametrize(("count", "label"), [(2, "veil.business"), (3, "commerce de bouche"), (None, "veil.business")])
def test_three_are_enough_and_unknown_is_fewer(network: Network, count: int | None, label: str) -> None:
    counts = {"commerce": 0} if count is None else {"alimentaire": count}
    one = Businesses(territory="massif-du-sancy", counts=counts, source="Exemple", as_of=date(2026, 1, 1))
    shown = shown_as(sold("alimentaire", MUROL), network.having(businesses=(one,)))
    assert said(shown[0]) == label


def test_whoever_reckons_as_we_do_finds_at_least_three(network: Network) -> None:
    """All counts that a territory may have: behind a label stand the businesses that are listed so, and no others."""
    chance = random.Random(16)
    for _ in range(60):
        tables = []
        for territory in network.territories:
            known = [id_ for id_ in network.sector_by_id if chance.random() < 0.8]
            counts = {id_: chance.choice((0, 0, 1, 1, 2, 3, 8)) for id_ in known or ["autre"]}
            tables.append(Businesses(territory=territory.id, counts=counts, source="Exemple", as_of=date(2026, 1, 1)))
        some = network.having(businesses=tuple(tables))
        veils, numbers = Veils(some), counted(some)
        behind: defaultdict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        for sector, commune in product(network.sector_by_id, (MUROL, AYDAT, GELLES, LA_TOUR)):
            veil = veils.of(sold(sector, commune))
            assert not veil.sectors or sector in veil.sectors
            assert commune in veils.communes(veil)
            behind[said(veil.label), said(veil.place)].append((sector, network.commune_by_insee[commune][1].id))
        for (_, place), cells in behind.items():
            unknown = any(cell not in numbers for cell in cells)
            assert sum(numbers.get(cell, 0) for cell in cells) >= ENOUGH or (place == "Sancy Volcans" and unknown)


def test_where_all_are_counted_the_last_one_is_not_alone(network: Network) -> None:
    """One health practice in a network where everything else has a narrower label: another trade goes along with it."""
    counts = dict.fromkeys(network.sector_by_id, 0)
    tables = [
        Businesses(territory=t.id, counts=counts, source="Exemple", as_of=date(2026, 1, 1)) for t in network.territories
    ]
    tables[2] = tables[2].model_copy(update={"counts": counts | {"sante": 1, "alimentaire": 5, "commerce": 4}})
    some = network.having(businesses=tuple(tables))
    assert said(shown_as(sold("sante", MUROL), some)[0]) == "veil.business"
    assert said(shown_as(sold("commerce", MUROL), some)[0]) == "veil.business"
    assert said(shown_as(sold("alimentaire", MUROL), some)[0]) == "commerce de bouche"


FAULTS = [
    ('territory = "sancy-artense"\ncounts', 'territory = "sancy-artence"\ncounts', 'mean "sancy-artense"'),
    ('territory = "sancy-artense"\ncounts', 'territory = "les-cheires"\ncounts', "stands twice"),
    ("counts = { alimentaire = 7", "counts = { alimentair = 7", 'mean "alimentaire"'),
    ("counts = { alimentaire = 7", "counts = { alimentaire = -1", "write 0 or more"),
    ("as_of = 2026-01-01", 'as_of = "hier"', "as_of"),
    ('sectors = ["beaute"]', 'sectors = ["alimentaire"]', "are those of covers[1]"),
    ('sectors = ["beaute"]', 'sectors = ["boulangerie"]', 'mean "alimentaire"'),
    ('sectors = ["beaute"]', 'sectors = ["beaute", "sante"]', "let one of the two hold"),
]


@pytest.mark.parametrize(("old", "new", "fault"), FAULTS)
def test_a_fault_in_the_counts_is_said(tmp_path: Path, old: str, new: str, fault: str) -> None:
    at = FILE.index("# ── Businesses ──")
    assert old in FILE[at:]
    path = tmp_path / "network.toml"
    path.write_text(FILE[:at] + FILE[at:].replace(old, new, 1), encoding="utf-8")
    with pytest.raises(NetworkFileError, match=r"covers|businesses") as error:
        load(path)
    assert fault in str(error.value)


def test_what_is_not_counted_is_said(network: Network) -> None:
    assert warnings(network) == []
    assert warnings(network.having(businesses=(), covers=())) == []
    missing = warnings(network.having(businesses=network.businesses[:3]))
    assert len(missing) == 1
    assert 'not counted in "sancy-artense": ' in missing[0]
    cover = Cover(label=Label(fr="santé", en="health"), sectors=("sante",))
    assert len(warnings(network.having(covers=(*network.covers, cover)))) == 4


def test_counts_are_exported_as_they_are(network: Network, tmp_path: Path) -> None:
    path = tmp_path / "network.toml"
    path.write_text(document(network), encoding="utf-8")
    again = load(path)
    assert (again.businesses, again.covers) == (network.businesses, network.covers)
    assert document(again) == document(network)

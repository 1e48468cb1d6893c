"""Offers looked for: forty searches and what they find, and secrets that no search tells apart."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

import pytest

from conversations.words.offers_wanted import OfferReader
from network.market.query import Query
from network.market.search import Listed, Offers, kilometres
from network.offers import Audience, Energy, Facts, Kind, Offer
from network.places import PlaceIndex
from network.sectors import SectorIndex
from network.veils import Veils
from tests.work import calls

from .test_directory import NETWORK

SECTORS = SectorIndex(NETWORK)
READER = OfferReader(NETWORK, PlaceIndex(NETWORK), SECTORS)
VEILS = Veils(NETWORK)
BESSE, MUROL, CHAMBON, MONT_DORE, BOURBOULE, AYDAT, ORCIVAL, TOUR, TAUVES = (
    "63038", "63247", "63077", "63236", "63047", "63026", "63264", "63192", "63426",
)  # fmt: skip
P, H, L, T, J, S, C = (
    Kind.PREMISES, Kind.HOUSING, Kind.LAND, Kind.TAKEOVER, Kind.JOB, Kind.SERVICE, Kind.CLOSING,
)  # fmt: skip

TODAY = date(2026, 11, 30)
DPE: dict[str, Any] = {"energy": Energy.D, "climate": Energy.B, "cost": (900, 1300)}


def secret(number: int, sector: str, commune: str, **facts: int) -> Offer:
    """A business whose sale is a secret, with words, pictures and figures that would name it."""
    return Offer(
        number, T, commune, "Au vieux puits", "au bord du lac", (sector,), confidential=True, pictures=2,
        facts=Facts(**facts),  # type: ignore[arg-type]  # figures alone
    )  # fmt: skip


OFFERS = {
    "shop": Offer(1, P, BESSE, "Boutique rue des Boucheries", "vitrine, réserve", facts=Facts(surface=42, rent=430)),
    "big-shop": Offer(2, P, BESSE, "Boutique d’angle", facts=Facts(surface=90, rent=800)),
    "workshop": Offer(3, P, ORCIVAL, "Atelier avec four", "pour un potier", ("production",), facts=Facts(surface=120)),
    "office": Offer(4, P, MUROL, "Bureau", "à l’étage, fibre", facts=Facts(surface=18, rent=150)),
    "shop-and-flat": Offer(5, P, CHAMBON, "Magasin", facts=Facts(surface=55, rent=600, flat=True, **DPE)),
    "unmeasured": Offer(6, P, BESSE, "Local vide"),
    "for-sale": Offer(7, P, MUROL, "Local à vendre", facts=Facts(surface=45, price=60_000)),
    "flat": Offer(8, H, BOURBOULE, "Appartement", facts=Facts(surface=62, rent=520, rooms=3, **DPE)),
    "house": Offer(9, H, MUROL, "Maison de bourg", "jardin", facts=Facts(price=98_000, rooms=5, **DPE)),
    "studio": Offer(10, H, MONT_DORE, "Studio meublé", facts=Facts(rent=310, rooms=1, tenure="temporary", **DPE)),
    "plot": Offer(11, L, AYDAT, "Terrain à bâtir", facts=Facts(surface=900, price=45_000)),
    "meadow": Offer(12, L, TOUR, "Terrain", facts=Facts(surface=20_000, price=30_000)),
    "bar": Offer(13, T, TAUVES, "Bar-tabac", "licence IV", ("restauration",), facts=Facts(price=110_000)),
    "garage": Offer(14, T, AYDAT, "Garage automobile", "", ("reparation",), facts=Facts(price=180_000)),
    "nurse": Offer(15, J, BESSE, "Infirmière diplômée d’État", "à l’Ehpad", ("sante",)),
    "clerk": Offer(16, J, BOURBOULE, "Comptable", "mi-temps", ("conseil-numerique",)),
    "baker": Offer(17, S, ORCIVAL, "Boulanger", "le village cherche", ("alimentaire",)),
    "closing": Offer(18, C, MUROL, "Fermeture de la boucherie", "", ("alimentaire",)),
    "partners": Offer(19, H, BESSE, "Logement de la mairie", audience=Audience.PARTNERS, facts=Facts(rent=300)),
    "no-dpe": Offer(24, H, TAUVES, "Maison", facts=Facts(price=50_000)),
    "bakery": secret(20, "alimentaire", BESSE, price=130_000, surface=110),  # commerce de bouche, Massif du Sancy
    "butcher": secret(21, "alimentaire", TAUVES, price=70_000),  # commerce ou service aux habitants, Sancy Artense
    "practice": secret(22, "sante", MUROL, price=20_000),  # business, Sancy Volcans
}
SILENT = {"big-shop", "flat"}
BY_NUMBER = {offer.id: name for name, offer in OFFERS.items()}
INDEX = Offers(NETWORK, SECTORS, ((offer, name in SILENT) for name, offer in OFFERS.items()), TODAY)

# What is typed, and what it finds; those at the end of a line in brackets come after the others, whatever their order.
SEARCHES = [
    ("boutique 40 m2 besse moins de 500", "shop unmeasured"),
    ("boutique besse", "shop unmeasured big-shop"),  # whose owner is silent comes last
    ("shop in Besse under 500", "shop unmeasured"),
    ("local à louer Murol", "office"),
    ("local à vendre", "for-sale unmeasured workshop"),
    ("bureau jusqu'à 25 m2", "office unmeasured"),
    ("atelier plus de 100 m2", "workshop unmeasured"),
    ("atelier de potier", "workshop"),
    ("local avec logement", "shop-and-flat"),
    ("local à 10 km de Murol", "office for-sale shop-and-flat unmeasured shop big-shop"),
    ("local près de Chambon-sur-Lac", "shop-and-flat office for-sale unmeasured shop big-shop"),
    ("local Massif du Sancy moins de 200 € par mois", "office unmeasured"),
    ("logement", "house studio flat"),
    ("logement à louer", "studio flat"),
    ("maison Tauves", ""),  # without a word on its energy it is for partners alone
    ("logement temporaire", "studio flat"),
    ("T3", "house flat"),
    ("maison moins de 100000", "house"),
    ("maison à vendre", "house"),
    ("logement 4 pièces", "house"),
    ("appartement La Bourboule max 600", "flat"),
    ("appartement La Bourboule max 500", ""),
    ("logement Besse", ""),  # for partners alone
    ("terrain", "plot meadow"),
    ("terrain à bâtir moins de 1000 m2", "plot"),
    ("terrain 2 hectares", "meadow"),
    ("terrain Sancy Artense", "meadow"),
    ("land in Aydat", "plot"),
    ("bar à reprendre", "bar"),
    ("bar tabac", "bar butcher"),  # tobacco is a shop, of which the label speaks
    ("garage à reprendre Aydat", "garage"),
    ("à reprendre", "bar garage bakery butcher practice"),
    ("à reprendre Aydat", "garage practice"),  # the whole network is at Aydat too
    ("à reprendre moins de 120000", "bar bakery butcher practice"),  # what is not told is no reason against it
    ("boulangerie à reprendre", "bakery butcher"),
    ("boulangerie à reprendre Besse", "bakery"),  # Besse is in the massif
    ("boulangerie à reprendre Saint-Diéry", "bakery"),  # and so is any other commune of it
    ("boulangerie à reprendre 10 km autour de Tauves", "bakery butcher"),  # as far as La Bourboule, in the massif
    ("boulangerie à reprendre Tauves", "butcher"),
    ("coiffeur à reprendre Tauves", "butcher"),  # its label covers hairdressers as well
    ("cabinet médical à reprendre", ""),  # a business: no trade is told
    ("reprendre au bord du lac", "bar garage bakery butcher practice"),  # words of a secret find nothing
    ("vieux puits", ""),
    ("emploi", "nurse clerk"),
    ("emploi infirmière à 5 km de Besse", "nurse"),
    ("job comptable", "clerk"),
    ("villages cherchent boulanger", "baker"),
    ("fermetures", ""),  # for partners alone
    ("local à Clermont-Ferrand", ""),
]


def names(found: Iterable[Listed]) -> list[str]:
    return [BY_NUMBER[one.number] for one in found]


@pytest.mark.parametrize(("typed", "expected"), SEARCHES, ids=[typed for typed, _ in SEARCHES])
def test_a_search_finds(typed: str, expected: str) -> None:
    assert set(names(INDEX.find(READER.read(typed)))) == set(expected.split())


def test_who_answers_and_what_is_known_comes_first() -> None:
    assert names(INDEX.find(READER.read("boutique besse"))) == ["shop", "unmeasured", "big-shop"]
    assert names(INDEX.find(READER.read("boutique 40 m2 besse moins de 500"))) == ["shop", "unmeasured"]
    near = names(INDEX.find(READER.read("local à 10 km de Murol")))
    assert set(near[:2]) == {"office", "for-sale"}
    assert (near[2], near[-1]) == ("shop-and-flat", "big-shop")
    secrets = [one.veil is not None for one in INDEX.find(READER.read("à reprendre"))]
    assert secrets == sorted(secrets)


def test_partners_find_what_is_theirs() -> None:
    assert names(INDEX.find(READER.read("logement Besse"), partners=True)) == ["partners"]
    assert names(INDEX.find(READER.read("fermetures"), partners=True)) == ["closing"]
    assert names(INDEX.find(READER.read("maison Tauves"), partners=True)) == ["no-dpe"]


def test_what_is_found_of_a_secret_says_nothing_of_it() -> None:
    for one in INDEX.find(READER.read("à reprendre")):
        if one.veil is not None:
            assert one.offer == VEILS.veiled(OFFERS[BY_NUMBER[one.number]])
            assert one.silent is False


# ── What no search tells apart ───────────────────────────────────────────────────────────────────────────────────────

TYPED = [
    "à reprendre", "boulangerie à reprendre", "boulangerie", "coiffeur", "commerce à reprendre", "moins de 100000",
    "à reprendre entre 50000 et 80000", "à reprendre plus de 60 m2", "à reprendre avec logement", "maison", "emploi",
    "vieux puits", "au bord du lac", "four à bois", "tabac", "silence", "à vendre", "à louer", "3 pièces", "",
]  # fmt: skip
FACTS = ("tenure", "money", "monthly", "surface", "rooms", "flat", "words")
READ = [{name: getattr(read, name) for name in FACTS} for read in map(READER.read, TYPED)]
KINDS = [frozenset[Kind](), *(frozenset({kind}) for kind in Kind)]


def _places() -> list[Query]:
    """Every territory, every commune, and so far around each."""
    communes = tuple(NETWORK.commune_by_insee)
    alone = [Query(communes=(insee,), km=km) for insee, km in product(communes, (None, 1, 5, 12, 30))]
    pairs = [Query(communes=pair) for pair in zip(communes, communes[7:], strict=False)]
    return [Query(), *(Query(territories=(t.id,)) for t in NETWORK.territories), *alone, *pairs]


QUERIES = [
    *(replace(place, kinds=kinds) for place, kinds in product(_places(), KINDS[:2])),
    *(replace(place, kinds=kinds, **read) for place, kinds, read in product(_places()[::23], KINDS[:4], READ)),
]


def _told_again(offer: Offer, chance: random.Random) -> Offer:
    """The same secret with other hidden facts: those of another business that would be listed as it is."""
    veil = VEILS.of(offer)
    alike = [
        replace(offer, sectors=(sector,), commune=insee)
        for sector, insee in product(NETWORK.sector_by_id, NETWORK.commune_by_insee)
    ]
    other = chance.choice([one for one in alike if VEILS.of(one) == veil])
    return replace(
        other,
        id=chance.randrange(1, 10**6),
        what=chance.choice(("", "Bar-tabac", "Boulangerie", "Maison")),
        words=chance.choice(("", "four à bois, au bord du lac", "coiffeur à Besse")),
        sectors=(*other.sectors, *chance.sample(sorted(NETWORK.sector_by_id), 2)),
        pictures=chance.randrange(9),
        facts=Facts(
            surface=chance.choice((None, 30, 80, 400)),
            price=chance.choice((None, 20_000, 75_000, 300_000)),
            rent=chance.choice((None, 300)),
            tenure=chance.choice((None, "rent", "sale", "temporary")),
            rooms=chance.choice((None, 4)),
            flat=chance.choice((None, True, False)),
            energy=chance.choice((None, Energy.G)),
            why=chance.choice(("", "retraite")),
        ),
    )


def _seen(found: Iterable[Listed]) -> list[object]:
    """What is found, as it is seen: of a secret its label alone."""
    return [(one.offer, repr(one.veil), one.silent, one.number if one.veil is None else 0) for one in found]


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.proof) for seed in range(1, 6))])
def test_no_search_tells_a_secret_from_another_of_its_label(seed: int) -> None:
    """Two networks of offers that differ in hidden facts alone answer every search alike, in the same order."""
    chance = random.Random(seed)
    open_ = [(offer, name in SILENT) for name, offer in OFFERS.items() if not offer.confidential]
    hidden = [offer for offer in OFFERS.values() if offer.confidential]
    hidden += [replace(secret(50 + n, sector, commune), audience=chance.choice(list(Audience)))
               for n, (sector, commune) in enumerate(product(("alimentaire", "reparation", "foret-bois"),
                                                             (AYDAT, ORCIVAL, TAUVES)))]  # fmt: skip
    others = [_told_again(offer, chance) for offer in hidden]
    one = [*open_, *((offer, False) for offer in hidden)]
    two = [*open_, *((offer, chance.random() < 0.5) for offer in others)]
    chance.shuffle(two)
    first, second = Offers(NETWORK, SECTORS, one, TODAY), Offers(NETWORK, SECTORS, two, TODAY)
    for query, partners in product(QUERIES, (False, True)):
        assert _seen(first.find(query, partners=partners)) == _seen(second.find(query, partners=partners)), query


# ── How much work it is ──────────────────────────────────────────────────────────────────────────────────────────────


def many(count: int, seed: int = 3) -> list[tuple[Offer, bool]]:
    """So many offers of all kinds everywhere, some of them secret."""
    chance = random.Random(seed)
    some = list(OFFERS.values())
    communes = tuple(NETWORK.commune_by_insee)
    said = ("four", "vitrine", "jardin", "cave", "fibre", "lumineux", "calme", "parking", "terrasse", "étage")
    offers = []
    for number in range(1, count + 1):
        like = chance.choice(some)
        facts = replace(like.facts, surface=chance.randrange(15, 300), rent=chance.choice((None, 300, 450, 700)))
        words = " ".join(chance.sample(said, 4)) + f" n{chance.randrange(2000)}"
        offers.append((replace(like, id=number, commune=chance.choice(communes), words=words, facts=facts), False))
    return offers


def test_a_search_is_little_work() -> None:
    """Counted, not timed: ten times the offers are no more than ten times the calls, and few for each."""
    small, large = (Offers(NETWORK, SECTORS, many(count), TODAY) for count in (200, 2000))
    query = READER.read("boutique 40 m2 besse moins de 500")
    few, more = calls(lambda: small.find(query)), calls(lambda: large.find(query))
    assert more < 12 * few
    assert more < 8 * 2000


def test_how_far_it_is() -> None:
    besse, murol = (NETWORK.commune_by_insee[insee][0] for insee in (BESSE, MUROL))
    assert 8.5 < kilometres(besse, murol) < 9.5
    assert kilometres(besse, besse) == 0

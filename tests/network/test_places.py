"""Places told in people's own words: every commune, its typos, its short names, postal codes, sentences, noise."""

from __future__ import annotations

import random
import string

import pytest
from anyascii import anyascii
from hypothesis import example, given, settings
from hypothesis import strategies as st

from network.file import load
from network.model import Commune
from network.places import MAX_CANDIDATES, PlaceIndex
from tests.work import calls

from .conftest import NETWORK_FILE

COMMUNES = [(commune, territory.id) for commune, territory in load(NETWORK_FILE).commune_by_insee.values()]
INSEE = {commune.name: commune.insee for commune, _ in COMMUNES}
INDEX = PlaceIndex(load(NETWORK_FILE))

every_commune = pytest.mark.parametrize(("commune", "territory"), COMMUNES, ids=[c.name for c, _ in COMMUNES])


@every_commune
def test_a_commune_is_sure_under_its_own_name(places: PlaceIndex, commune: Commune, territory: str) -> None:
    name = commune.name
    for written in (name, name.upper(), anyascii(name).lower(), name.replace("-", " "), f"  {name} !", f"à {name}"):
        found = places.find(written)
        assert (found.kind, found.communes, found.territory) == ("commune", (commune.insee,), territory), written


def _typos(name: str) -> list[str]:
    """Seeded: each position loses, doubles, changes a letter or swaps two, one typo at a time."""
    chance = random.Random(name)
    typos: list[str] = []
    for at, letter in enumerate(name):
        if letter.isalpha():
            other = chance.choice([c for c in string.ascii_lowercase if c != anyascii(letter).lower()])
            typos += [name[:at] + name[at + 1 :], name[:at] + letter + name[at:], name[:at] + other + name[at + 1 :]]
            typos.append(name[:at] + name[at + 1 : at + 2] + letter + name[at + 2 :])
    return typos


@every_commune
def test_one_typo_finds_the_commune_or_asks_about_it(places: PlaceIndex, commune: Commune, territory: str) -> None:
    for typo in _typos(commune.name):
        found = places.find(typo)
        assert found.kind in ("commune", "ask"), typo
        assert commune.insee in found.communes, typo
        assert len(found.communes) <= MAX_CANDIDATES


def test_a_typo_rarely_costs_a_question() -> None:
    long = [typo for commune, _ in COMMUNES if len(commune.name) > 8 for typo in _typos(commune.name)]
    sure = sum(INDEX.find(typo).kind == "commune" for typo in long)
    assert sure / len(long) > 0.9


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("la bourboulle", "La Bourboule"),
        ("bourboule", "La Bourboule"),
        ("Besse", "Besse-et-Saint-Anastaise"),
        ("super besse", "Besse-et-Saint-Anastaise"),
        ("la tour", "La Tour-d'Auvergne"),
        ("La Tour d’Auvergne", "La Tour-d'Auvergne"),
        ("à la Tour d'Auvergne", "La Tour-d'Auvergne"),
        ("la tour d'auvergnne", "La Tour-d'Auvergne"),
        ("st donat", "Saint-Donat"),
        ("St. Sauves d'auvergne", "Saint-Sauves-d'Auvergne"),
        ("st-amant tallende", "Saint-Amant-Tallende"),
        ("Vernet ste Marguerite", "Le Vernet-Sainte-Marguerite"),
        ("le mont-dore", "Mont-Dore"),
        ("MONT DORE", "Mont-Dore"),
        ("mt dore", "Mont-Dore"),
        ("montdore", "Mont-Dore"),
        ("Eglise neuve", "Égliseneuve-d'Entraigues"),
        ("eglise neuve d'entraigues", "Égliseneuve-d'Entraigues"),
        ("heume", "Heume-l'Église"),
        ("Chambon s/ lac", "Chambon-sur-Lac"),
        ("plutôt vers Murol", "Murol"),
        ("nous aimerions nous installer du côté de Picherande", "Picherande"),
        ("near Orcival, please", "Orcival"),
        ("La Bourboule (63150)", "La Bourboule"),
        ("63150 Murat-le-Quaire", "Murat-le-Quaire"),
        ("Tauves, Sancy Artense", "Tauves"),
        ("le bourg de Rochefort-Montagne", "Rochefort-Montagne"),
    ],
)
def test_ways_of_writing_that_need_no_question(places: PlaceIndex, text: str, name: str) -> None:
    found = places.find(text)
    assert (found.kind, found.communes) == ("commune", (INSEE[name],))
    assert found.text == text


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("crs", ["Cros"]),
        ("Murols", ["Murol"]),
        ("Murat", ["Murat-le-Quaire"]),
        ("Chambon", ["Chambon-sur-Lac"]),
        ("Vernet", ["Le Vernet-Sainte-Marguerite"]),
        ("saint pierre", ["Saint-Pierre-Roche"]),
        ("Sandoux", ["Saint-Sandoux"]),
        ("Murol ou Besse", ["Murol", "Besse-et-Saint-Anastaise"]),
        ("tout sauf le Mont-Dore", ["Mont-Dore"]),
        ("pas à Murol", ["Murol"]),
        ("not in Murol", ["Murol"]),
        ("je ne sais pas, peut-être Murol", ["Murol"]),
        ("Murol 63240", ["Murol", "Mont-Dore"]),
        ("je vise Murol ou alors 63240", ["Murol", "Mont-Dore"]),
        ("une ferme à Besse 63610 avec 3 ha", ["Besse-et-Saint-Anastaise"]),
        ("je cherche encore, vers 63240", ["Mont-Dore"]),
    ],
)
def test_what_is_doubtful_is_asked(places: PlaceIndex, text: str, names: list[str]) -> None:
    found = places.find(text)
    assert found.kind == "ask"
    assert set(found.communes) == {INSEE[name] for name in names}
    assert found.territories == ()


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("63680", {"Chastreix", "La Tour-d'Auvergne", "Saint-Donat"}),
        ("63 820", {"Laqueuille", "Saint-Julien-Puy-Lavèze"}),
        ("code postal 63150", {"La Bourboule", "Murat-le-Quaire"}),
        ("63610", {"Besse-et-Saint-Anastaise"}),
    ],
)
def test_a_postal_code_is_always_a_choice(places: PlaceIndex, code: str, names: set[str]) -> None:
    found = places.find(code)
    assert found.kind == "ask"
    assert set(found.communes) == {INSEE[name] for name in names}


def test_every_postal_code_offers_all_its_communes(places: PlaceIndex) -> None:
    for commune, _ in COMMUNES:
        for code in commune.postal_codes:
            assert set(places.find(code).communes) == {c.insee for c, _ in COMMUNES if code in c.postal_codes}


@pytest.mark.parametrize("text", ["j'ai 25 000 euros", "un apport de 15000 €", "63 000 habitants", "63150 m2"])
def test_an_amount_is_no_postal_code(places: PlaceIndex, text: str) -> None:
    assert places.find(text).kind == "nothing"


def test_a_postal_code_counts_inside_a_sentence_with_amounts(places: PlaceIndex) -> None:
    found = places.find("reprendre un commerce dans le 63240, avec 40 000 euros d'apport")
    assert (found.kind, found.communes) == ("ask", (INSEE["Mont-Dore"],))


def test_with_its_own_postal_code_no_other_commune_of_that_name_is_meant(places: PlaceIndex) -> None:
    assert places.find("une ferme à Besse 63610").outside == ()


@pytest.mark.parametrize(
    ("text", "territory"),
    [
        ("Sancy Artense", "sancy-artense"),
        ("sancy-artense", "sancy-artense"),
        ("massif du sancy", "massif-du-sancy"),
        ("dans le massif du Sanci", "massif-du-sancy"),
        ("les cheires", "les-cheires"),
        ("en Artense", "sancy-artense"),
        ("CC du Massif du Sancy", "massif-du-sancy"),
        ("communauté de communes de Rochefort-Montagne", "rochefort-montagne"),
        ("comcom rochefort montagne", "rochefort-montagne"),
    ],
)
def test_a_whole_territory(places: PlaceIndex, text: str, territory: str) -> None:
    found = places.find(text)
    assert (found.kind, found.territory, found.communes) == ("territory", territory, ())


@pytest.mark.parametrize("text", ["Sancy", "le Sancy", "in the Sancy area"])
def test_a_name_that_two_territories_share_is_asked(places: PlaceIndex, text: str) -> None:
    found = places.find(text)
    assert (found.kind, found.territory) == ("ask", None)
    assert found.territories == ("massif-du-sancy", "sancy-artense")


@pytest.mark.parametrize(
    "text",
    [
        *("je ne sais pas", "Je ne sais pas encore", "peu importe", "indifférent", "indiferent", "n’importe où"),
        *("Peut importe !", "aucune préférence", "partout", "pas encore décidé", "je n'ai pas choisi", "ça dépend"),
        *(
            "not sure",
            "not sure yet",
            "anywhere",
            "I don't know",
            "i dont know",
            "no preference",
            "wherever",
            "whatever",
        ),
        *("on hésite encore, on ne connaît pas la région", "nous n'avons pas arrêté notre choix", "je suis ouvert"),
        *("il faut que je visite d'abord", "où vous pensez que c'est le mieux", "là où il y a une école"),
        *("conseillez-moi", "encore à réfléchir", "nous sommes mobiles", "we have no particular place in mind"),
        *("tout le territoire", "Sancy Volcans", "dans le réseau Sancy Volcans", "ça m'est égal", "j'hésite encore"),
    ],
)
def test_no_place_yet(places: PlaceIndex, text: str) -> None:
    assert places.find(text).kind == "undecided"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "?",
        "12",
        "boulangerie",
        "Londres",
        "Je suis Pierre et j'aime le pain",
        "🙂",
    ],
)
def test_what_is_no_place_of_the_network_is_not_taken_for_one(places: PlaceIndex, text: str) -> None:
    found = places.find(text)
    assert found.kind == "nothing"
    assert found.territories == ()


@pytest.mark.parametrize("text", ["75001", "j'habite au 63000"])
def test_a_postal_code_from_elsewhere(places: PlaceIndex, text: str) -> None:
    assert places.find(text).kind == "outside"


def test_the_nearest_names_are_offered(places: PlaceIndex) -> None:
    found = places.find("Picherolande")
    assert INSEE["Picherande"] in found.communes


NASTY = [
    "\x00",
    "\ud800",
    "63\u0660\u0661\u0662",
    "saint " * 1000,
    "ﷺ" * 5000,
    "مرحبا",
    "👩‍👩‍👧",
    "a" * 5000,
    "\u202emurol",
]


@example(text=NASTY[0]).via("nasty")
@example(text=NASTY[1]).via("nasty")
@example(text=NASTY[2]).via("nasty")
@given(text=st.text(st.characters(codec=None), max_size=300))
@settings(derandomize=True, max_examples=150, deadline=None, database=None)
def test_any_text_gets_an_answer(text: str) -> None:
    found = INDEX.find(text)
    assert set(found.communes) <= set(INSEE.values())
    assert (found.kind == "commune") <= (len(found.communes) == 1)
    assert (found.kind == "territory") <= (found.territory is not None)
    assert (found.kind == "ask") <= bool(found.communes or found.territories)


@pytest.mark.parametrize(
    "text", [*NASTY, "bourboulle sancyx murot " * 300, " ".join(INSEE)], ids=list(range(len(NASTY) + 2))
)
def test_no_text_keeps_it_busy(places: PlaceIndex, text: str) -> None:
    assert calls(lambda: places.find(text)) < 60_000

"""What one sentence says of an offer: its kind, its figures, what is sought; and what it leaves open."""

from __future__ import annotations

import pytest

from conversations.kinds.offered import kind_said, sought
from conversations.words.offer_facts import facts_said
from network.offers import Kind

SENTENCES = {
    "un local": (Kind.PREMISES, {}),
    "maison à louer": (Kind.HOUSING, {"tenure": "rent"}),
    "local 40 m2 à Besse, loyer 300 €": (Kind.PREMISES, {"surface": 40, "tenure": "rent", "rent": 300}),
    "boulangerie à reprendre à Tauves, 45 000 €": (Kind.TAKEOVER, {"price": 45_000}),
    "on cherche un repreneur pour le café": (Kind.TAKEOVER, {}),
    "on cherche un locataire pour une maison": (Kind.HOUSING, {}),
    "serveur, CDI à Besse": (Kind.JOB, {}),
    "terrain pour construire une maison": (Kind.LAND, {}),
    "terrain à bâtir de 800 m², 25 000 €": (Kind.LAND, {"surface": 800, "price": 25_000}),
    "studio meublé 350 euros par mois": (Kind.HOUSING, {"tenure": "rent", "rent": 350}),
    "appartement T3 à vendre 120 000 euros, DPE D": (
        Kind.HOUSING,
        {"tenure": "sale", "price": 120_000, "rooms": 3, "energy": "d"},
    ),
    "local de 40 à 60 m²": (Kind.PREMISES, {}),
    "la boulangerie va fermer": (Kind.CLOSING, {}),
    "a shop to rent, 300 euros a month": (Kind.PREMISES, {"tenure": "rent", "rent": 300}),
}


@pytest.mark.parametrize("text", SENTENCES)
def test_a_sentence_says_what_is_offered_and_its_figures(text: str) -> None:
    kind, facts = SENTENCES[text]
    assert kind_said(text) is kind
    assert facts_said(text, kind, "fr") == facts


@pytest.mark.parametrize(
    ("text", "what"),
    {
        "on cherche un médecin": "Médecin",
        "La commune recherche une infirmière à Tauves": "Infirmière",
        "il nous faut un boulanger pour le village": "Boulanger",
    }.items(),
)
def test_a_service_is_sought_by_its_name(text: str, what: str) -> None:
    assert kind_said(text) is Kind.SERVICE
    assert sought(text) == what


@pytest.mark.parametrize("text", ["ancienne école", "à louer", "bonjour", "une maison et un local", "45 000 €"])
def test_what_is_not_sure_is_asked(text: str) -> None:
    assert kind_said(text) is None


def test_whoever_seeks_a_successor_names_no_trade() -> None:
    assert sought("on cherche un repreneur") is None

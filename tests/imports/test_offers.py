"""A line of a list of offers: what is read of each cell, what is asked about a column, and what keeps a line out."""

from __future__ import annotations

from typing import Any

import pytest

from conversations.words.offer_lists import judged
from network.imports.ground import Ground
from network.imports.offer_rows import Contact, OfferRow
from network.imports.offers import whole
from network.imports.reading import read_on
from network.imports.rows import Reading, Sort
from network.imports.values import WrongError
from network.offers import Audience, Kind
from tests.imports.old_base import workbook


def read(ground: Ground, head: str, *lines: tuple[Any, ...], sort: Sort | None = None) -> Reading:
    """What a sheet comes to."""
    return judged(read_on(ground, workbook({"Feuille": [head.split("|"), *lines]}), sort))


def only(ground: Ground, head: str, line: tuple[Any, ...]) -> OfferRow:
    """The offer of a sheet with one line."""
    found = read(ground, head, line, sort=Sort.OFFERS)
    assert found.columns.questions == ()
    [row] = found.offers()
    return row


@pytest.mark.parametrize(
    ("cell", "number"),
    [(60, 60), (59.6, 60), ("60 m²", 60), ("60m2", 60), ("1 200,50 €", 1_200), ("12.000 euros", 12_000),
     ("1,2 ha", 12_000), ("env. 300 €/mois HC", 300), ("95\u202f000 €", 95_000)],
)  # fmt: skip
def test_a_number_is_read_with_its_unit(cell: Any, number: int) -> None:
    assert whole(cell, 100_000_000) == number


@pytest.mark.parametrize("cell", ["40 à 60 m²", "à débattre", "0", -5, 10**9, float("inf"), float("nan"), "300 + 50"])
def test_a_number_that_is_not_sure_is_none(cell: Any) -> None:
    with pytest.raises(WrongError):
        whole(cell, 100_000_000)


HEAD = "Nature|Titre|Commune|Description|Prix|Loyer|DPE|Confidentiel|Visible par|Propriétaire|Tél"


@pytest.mark.parametrize(
    ("line", "kind", "audience", "secret"),
    [
        (("Boutique", "", "Besse", "Sur la place", "", 300, "", "", "", "", ""), Kind.PREMISES, "public", False),
        (("maisson", "", "Murol", "Au calme", 95_000, "", "D", "", "partenaires", "", ""), Kind.HOUSING, "partners",
         False),
        (("Fonds", "Bar", "Tauves", "Terrasse", "", "", "", "oui", "", "", ""), Kind.TAKEOVER, "public", True),
        (("Reprise", "Bar", "Tauves", "Vente en secret", "", "", "", "", "", "", ""), Kind.TAKEOVER, "public", True),
        (("Fermeture", "Poste", "Tauves", "Départ", "", "", "", "", "tous", "", ""), Kind.CLOSING, "partners", False),
    ],
)  # fmt: skip
def test_what_it_is_and_who_may_see_it(
    line: tuple[Any, ...], kind: Kind, audience: str, secret: bool, ground: Ground
) -> None:
    row = only(ground, HEAD, line)
    assert (row.kind, row.audience, row.confidential) == (kind, Audience(audience), secret)


def test_what_costs_nothing_in_one_place_is_read_in_the_words(ground: Ground) -> None:
    """A rent makes it to let, a price for sale; what a column says counts before what the words say."""
    for column, rent in ((300, 300), ("", 250)):
        line = ("Local", "", "Besse", "40 m², loyer 250 €", "", column, "", "", "", "", "")
        assert dict(only(ground, HEAD, line).facts) == {"surface": 40, "tenure": "rent", "rent": rent}


@pytest.mark.parametrize(
    ("name", "phone", "contact"),
    [
        ("Mme Exemple", "01 99 00 00 45", Contact("Mme Exemple", "+33199000045")),
        ("", "01 99 00 00 45", Contact("+33199000045", "+33199000045")),
        ("Conseillère métiers de bouche", "", Contact("Conseillère métiers de bouche", referent="conseillere-bouche")),
        ("", "", Contact()),
    ],
)
def test_whom_to_call(name: str, phone: str, contact: Contact, ground: Ground) -> None:
    line = ("Local", "Besse", "Vitrine", 300, name, phone)
    assert only(ground, "Nature|Commune|Description|Loyer|Propriétaire|Téléphone", line).contact == contact


def test_a_secret_that_can_be_none_stays_out(ground: Ground) -> None:
    """Only a business is sold in secret: what else says so is not made public."""
    found = read(ground, HEAD, ("Local", "", "Besse", "Vitrine", "", 300, "", "oui", "", "", ""), sort=Sort.OFFERS)
    assert (found.rows, [fault.key for fault in found.faults]) == ((), ["imports.fault.quiet"])


def test_what_a_column_is_may_be_asked(ground: Ground) -> None:
    """One that is needed and nowhere; two for one field. No line is read before that is answered."""
    lacks = read(ground, "Surface|Loyer|Commune|Truc", (60, 300, "Besse", "abc"))
    assert (lacks.sort, lacks.rows) == (Sort.OFFERS, ())
    assert [one.fields for one in lacks.columns.questions] == [("offered",)]
    twice = read(ground, "Nature|Commune|Surface|Superficie", ("Local", "Besse", 60, 75))
    assert [one.key for one in twice.columns.questions] == ["imports.ask.which"]


def test_the_same_offer_is_known_again(ground: Ground) -> None:
    """By what, where, words and surface, however they are written; with another surface it is another."""
    line = ("Local", "Besse", "Ancienne épicerie", 60)
    found = read(ground, "Nature|Commune|Description|Surface", line, ("local", "BESSE", "ancienne  EPICERIE", "60 m²"),
                 ("Local", "Besse", "Ancienne épicerie", 75), sort=Sort.OFFERS)  # fmt: skip
    assert ([row.line for row in found.rows], [(one.line, one.of) for one in found.doubles]) == ([2, 4], [(3, 2)])

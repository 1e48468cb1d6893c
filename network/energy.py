"""What the law has an offer say of its energy and of the risks around it, and what keeps a dwelling from the public.

- Energy and climate class: code de la construction et de l’habitation (CCH), L126-33; in capitals in the press,
  R126-21; in colour on the scales where it is shown by a network, R126-22, which the page does (`reports.site.scales`).
- "Montant estimé des dépenses annuelles d'énergie pour un usage standard", with the year of the prices: R126-23.
- "Logement à consommation énergétique excessive : classe F" or "classe G", since 1 January 2022: L173-2, R126-24, and
  the arrêté of 22 December 2021.
- Buildings without heating, or heated by open fires alone, need no DPE: R126-15. A dwelling that is let has heating:
  décret n° 2002-120, article 3.
- A dwelling that is let as a home is of a certain class at the least: loi n° 89-462, article 6; décret n° 2002-120,
  article 3 bis.
- Risks: code de l'environnement, L125-5 and R125-25, since 1 January 2023, for what is built and what is not, in a zone
  with a plan of risks, with radon or earthquakes. Which zone a parcel is in is not known here: it is said of all.
"""

from __future__ import annotations

from datetime import date

from network.offers import Energy, Kind, Offer
from network.phrase import Phrase, phrase

_EXCESSIVE = (Energy.F, Energy.G)
_NOT_LET_FROM = {Energy.G: date(2025, 1, 1), Energy.F: date(2028, 1, 1), Energy.E: date(2034, 1, 1)}
"""From when on a dwelling of a class is not let any more."""


def has_dwelling(offer: Offer) -> bool:
    """Whether somebody can live there: housing, or premises and a business that have a flat."""
    return offer.kind is Kind.HOUSING or (offer.kind in (Kind.PREMISES, Kind.TAKEOVER) and bool(offer.facts.flat))


def is_land_or_building(offer: Offer) -> bool:
    """Whether a place is let or sold: land, premises, housing, and a business whose walls go with it."""
    walls = offer.kind is Kind.TAKEOVER and (offer.facts.tenure is not None or bool(offer.facts.flat))
    return offer.kind in (Kind.LAND, Kind.PREMISES, Kind.HOUSING) or walls


def lines(offer: Offer) -> tuple[Phrase, ...]:
    """What is written with an offer, in order; nothing of a secret one, whose figures would name it."""
    if offer.confidential:
        return ()
    said = [*_energy(offer)]
    if is_land_or_building(offer):
        said.append(phrase("energy.risks"))
    return tuple(said)


def kept_from_public(offer: Offer, today: date) -> Phrase | None:
    """Why an offer is for partners alone until something more is known of its energy; None where nothing keeps it."""
    facts = offer.facts
    if not has_dwelling(offer) or offer.confidential:
        return None
    let = offer.kind is Kind.HOUSING and _is_let(offer)
    if facts.energy is None:
        return phrase("energy.kept.none")
    if facts.energy is Energy.VACANT:
        return phrase("energy.kept.unheated") if let else None
    since = _NOT_LET_FROM.get(facts.energy)
    if let and since is not None and today >= since:
        return phrase("energy.kept.let", letter=facts.energy.upper(), year=str(since.year))
    if facts.climate in (None, Energy.VACANT):
        return phrase("energy.kept.climate")
    return phrase("energy.kept.cost") if facts.cost is None else None


def _is_let(offer: Offer) -> bool:
    facts = offer.facts
    if facts.tenure is not None:
        return facts.tenure != "sale"
    return facts.rent is not None


def _energy(offer: Offer) -> list[Phrase]:
    facts, dwelling = offer.facts, has_dwelling(offer)
    if facts.energy is None:
        return [phrase("energy.none")] if dwelling else []
    if facts.energy is Energy.VACANT:
        return [phrase("energy.unheated")]
    letter = facts.energy.upper()
    told = facts.climate not in (None, Energy.VACANT)
    climate = phrase("energy.climate", letter=str(facts.climate).upper()) if told else phrase("energy.climate.none")
    said = [phrase("energy.class", letter=letter, climate=climate)]
    if dwelling and facts.energy in _EXCESSIVE:
        said.append(phrase("energy.excessive", letter=letter))
    if facts.cost is not None:
        least, most = facts.cost
        year = (
            phrase("energy.year.none") if facts.cost_year is None else phrase("energy.year", year=str(facts.cost_year))
        )
        said.append(phrase("energy.cost", least=_euros(least), most=_euros(most), year=year))
    elif dwelling:
        said.append(phrase("energy.cost.none"))
    return said


def _euros(amount: int) -> str:
    """An amount with narrow no-break spaces between thousands."""
    return f"{amount:,}".replace(",", "\u202f")

"""Words by which people say what they look for among offers; French and English, as data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from network.offers import Kind


def _ways(block: str) -> tuple[tuple[str, ...], ...]:
    """Ways to say something, each as its words, the longest first."""
    return tuple(sorted((tuple(way.split()) for way in block.split("|")), key=lambda way: (-len(way), way)))


def _set(block: str) -> frozenset[str]:
    return frozenset(block.split())


KINDS: Mapping[Kind, tuple[tuple[str, ...], ...]] = {
    Kind.TAKEOVER: _ways(
        "a reprendre|reprise|reprises|reprendre|repreneur|fonds de commerce|fonds|affaire a reprendre|affaire|affaires|"
        "entreprise a vendre|entreprises a vendre|commerce a vendre|commerces a vendre|cession|cedant|a ceder|ceder|"
        "transmission|succession|takeover|takeovers|take over|taking over|business for sale|businesses for sale|"
        "business to buy|going concern|rachat|racheter"
    ),
    Kind.PREMISES: _ways(
        "local|locaux|local commercial|locaux commerciaux|local professionnel|boutique|boutiques|magasin|magasins|"
        "vitrine|atelier|ateliers|bureau|bureaux|hangar|hangars|entrepot|entrepots|pas de porte|murs commerciaux|"
        "cellule commerciale|cabinet|premises|shop|shops|store|workshop|workshops|office|offices|warehouse|"
        "office space|retail space|commercial space|commercial premises"
    ),
    Kind.LAND: _ways(
        "terrain|terrains|terrain a batir|terrains a batir|terrain constructible|terrain a construire|parcelle|"
        "parcelles|foncier|land|plot|plots|building plot|building land"
    ),
    Kind.HOUSING: _ways(
        "logement|logements|maison|maisons|appartement|appartements|appart|apparts|studio|studios|chambre|villa|"
        "habitation|habiter|pavillon|chalet|duplex|hlm|colocation|se loger|me loger|house|houses|home|homes|flat|flats|"
        "apartment|apartments|housing|cottage|accommodation"
    ),
    Kind.JOB: _ways(
        "emploi|emplois|offre d emploi|offres d emploi|travail|boulot|job|jobs|poste|postes|embauche|recrutement|"
        "recrute|recrutent|cdi|cdd|work|employment|vacancy|vacancies|hiring|salarie"
    ),
    Kind.SERVICE: _ways(
        "service recherche|services recherches|recherche par les villages|recherche par une commune|cherchent|"
        "recherchent|villages cherchent|communes cherchent|village cherche|il manque|manque|wanted|sought|"
        "villages seek|villages need|needed"
    ),
    Kind.CLOSING: _ways("fermeture|fermetures|fermeture prevue|fermetures prevues|ferme bientot|closing|closures"),
}
"""What is offered. "Boutique à reprendre" is a business, and no premises."""

TENURES: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "rent": _ways(
        "a louer|louer|location|locations|en location|loyer|bail|to rent|for rent|to let|rent|rental|rentals|lease"
    ),
    "sale": _ways("a vendre|vendre|en vente|vente|ventes|a acheter|acheter|achat|for sale|to buy|buy|purchase"),
    "temporary": _ways(
        "temporaire|temporaires|provisoire|courte duree|saisonniere|en attendant|tremplin|temporary|short term|"
        "short let"
    ),
}
MONTHLY = _ways("par mois|mois|mensuel|mensuels|month|a month|per month|monthly|pcm|de loyer|loyer|hc|cc")
FLAT = _ways(
    "avec logement|avec un logement|avec appartement|avec un appartement|avec habitation|logement au dessus|"
    "appartement au dessus|et logement|with flat|with a flat|with housing|with accommodation|with living space|"
    "flat above"
)
AROUND = _ways(
    "autour|autour de|aux alentours|alentours|aux environs|environs|pres|proche|proximite|a cote|near|around|close to|"
    "nearby|rayon|radius"
)

AT_MOST = _ways(
    "moins de|max|maxi|maximum|jusqu a|jusque|sous|under|less than|up to|below|at most|au plus|inferieur a|budget|"
    "budget de|budget max|budget maxi|maximum de|max de|pas plus de|no more than|ne depassant pas|cheaper than"
)
AT_LEAST = _ways(
    "plus de|au moins|min|mini|minimum|a partir de|from|over|at least|more than|superieur a|minimum de|above"
)
AT_MOST_AFTER = _ways("max|maxi|maximum|au plus|at most|or less|ou moins")
AT_LEAST_AFTER = _ways("min|mini|minimum|et plus|ou plus|au moins|or more|and more|at least")
BETWEEN = frozenset({(), ("a",), ("et",), ("to",), ("and",), ("ou",), ("or",)})
"""What may stand between the two ends of a span: "de 30 à 50 m²", "30-50 m²"."""

UNITS: Mapping[str, str] = {
    **dict.fromkeys(("m2", "m", "metre", "metres", "sqm", "carres"), "surface"),
    **dict.fromkeys(("ha", "hectare", "hectares"), "hectares"),
    **dict.fromkeys(("km", "kms", "kilometre", "kilometres", "kilometer", "kilometers"), "km"),
    **dict.fromkeys(("eur", "euro", "euros", "e"), "money"),
    **dict.fromkeys(("k", "ke", "keur", "keuros"), "thousands"),
    **dict.fromkeys(("piece", "pieces", "room", "rooms"), "rooms"),
    **dict.fromkeys(("chambre", "chambres", "bedroom", "bedrooms"), "bedrooms"),
    **dict.fromkeys(("minute", "minutes", "min", "mn", "an", "ans", "mois", "jours", "h", "years", "old"), "other"),
}
"""What a number counts, by the word after it."""
NOT_SAID = _set(
    "offre offres annonce annonces prix budget surface environ environs loyer rayon radius avec with price size about "
    "mois month par per commercial commerciale professionnel disponible disponibles libre libres free available moins "
    "plus max maxi maximum min mini minimum vol oiseau crow flies within distance km m2 eur euros carres carre "
    "commune cher chere cheap famille family communes village villages any show montrer voir liste list tout toutes "
    "tous rez chaussee entre between"
)
"""Words around a search that name nothing of it."""


def named_in(said: str, ways: Iterable[tuple[str, ...]]) -> bool:
    """Whether a folded text, with a blank before and after, says one of these ways, word by word."""
    return any(f" {' '.join(way)} " in said for way in ways)

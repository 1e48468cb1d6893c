"""What people write into the cells of a list of offers: kinds, tenures, states, yes or no; by plain words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeVar

from network.offers import Audience, Energy, Kind
from network.text import plain

T = TypeVar("T")


def _ways(given: Mapping[T, str]) -> Mapping[str, T]:
    return MappingProxyType({plain(way): thing for thing, ways in given.items() for way in ways.split("|")})


KINDS = _ways(
    {
        Kind.TAKEOVER: "commerce ou entreprise à reprendre | commerce à reprendre | entreprise à reprendre "
        "| à reprendre | reprise | cession | transmission | fonds de commerce | fonds | affaire "
        "| business to take over | takeover | going concern",
        Kind.PREMISES: "local | locaux | local commercial | local vacant | local professionnel | local d'activité "
        "| boutique | magasin | atelier | bureau | bureaux | hangar | entrepôt | cellule commerciale | murs "
        "| premises | shop | office | workshop | warehouse",
        Kind.LAND: "terrain | terrain à bâtir | terrain constructible | parcelle | foncier | lot | land "
        "| building land | plot",
        Kind.HOUSING: "logement | maison | appartement | studio | habitation | gîte | villa | house | flat | housing "
        "| apartment",
        Kind.JOB: "emploi | offre d'emploi | poste | poste à pourvoir | recrutement | cdi | cdd | job | vacancy",
        Kind.SERVICE: "service recherché | recherche | besoin de la commune | professionnel recherché | recherché "
        "| service sought | wanted",
        Kind.CLOSING: "fermeture prévue | fermeture | fermeture à venir | closing | planned closure",
    }
)

TENURES = _ways(
    {
        "rent": "à louer | location | louer | loué | bail | bail commercial | to rent | to let | rent | lease",
        "sale": "à vendre | vente | vendre | achat | for sale | sale",
        "temporary": "pour un temps | temporaire | bail précaire | provisoire | saisonnier | saisonnière "
        "| à l'essai | for a while | temporary",
    }
)

STATES = _ways(
    {
        "ready": "prêt à l'emploi | bon état | bon | très bon état | neuf | rénové | en état | ready | good",
        "refresh": "à rafraîchir | rafraîchissement | état moyen | moyen | correct | needs refreshing",
        "work": "travaux à prévoir | travaux | à rénover | rénovation | mauvais état | vétuste | dégradé | needs work",
        "bare": "brut à aménager | brut | brut de béton | à aménager | nu | bare | shell",
    }
)

ANSWERS = _ways({True: "oui | o | vrai | yes | y | true | 1", False: "non | n | faux | no | false | 0"})

FLATS = _ways({True: "avec un logement | avec logement", False: "sans logement | aucun"})
"""What is written besides yes and no where it is asked whether a flat goes with it."""

AUDIENCES = _ways(
    {
        Audience.PUBLIC: "tout le monde | tous | public | publique | everybody | everyone",
        Audience.PARTNERS: "partenaires | les partenaires | réservé aux partenaires | interne | partners | internal",
    }
)

CLASSES = _ways(
    {
        **{one: f"{one.value} | classe {one.value} | class {one.value}" for one in Energy if one is not Energy.VACANT},
        Energy.VACANT: "sans chauffage | vierge | non soumis | bâtiment sans chauffage | unheated",
    }
)

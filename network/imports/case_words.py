"""What people write into the cells of a list of cases: natures, states, needs; by plain words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeVar

from network.entries import Nature
from network.imports.rows import State
from network.organisations import Need
from network.text import plain

T = TypeVar("T")


def _ways(given: Mapping[T, str]) -> Mapping[str, T]:
    return MappingProxyType({plain(way): thing for thing, ways in given.items() for way in ways.split("|")})


NATURES = _ways(
    {
        Nature.CREATION: "création | créer | créateur | créatrice | creation | start | new business "
        "| installation agricole",
        Nature.TAKEOVER: "reprise | reprendre | repreneur | repreneuse | rachat | takeover | buying a business",
        Nature.DEVELOPMENT: "développement | développer | agrandissement | extension | development | growth",
        Nature.TRANSFER: "transmission | cession | transmettre | céder | vente | cédant | transfer | sale",
        Nature.JOB: "emploi | salarié | salariée | recherche d'emploi | job | employment",
        Nature.TELEWORK: "télétravail | télétravailleur | télétravailleuse | coworking | remote work | telework",
        Nature.NONE: "aucun projet professionnel | sans projet professionnel | habiter | retraite | projet de vie",
        Nature.UNKNOWN: "à définir | pas encore défini | ne sait pas | unknown | not sure",
    }
)

STATES = _ways(
    {
        State.OPEN: "en cours | ouvert | ouverte | actif | active | à suivre | suivi en cours | nouveau "
        "| nouvelle | open "
        "| ongoing | in progress | à contacter | contacté | contactée | relancé | à relancer | en attente | waiting",
        State.PAUSED: "en pause | pause | suspendu | suspendue | en sommeil | reporté | reportée | paused | on hold",
        State.INSTALLED: "installé | installée | installés | installées | installation faite | abouti "
        "| aboutie | réussi "
        "| réalisé | réalisée | concrétisé | concrétisée | settled | installed | done",
        State.ELSEWHERE: "installé ailleurs | installée ailleurs | parti ailleurs | partie ailleurs | ailleurs "
        "| autre territoire | elsewhere | settled elsewhere",
        State.GIVEN_UP: "abandon | abandonné | abandonnée | abandonnés | renoncé | a renoncé | annulé | annulée "
        "| sans suite | projet abandonné | pas donné suite | given up | gave up | abandoned | cancelled | dropped",
        State.CLOSED: "clos | close | clôturé | clôturée | terminé | terminée | fini | finie | fermé | fermée | classé "
        "| classée | archivé | archivée | closed | ended | finished | archived",
    }
)

NEEDS = _ways(
    {
        Need.PREMISES: "local | locaux | local professionnel | bureau | atelier | boutique | premises "
        "| workshop | shop",
        Need.LAND: "terrain | foncier | terres | terre agricole | parcelle | land | plot",
        Need.SUCCESSOR: "repreneur | successeur | cherche repreneur | successor",
        Need.FINANCING: "financement | financements | aide financière | aides | prêt | subvention "
        "| subventions | banque "
        "| microcrédit | financing | funding | loan",
        Need.MARKET_STUDY: "étude de marché | étude | business plan | prévisionnel | market study",
        Need.TRAINING: "formation | formations | stage | training",
        Need.RECRUITING: "recrutement | recruter | embauche | recruiting | hiring",
        Need.HOUSING: "logement | maison | habitation | appartement | location | housing | house | home | flat",
        Need.SCHOOL: "école | crèche | garde d'enfants | scolarité | périscolaire | school | nursery | childcare",
        Need.PARTNER_JOB: "emploi du conjoint | emploi conjoint | emploi de la conjointe | travail du conjoint "
        "| travail conjoint | partner s job | job for partner",
    }
)

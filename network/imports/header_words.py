"""What stands above columns in lists that people keep, by field, in French and in English."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from network.imports.rows import Sort

Words = Mapping[str, str]

_PERSON = {
    "last_name": "nom | nom de famille | nom usuel | surname | last name | family name",
    "first_name": "prénom | prénoms | first name | given name | forename",
    "phone": "téléphone | tél | tel | tél domicile | tph | téléphone 1 | téléphone 2 | tél 1 | tél 2 "
    "| portable | mobile "
    "| tél portable "
    "| tél fixe | fixe | numéro de téléphone | n° tél | coordonnées téléphoniques | contact | phone | phone number "
    "| telephone number | telephone | cell phone | coordonnées",
    "email": "mail | email | e-mail | courriel | adresse mail | adresse email | adresse électronique | mél "
    "| adresse courriel | contact | email address | coordonnées",
}

CASES: Words = MappingProxyType(
    {
        "name": "nom et prénom | nom prénom | prénom nom | nom complet | porteur | porteur de projet | nom du porteur "
        "| nom du porteur de projet | candidat | bénéficiaire | personne | contact | identité | name | full name | who "
        "| project holder",
        **_PERSON,
        "commune": "commune | où | commune visée | commune d'installation | commune du projet | lieu "
        "| lieu d'installation "
        "| lieu du projet | lieu d'implantation | implantation | ville | ville souhaitée | localisation "
        "| where | place "
        "| town | village | municipality | destination",
        "postal_code": "code postal | cp | code postal de la commune | postcode | postal code | zip | zip code",
        "territory": "territoire | secteur géographique | communauté de communes | comcom | com com | cc "
        "| epci | intercommunalité "
        "| territory",
        "project": "projet | projet professionnel | projet de vie | description | description du projet "
        "| nature du projet | objet | intitulé "
        "| intitulé du projet "
        "| projet en quelques mots | idée | demande | objet de la demande | project | what | request",
        "nature": "nature | type de projet | type | type de demande | création ou reprise | création reprise | kind "
        "| kind of project | type of project | nature du projet",
        "sector": "secteur | activité envisagée | secteur d'activité | activité | métier | domaine "
        "| domaine d'activité | filière | branche "
        "| corps de métier | sector | trade | activity | business",
        "household": "foyer | composition du foyer | composition familiale | situation familiale | famille | ménage "
        "| household | family",
        "adults": "adultes | nombre d'adultes | nb adultes | adults | number of adults",
        "children": "enfants | nombre d'enfants | nb enfants | children | number of children",
        "needs": "besoins | besoin | attentes | ce qu'il cherche | recherche | needs | looking for",
        "met_on": "date | date du premier contact | premier contact | date premier contact | date de contact "
        "| date d'accueil | date de la demande | date demande | date d'arrivée | date d'entrée | date de création "
        "| 1er contact | date 1er contact | date 1er rdv | premier rendez-vous | date d'ouverture "
        "| contacté le | reçu le | 1er rdv | 1er rendez-vous "
        "| first contact | date of first contact | received on | met on | opened | contact date",
        "last_exchange": "date | relancé le | relance | dernier contact | date du dernier contact "
        "| dernier échange | date dernier échange "
        "| date du dernier échange | dernière relance | date de relance | dernière nouvelle | dernières nouvelles "
        "| dernier rdv | mis à jour le | date de mise à jour | last contact | last exchange | last update | last seen",
        "technical": "référent technique | référente technique | technique | conseiller technique | expert "
        "| accompagnateur technique | référent | suivi par | conseiller | accompagnateur | technical referent "
        "| technical contact | followed by | adviser",
        "territorial": "référent territorial | référente territoriale | référent territoire | territorial "
        "| chargé d'accueil | chargée d'accueil | agent d'accueil | référent | suivi par | territorial referent "
        "| followed by | welcome officer",
        "state": "état | statut du dossier | statut | situation | avancement | état d'avancement "
        "| état du dossier | issue "
        "| résultat | suite "
        "| suites données | où en est-on | status | state | outcome | progress",
        "notes": "notes | note | obs | commentaire | commentaires | remarque | remarques | observations "
        "| observation | suivi "
        "| compte rendu | informations | infos | divers | comments | remarks | information",
        "source": "source | comment connu | origine du contact | orienté par | envoyé par | prescripteur "
        "| comment nous a-t-il connus "
        "| comment nous a-t-elle connus | provenance du contact | source des données | referred by | sent by | origin "
        "| source of the data",
    }
)
"""Of old cases. A word of several fields is asked about, unless what stands below tells them apart."""

ORGANISATIONS: Words = MappingProxyType(
    {
        "name": "nom | organisme | structure | organisation | nom de la structure | nom de l'organisme | partenaire "
        "| raison sociale | dénomination | name | organization | partner",
        "kind": "type | type de structure | type d'organisme | catégorie | famille | nature | kind | category",
        "phone": _PERSON["phone"] + " | standard | switchboard",
        "email": _PERSON["email"],
        "street": "adresse | adresse postale | rue | voie | n° et rue | address | street",
        "postal_code": "code postal | cp | postcode | postal code | zip",
        "town": "commune | ville | localité | bureau distributeur | town | city",
        "site": "site | site internet | site web | internet | web | page web | url | website",
        "hours": "horaires | heures d'ouverture | horaires d'ouverture | ouverture | opening hours | hours",
        "siret": "siret | n° siret | numéro siret | siret number",
        "rna": "rna | n° rna | numéro rna | waldec",
        "description": "description | missions | mission | rôle | que fait-elle | présentation | objet | compétences "
        "| what it does | about",
        "notes": CASES["notes"],
    }
)
"""Of organisations."""

REFERENTS: Words = MappingProxyType(
    {
        "name": "nom et prénom | nom prénom | prénom nom | nom complet | référent | référente | agent | interlocuteur "
        "| name | full name | referent",
        **_PERSON,
        "organisation": "organisme | structure | organisation | employeur | partenaire | raison sociale | organization "
        "| employer | partner",
        "role": "rôle | rôles | fonction | type de référent | référent technique ou territorial | role | function",
        "territories": "territoire | territoires | communauté de communes | secteur géographique | zone | territory "
        "| territories | area",
        "sectors": "secteur | secteurs | secteur d'activité | secteurs d'activité | domaine | domaines "
        "| métiers | filières "
        "| sector | sectors | trades",
        "natures": "nature | natures | type de projet | types de projets | kind of project | kinds of projects",
        "notes": CASES["notes"],
    }
)
"""Of referents."""

OFFERS: Words = MappingProxyType(
    {
        "offered": "nature | nature de l'offre | type | type d'offre | type de bien | nature du bien | catégorie "
        "| catégorie de l'offre | kind | kind of offer | type of offer",
        "what": "titre | intitulé | titre de l'annonce | titre de l'offre | désignation | enseigne | activité "
        "| poste | intitulé du poste | métier | title | job title",
        "words": "description | descriptif | annonce | texte | texte de l'annonce | détails | précisions | commentaire "
        "| commentaires | observations | description of the offer | details",
        "place": "commune | ville | lieu | localité | localisation | où | town | place | where | municipality",
        "postal_code": "code postal | cp | postcode | postal code | zip | zip code",
        "surface": "surface | superficie | surface m2 | surface m² | surface en m2 | m2 | surface habitable "
        "| surface utile | surface du terrain | area | floor area | square metres",
        "rooms": "pièces | nombre de pièces | nb pièces | nb de pièces | rooms | number of rooms",
        "tenure": "location ou vente | vente ou location | louer ou vendre | transaction | type de transaction "
        "| mode d'occupation | rent or sale",
        "price": "prix | prix de vente | prix de cession | prix du fonds | prix demandé | prix € | price "
        "| asking price | sale price",
        "rent": "loyer | loyer mensuel | loyer hors charges | loyer mensuel hors charges | loyer € | loyer par mois "
        "| rent | monthly rent",
        "condition": "état | état du bien | état du local | état et travaux | travaux | condition | state",
        "accessible": "accessible | accessibilité | accessible en fauteuil roulant | pmr | accessible pmr | erp "
        "| wheelchair access",
        "flat": "avec un logement | logement au dessus | logement de fonction | logement attenant | flat | with a flat",
        "free_since": "libre depuis | vacant depuis | disponible | disponibilité | disponible à partir de | libre le "
        "| free since | available from",
        "why": "pourquoi | motif | raison | raison de la vente | motif de cession | why | reason",
        "aid": "aide | aides | aide attachée | aides possibles | aid | help",
        "energy": "dpe | classe énergie | classe énergétique | classe dpe | étiquette énergie | energy class",
        "climate": "ges | classe climat | classe ges | étiquette climat | climate class",
        "cost_least": "coût annuel d'énergie à partir de | coût d'énergie de | energy cost from",
        "cost_most": "coût annuel d'énergie jusqu'à | coût d'énergie à | energy cost to",
        "cost_year": "année des prix de l'énergie | année des prix | year of the energy prices",
        "link": "lien | lien de l'annonce | url | page de l'employeur | site | link | page",
        "ends_on": "jusqu'au | date de fin | date limite | fin de l'annonce | date de fermeture | fermeture le "
        "| until | closing date | end date",
        "jobs": "nombre d'emplois | nombre de salariés | nb salariés | salariés | effectif | effectifs "
        "| jobs | employees",
        "name": "propriétaire | bailleur | cédant | vendeur | employeur | contact | personne à contacter "
        "| interlocuteur | à qui s'adresser | nom du contact | nom du propriétaire | nom et prénom | owner | landlord "
        "| seller | whom to call",
        **_PERSON,
        "audience": "visible par | visibilité | qui peut la voir | diffusion | audience | who may see it",
        "quiet": "confidentielle | confidentiel | vente confidentielle | secret | confidential",
        "said_on": "date | date de l'annonce | date de l'offre | date de saisie | date de mise à jour | dite le "
        "| ajoutée le | reçue le | date of the offer | added on",
        "picture": "photo | photos | image | images | lien photo | adresse de la photo | url photo | picture "
        "| pictures | photo link",
        "notes": "notes | note | obs | remarque | remarques | divers | remarks",
    }
)
"""Of offers."""

FIELDS: Mapping[Sort, Words] = MappingProxyType(
    {Sort.CASES: CASES, Sort.ORGANISATIONS: ORGANISATIONS, Sort.REFERENTS: REFERENTS, Sort.OFFERS: OFFERS}
)

ASIDE = (
    "situation pro | statut juridique | nom du cédant | date de clôture | date de fin | clos le | conjoint "
    "| n° | numéro | num | no | id | identifiant | référence | réf | n° dossier | numéro de dossier | ordre "
    "| âge | sexe "
    "| civilité | genre | date de naissance | né le | nationalité | adresse | adresse actuelle | adresse postale "
    "| domicile | commune de résidence | commune actuelle | ville actuelle | commune d'origine | ville d'origine "
    "| provenance | origine géographique | origine | profession | métier actuel | situation professionnelle | surface "
    "| budget | montant | apport | nb personnes | nombre de personnes | année | mois | nom de l'entreprise "
    "| entreprise "
    "| enseigne | forme juridique | number | reference | age | gender | title | date of birth | address "
    "| home town | year"
    " | occupation | company | prochaine relance | prochain rdv | next appointment"
)
"""What is known to be none of the fields: it goes into the notes."""

TELLING: Mapping[Sort, frozenset[str]] = MappingProxyType(
    {
        Sort.CASES: frozenset(
            {"project", "met_on", "last_exchange", "state", "household", "needs", "technical", "territorial", "adults"}
        ),
        Sort.ORGANISATIONS: frozenset({"siret", "rna", "hours", "site", "street", "kind"}),
        Sort.REFERENTS: frozenset({"organisation", "role", "territories", "sectors", "natures"}),
        Sort.OFFERS: frozenset(
            {
                "surface",
                "rooms",
                "tenure",
                "price",
                "rent",
                "condition",
                "accessible",
                "flat",
                "free_since",
                "energy",
                "climate",
                "cost_least",
                "cost_most",
                "cost_year",
                "ends_on",
                "audience",
                "quiet",
                "picture",
                "aid",
            }
        ),
    }
)
"""The fields by which one tells what a list is of."""

NEEDED: Mapping[Sort, tuple[tuple[str, ...], ...]] = MappingProxyType(
    {
        Sort.CASES: (("name", "last_name"), ("phone", "email"), ("met_on", "last_exchange")),
        Sort.ORGANISATIONS: (("name",),),
        Sort.REFERENTS: (("name", "last_name"), ("organisation",)),
        Sort.OFFERS: (("offered",), ("place",)),
    }
)
"""What no list can do without: one field of each."""

SEVERAL = frozenset({"phone", "notes", "needs"})
"""Fields that several columns may be."""

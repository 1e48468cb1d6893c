"""The network's organisations and services in the open exchange format data.inclusion, version 1."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import phonenumbers
from pydantic import EmailStr, HttpUrl, TypeAdapter

from network.entries import Nature, Wording
from network.model import Network
from network.organisations import Need, Organisation, Service


@dataclass(frozen=True, slots=True)
class Exported:
    """A network in the format: the `document` (JSON), and `notes` on what is not in it, one line each."""

    document: str
    notes: tuple[str, ...]


def exported(network: Network, changed: date) -> Exported:
    """Its structures and services, by id. The same network, last `changed` on the same day, is the same bytes."""
    structures, services, notes = [], [], list[str]()
    for one in sorted(network.organisations, key=lambda one: one.id):
        who = f'organisation "{one.id}"'
        structure, refused = _accepted(_structure(network, one, changed), {"nom"})
        notes += _refusals(who, structure is None, refused, f" with its services ({len(one.services)})")
        if structure is None:
            continue
        structures.append(structure)
        for offered in sorted(one.services, key=lambda service: service.id):
            service, refused = _accepted(_service(network, one, offered, changed), {"nom", "description"})
            notes += _refusals(f'{who}, service "{offered.id}"', service is None, refused)
            services += [] if service is None else [service]
    document = json.dumps({"structures": structures, "services": services}, ensure_ascii=False, indent=2)
    return Exported(document + "\n", (*notes, *_not_carried(network)))


# ── Entry by entry ───────────────────────────────────────────────────────────────────────────────────────────────


def _structure(network: Network, one: Organisation, changed: date) -> dict[str, Any]:
    at = one.address
    return {
        "source": network.identity.id,
        "id": _id(network, one),
        "nom": one.name,
        "date_maj": changed.isoformat(),
        "description": _french(one.description),
        "siret": one.siret,
        "commune": at and at.town,
        "code_postal": at and at.postal_code,
        "code_insee": at and at.insee,
        "adresse": at and at.street,
        "complement_adresse": at and at.more,
        "telephone": one.phone,
        "courriel": one.email,
        "site_web": one.site,
        "horaires_accueil": one.hours,
    }


def _service(network: Network, one: Organisation, service: Service, changed: date) -> dict[str, Any]:
    return {
        "source": network.identity.id,
        "structure_id": _id(network, one),
        "id": f"{_id(network, one)}--{service.id}",
        "nom": service.title.fr,
        "description": service.description.fr,
        "date_maj": changed.isoformat(),
        "thematiques": sorted(set(themes(service).values())),
        "frais": None if service.free is None else "gratuit" if service.free else "payant",
        "frais_precisions": _french(service.cost),
        "publics_precisions": _french(service.audience),
        "telephone": service.phone,
        "courriel": service.email,
        "zone_eligibilite": _codes(network, service.zone),
        "lien_mobilisation": service.site,
        "mobilisation_precisions": _french(service.asking),
    }


def _id(network: Network, one: Organisation) -> str:
    """No id of a network holds two hyphens in a row, so these part it."""
    return f"{network.identity.id}--{one.id}"


def _french(text: Wording | None) -> str:
    return "" if text is None else text.fr


def _codes(network: Network, zone: Sequence[str]) -> list[str]:
    """The official codes of a zone, a territory by its communes; empty is the whole network, as everywhere."""
    codes = set[str]()
    for name in zone or network.territory_by_id:
        territory = network.territory_by_id.get(name)
        codes.update([name] if territory is None else [commune.insee for commune in territory.communes])
    return sorted(codes)


# ── Themes ───────────────────────────────────────────────────────────────────────────────────────────────────────

THEME_OF_NEED = {
    Need.TRAINING: "se-former--trouver-sa-formation",
    Need.PARTNER_JOB: "choisir-un-metier--connaitre-les-opportunites-demploi",
}
"""Needs that are a theme of the format, whoever answers them. The others are none: of housing, the format asks whether
it is bought or rented; of school, whether a child is minded; premises, land, successors and recruiting it has not.
"""
THEME_OF_NATURE = {
    Nature.CREATION: "creer-une-entreprise--structurer-son-projet-de-creation-dentreprise",
    Nature.DEVELOPMENT: "creer-une-entreprise--developper-son-entreprise",
}
"""The same of what somebody wants to do."""
STRUCTURING = {Need.FINANCING, Need.MARKET_STUDY}
"""Needs that belong to the structure of a project: a service for creators that answers other needs alone has not its
theme.
"""


def themes(service: Service) -> dict[Need | Nature, str]:
    """Its themes (thématiques), each by what it is told from: those that are true whatever else the service is."""
    structuring = STRUCTURING.intersection(service.needs)
    told: dict[Need | Nature, str] = {need: THEME_OF_NEED[need] for need in service.needs if need in THEME_OF_NEED}
    for nature in service.natures:
        if nature in THEME_OF_NATURE and (nature is not Nature.CREATION or structuring or not service.needs):
            told[nature] = THEME_OF_NATURE[nature]
    if Nature.CREATION in told:
        told.update(dict.fromkeys(structuring, told[Nature.CREATION]))
    return told


# ── What the format accepts ──────────────────────────────────────────────────────────────────────────────────────

_EMAIL, _URL = TypeAdapter(EmailStr), TypeAdapter(HttpUrl)
_CODE_LENGTHS = (2, 3, 5, 9)
"""Those of a department, one overseas, a commune, an EPCI."""
_REGIONS = ("FR", "GP", "MQ", "GF", "RE", "YT")
"""Whose numbers are written with a nought in France; the first holds where a number is none of any."""
_SHORT_NUMBER = 6
"""Digits of a number like 3949, which is called in France alone."""


def _name(text: str) -> str:
    return _at_least(3, text if text.endswith("etc.") else text.rstrip(". "))


def _at_least(letters: int, text: str) -> str:
    if len(text) < letters:
        raise ValueError("too short")
    return text


def _email(text: str) -> str:
    return str(_EMAIL.validate_python(text))


def _url(text: str) -> str:
    _URL.validate_python(text)
    return text


def _phone(text: str) -> str:
    """One number, in its international form (E.164) but for a short one."""
    digits = "".join(text.split())
    if digits.isdecimal() and len(digits) <= _SHORT_NUMBER:
        return digits
    try:
        read = [phonenumbers.parse(text, region) for region in _REGIONS]
    except phonenumbers.NumberParseException as error:
        raise ValueError("no number") from error
    number = next(filter(phonenumbers.is_valid_number, read), read[0])
    if number.extension or not phonenumbers.is_possible_number(number):
        raise ValueError("not one number")
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def _zone(codes: list[str]) -> list[str]:
    if any(len(code) not in _CODE_LENGTHS for code in codes):
        raise ValueError("no code")
    return codes


_FORMS: Mapping[str, Callable[[Any], Any]] = {
    "nom": _name,
    "description": lambda text: _at_least(5, text),
    "telephone": _phone,
    "courriel": _email,
    "site_web": _url,
    "lien_mobilisation": _url,
    "zone_eligibilite": _zone,
}
"""Fields with a form of their own: each takes our value and gives that of the format, or raises `ValueError`."""


def _accepted(entry: Mapping[str, Any], required: set[str]) -> tuple[dict[str, Any] | None, list[str]]:
    """What of an entry is known and has the form of its field, and the fields that have not; None where one of those is
    required.
    """
    taken, refused = dict[str, Any](), list[str]()
    for field, value in entry.items():
        if value:
            try:
                taken[field] = _FORMS[field](value) if field in _FORMS else value
            except ValueError:
                refused.append(field)
    return (None if required.intersection(refused) else taken), refused


def _refusals(who: str, out: bool, refused: Sequence[str], more: str = "") -> Iterator[str]:
    if refused:
        fields = ", ".join(refused)
        yield f"{who} is left out{more}: the format refuses {fields}" if out else f"{who}, left out: {fields}"


# ── What the format has no field for ─────────────────────────────────────────────────────────────────────────────

_OF_ORGANISATIONS: Mapping[str, Callable[[Organisation], Any]] = {
    "the kinds by which it leads": lambda one: one.kinds,
    "RNA number": lambda one: one.rna,
    "free line of hours": lambda one: one.hours_note,
    "days closed": lambda one: one.closed,
    "desks and direct lines": lambda one: one.contacts,
    "charter signed": lambda one: one.signed_charter,
    "English text": lambda one: _in_english(one.description),
}
_OF_SERVICES: Mapping[str, Callable[[Service], Any]] = {
    "trades (sectors)": lambda one: one.sectors,
    "natures that are no theme": lambda one: set(one.natures) - set(themes(one)),
    "needs that are no theme": lambda one: set(one.needs) - set(themes(one)),
    "without any theme": lambda one: not themes(one),
    "everyday words": lambda one: one.words,
    "English text": lambda one: any(
        map(_in_english, (one.title, one.description, one.audience, one.cost, one.asking)),
    ),
}


def _in_english(text: Wording | None) -> bool:
    return text is not None and text.in_("en") != text.fr


def _not_carried(network: Network) -> Iterator[str]:
    """A line for each thing that the format has no field for, with how many entries have it."""
    if network.identity.demonstration:
        yield "not carried: that this network is a demonstration; give its entries to nobody as real"
    services = [service for one in network.organisations for service in one.services]
    yield from _counted("organisations", _OF_ORGANISATIONS, network.organisations)
    yield from _counted("services", _OF_SERVICES, services)


def _counted(table: str, things: Mapping[str, Callable[[Any], Any]], entries: Sequence[Any]) -> Iterator[str]:
    for thing, has in things.items():
        if count := sum(1 for entry in entries if has(entry)):
            yield f"not carried: {table}, {thing} ({count} of {len(entries)})"

"""Soundness: what makes a network unusable, and what a coordinator should know although it works."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import Any
from zoneinfo import ZoneInfo

from rapidfuzz import fuzz, process

from network import opening, reports
from network.model import Network, Role
from network.organisations import siret_adds_up
from network.questions import FACTS, named
from network.sectors import SectorIndex
from network.text import plain

LANGUAGES = ("fr", "en")
MADE_UP = re.compile(r"[@.]example(\.(com|net|org))?$", re.IGNORECASE)
"""Domains that belong to nobody (RFC 2606)."""
PLAIN = re.compile(r"[A-Za-z0-9_-]{1,40}")
"""A word that can be shown: what was pasted by mistake may be a secret."""


def problems(network: Network) -> list[str]:
    """What makes a network unusable: broken references, repeated ids. One line each; empty when all is well."""
    return [
        line
        for check in (
            _repeated,
            _references,
            _archived,
            _leads,
            _organisations,
            _services,
            _identity,
            _privacy,
            _questions,
            _covers,
            _businesses,
            _reports,
        )
        for line in check(network)
    ]


def warnings(network: Network) -> list[str]:
    """What a coordinator should know although the network works: kinds and territories that nobody looks after."""
    return [
        line
        for check in (_unled_sectors, _unstaffed_kinds, _unheld_territories, _uncoordinated, _elsewhere, _uncounted)
        for line in check(network)
    ]


def quoted(value: object) -> str:
    """` "value"` where it is a plain word, else nothing: what was pasted by mistake may be a secret."""
    return f' "{value}"' if isinstance(value, str) and PLAIN.fullmatch(value) else ""


def nearest(wrong: str, known: Collection[str]) -> str:
    """A question after the one that was probably meant, or nothing."""
    match = process.extractOne(wrong, tuple(known), scorer=fuzz.ratio, score_cutoff=60)
    return f'did you mean "{match[0]}"? ' if match else ""


# ── Cross references ─────────────────────────────────────────────────────────────────────────────────────────────


def _entry(table: str, index: int, id_: str) -> str:
    return f'{table}[{index + 1}] "{id_}"'


_NAMED = (
    "territories", "sectors", "organisations", "referents", "leads", "questions", "funders", "displays", "reports",
)  # fmt: skip


def _repeated(network: Network) -> Iterator[str]:
    """Ids, INSEE codes and Telegram ids must not appear twice."""
    for table in _NAMED:
        for id_ in _twice(entry.id for entry in getattr(network, table)):
            yield f'{table} "{id_}", id is used twice: give each entry its own id'
    for insee in _twice(c.insee for territory in network.territories for c in territory.communes):
        yield f'communes "{insee}", insee is used twice: keep the commune in one territory only'
    for telegram_id in _twice(r.telegram_id for r in network.referents if r.telegram_id is not None):
        holders = " and ".join(f'"{r.id}"' for r in network.referents if r.telegram_id == telegram_id)
        yield f"referents {holders}, telegram_id is the same: one Telegram account is one referent, correct one of them"


def _twice(values: Iterable[Any]) -> list[Any]:
    return [value for value, count in Counter(values).items() if count > 1]


def _references(network: Network) -> Iterator[str]:
    """Every id that a referent names must exist."""
    for index, referent in enumerate(network.referents):
        entry = _entry("referents", index, referent.id)
        named: tuple[tuple[str, tuple[str, ...], str, Collection[str]], ...] = (
            ("organisation", (referent.organisation,), "organisation", network.organisation_by_id),
            ("territories", referent.territories, "territory", network.territory_by_id),
            ("sectors", referent.sectors, "sector", network.sector_by_id),
            ("substitute", (referent.substitute,) if referent.substitute else (), "referent", network.referent_by_id),
        )
        for field, ids, noun, known in named:
            for id_ in ids:
                if id_ not in known:
                    near = nearest(id_, known) or (_meant(network, id_) if noun == "sector" else "")
                    yield f'{entry}, {field}: unknown {noun} "{id_}": {near}known: {", ".join(known)}'
        if referent.substitute == referent.id:
            yield f"{entry}, substitute is the referent: name somebody else, or take the line away"


def _reports(network: Network) -> Iterator[str]:
    """What a report names must exist, and tell of a year."""
    yield from reports.problems(network.reports, network.funders)


def _archived(network: Network) -> Iterator[str]:
    """Whoever has left still has an organisation, by whose name they are known."""
    for index, referent in enumerate(network.archive.referents):
        if referent.organisation not in network.known_organisations:
            known = ", ".join(network.known_organisations)
            entry = _entry("archive.referents", index, referent.id)
            yield f'{entry}, organisation: unknown organisation "{referent.organisation}": known: {known}'
        if referent.id in network.referent_by_id:
            yield f'archive.referents "{referent.id}", id is that of a referent: take one of the two away'
    for one in network.archive.organisations:
        if one.id in network.organisation_by_id:
            yield f'archive.organisations "{one.id}", id is that of an organisation: take one of the two away'


def _leads(network: Network) -> Iterator[str]:
    """Every sector that a lead or a split names must exist, and a split asks between leads of its sector."""
    for index, lead in enumerate(network.leads):
        for id_ in (*lead.sectors, *([lead.like] if lead.like else [])):
            if id_ not in network.sector_by_id:
                known = ", ".join(network.sector_by_id)
                yield f'{_entry("leads", index, lead.id)}: unknown sector "{id_}": known: {known}'
    for number, split in enumerate(network.splits, start=1):
        if split.sector not in network.sector_by_id:
            yield f'splits[{number}], sector: unknown sector "{split.sector}": known: {", ".join(network.sector_by_id)}'
        of_sector = [lead.id for lead in network.leads if split.sector in lead.sectors]
        for id_ in split.leads:
            if id_ not in of_sector:
                yield f'splits[{number}], leads: "{id_}" is no lead of {split.sector}: known: {", ".join(of_sector)}'


def _organisations(network: Network) -> Iterator[str]:
    """What is official of an organisation must hold: its number, its hours."""
    for index, one in enumerate(network.organisations):
        entry = _entry("organisations", index, one.id)
        if one.siret and not siret_adds_up(one.siret):
            yield f"{entry}, siret: its fourteen digits do not add up: copy them again from the official notice"
        if one.hours and not opening.is_valid(one.hours):
            yield f'{entry}, hours cannot be read: write them like "Mo-Fr 09:00-12:00,14:00-17:00; PH off"'
    for siret in _twice(one.siret for one in network.organisations if one.siret):
        yield f"organisations, siret {siret} stands twice: an establishment is one organisation, correct one of them"


def _services(network: Network) -> Iterator[str]:
    """Every sector and territory that a service names must exist, and no id stands twice under one organisation."""
    for index, organisation in enumerate(network.organisations):
        entry = _entry("organisations", index, organisation.id)
        for id_ in _twice(service.id for service in (*organisation.services, *organisation.former)):
            yield f'{entry}, services "{id_}", id is used twice: give each service its own id'
        for number, service in enumerate(organisation.services):
            where = f"{entry} {_entry('services', number, service.id)}"
            for id_ in service.sectors:
                if id_ not in network.sector_by_id:
                    near = nearest(id_, network.sector_by_id) or _meant(network, id_)
                    yield f'{where}, sectors: unknown sector "{id_}": {near}known: {", ".join(network.sector_by_id)}'
            for id_ in service.zone:
                if not id_[0].isdigit() and id_ not in network.territory_by_id:
                    known = ", ".join(network.territory_by_id)
                    near = nearest(id_, network.territory_by_id)
                    yield f'{where}, zone: unknown territory "{id_}": {near}known: {known}, or a code'


def _meant(network: Network, wrong: str) -> str:
    """The sector that a trade stands in, where somebody wrote the trade instead of the sector."""
    return "".join(f'did you mean "{id_}"? ' for id_ in SectorIndex(network).find(wrong, limit=1))


def _identity(network: Network) -> Iterator[str]:
    identity = network.identity
    try:
        ZoneInfo(identity.timezone)
    except (KeyError, OSError, ValueError):
        yield '[network], timezone is not a known time zone: write a name such as "Europe/Paris"'
    for language in identity.languages:
        if language not in LANGUAGES:
            yield f"[network], languages: unknown language{quoted(language)}: known: {', '.join(LANGUAGES)}"
    if identity.pilot is not None and identity.pilot not in network.organisation_by_id:
        near = nearest(identity.pilot, network.organisation_by_id)
        yield f'[network], pilot: unknown organisation "{identity.pilot}": {near}write the id of one that is listed'
    if "fr" not in identity.languages:
        yield '[network], languages must hold "fr": other languages fall back on it'


def _privacy(network: Network) -> Iterator[str]:
    """Nobody is asked for anything before they can read who answers for it; a demonstration asks nobody."""
    identity = network.identity
    if identity.demonstration:
        return
    if identity.privacy is None:
        yield (
            "[network.privacy] is missing: people must be able to read who answers for their data. Write controller, "
            "address, status, task, stored and officer, as networks/sancy-volcans.toml does"
        )
    elif MADE_UP.search(identity.privacy.officer.email):
        yield (
            "[network.privacy], officer.email is the demonstration's: write the address of your data protection officer"
        )


def _questions(network: Network) -> Iterator[str]:
    """An answer names only facts that the network has, and a way of asking leads to one answer."""
    for index, question in enumerate(network.questions):
        entry = _entry("questions", index, question.id)
        for language, text in (("fr", question.answer.fr), ("en", question.answer.en)):
            try:
                facts = named(text)
            except ValueError:
                yield f"{entry}, answer.{language}: a brace is not closed: write facts like {{phone}}"
                continue
            for fact in facts:
                if fact not in FACTS:
                    yield f"{entry}, answer.{language}: unknown fact: {nearest(fact, FACTS)}known: {', '.join(FACTS)}"
                elif not FACTS[fact](network, "fr"):
                    yield f"{entry}, answer.{language} names {{{fact}}}, which [network.contact] does not have: add it"
    for way in _twice(plain(way) for question in network.questions for way in question.ways):
        yield f"questions, ways: {way!r} stands twice: keep it in one question only"


def _covers(network: Network) -> Iterator[str]:
    """Every sector that a cover names must exist; of two that share one, one holds the other."""
    for number, cover in enumerate(network.covers, start=1):
        for id_ in cover.sectors:
            if id_ not in network.sector_by_id:
                near = nearest(id_, network.sector_by_id) or _meant(network, id_)
                known = ", ".join(network.sector_by_id)
                yield f'covers[{number}], sectors: unknown sector "{id_}": {near}known: {known}'
        for other, earlier in enumerate(network.covers[: number - 1], start=1):
            one, two = set(cover.sectors), set(earlier.sectors)
            if one == two:
                yield f"covers[{number}], sectors are those of covers[{other}]: keep one of them"
            elif one & two and not (one < two or two < one):
                yield (
                    f"covers[{number}], sectors: {', '.join(sorted(one & two))} also in covers[{other}], which has "
                    "others: let one of the two hold all sectors of the other, or take them out of one"
                )


def _businesses(network: Network) -> Iterator[str]:
    """Every territory and sector of which businesses are counted must exist, and is counted once."""
    for number, one in enumerate(network.businesses, start=1):
        where = f"businesses[{number}]"
        if one.territory not in network.territory_by_id:
            near = nearest(one.territory, network.territory_by_id)
            known = ", ".join(network.territory_by_id)
            yield f'{where}, territory: unknown territory "{one.territory}": {near}known: {known}'
        for id_ in one.counts:
            if id_ not in network.sector_by_id:
                near = nearest(id_, network.sector_by_id) or _meant(network, id_)
                yield f'{where}, counts: unknown sector "{id_}": {near}known: {", ".join(network.sector_by_id)}'
    for id_, sector in _twice((one.territory, sector) for one in network.businesses for sector in one.counts):
        yield f'businesses, counts: "{sector}" stands twice for "{id_}": keep the newer one'


# ── Warnings ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _led_kinds(network: Network) -> dict[str, list[str]]:
    """Kinds that may lead, each with what names it."""
    led: dict[str, list[str]] = {}
    for index, sector in enumerate(network.sectors):
        for kind in sector.lead_kinds:
            led.setdefault(kind, []).append(_entry("sectors", index, sector.id))
    for index, lead in enumerate(network.leads):
        for kind in lead.kinds:
            led.setdefault(kind, []).append(_entry("leads", index, lead.id))
    for kind in network.routes.generalist_kinds:
        led.setdefault(kind, []).append("[routes] generalist_kinds")
    for rule in network.routes.sizes:
        led.setdefault(rule.instead, []).append("[routes] sizes")
    return led


def _unled_sectors(network: Network) -> Iterator[str]:
    held = {kind for organisation in network.organisations for kind in organisation.kinds}
    for kind, where in _led_kinds(network).items():
        if kind not in held:
            near = nearest(kind, held)
            yield f"{where[0]}, lead_kinds: no organisation is of kind {kind}: {near}add it to an organisation's kinds"


def _unstaffed_kinds(network: Network) -> Iterator[str]:
    kinds_of = {organisation.id: organisation.kinds for organisation in network.organisations}
    staffed = {k for r in network.referents if Role.TECHNICAL in r.roles for k in kinds_of.get(r.organisation, ())}
    held = {kind for kinds in kinds_of.values() for kind in kinds}
    for kind, where in _led_kinds(network).items():
        if kind in held and kind not in staffed:
            yield f"{where[0]}, lead_kinds: no technical referent works for a partner of kind {kind}: add one"


def _unheld_territories(network: Network) -> Iterator[str]:
    territorial = [r for r in network.referents if Role.TERRITORIAL in r.roles]
    for index, territory in enumerate(network.territories):
        if not any(territory.id in r.territories for r in territorial):
            entry = _entry("territories", index, territory.id)
            yield f"{entry} has no territorial referent of its own: name one, or its cases go to the coordination"


def _uncoordinated(network: Network) -> Iterator[str]:
    if not any(Role.COORDINATOR in r.roles for r in network.referents):
        yield 'referents: nobody coordinates: add "coordinator" to the roles of whoever routes what nobody fits'


def _elsewhere(network: Network) -> Iterator[str]:
    for index, organisation in enumerate(network.organisations):
        for number, service in enumerate(organisation.services):
            if service.zone and not network.communes_in(service.zone):
                entry = f"{_entry('organisations', index, organisation.id)} {_entry('services', number, service.id)}"
                yield f"{entry}, zone holds no commune of the network: nobody who looks for one here finds it"


def _uncounted(network: Network) -> Iterator[str]:
    """A network that counts its businesses, or names what covers them, is told where it has not counted."""
    if not network.businesses and not network.covers:
        return
    counted = {(one.territory, sector) for one in network.businesses for sector in one.counts}
    covered = {sector for cover in network.covers for sector in cover.sectors} | {sector for _, sector in counted}
    for territory in network.territories:
        unknown = [id_ for id_ in network.sector_by_id if id_ in covered and (territory.id, id_) not in counted]
        if unknown:
            yield (
                f'businesses: not counted in "{territory.id}": {", ".join(unknown)}: count them, or a confidential '
                "takeover there is listed under a wider label"
            )

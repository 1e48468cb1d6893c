"""Showing what would be understood of somebody's words, and who would be proposed for them, each with why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from conversations.engine import leading
from conversations.engine.knowledge import Knowledge
from conversations.words.catalogue import words
from conversations.words.negation import asserted
from network.leads import Reading
from network.model import Nature, Network
from network.outside import Outside
from network.places import Found, PlaceIndex
from network.project import Project
from network.routing import Proposal, route
from network.sectors import SectorIndex


def explained(network: Network, text: str, natures: tuple[Nature, ...], jobs: int | None) -> Iterator[str]:
    """Lines about `text` as the first words of a project of these `natures`: activity, place, referents."""
    weighed = SectorIndex(network).weigh(asserted(text))
    found = PlaceIndex(network).find(asserted(text))
    yield "activity"
    for number, one in enumerate(weighed, start=1):
        yield f"  {number}. {one.sector} ({one.worth:.2f}), because of: {', '.join(one.because)}"
        if note := network.sector_by_id[one.sector].note:
            yield f"     {note}"
    if not weighed:
        yield "  nothing: the whole list is shown"
    yield f"place: {found.kind}"
    yield from (f"  {name}" for name in _named(network, found))
    territory = found.territory or _only_one_asked(network, found)
    project = Project(text, natures, tuple(one.sector for one in weighed[:1]), territory=territory, jobs=jobs)
    project = replace(project, outside=_elsewhere(found))
    knowledge = Knowledge.of(network)
    yield "who leads"
    yield from (f"  {line}" for line in _leading(project, knowledge))
    routing = route(network, leading.situation(project, knowledge))
    yield f"proposed for {', '.join(natures)}, with the first activity, and that place if it is the only one"
    yield from (f"  {line}" for line in map(_proposed, (routing.technical, routing.territorial)))


def _leading(project: Project, knowledge: Knowledge) -> Iterator[str]:
    """Who leads the first activity and by which rule, what would be asked first, and whether the size would be."""
    network, answers = knowledge.network, {"project": project.words, "sector": list(project.sectors)}
    reading = leading.reading(project, knowledge)
    sector = network.sector_by_id.get(project.sector or "")
    yield from _lead(network, reading)
    if reading.lead is None and sector is not None:
        yield f"{', '.join(sector.lead_kinds)}: the sector's own ({sector.nomenclature} {sector.naf_divisions})"
    if reading.split is not None:
        yield "size: asked where it decides, once that is answered"
    elif leading.size_decides({**answers, "nature": list(project.natures)}, knowledge):
        yield "size: asked, it decides"
    else:
        yield "size: not asked, it decides nothing"


def _lead(network: Network, reading: Reading) -> Iterator[str]:
    if reading.lead is not None:
        lead = reading.lead
        codes = f"{lead.nomenclature} {', '.join(lead.codes)}" if lead.codes else lead.nomenclature
        yield f"{', '.join(lead.kinds)}: {lead.id}, because of: {', '.join(reading.because)}"
        yield f"   {lead.source} ({codes})"
    if reading.split is not None:
        labels = (network.lead_by_id[id_].label.fr for id_ in reading.split.leads)
        yield f"asked: {reading.split.question.fr} [{'] ['.join(labels)}]"


def _named(network: Network, found: Found) -> Iterator[str]:
    """The places that were taken, or are asked about."""
    for insee in found.communes:
        commune, territory = network.commune_by_insee[insee]
        yield f"{commune.name} ({territory.name})"
    yield from (network.territory_by_id[id_].name for id_ in found.territories if not found.communes)
    yield from (f"{place.name} ({place.department}), not of the network" for place in found.outside)
    yield from (f"{place.name} ({place.country or '-'}), abroad" for place in found.abroad)


def _only_one_asked(network: Network, found: Found) -> str | None:
    """The territory of the one commune that is asked about, nowhere else being meant."""
    alone = found.kind == "ask" and len(found.communes) == 1 and not found.outside
    return network.commune_by_insee[found.communes[0]][1].id if alone else None


def _elsewhere(found: Found) -> str:
    place: Outside | None = found.outside[0] if found.kind == "outside" and found.outside else None
    return place.name if place else ""


def _proposed(proposal: Proposal) -> str:
    """Who it would be, and the sentence that the coordination reads."""
    reason = words("en").write(proposal.reason, str)
    return f"{proposal.role}: {proposal.referent or '-'} ({reason.rstrip('.')})"

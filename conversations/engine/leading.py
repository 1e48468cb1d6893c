"""Who leads a project, as far as its answers say: by the words, by what was asked where they leave it open, by size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from conversations.engine.knowledge import Knowledge
from conversations.engine.state import JsonValue
from conversations.words.negation import asserted
from network.leads import Reading
from network.model import Nature
from network.project import Project
from network.routing import WITHOUT_BUSINESS, Situation, proposed
from network.rules import Split

TRADES = "trades"
"""The answer that what is taken over stands in the register of the trades."""


def reading(project: Project, knowledge: Knowledge) -> Reading:
    """What the words say of the sector that leads; nothing where there is no sector, or no business."""
    business = set(project.natures) - WITHOUT_BUSINESS - {Nature.UNKNOWN}
    if project.sector is None or not business:
        return Reading()
    return knowledge.leads.read(project.sector, asserted(project.words))


def situation(project: Project, knowledge: Knowledge) -> Situation:
    """What routing looks at, of a project; nobody is busy or away."""
    read = reading(project, knowledge)
    chosen = project.branch if read.split is not None and project.branch in read.split.leads else None
    return Situation(
        project.natures,
        project.sectors,
        project.territory,
        jobs=project.jobs,
        outside=project.outside,
        lead=read.lead.id if read.lead is not None else chosen,
        kept=project.register == TRADES and Nature.TAKEOVER in project.natures,
    )


def open_split(answers: Mapping[str, JsonValue], knowledge: Knowledge) -> Split | None:
    """What the words leave open, which has to be asked."""
    return reading(Project.of(answers), knowledge).split


def size_decides(answers: Mapping[str, JsonValue], knowledge: Knowledge) -> bool:
    """Whether the number of salaried people decides who is proposed for one of the sectors."""
    case, network = situation(Project.of(answers), knowledge), knowledge.network
    sizes = (0, *(rule.jobs for rule in network.routes.sizes))
    return any(
        len({proposed(network, replace(case, sectors=(sector,), jobs=jobs, kept=False)) for jobs in sizes}) > 1
        for sector in case.sectors
    )


def register_decides(answers: Mapping[str, JsonValue], knowledge: Knowledge) -> bool:
    """Whether the register in which the seller stands decides, as the size of what is taken over does not."""
    project = Project.of(answers)
    if Nature.TAKEOVER not in project.natures or project.jobs is None:
        return False
    case = situation(project, knowledge)
    return len({proposed(knowledge.network, replace(case, kept=kept)) for kept in (False, True)}) > 1

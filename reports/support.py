"""Support: who pays for the network, as it stands on paper: a sentence, and an emblem as SVG."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from network.look import Funder
from reports.typesetting import cleaned


@dataclass(frozen=True, slots=True)
class Support:
    """Somebody who pays: their sentence, and their emblem as SVG."""

    name: str
    sentence: str
    emblem: str = ""


def support(funders: Iterable[Funder], language: str) -> tuple[Support, ...]:
    """What stands on a paper in a language, of those whose sentence is to stand there."""
    return tuple(Support(one.name, one.sentence.in_(language), one.emblem) for one in funders)


def coloured(svg: str, main: str) -> str:
    """A drawing in which what has no colour of its own takes the main one."""
    return svg.replace("currentColor", main)


def printable(raw: Sequence[Mapping[str, Any]], main: str) -> list[dict[str, Any]]:
    """The same, kept as JSON, for a template: words cleaned, emblems as they are, in colour."""
    return [{**cleaned(one), "emblem": coloured(one["emblem"], main)} for one in raw]

"""Sector: fields of activity, proposed from the person's own words or picked in the whole list. Value: [ids]."""

from __future__ import annotations

import re

from pydantic import Field

from conversations.engine.effects import Button, Message
from conversations.engine.flow import Step
from conversations.engine.kind import Kind, only
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading import Accepted, Drafted, Offered, Outcome, Refused, Tapped, Typed, Unknown
from conversations.engine.state import JsonValue
from conversations.kinds.listing import joined, page_in, picks_in, rows, several
from conversations.kinds.picking import Picking, says_only
from conversations.words.cleaning import fold, folded
from conversations.words.matching import commands, says
from conversations.words.negation import asserted
from network.phrase import Phrase, phrase
from network.vocabulary import VAGUE_ACTIVITIES

PROPOSED = 3
"""How many sectors are proposed at most."""
_ADDRESS = re.compile(r"@|://|www\.")


class SectorStep(Step):
    """`draws_on` is the step whose words propose sectors, `most` how many may be picked, `page` how many are shown."""

    draws_on: str = ""
    most: int = Field(default=1, ge=1, le=20)
    page: int = Field(default=8, ge=2, le=12)

    def refers_to(self) -> tuple[str, ...]:
        """The words it draws on."""
        return (self.draws_on,) if self.draws_on else ()


def _labels(at: Moment[SectorStep]) -> dict[str, Phrase]:
    return {sector.id: sector.label.phrase() for sector in at.knowledge.network.sectors}


def _proposals(at: Moment[SectorStep]) -> list[str]:
    """What was found in typed words, else in the step this one draws on; known sectors only."""
    found = at.data.get("found")
    if not isinstance(found, list):
        words = at.answer(at.step.draws_on)
        found = list(at.knowledge.sectors.find(words, limit=PROPOSED)) if isinstance(words, str) else []
    return [sector for sector in found if sector in at.knowledge.network.sector_by_id]


def _shows_all(at: Moment[SectorStep], proposals: list[str]) -> bool:
    return at.data.get("all") is True or not proposals


def _ask(at: Moment[SectorStep]) -> Message:
    labels, proposals, ticks = _labels(at), _proposals(at), at.step.most > 1
    picks = picks_in(at.data, labels)
    hint = several(labels, picks) if ticks else ()
    if _shows_all(at, proposals):
        return Message((at.text("ask"), *hint), rows(labels, picks, page_in(at.data), at.step.page, ticks=ticks))
    shown = {sector: labels[sector] for sector in dict.fromkeys((*proposals, *picks))}
    listed = rows(shown, picks, 1, len(shown), ticks=ticks)
    return Message((at.text("proposed"), *hint), (*listed, (Button(phrase("button.whole_list"), "all"),)))


def _read(at: Moment[SectorStep], offered: Offered) -> Outcome:
    labels = _labels(at)
    picking = Picking(labels, at.data, at.step.most)
    match offered:
        case Tapped("all"):
            return Drafted({**at.data, "all": True, "page": 1})
        case Tapped(value):
            return picking.tap(value)
        case Typed(text):
            return _typed(at, picking, text)
        case _:
            return Unknown()


def _typed(at: Moment[SectorStep], picking: Picking, text: str) -> Outcome:
    """A label, or its number on the screen, answers; other words bring proposals, and said again they answer."""
    names = {sector.id: [sector.label.in_(at.locale)] for sector in at.knowledge.network.sectors}
    proposals = _proposals(at)
    order = list(names) if _shows_all(at, proposals) else [*proposals, *(s for s in names if s not in proposals)]
    only, ticked = at.write(phrase("words.only")).split(","), picks_in(at.data, names)
    if picking.is_done(text, at.write(phrase("words.done")).split(",")):
        return Accepted(ticked)
    if picking.typed(text, named := {sector: names[sector] for sector in order}):
        return picking.said(text, named, only) or Unknown()
    if at.step.optional and commands(text, at.write(phrase("words.none")).split(",")):
        return picking.without(ticked) if ticked else Accepted(None)
    if len(proposals) == 1 and says(text, at.write(phrase("words.yes"))):
        return Accepted(picking.joined(proposals))
    if _ADDRESS.search(text):
        return Refused(phrase("refused.sector"))
    meant = asserted(text)
    if not meant and text:
        return Drafted({"found": [], "picks": ticked}, phrase("heard.nothing"))
    found = [sector for sector in at.knowledge.sectors.find(meant, limit=PROPOSED) if sector in names]
    if len(found) == 1 and found == at.data.get("found") and _names_trade(at, found[0], meant):
        return Accepted(found if says_only(meant, only) else picking.joined(found))
    if found:
        return Drafted({"found": found, "picks": [] if says_only(meant, only) else ticked})
    return Refused(phrase("refused.sector"))


def _hears(at: Moment[SectorStep], text: str) -> JsonValue:
    """The one sector that words name, or one of its trades, where no other is named beside."""
    meant = asserted(text)
    known = at.knowledge.network.sector_by_id
    found = [sector for sector in at.knowledge.sectors.find(meant, limit=PROPOSED) if sector in known]
    named = [sector for sector in found if _names_trade(at, sector, meant, plainly=True)]
    return named if named and named == found[:1] else None


def _names_trade(at: Moment[SectorStep], sector: str, text: str, *, plainly: bool = False) -> bool:
    """Whether a text names the sector itself, or one of its trades, and does not only look like one; `plainly`: in more
    than words that many trades share, "un atelier".
    """
    known = at.knowledge.network.sector_by_id[sector]
    named = {folded(word) for word in (*known.words, known.label.fr, known.label.en)}
    named = {word for word in named if not plainly or not VAGUE_ACTIVITIES.issuperset(word.split())}
    said = fold(text)
    return any(f" {word} " in f" {said} " or f" {word}s " in f" {said} " for word in named if word)


def _say(at: Moment[SectorStep], value: JsonValue) -> Phrase:
    labels = _labels(at)
    return phrase("said.list", items=tuple(labels[sector] for sector in value))


def _show(at: Moment[SectorStep], value: JsonValue) -> Phrase:
    labels = _labels(at)
    return joined("list.plus", [labels[s] for s in value])


def _fits(step: SectorStep, value: JsonValue, knowledge: Knowledge) -> bool:
    known = knowledge.network.sector_by_id
    return isinstance(value, list) and bool(value) and all(isinstance(s, str) and s in known for s in value)


KIND = Kind(
    _ask,
    _read,
    _say,
    _fits,
    only("ask", "proposed"),
    SectorStep,
    show=_show,
    left_out="sector.none",
    closed=True,
    hears=_hears,
)

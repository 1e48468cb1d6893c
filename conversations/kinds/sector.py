"""Sector: fields of activity, proposed from the person's own words or picked in the whole list. Value: [ids]."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pydantic import Field

from conversations.engine.effects import Button, Message, Row
from conversations.engine.flow import Step
from conversations.engine.kind import Kind, only, reads
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading import Accepted, Drafted, Outcome, Refused, Unknown
from conversations.engine.state import JsonValue
from conversations.kinds.listing import joined, page_in, picks_in, rows, several
from conversations.kinds.picking import Picking, says_only
from conversations.words.cleaning import fold, folded
from conversations.words.matching import commands, says
from conversations.words.negation import asserted
from conversations.words.supposing import without_conditions
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


def _buttons(at: Moment[SectorStep]) -> dict[str, Phrase]:
    return {sector.id: sector.on_button.phrase() for sector in at.knowledge.network.sectors}


def _words(at: Moment[SectorStep]) -> str:
    """What was typed here, else the words this step draws on, without what they deny."""
    words = at.data.get("said", at.answer(at.step.draws_on))
    return _wanted(at, asserted(words)) if isinstance(words, str) else ""


def _wanted(at: Moment[SectorStep], words: str) -> str:
    """Words without their conditions, where what is left names an activity: the bank that may lend is none."""
    left = without_conditions(words)
    return left if at.knowledge.sectors.find(left) else words


def _found(at: Moment[SectorStep], words: str) -> list[str]:
    """The sectors to propose for words, those whose trades they name first where those are several."""
    known = at.knowledge.network.sector_by_id
    found = [sector for sector in at.knowledge.sectors.find(words, limit=len(known)) if sector in known]
    named = _trades(at, found, words)
    return list(dict.fromkeys((*(named if len(named) > 1 else ()), *found)))[:PROPOSED]


def _proposals(at: Moment[SectorStep]) -> list[str]:
    """What was found in typed words, else in the step this one draws on; known sectors only."""
    found = at.data.get("found")
    if not isinstance(found, list):
        found = _found(at, _words(at))
    return [sector for sector in found if sector in at.knowledge.network.sector_by_id]


def _shows_all(at: Moment[SectorStep], proposals: list[str]) -> bool:
    return at.data.get("all") is True or not proposals


def _ask(at: Moment[SectorStep]) -> Message:
    names, buttons, proposals, ticks = _labels(at), _buttons(at), _proposals(at), at.step.most > 1
    picks = picks_in(at.data, names)
    hint = several(names, picks) if ticks else ()
    if _shows_all(at, proposals):
        listed = rows(buttons, picks, page_in(at.data), at.step.page, ticks=ticks)
        return Message((at.text("ask"), *_told(at, _in_short(at, listed)), *hint), listed)
    shown = {sector: buttons[sector] for sector in dict.fromkeys((*proposals, *picks))}
    listed = rows(shown, picks, 1, len(shown), ticks=ticks)
    trades = _trades(at, proposals, _words(at))
    several_named = len(trades) > 1
    told = _told(at, trades if several_named else _in_short(at, listed))
    asked = at.text("several" if several_named else "proposed")
    return Message((asked, *told, *hint), (*listed, (Button(phrase("button.whole_list"), "all"),)))


def _told(at: Moment[SectorStep], said: Mapping[str, Phrase | str]) -> tuple[Phrase, ...]:
    """What words or buttons say of sectors, each with its whole name."""
    names = _labels(at)
    lines = [phrase("sector.told", word=word, sector=names[sector]) for sector, word in said.items()]
    return (joined("list.lines", lines),) if lines else ()


def _in_short(at: Moment[SectorStep], listed: Sequence[Row]) -> dict[str, Phrase | str]:
    """What buttons say in short, by sector."""
    shown = {button.value.partition(":")[2] for row in listed for button in row}
    return {s.id: s.short.phrase() for s in at.knowledge.network.sectors if s.short and s.id in shown}


def _tapped(at: Moment[SectorStep], value: str) -> Outcome:
    if value == "all":
        return Drafted({**at.data, "all": True, "page": 1})
    return Picking(_labels(at), at.data, at.step.most).tap(value)


def _typed(at: Moment[SectorStep], text: str) -> Outcome:
    """A label, or its number on the screen, answers; other words bring proposals, and said again they answer."""
    picking = Picking(_labels(at), at.data, at.step.most)
    names = {
        sector.id: list(dict.fromkeys((sector.label.in_(at.locale), sector.on_button.in_(at.locale))))
        for sector in at.knowledge.network.sectors
    }
    proposals = _proposals(at)
    order = list(names) if _shows_all(at, proposals) else [*proposals, *(s for s in names if s not in proposals)]
    only, ticked = at.write(phrase("words.only")).split(","), picks_in(at.data, names)
    if picking.is_done(text, at.write(phrase("words.done")).split(",")):
        return Accepted(ticked)
    if picking.typed(text, named := {sector: names[sector] for sector in order}):
        return picking.said(text, named, only) or Unknown()
    if at.step.optional and commands(text, at.write(phrase("words.none")).split(",")):
        return picking.without(ticked, ticked) if ticked else Accepted(None)
    if len(proposals) == 1 and says(text, at.write(phrase("words.yes"))):
        return Accepted(picking.joined(proposals))
    if _ADDRESS.search(text):
        return Refused(phrase("refused.sector"))
    if text.strip() and not without_conditions(text):
        return Refused(phrase("refused.sector"))
    meant = _wanted(at, asserted(text))
    trades = _trades(at, proposals, _words(at))
    left = [sector for sector in trades if not _denies(at, sector, text, meant)]
    if len(trades) > 1 and left and commands(meant, at.write(phrase("words.each")).split(",")):
        return Accepted(picking.joined(left))
    if not meant and text:
        kept = [one for one in ticked if not _denies(at, one, text, meant)]
        left = left if len(left) < len(trades) else []
        return Drafted({"found": left, "picks": kept}, phrase("heard.nothing"))
    found = _found(at, meant)
    if len(found) == 1 and found == at.data.get("found") and _names_trade(at, found[0], meant):
        return Accepted(found if says_only(meant, only) else picking.joined(found))
    if found:
        return Drafted({"found": found, "said": text, "picks": [] if says_only(meant, only) else ticked})
    return Refused(phrase("refused.sector"))


def _denies(at: Moment[SectorStep], sector: str, text: str, meant: str) -> bool:
    """Whether a sector, or a trade of it, stands in a text and not in what the text means."""
    return _names_trade(at, sector, text) and not _names_trade(at, sector, meant)


def _hears(at: Moment[SectorStep], text: str) -> JsonValue:
    """The one sector that words name, or one of its trades, where no other is named beside."""
    meant = _wanted(at, asserted(text))
    known = at.knowledge.network.sector_by_id
    found = [sector for sector in at.knowledge.sectors.find(meant, limit=PROPOSED) if sector in known]
    named = [sector for sector in found if _names_trade(at, sector, meant, plainly=True)]
    return named if named and named == found[:1] else None


def _names_trade(at: Moment[SectorStep], sector: str, text: str, *, plainly: bool = False) -> bool:
    """Whether a text names the sector itself, or one of its trades, and does not only look like one; `plainly`: in more
    than words that many trades share, "un atelier".
    """
    return any(True for _ in _named(at, sector, text, plainly=plainly))


def _trades(at: Moment[SectorStep], sectors: Sequence[str], text: str) -> dict[str, Phrase | str]:
    """The trade of each of some sectors that a text plainly names, in its order; a name inside a longer one is none."""
    named = [(*span, sector) for sector in sectors for span in _named(at, sector, text, plainly=True)]
    whole = [one for one in named if not any(_is_within(one, other) for other in named)]
    trades: dict[str, Phrase | str] = {}
    for _, _, word, sector in sorted(whole):
        trades.setdefault(sector, word)
    return trades


def _is_within(one: tuple[int, int, str, str], other: tuple[int, int, str, str]) -> bool:
    return one[:2] != other[:2] and other[0] <= one[0] and one[1] <= other[1]


def _named(at: Moment[SectorStep], sector: str, text: str, *, plainly: bool) -> Iterator[tuple[int, int, str]]:
    """Where a text names a sector or one of its trades, and by which word of the network's file."""
    said = f" {fold(text)} "
    known = at.knowledge.network.sector_by_id[sector]
    for word in (*known.words, known.label.fr, known.label.en):
        way = folded(word)
        if way and f" {way}" in said and not (plainly and VAGUE_ACTIVITIES.issuperset(way.split())):
            place = max(said.find(f" {way} "), said.find(f" {way}s "))
            if place >= 0:
                yield place, place + len(way), word


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
    reads(_tapped, _typed),
    _say,
    _fits,
    only("ask", "proposed", "several"),
    SectorStep,
    show=_show,
    left_out="sector.none",
    closed=True,
    hears=_hears,
)

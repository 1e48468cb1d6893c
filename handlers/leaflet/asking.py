"""/affiche and /plaquette: which place, on which paper, in which language; and how many people came by each."""

from __future__ import annotations

from typing import cast

from handlers.leaflet import contents
from handlers.leaflet.verbs import MARKS, PAPER, PLAIN
from handlers.turn.screen import Paragraph, Rows, Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network import sources, text
from network.phrase import phrase
from reports.leaflet import Format, to_json
from storage import signatures
from storage import sources as stored

Came = dict[str, tuple[int, int]]
"""By source: how many people came, and how many requests."""
BUILT_KEYS = {
    "leaflet.caption.{}": ("poster", "a5", "a4"),
    "leaflet.button.{}": ("poster", "a5", "a4"),
    "leaflet.language.{}": ("fr", "en"),
}
_PAPERS = {"a4": "a4", "a5": "a5"}
_MARKED = frozenset(("traits", "trait", "coupe", "marks"))
_MOST_BUTTONS, _MOST_LINES = 8, 20


async def counted(turn: Turn, account: int, argument: str) -> Came:
    """By what people came, for whoever coordinates and asks for no poster."""
    return await stored.counted(turn.here) if turn.coordinates(account) and not argument.strip() else {}


async def poster(turn: Turn, account: int, _locale: str, argument: str, came: Came) -> None:
    """/affiche mairie-tauves."""
    _, marks, language, where = _read(turn, argument)
    if where:
        await _for(turn, account, "poster", marks, language, where)
    else:
        said: list[Paragraph] = [phrase("leaflet.poster.ask")]
        lines = [
            phrase("leaflet.came", source=name, count=people, requests=phrase("leaflet.requests", count=sent))
            for source, (people, sent) in sorted(came.items(), key=lambda one: (-one[1][0], -one[1][1], one[0]))
            if (name := sources.named(turn.network, source)) is not None
        ]
        if lines:
            said.append((phrase("leaflet.came.title"), *lines[:_MOST_LINES]))
        await turn.show(account, Screen(said, locale=PARTNER_LOCALE), f"leaflet:{turn.row.id}")


async def leaflet(turn: Turn, account: int, _locale: str, argument: str) -> None:
    """/plaquette, for no place in particular or for one: "/plaquette tauves a5 traits"."""
    format_, marks, language, where = _read(turn, argument)
    if where:
        await _for(turn, account, format_, marks, language, where)
    else:
        await press(turn, account, format_, marks, language, sources.LEAFLET)


def _read(turn: Turn, argument: str) -> tuple[Format, str, str, str]:
    """On which paper, with marks or without, in which language; and what is left of the words."""
    said = argument.split()
    format_ = next((_PAPERS[word] for one in said if (word := one.lower()) in _PAPERS), "a4")
    marks = MARKS if any(text.plain(one) in _MARKED for one in said) else PLAIN
    language = next((one.lower() for one in said if one.lower() in turn.network.identity.languages), PARTNER_LOCALE)
    known = {*_PAPERS, *_MARKED, *turn.network.identity.languages}
    where = " ".join(one for one in said if text.plain(one) not in known)
    return cast(Format, format_), marks, language, where


async def _for(turn: Turn, account: int, format_: Format, marks: str, language: str, where: str) -> None:
    found = sources.places(turn.network, where[:200])
    if len(found) == 1:
        await press(turn, account, format_, marks, language, found[0])
        return
    known = sources.displays(turn.network)
    rows = [
        [PAPER.button(known[id_].phrase(), format_, marks, language, text.code(id_))] for id_ in found[:_MOST_BUTTONS]
    ]
    said = phrase("leaflet.which" if found else "leaflet.unknown")
    await turn.show(account, Screen([said], rows, PARTNER_LOCALE), f"leaflet:{turn.row.id}")


async def press(turn: Turn, account: int, format_: Format, marks: str, language: str, place: str) -> None:
    """The paper, with the buttons for the same on other paper."""
    signed = await signatures.of_version(turn.here, turn.network.charter.version)
    marked = marks == MARKS and format_ != "poster"
    made = contents.leaflet(
        turn.network, signed, turn.day(turn.now), turn.runtime.bot_username, place, language, format_, marks=marked
    )
    paper = {"filename": contents.filename(format_, place, language, marks=marked), "leaflet": to_json(made)}
    of = phrase("leaflet.anywhere") if place == sources.LEAFLET else sources.displays(turn.network)[place].phrase()
    caption = [phrase(f"leaflet.caption.{format_}", place=of), *([phrase("leaflet.caption.marks")] if marked else [])]
    rows = _others(turn, format_, marked, language, text.code(place))
    screen = Screen([tuple(caption)], rows, PARTNER_LOCALE, file=("document", paper))
    await turn.show(account, screen, f"leaflet:{turn.row.id}")


def _others(turn: Turn, format_: Format, marked: bool, language: str, place: str) -> Rows:
    others = [
        PAPER.button(f"leaflet.button.{other}", other, PLAIN, language, place)
        for other in ("poster", "a5", "a4")
        if other != format_
    ]
    last = []
    if format_ != "poster" and not marked:
        last.append(PAPER.button("leaflet.button.marks", format_, MARKS, language, place))
    for other in turn.network.identity.languages:
        if other != language:
            marks = MARKS if marked else PLAIN
            last.append(PAPER.button(f"leaflet.language.{other}", format_, marks, other, place))
    return [others, *([one] for one in last)]

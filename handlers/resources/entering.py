"""Entering: a partner writes a resource person down, passes their link on or has them written to, and may drop them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from conversations.engine.effects import Submit
from conversations.words.cleaning import clip
from handlers.lists import in_place
from handlers.resources import asking, erasing, told
from handlers.resources.verbs import KEEP, MINE, NEW, entered
from handlers.turn import forms, pages
from handlers.turn.screen import FITS, Button, Paragraph, Screen, verbatim
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import phrase
from network.resources import LINK_LASTS
from storage import conversations, resources
from storage.durable import about, once
from storage.resources import Resource, Status

FLOW = "resource_person"
NONE = "none"
PAGE = 6
"""People on a page of a partner's own."""
ONE_MAIL = timedelta(days=1)
"""Within this time nobody is written to twice."""
_LISTED = "resources:"
BUILT_KEYS = {"resource.state.{}": (Status.ENTERED, Status.SHOWN, Status.ASKED, Status.HIDDEN)}


# --- /annuaire ressources ---------------------------------------------------------------------------------------------


async def show_mine(turn: Turn, account: int) -> None:
    """/annuaire ressources: whom they wrote down, and a new one."""
    name = f"{_LISTED}{turn.row.id}"
    screen, shown = await _mine(turn, account, 0)
    await turn.show(account, screen, name)
    await resources.shows_these(turn.here, account, name, shown)


async def press_mine(turn: Turn, account: int, _what: str, page: int) -> None:
    """Another page of them."""
    screen, shown = await _mine(turn, account, page)
    name = await in_place.turn_page(turn, account, screen, _LISTED)
    await resources.shows_these(turn.here, account, name, shown)


async def _mine(turn: Turn, account: int, page: int) -> tuple[Screen, list[int]]:
    """Whom they wrote down; for the coordination everybody who agreed as well."""
    every = {one.id: one for one in await resources.entered_by(turn.here, turn.actor(account))}
    if turn.coordinates(account):
        every |= {one.id: one for one in await resources.shown(turn.here)}
    there = pages.at(sorted(every.values(), key=lambda one: one.id), page, PAGE)
    shown = there.shown
    title = phrase("resource.mine", count=len(every)) if every else phrase("resource.mine.none")
    said: list[Paragraph] = [title, *(_line(turn, one) for one in shown)]
    rows = [[NEW.button("resource.button.new", "new")]]
    rows += [[KEEP.button(verbatim(clip(one.name, FITS[1])), "show", one.id)] for one in shown]
    rows += there.turns(MINE, "mine", called=("directory.before", "directory.after"))
    return Screen(said, rows, PARTNER_LOCALE, protect=True), [one.id for one in shown]


def _line(turn: Turn, one: Resource) -> tuple[Any, ...]:
    return told.line(turn, one), phrase(f"resource.state.{one.status}")


# --- written down -----------------------------------------------------------------------------------------------------


async def begin(turn: Turn, account: int, _what: str) -> None:
    """A partner writes somebody down; whoever is in the middle of that goes on with it."""
    under_way = await conversations.load(turn.here, account)
    whose = next((form.about for form in under_way.stack if form.flow == FLOW), "")
    if not whose:
        number = await resources.begin(turn.here, turn.actor(account), turn.now)
        await asking.plan(turn, number, 0, asking.LAPSE, turn.now + LINK_LASTS)
        whose = about.resource(number)
    await forms.begin(turn, account, PARTNER_LOCALE, FLOW, whose, pressed=True)


async def hand_in(turn: Turn, account: int, locale: str, form: Submit) -> None:
    """Somebody is written down: nobody else sees them before they agreed."""
    number = form.about.rpartition(":")[2]
    one = await resources.find(turn.here, int(number)) if number.isdecimal() else None
    if one is None or not entered(turn, account, one):
        await turn.say(account, phrase("refused.not_referent"), locale=locale)
        return
    if await resources.enter(turn.here, one.id, _told(turn, form)):
        await _show(turn, account, one.id)


def _told(turn: Turn, form: Submit) -> dict[str, Any]:
    """What is kept of the answers; the trades that their own line names are read out of it."""
    answers = form.answers
    return {
        "kind": answers["role"],
        "name": answers["name"],
        "what": answers["what"],
        "needs": [need for need in answers["needs"] if need != NONE],
        "sectors": list(turn.knowledge.sectors.surely(answers["what"])),
        "zone": answers["where"],
        "phone": answers["contact"]["phone"] or "",
        "email": answers["contact"]["email"] or "",
    }


# --- what whoever wrote them down may do ------------------------------------------------------------------------------


async def press(turn: Turn, account: int, what: str, one: Resource) -> None:
    """Look at somebody, pass a link on, have them written to, note their yes; drop them, which is asked twice."""
    match what:
        case "show":
            await _show(turn, account, one.id)
        case "link" if not (one.shown and one.account is not None):
            link = await asking.new_link(turn, one)
            said = phrase("resource.link", name=one.name, link=link, days=LINK_LASTS.days)
            rows = [[Button(phrase("resource.button.copy"), copies=link)]]
            name = told.name_of(one, f"link:{turn.row.id}")
            await turn.show(account, Screen([said], rows, PARTNER_LOCALE), name)
        case "write" if one.status is Status.ENTERED:
            await _write(turn, account, one)
        case "yes" if await once.marked(turn.connection, asking.written(one)) and await asking.confirm(turn, one):
            turn.answer(phrase("resource.noted"))
            await _show(turn, account, one.id)
        case "drop":
            rows = [
                [KEEP.button("resource.button.drop.sure", "sure", one.id)],
                [KEEP.button("resource.button.keep", "show", one.id)],
            ]
            asked = Screen([phrase("resource.drop.ask", name=one.name)], rows, PARTNER_LOCALE, protect=True)
            await turn.show(account, asked, told.name_of(one, f"drop:{turn.row.id}"))
        case "sure":
            await erasing.erase(turn, one)
            await turn.say(account, phrase("resource.dropped"), locale=PARTNER_LOCALE)
        case _:
            turn.answer(phrase("press.over"))


async def _write(turn: Turn, account: int, one: Resource) -> None:
    """Have somebody written to, once a day at the most."""
    if await once.marked_within(turn.connection, asking.written(one), turn.now, ONE_MAIL):
        turn.answer(phrase("resource.written.already"))
    elif await asking.write(turn, one, "first"):
        turn.answer(phrase("resource.written"))
        await _show(turn, account, one.id)
    else:
        turn.answer(phrase("press.over"))


async def _show(turn: Turn, account: int, number: int) -> None:
    one = await resources.find(turn.here, number)
    if one is None:
        return
    said: list[Paragraph] = [tuple(told.all_of(turn, one)), phrase(f"resource.state.{one.status}")]
    mailed = await once.marked(turn.connection, asking.written(one))
    if one.status is Status.ENTERED:
        said.append(phrase("resource.entered.mailed" if mailed else "resource.entered"))
    rows = _ways(turn, one, mailed=mailed)
    screen = Screen(said, rows, PARTNER_LOCALE, protect=True)
    await turn.show(account, screen, told.name_of(one, f"kept:{turn.row.id}"))


def _ways(turn: Turn, one: Resource, *, mailed: bool) -> list[list[Button]]:
    """What there is to do about somebody now."""
    rows = []
    if mailed and one.status is not Status.SHOWN:
        rows.append([KEEP.button("resource.button.yes", "yes", one.id)])
    if one.status is Status.ENTERED and turn.can_mail(one.email):
        rows.append(
            [KEEP.button("resource.button.write.again" if mailed else "resource.button.write", "write", one.id)]
        )
    if not (one.shown and one.account is not None):
        rows.append([KEEP.button("resource.button.link", "link", one.id)])
    return [*rows, [KEEP.button("resource.button.drop", "drop", one.id)]]

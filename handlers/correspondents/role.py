"""The role of correspondent: proposed to somebody of the organisation, accepted by a press, left, or taken away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from handlers.charter import digest
from handlers.confirmations import asking
from handlers.correspondents.organism import name_of
from handlers.correspondents.verbs import ANSWER, END, HOME, LEAVE, TO, WHOM
from handlers.lists import in_place
from handlers.slots.pick_referent import by_code
from handlers.slots.record import author_phrase
from handlers.turn.audience import can_be_written_to, named
from handlers.turn.events import Departed
from handlers.turn.screen import Paragraph, Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.listings import Listing
from network.model import Referent
from network.phrase import Param, phrase
from network.text import code
from storage import correspondents as stored
from storage import departures
from storage.correspondents import MOST, Correspondent, End
from storage.durable import due

LAPSE = "correspondent:lapse"
LASTS = timedelta(days=14)
"""So long a proposal waits for its answer."""
BUILT_KEYS = {"organism.{}": ("accept", "refuse")}


def _of(turn: Turn, row: Correspondent) -> dict[str, Param]:
    """Who it is and when they answer at the latest, for a phrase."""
    return {**named(turn.network, row.referent), "until": turn.day(row.proposed_at + LASTS)}


# --- proposed ---------------------------------------------------------------------------------------------------------


async def press_whom(turn: Turn, telegram_id: int, _what: str, of: Listing) -> None:
    """To whom? Those of the organisation whom a message reaches and who have not been asked."""
    able = await _able(turn, of.id)
    said = phrase("organism.whom" if able else "organism.whom.nobody", organisation=of.name, most=MOST)
    rows = [[TO.button("organism.button.to", "to", code(one.id), referent=one.name.fr)] for one in able]
    rows.append([HOME.button("organism.button.home", "home", code(of.id))])
    await in_place.show(turn, telegram_id, Screen([said], rows, PARTNER_LOCALE), name_of(telegram_id))


async def _able(turn: Turn, organisation: str) -> list[Referent]:
    asked = {one.referent for one in await stored.of_organisation(turn.here, organisation)}
    gone = await departures.departed(turn.here)
    theirs = (one for one in turn.network.referents if one.organisation == organisation)
    return [one for one in theirs if one.id in turn.accounts and one.id not in gone and one.id not in asked]


async def propose(turn: Turn, telegram_id: int, _what: str, whom: str) -> None:
    """Somebody is asked; nothing changes before they accept. Who is asked by themselves has accepted."""
    one = by_code(turn, whom)
    if one is None or one not in await _able(turn, one.organisation):
        turn.answer(phrase("press.over"))
        return
    row = await stored.propose(turn.here, one.organisation, one.id, turn.actor(telegram_id), turn.now)
    if row is None:
        turn.answer(phrase("organism.full", most=MOST))
        return
    turn.answer(phrase("pass.done"))
    if turn.accounts[one.id] == telegram_id:
        await answer(turn, telegram_id, "accept", row)
        return
    await turn.edit(telegram_id, _told("organism.proposed", **_of(turn, row)), name_of(telegram_id))
    by = author_phrase(turn, row.proposed_by)
    asked = phrase("organism.ask", by=by, network=turn.network.identity.name, **_of(turn, row))
    rows = [[ANSWER.button(f"organism.{word}", word, row.id)] for word in ("accept", "refuse")]
    await turn.show(turn.accounts[one.id], Screen([asked], rows, PARTNER_LOCALE), _asked(row))
    await due.schedule(turn.here, LAPSE, 0, turn.now + LASTS, {"correspondent": row.id})


def _told(key: str, **about: Param) -> Screen:
    return Screen([phrase(key, **about)], locale=PARTNER_LOCALE)


def _asked(row: Correspondent) -> str:
    """The logical name of the message by which somebody is asked."""
    return f"correspondent:{row.id}"


async def lapse_is_due(turn: Turn, expects: Mapping[str, Any]) -> None:
    """Nobody answered in time."""
    row = await stored.find(turn.here, int(expects["correspondent"]))
    if row is not None and await stored.end(turn.here, row.id, End.LAPSED, turn.now, accepted=False):
        await _redraw(turn, row, "organism.lapsed.theirs")
        await turn.say(await _proposers(turn, row), phrase("organism.lapsed", **_of(turn, row)), locale=PARTNER_LOCALE)


async def _redraw(turn: Turn, row: Correspondent, key: str) -> None:
    account = turn.accounts.get(row.referent)
    if account is not None:
        await turn.redraw(account, _told(key, **_of(turn, row)), _asked(row))


async def _proposers(turn: Turn, row: Correspondent) -> list[int]:
    """Who hears what became of it: whoever proposed it, and the coordination."""
    by = turn.accounts.get(row.proposed_by)
    return list(dict.fromkeys((*turn.coordinators(), *([by] if by is not None else []))))


# --- answered ---------------------------------------------------------------------------------------------------------


async def answer(turn: Turn, telegram_id: int, what: str, row: Correspondent) -> None:
    """The one whom it was proposed to accepts or refuses."""
    readers = [one for one in await _proposers(turn, row) if one != telegram_id]
    if what == "refuse":
        if not await stored.end(turn.here, row.id, End.REFUSED, turn.now, accepted=False):
            turn.answer(phrase("press.over"))
            return
        await _redraw(turn, row, "organism.refused.theirs")
        await turn.say(readers, phrase("organism.refused", **_of(turn, row)), locale=PARTNER_LOCALE)
    elif (of := turn.knowledge.directory().by_id.get(row.organisation)) is None or not await stored.accept(
        turn.here, row.id, turn.now
    ):
        turn.answer(phrase("press.over"))
        return
    else:
        await _redraw(turn, row, "organism.accepted.theirs")
        await turn.say(readers, phrase("organism.accepted", **_of(turn, row)), locale=PARTNER_LOCALE)
        await _begin(turn, telegram_id, of)
    turn.answer(phrase("pass.done"))


async def _begin(turn: Turn, telegram_id: int, of: Listing) -> None:
    """What the role is, and the entry as it stands, to be confirmed a first time."""
    rows = [[HOME.button("organism.button.open", "home", code(of.id))]]
    said = phrase("organism.welcome", organisation=of.name)
    await in_place.show(turn, telegram_id, Screen([said], rows, PARTNER_LOCALE), name_of(telegram_id))
    await asking.begin_with(turn, telegram_id, of)


async def press_end(turn: Turn, telegram_id: int, what: str, row: Correspondent) -> None:
    """A proposal is taken back; a role is taken away, after a second press."""
    of = turn.knowledge.directory().by_id.get(row.organisation)
    if what == "back" and await stored.end(turn.here, row.id, End.BACK, turn.now, accepted=False):
        await _redraw(turn, row, "organism.back.theirs")
        await turn.edit(telegram_id, _told("organism.back", **_of(turn, row)), name_of(telegram_id))
    elif what == "end" and row.since is not None and of is not None:
        yes = END.button("organism.button.ended", "ended", row.id)
        no = HOME.button("organism.button.not", "home", code(of.id))
        asked = Screen([phrase("organism.end.ask", **_of(turn, row))], [[yes], [no]], PARTNER_LOCALE)
        await in_place.show(turn, telegram_id, asked, name_of(telegram_id))
        return
    elif what == "ended" and await stored.end(turn.here, row.id, End.ENDED, turn.now, accepted=True):
        theirs = turn.accounts.get(row.referent)
        if theirs is not None and await can_be_written_to(turn, theirs):
            await turn.say(theirs, phrase("organism.ended.theirs", **_of(turn, row)), locale=PARTNER_LOCALE)
        await turn.edit(telegram_id, _told("organism.ended", **_of(turn, row)), name_of(telegram_id))
        await _ended(turn, [row.organisation], besides=telegram_id, who=[row.referent])
    else:
        turn.answer(phrase("press.over"))
        return
    turn.answer(phrase("pass.done"))


# --- left -------------------------------------------------------------------------------------------------------------


async def press_leave(turn: Turn, telegram_id: int, what: str, of: Listing) -> None:
    """They leave the role, after a second press; whoever may follow them is named first."""
    mine = turn.referent_of(telegram_id)
    rows = await stored.of_organisation(turn.here, of.id)
    own = next((one for one in rows if mine is not None and one.referent == mine.id and one.since is not None), None)
    if own is None:
        turn.answer(phrase("press.over"))
    elif what == "leave":
        alone = sum(one.since is not None for one in rows) == 1
        said: list[Paragraph] = [phrase("organism.leave.ask", organisation=of.name)]
        said += [phrase("organism.leave.alone")] if alone else []
        ways = [[WHOM.button("organism.button.hand_on", "whom", code(of.id))]] if alone else []
        ways.append([LEAVE.button("organism.button.left", "left", code(of.id))])
        ways.append([HOME.button("organism.button.stay", "home", code(of.id))])
        await in_place.show(turn, telegram_id, Screen(said, ways, PARTNER_LOCALE), name_of(telegram_id))
    elif await stored.end(turn.here, own.id, End.LEFT, turn.now, accepted=True):
        turn.answer(phrase("pass.done"))
        await turn.edit(telegram_id, _told("organism.left", organisation=of.name), name_of(telegram_id))
        await _ended(turn, [of.id], besides=telegram_id, who=[own.referent])


async def departed(turn: Turn, event: Departed) -> None:
    """Whoever works for the network no more speaks for nobody."""
    await _ended(turn, await stored.end_of(turn.here, event.referents, turn.now), who=event.referents)


async def _ended(turn: Turn, organisations: Iterable[str], *, who: Iterable[str], besides: int = 0) -> None:
    """Those who still speak for an organisation hear who does no more; where nobody does, the coordination in its
    digest.
    """
    orphans = set(await stored.without(turn.here))
    names = tuple(named(turn.network, one)["referent"] for one in who)
    for organisation in organisations:
        if organisation in orphans:
            await digest.request(turn)
            continue
        rows = await stored.of_organisation(turn.here, organisation)
        accounts = {turn.accounts.get(one.referent) for one in rows if one.since is not None} - {None, besides}
        said = phrase("organism.other_left", names=names, **named(turn.network, rows[0].referent))
        await turn.say(sorted(one for one in accounts if one is not None), said, locale=PARTNER_LOCALE)

"""/organisme: how one's own organisation stands in the network, its people and what they have in hand, for whoever
speaks for it; for the coordination those of all organisations. References and dates alone, never a word of a case.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handlers.confirmations.standing import counted, standing
from handlers.confirmations.verbs import BEGIN, PACES, SHOW
from handlers.correspondents.verbs import END, HOME, LEAVE, LIST, WHO, WHOM
from handlers.lists import called, in_place, listing, mine
from handlers.partners.verbs import AWAY, INVITE, PASSING_FROM
from handlers.slots.pick_referent import PAGE, by_code
from handlers.turn import pages
from handlers.turn.audience import named
from handlers.turn.rights import may_link, speaks_for
from handlers.turn.screen import Button, Paragraph, Screen, far_day
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.canonical import entry
from network.confirmations import to_check
from network.listings import Listing
from network.model import Referent
from network.phrase import Param, Phrase, phrase
from network.text import code, plain, words
from storage import absences, cases, confirmations, correspondents
from storage.confirmations import Confirmation
from storage.correspondents import MOST, Correspondent
from storage.durable.sent_messages import FILE

SHOWN = 10
"""References of somebody on a page."""
MOST_SAID = 60
"""Characters of what was looked for that are said again."""
KIND = "in hand"
"""What a list is called that names the cases of somebody."""


def name_of(account: int) -> str:
    """The logical name of somebody's screen about organisations."""
    return f"organism:{account}"


async def command(turn: Turn, chat_id: int, _locale: str, argument: str) -> None:
    """/organisme: a coordinator chooses which, or names it; anybody else sees their own."""
    mine = turn.referent_of(chat_id)
    if turn.coordinates(chat_id):
        named_so = argument.strip()
        view = await (_called(turn, chat_id, named_so) if named_so else _list(turn, chat_id, 0, "list"))
        await turn.show(chat_id, view, name_of(chat_id))
    elif mine is not None:
        await turn.show(chat_id, await _home(turn, chat_id, _listing_of(turn, mine.organisation)), name_of(chat_id))


def _listing_of(turn: Turn, organisation: str) -> Listing:
    return turn.knowledge.directory().by_id[organisation]


async def press(turn: Turn, telegram_id: int, what: str, of: Listing) -> None:
    """Another view of an organisation, or its file."""
    if what == "file":
        await _file(turn, telegram_id, of)
        return
    view = await _people(turn, of) if what == "people" else await _home(turn, telegram_id, of)
    await in_place.show(turn, telegram_id, view, name_of(telegram_id))


async def _file(turn: Turn, telegram_id: int, of: Listing) -> None:
    """The entry as it stands in the network's file, which `export --network` writes the same."""
    content = {"filename": f"{of.id}.toml", "content": entry(of.organisation)}
    said = phrase("organism.file", organisation=of.name)
    screen = Screen([said], locale=PARTNER_LOCALE, file=("document", content))
    await turn.show(telegram_id, screen, f"organism:{turn.row.id}{FILE}")


# --- one of them ------------------------------------------------------------------------------------------------------


async def _home(turn: Turn, account: int, of: Listing) -> Screen:
    rows = await correspondents.of_organisation(turn.here, of.id)
    kept = await confirmations.of_entry(turn.here, of.id)
    said: list[Paragraph] = [phrase("organism.title", organisation=of.name), tuple(_roles(turn, rows, of))]
    said.append(tuple(standing(turn, of, kept)))
    coordinates = turn.coordinates(account)
    if coordinates or await speaks_for(turn, account, of.id):
        return Screen(said, _ways(turn, account, of, rows, kept), PARTNER_LOCALE)
    if any(one.since is not None for one in rows):
        return Screen([*said, phrase("organism.not_yours")], locale=PARTNER_LOCALE)
    asks = phrase("organism.not_yours.team", phone=turn.network.identity.contact.phone)
    return Screen([*said, asks], locale=PARTNER_LOCALE)


def _roles(turn: Turn, rows: Sequence[Correspondent], of: Listing) -> list[Phrase]:
    """Who speaks for it and who was asked; of nobody, that the coordination keeps the entry."""
    have = [one for one in rows if one.since is not None]
    since = {one.id: far_day(PARTNER_LOCALE, turn.day(one.since)) for one in have if one.since is not None}
    lines = [phrase("organism.role", since=since[one.id], **_who(turn, one)) for one in have]
    lines += [phrase("organism.role.asked", **_who(turn, one)) for one in rows if one.since is None]
    return lines if have else [phrase("organism.role.public" if of.public else "organism.role.none"), *lines]


def _who(turn: Turn, row: Correspondent) -> dict[str, Param]:
    return {"referent": named(turn.network, row.referent)["referent"]}


def _ways(
    turn: Turn, account: int, of: Listing, rows: Sequence[Correspondent], kept: Confirmation | None
) -> list[list[Button]]:
    which, mine = code(of.id), turn.referent_of(account)
    own = mine is not None and any(one.referent == mine.id and one.since is not None for one in rows)
    ways = [[SHOW.button("organism.button.entry", "show", which)]]
    ways.append([SHOW.button("organism.button.change", "change", which)])
    if kept is not None:
        ways.append([PACES.button("organism.button.pace", "pace", which, count=kept.months)])
    if any(one.organisation == of.id for one in turn.network.referents):
        ways.append([HOME.button("organism.button.people", "people", which)])
    ways.append([HOME.button("organism.button.file", "file", which)])
    if not of.public and len(rows) < MOST:
        ways.append([WHOM.button("organism.button.share" if own else "organism.button.propose", "whom", which)])
    ways += [[_end(turn, one)] for one in rows if mine is None or one.referent != mine.id or one.since is None]
    if own:
        ways.append([LEAVE.button("organism.button.leave", "leave", which)])
    if turn.coordinates(account):
        ways.append([LIST.button("organism.button.list", "list", 0)])
    return ways


def _end(turn: Turn, row: Correspondent) -> Button:
    if row.since is None:
        return END.button("organism.button.back", "back", row.id, **_who(turn, row))
    return END.button("organism.button.end", "end", row.id, **_who(turn, row))


# --- its people -------------------------------------------------------------------------------------------------------


async def _people(turn: Turn, of: Listing) -> Screen:
    """A line and a button for each: whether a message reaches them, whether they are away, how many cases they have."""
    theirs = [one for one in turn.network.referents if one.organisation == of.id]
    load = await cases.load_of(turn.here, [one.id for one in theirs])
    away = await absences.away(turn.here, turn.today)
    lines = [_line(turn, one, load.get(one.id, 0), away) for one in theirs]
    rows = [[_person(one, load.get(one.id, 0))] for one in theirs]
    rows.append([HOME.button("organism.button.home", "home", code(of.id))])
    return Screen([phrase("organism.people", organisation=of.name), tuple(lines)], rows, PARTNER_LOCALE)


def _line(turn: Turn, one: Referent, count: int, away: Mapping[str, absences.Absence]) -> Phrase:
    gone = away.get(one.id)
    bound = phrase("organism.bound" if one.id in turn.accounts else "organism.unbound")
    about = phrase("organism.away", until=gone.last) if gone is not None else bound
    return phrase("organism.person", referent=one.name.phrase(), about=about, count=count)


def _person(one: Referent, count: int) -> Button:
    return WHO.button("organism.button.person", "who", code(one.id), 0, referent=one.name.fr, count=count)


async def press_who(turn: Turn, telegram_id: int, _what: str, whom: str, page: int) -> None:
    """What one of them has in hand: references, what is next and by when; the oldest promise first."""
    one = by_code(turn, whom)
    if one is None:
        turn.answer(phrase("press.over"))
        return
    found = await mine.urgent_first(turn, one.id)
    there = pages.at(found, page, SHOWN)
    late = sum(called.late_by(turn, slot.slot) is not None for slot in found)
    count = len({slot.case_id for slot in found})
    title = [phrase("organism.in_hand", referent=one.name.fr, count=count)]
    title += [phrase("organism.in_hand.late", count=late)] if late else []
    lines = tuple(phrase("organism.case", reference=s.reference, state=mine.line(turn, s.slot)) for s in there.shown)
    said: list[Paragraph] = [tuple(title), *([lines] if lines else [])]
    rows = there.turns(WHO, "who", whom)
    linked = await may_link(turn, telegram_id, one)
    rows += _for_them(turn, one, linked=linked, has_cases=bool(found))
    screen = Screen(said, rows, PARTNER_LOCALE)
    await listing.turn_page(turn, telegram_id, screen, KIND, [slot.case_id for slot in there.shown])


def _for_them(turn: Turn, one: Referent, *, linked: bool, has_cases: bool) -> list[list[Button]]:
    """What is done for somebody: a link for their account, their days away, their cases to somebody else."""
    which = code(one.id)
    link = "organism.button.relink" if one.id in turn.accounts else "organism.button.link"
    rows = [[INVITE.button(link, "for", which)]] if linked else []
    rows.append([AWAY.button("organism.button.away", "for", which)])
    if has_cases:
        rows.append([PASSING_FROM.button("organism.button.pass", "from", which)])
    return [*rows, [HOME.button("organism.button.back_to_people", "people", code(one.organisation))]]


# --- all of them ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Entry:
    of: Listing
    spoken_for: bool
    due: bool


async def press_list(turn: Turn, telegram_id: int, what: str, page: int) -> None:
    """Another page of all, or of those that the coordination is to confirm."""
    await in_place.show(turn, telegram_id, await _list(turn, telegram_id, page, what), name_of(telegram_id))


async def _list(turn: Turn, account: int, page: int, what: str) -> Screen:
    """The network's organisations, one's own first, then those that are to be confirmed, then those without a
    correspondent, by their names; among those that are due also what has come out of public data and was confirmed.
    """
    mine = turn.referent_of(account)
    own_id = mine.organisation if mine is not None else ""
    spoken = {one.organisation for one in await correspondents.everybody(turn.here) if one.since is not None}
    kept = await confirmations.every(turn.here)
    every = [_entry(turn, one, spoken, kept.get(one.id)) for one in turn.knowledge.directory().listings]
    own = [one for one in every if not one.of.public]
    listed = [one for one in every if one.due] if what == "due" else own
    listed.sort(key=lambda one: (one.of.id != own_id, not one.due, one.spoken_for, plain(one.of.name)))
    there = pages.at(listed, page, PAGE)
    rows = [*([_open(one.of)] for one in there.shown), *there.turns(LIST, what)]
    many = sum(one.spoken_for for one in own)
    said: list[Paragraph] = [phrase("organism.list", count=many, total=len(own)), counted(turn, kept)]
    if what == "due":
        said = [phrase("organism.list.due", count=len(listed)) if listed else phrase("organism.list.due.none")]
    elif waiting := sum(one.due for one in own):
        said.append(phrase("organism.list.waiting", count=waiting))
    said += there.which
    if what == "list" and any(one.of.id not in kept and not one.spoken_for for one in own):
        rows.append([BEGIN.button("organism.button.begin", "begin")])
    return Screen(said, rows, PARTNER_LOCALE)


async def _called(turn: Turn, account: int, query: str) -> Screen:
    """The one of such a name, or the first ones to choose from."""
    wanted, directory = set(words(query)), turn.knowledge.directory()
    found = [one for one in directory.listings if wanted and wanted <= set(words(one.name))]
    found = found or list(dict.fromkeys(hit.listing for hit in directory.find(query).hits))
    if len(found) == 1:
        return await _home(turn, account, found[0])
    rows = [[_open(one)] for one in found[:PAGE]]
    said = phrase("organism.found" if found else "organism.found.none", query=query[:MOST_SAID])
    every = LIST.button("organism.button.list", "list", 0)
    return Screen([said], [*rows, [every]], PARTNER_LOCALE)


def _entry(turn: Turn, of: Listing, spoken: set[str], kept: Confirmation | None) -> _Entry:
    """An entry with a correspondent is due for the coordination once they let its date pass by two months."""
    if kept is None:
        return _Entry(of, of.id in spoken, due=False)
    late = to_check(kept.due, turn.today) if of.id in spoken else kept.due <= turn.today
    return _Entry(of, of.id in spoken, due=late)


def _open(of: Listing) -> Button:
    return HOME.button("organism.button.one", "home", code(of.id), organisation=of.organisation.on_button)

"""The private record: what a referent gets of a case once they took it, and only they; blank once it is not theirs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from conversations.engine import reading_out
from handlers.letters.verbs import ANSWER, LETTERS, PIECES
from handlers.matches.verbs import ALL as OFFERS
from handlers.notes.verbs import NOTE
from handlers.offers.verbs import SELL
from handlers.resources.verbs import HELPS
from handlers.slots.card import day_expected, slot_phrase, title
from handlers.slots.verbs import OF_HOLDER, PASS, UNDO
from handlers.turn.audience import named
from handlers.turn.channels.by_mail import is_by_mail, may_read
from handlers.turn.screen import Button, Paragraph, Screen, labelled, payloads
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.acts import ACTS, UNDO_BY_MAIL, Act, may
from network.model import Nature, Referent
from network.phrase import Phrase, phrase
from network.slots import Slot, Status
from storage import cases, letters, listings, matches, notes
from storage.acts import acts_of, note_act
from storage.cases import Case
from storage.durable import chats
from storage.durable.sent_messages import SHEET, brings_file

WHO = ("name", "contact", "hours", "way")
BOTH = ("project", "nature", "sector", "place", "elsewhere", "when", "needs", "asked")
NEEDED: Mapping[str, tuple[str, ...]] = {
    "technical": (*BOTH, "branch", "jobs", "register", "stage", "followed"),
    "territorial": (*BOTH, "household", "partner_trade"),
}
"""What each slot needs of the intake …"""
MODULES: Mapping[str, tuple[str, ...]] = {
    "technical": ("description", "experience", "means", "premises", "news"),
    "territorial": ("housing", "services", "winter", "premises", "joining", "news"),
}
"""… and of the details that were added later."""


async def show(turn: Turn, case: Case, role: str, telegram_id: int) -> None:
    """Send the record of a slot to whoever holds it."""
    await turn.show(telegram_id, await screen_for(turn, case, role, telegram_id), name_of(case, role))


async def show_records(turn: Turn, telegram_id: int, referent: Referent, reference: str = "") -> int:
    """Send the records a referent holds: that of `reference`, or all of them. Returns how many."""
    sent = 0
    for case in await cases.taken_by(turn.here, referent.id):
        for role, slot in case.slots.items():
            if slot.held and slot.taken_by == referent.id and reference in ("", case.reference):
                await show(turn, case, role, telegram_id)
                sent += 1
    return sent


async def redraw(turn: Turn, case: Case, role: str, telegram_id: int, *, blanked: bool = False) -> None:
    """Bring the record in a chat up to date; `blanked`: it was taken out of there. A long one, in several messages,
    only changes its buttons, or is sent anew.
    """
    record, name = await screen_for(turn, case, role, telegram_id), name_of(case, role)
    if len(payloads(record, PARTNER_LOCALE)) == 1:
        await turn.edit(telegram_id, record, name)
    elif blanked:
        await turn.show(telegram_id, record, name)
    else:
        await turn.edit_buttons(telegram_id, record, name)


async def blank(turn: Turn, case: Case, role: str, telegram_id: int, said: Phrase, undo: int | None = None) -> None:
    """Take the record out of a chat, with every copy and every later word about the case; `undo` is the version of the
    act that can be taken back.
    """
    others = [slot for other, slot in case.slots.items() if other != role and slot.held]
    still_theirs = any(turn.accounts.get(slot.taken_by or "") == telegram_id for slot in others)
    shared = [f"{kind}:{case.reference}" for kind in ("told", "note", "letter", "said")]
    printed = f"{SHEET}:{case.reference}:{role}"
    about = [name_of(case, role), printed, *([] if still_theirs else shared)]
    if not still_theirs and not turn.coordinates(telegram_id):
        await _leave_lists(turn, case, telegram_id)
    if is_by_mail(telegram_id):
        back = [[undo_button(case, role, undo)]] if undo is not None else []
        await turn.show(telegram_id, Screen([said], back, PARTNER_LOCALE), name_of(case, role))
        return
    names = [n for name in about for n in await chats.names_under(turn.connection, telegram_id, name)]
    for name in names:
        if brings_file(name):
            await turn.take_out(telegram_id, Screen([said], locale=PARTNER_LOCALE), name)
            continue
        back = [[undo_button(case, role, undo)]] if undo is not None and name == name_of(case, role) else []
        await turn.edit(telegram_id, Screen([said], back, PARTNER_LOCALE, fleeting=True), name)


async def show_elsewhere(turn: Turn, case: Case, telegram_id: int) -> None:
    """Send what there is to read of a case to whoever may see it for another place that the person named; that they
    looked stays in its history.
    """
    await note_act(turn.here, case.id, "viewed", turn.actor(telegram_id), turn.now)
    said: list[Paragraph] = [
        phrase("record.elsewhere", reference=case.reference),
        *lines(turn, case, "territorial"),
        tuple(slot_phrase(turn.network, slot) for slot in case.slots.values()),
        phrase("record.only_you"),
    ]
    await turn.show(telegram_id, Screen(said, locale=PARTNER_LOCALE, protect=True), f"{name_elsewhere(case)}:record")


def name_elsewhere(case: Case) -> str:
    """How the names of what is shown of a case elsewhere begin."""
    return f"elsewhere:{case.reference}"


async def _leave_lists(turn: Turn, case: Case, telegram_id: int) -> None:
    """No list in a chat names a case any more."""
    for name in await listings.naming(turn.here, telegram_id, case.id):
        over = Screen([phrase("list.over")], locale=PARTNER_LOCALE, fleeting=True)
        await (turn.take_out if brings_file(name) else turn.edit)(telegram_id, over, name)
        await listings.names_these(turn.here, telegram_id, name, ())


def name_of(case: Case, role: str) -> str:
    """The logical name of a record."""
    return f"record:{case.reference}:{role}"


async def screen_for(turn: Turn, case: Case, role: str, telegram_id: int) -> Screen:
    """The record with its buttons, as it may go to an account: by mail, without what a network keeps out of mails."""
    whole = await screen(turn, case, role)
    if not is_by_mail(telegram_id):
        return whole
    if await _stays(turn, case, role):
        whole = replace(whole, rows=[row for row in whole.rows if not row[0].data.startswith(f"{UNDO.name}|")])
    if await may_read(turn, telegram_id):
        return whole
    said = [
        phrase("record.title", reference=case.reference, slot=phrase(f"case.slot.{role}")),
        title(turn.network, case),
        *_state(turn, case.slots[role]),
        phrase("mail.withheld", **turn.contact),
    ]
    return replace(whole, paragraphs=said, protect=False)


async def _stays(turn: Turn, case: Case, role: str) -> bool:
    """Whether what was done last with a slot cannot be taken back any more, even by mail."""
    theirs = (act for act in await acts_of(turn.here, case.id) if act.role == role)
    return all(turn.now - act.at > UNDO_BY_MAIL for act in theirs if act.slot_version == case.slots[role].version)


async def screen(turn: Turn, case: Case, role: str) -> Screen:
    """The record with its buttons."""
    written = await letters.count(turn.here, case.id)
    after = [*await notes_of(turn, case), *letters_line(*written), phrase("record.only_you")]
    buttons = [*_buttons(case, role), *letter_buttons(case, *written), helping(case)]
    rows = [*buttons, *await offers_for(turn, case), *_selling(case)]
    return Screen([*paragraphs(turn, case, role), *after], rows, PARTNER_LOCALE, protect=True)


def paragraphs(turn: Turn, case: Case, role: str) -> list[Paragraph]:
    """The record of one slot: who it is and how to reach them, the project, the date, the other referent."""
    return [
        phrase("record.title", reference=case.reference, slot=phrase(f"case.slot.{role}")),
        *lines(turn, case, role),
        *_state(turn, case.slots[role]),
        *other_referent(turn, case, role),
        phrase("record.why", reason=case.slots[role].reason),
    ]


def lines(turn: Turn, case: Case, role: str) -> list[Paragraph]:
    """What the slot needs to know, in paragraphs of labels and values."""
    who = reading_out.lines(turn.runtime.flows["intake"], case.answers, turn.knowledge, WHO)
    told: list[Paragraph] = [labelled(who)]
    for name, flow in turn.runtime.flows.items():
        module = reading_out.module(name)
        if name != "intake" and module not in MODULES[role]:
            continue
        answers = case.answers if name == "intake" else case.answers.get(name)
        steps = NEEDED[role] if name == "intake" else None
        said = reading_out.lines(flow, answers, turn.knowledge, steps) if answers else []
        if said:
            told.append(labelled(said))
    return told


async def notes_of(turn: Turn, case: Case) -> list[Paragraph]:
    """What those who work on the case have told each other."""
    return [
        phrase("notes.line", author=author_phrase(turn, note.author), text=note.text)
        for note in await notes.of_case(turn.here, case.id)
    ]


def letters_line(count: int, files: int) -> list[Phrase]:
    """How many letters the person and those who follow them have written, if any."""
    return [phrase("letter.count", count=count, files=files)] if count else []


def letter_buttons(case: Case, count: int, files: int) -> list[list[Button]]:
    """What opens the letters and their files, where there are any, and a new one."""
    seen = [
        *([LETTERS.button("letter.button.messages", case.reference)] if count else []),
        *([PIECES.button("letter.button.pieces", case.reference)] if files else []),
    ]
    return [*([seen] if seen else []), [ANSWER.button("letter.write", case.reference)]]


def helping(case: Case) -> list[Button]:
    """What shows whom a case can call on."""
    return [HELPS.button("helps.button", case.reference)]


async def offers_for(turn: Turn, case: Case) -> list[list[Button]]:
    """What shows what is free for a case, where anything is."""
    count = await matches.count(turn.here, case.id)
    return [[OFFERS.button("matches.button.case", case.reference, 0, count=count)]] if count else []


def _selling(case: Case) -> list[list[Button]]:
    """What offers the business of somebody who sells."""
    sells = Nature.TRANSFER in case.project.natures
    return [[SELL.button("offer.button.sell", case.reference)]] if sells else []


def author_phrase(turn: Turn, author: str) -> Phrase | str:
    """Who wrote or did something, by their name; the coordination and others by their role; who is no longer in the
    network by the id they had.
    """
    referent = turn.network.known_referents.get(author)
    if referent is not None:
        return referent.name.phrase()
    return phrase(f"who.{author}") if author in ("person", "coordinator", "clock") else author


def _state(turn: Turn, slot: Slot) -> list[Phrase]:
    if slot.status == Status.TAKEN and (by := day_expected(turn.network, slot)):
        return [phrase("record.deadline", date=by)]
    return [phrase(f"record.state.{slot.status}")] if slot.held else []


def other_referent(turn: Turn, case: Case, role: str) -> list[Phrase]:
    """Who follows the other slot, to be called."""
    for other_role, slot in case.slots.items():
        referent = turn.network.referent_by_id.get(slot.taken_by or "") if slot.held else None
        if other_role != role and referent is not None:
            return [phrase("record.other", **named(turn.network, referent.id))]
    return []


def _buttons(case: Case, role: str) -> list[list[Button]]:
    pass_on = PASS.button("record.button.pass", case.reference, role)
    note = NOTE.button("record.button.note", case.reference)
    undo = undo_button(case, role, case.slots[role].version)
    rows = [acts(case, role), _permitted(case, role, Act.FINISH, Act.CANNOT_HELP), [pass_on, note], [undo]]
    return [row for row in rows if row]


def acts(case: Case, role: str) -> list[Button]:
    """The buttons that say whether the person was reached."""
    return _permitted(case, role, Act.CONTACT, Act.CANNOT_REACH)


def _permitted(case: Case, role: str, *wanted: Act) -> list[Button]:
    verbs = [OF_HOLDER[ACTS[act].verb] for act in wanted if may(case.slots[role].status, act)]
    return [verb.button(f"record.button.{verb.name}", case.reference, role) for verb in verbs]


def undo_button(case: Case, role: str, version: int) -> Button:
    """Takes the last act back, for five minutes."""
    return UNDO.button("record.button.undo", case.reference, role, version)

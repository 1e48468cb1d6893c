"""The private record: what a referent gets of a case once they took it, and only they; blank once it is not theirs."""

from __future__ import annotations

from collections.abc import Mapping

from conversations.engine import reading_out
from handlers.slots import clocks
from handlers.turn.reach import phone_of
from handlers.turn.screens import Paragraph, Payload, labelled, text_payloads
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.acts import ACTS, Act, may
from network.phrase import Phrase, phrase
from network.slots import Slot, Status
from storage import letters, notes
from storage.cases import Case
from storage.durable import outbox
from storage.durable.sent_messages import brings_file

WHO = ("name", "contact", "hours", "way")
BOTH = ("project", "nature", "sector", "place", "when", "needs")
NEEDED: Mapping[str, tuple[str, ...]] = {
    "technical": (*BOTH, "jobs", "stage", "followed"),
    "territorial": (*BOTH, "household"),
}
"""What each slot needs of the intake (design §4) …"""
MODULES: Mapping[str, tuple[str, ...]] = {
    "technical": ("description", "experience", "means", "premises", "news"),
    "territorial": ("housing", "services", "winter", "premises", "joining", "news"),
}
"""… and of the details that were added later."""


async def show(turn: Turn, case: Case, role: str, telegram_id: int) -> None:
    """Send the record of a slot to whoever holds it."""
    payloads = await payloads_of(turn, case, role)
    await turn.send(telegram_id, payloads, name_of(case, role), protect=True)


async def redraw(turn: Turn, case: Case, role: str, telegram_id: int, *, blanked: bool = False) -> None:
    """Bring the record in a chat up to date; `blanked`: it was taken out of there. A long one, in several messages,
    only changes its buttons, or is sent anew.
    """
    payloads = await payloads_of(turn, case, role)
    if len(payloads) > 1 and blanked:
        await show(turn, case, role, telegram_id)
    elif len(payloads) == 1:
        await turn.call(telegram_id, "editMessageText", payloads[0], name_of(case, role))
    else:
        markup = {"reply_markup": payloads[-1]["reply_markup"]}
        await turn.call(telegram_id, "editMessageReplyMarkup", markup, name_of(case, role))


async def blank(turn: Turn, case: Case, role: str, telegram_id: int, said: Phrase, undo: int | None = None) -> None:
    """Take the record out of a chat, with every copy and every later word about the case; `undo` is the version of the
    act that can be taken back.
    """
    payload = text_payloads(PARTNER_LOCALE, [said])[0]
    others = [slot for other, slot in case.slots.items() if other != role and slot.held]
    still_theirs = any(turn.accounts.get(slot.taken_by or "") == telegram_id for slot in others)
    shared = [f"{kind}:{case.reference}" for kind in ("told", "note", "letter", "said")]
    about = [name_of(case, role), *([] if still_theirs else shared)]
    names = [n for name in about for n in await outbox.names_under(turn.connection, telegram_id, name)]
    for name in names:
        body = payload
        if undo is not None and name == name_of(case, role):
            body = {**payload, "reply_markup": {"inline_keyboard": [[undo_button(case, role, undo)]]}}
        await replace_words(turn, telegram_id, name, body)


async def replace_words(turn: Turn, telegram_id: int, name: str, payload: Payload) -> None:
    """Have a message say something else. A file goes where Telegram still lets a bot delete it, its caption anyway."""
    if not brings_file(name):
        await turn.call(telegram_id, "editMessageText", payload, name)
        return
    caption = {"caption": payload["text"], "parse_mode": payload["parse_mode"]}
    await turn.call(telegram_id, "editMessageCaption", caption, name)
    await turn.call(telegram_id, "deleteMessage", {}, name)


def name_of(case: Case, role: str) -> str:
    """The logical name of a record."""
    return f"record:{case.reference}:{role}"


async def payloads_of(turn: Turn, case: Case, role: str) -> list[Payload]:
    """The record as messages, with its buttons under the last."""
    written = await letters.count(turn.here, case.id)
    said = [*paragraphs(turn, case, role), *await notes_of(turn, case), *letters_line(*written), _only_you()]
    payloads = text_payloads(PARTNER_LOCALE, said)
    rows = [*_buttons(case, role), *letter_buttons(case, *written)]
    payloads[-1]["reply_markup"] = {"inline_keyboard": rows}
    return payloads


def paragraphs(turn: Turn, case: Case, role: str) -> list[Paragraph]:
    """The record of one slot: who it is and how to reach them, the project, the date, the other referent."""
    return [
        phrase("record.title", reference=case.reference, slot=phrase(f"case.slot.{role}")),
        *lines(turn, case, role),
        *_state(turn, case.slots[role]),
        *other_referent(turn, case, role),
        phrase("record.why", reason=case.slots[role].reason),
    ]


def _only_you() -> Phrase:
    return phrase("record.only_you")


def lines(turn: Turn, case: Case, role: str) -> list[Paragraph]:
    """What the slot needs to know, in paragraphs of labels and values."""
    who = reading_out.lines(turn.runtime.flows["intake"], case.answers, turn.knowledge, WHO)
    told: list[Paragraph] = [tuple(phrase("record.line", label=label, value=value) for label, value in who)]
    for name, flow in turn.runtime.flows.items():
        module = reading_out.module(name)
        if name != "intake" and module not in MODULES[role]:
            continue
        answers = case.answers if name == "intake" else case.answers.get(name)
        steps = NEEDED[role] if name == "intake" else None
        said = reading_out.lines(flow, answers, turn.knowledge, steps) if answers else []
        if said:
            told.append(tuple(phrase("record.line", label=label, value=value) for label, value in said))
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


def letter_buttons(case: Case, count: int, files: int) -> list[list[Payload]]:
    """What opens the letters and their files, where there are any, and a new one."""
    seen = [
        *([labelled(PARTNER_LOCALE, "letter.button.messages", f"letters|{case.reference}")] if count else []),
        *([labelled(PARTNER_LOCALE, "letter.button.pieces", f"pieces|{case.reference}")] if files else []),
    ]
    return [*([seen] if seen else []), [labelled(PARTNER_LOCALE, "letter.write", f"answer|{case.reference}")]]


def author_phrase(turn: Turn, author: str) -> Phrase | str:
    """Who wrote or did something, by their name; the coordination and others by their role; who is no longer in the
    network by the id they had.
    """
    referent = turn.network.referent_by_id.get(author)
    if referent is not None:
        return referent.name.phrase()
    return phrase(f"who.{author}") if author in ("person", "coordinator", "clock") else author


def _state(turn: Turn, slot: Slot) -> list[Phrase]:
    if slot.status == Status.TAKEN and (by := clocks.day_expected(turn.network, slot)):
        return [phrase("record.deadline", date=by)]
    return [phrase(f"record.state.{slot.status}")] if slot.held else []


def other_referent(turn: Turn, case: Case, role: str) -> list[Phrase]:
    """Who follows the other slot, to be called."""
    for other_role, slot in case.slots.items():
        referent = turn.network.referent_by_id.get(slot.taken_by or "") if slot.held else None
        if other_role != role and referent is not None:
            organisation = turn.network.organisation_by_id[referent.organisation].name
            phone = phone_of(turn, referent.id)
            return [phrase("record.other", referent=referent.name.fr, organisation=organisation, phone=phone)]
    return []


def _buttons(case: Case, role: str) -> list[list[Payload]]:
    slot, about = case.slots[role], f"{case.reference}|{role}"
    pass_on = labelled(PARTNER_LOCALE, "record.button.pass", f"pass|{about}")
    note = labelled(PARTNER_LOCALE, "record.button.note", f"note|{case.reference}")
    undo = undo_button(case, role, slot.version)
    rows = [acts(case, role), _permitted(case, role, Act.FINISH, Act.CANNOT_HELP), [pass_on, note], [undo]]
    return [row for row in rows if row]


def acts(case: Case, role: str) -> list[Payload]:
    """The buttons that say whether the person was reached."""
    return _permitted(case, role, Act.CONTACT, Act.CANNOT_REACH)


def _permitted(case: Case, role: str, *wanted: Act) -> list[Payload]:
    status, about = case.slots[role].status, f"{case.reference}|{role}"
    verbs = [ACTS[act].verb for act in wanted if may(status, act)]
    return [labelled(PARTNER_LOCALE, f"record.button.{verb}", f"{verb}|{about}") for verb in verbs]


def undo_button(case: Case, role: str, version: int) -> Payload:
    """Takes the last act back, for five minutes."""
    return labelled(PARTNER_LOCALE, "record.button.undo", f"undo|{case.reference}|{role}|{version}")

"""/mes_donnees and /supprimer: everything that is held of a person, shown to them; and everything erased."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

from conversations.engine import reading_out
from conversations.words.contacts import for_reading
from conversations.words.dates import span
from handlers.cases.status_lines import states
from handlers.letters.envelopes import KIND
from handlers.privacy.verbs import ERASE
from handlers.slots.record import letters_line
from handlers.turn import forms
from handlers.turn.audience import holders
from handlers.turn.events import CaseSent
from handlers.turn.screen import Paragraph, Screen, caption, far_day, payloads, plain, toast
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.calendar import kept_until
from network.phrase import phrase
from storage import call_requests, cases, duplicates, letters, members, notes, privacy, surveys
from storage.acts import acts_of
from storage.cases import Case
from storage.durable import due, once, sent_messages
from storage.durable.sent_messages import FILE, Sent, brings_file

OLD = "case:old"
DELETABLE = timedelta(hours=47)
"""How old a message may be to be deleted: Telegram lets a bot do so for 48 hours, and the call may have to wait. Older
ones of its own it can still edit.
"""


# --- what is held -----------------------------------------------------------------------------------------------------


async def show(turn: Turn, chat_id: int, locale: str, _argument: str) -> None:
    """All of it, readable, and as a JSON file for another service."""
    held = await privacy.held(turn.here, chat_id)
    mine = [await cases.get(turn.here, reference) for reference in await members.references_of(turn.here, chat_id)]
    paragraphs: list[Paragraph] = [phrase("data.title"), _account(held, locale)]
    paragraphs += [_draft(turn, draft) for draft in held["drafts"]]
    paragraphs += [phrase("data.call", phone=for_reading(c["phone"])) for c in held["calls_asked"] if c["phone"]]
    paragraphs += [
        phrase("data.absence", days=span(date.fromisoformat(a["first"]), date.fromisoformat(a["last"]), locale))
        for a in held["absences"]
    ]
    for case in mine:
        paragraphs += _readable(turn, case, locale)
        paragraphs += letters_line(*await letters.count(turn.here, case.id))
    await turn.say(chat_id, *paragraphs, locale=locale, name=f"data:{chat_id}:{turn.row.id}")
    document = {**held, "cases": [await _as_json(turn, case) for case in mine]}
    content = json.dumps(document, ensure_ascii=False, indent=1, default=str)
    words = plain(locale, phrase("data.file"))
    file = {"document": {"filename": "mes-donnees.json", "content": content}, "caption": words}
    await turn.call(chat_id, "sendDocument", file, f"data:{chat_id}:{turn.row.id}{FILE}")


def _draft(turn: Turn, draft: dict[str, Any]) -> Paragraph:
    lines = reading_out.lines(turn.runtime.flows[draft["form"]], draft["answers"], turn.knowledge)
    return (phrase("data.draft"), *(phrase("record.line", label=label, value=value) for label, value in lines))


def _account(held: dict[str, Any], locale: str) -> Paragraph:
    language = phrase(f"language.{held['language'] or locale}")
    return phrase("data.account", number=str(held["telegram_id"]), language=language)


def _readable(turn: Turn, case: Case, locale: str) -> list[Paragraph]:
    told: list[Paragraph] = [phrase("data.case", reference=case.reference, date=turn.day(case.submitted_at))]
    for name, flow in turn.runtime.flows.items():
        answers = case.answers if name == "intake" else case.answers.get(name)
        lines = reading_out.lines(flow, answers, turn.knowledge) if answers else []
        if lines:
            told.append(tuple(phrase("record.line", label=label, value=value) for label, value in lines))
    told.append(tuple(states(turn.network, case, turn.now)))
    names = [
        turn.network.referent_by_id[slot.taken_by].name.in_(locale)
        for slot in case.slots.values()
        if slot.held and slot.taken_by in turn.network.referent_by_id
    ]
    if names:
        told.append(phrase("data.seen", names=tuple(names)))
    until = kept_until(case.submitted_at, turn.network.identity.privacy_months)
    told.append(phrase("data.until", date=far_day(locale, turn.day(until))))
    return told


async def _as_json(turn: Turn, case: Case) -> dict[str, Any]:
    return {
        "reference": case.reference,
        "sent_at": case.submitted_at.isoformat(),
        "discretion": case.discretion,
        "goes_on_for": [reference for _, reference in await duplicates.merged_into(turn.here, case.id)],
        "answers": dict(case.answers),
        "slots": [
            {"role": s.role, "status": s.status, "proposed": s.referent, "taken_by": s.taken_by, "taken_at": s.taken_at}
            for s in case.slots.values()
        ],
        "closed_at": case.closed_at.isoformat() if case.closed_at else None,
        "outcome": case.outcome,
        "outcome_reason": case.outcome_reason,
        "paused_until": case.paused_until.isoformat() if case.paused_until else None,
        "settled": dict(case.settled),
        "survey": await surveys.of_case(turn.here, case.id),
        "notes": [
            {"at": note.at.isoformat(), "by": note.author, "text": note.text}
            for note in await notes.of_case(turn.here, case.id)
        ],
        "messages": [
            {"at": one.at.isoformat(), "by": one.author, **asdict(one.content)}
            for one in await letters.of_case(turn.here, case.id)
        ],
        "acts": [
            {"at": act.at.isoformat(), "kind": act.kind, "actor": act.actor, "slot": act.role}
            for act in await acts_of(turn.here, case.id)
        ],
    }


# --- erasing ----------------------------------------------------------------------------------------------------------


async def ask(turn: Turn, chat_id: int, locale: str, _argument: str) -> None:
    """The first press: say what would go. Whoever follows cases of others hands them over first."""
    if turn.referent_of(chat_id) is not None:
        await turn.say(chat_id, phrase("delete.referent", phone=turn.network.identity.contact.phone), locale=locale)
        return
    if not await _anything(turn, chat_id):
        await turn.say(chat_id, phrase("delete.none"), locale=locale)
        return
    asked: list[Paragraph] = [phrase("delete.ask")]
    if await _followed(turn, chat_id):
        asked.append(phrase("delete.ask.followed"))
    rows = [[ERASE.button("delete.yes", turn.row.id)], [ERASE.button("delete.no", "no")]]
    await turn.show(chat_id, Screen(asked, rows, locale), f"delete:{chat_id}")


async def _followed(turn: Turn, chat_id: int) -> bool:
    for reference in await members.references_of(turn.here, chat_id):
        case = await cases.get(turn.here, reference)
        if any(slot.held for slot in case.slots.values()):
            return True
    return False


async def _anything(turn: Turn, chat_id: int) -> bool:
    held = await privacy.held(turn.here, chat_id)
    references = await members.references_of(turn.here, chat_id)
    return bool(references or held["drafts"] or held["calls_asked"] or held["first_seen_at"])


async def decide(turn: Turn, chat_id: int, answer: int | str) -> None:
    """The press on one of the two buttons; the yes is asked once more, in other words, before anything goes."""
    locale = await turn.locale_of(chat_id)
    if answer != "no" and turn.referent_of(chat_id) is not None:  # they were asked before they became one
        turn.toast = toast(locale, phrase("delete.referent", phone=turn.network.identity.contact.phone))
    elif answer == "no":
        await turn.edit(chat_id, Screen([phrase("delete.kept")], locale=locale), f"delete:{chat_id}")
    elif answer == "sure":
        await erase(turn, chat_id, locale)
    else:
        rows = [[ERASE.button("delete.yes_sure", "sure")], [ERASE.button("delete.no", "no")]]
        await turn.edit(chat_id, Screen([phrase("delete.sure")], rows, locale), f"delete:{chat_id}")


async def erase(turn: Turn, chat_id: int, locale: str) -> None:
    """Erase everything of a person. What stands in chats is deleted where it may be, and blanked where it may be."""
    if not await _anything(turn, chat_id):
        turn.toast = toast(locale, phrase("press.over"))
        return
    own = [await cases.get(turn.here, reference) for reference in await duplicates.sent_by(turn.here, chat_id)]
    gone: list[Sent] = []
    for call in await call_requests.of_person(turn.here, chat_id):
        gone += await _about(turn, f"call:{call}")
    for case in own:
        gone += await _erase_case(turn, case, "delete.told", "delete.adult", leaving=chat_id)
    for reference, number in await letters.written_by(turn.here, chat_id):
        gone += await _about(turn, f"{KIND}:{reference}:{number}")
    gone += await privacy.erase_person(turn.here, chat_id)
    await _forget(turn, gone, {chat_id: locale})
    phone = turn.network.identity.contact.phone
    await turn.say(chat_id, phrase("delete.done", phone=phone), locale=locale)


async def keep(turn: Turn, sent: CaseSent) -> None:
    """A case was sent: it is kept as long as its person was told."""
    until = kept_until(turn.now, turn.network.identity.privacy_months)
    expects = {"reference": sent.case.reference, "by": until.isoformat()}
    await due.schedule(turn.here, OLD, sent.case.lane, until, expects)


async def case_is_old(turn: Turn, expects: Mapping[str, Any]) -> None:
    """The date came by which a case is erased, as its person was told when they sent it."""
    case = await cases.load(turn.here, expects["reference"])
    if case is not None and case.merged_into is None:  # else the date of the case that goes on for it counts
        await _forget(turn, await _erase_case(turn, case, "delete.old", "delete.old"), {})


async def erase_case(turn: Turn, case: Case) -> None:
    """Erase the case of somebody who has no account to do it with."""
    await _forget(turn, await _erase_case(turn, case, "delete.told", "delete.adult"), {})


async def _erase_case(turn: Turn, case: Case, told: str, told_adults: str, leaving: int | None = None) -> list[Sent]:
    """Erase a case and tell whoever is concerned: who follows it, and its adults but `leaving`. Gives what still stands
    of it in chats.
    """
    merged = [reference for _, reference in await duplicates.merged_into(turn.here, case.id)]
    gone = [sent for reference in (case.reference, *merged) for sent in await _about(turn, reference)]
    for adult in await members.members_of(turn.here, case.id):
        if adult != leaving:
            gone += await _let_go(turn, case, adult, told_adults, merged)
    for account in {turn.accounts.get(slot.taken_by or "") for slot in case.slots.values()}:
        if account is not None:  # a note that somebody was writing about it
            await forms.drop(turn, account, case.reference)
    await _tell_of(turn, case, told)
    await privacy.erase_case(turn.here, case.id, case.reference)
    return gone


async def _forget(turn: Turn, gone: list[Sent], locales: Mapping[int, str]) -> None:
    """Wipe messages from chats, and have the database's files forget what was erased."""
    await sent_messages.forget_messages(turn.connection, gone)
    for message in {(m.chat_id, m.message_id): m for m in gone}.values():
        await _wipe(turn, message, locales.get(message.chat_id) or await turn.locale_of(message.chat_id))
    await once.mark(turn.connection, once.SCRUB, turn.now)
    turn.afterwards.append(turn.runtime.erased)


async def _about(turn: Turn, what: str) -> list[Sent]:
    """Our messages about a case or a call in every chat. What still waits to be sent there is dropped."""
    return await privacy.forget_about(turn.here, what)


async def _let_go(turn: Turn, case: Case, adult: int, told: str, merged: Sequence[str]) -> list[Sent]:
    """The other adult of a case: what they were changing or adding there ends, and they are told. Gives what their
    chat shows of the case besides the messages that name it.
    """
    busy = [await forms.drop(turn, adult, reference) for reference in (case.reference, *merged)][-1]
    await turn.say(adult, phrase(told, reference=case.reference))
    shown = await sent_messages.messages_in(turn.connection, adult)
    return [message for message in shown if message.name.startswith("data:" if busy else ("data:", "question:"))]


async def _tell_of(turn: Turn, case: Case, told: str) -> None:
    readers = {*holders(turn, case), *turn.coordinators()}
    await turn.say(sorted(readers), phrase(told, reference=case.reference), locale=PARTNER_LOCALE)


async def _wipe(turn: Turn, message: Sent, locale: str) -> None:
    now: datetime = turn.runtime.real_now()
    if now - message.sent_at < DELETABLE:
        await turn.call(message.chat_id, "deleteMessage", {"message_id": message.message_id})
        return
    words, it = [phrase("erased.message")], {"message_id": message.message_id}
    if brings_file(message.name):  # the words under a file may still be changed, the file itself not
        await turn.call(message.chat_id, "editMessageCaption", {**caption(locale, words), **it})
        return
    await turn.call(message.chat_id, "editMessageText", {**payloads(Screen(words), locale)[0], **it})

"""/mes_donnees and /supprimer: everything that is held of a person, shown to them; and everything erased."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from conversations.engine import reading_out
from conversations.engine.state import State
from conversations.words.contacts import for_reading
from conversations.words.dates import span
from conversations.words.filed import counted
from handlers.cases.status_lines import states
from handlers.privacy import looks, offered_and_asked, wiping
from handlers.privacy.verbs import ERASE
from handlers.profile import shown as to_funders
from handlers.slots.record import letters_line
from handlers.turn import forms
from handlers.turn.audience import holders
from handlers.turn.events import CaseSent, Erasing
from handlers.turn.screen import Paragraph, Screen, far_day, labelled, plain
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network import privacy as privacy_words
from network import sources
from network.calendar import kept_until
from network.phrase import Phrase, phrase
from storage import cases, conversations, duplicates, exchanges, letters, listings, members, owners, privacy, resources
from storage.cases import Case
from storage.conversations import ConflictError
from storage.durable import asking, due, once, sent_messages
from storage.durable.sent_messages import FILE, Sent
from storage.engine import erased
from storage.engine.columns import Whose

OLD = "case:old"

# --- what is held -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Held:
    """What is held of somebody, by table, and of each of their cases: the case, how many letters and files there are,
    until when it is kept if nothing more is said, and what is held of it by table; and of offers.
    """

    of_person: dict[str, list[privacy.Row]]
    of_cases: list[tuple[Case, tuple[int, int], datetime, dict[str, Any]]]
    offers: offered_and_asked.Theirs


async def held(turn: Turn, account: int, _argument: str) -> Held:
    """All of it."""
    references = await members.references_of(turn.here, account)
    mine = [await cases.look_up(turn.here, reference) for reference in references]
    of_cases = [
        (case, await letters.count(turn.here, case.id), await _until(turn, case), await _as_json(turn, case))
        for case in mine
        if case is not None
    ]
    theirs = await offered_and_asked.of(turn, account, references)
    return Held(await _held(turn, account), of_cases, theirs)


async def show(turn: Turn, chat_id: int, locale: str, _argument: str, everything: Held) -> None:
    """All of it, readable, and as a JSON file for another service: by table, under the names of the columns.

    Raises ConflictError where a case is another by now, or none: it may be on its way to being erased.
    """
    held, mine = everything.of_person, [case for case, *_ in everything.of_cases]
    if [await cases.load(turn.here, case.reference) for case in mine] != mine:
        raise ConflictError(chat_id)
    paragraphs: list[Paragraph] = [phrase("data.title"), _account(turn, held, chat_id, locale)]
    paragraphs += [_draft(turn, draft) for draft in _drafts(held) if draft.flow in turn.runtime.flows]
    calls = held.get("call_request", [])
    paragraphs += [phrase("data.call", phone=for_reading(call["phone"])) for call in calls if call["phone"]]
    paragraphs += [phrase("data.call.mail", email=call["email"]) for call in calls if call["email"]]
    paragraphs += [phrase("data.call.words", words=call["words"]) for call in calls if call["words"]]
    paragraphs += offered_and_asked.lines(turn, everything.offers)
    paragraphs += [phrase("data.resource", name=one["name"], what=one["what"]) for one in held.get("resource", [])]
    paragraphs += [
        phrase("data.absence", days=span(absence["first"], absence["last"], locale))
        for absence in held.get("absence", [])
    ]
    for case, written, until, of_case in everything.of_cases:
        paragraphs += _readable(turn, case, until, locale)
        paragraphs += to_funders.lines(turn, of_case)
        paragraphs += letters_line(*written)
    await turn.say(chat_id, *paragraphs, locale=locale, name=f"data:{chat_id}:{turn.row.id}")
    await to_funders.offer(turn, chat_id, locale, mine)
    document = {"telegram_id": chat_id, **held, "cases": [of_case for *_, of_case in everything.of_cases]}
    document |= offered_and_asked.as_json(everything.offers)
    content = json.dumps(document, ensure_ascii=False, indent=1, default=str)
    words = plain(locale, phrase("data.file"))
    file = {"document": {"filename": "mes-donnees.json", "content": content}, "caption": words}
    await turn.call(chat_id, "sendDocument", file, f"data:{chat_id}:{turn.row.id}{FILE}")
    merged = [id_ for case in mine for id_, _ in await duplicates.merged_into(turn.here, case.id)]
    for one in await letters.brought_by_mail(turn.here, [*(case.id for case in mine), *merged]):
        kept = {"document": {"attachment": one.id, "filename": one.content.called}}
        await turn.call(chat_id, "sendDocument", kept, f"data:{chat_id}:{turn.row.id}:{one.id}{FILE}")


async def _held(turn: Turn, telegram_id: int) -> dict[str, list[privacy.Row]]:
    """What is held of somebody outside their cases, by table: as a person, and as whoever they work as."""
    referent = turn.referent_of(telegram_id)
    at_work = {} if referent is None else await privacy.held(turn.here, Whose.PARTNER, {str: referent.id})
    return {**await privacy.held(turn.here, Whose.PERSON, {int: telegram_id}), **at_work}


def _drafts(held: Mapping[str, list[privacy.Row]]) -> list[State]:
    return [State.from_json(raw) for row in held.get("conversation", []) for raw in row["stack"]]


def _draft(turn: Turn, draft: State) -> Paragraph:
    answers = {step: answer.value for step, answer in draft.answers.items()}
    lines = reading_out.lines(turn.runtime.flows[draft.flow], answers, turn.knowledge)
    files = counted(file["kind"] for file in draft.files)
    return (phrase("data.draft"), *labelled(lines), *([files] if files else []))


def _account(turn: Turn, held: Mapping[str, list[privacy.Row]], telegram_id: int, locale: str) -> Paragraph:
    [person] = held.get("person") or [{"locale": locale, "source": None}]
    account = phrase("data.account", number=str(telegram_id), language=phrase(f"language.{person['locale']}"))
    source = sources.named(turn.network, person["source"] or "")
    return account if source is None else (account, phrase("data.source", source=source))


def _readable(turn: Turn, case: Case, until: datetime, locale: str) -> list[Paragraph]:
    told: list[Paragraph] = [phrase("data.case", reference=case.reference, date=turn.day(case.submitted_at))]
    for name, flow in turn.runtime.flows.items():
        answers = case.answers if name == "intake" else case.answers.get(name)
        lines = reading_out.lines(flow, answers, turn.knowledge) if answers else []
        if lines:
            told.append(labelled(lines))
    told.append(tuple(states(turn.network, case, turn.now)))
    names = [
        turn.network.referent_by_id[slot.taken_by].name.in_(locale)
        for slot in case.slots.values()
        if slot.held and slot.taken_by in turn.network.referent_by_id
    ]
    if names:
        told.append(phrase("data.seen", names=tuple(names)))
    kept = privacy_words.kept(turn.network.identity)
    told.append(phrase("data.until", kept=kept, date=far_day(locale, turn.day(until))))
    return told


async def _until(turn: Turn, case: Case) -> datetime:
    """When a case is erased if nothing more is said about it, or about one that it goes on for."""
    merged = await duplicates.merged_into(turn.here, case.id)
    spoken = await exchanges.last(turn.here, [case.id, *(id_ for id_, _ in merged)], case.submitted_at)
    return kept_until(spoken, turn.network.identity.privacy_months)


async def _as_json(turn: Turn, case: Case) -> dict[str, Any]:
    """A case, by table, with those that it goes on for."""
    merged = await duplicates.merged_into(turn.here, case.id)
    every = [(case.id, case.reference), *merged]
    held = [await privacy.held(turn.here, Whose.CASE, {int: id_, str: reference}) for id_, reference in every]
    return {**held[0], **({"goes_on_for": held[1:]} if merged else {})}


# --- erasing ----------------------------------------------------------------------------------------------------------


async def ask(turn: Turn, chat_id: int, locale: str, _argument: str) -> None:
    """The first press: say what would go. Whoever follows cases of others, or coordinates, hands over first."""
    if turn.referent_of(chat_id) is not None:
        await turn.say(chat_id, phrase("delete.referent", phone=turn.network.identity.contact.phone), locale=locale)
        return
    if turn.coordinates(chat_id):
        await turn.say(chat_id, phrase("delete.coordinator"), locale=locale)
        return
    if not await _anything(turn, chat_id):
        await turn.say(chat_id, phrase("delete.none"), locale=locale)
        return
    asked: list[Paragraph] = [phrase("delete.ask")]
    if await _followed(turn, chat_id):
        asked.append(phrase("delete.ask.followed"))
    rows = [[ERASE.button("delete.yes", turn.row.id)], [ERASE.button("delete.no", "no")]]
    await asking.ask(turn.connection, chat_id, name_of(chat_id), turn.now)
    await turn.show(chat_id, Screen(asked, rows, locale), name_of(chat_id))


def name_of(chat_id: int) -> str:
    """The logical name of the question whether everything is erased."""
    return f"delete:{chat_id}"


async def typed(turn: Turn, chat_id: int, *, yes: bool) -> None:
    """A typed no keeps everything; a typed yes erases nothing by itself, and is asked once more, with the buttons."""
    locale = await turn.locale_of(chat_id)
    if not yes:
        await asking.over(turn.connection, name_of(chat_id))
        await turn.say(chat_id, phrase("delete.kept"), locale=locale)
    elif turn.referent_of(chat_id) is not None or turn.coordinates(chat_id):
        await ask(turn, chat_id, locale, "")
    else:
        await turn.show(chat_id, _sure(locale, phrase("delete.tap")), name_of(chat_id))


def _sure(locale: str, *more: Phrase) -> Screen:
    rows = [[ERASE.button("delete.yes_sure", "sure")], [ERASE.button("delete.no", "no")]]
    return Screen([phrase("delete.sure"), *more], rows, locale)


async def _followed(turn: Turn, chat_id: int) -> bool:
    for reference in await members.references_of(turn.here, chat_id):
        case = await cases.get(turn.here, reference)
        if any(slot.held for slot in case.slots.values()):
            return True
    return False


async def _anything(turn: Turn, chat_id: int) -> bool:
    held = await privacy.held(turn.here, Whose.PERSON, {int: chat_id})
    return bool(held or await members.references_of(turn.here, chat_id))


async def decide(turn: Turn, chat_id: int, answer: int | str) -> None:
    """The press on one of the two buttons; the yes is asked once more, in other words, before anything goes."""
    locale = await turn.locale_of(chat_id)
    if answer != "no" and turn.referent_of(chat_id) is not None:  # they were asked before they became one
        turn.answer(phrase("delete.referent", phone=turn.network.identity.contact.phone), locale)
    elif answer != "no" and turn.coordinates(chat_id):
        turn.answer(phrase("delete.coordinator"), locale)
    elif answer == "no":
        await asking.over(turn.connection, name_of(chat_id))
        await turn.edit(chat_id, Screen([phrase("delete.kept")], locale=locale), name_of(chat_id))
    elif answer == "sure":
        await erase(turn, chat_id, locale)
    else:
        await turn.edit(chat_id, _sure(locale), name_of(chat_id))


async def erase(turn: Turn, chat_id: int, locale: str) -> None:
    """Erase everything of a person. What stands in chats goes where it may; nothing is kept of where."""
    if not await _anything(turn, chat_id):
        turn.answer(phrase("press.over"), locale)
        return
    told, spoke = await offered_and_asked.who_hear(turn, chat_id), await offered_and_asked.speaks(turn, chat_id)
    own = [await cases.get(turn.here, reference) for reference in await duplicates.sent_by(turn.here, chat_id)]
    gone: list[Sent] = []
    for case in own:
        gone += await _erase_case(turn, case, "delete.told", "delete.adult", leaving=chat_id)
    for one in await resources.of_account(turn.here, chat_id):
        await turn.erased(erased.resource(turn.here.network_id, one.id))
    await turn.happened(Erasing(offers=bool(await owners.of_person(turn.here, chat_id)), account=chat_id))
    gone += await privacy.erase_person(turn.here, chat_id)
    await looks.forget(turn, chat_id)
    await turn.erased(erased.person(chat_id))
    await _forget(turn, gone, {chat_id: locale})
    await offered_and_asked.gone(turn, chat_id, told, spoke=spoke)
    phone = turn.network.identity.contact.phone
    await turn.show(chat_id, Screen([phrase("delete.done", phone=phone)], locale=locale, fleeting=True))


async def keep(turn: Turn, sent: CaseSent) -> None:
    """A case was sent: it is kept as long as its person was told."""
    await _keep_until(turn, sent.case, kept_until(turn.now, turn.network.identity.privacy_months))


async def keep_each(turn: Turn, until: Iterable[tuple[str, datetime]]) -> None:
    """Cases that have no person yet, each with the moment until which it is kept."""
    dates = [(at, {"reference": reference, "by": at.isoformat()}) for reference, at in until]
    await due.schedule_each(turn.here, OLD, 0, dates)


async def _keep_until(turn: Turn, case: Case, until: datetime) -> None:
    expects = {"reference": case.reference, "by": until.isoformat()}
    await due.schedule(turn.here, OLD, case.lane, until, expects)


async def case_is_old(turn: Turn, expects: Mapping[str, Any]) -> None:
    """The date came by which a case is erased, unless there was an exchange since: then it counts from that one."""
    case = await cases.load(turn.here, expects["reference"])
    if case is None or case.merged_into is not None:  # the date of the case that goes on for it counts
        return
    if (until := await _until(turn, case)) > turn.now:
        await _keep_until(turn, case, until)
    else:
        await _forget(turn, await _erase_case(turn, case, "delete.old", "delete.old"), {})


async def erase_case(turn: Turn, case: Case) -> None:
    """Erase the case of somebody who has no account to do it with."""
    await _forget(turn, await _erase_case(turn, case, "delete.told", "delete.adult"), {})


async def erase_quietly(turn: Turn, case: Case) -> None:
    """Erase the case of somebody who has no account, of which the coordination hears in other words; whoever follows it
    hears that it is gone.
    """
    followers = [one for one in holders(turn, case) if not turn.coordinates(one)]
    await _forget(turn, await _erase_case(turn, case, "", "delete.adult"), {})
    await turn.say(followers, phrase("delete.adult", reference=case.reference), locale=PARTNER_LOCALE)


async def _erase_case(turn: Turn, case: Case, told: str, told_adults: str, leaving: int | None = None) -> list[Sent]:
    """Erase a case and tell whoever is concerned: who follows it, where `told` says how, and its adults but `leaving`.
    Gives what still stands of it in chats.
    """
    before = await duplicates.merged_into(turn.here, case.id)
    merged = [reference for _, reference in before]
    ids = (case.id, *(id_ for id_, _ in before))
    await turn.happened(Erasing(ids))
    gone = [sent for id_ in ids for sent in await listings.forget(turn.here, id_)]
    for reference in (case.reference, *merged):
        gone += await privacy.forget_about(turn.here, reference)
        await wiping.unsend(turn, reference)
        await turn.erased(erased.case(turn.here.network_id, reference))
    for adult in await members.members_of(turn.here, case.id):
        if adult != leaving:
            gone += await _let_go(turn, case, adult, told_adults, merged)
    at_work = {*turn.accounts.values(), *turn.coordinators()}
    for reference in (case.reference, *merged):
        for account in await conversations.writing_about(turn.here, at_work, reference):
            await forms.drop(turn, account, reference)
    if told:
        await _tell_of(turn, case, told)
    await privacy.erase_case(turn.here, case.id, turn.network.identity.timezone)
    return gone


async def _forget(turn: Turn, gone: list[Sent], locales: Mapping[int, str]) -> None:
    """Wipe messages from chats, and have the database's files forget what was erased."""
    await wiping.wipe(turn, gone, locales)
    await once.mark_again(turn.connection, once.SCRUB, turn.now)


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

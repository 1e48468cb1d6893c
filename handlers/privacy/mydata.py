"""/mes_donnees: everything that is held of a person, shown to them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from conversations.engine import reading_out
from conversations.engine.state import State
from conversations.words.contacts import for_reading
from conversations.words.dates import span
from conversations.words.filed import counted
from handlers.cases.status_lines import states
from handlers.privacy import erasing, offered_and_asked
from handlers.profile import shown as to_funders
from handlers.slots.record import letters_line
from handlers.turn.screen import Paragraph, far_day, labelled, plain
from handlers.turn.turn import Turn
from network import privacy as privacy_words
from network import sources
from network.phrase import phrase
from storage import cases, duplicates, letters, members, privacy
from storage.cases import Case
from storage.conversations import ConflictError
from storage.durable.sent_messages import FILE
from storage.engine.columns import Whose


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
        (case, await letters.count(turn.here, case.id), await erasing.until(turn, case), await _as_json(turn, case))
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


async def _as_json(turn: Turn, case: Case) -> dict[str, Any]:
    """A case, by table, with those that it goes on for."""
    merged = await duplicates.merged_into(turn.here, case.id)
    every = [(case.id, case.reference), *merged]
    held = [await privacy.held(turn.here, Whose.CASE, {int: id_, str: reference}) for id_, reference in every]
    return {**held[0], **({"goes_on_for": held[1:]} if merged else {})}

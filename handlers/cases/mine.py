"""/monprojet and /completer: a person looks at what they sent, changes it, adds to it, shares it with another adult."""

from __future__ import annotations

from datetime import timedelta

from conversations.engine import reading_out
from conversations.engine.events import Commanded
from conversations.engine.flow import COMPLETING
from handlers.cases import verbs
from handlers.cases.change import tell_takers
from handlers.cases.status_lines import states
from handlers.elsewhere.verbs import HIDE
from handlers.followup.verbs import AGAIN, NOT_YET, WHERE
from handlers.letters.verbs import MESSAGE
from handlers.matches.verbs import ALL as OFFERS
from handlers.turn import forms
from handlers.turn.events import CameIn, ProjectShown
from handlers.turn.screen import Paragraph, Rows, Screen, labelled
from handlers.turn.turn import Turn
from network.phrase import Phrase, phrase
from network.slots import knows_who, promised_contact
from storage import cases, conversations, matches, members, people
from storage.acts import note_act
from storage.cases import Case
from storage.durable import due, once

ADULT = "adulte-"
"""How the payload of a link begins by which a second adult joins a case."""

MOST_ADULTS = 2
MOST_CORRECTED = 3
"""Of one’s own cases, the newest, that are offered for correction."""


async def show(turn: Turn, chat_id: int, locale: str, _argument: str = "") -> None:
    """Every case of a person: what they told, where each slot stands, and what they can do."""
    references = await members.references_of(turn.here, chat_id)
    if not references:
        await nothing_sent(turn, chat_id, locale)
    for reference in references:
        case = await cases.get(turn.here, reference)
        lines = reading_out.lines(turn.runtime.flows["intake"], case.answers, turn.knowledge)
        told = labelled(lines)
        added = _modules(turn, case)
        where = tuple(states(turn.network, case, turn.now))
        said: list[Paragraph] = [phrase("project.title", reference=reference), told, *added, where]
        await turn.show(chat_id, Screen(said, await _rows(turn, case), locale), f"mycase:{reference}")
    await turn.happened(ProjectShown(chat_id, locale))


async def press(turn: Turn, telegram_id: int) -> None:
    """[Mon projet], under what a person is told when they come back."""
    await show(turn, telegram_id, await turn.locale_of(telegram_id))


async def begin(turn: Turn, telegram_id: int, flow: str) -> None:
    """[Un autre projet], or a wish to be called."""
    await forms.begin(turn, telegram_id, await turn.locale_of(telegram_id), flow, pressed=True)


async def nothing_sent(turn: Turn, chat_id: int, locale: str) -> None:
    """No case yet: a draft is come back to; a referent is told what is theirs."""
    if (await conversations.load(turn.here, chat_id)).active is not None:
        await turn.say(chat_id, phrase("project.draft"), locale=locale)
        await forms.talk(turn, chat_id, locale, Commanded("debut"))
    elif turn.referent_of(chat_id) is not None:
        await turn.say(chat_id, phrase("help.referent", phone=turn.network.identity.contact.phone), locale=locale)
    else:
        await turn.say(chat_id, phrase("project.none"), locale=locale)


ONCE_IN = timedelta(days=1)
"""How long nobody is told again that a changed message changes nothing."""


async def edited_too_late(turn: Turn, chat_id: int, *, writing: bool) -> None:
    """Somebody changed a message that is no letter, nor an answer of the form under way, where they are `writing` in
    one: what was made of it stays.
    """
    at_work = turn.referent_of(chat_id) is not None or turn.coordinates(chat_id)
    references = [] if at_work else await members.references_of(turn.here, chat_id)
    if not (at_work or references or writing):  # nothing of it is kept
        return
    if not await once.mark_within(turn.connection, f"press:{chat_id}:edited", turn.now, ONCE_IN, chat_id):
        return
    key = "edited.partner" if at_work else "edited.sent" if references else "edited.form"
    rows = []
    for reference in references[-MOST_CORRECTED:]:
        label = "project.correct" if len(references) == 1 else "edited.correct"
        rows.append([verbs.AMEND.button(label, reference, reference=reference)])
    await turn.show(chat_id, Screen([phrase(key)], rows))


def _modules(turn: Turn, case: Case) -> list[tuple[Phrase, ...]]:
    """What was added, module by module, where anything was."""
    added = []
    for name, flow in turn.runtime.flows.items():
        if name.startswith(COMPLETING) and case.answers.get(name):
            lines = reading_out.lines(flow, case.answers[name], turn.knowledge)
            added.append(labelled(lines))
    return added


async def _rows(turn: Turn, case: Case) -> Rows:
    reference, another = case.reference, [verbs.BEGIN.button("project.another", "intake")]
    if case.silent:
        return [[MESSAGE.button("project.write", reference)], another]
    if case.closed_at is not None:
        return [[AGAIN.button("person.reopen", reference)], another]
    resume = [[WHERE.button("person.where.resume", reference, "going")]] if case.rests(turn.now) else []
    came = (by := promised_contact(case.slots.values())) is not None and by <= turn.now
    late = [[NOT_YET.button("project.not_contacted", reference, "no")]] if came else []
    shown = [[HIDE.button("elsewhere.hide", reference)]] if case.project.elsewhere else []
    free = knows_who(case.slots.values()) and await matches.count(turn.here, case.id) != 0
    offers = [[OFFERS.button("matches.button.mine", reference, 0)]] if free else []
    return [
        *resume,
        *offers,
        [verbs.AMEND.button("project.correct", reference)],
        [verbs.COMPLETE.button("project.complete", reference)],
        [MESSAGE.button("project.write", reference)],
        *late,
        *shown,
        [verbs.ADULT.button("project.second_adult", reference)],
        another,
    ]


async def complete(turn: Turn, chat_id: int, locale: str, _argument: str) -> None:
    """/completer: the newest case."""
    references = await members.references_of(turn.here, chat_id)
    if references:
        await _show_modules(turn, chat_id, locale, references[-1])
    else:
        await nothing_sent(turn, chat_id, locale)


async def press_complete(turn: Turn, telegram_id: int, case: Case) -> None:
    """[Compléter], under a case."""
    locale = await turn.locale_of(telegram_id)
    if _open(turn, locale, case):
        await _show_modules(turn, telegram_id, locale, case.reference)


async def _show_modules(turn: Turn, chat_id: int, locale: str, chosen: str) -> None:
    """The menu of what can be added to a case."""
    rows = [
        [verbs.MODULE.button(f"module.{reading_out.module(name)}.title", chosen, name)]
        for name in turn.runtime.flows
        if name.startswith(COMPLETING)
    ]
    await turn.show(chat_id, Screen([phrase("complete.menu")], rows, locale), f"modules:{chosen}")


async def module(turn: Turn, chat_id: int, case: Case, flow: str) -> None:
    """Begin a module of a case."""
    locale = await turn.locale_of(chat_id)
    if _open(turn, locale, case):
        await forms.begin(turn, chat_id, locale, flow, case.reference, pressed=True)


async def amend(turn: Turn, chat_id: int, case: Case) -> None:
    """Open what was sent at its recap, to be corrected."""
    locale = await turn.locale_of(chat_id)
    if _open(turn, locale, case):
        flow = turn.runtime.flows["intake"]
        answers = {step: value for step, value in case.answers.items() if step in flow.step_by_id}
        answers["discretion"] = {"choice": case.discretion, "version": "1"}
        await forms.begin(turn, chat_id, locale, "intake", case.reference, answers, pressed=True)


def _open(turn: Turn, locale: str, case: Case) -> bool:
    """Whether a case may still be changed: a closed one is opened again first, a silent one let out."""
    if case.closed_at is not None or case.silent:
        turn.answer(phrase("project.silent" if case.silent else "project.closed"), locale)
    return case.closed_at is None and not case.silent


# --- a second adult ---------------------------------------------------------------------------------------------------


async def invite_adult(turn: Turn, chat_id: int, case: Case) -> None:
    """Give the person a one-use link for the other adult."""
    locale = await turn.locale_of(chat_id)
    if not _open(turn, locale, case):
        return
    if len(await members.members_of(turn.here, case.id)) >= MOST_ADULTS:
        await turn.say(chat_id, phrase("adult.full"), locale=locale)
        return
    token = await members.invite(turn.here, case.id, turn.now)
    link = f"https://t.me/{turn.runtime.bot_username}?start={ADULT}{token}"
    await turn.say(chat_id, phrase("adult.link", link=link), locale=locale)


async def join(turn: Turn, telegram_id: int, locale: str, token: str) -> None:
    """The other adult follows the link."""
    person = await people.meet(turn.here, telegram_id, locale, turn.now)
    known = await members.case_of(turn.here, token)
    if known is not None and await members.belongs(turn.here, known, telegram_id):
        case = await cases.get(turn.here, known)
        key = "adult.own" if case.person_id == telegram_id else "adult.already"
        await turn.say(telegram_id, phrase(key), locale=person.locale)
        return
    reference = await members.join(turn.here, token, telegram_id, turn.now)
    if reference is None:
        await turn.say(telegram_id, phrase("adult.used"), locale=person.locale)
        return
    case = await cases.get(turn.here, reference)
    if case.person_id == telegram_id:
        await _adopted(turn, case, telegram_id, person.locale)
        return
    await note_act(turn.here, case.id, "adult_joined", "person", turn.now)
    await turn.say(telegram_id, phrase("adult.joined", reference=reference), locale=person.locale)
    await turn.happened(CameIn(telegram_id, person.locale, "adult"))
    await turn.say(case.lane, phrase("adult.told", reference=reference))
    await tell_takers(turn, case, phrase("adult.referents", reference=reference))


async def _adopted(turn: Turn, case: Case, telegram_id: int, locale: str) -> None:
    """Somebody met at a counter follows their case themselves from now on: where it stands, and what they can do."""
    await note_act(turn.here, case.id, "adopted", "person", turn.now)
    await due.take_over(turn.here, case.reference, telegram_id)
    where = tuple(states(turn.network, case, turn.now))
    said: list[Paragraph] = [phrase("counter.adopted", reference=case.reference), where]
    await turn.show(telegram_id, Screen(said, await _rows(turn, case), locale), f"mycase:{case.reference}")
    await turn.happened(CameIn(telegram_id, locale, "again"))
    await tell_takers(turn, case, phrase("counter.adopted.told", reference=case.reference))

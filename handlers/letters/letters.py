"""Letters: a person and those who follow them write to each other through the bot; neither sees the other's account.

Whoever belongs to a case writes to those who follow it; whoever works on it writes to its people. Every letter is kept
on the case. Who received it is told to its author, and so is that nobody did.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from conversations.engine.effects import Submit
from handlers.letters import attachments, envelopes
from handlers.letters.envelopes import SAID, deliver, followers, name_of, partners
from handlers.slots import record
from handlers.turn.audience import can_be_written_to, tell_person
from handlers.turn.rights import works_on
from handlers.turn.screen import Paragraph, Screen, verbatim
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import Phrase, phrase
from storage import cases, letters, members
from storage.cases import Case
from storage.durable import mail_acts, once, outbox
from storage.letters import PERSON, Content, Letter

MESSAGE, ANSWER = "message", "answer"
"""The flows in which a person, and somebody who follows a case, write one."""
MOST = 10
MINUTE = timedelta(minutes=1)
"""Letters that somebody may send in a minute; an album is one."""


async def hand_in(turn: Turn, telegram_id: int, locale: str, form: Submit) -> None:
    """A letter that was written in its flow, or the rest of one that is too long for a message."""
    content = Content(**form.answers["letter"])
    before = await letters.from_message(turn.here, telegram_id, form.goes_on) if form.goes_on else None
    if before is not None:
        if not await too_many(turn, telegram_id):
            await join(turn, before, content, turn.caller.message_id)
        return
    await write(turn, telegram_id, locale, form.about, content, turn.caller.message_id)


async def write(
    turn: Turn,
    telegram_id: int,
    locale: str,
    reference: str,
    content: Content,
    message_id: int,
    answers: int | None = None,
) -> None:
    """Somebody writes about a case: to those who follow it, or to its people."""
    case = await cases.load(turn.here, reference)
    if case is None:
        await turn.say(telegram_id, phrase("case.not_yours"), locale=locale)
    elif await too_many(turn, telegram_id):
        return
    elif telegram_id in await members.members_of(turn.here, case.id):
        await _from_person(turn, telegram_id, locale, case, content, message_id, answers)
    elif works_on(turn, telegram_id, case):
        await _from_partner(turn, telegram_id, case, content, message_id, answers)
    else:
        await turn.say(telegram_id, phrase("letter.not_yours", reference=reference, **turn.contact))


async def too_many(turn: Turn, telegram_id: int) -> bool:
    """Whether somebody writes more in a minute than anybody can read; they are told once."""
    if await letters.sent_in(turn.here, telegram_id, turn.now, MINUTE) < MOST:
        return False
    if await once.mark_within(turn.connection, f"press:{telegram_id}:letters", turn.now, MINUTE):
        await turn.say(telegram_id, phrase("letter.many"))
    return True


# --- from the person --------------------------------------------------------------------------------------------------


async def _from_person(
    turn: Turn,
    telegram_id: int,
    locale: str,
    case: Case,
    content: Content,
    message_id: int,
    answers: int | None,
) -> None:
    """A picture or a document waits until the person has read, once, which papers do not belong here."""
    waits = attachments.WORD if await attachments.needs_word(turn, telegram_id, case.reference, content) else None
    letter = await letters.add(turn.here, case.id, PERSON, telegram_id, message_id, content, turn.now, answers, waits)
    if waits is not None:
        await attachments.ask_word(turn, telegram_id, locale, case.reference)
        return
    said = await pass_on(turn, case, [letter])
    await turn.say(telegram_id, *said, locale=locale, name=f"{SAID}:{case.reference}:{letter.id}")


async def pass_on(turn: Turn, case: Case, found: Iterable[Letter]) -> list[Paragraph]:
    """Give letters of the person to those who follow the case. Returns what to tell about where they went."""
    receivers = await partners(turn, case)
    for letter in found:
        for account in receivers:
            await deliver(turn, case, letter, account)
    await show_counts(turn, case)
    return await _where_it_went(turn, case, receivers)


async def _where_it_went(turn: Turn, case: Case, receivers: list[int]) -> list[Paragraph]:
    near, far = await followers(turn, case)
    said: list[Paragraph] = []
    if near:
        said.append(phrase("letter.sent", names=tuple(referent.name.phrase() for referent in near.values())))
    team = len(receivers) > len(near)
    names_far = tuple(referent.name.phrase() for referent in far)
    if far and team:
        said.append(phrase("letter.sent.relayed", names=names_far))
    elif far and near:
        said.append(phrase("letter.lost", reference=case.reference, who=names_far, **turn.contact))
    elif team:
        said.append(phrase("letter.sent.team"))
    return said or [phrase("letter.undelivered", **turn.contact)]


async def show_counts(turn: Turn, case: Case) -> None:
    """The records in the chats of those who follow a case say how many letters there are."""
    for role, slot in case.slots.items():
        account = turn.accounts.get(slot.taken_by or "") if slot.held else None
        if account is not None and await turn.was_sent(account, record.name_of(case, role)):
            await record.redraw(turn, case, role, account)


async def join(turn: Turn, first: Letter, content: Content, message_id: int) -> None:
    """A further piece of an album, or of a text, goes where the first one went, or waits with it; that is not told
    again.
    """
    reference = await letters.reference_of(turn.here, first)
    case = await cases.get(turn.here, reference)
    letter = await letters.add(
        turn.here,
        case.id,
        first.author,
        first.sender,
        message_id,
        content,
        turn.now,
        first.answers,
        first.waits_for,
    )
    if letter.waits_for is not None:
        await attachments.show_waiting(turn, letter.sender, letter.waits_for)
    elif letter.of_person:
        await pass_on(turn, case, [letter])
    elif works_on(turn, letter.sender, case):
        await to_people(turn, case, letter)


# --- from those who follow --------------------------------------------------------------------------------------------


async def _from_partner(
    turn: Turn, telegram_id: int, case: Case, content: Content, message_id: int, answers: int | None
) -> None:
    if content.is_file and not await takes_files(turn, case):
        await turn.say(telegram_id, phrase("letter.only_text", reference=case.reference), locale=PARTNER_LOCALE)
        return
    author = turn.actor(telegram_id)
    letter = await letters.add(turn.here, case.id, author, telegram_id, message_id, content, turn.now, answers)
    said = await to_people(turn, case, letter)
    await turn.say(telegram_id, said, locale=PARTNER_LOCALE, name=f"{SAID}:{case.reference}:{letter.id}")
    await show_counts(turn, case)


async def takes_files(turn: Turn, case: Case) -> bool:
    """Whether files reach the people of a case: on Telegram, or by e-mail; nobody reads one out on the telephone."""
    return turn.can_mail(case.project.email or "") or bool(await members.members_of(turn.here, case.id))


async def to_people(turn: Turn, case: Case, letter: Letter) -> Phrase:
    """Give a letter to the people of a case, and to the others who follow it. Returns what to tell its author."""
    for account in await partners(turn, case):
        if account != letter.sender:
            await deliver(turn, case, letter, account)
    people = await members.members_of(turn.here, case.id)
    if not people:
        author, text = record.author_phrase(turn, letter.author), letter.content.text
        head = phrase("letter.to_person", author=author, reference=case.reference)
        brings = Screen([(head, verbatim(text)) if text else head], at_once=True)
        await tell_person(turn, case, envelopes.enclosing(brings, letter) if letter.content.is_file else brings)
        mailed = turn.can_mail(case.project.email or "")
        return phrase("letter.sent.mail" if mailed else "letter.sent.voice", reference=case.reference)
    reached = [adult for adult in people if await can_be_written_to(turn, adult)]
    for adult in reached:
        await deliver(turn, case, letter, adult)
    if not reached:
        return phrase("letter.undelivered.answer", reference=case.reference, **turn.contact)
    return phrase("letter.sent.answer", reference=case.reference)


# --- what was corrected, what did not arrive --------------------------------------------------------------------------


async def edited(turn: Turn, chat_id: int, message_id: int, text: str) -> bool:
    """Somebody corrects their own message: a letter is corrected for whoever received it and may still see it.

    Returns whether it was one.
    """
    letter = await letters.from_message(turn.here, chat_id, message_id)
    if letter is None:
        return False
    reference = await letters.reference_of(turn.here, letter)
    case = await cases.get(turn.here, reference)
    people = await members.members_of(turn.here, case.id)
    if text == letter.content.text:
        return True
    if not (chat_id in people if letter.of_person else works_on(turn, chat_id, case)):
        await turn.say(chat_id, phrase("letter.not_yours", reference=reference, **turn.contact))
        return True
    await letters.correct(turn.here, letter.id, text)
    if letter.waits_for not in (None, letters.KEPT):
        await turn.say(chat_id, phrase("letter.corrected.waiting"))
        return True
    corrected = replace(letter, content=replace(letter.content, text=text))
    name = name_of(reference, letter)
    by_mail = await mail_acts.readers(turn.here, reference, name)
    for receiver in [*await outbox.chats_of(turn.connection, name), *by_mail]:
        if receiver in people or works_on(turn, receiver, case):
            await envelopes.correct(turn, case, corrected, letter.content, receiver)
    name = f"{SAID}:{reference}:{letter.id}"
    await turn.say(chat_id, phrase("letter.corrected"), name=name)
    return True


async def lost(turn: Turn, chat_id: int) -> None:
    """What could not be sent to a chat: whoever wrote it is told, once for each letter."""
    for name in await outbox.given_up(turn.connection, chat_id, envelopes.KIND):
        about = envelopes.parse_name(name)
        letter = await letters.find(turn.here, about[1]) if about is not None else None
        if about is None or letter is None or not letter.sender:
            continue
        key = f"lost:{about[0]}:{letter.id}:{chat_id}"
        who = await _missed(turn, letter, chat_id)
        if who is not None and await once.mark(turn.connection, key, turn.now, chat_id):
            told = phrase("letter.lost", reference=about[0], who=who, **turn.contact)
            await turn.say(letter.sender, told, name=f"{SAID}:{about[0]}:{letter.id}")


async def _missed(turn: Turn, letter: Letter, chat_id: int) -> Phrase | None:
    """Who did not get a letter; None where somebody else got it in their stead, or they only read along."""
    people = await members.members_of(turn.here, letter.case_id)
    if not letter.of_person:
        others = [adult for adult in people if adult != chat_id and await can_be_written_to(turn, adult)]
        return phrase("letter.the_person") if chat_id in people and not others else None
    referent = turn.referent_of(chat_id)
    if chat_id not in turn.coordinators():
        return referent.name.phrase() if referent is not None else None
    others = [one for one in turn.coordinators() if one != chat_id and await can_be_written_to(turn, one)]
    return None if others else phrase("letter.the_team")

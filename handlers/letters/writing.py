"""Writing: where a letter begins: /message, the buttons that open one, and messages that answer another."""

from __future__ import annotations

from dataclasses import replace

from conversations.engine import pieces
from conversations.engine.events import Said
from handlers.cases import mine
from handlers.letters import attachments
from handlers.letters import letters as post
from handlers.letters.envelopes import parse_name
from handlers.letters.verbs import MESSAGE
from handlers.turn import forms
from handlers.turn.events import Heard
from handlers.turn.quiet import dated
from handlers.turn.screen import Screen, in_a_row, verbatim
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import phrase
from storage import cases, conversations, letters, members, people
from storage.cases import Case
from storage.durable import sent_messages


async def command(turn: Turn, chat_id: int, locale: str, _argument: str) -> None:
    """/message: about which case, where there are several."""
    references = await members.references_of(turn.here, chat_id)
    if not references:
        await mine.nothing_sent(turn, chat_id, locale)
    elif len(references) == 1:
        await forms.begin(turn, chat_id, locale, post.MESSAGE, references[0])
    else:
        await _ask_which(turn, chat_id, locale, references)


async def _ask_which(turn: Turn, chat_id: int, locale: str, references: list[str]) -> None:
    rows = []
    for reference in references:
        case = await cases.get(turn.here, reference)
        rows.append([MESSAGE.button(verbatim(in_a_row(reference, case.project.words)), reference)])
    await turn.show(chat_id, Screen([phrase("project.which")], rows, locale), f"which:{chat_id}")


async def press(turn: Turn, telegram_id: int, case: Case) -> None:
    """The person's button: under what they sent, or under a letter to them."""
    await forms.begin(turn, telegram_id, await turn.locale_of(telegram_id), post.MESSAGE, case.reference, pressed=True)


async def press_answer(turn: Turn, telegram_id: int, case: Case) -> None:
    """The button of somebody who works on a case: under their record, or under a letter to them."""
    await forms.begin(turn, telegram_id, PARTNER_LOCALE, post.ANSWER, case.reference, pressed=True)


# --- messages that are letters ----------------------------------------------------------------------------------------


async def goes_on_with_an_album(turn: Turn, heard: Heard) -> bool:
    """A further piece of an album whose first piece is a letter."""
    content = heard.content
    first = content and content.album and await letters.of_album(turn.here, turn.caller.chat_id, content.album)
    if not first or content is None:
        return False
    await post.join(turn, first, content, turn.caller.message_id)
    return True


async def answers_a_letter(turn: Turn, heard: Heard) -> bool:
    """Written in answer to a letter, or to the word about where one went."""
    caller = turn.caller
    answered = heard.answers and await sent_messages.name_of(turn.connection, caller.chat_id, heard.answers)
    about = parse_name(answered or None)
    if about is None:
        return False
    person = await people.meet(turn.here, caller.chat_id, caller.locale, turn.now)
    if heard.content is None:
        await turn.say(caller.chat_id, phrase("letter.kinds"), locale=person.locale)
    else:
        reference, number = about
        if isinstance(heard.event, Said):
            await _may_go_on(turn, reference, heard.event)
        await post.write(
            turn, caller.chat_id, person.locale, reference, heard.content, caller.message_id, number or None
        )
    return True


async def _may_go_on(turn: Turn, reference: str, said: Said) -> None:
    """What follows a long answer to a letter goes on with it."""
    if pieces.is_long(said):
        before = await conversations.load(turn.here, turn.caller.chat_id)
        sent = pieces.new(post.MESSAGE, reference, "letter", said, dated(turn)).without_words()
        now = replace(before, long_texts=(*before.long_texts, sent))
        await conversations.save(turn.here, now, before.stack, turn.now)


async def is_a_piece(turn: Turn, heard: Heard) -> bool:
    """A file out of the blue from somebody who has a case."""
    caller, content = turn.caller, heard.content
    if content is None or content.file_id is None or not await members.references_of(turn.here, caller.chat_id):
        return False
    person = await people.meet(turn.here, caller.chat_id, caller.locale, turn.now)
    if not await post.too_many(turn, caller.chat_id):
        await attachments.offer(turn, caller.chat_id, person.locale, content, caller.message_id)
    return True

"""Writing: where a letter begins: /message, the buttons that open one, and messages that answer another."""

from __future__ import annotations

from conversations.words.cleaning import clip
from handlers.cases import mine
from handlers.letters import attachments
from handlers.letters import letters as post
from handlers.letters.envelopes import parse_name
from handlers.turn import forms
from handlers.turn.screens import button, text_payloads
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import phrase
from storage import cases, conversations, letters, members, people
from storage.cases import Case
from storage.durable import sent_messages
from storage.letters import Content

LABEL = 40
"""Characters of a project that tell one case from another on a button."""


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
        told = clip(str(case.answers.get("project") or ""), LABEL)
        rows.append([button(f"{reference} · {told}" if told else reference, f"message|{reference}")])
    [payload] = text_payloads(locale, [phrase("project.which")])
    await turn.send(chat_id, [{**payload, "reply_markup": {"inline_keyboard": rows}}], f"which:{chat_id}")


async def press(turn: Turn, telegram_id: int, case: Case) -> None:
    """The person's button: under what they sent, or under a letter to them."""
    await forms.begin(turn, telegram_id, await turn.locale_of(telegram_id), post.MESSAGE, case.reference, pressed=True)


async def press_answer(turn: Turn, telegram_id: int, case: Case) -> None:
    """The button of somebody who works on a case: under their record, or under a letter to them."""
    await forms.begin(turn, telegram_id, PARTNER_LOCALE, post.ANSWER, case.reference, pressed=True)


async def heard(
    turn: Turn, chat_id: int, locale: str, message_id: int, content: Content | None, reply_to: int = 0
) -> bool:
    """A message in private that is no answer to an open question: it answers a letter, goes on with an album, or is a
    file out of the blue from somebody who has a case. `content` is None for what cannot be passed on.

    Returns whether it was one of these.
    """
    if content is not None and content.album is not None:
        first = await letters.of_album(turn.here, chat_id, content.album)
        if first is not None:
            await post.join_album(turn, first, content, message_id)
            return True
    about = parse_name(await sent_messages.name_of(turn.connection, chat_id, reply_to)) if reply_to else None
    if about is not None:
        await _answered(turn, chat_id, locale, message_id, content, *about)
        return True
    if content is None or content.file_id is None:
        return False
    if (await conversations.load(turn.here, chat_id)).active is not None:
        return False
    if not await members.references_of(turn.here, chat_id):
        return False
    person = await people.meet(turn.here, chat_id, locale, turn.now)
    if not await post.too_many(turn, chat_id):
        await attachments.offer(turn, chat_id, person.locale, content, message_id)
    return True


async def _answered(
    turn: Turn, chat_id: int, locale: str, message_id: int, content: Content | None, reference: str, number: int
) -> None:
    person = await people.meet(turn.here, chat_id, locale, turn.now)
    if content is None:
        await turn.say(chat_id, phrase("letter.kinds"), locale=person.locale)
        return
    await post.write(turn, chat_id, person.locale, reference, content, message_id, number or None)

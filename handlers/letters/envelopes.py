"""Envelopes: what a letter looks like in the chat of whoever receives it. Nothing is forwarded: words are written anew,
files are sent by their number, so that nobody sees whose account they came from.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from handlers.slots.record import author_phrase
from handlers.turn.reach import can_be_written_to
from handlers.turn.screens import Paragraph, Payload, bare, button, plain, text_payloads
from handlers.turn.text import units
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.model import Referent
from network.phrase import Phrase, phrase
from storage import letters, members
from storage.cases import Case
from storage.durable.sent_messages import FILE
from storage.letters import Content, Letter

KIND = "letter"
"""How the logical name of a letter begins, in every chat: "letter:SV-0001:7"; see also `sent_messages.FILE`."""
SAID = "said"
"""… and that of the word to its author about where it went."""
MOST_CAPTION = 1024
"""Of the words under a file, in UTF-16 code units, counted after entities are parsed (Bot API, sendPhoto)."""
METHODS = {"photo": "sendPhoto", "document": "sendDocument", "voice": "sendVoice"}


def name_of(reference: str, letter: Letter) -> str:
    """The logical name of a letter, in each chat it is sent to."""
    return f"{KIND}:{reference}:{letter.id}{FILE if letter.content.file_id else ''}"


def parse_name(name: str | None) -> tuple[str, int] | None:
    """The reference and the letter's number (0: none in particular) of a message that can be answered."""
    match (name or "").split(":"):
        case [("letter" | "said"), reference, number, *_]:
            return reference, int(number) if number.isdecimal() else 0
        case _:
            return None


Call = tuple[str, Payload]
"""A method of the Bot API and its parameters."""


def sealed(
    locale: str, content: Content, head: Phrase, tail: Sequence[Phrase] = (), buttons: Sequence[Payload] = ()
) -> list[Call]:
    """The calls that bring a letter. Words that are too long for a caption come before the file."""
    words = phrase("said.text", text=content.text)
    first: Paragraph = (head, words) if content.text else head
    whole = [first, *tail]
    if content.kind == "text":
        calls = [("sendMessage", payload) for payload in text_payloads(locale, whole)]
    else:
        long = units(bare(locale, whole)) > MOST_CAPTION
        before = text_payloads(locale, [first]) if long else []
        caption = text_payloads(locale, [head, *tail] if long else whole)[0]
        file = {content.kind: content.file_id, "caption": caption["text"], "parse_mode": "HTML"}
        calls = [*(("sendMessage", payload) for payload in before), (METHODS[content.kind], file)]
    if buttons:
        calls[-1][1]["reply_markup"] = {"inline_keyboard": [list(buttons)]}
    return calls


async def put(turn: Turn, chat_id: int, calls: Sequence[Call], name: str, *, protect: bool) -> None:
    """Queue what `sealed` made. The last part carries the name, those before it one that begins so."""
    for number, (method, payload) in enumerate(calls, 1):
        body = {**payload, "protect_content": True} if protect else payload
        part = name if number == len(calls) else f"{name.removesuffix(FILE)}:{number}"
        await turn.call(chat_id, method, body, part)


async def deliver(turn: Turn, case: Case, letter: Letter, chat_id: int) -> None:
    """Send a letter to somebody; under their own message where it answers that one."""
    answered = await letters.find(turn.here, letter.answers) if letter.answers else None
    told = await members.members_of(turn.here, case.id)
    calls = await _for(turn, case, letter, letter.content, chat_id, told)
    if answered is not None and answered.sender == chat_id and answered.message_id:
        under = {"message_id": answered.message_id, "allow_sending_without_reply": True}
        calls[0][1]["reply_parameters"] = under
    await put(turn, chat_id, calls, name_of(case.reference, letter), protect=chat_id not in told)


async def correct(turn: Turn, case: Case, letter: Letter, before: Content, chat_id: int) -> None:
    """Change a letter in somebody's chat, in place; where it fits into no one message, tell it anew."""
    told = await members.members_of(turn.here, case.id)
    calls = await _for(turn, case, letter, letter.content, chat_id, told)
    earlier = await _for(turn, case, letter, before, chat_id, told)
    name = name_of(case.reference, letter)
    if len(calls) == len(earlier) == 1:
        [(method, payload)] = calls
        kept = {key: value for key, value in payload.items() if key != letter.content.kind or method == "sendMessage"}
        await turn.call(chat_id, "editMessageText" if method == "sendMessage" else "editMessageCaption", kept, name)
        return
    locale = PARTNER_LOCALE if chat_id not in told else await turn.locale_of(chat_id)
    head = await _head(turn, case, letter, chat_id, told)
    anew = sealed(locale, Content("text", letter.content.text), head, [phrase("letter.correction")])
    await put(turn, chat_id, anew, name.removesuffix(FILE), protect=chat_id not in told)


async def _for(
    turn: Turn, case: Case, letter: Letter, content: Content, chat_id: int, told: Collection[int]
) -> list[Call]:
    head = await _head(turn, case, letter, chat_id, told)
    if chat_id in told:
        locale = await turn.locale_of(chat_id)
        return sealed(locale, content, head, buttons=[_button(locale, f"message|{case.reference}")])
    tail = [phrase("letter.how")] if letter.of_person else []
    return sealed(PARTNER_LOCALE, content, head, tail, [_button(PARTNER_LOCALE, f"answer|{case.reference}")])


def _button(locale: str, data: str) -> Payload:
    return button(plain(locale, phrase("letter.answer")), data)


async def _head(turn: Turn, case: Case, letter: Letter, chat_id: int, told: Collection[int]) -> Phrase:
    author = author_phrase(turn, letter.author)
    if chat_id in told:
        return phrase("letter.to_person", author=author, reference=case.reference)
    if not letter.of_person:
        return phrase("letter.from_partner", author=author, reference=case.reference)
    near, far = await followers(turn, case)
    if chat_id in near:
        return phrase("letter.from_person", reference=case.reference)
    if far:
        return phrase("letter.to_relay", reference=case.reference, names=tuple(r.name.phrase() for r in far))
    return phrase("letter.for_team" if not near else "letter.from_person", reference=case.reference)


async def followers(turn: Turn, case: Case) -> tuple[dict[int, Referent], list[Referent]]:
    """Who follows a case: by account, those who can be written to; and those who cannot."""
    near: dict[int, Referent] = {}
    far: list[Referent] = []
    for slot in case.slots.values():
        referent = turn.network.referent_by_id.get(slot.taken_by or "") if slot.held else None
        if referent is None:
            continue
        account = turn.accounts.get(referent.id)
        if account is not None and await can_be_written_to(turn, account):
            near[account] = referent
        elif referent not in far:
            far.append(referent)
    return near, far


async def partners(turn: Turn, case: Case) -> list[int]:
    """The accounts that get what the person writes: whoever follows the case; the coordination where nobody does, or
    where somebody does whom the bot cannot write to.
    """
    near, far = await followers(turn, case)
    if near and not far:
        return sorted(near)
    team = [account for account in turn.coordinators() if await can_be_written_to(turn, account)]
    return sorted({*near, *team})

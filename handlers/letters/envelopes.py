"""Envelopes: what a letter looks like in the chat of whoever receives it. Nothing is forwarded: words are written anew,
files are sent by their number, so that nobody sees whose account they came from.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from handlers.letters.verbs import ANSWER, MESSAGE
from handlers.slots.record import author_phrase
from handlers.turn.audience import can_be_written_to
from handlers.turn.channels.by_mail import is_by_mail
from handlers.turn.screen import Paragraph, Rows, Screen, bare, payloads, units, verbatim
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.model import Referent
from network.phrase import Phrase, phrase
from storage import letters, members
from storage.cases import Case
from storage.durable.sent_messages import FILE
from storage.letters import Content, Letter

KIND = letters.NAME
"""How the logical name of a letter begins, in every chat: "letter:SV-0001:7"; see also `sent_messages.FILE`."""
SAID = "said"
"""… and that of the word to its author about where it went."""
MOST_CAPTION = 1024
"""Of the words under a file, in UTF-16 code units, counted after entities are parsed (Bot API, sendPhoto)."""


def name_of(reference: str, letter: Letter) -> str:
    """The logical name of a letter, in each chat it is sent to."""
    return f"{KIND}:{reference}:{letter.id}{FILE if letter.content.is_file else ''}"


def parse_name(name: str | None) -> tuple[str, int] | None:
    """The reference and the letter's number (0: none in particular) of a message that can be answered."""
    match (name or "").split(":"):
        case [("letter" | "said"), reference, number, *_]:
            return reference, int(number) if number.isdecimal() else 0
        case _:
            return None


def sealed(
    letter: Letter, head: Phrase, tail: Sequence[Phrase] = (), rows: Rows = (), *, locale: str, protect: bool
) -> list[Screen]:
    """The screens that bring a letter. Words that are too long for a caption come before the file."""
    content = letter.content
    first: Paragraph = (head, verbatim(content.text)) if content.text else head
    whole = Screen([first, *tail], rows, locale, protect)
    if not content.is_file:
        return [whole]
    if units(bare(locale, whole.paragraphs)) <= MOST_CAPTION:
        return [enclosing(whole, letter)]
    return [replace(whole, paragraphs=[first], rows=()), enclosing(replace(whole, paragraphs=[head, *tail]), letter)]


def enclosing(screen: Screen, letter: Letter) -> Screen:
    """A screen with the file of a letter: by the number that Telegram has for it, or as it came by mail."""
    content = letter.content
    kept = content.file_id or {"attachment": letter.id, "filename": content.called}
    return replace(screen, file=(content.kind, kept), attached=letter.id)


async def put(turn: Turn, chat_id: int, screens: Sequence[Screen], name: str) -> None:
    """Send what `sealed` made. The last carries the name, one before it another that begins so."""
    for number, screen in enumerate(screens, 1):
        part = name if number == len(screens) else f"{name.removesuffix(FILE)}:{number}"
        await turn.show(chat_id, replace(screen, at_once=True), part)


async def deliver(turn: Turn, case: Case, letter: Letter, chat_id: int) -> None:
    """Send a letter to somebody; under their own message where it answers that one."""
    answered = await letters.find(turn.here, letter.answers) if letter.answers else None
    told = await members.members_of(turn.here, case.id)
    first, *more = await _for(turn, case, letter, chat_id, told)
    if answered is not None and answered.sender == chat_id and answered.message_id:
        first = replace(first, answers=answered.message_id)
    await put(turn, chat_id, [first, *more], name_of(case.reference, letter))


async def correct(turn: Turn, case: Case, letter: Letter, before: Content, chat_id: int) -> None:
    """Change a letter in somebody's chat, in place; where it fits into no one message, tell it anew."""
    told = await members.members_of(turn.here, case.id)
    now = await _for(turn, case, letter, chat_id, told)
    earlier = await _for(turn, case, replace(letter, content=before), chat_id, told)
    name = name_of(case.reference, letter)
    if _messages(now) == _messages(earlier) == 1 and not is_by_mail(chat_id):
        await turn.edit(chat_id, now[0], name)
        return
    corrected, again = replace(letter, content=Content("text", letter.content.text)), [phrase("letter.correction")]
    head = await _head(turn, case, letter, chat_id, told)
    anew = sealed(corrected, head, again, locale=str(now[0].locale), protect=now[0].protect)
    await put(turn, chat_id, anew, name.removesuffix(FILE))


def _messages(screens: Sequence[Screen]) -> int:
    return sum(len(payloads(screen, str(screen.locale))) for screen in screens)


async def _for(turn: Turn, case: Case, letter: Letter, chat_id: int, told: Collection[int]) -> list[Screen]:
    """A letter as one of its readers gets it."""
    head, theirs = await _head(turn, case, letter, chat_id, told), chat_id in told
    how = phrase("letter.how.mail" if is_by_mail(chat_id) else "letter.how")
    tail = [how] if letter.of_person and not theirs else []
    rows = [[(MESSAGE if theirs else ANSWER).button("letter.answer", case.reference)]]
    locale = await turn.locale_of(chat_id) if theirs else PARTNER_LOCALE
    return sealed(letter, head, tail, rows, locale=locale, protect=not theirs)


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

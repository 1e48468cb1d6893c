"""The record on paper, for a referent without Telegram: printed, or read out, by the coordination."""

from __future__ import annotations

from conversations.words.catalogue import in_words
from handlers.slots.card import day_expected
from handlers.slots.record import lines, other_referent
from handlers.turn.screen import Paragraph, bare, far_day, plain
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.ladder import Clock
from network.phrase import Param, Phrase, phrase
from reports.sheet import Section, Sheet
from storage.acts import note_act
from storage.cases import Case

BUILT_KEYS = {"sheet.{}_by": Clock}


async def print_record(turn: Turn, telegram_id: int, case: Case, role: str) -> None:
    """A coordinator prints, or reads out, the record of whoever owns a slot; that stays in the history."""
    if case.slots[role].owner is None:
        turn.answer(phrase("press.closed"))
    else:
        who, reference = turn.actor(telegram_id), case.reference
        await note_act(turn.here, case.id, "printed", who, turn.now, {"slot": role})
        caption = phrase("sheet.caption", reference=reference, slot=phrase(f"case.slot.{role}"))
        await turn.document(telegram_id, f"{reference}.pdf", _record(turn, case, role), f"{reference}:{role}", caption)


def _record(turn: Turn, case: Case, role: str) -> Sheet:
    slot = case.slots[role]
    owner = turn.network.known_referents.get(slot.owner or "")
    for_whom = words("sheet.record.for", referent=owner.name.fr if owner is not None else "")
    clocks = (Clock.TAKE, Clock.CONTACT) if slot.clock is Clock.TAKE else (Clock.CONTACT,)
    named = [(f"sheet.{clock}_by", day_expected(turn.network, slot, clock)) for clock in clocks]
    dates = [(words(key), in_words(day, PARTNER_LOCALE)) for key, day in named if day]
    told = lines(turn, case, role)
    parts = ("who", "project", *("more" for _ in told[2:]))
    return Sheet(
        PARTNER_LOCALE,
        turn.now,
        heading=words("sheet.record.title", reference=case.reference),
        letterhead=turn.network.identity.name,
        sub_heading=f"{words(f'case.slot_title.{role}')} · {for_whom}",
        highlights=tuple(dates),
        sections=(
            *(Section(words(f"sheet.part.{name}"), _pairs(part)) for name, part in zip(parts, told, strict=False)),
            *(Section(words("sheet.other"), (("", _text(line)),)) for line in other_referent(turn, case, role)),
            Section(words("sheet.why"), (("", _sentence(slot.reason)),)),
        ),
        footer=(words("sheet.record.footer"), signature(turn)),
    )


def signature(turn: Turn) -> str:
    """Whose sheet it is, and of which day."""
    return f"{turn.network.identity.name} · {far_day(PARTNER_LOCALE, turn.today)}"


def words(key: str, **params: Param) -> str:
    """The text of a key, as it stands on paper."""
    return plain(PARTNER_LOCALE, phrase(key, **params))


def _text(said: Phrase) -> str:
    return bare(PARTNER_LOCALE, [said])


def _sentence(said: Phrase) -> str:
    """A phrase that stands alone on paper, where in a chat it follows a colon."""
    text = _text(said)
    return text[:1].upper() + text[1:]


def _pairs(part: Paragraph) -> tuple[tuple[str, str], ...]:
    """Labels and values of a paragraph of the record."""
    told = part if isinstance(part, tuple) else (part,)
    return tuple((_param(line, "label"), _param(line, "value")) for line in told)


def _param(line: Phrase, name: str) -> str:
    value = line.params[name]
    return _text(value) if isinstance(value, Phrase) else str(value)

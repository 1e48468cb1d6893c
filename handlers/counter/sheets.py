"""Sheets of paper: the record of a case for a referent without Telegram; what a person takes home from a counter."""

from __future__ import annotations

from handlers.slots.clocks import day_expected
from handlers.slots.record import lines, other_referent
from handlers.turn.screens import Paragraph, bare, day, far_day, plain, toast
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.ladder import Clock
from network.phrase import Phrase, phrase
from reports.sheet import Section, Sheet
from storage import cases
from storage.acts import note_act
from storage.cases import Case

BUILT_KEYS = {"sheet.{}_by": Clock}


async def print_record(turn: Turn, telegram_id: int, reference: str, role: str) -> None:
    """A coordinator prints, or reads out, the record of whoever owns a slot; that stays in the history."""
    case = await cases.load(turn.here, reference)
    if case is None or case.slots[role].owner is None:
        turn.toast = toast(PARTNER_LOCALE, phrase("press.closed"))
    else:
        who = turn.actor(telegram_id)
        await note_act(turn.here, case.id, "printed", who, turn.now, {"slot": role})
        caption = phrase("sheet.caption", reference=reference, slot=phrase(f"case.slot.{role}"))
        await turn.document(telegram_id, f"{reference}.pdf", _record(turn, case, role), f"{reference}:{role}", caption)


def _record(turn: Turn, case: Case, role: str) -> Sheet:
    slot = case.slots[role]
    owner = turn.network.referent_by_id.get(slot.owner or "")
    for_whom = _words("sheet.record.for", referent=owner.name.fr if owner is not None else "")
    clocks = (Clock.TAKE, Clock.CONTACT) if slot.clock is Clock.TAKE else (Clock.CONTACT,)
    named = [(f"sheet.{clock}_by", day_expected(turn.network, slot, PARTNER_LOCALE, clock)) for clock in clocks]
    dates = [(_words(key), date) for key, date in named if date]
    told = lines(turn, case, role)
    parts = ("who", "project", *("more" for _ in told[2:]))
    return Sheet(
        PARTNER_LOCALE,
        turn.now,
        heading=_words("sheet.record.title", reference=case.reference),
        letterhead=turn.network.network.name,
        sub_heading=f"{_words(f'case.slot_title.{role}')} · {for_whom}",
        highlights=tuple(dates),
        sections=(
            *(Section(_words(f"sheet.part.{name}"), _pairs(part)) for name, part in zip(parts, told, strict=False)),
            *(Section(_words("sheet.other"), (("", _text(line)),)) for line in other_referent(turn, case, role)),
            Section(_words("sheet.why"), (("", _text(slot.reason)),)),
        ),
        footer=(_words("sheet.record.footer"), _signature(turn)),
    )


def acknowledgement(turn: Turn, case: Case, link: str) -> Sheet:
    """What somebody takes home: the reference, what was promised, whom to call, and how to follow it on Telegram."""
    network = turn.network.network
    slot = next((slot for slot in case.slots.values() if slot.take_by and slot.contact_by), None)
    dates = (
        []
        if slot is None or not slot.take_by or not slot.contact_by
        else [
            (_words("sheet.person.take_by"), day(PARTNER_LOCALE, slot.take_by, network.timezone)),
            (_words("sheet.person.contact_by"), day(PARTNER_LOCALE, slot.contact_by, network.timezone)),
        ]
    )
    return Sheet(
        PARTNER_LOCALE,
        turn.now,
        heading=_words("sheet.person.title"),
        letterhead=network.name,
        highlights=((_words("sheet.person.reference"), case.reference), *dates),
        sections=(
            Section(_words("sheet.person.next"), steps=tuple(_words(f"sheet.person.step.{n}") for n in (1, 2, 3))),
            Section(_words("sheet.person.call"), ((network.contact.name.fr, network.contact.phone),)),
        ),
        link=link,
        link_words=_words("sheet.person.link"),
        footer=(
            _words(
                "sheet.person.footer",
                months=network.privacy_months,
                name=network.contact.name.fr,
                phone=network.contact.phone,
            ),
            _signature(turn),
        ),
    )


def _signature(turn: Turn) -> str:
    network = turn.network.network
    return f"{network.name} · {far_day(PARTNER_LOCALE, turn.now, network.timezone)}"


def _words(key: str, **params: str | int) -> str:
    return plain(PARTNER_LOCALE, phrase(key, **params))


def _text(said: Phrase) -> str:
    return bare(PARTNER_LOCALE, [said])


def _pairs(part: Paragraph) -> tuple[tuple[str, str], ...]:
    """Labels and values of a paragraph of the record."""
    told = part if isinstance(part, tuple) else (part,)
    return tuple((_param(line, "label"), _param(line, "value")) for line in told)


def _param(line: Phrase, name: str) -> str:
    value = line.params[name]
    return _text(value) if isinstance(value, Phrase) else str(value)

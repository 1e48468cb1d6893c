""" "À orienter", the coordination's basket: slots that need its hand, each in one private message that stays true."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.slots.card import day_expected, slot_phrase, title
from handlers.slots.pick_referent import choice_buttons
from handlers.slots.verbs import FOR, OFFER, OPEN, PDF, TAKE
from handlers.turn import quiet
from handlers.turn.audience import Channel, named
from handlers.turn.screen import Button, Paragraph, Rows, Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.acts import Act
from network.phrase import Phrase, phrase
from storage.acts import acts_of
from storage.cases import Case


def name_of(case: Case, role: str) -> str:
    """The logical name of the message about a slot, in each coordinator's chat."""
    return f"basket:{case.reference}:{role}"


async def announce(turn: Turn, case: Case, role: str, reason: Phrase) -> None:
    """A slot has nobody: why, what the case is, who fits, and the coordination's own hand."""
    passes = await _passes(turn, case, role)
    said: list[Paragraph] = [phrase("coordinator.nobody", reference=case.reference, reason=reason), *passes]
    take = TAKE.button(f"card.button.take.{role}", case.reference, role)
    rows = [*choice_buttons(turn, case, role, OFFER, case.slots[role].others), [take], [_open(case)]]
    await _send(turn, case, role, [*said, title(turn.network, case)], rows)


async def _passes(turn: Turn, case: Case, role: str) -> list[Paragraph]:
    """Who reoriented it, with the reason, which nobody but the coordination is told."""
    acts = await acts_of(turn.here, case.id)
    undone = {act.detail.get("act") for act in acts if act.kind == Act.UNDO}
    lines = [
        phrase("basket.passed", reason=phrase(f"pass.{act.detail['reason']}"), **named(turn.network, act.actor))
        for act in acts
        if act.kind == Act.PASS and act.role == role and act.id not in undone
    ]
    return [tuple(lines)] if lines else []


async def call(turn: Turn, case: Case, role: str, way: Channel) -> None:
    """Whoever is proposed is not on Telegram: the coordination calls them, and writes down what they say."""
    slot = case.slots[role]
    said = phrase(
        f"basket.call.{way}" if way == "mail" else "basket.call.nobody",
        reference=case.reference,
        **named(turn.network, slot.referent),
        slot=phrase(f"case.slot.{role}"),
        until=day_expected(turn.network, slot),
    )
    noted = [[FOR.button(f"behalf.{act}", case.reference, role, act, slot.version)] for act in (Act.TAKE, Act.PASS)]
    rows = [*noted, [_open(case)]]
    await _send(turn, case, role, [said, title(turn.network, case)], rows)


async def read_out(turn: Turn, case: Case, role: str) -> None:
    """Whoever took it acts by mail, where what a case holds does not go: the coordination reads it out to them."""
    who = named(turn.network, case.slots[role].taken_by)
    said = phrase("basket.read_out", reference=case.reference, slot=phrase(f"case.slot.{role}"), **who)
    printed = PDF.button("record.button.print", case.reference, role, slot=phrase(f"case.slot_title.{role}"))
    shown = Screen([said], [[printed], [_open(case)]], PARTNER_LOCALE, silent=quiet.sleeps(turn))
    await turn.show(turn.coordinators(), shown, f"read_out:{case.reference}:{role}")


async def _send(turn: Turn, case: Case, role: str, said: Sequence[Paragraph], rows: Rows) -> None:
    shown = Screen(said, rows, PARTNER_LOCALE, silent=quiet.sleeps(turn))
    await turn.show(turn.coordinators(), shown, name_of(case, role))


def _open(case: Case) -> Button:
    return OPEN.button("basket.open", case.reference)


async def close(turn: Turn, case: Case, role: str) -> None:
    """Somebody acted on a slot that stood in the basket: the message says where it stands now, without buttons."""
    paragraphs = [title(turn.network, case), slot_phrase(turn.network, case.slots[role])]
    await turn.redraw(turn.coordinators(), Screen(paragraphs, locale=PARTNER_LOCALE), name_of(case, role))

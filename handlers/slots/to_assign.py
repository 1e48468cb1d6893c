""" "À orienter", the coordination's basket: slots that need its hand, each in one private message that stays true."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.slots import clocks
from handlers.slots.card import slot_phrase, title
from handlers.slots.pick_referent import choice_buttons
from handlers.turn.reach import Way, phone_of
from handlers.turn.screens import Paragraph, Payload, button, labelled, text_payloads
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.acts import Act
from network.phrase import Phrase, phrase
from network.slots import WAITING
from storage import call_requests, cases
from storage.acts import acts_of
from storage.cases import Case

MOST_SHOWN = 20


def name_of(case: Case, role: str) -> str:
    """The logical name of the message about a slot, in each coordinator's chat."""
    return f"basket:{case.reference}:{role}"


async def announce(turn: Turn, case: Case, role: str, reason: Phrase) -> None:
    """A slot has nobody: why, what the case is, who fits, and the coordination's own hand."""
    passes = await _passes(turn, case, role)
    said: list[Paragraph] = [phrase("coordinator.nobody", reference=case.reference, reason=reason), *passes]
    take = labelled(PARTNER_LOCALE, f"card.button.take.{role}", f"take|{case.reference}|{role}")
    rows = [*choice_buttons(turn, case, role, "offer", case.slots[role].others), [take], [_open(case)]]
    await _send(turn, case, role, [*said, title(turn.network, case)], rows)


async def _passes(turn: Turn, case: Case, role: str) -> list[Paragraph]:
    """Who reoriented it, with the reason, which nobody but the coordination is told."""
    acts = await acts_of(turn.here, case.id)
    undone = {act.detail.get("act") for act in acts if act.kind == Act.UNDO}
    lines = [
        phrase("basket.passed", referent=_named(turn, act.actor), reason=phrase(f"pass.{act.detail['reason']}"))
        for act in acts
        if act.kind == Act.PASS and act.role == role and act.id not in undone
    ]
    return [tuple(lines)] if lines else []


def _named(turn: Turn, referent_id: str) -> str:
    referent = turn.network.referent_by_id.get(referent_id)
    return referent.name.fr if referent is not None else referent_id


async def call(turn: Turn, case: Case, role: str, way: Way) -> None:
    """Whoever is proposed is not on Telegram: the coordination calls them, and writes down what they say."""
    slot = case.slots[role]
    referent = slot.referent or ""
    said = phrase(
        f"basket.call.{way}" if way == "mail" else "basket.call.nobody",
        reference=case.reference,
        referent=_named(turn, referent),
        phone=phone_of(turn, referent),
        slot=phrase(f"case.slot.{role}"),
        until=clocks.day_expected(turn.network, slot),
    )
    about = f"{case.reference}|{role}"
    rows = [
        [labelled(PARTNER_LOCALE, "behalf.taken", f"for|{about}|taken|{slot.version}")],
        [labelled(PARTNER_LOCALE, "behalf.passed", f"for|{about}|passed|{slot.version}")],
        [_open(case)],
    ]
    await _send(turn, case, role, [said, title(turn.network, case)], rows)


async def _send(turn: Turn, case: Case, role: str, said: Sequence[Paragraph], rows: list[list[Payload]]) -> None:
    payloads = text_payloads(PARTNER_LOCALE, said)
    payloads[-1]["reply_markup"] = {"inline_keyboard": rows}
    for telegram_id in turn.coordinators():
        await turn.send(telegram_id, payloads, name_of(case, role))


def _open(case: Case) -> Payload:
    return labelled(PARTNER_LOCALE, "basket.open", f"open|{case.reference}")


async def close(turn: Turn, case: Case, role: str) -> None:
    """Somebody acted on a slot that stood in the basket: the message says where it stands now, without buttons."""
    paragraphs = [title(turn.network, case), slot_phrase(turn.network, case.slots[role])]
    payload = text_payloads(PARTNER_LOCALE, paragraphs)[0]
    for telegram_id in turn.coordinators():
        if await turn.was_sent(telegram_id, name_of(case, role)):
            await turn.call(telegram_id, "editMessageText", payload, name_of(case, role))


# --- /attente ---------------------------------------------------------------------------------------------------------


async def show_waiting(turn: Turn, chat_id: int, _locale: str, _argument: str = "") -> None:
    """Everything that waits for somebody, oldest first."""
    lines = [*await _calls(turn), *await _slots(turn)]
    if not lines:
        await turn.say(chat_id, phrase("waiting.nothing"), locale=PARTNER_LOCALE)
        return
    said: list[Paragraph] = [
        phrase("waiting.title", count=len(lines)),
        tuple(line for line, _ in lines[:MOST_SHOWN]),
    ]
    if len(lines) > MOST_SHOWN:
        said.append(phrase("waiting.more", count=len(lines) - MOST_SHOWN))
    payloads = text_payloads(PARTNER_LOCALE, said)
    references = dict.fromkeys(reference for _, reference in lines[:MOST_SHOWN] if reference)
    rows = _pairs([button(reference, f"open|{reference}") for reference in references])
    payloads[-1]["reply_markup"] = {"inline_keyboard": rows}
    await turn.send(chat_id, payloads)


def _pairs(buttons: list[Payload]) -> list[list[Payload]]:
    return [buttons[start : start + 2] for start in range(0, len(buttons), 2)]


async def _calls(turn: Turn) -> list[tuple[Phrase, str]]:
    return [
        (phrase("waiting.call", date=turn.day(call_.call_by)), "") for call_ in await call_requests.waiting(turn.here)
    ]


async def _slots(turn: Turn) -> list[tuple[Phrase, str]]:
    """Slots in the basket, proposed ones, and taken ones whose date to contact the person has passed."""
    found = []
    for case in await cases.unfinished(turn.here):
        for role, slot in case.slots.items():
            by = clocks.expected_by(turn.network, slot)
            if slot.status in WAITING or (by is not None and by < turn.now):
                line = phrase(
                    f"waiting.{slot.status}",
                    reference=case.reference,
                    slot=phrase(f"case.slot.{role}"),
                    referent=_named(turn, slot.owner or ""),
                    date=turn.day(case.submitted_at),
                )
                found.append((line, case.reference))
    return found

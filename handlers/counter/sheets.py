"""The sheet that a person takes home from a counter."""

from __future__ import annotations

from conversations.words.catalogue import in_words
from conversations.words.contacts import for_reading
from handlers.slots.record_sheet import signature, words
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network import privacy
from network.model import Identity
from reports.sheet import Section, Sheet
from storage.cases import Case

BUILT_KEYS = {
    "sheet.data.basis.{}": ("public", "association"),
    "sheet.data.{}": ("controller", "basis", "readers", "abroad", "rights", "complaint"),
}


def acknowledgement(turn: Turn, case: Case, link: str) -> Sheet:
    """What somebody takes home: the reference, what was promised, whom to call, and how to follow it on Telegram."""
    network = turn.network.identity
    slot = next((slot for slot in case.slots.values() if slot.take_by and slot.contact_by), None)
    dates = (
        []
        if slot is None or not slot.take_by or not slot.contact_by
        else [
            (words("sheet.person.take_by"), in_words(turn.day(slot.take_by), PARTNER_LOCALE)),
            (words("sheet.person.contact_by"), in_words(turn.day(slot.contact_by), PARTNER_LOCALE)),
        ]
    )
    return Sheet(
        PARTNER_LOCALE,
        turn.now,
        heading=words("sheet.person.title"),
        letterhead=network.name,
        highlights=((words("sheet.person.reference"), case.reference), *dates),
        sections=(
            Section(words("sheet.person.next"), steps=tuple(words(f"sheet.person.step.{n}") for n in (1, 2, 3))),
            Section(words("sheet.person.call"), ((network.contact.name.fr, for_reading(network.contact.phone)),)),
            *of_data(network),
        ),
        link=link,
        link_words=words("sheet.person.link"),
        footer=(
            words(
                "sheet.person.footer",
                kept=privacy.kept(network),
                name=network.contact.name.fr,
                phone=network.contact.phone,
            ),
            signature(turn),
        ),
    )


def of_data(network: Identity) -> tuple[Section, ...]:
    """What was read out of the data, in writing."""
    known = network.privacy
    if known is None:
        return ()
    told = {
        "controller": words("sheet.data.controller.said", controller=f"{known.controller}, {known.address}"),
        "basis": words(f"sheet.data.basis.{known.status}", task=known.task.fr),
        "readers": words("sheet.data.readers.said"),
        "abroad": words("sheet.data.abroad.said", stored=known.stored.fr),
        "rights": words("sheet.data.rights.said", officer=known.officer.name.fr, email=known.officer.email),
        "complaint": f"{known.authority.name}, {known.authority.address}, {known.authority.site}",
    }
    lines = tuple((words(f"sheet.data.{name}"), said) for name, said in told.items())
    return (Section(words("sheet.data"), lines, small=True),)

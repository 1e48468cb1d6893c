"""What people are told of their data, beyond the short notice: pages of paragraphs, out of the network's own file."""

from __future__ import annotations

from typing import Literal

from network.model import Identity, Network
from network.phrase import Phrase, phrase

Reader = Literal["person", "partner", "owner"]
"""Who reads it: whoever tells of a project, or belongs to one; whoever works for the network; whoever
speaks for offers.
"""
PAGES = 4
BUILT_KEYS = {
    "privacy.basis.{}": ("public", "association"),
    "privacy.{}.readers": ("person", "partner", "owner"),
    "privacy.{}.kept": ("person", "partner", "owner"),
    "privacy.{}.optional": ("person", "partner", "owner"),
    "privacy.{}.rights": ("person", "partner", "owner"),
}


def kept(identity: Identity) -> Phrase:
    """How long answers are kept: the one sentence that says it, wherever it is said."""
    return phrase("privacy.kept", months=identity.privacy_months)


def page(network: Network, reader: Reader, number: int) -> tuple[Phrase, ...]:
    """The paragraphs of a page, of which the first is 1; nothing where there is no such page, or nothing is known."""
    identity, known = network.identity, network.identity.privacy
    if known is None or not 1 <= number <= PAGES:
        return ()
    officer, phone = known.officer, identity.contact.phone
    pages = (
        (
            phrase(
                "privacy.controller",
                controller=known.controller,
                address=known.address,
                officer=officer.name.phrase(),
                email=officer.email,
            ),
            phrase(f"privacy.basis.{known.status}", task=known.task.phrase()),
        ),
        (
            phrase(f"privacy.{reader}.readers", partners=len(network.organisations)),
            phrase("privacy.abroad", stored=known.stored.phrase(), phone=phone),
        ),
        (
            phrase(f"privacy.{reader}.kept", kept=kept(identity)),
            phrase(f"privacy.{reader}.optional"),
        ),
        (
            phrase(f"privacy.{reader}.rights", email=officer.email, phone=officer.phone or phone),
            phrase(
                "privacy.complaint",
                authority=known.authority.name,
                address=known.authority.address,
                site=known.authority.site,
            ),
        ),
    )
    return pages[number - 1]

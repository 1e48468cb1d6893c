"""Writers: whose address a mail with an offer comes from: a partner’s, a town hall’s, an owner’s, or nobody’s."""

from __future__ import annotations

import re
from dataclasses import dataclass

from conversations.words.contacts import unreached
from handlers.turn.channels import by_mail
from handlers.turn.turn import Turn
from network import town_halls
from storage import owners

_ANSWERS = re.compile(r"^\s*((re|tr|fw|fwd|ref)\s*:|\[[^\]]{1,20}\])\s*", re.IGNORECASE)

_GREETING = re.compile(
    r"^\s*(bonjour|bonsoir|madame|monsieur|mesdames|messieurs|hello|dear)\b[^.!?\n]{0,60}\n+", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Writer:
    """Who sent an offer: the number of the `owner` that they are, their account, how they stand as a partner (empty for
    others), and the commune that they speak for, if it is one.
    """

    owner: int
    account: int
    actor: str = ""
    commune: str = ""


async def find(turn: Turn, sender: str) -> Writer | None:
    """Whose address it is; None where nobody knows it."""
    for referent in turn.network.referents:
        if sender in by_mail.addresses_of(turn.network, referent) and referent.id in turn.accounts:
            number = await owners.of_actor(turn.here, referent.id, referent.name.fr)
            return Writer(number, turn.accounts[referent.id], referent.id)
    for listed in town_halls.listed(turn.network):
        if sender == listed.town_hall.email.strip().lower():
            return await _of(turn, await owners.of_town_hall(turn.here, listed))
    known = [one for one in await owners.at(turn.here, sender) if not one.unknown]
    return await _of(turn, known[0].id) if known else None


async def stranger(turn: Turn, sender: str) -> Writer:
    """Somebody whom nobody knows."""
    number = await owners.of_stranger(turn.here, sender)
    return await _of(turn, number) or Writer(number, 0)


async def _of(turn: Turn, number: int) -> Writer | None:
    owner = await owners.find(turn.here, number)
    account = by_mail.owner_account(turn, owner) if owner is not None else None
    return None if owner is None or account is None else Writer(number, account, commune=owner.commune)


def title_of(subject: str) -> str:
    """A subject without what programs put before it."""
    while (shorter := _ANSWERS.sub("", subject, count=1)) != subject:
        subject = shorter
    return " ".join(subject.split())


def ungreeted(words: str) -> str:
    """Somebody’s words without the line that greets, and without what says how they are reached."""
    return unreached(_GREETING.sub("", words, count=1).strip() or words)

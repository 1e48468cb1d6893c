"""Reach: how a referent can be told of something."""

from __future__ import annotations

from typing import Literal

from handlers.turn.turn import Turn
from storage import people
from storage.cases import Case

Way = Literal["telegram", "mail", "nobody"]
"""In private on Telegram; by e-mail; or only by the coordination, who calls them."""


async def way_to(turn: Turn, referent_id: str | None) -> Way:
    """How a referent is told. The bot can write only to those who wrote to it first and have not blocked it."""
    account = turn.accounts.get(referent_id or "")
    if account is not None and await can_be_written_to(turn, account):
        return "telegram"
    return "mail" if turn.can_mail(email_of(turn, referent_id)) else "nobody"


def holders(turn: Turn, case: Case) -> list[int]:
    """The accounts of those who follow a case."""
    accounts = {turn.accounts.get(slot.taken_by or "") for slot in case.slots.values() if slot.held}
    return sorted(account for account in accounts if account is not None)


async def can_be_written_to(turn: Turn, telegram_id: int) -> bool:
    """Whether a private message would reach an account."""
    known = await people.find(turn.here, telegram_id)
    return known is not None and known.blocked_at is None


def email_of(turn: Turn, referent_id: str | None) -> str:
    """A referent's own address, or their organisation's; empty where there is none."""
    referent = turn.network.referent_by_id.get(referent_id or "")
    if referent is None:
        return ""
    return referent.email or turn.network.organisation_by_id[referent.organisation].email


def phone_of(turn: Turn, referent_id: str | None) -> str:
    """A referent's own telephone, or their organisation's."""
    referent = turn.network.referent_by_id.get(referent_id or "")
    if referent is None:
        return ""
    return referent.phone or turn.network.organisation_by_id[referent.organisation].phone

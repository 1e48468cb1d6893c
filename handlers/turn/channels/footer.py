"""The footer of a letter: whom to ask, who reads an answer, who pays for the network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from network.look import standing
from network.phrase import Phrase, phrase
from storage.durable.mail_acts import MailAct
from storage.letters import LINE
from storage.letters import NAME as LETTER

if TYPE_CHECKING:
    from handlers.turn.turn import Turn


def is_persons(turn: Turn, account: int) -> bool:
    """Whether an account by mail is that of the person of a case."""
    return account in turn.addresses and account not in turn.owners and turn.referent_of(account) is None


def footer(turn: Turn, account: int, kind: str, acts: Sequence[MailAct]) -> Iterator[Phrase]:
    """Whom to ask; who reads what is answered in words; what a link is good for; who pays for the network."""
    yield phrase("mail.footer", network=turn.network.identity.name, **turn.contact)
    if is_persons(turn, account):
        yield phrase("mail.footer.person")
    elif account in turn.owners:
        yield phrase("mail.footer.owner")
    elif account and not kind.startswith((f"{LETTER}:", f"{LINE}:")):
        yield phrase("mail.footer.partner")
    if acts:
        yield phrase("mail.footer.links")
    yield from (one.sentence.phrase() for one in standing(turn.network.funders, turn.today))

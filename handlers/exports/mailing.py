"""By mail: a table goes to the address that the network has of whoever asks for it, instead of into their chat."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.exports.verbs import OFFERS, SEND_OFFERS
from handlers.turn.screen import Button, Paragraph, Screen, bare, plain
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import phrase
from network.text import code
from reports.tables import Format
from storage.durable import mails

BUILT_KEYS = {"export.button.{}": Format}


def address_of(turn: Turn, account: int) -> str:
    """Where a table may go for somebody: to their own address, as the network has it; empty where there is none, or no
    mail can be sent.
    """
    referent = turn.referent_of(account)
    address = referent.email.strip() if referent is not None else ""
    return address if turn.can_mail(address) else ""


def named(address: str) -> str:
    """An address as a button names it, which was made when it was said."""
    return code(address)


async def ask(turn: Turn, account: int, title: Sequence[Paragraph], buttons: Sequence[Button]) -> None:
    """Say to which address a table would go, and what becomes of it there, before it goes."""
    told = [*title, phrase("export.mail.ask", address=address_of(turn, account))]
    await turn.show(account, Screen(told, [list(buttons)], PARTNER_LOCALE), f"export:{turn.row.id}")


async def press_offers(turn: Turn, account: int, _what: str, _way: str) -> None:
    """[Offres, par e-mail]."""
    if not (address := address_of(turn, account)):
        turn.answer(phrase("press.over"))
        return
    buttons = [SEND_OFFERS.button(f"export.button.{each}", OFFERS, each.value, named(address)) for each in Format]
    await ask(turn, account, [phrase("export.mail.offers")], buttons)


async def put(turn: Turn, address: str, told: Sequence[Paragraph], made: mails.Made) -> int:
    """Queue the mail; its table is written when it is sent, and kept until then. Returns its number."""
    subject = phrase("export.mail.subject", network=turn.network.identity.name, day=turn.today)
    words = [phrase("mail.hello"), *told, phrase("export.mail.footer", **turn.contact)]
    titled = address, plain(PARTNER_LOCALE, subject), bare(PARTNER_LOCALE, words)
    return await turn.post(*titled, locale=PARTNER_LOCALE, made=made)

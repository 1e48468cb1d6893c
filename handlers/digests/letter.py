"""The one letter of a day: what came beyond the others, as it would have been told; and its end, by a link."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from handlers.digests.verbs import BEGIN, END
from handlers.turn.audience import is_theirs, named
from handlers.turn.channels import by_mail, daily
from handlers.turn.channels.by_mail import Link
from handlers.turn.screen import Button, Paragraph, Screen, verbatim
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import phrase
from storage import cases
from storage.durable import gathered
from storage.durable.about import told_of
from storage.durable.gathered import Gathered

_A_LETTER = by_mail.MOST - 1
"""Links beside the one that ends such letters."""


async def letter_is_due(turn: Turn, expects: Mapping[str, Any]) -> None:
    """All that waits for an address goes in one letter, to whoever is still reached there."""
    address = await gathered.recipient_of(turn.here, expects["gathered"])
    waiting = await gathered.take(turn.here, address) if address is not None else []
    going_on = [one for one in waiting if not await _is_over(turn, one)]
    theirs = [one for one in going_on if await _reaches(turn, one)]
    await _tell_elsewhere(turn, [one for one in going_on if one not in theirs])
    if not theirs:
        return
    said: list[Paragraph] = [
        phrase("mail.hello"),
        phrase("digests.title"),
        *(verbatim(one.words) for one in theirs if one.words),
    ]
    subject = phrase("digests.subject", network=turn.network.identity.name)
    account, recipient = next((one.account for one in theirs if one.account), daily.NOBODY), theirs[0].recipient
    if account == daily.NOBODY:
        await turn.mail(recipient, subject, said, locale=PARTNER_LOCALE)
        return
    resting = [whom for one in theirs for whom in one.about if await _rests(turn, whom)]
    links = list({(one.account, one.button.data): one for one in _links(turn, theirs, resting)}.values())
    no_more = END.button("digests.button.end", "end")
    ends = Link(no_more, phrase("mail.does.digests"), account, ends=True, stands_back=True)
    about = tuple(dict.fromkeys(whom for one in theirs for whom in one.about))
    for first in range(0, max(len(links), 1), _A_LETTER):
        some = [*links[first : first + _A_LETTER], ends]
        await by_mail.write(turn, account, recipient, subject, said if first == 0 else said[:2], some, about)


async def _reaches(turn: Turn, one: Gathered) -> bool:
    """Whether an account is reached at that address as it was: they may have left, or use Telegram now."""
    if one.account == daily.NOBODY:
        return turn.can_mail(one.recipient)
    if one.account not in turn.addresses and one.about:
        case = await cases.load(turn.here, one.about[0])
        known = case is not None and by_mail.person_account(turn, case) == one.account
        if not known or case is None or not await is_theirs(turn, case, one.account):
            return False
    if one.account not in turn.addresses:
        await by_mail.owner_of(turn, one.account, one.recipient)
    return turn.addresses.get(one.account) == one.recipient


async def _tell_elsewhere(turn: Turn, some: Sequence[Gathered]) -> None:
    """Whoever uses Telegram since then is told there, a message each, with its buttons."""
    now = {by_mail.referent_account(turn.network, one): turn.accounts.get(one.id) for one in turn.network.referents}
    for one in some:
        account = now.get(one.account)
        if account is not None and not by_mail.is_by_mail(account):
            rows = [[Button(verbatim(said), data)] for said, data in one.links]
            words = [verbatim(one.words)] if one.words else [phrase("digests.title")]
            await turn.show(account, Screen(words, rows, PARTNER_LOCALE, protect=True, about=one.about))


async def _is_over(turn: Turn, one: Gathered) -> bool:
    """Whether it asks for something about a case that has closed or is paused since: nobody is asked for that now."""
    if not one.links or not one.about or any(_of_ended(turn, data) for _, data in one.links):
        return False
    return all([await _rests(turn, reference) for reference in one.about])


async def _rests(turn: Turn, reference: str) -> bool:
    case = await cases.load(turn.here, reference)
    return case is None or case.rests(turn.now)


def _of_ended(turn: Turn, data: str) -> bool:
    verb = by_mail.verb_of(turn, data)
    return verb is not None and verb.of_ended


def _links(turn: Turn, some: Sequence[Gathered], resting: Collection[str]) -> Iterator[Link]:
    """Each says which case it is about; none asks for something about a case that rests."""
    for one in some:
        for said, data in one.links:
            verb = by_mail.verb_of(turn, data)
            rests = any(reference in resting for reference in told_of(data))
            if verb is not None and verb.by_mail and (verb.of_ended or not rests):
                label = verbatim(by_mail.of_case(said, data))
                yield Link(verb.button(label, *data.split("|")[1:]), phrase(verb.by_mail), one.account)


async def end(turn: Turn, account: int, _what: str) -> None:
    """Have no such letters any more. The coordination hears of a referent who reads less than before."""
    turn.does("digests", "end")
    referent = turn.referent_of(account)
    if await daily.end(turn, account) and referent is not None:
        told = phrase("coordinator.digests.ended", **named(turn.network, referent.id))
        await turn.say(turn.coordinators(), told, locale=PARTNER_LOCALE)
    rows = [[BEGIN.button("digests.button.begin", "begin")]]
    await turn.show(account, Screen([phrase("digests.end", **turn.contact)], rows, PARTNER_LOCALE))


async def begin(turn: Turn, account: int, _what: str) -> None:
    """Have them again."""
    turn.does("digests", "begin")
    await daily.begin(turn, account)
    rows = [[END.button("digests.button.end", "end")]]
    await turn.show(account, Screen([phrase("digests.begin")], rows, PARTNER_LOCALE))

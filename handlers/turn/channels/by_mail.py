"""By mail: the accounts of those who have none with Telegram, and their letters, whose links do what buttons do.

Such an account is a number of a range of its own, made of whoever it is of and of their addresses: where those change
it is another, and links in old letters are over.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import quote

from correspondence import page
from handlers.turn.channels import daily
from handlers.turn.channels.footer import footer, is_persons
from handlers.turn.screen import PARTNER_LOCALE, Button, Paragraph, Screen, bare, markup, plain, verbatim
from network import slots
from network.calendar import deadline
from network.model import Network, Referent, Role
from network.phrase import Phrase, phrase
from storage import cases, letters, owners
from storage.cases import Case
from storage.durable import mail_acts, mails
from storage.durable.about import About, case_in, told_of
from storage.durable.mail_acts import MailAct
from storage.letters import Letter
from storage.owners import Owner

if TYPE_CHECKING:
    from handlers.turn.register import Verb
    from handlers.turn.turn import Turn

_RANGE, _BITS = 1 << 56, 48
"""Telegram’s numbers have at most 52 significant bits (Bot API, User)."""
LONGER, LONGEST = 5, 20
"""Working days that a link holds after the date by which something is expected, or after it was sent; and so many where
nothing is: what is asked about a case that is over.
"""
_PARTS = (Role.TECHNICAL, Role.TERRITORIAL)
MOST = 30
"""Links in one letter."""


def is_by_mail(account: int) -> bool:
    """Whether an account is one of these."""
    return 0 <= account - _RANGE < 1 << _BITS


def account_of(whose: str) -> int:
    """The account of somebody, by a word that nobody else has."""
    return _RANGE + int.from_bytes(hashlib.blake2b(whose.encode(), digest_size=_BITS // 8).digest(), "big")


def addresses_of(network: Network, referent: Referent) -> tuple[str, ...]:
    """The addresses that a referent may write from, their own first; what is for them goes to the first."""
    named = referent.email, network.organisation_by_id[referent.organisation].email
    return tuple(dict.fromkeys(one.strip().lower() for one in named if one.strip()))


def referent_account(network: Network, referent: Referent) -> int | None:
    """The account by mail of a referent; None where they have no address."""
    addresses = addresses_of(network, referent)
    return _account(network, referent, addresses) if addresses else None


def _account(network: Network, referent: Referent, addresses: tuple[str, ...]) -> int:
    return account_of(f"{network.identity.id} {referent.id} {' '.join(addresses)}")


def bind(turn: Turn) -> None:
    """Whoever has no account with Telegram has theirs by mail, where mails are read. A coordinator needs Telegram."""
    if not turn.runtime.mailbox:
        return
    for referent in turn.network.referents:
        if referent.id in turn.accounts or referent.id in turn.coordination.referents:
            continue
        if Role.COORDINATOR in referent.roles:
            continue
        addresses = addresses_of(turn.network, referent)  # once: this is done in each turn
        if addresses and turn.can_mail(addresses[0]):
            account = _account(turn.network, referent, addresses)
            turn.accounts[referent.id] = account
            turn.addresses[account] = addresses[0]


def person_account(turn: Turn, case: Case) -> int | None:
    """The account by mail of the person of a case, whom nobody follows it with on Telegram; None where mails are not
    read, or they gave no address.
    """
    address = (case.project.email or "").strip().lower()
    if not turn.runtime.mailbox or not turn.can_mail(address):
        return None
    account = account_of(f"{turn.network.identity.id} {case.reference} {address}")
    turn.addresses[account] = address
    return account


def owner_account(turn: Turn, owner: Owner) -> int | None:
    """The account by mail of whoever speaks for offers; None where mails are not read, or they gave no address."""
    address = owner.email.strip().lower()
    if not turn.runtime.mailbox or not turn.can_mail(address):
        return None
    account = account_of(f"{turn.network.identity.id} owner {owner.id} {address}")
    turn.addresses[account] = address
    turn.owners.add(account)
    return account


async def owner_of(turn: Turn, account: int, address: str) -> Owner | None:
    """The owner whose account by mail it is, at that address."""
    if not is_by_mail(account) or not address:
        return None
    theirs = await owners.at(turn.here, address)
    return next((one for one in theirs if owner_account(turn, one) == account), None)


# --- letters ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Link:
    """What a letter offers: what its button says and sends, and how it is called in a subject. `account`: whose it is,
    where a letter is for several. `ends`: letters like this one. `stands_back`: less loud than the others.
    """

    button: Button
    called: Phrase
    account: int = 0
    ends: bool = False
    stands_back: bool = False


async def post(turn: Turn) -> None:
    """Write a letter to everybody who is to read something by mail: all of it in one, or keep it for that of the day.
    Addresses are counted in their order, so that no two turns wait for each other.
    """
    answered = turn.caller.account if turn.row.source == "mail" and turn.toast else 0
    every = dict.fromkeys([*([answered] if answered else ()), *turn.shown])
    readers = [account for account in every if turn.addresses.get(account)]
    in_order = sorted(readers, key=lambda one: (turn.addresses[one], one))
    now = {one: await daily.goes(turn, one, turn.addresses[one], turn.shown.get(one, ())) for one in in_order}
    for account in readers:
        said: list[Paragraph] = [verbatim(turn.toast)] if account == answered else []
        await _letter(turn, account, said, turn.shown.get(account, ()), now=now[account])
    turn.shown.clear()


async def _letter(
    turn: Turn, account: int, said: list[Paragraph], shown: Sequence[tuple[Screen, str | None]], *, now: bool
) -> None:
    address = turn.addresses[account]
    found = _links(turn, (screen for screen, _ in shown))
    answers = turn.row.source == "mail" and account == turn.caller.account
    about = _about(shown, found) or (await _answered_about(turn) if answers else ())
    links = list(_told_apart(found, about))
    files: list[mails.Filed] = []
    for screen, _ in shown:
        told = await _allowed(turn, account, screen, files)
        said.extend(one for one in told if not screen.attached or one not in said)
    offered = [(plain(PARTNER_LOCALE, one.button.label), one.button.data) for one in links if not one.ends]
    called = next((name for _, name in shown if name), "")
    if not now and await daily.gather(turn, account, address, bare(PARTNER_LOCALE, said), offered, about, called):
        return
    name = turn.network.identity.name
    of_one = "mail.person.subject" if is_persons(turn, account) else "mail.of_case.subject"
    reference = case_in(about)
    subject = phrase(of_one if reference else "mail.of_network.subject", network=name, reference=reference)
    said = said if answers else [phrase("mail.hello"), *said]
    await write(turn, account, address, subject, said, links, about, called, files)


async def write(
    turn: Turn,
    account: int,
    address: str,
    subject: Phrase,
    said: Sequence[Paragraph],
    links: Sequence[Link] = (),
    about: About = (),
    kind: str = "",
    files: Sequence[mails.Filed] = (),
) -> None:
    """Queue a letter with its links and files. What it says was allowed to go there. `kind` is how what it shows is
    called, by which an answer in words is understood.
    """
    locale, real_now = PARTNER_LOCALE, turn.runtime.real_now()
    title = plain(locale, subject)
    first = about[0] if len(about) == 1 else None
    mail_id = await mails.put(turn.here, address, title, "", real_now, first, locale=locale)
    acts = [
        MailAct(mail_id, number, link.account or account, link.button.data, await _until(turn, link.button.data))
        for number, link in enumerate(links[:MOST], 1)
    ]
    itself = MailAct(mail_id, 0, account, kind[:64], deadline(turn.now, LONGER, turn.network.identity.timezone))
    await mail_acts.offer(turn.here, [itself, *acts], about)
    shown = [
        page.Act(
            act.number, plain(locale, link.button.label), _href(turn, locale, link, act), loud=not link.stands_back
        )
        for act, link in zip(acts, links, strict=False)
    ]
    read = account != 0 and bool(about or not is_persons(turn, account))
    above = plain(locale, phrase("mail.above")) if read else ""
    head = plain(locale, phrase("mail.acts", mailbox=turn.runtime.mailbox)) if acts else ""
    below = " ".join(plain(locale, one) for one in footer(turn, account if read else 0, kind, acts))
    words = page.Words(locale, title, above, markup(locale, said), head, below)
    listed = "\n\n".join(f"{act.number}. {act.label}\n<{act.href}>" for act in shown)
    parts = [above, above and "_" * 30, bare(locale, said), head, listed, "-- \n" + words.footer]
    written = mails.Written(
        "\n\n".join(part for part in parts if part),
        page.page(words, shown),
        turn.runtime.tokens.seal(mail_id),
        turn.answering if account == turn.caller.account or not turn.answering else None,
        f"{about[0]}.{account - _RANGE:x}" if about else None,
        next((_ends(turn, act) for act, link in zip(acts, links, strict=False) if link.ends), None),
        files or None,
    )
    await mails.write(turn.here, mail_id, written)
    turn.afterwards.append(turn.runtime.wake_mail)


async def _answered_about(turn: Turn) -> About:
    """The case of the mail that is answered, unless it is gone: whoever writes back writes about that."""
    known = turn.answers_about and await cases.look_up(turn.here, turn.answers_about)
    return (turn.answers_about,) if known else ()


def _links(turn: Turn, screens: Iterable[Screen]) -> list[Link]:
    """Their buttons that a mail can press, each once."""
    found: dict[str, Link] = {}
    for screen in screens:
        for button in (one for row in screen.rows for one in row):
            verb = verb_of(turn, button.data)
            if verb is not None and verb.by_mail:
                renamed = replace(button, label=phrase(verb.by_mail)) if verb.renamed_by_mail else button
                link = Link(renamed, phrase(verb.by_mail), ends=verb.unsubscribes, stands_back=verb.stands_back)
                found.setdefault(button.data, link)
    return list(found.values())


def _told_apart(links: Sequence[Link], about: About) -> Iterator[Link]:
    """Links that say which case they are about, where there are several; or which part of it, where two read alike."""
    labels = [plain(PARTNER_LOCALE, link.button.label) for link in links]
    for link, label in zip(links, labels, strict=True):
        said = of_case(label, link.button.data) if len(about) > 1 else label
        if labels.count(label) > 1 and said == label:
            part = next((role for role in _PARTS if role in link.button.data.split("|")), None)
            said = f"{label} ({plain(PARTNER_LOCALE, phrase(f'case.slot.{part}'))})" if part else label
        yield link if said == label else replace(link, button=replace(link.button, label=verbatim(said)))


def of_case(label: str, data: str) -> str:
    """The label of a link, and the case that it is about."""
    which = " ".join(reference for reference in told_of(data) if reference not in label)
    return f"{label} ({which})" if which else label


def verb_of(turn: Turn, data: str) -> Verb | None:
    """The verb of a button, by what it sends."""
    name, *texts = data.split("|")
    return next((verb for verb, _ in turn.runtime.register.verbs.get(name, ()) if verb.read(texts) is not None), None)


def _about(shown: Iterable[tuple[Screen, str | None]], links: Iterable[Link]) -> About:
    """The cases that a letter tells of."""

    def each() -> Iterator[str]:
        for screen, name in shown:
            yield from screen.about or told_of(name or "")
        for link in links:
            yield from told_of(link.button.data)

    return tuple(dict.fromkeys(each()))


async def _allowed(turn: Turn, account: int, screen: Screen, files: list[mails.Filed]) -> list[Paragraph]:
    """What of a screen may stand in a mail: what nobody may pass on stays out of it, unless the network says otherwise
    and the address is known to be theirs. Its file goes to the others, where it is that of a letter.
    """
    if screen.protect and not await may_read(turn, account):
        return [phrase("mail.withheld", **turn.contact)]
    there = [] if screen.file is None else [phrase("mail.file_stays", **turn.contact)]
    if screen.attached and (letter := await letters.find(turn.here, screen.attached)) is not None:
        files.append(await filed(turn, letter))
        there = [phrase("mail.file.there", name=letter.content.called, file=files[-1].name)]
    return [*screen.paragraphs, *there]


async def filed(turn: Turn, letter: Letter) -> mails.Filed:
    """The file of a letter of a case, for an e-mail: its name says nothing of anybody, which programs show."""
    name = letter.content.called
    ending = name.rpartition(".")[2].lower() if re.search(r"\.[A-Za-z0-9]{1,5}$", name) else "bin"
    left = phrase("mail.file_left", file=name, **turn.contact)
    called = f"{await letters.reference_of(turn.here, letter)}-{letter.id}.{ending}"
    return mails.Filed(letter.id, called, plain(PARTNER_LOCALE, left))


async def may_read(turn: Turn, account: int) -> bool:
    """Whether what a case holds may go to an account by mail: its owner has confirmed the address by using a link."""
    return turn.network.identity.records_by_mail and await mail_acts.used(turn.here, account)


async def _until(turn: Turn, data: str) -> datetime:
    """Until the date of the slot that a button is about, and five working days more; longer where none is expected."""
    zone, begins = turn.network.identity.timezone, turn.now
    if (verb := verb_of(turn, data)) is not None and verb.of_ended:
        return deadline(begins, LONGEST, zone)
    case = await cases.look_up(turn.here, next(iter(told_of(data)), ""))
    for role, slot in ({} if case is None else case.slots).items():
        if role in data.split("|"):
            begins = max(begins, slots.expected_by(slot, turn.network.charter, zone, None) or begins)
    return deadline(begins, LONGER, zone)


def _href(turn: Turn, locale: str, link: Link, act: MailAct) -> str:
    """The address that opens a mail to us, with the token in its subject and nothing of anybody."""
    token = token_of(turn, act)
    references = " ".join(one for one in told_of(act.data) if case_in((one,)))
    subject = " ".join(part for part in (plain(locale, link.called), references, token) if part)
    body = plain(locale, phrase("mail.send_as_it_is", choice=link.button.label))
    return f"mailto:{quote(turn.runtime.mailbox, safe='@')}?subject={quote(subject)}&body={quote(body)}"


def _ends(turn: Turn, act: MailAct) -> str:
    """The address by which a mail program ends letters of a kind (RFC 2369, 3.2)."""
    return f"mailto:{quote(turn.runtime.mailbox, safe='@')}?subject={quote(token_of(turn, act))}"


def token_of(turn: Turn, act: MailAct) -> str:
    """The token of a link."""
    return turn.runtime.tokens.of(
        act.mail_id, act.number, act.account, act.data, f"{act.until.astimezone(UTC):%Y%m%d%H%M}"
    )

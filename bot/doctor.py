"""The doctor: looks at everything the bot needs, changes nothing, and says what to mend and what each thing is for."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import Literal

import aiohttp
from aiosmtplib import SMTPSenderRefused
from rich.console import Console
from telegram import Bot, ChatMember, ChatMemberAdministrator, ChatMemberRestricted
from telegram.error import InvalidToken, TelegramError

from bot.clock import real_now
from bot.open_database import unusable
from bot.program import build_bot
from bot.settings import Settings
from bot.wire import imap
from bot.wire.smtp import RefusesUsError, Server, fault_in
from network import file, soundness
from network.file import NetworkFileError
from storage import accounts, networks
from storage.durable import held, inbox, mails, outbox
from storage.engine import migrate
from storage.engine.database import Database
from storage.engine.here import Here
from storage.engine.migrate import UnusableError
from storage.engine.readonly import looked_into

MOST_DRIFT = 30
"""Seconds that this machine's clock may differ from Telegram's."""

MOST_AGE = timedelta(days=2)
"""How old the newest copy of the database may be."""

_IDLE_RIGHTS = (
    "can_delete_messages", "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users",
    "can_pin_messages", "can_manage_topics",
)  # fmt: skip

_LATER = {
    "empty": "There is nothing in the database yet: the bot fills it when it starts.",
    "older": "The database is an earlier version’s: the bot brings it up to date when it starts.",
}
_MARKS = {"good": ("✓", "green"), "odd": ("!", "yellow"), "bad": ("✗", "red")}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    state: Literal["good", "odd", "bad"]
    words: str


async def examine(settings: Settings, console: Console) -> bool:
    """Print every finding. Returns whether nothing is bad."""
    sound = True
    async for finding in _findings(settings):
        mark, style = _MARKS[finding.state]
        console.print(f"{mark} {finding.words}", style=style, markup=False, soft_wrap=True)
        sound = sound and finding.state != "bad"
    return sound


async def _findings(settings: Settings) -> AsyncIterator[Finding]:
    bot = build_bot(settings)
    group: int | None = settings.partner_group_id
    sender: str | None = None
    try:
        network = file.load(settings.network_file).identity
        sender = network.contact.email
        async with looked_into(settings.database_url) as database:
            found = "empty" if database is None else await database.run(migrate.shape)
            if database is not None and found == "newest":
                group = await database.run(lambda c: networks.group_of(Here(c, network.id))) or group
                stored = await database.run(lambda c: networks.load(Here(c, network.id)))
                sender = sender if stored is None else stored.network.identity.contact.email
                for line in [] if stored is None else soundness.problems(stored.network):
                    yield Finding("bad", f"The network in the database: {line}; then `python -m bot import`.")
                yield Finding("good", f"The database answers ({settings.database_url.partition('+')[0]}).")
                async for finding in _database(database, network.id):
                    yield finding
            else:
                yield Finding("odd", _LATER[found])
    except NetworkFileError as error:
        yield Finding("bad", str(error))
    except UnusableError as error:
        yield Finding("bad", str(unusable(error)))
    except Exception as error:
        yield Finding("bad", f"The database cannot be used ({type(error).__name__}): check DATABASE_URL.")
    for finding in _copies(settings):
        yield finding
    async for finding in _telegram(bot, group):
        yield finding
    yield await _mail(settings.mail_server, sender, settings.mailbox_address)
    yield await _mailbox(settings)
    yield await _clock(settings)


async def _database(database: Database, network_id: str) -> AsyncIterator[Finding]:
    waiting = [await database.run(table.waiting) for table in (inbox, outbox, mails)]
    words = "{} updates wait to be worked, {} messages and {} e-mails to be sent."
    yield Finding("good", words.format(*waiting))
    if waits := await database.run(held.count):
        yield Finding("odd", f"{waits} messages and e-mails are held back since a restoring: see `python -m bot held`.")
    bound = await database.run(lambda c: accounts.accounts_of(Here(c, network_id)))
    if not bound:
        yield Finding("odd", "No referent has bound an account: `python -m bot invite REFERENT` makes a link.")
    else:
        yield Finding("good", f"{len(bound)} referents have bound an account.")


def _copies(settings: Settings) -> Iterator[Finding]:
    """Whether there is a young copy of the database in every place."""
    there, now = settings.copies, real_now()
    if there is None:
        yield Finding("good", "PostgreSQL is copied by its own tools: `python -m bot backup` shows how.")
        if settings.backup_folder is None:
            words = "BACKUP_FOLDER is not set: what is erased is listed nowhere, and a copy would bring it back."
            yield Finding("odd", words)
        return
    if settings.backup_folder is None:
        yield Finding("odd", "BACKUP_FOLDER is not set: no copy of the database is made each night.")
    elif (newest := there.newest) is None or now - newest > MOST_AGE:
        words = "There is no copy of the database of the last two days: a running bot makes one each night."
        yield Finding("odd" if newest is None else "bad", words)
    else:
        yield Finding("good", f"The newest copy of the database is of {newest:%d %B %Y, %H:%M} (UTC).")
    if there.second is None:
        yield Finding("odd", "BACKUP_COPY_TO is not set: when this machine breaks, the copies break with it.")
    elif not there.second.is_dir():
        yield Finding("bad", "The folder of BACKUP_COPY_TO is not there: is the share mounted?")
    elif there.behind(now):
        yield Finding("bad", "The folder of BACKUP_COPY_TO lacks copies: a running bot puts them there.")


async def _telegram(bot: Bot, group: int | None) -> AsyncIterator[Finding]:
    try:
        try:
            await bot.initialize()
        except InvalidToken:
            yield Finding("bad", "Telegram refuses the token: copy BOT_TOKEN again from @BotFather.")
            return
        except TelegramError as error:
            words = f"Telegram is out of reach ({type(error).__name__}): check TELEGRAM_API_URL and the network."
            yield Finding("bad", words)
            return
        yield Finding("good", f"The token is the one of @{bot.username}.")
        webhook = await bot.get_webhook_info()
        if webhook.url:
            yield Finding("bad", "A webhook is set, so nothing can be fetched: another program uses this token.")
        if group is None:
            yield Finding("odd", "PARTNER_GROUP_ID is not set: cards go to the coordinators alone.")
        else:
            async for finding in _group(bot, group):
                yield finding
    finally:
        await bot.shutdown()


async def _group(bot: Bot, group: int) -> AsyncIterator[Finding]:
    try:
        chat = await bot.get_chat(group)
        me = await bot.get_chat_member(group, bot.id)
    except TelegramError:
        yield Finding("bad", "The bot does not see the partners' group: add it there, and check PARTNER_GROUP_ID.")
        return
    yield Finding("good", f"The partners' group is there ({chat.type}).")
    if me.status in (ChatMember.LEFT, ChatMember.BANNED):
        yield Finding("bad", "The bot is not a member of the partners' group: add it, so that it can show cards there.")
    elif isinstance(me, ChatMemberRestricted) and not me.can_send_messages:
        yield Finding("bad", "The bot may not write in the partners' group: give it that right, to show cards there.")
    elif isinstance(me, ChatMemberAdministrator):
        yield Finding("good", "The bot is an administrator there: it also sees at once who joins and who leaves.")
        given = [name for name in _IDLE_RIGHTS if getattr(me, name)]
        if given:
            yield Finding("odd", f"It has rights that it never uses; take them away: {', '.join(given)}.")
    else:
        yield Finding("good", "The bot is a plain member there: it shows cards, reads presses, and is told who leaves.")
        yield Finding("good", "It needs no right. As an administrator without rights it would also see who joins.")
    if chat.permissions is not None and not chat.permissions.can_send_messages and me.status == ChatMember.MEMBER:
        yield Finding("bad", "Members may not write in the group: make the bot an administrator, to show cards there.")


async def _mail(server: Server | None, sender: str | None, mailbox: str) -> Finding:
    """Log in to the mail server, and ask whether it takes mail from the mailbox that is read, or else from the
    network's own contact. Nothing is sent.
    """
    if server is None:
        return Finding("odd", "SMTP_URL is not set: people without Telegram are told by the coordinators alone.")
    if sender == "":
        words = "SMTP_URL is set, but nothing is sent: give the network's contact an email, in the network file."
        return Finding("bad", words)
    try:
        async with server.session() as session:
            if sender is not None:
                await session.mail(mailbox or sender)
    except RefusesUsError as error:
        words = f"The mail server refuses to let us in ({fault_in(error)}): check user and password in SMTP_URL."
        return Finding("bad", words)
    except SMTPSenderRefused as error:
        whom, check = ("the mailbox of IMAP_URL", "let it") if mailbox else ("the network's contact", "check its email")
        words = f"The mail server takes no mail from {whom} ({fault_in(error)}): {check}."
        return Finding("bad", words)
    except Exception as error:
        words = f"The mail server is out of reach ({fault_in(error)}): check SMTP_URL and the network."
        return Finding("bad", words)
    return Finding("good", "The mail server lets us in.")


async def _mailbox(settings: Settings) -> Finding:
    """Open the mailbox, and leave it as it is."""
    box = settings.mailbox
    if box is None:
        return Finding("odd", "IMAP_URL is not set: whoever gets e-mail cannot act by e-mail.")
    if settings.mail_server is None:
        return Finding("bad", "IMAP_URL is set, but SMTP_URL is not: nobody can be answered, so no mail is read.")
    if not settings.mailbox_address:
        return Finding("bad", "The user of IMAP_URL is no e-mail address: set MAIL_ADDRESS to that of the mailbox.")
    try:
        session = await asyncio.to_thread(box.open)
        await asyncio.to_thread(session.close)
    except Exception as error:
        fault = imap.fault_in(error)
        otherwise = _NO_ACCESS if fault.startswith("token: ") else _AWAY
        return Finding("bad", _WRONG_BOX.get(fault, otherwise.format(fault)))
    return Finding("good", "The mailbox opens: answers by e-mail are read there.")


_NO_ACCESS = "The mailbox gets no access ({}): check IMAP_TOKEN_FILE, or sign in as the mailbox once more."
_AWAY = "The mailbox is out of reach ({}): check host and port in IMAP_URL, and the network."
_WRONG_BOX = {
    "login": "The mailbox refuses user or password: check IMAP_URL (%40 for @). Microsoft 365 takes no password by "
    "IMAP; others, with two-step sign-in, want one made for programs.",
    "folder": "The mailbox has no folder of the name that stands behind the host in IMAP_URL.",
    "certificate: unknown": "The mailbox shows a certificate that nobody vouches for: check the host in IMAP_URL.",
    "certificate: expired": "The certificate of the mailbox is over: whoever runs the server has to renew it.",
    "certificate: host": "The mailbox shows a certificate of another host: write the name in it into IMAP_URL.",
    "token: file": "IMAP_TOKEN_FILE cannot be read, or lacks token_url, client_id or refresh_token.",
    "token: not taken": "There is an access token, and the mailbox does not take it: check that IMAP is on for this "
    "mailbox, that the permission is IMAP.AccessAsUser.All, and that the sign-in was as the user of IMAP_URL.",
    "no TLS": "What answers at the port in IMAP_URL speaks no TLS: check the port, or use imap://.",
    "no encryption": "The mailbox offers no encryption, so no password is sent there: use imaps:// in IMAP_URL.",
}


async def _clock(settings: Settings) -> Finding:
    """Compare this machine's clock with the date that the Bot API server answers with."""
    try:
        async with aiohttp.ClientSession() as session, session.get(settings.telegram_api_url) as response:
            told = response.headers.get("Date")
    except (aiohttp.ClientError, TimeoutError):
        return Finding("odd", "The clock could not be compared: the Bot API server does not answer.")
    if told is None:
        return Finding("odd", "The clock could not be compared: the Bot API server tells no date.")
    drift = abs(parsedate_to_datetime(told).timestamp() - time.time())
    if drift > MOST_DRIFT:
        return Finding(
            "bad", f"This machine's clock differs by {drift:.0f} seconds: dates told to people would be wrong."
        )
    return Finding("good", "The clock is right.")

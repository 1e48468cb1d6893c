"""The turn: what an arm works with while one row of the inbox is worked, in one transaction; see `running`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from conversations.engine.knowledge import Knowledge
from handlers.turn.channels import daily, ways
from handlers.turn.events import Event
from handlers.turn.runtime import Runtime
from handlers.turn.screen import PARTNER_LOCALE as PARTNER_LOCALE
from handlers.turn.screen import Paragraph, Payload, Screen, bare
from network.look import standing
from network.managing import differences
from network.model import Network, Referent
from network.phrase import Param, Phrase
from reports.sheet import Sheet, to_json
from storage import managing, networks, people
from storage.coordinators import Coordination
from storage.durable import erasures, flood, inbox, mails, outbox
from storage.durable.about import About
from storage.durable.sent_messages import SHEET
from storage.engine.database import Connection, statements_of
from storage.engine.here import Here

Readers = int | Iterable[int]
"""The chat of whoever reads something, or several."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who wrote or pressed, where. `name` is how Telegram names them, for the coordination’s eyes only; `message_id` is
    the message that they wrote, or under which they pressed. `foreign`: their Telegram speaks neither of our languages,
    and `locale` is a guess.
    """

    account: int
    chat_id: int
    locale: str
    name: str = ""
    message_id: int = 0
    foreign: bool = False


NOBODY = Caller(0, 0, PARTNER_LOCALE)
"""Who calls where a date came, or a delivery ended."""


@dataclass(slots=True)
class Turn:
    """What the arms of a turn work with. Everything they do is part of one transaction.

    `caller` is who began it, `act` what they do: its feature and its word there, as ``slots.take``. `toast` is the
    answer to their press, given after the commit; `link` is a t.me address of this bot that the answer opens.
    `read` is what was read before the turn began, where something was. `version` is that of the network. `noticed`
    counts the statements of other features that acted on it. `afterwards` holds what is done once the turn is
    committed, and only then. `replies` are the calls to the chat in which it began, and whether they ask something.
    `addresses` are those of the accounts that are reached by mail, `shown` what these are to read, `owners` those of
    them who speak for offers, `answering` the Message-ID of the mail that this turn answers, `answers_about` the case
    that mail was about.
    """

    runtime: Runtime
    here: Here
    row: inbox.Row
    now: datetime
    knowledge: Knowledge
    group: int | None
    accounts: dict[str, int]
    coordination: Coordination
    caller: Caller = NOBODY
    act: str = ""
    noticed: int = 0
    toast: str = ""
    link: str = ""
    read: Any = None
    version: int = 0
    afterwards: list[Callable[[], None]] = field(default_factory=list)
    replies: list[tuple[outbox.Put, bool]] = field(default_factory=list)
    addresses: dict[int, str] = field(default_factory=dict)
    shown: dict[int, list[tuple[Screen, str | None]]] = field(default_factory=dict)
    owners: set[int] = field(default_factory=set)
    answering: str = ""
    answers_about: str = ""

    @property
    def network(self) -> Network:
        """The network of this turn."""
        return self.knowledge.network

    @property
    def connection(self) -> Connection:
        """The open transaction, for what belongs to no network."""
        return self.here.connection

    @property
    def today(self) -> date:
        """Which day it is for the network."""
        return self.day(self.now)

    def day(self, at: datetime) -> date:
        """Which day a moment falls on for the network."""
        return at.astimezone(self.network.identity.tzinfo).date()

    def referent_of(self, telegram_id: int) -> Referent | None:
        """The referent that an account acts for."""
        for referent_id, account in self.accounts.items():
            if account == telegram_id:
                return self.network.referent_by_id.get(referent_id)
        return None

    def actor(self, telegram_id: int) -> str:
        """How an account stands in the history of a case: by its referent, or as the coordination."""
        referent = self.referent_of(telegram_id)
        return referent.id if referent is not None else "coordinator"

    def coordinators(self) -> list[int]:
        """The accounts of everybody who coordinates."""
        return self.coordination.bound(self.accounts)

    def coordinates(self, account: int) -> bool:
        """Whether an account coordinates."""
        return account in self.coordinators()

    def does(self, feature: str, word: str) -> None:
        """Say what is done in this turn, as logs name it."""
        self.act = f"{feature}.{word}"

    async def happened(self, event: Event) -> None:
        """Whatever other features do on it is done now, in the order of the features."""
        before = statements_of(self.connection)
        for notice in self.runtime.register.on.get(type(event), ()):
            await notice(self, event)
        self.noticed += statements_of(self.connection) - before

    async def erased(self, whom: str) -> None:
        """Something is erased of whom `Marks.of` calls so: no copy of the database is to bring it back."""
        await erasures.note(self.connection, self.runtime.marks.of(whom), self.runtime.real_now())
        self.afterwards.append(self.runtime.erased)

    async def amend(self, network: Network, author: str, reason: str) -> None:
        """From now on the network is `network`: for the rest of this turn, and for every turn after its commit.
        `author` is a referent’s id or "coordinator" (see `actor`), `reason` a word or two on what was changed.

        Where somebody else has recorded a version since this turn began, the turn is run again, on theirs.
        """
        now, changes = self.runtime.real_now(), list(differences(self.network, network))
        stored = await networks.amend(self.here, network, now, author=author, reason=reason, after=self.version)
        await managing.note(self.here, stored.version, changes, author, self.now)
        self.version = stored.version
        self.knowledge = replace(self.runtime.amended(stored), today=self.today)

    @property
    def contact(self) -> dict[str, Param]:
        """The human whom anybody can call: name and telephone, for a phrase."""
        contact = self.network.identity.contact
        return {"name": contact.name.phrase(), "phone": contact.phone}

    async def locale_of(self, telegram_id: int) -> str:
        """The language somebody reads."""
        known = await people.find(self.here, telegram_id)
        return known.locale if known is not None else PARTNER_LOCALE

    def answer(self, said: Phrase, locale: str = PARTNER_LOCALE) -> None:
        """What the press is answered; Telegram takes at most 200 characters."""
        self.toast = bare(locale, [said])[:200]

    async def document(self, chat_id: int, filename: str, sheet: Sheet, about: str, words: Phrase) -> None:
        """Queue a sheet of paper; it is printed when it is sent. `about`: a reference, so that erasing finds it."""
        paper = "document", {"filename": filename, "sheet": to_json(sheet)}
        await self.show(chat_id, Screen([words], locale=PARTNER_LOCALE, file=paper), f"{SHEET}:{about}:{self.row.id}")

    async def was_sent(self, chat_id: int, name: str) -> bool:
        """Whether a message called `name` was sent to a chat, or waits to be."""
        return await outbox.sight(self.connection, chat_id, name) is not None

    async def call(
        self,
        chat_id: int,
        method: str,
        payload: Payload,
        name: str | None = None,
        *,
        about: About = (),
        fleeting: bool = False,
    ) -> None:
        """Queue a Bot API call; see `outbox.put`."""
        now = self.runtime.real_now()
        put = await outbox.put(self.connection, chat_id, method, payload, now, name, about=about, fleeting=fleeting)
        if chat_id == self.row.lane:
            asks = method == "sendMessage" and name is not None and name.startswith(f"{flood.QUESTION}:")
            self.replies.append((put, asks))

    async def say(
        self,
        readers: Readers,
        *paragraphs: Paragraph,
        locale: str | None = None,
        protect: bool = False,
        name: str | None = None,
    ) -> None:
        """Queue a message without buttons."""
        await self.show(readers, Screen(paragraphs, locale=locale, protect=protect), name)

    async def show(self, readers: Readers, screen: Screen, name: str | None = None) -> None:
        """Show a screen to its readers, in the way that reaches each; see `channels`."""
        for chat_id in _each(readers):
            await ways.of(self, chat_id).show(self, chat_id, screen, name)

    async def edit(self, readers: Readers, screen: Screen, name: str) -> None:
        """Have the message called `name`, which stands there, show another screen."""
        for chat_id in _each(readers):
            await ways.of(self, chat_id).edit(self, chat_id, screen, name)

    async def edit_buttons(self, chat_id: int, screen: Screen, name: str) -> None:
        """Change the buttons under the message called `name` to those of a screen."""
        await ways.of(self, chat_id).edit_buttons(self, chat_id, screen, name)

    async def redraw(self, readers: Readers, screen: Screen, name: str) -> set[int]:
        """The same in each chat that a message called `name` was sent to, or waits for. Returns which these are."""
        standing = {chat_id for chat_id in _each(readers) if await self.was_sent(chat_id, name)}
        await self.edit(sorted(standing), screen, name)
        return standing

    async def take_out(self, chat_id: int, screen: Screen, name: str | None = None, **which: int) -> None:
        """Have a message go, by its name or its `message_id`; where it goes no more it says what a screen says. Where
        nobody can be reached now, it is owed.
        """
        await ways.of(self, chat_id).take_out(self, chat_id, screen, name, which)

    def can_mail(self, address: str) -> bool:
        """Whether an e-mail can be sent there: mail is on, and there is an address to send from and to."""
        ours = self.runtime.mails and self.network.identity.contact.email
        return bool(ours) and 0 < len(address.strip()) <= mails.LONGEST_ADDRESS

    async def mail(
        self,
        recipient: str,
        subject: Phrase,
        paragraphs: Iterable[Paragraph],
        *,
        locale: str,
        about: str | None = None,
        attachment: mails.Attachment | None = None,
        waits: bool = False,
        files: Sequence[mails.Filed] = (),
    ) -> bool:
        """Queue an e-mail of some paragraphs, in plain text. `about` is a case reference: erasing that case forgets it.
        What `waits` comes with the letter of the day where there were enough to that address today.

        Returns False where none can be sent, since mail is off or there is no address: then somebody else must tell.
        """
        if not self.can_mail(recipient):
            return False
        recipient, told = recipient.strip(), list(paragraphs)
        if not await daily.counts(self, recipient) and waits and attachment is None:
            of_whom = (about,) if about else ()
            if await daily.gather(self, daily.NOBODY, recipient.lower(), bare(locale, told), (), of_whom):
                return True
        paid_by = [one.sentence.phrase() for one in standing(self.network.funders, self.today)]
        titled = recipient, bare(locale, [subject]), bare(locale, [*told, *paid_by])
        await self.post(*titled, locale=locale, about=about, attachment=attachment, files=files)
        return True

    async def post(self, recipient: str, title: str, text: str, **more: Any) -> int:
        """Queue an e-mail as it stands; `more` as in `mails.put`. Returns its number."""
        number = await mails.put(self.here, recipient, title, text, self.runtime.real_now(), **more)
        if self.runtime.mailbox:  # so that it is known where it comes back
            await mails.seal(self.here, number, self.runtime.tokens.seal(number))
        self.afterwards.append(self.runtime.wake_mail)
        return number


def _each(readers: Readers) -> Iterable[int]:
    return (readers,) if isinstance(readers, int) else readers

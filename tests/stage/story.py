"""Stories: what a coordinator can read and a machine can play.

    # A title or a remark.
    @ porteur                 from here on the porteur acts, in private
    @ groupe bouche           the adviser acts in the partner group
    > text                    says it
    > (plein) text            says it again and again until the message is full, as a client cuts a longer text
    > [Label]                 presses the newest button of that label; the label may end in …
    > encore [Label]          presses once more the button that they pressed under that label, though it is gone
    > (numéro)                shares their own number;  > (voice) (sticker) (photo) (album) … sends one
    > (photo) text            sends one with words under it
    > (lien)                  follows the newest link of the bot, whoever it was given to
    > edit: text              corrects their last text
    > ↩ text                  answers the newest message of the bot in this chat;  > ↩ (voice) too
    > (bloque) (débloque)     blocks the bot, lets it write again
    >> a b [Label]            both press at once;  >> courrier:a b [Label…] where a mail of a’s arrives just before
    ! sans REFERENT …         the network has no such referents
    ! un financeur demande    a funder asks people for their status, their age, women and men
    = name REFERENT           a new person of the group binds their account to a referent, by a one-use link;
                              without REFERENT, nobody knows them; with a language in its place, as (nl), they are
                              not in the group, and their Telegram is in it
    < words … more words      a message of the bot in this chat, since the last act, has these words in this order
    <! words                  none has
    <+ name                   a message since then has a file of that name;  <- name none has
    [] Label                  that button is on offer
    [! Label                  no message of this chat offers it
    << words                  the last press was answered so
    ~ 3 h   ~ 2 j   ~ 30 s    time passes

    ! par e-mail REFERENT …   these act by e-mail; with “, dossiers compris” the network lets records go by mail
    @ courrier camille        from here on camille acts at her e-mail program; < and [] are about her letters and links
    > [Label]                 sends the mail that a link of hers opens;  > encore [Label] once more
    > (en route) [Label]      sends it, and it arrives with the line > (arrive)
    > ↩ text                  answers her newest letter;  > ↩ 1 the newest with links, by the number of one
    > text                    writes a mail of her own
    > ↩ (+ a.pdf b.jpg) text  with files, each of the kind that its name says; so in a mail of her own
    > (absence) (accusé) (retour)   her program or server answers the newest letter by itself: she is away, has read
                              it, cannot be reached

Spaces of every kind count as one, and so do straight and curved apostrophes. What the intake has come to ask since the
stories were told is skipped: see `tests/stage/questions.py`, to which a question is added that one speaks of.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

from conversations.words.lengths import MESSAGE
from simulator.cast import Person
from simulator.chats import Message
from tests.stage.correspondent import Correspondent
from tests.stage.direct import staged
from tests.stage.mailing import BY_ITSELF, Mailing, enclosing, mailing
from tests.stage.post_office import Letter
from tests.stage.questions import skip_newer
from tests.stage.stage import BOUCHE, COORDINATOR, ENGLISH, GROUP, NETWORK, PERSON, SANCY_ARTENSE, Stage

CAST = {
    "porteur": PERSON,
    "porteuse": PERSON,
    "visitor": ENGLISH,
    "bouche": BOUCHE,
    "territoire": SANCY_ARTENSE,
    "animatrice": COORDINATOR,
    "sancy": 1202,
    "boutique": 1199,
    "inconnue": 1198,
    "nederlander": 1900,
}
UNITS = {"s": timedelta(seconds=1), "min": timedelta(minutes=1), "h": timedelta(hours=1), "j": timedelta(days=1)}
FOLDER = Path(__file__).parents[1] / "stories"
_ACTS = ("@", ">", ">>", "=", "~")


def network_for(name: str, folder: Path) -> Path:
    """The network a story plays in: the sample, or a copy in `folder` with what its lines with “!” change."""
    lines = [line[2:] for _, line in read(name) if line.startswith("! ")]
    if not lines:
        return NETWORK
    gone, by_mail = (_named(lines, word) for word in ("sans ", "par e-mail "))
    blocks = []
    for block in NETWORK.read_text(encoding="utf-8").split("\n[["):
        ids = set(block.splitlines())
        if not gone & ids:
            blocks.append(_WITHOUT.sub("", block) if by_mail & ids else block)
    text = "\n[[".join(blocks)
    if any(line.endswith(_RECORDS) for line in lines):
        text = text.replace("\nreference_prefix", "\nrecords_by_mail = true\nreference_prefix", 1)
    if "un financeur demande" in lines:
        text = f"{text}\n{FUNDER_ASKS}"
    copy = folder / NETWORK.name
    copy.write_text(text, encoding="utf-8")
    return copy


FUNDER_ASKS = """[profile]
funder = { fr = "la Région (exemple)", en = "the Region (sample)" }
ask = ["status", "age", "adults"]
"""
_WITHOUT = re.compile(r"^telegram_id = .*\n", re.M)
_RECORDS = ", dossiers compris"


def _named(lines: list[str], word: str) -> set[str]:
    """The lines of the network’s file by which those are found whom the lines of a story name behind a word."""
    named = " ".join(line.removeprefix(word).removesuffix(_RECORDS) for line in lines if line.startswith(word))
    return {f'id = "{referent}"' for referent in named.split()}


def read(name: str) -> list[tuple[int, str]]:
    """The lines of a story with their numbers, without remarks and empty ones."""
    text = (FOLDER / f"{name}.story").read_text(encoding="utf-8")
    lines = enumerate(text.splitlines(), 1)
    return [(number, line.strip()) for number, line in lines if line.strip() and not line.startswith("#")]


def full(words: str) -> str:
    """As many times these words as one message holds: the first piece of a longer text."""
    return " ".join([words] * (MESSAGE // (len(words) + 1)))


def plain(text: str) -> str:
    """A text as stories are compared."""
    return re.sub(r"\s+", " ", text.replace("’", "'").replace("\N{NARROW NO-BREAK SPACE}", " ")).strip()


@dataclass(frozen=True, slots=True)
class Act:
    """A line by which something happens, and how many calls, presses and letters there were before it."""

    line: str
    calls: int
    presses: int
    letters: int = 0


Setting = Callable[..., AbstractAsyncContextManager[Stage]]


@asynccontextmanager
async def player_of(
    name: str, url: str, folder: Path, setting: Setting = staged, *, rebuild: bool = False, double: bool = False
) -> AsyncIterator[Player]:
    """Whoever plays a story, on a stage of its own; with an office and a mailbox where somebody writes mails in it."""
    network, given = network_for(name, folder), {}
    async with AsyncExitStack() as stack:
        post = None
        if any(line.startswith("@ courrier ") for _, line in read(name)):
            post = await stack.enter_async_context(mailing())
            text = network.read_text(encoding="utf-8")
            known = [who for who in (BOUCHE, SANCY_ARTENSE, COORDINATOR) if f"telegram_id = {who}\n" in text]
            given = {"smtp_url": post.office.url, "imap_url": post.box.url, "greeted": known}
        stage = await stack.enter_async_context(setting(url, network_file=network, **given))
        yield Player(stage, rebuild, double, mailing=post)


@dataclass(slots=True)
class Player:
    """Plays one story on a stage. `rebuild` builds the program anew after each line; `double` doubles each press."""

    stage: Stage
    rebuild: bool = False
    double: bool = False
    actor: int = PERSON
    chat: int = PERSON
    toast: str = ""
    acts: list[Act] = field(default_factory=list)
    mailing: Mailing | None = None
    writer: Correspondent | None = None
    _letters_before: int = 0
    _marks: dict[int, dict[int, str]] = field(default_factory=dict)
    _pressed: dict[tuple[int, str], tuple[int, str]] = field(default_factory=dict)
    _last_text: dict[int, Message] = field(default_factory=dict)

    async def play(self, name: str) -> None:
        """Play the story of that name to its end."""
        for number, line in read(name):
            try:
                await self._line(line)
            except AssertionError as error:
                raise AssertionError(f"{name}.story:{number}: {line}\n{error}") from None
            if self.rebuild and line[0] in ">~=":
                await self.stage.rebuild()

    async def _line(self, line: str) -> None:
        mark, rest = line[:2].strip(), line[2:].strip()
        if mark in _ACTS:
            self.acts.append(Act(line, len(self.stage.world.calls), len(self.stage.world.presses), len(self.letters)))
        match mark:
            case "@":
                self._enter(rest)
            case ">":
                self._mark()
                if self.writer is not None:
                    await self._write(self.writer, rest)
                else:
                    await self._act(rest)
                    await skip_newer(self.stage, self.actor)
            case ">>":
                self._mark()
                await self._press_at_once(rest)
            case "!":
                pass  # see network_for
            case "=":
                await self._invite(*rest.split())
            case "~":
                self._mark()
                amount, unit = rest.split()
                await self.stage.pass_time(int(amount) * UNITS[unit])
            case "<":
                assert self._said(rest), self._what_was_said()
            case "<!":
                assert not self._said(rest), self._what_was_said()
            case "<<":
                assert _holds(self.toast, rest), f"the press was answered: {self.toast!r}"
            case "<+":
                assert rest in self._files(), self._files()
            case "<-":
                assert rest not in self._files(), self._files()
            case "[]":
                assert self._stands(rest), f"[{rest}] is not on offer: {self._offered()[:12]}"
            case "[!":
                assert not self._stands(rest), f"[{rest}] is on offer"
            case _:
                raise AssertionError("no such line in a story")

    @property
    def letters(self) -> list[Letter]:
        """Every letter that anybody has got."""
        return [] if self.mailing is None else self.mailing.office.letters

    def _enter(self, rest: str) -> None:
        words, self.writer = rest.split(), None
        if words[0] == "courrier":
            assert self.mailing is not None
            self.writer = self.mailing.of(words[1], self.stage)
        elif words[0] == "groupe":
            self.chat, self.actor = GROUP, CAST[words[1]] if len(words) > 1 else self.actor
        else:
            self.actor = self.chat = CAST[words[0]]

    async def _act(self, what: str) -> None:
        world, stage = self.stage.world, self.stage
        if what.startswith("["):
            await self._press(what[1:-1])
        elif what.startswith("encore ["):
            await self._press_again(*self._pressed[self.chat, what[8:-1]])
        elif what == "(numéro)":
            world.share_contact(self.actor, self.chat)
            await stage.settle()
        elif what == "(lien)":
            world.start(self.actor, self._newest_link())
            await stage.settle()
        elif what in ("(bloque)", "(débloque)"):
            (world.block if what == "(bloque)" else world.unblock)(self.actor)
            await stage.settle()
        elif what.startswith("↩"):
            await self._send(what[1:].strip(), world.said_by_bot(self.chat)[-1].message_id)
        elif what.startswith("("):
            await self._send(what)
        elif what.startswith("edit:"):
            world.edit(self.actor, self.chat, self._last_text[self.chat].message_id, what[5:].strip())
            await stage.settle()
        else:
            self._last_text[self.chat] = await stage.say(self.actor, what, self.chat)

    async def _send(self, what: str, reply_to: int | None = None) -> None:
        """Words, or a file with or without words under it: "(photo) our oven"."""
        world = self.stage.world
        if what.startswith("(plein)"):
            self._last_text[self.chat] = world.say(self.actor, self.chat, full(what[7:].strip()), reply_to=reply_to)
        elif what.startswith("("):
            kind, _, caption = what[1:].partition(")")
            self._last_text[self.chat] = world.send_other(self.actor, self.chat, kind, caption.strip(), reply_to)[0]
        else:
            self._last_text[self.chat] = world.say(self.actor, self.chat, what, reply_to=reply_to)
        await self.stage.settle()

    async def _press(self, wanted: str) -> None:
        label = self._label(wanted)
        message = self.stage.button(self.chat, label)
        [data] = [b["callback_data"] for row in message.buttons for b in row if b["text"] == label]
        self.toast = await self.stage.press(self.actor, label, self.chat)
        self._pressed[self.chat, wanted] = message.message_id, data
        if self.double:
            kept = self.toast
            await self._press_again(message.message_id, data)
            self.toast = kept

    async def _press_again(self, message_id: int, data: str) -> None:
        again = self.stage.world.press(self.actor, self.chat, message_id, data, stale=True)
        self.toast = (await self.stage.answer(again)).text

    async def _press_at_once(self, rest: str) -> None:
        names, _, wanted = rest.removesuffix("]").partition("[")
        label = self._label(wanted)
        message = self.stage.button(self.chat, label)
        [data] = [b["callback_data"] for row in message.buttons for b in row if b["text"] == label]
        for name in names.split():
            if self.mailing is not None and (word := name.removeprefix("courrier:")) != name:
                writer = self.mailing.of(word, self.stage)
                await self.mailing.arrive(self.stage, writer.composed(_chosen(wanted, writer.links())))
        presses = [
            self.stage.world.press(CAST[name], message.chat_id, message.message_id, data, stale=True)
            for name in names.split()
            if name in CAST
        ]
        self.toast = " / ".join([(await self.stage.answer(press)).text for press in presses])

    async def _invite(self, name: str, referent: str = "") -> None:
        who = CAST[name]
        world = self.stage.world
        language = re.fullmatch(r"\((\w+)\)", referent)
        code = language[1] if language else "fr"
        world.add_person(Person(id=who, first_name=name, phone="+33199000099", language_code=code))
        if language:
            return
        world.join(who, GROUP)
        if not referent:
            return
        link = await self.stage.link(referent)
        world.start(who, link.partition("?start=")[2])
        await self.stage.settle()

    def _newest_link(self) -> str:
        said = (str(call.params) for call in reversed(self.stage.world.calls))
        return next(found[1] for text in said if (found := re.search(r"[?]start=([\w-]+)", text)))

    async def _write(self, writer: Correspondent, what: str) -> None:
        """What somebody does at their e-mail program. A mail that comes doubled is the same mail."""
        assert self.mailing is not None
        if what == "(arrive)":
            await self.mailing.arrive(self.stage, times=1 + self.double)
            return
        mail = self._mail(writer, what)
        if what.startswith("(en route)"):
            self.mailing.on_its_way.append(mail)
        else:
            await self.mailing.arrive(self.stage, mail, times=1 + self.double)

    def _mail(self, writer: Correspondent, what: str) -> EmailMessage | bytes:
        if link := re.fullmatch(r"(?:\(en route\) |encore )?\[(.+)\]", what):
            labels = [label for letter in reversed(writer.letters) for label in writer.links(letter)]
            return writer.composed(_chosen(link[1], labels))
        if what in BY_ITSELF:
            return BY_ITSELF[what](writer)
        files = re.search(r"\(\+ ([^)]+)\) ?", what)
        what = what.replace(files[0], "") if files else what
        words = what.removeprefix("↩").strip()
        with_links = (letter for letter in reversed(writer.letters) if writer.links(letter))
        mail = writer.mail("Bonjour", words)
        if what.startswith("↩"):
            mail = writer.answer(words, letter=next(with_links) if words.isdecimal() else None)
        return enclosing(mail, files[1].split() if files else ())

    def _label(self, wanted: str) -> str:
        """The full label of the newest button that `wanted` names."""
        return _chosen(wanted, self._offered())

    def _offered(self) -> list[str]:
        """The labels of what is on offer where somebody reads, the newest first: buttons, or links of a letter."""
        if self.writer is not None:
            return [*self.writer.links()]
        return [b for m in reversed(self.stage.world.said_by_bot(self.chat)) for row in m.labels for b in row]

    def _stands(self, wanted: str) -> bool:
        return any(_names(wanted, label) for label in self._offered())

    def _mark(self) -> None:
        """From here on, what is new or changed counts, in every chat."""
        world = self.stage.world
        self._marks = {chat: {m.message_id: m.text for m in world.said_by_bot(chat)} for chat in world.chats}
        self._letters_before = len(self.letters)

    def _fresh(self) -> list[str]:
        if self.writer is not None:
            came = self.letters[self._letters_before :]
            return [f"{one.message['Subject']}\n{one.text}" for one in came if self.writer.address in one.recipients]
        before = self._marks.get(self.chat, {})
        return [m.text for m in self.stage.world.said_by_bot(self.chat) if before.get(m.message_id) != m.text]

    def _files(self) -> list[str]:
        """The names of the files that came since."""
        if self.writer is not None:
            mine = [one for one in self.letters[self._letters_before :] if self.writer.address in one.recipients]
            return [str(part.get_filename()) for one in mine for part in one.message.iter_attachments()]
        before = self._marks.get(self.chat, {})
        came = [m for m in self.stage.world.said_by_bot(self.chat) if m.message_id not in before]
        return [m.content["document"]["file_name"] for m in came if "document" in m.content]

    def _said(self, words: str) -> bool:
        return any(_holds(text, words) for text in self._fresh())

    def _what_was_said(self) -> str:
        return "since the last act the bot said:\n" + "\n---\n".join(self._fresh() or ["(nothing)"])


def _chosen(wanted: str, labels: Iterable[str]) -> str:
    """The first of some labels that a line names."""
    for label in labels:
        if _names(wanted, label):
            return label
    raise AssertionError(f"nothing says {wanted!r}; there are {list(labels)[:12]}")


def _names(wanted: str, label: str) -> bool:
    """Whether a line names a label; it may leave out its end after "…"."""
    start = wanted.removesuffix("…")
    return plain(label) == plain(wanted) or (start != wanted and plain(label).startswith(plain(start)))


def _holds(text: str, words: str) -> bool:
    """Whether the parts of `words`, between "…", stand in the text in this order."""
    parts = [re.escape(plain(part)) for part in words.split("…") if part.strip()]
    return re.search(".*".join(parts), plain(text)) is not None

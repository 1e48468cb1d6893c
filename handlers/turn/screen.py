"""A screen: what a message shows, its words as phrases and its buttons by their verbs; and how Telegram gets it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from conversations.engine.effects import Message
from conversations.words.catalogue import in_words, words
from conversations.words.cleaning import clean, clip
from network.phrase import Phrase, phrase
from storage.durable.about import About

PARTNER_LOCALE = "fr"
MOST_CHARACTERS = 4096
"""Of a message, in UTF-16 code units, counted after entities are parsed (Bot API, sendMessage)."""
MOST_CAPTION = 1024
"""Of what stands under a file, counted alike (Bot API, sendPhoto)."""
MOST_CALLBACK_BYTES = 64
MOST_COPIED = 256
"""Characters that a button copies (Bot API, CopyTextButton)."""
FITS = {1: 36, 2: 14, 3: 9, 4: 5, 5: 1}
"""Characters that a button shows whole on a screen of 320 px, by how many stand in its row: clients give a row the
width of the message and cut what is longer (docs/texts.md). A tick has room beside them, so that no row moves when one
is set.
"""
TICK = "✓ "
ALBUM = "album"
EDITABLE = frozenset({"text", "caption", "parse_mode", "link_preview_options", "reply_markup"})
"""Of the parameters that send a message, those that also change one."""

Payload = dict[str, Any]
"""The parameters of a call of the Bot API."""
Paragraph = Phrase | tuple[Phrase, ...]
"""A phrase, or several that stand on a line each."""


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message: a press sends `data`, opens the page `url`, or copies up to `MOST_COPIED` characters.
    A verb makes its own (`register.Verb.button`).
    """

    label: Phrase
    data: str = ""
    url: str = ""
    copies: str = ""


Rows = Sequence[Sequence[Button]]
"""Buttons beside each other, below each other."""


@dataclass(frozen=True, slots=True)
class Screen:
    """A message: paragraphs, and rows of buttons under them.

    `locale` is the language it is written in, whoever reads it; without one it is its reader's own. `protect`: nobody
    can forward it or copy from it. `silent`: it comes without sound. `thread` is the thread of a group that it goes to,
    `answers` the message there that it stands under. A screen with a `contact_button` has the keyboard under the text
    field, which shares the telephone number and says the labels of the rows; `drop_keyboard` takes that one away.
    `file` is its kind, and its number or what it is made of; the paragraphs are then the words under it. Of an `album`
    it is what each photo is made of; it has no buttons. `replaces`: where a message is changed, its file or its words
    make place for that file, which else stays. `about`: whom it tells of, where its name does not say so. `fleeting`:
    nothing is kept of where it went (see `outbox.put`).
    `at_once`: by mail it goes today, however much else there was. `attached` is the letter of a case whose file this
    is, for where that goes along instead of being shown.
    """

    paragraphs: Sequence[Paragraph]
    rows: Rows = ()
    locale: str | None = None
    protect: bool = False
    silent: bool = False
    thread: int | None = None
    answers: int | None = None
    contact_button: Phrase | None = None
    drop_keyboard: bool = False
    file: tuple[str, Any] | None = None
    replaces: bool = False
    about: About = ()
    fleeting: bool = False
    at_once: bool = False
    attached: int = 0

    @property
    def sends(self) -> str:
        """The method of the Bot API that sends it."""
        if self.file is None:
            return "sendMessage"
        return "sendMediaGroup" if self.file[0] == ALBUM else f"send{self.file[0].title()}"

    @property
    def edits(self) -> str:
        """The method that has a message show it."""
        if self.file is None:
            return "editMessageText"
        return "editMessageMedia" if self.replaces else "editMessageCaption"


def question(
    locale: str, flow: str, step: str, revision: int, message: Message, *, drop_keyboard: bool = False
) -> Screen:
    """A message of a conversation as a screen; its buttons say which question they answer."""
    about = f"{flow}|{step}|{revision}"
    rows = [[Button(button.label, f"{about}|{button.value}") for button in row] for row in message.rows]
    return Screen(message.paragraphs, rows, locale, contact_button=message.contact_button, drop_keyboard=drop_keyboard)


def verbatim(text: str) -> Phrase:
    """A text that is the same in every language, such as a reference."""
    return phrase("said.text", text=text)


def labelled(lines: Iterable[tuple[Phrase, Phrase]]) -> tuple[Phrase, ...]:
    """Labels and values, a line each."""
    return tuple(phrase("record.line", label=label, value=value) for label, value in lines)


# --- written for Telegram ---------------------------------------------------------------------------------------------


def payloads(screen: Screen, locale: str) -> list[Payload]:
    """What sends it; several where the words are longer than a message may be. The last has the buttons."""
    parts = split(markup(locale, screen.paragraphs))
    if screen.file is None:
        shown = {"parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}
        made: list[Payload] = [{"text": part, **shown} for part in parts]
    else:
        kind, file = screen.file
        words_under = {"caption": parts[0], "parse_mode": "HTML"}
        made = [{"media": _photos(file, words_under)} if kind == ALBUM else {kind: file, **words_under}]
    of_all = {"protect_content": screen.protect, "disable_notification": screen.silent}
    for payload in made:
        payload.update({name: True for name, wanted in of_all.items() if wanted})
    if screen.answers is not None:
        made[0]["reply_parameters"] = {"message_id": screen.answers, "allow_sending_without_reply": True}
    if screen.thread is not None:
        made[-1]["message_thread_id"] = screen.thread
    if (keyboard := _keyboard(screen, locale)) is not None:
        made[-1]["reply_markup"] = keyboard
    return made


def _photos(files: Sequence[Any], words_under: Payload) -> list[Payload]:
    """The photos of an album; what is said stands under the first, which clients show under all of them."""
    return [{"type": "photo", "media": file, **({} if at else words_under)} for at, file in enumerate(files)]


def changes(screen: Screen, locale: str) -> Payload:
    """What has a message that stands there show it."""
    sent = payloads(screen, locale)[-1]
    changed = {key: value for key, value in sent.items() if key in EDITABLE}
    if screen.file is None or not screen.replaces:
        return changed
    under = {key: changed.pop(key) for key in ("caption", "parse_mode")}
    return {"media": {"type": screen.file[0], "media": screen.file[1], **under}, **changed}


def _keyboard(screen: Screen, locale: str) -> Payload | None:
    if screen.contact_button is not None:
        shares: Payload = {"text": plain(locale, screen.contact_button), "request_contact": True}
        says = ([{"text": plain(locale, button.label)} for button in row] for row in screen.rows)
        return {"keyboard": [[shares], *says], "resize_keyboard": True, "one_time_keyboard": True}
    if screen.drop_keyboard:
        return {"remove_keyboard": True}
    return inline(screen.rows, locale) if screen.rows else None


def inline(rows: Rows, locale: str) -> Payload:
    """Rows of buttons as the keyboard of a message."""
    return {"inline_keyboard": [fitting for row in rows for fitting in _fitting([_button(b, locale) for b in row])]}


def _fitting(row: list[Payload]) -> list[list[Payload]]:
    """The buttons of a row, in as many rows as their labels need, in their order."""
    fitting: list[list[Payload]] = []
    for button in row:
        wider = [*(fitting[-1] if fitting else ()), button]
        if len(wider) > 1 and all(fits(one["text"], len(wider)) for one in wider):
            fitting[-1] = wider
        else:
            fitting.append([button])
    return fitting


def fits(label: str, beside: int) -> bool:
    """Whether a label is shown whole in a row of so many buttons."""
    return len(label.removeprefix(TICK)) <= FITS.get(beside, 0)


def in_a_row(reference: str, told: str) -> str:
    """The label of a case in a row of its own: as much of what is told of it as is shown whole."""
    return f"{reference} · {clip(told, FITS[1] - len(reference) - 3)}" if told else reference


def _button(button: Button, locale: str) -> Payload:
    does: Payload = {"url": button.url} if button.url else {"callback_data": button.data}
    if button.copies:
        does = {"copy_text": {"text": button.copies[:MOST_COPIED]}}
    return {"text": plain(locale, button.label), **does}


# --- written in a language --------------------------------------------------------------------------------------------


def plain(locale: str, said: Phrase) -> str:
    """A phrase without markup: for labels of buttons and for the answer to a press."""
    return words(locale).write(said, str)


def far_day(locale: str, day: date) -> str:
    """A day that may be years away: "28 février 2028"."""
    return in_words(day, locale, weekday=False, year=True)


def bare(locale: str, paragraphs: Iterable[Paragraph]) -> str:
    """Some paragraphs as plain text, parted by empty lines: for what is not sent through Telegram."""
    return html.unescape(_tagless(markup(locale, paragraphs)))


def markup(locale: str, paragraphs: Iterable[Paragraph]) -> str:
    """Some paragraphs as Telegram HTML."""
    lines = (paragraph if isinstance(paragraph, tuple) else (paragraph,) for paragraph in paragraphs)
    return "\n\n".join("\n".join(words(locale).write(line, escape) for line in some) for some in lines)


# --- the text of a message --------------------------------------------------------------------------------------------


def escape(text: str) -> str:
    """User text made harmless inside Telegram's HTML. The only place where this is done."""
    return html.escape(clean(text), quote=False)


_TOKEN = re.compile(r"<[^>]*>|&(?:#\d+|#x[0-9a-fA-F]+|\w+);|[^<&]+|.", re.DOTALL)


def units(text: str) -> int:
    """The length of a text as Telegram counts it: UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def split(markup: str, limit: int = MOST_CHARACTERS) -> list[str]:
    """Cut Telegram HTML into parts of at most `limit` code units after parsing.

    It never cuts a tag or an entity; tags that are open at a cut are closed there and opened again in the next part.
    Cuts fall at a line's end, else at a space, else where they must.
    """
    if units(markup) <= limit:
        return [markup]
    parts: list[str] = []
    opened: list[str] = []
    current, used = "", 0
    for token in _pieces(markup, limit):
        if token.startswith("<"):
            current += token
            if token.startswith("</"):
                opened.pop()
            else:
                opened.append(token)
            continue
        size = units(html.unescape(token))
        if used + size > limit:
            parts.append(current.rstrip() + "".join(f"</{_tag(tag)}>" for tag in reversed(opened)))
            current, used = "".join(opened), 0
            token = token.lstrip()
            size = units(html.unescape(token))
        current += token
        used += size
    parts.append(current)
    return [part for part in parts if _tagless(part).strip()]


def _pieces(markup: str, limit: int) -> Iterator[str]:
    """Tags, entities, and texts small enough to be placed: a line, else a word, else a run of characters."""
    for token in _TOKEN.findall(markup):
        if token[0] in "<&" and len(token) > 1:
            yield token
            continue
        for line in token.splitlines(keepends=True):
            if units(line) <= limit // 4:
                yield line
                continue
            for word in re.findall(r"\S+\s*|\s+", line):
                step = max(limit // 2, 1)
                yield from (word[start : start + step] for start in range(0, len(word), step))


def _tag(opening: str) -> str:
    return opening[1:-1].split()[0]


def _tagless(markup: str) -> str:
    return re.sub(r"<[^>]*>", "", markup)

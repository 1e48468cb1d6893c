"""A page: its head, the way around, and its foot, in the words of a language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from babel.numbers import format_decimal

from conversations.words.catalogue import in_words, words
from conversations.words.contacts import for_reading, phone_in
from network.phrase import Param, Phrase, phrase
from reports.site import paths
from reports.site.data import Site
from reports.site.markup import Html, escape, joined, listed, tag, written
from reports.site.paths import Paths, between

Where = Callable[[Paths], str]
"""A page, in whatever language it is looked for."""

_POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"
"""No script, no form, nothing of anybody else’s: a browser refuses what a page must never ask for."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Writes for a page, in its language: `at` is where it lies."""

    site: Site
    locale: str
    here: Where

    @property
    def paths(self) -> Paths:
        """Where the pages of this language lie."""
        return Paths(self.locale, self.site.locales[0])

    @property
    def at(self) -> str:
        """The path of this page."""
        return self.here(self.paths)

    def to(self, path: str) -> str:
        """The way from here to another file."""
        return between(self.at, path)

    def write(self, said: Phrase) -> Html:
        """A phrase, with our own marks."""
        return Html(words(self.locale).write(said, escape).strip().replace("\n", "<br>"))

    def plain(self, said: Phrase) -> str:
        """A phrase without marks, as a title or an attribute has it."""
        return words(self.locale).write(said, str)

    def day(self, day: date) -> str:
        """A day that may be years away."""
        return in_words(day, self.locale, weekday=False, year=True)

    def number(self, number: int) -> str:
        """A number, its thousands parted."""
        return str(format_decimal(number, locale=self.locale))

    def link(self, path: str, said: Phrase | str, **attributes: str | int | None) -> Html:
        """A link to a page of ours."""
        shown = said if isinstance(said, str) else self.write(said)
        return tag("a", shown, href=self.to(path), **attributes)

    def told(self, text: str, name: str = "p", **attributes: str | int | None) -> Html:
        """What somebody wrote, which is in French whatever the language of the page."""
        language = None if self.locale == self.site.locales[0] else self.site.locales[0]
        return tag(name, text, lang=language, dir="auto", **attributes)


def page(
    by: Speaker, title: str, body: Iterable[str], *, found: bool = True, description: Phrase | None = None
) -> bytes:
    """A whole page. What shows offers is not to be `found` by search engines: they would go on showing what is over."""
    name = by.site.network.identity.name
    whole = name if title == name else f"{title} – {name}"
    head = [
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("meta", name="robots", content="noarchive" if found else "noindex, noarchive"),
        tag("title", whole),
        tag("meta", name="description", content=by.plain(description)) if description is not None else "",
        tag("link", rel="icon", href=by.to(paths.ICON), type="image/svg+xml"),
        tag("link", rel="stylesheet", href=by.to(paths.STYLE)),
        *(tag("link", rel="alternate", hreflang=other, href=href) for other, href in _elsewhere(by)),
    ]
    main = tag("main", *body, id="main", tabindex="-1")
    skip = tag("a", by.write(phrase("site.skip")), href="#main", class_="skip")
    whole_page = tag(
        "html", tag("head", head), Html("\n"), tag("body", skip, _top(by), main, _foot(by)), lang=by.locale
    )
    return f"<!DOCTYPE html>\n{whole_page}\n".encode()


def _elsewhere(by: Speaker) -> list[tuple[str, str]]:
    """The same page in the other languages."""
    others = (other for other in by.site.locales if other != by.locale)
    return [(other, by.to(by.here(Paths(other, by.site.locales[0])))) for other in others]


def _top(by: Speaker) -> Html:
    ways = ((by.paths.home, "site.nav.home"), (by.paths.offers, "site.nav.offers"),
            (by.paths.directory, "site.nav.directory"))  # fmt: skip
    current = [by.link(path, phrase(key), aria_current="page" if path == by.at else None) for path, key in ways]
    languages = [
        tag("a", words(other).write(phrase("site.language"), escape), href=href, lang=other, hreflang=other)
        for other, href in _elsewhere(by)
    ]
    name = tag("p", tag("a", by.site.network.identity.name, href=by.to(by.paths.home)), class_="name")
    nav = tag("nav", listed([*current, *languages]), aria_label=by.plain(phrase("site.nav")))
    shown = [tag("div", name, nav, class_="wide")]
    if by.site.network.identity.demonstration:
        shown.append(tag("p", by.write(phrase("site.demonstration")), class_="sample"))
    return tag("header", shown)


def _foot(by: Speaker) -> Html:
    identity = by.site.network.identity
    lines = [
        tag("p", tag("strong", identity.name), tag("br"), identity.contact.organisation),
        tag("p", call(by), tag("br"), bot_link(by)),
        tag("p", by.write(phrase("site.made", day=by.day(by.site.today))), tag("br"), by.write(phrase("site.quiet"))),
    ]
    paying = [tag("div", *_supported(by), class_="wide supported")] if by.site.funders else []
    return tag("footer", tag("div", lines, class_="wide"), *paying)


def _supported(by: Speaker) -> Iterator[Html]:
    """Who pays for the network, with their emblem."""
    for one in by.site.funders:
        shown = tag("img", src=by.to(paths.emblem(one.id)), alt=one.name, height=44) if one.emblem else ""
        yield tag("p", shown, tag("span", one.sentence.in_(by.locale)))


def call(by: Speaker, key: str = "site.call", **attributes: str | int | None) -> Html:
    """The network’s telephone."""
    return tag("a", by.write(phrase(key, phone=reading(by.site.network.identity.contact.phone))),
               href=dialled(by.site.network.identity.contact.phone), **attributes)  # fmt: skip


def bot_link(by: Speaker, key: str = "site.bot", start: str = "", **attributes: str | int | None) -> Html:
    """The way to the bot; `start`: what it opens there."""
    href = f"{by.site.link}?start={start}" if start else by.site.link
    return tag("a", by.write(phrase(key)), href=href, rel="noreferrer", **attributes)


def dialled(phone: str) -> str:
    """The address that calls a number."""
    return f"tel:{phone_in(phone).value or phone.replace(' ', '')}"


def reading(phone: str) -> str:
    """A number as it is read."""
    return for_reading(phone_in(phone).value) or phone


def facts(by: Speaker, lines: Iterable[tuple[Param, str]]) -> Html:
    """Labels with their values."""
    rows = [
        tag("div", tag("dt", by.write(label) if isinstance(label, Phrase) else str(label)), tag("dd", written(value)))
        for label, value in lines
        if value
    ]
    return tag("dl", rows) if rows else Html("")


def section(by: Speaker, title: str, *inside: str, id_: str | None = None, class_: str | None = None) -> Html:
    """A part of a page, named by its heading."""
    return tag("section", tag("h2", title, id=id_), joined(inside), aria_labelledby=id_, class_=class_)

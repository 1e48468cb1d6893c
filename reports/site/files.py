"""Files: all that the page for everybody consists of, by path; the pictures of offers by their numbers."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from functools import cache, partial
from importlib.resources import files

from network import colours
from network.phrase import phrase
from network.site import KINDS
from reports.site import directory, offers, paths
from reports.site.data import Site, of_kind
from reports.site.drawings import ICON
from reports.site.markup import Html, joined, tag
from reports.site.page import Speaker, Where, bot_link, call, page
from reports.site.paths import Paths

_STYLE = files("reports.site").joinpath("site.css")


def made(site: Site) -> dict[str, bytes]:
    """Every file but the pictures: the same bytes for the same data."""
    pages = {path: content for locale in site.locales for path, content in _pages(site, locale)}
    emblems = {paths.emblem(one.id): one.emblem.encode() for one in site.funders if one.emblem}
    return {**pages, **emblems, paths.STYLE: style(), paths.ICON: ICON, paths.CODE: _code(site.link)}


def pictures(site: Site) -> dict[str, int]:
    """The pictures that stand on it: where each lies, and its number."""
    return {paths.picture(number): number for one in site.offers for number in one.pictures}


def _pages(site: Site, locale: str) -> Iterator[tuple[str, bytes]]:
    def at(here: Where) -> Speaker:
        return Speaker(site, locale, here)

    def kept(by: Speaker, content: bytes) -> tuple[str, bytes]:
        return by.at, content

    yield kept(by := at(lambda way: way.home), home(by))
    yield kept(by := at(lambda way: way.offers), offers.overview(by))
    yield kept(by := at(lambda way: way.directory), directory.index(by))
    for kind in KINDS:
        if of_kind(site.offers, kind):
            yield kept(by := at(partial(Paths.kind, kind=kind)), offers.of_a_kind(by, kind))
    for territory in site.network.territories:
        id_, name = territory.id, territory.name
        by = at(partial(Paths.offers_in, territory=id_))
        if offers.in_territory(by, id_):
            yield kept(by, offers.of_territory(by, id_, name))
        by = at(partial(Paths.directory_in, territory=id_))
        if directory.there(by, id_):
            yield kept(by, directory.of_territory(by, id_, name))
    for one in site.offers:
        yield kept(by := at(partial(Paths.offer, number=one.offer.id)), offers.own_page(by, one))


def home(by: Speaker) -> bytes:
    """The first page: what this is, how to begin, what is free, who helps."""
    name = by.site.network.identity.name
    lead = phrase("site.home.lead", name=name)
    ways = tag("p", bot_link(by, class_="act"), call(by, class_="act second"), class_="acts")
    shown = tag("img", src=by.to(paths.CODE), alt=by.plain(phrase("site.code.alt")), width=160, height=160)
    code = tag("figure", shown, tag("figcaption", by.write(phrase("site.code"))))
    words = tag("div", tag("h1", name), tag("p", by.write(lead), class_="lead"), ways,
                tag("p", by.write(phrase("site.home.how")), class_="quiet"))  # fmt: skip
    found = by.site.offers
    parts: list[Html] = (
        [offers.by_kind(by, "site.nav.offers"), offers.newest(by), _all(by)]
        if found
        else [tag("p", by.write(phrase("site.offers.none")), class_="lead")]
    )
    helping = [
        tag("h2", by.write(phrase("site.nav.directory")), id="directory"),
        tag("p", by.write(phrase("site.directory.lead", name=name))),
        tag("p", by.link(by.paths.directory, phrase("site.directory.open"), class_="act second"), class_="acts"),
    ]
    hero = tag("div", tag("div", words, code, class_="wide"), class_="hero")
    body = tag("div", joined(parts), tag("section", helping, aria_labelledby="directory"), class_="wide")
    return page(by, name, [hero, body], found=not found, description=lead)


def _all(by: Speaker) -> Html:
    said = by.link(by.paths.offers, phrase("site.offers.all", count=len(by.site.offers)), class_="act second")
    return tag("p", said, class_="acts")


@cache
def style() -> bytes:
    """How it looks, in the network’s colours."""
    text = _STYLE.read_text(encoding="utf-8")
    named: Mapping[str, object] = {name: value for name, value in vars(colours).items() if name.isupper()}
    for name, value in named.items():
        text = text.replace(f"/*{name}*/", str(value))
    return text.encode()


def _code(link: str) -> bytes:
    """The QR code of the bot, on white with its margin, so that it is read in the dark too."""
    import segno  # builds its tables at once, which a start does not wait for

    svg = io.BytesIO()
    segno.make(link, error="m", micro=False).save(svg, kind="svg", border=4, light="#ffffff", xmldecl=False, scale=4)
    return svg.getvalue()

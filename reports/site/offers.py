"""The offers: all by kind and by territory, those of one of them, and each on a page of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from conversations.words.cleaning import clip
from conversations.words.contacts import unsigned
from network import energy
from network.offers import Facts, Kind
from network.phrase import Param, Phrase, phrase
from network.site import KINDS
from reports.site import paths
from reports.site.data import Shown, of_kind
from reports.site.drawings import drawing
from reports.site.markup import DOT, NOTHING, SPACE, Html, joined, listed, tag
from reports.site.page import Speaker, bot_link, call, facts, page, section
from reports.site.scales import scales

BUILT_KEYS = {
    "site.kind.{}": KINDS,
    "new-offer.offered.{}": KINDS,
    "site.tenure.{}": ("rent", "sale", "temporary"),
    "site.state.{}": ("ready", "refresh", "work", "bare"),
    "site.{}": ("yes", "no"),
}
NEWEST, MORE = 6, 24
"""Offers that the first page shows, and the page of all of them; the rest stand by kind and by territory."""
_ON_CARD = 160
_RISKS = "www.georisques.gouv.fr"
_ON_CARDS = frozenset({"energy.class", "energy.none", "energy.unheated", "energy.excessive"})
"""What the law has stand with an offer wherever it is shown; the rest stands on its page."""


# --- what is said of one ----------------------------------------------------------------------------------------------


def title(by: Speaker, one: Shown) -> str:
    """What it is, in a few words."""
    return unsigned(one.offer.what) or by.plain(phrase(f"new-offer.offered.{one.offer.kind}"))


def place(by: Speaker, one: Shown) -> str:
    """Where it is."""
    known = by.site.network.commune_by_insee.get(one.offer.commune)
    return known[0].name if known is not None else ""


def _figures(by: Speaker, held: Facts) -> Iterator[tuple[Phrase, str]]:
    """Surface, rooms and money, as they stand on a card too."""
    if held.surface is not None:
        yield phrase("site.fact.surface"), f"{by.number(held.surface)}\N{NO-BREAK SPACE}m²"
    if held.rooms is not None:
        yield phrase("site.fact.rooms"), by.plain(phrase("offer.fact.rooms", count=held.rooms))
    if held.price is not None:
        yield phrase("site.fact.price"), by.plain(phrase("site.euros", amount=by.number(held.price)))
    if held.rent is not None:
        yield phrase("site.fact.rent"), by.plain(phrase("site.euros.month", amount=by.number(held.rent)))


def _more(by: Speaker, held: Facts) -> Iterator[tuple[Phrase, str]]:
    """What else is known of it."""
    if held.tenure is not None:
        yield phrase("site.fact.tenure"), by.plain(phrase(f"site.tenure.{held.tenure}"))
    if held.state is not None:
        yield phrase("site.fact.state"), by.plain(phrase(f"site.state.{held.state}"))
    if held.accessible is not None:
        yield phrase("site.fact.accessible"), by.plain(phrase(f"site.{'yes' if held.accessible else 'no'}"))
    if held.flat is not None:
        yield phrase("site.fact.flat"), by.plain(phrase(f"site.{'yes' if held.flat else 'no'}"))
    if held.jobs is not None:
        yield phrase("site.fact.jobs"), by.number(held.jobs)
    if held.ends_on is not None:
        yield phrase("site.fact.ends_on"), by.day(held.ends_on)
    typed = (("site.fact.free_since", held.free_since), ("site.fact.why", held.why), ("site.fact.aid", held.aid))
    yield from ((phrase(key), by.told(unsigned(text), "span")) for key, text in typed if text)
    if held.link.startswith(("https://", "http://")):
        yield phrase("site.fact.link"), tag("a", held.link, href=held.link, rel="noreferrer nofollow")


def _energy(by: Speaker, one: Shown, *, card: bool) -> list[Html]:
    said = [line for line in energy.lines(one.offer) if not card or line.key in _ON_CARDS]
    return [tag("p", _linked(by.write(line)), class_="law") for line in said]


def _linked(said: Html) -> Html:
    """A line with the address of the State’s page on risks as a link."""
    return Html(said.replace(_RISKS, tag("a", _RISKS, href=f"https://{_RISKS}", rel="noreferrer")))


def _fresh(by: Speaker, one: Shown) -> Html:
    said = by.write(phrase("site.fresh", day=by.day(one.said_on)))
    return tag("p", said, class_="quiet")


def _pictured(by: Speaker, one: Shown, number: int, at: int, **more: str) -> Html:
    told = phrase("site.photo", what=title(by, one), place=place(by, one), page=at + 1, pages=len(one.pictures))
    return tag("img", src=by.to(paths.picture(number)), alt=by.plain(told), **more)


def card(by: Speaker, one: Shown, level: str = "h3") -> Html:
    """An offer among others: its title leads to its page."""
    front = (
        _pictured(by, one, one.pictures[0], 0, loading="lazy")
        if one.pictures
        else tag("div", drawing(one.offer.kind), class_="drawn")
    )
    known = joined((tag("span", value) for _, value in _figures(by, one.offer.facts)), DOT)
    name = tag(level, by.link(by.paths.offer(one.offer.id), by.told(title(by, one), "span")))
    where = tag("p", f"{by.plain(phrase(f'new-offer.offered.{one.offer.kind}'))} · {place(by, one)}", class_="kind")
    told = by.told(clip(unsigned(one.offer.words), _ON_CARD)) if one.offer.words else NOTHING
    said = [where, name, tag("p", known, class_="figures") if known else NOTHING, told]
    return tag("article", front, tag("div", said, _energy(by, one, card=True), _fresh(by, one)), class_="card")


def cards(by: Speaker, offers: Iterable[Shown], level: str = "h3") -> Html:
    """Offers beside each other."""
    return listed((card(by, one, level) for one in offers), class_="cards")


# --- the pages --------------------------------------------------------------------------------------------------------


def own_page(by: Speaker, one: Shown) -> bytes:
    """The page of an offer."""
    pictures = [_pictured(by, one, number, at) for at, number in enumerate(one.pictures)]
    kind = by.plain(phrase(f"new-offer.offered.{one.offer.kind}"))
    known: list[tuple[Param, str]] = [(phrase("site.fact.place"), place(by, one))]
    if territory := by.site.network.territory_by_id.get(by.site.territory_of(one)):
        known.append((phrase("site.fact.territory"), by.link(by.paths.offers_in(territory.id), territory.name)))
    known += [*_figures(by, one.offer.facts), *_more(by, one.offer.facts)]
    if one.by:
        known.append((phrase("site.fact.by"), one.by))
    body = [
        _crumbs(by, one),
        tag("h1", by.told(title(by, one), "span")),
        tag("p", f"{kind} · {place(by, one)}", class_="kind"),
        listed(pictures, class_="pictures"),
        by.told(unsigned(one.offer.words), class_="words") if one.offer.words else NOTHING,
        facts(by, known),
        scales(by, one.offer.facts),
        *_energy(by, one, card=False),
        _fresh(by, one),
        _asking(by, one),
    ]
    return page(by, f"{title(by, one)}, {place(by, one)}", [tag("div", body, class_="wide read")], found=False)


def _crumbs(by: Speaker, one: Shown) -> Html:
    ways = (by.link(by.paths.offers, phrase("site.nav.offers")),
            by.link(by.paths.kind(one.offer.kind), phrase(f"site.kind.{one.offer.kind}")))  # fmt: skip
    return tag("nav", listed(ways), class_="crumbs", aria_label=by.plain(phrase("site.crumbs")))


def _asking(by: Speaker, one: Shown) -> Html:
    ways = [bot_link(by, "site.bot.offer", one.start, class_="act"), call(by, class_="act second")]
    said = tag("p", by.write(phrase("site.asking", number=str(one.offer.id))))
    return section(by, by.plain(phrase("site.asking.title")), said, tag("p", ways, class_="acts"),
                   id_="asking", class_="ask")  # fmt: skip


def overview(by: Speaker) -> bytes:
    """All offers: how many there are of each kind and in each territory, and the newest."""
    offers = by.site.offers
    lead = phrase("site.offers.lead", count=len(offers)) if offers else phrase("site.offers.none")
    body = [tag("h1", by.write(phrase("site.nav.offers"))), tag("p", by.write(lead), class_="lead")]
    if offers:
        body += [by_kind(by), by_territory(by), newest(by, MORE)]
    return page(by, by.plain(phrase("site.nav.offers")), [tag("div", body, class_="wide")], found=False)


def by_kind(by: Speaker, title: str = "site.by_kind") -> Html:
    """The kinds of which there is something, each with how many."""
    kinds = [(kind, len(of_kind(by.site.offers, kind))) for kind in KINDS]
    tiles = [
        by.link(by.paths.kind(kind), _tile(by, phrase(f"site.kind.{kind}"), count, drawing(kind)))
        for kind, count in kinds
        if count
    ]
    return section(by, by.plain(phrase(title)), listed(tiles, class_="tiles"), id_="kinds")


def by_territory(by: Speaker) -> Html:
    """The territories in which there is something."""
    tiles = [
        by.link(by.paths.offers_in(territory.id), _tile(by, territory.name, len(there)))
        for territory in by.site.network.territories
        if (there := in_territory(by, territory.id))
    ]
    return section(by, by.plain(phrase("site.by_territory")), listed(tiles, class_="tiles"), id_="territories")


def _tile(by: Speaker, name: Phrase | str, count: int, drawn: Html = NOTHING) -> Html:
    shown = name if isinstance(name, str) else by.write(name)
    many = tag("span", by.write(phrase("site.count", count=count)), class_="quiet")
    return joined((drawn, tag("span", tag("strong", shown), SPACE, many, class_="tile")))


def newest(by: Speaker, most: int = NEWEST) -> Html:
    """The newest offers."""
    return section(by, by.plain(phrase("site.newest")), cards(by, by.site.offers[:most]), id_="newest")


def in_territory(by: Speaker, territory: str) -> tuple[Shown, ...]:
    """The offers of a territory."""
    return tuple(one for one in by.site.offers if by.site.territory_of(one) == territory)


def of_a_kind(by: Speaker, kind: Kind) -> bytes:
    """The offers of a kind, territory by territory."""
    offers = of_kind(by.site.offers, kind)
    parts = [
        (territory.id, territory.name, [one for one in offers if by.site.territory_of(one) == territory.id])
        for territory in by.site.network.territories
    ]
    return _parted(by, by.plain(phrase(f"site.kind.{kind}")), parts)


def of_territory(by: Speaker, territory: str, name: str) -> bytes:
    """The offers of a territory, kind by kind."""
    there = in_territory(by, territory)
    parts = [(str(kind), by.plain(phrase(f"site.kind.{kind}")), of_kind(there, kind)) for kind in KINDS]
    return _parted(by, by.plain(phrase("site.offers.in", name=name)), parts)


def _parted(by: Speaker, name: str, parts: Iterable[tuple[str, str, Sequence[Shown]]]) -> bytes:
    """Offers in parts, which can be gone to from above where there are several."""
    held = [part for part in parts if part[2]]
    count = sum(len(offers) for _, _, offers in held)
    jumps = [tag("a", f"{of_part} ({len(offers)})", href=f"#{id_}") for id_, of_part, offers in held]
    to = tag("nav", listed(jumps), class_="jumps", aria_label=by.plain(phrase("site.parts")))
    back = tag("nav", listed([by.link(by.paths.offers, phrase("site.nav.offers"))]), class_="crumbs",
               aria_label=by.plain(phrase("site.crumbs")))  # fmt: skip
    body = [
        back,
        tag("h1", name),
        tag("p", by.write(phrase("site.count", count=count)), class_="lead"),
        to if len(held) > 1 else NOTHING,
        *(section(by, of_part, cards(by, offers), id_=id_) for id_, of_part, offers in held),
    ]
    return page(by, name, [tag("div", body, class_="wide")], found=False)

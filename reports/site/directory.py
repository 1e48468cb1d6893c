"""The directory: by need, who is there for everybody, and territory by territory; in its public form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from conversations.words.contacts import phone_in
from network import hours_said, town_halls
from network.listings import Listing, zone_of
from network.organisations import Desk, Need, Service
from network.phrase import Param, Phrase, phrase
from network.text import plain
from reports.site.data import Entry
from reports.site.markup import LINE, NOTHING, Html, joined, listed, tag
from reports.site.page import Speaker, dialled, facts, page, reading, section

BUILT_KEYS = {"intake.needs.{}": Need}


def _zone(by: Speaker, one: Entry) -> frozenset[str] | None:
    return zone_of(by.site.network, one.listing)


def _in_order(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda one: (one.listing.town_hall, plain(one.listing.name)))


def everywhere(by: Speaker) -> list[Entry]:
    """Those who are there for the whole network."""
    return _in_order(one for one in by.site.entries if _zone(by, one) is None)


def there(by: Speaker, territory: str) -> list[Entry]:
    """Those who are there for a territory, its town halls last."""
    communes = frozenset(commune.insee for commune in by.site.network.territory_by_id[territory].communes)
    return _in_order(one for one in by.site.entries if (_zone(by, one) or frozenset()) & communes)


# --- the pages --------------------------------------------------------------------------------------------------------


def index(by: Speaker) -> bytes:
    """By need and by territory, then those who are there for everybody."""
    name = by.site.network.identity.name
    body = [
        tag("h1", by.write(phrase("site.nav.directory"))),
        tag("p", by.write(phrase("site.directory.lead", name=name)), class_="lead"),
        territories(by),
        _by_need(by),
        section(by, by.plain(phrase("site.everywhere", name=name)), _entries(by, everywhere(by)), id_="everywhere"),
        tag("p", by.write(phrase("site.directory.source", source=town_halls.source())), class_="quiet"),
    ]
    return page(by, by.plain(phrase("site.nav.directory")), [tag("div", body, class_="wide")],
                description=phrase("site.directory.lead", name=name))  # fmt: skip


def territories(by: Speaker) -> Html:
    """The territories, each with its page of the directory."""
    tiles = [
        by.link(by.paths.directory_in(one.id), tag("span", tag("strong", one.name), class_="tile"))
        for one in by.site.network.territories
        if there(by, one.id)
    ]
    return section(by, by.plain(phrase("site.by_territory")), listed(tiles, class_="tiles"), id_="areas")


def of_territory(by: Speaker, territory: str, name: str) -> bytes:
    """Who is there for a territory."""
    entries = there(by, territory)
    halls = [one for one in entries if one.listing.town_hall]
    others = [one for one in entries if not one.listing.town_hall]
    title = by.plain(phrase("site.directory.in", name=name))
    back = listed([by.link(by.paths.directory, phrase("site.nav.directory"))])
    parts = [
        (id_, by.plain(phrase(key)), some)
        for id_, key, some in (("who", "site.who", others), ("halls", "site.halls", halls))
        if some
    ]
    body = [
        tag("nav", back, class_="crumbs", aria_label=by.plain(phrase("site.crumbs"))),
        tag("h1", title),
        *(section(by, of_part, _entries(by, some), id_=id_) for id_, of_part, some in parts),
        tag("p", by.write(phrase("site.directory.source", source=town_halls.source())), class_="quiet"),
    ]
    return page(by, title, [tag("div", body, class_="wide")])


def _by_need(by: Speaker) -> Html:
    """For each need the services that answer it."""
    places = _places(by)
    rows: list[Html] = []
    for need in Need:
        ways = [
            tag("a", f"{service.title.in_(by.locale)} ({one.listing.name})", href=places[one.listing.id])
            for one in by.site.entries
            for service in one.listing.organisation.services
            if need in service.needs and one.listing.id in places
        ]
        if ways:
            name = tag("h3", by.write(phrase(f"intake.needs.{need}")))
            rows.append(joined((name, listed(ways))))
    return section(by, by.plain(phrase("site.by_need")), listed(rows, class_="needs"), id_="needs") if rows else NOTHING


def _places(by: Speaker) -> dict[str, str]:
    """Where everybody’s entry stands first, seen from this page."""
    found: dict[str, str] = {one.listing.id: f"#{one.listing.id}" for one in everywhere(by)}
    for territory in by.site.network.territories:
        path = by.to(by.paths.directory_in(territory.id))
        for one in there(by, territory.id):
            found.setdefault(one.listing.id, f"{path}#{one.listing.id}")
    return found


# --- an entry ---------------------------------------------------------------------------------------------------------


def _entries(by: Speaker, entries: Iterable[Entry]) -> Html:
    return listed((_entry(by, one) for one in entries), class_="entries")


def _entry(by: Speaker, one: Entry) -> Html:
    held = one.listing.organisation
    said = [
        tag("h3", held.name, id=held.id),
        _text(by, held.description.in_(by.locale)) if held.description is not None else NOTHING,
        facts(by, _of(by, one)),
        joined(_service(by, one.listing, service) for service in held.services),
        *(tag("p", by.write(told), class_="quiet") for told in _whether_right(by, one)),
    ]
    return tag("article", said, class_="entry")


def _text(by: Speaker, text: str) -> Html:
    return tag("p", text)


def _of(by: Speaker, one: Entry) -> Iterator[tuple[Param, str]]:
    held = one.listing.organisation
    if held.address is not None:
        yield phrase("site.entry.address"), held.address.line
    away = next((days for days in held.closed if by.site.today in days), None)
    if away is not None:
        yield phrase("site.entry.hours"), by.plain(phrase("directory.closed", day=away.last))
    else:
        lines = [by.write(phrase("directory.hours.line", line=line)) for line in hours_said.lines_of(held.hours)]
        note = [held.hours_note.in_(by.locale)] if held.hours_note is not None else []
        yield phrase("site.entry.hours"), joined([*lines, *note], LINE)
    yield from _ways(by, held.phone, held.email, held.site)
    for desk in held.contacts:
        if desk.public:
            yield desk.name.in_(by.locale), _desk(desk)


def _ways(by: Speaker, phone: str, email: str, site: str) -> Iterator[tuple[Param, str]]:
    """How one gets in touch."""
    if phone:
        yield phrase("site.entry.phone"), _called(phone)
    if email:
        yield phrase("site.entry.email"), _mailed(email)
    if site.startswith(("https://", "http://")):
        yield phrase("site.entry.site"), tag("a", site, href=site, rel="noreferrer")


def _called(phone: str) -> Html:
    return tag("a", reading(phone), href=dialled(phone)) if phone_in(phone).value else tag("span", phone)


def _mailed(email: str) -> Html:
    return tag("a", email, href=f"mailto:{email}")


def _desk(desk: Desk) -> Html:
    ways = (_called(desk.phone) if desk.phone else NOTHING, _mailed(desk.email) if desk.email else NOTHING)
    return joined(ways, LINE)


def _service(by: Speaker, listing: Listing, service: Service) -> Html:
    """What somebody offers; ways of its own alone."""
    told = {"site.service.audience": service.audience, "site.service.cost": service.cost,
            "site.service.asking": service.asking}  # fmt: skip
    lines: list[tuple[Param, str]] = [
        (phrase(key), text.in_(by.locale)) for key, text in told.items() if text is not None
    ]
    if service.cost is None and service.free:
        lines.append((phrase("site.service.cost"), by.plain(phrase("directory.free"))))
    own = listing.organisation
    ways = _ways(by, *(mine if mine != theirs else "" for mine, theirs in
                       ((service.phone, own.phone), (service.email, own.email), (service.site, own.site))))  # fmt: skip
    said = [tag("h4", service.title.in_(by.locale)), _text(by, service.description.in_(by.locale))]
    return tag("div", said, facts(by, [*lines, *ways]), class_="service")


def _whether_right(by: Speaker, one: Entry) -> Iterator[Phrase]:
    """Who has become a part of it; of public data, that nobody has confirmed them; who confirmed it, and when."""
    if one.listing.merged:
        yield phrase("directory.merged", names=one.listing.merged, count=len(one.listing.merged))
    if one.old:
        day = one.confirmed_on
        last = (
            phrase("directory.never_confirmed") if day is None else phrase("directory.last_confirmed", day=by.day(day))
        )
        yield phrase("directory.to_check", last=last)
    elif one.confirmed_on is not None:
        who = phrase("directory.by.town_hall" if one.listing.town_hall else "directory.by.organisation")
        yield phrase("directory.confirmed", who=who, day=by.day(one.confirmed_on))
    elif one.listing.public:
        yield phrase("directory.public", source=town_halls.source())

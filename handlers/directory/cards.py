"""Cards: one organisation or one of its services, for everybody; its contact as a file, and its people for partners."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from conversations.words.contacts import for_reading, phone_in
from handlers.confirmations.verbs import SHOW
from handlers.directory.search import turns_to
from handlers.directory.verbs import CARD, FIND, KEEP, PEOPLE
from handlers.managing.verbs import OPEN
from handlers.turn.rights import REFERENT, manages
from handlers.turn.screen import Button, Paragraph, Screen, far_day, verbatim
from handlers.turn.turn import Turn
from network import hours, hours_said, opening, town_halls, vcard
from network.confirmations import to_check
from network.directory import Meant
from network.fields import Key, Table
from network.hours import HoursError
from network.listings import Listing
from network.model import Referent
from network.organisations import Desk, Service
from network.phrase import Phrase, phrase
from network.text import code
from storage import absences, confirmations
from storage.absences import Absence
from storage.confirmations import Confirmation
from storage.durable.sent_messages import FILE

BUILT_KEYS = {"directory.{}": ("phone.plain", "email", "site")}
MOST_SERVICES = 6
"""Services that stand as buttons under their organisation."""


async def press(turn: Turn, chat_id: int, meant: Meant | None, page: int, query: str) -> None:
    """A card, in the message that was pressed; its way back leads to what was looked for."""
    if meant is None:
        await _over(turn, chat_id)
        return
    locale, (listing, service) = await turn.locale_of(chat_id), meant
    rows, at_work = _reaching(listing, service), await REFERENT.holds(turn, chat_id)
    if service is None:
        others = listing.organisation.services[:MOST_SERVICES]
        rows += [[_service_button(listing, other, locale, page, query)] for other in others]
    else:
        rows.append([CARD.button("directory.organisation", code(listing.id), page, query)])
    keeping = [KEEP.button("directory.keep", code(listing.id))]
    if at_work and not listing.public:
        keeping.append(PEOPLE.button("directory.people", code(listing.id)))
    rows.append(keeping)
    entry = Key(Table.ORGANISATIONS, listing.id)
    if await manages(turn, chat_id, entry):
        key = entry if service is None else Key(Table.SERVICES, service.id, listing.id)
        rows.append([OPEN.button("directory.manage", code(str(key)))])
        rows.append([SHOW.button("directory.confirm", "show", code(listing.id))])
    rows.append([FIND.button("directory.back", page, query)])
    kept = await confirmations.of_entry(turn.here, listing.id)
    screen = Screen(_told(turn, listing, service, locale, kept), rows, locale)
    await turns_to(turn, chat_id, screen, at_work=at_work)


async def _over(turn: Turn, chat_id: int) -> None:
    """Nobody of that code stands in the directory any more."""
    turn.answer(phrase("press.over"), await turn.locale_of(chat_id))


def _service_button(listing: Listing, service: Service, locale: str, page: int, query: str) -> Button:
    return CARD.button(verbatim(service.title.in_(locale)), code(f"{listing.id}/{service.id}"), page, query)


# --- what a card says -------------------------------------------------------------------------------------------------


def _told(
    turn: Turn, listing: Listing, service: Service | None, locale: str, kept: Confirmation | None
) -> list[Paragraph]:
    organisation = listing.organisation
    title = phrase("directory.title", name=organisation.name)
    if service is not None:
        facts = tuple(_of_service(service, locale))
        return [
            (phrase("directory.service", service=service.title.in_(locale)), verbatim(organisation.name)),
            verbatim(service.description.in_(locale)),
            *([facts] if facts else []),
            tuple(_ways(listing, service)),
            *_whether_right(turn, listing, kept, locale, said=False),
        ]
    told = organisation.description
    said = [verbatim(told.in_(locale))] if told is not None else []
    place = tuple(_where(turn, listing, locale, kept))
    right = _whether_right(turn, listing, kept, locale, said=_says_when(turn, listing))
    return [title, *said, *([place] if place else []), tuple(_ways(listing, None)), *right]


def facts(listing: Listing, locale: str) -> Iterator[Phrase]:
    """What an entry says, a line each, at any time of the day: whoever confirms it looks at this."""
    held = listing.organisation
    if held.address is not None:
        yield phrase("directory.address", text=held.address.line)
    yield from (phrase("directory.hours.line", line=line) for line in hours_said.lines_of(held.hours))
    if held.hours_note is not None:
        yield phrase("directory.hours_note", text=held.hours_note.in_(locale))
    ways = {"phone.plain": {"phone": for_reading(_number(listing, None)) or held.phone}, "email": {"email": held.email},
            "site": {"site": held.site}}  # fmt: skip
    yield from (phrase(f"directory.{way}", **said) for way, said in ways.items() if any(said.values()))


def _of_service(service: Service, locale: str) -> Iterator[Phrase]:
    if service.audience is not None:
        yield phrase("directory.audience", text=service.audience.in_(locale))
    if service.cost is not None:
        yield phrase("directory.cost", text=service.cost.in_(locale))
    elif service.free:
        yield phrase("directory.free")
    if service.asking is not None:
        yield phrase("directory.asking", text=service.asking.in_(locale))


def _where(turn: Turn, listing: Listing, locale: str, kept: Confirmation | None) -> Iterator[Phrase]:
    """Where it is, and when somebody is there, with whoever said so; of public data, that nobody has confirmed them."""
    organisation = listing.organisation
    if organisation.address is not None:
        yield phrase("directory.address", text=organisation.address.line)
    closed = next((days for days in organisation.closed if turn.today in days), None)
    if closed is not None:
        yield phrase("directory.closed", day=closed.last)
    elif organisation.hours:
        yield from _hours(turn, listing, kept)
    if organisation.hours_note is not None:
        yield phrase("directory.hours_note", text=organisation.hours_note.in_(locale))
    if listing.merged:
        yield phrase("directory.merged", names=listing.merged, count=len(listing.merged))
    if listing.public and _confirmed_on(turn, kept) is None:
        yield phrase("directory.public", source=town_halls.source())


def _hours(turn: Turn, listing: Listing, kept: Confirmation | None) -> Iterator[Phrase]:
    """How things stand now, with who said so, and the usual week where it is of the form that we write."""
    osm, day = listing.organisation.hours, _confirmed_on(turn, kept)
    now = opening.at_a_glance(osm, turn.now, turn.network.identity.timezone)
    if now is not None:
        said = opening.according(now, _whose(listing), day, turn.today) if day is not None else now
        yield phrase("directory.hours", now=said)
        with suppress(HoursError):
            yield from (phrase("directory.hours.line", line=line) for line in hours_said.lines(hours.read(osm)))


def _says_when(turn: Turn, listing: Listing) -> bool:
    """Whether hours stand on a card, which say who confirmed them."""
    organisation = listing.organisation
    away = any(turn.today in days for days in organisation.closed)
    return not away and opening.at_a_glance(organisation.hours, turn.now, turn.network.identity.timezone) is not None


def _whose(listing: Listing) -> Phrase:
    """Who says what stands on a card: whoever it is about."""
    return phrase("directory.by.town_hall" if listing.town_hall else "directory.by.organisation")


def _confirmed_on(turn: Turn, kept: Confirmation | None) -> date | None:
    return turn.day(kept.confirmed_at) if kept is not None and kept.confirmed_at is not None else None


def _whether_right(
    turn: Turn, listing: Listing, kept: Confirmation | None, locale: str, *, said: bool
) -> Iterator[Phrase]:
    """That an entry is to be checked, or who confirmed it and when, where the hours have not `said` so."""
    day = _confirmed_on(turn, kept)
    on = far_day(locale, day) if day is not None else ""
    if kept is not None and to_check(kept.due, turn.today):
        yield phrase(
            "directory.to_check",
            last=phrase("directory.last_confirmed", day=on) if on else phrase("directory.never_confirmed"),
        )
    elif on and not said:
        yield phrase("directory.confirmed", who=_whose(listing), day=on)


def _ways(listing: Listing, service: Service | None) -> Iterator[Phrase]:
    """How one gets in touch: switchboard, address, site. A direct line is nobody’s business here."""
    organisation = listing.organisation
    if number := _number(listing, service):
        yield phrase("directory.phone", phone=for_reading(number), touched=number)
    elif phone := (service.phone if service else "") or organisation.phone:
        yield phrase("directory.phone.plain", phone=phone)
    if email := _email(listing, service):
        yield phrase("directory.email", email=email)
    if site := (service.site if service else "") or organisation.site:
        yield phrase("directory.site", site=site)
    for desk in organisation.contacts:
        if desk.public and service is None:
            yield _desk(desk)


def _desk(desk: Desk) -> Phrase:
    return phrase("directory.desk", name=phrase("label", fr=desk.name.fr, en=desk.name.in_("en")), phone=desk.phone,
                  email=desk.email)  # fmt: skip


def _number(listing: Listing, service: Service | None) -> str:
    """The number to call as E.164, which every client makes a link of; empty where it is none."""
    return phone_in((service.phone if service else "") or listing.organisation.phone).value or ""


def _email(listing: Listing, service: Service | None) -> str:
    return (service.email if service else "") or listing.organisation.email


def _reaching(listing: Listing, service: Service | None) -> list[list[Button]]:
    """Buttons that copy the number and the address."""
    rows = []
    if number := _number(listing, service):
        rows.append([Button(phrase("directory.copy.phone", phone=for_reading(number)), copies=number)])
    if email := _email(listing, service):
        rows.append([Button(phrase("directory.copy.email"), copies=email)])
    return rows


# --- to keep ----------------------------------------------------------------------------------------------------------


async def keep(turn: Turn, chat_id: int, meant: Meant | None) -> None:
    """The contact as a file for an address book; partners get its people too."""
    if meant is None:
        await _over(turn, chat_id)
        return
    locale, listing = await turn.locale_of(chat_id), meant[0]
    contacts = [_contact(listing)]
    if await REFERENT.holds(turn, chat_id):
        contacts += (_of_person(listing, referent, locale) for referent in _referents(turn, listing))
    file = {"filename": f"{listing.id}.vcf", "content": vcard.written(*contacts)}
    words = phrase("directory.kept", name=listing.name)
    await turn.show(chat_id, Screen([words], locale=locale, file=("document", file)), f"annuaire:{turn.row.id}{FILE}")


def _contact(listing: Listing) -> vcard.Contact:
    held = listing.organisation
    number = _number(listing, None) or held.phone
    return vcard.Contact(held.name, phone=number, email=held.email, site=held.site, address=held.address)


def _of_person(listing: Listing, referent: Referent, locale: str) -> vcard.Contact:
    number = phone_in(referent.phone).value or referent.phone
    return vcard.Contact(listing.name, referent.name.in_(locale), phone=number, email=referent.email)


# --- for partners -----------------------------------------------------------------------------------------------------


async def people(turn: Turn, chat_id: int, meant: Meant | None) -> None:
    """Who works there: their direct lines, and whether they are away."""
    if meant is None:
        await _over(turn, chat_id)
        return
    locale, listing = await turn.locale_of(chat_id), meant[0]
    away = await absences.planned(turn.here, turn.today)
    said: list[Paragraph] = [phrase("directory.people.title", name=listing.name)]
    said += (tuple(_person(turn, referent, away.get(referent.id))) for referent in _referents(turn, listing))
    said += (_desk(desk) for desk in listing.organisation.contacts if not desk.public)
    if len(said) == 1:
        said.append(phrase("directory.people.none"))
    await turn.show(chat_id, Screen(said, locale=locale, protect=True), f"annuaire:{turn.row.id}")


def _referents(turn: Turn, listing: Listing) -> list[Referent]:
    return [referent for referent in turn.network.referents if referent.organisation == listing.id]


def _person(turn: Turn, referent: Referent, away: Absence | None) -> Iterator[Phrase]:
    yield phrase("directory.person", name=referent.name.phrase())
    if referent.phone or referent.email:
        yield phrase("directory.person.ways", phone=for_reading(phone_in(referent.phone).value), email=referent.email)
    in_file = next((days for days in referent.absences if days.last >= turn.today), None)
    first, last = (away.first, away.last) if away else (in_file.first, in_file.last) if in_file else (None, None)
    if first is None or last is None:
        return
    key = "directory.person.away" if first <= turn.today else "directory.person.away_from"
    yield phrase(key, first=first, last=last)
    substitute = turn.network.referent_by_id.get((away.substitute if away else referent.substitute) or "")
    if substitute is not None:
        yield phrase("directory.person.substitute", name=substitute.name.phrase(), phone=substitute.phone)

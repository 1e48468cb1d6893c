"""The directory on paper, by need and by territory, in its public form."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import partial

from conversations.words.contacts import for_reading, phone_in
from handlers.slots.record_sheet import words
from handlers.turn.screen import far_day
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network import hours_said, town_halls
from network.confirmations import to_check
from network.hours import HoursError, read
from network.listings import Listing
from network.organisations import Need, Service
from network.phrase import phrase
from reports.sheet import Line, Section, Sheet
from storage import confirmations

BUILT_KEYS = {"intake.needs.{}": Need}


async def send(turn: Turn, chat_id: int) -> None:
    """The sheet, to whoever asked for it."""
    name = turn.network.identity.id
    old = frozenset(
        one.entry for one in (await confirmations.every(turn.here)).values() if to_check(one.due, turn.today)
    )
    await turn.document(
        chat_id, f"annuaire-{name}.pdf", sheet(turn, old), "annuaire", phrase("directory.sheet.caption")
    )


def sheet(turn: Turn, old: Collection[str] = ()) -> Sheet:
    """Everybody, by what they answer and by where they are; of the `old` entries that they are to be checked."""
    network = turn.network
    listed = turn.knowledge.directory().listings
    return Sheet(
        PARTNER_LOCALE,
        turn.now,
        heading=words("directory.sheet.title"),
        letterhead=network.identity.name,
        sections=(*_by_need(listed), *_by_territory(turn, listed, old)),
        footer=(
            words("directory.sheet.footer", network=network.identity.name, day=far_day(PARTNER_LOCALE, turn.today)),
            words("directory.sheet.public", source=town_halls.source()),
        ),
    )


def _by_need(listed: Iterable[Listing]) -> Iterator[Section]:
    """For each need the services that answer it."""
    offered = [(one, service) for one in listed for service in one.organisation.services]
    for need in Need:
        lines = tuple(_of_service(one, service) for one, service in offered if need in service.needs)
        if lines:
            label = words(f"intake.needs.{need}")
            yield Section(words("directory.sheet.needs", need=label), lines)


def _of_service(one: Listing, service: Service) -> Line:
    told = f"{service.title.fr}\n{service.description.fr}"
    return one.name, "\n".join(filter(None, (told, _number(service.phone or one.organisation.phone))))


def _by_territory(turn: Turn, listed: Iterable[Listing], old: Collection[str]) -> Iterator[Section]:
    """For each territory who is there; then those who are there for all of the network."""
    everybody, told = list(listed), partial(_of, old=old)
    for territory in turn.network.territories:
        communes = frozenset(commune.insee for commune in territory.communes)
        there = [one for one in everybody if (zone := _zone(turn, one)) is not None and zone & communes]
        if there:
            yield Section(words("directory.sheet.territory", name=territory.name), tuple(map(told, there)))
    if everywhere := [one for one in everybody if _zone(turn, one) is None]:
        yield Section(words("directory.sheet.everywhere"), tuple(map(told, everywhere)))


def _zone(turn: Turn, one: Listing) -> frozenset[str] | None:
    return turn.knowledge.directory().zone_of(one)


def _of(one: Listing, old: Collection[str]) -> Line:
    held = one.organisation
    ways = (held.address.line if held.address else "", _number(held.phone), held.email, held.site, _hours(held.hours))
    said = (*ways, words("directory.sheet.to_check") if one.id in old else "")
    return one.name, "\n".join(filter(None, said))


def _number(phone: str) -> str:
    return for_reading(phone_in(phone).value) or phone


def _hours(osm: str) -> str:
    """The usual week; nothing where hours are not known, or of a wider form than ours."""
    try:
        return "\n".join(words("directory.hours.line", line=line) for line in hours_said.lines(read(osm)))
    except HoursError:
        return ""

"""Managing: the network changed by its people, an entry at a time; its archive; what became different."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from network.entries import Entry
from network.fields import MODELS, SHELF, Key, Table, Values, fields_of, values
from network.listings import known_as, listings
from network.model import Archive, Network, Referent
from network.organisations import Organisation, Service
from network.soundness import problems
from network.text import words


class ManagingError(ValueError):
    """The network cannot become so; `why` is one of the words of `REASONS`."""

    def __init__(self, why: str, *names: str) -> None:
        super().__init__(why)
        self.why, self.names = why, names


REASONS = ("unfit", "gone", "people", "nowhere", "last", "pilot")
"""It does not fit together, the entry is not there, people work there still, its organisation is in the archive,
nothing would be left, it is the pilot.
"""


@dataclass(frozen=True, slots=True)
class Change:
    """What became different of an entry: a field of `FIELDS`, or SHELF with "added", "archived" or "restored"."""

    key: Key
    field: str
    before: Values
    after: Values


# --- what is there ----------------------------------------------------------------------------------------------------


def keys(network: Network) -> Iterator[Key]:
    """Every entry that can be changed or taken back, those of the archive and of public data too."""
    yield from (Key(Table.TERRITORIES, one.id) for one in network.territories)
    yield from (Key(Table.REFERENTS, one.id) for one in (*network.referents, *network.archive.referents))
    for organisation in (*(one.organisation for one in listings(network)), *network.archive.organisations):
        yield Key(Table.ORGANISATIONS, organisation.id)
        for service in (*organisation.services, *organisation.former):
            yield Key(Table.SERVICES, service.id, organisation.id)


def find(network: Network, key: Key) -> Entry | None:
    """An entry that is there."""
    if key.table is Table.ORGANISATIONS:
        return known_as(network, key.id)
    return next((one for one in _table(network, key) if _id(one) == key.id), None)


def archived(network: Network, key: Key) -> Entry | None:
    """An entry of the archive; a service is there with its organisation too."""
    if key.table is Table.SERVICES:
        above = find(network, Key(Table.ORGANISATIONS, key.under))
        organisation = above or archived(network, Key(Table.ORGANISATIONS, key.under))
        held: Sequence[Entry] = ()
        if isinstance(organisation, Organisation):
            held = organisation.former if above else (*organisation.services, *organisation.former)
    else:
        held = getattr(network.archive, key.table, ())
    return next((one for one in held if _id(one) == key.id), None)


def name_of(network: Network, key: Key) -> str:
    """What an entry is called, in French; one that is nowhere by its id."""
    entry = find(network, key) or archived(network, key)
    named = getattr(entry, "name", None) or getattr(entry, "title", None) or key.id
    return named if isinstance(named, str) else str(named.fr)


def _table(network: Network, key: Key) -> Sequence[Entry]:
    if key.table is Table.SERVICES:
        above = find(network, Key(Table.ORGANISATIONS, key.under))
        return above.services if isinstance(above, Organisation) else ()
    found: Sequence[Entry] = getattr(network, key.table)
    return found


def _id(entry: Entry) -> str:
    return str(getattr(entry, "id", ""))


# --- changed ----------------------------------------------------------------------------------------------------------


def changed(network: Network, key: Key, new: Values) -> Network:
    """The network with other values in an entry; a town hall of the public data becomes the network's own with that.

    Raises:
        ManagingError: there is no such entry, or what came of it does not hold.
    """
    entry = find(network, key)
    if entry is None:
        raise ManagingError("gone")
    return _sound(network, _put(network, key, _built(key, {**entry.model_dump(mode="json"), **new})))


def added(network: Network, key: Key, given: Values) -> tuple[Network, Key]:
    """The network with a new entry of the table of `key`, under the organisation that it names, and how it is called. A
    town hall of the public data becomes the network's own with that.

    Raises:
        ManagingError: what was given does not hold.
    """
    named = given.get("name") or given.get("title") or ""
    named = named if isinstance(named, str) else named["fr"]
    above = key.under if key.table is Table.SERVICES else ""
    new = Key(key.table, _new_id(named, {one.id for one in keys(network)}), above)
    of_people = {"organisation": key.under} if key.table is Table.REFERENTS else {}
    entry = _built(new, {"id": new.id, **of_people, **given})
    house = Key(Table.ORGANISATIONS, key.under)
    if of_people and isinstance(hall := find(network, house), Organisation):
        return _sound(network, _put(_put(network, house, hall), new, entry)), new
    return _sound(network, _put(network, new, entry)), new


def _new_id(name: str, taken: set[str]) -> str:
    """An id out of a name that nobody has: "maison-des-services", "maison-des-services-2"."""
    slug = "-".join(words(name))[:34].strip("-") or "entree"
    numbered = (f"{slug}-{number}" if number > 1 else slug for number in range(1, len(taken) + 2))
    return next(one for one in numbered if one not in taken)


def _built(key: Key, held: Values) -> Entry:
    try:
        return MODELS[key.table].model_validate(held)
    except ValidationError:
        raise ManagingError("unfit") from None


def _put(network: Network, key: Key, entry: Entry) -> Network:
    """The network with an entry in the place of the one that it is called as, or at the end."""
    if key.table is Table.SERVICES:
        above = find(network, Key(Table.ORGANISATIONS, key.under))
        if not isinstance(above, Organisation):
            raise ManagingError("gone")
        held = above.model_copy(update={"services": _with(above.services, entry)})
        return _put(network, Key(Table.ORGANISATIONS, key.under), held)
    return network.having(**{key.table: _with(getattr(network, key.table), entry)})


def _with(entries: Iterable[Any], new: Entry) -> tuple[Any, ...]:
    there = tuple(entries)
    if not any(_id(one) == _id(new) for one in there):
        return (*there, new)
    return tuple(new if _id(one) == _id(new) else one for one in there)


def _without(entries: Iterable[Any], id_: str) -> tuple[Any, ...]:
    return tuple(one for one in entries if _id(one) != id_)


def _sound(before: Network, after: Network) -> Network:
    """`after`, where nothing is wrong with it that was not wrong `before`."""
    if set(problems(after)) - set(problems(before)):
        raise ManagingError("unfit")
    return after


# --- the archive ------------------------------------------------------------------------------------------------------


def shelved(network: Network, key: Key) -> Network:
    """The network with an entry in its archive: shown and proposed no more, still known by name.

    Raises:
        ManagingError: people work there still, it is the pilot, nothing would be left, or it is not there.
    """
    entry = find(network, key)
    match entry:
        case Service():
            above = network.organisation_by_id.get(key.under)
            if above is None:
                raise ManagingError("gone")
            held = {"services": _without(above.services, key.id), "former": _with(above.former, entry)}
            return _put(network, Key(Table.ORGANISATIONS, key.under), above.model_copy(update=held))
        case Referent():
            others = [_without_substitute(one, key.id) for one in _without(network.referents, key.id)]
            return _moved(network, "referents", others, _with(network.archive.referents, entry))
        case Organisation():
            there = [one.name.fr for one in network.referents if one.organisation == key.id]
            if there:
                raise ManagingError("people", *there)
            if network.identity.pilot == key.id:
                raise ManagingError("pilot")
            left = _without(network.organisations, key.id)
            return _moved(network, "organisations", left, _with(network.archive.organisations, entry))
    raise ManagingError("gone")


def _without_substitute(referent: Referent, id_: str) -> Referent:
    return referent.model_copy(update={"substitute": None}) if referent.substitute == id_ else referent


def _moved(network: Network, table: str, left: Sequence[Entry], kept: Sequence[Entry]) -> Network:
    if not left:
        raise ManagingError("last")
    return network.having(**{table: tuple(left), "archive": _archive(network, {table: tuple(kept)})})


def _archive(network: Network, tables: Mapping[str, Any]) -> Archive:
    """The archive with other entries in some of its tables; of referents it keeps what it may."""
    return Archive.model_validate({**dict(network.archive), **tables})


def remembering(after: Network, before: Network) -> Network:
    """A network that takes the place of another, with whoever it says nothing of in its archive: a closed case keeps
    the name of whoever followed it, whatever file comes.
    """
    archive = after.archive
    gone = {
        "organisations": _unsaid(after.known_organisations, before.known_organisations),
        "referents": [
            one.model_copy(update={"substitute": None})
            for one in _unsaid(after.known_referents, before.known_referents)
        ],
    }
    if not any(gone.values()):
        return after
    kept = {table: (*getattr(archive, table), *entries) for table, entries in gone.items()}
    return after.having(archive=_archive(after, kept))


def _unsaid(known: Mapping[str, Any], before: Mapping[str, Any]) -> list[Any]:
    return [entry for id_, entry in before.items() if id_ not in known]


def restored(network: Network, key: Key) -> Network:
    """The network with an entry of its archive among the others again.

    Raises:
        ManagingError: its organisation is in the archive, it is not there, or it does not hold any more.
    """
    entry = archived(network, key)
    match entry:
        case Service():
            above = network.organisation_by_id.get(key.under)
            if above is None:
                raise ManagingError("nowhere")
            held = {"former": _without(above.former, key.id), "services": _with(above.services, entry)}
            new = _put(network, Key(Table.ORGANISATIONS, key.under), above.model_copy(update=held))
        case Referent() if entry.organisation not in network.organisation_by_id:
            raise ManagingError("nowhere")
        case Referent() | Organisation():
            if isinstance(entry, Referent) and entry.substitute not in network.referent_by_id:
                entry = _without_substitute(entry, entry.substitute or "")
            left = _without(getattr(network.archive, key.table), key.id)
            archive = network.archive.model_copy(update={key.table: left})
            new = network.having(**{key.table: _with(getattr(network, key.table), entry), "archive": archive})
        case _:
            raise ManagingError("gone")
    return _sound(network, new)


# --- what became different --------------------------------------------------------------------------------------------


def differences(before: Network, after: Network) -> Iterator[Change]:
    """What can be changed and is different in two networks, in the order of the second; what went comes last."""
    old, new = _entries(before), _entries(after)
    for key, entry in new.items():
        kept = None if key in old else archived(before, key)
        was = old.get(key) or kept or find(before, key)  # of public data, where it is not its own
        if was is None or kept is not None:
            yield Change(key, SHELF, {}, {SHELF: "added" if was is None else "restored"})
        if was is not None:
            yield from _changes(key, was, entry)
    yield from (Change(key, SHELF, {}, {SHELF: "archived"}) for key in old if key not in new)


def _changes(key: Key, was: Entry, entry: Entry) -> Iterator[Change]:
    """The fields that are different; what one of them tells no other tells again."""
    told: set[str] = set()
    for field in fields_of(key):
        one, other = values(was, field), values(entry, field)
        if one != other and not told.issuperset(field.keys):
            told.update(field.keys)
            yield Change(key, field.name, one, other)


def _entries(network: Network) -> dict[Key, Entry]:
    """Every entry of the network itself."""
    tables = (
        (table, one)
        for table in (Table.TERRITORIES, Table.ORGANISATIONS, Table.REFERENTS)
        for one in getattr(network, table)
    )
    found: dict[Key, Entry] = {Key(table, one.id): one for table, one in tables}
    return found | {
        Key(Table.SERVICES, service.id, one.id): service for one in network.organisations for service in one.services
    }

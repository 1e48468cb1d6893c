"""The ground a line stands on: the network's own words for places, sectors, referents, made once for a whole file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from rapidfuzz import fuzz

from network.imports import values
from network.imports.kinds import Contents
from network.imports.rows import Named, Where
from network.imports.values import WrongError
from network.model import Network, Organisation, Referent, Role
from network.places import Found, PlaceIndex
from network.sectors import SectorIndex
from network.text import plain

_CLEARLY = 1.5
"""How much more than the second a sector must weigh to be meant."""
_ALIKE = 92
"""How alike two names must be, of 100, words in any order."""
_TOLD = 4
"""Places that are named at most where one is asked about."""
MOST_SECTORS = 3


class Ground:
    """What the cells of a list are understood by. `today` is the day of the import."""

    def __init__(self, network: Network, today: date) -> None:
        self.network = network
        self.today = today
        self.contents = Contents(PlaceIndex(network), today)
        self._sectors = SectorIndex(network)
        self._labels = {
            plain(text): sector.id
            for sector in network.sectors
            for text in (sector.id, sector.label.fr, sector.label.en, sector.on_button.fr, sector.on_button.en)
        }
        self._weighed: dict[str, tuple[str, ...]] = {}
        self._referents: dict[tuple[str, Role | None], Referent | None] = {}

    # --- places -------------------------------------------------------------------------------------------------------

    def where(self, said: str) -> Where:
        """The place that a cell names. Raises `WrongError` where it may be several, or is none."""
        if not said:
            return Where()
        found = self.contents.find(said)
        if found.kind == "commune":
            return Where("commune", found.communes[0], found.territory or "", said=said)
        if found.kind == "territory":
            return Where("territory", territory=found.territory or "", said=said)
        if found.kind == "undecided":
            return Where(said=said)
        if found.kind == "outside" and len(found.outside) == 1:
            [there] = found.outside
            return Where("outside", there.insee, name=there.name, department=there.department, said=said)
        raise self._not_sure(found)

    def _not_sure(self, found: Found) -> WrongError:
        communes, territories = self.network.commune_by_insee, self.network.territory_by_id
        names = (
            *(communes[insee][0].name for insee in found.communes),
            *(territories[one].name for one in found.territories),
            *(f"{one.name} ({one.department})" for one in found.outside),
        )
        if found.abroad:
            return WrongError("imports.fault.abroad")
        if found.kind == "nothing" or not names:
            return WrongError("imports.fault.commune")
        return WrongError("imports.fault.commune_which", names=tuple(names[:_TOLD]))

    def territory(self, said: str) -> str:
        """The id of the territory that a cell names. Raises `WrongError` where it names none."""
        ways = {plain(name): one.id for one in self.network.territories for name in (one.id, one.name, *one.aliases)}
        found = values.meant(said, ways) or self.contents.find(said).territory
        if found is None:
            names = tuple(territory.name for territory in self.network.territories)
            raise WrongError("imports.fault.territory", names=names)
        return found

    # --- trades -------------------------------------------------------------------------------------------------------

    def sectors(self, said: str) -> tuple[str, ...]:
        """The sectors that a cell names, none twice. Raises `WrongError` where a part of it is none."""
        labelled = self._labels.get(plain(said))
        found = [labelled] if labelled else [self._sector(part) for part in values.parts(said)]
        if not found or not all(found):
            found = [self._sector(said)]
        if not all(found):
            raise WrongError("imports.fault.sector")
        return tuple(dict.fromkeys(found))[:MOST_SECTORS]

    def sectors_told(self, project: str) -> tuple[str, ...]:
        """The sector that a project's own words name without doubt; else none."""
        found = self._find(project)
        return found if len(found) == 1 else ()

    def sectors_offered(self, said: str) -> tuple[str, ...]:
        """The trades that the words of an offer surely name."""
        return self._sectors.surely(said)

    def _sector(self, said: str) -> str:
        known = self._labels.get(plain(said))
        found = self._find(said)
        return known or (found[0] if len(found) == 1 else "")

    def _find(self, text: str) -> tuple[str, ...]:
        """The sectors that a text speaks of; one alone where it clearly weighs most."""
        if text not in self._weighed:
            some = self._sectors.weigh(text)
            clear = len(some) > 1 and some[0].worth >= _CLEARLY * some[1].worth
            self._weighed[text] = tuple(one.sector for one in (some[:1] if clear else some))
        return self._weighed[text]

    # --- people and organisations -------------------------------------------------------------------------------------

    def follower(self, said: str, role: Role) -> Named:
        """Who of the network is named as following a case. Raises `WrongError` where it is nobody who does."""
        found = self.referent(said, role)
        if found is None:
            raise WrongError("imports.fault.referent")
        if role not in found.roles:
            raise WrongError(f"imports.fault.role.{role.value}")
        return Named(found.id, said)

    def referent(self, said: str, role: Role | None = None) -> Referent | None:
        """Whom of the network a cell names: by name, id or address, or as the only one of their organisation."""
        if (said, role) not in self._referents:
            self._referents[said, role] = self._named(said, role)
        return self._referents[said, role]

    def _named(self, said: str, role: Role | None) -> Referent | None:
        folded = plain(said)
        for one in self.network.referents:
            ways = (one.name.fr, one.name.en, one.id, one.email, f"{one.name.fr} {one.organisation}")
            if folded in map(plain, filter(None, ways)):
                return one
        close = [one for one in self.network.referents if fuzz.token_sort_ratio(folded, plain(one.name.fr)) >= _ALIKE]
        if len(close) == 1:
            return close[0]
        there = self.organisation(said)
        some = [one for one in self.network.referents if there is not None and one.organisation == there.id]
        fitting = [one for one in some if role is None or role in one.roles]
        return fitting[0] if len(fitting) == 1 else None

    def organisation(self, said: str) -> Organisation | None:
        """The organisation of the network that a cell names; None where it is none, or may be several."""
        folded = plain(said)
        for one in self.network.organisations:
            if folded in (plain(one.name), plain(one.id)):
                return one
        close = [one for one in self.network.organisations if fuzz.token_sort_ratio(folded, plain(one.name)) >= _ALIKE]
        return close[0] if len(close) == 1 else None

    def left(self, archive: Iterable[Organisation | Referent], name: str, siret: str = "") -> bool:
        """Whether somebody of that name, or number, is in the archive: they do not come back by a file."""
        return any(
            plain(name) == plain(one.name if isinstance(one.name, str) else one.name.fr)
            or (isinstance(one, Organisation) and bool(siret) and one.siret == siret)
            for one in archive
        )


BUILT_KEYS = {"imports.fault.role.{}": (Role.TECHNICAL, Role.TERRITORIAL)}

"""The network as its file describes it: territories, sectors, organisations, referents, charter."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, ConfigDict, Field, StringConstraints

from network.businesses import Businesses, Cover
from network.charter import Charter
from network.confidentiality import Confidentiality
from network.entries import Code, Days, Entry, Kind, Label, Slug, Title, Told
from network.entries import Nature as Nature
from network.leaving import remembered
from network.look import Display, Funder, Look
from network.organisations import Neighbour as Neighbour
from network.organisations import Organisation as Organisation
from network.profile import Profile
from network.reports import Template
from network.rules import Lead, Routes, Split


class Role(StrEnum):
    """What a referent does on a case; a coordinator routes and sees every case."""

    TECHNICAL = "technical"
    TERRITORIAL = "territorial"
    COORDINATOR = "coordinator"


class Commune(Entry):
    """A commune of the State's list; `insee` is its official code (COG), coordinates are the town hall's (WGS 84).
    `aliases` are other names that can only mean this commune here: understood without asking again.
    """

    insee: Code
    name: Title
    postal_codes: tuple[Annotated[str, StringConstraints(pattern=r"^\d{5}$")], ...] = Field(min_length=1)
    population: int = Field(ge=0)
    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)
    aliases: tuple[Title, ...] = ()


class Territory(Entry):
    """A communauté de communes with its communes; an alias shared by two territories is asked about.

    `thread` is the id of the topic of the partner group where its cards are shown (Bot API, message_thread_id), if any.
    `epci` is its SIREN, by which it stands in the zone of a service.
    """

    id: Slug
    name: Title
    aliases: tuple[Title, ...] = ()
    thread: int | None = Field(default=None, gt=0)
    epci: Annotated[str, StringConstraints(pattern=r"^(\d{9})?$")] = ""
    communes: tuple[Commune, ...] = Field(min_length=1)


class Sector(Entry):
    """A field of activity a project holder recognises, with the kinds of partner that lead, in order of preference.

    `short` is the label on a button, where the whole one is too long for a small telephone.
    `words` are the trades and everyday words it is recognised by, in any language. NAF codes belong to `nomenclature`
    (NAF 2025 replaces NAF rév. 2 for APE codes from 2027).
    """

    id: Slug
    label: Label
    short: Label | None = None
    words: tuple[Title, ...] = ()
    lead_kinds: tuple[Kind, ...] = Field(min_length=1)
    nomenclature: Title = "NAF rév. 2"
    naf_divisions: str = ""
    naf_key_codes: tuple[str, ...] = ()
    other_partners: str = ""
    note: str = ""

    @property
    def on_button(self) -> Label:
        """What a button says."""
        return self.short or self.label


class Absence(Days):
    """Days on which somebody takes no new case, both included."""


class Referent(Entry):
    """Somebody who takes cases. Empty `territories`, `sectors` or `natures` mean all of them.

    During an absence the `substitute` stands in their place. `telegram_id` acts for them in a rehearsal alone.
    """

    id: Slug
    name: Label
    organisation: Slug
    roles: tuple[Role, ...] = Field(min_length=1)
    territories: tuple[Slug, ...] = ()
    sectors: tuple[Slug, ...] = ()
    natures: tuple[Nature, ...] = ()
    phone: str = ""
    email: str = ""
    telegram_id: int | None = Field(default=None, gt=0)
    substitute: Slug | None = None
    absences: tuple[Absence, ...] = ()

    def is_absent(self, day: date) -> bool:
        """Whether they take no new case on `day`."""
        return any(day in absence for absence in self.absences)


class Contact(Entry):
    """The network's own contact, given to everybody as another way."""

    name: Label
    organisation: Title
    phone: Title
    email: str = ""


class Officer(Entry):
    """Whom people write to about their data: the data protection officer (RGPD, articles 37 to 39)."""

    name: Label
    email: Title
    phone: str = ""


class Authority(Entry):
    """Where somebody complains of what becomes of their data (RGPD, article 77). In France, the CNIL."""

    name: Title = "CNIL"
    address: Title = "3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07"
    site: Title = "www.cnil.fr/plaintes"


class Privacy(Entry):
    """What people are told of their data (RGPD, articles 13 and 14).

    `status` of the controller gives the legal basis: a public body has a task of public interest, an association a
    legitimate interest (article 6, 1, e and f). `task` is what that is: it goes on after a colon, without a capital.
    `stored` says where this bot's own data are: it goes on after "are kept".
    """

    controller: Title
    address: Title
    status: Literal["public", "association"]
    task: Label
    stored: Label
    officer: Officer
    authority: Authority = Authority()


class Identity(Entry):
    """Who the network is; `perimeter` dates the list of communes; `demonstration` says that it is a sample.

    `pilot` is the organisation that `contact` and `privacy` are of (`network.pilot`): others become it by a hand-over.
    What people told is erased `privacy_months` after the last exchange about it. Without `privacy` a network is a
    demonstration, or older than such a table. `records_by_mail`: records may go by e-mail, to a confirmed address.
    `ask_source`: whoever sent a request is asked, with one press, by what they heard of the network.
    """

    id: Slug
    name: Title
    perimeter: Title
    demonstration: bool = False
    timezone: str = "Europe/Paris"
    languages: tuple[str, ...] = ("fr", "en")
    reference_prefix: Annotated[str, StringConstraints(pattern=r"^[A-Z]{1,4}$")]
    privacy_months: int = Field(default=24, ge=1, le=120)
    pilot: Slug | None = None
    privacy: Privacy | None = None
    records_by_mail: bool = False
    ask_source: bool = False
    contact: Contact

    @property
    def tzinfo(self) -> ZoneInfo:
        """The clock by which the network lives."""
        return ZoneInfo(self.timezone)


class Answer(Entry):
    """An answer to a common question, in the languages of the network; `{…}` are facts (`network.questions.FACTS`)."""

    fr: Told
    en: Told


class Question(Entry):
    """What people often ask, in the `ways` they ask it, in any language, with its answer; `calls`: it leads to being
    called back.
    """

    id: Slug
    ways: tuple[Title, ...] = Field(min_length=1)
    answer: Answer
    calls: bool = False


class Archive(Entry):
    """Who is no longer of the network: nobody is sent to them, and whoever they followed still knows them by name."""

    organisations: tuple[Organisation, ...] = ()
    referents: tuple[Annotated[Referent, AfterValidator(remembered)], ...] = ()


class Network(Entry):
    """A whole network. Reading checks every cross reference; see `network.file.load` for errors made for people."""

    model_config = ConfigDict(serialize_by_alias=True)

    identity: Identity = Field(alias="network")
    charter: Charter
    routes: Routes = Routes()
    territories: tuple[Territory, ...] = Field(min_length=1)
    sectors: tuple[Sector, ...] = Field(min_length=1)
    organisations: tuple[Organisation, ...] = Field(min_length=1)
    referents: tuple[Referent, ...] = Field(min_length=1)
    neighbours: tuple[Neighbour, ...] = ()
    leads: tuple[Lead, ...] = ()
    splits: tuple[Split, ...] = ()
    questions: tuple[Question, ...] = ()
    covers: tuple[Cover, ...] = ()
    businesses: tuple[Businesses, ...] = ()
    confidentiality: Confidentiality = Confidentiality()
    look: Look = Look()
    funders: tuple[Funder, ...] = ()
    displays: tuple[Display, ...] = ()
    profile: Profile | None = None
    reports: tuple[Template, ...] = ()
    archive: Archive = Archive()

    def having(self, **tables: object) -> Self:
        """The network with other entries in some of its tables, the rest as it is."""
        fields = type(self).model_fields.items()
        now = {field.alias or name: tables.get(name, getattr(self, name)) for name, field in fields}
        return type(self).model_validate(now)

    @cached_property
    def as_json(self) -> str:
        """The network as it is stored."""
        return self.model_dump_json()

    @cached_property
    def territory_by_id(self) -> dict[str, Territory]:
        """Territories by their id."""
        return {territory.id: territory for territory in self.territories}

    @cached_property
    def commune_by_insee(self) -> dict[str, tuple[Commune, Territory]]:
        """Communes, each with its territory, by INSEE code."""
        return {c.insee: (c, territory) for territory in self.territories for c in territory.communes}

    @cached_property
    def sector_by_id(self) -> dict[str, Sector]:
        """Sectors by their id."""
        return {sector.id: sector for sector in self.sectors}

    @cached_property
    def lead_by_id(self) -> dict[str, Lead]:
        """Leads by their id."""
        return {lead.id: lead for lead in self.leads}

    def communes_in(self, zone: Collection[str]) -> frozenset[str]:
        """The communes of the network in a zone: codes of communes, departments or EPCI, or ids of territories."""
        return frozenset(
            commune.insee
            for territory in self.territories
            for commune in territory.communes
            if any(code in (territory.id, territory.epci, commune.insee, commune.insee[: len(code)]) for code in zone)
        )

    def able_to(self, role: Role) -> tuple[str, ...]:
        """Ids of everybody who takes such a slot at all, in order: whom the coordination may choose from."""
        return tuple(referent.id for referent in self.referents if role in referent.roles)

    def coordinating(self, now: Collection[str] | None) -> tuple[str, ...]:
        """Ids of those who coordinate, in order: whoever does `now`; None: whom the file names."""
        return self.able_to(Role.COORDINATOR) if now is None else tuple(r.id for r in self.referents if r.id in now)

    @cached_property
    def organisation_by_id(self) -> dict[str, Organisation]:
        """Organisations by their id."""
        return {organisation.id: organisation for organisation in self.organisations}

    @cached_property
    def referent_by_id(self) -> dict[str, Referent]:
        """Referents by their id."""
        return {referent.id: referent for referent in self.referents}

    @cached_property
    def known_organisations(self) -> dict[str, Organisation]:
        """Organisations by their id, with those of the archive: for their names."""
        return {organisation.id: organisation for organisation in (*self.archive.organisations, *self.organisations)}

    @cached_property
    def known_referents(self) -> dict[str, Referent]:
        """Referents by their id, with those of the archive: for their names, and for nothing that they are to do."""
        return {referent.id: referent for referent in (*self.archive.referents, *self.referents)}

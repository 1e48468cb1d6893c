"""Finding a case: what is typed finds what is meant, of what its reader may see; and nothing else is found or told."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from handlers.finding import find
from handlers.privacy import erasing
from handlers.turn.turn import Turn
from network.model import Role
from network.phrase import phrase, to_json
from network.project import Project
from network.slots import HELD, Slot, Status
from simulator.cast import Person
from storage import cases, slots
from storage.acts import note_act
from tests.stage import BOUCHE, COORDINATOR, GROUP, Stage, staged
from tests.stage.inside import happen, press, rows, send_case, tap

DATA = Path(__file__).parent / "network" / "data"
LEAST = 57
"""Of sixty searches so many find first what was meant."""
CREATION, ANOTHER = 1115, 1501
"""Somebody else who fits a baker's cases, and another project holder."""
WHO, WHERE = "conseillere-bouche", "charge-accueil-sancy-artense"


def lines(name: str) -> list[str]:
    """The lines of a file of data, without remarks."""
    text = (DATA / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@dataclass(frozen=True, slots=True)
class Known:
    """A case of `searched.txt`."""

    number: int
    name: str
    phone: str
    commune: str
    sector: str
    standing: tuple[Status, Status]
    silent: int
    words: str

    @classmethod
    def of(cls, line: str) -> Known:
        """The case of a line."""
        number, name, phone, commune, sector, standing, silent, told = (part.strip() for part in line.split("|"))
        technical, territorial = (Status(status) for status in standing.split())
        return cls(int(number), name, f"+3319900{phone}", commune, sector, (technical, territorial), int(silent), told)


def known() -> list[Known]:
    """All of them."""
    return [Known.of(line) for line in lines("searched.txt")]


async def enter(t: Turn, some: Iterable[Known]) -> None:
    """These cases are there, under their numbers; each was heard of when its line says."""
    for one in some:
        territory = t.network.commune_by_insee[one.commune][1].id
        answers = {
            "project": one.words,
            "sector": [one.sector],
            "nature": ["creation"],
            "place": {"kind": "commune", "commune": one.commune, "territory": territory},
            "name": one.name,
            "contact": {"phone": one.phone, "email": None},
        }
        at = t.now - timedelta(days=90 - one.number)
        await t.connection.execute(cases.case_counter.delete())
        await t.connection.execute(
            cases.case_counter.insert(), {"network_id": t.here.network_id, "last": one.number - 1}
        )
        case_id, _ = await cases.open_case(t.here, "SV", None, answers, "1", at)
        for role, status, who in zip(Role, one.standing, (WHO, WHERE), strict=False):
            await slots.open_slot(t.here, case_id, _slot(role, status, who, at))
        await note_act(t.here, case_id, "contacted", WHO, t.now - timedelta(days=one.silent))


def _slot(role: Role, status: Status, who: str, at: datetime) -> Slot:
    asked, took = who if status is Status.PROPOSED else None, who if status in HELD else None
    return Slot(role, status, asked, (), phrase("move.reason"), at, at, took, at if took else None)


async def first(stage: Stage, who: int, typed: str) -> str:
    """The reference of what somebody finds first; "-" where that is nothing."""
    found: list[str] = []

    async def look(t: Turn) -> None:
        result = await find.found(t, who, typed)
        held = await cases.these(t.here, [hit.case_id for hit in result.hits[:1]])
        found.extend(case.reference for case in held.values())

    await happen(stage, who, look)
    return found[0] if found else "-"


def meant() -> list[tuple[str, str]]:
    """What is typed, and the reference that must stand first."""
    pairs = [line.rsplit(" = ", 1) for line in lines("searches.txt")]
    return [(typed, "-" if number == "-" else f"SV-{int(number):04d}") for typed, number in pairs]


async def test_sixty_searches(database_url: str) -> None:
    """With wrong letters, without accents, by name, telephone, trade, place, number, and by who waits."""
    async with staged(database_url) as stage:
        await happen(stage, COORDINATOR, lambda t: enter(t, known()))
        found = [(typed, wanted, await first(stage, COORDINATOR, typed)) for typed, wanted in meant()]
    wrong = [one for one in found if one[1] != one[2]]
    assert len(found) == 60
    assert len([one for one in found if one[1] == "-"]) == 10
    assert len(found) - len(wrong) >= LEAST, wrong


# --- what nobody finds ------------------------------------------------------------------------------------------------


async def found_by(stage: Stage, who: int, typed: str) -> list[tuple[str, bool]]:
    """What somebody finds: references, and whether it is as a card shows it."""
    hits: list[tuple[str, bool]] = []

    async def look(t: Turn) -> None:
        result = await find.found(t, who, typed)
        held = await cases.these(t.here, [hit.case_id for hit in result.hits])
        hits.extend((held[hit.case_id].reference, hit.card) for hit in result.hits)

    await happen(stage, who, look)
    return hits


NAMES = (
    "Dominique",
    "dominik exemple",
    "Exemple",
    "9900 0001",
    "01 99 00 00 01",
    "Tour-d'Auvergne",
    "horizon",
    "boulangerie horizon",
    "sans nouvelles depuis 1 jour",
    "Dominique alimentaire",
)
"""What no card shows, or not with the rest."""


async def test_a_card_is_found_by_what_it_shows_alone(database_url: str) -> None:
    """Whoever is proposed, or fits, learns nothing of a name, a telephone, a commune or when somebody was heard of; of
    what is confidential nobody but the one who is asked finds anything.
    """
    async with staged(database_url) as stage:
        for who in (CREATION, ANOTHER):
            stage.world.add_person(Person(id=who, first_name="R", phone="+33199000094", language_code="fr"))
        stage.world.join(CREATION, GROUP)
        await stage.say(CREATION, "/aide")
        await send_case(stage, project="Une boulangerie nommée Horizon")
        await send_case(stage, ANOTHER, discretion={"choice": "confidential", "version": "1"})
        await stage.pass_time(timedelta(days=2))
        for typed in ("alimentaire", "reprise", "sancy artense", "metiers de bouche", "sans référent", "no referent"):
            assert await found_by(stage, BOUCHE, typed) == [("SV-0002", True), ("SV-0001", True)], typed
            assert await found_by(stage, CREATION, typed) == [("SV-0001", True)], typed
        assert await found_by(stage, CREATION, "16") == await found_by(stage, CREATION, "2") == []
        for typed in NAMES:
            for who in (BOUCHE, CREATION):
                assert await found_by(stage, who, typed) == [], typed
        await press(stage, BOUCHE, "take|SV-0001|technical")
        for typed in ("Dominique", "dominik exemple", "99000001", "Tour-d'Auvergne"):
            assert await found_by(stage, BOUCHE, typed) == [("SV-0001", False)], typed
            assert await found_by(stage, COORDINATOR, typed) == [("SV-0002", False), ("SV-0001", False)], typed
            assert await found_by(stage, CREATION, typed) in ([], [("SV-0001", True)]), typed


LOOKED = "SELECT kind, actor FROM case_act WHERE kind IN ('opened', 'exported', 'viewed') ORDER BY id"


async def test_whoever_looked_stands_in_the_history(database_url: str) -> None:
    """A record, a card and a saved list that were opened; and none of it counts as news of the person."""
    async with staged(database_url) as stage:
        await send_case(stage)
        await press(stage, BOUCHE, "open|SV-0001")
        await press(stage, BOUCHE, "take|SV-0001|technical")
        await stage.pass_time(timedelta(minutes=1))
        await press(stage, BOUCHE, "open|SV-0001")
        await press(stage, BOUCHE, "list|file")
        await press(stage, COORDINATOR, "open|SV-0001")
        looked = await rows(database_url, LOOKED)
        assert [tuple(row) for row in looked] == [
            *[("opened", WHO)] * 2, ("exported", WHO), ("viewed", "animatrice-reseau"),
        ]  # fmt: skip


CALLED = ("Alpha", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf")


async def test_lists_turn_their_pages_in_place_and_go_with_whom_they_name(database_url: str) -> None:
    """Seven cases on two pages of one message; when one is erased, or goes to somebody else, no list names it."""
    async with staged(database_url) as stage:
        people = range(1700, 1707)
        for number, who in enumerate(people):
            stage.world.add_person(Person(id=who, first_name="P", phone=f"+331990000{10 + number}", language_code="fr"))
            await send_case(stage, who, name=f"Personne {CALLED[number]}")
            await press(stage, BOUCHE, f"take|SV-{number + 1:04d}|technical")
        await stage.say(BOUCHE, "/mesdossiers")
        await stage.say(COORDINATOR, "/chercher personne")
        assert "Page 1 sur 2" in stage.last(BOUCHE)
        shown = len(stage.texts(BOUCHE))
        await tap(stage, BOUCHE, "mine|1")
        assert len(stage.texts(BOUCHE)) == shown
        assert "Personne Golf" in stage.last(BOUCHE)
        assert "Personne Alpha" not in stage.last(BOUCHE)
        await tap(stage, COORDINATOR, "1|personne")
        assert "Personne Alpha" in stage.last(COORDINATOR)
        await tap(stage, BOUCHE, "mine|0")
        await tap(stage, BOUCHE, "file")
        sent = stage.world.said_by_bot(BOUCHE)[-1].content["document"]["file_id"]
        table = stage.world.files.by_id(sent).data.decode()
        assert table.startswith("\ufeffDossier;Nom;")
        assert "SV-0001;Personne Alpha;01 99 00 00 01" in table
        await happen(stage, people[0], lambda t: erasing.decide(t, people[0], "sure"))
        await stage.settle()
        for who in (BOUCHE, COORDINATOR):
            assert not any("Personne Alpha" in text for text in stage.texts(who)), who
        assert await found_by(stage, COORDINATOR, "Personne Alpha") == []
        await stage.say(BOUCHE, "/mesdossiers")
        await press(stage, BOUCHE, "pass|SV-0002|technical")
        await press(stage, BOUCHE, "why|SV-0002|technical|other")
        await stage.settle()
        assert not any("Personne Bravo" in text for text in stage.texts(BOUCHE))


# --- among ten thousand -----------------------------------------------------------------------------------------------

MANY, FIRST_OF_MANY = 10_000, 20_001
SYLLABLES = ("vor", "ten", "mil", "gan", "dou", "sac", "rel", "bru", "fi", "lam", "tos", "cre")
"""Of which names are made that nobody has."""
TRADES = ("Un gîte", "Une ferme", "Un garage", "Du conseil", "Un commerce de village", "Un cabinet", "Un atelier bois")


async def fill(t: Turn) -> None:
    """Ten thousand cases that are over, of people whom nobody searches for."""
    chance = random.Random(14)
    here = [c.insee for territory in t.network.territories for c in territory.communes if c.name not in ("Picherande",)]
    made, parts = [], []
    for number in range(FIRST_OF_MANY, FIRST_OF_MANY + MANY):
        name = " ".join("".join(chance.choices(SYLLABLES, k=3)).capitalize() for _ in range(2))
        commune, digits = chance.choice(here), f"{chance.randrange(5000, 9800):04d}"
        project = Project(words=chance.choice(TRADES), name=name, communes=(commune,), phone=f"+3319900{digits}")
        answers = {"project": project.words, "name": name}
        named = {"id": number, "number": number, "reference": f"SV-{number:04d}", "network_id": t.here.network_id}
        told = {"answers": answers, "submitted_at": t.now - timedelta(days=200), "charter_version": "1"}
        made.append({**named, **told, **cases.read_from(project)})
        over = {"status": Status.DONE, "others": [], "reason": to_json(phrase("move.reason"))}
        parts += [{"case_id": number, "role": role, **over} for role in ("technical", "territorial")]
    await t.connection.execute(cases.case_file.insert(), made)
    await t.connection.execute(slots.slot.insert(), parts)


@pytest.mark.proof
async def test_sixty_searches_among_ten_thousand(database_url: str) -> None:
    """The same are found among as many others."""
    async with staged(database_url) as stage:
        await happen(stage, COORDINATOR, lambda t: enter(t, known()))
        await happen(stage, COORDINATOR, fill)
        found = [(typed, wanted, await first(stage, COORDINATOR, typed)) for typed, wanted in meant()]
    wrong = [one for one in found if one[1] != one[2]]
    assert len(found) - len(wrong) >= LEAST, wrong

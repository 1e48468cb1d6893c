"""What moves a case from one count to another: another place, a person who comes back, the turn of a year."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from network.figures import periods
from network.figures.cohorts import Cohort
from network.figures.counts import Counted, Counts, Wanted, spans
from storage import cases, figures
from storage.engine.here import Here
from tests.figures.test_counting import ZONE, stored
from tests.figures.world import NOW, TERRITORIES, World
from tests.stage import A_TUESDAY, BOUCHE, COORDINATOR, GROUP, PERSON, SANCY_ARTENSE, staged
from tests.stage.inside import send_case, value
from tests.stage.story import plain

PARIS = ZoneInfo(ZONE)
ARTENSE, CHEIRES = TERRITORIES[1] or "", TERRITORIES[2] or ""


async def test_a_case_that_moves_to_another_territory(database_url: str) -> None:
    """It counts there alone from then on, with what was told of it since; of all territories nothing changes."""
    world, met = World(), datetime(2026, 3, 3, 9, tzinfo=PARIS)
    world.file(
        1, met, territory=ARTENSE, place="commune", commune="63192", natures=("creation",), adults=2, children=1,
        closed_at=met + timedelta(days=9), outcome="installed",
    )  # fmt: skip
    world.result(1, jobs_created=2)

    async def of(here: Here, territory: str) -> tuple[Counted, Cohort]:
        wanted = Wanted(periods.year(2026), territory)
        [counted] = await figures.counted(here, wanted, [wanted.period], ZONE, NOW)
        [cohort] = await figures.cohorts(here, wanted, [wanted.period], ZONE)
        return counted, cohort

    async def move(here: Here) -> None:
        whole = await of(here, "")
        there, nowhere = await of(here, ARTENSE), await of(here, CHEIRES)
        assert there[0].of("jobs_created") == Counts(1, jobs=2)
        assert there[1] == Cohort(1, 1)
        told = {
            "place": {"kind": "commune", "commune": "63047", "territory": CHEIRES}, "nature": ["creation"],
            "household": {"adults": 2, "school": 1},
        }  # fmt: skip
        await cases.change_answers(here, 1, told)
        assert await of(here, ARTENSE) == nowhere
        assert (await of(here, CHEIRES))[1] == there[1]
        assert (await of(here, CHEIRES))[0].of("jobs_created") == there[0].of("jobs_created")
        assert (await of(here, ""))[1] == whole[1]
        assert (await of(here, ""))[0].of("jobs_created") == whole[0].of("jobs_created")

    await stored(database_url, world, move)


async def test_a_year_seen_on_its_first_day(database_url: str) -> None:
    """What happened a second before midnight, in the network's time, is of the year that is over."""
    turn = datetime(2027, 1, 1, tzinfo=PARIS)
    world = World()
    for number, moment in ((1, turn - timedelta(seconds=1)), (2, turn)):
        world.file(number, moment - timedelta(days=400), closed_at=moment, outcome="installed", natures=("takeover",))
        world.result(
            number, settled_as="both", jobs_created=number, jobs_kept=5, asked_at=moment, active="yes", living="no"
        )

    async def look(here: Here) -> list[Counted]:
        year = periods.year(2027)
        return await figures.counted(here, Wanted(year), spans(year), ZONE, turn + timedelta(minutes=1))

    this, last = await stored(database_url, world, look)
    assert (this.of("jobs_created"), last.of("jobs_created")) == (Counts(1, jobs=2), Counts(1, jobs=1))
    for counted in (this, last):
        assert counted.of("jobs_kept") == Counts(1, jobs=5)
        assert [counted.of(key).cases for key in ("active", "active_asked", "living", "living_asked")] == [1, 1, 0, 1]


async def test_somebody_comes_back_after_they_gave_up(database_url: str) -> None:
    """They have stopped, with the reason they gave themselves; back they go on, and nothing of it stays."""
    async with staged(database_url) as stage:
        await send_case(stage)
        for who, label in ((BOUCHE, "Je m’en occupe (métier)"), (SANCY_ARTENSE, "Je m’en occupe (sur place)")):
            await stage.press(who, label, GROUP)
        for who in (BOUCHE, SANCY_ARTENSE):
            await stage.press(who, "Contacté")
            await stage.press(who, "Terminé")
        await stage.pass_time(timedelta(minutes=6))
        await stage.press(SANCY_ARTENSE, "A renoncé")
        await stage.press(SANCY_ARTENSE, "Financement")
        await stage.pass_time(timedelta(days=13))
        for label in ("Oui", "Oui", "Pas de logement"):
            await stage.press(PERSON, label)
        assert "Merci de votre réponse" in plain(stage.last(PERSON))
        await stage.say(COORDINATOR, f"/stats résultats {A_TUESDAY.year}")
        said = plain(stage.last(COORDINATOR))
        assert "Projets arrêtés : 1" in said
        assert "Raisons des arrêts et départs : financement (1)" in said
        assert "Raisons, selon la personne : pas de logement (1)" in said
        assert "en cours 0, arrêtées ou parties 1" in said
        await stage.press(PERSON, "Rouvrir ma demande")
        await stage.say(COORDINATOR, f"/stats résultats {A_TUESDAY.year}")
        said = plain(stage.last(COORDINATOR))
        assert "Projets arrêtés : 0" in said
        assert "Raisons" not in said
        assert "en cours 1, arrêtées ou parties 0" in said
        assert await value(database_url, "SELECT count(*) FROM case_result") == 0

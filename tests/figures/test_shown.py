"""What is shown of figures, to whom: all of it to the coordination, their own to everybody else."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from handlers.statistics.counting import OWN_CODE
from handlers.turn.turn import Turn
from network.figures import periods
from network.figures.counts import Wanted
from network.text import code
from storage import correspondents
from tests.figures.by_hand import Hand
from tests.figures.test_counting import YEAR as PUBLISHED
from tests.figures.test_counting import reference_year
from tests.figures.world import NOW, World, drawn
from tests.stage import A_TUESDAY, BOUCHE, COORDINATOR, PERSON, SANCY_ARTENSE, Stage, staged
from tests.stage.inside import happen, press, rows
from tests.stage.story import FUNDER_ASKS, plain
from tests.test_referents import changed

YEAR = A_TUESDAY.year


def sheets(stage: Stage, who: int) -> int:
    """How many sheets somebody was told of last."""
    found = re.search(r"Demandes : (\d+)", plain(stage.last(who)))
    return int(found[1]) if found else 0


def expected(world: World, wanted: Wanted) -> int:
    counted, _ = Hand(world, A_TUESDAY).counted(wanted)
    return counted.get("sheets", (0, 0, 0))[0]


async def speaks(t: Turn) -> None:
    """Whoever welcomes people in Sancy Artense speaks for their organisation."""
    referent = "charge-accueil-sancy-artense"
    made = await correspondents.propose(t.here, "cc-sancy-artense", referent, "coordinator", A_TUESDAY)
    assert made is not None
    assert await correspondents.accept(t.here, made.id, A_TUESDAY)


async def test_whose_figures(database_url: str) -> None:
    """A coordinator counts all, or an organisation; a referent what they carry, whatever a button that they never had
    says; a correspondent their organisation's, or their own. Somebody else counts nothing.
    """
    world, year = drawn(5, 150), periods.year(YEAR)
    async with staged(database_url, greeted=(PERSON, BOUCHE, SANCY_ARTENSE, COORDINATOR)) as stage:
        await happen(stage, 0, world.arm)
        await stage.say(COORDINATOR, f"/stats {YEAR}")
        assert sheets(stage, COORDINATOR) == expected(world, Wanted(year)) > 20
        await stage.say(COORDINATOR, f"/stats {YEAR} chambre-metiers")
        bouche = ("conseillere-bouche",)
        assert sheets(stage, COORDINATOR) >= expected(world, Wanted(year, carriers=bouche)) > 3
        own = expected(world, Wanted(year, carriers=bouche))
        await stage.say(BOUCHE, f"/stats {YEAR}")
        assert sheets(stage, BOUCHE) == own
        for forged in (code("cc-sancy-artense"), code("chambre-metiers"), OWN_CODE, "-"):
            await press(stage, BOUCHE, f"stats|home|y{YEAR}01|-|-|{forged}|0")
            await stage.settle()
            assert sheets(stage, BOUCHE) == own, forged
        await press(stage, BOUCHE, f"stats|home|y{YEAR}01|{code('63192')}|-|-|0")
        await stage.settle()
        assert sheets(stage, BOUCHE) == own, "a commune is the coordination's alone"
        await stage.say(PERSON, "/stats")
        assert "Demandes" not in stage.last(PERSON)

        await happen(stage, 0, speaks)
        await stage.say(SANCY_ARTENSE, f"/stats {YEAR}")
        assert "les demandes de votre organisme" in plain(stage.last(SANCY_ARTENSE))
        for which, said in (("Vos demandes seules", "vos demandes"), ("Celles de votre organisme", "votre organisme")):
            await stage.press(SANCY_ARTENSE, "Organisme")
            await stage.press(SANCY_ARTENSE, which)
            assert said in plain(stage.last(SANCY_ARTENSE))


async def test_a_filter_that_is_not_offered_is_said(database_url: str) -> None:
    """A referent may not choose by a commune or an organisation: that is said, of figures and tables, and an area that
    is typed beside it still counts. A coordinator chooses by both.
    """
    says = "les communes et les organismes ne sont pas proposés ici"
    async with staged(database_url, greeted=(BOUCHE, COORDINATOR)) as stage:
        await happen(stage, 0, drawn(5, 150).arm)
        for command in ("/stats", "/exporter dossiers"):
            for typed, name in (("tauves", "Tauves"), ("cci", "commerce"), ("tauves cheires", "Tauves")):
                await stage.say(BOUCHE, f"{command} {typed} {YEAR}")
                told = plain(stage.last(BOUCHE))
                assert re.search(rf"Sans filtre par [^.]*{name}[^.]* : {says}\.", told), told
                assert ("Les Cheires" in told) is ("cheires" in typed)
                await stage.say(COORDINATOR, f"{command} {typed} {YEAR}")
                assert says not in plain(stage.last(COORDINATOR))
            await stage.say(BOUCHE, f"{command} cheires {YEAR}")
            assert says not in plain(stage.last(BOUCHE))


async def test_outside_is_told(database_url: str) -> None:
    """Whoever wants to go elsewhere is no one of whom it is not known where: both are counted by themselves."""
    world, met = World(), datetime(YEAR, 1, 5, 9, tzinfo=UTC)
    for number, place in enumerate(["outside"] * 3 + ["undecided"] * 2, 1):
        world.file(number, met, place=place)
    world.file(6, met, place="commune", territory="les-cheires")
    async with staged(database_url, greeted=(COORDINATOR,)) as stage:
        await happen(stage, 0, world.arm)
        await stage.say(COORDINATOR, f"/stats projets {YEAR}")
        told = plain(stage.last(COORDINATOR))
        assert re.search(r"Par zone hors du territoire \(3\b.*non renseigné \(2\b.*Les Cheires \(1\b", told), told


async def test_the_network_is_everybodys(database_url: str) -> None:
    """Of its block only who hands on what to whom is of one's own requests."""
    async with staged(database_url, greeted=(BOUCHE,)) as stage:
        await happen(stage, 0, drawn(5, 150).arm)
        await stage.say(BOUCHE, f"/stats réseau {YEAR}")
        told = plain(stage.last(BOUCHE))
        assert re.search(
            r"Aucune réunion tenue dans la période .*puis qui la suit \([^)]*\) Seulement : vos demandes\.", told
        ), told
        assert told.count("Seulement") == 1


async def test_reasons_outside_the_coordination(database_url: str) -> None:
    """A referent reads reasons of a year that is over, and of those alone that five share; a coordinator all."""
    world = World()
    met = datetime(YEAR - 1, 5, 5, 9, tzinfo=UTC)
    for number, reason in enumerate(["too_many"] * 7 + ["too_close"] + ["absent"] * 6 + ["other"] * 9, 1):
        world.file(number, met)
        world.slot(number, "technical", "taken", taken_by="conseillere-bouche")
        world.act(
            number, "passed", met + timedelta(days=1), "conseillere-bouche", role="technical", slot_version=2,
            detail={"reason": reason},
        )  # fmt: skip
    async with staged(database_url, greeted=(BOUCHE, COORDINATOR)) as stage:
        await happen(stage, 0, world.arm)
        await stage.say(COORDINATOR, f"/stats suivi {YEAR - 1}")
        told = plain(stage.last(COORDINATOR))
        assert all(cell in told for cell in ("trop de dossiers (7)", "conflit d'intérêts (1)", "absence (6)", "(9)"))
        await stage.say(BOUCHE, f"/stats suivi {YEAR - 1}")
        told = plain(stage.last(BOUCHE))
        assert "trop de dossiers (7)" in told
        assert "Et 7 dans" in told
        assert not re.search(r"(conflit d'intérêts|absence) \(", told)
        await stage.say(BOUCHE, "/stats suivi tout")
        told = plain(stage.last(BOUCHE))
        assert "Réorientations : 23." in told
        assert "trop de dossiers" not in told


async def test_a_reason_that_is_no_more_is_read_by_its_code(database_url: str) -> None:
    """What an earlier version of the program kept is lost in no table, and stops none."""
    world, met = World(), datetime(YEAR - 1, 5, 5, 9, tzinfo=UTC)
    for number in range(1, 27):
        old = number > 9
        world.file(
            number, met, closed_at=met + timedelta(9), outcome="given_up",
            outcome_reason="weather" if old else "financing",
        )  # fmt: skip
        world.slot(number, "technical", "taken", taken_by="conseillere-bouche")
        world.result(number, reason="weather" if old else "financing")
        world.act(
            number, "passed", met + timedelta(1), "conseillere-bouche", role="technical", slot_version=2,
            detail={"reason": "holiday" if old else "too_many"},
        )  # fmt: skip
    said = {
        "support": ("Réorientations : holiday (17), trop de dossiers (9)",),
        "results": (
            "Raisons des arrêts et départs : weather (17), financement (9)",
            "Raisons, selon la personne : weather (17), financement (9)",
        ),
    }
    async with staged(database_url, greeted=(BOUCHE, COORDINATOR)) as stage:
        await happen(stage, 0, world.arm)
        for who in (COORDINATOR, BOUCHE):
            for block, tables in said.items():
                await press(stage, who, f"stats|{block}|y{YEAR - 1}01|-|-|-|0")
                await stage.settle()
                told = plain(stage.last(who))
                assert all(table in told for table in tables), told


async def test_a_colleague_is_not_what_is_left(database_url: str) -> None:
    """Who speaks for an organisation reads its reasons, then their own, and cannot take these away: what two requests
    of a colleague say is hidden in the organisation's table as well.
    """
    bouche, colleague = "conseillere-bouche", "conseiller-batiment"
    said = (
        *[(bouche, "too_many", "financing")] * 5, *[(bouche, "other", "other")] * 9,
        *[(colleague, "too_many", "financing")] * 2, *[(colleague, "other", "other")] * 6,
    )  # fmt: skip
    world, met = World(), datetime(YEAR - 1, 5, 5, 9, tzinfo=UTC)
    for number, (who, passed, ended) in enumerate(said, 1):
        world.file(number, met, closed_at=met + timedelta(9), outcome="given_up", outcome_reason=ended)
        world.slot(number, "technical", "taken", taken_by=who)
        detail = {"reason": passed}
        world.act(number, "passed", met + timedelta(1), who, role="technical", slot_version=2, detail=detail)

    async def accept(t: Turn) -> None:
        made = await correspondents.propose(t.here, "chambre-metiers", bouche, "coordinator", A_TUESDAY)
        assert made is not None
        assert await correspondents.accept(t.here, made.id, A_TUESDAY)

    async with staged(database_url, greeted=(BOUCHE,)) as stage:
        await happen(stage, 0, world.arm)
        await happen(stage, 0, accept)
        for block, reason in (("support", "trop de dossiers"), ("results", "financement")):
            for whose, hidden in (("-", True), (OWN_CODE, False)):
                await press(stage, BOUCHE, f"stats|{block}|y{YEAR - 1}01|-|-|{whose}|0")
                await stage.settle()
                told = plain(stage.last(BOUCHE))
                assert (f"{reason} (5)" in told) is not hidden, told
                assert (f"{reason} (7)" not in told and "Et 22 dans" in told) or not hidden, told


async def test_a_published_year_has_women_and_men(database_url: str) -> None:
    """To the unit, and what nobody was asked as not known; what a network neither asks nor knows has no table."""
    async with staged(database_url, greeted=(COORDINATOR,)) as stage:
        world = reference_year()
        await happen(stage, 0, world.arm)
        await press(stage, COORDINATOR, f"stats|people|{PUBLISHED.code}|-|-|-|0")
        await stage.settle()
        told = plain(stage.last(COORDINATOR))
        assert "Personnes rencontrées : 97 adultes, 59 enfants" in told
        assert "Femmes et hommes : femmes (52), hommes (45)." in told
        assert "Situation" not in told
        await rows(database_url, "DELETE FROM case_profile WHERE case_id = 1")
        await press(stage, COORDINATOR, f"stats|people|{PUBLISHED.code}|-|-|-|0")
        await stage.settle()
        assert "femmes (51), hommes (44), non renseigné (2)" in plain(stage.last(COORDINATOR))
        after = PUBLISHED.next
        assert after is not None
        await press(stage, COORDINATOR, f"stats|people|{after.code}|-|-|-|0")
        await stage.settle()
        told = plain(stage.last(COORDINATOR))
        assert "Personnes rencontrées : 0 (97 adultes, 59 enfants)" in told, (
            "two numbers in brackets say of what they are"
        )


async def test_what_funders_ask_outside_the_coordination(database_url: str, tmp_path: Path) -> None:
    """A referent reads no table of it, of no period, not of their own requests either; a coordinator reads all."""
    world = World()
    met = datetime(YEAR - 1, 5, 5, 9, tzinfo=UTC)
    for number, said in enumerate(["employee"] * 7 + ["retired"] + ["farmer"] * 6 + [None] * 9, 1):
        world.file(number, met, adults=2, children=0)
        world.slot(number, "technical", "taken", taken_by="conseillere-bouche")
        world.answer(number, "status", said=said)
        world.answer(number, "adults", **({"women": 1, "men": 1} if number < 3 else {}))
    asks = ("\n[charter]\n", f"\n{FUNDER_ASKS}\n[charter]\n")
    async with staged(database_url, greeted=(BOUCHE, COORDINATOR), network_file=changed(tmp_path, asks)) as stage:
        await happen(stage, 0, world.arm)
        await stage.say(COORDINATOR, f"/stats personnes {YEAR - 1}")
        told = plain(stage.last(COORDINATOR))
        assert "non renseigné (9), En emploi salarié (7), En agriculture (6), À la retraite (1)." in told
        assert "Femmes et hommes : non renseigné (42), hommes (2), femmes (2)." in told
        for period in (YEAR - 1, "tout"):
            await stage.say(BOUCHE, f"/stats personnes {period}")
            told = plain(stage.last(BOUCHE))
            assert "Personnes rencontrées : 46 adultes" in told
            assert "Situation : ces réponses restent à la coordination." in told
            assert not re.search(r"emploi|retraite|agriculture|\b(7|22|23|42)\b", told), told


async def test_a_figure_opens_its_cases(database_url: str) -> None:
    """A coordinator lists as many as it counts; a referent those of them that they carry."""
    world = drawn(6, 60)
    async with staged(database_url, greeted=(BOUCHE, COORDINATOR)) as stage:
        await happen(stage, 0, world.arm)
        for who, carriers in ((COORDINATOR, None), (BOUCHE, ("conseillere-bouche",))):
            counted, _ = Hand(world, A_TUESDAY).counted(Wanted(periods.ALL, carriers=carriers))
            for key in ("sheets", "exchanged", "technical", "given_up"):
                await press(stage, who, f"figure|{key}|a|-|-|-|0")
                await stage.settle()
                assert f": {counted[key][0]} demande" in plain(stage.last(who)), key
        had = len(stage.texts(BOUCHE))
        await press(stage, BOUCHE, f"figure|sheets|m{YEAR + 9}01|-|-|-|0")
        await stage.settle()
        assert len(stage.texts(BOUCHE)) == had


async def test_a_button_has_the_number_of_its_list(database_url: str) -> None:
    """Where the line counts something else than requests it says so; where the list is of one's own, and the line of an
    organisation, it has none.
    """
    async with staged(database_url, at=NOW, greeted=(SANCY_ARTENSE, COORDINATOR)) as stage:
        await happen(stage, 0, drawn(6, 60).arm)
        await happen(stage, 0, speaks)
        seen = set[str]()
        for block in ("contacts", "people", "support", "results"):
            told, buttons = await lists(stage, COORDINATOR, block)
            for label, data in buttons:
                title, number, said = re.findall(r"^(.+) \((\d+)( demandes?)?\)$", label)[0]
                assert said or re.search(rf"{re.escape(title)} : {number}\b", told), label
                await press(stage, COORDINATOR, data)
                await stage.settle()
                assert f"{title}, depuis la création : {number} demande" in plain(stage.last(COORDINATOR))
                seen.add(f"{title}{said}")
            _, buttons = await lists(stage, SANCY_ARTENSE, block)
            assert all(label.endswith(" : les vôtres") for label, _ in buttons), buttons
        assert seen >= {"Demandes", "Abandons demandes", "Installations demandes", "Emplois créés demandes"}


async def lists(stage: Stage, who: int, block: str) -> tuple[str, list[tuple[str, str]]]:
    """What somebody reads of a block, and the buttons that open lists, with what they send."""
    await press(stage, who, f"stats|{block}|a|-|-|-|0")
    await stage.settle()
    shown = stage.world.said_by_bot(who)[-1]
    buttons = [(plain(one["text"]), str(one["callback_data"])) for row in shown.buttons for one in row]
    return plain(stage.last(who)), [one for one in buttons if one[1].startswith("figure|")]


async def test_the_gap_register(database_url: str, tmp_path: Path) -> None:
    """Health has nobody of its own, and once nobody is on the spot in an area, that area; what no offer meets is the
    coordination's.
    """
    elsewhere = ('territories = ["sancy-artense"]\nphone', 'territories = ["les-cheires"]\nphone')
    world, met = World(), datetime(YEAR, 1, 5, 9, tzinfo=UTC)
    for number, sector in enumerate(["sante"] * 3 + ["commerce"] * 2, 1):
        world.file(number, met, sector=sector, territory="les-cheires" if sector == "sante" else "sancy-artense")
    async with staged(database_url, greeted=(BOUCHE, COORDINATOR), network_file=changed(tmp_path, elsewhere)) as stage:
        await happen(stage, 0, world.arm)
        await stage.say(COORDINATOR, f"/stats manques {YEAR}")
        told = plain(stage.last(COORDINATOR))
        assert "Sans spécialiste Santé et thermalisme, partout (3) Sur place, Sancy Artense (2)" in told
        await stage.press(COORDINATOR, "Besoins sans offre")
        assert "Aucun besoin sans offre" in plain(stage.last(COORDINATOR))
        await stage.say(BOUCHE, f"/stats manques {YEAR}")
        assert "Chaque domaine a un référent" in plain(stage.last(BOUCHE))
        assert "Besoins sans offre" not in [
            label for row in stage.world.said_by_bot(BOUCHE)[-1].labels for label in row
        ]


async def test_brackets_that_compare_are_announced_where_there_are_some(database_url: str) -> None:
    """In a block of tables alone what stands in brackets is a count, of no other period."""
    async with staged(database_url, greeted=(COORDINATOR,)) as stage:
        await happen(stage, 0, drawn(5, 30).arm)
        for block, compares in (("demandes", True), ("suivi", True), ("projets", False), ("réseau", False)):
            await stage.say(COORDINATOR, f"/stats {block} {YEAR}")
            told = plain(stage.last(COORDINATOR))
            assert ("Entre parenthèses" in told) is compares, told


async def test_nothing_is_compared_with_years_before_the_network_began(database_url: str) -> None:
    """In its first year no nought stands behind each figure; of a quarter the one before stays."""
    world = World()
    for number, month in enumerate((2, 5), 1):
        world.file(number, datetime(YEAR, month, 5, 9, tzinfo=UTC))
    async with staged(database_url, greeted=(COORDINATOR,)) as stage:
        await happen(stage, 0, world.arm)
        for typed, beside in ((f"{YEAR}", None), ("tout", None), (f"t2 {YEAR}", f"1er trimestre {YEAR}")):
            await stage.say(COORDINATOR, f"/stats {typed}")
            told = plain(stage.last(COORDINATOR))
            assert "Demandes" in told
            if beside is None:
                assert "Entre parenthèses" not in told, told
            else:
                assert f"Entre parenthèses : {beside}." in told, told


async def test_how_long_referents_take_is_not_a_referents(database_url: str) -> None:
    """Whoever types it all the same reads whose it is, and what there is instead; never that there is nothing."""
    async with staged(database_url, greeted=(BOUCHE, COORDINATOR)) as stage:
        await happen(stage, 0, drawn(5, 30).arm)
        await stage.say(BOUCHE, "/stats délais")
        assert "réservés à la coordination" in plain(stage.last(BOUCHE))
        assert "Rien à compter" not in plain(stage.last(BOUCHE))
        await stage.say(COORDINATOR, "/stats délais")
        assert "réservés" not in plain(stage.last(COORDINATOR))


def _others(count: int) -> str:
    return "L’autre demande (1)" if count == 1 else f"Les autres demandes ({count})"


async def test_a_rate_opens_those_that_it_does_not_count_too(database_url: str) -> None:
    """The list turns into that of the others, in its place, and back; both are as many as the rate says, of the same
    requests and of none twice.
    """
    async with staged(database_url, greeted=(COORDINATOR, BOUCHE)) as stage:
        await happen(stage, 0, drawn(5, 60).arm)
        for who in (COORDINATOR, BOUCHE):
            await stage.say(who, f"/stats suivi {YEAR}")
            found = re.search(r"Suivies pour le métier : (\d+) sur (\d+)", plain(stage.last(who)))
            assert found is not None
            some, of = int(found[1]), int(found[2])
            if not some or some == of:
                continue
            await stage.press(who, f"Suivies pour le métier ({some})")
            messages = len(stage.texts(who))
            assert f": {some} demande" in plain(stage.last(who))
            await stage.press(who, _others(of - some))
            assert f"Hors « Suivies pour le métier », {YEAR} : {of - some} demande" in plain(stage.last(who))
            await stage.press(who, _others(some))
            assert f": {some} demande" in plain(stage.last(who))
            assert len(stage.texts(who)) == messages


async def test_kinds_of_organisations_are_named(database_url: str) -> None:
    """No kind of the network’s file is shown as it is written there, but one that nobody has words for."""
    async with staged(database_url, greeted=(COORDINATOR,)) as stage:
        world = World()
        for number, who in enumerate(("conseillere-bouche", "charge-accueil-sancy-artense", "conseiller-agricole"), 1):
            world.file(number, datetime(YEAR, 1, 5, 9, tzinfo=UTC))
            world.slot(number, "technical", "taken", taken_by=who)
        world.file(4, datetime(YEAR, 1, 6, 9, tzinfo=UTC))
        await happen(stage, 0, world.arm)
        await stage.say(COORDINATOR, f"/stats réseau {YEAR}")
        told = plain(stage.last(COORDINATOR))
    assert (
        "La personne elle-même : Chambre d'agriculture (1), CMA (1), Collectivité locale (1), aucun référent (1)"
        in told
    )

"""Confirmations: whoever keeps entries hears of it once for all of theirs, in the way that reaches them, and says so by
one press; the directory says according to whom, and since when nobody has.
"""

from __future__ import annotations

from datetime import timedelta

from handlers.directory import printed
from handlers.turn.turn import Turn
from network.confirmations import to_check
from network.text import code
from simulator.cast import Person
from storage import confirmations, correspondents, people
from tests.stage import BOUCHE, COORDINATOR, PERSON, Stage, staged
from tests.stage.inside import happen, press, rows, tap, value
from tests.stage.post_office import post_office
from tests.stage.story import plain

CHAMBER, HALL = "chambre-metiers", "mairie-63236"
LONGEST = 600
STATE = "SELECT entry, months, due, asked, ask_on, confirmed_by, way FROM confirmation ORDER BY entry"


async def joins(stage: Stage, who: int) -> None:
    """Somebody of the network's file begins to talk with the bot."""
    stage.world.add_person(Person(id=who, first_name="R", phone="+33199000094", language_code="fr"))
    await stage.say(who, "/aide")


async def speaks(stage: Stage, referent: str, organisation: str = CHAMBER) -> None:
    """Somebody is a correspondent."""

    async def begins(t: Turn) -> None:
        row = await correspondents.propose(t.here, organisation, referent, "coordinator", t.now)
        assert row is not None
        await correspondents.accept(t.here, row.id, t.now)

    await happen(stage, 0, begins)


async def card(stage: Stage, which: str) -> str:
    """What anybody reads of an entry in the directory."""
    await stage.say(PERSON, "/annuaire Mont-Dore")
    await press(stage, PERSON, f"fiche|{code(which)}|0|mont dore")
    await stage.settle()
    return plain(stage.last(PERSON))


async def test_the_coordination_is_asked_once_for_all_that_nobody_speaks_for(database_url: str) -> None:
    """It begins by choosing a pace: organisations with an address get an e-mail that says whom to answer, the
    coordination one message. One press confirms what it named, and once; a year later all of it comes again, in one.
    """
    async with post_office() as office, staged(database_url, greeted=(COORDINATOR,), smtp_url=office.url) as stage:
        await stage.say(COORDINATOR, "/organisme")
        await stage.press(COORDINATOR, "Faire confirmer les fiches")
        await stage.press(COORDINATOR, "Tous les 12 mois")
        await stage.settle()
        asked = plain(stage.last(COORDINATOR))
        assert "19 fiches à confirmer" in asked
        assert "partir à 19 organismes" in asked
        assert len(asked) <= LONGEST
        [letter] = [one for one in office.letters if one.recipients == ("cma@example.org",)]
        assert "8 rue de l'Exemple" in letter.text.replace("’", "'")
        assert "Animatrice du réseau" in letter.text
        said = len(stage.texts(COORDINATOR))
        again = stage.world.said_by_bot(COORDINATOR)[-1].buttons[-1][0]["callback_data"]
        await stage.press(COORDINATOR, "Tout est juste")
        await stage.settle()
        assert plain(stage.last(COORDINATOR)) == "19 fiches confirmées par Animatrice du réseau."
        kept = [tuple(row) for row in await rows(database_url, STATE)]
        assert {row[5:] for row in kept} == {("animatrice-reseau", "phone")}
        await press(stage, COORDINATOR, again)
        assert [tuple(row) for row in await rows(database_url, STATE)] == kept
        assert len(stage.texts(COORDINATOR)) == said
        await stage.pass_time(timedelta(days=366))
        assert sum("19 fiches à confirmer par" in plain(text) for text in stage.texts(COORDINATOR)) == 1


async def test_two_who_speak_for_one_and_one_whom_only_mail_reaches(database_url: str) -> None:
    """Both are asked, one answers for both. Where nobody is left on Telegram they get an e-mail, and the coordination
    confirms for them by telephone, dated and signed.
    """
    async with (
        post_office() as office,
        staged(database_url, greeted=(COORDINATOR, BOUCHE), smtp_url=office.url) as stage,
    ):
        await speaks(stage, "conseillere-bouche")
        await speaks(stage, "conseiller-batiment")
        await joins(stage, 1102)
        await stage.say(COORDINATOR, "/organisme")
        await stage.press(COORDINATOR, "Faire confirmer les fiches")
        await stage.press(COORDINATOR, "Tous les 3 mois")
        await stage.settle()
        assert "18 fiches" in plain(stage.last(COORDINATOR))
        for who in (BOUCHE, 1102):
            assert sum("Tout est juste ?" in plain(text) for text in stage.texts(who)) == 1
        await stage.press(BOUCHE, "Tout est juste")
        await stage.settle()
        assert all("est confirmée" in plain(stage.last(who)) for who in (BOUCHE, 1102))
        for who in (BOUCHE, 1102):
            await happen(stage, 0, lambda t, who=who: people.set_blocked(t.here, who, t.now))  # type: ignore[misc]
        before = len(office.letters)
        await stage.pass_time(timedelta(days=93))
        mailed = {one.recipients[0] for one in office.letters[before:]}
        assert {"conseillere-bouche@example.org", "conseiller-batiment@example.org"} <= mailed
        await press(stage, COORDINATOR, f"confirm|show|{code(CHAMBER)}")
        await stage.settle()
        await stage.press(COORDINATOR, "L’organisme confirme tout")
        await stage.settle()
        assert "noté par Animatrice du réseau" in plain(stage.last(COORDINATOR))
        assert await value(database_url, "SELECT way FROM confirmation WHERE entry = :of", of=CHAMBER) == "phone"


async def test_a_town_hall_is_public_data_until_somebody_asked_it(database_url: str) -> None:
    """From the first day its hours are public data to confirm; once confirmed they are said according to it, with the
    day; then the coordination is asked again, and what nobody confirms for two months is to be checked.
    """
    async with staged(database_url, greeted=(COORDINATOR, PERSON)) as stage:
        assert "données publiques, octobre 2026, à confirmer" in await card(stage, HALL)
        await press(stage, COORDINATOR, f"confirm|changed|{code(HALL)}")
        await stage.settle()
        assert plain(stage.last(COORDINATOR)).startswith("Mairie de Mont-Dore (organisme)")
        await press(stage, COORDINATOR, f"confirm|show|{code(HALL)}")
        await stage.settle()
        await stage.press(COORDINATOR, "L’organisme confirme tout")
        await stage.settle()
        now = await card(stage, HALL)
        assert "(d'après la mairie, le 10 mars)" in now
        assert "à confirmer" not in now
        await stage.pass_time(timedelta(days=366))
        assert "1 fiche à confirmer" in plain(stage.last(COORDINATOR))
        assert "À vérifier" not in await card(stage, HALL)
        await stage.pass_time(timedelta(days=62))
        assert "À vérifier : fiche confirmée pour la dernière fois le 10 mars 2026" in await card(stage, HALL)
        pages: list[int] = []
        await happen(stage, 0, lambda t: _printed(t, pages))
        assert pages == [1]
        await tap(stage, COORDINATOR, "due|0")
        await stage.settle()
        assert "1 fiche attend" in plain(stage.last(COORDINATOR))


async def _printed(turn: Turn, pages: list[int]) -> None:
    """How often the directory on paper says of somebody that they are to be checked."""
    kept = await confirmations.every(turn.here)
    old = [one.entry for one in kept.values() if to_check(one.due, turn.today)]
    lines = [text for part in printed.sheet(turn, old).sections for _, text in part.lines]
    pages.append(sum("À vérifier" in text for text in lines))

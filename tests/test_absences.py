"""Absences where a story cannot go: the team stands in, nights and Sundays, what is planned otherwise, who may."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from conversations.engine.effects import Submit
from handlers.partners import absences
from handlers.turn import screen
from network.phrase import phrase
from network.substitutes import COORDINATION
from network.text import code
from simulator.cast import Person
from tests.stage import A_TUESDAY, BOUCHE, COORDINATOR, ENGLISH, GROUP, PERSON, SANCY_ARTENSE, Stage, staged
from tests.stage.inside import happen, rows, send_case, value
from tests.stage.post_office import post_office
from tests.stage.story import plain
from tests.test_referents import TECHNICAL, changed

TODAY = A_TUESDAY.date()
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
BUILDER = 1102
"""The account of the adviser for buildings, whom the file names as the food adviser's substitute."""


async def builder_comes(stage: Stage) -> None:
    """The adviser for buildings is in the group and has written to the bot."""
    stage.world.add_person(Person(id=BUILDER, first_name="B", phone="+33199000041", language_code="fr"))
    stage.world.join(BUILDER, GROUP)
    await stage.say(BUILDER, "/start")


async def be_away(
    stage: Stage, first: date, last: date, who: str, referent: str = "conseillere-bouche", by: int = BOUCHE
) -> None:
    """Somebody has told their days."""
    answers = {"days": {"first": first.isoformat(), "last": last.isoformat()}, "who": who}
    await happen(stage, by, lambda t: absences.hand_in(t, by, "fr", Submit(absences.FLOW, answers, referent)))
    await stage.settle()


async def technical(url: str) -> list[tuple[str, str | None]]:
    """Where the technical slots stand, and whose they are."""
    query = "SELECT status, taken_by, referent_id FROM slot WHERE role = 'technical' ORDER BY case_id"
    return [(row.status, row.taken_by or row.referent_id) for row in await rows(url, query)]


async def test_the_team_stands_in(database_url: str) -> None:
    """What was proposed and what was begun comes into the basket with that reason, and so do new cases."""
    async with staged(database_url) as stage:
        await send_case(stage)
        await stage.press(BOUCHE, TECHNICAL, GROUP)
        await stage.pass_time(MINUTE)
        await send_case(stage, ENGLISH)
        promised = await rows(database_url, "SELECT case_id, role, take_by, contact_by FROM slot ORDER BY 1, 2")
        await be_away(stage, TODAY, TODAY + 3 * DAY, COORDINATION)
        assert await technical(database_url) == [("coordinator", None)] * 2
        why = "Conseillère métiers de bouche s'absente, et l'équipe du réseau prend le relais"
        assert sum(why in plain(text) for text in stage.texts(COORDINATOR)) == 2
        stage.button(COORDINATOR, "Proposer à Conseillère création d'entreprise")
        told = plain(stage.last(PERSON))
        assert told.startswith("Conseillère métiers de bouche s'absente jusqu'au vendredi 13 mars.")
        assert "La date promise ne change pas : le mardi 17 mars" in told
        assert not any("Dominique" in text for text in stage.texts(BOUCHE))
        await send_case(stage, ENGLISH)
        assert (await technical(database_url))[2] == ("coordinator", None)
        now = await rows(
            database_url, "SELECT case_id, role, take_by, contact_by FROM slot WHERE case_id < 3 ORDER BY 1, 2"
        )
        assert now == promised


async def test_a_substitute_without_telegram_is_asked(database_url: str) -> None:
    """Nobody is given a case who cannot be told of it at once: it is proposed, and the coordination calls."""
    async with staged(database_url) as stage:
        await send_case(stage)
        await stage.press(BOUCHE, TECHNICAL, GROUP)
        await be_away(stage, TODAY, TODAY, "conseiller-batiment")
        assert await technical(database_url) == [("proposed", "conseiller-batiment")]
        assert any("est proposé à Conseiller bâtiment, que je ne peux pas joindre" in plain(t)
                   for t in stage.texts(COORDINATOR))  # fmt: skip
        await stage.pass_time(2 * MINUTE)
        assert not any("métiers de bouche" in text for text in stage.texts(PERSON)), "they had not been told of her yet"


async def test_taken_a_moment_before(database_url: str) -> None:
    """The person hears one name only: that of whoever follows them from now on."""
    async with staged(database_url, greeted=(BOUCHE, COORDINATOR)) as stage:
        await builder_comes(stage)
        await send_case(stage)
        await stage.press(BOUCHE, TECHNICAL, GROUP)
        await be_away(stage, TODAY, TODAY, "conseiller-batiment")
        assert await technical(database_url) == [("taken", "conseiller-batiment")]
        assert any("Dossier SV-0001" in text for text in stage.texts(BUILDER))
        await stage.pass_time(5 * MINUTE)
        told = [plain(text) for text in stage.texts(PERSON) if "Pour votre métier" in text]
        assert len(told) == 1
        assert told[0].startswith("Pour votre métier : Conseiller bâtiment")


async def test_a_confidential_case_goes_to_the_substitute_alone(database_url: str) -> None:
    async with staged(database_url, greeted=(BOUCHE, COORDINATOR)) as stage:
        await builder_comes(stage)
        await send_case(stage, discretion={"choice": "confidential", "version": "1"})
        await be_away(stage, TODAY, TODAY + DAY, "conseiller-batiment")
        assert await technical(database_url) == [("proposed", "conseiller-batiment")]
        assert "SV-0001, projet confidentiel" in plain(stage.last(BUILDER))
        assert stage.texts(GROUP) == []
        assert "C’est à vous" in await stage.press(BUILDER, "Je m’en occupe")


@pytest.mark.parametrize(
    ("now", "first", "moves"),
    [
        (datetime(2026, 3, 10, 21, 0, tzinfo=UTC), date(2026, 3, 10), datetime(2026, 3, 11, 7, 0, tzinfo=UTC)),
        (A_TUESDAY, date(2026, 3, 15), datetime(2026, 3, 16, 7, 0, tzinfo=UTC)),
        (A_TUESDAY, date(2026, 3, 30), datetime(2026, 3, 30, 6, 0, tzinfo=UTC)),
    ],
    ids=["at night", "a Sunday", "in summer time"],
)
async def test_open_slots_move_when_people_may_be_written_to(
    database_url: str, now: datetime, first: date, moves: datetime
) -> None:
    """At eight of the first day, Paris time; new cases go to the substitute from the first minute of it."""
    async with staged(database_url, at=now, greeted=(BOUCHE, COORDINATOR)) as stage:
        await builder_comes(stage)
        await send_case(stage)
        await be_away(stage, first, first + 3 * DAY, "conseiller-batiment")
        await stage.pass_time(moves - stage.clock.now() - MINUTE)
        assert await technical(database_url) == [("proposed", "conseillere-bouche")]
        await send_case(stage, ENGLISH)
        assert (await technical(database_url))[1] == ("proposed", "conseiller-batiment")
        await stage.pass_time(2 * MINUTE)
        assert await technical(database_url) == [("proposed", "conseiller-batiment")] * 2


async def test_planned_otherwise(database_url: str) -> None:
    """What was planned before counts no more: neither its first day nor its last does anything."""
    async with staged(database_url, greeted=(BOUCHE, COORDINATOR)) as stage:
        await builder_comes(stage)
        await send_case(stage)
        await be_away(stage, TODAY + DAY, TODAY + 2 * DAY, "conseiller-batiment")
        await be_away(stage, TODAY + 6 * DAY, TODAY + 9 * DAY, COORDINATION)
        await stage.pass_time(4 * DAY)
        assert await technical(database_url) == [("proposed", "conseillere-bouche")]
        assert not any("terminée" in text for text in stage.texts(BOUCHE))
        await stage.pass_time(3 * DAY)
        assert await technical(database_url) == [("coordinator", None)]
        await stage.say(BOUCHE, "/absence")
        await stage.press(BOUCHE, "Je suis de retour")
        assert "L’absence de Conseillère métiers de bouche est terminée" in stage.last(BOUCHE)
        await stage.pass_time(10 * DAY)
        assert sum("De nouvelles demandes" in text for text in stage.texts(BOUCHE)) == 1
    assert await value(database_url, "SELECT count(*) FROM absence WHERE ended_at IS NULL") == 0


async def test_the_last_question_answered_days_later(database_url: str) -> None:
    """A first day that is over by then becomes today; days that are over altogether are told to be so."""
    async with staged(database_url, greeted=(BOUCHE, COORDINATOR)) as stage:
        await stage.say(BOUCHE, "/absence")
        await stage.say(BOUCHE, "du 11 au 12 mars")
        await stage.pass_time(3 * DAY)
        await stage.press(BOUCHE, "Personne en particulier")
        assert "déjà passés" in stage.last(BOUCHE)
        await be_away(stage, TODAY, TODAY + 5 * DAY, "@nobody")
        assert await value(database_url, "SELECT first FROM absence") in (TODAY + 3 * DAY, str(TODAY + 3 * DAY))


async def test_who_has_no_account_is_told_by_mail(database_url: str, tmp_path: Path) -> None:
    """A coordinator plans for somebody without Telegram, who learns by e-mail what happened, and of nobody."""
    network = changed(tmp_path, ("telegram_id = 1101\n", ""))
    async with (
        post_office() as office,
        staged(database_url, smtp_url=office.url, network_file=network, greeted=(COORDINATOR,)) as stage,
    ):
        await builder_comes(stage)
        await send_case(stage)
        await be_away(stage, TODAY, TODAY, "conseiller-batiment", by=COORDINATOR)
        await stage.say(COORDINATOR, "/absence")
        stage.button(COORDINATOR, "Conseillère métiers de bouche (jusqu’au mardi 10 mars)")
        await stage.pass_time(DAY)
        letters = [one for one in office.letters if "absence de Conseillère" in str(one.message["Subject"])]
        assert [one.recipients for one in letters] == [("conseillere-bouche@example.org",)]
        assert "SV-0001 · Métier : proposé à Conseiller bâtiment" in plain(letters[0].text)
        assert "Dominique" not in letters[0].text


async def test_nobody_stands_in_for_the_last_who_fits(database_url: str) -> None:
    """Nothing is orphaned: it waits in the basket."""
    async with staged(database_url, greeted=(SANCY_ARTENSE, COORDINATOR)) as stage:
        await send_case(stage)
        for referent, account in (("charge-accueil-sancy-artense", SANCY_ARTENSE), ("animatrice-reseau", COORDINATOR)):
            await be_away(stage, TODAY, TODAY + DAY, "@nobody", referent, account)
        slot = await rows(database_url, "SELECT status, referent_id FROM slot WHERE role = 'territorial'")
        assert [tuple(row) for row in slot] == [("coordinator", None)]
        assert any("SV-0001 : personne ne convient" in plain(text) for text in stage.texts(COORDINATOR))


async def test_who_is_away_calls_nobody(database_url: str) -> None:
    """What somebody without Telegram should know is said by the coordination while whoever entered them is away."""
    async with staged(database_url) as stage:
        await send_case(stage)
        entered = "person_id = NULL, entered_by = 'charge-accueil-sancy-artense'"
        await rows(database_url, f"UPDATE case_file SET {entered}")  # noqa: S608
        await be_away(stage, TODAY, TODAY, "@nobody", "charge-accueil-sancy-artense", SANCY_ARTENSE)
        await stage.press(BOUCHE, TECHNICAL, GROUP)
        await stage.pass_time(MINUTE)
        assert "À dire de vive voix" in plain(stage.last(COORDINATOR))
        assert not any("de vive voix" in text for text in stage.texts(SANCY_ARTENSE))


async def test_who_may(database_url: str) -> None:
    """A person is refused; of somebody else’s absence only a coordinator may speak, by command and by every button."""
    async with staged(database_url, greeted=(PERSON, BOUCHE, SANCY_ARTENSE, COORDINATOR)) as stage:
        await stage.say(PERSON, "/absence")
        assert stage.last(PERSON) == screen.plain("fr", phrase("refused.not_referent"))
        stage.world.join(PERSON, GROUP)
        await stage.say(PERSON, f"/absence@{stage.world.bot.username}", GROUP)
        assert stage.last(GROUP) == "Cette commande se demande en privé. Écrivez-moi directement."
        await be_away(stage, TODAY + DAY, TODAY + 2 * DAY, "@nobody")
        mine = await value(database_url, "SELECT id FROM absence")
        message = stage.world.said_by_bot(SANCY_ARTENSE)[-1].message_id
        refused = screen.plain("fr", phrase("refused.not_in_charge"))
        for what in (f"back|{mine}", f"change|{mine}", f"for|{code('conseillere-bouche')}", "page|1"):
            assert await stage.forge(SANCY_ARTENSE, SANCY_ARTENSE, message, f"away|{what}") == refused, what
        for what in ("back|999", "back|²", "nothing|1"):
            await stage.forge(BOUCHE, BOUCHE, stage.world.said_by_bot(BOUCHE)[-1].message_id, f"away|{what}")
        await be_away(stage, TODAY, TODAY, "@nobody", by=SANCY_ARTENSE)
        assert stage.last(SANCY_ARTENSE) == refused
        assert await value(database_url, "SELECT count(*) FROM absence WHERE ended_at IS NULL") == 1
        await stage.say(BOUCHE, "/mes_donnees")
        assert any("Absence : du mercredi 11 mars au jeudi 12 mars 2026" in plain(t) for t in stage.texts(BOUCHE))

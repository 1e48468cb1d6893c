"""By what people heard of the network: from the code of a poster, asked once, told in /completer; and who sees it."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import bindparam, text

from bot.clock import real_now
from conversations.engine.effects import Submit
from handlers.cases import change
from handlers.turn.turn import Turn
from network import file, sources
from storage import duplicates
from storage.engine.columns import Instant
from storage.engine.database import Database
from storage.engine.migrate import upgrade
from tests.stage import BOUCHE, COORDINATOR, ENGLISH, GROUP, NETWORK, PERSON, SANCY_ARTENSE, Stage, staged
from tests.stage.inside import happen, rows, send_case, tap, value
from tests.stage.story import plain
from tests.test_erasing import erase
from tests.test_migrations import brought_to

OF_PERSON = "SELECT source FROM person WHERE telegram_id = :who"
OF_CASES = "SELECT source FROM case_file ORDER BY id"
ASKED = "Comment avez-vous connu le réseau"


@pytest.fixture
def asking(tmp_path: Path) -> Path:
    """A network that asks."""
    copy = tmp_path / NETWORK.name
    sample = NETWORK.read_text(encoding="utf-8")
    copy.write_text(sample.replace("\nprivacy_months", "\nask_source = true\nprivacy_months", 1), encoding="utf-8")
    return copy


async def completes(stage: Stage, origin: str, reference: str = "SV-0001") -> None:
    """The person tells it in /completer."""

    async def arm(t: Turn) -> None:
        await change.add(t, PERSON, "fr", Submit("completer-joining", {"origin": origin}, about=reference))

    await happen(stage, PERSON, arm)
    await stage.settle()


# --- by a link --------------------------------------------------------------------------------------------------------


async def test_the_code_of_a_poster_stays_with_whoever_came_by_it(database_url: str) -> None:
    """They are welcomed as ever; it is kept with them and with the case that they send, shown to them, and erased. What
    comes later changes nothing, and nobody is asked.
    """
    async with staged(database_url) as stage:
        await stage.say(PERSON, "/start src_mairie-tauves")
        [welcomed] = stage.texts(PERSON)
        await stage.say(ENGLISH, "/start")
        assert [welcomed] == stage.texts(PERSON)
        assert "Bonjour" in welcomed
        await stage.say(PERSON, "/start src_office-tourisme")
        assert await value(database_url, OF_PERSON, who=PERSON) == "mairie-tauves"
        await send_case(stage)
        await stage.say(PERSON, "/start src_office-tourisme")
        await completes(stage, "friends")
        assert await rows(database_url, OF_CASES) == [("mairie-tauves",)]
        assert not any(ASKED in said for said in stage.texts(PERSON))
        await stage.say(PERSON, "/mes_donnees")
        assert "Vous avez connu le réseau par : Mairie de Tauves" in plain("".join(stage.texts(PERSON)))
        assert not any("Mairie de Tauves" in said for who in (BOUCHE, GROUP) for said in stage.texts(who))
        await erase(stage)
    assert await rows(database_url, "SELECT source FROM person WHERE source IS NOT NULL") == []
    assert await rows(database_url, OF_CASES) == []


@pytest.mark.parametrize(
    ("payload", "kept"),
    [
        ("src_gare-de-laqueuille", "gare-de-laqueuille"),
        ("src_Mairie-Tauves", "mairie-tauves"),
        ("src_", None),
        ("src_<b>tauves</b>", None),
        ("src_tauves'; DROP TABLE person; --", None),
        ("src_" + "a" * 61, None),
        ("src_é", None),
        ("src_-tauves", None),
    ],
)
async def test_what_nobody_knows_is_kept_where_it_is_a_word_and_said_nowhere(
    payload: str, kept: str | None, database_url: str
) -> None:
    """Whoever comes by it is welcomed like anybody."""
    async with staged(database_url) as stage:
        await stage.say(PERSON, f"/start {payload}")
        assert "Bonjour" in stage.last(PERSON)
        assert await value(database_url, OF_PERSON, who=PERSON) == kept
        await stage.say(PERSON, "/mes_donnees")
        assert ("Vous avez connu" in "".join(stage.texts(PERSON))) == (kept == "mairie-tauves")
        await stage.say(COORDINATOR, "/affiche")
        assert ("Mairie de Tauves" in stage.last(COORDINATOR)) == (kept == "mairie-tauves")
        assert "laqueuille" not in stage.last(COORDINATOR)


async def test_only_a_first_contact_has_a_source(database_url: str) -> None:
    """Whoever has sent a request knows the network; whoever works for it tries the code out."""
    async with staged(database_url) as stage:
        await send_case(stage)
        await stage.say(PERSON, "/start src_mairie-tauves")
        await stage.say(BOUCHE, "/start src_mairie-tauves")
        assert await rows(database_url, "SELECT source FROM person WHERE source IS NOT NULL") == []
        assert await rows(database_url, OF_CASES) == [(None,)]


# --- asked, and told --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pressed", "kept", "told"),
    [("friends", "friends", "c'est noté"), ("no", "", "nous ne le demanderons plus")],
)
async def test_a_network_may_ask_once(pressed: str, kept: str, told: str, asking: Path, database_url: str) -> None:
    """One press, after the first request, where nothing is known: what is said goes with that request and the next."""
    async with staged(database_url, network_file=asking) as stage:
        await send_case(stage)
        assert ASKED in stage.last(PERSON)
        assert await tap(stage, PERSON, pressed) == ""
        assert told in plain(stage.last(PERSON))
        await send_case(stage, project="Ouvrir un gîte", sector=["hebergement"], nature=["creation"])
        assert sum(ASKED in said for said in stage.texts(PERSON)) == 0, "asked once, and that is answered"
        assert await value(database_url, OF_PERSON, who=PERSON) == kept
        assert await rows(database_url, OF_CASES) == [(kept or None,), (kept or None,)]
        await stage.say(PERSON, "/mes_donnees")
        assert ("par : Des proches" in plain("".join(stage.texts(PERSON)))) == (kept == "friends")


async def test_whoever_came_by_a_poster_is_not_asked(asking: Path, database_url: str) -> None:
    async with staged(database_url, network_file=asking) as stage:
        await stage.say(PERSON, "/start src_mairie-tauves")
        await send_case(stage)
        assert not any(ASKED in said for said in stage.texts(PERSON))


async def test_what_is_told_in_completer_counts_where_nothing_is_known(database_url: str) -> None:
    """It may be corrected there; a poster is not."""
    async with staged(database_url) as stage:
        await send_case(stage)
        await completes(stage, "internet")
        assert await rows(database_url, OF_CASES) == [("internet",)]
        await completes(stage, "fair")
        assert await rows(database_url, OF_CASES) == [("fair",)]


async def test_a_source_goes_along_where_two_cases_become_one(database_url: str) -> None:
    async with staged(database_url) as stage:
        await send_case(stage)
        await stage.say(ENGLISH, "/start src_mairie-tauves")
        await send_case(stage, ENGLISH)

        async def arm(t: Turn) -> None:
            [stays, goes] = [row.id for row in await rows(database_url, "SELECT id FROM case_file ORDER BY id")]
            assert await duplicates.merge(t.here, stays, goes)

        await happen(stage, PERSON, arm)
    assert await rows(database_url, OF_CASES) == [("mairie-tauves",), (None,)]


async def test_what_older_cases_were_told_is_taken_over(empty_database: str) -> None:
    """A database of before: what stands in /completer is the source of its case; of another there is none."""
    await brought_to(empty_database, "0038")
    database = Database(empty_database)
    told = ('{"completer-joining": {"origin": "fair"}}', '{"completer-joining": {}}', "{}")
    row = text(
        """INSERT INTO case_file (network_id, number, reference, answers, submitted_at, charter_version)
           VALUES ('sancy-volcans', :number, :reference, :answers, :at, '1')"""
    ).bindparams(bindparam("at", real_now(), Instant()))
    try:
        for number, answers in enumerate(told):
            about = {"number": number, "reference": f"SV-{number}", "answers": answers}
            await database.run(lambda c, about=about: c.execute(row, about))  # type: ignore[misc]
        await upgrade(database, real_now())
    finally:
        await database.close()
    assert await rows(empty_database, OF_CASES) == [("fair",), (None,), (None,)]


# --- who sees it ------------------------------------------------------------------------------------------------------


async def test_the_coordination_sees_how_many_came_by_what(database_url: str) -> None:
    """Counts of people and of requests, by name; a referent is told how to ask for a poster, and sees no counts."""
    async with staged(database_url, greeted=(BOUCHE, SANCY_ARTENSE, COORDINATOR, ENGLISH)) as stage:
        await stage.say(PERSON, "/start src_mairie-tauves")
        await send_case(stage)
        for who in (2001, 2002):
            stage.world.add_person(type(stage.world.people[PERSON])(id=who, first_name="Quelqu’un"))
            await stage.say(who, f"/start src_{'plaquette' if who == 2001 else 'mairie-tauves'}")
        await stage.say(COORDINATOR, "/affiche")
        said = plain(stage.last(COORDINATOR))
        assert "Mairie de Tauves : 2 personnes, 1 demande" in said
        assert "Plaquette, sans lieu : 1 personne, 0 demande" in said
        await stage.say(SANCY_ARTENSE, "/affiche")
        assert "Une affiche, pour quel lieu" in plain(stage.last(SANCY_ARTENSE))
        assert "personne," not in stage.last(SANCY_ARTENSE)
        await stage.say(PERSON, "/affiche")
        assert "Mairie" not in stage.last(PERSON)


def test_a_place_is_found_by_its_word_and_by_its_name() -> None:
    network = file.load(NETWORK)
    for said, found in {
        "mairie-tauves": "mairie-tauves",
        "Tauves": "mairie-tauves",
        "mairie de tauves": "mairie-tauves",
        "LA BOURBOULE": "mairie-la-bourboule",
        "office de tourisme": "office-tourisme",
        "CMA": "chambre-metiers",
        "marché": "marche-la-bourboule",
        "Égliseneuve-d’Entraigues": "mairie-egliseneuve-d-entraigues",
        "plaquette": "plaquette",
    }.items():
        assert sources.places(network, said) == [found], said
    assert len(sources.places(network, "mairie")) > 8
    assert sources.places(network, "") == sources.places(network, "!") == sources.places(network, "Paris") == []


def test_every_place_has_a_word_that_a_link_can_carry() -> None:
    """Telegram takes 64 letters, digits, underscores and hyphens."""
    network = file.load(NETWORK)
    known = sources.displays(network)
    assert len(known) == 1 + 44 + len(network.organisations) + len(network.displays)
    for id_ in known:
        assert sources.read(id_) == id_
        assert len(sources.PREFIX + id_) <= 64
    assert all(sources.named(network, one) is not None for one in (*known, *sources.TOLD))
    assert sources.named(network, "gare-de-laqueuille") is None

"""Invitations: a one-use link binds an account to a referent, and nothing else does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from rich.console import Console

from bot.clock import real_now
from bot.importing import bring_in
from bot.settings import SettingsError
from handlers.turn.turn import Turn
from simulator.cast import Person
from storage import accounts
from tests.stage import BOUCHE, COORDINATOR, GROUP, PERSON, Stage, staged
from tests.stage.inside import happen, rows, send_case, value

REFERENT, FIRST, SECOND = "conseiller-creation", 5001, 5002
ACCOUNT = "SELECT telegram_id FROM account WHERE referent_id = :referent"


async def invited(stage: Stage) -> str:
    """The payload of a new link; two people without a role are there to follow it."""
    for who in (FIRST, SECOND):
        stage.world.add_person(Person(id=who, first_name="R", phone="+33199000096", language_code="fr"))
        stage.world.join(who, GROUP)
    link = await stage.link(REFERENT)
    address, _, payload = link.partition("?start=")
    assert address == f"https://t.me/{stage.world.bot.username}"
    return payload


async def follow(stage: Stage, who: int, payload: str) -> str:
    """Somebody opens a link; what they are told."""
    before = len(stage.texts(who))
    stage.world.start(who, payload)
    await stage.settle()
    return "\n".join(stage.texts(who)[before:])


async def test_a_link_serves_once(database_url: str) -> None:
    """Whoever opens it first is bound; again it does no harm; for anybody else it is used up."""
    async with staged(database_url, greeted=()) as stage:
        payload = await invited(stage)
        told = await follow(stage, FIRST, payload)
        assert "Votre compte est relié" in told
        assert "Nous gardons votre nom, votre organisme, votre numéro" in told
        await stage.press(FIRST, "En savoir plus")
        assert "La base légale est" in stage.last(FIRST)
        await stage.press(FIRST, "Suite")
        assert "Les personnes que vous suivez reçoivent votre nom" in stage.last(FIRST)
        await stage.press(FIRST, "Revenir au début")
        assert "Nous gardons votre nom" in stage.last(FIRST)
        assert "déjà relié" in await follow(stage, FIRST, payload)
        assert "a déjà servi" in await follow(stage, SECOND, payload)
        assert await value(database_url, ACCOUNT, referent=REFERENT) == FIRST
        await send_case(stage, sector=["sante"], nature=["creation"])
        assert "C’est à vous" in await stage.press(FIRST, "Je m’en occupe (métier)", GROUP)
    assert payload.removeprefix("invite-") not in str(await rows(database_url, "SELECT * FROM invite"))


async def test_a_link_ends(database_url: str) -> None:
    """After its days, and when a newer one was made, a link is no longer valid."""
    async with staged(database_url, greeted=()) as stage:
        old = await invited(stage)
        new = await invited(stage)
        stage.clock.start = real_now() + timedelta(minutes=5)  # links are made in real time
        assert "n’est plus valable" in await follow(stage, FIRST, old)
        stage.clock.advance(accounts.INVITE_LASTS)
        assert "n’est plus valable" in await follow(stage, FIRST, new)
        assert "Je ne connais pas ce lien" in await follow(stage, FIRST, "invite-made-up")
        assert "Je ne connais pas ce lien" in await follow(stage, FIRST, "invite-")
    assert await value(database_url, "SELECT count(*) FROM account WHERE telegram_id = :who", who=FIRST) == 0


async def test_the_accounts_of_a_network_file_are_a_rehearsals_alone(database_url: str) -> None:
    """Somebody runs the sample as it is. Whoever has one of its numbers has no role, in the group or in private, beside
    the coordinators of the settings or before there is one; the link by which somebody coordinates is offered.
    """
    async with staged(database_url, run=False) as stage:
        stage.rehearsed = False
        await stage.start()
        assert stage.running.claim
        await stage.stop()
        stage.settings = stage.settings.model_copy(update={"coordinator_ids": frozenset({SECOND})})
        await stage.start()
        await bring_in(stage.settings, True, Console(quiet=True))
        await send_case(stage)
        await stage.say(COORDINATOR, "/attente")
        assert "réservé" in stage.last(COORDINATOR), stage.last(COORDINATOR)
        assert "Je ne vous connais pas" in await stage.press(BOUCHE, "Je m’en occupe (métier)", GROUP)
        assert await coordinating(stage) == [SECOND]
    assert await value(database_url, "SELECT count(*) FROM account") == 0


async def coordinating(stage: Stage) -> list[int]:
    """Who coordinates, as a turn sees it."""
    seen: list[int] = []

    async def look(t: Turn) -> None:
        seen.extend(t.coordinators())

    await happen(stage, PERSON, look)
    return seen


async def test_two_people_at_once(database_url: str) -> None:
    """Two follow the same link in the same moment: one is bound, the other is told."""
    async with staged(database_url, greeted=()) as stage:
        payload = await invited(stage)
        stage.world.start(FIRST, payload)
        stage.world.start(SECOND, payload)
        await stage.settle()
        told = [who for who in (FIRST, SECOND) if any("Votre compte est relié" in said for said in stage.texts(who))]
        assert len(told) == 1
        [winner] = told
    assert await value(database_url, ACCOUNT, referent=REFERENT) == winner


async def test_another_account_for_the_same_referent(database_url: str) -> None:
    """A new telephone: the new account acts for the referent, and the old one no longer does."""
    async with staged(database_url, greeted=()) as stage:
        await follow(stage, FIRST, await invited(stage))
        await follow(stage, SECOND, await invited(stage))
        await send_case(stage, sector=["sante"], nature=["creation"])
        assert "Je ne vous connais pas" in await stage.press(FIRST, "Je m’en occupe (métier)", GROUP)
        assert "C’est à vous" in await stage.press(SECOND, "Je m’en occupe (métier)", GROUP)


async def test_another_referent_for_the_same_account(database_url: str) -> None:
    """Somebody changes jobs: they act for the new referent alone, also after a restart."""
    async with staged(database_url, greeted=()) as stage:
        assert "relié" in await follow(stage, BOUCHE, await invited(stage))
        await stage.rebuild()
        assert await value(database_url, ACCOUNT, referent=REFERENT) == BOUCHE
    assert await rows(database_url, ACCOUNT, referent="conseillere-bouche") == []


async def test_an_unknown_referent(database_url: str) -> None:
    """The known ones are listed."""
    async with staged(database_url, greeted=()) as stage:
        with pytest.raises(SettingsError) as refused:
            await stage.link("nobody")
        assert "conseiller-creation" in str(refused.value)
        assert "'nobody'" in str(refused.value)
